//! Why an account fell: its lost slack, split by cause.
//!
//! Slack is a straight line in prices, so what an account has lost is a sum over its symbols of w (P_from - P_to). A price that has
//! gone from P_from to P_to along the log path x is split by its parts: with the logarithmic mean L = (P_from - P_to) / x, w L x_outside fell
//! from outside, w L x_forced under forced orders, w L x_lag is the way the mark has not gone yet. Shares of all causes sum to one; a
//! cause that helped has a negative share. Source: cascade-model sections 1 and 6.

use std::borrow::Cow;
use std::ops::Range;

use super::accounts::{Slot, slack_of_slot};
use super::amounts::float;
use super::causes::{Causes, Seen, lost_per_log};
use super::closings::Closings;
use super::engine::Engine;
use super::market::{PerSymbol, Symbol};
use super::outcome::Outcome;
use super::rules::CoinSale;

/// Why one account fell.
#[derive(Debug, Clone, PartialEq)]
pub struct Fall {
    /// Number of the account.
    pub account: u32,
    /// The round whose orders closed it.
    pub round: usize,
    /// Slack lost from the start to its last trigger, in micro-units.
    pub lost: f64,
    /// By cause, in micro-units; sums to `lost`.
    pub causes: Causes,
}

impl Fall {
    /// The share of an amount in the lost slack; `None` where nothing was lost: it was to be closed from the start.
    #[must_use]
    pub fn share(&self, amount: f64) -> Option<f64> {
        (self.lost.abs() > 0.0).then(|| amount / self.lost)
    }
}

/// Why every closed account fell, ready to be asked.
///
/// ```
/// use cascade_notes::engine::cascade::attribution::Attribution;
/// use cascade_notes::engine::cascade::book::Book;
/// use cascade_notes::engine::cascade::market::{Maintenance, Market, Symbol};
/// use cascade_notes::engine::cascade::population::{Account, Holding, Population};
/// use cascade_notes::engine::cascade::engine::Engine;
/// use cascade_notes::engine::cascade::rules::{Rules, Shock};
///
/// // A long that falls at 95 and one that falls at 92; the first one's sale brings the second down.
/// let market = Market::new(vec![Symbol::new("BTC", 1.0, Book::log(100.0, 600.0)?, Maintenance::flat(0.01)?)])?;
/// let longs = [(20, 119_000_000), (30, 267_600_000)]
///     .map(|(lots, margin)| Account::isolated(margin, Holding { symbol: 0, lots, entry: 100.0 }));
/// let mut engine = Engine::new(&market, &Population::new(&market, &longs)?)?;
/// let outcome = engine.run(&Rules::default(), &Shock::to_price(&market, 0, 95.0)?)?;
///
/// let attribution = Attribution::new(&engine, &outcome);
/// let second = attribution.fall(1).unwrap();
/// let (shock, pushed) = (second.share(second.causes.shock).unwrap(), attribution.influence(1, 0).unwrap());
/// assert!((shock + pushed - 1.0).abs() < 1e-9);
/// assert!((0.39..0.40).contains(&pushed));
/// # Ok::<(), cascade_notes::engine::Error>(())
/// ```
#[derive(Debug)]
pub struct Attribution<'a> {
    engine: &'a Engine,
    outcome: &'a Outcome,
    closings: Cow<'a, Closings>,
}

/// What an account sold in one round; bought where negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// The round that executed it.
    pub round: usize,
    /// Number of the symbol.
    pub symbol: u8,
    /// Signed lots.
    pub lots: i64,
}

impl<'a> Attribution<'a> {
    /// The falls of a run of this engine.
    #[must_use]
    pub fn new(engine: &'a Engine, outcome: &'a Outcome) -> Self {
        let mut closings = Closings::new(engine.count());
        while closings.some(outcome, usize::MAX) {}
        Self { engine, outcome, closings: Cow::Owned(closings) }
    }

    /// The same where the log has been read already.
    #[must_use]
    pub fn of(engine: &'a Engine, outcome: &'a Outcome, closings: &'a Closings) -> Self {
        Self { engine, outcome, closings: Cow::Borrowed(closings) }
    }

