//! Days held: how far they go, what a trade comes to on one of them, and how they are said.

use crate::engine::margin::Trigger;
use crate::figures::numbers::ungrouped;
use crate::words::{Count, Words};

/// Longest horizon shown, in days.
pub const LAST_DAY: u32 = 60;

/// Both prices on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// Days held.
    pub day: u32,
    /// Funding payments made by then.
    pub payments: u32,
    /// The conservative price on that day; the optimistic one does not depend on it.
    pub conservative: Trigger,
}

/// `30 days`, `1 day`.
#[must_use]
pub fn days_in_words(days: u32, words: &Words) -> String {
    words.places().days(Count::of(days.into(), &ungrouped(days, words)))
}
