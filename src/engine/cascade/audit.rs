//! What can be asked of a run while it goes on, and what it leaves. Money and lots are counted anew from every account, so that a sum that
//! was carried along wrongly cannot agree with itself.

use super::accounts::Slot;
use super::changed::Stage;
use super::ledger::Ledger;
use super::look::state;
use super::outcome::{Outcome, Round};
use super::rounds::{Engine, Run};

impl Run<'_> {
    /// The rounds so far.
    #[must_use]
    pub fn rounds(&self) -> &[Round] {
        &self.log.rounds
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

    /// What happened, whether or not all of it has.
    #[must_use]
    pub fn finish(mut self) -> Outcome {
        self.log.last = self.seen().first(self.log.symbols).to_vec();
        self.log.fund.1 = self.ledger.fund;
        self.engine.closed_before = self.log.closed.len();
        let accounts = &self.engine.accounts;
        let id = |place: u32| accounts.id.get(place as usize).copied().unwrap_or(u32::MAX);
        for place in &mut self.log.closed {
            *place = id(*place);
        }
        for (place, _) in &mut self.log.deficits {
            *place = id(*place);
        }
        self.log
    }
}
