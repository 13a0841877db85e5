//! Events of one book and a set of accounts, drawn from a seed, with what a reader injects into them.
//!
//! Adds and changes of leverage come by a Poisson process; cancels and trades also beget themselves, by a Hawkes process with an exponential
//! kernel: branching n, so that a mean rate of m needs m (1 - n) of its own. Marks come by the clock. One stream of chance draws all of it.
//!
//! Lives here: `event` (what can happen), `world` (the book by bands and the accounts), `injection`, and the generator.
//! Source: watching section 4; Ogata 1981 for the thinning.

pub mod event;
pub mod injection;
pub mod world;

use crate::engine::Error;
use crate::engine::error::{Field, above_zero, within};
use crate::engine::random::Stream;
use event::{Event, What};
use injection::{Due, Injection};
use std::ops::Bound;
use world::{BANDS, World};

/// What the stream of chance is named by.
const PURPOSE: u64 = 0x7374_7265;

/// A process of events that may beget themselves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    /// Mean events a second in the long run.
    pub mean: f64,
    /// Part of them that earlier ones begot, 0 to below 1: zero for a Poisson process.
    pub branching: f64,
    /// How fast begetting fades, a second.
    pub decay: f64,
}

impl Rate {
    /// Errors: a negative mean, a branching outside 0 to 1, a decay that is not above zero.
    fn checked(self) -> Result<Self, Error> {
        within(Field::EventRate, self.mean, 0.0..=10_000.0)?;
        within(Field::Branching, self.branching, (Bound::Included(0.0), Bound::Excluded(1.0)))?;
        above_zero(Field::Decay, self.decay)?;
        Ok(self)
    }

    /// What comes without having been begotten.
    const fn own(self) -> f64 {
        self.mean * (1.0 - self.branching)
    }
}

/// What a stream is drawn with.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameters {
    /// Seed of all chance.
    pub seed: u64,
    /// Price at the start, in quote currency.
    pub price: f64,
    /// Accounts.
    pub accounts: u32,
    /// Orders added.
    pub adds: Rate,
    /// Orders cancelled.
    pub cancels: Rate,
    /// Trades.
    pub trades: Rate,
    /// Changes of an account's leverage.
    pub changes: Rate,
    /// Volatility of the price, log per root second.
    pub volatility: f64,
    /// Mean half spread, as a part of the price.
    pub spread: f64,
    /// What is injected.
    pub injections: Vec<Injection>,
}

impl Parameters {
    /// What this page starts with.
    #[must_use]
    pub fn usual(seed: u64) -> Self {
        let rate = |mean, branching| Rate { mean, branching, decay: 2.0 };
        Self {
            seed,
            price: 100.0,
            accounts: 200,
            adds: rate(12.0, 0.0),
            cancels: rate(10.0, 0.2),
            trades: rate(4.0, 0.3),
            changes: rate(0.5, 0.0),
            volatility: 2e-4,
            spread: 1e-4,
            injections: Vec::new(),
        }
    }

    /// Everything a stream is drawn with as words: the same words, the same stream.
    #[must_use]
    pub fn words(&self) -> Vec<u64> {
        let mut words = vec![self.seed, u64::from(self.accounts)];
        let rates = [self.adds, self.cancels, self.trades, self.changes];
        words.extend(rates.iter().flat_map(|rate| [rate.mean, rate.branching, rate.decay]).map(f64::to_bits));
        words.extend([self.price, self.volatility, self.spread].map(f64::to_bits));
        words.extend(self.injections.iter().flat_map(Injection::words));
        words
    }
}

/// The generator: an endless list of events.
#[derive(Debug, Clone)]
pub struct Events {
    parameters: Parameters,
    chance: Stream,
    world: World,
    sequence: u64,
    now: f64,
    next_mark: f64,
    price: f64,
    /// What cancels and trades have begotten and is still to come, as a rate.
    begotten: [f64; 2],
    due: Vec<Due>,
    stamped: f64,
}

impl Events {
    /// Errors: parameters outside their ranges.
    pub fn new(parameters: Parameters) -> Result<Self, Error> {
        above_zero(Field::Price, parameters.price)?;
        within(Field::AccountCount, parameters.accounts, 1..=100_000)?;
        for rate in [parameters.adds, parameters.cancels, parameters.trades, parameters.changes] {
            rate.checked()?;
        }
        within(Field::Volatility, parameters.volatility, 0.0..=0.1)?;
        within(Field::Spread, parameters.spread, 0.0..=0.1)?;
        let mut due = Vec::new();
        for injection in &parameters.injections {
            due.extend(injection.checked()?.due());
        }
        // Stable: what is injected at one time comes in its order.
        due.sort_by(|a, b| b.at.total_cmp(&a.at));
        let mut chance = Stream::new(parameters.seed, PURPOSE);
        let world = World::draw(&mut chance, parameters.accounts);
        let price = parameters.price;
        Ok(Self {
            parameters,
            chance,
            world,
            sequence: 0,
            now: 0.0,
            next_mark: 1.0,
            price,
            begotten: [0.0; 2],
            due,
            stamped: 0.0,
        })
    }

    /// The book and the accounts as they are before the next event.
    #[must_use]
    pub const fn world(&self) -> &World {
        &self.world
    }

    /// How much a kind of injection multiplies or adds now.
    fn injected(&self, of: impl Fn(&Injection, f64) -> Option<f64>, none: f64) -> f64 {
        // By whole seconds, as the marks come: between two of them nothing that bounds the rates changes.
        let now = libm::floor(self.now);
        self.parameters.injections.iter().find_map(|injection| of(injection, now)).unwrap_or(none)
    }

