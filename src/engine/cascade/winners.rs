//! Who gains by a symbol when one side of it loses, and in which order they stand.

use std::cmp::Ordering;

use super::accounts::{Accounts, Slot};
use super::adl_shares::Winner;
use super::amounts::{self, float};
use super::changed::Stage;
use super::engine::Engine;
use super::market::{Market, PerSymbol, Symbol};
use super::ranking::{Screened, sign};
use super::rounds::Run;
use super::rules::Deleveraging;
use crate::engine::Error;

/// What winners of a symbol are reckoned by.
struct Asked<'a> {
    market: &'a Market,
    accounts: &'a Accounts,
    symbol: u8,
    /// Of their positions.
    sign: i64,
    unit: f64,
    /// Money of a lot at the batch's average.
    price: f64,
    marks: PerSymbol<f64>,
    /// True where positions are taken, and not profit alone.
    positions: bool,
}

impl Asked<'_> {
    /// The position that may win.
    fn slot<'s>(&self, slots: &'s [Slot]) -> Option<&'s Slot> {
        slots.iter().find(|s| s.symbol == self.symbol && s.lots.signum() == self.sign)
    }

    /// An account as a winner; `None` where it has no profit or no equity.
    fn winner(
        &self,
        place: u32,
        changed: Option<u32>,
        intercept: i64,
        slots: &[Slot],
    ) -> Result<Option<Winner>, Error> {
        let Self { price, unit, marks, .. } = self;
        let Some(slot) = self.slot(slots) else { return Ok(None) };
        let profit = amounts::whole_below(float(slot.lots) * (price - slot.entry * unit))?;
        if profit <= 0 {
            return Ok(None);
        }
        // A position that is taken is closed at the batch's average, which can lie against it beyond the mark.
        let taken = if self.positions { float(slot.lots) * (price - marks.of(self.symbol) * unit) } else { 0.0 };
        let equity = self.accounts.equity(self.market, place, intercept, slots, marks);
        let equity = amounts::whole_below(equity.min(equity + taken))?;
        if equity <= 0 {
            return Ok(None);
        }
        let lots = slot.lots.saturating_abs();
        let entered = float(lots) * slot.entry * unit;
        let rank = float(profit) / entered * (float(lots) * price / float(equity));
        let account = self.accounts.id(place);
        Ok(Some(Winner { place, changed, account, lots, profit, equity, rank }))
    }
}

impl Run<'_> {
    /// Every live account whose position in the symbol gains when that side loses: a look at all of them.
    pub(super) fn winners(&self, symbol: u8, side: usize, price: f64) -> Result<Vec<Winner>, Error> {
        let Engine { accounts, index, .. } = &*self.engine;
        let asked = self.asked(symbol, side, price);
        let mut winners = Vec::new();
        for place in index.holders(symbol).flatten().filter(|place| self.engine.is_untouched(*place)) {
            let slots = accounts.slots(place as usize);
            winners.extend(asked.winner(place, None, accounts.intercept(place as usize), slots)?);
        }
        for (number, changed) in (0_u32..).zip(&self.changed.list) {
            if changed.stage == Stage::Alive {
                let slots = self.changed.slots(number as usize);
                winners.extend(asked.winner(changed.place, Some(number), changed.intercept, slots)?);
            }
        }
        Ok(winners)
    }

    /// Those of them who come first in the queue until so many lots are found, sorted: only who can rank as high is reckoned exactly.
    pub(super) fn first_winners(
        &mut self,
        symbol: u8,
        side: usize,
        price: f64,
        lots: i64,
    ) -> Result<Vec<Winner>, Error> {
        self.engine.rank(symbol, side);
        self.changed.forget_closed(symbol, side);
        let mut screened = std::mem::take(&mut self.screened);
        let winners = self.queued(&mut screened, symbol, side, price, lots);
        self.screened = screened;
        winners
    }

    fn queued(
        &self,
        screened: &mut Screened,
        symbol: u8,
        side: usize,
        price: f64,
        lots: i64,
    ) -> Result<Vec<Winner>, Error> {
        let Engine { market, accounts, ranking, .. } = &*self.engine;
        let asked = self.asked(symbol, side, price);
        let Some(list) = ranking.of(symbol, side) else { return Ok(vec![]) };
        let start = |symbol: u8| market.get(symbol).map_or(1.0, Symbol::price);
        let mut relative = PerSymbol::default();
        market.numbers().for_each(|s| relative.put(s, asked.marks.of(s) / start(s)));
        let average = price / asked.unit / start(symbol);
        list.screen(screened, &relative, average, side, |place| self.engine.is_untouched(place));
        let mut winners = Vec::new();
        let untouched = |place: u32| {
            let (intercept, slots) = (accounts.intercept(place as usize), accounts.slots(place as usize));
            asked.winner(place, None, intercept, slots)
        };
        for place in list.rest().iter().filter(|place| self.engine.is_untouched(**place)) {
            winners.extend(untouched(*place)?);
        }
        for number in self.changed.holders(symbol, side) {
            if let Some(changed) = self.changed.list.get(*number as usize).filter(|c| c.stage == Stage::Alive) {
                let slots = self.changed.slots(*number as usize);
                winners.extend(asked.winner(changed.place, Some(*number), changed.intercept, slots)?);
            }
        }
        winners.iter().for_each(|winner| screened.add(winner.rank, winner.lots));
        let (mut from, mut enough) = (Screened::top(), float(lots));
        loop {
            let before = from;
            from = screened.down_to(before, enough);
            let mut places = Vec::new();
            list.within(screened, from..before, |place| places.push(place));
            for place in places {
                winners.extend(untouched(place)?);
            }
            // Whoever has not been reckoned ranks below the bucket.
            let surely = |winner: &&Winner| winner.rank >= Screened::least(from);
            let sure = winners.iter().filter(surely).fold(0, |sum, winner| i64::saturating_add(sum, winner.lots));
            if from == 0 || sure >= lots {
                keep_first(&mut winners, lots, |a, b| self.order(a, b));
                return Ok(winners);
            }
            enough *= 2.0;
        }
    }

    /// The order of the queue: by rank, then by content, so that only who holds the same is told apart by number.
    pub(super) fn order(&self, a: &Winner, b: &Winner) -> Ordering {
        let content = b.rank.total_cmp(&a.rank).then(b.lots.cmp(&a.lots)).then(b.equity.cmp(&a.equity));
        content.then(b.profit.cmp(&a.profit)).then_with(|| {
            let (one, other) = (self.holdings_of(a.place, a.changed), self.holdings_of(b.place, b.changed));
            alike(one, other).then(a.account.cmp(&b.account))
        })
    }

    /// What winners of a symbol are reckoned by, now.
    fn asked(&self, symbol: u8, side: usize, price: f64) -> Asked<'_> {
        let Engine { market, accounts, .. } = &*self.engine;
        let unit = market.get(symbol).map_or(0.0, Symbol::unit);
        let positions = matches!(self.rules.deleveraging, Deleveraging::Queue | Deleveraging::WaterFilling);
        Asked { market, accounts, symbol, sign: sign(side), unit, price, marks: self.marks(), positions }
    }

    /// c and slots of an account, wherever it is kept.
    pub(super) fn holdings_of(&self, place: u32, changed: Option<u32>) -> (i64, &[Slot]) {
        match changed {
            Some(number) => {
                let intercept = self.changed.list.get(number as usize).map_or(0, |c| c.intercept);
                (intercept, self.changed.slots(number as usize))
            }
            None => {
                let accounts = &self.engine.accounts;
                (accounts.intercept(place as usize), accounts.slots(place as usize))
            }
        }
    }
}

