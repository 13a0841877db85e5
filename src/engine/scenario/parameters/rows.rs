//! The rows of the table, and the words that choices take.

use super::{Choice, Group, Kind, Number, Pace, Parameter, ParameterId as P};
use rust_decimal::Decimal;

const fn int(value: u32) -> Decimal {
    Decimal::from_parts(value, 0, 0, false, 0)
}

const fn frac(mantissa: u32, scale: u32) -> Decimal {
    Decimal::from_parts(mantissa, 0, 0, false, scale)
}

const fn minus(mantissa: u32, scale: u32) -> Decimal {
    Decimal::from_parts(mantissa, 0, 0, true, scale)
}

const fn choice(key: &'static str) -> Choice {
    Choice { key }
}

const SIDES: &[Choice] = &[choice("long"), choice("short")];

/// Venue models in the order of [`MODELS`]; a test holds the two together.
const VENUES: &[Choice] = &[
    choice("generic"),
    choice("binance-usdm"),
    choice("binance-coinm"),
    choice("bybit"),
    choice("bybit-old"),
    choice("okx"),
    choice("hyperliquid"),
    choice("bitmex"),
    choice("kucoin"),
    choice("gate"),
    choice("phemex"),
    choice("blofin"),
    choice("delta"),
    choice("mexc"),
    choice("lighter"),
    choice("edgex"),
    choice("kraken"),
    choice("dydx"),
    choice("deribit"),
    choice("hyperliquid-2023"),
    choice("bybit-old-inverse"),
];

/// The reader's own rates, then the symbols of the Binance table; a test holds the two together.
const TABLES: &[Choice] = &[
    choice("own"),
    choice("btc"),
    choice("eth"),
    choice("sol"),
    choice("xrp"),
    choice("doge"),
    choice("bnb"),
    choice("link"),
    choice("1000pepe"),
    choice("wif"),
    choice("own-marginal"),
    choice("own-jumping"),
];

/// Where the own two rates make a table, after the real ones.
pub(super) const OWN_MARGINAL: usize = 10;
pub(super) const OWN_JUMPING: usize = 11;

const MODES: &[Choice] = &[choice("isolated"), choice("cross")];

const CONTRACTS: &[Choice] = &[choice("linear"), choice("inverse")];

const BOOKS: &[Choice] = &[choice("typed"), choice("ladder"), choice("linear"), choice("square-root")];

const SWITCH: &[Choice] = &[choice("on"), choice("off")];

const VENUE_RATES: &[Choice] = &[choice("own"), choice("real")];

/// The markets of `presets`, in its order; a test holds the two together.
const PRESETS: &[Choice] = &[
    choice("domino"),
    choice("chain"),
    choice("deep"),
    choice("hedge"),
    choice("hair"),
    choice("latency"),
    choice("march-2020"),
    choice("may-2021"),
    choice("october-2025"),
];

const CLOSINGS: &[Choice] = &[choice("full"), choice("to-margin"), choice("fifth")];

const ADL: &[Choice] = &[choice("off"), choice("queue"), choice("water-filling"), choice("pro-rata"), choice("capped")];

const CUTS: &[Choice] =
    &[choice("none"), choice("account"), choice("sharing"), choice("book"), choice("correlation"), choice("delay")];

const INTERVALS: &[Choice] = &[choice("8"), choice("4"), choice("2"), choice("1")];

const fn number(min: Decimal, max: Decimal, default: Decimal, digits: u32, pace: Pace) -> Kind {
    Kind::Number(Number { min, max, default, digits, pace })
}

const fn even(step: Decimal, from: Decimal, to: Decimal) -> Pace {
    Pace::Even { step, from, to }
}

const fn row(id: P, key: &'static str, unit: &'static str, group: Group, kind: Kind) -> Parameter {
    Parameter { id, key, unit, kind, group }
}

/// A fee or rebate, in per cent of the notional.
const FEE: Kind = number(minus(5, 1), int(5), frac(5, 2), 4, even(frac(1, 2), int(0), frac(2, 1)));

/// A maintenance rate, in per cent of the notional.
const fn maintenance(default: Decimal) -> Kind {
    number(int(0), int(50), default, 4, even(frac(1, 1), int(0), int(5)))
}

