//! The parameter table: one row per setting. It drives controls, links, documents, validation and the generators of the
//! property tests; nothing else in the project lists the settings.

use crate::engine::margin::VenueId;
use crate::engine::margin::tables::binance_2024_10;
use crate::engine::margin::venue::MODELS;
use rust_decimal::Decimal;

/// A setting of the scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ParameterId {
    /// Long or short.
    Side,
    /// Size, in coin.
    Size,
    /// Entry price.
    Entry,
    /// Leverage.
    Leverage,
    /// Margin added to the allocation, in quote currency.
    AddedMargin,
    /// Venue model.
    Venue,
    /// Where maintenance rates come from: the reader's own, or a real table.
    Table,
    /// The reader's own maintenance rate.
    Rate,
    /// The reader's own rate one tier up.
    NextRate,
    /// Opening fee.
    OpeningFee,
    /// Closing fee.
    ClosingFee,
    /// Liquidation fee.
    LiquidationFee,
    /// Slippage of the forced close.
    Slippage,
    /// Funding rate of one payment.
    FundingRate,
    /// Hours between funding payments.
    FundingInterval,
    /// Days held.
    Days,
    /// Distance between mark and index.
    Basis,
    /// Tick of the venue.
    Tick,
}

/// Where a setting stands in the panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Group {
    /// What is held.
    Position,
    /// The venue's rule and its rates.
    Rule,
    /// Fees and slippage.
    Costs,
    /// Time, funding, mark and rounding.
    Time,
}

/// All groups, in the order of the panel.
pub const GROUPS: [Group; 4] = [Group::Position, Group::Rule, Group::Costs, Group::Time];

/// One row of the table. Labels and help are in `words`, by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parameter {
    /// The setting.
    pub id: ParameterId,
    /// Its name in links and documents: lower-case letters and hyphens.
    pub key: &'static str,
    /// Its unit as shown, empty where there is none.
    pub unit: &'static str,
    /// What values it takes.
    pub kind: Kind,
    /// Where it stands in the panel.
    pub group: Group,
}

/// What values a setting takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A number in a range.
    Number(Number),
    /// One of a few words.
    Choice(&'static [Choice]),
}

/// A number in a range, in the unit shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// Smallest accepted.
    pub min: Decimal,
    /// Largest accepted.
    pub max: Decimal,
    /// Where a scenario begins.
    pub default: Decimal,
    /// Digits kept after the point.
    pub digits: u32,
    /// How buttons, keys and the slider move.
    pub pace: Pace,
}

/// How a number moves under buttons, keys and slider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// By a fixed step; the slider spans `from` to `to`, or farther while the value lies outside.
    Even {
        /// One step.
        step: Decimal,
        /// Left end of the slider.
        from: Decimal,
        /// Right end of the slider.
        to: Decimal,
    },
    /// By two leading digits: 60,000 to 61,000, 0.16 to 0.17. For settings that span many powers of ten.
    ByMagnitude,
}

/// One of the words a setting takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// The word in links and documents.
    pub key: &'static str,
    /// The word as shown.
    pub label: &'static str,
}

const fn int(value: u32) -> Decimal {
    Decimal::from_parts(value, 0, 0, false, 0)
}

const fn frac(mantissa: u32, scale: u32) -> Decimal {
    Decimal::from_parts(mantissa, 0, 0, false, scale)
}

const fn minus(mantissa: u32, scale: u32) -> Decimal {
    Decimal::from_parts(mantissa, 0, 0, true, scale)
}

const fn choice(key: &'static str, label: &'static str) -> Choice {
    Choice { key, label }
}

const SIDES: &[Choice] = &[choice("long", "long"), choice("short", "short")];

