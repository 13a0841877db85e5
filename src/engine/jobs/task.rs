//! What a worker does besides cascades: tasks, asked by name with a text, answered with texts. A closed list; each is worked on in small pieces, so that
//! it can be dropped in between.

use super::opened::{self, Opening};
use super::{Reply, kind, watching, wire};
use crate::engine::cascade::narration::wire::{Reader, Wire as _};
use crate::engine::{Cause, Error};
use std::fmt::Debug;

/// Work under way.
pub trait Task: Debug {
    /// Does the next piece, of some milliseconds at most. Errors: the task has no answer; it is over.
    fn work(&mut self) -> Result<Piece, Error>;
}

/// What came of a piece of work.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// Nothing to say yet; so much of the whole is done, from 0 to 1.
    Part(f64),
    /// A text that belongs to the answer; more follows.
    Text(String),
    /// The last text.
    Last(String),
    /// The last of it, as numbers: what is read by [`crate::engine::cascade::narration::wire`].
    Numbers(Vec<f64>),
}

/// Begins the task of a name. Errors: there is none of that name, or the text is not what it takes.
pub fn begin(name: &str, text: &str) -> Result<Box<dyn Task>, Error> {
    match name {
        #[cfg(test)]
        "count" => Ok(Box::new(tests::Count::new(text)?)),
        "watch" => Ok(Box::new(watching::watch::Watch::new(text)?)),
        "replay" => Ok(Box::new(watching::replay::Replay::new(text)?)),
        "drift" => Ok(Box::new(watching::drift::Drift::new(text)?)),
        "drill" => Ok(Box::new(watching::drill::Drill::new(text)?)),
        "trial" => Ok(Box::new(watching::trial::Trying::new(text)?)),
        "pairs" => Ok(Box::new(watching::pairs::Pairing::new()?)),
        "own-days" => Ok(Box::new(watching::own_days::OwnDays::new(text))),
        "bench" => Ok(Box::new(watching::bench::Bench::new(text))),
        opened::TASK => Ok(Box::new(Opening::of(text))),
        _ => Err(Cause::UnreadableAnswer.into()),
    }
}

/// Works until patience ends or there is something to say.
pub fn work(task: &mut dyn Task, patience: &mut dyn FnMut() -> bool) -> Reply {
    let mut piece = task.work();
    while matches!(piece, Ok(Piece::Part(_))) && patience() {
        piece = task.work();
    }
    match piece {
        Ok(Piece::Part(part)) => reply(kind::PART, &[part], false),
        Ok(Piece::Text(text)) => reply(kind::TEXT, &wire::written(&[&|out| text.put(out)]), false),
        Ok(Piece::Last(text)) => reply(kind::TEXT, &wire::written(&[&|out| text.put(out)]), true),
        Ok(Piece::Numbers(numbers)) => reply(kind::NUMBERS, &numbers, true),
        Err(why) => reply(kind::REFUSED, &wire::written(&[&|out| why.put(out)]), true),
    }
}

fn reply(kind: f64, numbers: &[f64], last: bool) -> Reply {
    Reply { numbers: wire::reply(kind, 0.0, numbers), last }
}

/// Reads what a task said. Errors: it was refused, or what came is no reply of a task.
pub fn read(reply: &Reply) -> Result<Piece, Error> {
    let unreadable = || Error::from(Cause::UnreadableAnswer);
    let (head, rest) = reply.numbers.split_at_checked(wire::HEAD).ok_or_else(unreadable)?;
    let is = |kind: f64| head.first().is_some_and(|first| first.to_bits() == kind.to_bits());
    let mut rest = Reader::new(rest);
    if is(kind::PART) {
        f64::take(&mut rest).map(Piece::Part).ok_or_else(unreadable)
    } else if is(kind::TEXT) {
        let text = String::take(&mut rest).ok_or_else(unreadable)?;
        Ok(if reply.last { Piece::Last(text) } else { Piece::Text(text) })
    } else if is(kind::NUMBERS) {
        Ok(Piece::Numbers(rest.left().to_vec()))
    } else if is(kind::REFUSED) {
        Err(Error::take(&mut rest).unwrap_or_else(unreadable))
    } else {
        Err(unreadable())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::jobs::protocol::{self, Request, WorkerEnd};

    /// Counts down to nothing, for tests.
    #[derive(Debug)]
    pub(super) struct Count {
        from: u32,
        left: u32,
    }

    impl Count {
        pub(super) fn new(text: &str) -> Result<Self, Error> {
            let from = text.parse().map_err(|_| Error::from(Cause::UnreadableAnswer))?;
            Ok(Self { from, left: from })
        }
    }

    impl Task for Count {
        fn work(&mut self) -> Result<Piece, Error> {
            match self.left.checked_sub(1) {
                None => Ok(Piece::Last("done: \u{201c}0\u{201d}".to_owned())),
                Some(left) => {
                    self.left = left;
                    Ok(Piece::Part(1.0 - f64::from(left) / f64::from(self.from)))
                }
            }
        }
    }

    fn ask(worker: &mut WorkerEnd, id: u32, name: &str, text: &str) {
        let request = Request::Task { id, name: name.to_owned(), text: text.to_owned() };
        assert_eq!(Request::read(&request.print()), Ok(request.clone()));
        worker.take(&request.print());
    }

    fn said(worker: &mut WorkerEnd, patience: bool) -> Option<(u32, Result<Piece, Error>)> {
        let (id, reply) = protocol::read(&worker.work(&mut || patience)?).unwrap();
        Some((id, read(&reply)))
    }

    #[test]
    fn a_task_says_how_far_it_is_when_patience_ends_and_its_answer_last() {
        let mut worker = WorkerEnd::default();
        ask(&mut worker, 1, "count", "4");
        assert_eq!(said(&mut worker, false), Some((1, Ok(Piece::Part(0.25)))));
        assert_eq!(said(&mut worker, true), Some((1, Ok(Piece::Last("done: \u{201c}0\u{201d}".to_owned())))));
        assert_eq!(said(&mut worker, true), None);
    }

    #[test]
    fn a_task_is_dropped_for_what_is_asked_next() {
        let mut worker = WorkerEnd::default();
        ask(&mut worker, 1, "count", "4");
        ask(&mut worker, 2, "count", "0");
        assert!(matches!(said(&mut worker, true), Some((2, Ok(Piece::Last(_))))));
        ask(&mut worker, 3, "count", "4");
        worker.take(&Request::Cancel { id: 4 }.print());
        assert_eq!(said(&mut worker, true), None);
    }

    #[test]
    fn what_is_no_task_is_refused_in_a_reply() {
        let mut worker = WorkerEnd::default();
        for (id, name, text) in [(1, "dance", ""), (2, "count", "much")] {
            ask(&mut worker, id, name, text);
            assert_eq!(said(&mut worker, true), Some((id, Err(Cause::UnreadableAnswer.into()))));
            assert_eq!(said(&mut worker, true), None);
        }
    }
}
