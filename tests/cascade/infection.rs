//! How one forced order begets the next: local numbers against their closed forms, and what is said of them together.

use crate::targets::{near, within};
use crate::worlds::{bottomless, closed_by_round, cross, engine, falls_at, market, middles, symbol, uniform};
use cascade_notes::engine::cascade::amounts::count;
use cascade_notes::engine::cascade::book::{Book, Direction, Shape};
use cascade_notes::engine::cascade::branching::{
    Branching, Matrix, Verdict, amplified, largest_local, local, spectral_radius,
};
use cascade_notes::engine::cascade::causes::Seen;
use cascade_notes::engine::cascade::ladder::Ladder;
use cascade_notes::engine::cascade::liquidation::thresholds;
use cascade_notes::engine::cascade::market::{Maintenance, Market, Symbol};
use cascade_notes::engine::cascade::population::{Account, Population};
use cascade_notes::engine::cascade::rules::{Rules, Shock};
use cascade_notes::engine::cascade::threshold::Thresholds;
use cascade_notes::engine::random::Stream;

const RATE: f64 = 0.01;

#[test]
fn local_branching_of_uniform_thresholds_is_density_over_depth() {
    let step = 1e-5;
    for (direction, b) in [(Direction::Down, 0.3), (Direction::Up, 0.3), (Direction::Down, 1.7)] {
        // L / n with L = 2 / step.
        let n = 2.0 / (step * b);
        let list = middles(step, 20_000).map(|x| (x, 2.0)).collect();
        let uniform = Thresholds::new(Book::log(100.0, n).unwrap(), direction, list).unwrap();
        for x in [0.0, 0.01, 0.15] {
            near(local(&uniform, x, 0.01, 1.0), b, 1.1e-3);
            near(local(&uniform, x, 0.01, 0.25), 4.0 * b, 1.1e-3);
        }
        near(largest_local(&uniform, 0.0, 0.19, 0.01, 1.0), b, 1.1e-3);
        // Beyond the last threshold there is nothing.
        within(local(&uniform, 0.21, 0.01, 1.0), 0.0, 0.0);
    }
}

#[test]
fn the_largest_local_number_is_that_of_the_densest_step() {
    let step = 1e-5;
    let sparse = middles(step, 10_000).map(|x| (x, 1.0));
    let dense = middles(step / 5.0, 5000).map(|x| (0.04 + x, 1.0));
    let book = Book::log(100.0, 1e6).unwrap();
    let both = Thresholds::new(book, Direction::Down, sparse.chain(dense).collect()).unwrap();
    near(largest_local(&both, 0.0, 0.04, 0.01, 1.0), 0.1, 2e-3);
    near(largest_local(&both, 0.0, 0.1, 0.01, 1.0), 0.6, 2e-3);
    near(largest_local(&both, 0.06, 0.1, 0.01, 1.0), 0.1, 2e-3);
}

#[test]
fn thresholds_of_isolated_accounts_have_the_local_number_that_they_were_made_with() {
    let market = market(vec![symbol(100.0, 1e5, 1.0, RATE)]);
    let accounts = uniform(&market, 0, RATE, 2e-5, 5000);
    let list = thresholds(&market, &Population::new(&market, &accounts).unwrap(), 0, Direction::Down).unwrap();
    near(local(&list, 0.02, 0.02, 1.0), 0.5, 1e-2);
}

#[test]
fn infection_among_isolated_accounts_is_diagonal() {
    let market = market(vec![symbol(100.0, 4e5, 1.0, RATE), symbol(20.0, 1e5, 1.0, RATE)]);
    let (one, other) = (1e-5, 2.5e-5);
    let mut accounts = uniform(&market, 0, RATE, one, 3000);
    accounts.extend(uniform(&market, 1, RATE, other, 1200));
    let engine = engine(&market, &accounts);
    let k = engine.infection(0.02).unwrap();
    near(k[0][0], 1.0 / (one * 4e5), 1e-2);
    near(k[1][1], 1.0 / (other * 1e5), 1e-2);
    assert_eq!((k[0][1], k[1][0]), (0.0, 0.0));
    // Nobody falls when prices rise.
    assert_eq!(engine.infection(-0.02).unwrap(), vec![vec![0.0; 2]; 2]);
    for step in [0.0, f64::NAN, 1.5] {
        assert!(engine.infection(step).is_err());
    }
}

