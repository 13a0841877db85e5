//! Bands of a whole market: the target, sums, layers in order, and roots found another way.

use crate::targets::{self, keyed, near, number, within};
use cascade_notes::engine::band::horizon::Motion;
use cascade_notes::engine::cascade::amounts::{MICROS, float, whole};
use cascade_notes::engine::cascade::book::{Book, Direction};
use cascade_notes::engine::cascade::generate::Assumed;
use cascade_notes::engine::cascade::horizon::{Bands, Bins, Outlook, bands, matrix};
use cascade_notes::engine::cascade::liquidation;
use cascade_notes::engine::cascade::market::{Maintenance, Market, Symbol};
use cascade_notes::engine::cascade::population::{Account, Holding, Mode, Population};
use cascade_notes::engine::margin::{Family, Side, Tiers};
use cascade_notes::engine::random::Stream;
use cascade_notes::engine::units::Rate;
use proptest::prelude::*;
use rust_decimal::Decimal;
use std::str::FromStr as _;

fn symbol(name: &str, price: f64, depth: f64, beta: f64, rate: f64) -> Symbol {
    let book = Book::from_one_percent(price, depth, 1.0).unwrap();
    Symbol { beta, ..Symbol::new(name, 0.001, book, Maintenance::flat(rate).unwrap()) }
}

fn one(depth: f64) -> Market {
    Market::new(vec![symbol("BTC", 100.0, depth, 1.0, 0.005)]).unwrap()
}

fn two(depth: f64) -> Market {
    Market::new(vec![symbol("BTC", 100.0, depth, 1.0, 0.005), symbol("ETH", 10.0, depth, 1.4, 0.01)]).unwrap()
}

fn outlook(market: &Market, funding: f64) -> Outlook {
    let motion = Motion::new(0.6, 0.0).unwrap();
    Outlook {
        funding: vec![funding; market.count()],
        interval_hours: 8,
        motions: vec![motion; market.count()],
        factor: motion,
        depth: 1.0,
        bins: Bins::even(0.5, 1.5, 200).unwrap(),
    }
}

fn sum(layer: &[f64]) -> f64 {
    layer.iter().sum()
}

/// Equity `intercept + sum of q P`, in quote currency.
fn account(market: &Market, lots: &[(u8, i64)], intercept: f64) -> Account {
    let mut cash = whole(intercept * MICROS).unwrap();
    let mut holdings = vec![];
    for &(number, lots) in lots {
        let own = &market.symbols()[usize::from(number)];
        cash += whole(float(lots) * own.lot * MICROS * own.price()).unwrap();
        holdings.push(Holding { symbol: number, lots, entry: own.price() });
    }
    Account { mode: if lots.len() == 1 { Mode::Isolated } else { Mode::Cross }, cash, holdings, coins: vec![] }
}

/// The bin in which all the money of a layer lies.
fn only(layer: &[f64]) -> usize {
    let full: Vec<usize> = (0..layer.len()).filter(|bin| layer[*bin] > 0.0).collect();
    assert_eq!(full.len(), 1, "{full:?}");
    full[0]
}

/// The single threshold of a symbol on a day, found by bins that close in on it.
fn threshold(market: &Market, population: &Population, outlook: &Outlook, number: usize, day: u32) -> f64 {
    let (mut low, mut high) = (0.01, 100.0);
    while high / low > 1.0 + 1e-13 {
        let asked = Outlook {
            bins: Bins::new((0..=64).map(|i| low * f64::powf(high / low, f64::from(i) / 64.0)).collect()).unwrap(),
            ..outlook.clone()
        };
        let found = bands(market, population, &asked, day).unwrap();
        let (from, to) = asked.bins.bounds(only(&found[number].plain));
        assert!(from > 0.0 && to.is_finite());
        if (to / from) >= (high / low) * (1.0 - 1e-14) {
            break;
        }
        (low, high) = (from * (1.0 - 1e-15), to * (1.0 + 1e-15));
    }
    0.5 * (low + high) * market.symbols()[number].price()
}

