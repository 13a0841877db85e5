//! Hostile values: each is refused in a sentence that names what and where, and what is accepted is answered.

use cascade_notes::engine::Error;
use cascade_notes::engine::cascade::amounts::EXACT;
use cascade_notes::engine::cascade::book::{Book, Direction, Shape};
use cascade_notes::engine::cascade::engine::Engine;
use cascade_notes::engine::cascade::generate::{Assumed, LeverageMix};
use cascade_notes::engine::cascade::ladder::Ladder;
use cascade_notes::engine::cascade::market::{Maintenance, Market, Symbol};
use cascade_notes::engine::cascade::outcome::End;
use cascade_notes::engine::cascade::population::{Account, Coins, Holding, Population};
use cascade_notes::engine::cascade::rules::{Deleveraging, DepthRule, Latency, MarkRule, Rules, Shock, Sizing, Step};
use cascade_notes::engine::cascade::threshold::Thresholds;
use cascade_notes::words::english;
use cascade_notes::words::errors::sentence;

const BAD: [f64; 5] = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 0.0, -1.0];

fn symbol(price: f64, n: f64) -> Symbol {
    Symbol { haircut: 0.1, ..Symbol::new("BTC", 1.0, Book::log(price, n).unwrap(), Maintenance::flat(0.01).unwrap()) }
}

fn market() -> Market {
    Market::new(vec![symbol(100.0, 1000.0), Symbol { name: "ETH".to_owned(), ..symbol(10.0, 1000.0) }]).unwrap()
}

fn long(lots: i64) -> Holding {
    Holding { symbol: 0, lots, entry: 100.0 }
}

/// The sentence of a refusal, which must say all of these.
fn refused<T: std::fmt::Debug>(result: Result<T, Error>, words: &[&str]) {
    let sentence = sentence(&result.expect_err("this is accepted"), english());
    for word in words {
        assert!(sentence.contains(word), "“{sentence}” does not say “{word}”");
    }
    assert!(sentence.ends_with('.') && sentence.contains("accepted"), "“{sentence}” does not say what is accepted");
}

#[test]
fn books_without_a_price_or_depth() {
    for bad in BAD {
        refused(Book::log(bad, 1.0), &["price"]);
        refused(Book::log(100.0, bad), &["depth"]);
        refused(Book::new(100.0, Shape::Power { scale: bad, exponent: 1.0 }), &["depth"]);
        refused(Book::new(100.0, Shape::Power { scale: 1.0, exponent: bad }), &["exponent"]);
        refused(Book::new(bad, Shape::Bottomless), &["price"]);
        refused(Book::from_one_percent(100.0, bad, 1.0), &["depth within one per cent"]);
        refused(Ladder::new(bad, &[(99.0, 1.0)], &[(101.0, 1.0)]), &["mid of the book"]);
        refused(Ladder::new(100.0, &[(99.0, 1.0), (98.0, bad)], &[(101.0, 1.0)]), &["bid 2"]);
        refused(Ladder::new(100.0, &[(99.0, 1.0)], &[(bad, 1.0)]), &["ask 1"]);
    }
}

#[test]
fn markets_without_symbols_or_with_too_many() {
    refused(Market::new(vec![]), &["symbols", "0 is", "1 to 64"]);
    refused(Market::new(vec![symbol(100.0, 1.0); 65]), &["symbols", "65", "1 to 64"]);
    for bad in BAD {
        refused(Market::new(vec![symbol(1.0, 1.0), Symbol { lot: bad, ..symbol(1.0, 1.0) }]), &["symbol 2 (BTC), lot"]);
    }
    for bad in [f64::NAN, -0.1, 1.1, f64::INFINITY] {
        refused(Market::new(vec![Symbol { haircut: bad, ..symbol(1.0, 1.0) }]), &["symbol 1 (BTC), haircut"]);
        refused(Maintenance::flat(bad), &["maintenance rate"]);
    }
    refused(Market::new(vec![Symbol { beta: f64::NAN, ..symbol(1.0, 1.0) }]), &["symbol 1 (BTC), beta"]);
    refused(Market::new(vec![Symbol { lot: 1e12, ..symbol(100.0, 1.0) }]), &["symbol 1 (BTC), worth of one lot"]);
}

