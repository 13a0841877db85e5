//! How one forced order begets the next: three numbers, never one.
//!
//! - local: contracts whose thresholds lie in the next step of the price, over the contracts that the book absorbs there, b(x) = Q'(x) / A'(x);
//!   for several symbols the spectral radius of K, `K_ij` being contracts forced in i per unit log fall of j, over the depth of i.
//! - realised: money forced in a round over that of the round before.
//! - largest along the path, because a book can read 0.14 at the start and 5.4 deeper down.
//!
//! A verdict is given only where the first generation is at least one per cent of the open interest and the numbers agree.
//! ```
//! use cascade_notes::engine::cascade::branching::{amplified, spectral_radius};
//!
//! // A log fall of one unit in the second symbol forces 0.2 of the first one's depth (target M01).
//! let k = vec![vec![0.3, 0.2], vec![0.1, 0.4]];
//! assert!((spectral_radius(&k) - 0.5).abs() < 1e-9);
//! let moved = amplified(&k, &[0.02, 0.0]).unwrap();
//! assert!((moved[0] - 0.03).abs() < 1e-12 && (moved[1] - 0.005).abs() < 1e-12);
//! ```
//!
//! Source: cascade-model sections 6 and 7, appendix 1.8 and 2.5.

use super::accounts::{NOTHING, slack};
use super::amounts::float;
use super::causes::Seen;
use super::engine::Engine;
use super::market::{PerSymbol, SYMBOLS, Symbol};
use super::outcome::Outcome;
use super::threshold::Thresholds;
use crate::engine::error::{Field, within};
use crate::engine::{Cause, Error};
use std::ops::Bound;

/// Part of the open interest that the first generation must close before a verdict is given.
pub const FIRST_GENERATION: f64 = 0.01;

/// A square matrix, by rows.
pub type Matrix = Vec<Vec<f64>>;

/// Squarings of the matrix for its spectral radius: powers up to 2^40.
const SQUARINGS: u32 = 40;

/// What the three numbers say together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The first generation is below one per cent of the open interest.
    TooSmallToRate,
    /// The numbers do not agree.
    NotRated,
    /// Every number is below one: each generation begets less than itself.
    DiesOut,
    /// A number along the path and a realised one are at or above one.
    Feeds,
}

/// The three numbers of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Branching {
    /// Local, at the start.
    pub local: f64,
    /// Realised, generation by generation.
    pub realised: Vec<f64>,
    /// Largest local one at the start and at every moment that triggered.
    pub largest: f64,
    /// Part of the open interest that the first generation closed.
    pub first_generation: f64,
    /// What can be said.
    pub verdict: Verdict,
}

/// b(x) of one symbol over the step from x to x + h, at a part of the depth: contracts that fall there over contracts absorbed there.
#[must_use]
pub fn local(thresholds: &Thresholds, x: f64, h: f64, depth: f64) -> f64 {
    let forced = thresholds.contracts_to(x + h) - thresholds.contracts_to(x);
    let sign = thresholds.direction().sign();
    let absorbed = |x: f64| sign * thresholds.book().absorbed(sign * x);
    forced / (depth * (absorbed(x + h) - absorbed(x)))
}

/// The largest b(x) over steps of h from one distance to another.
#[must_use]
pub fn largest_local(thresholds: &Thresholds, from: f64, to: f64, h: f64, depth: f64) -> f64 {
    let mut largest = local(thresholds, from, h, depth);
    let mut x = from + h;
    let mut steps = 0_u32;
    while x < to && steps < 1_000_000 {
        largest = largest.max(local(thresholds, x, h, depth));
        x += h;
        steps = steps.saturating_add(1);
    }
    largest
}

impl Engine {
    /// What is seen at the start.
    pub(super) fn at_start(&self) -> Vec<Seen> {
        self.market.symbols().iter().map(|s| Seen::start(s.price())).collect()
    }

    /// K at the start, over a step of the log price.
    pub fn infection(&self, step: f64) -> Result<Matrix, Error> {
        self.infection_at(&self.at_start(), step, &[])
    }

    /// K at some prices: what a further log fall of `step` of symbol j, all others standing still, forces in i per unit of it, over i's
    /// depth there. Accounts `gone`, and those kept out, are left out. Errors: a step that is no number, or zero, or not one price a symbol.
    pub fn infection_at(&self, seen: &[Seen], step: f64, gone: &[u32]) -> Result<Matrix, Error> {
        let mut gone = gone.to_vec();
        gone.sort_unstable();
        self.infection_without(seen, step, |account| gone.binary_search(&account).is_ok())
    }

