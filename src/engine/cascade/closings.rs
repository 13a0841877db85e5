//! Which round closed each account of a run, and which orders it had where it had changed: read from the log, some entries at a time.

use super::outcome::Outcome;

/// In place of a number that is not there.
const NONE: u32 = u32::MAX;

/// By number of the account.
#[derive(Debug, Clone, Default)]
pub struct Closings {
    /// The round that closed it.
    round: Vec<u32>,
    /// The last of its orders, in the list of those that were traced.
    last: Vec<u32>,
    /// Of each traced order, the one of the same account before it.
    before: Vec<u32>,
    /// Closed accounts that have been read, and the round that closed the next.
    read: usize,
    reading: usize,
}

impl Closings {
    /// Nothing read yet, of so many accounts.
    #[must_use]
    pub fn new(accounts: usize) -> Self {
        Self { round: vec![NONE; accounts], last: vec![NONE; accounts], ..Self::default() }
    }

    /// Reads some more entries; false once the log is read.
    pub fn some(&mut self, outcome: &Outcome, most: usize) -> bool {
        if self.read < outcome.closed.len() {
            self.read_closed(outcome, most);
        } else {
            self.read_traced(outcome, most);
        }
        self.read < outcome.closed.len() || self.before.len() < outcome.traced.len()
    }

    fn read_closed(&mut self, outcome: &Outcome, most: usize) {
        let end_of = |number: usize| outcome.rounds.get(number).map(|r| r.first.saturating_add(r.closed));
        let end = self.read.saturating_add(most).min(outcome.closed.len());
        for (at, account) in (self.read..end).zip(outcome.closed.get(self.read..end).unwrap_or_default()) {
            while end_of(self.reading).is_some_and(|end| end <= at) {
                self.reading = self.reading.saturating_add(1);
            }
            // What a run that was left had closed of a round that it never logged belongs to none.
            if let (Some(own), Some(_)) = (self.round.get_mut(*account as usize), end_of(self.reading)) {
                *own = number(self.reading);
            }
        }
        self.read = end;
    }

    fn read_traced(&mut self, outcome: &Outcome, most: usize) {
        let from = self.before.len();
        for (at, traced) in outcome.traced.iter().enumerate().skip(from).take(most) {
            let before = self.last.get_mut(traced.account as usize).map(|last| std::mem::replace(last, number(at)));
            self.before.push(before.unwrap_or(NONE));
        }
    }

    /// The round whose orders closed an account.
    #[must_use]
    pub fn round(&self, account: u32) -> Option<usize> {
        self.round.get(account as usize).filter(|round| **round != NONE).map(|round| *round as usize)
    }

    /// The last traced order of an account.
    #[must_use]
    pub fn last(&self, account: u32) -> Option<usize> {
        self.last.get(account as usize).filter(|last| **last != NONE).map(|last| *last as usize)
    }

    /// All traced orders of an account, in the order of their moments.
    #[must_use]
    pub fn traced(&self, account: u32) -> Vec<usize> {
        let before = |at: &usize| self.before.get(*at).filter(|before| **before != NONE).map(|before| *before as usize);
        let mut all: Vec<usize> = std::iter::successors(self.last(account), before).collect();
        all.reverse();
        all
    }
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(NONE)
}
