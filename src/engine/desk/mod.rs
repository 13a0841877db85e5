//! The desk: takes a question about a cascade, works on it a little at a time, and says what it has found.
//!
//! It is what a worker runs: no clock and no browser here, only a caller's patience. A question is the link of a scenario; the answer is a
//! story, then how the outcome depends on the shock, as numbers. The accounts and their index are kept between questions, so that a shock, a
//! depth or a fee is answered without drawing anybody anew.
//!
//! Lives here: `job` (one question under way), `crowd` (the accounts that are kept), `curve` (the outcome by shock), `refusal` (an error over the
//! wire). May use: `engine::scenario`,
//! `engine::cascade`.

mod answer;
mod crowd;
mod curve;
mod job;
mod refusal;
#[cfg(test)]
mod tests;

pub use answer::Answer;

use crate::engine::Error;
use crate::engine::cascade::story::wire::Wire as _;
use crate::engine::scenario::{Scenario, link};
use crowd::Kept;
use job::{Job, Said};

/// What a reply begins with, so that whoever reads it knows what follows.
pub mod kind {
    /// How far the work is: stage (0 drawing accounts, 1 sorting them, 2 running, 3 finding causes, 4 with the cut, 5 other shocks), part of it from 0 to 1,
    /// accounts closed so far.
    pub const PROGRESS: f64 = 0.0;
    /// A story, then perhaps the one with something cut.
    pub const STORY: f64 = 1.0;
    /// The outcome by shock.
    pub const CURVE: f64 = 2.0;
    /// Branching, where it took longer than the story.
    pub const BRANCHING: f64 = 3.0;
    /// The question has no answer; the error that is why.
    pub const REFUSED: f64 = 9.0;
}

/// Something the desk says.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// Its kind, then what belongs to it.
    pub numbers: Vec<f64>,
    /// Why there is no answer; empty otherwise.
    pub text: String,
    /// True where nothing more follows.
    pub last: bool,
}

/// The desk.
#[derive(Debug, Default)]
pub struct Desk {
    kept: Option<Kept>,
    job: Option<Job>,
    /// The curve that was said last, by what it depends on.
    curve: String,
}

impl Desk {
    /// Takes a question, the link of a scenario; whatever was under way for an earlier one is dropped.
    pub fn ask(&mut self, question: &str) {
        self.cancel();
        let (scenario, _) = link::parse(question);
        self.job = Some(Job::new(scenario));
    }

    /// Drops the question. The accounts are kept.
    pub fn cancel(&mut self) {
        if let Some(kept) = self.job.take().and_then(Job::into_kept) {
            self.kept = Some(kept);
        }
    }

    /// Works until patience ends or there is something to say. `None` once nothing is left to do. Where patience ends, the reply says how far the
    /// work is.
    pub fn work(&mut self, patience: &mut dyn FnMut() -> bool) -> Option<Reply> {
        loop {
            let job = self.job.as_mut()?;
            match job.work(&mut self.kept, &mut self.curve) {
                Err(error) => {
                    self.cancel();
                    let numbers = reply(kind::REFUSED, &[&|out| error.put(out)]);
                    return Some(Reply { numbers, text: String::new(), last: true });
                }
                Ok(Said::Nothing) => {
                    if !patience() {
                        let (stage, part, closed) = job.progress();
                        return Some(Reply {
                            numbers: vec![kind::PROGRESS, stage, part, closed],
                            text: String::new(),
                            last: false,
                        });
                    }
                }
                Ok(Said::Reply(numbers)) => return Some(Reply { numbers, text: String::new(), last: false }),
                Ok(Said::Done) => {
                    self.cancel();
                    return Some(Reply {
                        numbers: vec![kind::PROGRESS, 5.0, 1.0, 0.0],
                        text: String::new(),
                        last: true,
                    });
                }
            }
        }
    }

    /// Answers a question at once: for whoever has no page to keep alive.
    pub fn answer(&mut self, scenario: &Scenario) -> Result<Answer, Error> {
        let mut answer = Answer::default();
        self.ask(&link::question(scenario));
        while let Some(reply) = self.work(&mut || true) {
            answer.take(&reply)?;
        }
        Ok(answer)
    }
}

/// Writes something onto the wire.
type Put<'a> = &'a dyn Fn(&mut Vec<f64>);

/// A reply of a kind with something that goes over the wire.
fn reply(kind: f64, what: &[Put<'_>]) -> Vec<f64> {
    let mut numbers = Vec::new();
    kind.put(&mut numbers);
    for put in what {
        put(&mut numbers);
    }
    numbers
}