    fn infection_without(&self, seen: &[Seen], step: f64, is_gone: impl Fn(u32) -> bool) -> Result<Matrix, Error> {
        let mut forced = self.nothing_forced(seen, step)?;
        self.force(&mut forced, seen, step, 0..self.accounts.count(), is_gone);
        self.over_depth(&mut forced, seen, step);
        Ok(forced)
    }

    /// A matrix of zeros for some prices. Errors as [`Engine::infection_at`].
    pub(super) fn nothing_forced(&self, seen: &[Seen], step: f64) -> Result<Matrix, Error> {
        within(Field::LogStep, step.abs(), (Bound::Excluded(0.0), Bound::Included(1.0)))?;
        let width = self.market.count();
        if seen.len() != width {
            let cause = Cause::WrongCount { found: seen.len(), wanted: width };
            return Err(Error::at(Field::Prices, cause));
        }
        Ok(vec![vec![0.0; width]; width])
    }

    /// Adds the contracts that are forced of the accounts at some places.
    pub(super) fn force(
        &self,
        forced: &mut Matrix,
        seen: &[Seen],
        step: f64,
        places: std::ops::Range<usize>,
        is_gone: impl Fn(u32) -> bool,
    ) {
        let market = &self.market;
        let kept = |place: usize| u32::try_from(place).is_ok_and(|place| self.excluded.binary_search(&place).is_ok());
        let marks: PerSymbol<f64> = PerSymbol::from_fn(|s| seen.get(s).map_or(0.0, |seen| seen.mark));
        let further = libm::exp(-step);
        for place in places {
            let id = self.accounts.id.get(place).copied().unwrap_or(u32::MAX);
            let slots = self.accounts.slots(place);
            let now = slack(market, self.accounts.intercept(place), slots, &marks);
            if now < NOTHING || is_gone(id) || kept(place) {
                continue;
            }
            for moved in slots {
                let price = marks.of(moved.symbol);
                let then = price * further;
                let lost = super::accounts::slack_of_slot(market, moved, price)
                    - super::accounts::slack_of_slot(market, moved, then);
                if now - lost >= NOTHING {
                    continue;
                }
                for slot in slots {
                    let cell =
                        forced.get_mut(usize::from(slot.symbol)).and_then(|row| row.get_mut(usize::from(moved.symbol)));
                    if let Some(cell) = cell {
                        let place = u32::try_from(place).unwrap_or(u32::MAX);
                        let coins = if slot.coins { self.accounts.coins(place, slot.symbol) } else { 0 };
                        let lots = slot.lots.saturating_add(coins);
                        *cell += market.get(slot.symbol).map_or(0.0, |s| s.contracts(lots));
                    }
                }
            }
        }
    }

    /// From contracts to parts of the depth, per unit of log price.
    pub(super) fn over_depth(&self, forced: &mut Matrix, seen: &[Seen], step: f64) {
        for ((row, symbol), seen) in forced.iter_mut().zip(self.market.symbols()).zip(seen) {
            let depth = depth_at(symbol, seen.displacement, step);
            for cell in row.iter_mut().filter(|cell| **cell != 0.0) {
                *cell /= step * depth;
            }
        }
    }

    /// Notional of the first round over that of all positions, both sides, at starting prices.
    #[must_use]
    pub fn first_generation(&self, outcome: &Outcome) -> f64 {
        let value = |symbol: u8| self.market.get(symbol).map_or(0.0, |s| s.lot * s.price());
        let first = self.market.numbers().zip(outcome.traded(0));
        let closed: f64 = first.map(|(s, t)| (float(t.sold) + float(t.bought)) * value(s)).sum();
        if self.worth > 0.0 { closed / self.worth } else { 0.0 }
    }
}

/// Contracts per unit of log price of a symbol's book at a displacement.
fn depth_at(symbol: &Symbol, displacement: f64, step: f64) -> f64 {
    if symbol.book.depth_per_log().is_infinite() {
        return f64::INFINITY;
    }
    (symbol.book.absorbed(displacement + step) - symbol.book.absorbed(displacement)) / step
}