#[test]
fn t05_funding_moves_an_isolated_threshold() {
    for target in targets::of("T05") {
        let setup = &target["setup"];
        let entry = number(&setup["entry"]);
        let book = Book::log(number(&setup["price_for_funding"]), 1e9).unwrap();
        let rate = Maintenance::flat(number(&setup["mm"])).unwrap();
        let market = Market::new(vec![Symbol::new("S", 1.0, book, rate)]).unwrap();
        // A million contracts, so that a micro-unit is nothing.
        let margin = whole(1e6 * entry / number(&setup["leverage"]) * MICROS).unwrap();
        let long = Account::isolated(margin, Holding { symbol: 0, lots: 1_000_000, entry });
        let population = Population::new(&market, &[long]).unwrap();
        let asked = outlook(&market, number(&setup["funding_per_8h"]));
        for (payments, expected) in keyed(&target["expected"], "") {
            let day = [0, 30][usize::from(payments > 0.0)];
            within(threshold(&market, &population, &asked, 0, day), number(expected), 1e-9);
        }
    }
}

fn crowd(market: &Market, count: u32, seed: u64) -> Population {
    let interest = vec![2e7; market.count()];
    Assumed { cross_share: 0.5, hedge_share: 0.3, ..Assumed::new(count, interest, seed) }.population(market).unwrap()
}

fn open_interest(market: &Market, population: &Population, number: u8) -> f64 {
    let (long, short) = population.open_interest(number);
    let own = &market.symbols()[usize::from(number)];
    (float(long) + float(short)) * own.lot * own.price()
}

#[test]
fn bins_sum_to_everybody_and_layers_are_in_order() {
    for market in [one(1e6), two(1e6)] {
        let population = crowd(&market, 2_000, 4);
        let days = matrix(&market, &population, &outlook(&market, 0.0002), &[0, 7, 30, 90]).unwrap();
        for of_day in &days {
            for (number, found) in (0_u8..).zip(of_day) {
                let whole = open_interest(&market, &population, number);
                near(sum(&found.plain) + found.without, whole, 1e-12);
                near(sum(&found.carried), sum(&found.plain), 1e-12);
                assert!(found.without < 0.2 * whole);
                for (expected, plain) in found.expected.iter().zip(&found.plain) {
                    assert!((0.0..=*plain * (1.0 + 1e-12)).contains(expected));
                }
                in_order(found);
            }
        }
        for number in 0..market.count() {
            let expected: Vec<f64> = days.iter().map(|of_day| sum(&of_day[number].expected)).collect();
            assert!(expected[0] == 0.0 && expected.is_sorted(), "{expected:?}");
        }
    }
}

/// Carried from the start outward, a bin's far edge has taken all that plain thresholds have there, and more.
fn in_order(found: &Bands) {
    let bins = Bins::even(0.5, 1.5, 200).unwrap();
    let below: Vec<usize> = (0..bins.count()).filter(|bin| bins.bounds(*bin).0 < 1.0 - 1e-12).collect();
    let above: Vec<usize> = (0..bins.count()).filter(|bin| bins.bounds(*bin).0 >= 1.0 - 1e-12).collect();
    for outward in [below.into_iter().rev().collect::<Vec<_>>(), above] {
        let (mut plain, mut carried) = (0.0, 0.0);
        for bin in outward {
            plain += found.plain[bin];
            carried += found.carried[bin];
            assert!(carried >= plain - 1e-3, "bin {bin}: {carried} {plain}");
        }
    }
}

#[test]
fn without_funding_every_horizon_is_alike() {
    let market = two(1e6);
    let population = crowd(&market, 1_000, 9);
    let days = matrix(&market, &population, &outlook(&market, 0.0), &[0, 30, 365]).unwrap();
    for of_day in &days[1..] {
        for (found, first) in of_day.iter().zip(&days[0]) {
            assert_eq!((&found.plain, &found.carried, found.without), (&first.plain, &first.carried, first.without));
        }
    }
}

