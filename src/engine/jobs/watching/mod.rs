//! The tasks of a watch: the watch itself, its replay, the trial of crowding, and all paths of the drill. They are the worker's: the page reads what
//! they answer and computes none of it.
//!
//! Lives here: `asked` (what settings ask to be watched), `record` (a watch as it is shown), `watch`, `limits` (what its limits come to), `replay`, `drift`,
//! `drill`, `trial`, `pairs`, `own_days` (a reader's metrics of crowding), `bench` (a reader's rows, to be mended). May use: `engine::monitor`, `engine::scenario`.

pub mod asked;
pub mod bench;
pub mod drift;
pub mod drill;
mod limits;
pub mod own_days;
pub mod pairs;
pub mod record;
pub mod replay;
pub mod trial;
pub mod watch;

pub use bench::Benched;
pub use drift::Drifted;
pub use drill::Drilled;
pub use pairs::Paired;
pub use record::{First, Limits, Moment, Record};
pub use replay::Replayed;
pub use trial::Tried;

use super::task::{Piece, Task};
use crate::engine::cascade::narration::wire::{Reader, Wire};
use crate::engine::{Cause, Error};

/// A task to its end, for whoever has no page to keep alive. Errors: the task has no answer.
pub fn answer<T: Wire>(mut task: impl Task) -> Result<T, Error> {
    loop {
        if let Piece::Numbers(numbers) = task.work()? {
            return read(&numbers);
        }
    }
}

/// Reads what a task answers. Errors: it is no such answer.
pub fn read<T: Wire>(numbers: &[f64]) -> Result<T, Error> {
    T::take(&mut Reader::new(numbers)).ok_or_else(|| Cause::UnreadableAnswer.into())
}

/// An answer as it is sent.
fn last(answer: &impl Wire) -> Piece {
    let mut numbers = Vec::new();
    answer.put(&mut numbers);
    Piece::Numbers(numbers)
}