/// The largest absolute eigenvalue of a real matrix, by squaring: |K^m|^(1/m) for m = 2^40, each power brought back to size one.
#[must_use]
pub fn spectral_radius(matrix: &Matrix) -> f64 {
    let norm = |m: &Matrix| m.iter().flatten().map(|cell| cell * cell).sum::<f64>().sqrt();
    let (mut power, mut logarithm, mut weight) = (matrix.clone(), 0.0, 1.0);
    for _ in 0..SQUARINGS {
        let size = norm(&power);
        if !size.is_finite() {
            // Orders into no depth at all beget without bound.
            return f64::INFINITY;
        }
        if size == 0.0 {
            return 0.0;
        }
        for cell in power.iter_mut().flatten() {
            *cell /= size;
        }
        logarithm += weight * libm::log(size);
        power = product(&power, &power);
        weight *= 0.5;
    }
    let size = norm(&power);
    if size > 0.0 { libm::exp(logarithm + weight * libm::log(size)) } else { 0.0 }
}

fn product(a: &Matrix, b: &Matrix) -> Matrix {
    let width = b.first().map_or(0, Vec::len);
    a.iter()
        .map(|row| {
            let mut out = vec![0.0; width];
            for (cell, other) in row.iter().zip(b) {
                for (sum, value) in out.iter_mut().zip(other) {
                    *sum += cell * value;
                }
            }
            out
        })
        .collect()
}

/// (I - K)^-1 shock: the final log move of each symbol where K holds all the way. `None` where the spectral radius is one or more, so that
/// the series does not end. By elimination with pivots. Source: cascade-model appendix 1.8, M01.
#[must_use]
pub fn amplified(matrix: &Matrix, shock: &[f64]) -> Option<Vec<f64>> {
    let size = matrix.len();
    if size == 0 || size > SYMBOLS || shock.len() != size || matrix.iter().any(|row| row.len() != size) {
        return None;
    }
    if spectral_radius(matrix) >= 1.0 {
        return None;
    }
    let mut rows: Vec<Vec<f64>> = matrix
        .iter()
        .zip(shock)
        .enumerate()
        .map(|(i, (row, x))| {
            let own = row.iter().enumerate().map(|(j, cell)| if i == j { 1.0 - cell } else { -cell });
            own.chain([*x]).collect()
        })
        .collect();
    for column in 0..size {
        let pivot = (column..size).max_by(|a, b| {
            let at = |r: &usize| rows.get(*r).and_then(|row| row.get(column)).map_or(0.0, |cell| cell.abs());
            at(a).total_cmp(&at(b))
        })?;
        rows.swap(column, pivot);
        let lead = rows.get(column)?.clone();
        let head = *lead.get(column)?;
        if head == 0.0 {
            return None;
        }
        for (number, row) in rows.iter_mut().enumerate() {
            let factor = row.get(column).map_or(0.0, |cell| cell / head);
            if number != column && factor != 0.0 {
                for (cell, value) in row.iter_mut().zip(&lead) {
                    *cell -= factor * value;
                }
            }
        }
    }
    rows.iter().enumerate().map(|(i, row)| Some(row.last()? / row.get(i)?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn m01_vector_amplification() {
        let matrix = vec![vec![0.3, 0.2], vec![0.1, 0.4]];
        let moved = amplified(&matrix, &[0.02, 0.0]).unwrap();
        assert!((moved[0] - 0.03).abs() < 1e-10 && (moved[1] - 0.005).abs() < 1e-10, "{moved:?}");
        assert!((spectral_radius(&matrix) - 0.5).abs() < 1e-10);
    }

    #[test]
    fn the_spectral_radius_is_that_of_known_matrices() {
        let near = |matrix: Matrix, radius: f64| {
            let found = spectral_radius(&matrix);
            assert!((found - radius).abs() < 1e-9, "{found} is not {radius}");
        };
        near(vec![vec![0.0, -2.0], vec![2.0, 0.0]], 2.0); // a rotation: eigenvalues 2i and -2i
        near(vec![vec![0.5, 1.0], vec![0.0, 0.5]], 0.5); // not diagonalisable
        near(vec![vec![0.0, 1.0], vec![0.0, 0.0]], 0.0);
        near(vec![vec![-3.0]], 3.0);
        near(vec![vec![0.0; 3]; 3], 0.0);
        assert_eq!(amplified(&vec![vec![1.0]], &[0.1]), None);
        assert_eq!(amplified(&vec![vec![0.1]], &[0.1, 0.1]), None);
    }
}
