//! What a detector says of a sample.

use super::state::saved_choice;
use crate::engine::Error;
use crate::engine::error::{Field, within};

/// Which way a stream has moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Upward.
    Up,
    /// Downward.
    Down,
    /// Apart from what it was, without a way.
    Apart,
}

/// What is said of a sample.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Too few samples yet to say anything.
    Learning,
    /// Within the limit.
    Calm,
    /// Beyond a first limit, within the second.
    Warning,
    /// Beyond the limit.
    Alarm(Side),
}

impl Verdict {
    /// True for an alarm.
    #[must_use]
    pub const fn is_alarm(self) -> bool {
        matches!(self, Self::Alarm(_))
    }
}

/// One sample's decision.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Decision {
    /// What was compared.
    pub statistic: f64,
    /// With what.
    pub limit: f64,
    /// What follows.
    pub verdict: Verdict,
}

/// What a detector does with its state before the sample after an alarm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AfterAlarm {
    /// Keeps it: alarms go on while the shift does.
    Keep,
    /// Starts again.
    Restart,
}

saved_choice!(AfterAlarm { 0 Keep, 1 Restart });

/// A detector, one sample at a time.
pub trait Detector {
    /// Takes a sample. Errors: one that is no number of its kind; the state is then as it was.
    fn step(&mut self, sample: f64) -> Result<Decision, Error>;
}

/// Errors: a sample that is not a finite number.
pub(super) fn finite(sample: f64) -> Result<f64, Error> {
    within(Field::Sample, sample, f64::MIN..=f64::MAX)?;
    Ok(sample)
}

/// Errors: a sample that is no whole number from zero to 2^32.
pub(super) fn whole(sample: f64) -> Result<u32, Error> {
    within(Field::Count, sample, 0.0..=f64::from(u32::MAX))?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked above")]
    let count = sample as u32;
    // A part of a count is none.
    within(Field::Count, sample, f64::from(count)..=f64::from(count))?;
    Ok(count)
}

/// Errors: a sample that is neither 0 nor 1.
pub(super) fn bit(sample: f64) -> Result<bool, Error> {
    let one = sample >= 1.0;
    let nearest = if one { 1.0 } else { 0.0 };
    if (sample - nearest).abs() > 0.0 || sample.is_nan() {
        within(Field::ErrorBit, sample, 0.0..=0.0)?;
        within(Field::ErrorBit, sample, 1.0..=1.0)?;
    }
    Ok(one)
}
