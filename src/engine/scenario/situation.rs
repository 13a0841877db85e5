//! From settings to a market with its accounts, a shock and rules: what the cascade engine is asked.

use crate::engine::cascade::amounts::{self, MICROS, float};
use crate::engine::cascade::book::Book;
use crate::engine::cascade::generate::{Assumed, LeverageMix};
use crate::engine::cascade::market::{Maintenance, Market, Symbol};
use crate::engine::cascade::population::{Account, Coins, Holding};
use crate::engine::cascade::rules::{Deleveraging, DepthRule, Latency, MarkRule, Rules, Shock, Sizing, Step};
use crate::engine::error::Field;
use crate::engine::scenario::parameters::{Adl, Closing, ParameterId as P};
use crate::engine::scenario::presets::{GivenRow, Layout};
use crate::engine::scenario::{Cutting, Scenario};
use crate::engine::{Cause, Error};

/// The part of the depth that stays however far makers withdraw: the worst tenth of 639 events (E02).
const LEAST_DEPTH: f64 = 0.059;

/// How much longer orders wait where a delay is what is cut, in seconds.
pub const DELAY: f64 = 60.0;

/// What a cascade is asked with.
#[derive(Debug, Clone)]
pub struct Situation {
    /// Symbols with their books.
    pub market: Market,
    /// Who holds what.
    pub population: PopulationSource,
    /// How accounts are closed.
    pub rules: Rules,
    /// The shock.
    pub shock: Shock,
    /// How much money one unit of the engine stands for.
    pub scale: f64,
}

/// The accounts, or how to come by them.
#[derive(Debug, Clone)]
pub enum PopulationSource {
    /// These, with the square that each belongs to.
    Given(Vec<Account>, Vec<u32>),
    /// So many isolated longs, evenly spread: to be made by number.
    Even(Even),
    /// Drawn from assumptions.
    Drawn(Assumed),
}

/// Isolated longs of the first symbol, spread evenly.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Even {
    /// How many.
    pub count: u32,
    from: f64,
    to: f64,
    cluster: Option<(f64, f64, f64)>,
    price: f64,
    maintenance: f64,
    lots: i64,
    unit: f64,
}

impl Scenario {
    /// A setting as a float; settings have few digits, so it is the nearest one.
    fn float(&self, id: P) -> f64 {
        amounts::from_decimal(self.number(id))
    }

    /// A setting in per cent as a fraction.
    fn part(&self, id: P) -> f64 {
        self.float(id) / 100.0
    }

    /// What the cascade engine is asked under these settings, nothing cut. Errors: settings that are fine each by itself and make no market
    /// together.
    pub fn situation(&self) -> Result<Situation, Error> {
        let market = self.market(None)?;
        Ok(Situation {
            population: self.population(&market)?,
            rules: self.rules()?,
            shock: self.shock(self.part(P::Shock))?,
            scale: self.preset().scale,
            market,
        })
    }

    /// The market; `doubled` is a symbol whose book is twice as deep.
    pub fn market(&self, doubled: Option<usize>) -> Result<Market, Error> {
        let maintenance =
            Maintenance::flat(self.part(P::MarketMaintenance)).map_err(|e| e.or_at(P::MarketMaintenance))?;
        let (factor, exponent) = (self.float(P::DepthFactor), self.float(P::ImpactExponent));
        let symbol = |(number, row): (usize, &crate::engine::scenario::presets::SymbolRow)| {
            let twice = if doubled == Some(number) { 2.0 } else { 1.0 };
            let book = Book::from_one_percent(row.price, row.depth / self.preset().scale * factor * twice, exponent)?;
            Ok(Symbol {
                haircut: self.part(P::Haircut),
                beta: self.loading(number),
                ..Symbol::new(row.name, row.lot, book, maintenance.clone())
            })
        };
        let symbols: Result<Vec<Symbol>, Error> = self.preset().symbols.iter().enumerate().map(symbol).collect();
        Market::new(symbols?)
    }

    /// How far a symbol falls in log price when the first falls by one, from outside.
    #[must_use]
    pub fn loading(&self, symbol: usize) -> f64 {
        let beta = self.preset().symbols.get(symbol).map_or(0.0, |row| row.beta);
        if symbol == 0 { 1.0 } else { beta * self.float(P::Correlation) }
    }

