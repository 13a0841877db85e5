//! What is read off a sorted list: the median, its deviation, and percentiles by a named type.
//!
//! Source: Hyndman and Fan 1996 for the nine types; Iglewicz and Hoaglin 1993 for the modified z-score.

use super::float;
use crate::engine::error::{Field, within};
use crate::engine::{Cause, Error};

/// The nine definitions of a sample quantile, by their number in Hyndman and Fan 1996.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum QuantileType {
    /// 1: inverse of the distribution function.
    Inverse,
    /// 2: as 1, averaged where it jumps.
    InverseAveraged,
    /// 3: the nearest, to the even one at a tie.
    NearestEven,
    /// 4: linear between the points of the distribution function.
    Linear,
    /// 5: linear between the middles of its steps.
    Hazen,
    /// 6: k/(n + 1).
    Weibull,
    /// 7: (k - 1)/(n - 1); the one this page uses.
    Spreadsheet,
    /// 8: nearly without bias for the median, whatever the law.
    MedianUnbiased,
    /// 9: nearly without bias for a normal law.
    NormalUnbiased,
}

impl QuantileType {
    /// All nine, in the order of their numbers.
    pub const ALL: [Self; 9] = [
        Self::Inverse,
        Self::InverseAveraged,
        Self::NearestEven,
        Self::Linear,
        Self::Hazen,
        Self::Weibull,
        Self::Spreadsheet,
        Self::MedianUnbiased,
        Self::NormalUnbiased,
    ];

    /// The number in Hyndman and Fan, 1 to 9.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::Inverse => 1,
            Self::InverseAveraged => 2,
            Self::NearestEven => 3,
            Self::Linear => 4,
            Self::Hazen => 5,
            Self::Weibull => 6,
            Self::Spreadsheet => 7,
            Self::MedianUnbiased => 8,
            Self::NormalUnbiased => 9,
        }
    }

    /// Where the quantile lies among n sorted values, counted from 1, and the offset that turns a place into j + g.
    fn place(self, q: f64, n: f64) -> f64 {
        match self {
            Self::Inverse | Self::InverseAveraged | Self::Linear => n * q,
            Self::NearestEven => n * q - 0.5,
            Self::Hazen => n * q + 0.5,
            Self::Weibull => (n + 1.0) * q,
            Self::Spreadsheet => (n - 1.0) * q + 1.0,
            Self::MedianUnbiased => (n + 1.0 / 3.0) * q + 1.0 / 3.0,
            Self::NormalUnbiased => (n + 0.25) * q + 0.375,
        }
    }

    /// The part of the step from the value at j to the next.
    fn part(self, j: f64, g: f64) -> f64 {
        let jump = |at_zero: f64| if g > 0.0 { 1.0 } else { at_zero };
        match self {
            Self::Inverse => jump(0.0),
            Self::InverseAveraged => jump(0.5),
            Self::NearestEven => jump(if j % 2.0 == 0.0 { 0.0 } else { 1.0 }),
            Self::Linear
            | Self::Hazen
            | Self::Weibull
            | Self::Spreadsheet
            | Self::MedianUnbiased
            | Self::NormalUnbiased => g,
        }
    }
}

/// Values that are numbers, sorted.
#[derive(Debug, Clone, PartialEq)]
pub struct Sorted(Vec<f64>);

impl Sorted {
    /// Errors: no value, or one that is not a finite number.
    pub fn new(values: &[f64]) -> Result<Self, Error> {
        if values.is_empty() {
            return Err(Error::at(Field::Sample, Cause::Empty));
        }
        for value in values {
            within(Field::Sample, *value, f64::MIN..=f64::MAX)?;
        }
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        Ok(Self(sorted))
    }

    /// The values, smallest first.
    #[must_use]
    pub fn values(&self) -> &[f64] {
        &self.0
    }

    /// The value at a place counted from 1; beyond the ends, the ends.
    fn at(&self, place: f64) -> f64 {
        let last = self.0.len().saturating_sub(1);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "kept within the list")]
        let index = (place - 1.0).clamp(0.0, float(last)) as usize;
        self.0.get(index).copied().unwrap_or(f64::NAN)
    }

    /// The quantile at q in [0, 1]. Errors: q outside of it.
    pub fn quantile(&self, q: f64, kind: QuantileType) -> Result<f64, Error> {
        within(Field::Quantile, q, 0.0..=1.0)?;
        let place = kind.place(q, float(self.0.len()));
        // A place that only rounding keeps from a whole number is that number.
        let near = place.round();
        let place = if (place - near).abs() <= 4.0 * f64::EPSILON * near.abs().max(1.0) { near } else { place };
        let j = place.floor();
        let part = kind.part(j, place - j);
        let (low, high) = (self.at(j), self.at(j + 1.0));
        Ok(if part >= 1.0 { high } else { low + part * (high - low) })
    }

    /// The middle value, or the mean of both.
    #[must_use]
    pub fn median(&self) -> f64 {
        let middle = (float(self.0.len()) + 1.0) / 2.0;
        let (low, high) = (self.at(middle.floor()), self.at(middle.ceil()));
        low + 0.5 * (high - low)
    }

    /// Median of the distances from the median.
    #[must_use]
    pub fn mad(&self) -> f64 {
        let median = self.median();
        let mut distances: Vec<f64> = self.0.iter().map(|value| (value - median).abs()).collect();
        distances.sort_by(f64::total_cmp);
        Self(distances).median()
    }

    /// Parts of the history strictly below a value, at or below it, and half way: the mid rank, which shares ties out.
    #[must_use]
    pub fn rank(&self, now: f64) -> Rank {
        let part = |count: usize| float(count) / float(self.0.len());
        let below = self.0.partition_point(|value| *value < now);
        let through = self.0.partition_point(|value| *value <= now);
        Rank { strict: part(below), weak: part(through), mid: 0.5 * (part(below) + part(through)) }
    }
}

/// The percentile rank of a value by its three conventions, as parts of one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rank {
    /// Part strictly below.
    pub strict: f64,
    /// Part at or below.
    pub weak: f64,
    /// Half way: ties count half.
    pub mid: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_holds_to_the_ends() {
        let sorted = Sorted::new(&[3.0, 1.0, 2.0]).unwrap();
        for kind in QuantileType::ALL {
            assert_eq!(sorted.quantile(0.0, kind).unwrap(), 1.0);
            assert_eq!(sorted.quantile(1.0, kind).unwrap(), 3.0);
        }
        assert_eq!((sorted.median(), sorted.mad()), (2.0, 1.0));
    }

    #[test]
    fn what_cannot_be_sorted_is_refused() {
        assert_eq!(Sorted::new(&[]).unwrap_err(), Error::at(Field::Sample, Cause::Empty));
        assert!(Sorted::new(&[1.0, f64::NAN]).is_err());
        assert!(Sorted::new(&[1.0]).unwrap().quantile(1.5, QuantileType::Spreadsheet).is_err());
    }
}
