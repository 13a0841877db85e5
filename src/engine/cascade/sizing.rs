//! How much of an account an order closes.

use super::accounts::{Kind, Slot};
use super::amounts::{self, float};
use super::batch::Batch;
use super::engine::Engine;
use super::market::{Market, PerSymbol, Symbol};
use super::outcome::Traced;
use super::rounds::Run;
use super::rules::Sizing;
use super::trigger::state;
use crate::engine::Error;

/// f of L03: the part of every position whose closing brings equity to a margin of what is left, (N m - E) / (N (m - cost)), between
/// 0 and 1. All of it where E / N <= cost: a slice would lower the ratio (L05). Source: cascade-model sections 1.1 and 2.
#[must_use]
pub fn part_to_margin(notional: f64, equity: f64, margin: f64, cost: f64) -> f64 {
    if notional <= 0.0 || equity <= cost * notional {
        return 1.0;
    }
    ((notional * margin - equity) / (notional * (margin - cost))).clamp(0.0, 1.0)
}

impl Run<'_> {
    /// Sizes some more orders of a batch, from `next` on: whom it closes whole stays where it is, others become changed accounts with lots of their
    /// own, and after them come those that were changed before. False once all are sized.
    pub(super) fn size_some(
        &mut self,
        batch: &mut Batch,
        changed: &[u32],
        next: &mut usize,
        most: usize,
    ) -> Result<bool, Error> {
        let parts = self.rules.sizing != Sizing::Full;
        let untouched = if parts { batch.whole.places.len() } else { 0 };
        let all = untouched.saturating_add(changed.len());
        let end = next.saturating_add(most).min(all);
        for at in *next..end {
            let number = match batch.whole.places.get(at).copied().filter(|_| at < untouched) {
                Some(place) => self.change(place),
                None => changed.get(at.saturating_sub(untouched)).map_or(usize::MAX, |number| *number as usize),
            };
            self.send(number, batch)?;
        }
        *next = end;
        if end < all {
            return Ok(true);
        }
        if parts {
            batch.whole.clear();
        }
        Ok(false)
    }

    fn send(&mut self, number: usize, batch: &mut Batch) -> Result<(), Error> {
        let marks = self.marks();
        let Engine { market, accounts, .. } = &*self.engine;
        let Some(changed) = self.changed.list.get(number) else { return Ok(()) };
        let slots = self.changed.slots(number);
        let equity = accounts.equity(market, changed.place, changed.intercept, slots, &marks);
        let lots = match self.rules.sizing {
            Sizing::Full => whole(slots),
            Sizing::ToMargin { margin } => {
                let notional: f64 = slots.iter().map(|slot| notional(market, slot, &marks)).sum();
                let part = part_to_margin(notional, equity, margin, self.rules.cost());
                // A margin below what must be kept restores nothing.
                if part > 0.0 { parts(slots, part)? } else { whole(slots) }
            }
            Sizing::TierLadder => down_a_tier(market, slots, &marks)?,
            Sizing::FifthThenAll if changed.fifth => whole(slots),
            Sizing::FifthThenAll => parts(slots, 0.2)?,
        };
        // Batches are executed in the order of their moments, one a round.
        self.trace(number, batch.moment, &lots);
        if let Some(changed) = self.changed.list.get_mut(number) {
            changed.fifth = true;
        }
        self.changed.send(number, lots);
        batch.changed.push(u32::try_from(number).unwrap_or(u32::MAX));
        Ok(())
    }

    /// Remembers why a changed account is being closed.
    fn trace(&mut self, number: usize, round: usize, lots: &[i64]) {
        if self.changed.without_causes {
            return;
        }
        let Engine { market, accounts, .. } = &*self.engine;
        let seen = self.seen();
        self.changed.count_causes(market, accounts, number, &seen);
        let slack = self.changed.slack(market, number, &self.marks());
        if let Some(changed) = self.changed.list.get(number) {
            let account = accounts.id(changed.place);
            let lost = changed.slack_at_start - slack;
            let sold = self.changed.slots(number).iter().map(|slot| slot.symbol).zip(lots.iter().copied()).collect();
            self.log.traced.push(Traced { account, causes: changed.causes.clone(), lost, round, sold });
        }
    }

    /// Takes every account over to the changed that is still as it was at the start and holds a position of some kind.
    pub(super) fn change_all(&mut self, holds: impl Fn(&Slot) -> bool) {
        for place in 0..u32::try_from(self.engine.count()).unwrap_or(u32::MAX) {
            if self.engine.is_untouched(place) && self.engine.accounts.slots(place as usize).iter().any(&holds) {
                self.change(place);
            }
        }
    }

    /// Takes an account over from the index to the changed. Gives its number there.
    pub(super) fn change(&mut self, place: u32) -> usize {
        let Engine { market, accounts, state, .. } = &mut *self.engine;
        if let Some(own) = state.get_mut(place as usize) {
            *own = state::ELSEWHERE;
        }
        self.changed.take(market, accounts, place, &self.start)
    }
}

