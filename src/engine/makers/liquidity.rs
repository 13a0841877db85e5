//! Illiquidity and spread, read from prices where no book is at hand.

use crate::engine::error::{Field, above_zero, within};
use crate::engine::{Cause, Error};

/// The average move of a price for a traded volume: mean of |return| / volume. Errors: no rows, other numbers of returns and volumes, a return that is no
/// number, or a volume not above zero. Source: Amihud (2002).
pub fn amihud(returns: &[f64], volumes: &[f64]) -> Result<f64, Error> {
    if returns.len() != volumes.len() {
        let (found, wanted) = (volumes.len(), returns.len());
        return Err(Error::at(Field::Volumes, Cause::WrongCount { found, wanted }));
    }
    let mut sum = 0.0;
    for (change, volume) in returns.iter().zip(volumes) {
        within(Field::Returns, *change, f64::MIN..=f64::MAX)?;
        above_zero(Field::Volumes, *volume)?;
        sum += change.abs() / volume;
    }
    mean(sum, returns.len()).ok_or_else(|| Error::at(Field::Returns, Cause::Empty))
}

/// Covariance of each price change with the one before, each with its own mean, over all pairs. Errors: fewer than three prices, or one not above zero.
pub fn covariance_of_changes(prices: &[f64]) -> Result<f64, Error> {
    for price in prices {
        above_zero(Field::Prices, *price)?;
    }
    let changes: Vec<f64> = prices.iter().zip(prices.iter().skip(1)).map(|(before, after)| after - before).collect();
    let (first, second) = (changes.iter().rev().skip(1).rev(), changes.iter().skip(1));
    let few = || Error::at(Field::Prices, Cause::WrongCount { found: prices.len(), wanted: 3 });
    let pairs = changes.len().saturating_sub(1);
    let means = (mean(first.clone().sum(), pairs), mean(second.clone().sum(), pairs));
    let (Some(of_first), Some(of_second)) = means else { return Err(few()) };
    let products = first.zip(second).map(|(a, b)| (a - of_first) * (b - of_second)).sum();
    mean(products, pairs).ok_or_else(few)
}

/// The spread that makes prices bounce as much: 2 (-covariance)^(1/2). `None` where changes follow each other: then it is not identified, and not zero.
/// Source: Roll (1984).
#[must_use]
pub fn roll_spread(covariance: f64) -> Option<f64> {
    (covariance < 0.0).then(|| 2.0 * libm::sqrt(-covariance))
}

fn mean(sum: f64, count: usize) -> Option<f64> {
    let count = u32::try_from(count).ok().filter(|count| *count > 0)?;
    Some(sum / f64::from(count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_that_follow_each_other_identify_no_spread() {
        let rising = covariance_of_changes(&[1.0, 2.0, 4.0, 7.0, 11.0]).unwrap();
        assert!(rising > 0.0);
        assert_eq!((roll_spread(rising), roll_spread(0.0), roll_spread(f64::NAN)), (None, None, None));
        // Bid, ask, bid, ask: changes of +1 and -1, each pair the product of both.
        let bounce = covariance_of_changes(&[1.0, 2.0, 1.0, 2.0, 1.0]).unwrap();
        assert!((bounce + 8.0 / 9.0).abs() < 1e-12, "{bounce}");
        assert!((roll_spread(-0.25).unwrap() - 1.0).abs() < 1e-15);
    }

    #[test]
    fn few_or_broken_rows_are_refused() {
        assert!(covariance_of_changes(&[1.0, 2.0]).is_err());
        assert!(covariance_of_changes(&[]).is_err());
        assert!(covariance_of_changes(&[1.0, f64::NAN, 2.0]).is_err());
        assert!(amihud(&[], &[]).is_err());
        assert!(amihud(&[0.1], &[]).is_err());
        assert!(amihud(&[0.1], &[0.0]).is_err());
        assert!(amihud(&[f64::INFINITY], &[1.0]).is_err());
        assert!((amihud(&[0.1, -0.2], &[1.0, 2.0]).unwrap() - 0.1).abs() < 1e-15);
    }
}
