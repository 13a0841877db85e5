//! The search against the definitions, by brute force.

use crate::exact::{equity, notional, rounding, scale};
use crate::generators::{Rows, config, lawless, position, rows, tiers};
use crate::tables::by_parts;
use cascade_notes::engine::margin::{Contract, Position, Requirement, SafeGap, Search, Side, Tiers, Trigger};
use cascade_notes::engine::units::{Money, Price};
use proptest::prelude::*;
use rust_decimal::Decimal;

/// Margin as hundredths of the notional at entry: from nothing to half as much again.
fn margin(position: &Position, percent: i64) -> Decimal {
    (notional(position, position.entry.get()) * Decimal::new(percent, 2)).round_dp(20)
}

fn search(position: &Position, margin: Decimal, requirement: &Requirement) -> (Trigger, Vec<SafeGap>) {
    let (anchor, mark) = (position.entry, position.entry);
    let equity = Money::new(margin);
    let found = Search { position, anchor, equity, requirement, mark, divisor: Decimal::ONE }.run().unwrap();
    (found.trigger, found.safe_gaps)
}

/// Equity less requirement at a price, from the definitions; above zero is safe.
fn slack(position: &Position, margin: Decimal, tiers: &Tiers, price: Decimal) -> Decimal {
    let n = notional(position, price);
    let bracket = tiers.brackets().iter().rev().find(|b| b.floor <= n).unwrap_or(&tiers.brackets()[0]);
    equity(position, margin, price) - (bracket.rate * n - bracket.deduction).max(Decimal::ZERO)
}

/// Prices to look at: in fine steps both ways from entry, and close by every floor of the table.
fn looked_at(position: &Position, tiers: &Tiers) -> Vec<Decimal> {
    let entry = position.entry.get();
    let (mut up, mut down, mut prices) = (entry, entry, vec![entry]);
    for _ in 0..160 {
        up *= Decimal::new(104, 2);
        down /= Decimal::new(104, 2);
        prices.extend([up, down]);
    }
    for bracket in tiers.brackets().iter().skip(1) {
        let at = match position.contract {
            Contract::Linear => bracket.floor / position.size.get(),
            Contract::Inverse => position.size.get() / bracket.floor,
        };
        prices.extend([at * (Decimal::ONE - NEAR), at * (Decimal::ONE + NEAR)]);
    }
    prices.sort_unstable();
    prices
}

/// Beside a crossing: as near as a test may look, with twelve of 28 digits to spare for rounding.
const NEAR: Decimal = Decimal::from_parts(1, 0, 0, false, 12);

/// What the search says of a price: safe or not; `None` within rounding of a crossing.
fn said(side: Side, entry: Decimal, trigger: Trigger, gaps: &[SafeGap], price: Decimal) -> Option<bool> {
    let clear = |edge: Price| ((price - edge.get()) / edge.get()).abs() > NEAR / Decimal::TWO;
    let sign = side.sign();
    // Farther in the direction that hurts: lower for a long, higher for a short.
    let beyond = |edge: Price| sign * price < sign * edge.get();
    let at = match trigger {
        Trigger::Never => return (sign * price <= sign * entry).then_some(true),
        Trigger::Always => return (sign * price >= sign * entry).then_some(false),
        // A position that is liquidatable at the mark is so from there up to the price given; beyond it nothing is
        // said.
        Trigger::At { price: edge, at_once: true } => {
            let between = beyond(edge) && sign * price >= sign * entry;
            return (between && clear(edge)).then_some(false);
        }
        Trigger::At { price, at_once: false } => price,
    };
    if sign * price > sign * entry {
        return None;
    }
    let mut edges = vec![at];
    edges.extend(gaps.iter().flat_map(|(from, to)| [Some(*from), *to]).flatten());
    if !edges.iter().all(|edge| clear(*edge)) {
        return None;
    }
    // Each edge passed turns safe into liquidatable and back.
    Some(edges.iter().filter(|edge| beyond(**edge)).count() % 2 == 0)
}

fn agrees(position: &Position, margin: Decimal, tiers: &Tiers) -> Result<(), TestCaseError> {
    let (trigger, gaps) = search(position, margin, &Requirement::by_tier(tiers.clone()));
    let mut prices = looked_at(position, tiers);
    let edges = gaps.iter().flat_map(|(from, to)| [Some(*from), *to]).chain([trigger.price()]).flatten();
    prices.extend(edges.flat_map(|edge| [edge.get() * (Decimal::ONE - NEAR), edge.get() * (Decimal::ONE + NEAR)]));
    for price in prices {
        let Some(safe) = said(position.side, position.entry.get(), trigger, &gaps, price) else { continue };
        let slack = slack(position, margin, tiers, price);
        if slack.abs() <= rounding(position, margin, price) {
            continue;
        }
        prop_assert_eq!(slack > Decimal::ZERO, safe, "at {}: slack {}; {:?} {:?}", price, slack, trigger, gaps);
    }
    // Where the price lies beyond the mark, the other side of it is safe.
    if let Trigger::At { price, at_once: true } = trigger {
        let behind = price.get() * (Decimal::ONE + position.side.sign() * NEAR);
        prop_assert!(slack(position, margin, tiers, behind) > Decimal::ZERO, "{price} does not become safe");
    }
    Ok(())
}