#[test]
fn a_deep_book_carries_nothing_along_and_a_thin_one_everything() {
    let population = |market: &Market| crowd(market, 1_000, 2);
    let deep = one(1e15);
    let found = &bands(&deep, &population(&deep), &outlook(&deep, 0.0), 0).unwrap()[0];
    for (carried, plain) in found.carried.iter().zip(&found.plain) {
        within(*carried, *plain, 1e-3);
    }
    let thin = one(1e3);
    let found = &bands(&thin, &population(&thin), &outlook(&thin, 0.0), 0).unwrap()[0];
    let half: f64 = found.carried[..=100].iter().sum();
    let first = found.carried[..=100].iter().rposition(|money| *money > 0.0).unwrap();
    // The first that fall take all the others with them.
    assert!(found.carried[first] > 0.9 * half, "{} of {half}", found.carried[first]);
}

#[test]
fn carried_is_the_exact_curve() {
    let market = one(3e5);
    let population = crowd(&market, 500, 3);
    let asked = Outlook { depth: 0.5, ..outlook(&market, 0.0) };
    let found = &bands(&market, &population, &asked, 0).unwrap()[0];
    for direction in [Direction::Down, Direction::Up] {
        let thresholds = liquidation::thresholds(&market, &population, 0, direction).unwrap();
        let curve = thresholds.at_depth(0.5).unwrap();
        let mut by_then = 0.0;
        for bin in 0..100_usize {
            let number = if direction == Direction::Down { 100 - bin } else { 101 + bin };
            let (low, high) = asked.bins.bounds(number);
            let far = if direction == Direction::Down { -libm::log(low) } else { libm::log(high) };
            by_then += found.carried[number];
            within(by_then, curve.after(far).contracts * 100.0, 1e-3);
        }
    }
}

#[test]
fn expected_is_the_chance_of_each() {
    let market = one(1e9);
    // Longs at 90 and 80, a short at 115.
    let q = 1.0;
    let accounts = [(1_000, -(q - 0.005) * 90.0), (1_000, -(q - 0.005) * 80.0), (-1_000, (q + 0.005) * 115.0)];
    let accounts: Vec<Account> = accounts.iter().map(|(lots, c)| account(&market, &[(0, *lots)], *c)).collect();
    let population = Population::new(&market, &accounts).unwrap();
    let asked = outlook(&market, 0.0);
    let found = &bands(&market, &population, &asked, 30).unwrap()[0];
    let motion = Motion::new(0.6, 0.0).unwrap();
    let chance = |side, price| motion.touched_price(side, 100.0, price, 30.0).unwrap();
    let expected = 100.0 * (chance(Side::Long, 90.0) + chance(Side::Long, 80.0) + chance(Side::Short, 115.0));
    near(sum(&found.expected), expected, 1e-6);
    // Funding brings the longs nearer and takes the short away; each is the straight boundary's closed form.
    let asked = outlook(&market, 0.0003);
    let found = &bands(&market, &population, &asked, 30).unwrap()[0];
    let paid = 90.0 * 0.0003 * 100.0;
    let moved = |side, from: f64, to: f64| {
        motion.touched_moving(side, (100.0 / from).ln().abs(), (100.0 / to).ln().abs(), 30.0).unwrap()
    };
    let expected = 100.0
        * (moved(Side::Long, 90.0, 90.0 + paid / 0.995)
            + moved(Side::Long, 80.0, 80.0 + paid / 0.995)
            + moved(Side::Short, 115.0, 115.0 + paid / 1.005));
    near(sum(&found.expected), expected, 1e-6);
}

#[test]
fn accounts_of_several_symbols_fall_with_the_factor() {
    let market = two(1e9);
    let lots = [(0, 10_000), (1, 30_000)];
    let population = Population::new(&market, &[account(&market, &lots, -1150.0)]).unwrap();
    let factor = Motion::new(0.9, -0.3).unwrap();
    let asked = Outlook { factor, ..outlook(&market, 0.0001) };
    // c + sum of w P e^(-beta z) = 0, before and after 90 payments on 1,300 of notional, by halving.
    let root = |intercept: f64| {
        let (mut low, mut high) = (0.0, 3.0);
        for _ in 0..100 {
            let middle = 0.5 * (low + high);
            let left = slack(&market, &lots, intercept, &[0.005, 0.01], middle);
            (low, high) = if left > 0.0 { (middle, high) } else { (low, middle) };
        }
        low
    };
    let (today, then) = (root(-1150.0), root(-1150.0 - 1300.0 * 0.0001 * 90.0));
    assert!(today > then && then > 0.0);
    let chance = factor.touched_moving(Side::Long, today, then, 30.0).unwrap();
    for (found, money) in bands(&market, &population, &asked, 30).unwrap().iter().zip([1000.0, 300.0]) {
        near(sum(&found.expected), money * chance, 1e-7);
    }
    for (number, beta) in [(0, 1.0), (1, 1.4)] {
        let price = threshold(&market, &population, &asked, number, 30) / market.symbols()[number].price();
        within(-price.ln() / beta, then, 1e-9);
    }
}

