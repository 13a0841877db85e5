//! What is measured of a market: basis and funding a year, carry over volatility, open interest over depth, and how much the largest hold.

use crate::engine::Error;
use crate::engine::error::{Field, above_zero, within};

/// Hours of a year of 365 days.
const YEAR_HOURS: f64 = 8_760.0;
/// Days of a year.
const YEAR_DAYS: f64 = 365.0;

/// The basis of a dated future, a year, as parts of one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Basis {
    /// ln(F/S) 365/days.
    pub log: f64,
    /// (F/S - 1) 365/days.
    pub simple: f64,
}

/// Errors: prices or days that are not above zero.
pub fn basis(future: f64, spot: f64, days: f64) -> Result<Basis, Error> {
    above_zero(Field::Price, future)?;
    above_zero(Field::Price, spot)?;
    above_zero(Field::Days, days)?;
    let year = YEAR_DAYS / days;
    Ok(Basis { log: libm::log(future / spot) * year, simple: (future / spot - 1.0) * year })
}

/// Funding a year, as parts of one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Funding {
    /// Rate times payments.
    pub simple: f64,
    /// Compounded: (1 + rate)^payments - 1.
    pub compounded: f64,
}

/// From a rate each interval of so many hours. Errors: a rate of -1 or below or no number, an interval that is not above zero.
pub fn funding(rate: f64, interval_hours: f64) -> Result<Funding, Error> {
    within(Field::FundingRate, rate, (std::ops::Bound::Excluded(-1.0), std::ops::Bound::Included(f64::MAX)))?;
    above_zero(Field::FundingInterval, interval_hours)?;
    let payments = YEAR_HOURS / interval_hours;
    Ok(Funding { simple: rate * payments, compounded: libm::expm1(payments * libm::log1p(rate)) })
}

/// Carry over volatility, both a year: the same carry is crowded in a calm market and ordinary in a wild one.
/// Errors: a carry that is no number, a volatility that is not above zero.
pub fn carry_to_volatility(carry: f64, volatility: f64) -> Result<f64, Error> {
    within(Field::Carry, carry, f64::MIN..=f64::MAX)?;
    above_zero(Field::Volatility, volatility)?;
    Ok(carry / volatility)
}

/// Open interest over the depth within one per cent. Errors: a negative open interest, a depth that is not above zero.
pub fn open_interest_to_depth(open_interest: f64, depth: f64) -> Result<f64, Error> {
    within(Field::OpenInterest, open_interest, 0.0..=f64::MAX)?;
    above_zero(Field::OnePercentDepth, depth)?;
    Ok(open_interest / depth)
}

/// The part that the largest so many accounts hold. Errors: no account, a negative holding, nothing held.
pub fn largest_share(holdings: &[f64], largest: usize) -> Result<f64, Error> {
    for held in holdings {
        within(Field::OpenInterest, *held, 0.0..=f64::MAX)?;
    }
    let mut sorted = holdings.to_vec();
    sorted.sort_by(|a, b| b.total_cmp(a));
    let total: f64 = sorted.iter().sum();
    above_zero(Field::OpenInterest, total)?;
    Ok(sorted.iter().take(largest).sum::<f64>() / total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_of_all() {
        assert!((largest_share(&[1.0, 5.0, 4.0], 1).unwrap() - 0.5).abs() < 1e-15);
        assert!((largest_share(&[1.0, 5.0, 4.0], 9).unwrap() - 1.0).abs() < 1e-15);
        assert!(largest_share(&[], 1).is_err());
        assert!(largest_share(&[f64::NAN], 1).is_err());
    }

    #[test]
    fn what_has_no_year_is_refused() {
        assert!(basis(101.0, 100.0, 0.0).is_err());
        assert!(basis(-1.0, 100.0, 1.0).is_err());
        assert!(funding(-1.0, 8.0).is_err());
        assert!(funding(0.001, 0.0).is_err());
        assert!(carry_to_volatility(0.1, 0.0).is_err());
        assert!(open_interest_to_depth(1.0, f64::NAN).is_err());
    }
}