/// Notional of a slot's position at the marks, micro-units.
pub(super) fn notional(market: &Market, slot: &Slot, marks: &PerSymbol<f64>) -> f64 {
    let unit = market.get(slot.symbol).map_or(0.0, Symbol::unit);
    (float(slot.lots) * unit).abs() * marks.of(slot.symbol)
}

fn whole(slots: &[Slot]) -> Vec<i64> {
    slots.iter().map(|slot| slot.lots).collect()
}

/// A part of each position, rounded up to whole lots.
fn parts(slots: &[Slot], part: f64) -> Result<Vec<i64>, Error> {
    let lots = |slot: &Slot| amounts::whole_above(float(slot.lots.saturating_abs()) * part);
    slots.iter().map(|slot| Ok(closed(slot, lots(slot)?))).collect()
}

/// So many lots, at least one and at most all, with the sign of the position.
fn closed(slot: &Slot, lots: i64) -> i64 {
    let all = slot.lots.saturating_abs();
    lots.clamp(all.min(1), all).saturating_mul(slot.lots.signum())
}

/// Each position down to the floor of the bracket it lies in; everything where all lie in their lowest.
fn down_a_tier(market: &Market, slots: &[Slot], marks: &PerSymbol<f64>) -> Result<Vec<i64>, Error> {
    let mut lots = Vec::with_capacity(slots.len());
    let mut any = false;
    for slot in slots {
        let Some(s) = market.get(slot.symbol).filter(|_| slot.kind == Kind::Table && slot.lots != 0) else {
            lots.push(0);
            continue;
        };
        let price = marks.of(slot.symbol) * s.unit();
        let floor = s.maintenance.tier_floors().rfind(|floor| *floor <= float(slot.lots.saturating_abs()) * price);
        match floor.filter(|floor| *floor > 0.0) {
            None => lots.push(0),
            Some(floor) => {
                // One lot less than the floor is worth is in the bracket below.
                let kept = amounts::whole_above(floor / price)?.saturating_sub(1);
                lots.push(closed(slot, slot.lots.saturating_abs().saturating_sub(kept)));
                any = true;
            }
        }
    }
    Ok(if any { lots } else { whole(slots) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn l03_partial_liquidation_fraction() {
        let (notional, equity, margin, cost) = (100_000.0, 400.0, 0.01, 0.0015);
        let f = part_to_margin(notional, equity, margin, cost);
        assert!((f - 0.705_882_352_941).abs() < 1e-9);
        let after = (equity - f * notional * cost) / (notional * (1.0 - f));
        assert!((after - margin).abs() < 1e-9);
    }

    #[test]
    fn l05_a_slice_helps_just_where_equity_exceeds_its_cost() {
        let mut stream = crate::engine::random::Stream::new(5, 0);
        for _ in 0..10_000 {
            let (ratio, cost, part) =
                (stream.between(-0.02, 0.05), stream.between(0.0, 0.03), stream.between(0.0, 0.9));
            let after = (ratio - part * cost) / (1.0 - part);
            if part > 1e-6 && (ratio - cost).abs() > 1e-9 {
                assert_eq!(after > ratio, ratio > cost, "{ratio} {cost} {part}");
            }
            // Where it does not, everything is closed at once.
            let f = part_to_margin(1.0, ratio, 0.06, cost);
            assert_eq!(f == 1.0, ratio <= cost, "{ratio} {cost} {f}");
        }
    }
}
