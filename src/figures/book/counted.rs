//! Which book a cost is of: the page names several costs of one close, and each says so in the same words.

use super::{BookFigure, Order, percent_fine};
use crate::engine::scenario::{BookChoice, Scenario};
use crate::engine::units::Rate;
use crate::words::Words;

impl BookFigure {
    /// Which book its costs are of, and at which price.
    #[must_use]
    pub fn met_in_words(&self, words: &'static Words) -> String {
        words.book().at_mark(from_in_words(self.met, words), &self.format.short(self.mark.get(), words))
    }
}

/// What slippage is counted from, in the middle of a sentence.
#[must_use]
pub fn from_in_words(book: BookChoice, words: &'static Words) -> &'static str {
    let from = words.book().from();
    match book {
        BookChoice::Typed => from.typed(),
        BookChoice::Ladder => from.ladder(),
        BookChoice::Linear => from.linear(),
        BookChoice::SquareRoot => from.square_root(),
    }
}

/// The book that a close of a scenario meets: a share that is typed has none, and its close meets the ladder.
#[must_use]
pub fn met_by(scenario: &Scenario) -> BookChoice {
    match scenario.book() {
        BookChoice::Typed => BookChoice::Ladder,
        book => book,
    }
}

/// The budget's line: how much slippage counts there, and from where.
#[must_use]
pub fn in_budget(book: Option<&BookFigure>, slippage: Rate, words: &'static Words) -> String {
    let (w, share) = (words.book(), percent_fine(slippage.get(), words));
    match book {
        Some(book) if book.typed => w.budget_typed(&share),
        Some(book) if book.order.as_ref().ok().and_then(Order::whole).is_none() => w.budget_least(&share),
        _ => w.budget_book(&share),
    }
}
