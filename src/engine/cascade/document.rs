//! A market and its accounts as a document: versioned, every number a decimal written as a text.
//!
//! ```
//! use cascade_notes::engine::cascade::document::Document;
//! use cascade_notes::engine::cascade::engine::Engine;
//! use cascade_notes::engine::cascade::rules::{Rules, Shock};
//!
//! let text = r#"{
//!   "cascade-notes-market": 1,
//!   "symbols": [{
//!     "name": "BTC", "price": "100", "lot": "0.001",
//!     "depth": {"one-percent": "600", "exponent": "1"},
//!     "maintenance": {"family": "A", "tiers": [["0", "0.01"]]}
//!   }],
//!   "accounts": [{"mode": "isolated", "cash": "119", "positions": [["BTC", "20", "100"]]}]
//! }"#;
//! let document: Document = serde_json::from_str(text)?;
//! let (market, population) = document.read()?;
//! let outcome = Engine::new(&market, &population)?.run(&Rules::default(), &Shock::to_price(&market, 0, 94.9)?)?;
//! assert_eq!(outcome.closed(), 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::amounts::{self, from_decimal};
use super::book::{Book, Shape};
use super::ladder::Ladder;
use super::market::{Maintenance, Market, Symbol};
use super::population::{Account, Builder, Coins, Holding, Mode, Population};
use crate::engine::echo::{LONGEST, echo, is_plain};
use crate::engine::error::{Field, MarketProblem, Part};
use crate::engine::margin::{Family, Tiers};
use crate::engine::units::{Money, Rate};
use crate::engine::{Cause, Error};

/// The version that is read and written.
pub const VERSION: u32 = 1;

/// A market with its accounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// The version of the format.
    #[serde(rename = "cascade-notes-market")]
    pub version: u32,
    /// Symbols, up to 64.
    pub symbols: Vec<SymbolEntry>,
    /// Accounts, by number.
    pub accounts: Vec<AccountEntry>,
}

/// One symbol.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SymbolEntry {
    /// Its name; accounts call it by this.
    pub name: String,
    /// Starting price, in quote currency.
    pub price: Decimal,
    /// Contracts in one lot.
    pub lot: Decimal,
    /// Its book.
    pub depth: DepthEntry,
    /// What positions must keep.
    pub maintenance: MaintenanceEntry,
    /// The part of its coin that does not count as collateral.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub haircut: Decimal,
    /// Loading on the common factor.
    #[serde(default, skip_serializing_if = "Decimal::is_zero")]
    pub beta: Decimal,
    /// Standard deviation of its own part of a factor step.
    #[serde(default, skip_serializing_if = "Decimal::is_zero")]
    pub residual: Decimal,
}

/// A book, in one of four ways: `log`; `one-percent` with `exponent`; `bids` with `asks`; `bottomless`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct DepthEntry {
    /// n: contracts per unit of log price.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log: Option<Decimal>,
    /// D1: money within one per cent on one side, in quote currency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub one_percent: Option<Decimal>,
    /// g: 1 is linear-log, 0.5 square-root impact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exponent: Option<Decimal>,
    /// Levels of a snapshot below the price, best first: price and contracts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bids: Option<Vec<(Decimal, Decimal)>>,
    /// Levels above it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asks: Option<Vec<(Decimal, Decimal)>>,
    /// True where nothing moves it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub bottomless: bool,
}

/// A maintenance rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct MaintenanceEntry {
    /// `A`, `A+` or `B`.
    pub family: String,
    /// Floors and rates, rising.
    pub tiers: Vec<(Decimal, Decimal)>,
    /// Whether the whole position pays the rate of its bracket, so that the requirement jumps at a floor.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub jumping: bool,
    /// Closing fee, for family A+.
    #[serde(default, skip_serializing_if = "Decimal::is_zero")]
    pub closing_fee: Decimal,
}

/// One account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountEntry {
    /// `isolated` or `cross`.
    pub mode: ModeEntry,
    /// Wallet balance or isolated margin, in quote currency.
    pub cash: Decimal,
    /// Symbol, signed contracts and entry price.
    pub positions: Vec<(String, Decimal, Decimal)>,
    /// Symbol and coins.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub coins: Vec<(String, Decimal)>,
}

/// How an account answers for its losses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ModeEntry {
    /// One position with its margin.
    Isolated,
    /// Every position with everything.
    Cross,
}

const fn one() -> Decimal {
    Decimal::ONE
}

fn is_one(value: &Decimal) -> bool {
    *value == Decimal::ONE
}