/// Venue models in the order of [`MODELS`]; a test holds the two together.
const VENUES: &[Choice] = &[
    choice("generic", "Generic, family A"),
    choice("binance-usdm", "Binance USDⓈ-M"),
    choice("binance-coinm", "Binance COIN-M (inverse)"),
    choice("bybit", "Bybit, unified account"),
    choice("bybit-old", "Bybit, old rule"),
    choice("okx", "OKX"),
    choice("hyperliquid", "Hyperliquid"),
    choice("bitmex", "BitMEX"),
    choice("kucoin", "KuCoin"),
    choice("gate", "Gate"),
    choice("phemex", "Phemex"),
    choice("blofin", "Blofin"),
    choice("delta", "Delta Exchange"),
    choice("mexc", "MEXC"),
    choice("lighter", "Lighter"),
    choice("edgex", "edgeX"),
    choice("kraken", "Kraken futures (inverse)"),
    choice("dydx", "dYdX v4"),
    choice("deribit", "Deribit (our derivation)"),
    choice("hyperliquid-2023", "Hyperliquid, March 2023"),
    choice("bybit-old-inverse", "Bybit, old rule (inverse)"),
];

/// The reader's own rates, then the symbols of the Binance table; a test holds the two together.
const TABLES: &[Choice] = &[
    choice("own", "my own two rates"),
    choice("btc", "Binance BTC, 2024-10"),
    choice("eth", "Binance ETH, 2024-10"),
    choice("sol", "Binance SOL, 2024-10"),
    choice("xrp", "Binance XRP, 2024-10"),
    choice("doge", "Binance DOGE, 2024-10"),
    choice("bnb", "Binance BNB, 2024-10"),
    choice("link", "Binance LINK, 2024-10"),
    choice("1000pepe", "Binance 1000PEPE, 2024-10"),
    choice("wif", "Binance WIF, 2024-10"),
];

const INTERVALS: &[Choice] = &[
    choice("8", "every 8 hours"),
    choice("4", "every 4 hours"),
    choice("2", "every 2 hours"),
    choice("1", "every hour"),
];

const fn number(min: Decimal, max: Decimal, default: Decimal, digits: u32, pace: Pace) -> Kind {
    Kind::Number(Number { min, max, default, digits, pace })
}

const fn even(step: Decimal, from: Decimal, to: Decimal) -> Pace {
    Pace::Even { step, from, to }
}

const fn row(id: ParameterId, key: &'static str, unit: &'static str, group: Group, kind: Kind) -> Parameter {
    Parameter { id, key, unit, kind, group }
}

/// A fee or rebate, in per cent of the notional.
const FEE: Kind = number(minus(5, 1), int(5), frac(5, 2), 4, even(frac(1, 2), int(0), frac(2, 1)));

/// A maintenance rate, in per cent of the notional.
const fn maintenance(default: Decimal) -> Kind {
    number(int(0), int(50), default, 4, even(frac(1, 1), int(0), int(5)))
}

use ParameterId as P;

/// Every setting, in the order of the panel.
pub const PARAMETERS: [Parameter; 18] = [
    row(P::Side, "side", "", Group::Position, Kind::Choice(SIDES)),
    row(
        P::Size,
        "size",
        "coins",
        Group::Position,
        number(frac(1, 4), int(1_000_000_000), int(1), 8, Pace::ByMagnitude),
    ),
    row(
        P::Entry,
        "entry",
        "USD",
        Group::Position,
        number(frac(1, 6), int(10_000_000), int(60_000), 10, Pace::ByMagnitude),
    ),
    row(
        P::Leverage,
        "leverage",
        "×",
        Group::Position,
        number(int(1), int(125), int(10), 2, even(int(1), int(1), int(125))),
    ),
    row(
        P::AddedMargin,
        "added-margin",
        "USD",
        Group::Position,
        number(int(0), int(1_000_000_000), int(0), 8, even(int(100), int(0), int(6000))),
    ),
    row(P::Venue, "venue", "", Group::Rule, Kind::Choice(VENUES)),
    row(P::Table, "table", "", Group::Rule, Kind::Choice(TABLES)),
    row(P::Rate, "rate", "%", Group::Rule, maintenance(frac(5, 1))),
    row(P::NextRate, "next-rate", "%", Group::Rule, maintenance(int(1))),
    row(P::OpeningFee, "opening-fee", "%", Group::Costs, FEE),
    row(P::ClosingFee, "closing-fee", "%", Group::Costs, FEE),
    row(
        P::LiquidationFee,
        "liquidation-fee",
        "%",
        Group::Costs,
        number(int(0), int(5), int(0), 4, even(frac(5, 2), int(0), int(2))),
    ),
    row(
        P::Slippage,
        "slippage",
        "%",
        Group::Costs,
        number(int(0), int(20), int(0), 4, even(frac(5, 2), int(0), int(5))),
    ),
    row(
        P::FundingRate,
        "funding",
        "%",
        Group::Time,
        number(minus(4, 0), int(4), frac(1, 2), 6, even(frac(5, 3), minus(5, 2), frac(1, 1))),
    ),
    row(P::FundingInterval, "interval", "h", Group::Time, Kind::Choice(INTERVALS)),
    row(P::Days, "days", "days", Group::Time, number(int(0), int(60), int(30), 0, even(int(1), int(0), int(60)))),
    row(P::Basis, "basis", "%", Group::Time, number(int(0), int(10), frac(1, 1), 4, even(frac(5, 2), int(0), int(2)))),
    row(
        P::Tick,
        "tick",
        "USD",
        Group::Time,
        number(int(0), int(1000), frac(1, 2), 10, even(frac(1, 2), int(0), int(1))),
    ),
];

