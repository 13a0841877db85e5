//! A batch of orders that has arrived: what it does to the books, whom it closes, and who bears what is missing. In pieces, so that whoever steps a
//! run of a million accounts is not held up by one event.

use super::amounts::{minus, plus};
use super::batch::{Averages, Batch, Execution, Sums};
use super::market::PerSymbol;
use super::outcome::{Round, Traded};
use super::rounds::Run;
use super::rules::{CoinSale, Netting};
use super::settlement::is_all;
use crate::engine::Error;

/// Accounts that are closed whole in one go.
const WHOLE: usize = 4096;

/// Changed accounts that are closed in one go.
const CHANGED: usize = 4096;

impl Run<'_> {
    /// Begins: moves the books.
    pub(super) fn begin_execution(&mut self, batch: Batch) -> Result<Execution, Error> {
        let mut rows = self.flows(&batch)?;
        self.marks_before = self.marks();
        let averages = self.trade(&mut rows)?;
        self.settle_marks();
        let first = self.log.closed.len();
        self.deficits_before = self.log.deficits.len();
        self.bankrupt.clear();
        self.hand_over(&batch)?;
        let sums = Sums::default();
        Ok(Execution { batch, rows, averages, sums, first, parts: 0, whole: 0, changed: 0, sharing: None })
    }

    /// Some more of it; false once it is executed.
    pub(super) fn go_on(&mut self, own: &mut Execution) -> Result<bool, Error> {
        let places = own.batch.whole.places.get(own.whole..).unwrap_or_default();
        if !places.is_empty() {
            let some = places.get(..WHOLE).unwrap_or(places);
            self.close_whole(some, &own.averages, &mut own.sums)?;
            own.whole = own.whole.saturating_add(some.len());
            return Ok(true);
        }
        if own.changed < own.batch.changed.len() {
            for number in own.batch.changed.iter().skip(own.changed).take(CHANGED) {
                let all = self.close_changed(*number as usize, &own.averages, &mut own.sums)?;
                own.parts = own.parts.saturating_add(usize::from(!all));
            }
            own.changed = own.changed.saturating_add(CHANGED);
            return Ok(true);
        }
        let Some(sharing) = &mut own.sharing else {
            self.ledger.venue = self.ledger.venue.saturating_add(i128::from(own.sums.taker));
            self.ledger.pay(minus(own.sums.deficits, own.sums.liquidation)?)?;
            own.sharing = Some(self.begin_sharing(&own.sums, &own.averages)?);
            return Ok(true);
        };
        if self.share_some(sharing, &own.sums, &own.averages)? {
            return Ok(true);
        }
        let (deleveraged, socialised) = sharing.borne()?;
        let seen = self.seen();
        for ((row, live), seen) in own.rows.iter_mut().zip(&self.live).zip(seen.first(self.log.symbols)) {
            row.depth = live.depth * self.rules.depth.factor;
            row.seen = *seen;
        }
        self.name_bankrupt();
        self.log.traded.append(&mut own.rows);
        self.log.rounds.push(Round {
            time: self.now,
            moment: own.batch.moment,
            first: own.first,
            closed: self.log.closed.len().saturating_sub(own.first),
            parts: own.parts,
            notional: own.sums.notional,
            taker_fees: own.sums.taker,
            liquidation_fees: own.sums.liquidation,
            deficits: own.sums.deficits,
            deleveraged,
            socialised,
            fund: self.ledger.fund,
        });
        Ok(false)
    }

    /// A row for each symbol of a round that begins.
    fn rows(&self) -> Vec<Traded> {
        self.live.iter().map(|live| Traded { before: live.place.displacement, ..Traded::default() }).collect()
    }

    /// Puts the numbers of accounts where the batch has left the places of those that fell short.
    fn name_bankrupt(&mut self) {
        let accounts = &self.engine.accounts;
        for (place, _) in self.log.deficits.iter_mut().skip(self.deficits_before) {
            *place = accounts.id(*place);
        }
    }

    /// Lots sold and bought in each symbol. Errors: overflow, with the symbol's name.
    fn flows(&self, batch: &Batch) -> Result<Vec<Traded>, Error> {
        let mut rows = self.rows();
        let accounts = &self.engine.accounts;
        let with_coins = self.rules.coins == CoinSale::Book;
        let market = &self.engine.market;
        let mut add = |symbol: u8, lots: i64| -> Result<(), Error> {
            let Some(row) = rows.get_mut(usize::from(symbol)) else { return Ok(()) };
            count(row, lots).map_err(|e| match market.get(symbol) {
                Some(s) => e.or_at(s.part()),
                None => e,
            })
        };
        for symbol in market.numbers() {
            add(symbol, batch.whole.sold.of(symbol))?;
            add(symbol, minus(0, batch.whole.bought.of(symbol))?)?;
            if with_coins {
                add(symbol, batch.whole.coins.of(symbol))?;
            }
        }
        for number in &batch.changed {
            let number = *number as usize;
            let (slots, lots) = (self.changed.slots(number), self.changed.closing(number));
            let (all, place) = (is_all(slots, lots), self.changed.list.get(number).map_or(0, |c| c.place));
            for (slot, lots) in slots.iter().zip(lots) {
                add(slot.symbol, *lots)?;
                if slot.coins && all && with_coins {
                    add(slot.symbol, accounts.coins(place, slot.symbol))?;
                }
            }
        }
        Ok(rows)
    }

    /// Moves the books and gives the averages.
    fn trade(&mut self, rows: &mut [Traded]) -> Result<Averages, Error> {
        let mut averages = Averages { sale: PerSymbol::default(), purchase: PerSymbol::default() };
        let depth = self.rules.depth;
        let all = self.live.iter_mut().zip(self.engine.market.symbols()).zip(rows);
        for (number, ((live, symbol), row)) in (0_u8..).zip(all) {
            let named = |e: Error| e.or_at(symbol.part());
            let (sold, bought) = (symbol.contracts(row.sold), symbol.contracts(row.bought));
            match self.rules.netting {
                Netting::Net => {
                    let net = symbol.contracts(minus(row.sold, row.bought).map_err(named)?);
                    row.sale = live.sell(&symbol.book, &depth, net).map_err(named)?.average;
                    row.purchase = row.sale;
                }
                Netting::Gross => {
                    row.sale = live.sell(&symbol.book, &depth, sold).map_err(named)?.average;
                    row.between = Some(live.place.displacement);
                    row.purchase = live.sell(&symbol.book, &depth, -bought).map_err(named)?.average;
                }
            }
            row.after = live.place.displacement;
            averages.sale.put(number, row.sale * symbol.unit());
            averages.purchase.put(number, row.purchase * symbol.unit());
        }
        Ok(averages)
    }
}

/// Counts lots that are traded: above zero sold, below bought. Errors: overflow.
fn count(row: &mut Traded, lots: i64) -> Result<(), Error> {
    if lots > 0 {
        row.sold = plus(row.sold, lots)?;
    } else {
        row.bought = minus(row.bought, lots)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Saturated, the book would be asked for less than what is handed over.
    #[test]
    fn lots_that_cannot_be_counted_are_an_error_and_not_the_largest_number() {
        let mut row = Traded { sold: i64::MAX - 1, bought: i64::MAX - 1, ..Traded::default() };
        count(&mut row, 1).unwrap();
        count(&mut row, -1).unwrap();
        for lots in [1, -1, i64::MIN] {
            assert!(count(&mut row, lots).is_err(), "{lots}");
        }
        assert_eq!((row.sold, row.bought), (i64::MAX, i64::MAX));
    }
}
