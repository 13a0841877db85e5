//! The one error of the engine. Its sentence says what was wrong, where, and what would be accepted.

use std::fmt;

/// What went wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// The quantity, setting or table the cause speaks of, as a reader knows it; empty where the cause says it all.
    pub place: String,
    /// What was wrong and what would be accepted.
    pub cause: Cause,
}

/// Why a value was refused or a question has no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// A result left the 28 digits that amounts are kept in.
    Overflow,
    /// A division by zero.
    DivisionByZero,
    /// A comparison without anything to compare with.
    NothingPinned,
    /// Settings that are fine each by itself and have no answer together.
    NoAnswer {
        /// The sentence of the cause.
        why: String,
    },
    /// A value that must be above zero was not.
    NotPositive,
    /// A value that must not be below zero was.
    Negative,
    /// Levels of an order book that are missing or out of order.
    BadBook {
        /// Which level, counted from 1, and what is wrong with it.
        problem: String,
    },
    /// An order larger than everything a modelled book holds.
    BookTooThin,
    /// Text that is no plain decimal number.
    NotANumber {
        /// The text as given, shortened.
        typed: String,
    },
    /// A comma where it could be a decimal or a grouping mark.
    AmbiguousComma {
        /// The text as given, shortened.
        typed: String,
    },
    /// A number with more digits after the point than the setting keeps.
    TooFine {
        /// The text as given, shortened.
        typed: String,
        /// Digits after the point that are accepted.
        digits: u32,
    },
    /// A number outside the range of its setting.
    OutOfRange {
        /// The number as given.
        typed: String,
        /// Smallest accepted, in the setting's unit.
        min: String,
        /// Largest accepted, in the setting's unit.
        max: String,
        /// The unit, empty where there is none.
        unit: String,
    },
    /// A word that is not among the choices of a setting.
    UnknownChoice {
        /// The word as given, shortened.
        typed: String,
        /// The accepted words, separated by commas.
        accepted: String,
    },
    /// A setting this version does not know.
    UnknownSetting {
        /// The name as given, shortened.
        name: String,
    },
    /// A setting given more than once.
    Repeated {
        /// The text of the value that was not used, shortened.
        typed: String,
    },
    /// A piece of a link that is not `name=value`.
    NotAPair {
        /// The piece as given, shortened.
        typed: String,
    },
    /// A link or document longer than any that this page writes.
    TooLong {
        /// Characters given.
        length: usize,
        /// Characters accepted.
        limit: usize,
    },
    /// A document or link of a version that is not known here.
    UnknownVersion {
        /// The version as given, shortened.
        typed: String,
        /// The version that is read.
        accepted: u32,
    },
    /// Margin tiers out of order, empty, or with rates outside 0..1.
    BadTiers {
        /// Which tier, counted from 1, and what is wrong with it.
        problem: String,
    },
    /// Rates that together take the whole notional or more.
    RatesTakeAll {
        /// Their sum, in per cent.
        percent: String,
    },
    /// Linear and inverse contracts in one account.
    MixedSettlement,
    /// A market, population, shock or rule that cannot be used.
    Refused {
        /// What is wrong.
        problem: String,
        /// What would be accepted.
        accepted: &'static str,
    },
    /// A position that an account does not hold.
    NoSuchPosition {
        /// The position asked for, counted from 0.
        index: usize,
        /// How many it holds.
        count: usize,
    },
}

impl Error {
    /// An error at a named place.
    pub fn at(place: impl Into<String>, cause: Cause) -> Self {
        Self { place: place.into(), cause }
    }

    /// What is wrong at a place, and what would be accepted there.
    pub fn refused(place: impl Into<String>, problem: impl Into<String>, accepted: &'static str) -> Self {
        Self::at(place, Cause::Refused { problem: problem.into(), accepted })
    }

    /// The same cause, with a place where none was named yet.
    #[must_use]
    pub fn named(mut self, place: &str) -> Self {
        if self.place.is_empty() {
            place.clone_into(&mut self.place);
        }
        self
    }
}

impl From<Cause> for Error {
    fn from(cause: Cause) -> Self {
        Self::at("", cause)
    }
}

impl std::error::Error for Error {}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.place.is_empty() {
            write!(f, "{}: ", self.place)?;
        }
        write!(f, "{}", self.cause)
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Overflow => write!(f, "the amounts grow past 28 digits; a smaller size, price or rate is accepted."),
            Self::NoAnswer { why } => write!(f, "these settings have no answer together: {why}"),
            Self::NothingPinned => write!(f, "nothing is pinned to compare with."),
            Self::DivisionByZero => write!(f, "this would divide by zero; a value above zero is accepted."),
            Self::NotPositive => write!(f, "this must be above zero."),
            Self::Negative => write!(f, "this must not be below zero."),
            Self::BadBook { problem } => {
                write!(f, "{problem}; at least one level, asks rising and bids falling in price, is accepted.")
            }
            Self::BookTooThin => write!(
                f,
                "the order is larger than all that this book holds; a smaller order or a deeper book is accepted."
            ),
            Self::NotANumber { typed } => {
                if typed.is_empty() {
                    write!(f, "nothing is typed here; a number such as 12 is accepted.")
                } else {
                    write!(f, "“{typed}” is not a number; digits with at most one point are accepted, such as 12.")
                }
            }
            Self::AmbiguousComma { typed } => write!(
                f,
                "“{typed}” has a comma that could mean two things; write 1,000 for a thousand and 1.5 for one and a half."
            ),
            Self::TooFine { typed, digits } => write!(
                f,
                "“{typed}” is finer than this setting keeps; at most {digits} digits after the point are accepted."
            ),
            Self::OutOfRange { typed, min, max, unit } => {
                let gap = if unit.is_empty() { "" } else { " " };
                write!(f, "{typed} is outside the range; {min} to {max}{gap}{unit} is accepted.")
            }
            Self::UnknownChoice { typed, accepted } => {
                write!(f, "“{typed}” is not one of the choices; accepted: {accepted}.")
            }
            Self::UnknownSetting { name } => write!(f, "“{name}” is not a setting of this page; it was left out."),
            Self::Repeated { typed } => {
                write!(f, "given more than once; the first value was used and “{typed}” was not.")
            }
            Self::NotAPair { typed } => write!(f, "“{typed}” is not of the form name=value; it was left out."),
            Self::TooLong { length, limit } => {
                write!(f, "this is {length} characters long; at most {limit} are accepted.")
            }
            Self::UnknownVersion { typed, accepted } => {
                write!(f, "version “{typed}” is not known here; version {accepted} is accepted.")
            }
            Self::BadTiers { problem } => {
                write!(f, "{problem}; tiers begin at 0, floors and rates rise, and rates lie between 0 and 1.")
            }
            Self::RatesTakeAll { percent } => write!(
                f,
                "maintenance, fees and slippage add up to {percent} % of the position; less than 100 % is accepted."
            ),
            Self::MixedSettlement => {
                write!(f, "these contracts settle in two currencies; all linear or all inverse is accepted.")
            }
            Self::Refused { problem, accepted } => write!(f, "{problem}; {accepted} is accepted."),
            Self::NoSuchPosition { index, count } => {
                write!(f, "position {} is asked for; this account holds {count}.", index.saturating_add(1))
            }
        }
    }
}
