//! A population from what is public: open interest by symbol, and assumptions about who holds it.
//!
//! Nobody outside a venue knows its accounts. Everything here but the open interest is assumed: [`Assumed`] is the list of it, and the population
//! it draws carries the label [`Source::Assumed`](super::population::Source::Assumed) for every picture of it.
//!
//! ```
//! use cascade_notes::engine::cascade::book::Book;
//! use cascade_notes::engine::cascade::generate::{Assumed, LeverageMix};
//! use cascade_notes::engine::cascade::market::{Maintenance, Market, Symbol};
//!
//! let book = Book::from_one_percent(100_000.0, 244e6, 1.0)?;
//! let market = Market::new(vec![Symbol::new("BTC", 0.001, book, Maintenance::flat(0.005)?)])?;
//! // Half of the positions levered 10 times, half 25 times, and twice as many longs as shorts.
//! let leverage = LeverageMix::Weighted(vec![(10.0, 1.0), (25.0, 1.0)]);
//! let assumed = Assumed { leverage, long_share: 2.0 / 3.0, ..Assumed::new(1_000, vec![1e9], 42) };
//! let population = assumed.population(&market)?;
//! assert_eq!(population.count(), 1_000);
//! # Ok::<(), cascade_notes::engine::Error>(())
//! ```

mod draw;

pub use draw::Draw;

use super::amounts::{self, EXACT, float};
use super::market::{Market, SYMBOLS};
use super::population::{Account, Coins, Holding, Mode, POSITIONS, Population};
use crate::engine::error::{Field, above_zero, within};
use crate::engine::random::Stream;
use crate::engine::{Cause, Error};
use std::ops::Bound;

/// The purpose of the stream that accounts are drawn from.
const ACCOUNTS: u64 = 2;

/// Most accounts of a generated population.
pub const MOST: u32 = 4_000_000;

/// Draws of an entry before it is put at the starting price.
const DRAWS: usize = 32;

/// Equity at the start, at least, over what must be kept.
const SAFE: f64 = 1.05;

/// How leverage at entry is spread.
#[derive(Debug, Clone, PartialEq)]
pub enum LeverageMix {
    /// Evenly in the logarithm between two values.
    LogUniform {
        /// Smallest, above zero.
        low: f64,
        /// Largest.
        high: f64,
    },
    /// These values with these weights.
    Weighted(Vec<(f64, f64)>),
}

/// How entries lie around the starting price.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Entries {
    /// Log distances normal with this standard deviation.
    Normal(f64),
    /// Evenly within this log distance on both sides.
    Even(f64),
}

/// What is assumed of the holders.
#[derive(Debug, Clone, PartialEq)]
pub struct Assumed {
    /// How many accounts, up to four million.
    pub accounts: u32,
    /// Money held long in each symbol at the starting price, in quote currency. One entry a symbol.
    pub open_interest: Vec<f64>,
    /// Part of it that accounts hold short as well; the counterparty holds the rest.
    pub short_cover: f64,
    /// Part of the positions that are long.
    pub long_share: f64,
    /// Leverage at entry, less where maintenance would take more.
    pub leverage: LeverageMix,
    /// Entries around the starting price.
    pub entries: Entries,
    /// Standard deviation of the logarithm of position sizes.
    pub size_spread: f64,
    /// Part of the accounts with cross margin over several symbols; the rest are isolated positions.
    pub cross_share: f64,
    /// Most symbols of a cross account, 2 to 8; each number from 2 on is as likely.
    pub most_symbols: u8,
    /// Part of the positions of a cross account, after its first, that go against it: hedges.
    pub hedge_share: f64,
    /// Part of the cross accounts whose collateral is coin of their first symbol.
    pub coin_share: f64,
    /// Seed of all draws.
    pub seed: u64,
}

