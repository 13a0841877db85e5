//! Every shape, a file a venue.

mod binance;
mod bybit;
mod ccxt;
mod gate;
mod hyperliquid;
mod kraken;
mod kucoin;
mod okx;
mod onchain;
mod own;
mod tardis;

use super::shape::Shape;

/// Every shape of rows, venue by venue.
pub fn all() -> impl Iterator<Item = &'static Shape> {
    [
        binance::SHAPES,
        bybit::SHAPES,
        okx::SHAPES,
        hyperliquid::SHAPES,
        kraken::SHAPES,
        kucoin::SHAPES,
        gate::SHAPES,
        onchain::SHAPES,
        ccxt::SHAPES,
        tardis::SHAPES,
        own::SHAPES,
    ]
    .into_iter()
    .flatten()
}

#[cfg(test)]
mod tests {
    use super::all;
    use std::collections::HashSet;

    #[test]
    fn each_shape_is_told_by_keys_that_it_reads_and_stands_once() {
        let mut keys = HashSet::new();
        for shape in all() {
            assert!(keys.insert(shape.key), "{} stands twice", shape.key);
            assert!(shape.key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
            assert!(!shape.must.is_empty() && !shape.from.is_empty(), "{}", shape.key);
            let mut paths = HashSet::new();
            for (path, _) in shape.fields {
                assert!(paths.insert(path), "{}: {path} stands twice", shape.key);
            }
            for key in shape.must {
                let read = shape.role(key).is_some() || shape.within.contains(key);
                assert!(read, "{}: {key} tells it and is not read", shape.key);
            }
        }
    }
}
