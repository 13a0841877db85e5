//! Why the theorems stop at hedges: small books to be followed by hand.
//!
//! Two symbols at 100, 1000 contracts per unit of log price, 1 % maintenance. A long weighs 0.99 of its contracts in slack, a short 1.01.

use crate::definition::Book;
use crate::targets::near;
use crate::worlds::{closed_by_round, cross, market, run, symbol};
use cascade_notes::engine::cascade::market::Market;
use cascade_notes::engine::cascade::outcome::Outcome;
use cascade_notes::engine::cascade::population::Account;
use cascade_notes::engine::cascade::rules::{Rules, Shock};

const X: u8 = 0;
const Y: u8 = 1;

fn two() -> Market {
    market(vec![symbol(100.0, 1000.0, 1.0, 0.01), symbol(100.0, 1000.0, 1.0, 0.01)])
}

/// The account whose slack is zero at these prices.
fn zero_at(market: &Market, lots: &[(u8, i64)], x: f64, y: f64) -> (Account, f64) {
    let weight = |(symbol, lots): &(u8, i64)| {
        let q = cascade_notes::engine::cascade::amounts::float(*lots);
        (q - 0.01 * q.abs()) * if *symbol == X { x } else { y }
    };
    let intercept = -lots.iter().map(weight).sum::<f64>();
    (cross(market, lots, intercept), intercept)
}

fn go(market: &Market, accounts: &[Account], falls: &[f64]) -> Outcome {
    run(market, accounts, &Rules::default(), &Shock::falls(falls).unwrap())
}

fn definition(lots: &[[f64; 2]], intercepts: &[f64]) -> Book {
    let accounts = lots.iter().zip(intercepts).map(|(lots, c)| ((c * 1e6).round(), lots.to_vec()));
    Book { n: vec![1000.0; 2], maintenance: vec![0.01; 2], accounts: accounts.collect() }
}

/// A is long 50 X and to be closed once X stands at 98; B is long 50 Y against a short of 50 X and to be closed, with X at 95, once Y stands
/// at 82. The shock takes X to 95 and Y to 80, so either may be closed first:
/// - A first: its sale takes X down to 90.4, the short of B gains 234 and B, which was 99 short, is safe.
/// - B first: its purchase of X brings it up to 99.9, A is safe.
/// - Both in one batch, as the engine does: their orders in X meet, and both are closed.
#[test]
fn order_matters_where_accounts_are_hedged() {
    let market = two();
    let (a, of_a) = zero_at(&market, &[(X, 50)], 98.0, 100.0);
    let (b, of_b) = zero_at(&market, &[(X, -50), (Y, 50)], 95.0, 82.0);
    let falls = [libm::log(100.0 / 95.0), libm::log(100.0 / 80.0)];
    let book = definition(&[[50.0, 0.0], [-50.0, 50.0]], &[of_a, of_b]);
    let first = book.one_by_one(&falls, |_| 0);
    let last = book.one_by_one(&falls, |ready| ready.len() - 1);
    assert_eq!((first.closed, last.closed), (vec![0], vec![1]));
    let batch = go(&market, &[a, b], &falls);
    assert_eq!(batch.closed_accounts(), [0, 1]);
    assert_eq!(closed_by_round(&batch), [2]);
    // Long and short of X cross in the batch: X stays where the shock put it.
    near(batch.moved(X).0, falls[0], 1e-12);
    near(batch.moved(Y).0, falls[1] + 0.05, 1e-12);
}

/// A: long 100 Y, closed at 96. B: long 50 Y, short 50 X, closed with X at 100 once Y stands at 90. C: long 100 X and 10 Y, closed with X
/// at 100 once Y stands at 94.5.
/// - Y to 95: only A is closed; its 100 contracts take Y to 85.96, and both B and C are closed.
/// - Y to 94: A and C are closed at once; the 100 X of C take X to 90.48, where the short of B has gained more than its long lost. B is safe.
///
/// So the larger shock closes fewer accounts, and not even some of the same.
#[test]
fn a_larger_shock_can_spare_an_account_that_a_smaller_one_closes() {
    let market = two();
    let (a, _) = zero_at(&market, &[(Y, 100)], 100.0, 96.0);
    let (b, of_b) = zero_at(&market, &[(X, -50), (Y, 50)], 100.0, 90.0);
    let (c, _) = zero_at(&market, &[(X, 100), (Y, 10)], 100.0, 94.5);
    near(of_b, 595.0, 1e-12);
    let accounts = [a, b, c];
    let small = go(&market, &accounts, &[0.0, libm::log(100.0 / 95.0)]);
    let large = go(&market, &accounts, &[0.0, libm::log(100.0 / 94.0)]);
    assert_eq!((small.closed_accounts(), closed_by_round(&small)), (vec![0, 1, 2], vec![1, 2]));
    assert_eq!((large.closed_accounts(), closed_by_round(&large)), (vec![0, 2], vec![2]));
    // By hand: Y = 94 e^-0.11, X = 100 e^-0.1; the slack of B is 595 + 49.5 Y - 50.5 X.
    let (x, y) = (100.0 * libm::exp(-0.1), 94.0 * libm::exp(-0.11));
    assert!(595.0 + 49.5 * y - 50.5 * x > 100.0);
    near(large.last[usize::from(X)].mark, x, 1e-12);
    near(large.last[usize::from(Y)].mark, y, 1e-12);
}
