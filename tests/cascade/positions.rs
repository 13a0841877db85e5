//! One position: where it is bankrupt, where it is liquidated, and how much of it is closed.

use crate::targets::{self, near, number, numbers, within};
use crate::worlds::{bottomless, cross, market, micros, money, run};
use cascade_notes::engine::cascade::amounts::{float, whole};
use cascade_notes::engine::cascade::population::{Account, Holding};
use cascade_notes::engine::cascade::rules::{Rules, Shock, Sizing, Step};
use cascade_notes::engine::cascade::sizing::part_to_margin;
use cascade_notes::engine::random::Stream;

/// Positions are a million times as large as given, so that a micro-unit of cash is about 1e-12 of any amount.
const TIMES: f64 = 1e6;

/// "A long 1 c=2; B ..": name, signed contracts, collateral.
fn positions(text: &str) -> Vec<(String, f64, f64)> {
    let one = |text: &str| {
        let words: Vec<&str> = text.split_whitespace().collect();
        let sign = match words[1] {
            "long" => 1.0,
            "short" => -1.0,
            side => panic!("{side} is no side"),
        };
        (words[0].to_owned(), sign * targets::read(words[2]), targets::read(words[3].strip_prefix("c=").unwrap()))
    };
    text.split(';').map(one).collect()
}

/// Equity c + q (P - P0) is zero at P0 - c / q; it is the maintenance m |q| P at (q P0 - c) / (q - m |q|). The second is family A: the
/// maintenance of the notional at the price being tested. Zero stands for no price above zero.
#[test]
fn l01_bankruptcy_and_liquidation_prices_of_five_positions() {
    for target in targets::of("L01") {
        let setup = &target["setup"];
        let (start, rate) = (number(&setup["P0"]), number(&setup["mu"]));
        let expected = |name: &str| numbers(&target["expected"][name]);
        let list = positions(setup["positions"].as_str().unwrap());
        let both = expected("bankruptcy").into_iter().zip(expected("liquidation"));
        assert_eq!(list.len(), expected("liquidation").len());
        for ((name, q, c), (bankrupt, liquidated)) in list.into_iter().zip(both) {
            let or_none = |price: f64| if price > 0.0 { price } else { 0.0 };
            within(or_none(start - c / q), bankrupt, 1e-9);
            let price = or_none((q * start - c) / (q - rate * q.abs()));
            within(price, liquidated, 1e-9);
            let lots = whole(q * TIMES).unwrap();
            let market = market(vec![bottomless(start, 1.0, rate)]);
            let account = Account::isolated(micros(c * TIMES), Holding { symbol: 0, lots, entry: start });
            let closes = |at: f64| {
                let shock = Shock::to_price(&market, 0, at).unwrap();
                run(&market, std::slice::from_ref(&account), &Rules::default(), &shock).closed() == 1
            };
            if price > 0.0 {
                let short_of = price * (1.0 + q.signum() * 1e-9);
                assert!(!closes(short_of) && closes(price * (1.0 - q.signum() * 1e-9)), "{name} at {price}");
            } else {
                // Also not at a price of next to nothing, nor at any that is very high.
                assert!(!closes(start * 1e-12) && !closes(start * 1e12), "{name}");
            }
        }
    }
}

#[test]
fn l03_the_part_that_brings_a_position_to_its_margin() {
    for target in targets::of("L03") {
        let setup = &target["setup"];
        let (notional, equity) = (number(&setup["notional"]), number(&setup["equity"]));
        let (margin, cost) = (number(&setup["target_margin"]), number(&setup["cost"]));
        let expected = number(&target["expected"]["f"]);
        let f = part_to_margin(notional, equity, margin, cost);
        near(f, expected, 1e-9);
        let after = (equity - f * notional * cost) / (notional * (1.0 - f));
        near(after, number(&target["expected"]["margin_ratio_after"]), 1e-9);
        // The engine closes just that part, to a lot: a position in small lots, below its maintenance from the start.
        let lots = 10_000_000;
        let market = market(vec![bottomless(1.0, notional / float(lots), 0.9 * margin)]);
        let account = cross(&market, &[(0, lots)], equity - notional);
        let rules = Rules { sizing: Sizing::ToMargin { margin }, taker_fee: cost, ..Rules::default() };
        let outcome = run(&market, &[account], &rules, &Shock::none());
        if f < 1.0 && equity < 0.9 * margin * notional {
            assert_eq!((outcome.closed(), outcome.rounds[0].parts, outcome.rounds.len()), (0, 1, 1));
            near(float(outcome.traded(0)[0].sold) / float(lots), expected, 1e-6);
            near(money(outcome.rounds[0].taker_fees), expected * notional * cost, 1e-6);
        }
    }
}

