//! What a fund cannot bear, after a batch: winners of the same symbol give up positions or profit, then all accounts share the rest.
//!
//! Positions are taken at the bankruptcy price: the winner closes at the batch's average and gives up what a lot of the bankrupt accounts fell
//! short of, so that the counterparty, which bought those lots a moment ago, hands them on at cost. Nobody gives up more than the profit of the
//! position, nor more than the equity of the account.

use super::accounts::Slot;
use super::adl_shares::{Given, Winner, haircuts, part, part_above, queue, shares, water_filling};
use super::amounts::{self, float, minus, plus};
use super::batch::{Averages, Sharing, Short, Sums};
use super::causes::Seen;
use super::changed::{ChangedAccounts, Stage};
use super::engine::Engine;
use super::market::PerSymbol;
use super::outcome::Deleveraged;
use super::ranking::sign;
use super::rounds::Run;
use super::rules::{Deleveraging, Scan};
use super::winners::alike;
use crate::engine::Error;

/// Prices while winners give up what they give, and the money of a lot at the batch's average.
struct Now {
    seen: PerSymbol<Seen>,
    marks: PerSymbol<f64>,
    price: f64,
}

impl Run<'_> {
    /// Begins to let others bear what the fund fell below zero in this batch.
    pub(super) fn begin_sharing(&self, sums: &Sums, averages: &Averages) -> Result<Sharing, Error> {
        let before = self.ledger.fund.saturating_neg().min(sums.deficits).max(0);
        let off = self.rules.deleveraging == Deleveraging::Off;
        let shorts = if off || before == 0 { PerSymbol::default() } else { self.shorts(averages)? };
        let lists = if off || before == 0 { 0 } else { self.engine.market.count().saturating_mul(2) };
        Ok(Sharing { before, residual: before, shared: None, shorts, next: 0, lists })
    }

    /// The winners of one symbol and side more, then all together; false once there is nothing left to share.
    pub(super) fn share_some(&mut self, own: &mut Sharing, sums: &Sums, averages: &Averages) -> Result<bool, Error> {
        while own.next < own.lists {
            let (symbol, side) = (u8::try_from(own.next >> 1).unwrap_or(u8::MAX), own.next & 1);
            own.next = own.next.saturating_add(1);
            let short = own.shorts.of(symbol);
            let amount = part(own.before, side_of(short.amount, side), sums.deficits);
            let lots = part_above(side_of(short.lots, side), own.before, sums.deficits);
            if amount > 0 && lots > 0 {
                own.residual = minus(own.residual, self.deleverage(symbol, side, amount, lots, averages)?)?;
                return Ok(true);
            }
        }
        if own.shared.is_none() {
            let all = self.rules.socialise && own.residual > 0;
            own.shared = Some(if all { self.socialise(own.residual)? } else { 0 });
            return Ok(true);
        }
        Ok(false)
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
        let now = Now { seen: self.seen(), marks: self.marks(), price };
        let mut log = Vec::new();
        let mut taken = 0;
        for (winner, given) in winners.iter().zip(given) {
            if given.lots != 0 || given.amount != 0 {
                taken = plus(taken, given.amount)?;
                let one = self.take_from(winner, (symbol, side), given, &now)?;
                log.extend((!self.changed.without_causes).then_some(one));
            }
        }
        log.sort_unstable_by_key(|d| d.account);
        self.log.deleveraged.append(&mut log);
        Ok(taken)
    }

    fn take_from(
        &mut self,
        winner: &Winner,
        which: (u8, usize),
        given: Given,
        now: &Now,
    ) -> Result<Deleveraged, Error> {
        let (symbol, side) = which;
        let number = match winner.changed {
            Some(number) => number as usize,
            None => self.change(winner.place),
        };
        let Engine { market, accounts, .. } = &*self.engine;
        self.changed.count_causes(market, accounts, number, &now.seen);
        let slack_of = |changed: &ChangedAccounts| {
            if changed.without_causes { 0.0 } else { changed.slack(market, number, &now.marks) }
        };
        let before = slack_of(&self.changed);
        let against = |s: &Slot| s.symbol != symbol && s.lots.signum() == sign(side).saturating_neg();
        let hedge = given.lots != 0 && self.changed.slots(number).iter().any(against);
        let lots = given.lots.saturating_mul(sign(side));
        let trade = amounts::whole(float(lots) * now.price)?;
        self.ledger.take_lots(symbol, lots, trade)?;
        self.ledger.pay(given.amount.saturating_neg())?;
        self.changed.reduce_one(market, accounts, number, symbol, lots);
        if let Some(changed) = self.changed.list.get_mut(number) {
            changed.intercept = minus(plus(changed.intercept, trade)?, given.amount)?;
        }
        let after = slack_of(&self.changed);
        if let Some(changed) = self.changed.list.get_mut(number) {
            changed.causes.losses_of_others += float(given.amount);
            changed.causes.parts += before - after - float(given.amount);
        }
        self.changed.look_again(number);
        let (account, round) = (winner.account, self.log.rounds.len());
        Ok(Deleveraged { account, symbol, round, lots, seized: given.amount, hedge })
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
        let (mut given, left) = shares(&able.iter().map(|(equity, ..)| *equity).collect::<Vec<_>>(), amount);
        // What rounding leaves over comes one by one from the largest.
        if let Some(last) = left.checked_sub(1).filter(|last| *last < able.len()) {
            let kept = |number: usize| self.holdings_of(0, u32::try_from(number).ok());
            let mut order: Vec<usize> = (0..able.len()).collect();
            order.select_nth_unstable_by(last, |a, b| {
                let (Some(a), Some(b)) = (able.get(*a), able.get(*b)) else { return std::cmp::Ordering::Equal };
                b.0.cmp(&a.0).then_with(|| alike(kept(a.2), kept(b.2))).then(a.1.cmp(&b.1))
            });
            for own in order.into_iter().take(left) {
                if let Some(share) = given.get_mut(own) {
                    *share = plus(*share, 1)?;
                }
            }
        }
        let mut shared = 0;
        for ((_, _, number), share) in able.iter().zip(given) {
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

fn side_of(both: [i64; 2], side: usize) -> i64 {
    both.get(side).copied().unwrap_or(0)
}
