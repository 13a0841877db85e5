//! No rule acts beyond bankruptcy: whatever the table, what is required is never less than nothing.

use crate::accounts::rule;
use crate::exact::scale;
use crate::generators::{answered, config, counted, position};
use cascade_notes::engine::margin::venue::RuleInputs;
use cascade_notes::engine::margin::{
    Bracket, Contract, Family, Position, Requirement, Rule, Search, Side, Tiers, Trigger, VenueId,
};
use cascade_notes::engine::units::{Money, Price, Quantity, Rate};
use proptest::prelude::*;
use rust_decimal::Decimal;

/// Any table around a notional: floors from a thousandth of it to several times, rates from nothing to 90 %, and deductions from less than
/// nothing to all of it, whether the product covers them or not.
fn table(around: Decimal) -> impl Strategy<Value = Tiers> {
    let bracket = (1_i64..900, 0_i64..1500, -100_i64..1000);
    prop::collection::vec(bracket, 1..7).prop_map(move |list| {
        let (mut share, mut rate, mut brackets) = (0, 0, Vec::<Bracket>::new());
        for (distance, step, deduction) in list {
            rate = (rate + step).min(9000);
            let of_it = |thousandths: i64| (around * Decimal::new(thousandths, 3)).round_sf(6).unwrap();
            let floor = of_it(share);
            if brackets.last().is_none_or(|below| below.floor < floor) {
                let rate = Decimal::new(rate, 4);
                brackets.push(Bracket { floor, rate, deduction: of_it(deduction), max_leverage: None });
            }
            share += distance;
        }
        Tiers::new(brackets).unwrap()
    })
}

fn case() -> impl Strategy<Value = (Position, Tiers)> {
    position().prop_flat_map(|p| {
        let notional = p.entry_notional().unwrap().get();
        (Just(p), table(notional))
    })
}

/// Margin that is so many thousandths of the entry notional, and what the rule requires under a table.
fn asked(rule: &Rule, position: &Position, tiers: &Tiers, share: i64) -> Result<(Money, Requirement), TestCaseError> {
    let margin = Money::new((position.entry_notional().unwrap().get() * Decimal::new(share, 3)).round_dp(12));
    let inputs = RuleInputs {
        tiers,
        closing_fee: rule.closing_fee,
        next_funding: rule.next_funding,
        leverage: Some(Decimal::TEN),
    };
    Ok((margin, answered(rule.model.requirement(position, inputs), &rule.model, std::iter::once(position))?))
}

fn found(position: &Position, margin: Money, requirement: &Requirement) -> Result<Trigger, TestCaseError> {
    let (anchor, mark) = (position.entry, position.entry);
    let search = Search { position, anchor, equity: margin, requirement, mark, divisor: Decimal::ONE };
    // Rates and fee that together take everything are refused.
    search.run().map(|found| found.trigger).map_err(|why| TestCaseError::reject(why.to_string()))
}

proptest! {
    #![proptest_config(config())]

    /// Any table under the rule of any venue, families A, A+, B and B+, linear and inverse, long and short.
    #[test]
    fn no_trigger_lies_beyond_bankruptcy(
        rule in rule(),
        (p, tiers) in case(),
        share in 0_i64..1_500,
    ) {
        prop_assume!(p.entry_notional().unwrap().get() > Decimal::new(1, 6));
        let (margin, requirement) = asked(&rule, &p, &tiers, share)?;
        let bust = p.bankruptcy_price(margin).unwrap();
        match (found(&p, margin, &requirement)?, bust) {
            (Trigger::At { price, .. }, Some(bust)) => {
                let beyond = (bust.get() - price.get()) * p.side.sign();
                let allowed = (bust.get() * Decimal::new(1, 18)).max(Decimal::new(4, 26));
                prop_assert!(beyond <= allowed, "{}: trigger {price} beyond bankruptcy {bust}", rule.model.name);
            }
            // Who can go bankrupt is liquidated somewhere before; within rounding of a price of zero nothing is claimed.
            (Trigger::Never, Some(bust)) => prop_assert!(
                bust.get() < Decimal::new(1, 12) || bust.get() > Decimal::from(10_u64.pow(12)),
                "{}: never, though bankrupt at {bust}", rule.model.name
            ),
            _ => {}
        }
    }

    /// Beside the price that the search finds, equity covers what `Requirement::at` says there, and on the other side it does not.
    #[test]
    fn what_is_required_at_the_trigger_is_what_the_search_took(
        rule in rule(),
        (p, tiers) in case(),
        share in 0_i64..1_500,
    ) {
        prop_assume!(p.entry_notional().unwrap().get() > Decimal::new(1, 6));
        let (margin, requirement) = asked(&rule, &p, &tiers, share)?;
        let Trigger::At { price, .. } = found(&p, margin, &requirement)? else { return Ok(()) };
        prop_assume!((Decimal::new(1, 9)..Decimal::from(10_u64.pow(12))).contains(&price.get()));
        for (toward_safety, covered) in [(true, true), (false, false)] {
            // Where a rate grows, past the steps in which it is counted.
            let grows = matches!(rule.model.family, Family::Grows(_));
            let away = Decimal::new(1, if grows { 9 } else { 12 }) * p.side.sign();
            let by = if toward_safety { Decimal::ONE + away } else { Decimal::ONE - away };
            let beside = Price::new(price.get() * by).unwrap();
            let equity = margin.plus(p.unrealised(beside).unwrap()).unwrap().get();
            let slack = equity - requirement.at(p.notional(beside).unwrap()).unwrap().get();
            let noise = scale(&p, margin.get(), beside.get()) * Decimal::new(1, 24) + Decimal::new(4, 26)
                + counted(&rule.model, p.notional(beside).unwrap().get());
            prop_assert!(if covered { slack >= -noise } else { slack <= noise }, "{}: {slack} beside {price}", rule.model.name);
        }
    }
}

fn long(size: &str, entry: &str) -> Position {
    let [size, entry] = [size, entry].map(|text| Decimal::from_str_exact(text).unwrap());
    let (size, entry) = (Quantity::new(size).unwrap(), Price::new(entry).unwrap());
    Position { side: Side::Long, contract: Contract::Linear, size, entry }
}

/// 1 at 1,000 with a margin of 100 is bankrupt at 900; a rate of 0.005 with a deduction of 50 asks for nothing below 10,000.
#[test]
fn a_deduction_larger_than_its_product_leaves_bankruptcy_as_the_trigger() {
    let p = long("1", "1000");
    let margin = Money::new(Decimal::ONE_HUNDRED);
    let tiers = Tiers::flat(Decimal::new(5, 3), Decimal::from(50)).unwrap();
    for (fee, expected) in [(Decimal::ZERO, Decimal::from(900)), (Decimal::new(1, 1), Decimal::from(1000))] {
        // The fee of family A+ is asked for beside the table, not out of what the table leaves over.
        let inputs = RuleInputs {
            tiers: &tiers,
            closing_fee: Rate::new(fee),
            next_funding: Rate::ZERO,
            leverage: Some(Decimal::TEN),
        };
        let requirement = VenueId::Okx.model().requirement(&p, inputs).unwrap();
        assert_eq!(found(&p, margin, &requirement).unwrap().price().unwrap().get(), expected);
    }
}
