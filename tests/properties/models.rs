//! Every venue model against the formula of its family, written out.

use crate::accounts::rule;
use crate::generators::{config, position};
use cascade_notes::engine::margin::tables::{Schedule, published};
use cascade_notes::engine::margin::venue::{MODELS, RuleInputs};
use cascade_notes::engine::margin::{Contract, Family, Position, Rule, Search, Side, TickRounding, Tiers, Trigger};
use cascade_notes::engine::units::Money;
use proptest::prelude::*;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// Margin-rules section 0: the price as a quotient, for a flat rate r and deduction c.
fn formula(rule: &Rule, p: &Position, margin: Decimal, r: Decimal, c: Decimal) -> (Decimal, Decimal) {
    let (s, size, entry) = (p.side.sign(), p.size.get(), p.entry.get());
    let (fee, funding) = (rule.closing_fee.get(), rule.next_funding.get());
    // The rate on the notional being tested, and what does not move with it.
    let at_entry = |n: Decimal| (r * n - c).max(Decimal::ZERO);
    let (rate, still) = match (rule.model.family, p.contract) {
        (Family::A, _) => (r, -c),
        (Family::APlus, _) => (r + fee, -c),
        (Family::B, Contract::Linear) => (Decimal::ZERO, at_entry(size * entry)),
        (Family::B, Contract::Inverse) => (Decimal::ZERO, at_entry(size / entry)),
        (Family::BPlus, Contract::Linear) => (Decimal::ZERO, at_entry(size * entry) + funding * size * entry),
        (Family::BPlus, Contract::Inverse) => (Decimal::ZERO, at_entry(size / entry) + funding * size / entry),
        (family, _) => panic!("{family:?} has kinds of its own"),
    };
    match p.contract {
        Contract::Linear => (s * size * entry - margin + still, size * (s - rate)),
        Contract::Inverse => (size * (s + rate), margin - still + s * size / entry),
    }
}

