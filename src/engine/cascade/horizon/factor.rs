//! Where an account of several symbols falls along the common factor: every symbol at P e^(-beta z), the root of
//! c + sum of w P e^(-beta z) nearest to the start. Source: cascade-model section 4.
//!
//! A hedged account can have several roots, so the walk from the start goes no farther at a time than it can prove to be clear, from what each
//! symbol can add at the least, or, where rates are flat, from the steepest the sum can fall; at the root it closes in by false position.

use crate::engine::cascade::accounts::{Kind, NOTHING, Slot, constant, requirement};
use crate::engine::cascade::market::Market;

/// Farthest look, in log moves of the factor: a price divided or multiplied by twenty. What falls farther out has no threshold.
pub const FARTHEST: f64 = 3.0;

/// First step of a walk.
const STEP: f64 = 0.1;

/// Steps after which an account that grazes its limit is left alone.
const STEPS: usize = 400;

/// A walk no longer than this takes the root within it for the first.
const NARROW: f64 = 1e-3;

/// No root is asked for more closely.
const CLOSE: f64 = 1e-13;

/// One slot along the factor.
struct Leg<'a> {
    slot: &'a Slot,
    start: f64,
    beta: f64,
}

/// An account along the factor.
struct Line<'a> {
    market: &'a Market,
    constant: f64,
    legs: Vec<Leg<'a>>,
    /// No table: the slope is known.
    flat: bool,
}

/// The log fall of the factor, negative for a rise, at which an account falls; zero where it is to be closed at once, `None` where nothing
/// within [`FARTHEST`] takes it. The nearer of both ways, down where they are alike.
pub(super) fn root(market: &Market, intercept: i64, slots: &[Slot]) -> Option<f64> {
    let legs = slots.iter().filter_map(|slot| {
        let symbol = market.get(slot.symbol)?;
        Some(Leg { slot, start: symbol.price(), beta: symbol.beta })
    });
    let legs: Vec<Leg<'_>> = legs.collect();
    let flat = legs.iter().all(|leg| leg.slot.kind != Kind::Table);
    let line = Line { market, constant: constant(market, intercept, slots) - NOTHING, legs, flat };
    if line.left(0.0) <= 0.0 {
        return Some(0.0);
    }
    let pulls = |sign: f64| line.legs.iter().all(|leg| sign * leg.slot.weight * leg.beta >= 0.0);
    let one_sided = line.flat && (pulls(1.0) || pulls(-1.0));
    let way = |sign: f64| {
        // Where every symbol helps there is nothing to find.
        if one_sided && pulls(-sign) { None } else { line.first(sign, one_sided) }
    };
    match (way(1.0), way(-1.0)) {
        (Some(fall), Some(rise)) => Some(if fall <= rise { fall } else { -rise }),
        (fall, rise) => fall.or(rise.map(|rise| -rise)),
    }
}

impl Leg<'_> {
    fn price(&self, z: f64) -> f64 {
        self.start * libm::exp(-self.beta * z)
    }

    fn required(&self, market: &Market, price: f64) -> f64 {
        if self.slot.kind == Kind::Table { requirement(market, self.slot, price) } else { 0.0 }
    }
}

impl Line<'_> {
    /// Slack above nothing at a fall of the factor, in micro-units.
    fn left(&self, z: f64) -> f64 {
        self.legs.iter().fold(self.constant, |sum, leg| {
            let price = leg.price(z);
            sum + leg.slot.weight * price - leg.required(self.market, price)
        })
    }

    /// What is left at the least between two falls. Requirements rise with the notional.
    fn least(&self, a: f64, b: f64) -> f64 {
        let (mut sum, mut here, mut steepest) = (self.constant, self.constant, 0.0);
        for leg in &self.legs {
            let (from, to) = (leg.price(a), leg.price(b));
            let (one, other) = (leg.slot.weight * from, leg.slot.weight * to);
            sum += one.min(other) - leg.required(self.market, from.max(to));
            here += one;
            steepest += (leg.beta * one * (b - a)).max(leg.beta * other * (b - a));
        }
        if self.flat { sum.max(here - f64::max(steepest, 0.0)) } else { sum }
    }

    /// The first distance one way at which nothing is left.
    fn first(&self, sign: f64, one_sided: bool) -> Option<f64> {
        let (mut clear, mut step) = (0.0, STEP);
        for _ in 0..STEPS {
            let next = FARTHEST.min(clear + step);
            if self.least(sign * clear, sign * next) > 0.0 {
                if next >= FARTHEST {
                    return None;
                }
                (clear, step) = (next, 2.0 * step);
            } else if (one_sided || step <= NARROW) && self.left(sign * next) <= 0.0 {
                return Some(self.between(sign, clear, next));
            } else if step < CLOSE {
                return Some(next);
            } else if one_sided {
                // Nothing is left between, though there is at both ends: only rounding says so.
                clear = next;
            } else {
                step *= 0.5;
            }
        }
        None
    }

    /// False position, its kept end halved, so that it always closes in.
    fn between(&self, sign: f64, mut clear: f64, mut fallen: f64) -> f64 {
        let (mut above, mut below) = (self.left(sign * clear), self.left(sign * fallen));
        let (mut found, mut kept) = (fallen, 0_i8);
        for turn in 0..80_u8 {
            let secant = clear + (fallen - clear) * above / (above - below);
            let middle = 0.5 * (clear + fallen);
            // Every fifth halves: a table that jumps can hold the other back.
            let next = if turn % 5 == 4 || !(clear..=fallen).contains(&secant) { middle } else { secant };
            let moved = (next - found).abs();
            found = next;
            let left = self.left(sign * next);
            if left > 0.0 {
                (clear, above) = (next, left);
                below = if kept == 1 { 0.5 * below } else { below };
                kept = 1;
            } else {
                (fallen, below) = (next, left);
                above = if kept == -1 { 0.5 * above } else { above };
                kept = -1;
            }
            if moved < CLOSE || fallen - clear < CLOSE || left.abs() <= 0.0 {
                break;
            }
        }
        found
    }
}
