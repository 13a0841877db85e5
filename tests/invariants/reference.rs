//! The model once more, from its definitions and by brute force: whole numbers of lots, everything else `f64` in quote currency. Linear-log
//! books, full close, fees, a fund, nobody else bears a loss, no latency. Shares no code with the engine.

use super::market::{Case, Keep, micros, number};
use cascade_notes::engine::cascade::book::Shape;
use cascade_notes::engine::cascade::rules::{CoinSale, Rules};

struct Asset {
    price: f64,
    /// Contracts per unit of log price.
    depth: f64,
    lot: f64,
    haircut: f64,
    keep: Keep,
}

struct Holder {
    cash: f64,
    /// Symbol, lots, entry.
    positions: Vec<(usize, i64, f64)>,
    coins: Vec<(usize, i64)>,
    gone: bool,
}

/// What the rules take.
#[derive(Debug, Clone, Copy, Default)]
pub struct Terms {
    pub taker: f64,
    pub liquidation: f64,
    pub fund: f64,
    pub coins_to_fund: bool,
}

/// A market in the middle of a cascade.
pub struct Reference {
    start: Vec<f64>,
    assets: Vec<Asset>,
    holders: Vec<Holder>,
    terms: Terms,
    pub fund: f64,
    pub venue: f64,
    /// Accounts of each round.
    pub rounds: Vec<Vec<u32>>,
    /// Deficits by account.
    pub deficits: Vec<(u32, f64)>,
}

impl Terms {
    pub fn of(rules: &Rules) -> Self {
        Self {
            taker: rules.taker_fee,
            liquidation: rules.liquidation_fee,
            fund: micros(rules.fund),
            coins_to_fund: rules.coins == CoinSale::Fund,
        }
    }
}

impl Reference {
    pub fn new(case: &Case, terms: Terms) -> Self {
        let assets = case.market.symbols().iter().zip(&case.keeps).map(|(s, keep)| {
            let Shape::Log { n } = s.book.shape() else { panic!("linear-log books only") };
            Asset { price: s.price(), depth: *n, lot: s.lot, haircut: s.haircut, keep: keep.clone() }
        });
        let holders = case.accounts.iter().map(|a| Holder {
            cash: micros(a.cash),
            positions: a.holdings.iter().map(|h| (usize::from(h.symbol), h.lots, h.entry)).collect(),
            coins: a.coins.iter().map(|c| (usize::from(c.symbol), c.lots)).collect(),
            gone: false,
        });
        let assets: Vec<Asset> = assets.collect();
        Self {
            start: assets.iter().map(|a| a.price).collect(),
            assets,
            holders: holders.collect(),
            terms,
            fund: terms.fund,
            venue: 0.0,
            rounds: vec![],
            deficits: vec![],
        }
    }

    pub fn shock(&mut self, falls: &[f64]) {
        for (asset, fall) in self.assets.iter_mut().zip(falls) {
            asset.price *= (-fall).exp();
        }
    }

    /// Log fall of a symbol from its start.
    pub fn moved(&self, symbol: usize) -> f64 {
        (self.start[symbol] / self.assets[symbol].price).ln()
    }

    /// S of an account.
    fn slack(&self, holder: &Holder) -> f64 {
        let mut slack = holder.cash;
        for &(symbol, lots, entry) in &holder.positions {
            let asset = &self.assets[symbol];
            let contracts = number(lots) * asset.lot;
            slack += contracts * (asset.price - entry) - asset.keep.required(contracts, entry, asset.price);
        }
        for &(symbol, lots) in &holder.coins {
            let asset = &self.assets[symbol];
            slack += number(lots) * asset.lot * asset.price * (1.0 - asset.haircut);
        }
        slack
    }

    fn falls(&self, account: usize) -> bool {
        let holder = &self.holders[account];
        !holder.gone && self.slack(holder) <= 0.0
    }

    /// Closes some accounts in one batch.
    fn close(&mut self, batch: &[usize]) {
        // In whole lots, so that what nets to nothing is nothing, and no rounding of it is divided by.
        let mut sold = vec![0_i64; self.assets.len()];
        for &account in batch {
            let holder = &self.holders[account];
            for &(symbol, lots, _) in &holder.positions {
                sold[symbol] += lots;
            }
            for &(symbol, lots) in holder.coins.iter().filter(|_| !self.terms.coins_to_fund) {
                sold[symbol] += lots;
            }
        }
        // The fund takes coins over at the prices that the batch was triggered at.
        let marks: Vec<f64> = self.assets.iter().map(|asset| asset.price).collect();
        let mut averages = Vec::new();
        for (asset, sold) in self.assets.iter_mut().zip(&sold) {
            let moved = number(*sold) * asset.lot / asset.depth;
            // The mean of P e^-x over 0..moved, without the difference of two near prices.
            averages.push(if *sold == 0 { asset.price } else { asset.price * -(-moved).exp_m1() / moved });
            asset.price *= (-moved).exp();
        }
        for &account in batch {
            self.settle(account, &averages, &marks);
        }
        self.rounds.push(batch.iter().map(|account| u32::try_from(*account).unwrap()).collect());
    }

    fn settle(&mut self, account: usize, averages: &[f64], marks: &[f64]) {
        let holder = &self.holders[account];
        let (mut cash, mut notional) = (holder.cash, 0.0);
        for &(symbol, lots, entry) in &holder.positions {
            let contracts = number(lots) * self.assets[symbol].lot;
            cash += contracts * (averages[symbol] - entry);
            notional += contracts.abs() * averages[symbol];
        }
        for &(symbol, lots) in &holder.coins {
            let asset = &self.assets[symbol];
            let contracts = number(lots) * asset.lot;
            if self.terms.coins_to_fund {
                let worth = contracts * marks[symbol] * (1.0 - asset.haircut);
                cash += worth;
                self.fund -= worth;
            } else {
                cash += contracts * averages[symbol];
            }
        }
        let taker = (self.terms.taker * notional).min(cash.max(0.0));
        let liquidation = (self.terms.liquidation * notional).min(cash.max(0.0) - taker);
        self.venue += taker;
        self.fund += liquidation;
        cash -= taker + liquidation;
        if cash < 0.0 {
            self.fund += cash;
            self.deficits.push((u32::try_from(account).unwrap(), -cash));
        }
        self.holders[account].gone = true;
    }

    /// Rounds: whoever falls at these prices is closed together, until nobody does.
    pub fn run(&mut self) {
        loop {
            let batch: Vec<usize> = (0..self.holders.len()).filter(|account| self.falls(*account)).collect();
            if batch.is_empty() {
                return;
            }
            self.close(&batch);
        }
    }

    /// One at a time: the first of an order that falls at the prices of that moment is closed alone, until nobody does.
    pub fn run_in_order(&mut self, order: &[usize]) {
        while let Some(account) = order.iter().copied().find(|account| self.falls(*account)) {
            self.close(&[account]);
        }
    }

    pub fn closed(&self) -> Vec<u32> {
        let mut list: Vec<u32> = self.rounds.concat();
        list.sort_unstable();
        list
    }
}
