//! Funding rates, payments and marks.

use crate::generators::{config, position};
use crate::order::nearness;
use cascade_notes::engine::costs::funding::{
    BINANCE, BITMEX, BYBIT, DERIBIT, DYDX, FundingRule, HYPERLIQUID_ERAS, MarginRates, OKX, drift_payment,
    dydx_index_delta, hyperliquid_at,
};
use cascade_notes::engine::costs::mark::{MovingAverage, fair_price, median, weighted_median};
use cascade_notes::engine::costs::payment::{Cycle, Holding, PaidFrom, Wallets};
use cascade_notes::engine::costs::premium::Impact;
use cascade_notes::engine::margin::{Position, Requirement, Side, Tiers, Trigger};
use cascade_notes::engine::units::{Money, Price, Rate};
use proptest::prelude::*;
use rust_decimal::Decimal;

fn rules() -> impl Strategy<Value = FundingRule> {
    let mut all = vec![BINANCE, OKX, BYBIT, BITMEX, DYDX, DERIBIT];
    all.extend(HYPERLIQUID_ERAS);
    prop::sample::select(all)
}

fn any_price() -> impl Strategy<Value = Price> {
    (1_i64..1_000_000_000).prop_map(|ticks| Price::new(Decimal::new(ticks, 3)).unwrap())
}

/// A rate of one payment, up to 1 % either way.
fn any_rate() -> impl Strategy<Value = Rate> {
    (-100_000_i64..=100_000).prop_map(|units| Rate::new(Decimal::new(units, 7)))
}

fn flat(rate: i64) -> Requirement {
    Requirement::by_tier(Tiers::flat(Decimal::new(rate, 4), Decimal::ZERO).unwrap())
}

fn held<'a>(
    position: &'a Position,
    requirement: &'a Requirement,
    wallets: Wallets,
    paid_from: PaidFrom,
) -> Holding<'a> {
    Holding { position, requirement, wallets, paid_from }
}

/// Margin at a tenth of the notional, and a free balance of some thousandths of it.
fn wallets(position: &Position, free: i64) -> Wallets {
    let notional = position.entry_notional().unwrap();
    let share = |units, digits| notional.times(Rate::new(Decimal::new(units, digits))).unwrap();
    Wallets { margin: share(1, 1), free: share(free, 4) }
}