/// Alike cross accounts whose slacks lie `d` of money apart, so that a loss closes loss / d of them.
fn class(market: &Market, lots: [i64; 2], d: f64, many: usize) -> Vec<Account> {
    let weight = |s: usize| {
        let symbol = &market.symbols()[s];
        (symbol.contracts(lots[s]) - RATE * symbol.contracts(lots[s]).abs()) * symbol.price()
    };
    let at_start = weight(0) + weight(1);
    middles(d, many).map(|slack| cross(market, &[(0, lots[0]), (1, lots[1])], slack - at_start)).collect()
}

/// The first symbol of 100, the second of 50.
fn pair(n: [f64; 2]) -> Market {
    market(vec![symbol(100.0, n[0], 0.1, RATE), symbol(50.0, n[1], 0.1, RATE)])
}

#[test]
fn infection_through_cross_accounts_is_a_matrix_of_rank_one() {
    let (n, d, h) = ([3e5, 5e5], 0.005, 1e-3);
    let market = pair(n);
    let a = [10.0, 30.0];
    let accounts = class(&market, [100, 300], d, 2000);
    let k = engine(&market, &accounts).infection(h).unwrap();
    for i in 0..2 {
        for j in 0..2 {
            let price = [100.0, 50.0][j];
            let lost = a[j] * (1.0 - RATE) * price * -libm::expm1(-h);
            near(k[i][j], a[i] * (lost / d) / (h * n[i]), 1e-2);
        }
    }
    within(k[0][0] * k[1][1] - k[0][1] * k[1][0], 0.0, 2e-2 * k[0][0] * k[1][1]);
}

#[test]
fn infection_through_hedges_is_negative_off_the_diagonal() {
    let (n, d, h) = ([3e5, 5e5], 0.002, 1e-3);
    let market = pair(n);
    // Long 10 of the first, short 8 of the second.
    let engine = engine(&market, &class(&market, [100, -80], d, 3000));
    let k = engine.infection(h).unwrap();
    let closed = 10.0 * (1.0 - RATE) * 100.0 * -libm::expm1(-h) / d;
    near(k[0][0], 10.0 * closed / (h * n[0]), 1e-2);
    near(k[1][0], -8.0 * closed / (h * n[1]), 1e-2);
    // A fall of the second helps them.
    assert_eq!((k[0][1], k[1][1]), (0.0, 0.0));
    // A rise of it does not: shorts are bought back, longs are sold.
    let k = engine.infection(-h).unwrap();
    let closed = 8.0 * (1.0 + RATE) * 50.0 * libm::expm1(h) / d;
    near(k[1][1], 8.0 * closed / (h * n[1]), 1e-2);
    near(k[0][1], -10.0 * closed / (h * n[0]), 1e-2);
    assert_eq!((k[0][0], k[1][0]), (0.0, 0.0));
}

#[test]
fn infection_leaves_out_who_is_gone_and_a_bottomless_symbol_is_infected_by_nobody() {
    let market = market(vec![symbol(100.0, 1e4, 1.0, RATE), bottomless(50.0, 1.0, RATE)]);
    let accounts = [cross(&market, &[(0, 10), (1, 10)], -1484.0), falls_at(&market, 0, 30, RATE, 99.95)];
    let engine = engine(&market, &accounts);
    let start = at_start(&market);
    let k = engine.infection_at(&start, 0.01, &[]).unwrap();
    near(k[0][0], 40.0 / (0.01 * 1e4), 1e-12);
    near(k[0][1], 10.0 / (0.01 * 1e4), 1e-12);
    assert_eq!((k[1][0], k[1][1]), (0.0, 0.0));
    let k = engine.infection_at(&start, 0.01, &[1]).unwrap();
    near(k[0][0], 10.0 / (0.01 * 1e4), 1e-12);
    assert_eq!(engine.infection_at(&start, 0.01, &[0, 1]).unwrap(), vec![vec![0.0; 2]; 2]);
}

/// Prices as they stand before anything has happened.
fn at_start(market: &Market) -> Vec<Seen> {
    market.symbols().iter().map(|s| Seen { mark: s.price(), ..Seen::default() }).collect()
}

/// A square matrix of numbers between two bounds.
fn random(stream: &mut Stream, size: usize, low: f64, high: f64) -> Matrix {
    (0..size).map(|_| (0..size).map(|_| stream.between(low, high)).collect()).collect()
}

fn times(a: &Matrix, b: &Matrix) -> Matrix {
    let columns = b[0].len();
    let cell = |row: &[f64], j: usize| row.iter().zip(b).map(|(x, other)| x * other[j]).sum();
    a.iter().map(|row| (0..columns).map(|j| cell(row, j)).collect()).collect()
}

