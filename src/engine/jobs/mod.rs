//! The runner of jobs: takes a question about a cascade, works on it a little at a time, and says what it has found.
//!
//! It is what a worker runs: no clock and no browser here, only a caller's patience. A question is the link of a scenario, perhaps with accounts that
//! join its market; the answer is a narration, then how the outcome depends on the shock, as numbers. The accounts and their index are kept between questions, so that a shock, a
//! depth or a fee is answered without drawing anybody anew.
//!
//! Lives here: `asked` (a question as a text), `job` (one under way), `prepared` (the accounts that are kept), `preparation` and
//! `settling` (how they are drawn and come into order), `apart` (the
//! same with every position by itself), `telling` (a run that has ended), `curve` (the outcome by shock), `wire` (what replies
//! have in common), `refusal` (an error over the wire), `opened` (what a reader's text comes to), `answer` (what they come to), `task`
//! (what is asked besides cascades), `watching` (the tasks of the monitor, the drill and crowding), `protocol` (what page and worker say to each other).
//! May use: `engine::scenario`, `engine::cascade`, `engine::monitor`, `engine::own`.

mod answer;
mod apart;
pub mod asked;
mod curve;
mod job;
mod on_loan;
pub mod opened;
mod point;
mod preparation;
mod prepared;
pub mod protocol;
mod refusal;
mod settling;
pub mod task;
mod telling;
#[cfg(test)]
mod tests;
pub mod watching;
pub mod wire;

pub use answer::Answer;

use crate::engine::Error;
use crate::engine::cascade::narration::wire::Wire as _;
use crate::engine::scenario::{Scenario, link};
use asked::Asked;
use curve::Curves;
use job::{Job, Output};
use prepared::Prepared;

/// What a reply begins with, so that whoever reads it knows what follows.
pub mod kind {
    /// How far the work is: stage (0 drawing accounts, 1 sorting them, 2 running, 3 finding causes, 4 with the cut, 5 other shocks), part of it from 0 to 1,
    /// accounts closed so far.
    pub const PROGRESS: f64 = 0.0;
    /// A narration, then perhaps the one with something cut.
    pub const NARRATION: f64 = 1.0;
    /// The mark of what the curve depends on, then the outcome by shock; as far as it is known, where it is not complete.
    pub const CURVE: f64 = 2.0;
    /// Branching, where it took longer than the narration.
    pub const BRANCHING: f64 = 3.0;
    /// How much of a task is done, from 0 to 1.
    pub const PART: f64 = 4.0;
    /// A text that belongs to the answer of a task.
    pub const TEXT: f64 = 5.0;
    /// The whole answer of a task, as numbers.
    pub const NUMBERS: f64 = 6.0;
    /// The question has no answer; the error that is why.
    pub const REFUSED: f64 = 9.0;
}

/// Slices after which a curve that grows is shown as far as it goes.
const LONG: u32 = 40;

/// Something the runner says.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// Its kind, the mark of the question it answers (see [`wire`]), then what belongs to it.
    pub numbers: Vec<f64>,
    /// True where nothing more follows.
    pub last: bool,
}

/// The runner.
#[derive(Debug, Default)]
pub struct JobRunner {
    prepared: Option<Prepared>,
    job: Option<Job>,
    /// The mark of its question.
    question: f64,
    curves: Curves,
    /// Points of the curve that have been shown, and slices since.
    shown: (usize, u32),
}

impl JobRunner {
    /// Takes a question, as [`asked::question`] writes it; whatever was under way for an earlier one is dropped.
    pub fn ask(&mut self, question: &str) {
        self.cancel();
        self.question = wire::mark(question);
        self.shown = (0, 0);
        self.job = Some(Job::new(Asked::read(question)));
    }

    /// Drops the question. The accounts are kept.
    pub fn cancel(&mut self) {
        if let Some(prepared) = self.job.take().and_then(Job::into_prepared) {
            self.prepared = Some(prepared);
        }
    }

    /// Works until patience ends or there is something to say. `None` once nothing is left to do. Where patience ends, the reply says how far the
    /// work is.
    pub fn work(&mut self, patience: &mut dyn FnMut() -> bool) -> Option<Reply> {
        loop {
            let job = self.job.as_mut()?;
            match job.work(&mut self.prepared, &mut self.curves) {
                Err(error) => {
                    self.cancel();
                    return Some(self.say(kind::REFUSED, &wire::written(&[&|out| error.put(out)]), true));
                }
                Ok(Output::Nothing) => {
                    if !patience() {
                        return Some(self.how_far());
                    }
                }
                Ok(Output::Reply(kind, numbers)) => return Some(self.say(kind, &numbers, false)),
                Ok(Output::Done) => {
                    self.cancel();
                    return Some(self.say(kind::PROGRESS, &[5.0, 1.0, 0.0], true));
                }
            }
        }
    }

    /// How far the work is: now and then the curve as far as it goes, else its progress.
    fn how_far(&mut self) -> Reply {
        let Some(job) = &self.job else { return self.say(kind::PROGRESS, &[5.0, 1.0, 0.0], false) };
        let (points, slices) = self.shown;
        self.shown.1 = slices.saturating_add(1);
        if slices >= LONG
            && let Some(growing) = job.growing().filter(|growing| growing.complete() > points)
        {
            let numbers = wire::curve_reply(growing.depends_on(), &growing.curve(false));
            self.shown = (growing.complete(), 0);
            return self.say(kind::CURVE, &numbers, false);
        }
        let (stage, part, closed) = job.progress();
        self.say(kind::PROGRESS, &[stage, part, closed], false)
    }

    fn say(&self, kind: f64, numbers: &[f64], last: bool) -> Reply {
        Reply { numbers: wire::reply(kind, self.question, numbers), last }
    }

    /// Answers a question at once: for whoever has no page to keep alive. Errors: it has no answer.
    pub fn answer(&mut self, scenario: &Scenario) -> Result<Answer, Error> {
        self.answer_to(&link::question(scenario))
    }

    /// The same of a question that is a text already. Errors: as there.
    pub fn answer_to(&mut self, question: &str) -> Result<Answer, Error> {
        let mut answer = Answer::new(question);
        self.ask(question);
        while let Some(reply) = self.work(&mut || true) {
            answer.take(&reply)?;
        }
        Ok(answer)
    }
}
