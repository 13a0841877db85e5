//! The search against the definitions, by brute force.

use crate::exact::{equity, notional, rounding, scale};
use crate::generators::{Rows, config, lawless, position, rows, tiers};
use crate::tables::by_parts;
use cascade_notes::engine::margin::{Contract, Growth, Position, Requirement, SafeGap, Search, Side, Tiers, Trigger};
use cascade_notes::engine::units::{Money, Price};
use proptest::prelude::*;
use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive as _, ToPrimitive as _};

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
fn slack(position: &Position, margin: Decimal, tiers: &Tiers, growth: Option<Growth>, price: Decimal) -> Decimal {
    let n = notional(position, price);
    let bracket = tiers.brackets().iter().rev().find(|b| b.floor <= n).unwrap_or(&tiers.brackets()[0]);
    let by_table = (bracket.rate * n - bracket.deduction).max(Decimal::ZERO);
    equity(position, margin, price) - by_table.max(growth.map_or(Decimal::ZERO, |growth| grown(growth, n) * n))
}

/// k N^p, worked out beside the engine.
fn grown(growth: Growth, notional: Decimal) -> Decimal {
    let [factor, power, n] = [growth.factor, growth.power, notional].map(|value| value.to_f64().unwrap());
    Decimal::from_f64(factor * n.powf(power)).unwrap()
}

/// What the slack above may be off by: a rate that grows is counted to 1e-12, here to fifteen digits.
fn off(position: &Position, margin: Decimal, growth: Option<Growth>, price: Decimal) -> Decimal {
    let n = notional(position, price);
    let by_rate =
        growth.map_or(Decimal::ZERO, |growth| n * (Decimal::new(2, 12) + grown(growth, n) * Decimal::new(1, 14)));
    rounding(position, margin, price) + by_rate
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

fn agrees(position: &Position, margin: Decimal, tiers: &Tiers, growth: Option<Growth>) -> Result<(), TestCaseError> {
    let by_tier = Requirement::by_tier(tiers.clone());
    let requirement = growth.map_or(by_tier.clone(), |growth| by_tier.with_growth(growth));
    let (trigger, gaps) = search(position, margin, &requirement);
    let mut prices = looked_at(position, tiers);
    let edges = gaps.iter().flat_map(|(from, to)| [Some(*from), *to]).chain([trigger.price()]).flatten();
    prices.extend(edges.flat_map(|edge| [edge.get() * (Decimal::ONE - NEAR), edge.get() * (Decimal::ONE + NEAR)]));
    for price in prices {
        let Some(safe) = said(position.side, position.entry.get(), trigger, &gaps, price) else { continue };
        let slack = slack(position, margin, tiers, growth, price);
        if slack.abs() <= off(position, margin, growth, price) {
            continue;
        }
        prop_assert_eq!(slack > Decimal::ZERO, safe, "at {}: slack {}; {:?} {:?}", price, slack, trigger, gaps);
    }
    // Where the price lies beyond the mark, the other side of it is safe.
    if let Trigger::At { price, at_once: true } = trigger {
        let behind = price.get() * (Decimal::ONE + position.side.sign() * NEAR);
        let least = if growth.is_some() { -off(position, margin, growth, behind) } else { Decimal::ZERO };
        prop_assert!(slack(position, margin, tiers, growth, behind) > least, "{price} does not become safe");
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
        agrees(&p, margin(&p, percent), &tiers(&rows, false), None)?;
    }

    /// The same beside a rate that grows, from next to nothing to more than all at the entry: it always has an answer, and it is the first.
    #[test]
    fn beside_a_rate_that_grows_the_price_is_the_first_and_the_gaps_are_true(
        (p, percent, rows) in case(),
        thousandths in 1_i32..1_300,
        power in 1_i64..16,
        jumping: bool,
    ) {
        let n = notional(&p, p.entry.get()).to_f64().unwrap();
        prop_assume!(n > 1e-6);
        let power = Decimal::new(power, 1);
        let factor = Decimal::from_f64(f64::from(thousandths) / 1_000.0 / n.powf(power.to_f64().unwrap())).unwrap();
        prop_assume!(factor > Decimal::new(1, 22));
        agrees(&p, margin(&p, percent), &tiers(&rows, !jumping), Some(Growth { factor, power }))?;
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
        agrees(&p, margin(&p, percent), &Tiers::new(brackets).unwrap(), None)?;
        agrees(&p, margin(&p, percent), &tiers(&rows, marginal).one_up(None).unwrap(), None)?;
    }
}
