//! Impact where one trader knows the value and hides among noise: Kyle (1985), one auction and several.

use crate::engine::Error;
use crate::engine::error::{Field, above_zero, within};

/// The one-period equilibrium. With `v` the spread (standard deviation) of the value and `u` that of the noise traders' size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OnePeriod {
    /// How far the price moves for one unit of net size: v / (2 u).
    pub lambda: f64,
    /// Units that the informed trades for each unit of mispricing: u / v.
    pub beta: f64,
    /// What the informed expects to gain, and the noise traders to lose: v u / 2.
    pub profit: f64,
    /// The part of the value's variance that is left after the auction: one half.
    pub variance_left: f64,
}

/// The equilibrium of one auction. Errors: a spread that is not a finite number above zero. Source: makers section 2; Kyle (1985).
pub fn one_period(value: f64, noise: f64) -> Result<OnePeriod, Error> {
    above_zero(Field::Volatility, value)?;
    above_zero(Field::NoiseSize, noise)?;
    Ok(OnePeriod {
        lambda: value / (2.0 * noise),
        beta: noise / value,
        profit: value * noise / 2.0,
        variance_left: 0.5,
    })
}

/// One of several auctions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Auction {
    /// How far the price moves for one unit of net size.
    pub lambda: f64,
    /// The value's variance that is left after it.
    pub variance: f64,
}

/// Several auctions at equal steps over a time of one.
#[derive(Debug, Clone, PartialEq)]
pub struct Sequence {
    /// The auctions, first to last.
    pub auctions: Vec<Auction>,
    /// The informed's expected gain before the first is alpha (value - price)^2 and a constant: this is alpha.
    pub alpha: f64,
}

/// Most auctions that are solved.
pub const MOST_AUCTIONS: u32 = 100_000;

/// Halvings of a bracket of one float: past the last of its bits.
const HALVINGS: u32 = 80;

/// The equilibrium of `count` auctions, with `value` the spread of the value before them and `noise` that of the noise traders' size over all of
/// them. Errors: a spread that is not a finite number above zero, or a count outside 1 to [`MOST_AUCTIONS`].
///
/// Solved backward with a variance of one left at the end: everything scales with it, so that no end has to be guessed.
/// Source: Kyle (1985), theorem 2.
pub fn sequence(count: u32, value: f64, noise: f64) -> Result<Sequence, Error> {
    within(Field::Auctions, count, 1..=MOST_AUCTIONS)?;
    above_zero(Field::Volatility, value)?;
    above_zero(Field::NoiseSize, noise)?;
    let noise_step = noise * noise / f64::from(count);
    let (mut alpha, mut variance) = (0.0, 1.0);
    let mut backward = Vec::new();
    for _ in 0..count {
        let lambda = impact(alpha, variance, noise_step);
        backward.push(Auction { lambda, variance });
        variance *= 2.0 * (1.0 - alpha * lambda);
        alpha = 1.0 / (4.0 * lambda * (1.0 - alpha * lambda));
    }
    let scale = value / libm::sqrt(variance);
    let scaled = |a: &Auction| Auction { lambda: a.lambda * scale, variance: a.variance * scale * scale };
    Ok(Sequence { auctions: backward.iter().rev().map(scaled).collect(), alpha: alpha / scale })
}

/// The impact of one auction, from what comes after it: 2 l^2 w (1 - a l) = (1 - 2 a l) S, with w the noise of one step. The left side rises and the
/// right side falls between nothing and 1 / (2 a), beyond which the informed would not trade.
fn impact(alpha: f64, variance: f64, noise_step: f64) -> f64 {
    if alpha <= 0.0 {
        return libm::sqrt(variance / (2.0 * noise_step));
    }
    let (mut low, mut high) = (0.0, 0.5 / alpha);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        let over =
            2.0 * middle * middle * noise_step * (1.0 - alpha * middle) - (1.0 - 2.0 * alpha * middle) * variance;
        if over < 0.0 { low = middle } else { high = middle }
    }
    f64::midpoint(low, high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_auction_of_a_sequence_is_the_one_period() {
        let (one, many) = (one_period(2.0, 5.0).unwrap(), sequence(1, 2.0, 5.0).unwrap());
        assert!((many.auctions[0].lambda - one.lambda).abs() < 1e-15);
        assert!((many.auctions[0].variance - 2.0).abs() < 1e-12);
        assert!((many.alpha * 4.0 - one.profit).abs() < 1e-12);
    }

    #[test]
    fn spreads_and_counts_outside_their_range_are_refused() {
        for bad in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert!(one_period(bad, 1.0).is_err() && one_period(1.0, bad).is_err(), "{bad}");
            assert!(sequence(2, bad, 1.0).is_err() && sequence(2, 1.0, bad).is_err(), "{bad}");
        }
        assert!(sequence(0, 1.0, 1.0).is_err());
        assert!(sequence(MOST_AUCTIONS + 1, 1.0, 1.0).is_err());
    }

    proptest! {
        /// Each auction satisfies the equations of the theorem, information comes out a part at a time, and impact falls as it does.
        #[test]
        fn the_equations_hold_at_every_auction(count in 1_u32..60, value in 0.01..100.0, noise in 0.01..100.0) {
            let found = sequence(count, value, noise).unwrap();
            let step = noise * noise / f64::from(count);
            let mut before = value * value;
            for (i, auction) in found.auctions.iter().enumerate() {
                // lambda = beta S / (noise variance), with beta a step of 1 - S / S_before over lambda.
                let beta = (1.0 - auction.variance / before) / auction.lambda;
                prop_assert!((auction.lambda * step / (beta * auction.variance) - 1.0).abs() < 1e-9);
                prop_assert!(auction.variance < before);
                before = auction.variance;
                if let Some(next) = found.auctions.get(i + 1) {
                    prop_assert!(next.lambda < auction.lambda);
                }
            }
        }
    }
}