/// Slack of a cross account along the factor, in quote currency.
fn slack(market: &Market, lots: &[(u8, i64)], intercept: f64, rates: &[f64], z: f64) -> f64 {
    lots.iter().fold(intercept, |sum, (number, lots)| {
        let own = &market.symbols()[usize::from(*number)];
        let q = float(*lots) * own.lot;
        sum + (q - rates[usize::from(*number)] * q.abs()) * own.price() * (-own.beta * z).exp()
    })
}

/// The root nearest to the start by looking everywhere, within a step of 1e-4.
fn scanned(f: impl Fn(f64) -> f64) -> Option<f64> {
    (0..=29_999).map(|i| f64::from(i) * 1e-4).find_map(|z| {
        if f(z) <= 0.0 {
            Some(z)
        } else if f(-z) <= 0.0 {
            Some(-z)
        } else {
            None
        }
    })
}

#[test]
fn cross_accounts_stand_where_a_scan_finds_them() {
    let market = two(1e6);
    let asked = outlook(&market, 0.0);
    let mut stream = Stream::new(8, 1);
    let (mut fell, mut hedged) = (0, 0);
    for _ in 0..150 {
        let size = |stream: &mut Stream, scale: f64| {
            let lots = whole(stream.between(-1.0, 1.0) * scale).unwrap();
            if lots == 0 { 1 } else { lots }
        };
        let lots = [(0, size(&mut stream, 1e4)), (1, size(&mut stream, 1e5))];
        let gross: f64 =
            lots.iter().map(|(n, l)| (float(*l) * 0.001 * market.symbols()[usize::from(*n)].price()).abs()).sum();
        let net: f64 = lots.iter().map(|(n, l)| float(*l) * 0.001 * market.symbols()[usize::from(*n)].price()).sum();
        let intercept = gross * stream.between(0.012, 0.4) - net;
        let population = Population::new(&market, &[account(&market, &lots, intercept)]).unwrap();
        let intercept = float(whole(intercept * MICROS).unwrap()) / MICROS;
        let by_scan = scanned(|z| slack(&market, &lots, intercept, &[0.005, 0.01], z));
        let found = bands(&market, &population, &asked, 0).unwrap();
        match by_scan {
            None => assert!(found.iter().all(|f| f.without > 0.0), "{lots:?} {intercept}"),
            Some(z) => {
                fell += 1;
                hedged += usize::from(lots[0].1.signum() != lots[1].1.signum());
                for (number, beta) in [(0, 1.0), (1, 1.4)] {
                    let expected = (-beta * z).exp();
                    if !(0.02..50.0).contains(&expected) {
                        continue;
                    }
                    let price = threshold(&market, &population, &asked, number, 0) / market.symbols()[number].price();
                    within((price / expected).ln(), 0.0, 2e-4);
                    // And exactly: nothing is left there.
                    let exact = slack(&market, &lots, intercept, &[0.005, 0.01], -price.ln() / beta);
                    assert!(exact.abs() < 1e-9 * gross + 1e-6, "{exact} of {gross}");
                }
            }
        }
    }
    assert!(fell > 100 && hedged > 30, "{fell} {hedged}");
}

