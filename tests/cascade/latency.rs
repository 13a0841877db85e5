//! Slow execution against a book that refills.

use crate::targets::{self, keyed, near, number, within};
use crate::worlds::{market, run, symbol, uniform};
use cascade_notes::engine::cascade::amounts::count;
use cascade_notes::engine::cascade::book::{Book, Shape};
use cascade_notes::engine::cascade::market::{Maintenance, Symbol};
use cascade_notes::engine::cascade::rules::{Latency, Rules, Shock, Step};

/// Generations after which what has not ended never does.
const GENERATIONS: usize = 200_000;

/// D1 = b x0, D' = m D + b x (increase of the running maximum): the peak of x0 + D over x0, or `None` where it grows for ever.
fn peak(b: f64, m: f64) -> Option<f64> {
    let (mut d, mut most, mut newly) = (0.0, 0.0, 1.0);
    for _ in 0..GENERATIONS {
        d = m * d + b * newly;
        if d > 1e250 {
            return None;
        }
        newly = f64::max(d - most, 0.0);
        most += newly;
        // Below rounding nothing is new.
        if newly <= 1e-13 * most {
            return Some(1.0 + most);
        }
    }
    None
}

/// Peak displacement over shock by the engine, and whether the thresholds gave out: `first` of them lie within the shock.
fn by_engine(b: f64, m: f64, first: u32, reach: f64) -> (f64, bool) {
    const SHOCK: f64 = 1e-3;
    let step = SHOCK / f64::from(first);
    let many = (0..).position(|i| count(i) * step > SHOCK * reach).unwrap();
    // Large lots, so that a micro-unit of cash is nothing beside a step.
    let lot = 1e4;
    let market = market(vec![symbol(100.0, lot / (step * b), lot, 0.01)]);
    let mut rules = Rules { latency: Latency { detection: 0.25, execution: 0.75 }, ..Rules::default() };
    // tau = 1; nothing is left after a second at a rate of 1000.
    rules.depth.refill = if m > 0.0 { -libm::log(m) } else { 1000.0 };
    let accounts = uniform(&market, 0, 0.01, step, many);
    let outcome = run(&market, &accounts, &rules, &Shock::falls(&[SHOCK]).unwrap());
    let low = (0..outcome.rounds.len()).map(|round| outcome.traded(round)[0].after).fold(SHOCK, f64::max);
    for (number, round) in outcome.rounds.iter().enumerate() {
        near(round.time, count(number + 1), 1e-12);
    }
    (low / SHOCK, outcome.closed() == many)
}

#[test]
fn t01_the_recurrence_gives_the_amplification() {
    for target in targets::of("T01") {
        let b = number(&target["setup"]["b"]);
        for (m, expected) in keyed(&target["expected"], "") {
            within(peak(b, m).unwrap(), number(expected), 1e-6);
        }
        // Its ends in closed form; from b = 1 on, even where nothing remains, a second generation is larger than the first.
        if b < 1.0 {
            within(peak(b, 0.0).unwrap(), 1.0 + b, 1e-9);
            within(peak(b, 1.0).unwrap(), 1.0 / (1.0 - b), 1e-9);
        }
    }
}

/// Within the grid: each step of it is counted or not, and that is amplified.
#[test]
fn t01_the_round_engine_gives_the_same_amplification() {
    const FIRST: u32 = 4000;
    for target in targets::of("T01") {
        let b = number(&target["setup"]["b"]);
        for (m, expected) in keyed(&target["expected"], "") {
            let expected = number(expected);
            let (found, all) = by_engine(b, m, FIRST, 1.1 * expected);
            assert!(!all);
            // One step of the grid, amplified; from b = 1 on there is no bound for that.
            let tolerance = if b < 1.0 { 1.0 / ((1.0 - b) * f64::from(FIRST)) } else { 0.02 };
            near(found, expected, tolerance);
        }
    }
}

/// Runaway where m >= 2 sqrt(b) - b, for b from 1 to 4.
fn border(b: f64) -> f64 {
    2.0 * libm::sqrt(b) - b
}