impl Assumed {
    /// Defaults for one open interest a symbol: leverage evenly in the logarithm from 2 to 50 (cascade-model section 3); half long, a quarter cross,
    /// entries within three per cent, sizes spread by a factor e (ours).
    #[must_use]
    pub fn new(accounts: u32, open_interest: Vec<f64>, seed: u64) -> Self {
        Self {
            accounts,
            open_interest,
            short_cover: 1.0,
            long_share: 0.5,
            leverage: LeverageMix::LogUniform { low: 2.0, high: 50.0 },
            entries: Entries::Normal(0.03),
            size_spread: 1.0,
            cross_share: 0.25,
            most_symbols: 4,
            hedge_share: 0.25,
            coin_share: 0.0,
            seed,
        }
    }

    /// Draws the population. The same assumptions give the same accounts, everywhere and always. Errors: an assumption outside its range, by
    /// name.
    pub fn population(&self, market: &Market) -> Result<Population, Error> {
        let mut draw = self.begin(market)?;
        while draw.some(u32::MAX)? {}
        draw.finish()
    }

    /// Begins to draw it, some accounts at a time. Errors as [`Assumed::population`].
    pub fn begin(&self, market: &Market) -> Result<Draw, Error> {
        self.check(market)?;
        Ok(Draw::new(self, market))
    }

    fn check(&self, market: &Market) -> Result<(), Error> {
        within(Field::AccountCount, self.accounts, 1..=MOST)?;
        let (found, wanted) = (self.open_interest.len(), market.count());
        if found != wanted {
            return Err(Error::at(Field::OpenInterest, Cause::WrongCount { found, wanted }));
        }
        let countable = (Bound::Excluded(0.0), Bound::Excluded(float(EXACT) / amounts::MICROS));
        for amount in &self.open_interest {
            within(Field::OpenInterest, *amount, countable)?;
        }
        for (share, value) in [
            (Field::ShortCover, self.short_cover),
            (Field::LongShare, self.long_share),
            (Field::CrossShare, self.cross_share),
            (Field::HedgeShare, self.hedge_share),
            (Field::CoinShare, self.coin_share),
        ] {
            within(share, value, 0.0..=1.0)?;
        }
        let (Entries::Normal(entries) | Entries::Even(entries)) = self.entries;
        within(Field::SizeSpread, self.size_spread, 0.0..=5.0)?;
        within(Field::EntrySpread, entries, 0.0..=5.0)?;
        within(Field::MostSymbols, self.most_symbols, 2..=8)?;
        let leverage = |value: f64| within(Field::Leverage, value, 0.1..=1000.0);
        match &self.leverage {
            LeverageMix::LogUniform { low, high } => {
                leverage(*low)?;
                leverage(*high)?;
                if low > high {
                    let cause = Cause::OutOfOrder { low: (*low).into(), high: (*high).into() };
                    return Err(Error::at(Field::Leverage, cause));
                }
                Ok(())
            }
            LeverageMix::Weighted(list) => {
                for (value, weight) in list {
                    leverage(*value)?;
                    within(Field::LeverageWeights, *weight, 0.0..=f64::MAX)?;
                }
                above_zero(Field::LeverageWeights, list.iter().map(|(_, weight)| weight).sum())
            }
        }
    }

    /// An account before its size is known, and the rest of its stream.
    fn draft(&self, market: &Market, number: u32) -> (Draft, Stream) {
        let mut own = Stream::new(self.seed, ACCOUNTS.wrapping_add(u64::from(number).wrapping_shl(8)));
        let stream = &mut own;
        let cross = market.count() > 1 && stream.unit() < self.cross_share;
        let most = u32::from(self.most_symbols).min(u32::try_from(market.count()).unwrap_or(1));
        let many = if cross { 2_u32.saturating_add(stream.below(most.saturating_sub(1))) } else { 1 };
        let leverage = self.leverage(stream);
        let coins = cross && stream.unit() < self.coin_share;
        let mut draft = Draft { cross, leverage, coins, count: 0, legs: [Leg::default(); POSITIONS] };
        let short = stream.unit() >= self.long_share;
        for number in 0..many {
            let against = number > 0 && stream.unit() < self.hedge_share;
            let weight = libm::exp(self.size_spread * stream.normal());
            let symbol = self.symbol(market, stream, &draft);
            draft.push(Leg { symbol, short: short != against, weight });
        }
        (draft, own)
    }