    /// The shock that takes the first symbol down by a part of its price, in the steps of the preset.
    pub fn shock(&self, fall: f64) -> Result<Shock, Error> {
        let (steps, spacing) = self.preset().steps;
        let whole = -libm::log1p(-fall.clamp(0.0, 0.999_999));
        let each = whole / f64::from(steps.max(1));
        let falls: Vec<f64> = (0..self.preset().symbols.len()).map(|s| self.loading(s) * each).collect();
        let step = |n: u32| Step { at: f64::from(n) * spacing, falls: falls.clone(), funding: vec![] };
        Shock::path((0..steps.max(1)).map(step).collect())
    }

    /// The rules, with a fund that is a part of all longs. Errors: a fund beyond 2^53 micro-units.
    pub fn rules(&self) -> Result<Rules, Error> {
        let (fee, keep) = (self.part(P::ForcedFee), self.part(P::MarketMaintenance));
        let longs: f64 = match self.preset().layout {
            Layout::Given(rows) => rows.iter().flat_map(|r| r.legs).map(|(_, money)| money.max(0.0)).sum(),
            _ => self.preset().symbols.iter().map(|row| row.open_interest).sum(),
        };
        let lag = self.float(P::MarkLag);
        let delay = if self.cut() == Cutting::Delay { DELAY } else { 0.0 };
        let rules = Rules {
            liquidation_fee: fee,
            fund: amounts::whole(longs / self.preset().scale * self.part(P::Fund) * MICROS)?,
            sizing: match self.chosen() {
                // Twice the maintenance, and above the fees in any case: a slice has to help.
                Closing::ToMargin => Sizing::ToMargin { margin: (2.0 * keep).max(2.0 * fee).clamp(1e-6, 0.99) },
                Closing::Fifth => Sizing::FifthThenAll,
                Closing::Full => Sizing::Full,
            },
            deleveraging: match self.chosen() {
                Adl::Queue => Deleveraging::Queue,
                Adl::WaterFilling => Deleveraging::WaterFilling,
                Adl::ProRata => Deleveraging::ProRata,
                Adl::Capped => Deleveraging::CappedProRata { cap: 0.5 },
                Adl::Off => Deleveraging::Off,
            },
            latency: Latency { detection: 0.0, execution: self.float(P::Latency) + delay },
            mark: MarkRule { lag, spacing: if lag > 0.0 { (lag / 2.0).clamp(0.05, 5.0) } else { 1.0 }, band: None },
            depth: DepthRule {
                survival: self.part(P::DepthSurvival),
                floor: LEAST_DEPTH,
                refill: self.float(P::Refill) / 60.0,
                ..DepthRule::default()
            },
            ..Rules::default()
        };
        rules.check()?;
        Ok(rules)
    }

    fn population(&self, market: &Market) -> Result<PopulationSource, Error> {
        use rust_decimal::prelude::ToPrimitive as _;
        let whole = |id: P| self.number(id).to_u32().unwrap_or(u32::MAX);
        let preset = self.preset();
        match preset.layout {
            Layout::Given(rows) => self.given(market, rows),
            Layout::Even { from, to, cluster } => {
                let (count, maintenance) = (whole(P::Accounts), self.part(P::MarketMaintenance));
                let Some((row, s)) = preset.symbols.first().zip(market.get(0)) else {
                    return Err(Error::at(Field::Preset, Cause::Empty));
                };
                let unit = s.unit();
                let lots =
                    amounts::whole(row.open_interest / preset.scale * MICROS / (f64::from(count) * unit * row.price))?;
                let lots = lots.max(1);
                Ok(PopulationSource::Even(Even { count, from, to, cluster, price: row.price, maintenance, lots, unit }))
            }
            Layout::Drawn { long_share, short_cover, hedge_share, size_spread } => {
                let (low, high) = (self.float(P::LeastLeverage), self.float(P::MostLeverage));
                if low > high {
                    let cause = Cause::OutOfOrder { low: low.into(), high: high.into() };
                    return Err(Error::at(P::LeastLeverage, cause));
                }
                let open = preset.symbols.iter().map(|row| row.open_interest / preset.scale).collect();
                Ok(PopulationSource::Drawn(Assumed {
                    leverage: LeverageMix::LogUniform { low, high },
                    long_share,
                    short_cover,
                    hedge_share,
                    size_spread,
                    cross_share: self.part(P::Shared),
                    coin_share: self.part(P::CoinShare),
                    ..Assumed::new(whole(P::Accounts), open, u64::from(whole(P::Seed)))
                }))
            }
        }
    }