/// Keeps, sorted, those who come first until so many lots are found, or all where there are fewer. The end is found by halving, so that only
/// those who are kept are sorted: of whoever may win few do.
fn keep_first(winners: &mut Vec<Winner>, lots: i64, order: impl Fn(&Winner, &Winner) -> Ordering) {
    let lots_of = |some: &[Winner]| some.iter().fold(0, |sum, winner| i64::saturating_add(sum, winner.lots));
    // The first `sure` are kept, whoever stands from `end` on is not.
    let (mut sure, mut end, mut left) = (0_usize, winners.len(), lots);
    while end.wrapping_sub(sure) > 1 {
        let Some(open) = winners.get_mut(sure..end) else { break };
        let half = open.len() / 2;
        open.select_nth_unstable_by(half, &order);
        let first = lots_of(open.get(..half).unwrap_or_default());
        if first >= left {
            end = sure.wrapping_add(half);
        } else {
            left = left.wrapping_sub(first);
            sure = sure.wrapping_add(half);
        }
    }
    winners.truncate(end);
    winners.sort_unstable_by(order);
}

/// Orders two accounts by what they hold, so that only accounts that hold the same are told apart by their number.
pub(super) fn alike(one: (i64, &[Slot]), other: (i64, &[Slot])) -> Ordering {
    let slots = |a: &Slot, b: &Slot| {
        a.symbol
            .cmp(&b.symbol)
            .then(a.lots.cmp(&b.lots))
            .then(a.entry.total_cmp(&b.entry))
            .then(a.weight.total_cmp(&b.weight))
    };
    let pairs = one.1.iter().zip(other.1).map(|(a, b)| slots(a, b));
    let first = pairs.into_iter().find(|order| order.is_ne()).unwrap_or(Ordering::Equal);
    one.0.cmp(&other.0).then(one.1.len().cmp(&other.1.len())).then(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::random::Stream;

    #[test]
    fn those_who_are_kept_are_the_first_of_all_sorted() {
        let mut stream = Stream::new(7, 0);
        for count in 0..200_u32 {
            // Few ranks, so that many are equal and the number decides.
            let mut winner = |account: u32| {
                let (lots, rank) = (i64::from(stream.below(9)) + 1, f64::from(stream.below(8)));
                Winner { place: account, changed: None, account, lots, profit: 1, equity: 1, rank }
            };
            let all: Vec<Winner> = (0..count).map(&mut winner).collect();
            let order = |a: &Winner, b: &Winner| b.rank.total_cmp(&a.rank).then(a.account.cmp(&b.account));
            let mut sorted = all.clone();
            sorted.sort_unstable_by(order);
            for lots in [1, 5, i64::from(count) * 2, i64::from(count) * 4, i64::from(count) * 20, i64::MAX] {
                let mut found = 0;
                let many = sorted
                    .iter()
                    .take_while(|w| {
                        found += w.lots;
                        found - w.lots < lots
                    })
                    .count();
                let mut own = all.clone();
                keep_first(&mut own, lots, order);
                let numbers = |list: &[Winner]| list.iter().map(|w| w.account).collect::<Vec<_>>();
                assert_eq!(numbers(&own), numbers(&sorted[..many.max(1).min(sorted.len())]), "{count} {lots}");
            }
        }
    }
}
