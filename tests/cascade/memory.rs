//! What an engine holds on the heap.

use cascade_notes::engine::cascade::book::Book;
use cascade_notes::engine::cascade::engine::Engine;
use cascade_notes::engine::cascade::generate::Assumed;
use cascade_notes::engine::cascade::market::{Maintenance, Market, Symbol};
use cascade_notes::engine::cascade::population::Population;
use cascade_notes::engine::cascade::rules::{Rules, Shock};

const ACCOUNTS: u32 = 20_000;

fn generated(symbols: usize, coin_share: f64) -> (Market, Population) {
    let own = |n: usize| Symbol {
        haircut: 0.1,
        ..Symbol::new(format!("S{n}"), 0.001, Book::log(100.0, 1e6).unwrap(), Maintenance::flat(0.005).unwrap())
    };
    let market = Market::new((0..symbols).map(own).collect()).unwrap();
    let assumed = Assumed { coin_share, most_symbols: 8, ..Assumed::new(ACCOUNTS, vec![1e8; symbols], 31) };
    let population = assumed.population(&market).unwrap();
    (market, population)
}

#[test]
fn an_engine_needs_at_most_120_bytes_an_account_and_48_a_position() {
    for (symbols, coin_share) in [(1, 0.0), (8, 0.0), (8, 0.5)] {
        let (market, population) = generated(symbols, coin_share);
        let with_coins = (0..population.count()).filter(|n| !population.coins(*n).is_empty()).count();
        assert_eq!(with_coins > 1000, coin_share > 0.0);
        let mut engine = Engine::new(&market, &population).unwrap();
        let bytes = engine.bytes();
        let most = 120 * population.count() + 48 * population.positions();
        assert!(bytes <= most, "{symbols} symbols: {bytes} bytes, {most} are allowed");
        // An account's number, intercept and at least one price or weight: no less is possible.
        assert!(bytes >= 20 * population.count() + 9 * population.positions(), "{bytes}");
        // A run leaves nothing behind.
        let _ = engine.run(&Rules::default(), &Shock::falls(&vec![0.05; symbols]).unwrap()).unwrap();
        assert_eq!(engine.bytes(), bytes);
    }
}