fn on(a: &Matrix, v: &[f64]) -> Vec<f64> {
    a.iter().map(|row| row.iter().zip(v).map(|(x, y)| x * y).sum()).collect()
}

/// (I - K)^-1 x as the sum of K^g x.
fn series(k: &Matrix, x: &[f64]) -> Vec<f64> {
    let (mut sum, mut term) = (x.to_vec(), x.to_vec());
    for _ in 0..20_000 {
        term = on(k, &term);
        sum.iter_mut().zip(&term).for_each(|(s, t)| *s += t);
    }
    sum
}

#[test]
fn amplification_is_the_sum_of_all_generations() {
    let mut stream = Stream::new(41, 0);
    for number in 0..60 {
        let size = 1 + number % 8;
        let mut k = random(&mut stream, size, -0.5, 1.0);
        // To a radius between 0.1 and 0.98.
        let scale = stream.between(0.1, 0.98) / spectral_radius(&k);
        k.iter_mut().flatten().for_each(|cell| *cell *= scale);
        let x: Vec<f64> = (0..size).map(|_| stream.between(-1.0, 1.0)).collect();
        let found = amplified(&k, &x).expect("the radius is below one");
        let expected = series(&k, &x);
        let scale = expected.iter().fold(1.0_f64, |most, v| most.max(v.abs()));
        for (a, b) in found.iter().zip(&expected) {
            within(*a, *b, 1e-9 * scale);
        }
        let beyond: Matrix =
            k.iter().map(|row| row.iter().map(|c| c * 1.001 / spectral_radius(&k)).collect()).collect();
        assert_eq!(amplified(&beyond, &x), None);
    }
}

/// S D S^-1 has the eigenvalues of D; S is a product of shears, whose inverses are known.
#[test]
fn the_spectral_radius_is_that_of_the_eigenvalues_it_was_made_from() {
    let mut stream = Stream::new(42, 0);
    for number in 0..60 {
        let size = 2 + number % 6;
        let mut m = vec![vec![0.0; size]; size];
        let mut radius = 0.0_f64;
        // Blocks of two with a pair of complex eigenvalues, and one real one where the size is odd.
        for at in (0..size).step_by(2) {
            let (length, angle) = (stream.between(0.05, 3.0), stream.between(0.0, 3.1));
            radius = radius.max(length);
            let (c, s) = (length * libm::cos(angle), length * libm::sin(angle));
            if at + 1 < size {
                (m[at][at], m[at][at + 1], m[at + 1][at], m[at + 1][at + 1]) = (c, -s, s, c);
            } else {
                m[at][at] = if angle > 1.5 { -length } else { length };
            }
        }
        for _ in 0..3 * size {
            let (i, j) = (stream.below(8) as usize % size, stream.below(8) as usize % size);
            if i == j {
                continue;
            }
            let shear = stream.between(-1.0, 1.0);
            let part = |sign: f64| -> Matrix {
                let cell = |r: usize, c: usize| {
                    if r == c {
                        1.0
                    } else if (r, c) == (i, j) {
                        sign * shear
                    } else {
                        0.0
                    }
                };
                (0..size).map(|r| (0..size).map(|c| cell(r, c)).collect()).collect()
            };
            m = times(&times(&part(1.0), &m), &part(-1.0));
        }
        near(spectral_radius(&m), radius, 1e-6);
    }
}

#[test]
fn a_matrix_with_an_infinite_cell_has_no_small_spectral_radius() {
    let below_one = |m: Matrix| spectral_radius(&m) < 1.0;
    assert!(!below_one(vec![vec![f64::INFINITY]]));
    assert!(!below_one(vec![vec![0.1, f64::INFINITY], vec![0.2, 0.1]]));
    assert!(!below_one(vec![vec![f64::NAN, 0.0], vec![0.0, 0.1]]));
    assert_eq!(amplified(&vec![vec![f64::INFINITY]], &[0.1]), None);
}

/// Levels at 99 and 90; half a per cent below the start no bid rests at all.
fn thin() -> Market {
    let ladder = Ladder::new(100.0, &[(99.0, 1e6), (90.0, 1e6)], &[(101.0, 1e6)]).unwrap();
    let book = Book::new(100.0, Shape::Ladder(ladder)).unwrap();
    market(vec![Symbol::new("S", 1.0, book, Maintenance::flat(RATE).unwrap())])
}