    /// Given accounts. Of one with several positions, the part that is not shared stands apart: each position with its own margin, at the same
    /// leverage.
    fn given(&self, market: &Market, rows: &[GivenRow]) -> Result<PopulationSource, Error> {
        let (mut accounts, mut owners) = (Vec::new(), Vec::new());
        let shared = self.part(P::Shared);
        for (owner, row) in (0_u32..).zip(rows) {
            let mut together = Vec::new();
            let mut margin = 0.0;
            for (symbol, money) in row.legs {
                let Some(s) = market.get(*symbol) else { continue };
                let (price, lots) = (s.price(), amounts::whole(money * MICROS / (s.unit() * s.price()))?);
                let common = if row.legs.len() > 1 { amounts::whole(float(lots) * shared)? } else { lots };
                let behind = |lots: i64| float(lots).abs() * s.unit() * price / row.leverage;
                if common != 0 {
                    margin += behind(common);
                    together.push(Holding { symbol: *symbol, lots: common, entry: price });
                }
                let apart = lots.saturating_sub(common);
                if apart != 0 {
                    let own = Holding { symbol: *symbol, lots: apart, entry: price };
                    accounts.push(Account::isolated(amounts::whole(behind(apart))?, own));
                    owners.push(owner);
                }
            }
            if together.is_empty() {
                continue;
            }
            let mut account = Account::cross(0, together);
            if let Some(s) = row.coin.and_then(|coin| market.get(coin)) {
                let one = s.unit() * s.price() * (1.0 - s.haircut);
                let lots = amounts::whole(margin / one)?.max(1);
                account.coins = row.coin.map(|symbol| Coins { symbol, lots }).into_iter().collect();
                margin -= float(lots) * one;
            }
            account.cash = amounts::whole(margin)?;
            accounts.push(account);
            owners.push(owner);
        }
        Ok(PopulationSource::Given(accounts, owners))
    }
}

impl Even {
    /// The account of a number, from 0. Isolated: margin + q (P - P0) = m q P at its threshold P, so margin = q (P0 - (1 - m) P).
    pub fn account(&self, number: u32) -> Result<Account, Error> {
        let threshold = self.price * libm::exp(-self.distance(number));
        let margin = float(self.lots) * self.unit * (self.price - (1.0 - self.maintenance) * threshold);
        Ok(Account::isolated(amounts::whole(margin)?, Holding { symbol: 0, lots: self.lots, entry: self.price }))
    }

    /// Log distance of its threshold.
    fn distance(&self, number: u32) -> f64 {
        let at = |from: f64, to: f64, number: f64, count: f64| from + (to - from) * (number + 0.5) / count;
        let (count, number) = (f64::from(self.count), f64::from(number));
        match self.cluster {
            None => at(self.from, self.to, number, count),
            Some((from, to, part)) => {
                let inside = libm::round(part * count);
                if number < inside {
                    at(from, to, number, inside)
                } else {
                    at(self.from, self.to, number - inside, (count - inside).max(1.0))
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::scenario::parameters::{ChoiceValue as _, Kind, PARAMETERS, Part, PresetId};

    /// What the accounts are made of: how they are come by, and what of the market they are held against.
    fn made_of(scenario: &Scenario) -> Option<String> {
        let situation = scenario.situation().ok()?;
        let held: Vec<_> =
            situation.market.symbols().iter().map(|s| (s.unit(), s.price(), s.haircut, &s.maintenance)).collect();
        Some(format!("{:?} {held:?}", situation.population))
    }

    /// The jobs keep accounts for as long as no setting has changed that is said to make them.
    #[test]
    fn the_settings_that_make_the_accounts_are_those_that_say_so() {
        let mut makes = Vec::new();
        for begun in PresetId::ALL.iter().map(|id| Scenario::default().choosing(*id)) {
            for p in PARAMETERS.iter().filter(|p| matches!(p.part, Part::Cascade | Part::Reader)) {
                let others: Vec<Scenario> = match p.kind {
                    Kind::Number(n) => {
                        [n.min, n.max].into_iter().map(|v| begun.with_number(p.id, v).unwrap()).collect()
                    }
                    Kind::Choice(list) => (0..list.len()).map(|n| begun.with_choice(p.id, n).unwrap()).collect(),
                };
                let differs = |s: &Scenario| made_of(s).is_some_and(|made| Some(made) != made_of(&begun));
                if others.iter().any(differs) && !makes.contains(&p.id) {
                    makes.push(p.id);
                }
            }
        }
        makes.sort_unstable();
        assert!(makes.into_iter().eq(PARAMETERS.iter().filter(|p| p.makes_population).map(|p| p.id)));
    }
}
