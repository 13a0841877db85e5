//! What the page and its worker say to each other, for both ends: requests go to the worker as a text, replies come back as numbers.
//!
//! A request is a line of words (version, number, what is asked; the name of a task) and then what belongs to it. A reply is three numbers (version, number of the
//! request, whether it is the last) and then what the runner says; its first number is the version in whatever version, so that each end can tell.
//! Numbers are moved to the page and not copied: a narration of a million accounts is long.

use super::task::{self, Task};
use super::{JobRunner, Reply, asked, kind, wire};
use crate::engine::cascade::narration::wire::Wire as _;
use crate::engine::{Cause, Error};
use std::str::FromStr as _;

/// The version that this build speaks.
pub const VERSION: u32 = 5;

/// Numbers that stand before what the runner says.
const ENVELOPE: usize = 3;

/// What the page asks of its worker. Each request has a number, which its replies repeat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Takes the place of any question before.
    Question {
        /// Its number.
        id: u32,
        /// About what.
        market: Market,
    },
    /// A task of another kind ([`super::task`]); takes the place of any question before.
    Task {
        /// Its number.
        id: u32,
        /// Which.
        name: String,
        /// What it works on.
        text: String,
    },
    /// Drops the question.
    Cancel {
        /// Its number.
        id: u32,
    },
}

/// The market that a question is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Market {
    /// The one that the settings of a link make.
    Link(String),
    /// The same with accounts that join it from outside, as [`crate::engine::cascade::guests`] writes them.
    Joined {
        /// The link.
        settings: String,
        /// The accounts, in one line.
        guests: String,
    },
    /// A whole one, as [`crate::engine::cascade::document`] writes it, under the shock and the rules of a link.
    Document {
        /// The link.
        settings: String,
        /// The text of the document.
        document: String,
    },
}

impl Request {
    /// The request as it is sent.
    #[must_use]
    pub fn print(&self) -> String {
        match self {
            Self::Cancel { id } => format!("{VERSION} {id} cancel\n"),
            Self::Task { id, name, text } => format!("{VERSION} {id} task {name}\n{text}"),
            Self::Question { id, market: Market::Link(link) } => format!("{VERSION} {id} link\n{link}"),
            Self::Question { id, market: Market::Joined { settings, guests } } => {
                format!("{VERSION} {id} joined\n{settings}\n{guests}")
            }
            Self::Question { id, market: Market::Document { settings, document } } => {
                format!("{VERSION} {id} document\n{settings}\n{document}")
            }
        }
    }

    /// Reads what was sent. Errors: it is of another version, or none at all; with the number of the request, 0 where that is not known.
    pub fn read(text: &str) -> Result<Self, (u32, Error)> {
        let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
        let mut words = line.split(' ');
        let mut number = || words.next().and_then(|word| u32::from_str(word).ok());
        let (version, id) = (number(), number().unwrap_or_default());
        if version != Some(VERSION) {
            return Err((id, Cause::OtherVersion.into()));
        }
        match words.next() {
            Some("cancel") => Ok(Self::Cancel { id }),
            Some("link") => Ok(Self::Question { id, market: Market::Link(rest.to_owned()) }),
            Some("joined") => {
                let (settings, guests) = rest.split_once('\n').unwrap_or((rest, ""));
                let market = Market::Joined { settings: settings.to_owned(), guests: guests.to_owned() };
                Ok(Self::Question { id, market })
            }
            Some("document") => {
                let (settings, document) = rest.split_once('\n').unwrap_or((rest, ""));
                let market = Market::Document { settings: settings.to_owned(), document: document.to_owned() };
                Ok(Self::Question { id, market })
            }
            Some("task") => {
                Ok(Self::Task { id, name: words.next().unwrap_or_default().to_owned(), text: rest.to_owned() })
            }
            _ => Err((id, Cause::UnreadableAnswer.into())),
        }
    }
}

/// A reply as it is sent.
#[must_use]
fn print(id: u32, reply: &Reply) -> Vec<f64> {
    let mut all = Vec::with_capacity(reply.numbers.len().saturating_add(ENVELOPE));
    all.extend([f64::from(VERSION), f64::from(id), f64::from(u8::from(reply.last))]);
    all.extend_from_slice(&reply.numbers);
    all
}