    fn leverage(&self, stream: &mut Stream) -> f64 {
        match &self.leverage {
            LeverageMix::LogUniform { low, high } => low * libm::exp(stream.unit() * libm::log(high / low)),
            LeverageMix::Weighted(list) => {
                let mut left = stream.unit() * list.iter().map(|(_, weight)| weight).sum::<f64>();
                for (value, weight) in list {
                    left -= weight;
                    if left < 0.0 {
                        return *value;
                    }
                }
                list.last().map_or(1.0, |(value, _)| *value)
            }
        }
    }

    /// A symbol that the draft does not hold yet, by open interest.
    fn symbol(&self, market: &Market, stream: &mut Stream, draft: &Draft) -> u8 {
        let free = |symbol: &u8| !draft.legs().any(|leg| leg.symbol == *symbol);
        let weight = |symbol: u8| self.open_interest.get(usize::from(symbol)).copied().unwrap_or(0.0);
        let whole: f64 = market.numbers().filter(free).map(weight).sum();
        let mut left = stream.unit() * whole;
        let mut last = 0;
        for symbol in market.numbers().filter(free) {
            left -= weight(symbol);
            last = symbol;
            if left < 0.0 {
                break;
            }
        }
        last
    }

    /// An entry at which the position, alone with its leverage, would still be there: who has been closed holds nothing. `kept` is what it must
    /// keep at the start, as a part of its notional.
    fn entry(&self, price: f64, kept: f64, stream: &mut Stream, short: bool, leverage: f64) -> f64 {
        let sign = if short { -1.0 } else { 1.0 };
        for _ in 0..DRAWS {
            let away = match self.entries {
                Entries::Normal(spread) => spread * stream.normal(),
                Entries::Even(most) => stream.between(-most, most),
            };
            let entry = price * libm::exp(away);
            if entry / leverage + sign * (price - entry) > SAFE * kept * price {
                return entry;
            }
        }
        price
    }

    fn account(
        &self,
        market: &Market,
        draft: &Draft,
        sums: &[[f64; 2]; SYMBOLS],
        stream: &mut Stream,
    ) -> Result<Account, Error> {
        let mut holdings = Vec::with_capacity(draft.count);
        let mut margin = 0.0;
        for leg in draft.legs() {
            let Some(s) = market.get(leg.symbol) else { continue };
            let side = usize::from(leg.short);
            let sum = sums.get(usize::from(leg.symbol)).and_then(|s| s.get(side)).copied().unwrap_or(1.0);
            let all = self.open_interest.get(usize::from(leg.symbol)).copied().unwrap_or(0.0);
            let all = if leg.short { all * self.short_cover } else { all };
            let lots = amounts::whole(all * leg.weight / sum / (s.price() * s.lot))?.max(1);
            let signed = if leg.short { lots.saturating_neg() } else { lots };
            let notional = float(lots) * s.unit() * s.price();
            let kept = s.maintenance.at(notional) / notional;
            // No venue lets a position be opened that it would close at once.
            let leverage = draft.leverage.min(1.0 / (SAFE * kept));
            let entry = self.entry(s.price(), kept, stream, leg.short, leverage);
            margin += float(lots) * s.unit() * entry / leverage;
            holdings.push(Holding { symbol: leg.symbol, lots: signed, entry });
        }
        let mut account = if draft.cross {
            Account::cross(0, holdings)
        } else {
            Account { mode: Mode::Isolated, ..Account::cross(0, holdings) }
        };
        let coin = draft.legs().next().and_then(|leg| market.get(leg.symbol).map(|s| (leg.symbol, s)));
        if let Some((symbol, s)) = coin.filter(|(_, s)| draft.coins && s.haircut < 1.0) {
            let one = s.unit() * s.price() * (1.0 - s.haircut);
            let lots = amounts::whole_above(margin / one)?.max(1);
            account.coins = vec![Coins { symbol, lots }];
            margin -= float(lots) * one;
        }
        account.cash = amounts::whole_above(margin)?;
        Ok(account)
    }
}

