//! What can be asked of a run while it goes on, and what it leaves. Money and lots are counted anew from every account, so that a sum that
//! was carried along wrongly cannot agree with itself.

use super::accounts::{Slot, slack};
use super::amounts;
use super::changed::Stage;
use super::engine::Engine;
use super::engine_ref::EngineRef;
use super::ledger::Ledger;
use super::outcome::{End, Outcome, Round};
use super::rounds::Run;
use super::trigger::state;

/// What an account is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Nothing has been decided about it.
    Alive,
    /// Its order is on the way.
    Ordered,
    /// It is closed.
    Closed,
}

/// An account in the middle of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// What it is doing.
    pub status: Status,
    /// Equity at the marks, micro-units; once closed, the cash that is left.
    pub equity: f64,
    /// Slack at the marks, micro-units; once closed, the cash that is left.
    pub slack: f64,
    /// Signed lots by symbol.
    pub lots: Vec<(u8, i64)>,
}

impl Engine {
    /// Lots of a symbol held long, and lots held short, by all accounts at the start.
    #[must_use]
    pub fn open_interest(&self, symbol: u8) -> (i64, i64) {
        self.open.of(symbol)
    }
}

impl Run<'_> {
    /// The rounds so far.
    #[must_use]
    pub fn rounds(&self) -> &[Round] {
        &self.log.rounds
    }

    /// The whole log so far, for whoever draws it step by step: rounds, accounts, prices. Its last prices and its end are those of the moment
    /// before [`Run::finish`].
    #[must_use]
    pub fn so_far(&self) -> &Outcome {
        &self.log
    }

    /// How many accounts have an order on the way.
    #[must_use]
    pub fn on_the_way(&self) -> usize {
        let of = |batch: &super::batch::Batch| batch.whole.places.len().saturating_add(batch.changed.len());
        self.flight.iter().map(of).fold(0, usize::saturating_add)
    }

    /// An account as it stands now. `None` for a number that is not there. A look at the whole log: for the accounts of a picture, not for all.
    #[must_use]
    pub fn standing(&self, account: u32) -> Option<Standing> {
        let Engine { market, accounts, place, state, .. } = &*self.engine;
        let place = *place.get(account as usize)?;
        let marks = self.marks();
        let changed = self.changed.list.iter().rposition(|c| c.place == place);
        let (intercept, slots, stage) = match changed {
            Some(number) => {
                let own = self.changed.list.get(number)?;
                (own.intercept, self.changed.slots(number), own.stage)
            }
            None => {
                let flying = self.flight.iter().any(|batch| batch.whole.places.contains(&place));
                let stage = match state.get(place as usize) {
                    Some(&state::ELSEWHERE) if flying => Stage::Flying,
                    Some(&state::ELSEWHERE) => Stage::Closed,
                    _ => Stage::Alive,
                };
                (accounts.intercept(place as usize), accounts.slots(place as usize), stage)
            }
        };
        if stage == Stage::Closed {
            let at = self.log.closed.iter().rposition(|closed| *closed == account)?;
            let left = amounts::float(*self.log.left.get(at)?);
            return Some(Standing { status: Status::Closed, equity: left, slack: left, lots: vec![] });
        }
        Some(Standing {
            status: if stage == Stage::Flying { Status::Ordered } else { Status::Alive },
            equity: accounts.equity(market, place, intercept, slots, &marks),
            slack: slack(market, intercept, slots, &marks),
            lots: slots.iter().filter(|slot| slot.lots != 0).map(|slot| (slot.symbol, slot.lots)).collect(),
        })
    }

    /// Seconds since the start.
    #[must_use]
    pub fn now(&self) -> f64 {
        self.now
    }

    /// Counterparty, fund and venue now.
    #[must_use]
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// What the counterparty's positions and coins are worth at the marks, in micro-units; positions below zero while accounts are long on balance.
    #[must_use]
    pub fn counterparty_worth(&self) -> i128 {
        let (marks, market) = (self.marks(), &self.engine.market);
        let of = |symbol: u8| {
            let own = &self.ledger;
            let lots = own.counterparty_lots.of(symbol).saturating_add(own.counterparty_coins.of(symbol));
            let unit = market.get(symbol).map_or(0.0, super::market::Symbol::unit);
            amounts::whole(amounts::float(lots) * unit * marks.of(symbol)).map_or(0, i128::from)
        };
        market.numbers().map(of).fold(0, i128::saturating_add)
    }

    /// All money there is, in micro-units, counted anew from every account: never changes during a run.
    #[must_use]
    pub fn money(&self) -> i128 {
        let Engine { accounts, state, .. } = &*self.engine;
        let mut sum = self.ledger.sum();
        for (intercept, own) in accounts.intercept.iter().zip(state) {
            if *own != state::ELSEWHERE {
                sum = sum.saturating_add(i128::from(*intercept));
            }
        }
        for batch in &self.flight {
            for place in &batch.whole.places {
                sum = sum.saturating_add(i128::from(accounts.intercept(*place as usize)));
            }
        }
        let changed = self.changed.list.iter().filter(|c| c.stage != Stage::Closed).map(|c| c.intercept);
        changed.chain(self.log.left.iter().copied()).fold(sum, |sum, amount| sum.saturating_add(i128::from(amount)))
    }

    /// Lots of a symbol over all accounts and the counterparty, counted anew: zero during a run.
    #[must_use]
    pub fn lots(&self, symbol: u8) -> i64 {
        let Engine { accounts, state, .. } = &*self.engine;
        let of = |slots: &[Slot]| -> i64 {
            slots.iter().filter(|slot| slot.symbol == symbol).map(|slot| slot.lots).fold(0, i64::saturating_add)
        };
        let alive = state.iter().enumerate().filter(|(_, own)| **own != state::ELSEWHERE);
        let mut sum = alive.map(|(place, _)| of(accounts.slots(place))).fold(0, i64::saturating_add);
        for batch in &self.flight {
            for place in &batch.whole.places {
                sum = sum.saturating_add(of(accounts.slots(*place as usize)));
            }
        }
        for (number, changed) in self.changed.list.iter().enumerate() {
            if changed.stage != Stage::Closed {
                sum = sum.saturating_add(of(self.changed.slots(number)));
            }
        }
        sum.saturating_add(self.ledger.counterparty_lots.of(symbol))
    }

    /// What happened, whether or not all of it has, and the engine where the run had it inside.
    #[must_use]
    pub fn end(mut self) -> (Outcome, Option<Engine>) {
        self.conclude();
        let Self { engine, log, .. } = self;
        match engine {
            EngineRef::Owned(engine) => (log, Some(*engine)),
            EngineRef::Borrowed(_) => (log, None),
        }
    }

    /// What happened, whether or not all of it has.
    #[must_use]
    pub fn finish(mut self) -> Outcome {
        self.conclude();
        self.log
    }

    /// Last prices, last fund, and why it ended.
    fn conclude(&mut self) {
        self.log.last = self.seen().first(self.log.symbols).to_vec();
        self.log.fund.1 = self.ledger.fund;
        if self.log.end == End::Quiet && self.next_event().is_some() {
            self.log.end = End::Stopped;
        }
        self.engine.closed_before = self.log.closed.len();
    }
}