    fn rates(&self) -> [f64; 4] {
        let Parameters { adds, cancels, trades, changes, .. } = &self.parameters;
        let burst = self.injected(Injection::cancels, 1.0);
        [adds.mean, burst * cancels.own() + self.begotten[0], trades.own() + self.begotten[1], changes.mean]
    }

    fn fade(&mut self, seconds: f64) {
        let [cancels, trades] = [self.parameters.cancels.decay, self.parameters.trades.decay];
        self.begotten[0] *= libm::exp(-cancels * seconds);
        self.begotten[1] *= libm::exp(-trades * seconds);
        self.now += seconds;
    }

    /// The next thing that happens by chance before a time; `None` where nothing does.
    fn by_chance(&mut self, before: f64) -> Option<What> {
        loop {
            // What is begotten only fades until the next event, and a burst begins and ends with a mark: this bounds the rate until then.
            let bound: f64 = self.rates().iter().sum();
            let wait = if bound > 0.0 { self.chance.exponential() / bound } else { f64::INFINITY };
            if self.now + wait >= before {
                self.fade(before - self.now);
                return None;
            }
            self.fade(wait);
            let mut at = self.chance.unit() * bound;
            for (kind, rate) in self.rates().into_iter().enumerate() {
                if at < rate {
                    return Some(self.draw(kind));
                }
                at -= rate;
            }
        }
    }

    fn draw(&mut self, kind: usize) -> What {
        let band = usize::try_from(self.chance.below(u32::try_from(BANDS).unwrap_or(1))).unwrap_or(0);
        let size = self.chance.exponential();
        match kind {
            0 => What::Add { band, size },
            1 => {
                self.begotten[0] += self.parameters.cancels.branching * self.parameters.cancels.decay;
                What::Cancel { band, size }
            }
            2 => {
                self.begotten[1] += self.parameters.trades.branching * self.parameters.trades.decay;
                What::Trade { bought: self.chance.unit() < 0.5, size }
            }
            _ => {
                let account = self.chance.below(self.parameters.accounts);
                What::Leverage { account, leverage: world::leverage(&mut self.chance) }
            }
        }
    }

    fn mark(&mut self) -> What {
        let Parameters { volatility, spread, .. } = self.parameters;
        self.price *= libm::exp(volatility * self.chance.normal());
        let index = self.price * (1.0 + 0.5 * volatility * self.chance.normal());
        let wide = spread * self.injected(Injection::spread, 1.0) * (1.0 + 0.1 * self.chance.normal()).max(0.1);
        if self.injected(Injection::stale, 0.0) == 0.0 {
            self.stamped = self.now;
        }
        What::Mark { mark: self.price, index, stamped: self.stamped, spread: wide }
    }
}

impl Iterator for Events {
    type Item = Event;

    fn next(&mut self) -> Option<Event> {
        let due = self.due.last().map_or(f64::INFINITY, |due| due.at);
        let what = match self.by_chance(due.min(self.next_mark)) {
            Some(what) => what,
            None if due <= self.next_mark => self.due.pop().map(|due| due.what)?,
            None => {
                self.next_mark += 1.0;
                self.mark()
            }
        };
        self.sequence = self.sequence.saturating_add(1);
        let event = Event { sequence: self.sequence, time: self.now, what };
        self.world.apply(&event.what);
        Some(event)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(parameters: Parameters, seconds: f64) -> [f64; 4] {
        let mut counts = [0.0; 4];
        for event in Events::new(parameters).unwrap().take_while(|event| event.time < seconds) {
            match event.what {
                What::Add { .. } => counts[0] += 1.0 / seconds,
                What::Cancel { .. } => counts[1] += 1.0 / seconds,
                What::Trade { .. } => counts[2] += 1.0 / seconds,
                What::Leverage { .. } => counts[3] += 1.0 / seconds,
                What::Mark { .. } | What::Fees { .. } => {}
            }
        }
        counts
    }

    #[test]
    fn long_run_rates_are_those_that_were_asked_for() {
        let found = counts(Parameters::usual(1), 4_000.0);
        for (found, wanted) in found.into_iter().zip([12.0, 10.0, 4.0, 0.5]) {
            assert!((found / wanted - 1.0).abs() < 0.06, "{found} {wanted}");
        }
    }

    #[test]
    fn time_and_sequence_go_on_and_a_seed_gives_the_same_events_again() {
        let events: Vec<Event> = Events::new(Parameters::usual(3)).unwrap().take(5_000).collect();
        assert!(events.windows(2).all(|pair| pair[0].time <= pair[1].time && pair[0].sequence < pair[1].sequence));
        let again: Vec<Event> = Events::new(Parameters::usual(3)).unwrap().take(5_000).collect();
        assert_eq!(events, again);
    }

    #[test]
    fn a_burst_is_a_burst() {
        let burst = Injection::CancelBurst { at: 100.0, seconds: 50.0, factor: 3.0 };
        let with = Parameters { injections: vec![burst], ..Parameters::usual(1) };
        assert!(counts(with, 150.0)[1] > counts(Parameters::usual(1), 150.0)[1] * 1.4);
    }

    #[test]
    fn parameters_that_are_none_are_refused() {
        let usual = Parameters::usual(1);
        let rate = Rate { mean: 1.0, branching: 1.0, decay: 1.0 };
        assert!(Events::new(Parameters { cancels: rate, ..usual.clone() }).is_err());
        assert!(Events::new(Parameters { price: f64::NAN, ..usual.clone() }).is_err());
        assert!(Events::new(Parameters { accounts: 0, ..usual }).is_err());
    }
}
