//! The three branching numbers of a run, some accounts at a time: every moment takes a look at everybody.

use super::branching::{Branching, FIRST_GENERATION, Matrix, Verdict, spectral_radius};
use super::engine::Engine;
use super::outcome::Outcome;
use crate::engine::Error;

impl Engine {
    /// The three numbers of a run of this engine. A look at every account for each moment, so not for every frame. Errors as
    /// [`Engine::infection_at`].
    pub fn branching(&self, outcome: &Outcome, step: f64) -> Result<Branching, Error> {
        let mut rating = Rating::new(self, step)?;
        while rating.some(self, outcome, usize::MAX)? {}
        Ok(rating.rated(self, outcome))
    }
}

/// The three numbers on their way: they take a look at every account for each moment, here some accounts at a time.
#[derive(Debug)]
pub struct Rating {
    step: f64,
    local: f64,
    largest: f64,
    /// Closed accounts, by number.
    gone: Vec<bool>,
    /// Rounds that are done, of how many; before the first comes the start.
    done: Option<usize>,
    rounds: usize,
    /// Accounts of the present one that have been looked at.
    place: usize,
    forced: Matrix,
}

impl Rating {
    /// Begins, for a run of an engine. Errors as [`Engine::infection_at`].
    pub fn new(engine: &Engine, step: f64) -> Result<Self, Error> {
        let forced = engine.nothing_forced(&engine.at_start(), step)?;
        let gone = vec![false; engine.count()];
        Ok(Self { step, local: 0.0, largest: 0.0, gone, done: None, rounds: 0, place: 0, forced })
    }

    /// The part of the way that is gone.
    #[must_use]
    pub fn part(&self) -> f64 {
        let count = super::amounts::count;
        count(self.done.map_or(0, |done| done.saturating_add(1))) / count(self.rounds.saturating_add(1))
    }

    /// Looks at some more accounts; false once all moments are done. Errors as [`Engine::infection_at`].
    pub fn some(&mut self, engine: &Engine, outcome: &Outcome, most: usize) -> Result<bool, Error> {
        self.rounds = outcome.rounds.len();
        let round = match self.done {
            None => None,
            Some(done) => match outcome.rounds.get(done) {
                Some(round) => Some(round),
                None => return Ok(false),
            },
        };
        let at_start = engine.at_start();
        let seen = round.map_or(&at_start[..], |round| outcome.moment(round.moment));
        if self.place == 0 {
            self.forced = engine.nothing_forced(seen, self.step)?;
        }
        let end = self.place.saturating_add(most).min(engine.count());
        let gone = &self.gone;
        let is_gone = |account: u32| gone.get(account as usize).copied().unwrap_or(false);
        engine.force(&mut self.forced, seen, self.step, self.place..end, is_gone);
        self.place = end;
        if end < engine.count() {
            return Ok(true);
        }
        engine.over_depth(&mut self.forced, seen, self.step);
        let radius = spectral_radius(&self.forced);
        self.largest = self.largest.max(radius);
        match round {
            None => self.local = radius,
            Some(round) => {
                for account in outcome.closed.iter().skip(round.first).take(round.closed) {
                    if let Some(own) = self.gone.get_mut(*account as usize) {
                        *own = true;
                    }
                }
            }
        }
        self.done = Some(self.done.map_or(0, |done| done.saturating_add(1)));
        self.place = 0;
        Ok(true)
    }

    /// The numbers, once all moments are done.
    #[must_use]
    pub fn rated(&self, engine: &Engine, outcome: &Outcome) -> Branching {
        let realised = outcome.generations();
        let first_generation = engine.first_generation(outcome);
        let most = realised.iter().copied().fold(0.0, f64::max);
        let verdict = if first_generation < FIRST_GENERATION {
            Verdict::TooSmallToRate
        } else if self.largest < 1.0 && most < 1.0 {
            Verdict::DiesOut
        } else if self.largest >= 1.0 && most >= 1.0 {
            Verdict::Feeds
        } else {
            Verdict::NotRated
        };
        Branching { local: self.local, realised, largest: self.largest, first_generation, verdict }
    }
}
