//! The replay of a watch: the run computed again and compared byte for byte with the log that was kept, and the chain of that log verified by itself.

use super::super::task::{Piece, Task};
use super::last;
use super::watch::Watch;
use crate::engine::Error;
use crate::engine::cascade::narration::wire::{Reader, Wire, wire};
use crate::engine::monitor::audit::log::{Broken, Fault, compare, verify};

/// What a replay finds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Replayed {
    /// Lines that the replay wrote.
    pub lines: usize,
    /// Bytes of them.
    pub bytes: usize,
    /// The first line whose hash, or that of the line before, does not hold, and in what way: a place in [`FAULTS`].
    pub verified: Option<(usize, usize)>,
    /// The first line that differs from what the replay wrote.
    pub compared: Option<(usize, usize)>,
}

/// What can be wrong with a line, in the order in which it is sent.
pub const FAULTS: [Fault; 5] = [Fault::Changed, Fault::Unchained, Fault::Differs, Fault::Missing, Fault::Added];

wire! {
    Replayed { lines, bytes, verified, compared }
}

/// A replay under way.
#[derive(Debug)]
pub struct Replay {
    watch: Watch,
    kept: String,
}

impl Replay {
    /// Of a link on the first line, and the log that was kept after it. Errors: settings that cannot be watched.
    pub fn new(text: &str) -> Result<Self, Error> {
        let (question, kept) = text.split_once('\n').unwrap_or((text, ""));
        Ok(Self { watch: Watch::new(question)?, kept: kept.to_owned() })
    }
}

impl Task for Replay {
    fn work(&mut self) -> Result<Piece, Error> {
        if self.watch.some()? {
            return Ok(Piece::Part(self.watch.part()));
        }
        let place = |broken: Broken| (broken.line, FAULTS.iter().position(|fault| *fault == broken.fault).unwrap_or(0));
        let again = self.watch.log();
        Ok(last(&Replayed {
            lines: again.lines().count(),
            bytes: again.len(),
            verified: verify(self.watch.run(), self.kept.as_bytes()).err().map(place),
            compared: compare(self.kept.as_bytes(), again.as_bytes()).err().map(place),
        }))
    }
}
