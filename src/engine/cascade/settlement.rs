//! Execution of a batch, and what becomes of the money.

use super::accounts::Slot;
use super::amounts::{self, float, minus, plus};
use super::batch::{Averages, Batch, Sums};
use super::changed::Stage;
use super::engine::Engine;

use super::rounds::Run;
use super::rules::CoinSale;
use crate::engine::Error;

/// An account after its trades, before fees.
struct Trades {
    /// What it has, micro-units.
    cash: i64,
    /// Notional of its positions' trades.
    notional: i64,
}

impl Run<'_> {
    /// Hands the lots of whoever is closed whole over to the counterparty.
    pub(super) fn hand_over(&mut self, batch: &Batch) -> Result<(), Error> {
        let found = &batch.whole;
        for symbol in self.engine.market.numbers() {
            let lots = minus(found.sold.of(symbol), found.bought.of(symbol))?;
            self.ledger.counterparty_lots.add(symbol, lots);
        }
        Ok(())
    }

    /// Closes accounts that are still as they were at the start: the hot path of a large cascade.
    pub(super) fn close_whole(&mut self, places: &[u32], averages: &Averages, sums: &mut Sums) -> Result<(), Error> {
        let (taker_fee, liquidation_fee) = (self.rules.taker_fee, self.rules.liquidation_fee);
        let mut traded = 0_i128;
        for place in places {
            let accounts = &self.engine.accounts;
            let intercept = accounts.intercept(*place as usize);
            // Whole numbers below 2^51 are exact in f64, and there the sums are quickest.
            let (mut cash, mut notional) = (float(intercept), 0.0);
            for (symbol, lots) in accounts.positions(*place as usize) {
                let amount = amounts::nearest(float(lots) * averages.of(lots, symbol));
                cash += amount;
                notional += amount.abs();
            }
            let coins = !accounts.coins.is_empty() && accounts.coins_of(*place).next().is_some();
            let fast = notional + float(intercept).abs() < amounts::FAST;
            if coins || !fast {
                self.close(*place, averages, sums)?;
                continue;
            }
            let left = cash.max(0.0);
            let taker = amounts::nearest(taker_fee * notional).min(left);
            let liquidation = amounts::nearest(liquidation_fee * notional).min(left - taker);
            let rest = amounts::integer(cash - taker - liquidation);
            traded = traded.wrapping_add(i128::from(amounts::integer(cash).wrapping_sub(intercept)));
            sums.taker = plus(sums.taker, amounts::integer(taker))?;
            sums.liquidation = plus(sums.liquidation, amounts::integer(liquidation))?;
            sums.notional = plus(sums.notional, amounts::integer(notional))?;
            self.log.closed.push(accounts.id(*place));
            self.log.left.push(rest.max(0));
            if rest < 0 {
                sums.deficits = minus(sums.deficits, rest)?;
                self.log.deficits.push((*place, rest.saturating_neg()));
            }
        }
        self.ledger.counterparty = self.ledger.counterparty.saturating_sub(traded);
        Ok(())
    }

    /// Closes one of them, with coins or amounts that are too large for the quick way. Its lots have been handed over.
    fn close(&mut self, place: u32, averages: &Averages, sums: &mut Sums) -> Result<(), Error> {
        let accounts = &self.engine.accounts;
        let mut trades = Trades { cash: accounts.intercept(place as usize), notional: 0 };
        for slot in accounts.slots(place as usize) {
            let amount = trades.take(slot.lots, slot.symbol, averages)?;
            self.ledger.take_lots(slot.symbol, 0, amount)?;
        }
        self.sell_coins(place, &mut trades, averages)?;
        self.finish_account(place, &trades, sums, None)
    }

    /// Closes the lots of a changed account's order. True where nothing is left of it.
    pub(super) fn close_changed(&mut self, number: usize, averages: &Averages, sums: &mut Sums) -> Result<bool, Error> {
        let Some(changed) = self.changed.list.get(number) else { return Ok(true) };
        let place = changed.place;
        let mut trades = Trades { cash: changed.intercept, notional: 0 };
        let slots = self.changed.slots(number).to_vec();
        let lots = self.changed.closing(number).to_vec();
        let all = is_all(&slots, &lots);
        for (slot, lots) in slots.iter().zip(&lots) {
            let amount = trades.take(*lots, slot.symbol, averages)?;
            self.ledger.take_lots(slot.symbol, *lots, amount)?;
        }
        if all {
            self.sell_coins(place, &mut trades, averages)?;
            self.changed.reduce(&self.engine.market, &self.engine.accounts, number, &lots, true);
            self.changed.executed(number, Stage::Closed);
            self.finish_account(place, &trades, sums, Some(slots))?;
            return Ok(true);
        }
        let (seen, marks) = (self.seen(), self.marks());
        let Engine { market, accounts, .. } = &*self.engine;
        self.changed.count_causes(market, accounts, number, &seen);
        let before = self.changed.slack(market, number, &marks);
        self.changed.reduce(market, accounts, number, &lots, false);
        let equity = accounts.equity(market, place, trades.cash, self.changed.slots(number), &marks);
        let (taker, liquidation) = self.fees(trades.notional, amounts::whole_below(equity)?)?;
        if let Some(changed) = self.changed.list.get_mut(number) {
            changed.intercept = minus(minus(trades.cash, taker)?, liquidation)?;
        }
        self.changed.executed(number, Stage::Alive);
        let after = self.changed.slack(market, number, &marks);
        if let Some(changed) = self.changed.list.get_mut(number) {
            let fees = float(taker) + float(liquidation);
            changed.causes.fees += fees;
            changed.causes.parts += before - after - fees;
        }
        self.changed.look_again(number);
        sums.charge(taker, liquidation, trades.notional)?;
        Ok(false)
    }

    /// The coins of a closed account, sold or taken over.
    fn sell_coins(&mut self, place: u32, trades: &mut Trades, averages: &Averages) -> Result<(), Error> {
        let marks = self.marks_before;
        let Engine { market, accounts, .. } = &*self.engine;
        for (number, lots) in accounts.coins_of(place) {
            let Some(symbol) = market.get(number) else { continue };
            match self.rules.coins {
                CoinSale::Book => {
                    let amount = amounts::whole(float(lots) * averages.sale.of(number))?;
                    trades.cash = plus(trades.cash, amount)?;
                    self.ledger.counterparty = self.ledger.counterparty.saturating_sub(i128::from(amount));
                    if let Some(held) = self.ledger.counterparty_coins.at(number) {
                        *held = plus(*held, lots)?;
                    }
                }
                CoinSale::Fund => {
                    let worth = float(lots) * symbol.unit() * marks.of(number) * (1.0 - symbol.haircut);
                    let amount = amounts::whole(worth)?;
                    trades.cash = plus(trades.cash, amount)?;
                    self.ledger.pay(amount)?;
                    if let Some(held) = self.ledger.fund_coins.at(number) {
                        *held = plus(*held, lots)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Fees of a notional as far as equity is left: to the venue first, then to the fund.
    fn fees(&self, notional: i64, equity: i64) -> Result<(i64, i64), Error> {
        let left = equity.max(0);
        let taker = amounts::whole(self.rules.taker_fee * float(notional))?.min(left);
        let liquidation = amounts::whole(self.rules.liquidation_fee * float(notional))?.min(minus(left, taker)?);
        Ok((taker, liquidation))
    }

    /// Fees and deficit of an account that has nothing left.
    fn finish_account(
        &mut self,
        place: u32,
        trades: &Trades,
        sums: &mut Sums,
        changed: Option<Vec<Slot>>,
    ) -> Result<(), Error> {
        let (taker, liquidation) = self.fees(trades.notional, trades.cash)?;
        sums.charge(taker, liquidation, trades.notional)?;
        let cash = minus(minus(trades.cash, taker)?, liquidation)?;
        self.log.closed.push(self.engine.accounts.id(place));
        self.log.left.push(cash.max(0));
        if let Some(slots) = changed.filter(|_| cash < 0) {
            self.bankrupt.push((self.log.deficits.len(), slots));
        }
        if cash < 0 {
            sums.deficits = minus(sums.deficits, cash)?;
            self.log.deficits.push((place, cash.saturating_neg()));
        }
        Ok(())
    }

    /// Funding: longs pay shorts at the mark, the counterparty stands for whoever is missing. Orders on the way count as closed.
    pub(super) fn fund_positions(&mut self, rates: &[f64]) -> Result<(), Error> {
        self.change_all(|slot| slot.lots != 0 && rates.get(usize::from(slot.symbol)).is_some_and(|r| *r != 0.0));
        let (seen, marks) = (self.seen(), self.marks());
        for number in 0..self.changed.list.len() {
            if self.changed.list.get(number).is_none_or(|c| c.stage != Stage::Alive) {
                continue;
            }
            let Engine { market, accounts, .. } = &*self.engine;
            let mut paid = 0_i64;
            for slot in self.changed.slots(number) {
                let rate = rates.get(usize::from(slot.symbol)).copied().unwrap_or(0.0);
                let unit = market.get(slot.symbol).map_or(0.0, super::market::Symbol::unit);
                paid = plus(paid, amounts::whole(rate * float(slot.lots) * unit * marks.of(slot.symbol))?)?;
            }
            self.changed.count_causes(market, accounts, number, &seen);
            if let Some(changed) = self.changed.list.get_mut(number) {
                changed.intercept = minus(changed.intercept, paid)?;
                changed.causes.funding += float(paid);
            }
            self.changed.look_again(number);
            self.ledger.counterparty = self.ledger.counterparty.saturating_add(i128::from(paid));
        }
        Ok(())
    }
}

pub(super) fn is_all(slots: &[Slot], lots: &[i64]) -> bool {
    slots.iter().map(|slot| slot.lots).eq(lots.iter().copied())
}

impl Trades {
    /// Trades lots of a position away. Gives what came in for them.
    #[inline]
    fn take(&mut self, lots: i64, symbol: u8, averages: &Averages) -> Result<i64, Error> {
        let amount = amounts::whole(float(lots) * averages.of(lots, symbol))?;
        self.cash = plus(self.cash, amount)?;
        self.notional = plus(self.notional, amount.saturating_abs())?;
        Ok(amount)
    }
}
