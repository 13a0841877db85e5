//! Where each rule is stated, and its liquidation price written out. Apart from the models, because the page prints these once, when it
//! is built, and need not carry them.

use super::VenueId;

/// Where a rule is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Citation {
    /// The liquidation price, written out for a linear contract (inverse for a coin-margined venue).
    pub formula: &'static str,
    /// Where the rule is stated.
    pub source: &'static str,
}

impl VenueId {
    /// The rule's formula and source.
    #[must_use]
    pub fn citation(self) -> Citation {
        let (formula, source) = match self {
            Self::Generic => ("p = (s q E - M - c) / (q (s - r))", "the algebra of family A, no venue"),
            Self::BinanceUsdm => {
                ("p = (s q E - M - c) / (q (s - r))", "Binance support, liquidation price of USD-M futures")
            }
            Self::BinanceCoinm => {
                ("p = Q (s + r) / (M + c + s Q / E)", "Binance support, liquidation price of COIN-M futures")
            }
            Self::BybitUnified => (
                "p = (s q E - q E / L - A / (1 - s f) - D) / (q (s - r))",
                "Bybit help pages on the unified account, as quoted by third parties",
            ),
            Self::BybitOld => {
                ("p = E (1 - s (1 / L - r)) - s A / q", "freqtrade's Bybit rule and a venue record of May 2025")
            }
            Self::Okx => ("p = (s q E - M) / (q (s - r - f))", "OKX margin ratio rule; two venue samples"),
            Self::Hyperliquid => (
                "p = (s q E - M - c) / (q (s - r)), r = 1 / (2 x highest leverage)",
                "Hyperliquid docs, liquidations; 29 recorded positions",
            ),
            Self::Bitmex => (
                "p = E - s (M - q E (r + funding)) / q",
                "BitMEX docs, cross-margin example; position records of 2018 and 2022",
            ),
            Self::Kucoin => (
                "p = E - s (M - q E (r + funding)) / q",
                "two KuCoin position records; the closing fee stands in margin and in maintenance alike",
            ),
            Self::Gate => ("p = (s q E - M) / (q (s - r - f))", "freqtrade's Gate rule; one Gate position record"),
            Self::Phemex => ("p = (s q E - M) / (q (s - r - f))", "Phemex help page, one worked position"),
            Self::Blofin => {
                ("p = (s q E - M) / (q (s - r - f))", "one Blofin cross position record, read as OKX's ratio")
            }
            Self::Delta => ("p = E - s (M - q E r) / q", "one Delta Exchange position record"),
            Self::Mexc => ("p = E (1 - s (1 / L - r)) - s A / q", "one MEXC position record"),
            Self::Lighter => ("p = (s q E - M - c) / (q (s - r))", "one Lighter cross position record"),
            Self::Edgex => (
                "p = -C / (q (s - r)), C = the collateral after paying for the position",
                "one edgeX cross position record",
            ),
            Self::Kraken => {
                ("p = Q (s + r) / (M + s Q / E)", "Kraken support, liquidation of inverse futures, one worked position")
            }
            Self::DydxV4 => (
                "p = (e - s q m - MMR of the others) / (q r - s q)",
                "dYdX docs, liquidation price; the chain's margin arithmetic",
            ),
            Self::Deribit => (
                "p = (s q E - M) / (q (s - r)), r = base + q x step",
                "Deribit margin rates by size; the price is our derivation",
            ),
            Self::Hyperliquid2023 => {
                ("p = m - s (AV - r x notional of the account at m) / q", "five recorded cross positions of March 2023")
            }
            Self::BybitOldInverse => (
                "p = s Q / (M + s Q / E - r Q / E); cross: Q (s + f) on top",
                "Bybit help centre, old inverse cross page; one API sample",
            ),
        };
        Citation { formula, source }
    }
}