#[test]
fn tables_move_thresholds_too() {
    let rows = [("0", "0.005"), ("500", "0.02"), ("900", "0.1")];
    let rows = rows.map(|(floor, rate)| (Decimal::from_str(floor).unwrap(), Decimal::from_str(rate).unwrap(), None));
    for tiers in [Tiers::marginal(&rows).unwrap(), Tiers::jumping(&rows).unwrap()] {
        let table = Maintenance::of(Family::A, &tiers, Rate::ZERO).unwrap();
        let btc = Symbol { maintenance: table, ..symbol("BTC", 100.0, 1e6, 1.0, 0.005) };
        let market = Market::new(vec![btc, symbol("ETH", 10.0, 1e6, 1.0, 0.01)]).unwrap();
        // Ten long beside next to nothing: the factor's threshold is the one of the position alone.
        let long = |lots: &[(u8, i64)]| Population::new(&market, &[account(&market, lots, -850.0)]).unwrap();
        let (alone, both) = (long(&[(0, 10_000)]), long(&[(0, 10_000), (1, 1)]));
        let asked = outlook(&market, 0.0);
        let (one, other) = (threshold(&market, &alone, &asked, 0, 0), threshold(&market, &both, &asked, 0, 0));
        near(other, one, 1e-3);
    }
}

#[test]
fn what_the_factor_does_not_move_has_no_threshold_of_its_own() {
    let market = Market::new(vec![symbol("BTC", 100.0, 1e6, 1.0, 0.005), symbol("USDX", 1.0, 1e6, 0.0, 0.01)]).unwrap();
    let population = Population::new(&market, &[account(&market, &[(0, 10_000), (1, 50_000)], -900.0)]).unwrap();
    let found = bands(&market, &population, &outlook(&market, 0.0), 0).unwrap();
    assert_eq!(found[0].without, 0.0);
    near(found[1].without, 50.0, 1e-12);
    // Funding that takes everything closes it at once, each leg the way it is closed.
    let found = bands(&market, &population, &outlook(&market, 0.01), 90).unwrap();
    assert_eq!(found[0].plain[100], 1000.0);
}

#[test]
fn outlooks_that_cannot_be_used_are_refused() {
    let market = one(1e6);
    let population = crowd(&market, 10, 1);
    let good = outlook(&market, 0.0);
    let refused = |change: fn(&mut Outlook), day: u32| {
        let mut bad = good.clone();
        change(&mut bad);
        bands(&market, &population, &bad, day).unwrap_err().to_string()
    };
    assert!(refused(|o| o.funding = vec![], 0).starts_with("FundingRate: WrongCount"));
    assert!(refused(|o| o.motions = vec![], 0).starts_with("Motions: WrongCount"));
    assert!(refused(|o| o.funding = vec![f64::NAN], 0).starts_with("FundingRate: OutOfRange"));
    assert!(refused(|o| o.depth = 0.0, 0).starts_with("DepthFactor:"));
    assert!(refused(|o| o.interval_hours = 0, 0).starts_with("FundingInterval:"));
    assert!(refused(|_| (), 367).contains("366"));
    for edges in [vec![], vec![0.0, 1.0], vec![1.0, 0.9], vec![f64::NAN], vec![1.0, f64::INFINITY]] {
        assert!(Bins::new(edges).is_err());
    }
    assert!(Bins::even(0.5, 1.5, 0).is_err());
    assert!(Bins::even(0.5, 1.5, u32::MAX).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_crowd_is_counted_whole(seed in any::<u64>(), count in 1_u32..300, funding in -0.01..0.01_f64, day in 0_u32..366,
        beta in -2.0..2.0_f64, depth in 3.0..9.0_f64, low in 0.05..0.95_f64, high in 1.05..3.0_f64, bins in 1_u32..50) {
        let mut market = two(10.0_f64.powf(depth));
        let other = Symbol { beta, ..market.symbols()[1].clone() };
        market = market.with(1, other);
        let population = crowd(&market, count, seed);
        let asked = Outlook { bins: Bins::even(low, high, bins).unwrap(), ..outlook(&market, funding) };
        for (number, found) in (0_u8..).zip(bands(&market, &population, &asked, day).unwrap()) {
            let whole = open_interest(&market, &population, number);
            prop_assert!((sum(&found.plain) + found.without - whole).abs() <= 1e-9 * whole);
            prop_assert!((sum(&found.carried) - sum(&found.plain)).abs() <= 1e-9 * whole);
            prop_assert!(found.carried.iter().all(|money| *money >= 0.0));
            prop_assert!(found.expected.iter().zip(&found.plain).all(|(e, p)| (0.0..=p * (1.0 + 1e-12)).contains(e)));
        }
    }
}