/// A position before its size is known.
#[derive(Debug, Clone, Copy, Default)]
struct Leg {
    symbol: u8,
    short: bool,
    weight: f64,
}

/// An account before its size is known.
#[derive(Debug, Clone)]
struct Draft {
    cross: bool,
    leverage: f64,
    coins: bool,
    count: usize,
    legs: [Leg; POSITIONS],
}

impl Draft {
    fn legs(&self) -> impl Iterator<Item = &Leg> {
        self.legs.iter().take(self.count)
    }

    fn push(&mut self, leg: Leg) {
        if let Some(place) = self.legs.get_mut(self.count) {
            *place = leg;
            self.count = self.count.saturating_add(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::book::Book;
    use super::super::engine::Engine;
    use super::super::market::{Maintenance, Symbol};
    use super::super::population::Source;
    use super::super::rules::{Rules, Shock};
    use super::*;

    fn market(count: usize) -> Market {
        let symbol = |n: usize| Symbol {
            haircut: 0.1,
            beta: 1.0,
            ..Symbol::new(format!("S{n}"), 0.001, Book::log(100.0, 1e6).unwrap(), Maintenance::flat(0.005).unwrap())
        };
        Market::new((0..count).map(symbol).collect()).unwrap()
    }

    #[test]
    fn open_interest_is_met_on_both_sides_and_nobody_starts_closed() {
        let market = market(3);
        let assumed = Assumed { coin_share: 0.5, ..Assumed::new(3000, vec![1e7, 2e6, 3e6], 4) };
        let population = assumed.population(&market).unwrap();
        assert_eq!(population, assumed.population(&market).unwrap());
        assert_eq!(population.source(), Source::Assumed { seed: 4 });
        for (symbol, open) in (0..).zip(&assumed.open_interest) {
            let (long, short) = population.open_interest(symbol);
            for lots in [long, short] {
                assert!((float(lots) * 0.001 * 100.0 / open - 1.0).abs() < 1e-3, "{lots} {open}");
            }
        }
        let cross = (0..3000).filter(|n| population.account(&market, *n).unwrap().mode == Mode::Cross).count();
        assert!((600..900).contains(&cross), "{cross}");
        let mut engine = Engine::new(&market, &population).unwrap();
        assert_eq!(engine.run(&Rules::default(), &Shock::none()).unwrap().closed(), 0);
        assert_ne!(Assumed { seed: 5, ..assumed.clone() }.population(&market).unwrap(), population);
    }

    #[test]
    fn assumptions_outside_their_range_are_refused_by_name() {
        let market = market(1);
        let refused = |change: fn(&mut Assumed)| {
            let mut assumed = Assumed::new(10, vec![1e6], 1);
            change(&mut assumed);
            assumed.population(&market).unwrap_err().to_string()
        };
        assert!(refused(|a| a.accounts = 0).starts_with("AccountCount:"));
        assert!(refused(|a| a.open_interest = vec![]).starts_with("OpenInterest:"));
        assert!(refused(|a| a.open_interest = vec![f64::NAN]).starts_with("OpenInterest:"));
        assert!(refused(|a| a.long_share = 1.5).starts_with("LongShare:"));
        assert!(refused(|a| a.entries = Entries::Even(f64::NAN)).starts_with("EntrySpread:"));
        assert!(refused(|a| a.most_symbols = 9).starts_with("MostSymbols:"));
        assert!(refused(|a| a.leverage = LeverageMix::Weighted(vec![])).starts_with("Leverage"));
        assert!(refused(|a| a.leverage = LeverageMix::LogUniform { low: 5.0, high: 2.0 }).starts_with("Leverage"));
    }
}
