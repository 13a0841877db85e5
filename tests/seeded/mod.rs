//! Cascades by seed: markets, accounts, rules and shocks of every kind. The same natively and as WebAssembly, or the two engines differ.

use cascade_notes::engine::cascade::book::Book;
use cascade_notes::engine::cascade::engine::Engine;
use cascade_notes::engine::cascade::generate::{Assumed, Entries, LeverageMix};
use cascade_notes::engine::cascade::ladder::Ladder;
use cascade_notes::engine::cascade::market::{Maintenance, Market, Symbol};
use cascade_notes::engine::cascade::outcome::Outcome;
use cascade_notes::engine::cascade::rules::{
    CoinSale, Deleveraging, DepthRule, Latency, MarkRule, Netting, Rules, Shock, Sizing, Step,
};
use cascade_notes::engine::cascade::{book, threshold::Thresholds};
use cascade_notes::engine::margin::{Family, Tiers};
use cascade_notes::engine::random::Stream;
use cascade_notes::engine::units::Rate;
use rust_decimal::Decimal;
use std::str::FromStr as _;

/// How many there are.
pub const COUNT: u64 = 64;

/// A digest for each seed, as text. Of one-symbol answers too: the exact solver's.
pub fn digests() -> String {
    (0..COUNT).map(|seed| format!("{seed} {:016x} {:016x}\n", cascade(seed).digest(), exact(seed))).collect()
}

/// The cascade of a seed.
pub fn cascade(seed: u64) -> Outcome {
    let mut stream = Stream::new(seed, 100);
    let market = market(&mut stream);
    let accounts = 50 + stream.below(if seed.is_multiple_of(16) { 6000 } else { 400 });
    let interest = (0..market.count()).map(|_| stream.between(1e6, 2e7)).collect();
    let assumed = Assumed {
        leverage: LeverageMix::LogUniform { low: 3.0, high: 60.0 },
        entries: Entries::Normal(0.02),
        cross_share: stream.unit(),
        hedge_share: stream.unit(),
        coin_share: stream.unit(),
        long_share: stream.between(0.2, 0.9),
        ..Assumed::new(accounts, interest, seed)
    };
    let population = assumed.population(&market).expect("a seed's population");
    let mut engine = Engine::new(&market, &population).expect("a seed's engine");
    engine.run(&rules(&mut stream), &shock(&mut stream, &market)).expect("a seed's run")
}

fn market(stream: &mut Stream) -> Market {
    let count = 1 + stream.below(6);
    let symbols = (0..count).map(|number| {
        let price = libm::exp(stream.between(-2.0, 11.0));
        let exponent = [0.5, 0.875, 1.0, 1.0][stream.below(4) as usize];
        let depth = Book::from_one_percent(price, stream.between(5e5, 5e6), exponent).expect("a depth");
        let book = if stream.below(8) == 0 { ladder(stream, price) } else { depth };
        let maintenance = match stream.below(4) {
            0 => tiers(stream),
            _ => Maintenance::flat(stream.between(0.002, 0.02)).expect("a rate"),
        };
        Symbol {
            haircut: stream.between(0.0, 0.2),
            beta: stream.between(0.5, 1.5),
            residual: stream.between(0.0, 0.02),
            ..Symbol::new(format!("S{number}"), 0.01 / price, book, maintenance)
        }
    });
    Market::new(symbols.collect()).expect("a market")
}

/// Levels so many and deep that no cascade ends them.
fn ladder(stream: &mut Stream, price: f64) -> Book {
    let mut side = |sign: f64| -> Vec<(f64, f64)> {
        (1..=4000)
            .map(|level| (price * libm::exp(-sign * 0.001 * f64::from(level)), stream.between(1e5, 5e5) / price))
            .collect()
    };
    let (bids, asks) = (side(1.0), side(-1.0));
    let ladder = Ladder::new(price, &bids, &asks).expect("a ladder");
    Book::new(price, book::Shape::Ladder(ladder)).expect("a book")
}