/// Reads what the worker sent: the number of the request, and the reply. Errors: it is of another version.
pub fn read(numbers: &[f64]) -> Result<(u32, Reply), Error> {
    let other = || Error::from(Cause::OtherVersion);
    let (envelope, rest) = numbers.split_at_checked(ENVELOPE).ok_or_else(other)?;
    let [version, id, last] = *envelope else { return Err(other()) };
    if version.to_bits() != f64::from(VERSION).to_bits() {
        return Err(other());
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let id = id as u32;
    Ok((id, Reply { numbers: rest.to_vec(), last: last > 0.0 }))
}

/// The worker's end: a runner, and the number of the request that it works on.
#[derive(Debug, Default)]
pub struct WorkerEnd {
    runner: JobRunner,
    /// What is worked on besides.
    task: Option<Box<dyn Task>>,
    id: u32,
    /// Why the latest request was refused, until that is said.
    refused: Option<Error>,
}

impl WorkerEnd {
    /// Takes a request.
    pub fn take(&mut self, request: &str) {
        self.runner.cancel();
        (self.task, self.refused) = (None, None);
        match Request::read(request) {
            Ok(Request::Cancel { id }) => self.id = id,
            Ok(Request::Question { id, market: Market::Link(link) }) => {
                self.id = id;
                self.runner.ask(&link);
            }
            Ok(Request::Question { id, market: Market::Joined { settings, guests } }) => {
                self.id = id;
                self.runner.ask(&asked::question(&settings, &guests));
            }
            Ok(Request::Task { id, name, text }) => {
                self.id = id;
                match task::begin(&name, &text) {
                    Ok(task) => self.task = Some(task),
                    Err(why) => self.refused = Some(why),
                }
            }
            // It arrives whole; the runner has no way yet to cut and curve a market that no settings make.
            Ok(Request::Question { id, market: Market::Document { .. } }) => {
                (self.id, self.refused) = (id, Some(Cause::DocumentNotRun.into()));
            }
            Err((id, why)) => (self.id, self.refused) = (id, Some(why)),
        }
    }

    /// Works until patience ends or there is something to say. `None` once nothing is left to do.
    pub fn work(&mut self, patience: &mut dyn FnMut() -> bool) -> Option<Vec<f64>> {
        if let Some(why) = self.refused.take() {
            let numbers = wire::reply(kind::REFUSED, 0.0, &wire::written(&[&|out| why.put(out)]));
            return Some(print(self.id, &Reply { numbers, last: true }));
        }
        if let Some(task) = &mut self.task {
            let reply = task::work(&mut **task, patience);
            if reply.last {
                self.task = None;
            }
            return Some(print(self.id, &reply));
        }
        self.runner.work(patience).map(|reply| print(self.id, &reply))
    }
}

/// Why a worker is of no more use, as it says so itself: `public/loader.js` names what kept a part from coming, anything else is what ended it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// No connection.
    NotReached,
    /// The host answered with a status.
    Answered(u32),
    /// It was silent for so many seconds.
    Late(u32),
    /// Something else came than what was asked for.
    Unexpected,
    /// It ended, or never began; in the browser's or the module's words.
    Ended(String),
    /// It speaks another version, or says what cannot be read.
    Refused(Error),
}

impl Failure {
    /// Reads what the worker said last.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let (reason, number) = text.split_once(' ').unwrap_or((text, ""));
        match (reason, u32::from_str(number)) {
            ("unreached", _) => Self::NotReached,
            ("answered", Ok(status)) => Self::Answered(status),
            ("late", Ok(seconds)) => Self::Late(seconds),
            ("unexpected", Ok(0)) => Self::Unexpected,
            _ => Self::Ended(text.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(id: u32, link: &str) -> Request {
        Request::Question { id, market: Market::Link(link.to_owned()) }
    }

    fn all(worker: &mut WorkerEnd) -> Vec<(u32, Reply)> {
        std::iter::from_fn(|| worker.work(&mut || true)).map(|numbers| read(&numbers).unwrap()).collect()
    }

    #[test]
    fn a_request_arrives_as_it_was_sent() {
        let document =
            Market::Document { settings: "v=1&shock=-9".to_owned(), document: "{\n  \"a\": 1\n}".to_owned() };
        let joined = Market::Joined { settings: "v=1&shock=-9".to_owned(), guests: "i 1 p0:2:3".to_owned() };
        for request in [
            Request::Question { id: 3, market: joined },
            link(7, "v=1&days=3"),
            link(u32::MAX, ""),
            Request::Cancel { id: 0 },
            Request::Question { id: 2, market: document },
        ] {
            assert_eq!(Request::read(&request.print()), Ok(request));
        }
    }

    #[test]
    fn another_version_is_refused_at_both_ends() {
        let refused = |id| Err((id, Cause::OtherVersion.into()));
        assert_eq!(Request::read("2 5 link\nv=1"), refused(5));
        assert_eq!(Request::read("{\"id\":1}"), refused(0));
        assert_eq!(Request::read(""), refused(0));
        assert_eq!(Request::read("5 5 dance"), Err((5, Cause::UnreadableAnswer.into())));
        for numbers in [vec![], vec![2.0, 1.0, 1.0, 0.0], vec![f64::NAN; 9]] {
            assert_eq!(read(&numbers), Err(Cause::OtherVersion.into()));
        }
        let mut worker = WorkerEnd::default();
        worker.take("2 5 link\nv=1");
        let said = all(&mut worker);
        assert!(
            matches!(said.as_slice(), [(5, Reply { numbers, last: true })] if numbers.first() == Some(&kind::REFUSED))
        );
    }

    #[test]
    fn replies_carry_the_number_of_the_latest_request() {
        let mut worker = WorkerEnd::default();
        worker.take(&link(1, "v=1&days=3").print());
        assert!(worker.work(&mut || false).is_some());
        worker.take(&link(2, "v=1").print());
        let said = all(&mut worker);
        assert!(said.iter().all(|(id, _)| *id == 2));
        assert_eq!(said.iter().filter(|(_, reply)| reply.last).count(), 1);
        worker.take(&link(3, "v=1").print());
        worker.take(&Request::Cancel { id: 4 }.print());
        assert_eq!(all(&mut worker), []);
    }

    #[test]
    fn what_kept_a_part_from_coming_is_read() {
        for (text, failure) in [
            ("unreached 0", Failure::NotReached),
            ("answered 404", Failure::Answered(404)),
            ("late 20", Failure::Late(20)),
            ("unexpected 0", Failure::Unexpected),
            ("late to the party", Failure::Ended("late to the party".to_owned())),
            ("", Failure::Ended(String::new())),
        ] {
            assert_eq!(Failure::read(text), failure);
        }
    }
}
