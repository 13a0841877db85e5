//! Realised volatility from bars: five estimators, and one more for markets that close. Each is what a year's returns would vary by.
//!
//! What they miss is part of them: a range seen through few trades is too small ([`mean_range`]), and a straight run has no
//! Rogers-Satchell volatility at all. Source: watching section 3; Parkinson 1980, Garman and Klass 1980, Rogers and Satchell 1991, Yang and
//! Zhang 2000; Barndorff-Nielsen and Shephard 2004.

use crate::engine::Error;
use crate::engine::error::{Field, Part, above_zero, within};
use crate::engine::numeric::{float, sum, variance};
use std::f64::consts::{LN_2, PI};

/// A bar: four prices, high no lower and low no higher than the others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar {
    /// First price.
    pub open: f64,
    /// Highest.
    pub high: f64,
    /// Lowest.
    pub low: f64,
    /// Last price.
    pub close: f64,
}

impl Bar {
    /// Errors: a price that is not above zero, or a high or low that is none.
    pub fn new(open: f64, high: f64, low: f64, close: f64) -> Result<Self, Error> {
        for price in [open, high, low, close] {
            above_zero(Field::Price, price)?;
        }
        within(Field::LowPrice, low, ..=open.min(close))?;
        within(Field::HighPrice, high, open.max(close)..)?;
        Ok(Self { open, high, low, close })
    }

    fn range(&self) -> f64 {
        libm::log(self.high / self.low)
    }

    fn body(&self) -> f64 {
        libm::log(self.close / self.open)
    }

    /// Parkinson's variance of the bar: ln(H/L)^2/(4 ln 2).
    #[must_use]
    pub fn parkinson(&self) -> f64 {
        self.range() * self.range() / (4.0 * LN_2)
    }

    /// Garman and Klass's: ln(H/L)^2/2 - (2 ln 2 - 1) ln(C/O)^2.
    #[must_use]
    pub fn garman_klass(&self) -> f64 {
        0.5 * self.range() * self.range() - (2.0 * LN_2 - 1.0) * self.body() * self.body()
    }

    /// Rogers and Satchell's: ln(H/C) ln(H/O) + ln(L/C) ln(L/O), which no trend adds to.
    #[must_use]
    pub fn rogers_satchell(&self) -> f64 {
        let log = |over: f64, under: f64| libm::log(over / under);
        log(self.high, self.close) * log(self.high, self.open) + log(self.low, self.close) * log(self.low, self.open)
    }
}

/// How volatility is read off bars.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Estimator {
    /// Standard deviation of log returns between closes: n bars have n - 1 of them.
    CloseToClose,
    /// From the range of each bar.
    Parkinson,
    /// From range and body.
    GarmanKlass,
    /// From range and body, whatever the trend.
    RogersSatchell,
    /// Gaps, bodies and Rogers-Satchell together; needs the close before the window.
    YangZhang,
    /// Garman and Klass with the gap before each bar; needs the close before the window.
    GarmanKlassGaps,
}

impl Estimator {
    /// All of them, the five of this page first.
    pub const ALL: [Self; 6] = [
        Self::CloseToClose,
        Self::Parkinson,
        Self::GarmanKlass,
        Self::RogersSatchell,
        Self::YangZhang,
        Self::GarmanKlassGaps,
    ];

    /// Bars before the window that it needs.
    #[must_use]
    pub const fn before(self) -> usize {
        match self {
            Self::CloseToClose | Self::Parkinson | Self::GarmanKlass | Self::RogersSatchell => 0,
            Self::YangZhang | Self::GarmanKlassGaps => 1,
        }
    }

    /// Volatility a year of the last `window` bars. Errors: a window of fewer than 2 bars (3 for closes), fewer bars than it needs, a year
    /// without periods, bars whose variance is negative.
    pub fn annual(self, bars: &[Bar], window: usize, periods: f64) -> Result<f64, Error> {
        let least = if self == Self::CloseToClose { 3 } else { 2 };
        within(Field::Window, window, least..)?;
        above_zero(Field::PeriodsPerYear, periods)?;
        let needed = window.saturating_add(self.before());
        within(Field::Bars, bars.len(), needed..)?;
        let kept = bars.get(bars.len().saturating_sub(needed)..).unwrap_or_default();
        let used = kept.get(self.before()..).unwrap_or_default();
        let mean = |of: fn(&Bar) -> f64| used.iter().map(of).sum::<f64>() / float(window);
        let gaps = || -> Vec<f64> { kept.iter().zip(used).map(|(a, b)| libm::log(b.open / a.close)).collect() };
        let per_bar = match self {
            Self::CloseToClose => variance(
                &used.iter().zip(used.iter().skip(1)).map(|(a, b)| libm::log(b.close / a.close)).collect::<Vec<_>>(),
            ),
            Self::Parkinson => mean(Bar::parkinson),
            Self::GarmanKlass => mean(Bar::garman_klass),
            Self::RogersSatchell => mean(Bar::rogers_satchell),
            Self::YangZhang => {
                let k = yang_zhang_k(window, ALPHA);
                let bodies: Vec<f64> = used.iter().map(Bar::body).collect();
                variance(&gaps()) + k * variance(&bodies) + (1.0 - k) * mean(Bar::rogers_satchell)
            }
            Self::GarmanKlassGaps => {
                let squares: Vec<f64> = gaps().iter().map(|gap| gap * gap).collect();
                sum(&squares) / float(window) + mean(Bar::garman_klass)
            }
        };
        within(Field::Bars, per_bar, 0.0..=f64::MAX)?;
        Ok(libm::sqrt(per_bar * periods))
    }

