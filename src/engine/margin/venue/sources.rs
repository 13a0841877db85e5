//! Where each venue's rule can be read in public, and when it was. Addresses stand beside the entries, not in them: an entry says in words what
//! its rule rests on, and a link here says which of those words lead where. What has no public address that was read has no link.

use super::entries::VenueId;

/// One public page or file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceLink {
    /// The words of the entry's `source` that the link stands under.
    pub words: &'static str,
    /// Where it is.
    pub address: &'static str,
    /// The day on which it was read, as year-month-day.
    pub read: &'static str,
}

const fn link(words: &'static str, address: &'static str) -> SourceLink {
    SourceLink { words, address, read: "2026-11-27" }
}

const BINANCE_USDM: &[SourceLink] = &[link(
    "Binance support, liquidation price of USD-M futures",
    "https://www.binance.com/en/support/faq/b3c689c1f50a44cabb3a84e663b81d93",
)];

const BINANCE_COINM: &[SourceLink] = &[link(
    "Binance support, liquidation price of COIN-M futures",
    "https://www.binance.com/es/support/faq/ceccfcfb4e3a45e3b48b0b1bb1a8ae46",
)];

const BYBIT_OLD: &[SourceLink] = &[link(
    "freqtrade's Bybit rule",
    "https://github.com/freqtrade/freqtrade/blob/0926be9a5601dab86a4502a8693eef2cae416d58/freqtrade/exchange/bybit.py",
)];

const BYBIT_OLD_INVERSE: &[SourceLink] = &[link(
    "Bybit help centre, old inverse cross page",
    "https://help.bybit.com/hc/en-us/articles/360039261334-How-to-calculate-Liquidation-Price-Inverse-Contract-",
)];

const HYPERLIQUID: &[SourceLink] = &[
    link("Hyperliquid docs, liquidations", "https://hyperliquid.gitbook.io/hyperliquid-docs/trading/liquidations"),
    link(
        "29 recorded positions",
        "https://github.com/freqtrade/freqtrade/blob/3b1fb5af847863302393b0413321642d454e35a5/tests/exchange/test_hyperliquid.py",
    ),
];

const HYPERLIQUID_2023: &[SourceLink] = &[link(
    "five recorded cross positions of March 2023",
    "https://github.com/hyperliquid-dex/hyperliquid-python-sdk/blob/063bf44d327910255bcad73f8f7d388a76f3d1b5/tests/cassettes/info_test/test_get_user_state.yaml",
)];

const BITMEX: &[SourceLink] =
    &[link("BitMEX docs, cross-margin example", "https://bitmex.com/app/isolatedMarginExamples")];

// The Gate rule stands in the comment over the calculation.
const GATE: &[SourceLink] = &[link(
    "freqtrade's Gate rule",
    "https://github.com/freqtrade/freqtrade/blob/0008a872326e8ef01ae17b50101cec5a71a41a76/freqtrade/exchange/exchange.py",
)];

const LIGHTER: &[SourceLink] = &[link(
    "one Lighter cross position record",
    "https://github.com/ccxt/ccxt/blob/0194dcc9fd91bd3941af8ba57133353e8a9bd96e/ts/src/lighter.ts",
)];

const DELTA: &[SourceLink] = &[link(
    "one Delta Exchange position record",
    "https://github.com/ccxt/ccxt/blob/0117dcb9f9d7ef6fdd11d7dd649c8ca200f061d7/ts/src/delta.ts",
)];

const BLOFIN: &[SourceLink] = &[link(
    "one Blofin cross position record",
    "https://github.com/ccxt/ccxt/blob/01af5a56546922bfd3106a86515446d52a705911/ts/src/blofin.ts",
)];

const KRAKEN: &[SourceLink] = &[link(
    "Kraken support, liquidation of inverse futures, one worked position",
    "https://support.kraken.com/hc/en-us/articles/360022835671-Equity-Protection-Process",
)];

