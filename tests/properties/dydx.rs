//! dYdX v4 in whole quanta.

use crate::generators::config;
use cascade_notes::engine::margin::dydx::{Fraction, Holding, LimitTerms, Market, OpenInterest, Quanta, Subaccount};
use cascade_notes::engine::margin::{
    Account, Contract, MarginContext, Position, Regime, Rule, Side, SizeRates, Tiers, VenueId,
};
use cascade_notes::engine::units::{Money, Price, Quantity, Rate};
use proptest::prelude::*;
use rust_decimal::Decimal;
use rust_decimal::prelude::Signed as _;

fn rate(thousandths: i64) -> Rate {
    Rate::new(Decimal::new(thousandths, 3))
}

fn holding() -> impl Strategy<Value = Holding> {
    let fractions = (1_i64..1_000, 1_i64..=1_000);
    (1_i64..1_000_000_000, any::<bool>(), 1_i64..100_000_000, 0_u32..5, fractions).prop_map(
        |(size, short, price, digits, (initial, part))| {
            let oracle = Price::new(Decimal::new(price, digits)).unwrap();
            let market =
                Market { oracle, initial: rate(initial), maintenance_of_initial: rate(part), open_interest: None };
            let size = Decimal::new(if short { -size } else { size }, 7);
            Holding { size, market }
        },
    )
}

/// A subaccount whose equity is around its notional, on either side of nothing.
fn subaccount(most: usize) -> impl Strategy<Value = Subaccount> {
    (prop::collection::vec(holding(), 1..=most), -300_i128..1_000).prop_map(|(holdings, share)| {
        let bare = Subaccount { quote: Quanta::ZERO, holdings };
        let worth = bare.calculation(Regime::Maintenance).unwrap().equity;
        let gross: i128 =
            bare.holdings.iter().map(|h| Quanta::notional(h.size.abs(), h.market.oracle).unwrap().get()).sum();
        let quote = Quanta::new(gross * share / 1000 - Quanta::of(worth).unwrap().get());
        Subaccount { quote, ..bare }
    })
}

fn maintenance(a: &Subaccount) -> i128 {
    Quanta::of(a.calculation(Regime::Maintenance).unwrap().required).unwrap().get()
}

/// Any decimal, the largest and finest included.
fn wild() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        (any::<i128>(), 0_u32..=28)
            .prop_map(|(m, scale)| { Decimal::try_from_i128_with_scale(m >> 32, scale).unwrap_or(Decimal::MAX) }),
        prop::sample::select(vec![
            Decimal::ZERO,
            Decimal::MAX,
            Decimal::MIN,
            Decimal::new(1, 28),
            Decimal::new(-1, 28),
            Decimal::ONE,
        ]),
        (-1_000_000_i64..1_000_000, 0_u32..10).prop_map(|(m, scale)| Decimal::new(m, scale)),
    ]
}

