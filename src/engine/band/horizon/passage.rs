//! First passage: the chance that a price has touched a level by some day.
//!
//! The logarithm of the price is a Brownian motion with drift. Towards a level at log distance d on the losing side, with v the drift that
//! way and s the standard deviation of the whole time t,
//!
//! ```text
//! chance = Phi((v t - d) / s) + e^(2 v d t / s^2) Phi(-(v t + d) / s)
//! ```
//!
//! Source: cascade-model section 4 (reflection principle; T03 without drift). Days are parts of a year of 365.

use crate::engine::Error;
use crate::engine::error::{Field, above_zero, within};
use crate::engine::margin::Side;
use crate::engine::numeric::special::normal;
use std::f64::consts::PI;

/// Days of a year.
pub const YEAR: f64 = 365.0;

/// Largest volatility and expected return, in parts a year.
const MOST: f64 = 100.0;

/// Latest day.
const LATEST: f64 = 1e6;

/// Below this a price has no volatility: steps so small would be lost beside the price.
const LEAST: f64 = 1e-9;

/// Log distance beyond which no price of 28 digits lies, nor ever will.
const BEYOND: f64 = 1000.0;

/// From here on the series of the normal tail is as exact as a float.
const TAIL: f64 = 30.0;

/// How the price is assumed to move: geometric Brownian motion.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Motion {
    /// Standard deviation of a day's log return.
    deviation: f64,
    /// Mean of a day's log return.
    drift: f64,
}

/// The same, seen from the losing side: up is towards the threshold.
#[derive(Debug, Clone, Copy)]
pub(super) struct Losing {
    pub deviation: f64,
    pub drift: f64,
}

impl Motion {
    /// A motion of an annual volatility, 0 to 100 (1 is 100 %), and an expected return of the price per year, -100 to 100, continuously
    /// compounded: 0 is a price expected to be worth what it is now, whose logarithm falls by half the variance. Errors: outside these ranges, or no number.
    pub fn new(volatility: f64, expected_return: f64) -> Result<Self, Error> {
        within(Field::ExpectedReturn, expected_return, -MOST..=MOST)?;
        let log_drift = expected_return - 0.5 * volatility * volatility;
        Ok(Self { drift: log_drift / YEAR, ..Self::without_log_drift(volatility)? })
    }

    /// The motion whose logarithm has no drift; the price then gains half the variance. Errors: a volatility outside 0 to 100.
    pub fn without_log_drift(volatility: f64) -> Result<Self, Error> {
        within(Field::Volatility, volatility, 0.0..=MOST)?;
        let volatility = if volatility < LEAST { 0.0 } else { volatility };
        Ok(Self { deviation: volatility / libm::sqrt(YEAR), drift: 0.0 })
    }

    /// The chance, 0 to 1, that a level at a log distance on the losing side of a position (below for a long) has been touched within days.
    /// At zero and below it is touched already; an infinite distance, or one beyond 1,000, is never touched. Errors: a distance that is no
    /// number, or days outside 0 to a million.
    pub fn touched(&self, side: Side, distance: f64, days: f64) -> Result<f64, Error> {
        self.touched_moving(side, distance, distance, days)
    }

    /// The same for a threshold that moves straight in log price, from one distance now to another by then; either may be infinite, and then
    /// the other decides. Errors as [`Motion::touched`].
    pub fn touched_moving(&self, side: Side, from: f64, to: f64, days: f64) -> Result<f64, Error> {
        let (from, to) = (distance(from)?, distance(to)?);
        time(days)?;
        let walk = self.losing(side);
        Ok(match (to - from) / days {
            slope if slope.is_finite() => Losing { drift: walk.drift - slope, ..walk }.reached(from, days),
            _ => walk.reached(from.min(to), days),
        })
    }

    /// The share of paths from a starting price that have been at a price or beyond it, on the losing side, within days: the running extreme.
    /// Zero is never reached, and a price on the other side of the start is passed already. Errors: a start that is no finite number above zero,
    /// a price that is no number from zero up, or days as [`Motion::touched`].
    pub fn touched_price(&self, side: Side, start: f64, price: f64, days: f64) -> Result<f64, Error> {
        above_zero(Field::StartingPrice, start)?;
        within(Field::Price, price, 0.0..=f64::INFINITY)?;
        self.touched(side, log_distance(side, start, price), days)
    }

    /// Standard deviation and mean of a day's log return.
    #[must_use]
    pub fn daily(&self) -> (f64, f64) {
        (self.deviation, self.drift)
    }

