//! Several symbols: who infects whom.

use crate::targets::{self, near, number, numbers, rows, within};
use crate::worlds::{by_intercept, cross, market, middles, run};
use cascade_notes::engine::cascade::amounts::count;
use cascade_notes::engine::cascade::book::Book;
use cascade_notes::engine::cascade::market::{Maintenance, Market, Symbol};
use cascade_notes::engine::cascade::population::{Account, Mode};
use cascade_notes::engine::cascade::rules::{Rules, Shock};

type Matrix = Vec<Vec<f64>>;

/// Solves A x = y by elimination with pivots.
fn solve(mut a: Matrix, mut y: Vec<f64>) -> Vec<f64> {
    let n = y.len();
    for column in 0..n {
        let pivot = (column..n).max_by(|i, j| a[*i][column].abs().total_cmp(&a[*j][column].abs())).unwrap();
        a.swap(column, pivot);
        y.swap(column, pivot);
        for row in column + 1..n {
            let factor = a[row][column] / a[column][column];
            let above = a[column].clone();
            for (own, other) in a[row].iter_mut().zip(&above) {
                *own -= factor * other;
            }
            y[row] -= factor * y[column];
        }
    }
    for column in (0..n).rev() {
        let known: f64 = (column + 1..n).map(|j| a[column][j] * y[j]).sum();
        y[column] = (y[column] - known) / a[column][column];
    }
    y
}

/// (I - K)^-1 shock.
fn amplified(k: &Matrix, shock: &[f64]) -> Vec<f64> {
    let unit = |i: usize, j: usize| if i == j { 1.0 } else { 0.0 };
    let left = k.iter().enumerate().map(|(i, row)| row.iter().enumerate().map(|(j, v)| unit(i, j) - v).collect());
    solve(left.collect(), shock.to_vec())
}

/// Of a matrix without negative entries, by powers.
fn spectral_radius(k: &Matrix) -> f64 {
    let mut v = vec![1.0; k.len()];
    let mut radius = 0.0;
    for _ in 0..10_000 {
        let next: Vec<f64> = k.iter().map(|row| row.iter().zip(&v).map(|(a, b)| a * b).sum()).collect();
        radius = next.iter().copied().fold(0.0, f64::max);
        v = next.iter().map(|x| x / radius).collect();
    }
    radius
}

#[test]
fn m01_the_inverse_amplifies_a_vector_of_shocks() {
    for target in targets::of("M01") {
        let k = rows(&target["setup"]["K"]);
        let found = amplified(&k, &numbers(&target["setup"]["shock"]));
        for (x, expected) in found.into_iter().zip(numbers(&target["expected"]["x"])) {
            within(x, expected, 1e-10);
        }
        within(spectral_radius(&k), number(&target["expected"]["spectral_radius"]), 1e-10);
    }
}

/// Two symbols and accounts whose local K is the given one.
///
/// A class of cross accounts long `a_s` of each symbol, whose slacks at the start lie `d` money apart, is closed at the rate of
/// (sum of a_j (1 - m) P_j x_j) / d: it adds a_i a_j (1 - m) P_j / (d n_i) to K_ij, a matrix of rank one. The off-diagonals fix its scale
/// and the ratio of the depths; isolated accounts at equal log distances add what the diagonals still want.
struct Agents {
    market: Market,
    accounts: Vec<Account>,
}

const PRICE: [f64; 2] = [100.0, 50.0];
const RATE: f64 = 0.01;

impl Agents {
    /// With thresholds beyond a displacement of `reach` in every symbol; `many` cross accounts.
    fn new(k: &Matrix, reach: f64, many: u32) -> Self {
        let (up, down) = (k[0][1], k[1][0]);
        // r = a_0 P_0 / (a_1 P_1): the class adds up x r and down / r to the diagonals, which must have room.
        let r = libm::sqrt((k[0][0] / up) * (down / k[1][1]));
        let rest = [k[0][0] - up * r, k[1][1] - down / r];
        assert!(rest[0] >= 0.0 && rest[1] >= 0.0, "longs alone cannot give a K of this kind");
        // One lot of each symbol a cross account.
        let a = [1000.0 * r * PRICE[1] / PRICE[0], 1000.0];
        let range: f64 = (0..2).map(|j| a[j] * (1.0 - RATE) * PRICE[j] * reach).sum();
        let step = range / f64::from(many);
        let depth = |i: usize, j: usize| a[i] * a[j] * (1.0 - RATE) * PRICE[j] / (step * k[i][j]);
        let n = [depth(0, 1), depth(1, 0)];
        let symbols = (0..2).map(|i| {
            let book = Book::log(PRICE[i], n[i]).unwrap();
            Symbol::new("S", a[i], book, Maintenance::flat(RATE).unwrap())
        });
        let market = market(symbols.collect());
        let at_start: f64 = (0..2).map(|j| a[j] * (1.0 - RATE) * PRICE[j]).sum();
        let slacks = middles(step, many as usize);
        let mut accounts: Vec<Account> =
            slacks.map(|slack| cross(&market, &[(0, 1), (1, 1)], slack - at_start)).collect();
        for (number, i) in [(0_u8, 0), (1, 1)] {
            if rest[i] > 0.0 {
                let step = a[i] / (n[i] * rest[i]);
                let many = (0..).position(|c| count(c) * step > reach).unwrap();
                let c = |x: f64| -a[i] * (1.0 - RATE) * PRICE[i] * libm::exp(-x);
                let own = middles(step, many);
                accounts.extend(own.map(|x| by_intercept(&market, Mode::Isolated, &[(number, 1)], c(x))));
            }
        }
        Self { market, accounts }
    }
}

