//! The market: up to 64 symbols, each with a price, a book, a maintenance rule and its weight as collateral.

use super::amounts::{EXACT, MICROS, float, from_decimal};
use super::book::Book;
use crate::engine::echo::echo;
use crate::engine::error::{Field, MarketProblem, Part, above_zero, within};
use crate::engine::margin::{Family, Tiers};
use crate::engine::units::Rate;
use crate::engine::{Cause, Error};

/// Most symbols of a market.
pub const SYMBOLS: usize = 64;

/// One bracket of a maintenance table, in micro-units of the quote currency.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Bracket {
    floor: f64,
    /// Maintenance rate and surcharge.
    rate: f64,
    deduction: f64,
    /// The table has a tier that begins here; else it is where a deduction stops exceeding what it is taken from.
    tier: bool,
}

/// What a position must keep, for linear contracts of the families A, A+ and B. Source: margin-rules section 0.
#[derive(Debug, Clone, PartialEq)]
pub struct Maintenance {
    family: Family,
    brackets: Vec<Bracket>,
    jumps: bool,
}

/// One symbol.
#[derive(Debug, Clone, PartialEq)]
pub struct Symbol {
    /// Its name, for sentences and tables.
    pub name: String,
    /// Contracts in one lot, above zero. Positions are whole lots.
    pub lot: f64,
    /// Its depth; holds the starting price.
    pub book: Book,
    /// What positions in it must keep.
    pub maintenance: Maintenance,
    /// The part of its coin that does not count as collateral, 0 to 1.
    pub haircut: f64,
    /// Loading on the common factor.
    pub beta: f64,
    /// Standard deviation of its own part of a factor step, in log price.
    pub residual: f64,
}

/// Symbols by number, 0 to 63.
#[derive(Debug, Clone, PartialEq)]
pub struct Market {
    symbols: Vec<Symbol>,
}

/// A value for each symbol of a market.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PerSymbol<T>([T; SYMBOLS]);

impl<T: Copy + Default> Default for PerSymbol<T> {
    fn default() -> Self {
        Self([T::default(); SYMBOLS])
    }
}

impl PerSymbol<i64> {
    /// Adds lots to a symbol's. Lots of a symbol stay below 2^53 together, so nothing wraps.
    #[inline]
    pub(super) fn add(&mut self, symbol: u8, lots: i64) {
        if let Some(sum) = self.0.get_mut(usize::from(symbol) % SYMBOLS) {
            *sum = sum.wrapping_add(lots);
        }
    }
}

impl<T: Copy + Default> PerSymbol<T> {
    /// A value for each number.
    pub fn from_fn(value: impl FnMut(usize) -> T) -> Self {
        Self(std::array::from_fn(value))
    }

    /// The value of a symbol. Markets have no symbol beyond 63, so the remainder is the number itself.
    #[inline]
    #[must_use]
    pub fn of(&self, symbol: u8) -> T {
        self.0.get(usize::from(symbol) % SYMBOLS).copied().unwrap_or_default()
    }

    /// The place of a symbol's value.
    #[inline]
    pub fn at(&mut self, symbol: u8) -> Option<&mut T> {
        self.0.get_mut(usize::from(symbol))
    }

    /// Puts a value.
    #[inline]
    pub fn put(&mut self, symbol: u8, value: T) {
        if let Some(place) = self.0.get_mut(usize::from(symbol)) {
            *place = value;
        }
    }

    /// The values of the first symbols.
    #[must_use]
    pub fn first(&self, count: usize) -> &[T] {
        self.0.get(..count).unwrap_or(&self.0)
    }
}

impl Maintenance {
    /// One rate m for every notional; family A.
    pub fn flat(rate: f64) -> Result<Self, Error> {
        within(Field::MaintenanceRate, rate, 0.0..1.0)?;
        let brackets = vec![Bracket { floor: 0.0, rate, deduction: 0.0, tier: true }];
        Ok(Self { family: Family::A, brackets, jumps: false })
    }