#[test]
fn infection_over_a_step_without_bids_is_a_number_where_nobody_falls() {
    let market = thin();
    let engine = engine(&market, &[falls_at(&market, 0, 10, RATE, 80.0)]);
    let k = engine.infection(0.005).unwrap();
    within(k[0][0], 0.0, 0.0);
}

/// A long in the gap before a level, whose sale passes the gap and with it two smaller ones.
#[test]
fn a_step_without_bids_is_not_said_to_die_out() {
    let market = thin();
    let accounts = [(100, 99.9), (10, 99.8), (10, 99.7)].map(|(lots, at)| falls_at(&market, 0, lots, RATE, at));
    let mut engine = engine(&market, &accounts);
    let outcome = engine.run(&Rules::default(), &Shock::to_price(&market, 0, 99.89).unwrap()).unwrap();
    assert_eq!(closed_by_round(&outcome), [1, 2]);
    let found = engine.branching(&outcome, 0.005).unwrap();
    assert_ne!(found.verdict, Verdict::DiesOut, "{found:?}");
}

fn rated(n: f64, accounts: impl Fn(&Market) -> Vec<Account>, shock: f64, step: f64) -> (Branching, usize) {
    let market = market(vec![symbol(100.0, n, 1.0, RATE)]);
    let mut engine = engine(&market, &accounts(&market));
    let outcome = engine.run(&Rules::default(), &Shock::falls(&[shock]).unwrap()).unwrap();
    (engine.branching(&outcome, step).unwrap(), outcome.closed())
}

#[test]
fn a_first_generation_below_a_hundredth_of_open_interest_is_not_rated() {
    let even = |market: &Market| uniform(market, 0, RATE, 1e-5, 2000);
    // Nineteen, and twenty-one, of two thousand; b = 2 either way, and all of them fall.
    for (reached, verdict) in [(19, Verdict::TooSmallToRate), (21, Verdict::Feeds)] {
        let (found, closed) = rated(5e4, even, count(reached) * 1e-5 + 1e-8, 1e-3);
        within(found.first_generation, count(reached) / 2000.0, 1e-9);
        assert_eq!((found.verdict, closed), (verdict, 2000), "{found:?}");
        near(found.local, 2.0, 1e-2);
    }
    let (none, closed) = rated(5e4, even, 0.0, 1e-3);
    assert_eq!((none.verdict, none.first_generation, closed), (Verdict::TooSmallToRate, 0.0, 0));
}

#[test]
fn generations_below_one_die_out() {
    let even = |market: &Market| uniform(market, 0, RATE, 1e-5, 2000);
    let (found, closed) = rated(2.5e5, even, 0.004, 1e-3);
    assert_eq!(found.verdict, Verdict::DiesOut, "{found:?}");
    near(found.local, 0.4, 1e-2);
    near(found.largest, 0.4, 2e-2);
    within(count(closed), 400.0 / 0.6, 2.0);
    assert!(found.realised.iter().all(|ratio| *ratio < 1.0));
}

#[test]
fn numbers_that_do_not_agree_are_not_rated() {
    // Dense before the start, but the shock takes all at once and nobody lies beyond.
    let cluster = |market: &Market| uniform(market, 0, RATE, 1e-5, 100);
    let (found, closed) = rated(5e4, cluster, 0.001_1, 1e-3);
    near(found.local, 2.0, 1e-2);
    assert_eq!((found.verdict, closed, found.realised.len()), (Verdict::NotRated, 100, 0));
}

/// b = 0.1 down to 0.02, 3 from there to 0.04.
#[test]
fn a_book_that_reads_small_at_the_start_is_large_along_its_path() {
    let step = 2e-5;
    let deep = |market: &Market| {
        let mut list = uniform(market, 0, RATE, step, 1000);
        list.extend(middles(step, 1000).map(|x| falls_at(market, 0, 30, RATE, 100.0 * libm::exp(-0.02 - x))));
        list
    };
    let (found, closed) = rated(5e5, deep, 0.0182, 1e-3);
    near(found.local, 0.1, 2e-2);
    assert!(found.largest > 1.0 && found.largest < 3.1, "{found:?}");
    assert_eq!((found.verdict, closed), (Verdict::Feeds, 2000));
    // Short of it the same book dies out, and nothing large is met.
    let (found, closed) = rated(5e5, deep, 0.01, 1e-3);
    assert_eq!(found.verdict, Verdict::DiesOut, "{found:?}");
    assert!(found.largest < 0.2);
    within(count(closed), 500.0 / 0.9, 2.0);
}