/// The linear law holds for small moves, so the shock is a hundredth and the answer scaled back.
#[test]
fn m01_accounts_whose_local_k_is_the_matrix_move_by_its_inverse() {
    const SMALL: f64 = 0.01;
    let mut done = 0;
    for target in targets::of("M01") {
        let (k, shock) = (rows(&target["setup"]["K"]), numbers(&target["setup"]["shock"]));
        let expected = numbers(&target["expected"]["x"]);
        // Longs on two symbols give matrices of this kind only; see `Agents`.
        let fits = k.len() == 2 && k[0][1] * k[1][0] > 0.0 && k[0][0] * k[1][1] >= k[0][1] * k[1][0];
        if !fits {
            continue;
        }
        done += 1;
        let reach = 1.5 * SMALL * expected.iter().copied().fold(0.0, f64::max);
        let agents = Agents::new(&k, reach, 60_000);
        let falls: Vec<f64> = shock.iter().map(|x| SMALL * x).collect();
        let outcome = run(&agents.market, &agents.accounts, &Rules::default(), &Shock::falls(&falls).unwrap());
        assert!(outcome.closed() < agents.accounts.len());
        for (symbol, expected) in (0..).zip(&expected) {
            near(outcome.moved(symbol).0 / SMALL, *expected, 1e-3);
        }
        // The first generation by itself is K times the shock.
        for (symbol, row) in k.iter().enumerate() {
            let first = &outcome.traded(0)[symbol];
            let caused: f64 = row.iter().zip(&falls).map(|(k, x)| k * x).sum();
            within(
                first.after - first.before,
                caused,
                2e-3 * shock.iter().fold(0.0, |a, x| f64::max(a, x.abs())) * SMALL,
            );
        }
    }
    assert!(done > 0 || std::env::var("CASCADE_NOTES_TARGETS").is_ok());
}

/// M03: R1 = M F1, purchases M' A B R1, F2 = L M' A B M F1, AV = 1'A M F2 / E. No engine rule is this one; the formula is checked alone.
#[test]
fn m03_one_round_of_fixed_leverage() {
    for target in targets::of("M03") {
        let (setup, expected) = (&target["setup"], &target["expected"]);
        let (assets, weights) = (numbers(&setup["A"]), rows(&setup["M"]));
        let (leverage, impact) = (numbers(&setup["debt_over_equity"]), numbers(&setup["price_impact_per_dollar"]));
        let shock = numbers(&setup["shock"]);
        let returns = |of: &[f64]| -> Vec<f64> {
            weights.iter().map(|row| row.iter().zip(of).map(|(m, f)| m * f).sum()).collect()
        };
        let same = |found: &[f64], name: &str| {
            let figures = numbers(&expected[name]);
            assert_eq!(found.len(), figures.len());
            found.iter().zip(figures).for_each(|(a, b)| within(*a, b, 1e-10));
        };
        let first = returns(&shock);
        same(&first, "R1");
        let orders: Vec<f64> = assets.iter().zip(&leverage).zip(&first).map(|((a, b), r)| a * b * r).collect();
        let of_asset = |k: usize| weights.iter().zip(&orders).map(|(row, order)| row[k] * order).sum();
        let bought: Vec<f64> = (0..shock.len()).map(of_asset).collect();
        same(&bought, "net_purchases");
        let second: Vec<f64> = bought.iter().zip(&impact).map(|(net, l)| net * l).collect();
        same(&second, "F2");
        let after = returns(&second);
        same(&after, "R2");
        let lost: f64 = assets.iter().zip(&after).map(|(a, r)| -a * r).sum();
        within(lost / numbers(&setup["equity"]).iter().sum::<f64>(), number(&expected["AV"]), 1e-10);
    }
}
