//! Why an account fell: its lost slack, split by cause.
//!
//! Slack is a straight line in prices, so what an account has lost is a sum over its symbols of w (P_from - P_to). A price that has
//! gone from P_from to P_to along the log path x is split by its parts: with the logarithmic mean L = (P_from - P_to) / x, w L x_outside fell
//! from outside, w L x_forced under forced orders, w L x_lag is the way the mark has not gone yet. Shares of all causes sum to one; a
//! cause that helped has a negative share. Source: cascade-model sections 1 and 6.

use std::collections::BTreeMap;

use super::accounts::{Slot, slack_of_slot};
use super::causes::{Causes, Seen, lost_per_log};
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
    /// Round of each closed account.
    rounds: BTreeMap<u32, usize>,
    /// Orders of each account that had changed, in the list of the outcome.
    traced: BTreeMap<u32, Vec<usize>>,
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
        let mut rounds = BTreeMap::new();
        for (number, round) in outcome.rounds.iter().enumerate() {
            for account in outcome.closed.iter().skip(round.first).take(round.closed) {
                rounds.insert(*account, number);
            }
        }
        let mut traced: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (at, order) in outcome.traced.iter().enumerate() {
            traced.entry(order.account).or_default().push(at);
        }
        Self { engine, outcome, rounds, traced }
    }

    /// The accounts that were closed, by rising number.
    pub fn accounts(&self) -> impl Iterator<Item = u32> + '_ {
        self.rounds.keys().copied()
    }

    /// The accounts that had orders, whether or not they were closed, by rising number.
    #[must_use]
    pub fn who_sold(&self) -> Vec<u32> {
        let mut list: Vec<u32> = self.accounts().chain(self.traced.keys().copied()).collect();
        list.sort_unstable();
        list.dedup();
        list
    }

    /// The round whose orders closed an account.
    #[must_use]
    pub fn round(&self, account: u32) -> Option<usize> {
        self.rounds.get(&account).copied()
    }

    /// Why an account fell; `None` for one that was not closed.
    #[must_use]
    pub fn fall(&self, account: u32) -> Option<Fall> {
        let round = self.round(account)?;
        if let Some(traced) = self.traced.get(&account).and_then(|all| self.outcome.traced.get(*all.last()?)) {
            return Some(Fall { account, round, lost: traced.lost, causes: traced.causes.clone() });
        }
        let Engine { market, accounts, place, .. } = self.engine;
        let place = *place.get(account as usize)?;
        let moment = self.outcome.moment(self.outcome.rounds.get(round)?.moment);
        let mut causes = Causes::default();
        for slot in accounts.slots(place as usize) {
            let start = Seen::start(market.get(slot.symbol).map_or(0.0, Symbol::price));
            let seen = moment.get(usize::from(slot.symbol))?;
            let coins = if slot.coins { accounts.coins(place, slot.symbol) } else { 0 };
            causes.moved(market, slot, coins, &start, seen);
        }
        let start = market.each(Symbol::price);
        let then = PerSymbol::from_fn(|s| moment.get(s).map_or(0.0, |seen| seen.mark));
        let lost = accounts.slack(market, place as usize, &start) - accounts.slack(market, place as usize, &then);
        Some(Fall { account, round, lost, causes })
    }

    /// Whether an account changed before it fell, by parts closed, funding or the losses of others: its influences are then approximations.
    #[must_use]
    pub fn changed(&self, account: u32) -> bool {
        self.traced.contains_key(&account)
    }

    /// Every executed order of an account, whether or not it was closed in the end; its coins apart, as an order more.
    #[must_use]
    pub fn orders(&self, account: u32) -> Vec<Order> {
        let Engine { accounts, place, .. } = self.engine;
        let Some(place) = place.get(account as usize).copied() else { return vec![] };
        let mut orders = Vec::new();
        let closed = self.round(account);
        match self.traced.get(&account) {
            Some(all) => {
                for traced in all.iter().filter_map(|at| self.outcome.traced.get(*at)) {
                    let round = traced.round;
                    orders.extend(traced.sold.iter().map(|(symbol, lots)| Order {
                        round,
                        symbol: *symbol,
                        lots: *lots,
                    }));
                }
            }
            None => {
                let positions = accounts.positions(place as usize);
                let sold = closed.map(|round| positions.map(move |(symbol, lots)| Order { round, symbol, lots }));
                orders.extend(sold.into_iter().flatten());
            }
        }
        if let Some(round) = closed.filter(|_| self.outcome.coins == CoinSale::Book) {
            orders.extend(accounts.coins_of(place).map(|(symbol, lots)| Order { round, symbol, lots }));
        }
        // What was still on the way when the run ended has moved nothing.
        orders.retain(|order| order.lots != 0 && order.round < self.outcome.rounds.len());
        orders
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
        let marks = self.outcome.marks(round.moment);
        for slot in accounts.slots(place as usize) {
            let start = market.get(slot.symbol).map_or(0.0, Symbol::price);
            let lost = slack_of_slot(market, slot, start) - slack_of_slot(market, slot, marks.of(slot.symbol));
            shares.put(slot.symbol, fall.share(lost).unwrap_or(0.0));
        }
        shares
    }
}