proptest! {
    #![proptest_config(config())]

    /// One position has all of the equity: it may be closed for what the account owes.
    #[test]
    fn a_full_close_of_the_only_position_settles_the_balance(a in subaccount(1)) {
        prop_assume!(maintenance(&a) > 0);
        let full = -a.holdings[0].size;
        prop_assert_eq!(a.bankruptcy_price(0, full).unwrap().get(), -a.quote.get());
    }

    /// Closing everything at bankruptcy takes the balance and, a quantum per position at most, more: each share is rounded for the account.
    #[test]
    fn all_closes_together_settle_the_balance(a in subaccount(5)) {
        prop_assume!(maintenance(&a) > 0);
        let all: i128 =
            a.holdings.iter().enumerate().map(|(i, h)| a.bankruptcy_price(i, -h.size).unwrap().get()).sum();
        let over = all + a.quote.get();
        prop_assert!(over >= 0 && over < i128::try_from(a.holdings.len()).unwrap(), "{over}");
    }

    /// A close leaves its share: never worse for the account than its part of equity, and within a quantum of it.
    #[test]
    fn a_close_takes_the_share_of_equity_that_its_margin_has(a in subaccount(4), part in 1_i64..=1_000) {
        prop_assume!(maintenance(&a) > 0);
        let own = a.holdings[0];
        let delta = -(own.size * Decimal::new(part, 3));
        let mut after = a.clone();
        after.holdings[0].size += delta;
        after.quote = after.quote.plus(a.bankruptcy_price(0, delta).unwrap()).unwrap();
        let quanta = |a: &Subaccount| Quanta::of(a.calculation(Regime::Maintenance).unwrap().equity).unwrap().get();
        // TNC' / TMMR' = TNC / TMMR, but for the rounding of one quantum.
        let (left, right) = (quanta(&after) * maintenance(&a), quanta(&a) * maintenance(&after));
        prop_assert!(left >= right && left - right < maintenance(&a), "{left} {right}");
    }

    #[test]
    fn initial_margin_is_never_below_maintenance(a in subaccount(4), open in 0_i128..200, caps in (0_i128..100, 0_i128..100)) {
        let mut scaled = a.clone();
        let (lower_cap, upper_cap) = (Quanta::new(caps.0), Quanta::new(caps.0 + caps.1));
        scaled.holdings[0].market.open_interest = Some(OpenInterest { open: Quanta::new(open), lower_cap, upper_cap });
        let ask = |a: &Subaccount, regime| a.calculation(regime).unwrap().required;
        prop_assert!(ask(&a, Regime::Initial) >= ask(&a, Regime::Maintenance));
        prop_assert!(ask(&scaled, Regime::Initial) >= ask(&a, Regime::Initial));
        prop_assert_eq!(ask(&scaled, Regime::Maintenance), ask(&a, Regime::Maintenance));
        if upper_cap > Quanta::ZERO && open >= upper_cap.get() {
            let notional = Quanta::notional(scaled.holdings[0].size.abs(), scaled.holdings[0].market.oracle).unwrap();
            prop_assert_eq!(scaled.holdings[0].market.initial_margin(notional).unwrap(), notional);
        }
        let fraction = scaled.holdings[0].market.effective_initial().unwrap().rate().unwrap();
        prop_assert!(fraction >= a.holdings[0].market.initial && fraction.get() <= Decimal::ONE);
    }

    /// The limit lies between the oracle price and the widest spread, at the oracle while maintenance is met.
    #[test]
    fn a_limit_lies_within_its_spread(a in subaccount(3), adjustment in 0_i64..3_000, spread in 0_i64..900) {
        prop_assume!(maintenance(&a) > 0);
        let terms = LimitTerms { bankruptcy_adjustment: rate(adjustment), spread_to_maintenance: rate(spread) };
        let Holding { size, market } = a.holdings[0];
        let Ok(limit) = a.limit_price(0, terms) else { return Err(TestCaseError::reject("no price")) };
        // A notional is cut off to a quantum, a margin rounded up to two.
        let quantum = Decimal::new(4, 6) / size.abs();
        let away = (market.oracle.get() - limit.get()) * size.signum();
        let fraction = market.initial.get() * market.maintenance_of_initial.get();
        let widest = market.oracle.get() * fraction * terms.spread_to_maintenance.get();
        prop_assert!(away >= -quantum && away <= widest + quantum, "{away} {widest}");
        let answer = a.calculation(Regime::Maintenance).unwrap();
        if answer.equity >= answer.required {
            prop_assert!(away <= quantum);
        }
    }

    /// The exact price of the general account, within what the whole quanta of its requirement make of it.
    #[test]
    fn its_liquidation_price_is_that_of_family_a(a in subaccount(3)) {
        let mut holdings = Vec::new();
        let mut wallet = a.quote.money().unwrap().get();
        for h in &a.holdings {
            let side = if h.size.is_sign_negative() { Side::Short } else { Side::Long };
            let size = Quantity::new(h.size.abs()).unwrap();
            let position = Position { side, contract: Contract::Linear, size, entry: h.market.oracle };
            wallet += Quanta::notional(h.size, h.market.oracle).unwrap().money().unwrap().get();
            let fraction = h.market.initial.get() * h.market.maintenance_of_initial.get();
            let tiers = Tiers::flat(fraction, Decimal::ZERO).unwrap();
            let (mark, leverage) = (h.market.oracle, Decimal::ONE);
            holdings.push(cascade_notes::engine::margin::Holding { position, tiers, mark, leverage });
        }
        let account = Account::new(Money::new(wallet), holdings).unwrap();
        let rule = Rule::of(VenueId::DydxV4.model());
        for (index, h) in a.holdings.iter().enumerate() {
            let fraction = h.market.initial.get() * h.market.maintenance_of_initial.get();
            let quanta = Decimal::new(20, 6) / (h.size.abs() * (Decimal::ONE - h.size.signum() * fraction));
            let exact = account.liquidation(index, &rule).unwrap().trigger.price().map_or(Decimal::ZERO, Price::get);
            let own = a.liquidation_price(index).unwrap().map_or(Decimal::ZERO, Price::get);
            prop_assert!((exact - own).abs() <= quanta, "{exact} {own}");
        }
    }

    /// Up is the least whole number not below, down the greatest not above.
    #[test]
    fn rounding_is_to_the_next_whole_quantum(amount in any::<i64>(), top in any::<i32>(), bottom in 1_i32..) {
        let fraction = Fraction::new(top.into(), bottom.into()).unwrap();
        let exact = i128::from(amount) * i128::from(top);
        let (up, down) = (Quanta::new(amount.into()).ceil(fraction).unwrap(), Quanta::new(amount.into()).floor(fraction).unwrap());
        let bottom = i128::from(bottom);
        prop_assert!(up.get() * bottom >= exact && (up.get() - 1) * bottom < exact);
        prop_assert!(down.get() * bottom <= exact && (down.get() + 1) * bottom > exact);
    }

    /// Every question over every number: an answer or a sentence.
    #[test]
    fn nothing_panics(
        list in prop::collection::vec((wild(), wild(), wild(), wild()), 0..4),
        quote in any::<i128>(),
        caps in (any::<i128>(), any::<i128>(), any::<i128>()),
        delta in wild(),
        terms in (wild(), wild()),
        index in 0_usize..4,
    ) {
        let (open, lower_cap, upper_cap) = (Quanta::new(caps.0), Quanta::new(caps.1), Quanta::new(caps.2));
        let holdings: Vec<_> = list.iter().filter_map(|&(size, price, initial, part)| {
            let market = Market {
                oracle: Price::new(price.abs()).ok()?,
                initial: Rate::new(initial),
                maintenance_of_initial: Rate::new(part),
                open_interest: Some(OpenInterest { open, lower_cap, upper_cap }),
            };
            Some(Holding { size, market })
        }).collect();
        let a = Subaccount { quote: Quanta::new(quote), holdings };
        let limit = LimitTerms { bankruptcy_adjustment: Rate::new(terms.0), spread_to_maintenance: Rate::new(terms.1) };
        let said = [
            a.calculation(Regime::Initial).err(),
            a.calculation(Regime::Maintenance).err(),
            a.bankruptcy_price(index, delta).err(),
            a.limit_price(index, limit).err(),
            a.liquidation_price(index).err(),
            a.quote.money().err(),
            Fraction::new(caps.0, caps.1).and_then(Fraction::rate).err(),
        ];
        for error in said.into_iter().flatten() {
            let said = cascade_notes::words::errors::sentence(&error, cascade_notes::words::english());
            prop_assert!(said.ends_with('.'), "{}", said);
        }
        for &(size, price, leverage, r) in &list {
            let (Ok(size), Ok(entry)) = (Quantity::new(size.abs()), Price::new(price.abs())) else { continue };
            let rates = SizeRates { initial_base: Rate::new(r), maintenance_base: Rate::new(leverage), step: delta };
            let tiers = rates.tiers(size).or_else(|_| Tiers::flat(Decimal::new(5, 3), Decimal::ZERO)).unwrap();
            for contract in [Contract::Linear, Contract::Inverse] {
                let position = Position { side: Side::Short, contract, size, entry };
                let one = cascade_notes::engine::margin::Holding { position, tiers: tiers.clone(), mark: entry, leverage };
                let account = Account::new(Money::new(delta), vec![one.clone(), one]).unwrap();
                for venue in [VenueId::Okx, VenueId::Bitmex, VenueId::Hyperliquid2023, VenueId::BybitOldInverse] {
                    let rule = Rule::of(venue.model()).with_closing_fee(Rate::new(r)).with_next_funding(Rate::new(terms.0));
                    let _ = account.liquidation(index, &rule);
                    let _ = account.calculation(&MarginContext::initial(rule)).map(|c| (c.shortage(), c.excess(), c.ratio()));
                }
            }
        }
    }
}
