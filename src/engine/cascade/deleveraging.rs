//! What a fund cannot bear, after a batch: winners of the same symbol give up positions or profit, then all accounts share the rest.
//!
//! Positions are taken at the bankruptcy price: the winner closes at the batch's average and gives up what a lot of the bankrupt accounts fell
//! short of, so that the counterparty, which bought those lots a moment ago, hands them on at cost. Nobody gives up more than the profit of the
//! position, nor more than the equity of the account.

use std::cmp::Ordering;

use super::accounts::{Accounts, Slot};
use super::amounts::{self, float, minus, plus};
use super::changed::Stage;
use super::engine::Engine;
use super::giving::{Given, Winner, haircuts, part, part_above, queue, shares, water_filling};
use super::market::{Market, PerSymbol, Symbol};
use super::outcome::Deleveraged;
use super::ranking::{Screened, sign};
use super::rounds::Run;
use super::rules::{Deleveraging, Scan};
use super::settlement::{Averages, Sums};
use crate::engine::Error;

/// What a symbol's bankrupt accounts fell short of, by the side that they held.
#[derive(Debug, Clone, Copy, Default)]
struct Short {
    /// Micro-units, of longs and of shorts.
    amount: [i64; 2],
    /// Their lots, absolute.
    lots: [i64; 2],
}

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
    /// Lets others bear what the fund fell below zero in this batch. Gives what winners gave up and what all shared.
    pub(super) fn share_losses(&mut self, sums: &Sums, averages: &Averages) -> Result<(i64, i64), Error> {
        let mut residual = self.ledger.fund.saturating_neg().min(sums.deficits);
        if residual <= 0 {
            return Ok((0, 0));
        }
        let before = residual;
        if self.rules.deleveraging != Deleveraging::Off {
            let shorts = self.shorts(averages)?;
            for symbol in self.engine.market.numbers() {
                let short = shorts.of(symbol);
                for side in 0..2 {
                    let amount = part(before, side_of(short.amount, side), sums.deficits);
                    let lots = part_above(side_of(short.lots, side), before, sums.deficits);
                    if amount > 0 && lots > 0 {
                        residual = minus(residual, self.deleverage(symbol, side, amount, lots, averages)?)?;
                    }
                }
            }
        }
        let winners = minus(before, residual)?;
        let shared = if self.rules.socialise && residual > 0 { self.socialise(residual)? } else { 0 };
        Ok((winners, shared))
    }

    /// The deficits of the batch, put down to the positions that were closed.
    fn shorts(&self, averages: &Averages) -> Result<PerSymbol<Short>, Error> {
        let mut shorts = PerSymbol::default();
        let Engine { accounts, .. } = &*self.engine;
        let mut changed = self.bankrupt.iter().peekable();
        for (number, (place, deficit)) in self.log.deficits.iter().enumerate().skip(self.deficits_before) {
            // A changed account closed what was left of it, not what it began with.
            match changed.next_if(|(own, _)| *own == number) {
                Some((_, slots)) => fell_short(&mut shorts, *deficit, slots, averages)?,
                None => fell_short(&mut shorts, *deficit, accounts.slots(*place as usize), averages)?,
            }
        }
        Ok(shorts)
    }

    /// Takes an amount, and with the policies that close positions so many lots, from the winners of one symbol; `side` is the losers',
    /// 0 for longs. Gives what was taken.
    fn deleverage(
        &mut self,
        symbol: u8,
        side: usize,
        amount: i64,
        lots: i64,
        averages: &Averages,
    ) -> Result<i64, Error> {
        let price = if side == 0 { averages.sale.of(symbol) } else { averages.purchase.of(symbol) };
        let lazy = self.rules.scan == Scan::Lazy && self.rules.deleveraging == Deleveraging::Queue;
        let winners = if lazy {
            self.first_winners(symbol, side, price, lots)?
        } else {
            let mut winners = self.winners(symbol, side, price)?;
            winners.sort_unstable_by(|a, b| self.order(a, b));
            winners
        };
        let given = match self.rules.deleveraging {
            Deleveraging::Off => return Ok(0),
            Deleveraging::Queue => queue(&winners, amount, lots)?,
            Deleveraging::WaterFilling => water_filling(&winners, amount, lots, price)?,
            Deleveraging::ProRata => haircuts(&winners, amount, 1.0)?,
            Deleveraging::CappedProRata { cap } => haircuts(&winners, amount, cap)?,
        };
        let mut log = Vec::new();
        let mut taken = 0;
        for (winner, given) in winners.iter().zip(given) {
            if given.lots != 0 || given.amount != 0 {
                taken = plus(taken, given.amount)?;
                log.push(self.take_from(winner, symbol, side, given, price)?);
            }
        }
        log.sort_unstable_by_key(|d| d.account);
        self.log.deleveraged.append(&mut log);
        Ok(taken)
    }

    /// Every live account whose position in the symbol gains when that side loses: a look at all of them.
    fn winners(&self, symbol: u8, side: usize, price: f64) -> Result<Vec<Winner>, Error> {
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

    /// Those of them who come first in the queue until so many lots are found, and perhaps some more, sorted: only who can rank as high is
    /// reckoned exactly.
    fn first_winners(&mut self, symbol: u8, side: usize, price: f64, lots: i64) -> Result<Vec<Winner>, Error> {
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
            winners.sort_unstable_by(|a, b| self.order(a, b));
            let mut left = lots;
            let last = winners.iter().find(|winner| {
                left = left.saturating_sub(winner.lots);
                left <= 0
            });
            // Whoever has not been reckoned ranks below the bucket.
            if from == 0 || last.is_some_and(|last| last.rank >= Screened::least(from)) {
                return Ok(winners);
            }
            enough *= 2.0;
        }
    }

    /// The order of the queue: by rank, then by content, so that only who holds the same is told apart by number.
    fn order(&self, a: &Winner, b: &Winner) -> Ordering {
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
    fn holdings_of(&self, place: u32, changed: Option<u32>) -> (i64, &[Slot]) {
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

    fn take_from(
        &mut self,
        winner: &Winner,
        symbol: u8,
        side: usize,
        given: Given,
        price: f64,
    ) -> Result<Deleveraged, Error> {
        let number = match winner.changed {
            Some(number) => number as usize,
            None => self.change(winner.place),
        };
        let (seen, marks) = (self.seen(), self.marks());
        let Engine { market, accounts, .. } = &*self.engine;
        self.changed.count_causes(market, accounts, number, &seen);
        let before = self.changed.slack(market, number, &marks);
        let sign: i64 = if side == 0 { -1 } else { 1 };
        let slots = self.changed.slots(number).to_vec();
        let hedge =
            given.lots != 0 && slots.iter().any(|s| s.symbol != symbol && s.lots.signum() == sign.saturating_neg());
        let lots: Vec<i64> =
            slots.iter().map(|s| if s.symbol == symbol { given.lots.saturating_mul(sign) } else { 0 }).collect();
        let trade = amounts::whole(float(given.lots.saturating_mul(sign)) * price)?;
        self.ledger.take_lots(symbol, given.lots.saturating_mul(sign), trade)?;
        self.ledger.pay(given.amount.saturating_neg())?;
        self.changed.reduce(market, accounts, number, &lots, false);
        if let Some(changed) = self.changed.list.get_mut(number) {
            changed.intercept = minus(plus(changed.intercept, trade)?, given.amount)?;
        }
        let after = self.changed.slack(market, number, &marks);
        if let Some(changed) = self.changed.list.get_mut(number) {
            changed.causes.losses_of_others += float(given.amount);
            changed.causes.parts += before - after - float(given.amount);
        }
        self.changed.look_again(number);
        Ok(Deleveraged {
            account: winner.account,
            symbol,
            round: self.log.rounds.len(),
            lots: given.lots.saturating_mul(sign),
            seized: given.amount,
            hedge,
        })
    }

    /// Shares an amount among all live accounts in proportion to their equity, no more than it. Gives what was shared.
    fn socialise(&mut self, amount: i64) -> Result<i64, Error> {
        self.change_all(|_| true);
        let (seen, marks) = (self.seen(), self.marks());
        let mut able: Vec<(i64, u32, usize)> = Vec::new();
        for (number, changed) in self.changed.list.iter().enumerate() {
            let Engine { market, accounts, .. } = &*self.engine;
            let slots = self.changed.slots(number);
            let equity = accounts.equity(market, changed.place, changed.intercept, slots, &marks);
            let equity = amounts::whole_below(equity)?;
            if changed.stage == Stage::Alive && equity > 0 {
                able.push((equity, accounts.id(changed.place), number));
            }
        }
        able.sort_by(|a, b| {
            let kept = |number: usize| self.holdings_of(0, u32::try_from(number).ok());
            b.0.cmp(&a.0).then_with(|| alike(kept(a.2), kept(b.2))).then(a.1.cmp(&b.1))
        });
        let shares = shares(&able.iter().map(|(equity, ..)| *equity).collect::<Vec<_>>(), amount);
        let mut shared = 0;
        for ((_, _, number), share) in able.iter().zip(shares) {
            let Engine { market, accounts, .. } = &*self.engine;
            self.changed.count_causes(market, accounts, *number, &seen);
            if let Some(changed) = self.changed.list.get_mut(*number) {
                changed.intercept = minus(changed.intercept, share)?;
                changed.causes.losses_of_others += float(share);
            }
            self.changed.look_again(*number);
            self.ledger.pay(share.saturating_neg())?;
            shared = plus(shared, share)?;
        }
        Ok(shared)
    }
}

/// Puts a deficit down to positions in proportion to their notional; the remainder to the largest.
fn fell_short(shorts: &mut PerSymbol<Short>, deficit: i64, slots: &[Slot], averages: &Averages) -> Result<(), Error> {
    let worth = |slot: &Slot| (float(slot.lots) * averages.of(slot.lots, slot.symbol)).abs();
    let whole: f64 = slots.iter().map(worth).sum();
    let Some(largest) = slots.iter().max_by(|a, b| worth(a).total_cmp(&worth(b))).filter(|_| whole > 0.0) else {
        return Ok(());
    };
    let mut left = deficit;
    for slot in slots.iter().filter(|slot| slot.symbol != largest.symbol) {
        let share = amounts::whole_below(float(deficit) * (worth(slot) / whole))?.min(left);
        left = minus(left, share)?;
        put_down(shorts, slot, share)?;
    }
    put_down(shorts, largest, left)
}

fn put_down(shorts: &mut PerSymbol<Short>, slot: &Slot, share: i64) -> Result<(), Error> {
    let Some(short) = shorts.at(slot.symbol) else { return Ok(()) };
    let side = usize::from(slot.lots < 0);
    if let (Some(amount), Some(lots)) = (short.amount.get_mut(side), short.lots.get_mut(side)) {
        *amount = plus(*amount, share)?;
        *lots = plus(*lots, slot.lots.saturating_abs())?;
    }
    Ok(())
}

/// Orders two accounts by what they hold, so that only accounts that hold the same are told apart by their number.
fn alike(one: (i64, &[Slot]), other: (i64, &[Slot])) -> Ordering {
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

fn side_of(both: [i64; 2], side: usize) -> i64 {
    both.get(side).copied().unwrap_or(0)
}