/// Depth of one level of the ladder, in quote currency.
const fn depth(default: u32) -> Kind {
    number(int(0), int(1_000_000_000), int(default), 2, even(int(2_000), int(0), int(150_000)))
}

/// A price relative to another, in per cent: where a mark stands.
const fn from_entry(default: Decimal) -> Kind {
    number(minus(99, 0), int(1000), default, 4, even(frac(1, 1), minus(20, 0), int(20)))
}

/// Whether a term counts.
const fn switch(id: P, key: &'static str) -> Parameter {
    row(id, key, "", Group::Budget, Kind::Choice(SWITCH))
}

/// From nothing up to a most, on a slider that may end sooner.
const fn part(most: Decimal, default: Decimal, digits: u32, step: Decimal, to: Decimal) -> Kind {
    number(int(0), most, default, digits, even(step, int(0), to))
}

/// An end of the leverage of drawn accounts.
const fn leverage(default: Decimal) -> Kind {
    number(int(1), int(125), default, 2, even(int(1), int(1), int(125)))
}

/// An amount of quote currency.
const fn amount(default: u32) -> Kind {
    number(int(0), int(1_000_000_000), int(default), 8, even(int(100), int(0), int(20_000)))
}

/// A price.
const fn price(default: u32) -> Kind {
    number(frac(1, 6), int(10_000_000), int(default), 10, Pace::ByMagnitude)
}

