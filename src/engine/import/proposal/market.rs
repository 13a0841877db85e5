//! What a file says of a market: margin tables, books, depth, funding, liquidations, series.

use crate::engine::costs::book::Level;
use crate::engine::margin::Side;
use crate::engine::units::{Price, Rate};
use rust_decimal::Decimal;

/// In what the floors of a table are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FloorUnit {
    /// Notional, in the settlement currency.
    Notional,
    /// Coins; notional is that times the price.
    Coins,
    /// Quote currency of an inverse contract; notional, in coin, is that over the price.
    Quote,
}

/// One bracket of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedBracket {
    /// Where it begins, as printed or as the end of the one before.
    pub floor: Decimal,
    /// Where it ends.
    pub cap: Option<Decimal>,
    /// Maintenance rate, as a fraction.
    pub rate: Decimal,
    /// Cumulative amount as printed.
    pub printed: Option<Decimal>,
    /// Cumulative amount by the recurrence, at the floors as printed.
    pub computed: Decimal,
    /// Highest leverage.
    pub max_leverage: Option<Decimal>,
}

/// A margin table of a file. `tiers` makes a table of the engine of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedTable {
    /// The market, in the venue's spelling; empty where the file does not say.
    pub symbol: String,
    /// Who printed it.
    pub from: String,
    /// In what floors are counted.
    pub unit: FloorUnit,
    /// Brackets by rising floor.
    pub brackets: Vec<ImportedBracket>,
    /// Whether only the part above a floor pays the bracket's rate. False: the whole position does, and the requirement jumps.
    pub marginal: bool,
    /// What scales the floors and caps for this reader.
    pub coefficient: Option<Decimal>,
    /// The table counts printed cumulative amounts where there are any.
    pub printed_cum: bool,
    /// Floors are scaled already.
    pub scaled_already: bool,
}

/// A book of a file, best levels first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedBook {
    /// The market, where the file says.
    pub symbol: String,
    /// Bids from the highest down, sizes in coin.
    pub bids: Vec<Level>,
    /// Asks from the lowest up.
    pub asks: Vec<Level>,
    /// When it was, in milliseconds since 1970.
    pub time: Option<i64>,
}

/// Cumulative depth from the mid to a distance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DepthBand {
    /// When, in milliseconds since 1970.
    pub time: i64,
    /// Distance from the mid, in per cent; negative for bids.
    pub percent: Decimal,
    /// Coins between the mid and there.
    pub coins: Decimal,
    /// The same in quote currency.
    pub notional: Option<Decimal>,
}

/// One funding payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FundingPayment {
    /// When, in milliseconds since 1970, on the grid of its interval.
    pub time: i64,
    /// Hours since the one before; `None` where neither the file nor the times say.
    pub hours: Option<Decimal>,
    /// The rate for that interval; positive: longs pay.
    pub rate: Rate,
}

/// The funding of a market.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FundingHistory {
    /// The market, where the file says.
    pub symbol: String,
    /// Payments, oldest first.
    pub payments: Vec<FundingPayment>,
}

/// A liquidation of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Liquidated {
    /// When, in milliseconds since 1970.
    pub time: i64,
    /// The market, where the file says.
    pub symbol: String,
    /// The side of the position that was closed by force.
    pub side: Side,
    /// Coins, or quote currency for an inverse contract.
    pub size: Decimal,
    /// The price of its trades, where that is printed.
    pub price: Option<Price>,
    /// The price at which its equity was gone, where that is printed.
    pub bankruptcy: Option<Price>,
}

/// What a strip shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StripKind {
    /// Open interest, in coin or contracts.
    OpenInterest,
    /// Open interest, in quote currency.
    OpenInterestValue,
    /// Longs over shorts, by accounts.
    LongShort,
    /// The same of the largest accounts, by positions.
    TopLongShort,
    /// Taker buys over taker sells.
    TakerRatio,
}

/// A series over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strip {
    /// The market, where the file says.
    pub symbol: String,
    /// What it shows.
    pub kind: StripKind,
    /// Moments in milliseconds since 1970, and values, oldest first.
    pub points: Vec<(i64, Decimal)>,
}

/// What a market is at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarketNow {
    /// The market, in the venue's spelling.
    pub symbol: String,
    /// Mark price.
    pub mark: Option<Price>,
    /// Index or oracle price.
    pub index: Option<Price>,
    /// Price of the last trade.
    pub last: Option<Price>,
    /// The funding rate for the interval that runs.
    pub funding: Option<Rate>,
    /// When, in milliseconds since 1970.
    pub time: Option<i64>,
}