impl Document {
    /// The market and population that it describes. Errors: another version, or a symbol or account that cannot be used; it is named.
    pub fn read(&self) -> Result<(Market, Population), Error> {
        if self.version != VERSION {
            let cause = Cause::UnknownVersion { typed: echo(&self.version.to_string()), accepted: VERSION };
            return Err(Error::at(Field::Version, cause));
        }
        let symbols = (1..).zip(&self.symbols).map(|(number, entry)| {
            entry.read().map_err(|e| e.inside(Part::Symbol { number, name: echo(&entry.name) }))
        });
        let symbols: Vec<Symbol> = symbols.collect::<Result<_, Error>>()?;
        for (number, entry) in (1_usize..).zip(&self.symbols) {
            if self.symbols.iter().skip(number).any(|other| other.name == entry.name) {
                return Err(Error::at(Part::Symbol { number, name: echo(&entry.name) }, Cause::Twice));
            }
        }
        let market = Market::new(symbols)?;
        let mut builder = Builder::new(&market);
        for (number, entry) in (1..).zip(&self.accounts) {
            let account = self.account(entry).map_err(|e| e.inside(Part::Account(number)))?;
            builder.add(&account)?;
        }
        let population = builder.finish()?;
        Ok((market, population))
    }

    fn account(&self, entry: &AccountEntry) -> Result<Account, Error> {
        let find = |name: &str| {
            let found = (0_u8..).zip(&self.symbols).find(|(_, symbol)| symbol.name == name);
            found.ok_or_else(|| Error::at(named(name), Cause::Market(MarketProblem::NoSuchSymbol)))
        };
        let mut holdings = Vec::with_capacity(entry.positions.len());
        for (name, contracts, entered) in &entry.positions {
            let (symbol, known) = find(name)?;
            let lots = lots(name, *contracts, known.lot)?;
            holdings.push(Holding { symbol, lots, entry: from_decimal(*entered) });
        }
        let mut coins = Vec::with_capacity(entry.coins.len());
        for (name, amount) in &entry.coins {
            let (symbol, known) = find(name)?;
            coins.push(Coins { symbol, lots: lots(name, *amount, known.lot)? });
        }
        let mode = match entry.mode {
            ModeEntry::Isolated => Mode::Isolated,
            ModeEntry::Cross => Mode::Cross,
        };
        let cash = amounts::micros(Money::new(entry.cash)).map_err(|e| e.or_at(Field::Cash))?;
        Ok(Account { mode, cash, holdings, coins })
    }
}

/// A size in whole lots. Errors: one that is not whole, or too large.
fn lots(name: &str, size: Decimal, lot: Decimal) -> Result<i64, Error> {
    let lots = amounts::units(size, lot).map_err(|e| e.or_at(named(name)))?;
    if Decimal::from(lots).checked_mul(lot) == Some(size) {
        return Ok(lots);
    }
    Err(Error::at(named(name), Cause::Market(MarketProblem::NotWholeLots { size, lot })))
}

fn named(name: &str) -> Part {
    Part::Named(echo(name))
}

impl SymbolEntry {
    fn read(&self) -> Result<Symbol, Error> {
        if !is_plain(&self.name) || self.name.chars().count() > LONGEST {
            let cause = Cause::Market(MarketProblem::Name { longest: LONGEST });
            return Err(Error::at(Field::Name, cause));
        }
        let price = from_decimal(self.price);
        let book = self.depth.read(price)?;
        let maintenance = self.maintenance.read()?;
        Ok(Symbol {
            haircut: from_decimal(self.haircut),
            beta: from_decimal(self.beta),
            residual: from_decimal(self.residual),
            ..Symbol::new(self.name.clone(), from_decimal(self.lot), book, maintenance)
        })
    }
}

impl DepthEntry {
    fn read(&self, price: f64) -> Result<Book, Error> {
        let levels = |side: &[(Decimal, Decimal)]| -> Vec<(f64, f64)> {
            side.iter().map(|(price, size)| (from_decimal(*price), from_decimal(*size))).collect()
        };
        match (self.log, self.one_percent, self.exponent, &self.bids, &self.asks, self.bottomless) {
            (Some(log), None, None, None, None, false) => Book::log(price, from_decimal(log)),
            (None, Some(one_percent), Some(exponent), None, None, false) => {
                Book::from_one_percent(price, from_decimal(one_percent), from_decimal(exponent))
            }
            (None, None, None, Some(bids), Some(asks), false) => {
                Book::new(price, Shape::Ladder(Ladder::new(price, &levels(bids), &levels(asks))?))
            }
            (None, None, None, None, None, true) => Book::new(price, Shape::Bottomless),
            _ => Err(Error::at(Field::Depth, Cause::Market(MarketProblem::DepthForms))),
        }
    }
}