#[test]
fn populations_of_nobody_or_of_the_impossible() {
    let new = |account: Account| Population::new(&market(), &[Account::isolated(1_000_000, long(1)), account]);
    refused(Population::new(&market(), &[]), &["population", "at least one"]);
    refused(new(Account::isolated(-1, long(1))), &["account 2", "equity"]);
    refused(new(Account::cross(0, vec![Holding { entry: 101.0, ..long(1) }])), &["account 2", "equity"]);
    refused(new(Account::cross(1, vec![])), &["account 2", "positions"]);
    refused(new(Account::cross(1, vec![long(1); 9])), &["account 2", "positions", "1 to 8"]);
    refused(new(Account::cross(1, vec![long(1); 2])), &["account 2", "BTC", "twice"]);
    refused(new(Account::isolated(1, Holding { symbol: 2, ..long(1) })), &["account 2", "symbol 3", "no such symbol"]);
    for bad in BAD {
        refused(new(Account::isolated(1, Holding { entry: bad, ..long(1) })), &["account 2", "BTC", "entry"]);
    }
    for bad in [0, i64::MIN, i64::MAX, EXACT, -EXACT] {
        refused(new(Account::isolated(1, long(bad))), &["account 2", "BTC", "lots"]);
        let coins = vec![Coins { symbol: 1, lots: bad }];
        refused(new(Account { coins, ..Account::cross(1_000_000, vec![long(1)]) }), &["account 2", "ETH", "coins"]);
    }
    refused(new(Account::isolated(i64::MAX, long(1))), &["account 2"]);
    refused(new(Account::isolated(i64::MIN, long(-1))), &["account 2"]);
    refused(new(Account::isolated(1, long(EXACT - 1))), &["account 2"]);
}

#[test]
fn rules_outside_their_range() {
    let mut engine = engine();
    let mut run = |rules: Rules, words: &[&str]| refused(engine.run(&rules, &Shock::none()), words);
    let usual = Rules::default();
    for bad in [2.0, -0.1, f64::NAN, f64::INFINITY] {
        run(Rules { taker_fee: bad, ..usual }, &["taker fee"]);
        run(Rules { liquidation_fee: bad, ..usual }, &["liquidation fee"]);
        run(Rules { sizing: Sizing::ToMargin { margin: bad }, ..usual }, &["margin to reach"]);
        run(Rules { deleveraging: Deleveraging::CappedProRata { cap: bad }, ..usual }, &["cap of deleveraging"]);
        run(Rules { depth: DepthRule { survival: bad, ..usual.depth }, ..usual }, &["depth surviving"]);
        run(Rules { depth: DepthRule { floor: bad, ..usual.depth }, ..usual }, &["least depth"]);
        run(Rules { mark: MarkRule { band: Some(bad), ..usual.mark }, ..usual }, &["band of the mark"]);
    }
    run(Rules { taker_fee: 0.7, liquidation_fee: 0.7, ..usual }, &["fees together"]);
    for bad in [-1.0, f64::NAN, f64::INFINITY] {
        run(Rules { latency: Latency { detection: bad, execution: 0.0 }, ..usual }, &["detection"]);
        run(Rules { latency: Latency { detection: 0.0, execution: bad }, ..usual }, &["execution"]);
        run(Rules { mark: MarkRule { lag: bad, ..usual.mark }, ..usual }, &["lag of the mark"]);
        run(Rules { mark: MarkRule { spacing: bad, ..usual.mark }, ..usual }, &["spacing of the mark"]);
        run(Rules { depth: DepthRule { factor: bad, ..usual.depth }, ..usual }, &["part of the depth"]);
        run(Rules { depth: DepthRule { recovery: bad, ..usual.depth }, ..usual }, &["recovery"]);
        run(Rules { depth: DepthRule { refill: bad, ..usual.depth }, ..usual }, &["refill"]);
    }
    for bad in [-1, i64::MIN, i64::MAX] {
        run(Rules { fund: bad, ..usual }, &["fund"]);
    }
}

#[test]
fn shocks_that_are_no_shocks() {
    for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 30.1, -31.0] {
        refused(Shock::falls(&[0.1, bad]), &["shock, step 1", "fall"]);
    }
    for bad in BAD {
        refused(Shock::to_price(&market(), 0, bad), &["shock, step 1"]);
    }
    for bad in [f64::NAN, f64::INFINITY, -1.0] {
        refused(Shock::path(vec![Step { at: bad, ..Step::default() }]), &["shock, step 1", "time"]);
    }
    for bad in [f64::NAN, f64::INFINITY, 1.1, -2.0] {
        let steps = vec![Step::default(), Step { funding: vec![bad], ..Step::default() }];
        refused(Shock::path(steps), &["shock, step 2", "funding"]);
    }
    refused(Shock::factor(&market(), f64::NAN, None), &["shock"]);
    refused(engine().run(&Rules::default(), &Shock::falls(&[0.1; 3]).unwrap()), &["shock", "step 1", "2"]);
    let funding = Shock::path(vec![Step { funding: vec![0.1; 3], ..Step::default() }]).unwrap();
    refused(engine().run(&Rules::default(), &funding), &["shock", "step 1", "2"]);
}