#[test]
fn t01_refill_stops_a_cascade_just_below_the_border() {
    for b in [1.05, 1.2, 1.5, 2.0, 2.5, 3.0, 3.5, 3.9] {
        assert!(peak(b, border(b) + 1e-4).is_none(), "b = {b}");
        assert!(peak(b, border(b) - 1e-4).is_some(), "b = {b}");
    }
    assert!(peak(1.0, 1.0).is_none() && peak(1.0, 1.0 - 1e-4).is_some());
    for m in [0.0, 0.3, 0.9, 1.0] {
        for b in [0.2, 0.7, 0.99] {
            assert!(peak(b, m).is_some(), "b = {b} never runs away");
        }
        for b in [4.0, 5.0, 9.0] {
            assert!(peak(b, m).is_none(), "b = {b} always does");
        }
    }
}

#[test]
fn t01_the_round_engine_runs_away_on_the_same_side_of_the_border() {
    for b in [1.5, 2.0, 3.0] {
        let below = border(b) - 0.1;
        let expected = peak(b, below).unwrap();
        let (found, all) = by_engine(b, below, 300, 1.2 * expected);
        assert!(!all, "b = {b}");
        near(found, expected, 0.03);
        // Beyond the border the same thresholds give out, and twice as many do too.
        for reach in [1.2, 2.4] {
            let (_, all) = by_engine(b, (border(b) + 0.05).min(1.0), 300, reach * expected);
            assert!(all, "b = {b}");
        }
    }
    assert!(by_engine(4.2, 0.0, 300, 100.0).1);
    assert!(!by_engine(0.9, 1.0, 300, 11.0).1);
}

/// A slower engine lets more come back: of the same book and refill the slower run falls less far.
#[test]
fn slower_execution_leaves_more_to_refill() {
    let with = |seconds: f64| {
        let market = market(vec![symbol(100.0, 1000.0, 1.0, 0.01)]);
        let accounts = uniform(&market, 0, 0.01, 1.0 / 900.0, 400);
        let mut rules = Rules { latency: Latency { detection: 0.0, execution: seconds }, ..Rules::default() };
        rules.depth.refill = 0.3;
        run(&market, &accounts, &rules, &Shock::falls(&[0.01]).unwrap()).closed()
    };
    let closed = [0.0, 0.1, 1.0, 10.0].map(with);
    assert!(closed.windows(2).all(|pair| pair[0] >= pair[1]) && closed[0] > closed[3], "{closed:?}");
}

/// A fall of 0.05 closes a long of 50; `then` the price moves from outside; at last everything that was forced has refilled.
fn refilled(exponent: f64, then: f64) -> (f64, f64) {
    let book = Book::new(100.0, Shape::Power { scale: 10_000.0, exponent }).unwrap();
    let market = market(vec![Symbol::new("S", 1.0, book, Maintenance::flat(0.01).unwrap())]);
    let step = |at: f64, falls: &[f64]| Step { at, falls: falls.to_vec(), funding: vec![] };
    let shock = Shock::path(vec![step(0.0, &[0.05]), step(1.0, &[then]), step(1e5, &[])]).unwrap();
    let mut rules = Rules::default();
    rules.depth.refill = 0.001;
    let outcome = run(&market, &[crate::worlds::falls_at(&market, 0, 50, 0.01, 96.0)], &rules, &shock);
    assert_eq!(outcome.closed(), 1);
    outcome.moved(0)
}

/// Refill undoes what was forced and leaves what came from outside, for every shape of book.
#[test]
fn a_book_that_has_refilled_stands_where_the_outside_put_it() {
    for exponent in [0.5, 0.8, 1.0] {
        let (whole, outside) = refilled(exponent, 0.0);
        within(outside, 0.05, 1e-12);
        within(whole, outside, 1e-9);
    }
    for then in [-0.05, -0.02, 0.03] {
        let (whole, outside) = refilled(1.0, then);
        within(whole, outside, 1e-9);
    }
}

/// On a curved book what was forced is other contracts once the outside has moved: a sale of 50 into A = 10000 x^2 at 0.05 ends at 0.0866; 50
/// contracts taken off A after the outside has taken 0.05 back would end at -0.0605.
#[test]
fn a_curved_book_that_has_refilled_stands_where_the_outside_put_it_after_a_second_move() {
    for exponent in [0.5, 0.8] {
        for then in [-0.05, -0.02, 0.03] {
            let (whole, outside) = refilled(exponent, then);
            within(whole, outside, 1e-9);
        }
    }
}
