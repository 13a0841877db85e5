//! One symbol: the exact solver, the round engine and plain iteration, side by side.

use crate::targets::{self, keyed, near, number, within};
use crate::worlds::{closed_by_round, falls_at, market, micros, middles, money, price, run, symbol, uniform};
use cascade_notes::engine::cascade::amounts::{count, float, whole};
use cascade_notes::engine::cascade::book::{Book, Direction, Shape};
use cascade_notes::engine::cascade::ladder::Ladder;
use cascade_notes::engine::cascade::market::{Maintenance, Symbol};
use cascade_notes::engine::cascade::rules::{Rules, Shock};
use cascade_notes::engine::cascade::threshold::Thresholds;
use cascade_notes::engine::random::Stream;
use serde_json::Value;

const RATE: f64 = 0.01;

/// A grid fine enough for the tolerance, reaching a quarter beyond a displacement: step and number of thresholds.
fn grid(shock: f64, reach: f64) -> (f64, usize) {
    let step = (shock / 2000.0).min(1e-5);
    (step, (0..).position(|i| count(i) * step > 1.25 * reach).unwrap())
}

/// Closed accounts and final displacement by both, with one contract a threshold and b of them per depth.
fn both(b: f64, shock: f64, step: f64, many: usize) -> [(usize, f64); 2] {
    let n = 1.0 / (step * b);
    let list = middles(step, many).map(|x| (x, 1.0)).collect();
    let thresholds = Thresholds::new(Book::log(100.0, n).unwrap(), Direction::Down, list).unwrap();
    let exact = thresholds.at_depth(1.0).unwrap().after(shock);
    let market = market(vec![symbol(100.0, n, 1.0, RATE)]);
    let rounds =
        run(&market, &uniform(&market, 0, RATE, step, many), &Rules::default(), &Shock::falls(&[shock]).unwrap());
    [(exact.closed, exact.displacement.unwrap()), (rounds.closed(), rounds.moved(0).0)]
}

#[test]
fn c01_uniform_thresholds_amplify_by_one_over_one_minus_b() {
    for target in targets::of("C01") {
        let shock = number(&target["setup"]["shock_log"]);
        for (b, expected) in keyed(&target["expected"], "") {
            let (step, many) = grid(shock, shock / (1.0 - b));
            for (closed, moved) in both(b, shock, step, many) {
                near(moved, number(expected), 1e-3);
                assert!(closed < many);
            }
        }
        // From b = 1 on nothing stops it before the thresholds end.
        for b in [1.0, 1.3] {
            let (step, many) = grid(shock, 10.0 * shock);
            for (closed, moved) in both(b, shock, step, many) {
                assert_eq!(closed, many, "b = {b}");
                near(moved, shock + b * step * count(many), 1e-9);
            }
        }
    }
}

/// The definition: everyone within reach is closed, the price moves, until nobody is.
fn by_iteration(book: &Book, direction: Direction, list: &[(f64, f64)], shock: f64, depth: f64) -> (usize, f64) {
    let sign = direction.sign();
    let start = book.place(sign * shock);
    let (mut closed, mut x) = (0, shock);
    loop {
        let within: Vec<f64> = list.iter().filter(|(distance, _)| *distance <= x).map(|(_, q)| *q).collect();
        if within.len() == closed {
            return (closed, x);
        }
        closed = within.len();
        let sold = sign * within.iter().sum::<f64>();
        x = sign * book.fill(start, sold, depth).unwrap().place.displacement;
    }
}

/// Half of the books linear-log, as the target has it; the others of the shapes that the solver claims to be exact for too.
fn random_book(stream: &mut Stream, thinnest: f64) -> Book {
    let n = stream.between(thinnest, 3000.0);
    match stream.below(4) {
        0 => {
            let mut level = |sign: f64| {
                let mut price = 100.0;
                let mut list = Vec::new();
                for _ in 0..400 {
                    price *= 1.0 - sign * stream.between(0.0005, 0.01);
                    list.push((price, n * stream.between(0.001, 0.01)));
                }
                // Enough at the end that no book is too thin.
                list.push((if sign > 0.0 { 1e-3 } else { 1e5 }, 1e9));
                list
            };
            let (bids, asks) = (level(1.0), level(-1.0));
            Book::new(100.0, Shape::Ladder(Ladder::new(100.0, &bids, &asks).unwrap())).unwrap()
        }
        1 => Book::new(100.0, Shape::Power { scale: n, exponent: stream.between(0.5, 1.0) }).unwrap(),
        _ => Book::log(100.0, n).unwrap(),
    }
}

#[test]
fn c08_the_exact_solver_is_plain_iteration() {
    let mut stream = Stream::new(8, 0);
    let (mut some, mut partly) = (0, 0);
    for case in 0..2000 {
        let book = random_book(&mut stream, 50.0);
        let direction = if stream.below(2) == 0 { Direction::Down } else { Direction::Up };
        let many = 1 + stream.below(60);
        let list: Vec<(f64, f64)> = (0..many).map(|_| (stream.between(0.0, 0.4), stream.between(1.0, 40.0))).collect();
        let (shock, depth) = (stream.between(0.0, 0.2), stream.between(0.2, 2.0));
        let (closed, x) = by_iteration(&book, direction, &list, shock, depth);
        let thresholds = Thresholds::new(book, direction, list.clone()).unwrap();
        let outcome = thresholds.at_depth(depth).unwrap().after(shock);
        assert_eq!(outcome.closed, closed, "case {case}");
        within(outcome.displacement.unwrap(), x, 1e-12);
        assert_eq!(thresholds.after_shock(shock).unwrap().at(depth).closed, closed, "case {case}, by depth");
        some += usize::from(closed > 0);
        partly += usize::from(closed > 0 && closed < list.len());
    }
    assert!(some > 1000 && partly > 200, "{some} {partly}: the cases are too easy");
}

