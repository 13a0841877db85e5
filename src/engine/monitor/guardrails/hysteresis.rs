//! An alarm that is entered above one limit and left below another, so that it does not flicker.

use crate::engine::Error;
use crate::engine::error::{Field, within};

/// The switch.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hysteresis {
    enter: f64,
    leave: f64,
    on: bool,
}

impl Hysteresis {
    /// Entered strictly above, left strictly below. Errors: limits that are no numbers, or a lower one above the upper.
    pub fn new(enter: f64, leave: f64) -> Result<Self, Error> {
        within(Field::Limit, enter, f64::MIN..=f64::MAX)?;
        within(Field::Limit, leave, f64::MIN..=enter)?;
        Ok(Self { enter, leave, on: false })
    }

    /// Takes a score; true while the alarm stands. A score that is no number changes nothing.
    pub fn step(&mut self, score: f64) -> bool {
        self.on = if self.on { score.is_nan() || score >= self.leave } else { score > self.enter };
        self.on
    }

    /// True while the alarm stands.
    #[must_use]
    pub const fn is_on(&self) -> bool {
        self.on
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_number_changes_nothing() {
        let mut switch = Hysteresis::new(3.0, 1.0).unwrap();
        assert!(!switch.step(f64::NAN));
        assert!(switch.step(4.0));
        assert!(switch.step(f64::NAN));
        assert!(Hysteresis::new(1.0, 3.0).is_err());
    }
}