fn same(a: Decimal, b: Decimal) -> bool {
    (a - b).abs() <= (a.abs().max(b.abs()) * Decimal::new(1, 16)).max(Decimal::new(1, 24))
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn equal_payments_on_a_flat_mark_are_a_multiple_of_one(p in position(), rate in any_rate(), n in 1_usize..200) {
        let requirement = flat(50);
        let cycles = vec![Cycle::whole(p.entry, rate); n];
        let holding = held(&p, &requirement, wallets(&p, 0), PaidFrom::PositionMargin);
        let last = *holding.through(&cycles).unwrap().last().unwrap();
        let one = cycles[0].payment(&p).unwrap();
        let many = Decimal::from(n) * one.get();
        prop_assert!(same(last.total.get(), many), "{} {many}", last.total);
        prop_assert!(same(holding.wallets.margin.get() - last.wallets.margin.get(), many));
    }

    #[test]
    fn what_one_side_pays_the_other_receives(p in position(), rate in any_rate(), mark in any_price()) {
        let cycle = Cycle::whole(mark, rate);
        let other = Position { side: if p.side == Side::Long { Side::Short } else { Side::Long }, ..p };
        let (paid, received) = (cycle.payment(&p).unwrap().get(), cycle.payment(&other).unwrap().get());
        prop_assert_eq!(paid, -received);
        let long_pays = if p.side == Side::Long { paid } else { received };
        prop_assert_eq!(long_pays > Decimal::ZERO, rate > Rate::ZERO);
    }

    /// Each payment that costs leaves the price where it was or nearer; while a free balance pays, it stands still.
    #[test]
    fn paying_never_moves_the_price_away(
        p in position(), units in 0_i64..100_000, free in 0_i64..400, first in any::<bool>(), n in 1_usize..30,
    ) {
        let requirement = flat(50);
        let paid_from = if first { PaidFrom::FreeBalanceFirst } else { PaidFrom::PositionMargin };
        let rate = Rate::new(p.side.sign() * Decimal::new(units, 7));
        let holding = held(&p, &requirement, wallets(&p, free), paid_from);
        let start = holding.trigger(holding.wallets.margin, p.entry).unwrap();
        let mut before = start;
        for paid in holding.through(&vec![Cycle::whole(p.entry, rate); n]).unwrap() {
            prop_assert!(paid.payment >= Money::ZERO);
            prop_assert!(nearness(p.side, paid.trigger) >= nearness(p.side, before), "{before:?} {paid:?}");
            if first && paid.total < holding.wallets.free {
                prop_assert_eq!(paid.trigger, start);
            }
            prop_assert!(paid.wallets.free >= Money::ZERO, "the free balance pays what it does not have");
            let behind = paid.wallets.margin.plus(paid.wallets.free).unwrap().plus(paid.total).unwrap();
            let at_first = holding.wallets.margin.plus(holding.wallets.free).unwrap();
            prop_assert!(same(behind.get(), at_first.get()), "money is lost");
            before = paid.trigger;
        }
    }

    /// dp = dM / (q (1 - s r)) under family A, dM / q under family B, both toward the mark. Margin-rules section 3.
    #[test]
    fn a_payment_moves_the_price_as_the_algebra_says(
        side in prop_oneof![Just(Side::Long), Just(Side::Short)], coins in 1_i64..1_000_000, entry in any_price(),
        mmr in 0_i64..500, units in 1_i64..1000,
    ) {
        let p = Position {
            side,
            contract: cascade_notes::engine::margin::Contract::Linear,
            size: cascade_notes::engine::units::Quantity::new(Decimal::new(coins, 3)).unwrap(),
            entry,
        };
        let r = Decimal::new(mmr, 4);
        let held_at_entry = p.entry_notional().unwrap().times(Rate::new(r)).unwrap();
        let cases = [(flat(mmr), Decimal::ONE - side.sign() * r), (Requirement::fixed(held_at_entry).unwrap(), Decimal::ONE)];
        for (requirement, slope) in cases {
            let holding = held(&p, &requirement, wallets(&p, 0), PaidFrom::PositionMargin);
            let cycle = Cycle::whole(p.entry, Rate::new(side.sign() * Decimal::new(units, 7)));
            let paid = holding.through(&[cycle]).unwrap()[0];
            let before = holding.trigger(holding.wallets.margin, p.entry).unwrap();
            let (Trigger::At { price: before, .. }, Trigger::At { price: after, .. }) = (before, paid.trigger) else {
                return Err(TestCaseError::fail("no price"));
            };
            let stated = side.sign() * paid.payment.get() / (p.size.get() * slope);
            let moved = after.get() - before.get();
            prop_assert!((moved - stated).abs() <= p.entry.get() * Decimal::new(1, 18), "{moved} {stated}");
        }
    }

    /// A higher premium never gives a lower rate, and no rate passes its cap.
    #[test]
    fn rates_rise_with_the_premium_within_the_cap(
        rule in rules(), a in -1_000_000_i64..1_000_000, b in -1_000_000_i64..1_000_000, mm in 1_i64..500, more in 0_i64..500,
    ) {
        let margins = MarginRates {
            initial: Rate::new(Decimal::new(mm + more, 4)),
            maintenance: Rate::new(Decimal::new(mm, 4)),
        };
        let rate = |units| rule.rate(Rate::new(Decimal::new(units, 6)), Some(margins)).unwrap();
        prop_assert!(rate(a.min(b)) <= rate(a.max(b)));
        let gap = margins.initial.get() - margins.maintenance.get();
        let hourly = DYDX.rate(Rate::new(Decimal::new(a, 6)), Some(margins)).unwrap().get();
        prop_assert!(hourly.abs() * Decimal::from(8) <= gap * Decimal::from(6), "{hourly} {gap}");
        if let Some(cap) = rule.cap(Some(margins)).unwrap() {
            prop_assert!(rate(a).get().abs() <= cap.get(), "{:?} {cap:?}", rate(a));
        }
    }

    /// The clamp never pulls a rate farther from its premium than its width.
    #[test]
    fn a_clamped_rate_stays_near_its_premium(units in -1_000_000_i64..1_000_000) {
        let premium = Decimal::new(units, 6);
        let rate = OKX.rate(Rate::new(premium), None).unwrap().get();
        prop_assert!((rate - premium).abs() <= Decimal::new(5, 4), "{rate} {premium}");
        let (low, high) = (Decimal::new(-4, 4), Decimal::new(6, 4));
        prop_assert_eq!(rate == Decimal::new(1, 4), (low..=high).contains(&premium));
    }

    #[test]
    fn eras_follow_each_other(seconds in 1_683_000_000_i64..1_690_000_000) {
        let since = |s: i64| hyperliquid_at(s).since.unwrap();
        prop_assert!(since(seconds) <= seconds || seconds < HYPERLIQUID_ERAS[0].since.unwrap());
        prop_assert!(since(seconds) <= since(seconds + 1));
    }

    #[test]
    fn the_median_lies_between(a in any_price(), b in any_price(), c in any_price(), w in 1_u32..9) {
        let m = median(a, b, c);
        let mut sorted = [a, b, c];
        sorted.sort();
        prop_assert_eq!(m, sorted[1]);
        prop_assert_eq!(weighted_median(&[(a, w), (b, w), (c, w)]), Some(m));
        // More than half of the weight decides alone.
        prop_assert_eq!(weighted_median(&[(a, w), (b, 2 * w + 1), (c, w)]), Some(b));
    }

    #[test]
    fn an_average_stays_within_its_samples(
        samples in prop::collection::vec((-1_000_000_i64..1_000_000, 1_u32..600_000), 1..30), constant in 1_u32..600,
    ) {
        let mut average = MovingAverage::new(constant);
        for &(sample, millis) in &samples {
            average.take(Decimal::new(sample, 2), millis).unwrap();
        }
        let value = average.value().unwrap().unwrap();
        let ends = samples.iter().map(|(sample, _)| Decimal::new(*sample, 2));
        let (low, high) = (ends.clone().min().unwrap(), ends.max().unwrap());
        let edge = Decimal::new(1, 10);
        prop_assert!(low - edge <= value && value <= high + edge, "{low} {value} {high}");
    }

    #[test]
    fn the_fair_price_leans_with_the_rate(index in any_price(), rate in any_rate(), left in 0_i64..=8) {
        let fair = fair_price(index, rate, Decimal::from(left), Decimal::from(8)).unwrap();
        let (off, whole) = ((fair.get() - index.get()).abs(), index.get() * rate.get().abs());
        prop_assert!(off <= whole + Decimal::new(1, 18));
        prop_assert_eq!(fair > index, rate > Rate::ZERO && left > 0);
    }

    /// The premium's sign is the side on which the book has left the index, and both sides cannot have.
    #[test]
    fn the_premium_has_the_sign_of_the_book(bid in any_price(), gap in 0_i64..1000, index in any_price()) {
        let ask = Price::new(bid.get() + Decimal::new(gap, 3)).unwrap();
        let premium = Impact { bid: Some(bid), ask: Some(ask) }.premium(index).unwrap();
        prop_assert_eq!(premium > Rate::ZERO, bid > index);
        prop_assert_eq!(premium < Rate::ZERO, ask < index);
    }

    /// Truncation toward zero: the other sign of a rate is the other sign of what it moves.
    #[test]
    fn recorded_amounts_are_symmetric(rate in any_rate(), seconds in any::<u32>(), price in any_price(), other in any_price()) {
        let delta = |r: Decimal| dydx_index_delta(Rate::new(r), seconds, price, -9).unwrap();
        prop_assert_eq!(delta(rate.get()), -delta(-rate.get()));
        let drift = |a, b| drift_payment(a, b, Decimal::from(33), Decimal::from(24)).unwrap();
        prop_assert!(drift(price, other).abs() <= other.get() / Decimal::from(33 * 24));
        prop_assert_eq!(drift(price, other) > Decimal::ZERO, price.get() - other.get() >= Decimal::new(24, 9));
    }

    #[test]
    fn nothing_panics_on_wild_inputs(
        rule in rules(), a in any::<i64>(), b in any::<i64>(), digits in 0_u32..28, c in 1_i64..i64::MAX, resolution in any::<i32>(),
        millis in any::<u32>(), seconds in any::<i64>(), p in position(),
    ) {
        let (x, y) = (Decimal::new(a, digits), Decimal::new(b, 28 - digits));
        let price = Price::new(Decimal::new(c, digits)).unwrap();
        let margins = Some(MarginRates { initial: Rate::new(x), maintenance: Rate::new(y) });
        let _ = rule.rate(Rate::new(x), margins);
        let _ = rule.every(y).and_then(|rule| rule.rate(Rate::new(x), margins));
        let _ = hyperliquid_at(seconds);
        let _ = drift_payment(price, p.entry, x, y);
        let _ = dydx_index_delta(Rate::new(y), millis, price, resolution);
        let _ = fair_price(price, Rate::new(x), y, x);
        let mut average = MovingAverage::new(millis % 3);
        let _ = average.take(x, millis).and_then(|()| average.take(y, millis)).and_then(|()| average.value());
        let requirement = flat(50);
        let wallets = Wallets { margin: Money::new(x), free: Money::new(y) };
        let holding = held(&p, &requirement, wallets, PaidFrom::FreeBalanceFirst);
        let _ = holding.through(&[Cycle { mark: price, rate: Rate::new(x), held: Rate::new(y) }]);
    }
}