#[test]
fn c08_the_round_engine_is_the_exact_solver_for_every_shape_and_side() {
    let mut stream = Stream::new(8, 1);
    let mut partly = 0;
    for case in 0..500 {
        // Not so thin that prices leave the range that a run accepts.
        let book = random_book(&mut stream, 500.0);
        let direction = if stream.below(2) == 0 { Direction::Down } else { Direction::Up };
        let sign = direction.sign();
        let many = 1 + stream.below(60);
        let list: Vec<(f64, i64)> =
            (0..many).map(|_| (stream.between(0.0, 0.4), i64::from(1 + stream.below(40)))).collect();
        let (shock, factor) = (stream.between(0.0, 0.2), stream.between(0.2, 2.0));
        let market = market(vec![Symbol::new("S", 1.0, book.clone(), Maintenance::flat(RATE).unwrap())]);
        let side = if sign > 0.0 { 1 } else { -1 };
        let accounts: Vec<_> = list
            .iter()
            .map(|(distance, lots)| falls_at(&market, 0, side * lots, RATE, book.price_at(sign * distance)))
            .collect();
        let mut rules = Rules::default();
        rules.depth.factor = factor;
        let rounds = run(&market, &accounts, &rules, &Shock::falls(&[sign * shock]).unwrap());
        let thresholds =
            Thresholds::new(book, direction, list.iter().map(|(x, lots)| (*x, float(*lots))).collect()).unwrap();
        let exact = thresholds.at_depth(factor).unwrap().after(shock);
        assert_eq!(rounds.closed(), exact.closed, "case {case}");
        within(sign * rounds.moved(0).0, exact.displacement.unwrap(), 1e-12);
        partly += usize::from(exact.closed > 0 && exact.closed < list.len());
    }
    assert!(partly > 50, "{partly}");
}

/// Price and contracts of each long.
fn longs(setup: &Value) -> Vec<(f64, f64)> {
    let list = setup["accounts_long"].as_array().unwrap();
    list.iter().map(|a| (number(&a["liq_price"]), number(&a["contracts"]))).collect()
}

/// The shock is words: "price to 95 exactly".
fn goal(setup: &Value) -> f64 {
    let words: Vec<&str> = setup["shock"].as_str().unwrap().split_whitespace().collect();
    let at = words.iter().position(|word| *word == "to").unwrap();
    targets::read(words[at + 1])
}

#[test]
fn g01_three_accounts_tip_by_depth() {
    for target in targets::of("G01") {
        let (setup, expected) = (&target["setup"], &target["expected"]);
        let (start, rate) = (number(&setup["P0"]), number(&setup["mm"]));
        for (n, figures) in keyed(expected, "n=") {
            let market = market(vec![symbol(start, n, 0.001, rate)]);
            let own = longs(setup);
            let accounts: Vec<_> =
                own.iter().map(|(at, q)| falls_at(&market, 0, whole(1000.0 * q).unwrap(), rate, *at)).collect();
            let rules = Rules {
                fund: micros(number(&setup["fund_start"])),
                liquidation_fee: number(&setup["fee"]),
                ..Rules::default()
            };
            let outcome = run(&market, &accounts, &rules, &Shock::to_price(&market, 0, goal(setup)).unwrap());
            let rounds: Vec<u64> = closed_by_round(&outcome).iter().map(|closed| *closed as u64).collect();
            assert_eq!(Value::from(rounds), figures["rounds"], "n = {n}");
            near(price(&market, &outcome, 0), number(&figures["P"]), 1e-9);
            within(money(outcome.fund.1), number(&figures["fund"]), 3e-6);
            if !figures["cash_1"].is_null() {
                let (account, left) = outcome.closed_in(0)[0];
                assert_eq!(account, 0);
                within(money(left), number(&figures["cash_1"]), 3e-6);
            }
        }
    }
}

#[test]
fn g01_the_critical_depths_are_tipping_points() {
    for target in targets::of("G01") {
        let (setup, expected) = (&target["setup"], &target["expected"]);
        let start = number(&setup["P0"]);
        let shock = libm::log(start / goal(setup));
        let book = Book::log(start, 1000.0).unwrap();
        let own: Vec<(f64, f64)> = longs(setup).iter().map(|(at, q)| (libm::log(start / at), *q)).collect();
        // Largest depth at which more falls than the shock itself reaches.
        let largest = |list: Vec<(f64, f64)>| {
            let thresholds = Thresholds::new(book.clone(), Direction::Down, list).unwrap();
            let curve = thresholds.after_shock(shock + 1e-12).unwrap();
            curve.tipping_points().next().unwrap().at * 1000.0
        };
        near(largest(own[..2].to_vec()), number(&expected["critical_n_second"]), 1e-9);
        // With the second gone as well: as if it fell with the first.
        let third = vec![(own[0].0, own[0].1 + own[1].1), own[2]];
        near(largest(third), number(&expected["critical_n_third_given_second"]), 1e-9);
    }
}