proptest! {
    #![proptest_config(config())]

    /// For every contract that the rule is stated for; margin from a tenth owed to one and a half of the notional.
    #[test]
    fn the_closed_formula_agrees_with_the_search(
        rule in rule(),
        position in position(),
        share in -100_i64..1_500,
        rate in 0_i64..6_000,
        part in 0_i64..500,
    ) {
        prop_assume!(rule.model.takes(position.contract));
        prop_assume!(matches!(rule.model.family, Family::A | Family::APlus | Family::B | Family::BPlus));
        let notional = position.entry_notional().unwrap().get();
        prop_assume!(notional > Decimal::new(1, 6));
        let rate = Decimal::new(rate, 4);
        let deduction = (notional * rate * Decimal::new(part, 3)).round_dp(12);
        let margin = (notional * Decimal::new(share, 3)).round_dp(12);
        let tiers = Tiers::flat(rate, deduction).unwrap();
        let inputs =
            RuleInputs { tiers: &tiers, closing_fee: rule.closing_fee, next_funding: rule.next_funding, leverage: Some(Decimal::TEN) };
        let requirement = rule.model.requirement(&position, inputs).unwrap();
        let (anchor, mark, equity) = (position.entry, position.entry, Money::new(margin));
        let search = Search { position: &position, anchor, equity, requirement: &requirement, mark, divisor: Decimal::ONE };
        let found = search.run().unwrap().trigger;
        // The requirement is the larger of two lines: r N - c, and nothing. The nearer of their prices counts.
        let lines = if matches!(rule.model.family, Family::A | Family::APlus) {
            vec![(rate, deduction), (Decimal::ZERO, Decimal::ZERO)]
        } else {
            vec![(rate, deduction)]
        };
        let mut prices = Vec::new();
        for (rate, deduction) in lines {
            let (top, bottom) = formula(&rule, &position, margin, rate, deduction);
            // Within rounding of a price of zero or of infinity nothing is claimed.
            prop_assume!(top.abs() > Decimal::new(1, 12) * notional && bottom.abs() > Decimal::new(1, 12) * notional.min(Decimal::ONE));
            prices.push(top / bottom);
        }
        let positive = prices.into_iter().filter(|price| *price > Decimal::ZERO);
        let wanted = if position.side == Side::Long { positive.max() } else { positive.min() };
        match (found, wanted) {
            (Trigger::At { price, .. }, Some(wanted)) => {
                let off = (price.get() - wanted).abs();
                let allowed = (wanted.abs() * Decimal::new(1, 12)).max(Decimal::new(4, 26));
                prop_assert!(off <= allowed, "{}: {price} and {wanted}", rule.model.name);
            }
            (Trigger::Never | Trigger::Always, None) => {}
            (found, wanted) => prop_assert!(false, "{}: {found:?} and {wanted:?}", rule.model.name),
        }
    }

    /// Rounding moves a price by less than a tick, onto the tick, and the way it is named for.
    #[test]
    fn a_printed_price_is_the_nearest_tick_on_the_named_side(
        position in position(),
        tick in 1_i64..1_000,
        digits in 0_u32..6,
        kind in prop::sample::select(vec![
            TickRounding::TowardEntry,
            TickRounding::AwayFromEntry,
            TickRounding::Floor,
            TickRounding::None,
        ]),
    ) {
        let (price, side, tick) = (position.entry, position.side, Decimal::new(tick, digits));
        let printed = kind.apply(price, side, tick).unwrap();
        if kind == TickRounding::None {
            prop_assert_eq!(printed, price);
            return Ok(());
        }
        prop_assume!(price.get() >= tick);
        let moved = printed.get() - price.get();
        prop_assert!((printed.get() % tick).is_zero() && moved.abs() < tick);
        match kind {
            TickRounding::TowardEntry => prop_assert!(moved * side.sign() >= Decimal::ZERO),
            TickRounding::AwayFromEntry => prop_assert!(moved * side.sign() <= Decimal::ZERO),
            TickRounding::Floor | TickRounding::None => prop_assert!(moved <= Decimal::ZERO),
        }
    }
}

#[test]
fn each_model_has_its_own_word_and_takes_the_contract_it_is_asked_about() {
    let words: BTreeSet<_> = MODELS.iter().map(|m| m.id.key()).collect();
    assert_eq!(words.len(), MODELS.len());
    for model in MODELS {
        assert_eq!(model.id.model(), model);
        assert!(model.takes(model.contract), "{}", model.name);
    }
    let taken = |contract| MODELS.iter().filter(|m| m.takes(contract)).count();
    // Generic, Bybit, OKX and BitMEX are stated for both.
    assert_eq!((taken(Contract::Linear), taken(Contract::Inverse)), (28, 7));
}

/// Real tables are continuous and leave room below their leverage, as Binance's are in `tables`.
#[test]
fn real_tables_hang_together() {
    let mut seen = 0;
    for model in MODELS {
        for symbol in ["BTC", "ETH", "SOL", "XRP", "DOGE"] {
            let Some(schedule) = published(model.id).and_then(|table| table.schedule(symbol).unwrap()) else {
                continue;
            };
            seen += 1;
            assert!(model.takes(Contract::Linear));
            let Schedule::ByNotional(tiers) = schedule else { continue };
            for pair in tiers.brackets().windows(2) {
                let floor = Money::new(pair[1].floor);
                let below = pair[0].rate * pair[1].floor - pair[0].deduction;
                assert!((tiers.maintenance(floor).unwrap().get() - below).abs() < Decimal::new(1, 9));
                assert!(pair[0].max_leverage > pair[1].max_leverage);
            }
            assert!(tiers.brackets().iter().all(|b| b.rate * b.max_leverage.unwrap() < Decimal::ONE));
        }
    }
    assert_eq!(seen, 5 + 5 + 1);
}
