//! The four families against each other.

use crate::generators::{config, question, scenario};
use crate::order::nearness;
use cascade_notes::engine::band::{Question, edges};
use cascade_notes::engine::margin::venue::RuleInputs;
use cascade_notes::engine::margin::{Collateral, Contract, Position, Search, Side, Tiers, Trigger, VenueId};
use cascade_notes::engine::scenario::parameters::TableChoice;
use cascade_notes::engine::scenario::{ParameterId as P, Scenario};
use cascade_notes::engine::units::{Money, Price, Rate};
use proptest::prelude::*;
use rust_decimal::Decimal;

fn trigger(venue: VenueId, position: &Position, margin: Money, tiers: &Tiers, fee: Rate) -> Trigger {
    let inputs = RuleInputs { tiers, closing_fee: fee, next_funding: Rate::ZERO, leverage: Some(Decimal::TEN) };
    let requirement = venue.model().requirement(position, inputs).unwrap();
    let equity = Collateral::Isolated(margin).margin().unwrap();
    let (anchor, mark) = (position.entry, position.entry);
    Search { position, anchor, equity, requirement: &requirement, mark, divisor: Decimal::ONE }.run().unwrap().trigger
}

fn asked(s: Scenario) -> Option<Question> {
    // Table rates and added margin have no part in the stated gap; size, entry, leverage and rate keep their whole
    // range. No venue is asked but the two that are compared.
    let s = s.choosing(TableChoice::FLAT).choosing(VenueId::Generic);
    s.with_default(P::AddedMargin).with_default(P::Book).question().ok()
}

proptest! {
    #![proptest_config(config())]

    /// B - A = E r (1/L - r) / (1 - s r), margin-rules section 0. Against the entry price: at r = 1/L the gap itself is
    /// nothing. Prices have 28 places after the point, so below an entry of 0.01 that is what bounds them.
    #[test]
    fn the_gap_between_a_and_b_is_as_stated(s in scenario()) {
        let q = asked(s).unwrap();
        prop_assume!(q.position.contract == Contract::Linear);
        let p = q.position;
        let margin = p.entry_notional().unwrap().over(q.leverage).unwrap();
        let a = trigger(VenueId::Generic, &p, margin, &q.tiers, Rate::ZERO);
        let b = trigger(VenueId::BybitOld, &p, margin, &q.tiers, Rate::ZERO);
        let (Some(a), Some(b)) = (a.price(), b.price()) else { return Err(TestCaseError::reject("no price")) };
        let (e, r, sign) = (p.entry.get(), q.tiers.brackets()[0].rate, p.side.sign());
        let stated = e * r * (Decimal::ONE / q.leverage - r) / (Decimal::ONE - sign * r);
        let allowed = (e * Decimal::new(1, 18)).max(Decimal::new(4, 28));
        let gap = b.get() - a.get();
        prop_assert!((gap - stated).abs() <= allowed, "gap {gap}, stated {stated}");
    }

    /// A closing fee in the rule brings its price nearer, or leaves it where it is at a fee of nothing.
    #[test]
    fn a_plus_is_never_farther_than_a(s in scenario(), fee in 0_i64..50_000) {
        let q = question(&s);
        let Ok(e) = edges(&q) else { return Err(TestCaseError::reject("no answer")) };
        let fee = Rate::new(Decimal::new(fee, 6));
        let a = trigger(VenueId::Generic, &q.position, e.margin, &q.tiers, Rate::ZERO);
        let plus = trigger(VenueId::Okx, &q.position, e.margin, &q.tiers, fee);
        let side = q.position.side;
        prop_assert!(nearness(side, plus) >= nearness(side, a), "{a:?} {plus:?}");
        // A fee of a millionth shows in every price that has seven digits left before the 28th place, but where a table jumps past
        // both.
        let on_a_floor = |price: Price| {
            let notional = q.position.notional(price).unwrap().get();
            let near = notional * Decimal::new(1, 20);
            q.tiers.brackets().iter().any(|bracket| (bracket.floor - notional).abs() <= near)
        };
        if let (Some(a), Some(plus)) = (a.price(), plus.price())
            && fee > Rate::ZERO
            && a.get() > Decimal::new(1, 20)
            && !on_a_floor(a)
        {
            prop_assert_ne!(a, plus);
        }
    }

    /// Mark less funding per coin: dM moves the price by dM / (q (1 - s r)) under A and by dM / q under B. Margin-rules
    /// section 3.
    #[test]
    fn margin_paid_moves_the_price_as_stated(s in scenario(), share in 1_i64..1000) {
        let q = asked(s).unwrap();
        prop_assume!(q.position.contract == Contract::Linear && q.position.side == Side::Short);
        let p = q.position;
        let margin = p.entry_notional().unwrap().over(q.leverage).unwrap();
        let paid = margin.times(Rate::new(Decimal::new(share, 5))).unwrap();
        let rate = q.tiers.brackets()[0].rate;
        for (venue, slope) in [(VenueId::Generic, Decimal::ONE + rate), (VenueId::BybitOld, Decimal::ONE)] {
            let price = |m: Money| trigger(venue, &p, m, &q.tiers, Rate::ZERO).price().map(Price::get);
            let (before, after) = (price(margin), price(margin.minus(paid).unwrap()));
            let (Some(before), Some(after)) = (before, after) else { continue };
            let stated = paid.get() / (p.size.get() * slope);
            let allowed = (p.entry.get() * Decimal::new(1, 18)).max(Decimal::new(4, 28));
            prop_assert!((before - after - stated).abs() <= allowed, "{before} {after} {stated}");
        }
    }
}