/// r(f) = (r0 - f c) / (1 - f), so dr/df has the sign of r0 - c. The engine slices only where that helps.
#[test]
fn l05_a_slice_helps_just_where_equity_exceeds_its_cost() {
    assert!(!targets::of("L05").is_empty() || std::env::var("CASCADE_NOTES_TARGETS").is_ok());
    let mut stream = Stream::new(5, 5);
    let (mut sliced, mut toxic) = (0, 0);
    for _ in 0..1000 {
        let (ratio, cost) = (stream.between(0.0, 0.0399), stream.between(0.0001, 0.03));
        if (ratio - cost).abs() < 1e-5 {
            continue;
        }
        let part = stream.between(0.01, 0.9);
        assert_eq!((ratio - part * cost) / (1.0 - part) > ratio, ratio > cost, "{ratio} {cost} {part}");
        assert_eq!(part_to_margin(1.0, ratio, 0.06, cost) < 1.0, ratio > cost, "{ratio} {cost}");
        // The same by the engine: notional a million, maintenance 4 %, to be brought to 6 %.
        let market = market(vec![bottomless(1.0, 1.0, 0.04)]);
        let account = cross(&market, &[(0, 1_000_000)], 1e6 * (ratio - 1.0));
        let rules = Rules { sizing: Sizing::ToMargin { margin: 0.06 }, liquidation_fee: cost, ..Rules::default() };
        let outcome = run(&market, &[account], &rules, &Shock::none());
        assert_eq!(outcome.closed() == 0, ratio > cost, "{ratio} {cost}");
        sliced += usize::from(ratio > cost);
        toxic += usize::from(ratio < cost);
    }
    assert!(sliced > 300 && toxic > 200, "{sliced} {toxic}");
}

/// Funding is paid out of the margin, at the mark: the price at which an isolated long falls comes nearer.
#[test]
fn t05_funding_brings_an_isolated_threshold_nearer() {
    for target in targets::of("T05") {
        let setup = &target["setup"];
        let (entry, leverage) = (number(&setup["entry"]), number(&setup["leverage"]));
        let at_mark = number(&setup["price_for_funding"]);
        let market = market(vec![bottomless(at_mark, 1.0, number(&setup["mm"]))]);
        let margin = micros(TIMES * entry / leverage);
        let lots = whole(TIMES).unwrap();
        let account = Account::isolated(margin, Holding { symbol: 0, lots, entry });
        let steps = |payments: u32, price: f64| {
            let pay = |number: u32| {
                let funding = vec![targets::number(&setup["funding_per_8h"])];
                Step { at: 28_800.0 * f64::from(number), falls: vec![], funding }
            };
            let fall = Step { at: 1e8, falls: vec![libm::log(at_mark / price)], funding: vec![] };
            Shock::path((1..=payments).map(pay).chain([fall]).collect()).unwrap()
        };
        for (payments, expected) in targets::keyed(&target["expected"], "") {
            let payments = u32::try_from(whole(payments).unwrap()).unwrap();
            let price = number(expected);
            let closes = |price: f64| {
                run(&market, std::slice::from_ref(&account), &Rules::default(), &steps(payments, price)).closed() == 1
            };
            assert!(!closes(price * (1.0 + 1e-9)) && closes(price * (1.0 - 1e-9)), "{payments}: {price}");
        }
    }
}

/// The taker fee is taken first, then the liquidation fee, each as far as equity is left; what is left after both stays with the account.
#[test]
fn fees_end_where_equity_does() {
    let market = market(vec![bottomless(100.0, 1.0, 0.01)]);
    // Long 100 from an intercept of -9405: equity 100 P - 9405, liquidated at 95.
    let account = cross(&market, &[(0, 100)], -9405.0);
    let rules = Rules { taker_fee: 0.002, liquidation_fee: 0.005, ..Rules::default() };
    for (price, taker, liquidation) in [(95.0, 19.0, 47.5), (94.5, 18.9, 26.1), (94.1, 5.0, 0.0), (93.0, 0.0, 0.0)] {
        let shock = Shock::to_price(&market, 0, price - 1e-9).unwrap();
        let outcome = run(&market, std::slice::from_ref(&account), &rules, &shock);
        let round = &outcome.rounds[0];
        within(money(round.taker_fees), taker, 2e-6);
        within(money(round.liquidation_fees), liquidation, 2e-6);
        let left = 100.0 * price - 9405.0 - taker - liquidation;
        within(money(outcome.closed_in(0)[0].1), left.max(0.0), 2e-6);
        within(money(round.deficits), (-left).max(0.0), 2e-6);
        within(money(outcome.fund.1), liquidation + left.min(0.0), 2e-6);
    }
}