const DYDX: &[SourceLink] = &[link(
    "dYdX docs, liquidation price",
    "https://github.com/dydxprotocol/v4-documentation/blob/df2cc995218196355dacc139d6695536947c0e7e/docs/pages/concepts/trading/liquidations.mdx",
)];

const DERIBIT: &[SourceLink] = &[link(
    "Deribit margin rates by size",
    "https://support.deribit.com/hc/en-us/articles/25944738177565-Linear-Perpetual",
)];

const BITGET: &[SourceLink] =
    &[link("Bitget support, estimated liquidation price", "https://bitget.com/asia/support/articles/12560603808759")];

const ASTER: &[SourceLink] = &[
    link(
        "Aster docs, liquidation protocols",
        "https://docs.asterdex.com/product/aster-perpetuals/fees-and-specs/aster-perpetual-liquidation-protocols",
    ),
    link("Aster, leverage and margin", "https://www.asterdex.com/de/futures/trading-rules/leverage-and-margin"),
];

const BLUEFIN: &[SourceLink] = &[link(
    "Bluefin docs, liquidation process",
    "https://learn.bluefin.io/docs/technical-overview/risk-engine/liquidation-process",
)];

const PARADEX: &[SourceLink] =
    &[link("Paradex docs, cross margin requirement", "https://docs.paradex.trade/risk/cross-margin-requirement")];

const KRAKEN_LINEAR: &[SourceLink] = &[link(
    "Kraken support, multi-collateral margining",
    "https://support.kraken.com/hc/en-us/articles/4844463246100-Margining-Liquidations-Multi-Collateral",
)];

const BYBIT_UNIFIED: &[SourceLink] = &[link(
    "third parties",
    "https://github.com/SoftwareMaestro16/trade-bot/blob/aad26d1054f4db97ddeea1a34d347f2cd54be963/src/emulation/liquidation.ts",
)];

const OKX: &[SourceLink] = &[link(
    "two venue samples",
    "https://github.com/ccxt/ccxt/blob/00daeaaa7af2660a1c7ab6a498e47135172f4e2e/python/ccxt/okx.py",
)];

const KUCOIN: &[SourceLink] = &[link(
    "two KuCoin position records",
    "https://github.com/ccxt/ccxt/blob/f2eef35f7adc346d8d1f5c270a01f2c79944ee26/python/ccxt/kucoinfutures.py",
)];

const PHEMEX: &[SourceLink] =
    &[link("Phemex help page, one worked position", "https://phemex.com/help-center/liq-price-for-USDTM")];

const MEXC: &[SourceLink] = &[link(
    "one MEXC position record",
    "https://github.com/ccxt/ccxt/blob/0017b9d05ccc34b80ee5b44d958768de5986f566/python/ccxt/mexc.py",
)];

const EDGEX: &[SourceLink] = &[link(
    "one edgeX cross position record",
    "https://github.com/edgex-org/edgex-gitbook/blob/f8d2d89df3bdbb1b2cfd61ed0377922fc981b4a4/api/private-api/account-api.md",
)];

const ORDERLY: &[SourceLink] = &[link(
    "Orderly docs, formulas and definitions",
    "https://orderly.network/docs/introduction/trade-on-orderly/perpetual-futures/formulas-definitions.md",
)];

const BACKPACK: &[SourceLink] = &[link(
    "Backpack's market record of SOL",
    "https://github.com/ccxt/ccxt/blob/71e25db1d6bf74648c0edc54c48fa47cc9dfcf6d/python/ccxt/backpack.py",
)];

const HTX: &[SourceLink] = &[
    link("HTX support, adjustment factor over leverage", "https://htx.com/support/104919792315746"),
    link("its example, 18 BTC at 10x", "https://www.huobi.com/support/es-es/detail/900001326606"),
];

