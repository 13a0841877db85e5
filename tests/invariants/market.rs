//! From drawn numbers to a market and its accounts. The depth of a symbol follows its open interest, so that cascades of several rounds are
//! common, and no book ends and no price leaves its range.

use cascade_notes::engine::cascade::book::{Book, Shape};
use cascade_notes::engine::cascade::engine::Engine;
use cascade_notes::engine::cascade::ladder::Ladder;
use cascade_notes::engine::cascade::market::{Maintenance, Market, Symbol};
use cascade_notes::engine::cascade::population::{Account, Coins, Holding, Mode, Population};
use cascade_notes::engine::margin::{Bracket, Family, Tiers};
use cascade_notes::engine::units::Rate;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

/// How a book is shaped.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Depth {
    Log,
    Power(f64),
    Ladder,
    Bottomless,
}

/// Brackets of a maintenance table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Table {
    Flat,
    Marginal,
    Jumping,
    /// Deductions that obey nothing: the requirement may jump up or down at any floor.
    Lawless,
}

/// One symbol as it is drawn.
#[derive(Debug, Clone)]
pub struct SymbolSpec {
    pub price: f64,
    pub depth: Depth,
    /// Contracts per unit of log price, over the open interest.
    pub depth_ratio: f64,
    pub table: Table,
    pub family: Family,
    /// Floor in hundreds of quote currency above the one before, and rate above the one before in hundredths of a per cent.
    pub rows: Vec<(i64, i64)>,
    pub haircut: f64,
}

/// One position as it is drawn.
#[derive(Debug, Clone)]
pub struct LegSpec {
    pub symbol: u8,
    pub short: bool,
    /// Logarithm to base ten of its notional in quote currency.
    pub notional: f64,
    /// Log distance of its entry from the starting price.
    pub entry: f64,
}

/// One account as it is drawn.
#[derive(Debug, Clone)]
pub struct AccountSpec {
    pub isolated: bool,
    pub legs: Vec<LegSpec>,
    /// Logarithm to base ten of slack over notional.
    pub safety: f64,
    /// Symbol whose coin is collateral, and the part of equity that it is.
    pub coins: Option<(u8, f64)>,
}

/// All of it.
#[derive(Debug, Clone)]
pub struct Spec {
    pub symbols: Vec<SymbolSpec>,
    pub accounts: Vec<AccountSpec>,
}

/// A requirement as its definition says: floor, rate and deduction in quote currency.
#[derive(Debug, Clone)]
pub struct Keep {
    pub at_entry: bool,
    pub brackets: Vec<(f64, f64, f64)>,
}

/// A built case.
#[derive(Debug, Clone)]
pub struct Case {
    pub market: Market,
    pub accounts: Vec<Account>,
    pub keeps: Vec<Keep>,
}

impl Keep {
    pub fn required(&self, contracts: f64, entry: f64, price: f64) -> f64 {
        let notional = contracts.abs() * if self.at_entry { entry } else { price };
        let bracket = self.brackets.iter().rev().find(|(floor, ..)| *floor <= notional);
        bracket.map_or(0.0, |(_, rate, deduction)| (rate * notional - deduction).max(0.0))
    }
}

impl Case {
    pub fn population(&self) -> Population {
        Population::new(&self.market, &self.accounts).unwrap()
    }

    pub fn engine(&self) -> Engine {
        Engine::new(&self.market, &self.population()).unwrap()
    }

    /// Slack of an account at the starting prices, in quote currency, from its definition.
    pub fn slack(&self, account: &Account) -> f64 {
        let symbols = self.market.symbols();
        let mut slack = micros(account.cash);
        for h in &account.holdings {
            let s = &symbols[usize::from(h.symbol)];
            let contracts = number(h.lots) * s.lot;
            slack += contracts * (s.price() - h.entry);
            slack -= self.keeps[usize::from(h.symbol)].required(contracts, h.entry, s.price());
        }
        for c in &account.coins {
            let s = &symbols[usize::from(c.symbol)];
            slack += number(c.lots) * s.lot * s.price() * (1.0 - s.haircut);
        }
        slack
    }

    /// The same market with other books.
    pub fn with_depth(&self, change: impl Fn(&Shape) -> Shape) -> Self {
        let symbols = self.market.symbols().iter().map(|s| {
            let book = Book::new(s.price(), change(s.book.shape())).unwrap();
            Symbol { book, ..s.clone() }
        });
        Self { market: Market::new(symbols.collect()).unwrap(), ..self.clone() }
    }
}

/// Whole numbers of these tests are far below 2^53.
pub fn number(whole: i64) -> f64 {
    whole.to_f64().unwrap()
}

/// Micro-units in quote currency.
pub fn micros(amount: i64) -> f64 {
    number(amount) / 1e6
}

fn whole(value: f64) -> i64 {
    value.to_i64().unwrap()
}

/// A lot that is worth one to ten of the quote currency.
fn lot(price: f64) -> f64 {
    10_f64.powi(-price.log10().floor().to_i32().unwrap())
}

