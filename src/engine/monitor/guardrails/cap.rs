//! A cap that grows with time, and the check that belongs behind it: read the result again. In March 2026 an automated agent and an on-chain
//! limit were each obeyed, and together priced a collateral coin 2.85 % low. Source: watching section 5; bgd-labs/aave-capo.

use super::code::{Code, Refusal};
use crate::engine::Error;
use crate::engine::error::{Field, above_zero, within};

/// Seconds of a year of 365 days.
const YEAR: f64 = 31_536_000.0;

/// A cap on a ratio.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GrowingCap {
    /// The ratio when the snapshot was taken.
    pub snapshot: f64,
    /// Growth a year, as a part of one.
    pub growth: f64,
}

impl GrowingCap {
    /// Errors: a ratio that is not above zero, a growth that is negative.
    pub fn new(snapshot: f64, growth: f64) -> Result<Self, Error> {
        above_zero(Field::Snapshot, snapshot)?;
        within(Field::CapGrowth, growth, 0.0..=f64::MAX)?;
        Ok(Self { snapshot, growth })
    }

    /// The cap after so many seconds: snapshot + snapshot growth elapsed, linear as the contract has it and not compound.
    /// Errors: seconds below zero.
    pub fn after(&self, seconds: f64) -> Result<f64, Error> {
        within(Field::Time, seconds, 0.0..=f64::MAX)?;
        Ok(self.snapshot + self.snapshot * self.growth * seconds / YEAR)
    }

    /// What is priced where the live ratio is this: the smaller of both. Errors as [`GrowingCap::after`].
    pub fn priced(&self, live: f64, seconds: f64) -> Result<f64, Error> {
        above_zero(Field::Price, live)?;
        Ok(live.min(self.after(seconds)?))
    }
}

/// The post-condition of a written cap: read again, it must be what was written and leave the live ratio uncapped.
#[must_use]
pub fn after_write(written: f64, read: f64, live: f64) -> Option<Refusal> {
    if written.to_bits() != read.to_bits() {
        return Some(Refusal::of(Code::ResultDiffers, &[written, read]));
    }
    (live.is_nan() || read < live).then(|| Refusal::of(Code::ResultCapped, &[read, live]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_is_read_again() {
        assert_eq!(after_write(1.2, 1.2, 1.1), None);
        assert_eq!(after_write(1.2, 1.1, 1.1).unwrap().code, Code::ResultDiffers);
        assert_eq!(after_write(1.2, 1.2, 1.3).unwrap().code, Code::ResultCapped);
        assert!(after_write(1.2, 1.2, f64::NAN).is_some());
        assert!(GrowingCap::new(0.0, 0.1).is_err());
        assert!(GrowingCap::new(1.0, 0.1).unwrap().after(-1.0).is_err());
    }
}