    /// The accounts that were closed, by rising number.
    pub fn accounts(&self) -> impl Iterator<Item = u32> + '_ {
        self.closed_among(0..self.engine.count())
    }

    /// Those of some numbers that were closed.
    pub fn closed_among(&self, numbers: Range<usize>) -> impl Iterator<Item = u32> + '_ {
        accounts(numbers).filter(|account| self.round(*account).is_some())
    }

    /// Those of some numbers that had orders, whether or not they were closed.
    pub fn who_sold_among(&self, numbers: Range<usize>) -> impl Iterator<Item = u32> + '_ {
        accounts(numbers).filter(|account| self.round(*account).is_some() || self.changed(*account))
    }

    /// The round whose orders closed an account.
    #[must_use]
    pub fn round(&self, account: u32) -> Option<usize> {
        self.closings.round(account)
    }

    /// Why an account fell; `None` for one that was not closed.
    #[must_use]
    pub fn fall(&self, account: u32) -> Option<Fall> {
        let round = self.round(account)?;
        if let Some(traced) = self.closings.last(account).and_then(|last| self.outcome.traced.get(last)) {
            return Some(Fall { account, round, lost: traced.lost, causes: traced.causes.clone() });
        }
        let Engine { market, accounts, place, .. } = self.engine;
        let place = *place.get(account as usize)?;
        let moment = self.outcome.moment(self.outcome.rounds.get(round)?.moment);
        let slots = accounts.slots(place as usize);
        let mut causes = Causes { forced: Vec::with_capacity(slots.len()), ..Causes::default() };
        for slot in slots {
            let start = Seen::start(market.get(slot.symbol).map_or(0.0, Symbol::price));
            let seen = moment.get(usize::from(slot.symbol))?;
            let coins = if slot.coins { accounts.coins(place, slot.symbol) } else { 0 };
            causes.moved(market, slot, coins, &start, seen);
        }
        let slack = |price: &dyn Fn(u8) -> f64| {
            let constant = float(accounts.intercept(place as usize));
            slots.iter().fold(constant, |sum, slot| sum + slack_of_slot(market, slot, price(slot.symbol)))
        };
        let start = slack(&|symbol| market.get(symbol).map_or(0.0, Symbol::price));
        let lost = start - slack(&|symbol| moment.get(usize::from(symbol)).map_or(0.0, |seen| seen.mark));
        Some(Fall { account, round, lost, causes })
    }

    /// Whether an account changed before it fell, by parts closed, funding or the losses of others: its influences are then approximations.
    #[must_use]
    pub fn changed(&self, account: u32) -> bool {
        self.closings.last(account).is_some()
    }

    /// Every executed order of an account, whether or not it was closed in the end; its coins apart, as an order more.
    #[must_use]
    pub fn orders(&self, account: u32) -> Vec<Order> {
        let mut orders = Vec::new();
        self.each_order(account, |order| orders.push(order));
        orders
    }

    /// Gives every executed order of an account, as [`Attribution::orders`] lists them.
    pub(super) fn each_order(&self, account: u32, mut found: impl FnMut(Order)) {
        let Engine { accounts, place, .. } = self.engine;
        let Some(place) = place.get(account as usize).copied() else { return };
        let mut order = |round: usize, symbol: u8, lots: i64| {
            // What was still on the way when the run ended has moved nothing.
            if lots != 0 && round < self.outcome.rounds.len() {
                found(Order { round, symbol, lots });
            }
        };
        let closed = self.round(account);
        if self.changed(account) {
            for traced in self.closings.traced(account).iter().filter_map(|at| self.outcome.traced.get(*at)) {
                traced.sold.iter().for_each(|(symbol, lots)| order(traced.round, *symbol, *lots));
            }
        } else if let Some(round) = closed {
            accounts.positions(place as usize).for_each(|(symbol, lots)| order(round, symbol, lots));
        }
        if let Some(round) = closed.filter(|_| self.outcome.coins == CoinSale::Book) {
            accounts.coins_of(place).for_each(|(symbol, lots)| order(round, symbol, lots));
        }
    }

    /// account -> symbol: the log fall that each order of an account caused.
    #[must_use]
    pub fn pushes(&self, account: u32) -> Vec<(Order, f64)> {
        let caused = |order: Order| (order, self.outcome.caused_by(order.round, order.symbol, order.lots));
        self.orders(account).into_iter().map(caused).collect()
    }

    /// account -> account: the share of one's lost slack that another's orders account for, through every symbol that both hold. Negative
    /// where they helped, zero where they came later. `None` where the one was not closed or lost nothing, or there is no other. An account that has changed
    /// meanwhile is taken as if its weights had been the last ones all along.
    #[must_use]
    pub fn influence(&self, of: u32, by: u32) -> Option<f64> {
        let fall = self.fall(of)?;
        self.engine.place.get(by as usize)?;
        let moment = self.outcome.rounds.get(fall.round)?.moment;
        let looked = self.outcome.looked.get(moment).copied()?;
        let mut sum = 0.0;
        for (order, push) in self.pushes(by).into_iter().filter(|(order, _)| order.round < looked) {
            let left = self.outcome.share_left(order.symbol, order.round, moment);
            sum += self.lost_per_log(&fall, order.symbol, moment) * push * left;
        }
        fall.share(sum)
    }

    /// Slack that a fallen account lost by unit of log fall of a symbol, in micro-units. Where its weights never changed they are read from the
    /// account: what was forced divided by the way forced is noise over noise where pushes up and down have cancelled.
    fn lost_per_log(&self, fall: &Fall, symbol: u8, moment: usize) -> f64 {
        let Engine { market, accounts, place, .. } = self.engine;
        let Some(place) = place.get(fall.account as usize).copied() else { return 0.0 };
        if !self.changed(fall.account) {
            let start = Seen::start(market.get(symbol).map_or(0.0, Symbol::price));
            let Some(seen) = self.outcome.moment(moment).get(usize::from(symbol)) else { return 0.0 };
            let slots = accounts.slots(place as usize).iter().filter(|slot| slot.symbol == symbol);
            let coins = |slot: &Slot| if slot.coins { accounts.coins(place, symbol) } else { 0 };
            return slots.map(|slot| lost_per_log(market, slot, coins(slot), &start, seen)).sum();
        }
        let forced = fall.causes.forced.iter().find(|(known, _)| *known == symbol).map_or(0.0, |(_, amount)| *amount);
        let parts = self.outcome.forced_parts(symbol, moment);
        let (whole, way) = parts.iter().fold((0.0, 0.0), |(whole, way), part| (whole + part, way + part.abs()));
        if whole.abs() > 1e-12 * way { forced / whole } else { 0.0 }
    }

    /// `K_ij` of the whole run: contracts of i whose forced closing is put down to the fall of j, over i's depth and per unit of j's log fall.
    /// Zero where j has not moved.
    #[must_use]
    pub fn matrix(&self) -> Vec<Vec<f64>> {
        let market = &self.engine.market;
        let count = market.count();
        let mut matrix = vec![vec![0.0; count]; count];
        for account in self.accounts() {
            let Some(fall) = self.fall(account) else { continue };
            let shares = self.by_symbol(account, &fall);
            for order in self.orders(account) {
                let Some(row) = matrix.get_mut(usize::from(order.symbol)) else { continue };
                let Some(s) = market.get(order.symbol) else { continue };
                let depth = s.book.depth_per_log();
                for (cell, share) in row.iter_mut().zip(shares.first(count)) {
                    *cell += share * s.contracts(order.lots) / depth;
                }
            }
        }
        for row in &mut matrix {
            for (cell, seen) in row.iter_mut().zip(&self.outcome.last) {
                *cell = if seen.displacement == 0.0 { 0.0 } else { *cell / seen.displacement };
            }
        }
        matrix
    }

    /// Share of an account's lost slack by the symbol whose price it lost to.
    #[must_use]
    pub fn by_symbol(&self, account: u32, fall: &Fall) -> PerSymbol<f64> {
        let mut shares = PerSymbol::default();
        let Engine { market, accounts, place, .. } = self.engine;
        let Some(place) = place.get(account as usize).copied() else { return shares };
        let Some(round) = self.outcome.rounds.get(fall.round) else { return shares };
        let marks = self.outcome.moment(round.moment);
        for slot in accounts.slots(place as usize) {
            let start = market.get(slot.symbol).map_or(0.0, Symbol::price);
            let lost = slack_of_slot(market, slot, start)
                - slack_of_slot(market, slot, marks.get(usize::from(slot.symbol)).map_or(0.0, |seen| seen.mark));
            shares.put(slot.symbol, fall.share(lost).unwrap_or(0.0));
        }
        shares
    }
}

/// Numbers of accounts.
fn accounts(numbers: Range<usize>) -> impl Iterator<Item = u32> {
    let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    number(numbers.start)..number(numbers.end)
}