#[test]
fn assumptions_and_thresholds_outside_their_range() {
    let assumed = |change: &dyn Fn(&mut Assumed), words: &[&str]| {
        let mut assumed = Assumed::new(10, vec![1e6, 1e6], 1);
        change(&mut assumed);
        refused(assumed.population(&market()), words);
    };
    for bad in BAD {
        assumed(&|a| a.open_interest[1] = bad, &["open interest"]);
        assumed(&|a| a.leverage = LeverageMix::LogUniform { low: bad, high: 10.0 }, &["leverage"]);
        assumed(&|a| a.leverage = LeverageMix::Weighted(vec![(bad, 1.0)]), &["leverage"]);
    }
    for bad in [f64::NAN, f64::INFINITY, -1.0, 1.5] {
        assumed(&|a| a.long_share = bad, &["share of longs"]);
        assumed(&|a| a.coin_share = bad, &["share of coins"]);
        assumed(&|a| a.size_spread = bad * 4.0, &["spread of sizes"]);
    }
    for bad in [0, u32::MAX] {
        assumed(&|a| a.accounts = bad, &["number of accounts"]);
    }
    let new = |list: Vec<(f64, f64)>| Thresholds::new(Book::log(1.0, 1.0).unwrap(), Direction::Down, list);
    refused(new(vec![]), &["thresholds", "at least one"]);
    for bad in [f64::NAN, f64::INFINITY, -1.0] {
        refused(new(vec![(0.1, 1.0), (bad, 1.0)]), &["threshold 2", "distance"]);
        refused(new(vec![(0.1, 1.0), (0.1, bad)]), &["threshold 2", "contracts"]);
        refused(new(vec![(0.1, 1.0)]).unwrap().at_depth(bad), &["depth"]);
        refused(new(vec![(0.1, 1.0)]).unwrap().after_shock(bad), &["shock"]);
    }
}

#[test]
fn books_that_end_before_the_cascade_does() {
    let ladder = Ladder::new(100.0, &[(99.0, 1.0), (90.0, 1.0)], &[(101.0, 1.0)]).unwrap();
    let book = Book::new(100.0, Shape::Ladder(ladder)).unwrap();
    let market = Market::new(vec![Symbol { book, ..symbol(100.0, 1.0) }]).unwrap();
    let population = Population::new(&market, &[Account::isolated(0, long(3))]).unwrap();
    refused(Engine::new(&market, &population).unwrap().run(&Rules::default(), &Shock::none()), &["BTC", "book holds"]);
}

#[test]
fn prices_that_leave_their_range_are_named() {
    let steps = vec![Step { falls: vec![20.0], ..Step::default() }; 2];
    let result = engine().run(&Rules::default(), &Shock::path(steps).unwrap());
    refused(result, &["BTC"]);
}

/// One threshold, a million accounts, one round.
#[test]
fn a_million_accounts_fall_together() {
    let market = Market::new(vec![symbol(100.0, 1e9)]).unwrap();
    let accounts = vec![Account::isolated(6_000_000, long(1)); 1_000_000];
    let mut engine = Engine::new(&market, &Population::new(&market, &accounts).unwrap()).unwrap();
    // S = 6 + P - 100 - P / 100 is nothing at 94.949 494 95.
    let above = engine.run(&Rules::default(), &Shock::to_price(&market, 0, 94.95).unwrap()).unwrap();
    assert_eq!((above.closed(), above.rounds.len()), (0, 0));
    let below = engine.run(&Rules::default(), &Shock::to_price(&market, 0, 94.949).unwrap()).unwrap();
    assert_eq!((below.closed(), below.rounds.len(), below.end), (1_000_000, 1, End::Quiet));
    assert!((below.moved(0).0 - below.moved(0).1 - 1e-3).abs() < 1e-12);
}

fn engine() -> Engine {
    let market = market();
    let population = Population::new(&market, &[Account::isolated(6_000_000, long(1))]).unwrap();
    Engine::new(&market, &population).unwrap()
}