    /// The same at every bar from the first that has enough before it: (index of the bar, volatility). Errors as [`Estimator::annual`], with
    /// the bar.
    pub fn rolling(self, bars: &[Bar], window: usize, periods: f64) -> Result<Vec<(usize, f64)>, Error> {
        let first = window.saturating_add(self.before());
        within(Field::Bars, bars.len(), first.max(1)..)?;
        (first..=bars.len())
            .map(|end| {
                let here = bars.get(..end).unwrap_or_default();
                let at = end.saturating_sub(1);
                self.annual(here, window, periods).map(|value| (at, value)).map_err(|e| e.inside(Part::Step(end)))
            })
            .collect()
    }
}

/// Yang and Zhang's alpha.
pub const ALPHA: f64 = 1.34;

/// Weight of the bodies in Yang and Zhang: (alpha - 1)/(alpha + (n + 1)/(n - 1)), for n of at least 2.
#[must_use]
pub fn yang_zhang_k(n: usize, alpha: f64) -> f64 {
    let n = float(n.max(2));
    (alpha - 1.0) / (alpha + (n + 1.0) / (n - 1.0))
}

/// Mean range of a walk of n equal normal steps whose variances sum to one: sum of E|S_k|/k. Source: Spitzer 1956.
#[must_use]
pub fn mean_range(steps: u32) -> f64 {
    let n = f64::from(steps);
    (1..=steps).map(f64::from).map(|k| libm::sqrt(2.0 / PI * k / n) / k).sum()
}

/// Mean range of a walk without steps, the limit of many: sqrt(8/pi).
#[must_use]
pub fn continuous_range() -> f64 {
    libm::sqrt(8.0 / PI)
}

/// What the squares of returns, and the products of neighbours, say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Realised {
    /// Sum of squared log returns.
    pub variance: f64,
    /// Bipower variation: pi/2 times the sum of products of neighbouring absolute returns, without the factor n/(n - 1) for small samples.
    pub bipower: f64,
    /// Returns.
    pub returns: usize,
}

impl Realised {
    /// Of prices. Errors: fewer than three, or one that is not above zero.
    pub fn of(prices: &[f64]) -> Result<Self, Error> {
        within(Field::Prices, prices.len(), 3..)?;
        for price in prices {
            above_zero(Field::Price, *price)?;
        }
        let returns: Vec<f64> =
            prices.iter().zip(prices.iter().skip(1)).map(|(before, after)| libm::log(after / before)).collect();
        let squares: Vec<f64> = returns.iter().map(|r| r * r).collect();
        let pairs: Vec<f64> = returns.iter().zip(returns.iter().skip(1)).map(|(a, b)| (a * b).abs()).collect();
        Ok(Self { variance: sum(&squares), bipower: PI / 2.0 * sum(&pairs), returns: returns.len() })
    }

    /// Volatility a year where so many returns fill it: sqrt(RV periods/n). Errors: no periods.
    pub fn annual(&self, periods: f64) -> Result<f64, Error> {
        above_zero(Field::PeriodsPerYear, periods)?;
        Ok(libm::sqrt(self.variance * periods / float(self.returns)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_that_are_none_are_refused() {
        assert!(Bar::new(100.0, 99.0, 98.0, 98.5).is_err());
        assert!(Bar::new(100.0, 101.0, 100.5, 101.0).is_err());
        assert!(Bar::new(f64::NAN, 101.0, 99.0, 100.0).is_err());
        assert!(Bar::new(0.0, 1.0, 0.0, 1.0).is_err());
        assert!(Realised::of(&[1.0, 2.0]).is_err());
        assert!(Realised::of(&[1.0, -2.0, 3.0]).is_err());
    }

    #[test]
    fn too_few_bars_are_refused() {
        let bars = [Bar::new(100.0, 101.0, 99.0, 100.5).unwrap(); 3];
        for estimator in Estimator::ALL {
            assert!(estimator.annual(&bars, 4, 365.0).is_err());
            assert!(estimator.annual(&bars, 3, 0.0).is_err());
            assert_eq!(estimator.annual(&bars, 3, 365.0).is_err(), estimator.before() == 1, "{estimator:?}");
        }
        assert!(Estimator::Parkinson.annual(&bars, 0, 365.0).is_err());
    }
}