impl SymbolSpec {
    fn tiers(&self) -> Tiers {
        let (mut floor, mut rate, mut list) = (0, 0, Vec::new());
        for (number, (distance, step)) in self.rows.iter().enumerate() {
            if number > 0 {
                floor += distance * 100;
            }
            rate += step;
            list.push((Decimal::from(floor), Decimal::new(rate, 4), None));
        }
        let tiers = match self.table {
            Table::Flat => Tiers::flat(list[0].1, Decimal::ZERO),
            Table::Marginal => Tiers::marginal(&list),
            Table::Jumping => Tiers::jumping(&list),
            Table::Lawless => Tiers::new(
                list.iter()
                    .zip(&self.rows)
                    .map(|(&(floor, rate, max_leverage), (distance, _))| {
                        let deduction = (rate * floor).min(Decimal::from(distance * 2));
                        Bracket { floor, rate, deduction, max_leverage }
                    })
                    .collect(),
            ),
        };
        tiers.unwrap()
    }

    fn keep(&self) -> Keep {
        let fee = if self.family == Family::APlus { closing_fee() } else { Decimal::ZERO };
        let f = |value: Decimal| value.to_f64().unwrap();
        let brackets = self.tiers().brackets().iter().map(|b| (f(b.floor), f(b.rate + fee), f(b.deduction))).collect();
        Keep { at_entry: self.family == Family::B, brackets }
    }

    fn book(&self, contracts: f64) -> Book {
        let n = contracts * self.depth_ratio;
        let shape = match self.depth {
            Depth::Log => Shape::Log { n },
            Depth::Power(exponent) => Shape::Power { scale: n, exponent },
            Depth::Bottomless => Shape::Bottomless,
            Depth::Ladder => {
                let side = |sign: f64| -> Vec<(f64, f64)> {
                    let near = (1..=50).map(|level| (f64::from(level) * 0.013, n * 0.013));
                    // Each far level takes whatever comes, until a shock passes it.
                    let levels = near.chain((0..8).map(|level| (1.5 + f64::from(level), n * 1e6)));
                    levels.map(|(away, size)| (self.price * (-sign * away).exp(), size)).collect()
                };
                Shape::Ladder(Ladder::new(self.price, &side(1.0), &side(-1.0)).unwrap())
            }
        };
        Book::new(self.price, shape).unwrap()
    }
}

fn closing_fee() -> Decimal {
    Decimal::new(5, 4)
}

impl Spec {
    /// Lots, entries and cash, with the drawn slack at the starting prices. `times` multiplies every lot and all cash.
    pub fn build(&self, times: i64) -> Case {
        let keeps: Vec<Keep> = self.symbols.iter().map(SymbolSpec::keep).collect();
        let accounts: Vec<Account> = self.accounts.iter().map(|a| self.account(a, &keeps, times)).collect();
        let mut held = vec![1.0; self.symbols.len()];
        for account in &accounts {
            for h in &account.holdings {
                held[usize::from(h.symbol)] += number(h.lots.abs());
            }
            for c in &account.coins {
                held[usize::from(c.symbol)] += number(c.lots);
            }
        }
        let symbols = self.symbols.iter().zip(&held).enumerate().map(|(number, (s, held))| {
            let lot = lot(s.price);
            let keep = Maintenance::of(s.family, &s.tiers(), Rate::new(closing_fee())).unwrap();
            Symbol { haircut: s.haircut, ..Symbol::new(format!("S{number}"), lot, s.book(held * lot), keep) }
        });
        Case { market: Market::new(symbols.collect()).unwrap(), accounts, keeps }
    }

    fn account(&self, spec: &AccountSpec, keeps: &[Keep], times: i64) -> Account {
        let count = u8::try_from(self.symbols.len()).unwrap();
        let (mut holdings, mut notional, mut need) = (Vec::<Holding>::new(), 0.0, 0.0);
        for leg in spec.legs.iter().take(if spec.isolated { 1 } else { 8 }) {
            let symbol = leg.symbol % count;
            if holdings.iter().any(|h| h.symbol == symbol) {
                continue;
            }
            let s = &self.symbols[usize::from(symbol)];
            let lots = whole(10_f64.powf(leg.notional) / (s.price * lot(s.price))).max(1) * times;
            let lots = if leg.short { -lots } else { lots };
            let (contracts, entry) = (number(lots) * lot(s.price), s.price * leg.entry.exp());
            notional += contracts.abs() * s.price;
            need += keeps[usize::from(symbol)].required(contracts, entry, s.price) - contracts * (s.price - entry);
            holdings.push(Holding { symbol, lots, entry });
        }
        let mut coins = Vec::new();
        let mut cash = need + notional * 10_f64.powf(spec.safety);
        if let Some((symbol, part)) = spec.coins.filter(|_| !spec.isolated) {
            let symbol = symbol % count;
            let s = &self.symbols[usize::from(symbol)];
            let one = lot(s.price) * s.price * (1.0 - s.haircut);
            if one > 0.0 {
                let lots = whole(part * notional * 10_f64.powf(spec.safety) / one / number(times)).max(1) * times;
                cash -= number(lots) * one;
                coins.push(Coins { symbol, lots });
            }
        }
        // Up, so that the equity is not below what was drawn; even, so that it has two halves.
        let cash = whole((cash * 1e6 / 2.0).ceil()) * 2;
        let mode = if spec.isolated { Mode::Isolated } else { Mode::Cross };
        Account { mode, cash, holdings, coins }
    }
}