    /// The rule of a margin table. The closing fee counts in family A+ alone.
    /// Errors: [`Cause::RatesTakeAll`], and families beyond A, A+ and B, which the cascade does not model.
    pub fn of(family: Family, tiers: &Tiers, closing_fee: Rate) -> Result<Self, Error> {
        let surcharge = match family {
            Family::A | Family::B => 0.0,
            Family::APlus => from_decimal(closing_fee.get()),
            Family::BPlus
            | Family::Grows(_)
            | Family::OfLeverage { .. }
            | Family::OfMargin { .. }
            | Family::Pool { .. } => {
                return Err(Error::at(Field::Family, Cause::Market(MarketProblem::FamilyNotModelled)));
            }
        };
        let brackets: Vec<Bracket> = tiers
            .pieces()
            .iter()
            .map(|b| Bracket {
                floor: from_decimal(b.floor) * MICROS,
                rate: from_decimal(b.rate) + surcharge,
                deduction: from_decimal(b.deduction) * MICROS,
                tier: tiers.brackets().iter().any(|own| own.floor == b.floor),
            })
            .collect();
        if let Some(b) = brackets.iter().find(|b| b.rate >= 1.0) {
            return Err(Cause::RatesTakeAll { percent: libm::round(b.rate * 100.0).into() }.into());
        }
        let jumps = brackets.iter().zip(brackets.iter().skip(1)).any(|(below, above)| {
            let (left, right) =
                (below.rate * above.floor - below.deduction, above.rate * above.floor - above.deduction);
            (left - right).abs() > 1e-9 * above.floor
        });
        Ok(Self { family, brackets, jumps })
    }

    /// Its family.
    #[must_use]
    pub fn family(&self) -> Family {
        self.family
    }

    /// The rate, where one holds for every notional without a deduction and moves with the price.
    pub(super) fn flat_rate(&self) -> Option<f64> {
        match (self.family, self.brackets.as_slice()) {
            (Family::A | Family::APlus, [only]) if only.deduction == 0.0 => Some(only.rate),
            _ => None,
        }
    }

    /// True where the requirement jumps at a floor, so that a position can be safe again beyond its liquidation price.
    #[must_use]
    pub fn jumps(&self) -> bool {
        self.jumps
    }

    /// The steepest rate.
    pub(super) fn steepest(&self) -> f64 {
        self.brackets.iter().map(|b| b.rate).fold(0.0, f64::max)
    }

    /// The requirement at a notional, both in micro-units; never below zero.
    #[inline]
    pub fn at(&self, notional: f64) -> f64 {
        let (rate, deduction) = self.rate_and_deduction(notional);
        (rate * notional - deduction).max(0.0)
    }

    /// Rate and deduction in force at a notional.
    #[inline]
    pub(super) fn rate_and_deduction(&self, notional: f64) -> (f64, f64) {
        let after = self.brackets.partition_point(|b| b.floor <= notional);
        self.brackets.get(after.saturating_sub(1)).map_or((0.0, 0.0), |b| (b.rate, b.deduction))
    }

    /// Which bracket a notional lies in.
    pub(super) fn bracket_at(&self, notional: f64) -> usize {
        self.brackets.partition_point(|b| b.floor <= notional).saturating_sub(1)
    }

    /// Floor, ceiling, rate and deduction of a bracket.
    pub(super) fn bracket(&self, number: usize) -> Option<(f64, f64, f64, f64)> {
        let own = self.brackets.get(number)?;
        let ceiling = self.brackets.get(number.saturating_add(1)).map_or(f64::INFINITY, |above| above.floor);
        Some((own.floor, ceiling, own.rate, own.deduction))
    }

    /// The floors of the brackets, rising.
    pub(super) fn floors(&self) -> impl DoubleEndedIterator<Item = f64> {
        self.brackets.iter().map(|b| b.floor)
    }

    /// The floors of the table's own tiers, rising.
    pub(super) fn tier_floors(&self) -> impl DoubleEndedIterator<Item = f64> {
        self.brackets.iter().filter(|b| b.tier).map(|b| b.floor)
    }
}

impl Symbol {
    /// A symbol that no factor moves, with one maintenance rate and a coin that does not count as collateral.
    pub fn new(name: impl Into<String>, lot: f64, book: Book, maintenance: Maintenance) -> Self {
        Self { name: name.into(), lot, book, maintenance, haircut: 1.0, beta: 0.0, residual: 0.0 }
    }

    /// The starting price, in quote currency.
    #[must_use]
    pub fn price(&self) -> f64 {
        self.book.start()
    }

    /// Micro-units that one lot is worth at a price of one.
    #[must_use]
    pub fn unit(&self) -> f64 {
        self.lot * MICROS
    }

    /// Contracts of so many lots.
    #[must_use]
    pub fn contracts(&self, lots: i64) -> f64 {
        float(lots) * self.lot
    }
}

impl Market {
    /// A market of 1 to 64 symbols. Errors: their number, or a symbol whose lot, haircut or factor loading cannot be used, by number and name.
    pub fn new(symbols: Vec<Symbol>) -> Result<Self, Error> {
        within(Field::Symbols, symbols.len(), 1..=SYMBOLS)?;
        for (number, symbol) in (1..).zip(&symbols) {
            symbol.check().map_err(|e| e.inside(Part::Symbol { number, name: echo(&symbol.name) }))?;
        }
        Ok(Self { symbols })
    }