impl ParameterId {
    /// The setting's row.
    #[must_use]
    pub fn row(self) -> &'static Parameter {
        // The table holds one row per id; a test proves it.
        PARAMETERS.iter().find(|p| p.id == self).unwrap_or(&PARAMETERS[0])
    }

    /// The setting of a name, `None` where there is none.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        PARAMETERS.iter().find(|p| p.key == key).map(|p| p.id)
    }
}

/// The venue model of a choice.
#[must_use]
pub fn venue(index: usize) -> VenueId {
    MODELS.get(index).map_or(VenueId::Generic, |m| m.id)
}

/// The symbol of a table choice, `None` for the reader's own rates.
#[must_use]
pub fn table_symbol(index: usize) -> Option<&'static str> {
    let symbol = index.checked_sub(1)?;
    binance_2024_10::SYMBOLS.get(symbol).map(|(name, _)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_setting_has_one_row_and_one_name() {
        let ids: BTreeSet<_> = PARAMETERS.iter().map(|p| p.id).collect();
        let keys: BTreeSet<_> = PARAMETERS.iter().map(|p| p.key).collect();
        assert_eq!((ids.len(), keys.len()), (PARAMETERS.len(), PARAMETERS.len()));
        for (index, p) in PARAMETERS.iter().enumerate() {
            assert_eq!(p.id.row(), p);
            assert_eq!(p.id as usize, index, "rows stand in the order of their ids");
            assert!(p.key.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'));
        }
    }

    #[test]
    fn defaults_ends_and_steps_lie_in_range_and_are_kept_exactly() {
        for p in &PARAMETERS {
            if let Kind::Number(n) = p.kind {
                assert!(n.min < n.max && n.min <= n.default && n.default <= n.max, "{}", p.key);
                for v in [n.min, n.max, n.default] {
                    assert!(v.normalize().scale() <= n.digits, "{}", p.key);
                }
                if let Pace::Even { step, from, to } = n.pace {
                    assert!(step > Decimal::ZERO && n.min <= from && from < to && to <= n.max);
                    assert!(((to - from) / step).fract().is_zero(), "{}", p.key);
                    assert!(step.normalize().scale() <= n.digits, "{}", p.key);
                }
            }
        }
    }

    #[test]
    fn choices_stand_in_the_order_of_what_they_name() {
        let Kind::Choice(venues) = ParameterId::Venue.row().kind else { panic!() };
        let keys: Vec<_> = venues.iter().map(|c| c.key).collect();
        let models: Vec<_> = MODELS.iter().map(|m| m.id.key()).collect();
        assert_eq!(keys, models);
        let Kind::Choice(tables) = ParameterId::Table.row().kind else { panic!() };
        let symbols: Vec<_> = binance_2024_10::SYMBOLS.iter().map(|(s, _)| s.to_lowercase()).collect();
        assert!(tables.iter().skip(1).map(|c| c.key.to_owned()).eq(symbols));
    }
}