    pub(super) fn losing(&self, side: Side) -> Losing {
        let drift = match side {
            Side::Long => -self.drift,
            Side::Short => self.drift,
        };
        Losing { deviation: self.deviation, drift }
    }
}

/// How far a price lies on the losing side of a start, in log price.
pub(super) fn log_distance(side: Side, start: f64, price: f64) -> f64 {
    match side {
        Side::Long => libm::log(start) - libm::log(price),
        Side::Short => libm::log(price) - libm::log(start),
    }
}

impl Losing {
    /// The chance that a distance has been reached within days. Neither is NaN.
    #[inline(never)]
    pub fn reached(self, distance: f64, days: f64) -> f64 {
        if distance <= 0.0 {
            return 1.0;
        }
        if distance.is_infinite() {
            return 0.0;
        }
        let (moved, spread) = (self.drift * days, self.deviation * libm::sqrt(days));
        if spread <= 0.0 {
            return if moved >= distance { 1.0 } else { 0.0 };
        }
        let (near, far) = ((moved - distance) / spread, -(moved + distance) / spread);
        // The exponential overflows where the tail beside it vanishes; their product does neither.
        let mirrored = if far < 0.0 {
            libm::exp(-0.5 * near * near) * scaled_tail(-far)
        } else {
            libm::exp(2.0 * (moved / spread) * (distance / spread)) * normal(far)
        };
        (normal(near) + mirrored).min(1.0)
    }
}

/// e^(z^2 / 2) Phi(-z), for z from zero up.
fn scaled_tail(z: f64) -> f64 {
    if z < TAIL {
        return libm::exp(0.5 * z * z) * normal(-z);
    }
    let y = 1.0 / (z * z);
    (1.0 - y * (1.0 - 3.0 * y * (1.0 - 5.0 * y * (1.0 - 7.0 * y * (1.0 - 9.0 * y))))) / (z * libm::sqrt(2.0 * PI))
}

/// Errors: a distance that is no number. What lies beyond every price is infinite: beside it a day's move would be lost.
pub(super) fn distance(value: f64) -> Result<f64, Error> {
    within(Field::Distance, value, f64::NEG_INFINITY..=f64::INFINITY)?;
    Ok(if value.abs() > BEYOND { f64::INFINITY.copysign(value) } else { value })
}

/// Errors: days outside 0 to a million.
fn time(days: f64) -> Result<(), Error> {
    within(Field::Days, days, 0.0..=LATEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scaled_tail_is_smooth_where_its_forms_meet() {
        let (left, right) = (scaled_tail(TAIL - 1e-12), scaled_tail(TAIL));
        assert!((left / right - 1.0).abs() < 1e-12, "{left} {right}");
        assert_eq!(scaled_tail(f64::INFINITY), 0.0);
        assert_eq!(scaled_tail(0.0), 0.5);
    }

    #[test]
    fn nothing_overflows_where_the_exponential_would() {
        // e^(2 v d / sigma^2) is e^4000 here, and the level is all but certain not to be reached for the mirrored term to matter.
        let towards = Motion::new(0.01, -2.0).unwrap();
        let chance = towards.touched(Side::Long, 0.1, 10.0).unwrap();
        assert!(chance < 1e-12, "{chance}");
        assert!(towards.touched(Side::Long, 0.1, 30.0).unwrap() > 0.999_999);
        let away = Motion::new(0.01, 2.0).unwrap();
        assert!(away.touched(Side::Long, 0.1, 1e6).unwrap() < 1e-300);
    }

    #[test]
    fn hostile_inputs_get_a_sentence() {
        assert!(Motion::new(f64::NAN, 0.0).is_err());
        assert!(Motion::new(-0.1, 0.0).unwrap_err().to_string().starts_with("Volatility:"));
        assert!(Motion::new(0.5, f64::INFINITY).unwrap_err().to_string().starts_with("ExpectedReturn:"));
        let motion = Motion::new(0.5, 0.0).unwrap();
        assert!(motion.touched(Side::Long, f64::NAN, 1.0).is_err());
        assert!(motion.touched(Side::Long, 0.1, -1.0).is_err());
        assert!(motion.touched_price(Side::Long, 0.0, 1.0, 1.0).is_err());
        assert_eq!(motion.touched_price(Side::Long, 100.0, 0.0, 1.0).unwrap(), 0.0);
        assert_eq!(motion.touched_price(Side::Short, 100.0, 99.0, 0.0).unwrap(), 1.0);
    }
}