const BINGX_STANDARD: &[SourceLink] = &[link(
    "BingX support, forced liquidation of standard futures",
    "https://support.bingx.com/hc/en-001/articles/360045019194-Forced-Liquidation-Standard-Futures-",
)];

const GMX_V2: &[SourceLink] = &[link(
    "a public Python client",
    "https://web3-ethereum-defi.tradingstrategy.ai/api/gmx/_autosummary_gmx/eth_defi.gmx.constants.GMX_MIN_LIQUIDATION_COLLATERAL_USD",
)];

impl VenueId {
    /// Where its rule can be read, in the order in which its source names the places; none for the algebra of no venue.
    #[must_use]
    pub fn source_links(self) -> &'static [SourceLink] {
        match self {
            Self::BinanceUsdm => BINANCE_USDM,
            Self::BinanceCoinm => BINANCE_COINM,
            Self::BybitOld => BYBIT_OLD,
            Self::BybitOldInverse => BYBIT_OLD_INVERSE,
            Self::Hyperliquid => HYPERLIQUID,
            Self::Hyperliquid2023 => HYPERLIQUID_2023,
            Self::Bitmex => BITMEX,
            Self::Gate => GATE,
            Self::Delta => DELTA,
            Self::Blofin => BLOFIN,
            Self::Lighter => LIGHTER,
            Self::Kraken => KRAKEN,
            Self::DydxV4 => DYDX,
            Self::Deribit => DERIBIT,
            Self::Bitget => BITGET,
            Self::Aster => ASTER,
            Self::Bluefin => BLUEFIN,
            Self::Paradex => PARADEX,
            Self::KrakenLinear => KRAKEN_LINEAR,
            Self::BybitUnified => BYBIT_UNIFIED,
            Self::Okx => OKX,
            Self::Kucoin => KUCOIN,
            Self::Phemex => PHEMEX,
            Self::Mexc => MEXC,
            Self::Edgex => EDGEX,
            Self::Orderly => ORDERLY,
            Self::Backpack => BACKPACK,
            Self::Htx => HTX,
            Self::BingxStandard => BINGX_STANDARD,
            Self::GmxV2 => GMX_V2,
            Self::Generic => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::engine::margin::venue::{MODELS, VenueId};
    use std::collections::HashSet;

    fn is_a_day(text: &str) -> bool {
        let parts: Vec<&str> = text.split('-').collect();
        let numbers: Vec<u32> = parts.iter().filter_map(|part| part.parse().ok()).collect();
        parts.iter().map(|part| part.len()).eq([4, 2, 2])
            && matches!(numbers[..], [year, month, day] if year >= 2020 && (1..=12).contains(&month) && (1..=31).contains(&day))
    }

    #[test]
    fn every_address_is_secure_dated_and_named_once() {
        assert!(is_a_day("2026-11-27") && !is_a_day("2026-13-01") && !is_a_day("27.11.2026"));
        for model in MODELS {
            let links = model.id.source_links();
            for link in links {
                assert!(link.address.starts_with("https://") && !link.address.contains([' ', '"']), "{link:?}");
                assert!(is_a_day(link.read), "{link:?}");
            }
            let addresses: HashSet<_> = links.iter().map(|link| link.address).collect();
            assert_eq!(addresses.len(), links.len(), "{}", model.name);
        }
    }

    /// Otherwise a link would be lost without a word when a source is put in other words.
    #[test]
    fn every_link_stands_under_words_of_its_source_in_order() {
        for model in MODELS {
            let mut rest = model.source;
            for link in model.id.source_links() {
                let split = rest.split_once(link.words);
                assert!(split.is_some(), "{}: “{}” is not in “{rest}”", model.name, link.words);
                rest = split.unwrap().1;
            }
        }
    }

    #[test]
    fn every_rule_of_a_venue_can_be_read() {
        for model in MODELS {
            assert_eq!(model.id.source_links().is_empty(), model.id == VenueId::Generic, "{}", model.name);
        }
    }
}
