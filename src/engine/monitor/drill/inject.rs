//! What goes wrong, and what can be done.

use super::super::guardrails::cap::GrowingCap;
use super::INJECTS;
use crate::engine::Error;

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The mark stands still while the index falls.
    StaleMark,
    /// Nobody trades: the book is thin.
    TradeGap,
    /// The venue takes orders and executes none.
    Maintenance,
    /// The closing fee rises, and with it what a position must keep.
    FeeChange,
    /// A coin that is collateral loses its peg.
    Depeg,
    /// An agent writes a cap below the live ratio of a collateral coin: each rule was obeyed.
    CapWritten,
}

/// What is done about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Choice {
    /// Nothing, until it is known what it is.
    Wait,
    /// Nobody may stay above the highest leverage: what is more is sold in order, at once. A written cap is read again and refused.
    Tighten,
    /// Accounts that are near their thresholds sell half, in order, at once.
    Reduce,
    /// Nothing trades for half an hour; what has happened by then happens at once, in half of the book.
    Halt,
}

impl Choice {
    /// All of them, in their order.
    pub const ALL: [Self; 4] = [Self::Wait, Self::Tighten, Self::Reduce, Self::Halt];

    /// As logs and links write it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Wait => "wait",
            Self::Tighten => "tighten",
            Self::Reduce => "reduce",
            Self::Halt => "halt",
        }
    }
}

/// One inject.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Inject {
    /// What goes wrong.
    pub kind: Kind,
    /// Log fall of the market from outside since the inject, after 1, 5 and 30 minutes.
    pub market: [f64; 3],
    /// The same of the collateral coin.
    pub coin: [f64; 3],
    /// Part of the book that is there.
    pub depth: f64,
    /// Seconds by which the mark lags, where nobody tightens.
    pub mark_lag: f64,
    /// Seconds until an order is executed.
    pub latency: f64,
    /// Closing fee, as a part of the notional; it counts in what a position must keep.
    pub closing_fee: f64,
}

/// Closing fee before it is changed.
const FEE: f64 = 0.000_5;

impl Inject {
    /// A quiet half hour.
    const QUIET: Self = Self {
        kind: Kind::TradeGap,
        market: [0.0; 3],
        coin: [0.0; 3],
        depth: 1.0,
        mark_lag: 1.0,
        latency: 0.5,
        closing_fee: FEE,
    };
}

/// Which five.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Set {
    /// Stale mark, gap in trades, maintenance, fee change, depeg.
    Usual,
    /// The case of March 2026: an agent and a limit, each obeyed, price a collateral coin 2.85 % low.
    CollateralCap,
}

/// Ratio of the coin in the case when the cap was written, live, and as the cap left it.
/// Source: watching section 5; vectors grd-05 to grd-07.
pub const LIVE_RATIO: f64 = 1.2285;
/// What the cap's snapshot was written as.
pub const CAP_SNAPSHOT: f64 = 1.191_8;
/// Growth a year that the cap allows.
pub const CAP_GROWTH: f64 = 0.0968;

/// Log fall of the coin's price under the cap, so many days after its snapshot. Errors: none for these figures.
pub fn capped_fall(days: f64) -> Result<f64, Error> {
    let cap = GrowingCap::new(CAP_SNAPSHOT, CAP_GROWTH)?;
    Ok(libm::log(LIVE_RATIO / cap.priced(LIVE_RATIO, days * 86_400.0)?))
}

impl Set {
    /// Both sets.
    pub const ALL: [Self; 2] = [Self::Usual, Self::CollateralCap];

    /// Its injects, in their order. Errors: none for these figures.
    pub fn injects(self) -> Result<[Inject; INJECTS], Error> {
        let quiet = Inject::QUIET;
        Ok(match self {
            Self::Usual => [
                Inject { kind: Kind::StaleMark, market: [0.005, 0.02, 0.012], mark_lag: 240.0, ..quiet },
                Inject { kind: Kind::TradeGap, market: [0.004, 0.012, 0.006], depth: 0.3, ..quiet },
                Inject { kind: Kind::Maintenance, market: [0.012, 0.022, 0.018], latency: 300.0, ..quiet },
                Inject { kind: Kind::FeeChange, market: [0.002, 0.004, 0.003], closing_fee: 0.005, ..quiet },
                Inject { kind: Kind::Depeg, market: [0.006, 0.01, 0.008], coin: [0.01, 0.04, 0.02], ..quiet },
            ],
            Self::CollateralCap => {
                let low = capped_fall(7.0)?;
                let half = 0.5 * low;
                [
                    Inject { kind: Kind::FeeChange, market: [0.001, 0.002, 0.001], closing_fee: 0.000_8, ..quiet },
                    Inject { kind: Kind::CapWritten, coin: [half, half, half], ..quiet },
                    Inject { kind: Kind::CapWritten, coin: [half, half, half], ..quiet },
                    Inject { kind: Kind::TradeGap, market: [0.002, 0.006, 0.004], depth: 0.4, ..quiet },
                    Inject { kind: Kind::Depeg, market: [0.002, 0.004, 0.002], coin: [0.0, 0.005, -low], ..quiet },
                ]
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2.85 % low, give or take the days since the snapshot.
    #[test]
    fn the_cap_prices_the_coin_low() {
        let low = 1.0 - libm::exp(-capped_fall(7.0).unwrap());
        assert!((low - 0.0285).abs() < 0.000_5, "{low}");
    }
}