impl MaintenanceEntry {
    fn read(&self) -> Result<Maintenance, Error> {
        let family = match self.family.as_str() {
            "A" => Family::A,
            "A+" => Family::APlus,
            "B" => Family::B,
            other => {
                let cause =
                    Cause::UnknownChoice { typed: echo(other), accepted: ["A", "A+", "B"].map(str::to_owned).to_vec() };
                return Err(Error::at(Field::Family, cause));
            }
        };
        let rows: Vec<_> = self.tiers.iter().map(|(floor, rate)| (*floor, *rate, None)).collect();
        let tiers = if self.jumping { Tiers::jumping(&rows) } else { Tiers::marginal(&rows) };
        let tiers = tiers.map_err(|e| e.or_at(Field::Maintenance))?;
        Maintenance::of(family, &tiers, Rate::new(self.closing_fee)).map_err(|e| e.or_at(Field::Maintenance))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"{"cascade-notes-market":1,"symbols":[
        {"name":"BTC","price":"100","lot":"0.001","depth":{"log":"600"},"maintenance":{"family":"A","tiers":[["0","0.01"]]},"haircut":"0.05","beta":"1"},
        {"name":"ETH","price":"10","lot":"0.01","depth":{"one-percent":"1000","exponent":"0.5"},"maintenance":{"family":"A+","tiers":[["0","0.01"],["1000","0.02"]],"jumping":true,"closing-fee":"0.0005"}},
        {"name":"L2","price":"1","lot":"1","depth":{"bids":[["0.9","5"]],"asks":[["1.1","5"]]},"maintenance":{"family":"B","tiers":[["0","0.01"]]}},
        {"name":"USD","price":"1","lot":"1","depth":{"bottomless":true},"maintenance":{"family":"A","tiers":[["0","0"]]},"haircut":"0"}],
        "accounts":[{"mode":"cross","cash":"-5","positions":[["BTC","1.5","101"],["ETH","-3","9.5"]],"coins":[["USD","100"]]}]}"#;

    fn refused(from: &str, to: &str) -> String {
        assert!(TEXT.contains(from), "{from}");
        let document: Document = serde_json::from_str(&TEXT.replace(from, to)).unwrap();
        document.read().unwrap_err().to_string()
    }

    #[test]
    fn a_document_is_read_and_written_back() {
        let document: Document = serde_json::from_str(TEXT).unwrap();
        let (market, population) = document.read().unwrap();
        assert_eq!((market.count(), population.count(), population.positions()), (4, 1, 2));
        let account = population.account(&market, 0).unwrap();
        assert_eq!((account.cash, account.coins.len()), (-5_000_000, 1));
        assert_eq!(account.holdings[1], Holding { symbol: 1, lots: -300, entry: 9.5 });
        let again: Document = serde_json::from_str(&serde_json::to_string(&document).unwrap()).unwrap();
        assert_eq!(again, document);
    }

    #[test]
    fn what_is_wrong_is_named() {
        assert!(refused("market\":1", "market\":2").contains("UnknownVersion { typed: \"2\""));
        assert!(refused(r#""log":"600""#, r#""log":"0""#).starts_with("Symbol 1 (BTC), Depth:"));
        assert!(refused(r#""A+""#, r#""C""#).starts_with("Symbol 2 (ETH), Family: UnknownChoice { typed: \"C\""));
        assert!(refused(r#""name":"ETH""#, r#""name":"BTC""#).ends_with("(BTC): Twice"));
        assert!(refused(r#"["ETH","-3""#, r#"["DOGE","-3""#).starts_with("Account(1), DOGE: Market(NoSuchSymbol)"));
        assert!(refused(r#"["BTC","1.5""#, r#"["BTC","10000000000000000""#).starts_with("Account(1), BTC:"));
        assert!(
            refused(r#""bottomless":true"#, r#""bottomless":false"#)
                .starts_with("Symbol 4 (USD), Depth: Market(DepthForms)")
        );
        assert!(refused(r#"{"log":"600"}"#, r#"{"log":"600","exponent":"1"}"#).contains("DepthForms"));
        assert!(
            refused(r#"["BTC","1.5""#, r#"["BTC","1.50049""#).contains("NotWholeLots { size: 1.50049, lot: 0.001 }")
        );
        assert!(
            refused(r#"["0","0.01"]]},"haircut"#, r#"["1","0.01"]]},"haircut"#)
                .contains("Maintenance: Tiers(Beginning { floor: 1 })")
        );
        assert!(serde_json::from_str::<Document>(&TEXT.replace("beta", "beeta")).is_err());
        // A name that hides something, or fills the page.
        let long = format!(r#""name":"{}""#, "E".repeat(25));
        for name in [r#""name":"E\u200bTH""#, r#""name":"\u202eHTE""#, r#""name":"E\nTH""#, &long] {
            let said = refused(r#""name":"ETH""#, name);
            assert!(said.ends_with("Name: Market(Name { longest: 24 })"), "{said}");
        }
    }
}