/// Equity(p) = requirement(p), both by definition. To 1e-20 of the amounts involved; a price below 1e-8 has fewer than 20 of
/// its 28 places left and is judged by those.
fn is_a_root(position: &Position, margin: Decimal, rows: &Rows, price: Decimal) -> Result<(), TestCaseError> {
    let left = equity(position, margin, price) - by_parts(rows, notional(position, price));
    let allowed = scale(position, margin, price) * Decimal::new(1, 20).max(Decimal::new(4, 28) / price);
    prop_assert!(left.abs() <= allowed, "{price} is off by {left}, allowed {allowed}");
    Ok(())
}

fn case() -> impl Strategy<Value = (Position, i64, Rows)> {
    position().prop_flat_map(|p| (Just(p), 0_i64..150, rows(notional(&p, p.entry.get()))))
}

proptest! {
    #![proptest_config(config())]

    /// With marginal tables there is one root, and the found price is it.
    #[test]
    fn the_price_found_is_the_one_root((p, percent, rows) in case()) {
        let margin = margin(&p, percent);
        let table = tiers(&rows, true);
        let (trigger, gaps) = search(&p, margin, &Requirement::by_tier(table.clone()));
        prop_assert!(gaps.is_empty(), "a marginal table has no safe gap");
        if let Some(price) = trigger.price().map(Price::get) {
            is_a_root(&p, margin, &rows, price)?;
        }
        // One root: slack is above zero on one side of it and below on the other, wherever one looks.
        for price in looked_at(&p, &table) {
            let slack = equity(&p, margin, price) - by_parts(&rows, notional(&p, price));
            if slack.abs() <= rounding(&p, margin, price) {
                continue;
            }
            let sign = p.side.sign();
            let safe = match trigger {
                Trigger::Never => true,
                Trigger::Always => false,
                Trigger::At { price: edge, .. } if ((price - edge.get()) / edge.get()).abs() <= NEAR => continue,
                Trigger::At { price: edge, .. } => sign * price > sign * edge.get(),
            };
            prop_assert_eq!(slack > Decimal::ZERO, safe, "at {}: slack {}; {:?}", price, slack, trigger);
        }
    }

    /// Equity may be known at any price and the walk may begin at another: a marginal table has one price still.
    #[test]
    fn the_price_depends_neither_on_the_anchor_nor_on_the_mark(
        (p, percent, rows) in case(),
        anchor in 300_i64..3000,
        mark in 300_i64..3000,
    ) {
        let margin = margin(&p, percent);
        let near_entry = |thousandths: i64| Price::new(p.entry.get() * Decimal::new(thousandths, 3)).unwrap();
        let (anchor, mark) = (near_entry(anchor), near_entry(mark));
        let equity = Money::new(equity(&p, margin, anchor.get()));
        let requirement = Requirement::by_tier(tiers(&rows, true));
        let elsewhere = Search { position: &p, anchor, equity, requirement: &requirement, mark, divisor: Decimal::ONE };
        let (trigger, _) = search(&p, margin, &requirement);
        let found = elsewhere.run().unwrap().trigger;
        if let Trigger::At { price, at_once } = found {
            is_a_root(&p, margin, &rows, price.get())?;
            prop_assert_eq!(at_once, !p.side.loses(mark, price));
        }
        // Where the root lies beyond any price that 28 digits tell from none, the two may differ in that.
        if trigger.price().is_none_or(|price| (Decimal::new(1, 15)..Decimal::from(10_u64.pow(15))).contains(&price.get())) {
            prop_assert_eq!(found.price().is_some(), trigger.price().is_some(), "{:?} {:?}", found, trigger);
        }
    }

    /// With tables that jump, the price is the first from the mark, and what is called a safe gap is one.
    #[test]
    fn a_jumping_table_gives_the_first_price_and_true_gaps((p, percent, rows) in case()) {
        agrees(&p, margin(&p, percent), &tiers(&rows, false))?;
    }

    /// The same where a table jumps down as well as up, as one that stands one tier up can.
    #[test]
    fn a_table_that_jumps_either_way_gives_the_first_price_and_true_gaps(
        p in position(),
        percent in 0_i64..150,
        brackets in lawless(),
        marginal: bool,
        (_, _, rows) in case(),
    ) {
        agrees(&p, margin(&p, percent), &Tiers::new(brackets).unwrap())?;
        agrees(&p, margin(&p, percent), &tiers(&rows, marginal).one_up(None).unwrap())?;
    }
}
