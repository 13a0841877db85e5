//! The one error of the engine: what was wrong, where, and what is accepted, as values. No sentence stands here; a language's own are made of
//! an error by the layer of words.
//!
//! Lives here: the error, `cause` (what can be wrong), `place` (where), `field` (of which quantity), `range` (numbers, and what is accepted of them).

mod cause;
mod field;
mod place;
mod range;

pub use cause::{
    BookProblem, Cause, FileProblem, MarketProblem, MonitorProblem, SolverProblem, StepProblem, TierProblem,
};
pub use field::Field;
pub use place::{Part, Place};
pub use range::{Number, Range, above_zero, within};

use std::fmt;

/// What went wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// What the cause speaks of; empty where the cause says it all.
    pub place: Place,
    /// What was wrong, with its values and with what would be accepted.
    pub cause: Cause,
}

impl Error {
    /// An error at a place.
    pub fn at(place: impl Into<Place>, cause: Cause) -> Self {
        Self { place: place.into(), cause }
    }

    /// The same cause, with a place where none was named yet.
    #[must_use]
    pub fn or_at(mut self, place: impl Into<Place>) -> Self {
        if self.place.is_empty() {
            self.place = place.into();
        }
        self
    }

    /// The same cause, with its place inside another.
    #[must_use]
    pub fn inside(mut self, part: impl Into<Part>) -> Self {
        self.place = self.place.inside(part);
        self
    }
}

impl From<Cause> for Error {
    fn from(cause: Cause) -> Self {
        Self::at(Place::default(), cause)
    }
}

impl std::error::Error for Error {}

/// For logs and tests: the place, then the cause with its values. What readers see is a sentence of the words.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.place.is_empty() {
            write!(f, "{}: ", self.place)?;
        }
        write!(f, "{:?}", self.cause)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_told_from_the_outside_in() {
        let error =
            Error::at(Field::Lot, Cause::NotPositive).inside(Part::Symbol { number: 2, name: "BTC".to_owned() });
        assert_eq!(error.to_string(), "Symbol 2 (BTC), Lot: NotPositive");
        assert_eq!(Error::from(Cause::Overflow).to_string(), "Overflow");
        assert_eq!(error.clone().or_at(Field::Price), error);
        assert_eq!(Error::from(Cause::Overflow).or_at(Field::Price), Error::at(Field::Price, Cause::Overflow));
    }
}