    /// The symbols.
    #[must_use]
    pub fn symbols(&self) -> &[Symbol] {
        &self.symbols
    }

    /// How many there are, 1 to 64.
    #[must_use]
    pub fn count(&self) -> usize {
        self.symbols.len()
    }

    /// A symbol by its number.
    #[inline]
    #[must_use]
    pub fn get(&self, symbol: u8) -> Option<&Symbol> {
        self.symbols.get(usize::from(symbol))
    }

    /// A symbol that must be there. Errors: none of this number.
    pub(super) fn known(&self, symbol: u8) -> Result<&Symbol, Error> {
        let part = Part::Symbol { number: usize::from(symbol).saturating_add(1), name: String::new() };
        self.get(symbol).ok_or_else(|| Error::at(part, Cause::Market(MarketProblem::NoSuchSymbol)))
    }

    /// The numbers of the symbols.
    pub fn numbers(&self) -> impl Iterator<Item = u8> + use<> {
        0..u8::try_from(self.symbols.len()).unwrap_or(u8::MAX)
    }

    /// Something of each symbol, by number.
    pub fn each<T: Copy + Default>(&self, of: impl Fn(&Symbol) -> T) -> PerSymbol<T> {
        PerSymbol::from_fn(|s| self.symbols.get(s).map(&of).unwrap_or_default())
    }

    /// The same market with another symbol in the place of one.
    #[must_use]
    pub fn with(mut self, number: u8, symbol: Symbol) -> Self {
        if let Some(place) = self.symbols.get_mut(usize::from(number)) {
            *place = symbol;
        }
        self
    }
}

impl Symbol {
    fn check(&self) -> Result<(), Error> {
        above_zero(Field::Lot, self.lot)?;
        within(Field::Haircut, self.haircut, 0.0..=1.0)?;
        within(Field::Beta, self.beta, f64::MIN..=f64::MAX)?;
        within(Field::OwnVolatility, self.residual, 0.0..=f64::MAX)?;
        within(Field::LotWorth, self.unit() * self.price(), ..float(EXACT))
    }

    /// Where an error speaks of this symbol.
    pub(super) fn part(&self) -> Part {
        Part::Named(echo(&self.name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::d;
    use rust_decimal::Decimal;

    fn symbol() -> Symbol {
        Symbol::new("BTC", 0.001, Book::log(100.0, 10.0).unwrap(), Maintenance::flat(0.01).unwrap())
    }

    #[test]
    fn a_market_has_one_to_sixty_four_symbols() {
        assert!(Market::new(vec![symbol(); 64]).is_ok());
        for count in [0, 65] {
            let e = Market::new(vec![symbol(); count]).unwrap_err().to_string();
            assert!(e.starts_with(&format!("Symbols: OutOfRange {{ value: {count}")), "{e}");
        }
    }

    #[test]
    fn a_symbol_that_cannot_be_used_is_named() {
        let refused = |change: fn(&mut Symbol)| {
            let mut bad = symbol();
            change(&mut bad);
            Market::new(vec![symbol(), bad]).unwrap_err().to_string()
        };
        assert!(refused(|s| s.lot = 0.0).starts_with("Symbol 2 (BTC), Lot:"));
        assert!(refused(|s| s.haircut = 1.1).contains("Haircut"));
        assert!(refused(|s| s.beta = f64::NAN).contains("Beta"));
        assert!(refused(|s| s.residual = -1.0).contains("OwnVolatility"));
        assert!(refused(|s| s.lot = 1e12).contains("LotWorth"));
        assert!(Maintenance::flat(1.0).is_err());
        assert!(Maintenance::flat(f64::NAN).is_err());
    }

    #[test]
    fn a_table_is_that_of_the_margin_rules() {
        let rows = [(d("0"), d("0.01"), None), (d("1000"), d("0.02"), None)];
        let marginal = Maintenance::of(Family::A, &Tiers::marginal(&rows).unwrap(), Rate::ZERO).unwrap();
        assert!(!marginal.jumps());
        assert!((marginal.at(2000e6) - 30e6).abs() < 1.0);
        let jumping = Maintenance::of(Family::APlus, &Tiers::jumping(&rows).unwrap(), Rate::new(d("0.001"))).unwrap();
        assert!(jumping.jumps());
        assert!((jumping.at(2000e6) - 42e6).abs() < 1.0);
        assert!(Maintenance::of(Family::BPlus, &Tiers::marginal(&rows).unwrap(), Rate::ZERO).is_err());
        let most = Tiers::flat(d("0.9"), Decimal::ZERO).unwrap();
        assert!(Maintenance::of(Family::APlus, &most, Rate::new(d("0.2"))).is_err());
    }
}