/// Every setting, in the order of the panel.
pub const PARAMETERS: [Parameter; 69] = [
    row(P::Side, "side", "", Group::Position, Kind::Choice(SIDES)),
    row(
        P::Size,
        "size",
        "coins",
        Group::Position,
        number(frac(1, 4), int(1_000_000_000), int(1), 8, Pace::ByMagnitude),
    ),
    row(P::Entry, "entry", "USD", Group::Position, price(60_000)),
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
    row(P::Mark, "mark", "%", Group::Position, from_entry(int(0))),
    row(P::Mode, "mode", "", Group::Account, Kind::Choice(MODES)),
    row(P::FreeBalance, "free-balance", "USD", Group::Account, amount(8_000)),
    row(
        P::OtherSize,
        "other-size",
        "coins",
        Group::Account,
        number(minus(1_000_000_000, 0), int(1_000_000_000), int(10), 8, even(int(1), minus(20, 0), int(20))),
    ),
    row(P::OtherEntry, "other-entry", "USD", Group::Account, price(2_500)),
    row(P::OtherMark, "other-mark", "%", Group::Account, from_entry(minus(4, 0))),
    row(P::Contract, "contract", "", Group::Position, Kind::Choice(CONTRACTS)),
    row(
        P::TierFloor,
        "tier-floor",
        "USD",
        Group::Rule,
        number(int(1), int(1_000_000_000), int(54_500), 2, Pace::ByMagnitude),
    ),
    row(P::Book, "book", "", Group::Book, Kind::Choice(BOOKS)),
    row(P::Depth1, "depth-first", "USD", Group::Book, depth(12_000)),
    row(P::Depth2, "depth-second", "USD", Group::Book, depth(18_000)),
    row(P::Depth3, "depth-third", "USD", Group::Book, depth(30_000)),
    row(P::Depth4, "depth-fourth", "USD", Group::Book, depth(48_000)),
    row(P::Depth5, "depth-fifth", "USD", Group::Book, depth(72_000)),
    row(P::Depth6, "depth-sixth", "USD", Group::Book, depth(120_000)),
    row(
        P::DepthOnePercent,
        "depth",
        "USD",
        Group::Book,
        number(int(1), int(1_000_000_000), int(200_000), 2, Pace::ByMagnitude),
    ),
    switch(P::CountFees, "count-fees"),
    switch(P::CountLiquidationFee, "count-liquidation-fee"),
    switch(P::CountSlippage, "count-slippage"),
    switch(P::CountFunding, "count-funding"),
    switch(P::CountNextTier, "count-next-tier"),
    switch(P::CountBasis, "count-basis"),
    row(
        P::Accept,
        "accept",
        "USD",
        Group::Budget,
        number(frac(1, 6), int(10_000_000), int(500), 10, Pace::ByMagnitude),
    ),
    row(P::VenueRates, "venue-rates", "", Group::Budget, Kind::Choice(VENUE_RATES)),
    row(P::Volatility, "volatility", "% a year", Group::Horizon, part(int(500), int(60), 2, int(5), int(200))),
    row(
        P::Drift,
        "drift",
        "% a year",
        Group::Horizon,
        number(minus(99, 0), int(500), int(0), 2, even(int(5), minus(95, 0), int(100))),
    ),
    row(P::AddedDay, "added-day", "days", Group::Horizon, part(int(60), int(0), 0, int(1), int(60))),
    row(P::Preset, "preset", "", Group::Cascade, Kind::Choice(PRESETS)),
    row(P::Shock, "shock", "%", Group::Cascade, part(int(90), int(5), 4, frac(1, 1), int(30))),
    row(
        P::DepthFactor,
        "depth-factor",
        "×",
        Group::Cascade,
        number(frac(1, 2), int(100), int(1), 4, Pace::ByMagnitude),
    ),
    row(P::Correlation, "correlation", "", Group::Cascade, part(int(1), frac(2, 1), 4, frac(5, 2), int(1))),
    row(P::Shared, "shared", "%", Group::Cascade, part(int(100), int(100), 2, int(5), int(100))),
    row(
        P::ImpactExponent,
        "impact-exponent",
        "",
        Group::Crowd,
        number(frac(5, 1), int(1), int(1), 4, even(frac(25, 3), frac(5, 1), int(1))),
    ),
    row(P::LeastLeverage, "least-leverage", "×", Group::Crowd, leverage(int(2))),
    row(P::MostLeverage, "most-leverage", "×", Group::Crowd, leverage(int(50))),
    row(
        P::MarketMaintenance,
        "market-maintenance",
        "%",
        Group::Crowd,
        number(int(0), int(20), frac(5, 1), 4, even(frac(1, 1), int(0), int(5))),
    ),
    row(P::ForcedFee, "forced-fee", "%", Group::Closings, part(int(5), frac(5, 1), 4, frac(5, 2), int(2))),
    row(P::Fund, "fund", "%", Group::Closings, part(int(100), frac(5, 1), 4, frac(1, 1), int(5))),
    row(P::Latency, "latency", "s", Group::Closings, part(int(3600), int(0), 3, frac(5, 1), int(60))),
    row(P::Refill, "refill", "a minute", Group::Closings, part(int(60), int(0), 4, frac(2, 2), int(2))),
    row(
        P::DepthSurvival,
        "depth-survival",
        "%",
        Group::Closings,
        number(int(1), int(100), int(100), 2, even(int(1), int(1), int(100))),
    ),
    row(P::MarkLag, "mark-lag", "s", Group::Closings, part(int(600), int(0), 3, frac(5, 1), int(60))),
    row(P::Closing, "closing", "", Group::Closings, Kind::Choice(CLOSINGS)),
    row(P::Adl, "adl", "", Group::Closings, Kind::Choice(ADL)),
    row(P::Haircut, "haircut", "%", Group::Crowd, part(int(95), int(5), 2, int(1), int(50))),
    row(P::CoinShare, "coin-share", "%", Group::Crowd, part(int(100), int(0), 2, int(5), int(100))),
    row(P::Accounts, "accounts", "", Group::Crowd, number(int(3), int(1_000_000), int(2_000), 0, Pace::ByMagnitude)),
    row(P::Seed, "seed", "", Group::Crowd, part(int(999_999), int(1), 0, int(1), int(100))),
    // Farther than any run goes: the reader stands at its end.
    row(P::Round, "round", "", Group::Run, part(int(10_000), int(10_000), 0, int(1), int(10_000))),
    row(P::Cut, "cut", "", Group::Run, Kind::Choice(CUTS)),
    row(P::CutWhich, "cut-which", "", Group::Run, number(int(1), int(64), int(1), 0, even(int(1), int(1), int(64)))),
];

/// The levels of the ladder, nearest to the mark first, each with its distance from the mark in hundredths of a per cent.
pub const LADDER: [(P, u32); 6] =
    [(P::Depth1, 10), (P::Depth2, 20), (P::Depth3, 40), (P::Depth4, 70), (P::Depth5, 110), (P::Depth6, 160)];
