//! Markets by the spellings of venues: the coin, and what the contract is settled in where the spelling says so.

use crate::engine::margin::Contract;

/// A market.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// As the venue spells it.
    pub text: String,
    /// The coin, in capitals; XBT is BTC. The whole text where no coin can be told.
    pub coin: String,
    /// What the spelling says the contract is.
    pub contract: Option<Contract>,
}

/// Quote currencies of linear contracts.
const STABLE: [&str; 7] = ["USDT", "USDC", "FDUSD", "BUSD", "USDE", "USD1", "DAI"];

/// What venues append to the name of a perpetual.
const PERPETUAL: [&str; 6] = ["-SWAP", "_PERP", "-PERPETUAL", "-PERP", "_UMCBL", "_DMCBL"];

/// Kraken's prefixes, each with what it says.
const KRAKEN: [(&str, Contract); 4] =
    [("PF_", Contract::Linear), ("FF_", Contract::Linear), ("PI_", Contract::Inverse), ("FI_", Contract::Inverse)];

impl Symbol {
    /// Reads a spelling.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let text = text.trim();
        let capitals = text.to_uppercase();
        let (coin, contract) = parts(&capitals);
        let coin = match coin {
            "XBT" => "BTC".to_owned(),
            "" => capitals,
            coin => coin.to_owned(),
        };
        Self { text: text.to_owned(), coin, contract }
    }
}

fn parts(text: &str) -> (&str, Option<Contract>) {
    // ccxt: base/quote:settlement.
    if let Some((base, rest)) = text.split_once('/') {
        let contract = rest.split_once(':').map(|(_, settled)| {
            if settled.split('-').next() == Some(base) { Contract::Inverse } else { Contract::Linear }
        });
        return (base, contract.or_else(|| STABLE.contains(&rest).then_some(Contract::Linear)));
    }
    for (prefix, contract) in KRAKEN {
        if let Some(rest) = text.strip_prefix(prefix) {
            return (rest.split('_').next().and_then(|pair| pair.strip_suffix("USD")).unwrap_or(rest), Some(contract));
        }
    }
    let bare = PERPETUAL.iter().find_map(|suffix| text.strip_suffix(suffix));
    let inverse_name = text.ends_with("_PERP") || text.ends_with("_DMCBL") || text.ends_with("-SWAP");
    let pair = bare.unwrap_or(text);
    // KuCoin's final M.
    let pair = match pair.strip_suffix('M') {
        Some(rest) if rest.ends_with("USDT") || rest.ends_with("USDC") || rest.ends_with("USD") => rest,
        _ => pair,
    };
    let kucoin = pair.len() < bare.unwrap_or(text).len();
    for quote in STABLE {
        if let Some(coin) = pair.strip_suffix(quote) {
            return (coin.trim_end_matches(['-', '_']), Some(Contract::Linear));
        }
    }
    match pair.strip_suffix("USD") {
        Some(coin) => {
            let says = inverse_name || kucoin;
            (coin.trim_end_matches(['-', '_']), says.then_some(Contract::Inverse))
        }
        None => (pair, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_venues_say_coin_and_settlement() {
        use Contract::{Inverse, Linear};
        for (text, coin, contract) in [
            ("BTCUSDT", "BTC", Some(Linear)),
            ("BTCUSD_PERP", "BTC", Some(Inverse)),
            ("BTC-USDT-SWAP", "BTC", Some(Linear)),
            ("BTC-USD-SWAP", "BTC", Some(Inverse)),
            ("BTC/USDT:USDT", "BTC", Some(Linear)),
            ("BTC/USD:BTC", "BTC", Some(Inverse)),
            ("PF_XBTUSD", "BTC", Some(Linear)),
            ("PI_XBTUSD", "BTC", Some(Inverse)),
            ("XBTUSDTM", "BTC", Some(Linear)),
            ("XBTUSDM", "BTC", Some(Inverse)),
            ("ETH_USDT", "ETH", Some(Linear)),
            ("BTC-USD", "BTC", None),
            ("BTCUSD", "BTC", None),
            ("HYPE", "HYPE", None),
            ("1000PEPEUSDT", "1000PEPE", Some(Linear)),
            ("USDT", "USDT", Some(Linear)),
            ("", "", None),
        ] {
            let symbol = Symbol::read(text);
            assert_eq!((symbol.coin.as_str(), symbol.contract), (coin, contract), "{text}");
        }
    }
}
