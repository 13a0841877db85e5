//! A reader's own metrics of crowding, read in the worker: a long file keeps no page waiting.

use super::super::task::{Piece, Task};
use super::last;
use crate::engine::Error;
use crate::engine::cascade::narration::wire::{Reader, Wire, wire};
use crate::engine::monitor::series::days::{Days, days};
use crate::engine::monitor::series::table::read;

wire! {
    Days { days }
}

/// A text to be read.
#[derive(Debug)]
pub struct OwnDays(String);

impl OwnDays {
    /// Of what a reader brought.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl Task for OwnDays {
    fn work(&mut self) -> Result<Piece, Error> {
        let text = std::mem::take(&mut self.0);
        Ok(last(&days(&read(&text)?)?))
    }
}
