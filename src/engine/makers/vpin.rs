//! One-sidedness of flow by volume (VPIN), and what it reads where nobody knows anything.
//!
//! Beyond volume and volatility it has no predictive power of its own (Andersen and Bondarenko 2013).

use crate::engine::error::{Field, above_zero, within};
use crate::engine::{Cause, Error};

/// What was bought and sold in one bucket of volume.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bucket {
    /// Volume that takers bought.
    pub bought: f64,
    /// Volume that takers sold.
    pub sold: f64,
}

/// How one-sided a run of buckets was.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Imbalance {
    /// Mean of |bought - sold| over the volume of a bucket: 0 to 1.
    pub vpin: f64,
    /// The same with its sign: above zero where takers bought.
    pub signed: f64,
}

/// The imbalance of buckets of equal volume. Errors: no bucket, a volume not above zero, or a side that is no number of at least nothing and at most the
/// bucket. Source: Easley, Lopez de Prado and O'Hara (2012).
pub fn imbalance(buckets: &[Bucket], volume: f64) -> Result<Imbalance, Error> {
    above_zero(Field::Volumes, volume)?;
    let count = u32::try_from(buckets.len()).unwrap_or(u32::MAX);
    if count == 0 {
        return Err(Error::at(Field::Volumes, Cause::Empty));
    }
    let (mut apart, mut signed) = (0.0, 0.0);
    for bucket in buckets {
        for side in [bucket.bought, bucket.sold] {
            within(Field::Volumes, side, 0.0..=volume)?;
        }
        apart += (bucket.bought - bucket.sold).abs();
        signed += bucket.bought - bucket.sold;
    }
    let all = f64::from(count) * volume;
    Ok(Imbalance { vpin: apart / all, signed: signed / all })
}

/// Where the product is left for its series: there both agree to the last digits.
const LONG: u32 = 5000;

/// What VPIN reads on average of buckets of equal trades whose sides are tosses of a fair coin: a reading near it says nothing. With k the whole half of
/// the trades, (2k choose k) / 4^k. Errors: no trades.
pub fn floor(trades: u32) -> Result<f64, Error> {
    within(Field::Trades, trades, 1..)?;
    let half = trades / 2;
    if half > LONG {
        let k = f64::from(half);
        return Ok((1.0 - 1.0 / (8.0 * k) + 1.0 / (128.0 * k * k)) / libm::sqrt(std::f64::consts::PI * k));
    }
    Ok((1..=half).map(f64::from).fold(1.0, |part, i| part * (2.0 * i - 1.0) / (2.0 * i)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// E |bought - sold| / N, added up over all outcomes.
    fn summed(trades: i32) -> f64 {
        let mut chance = libm::pow(0.5, f64::from(trades));
        let mut sum = 0.0;
        for bought in 0..=trades {
            sum += chance * f64::from((2 * bought - trades).abs());
            chance *= f64::from(trades - bought) / f64::from(bought + 1);
        }
        sum / f64::from(trades)
    }

    #[test]
    fn the_floor_is_the_average_over_all_outcomes_for_odd_numbers_too() {
        for trades in 1..60_u32 {
            let direct = summed(trades.try_into().unwrap());
            assert!((floor(trades).unwrap() - direct).abs() < 1e-12, "{trades}: {direct}");
        }
        assert!(floor(0).is_err());
    }

    #[test]
    fn the_series_goes_on_where_the_product_ends() {
        let (before, after) = (floor(2 * LONG).unwrap(), floor(2 * LONG + 2).unwrap());
        let next = before * f64::from(2 * LONG + 1) / f64::from(2 * LONG + 2);
        assert!((after / next - 1.0).abs() < 1e-12, "{after} {next}");
        assert!(floor(u32::MAX).unwrap() > 0.0);
    }

    #[test]
    fn one_sided_buckets_read_one_and_broken_ones_nothing() {
        let bought = Bucket { bought: 5.0, sold: 0.0 };
        let sold = Bucket { bought: 0.0, sold: 5.0 };
        assert_eq!(imbalance(&[bought, sold], 5.0).unwrap(), Imbalance { vpin: 1.0, signed: 0.0 });
        assert!(imbalance(&[], 5.0).is_err());
        assert!(imbalance(&[bought], 0.0).is_err());
        assert!(imbalance(&[bought], 4.0).is_err());
        assert!(imbalance(&[Bucket { sold: f64::NAN, ..bought }], 5.0).is_err());
        assert!(imbalance(&[Bucket { sold: -1.0, ..bought }], 5.0).is_err());
    }
}