fn tiers(stream: &mut Stream) -> Maintenance {
    let family = [Family::A, Family::APlus, Family::B][stream.below(3) as usize];
    let d = |text: &str| Decimal::from_str(text).expect("a number");
    let rows = [(d("0"), d("0.004"), None), (d("20000"), d("0.01"), None), (d("200000"), d("0.02"), None)];
    let tiers = if stream.below(2) == 0 { Tiers::marginal(&rows) } else { Tiers::jumping(&rows) };
    Maintenance::of(family, &tiers.expect("tiers"), Rate::new(d("0.0005"))).expect("a rule")
}

fn rules(stream: &mut Stream) -> Rules {
    let coin = |stream: &mut Stream| stream.below(2) == 0;
    Rules {
        taker_fee: if coin(stream) { 0.0005 } else { 0.0 },
        liquidation_fee: stream.between(0.0, 0.01),
        fund: i64::from(stream.below(2_000_000)) * 100_000,
        sizing: [
            Sizing::Full,
            Sizing::Full,
            Sizing::ToMargin { margin: 0.05 },
            Sizing::TierLadder,
            Sizing::FifthThenAll,
        ][stream.below(5) as usize],
        deleveraging: [
            Deleveraging::Off,
            Deleveraging::Queue,
            Deleveraging::WaterFilling,
            Deleveraging::ProRata,
            Deleveraging::CappedProRata { cap: 0.3 },
        ][stream.below(5) as usize],
        socialise: coin(stream),
        netting: if coin(stream) { Netting::Net } else { Netting::Gross },
        coins: if coin(stream) { CoinSale::Book } else { CoinSale::Fund },
        latency: if coin(stream) { Latency::default() } else { Latency { detection: 0.1, execution: 0.5 } },
        mark: MarkRule {
            lag: if coin(stream) { 0.0 } else { 2.0 },
            spacing: 1.0,
            band: if coin(stream) { None } else { Some(0.05) },
        },
        depth: DepthRule {
            factor: stream.between(0.5, 1.0),
            survival: stream.between(0.8, 1.0),
            floor: 0.5,
            recovery: 0.01,
            refill: if coin(stream) { 0.0 } else { 0.05 },
        },
        most_rounds: Some(300),
        ..Rules::default()
    }
}

fn shock(stream: &mut Stream, market: &Market) -> Shock {
    let size = stream.between(-0.08, 0.12);
    let first = Shock::factor(market, size, Some(stream.bits())).expect("a shock");
    let mut steps = first.steps().to_vec();
    if stream.below(3) == 0 {
        let funding = market.symbols().iter().map(|_| stream.between(-0.001, 0.001)).collect();
        steps.push(Step { at: 3.0, falls: vec![-0.01], funding });
    }
    Shock::path(steps).expect("a path")
}

/// The exact solver on thresholds by seed: its numbers mixed into one.
fn exact(seed: u64) -> u64 {
    let mut stream = Stream::new(seed, 101);
    let book = Book::from_one_percent(100.0, 1e5, [0.5, 0.875, 1.0][stream.below(3) as usize]).expect("a book");
    let list = (0..200).map(|_| (stream.between(0.0, 0.3), stream.between(1.0, 200.0))).collect();
    let thresholds = Thresholds::new(book, book::Direction::Down, list).expect("thresholds");
    let curve = thresholds.at_depth(stream.between(0.3, 1.0)).expect("a depth");
    (0..50).fold(0, |sum, step| {
        let outcome = curve.after(0.004 * f64::from(step));
        let numbers = [outcome.contracts, outcome.displacement.unwrap_or(-1.0), outcome.average.unwrap_or(-1.0)];
        numbers.into_iter().fold(sum, |sum, number| cascade_notes::engine::random::mix(sum ^ number.to_bits()))
    })
}
