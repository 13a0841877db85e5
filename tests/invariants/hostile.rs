//! Any bits into every constructor: what is refused is refused, what is accepted runs, and nothing panics. Built with overflow checks.

use super::generators::config;
use cascade_notes::engine::cascade::book::{Book, Direction, Place, Shape};
use cascade_notes::engine::cascade::engine::Engine;
use cascade_notes::engine::cascade::generate::{Assumed, Entries, LeverageMix};
use cascade_notes::engine::cascade::ladder::Ladder;
use cascade_notes::engine::cascade::market::{Maintenance, Market, Symbol};
use cascade_notes::engine::cascade::outcome::Outcome;
use cascade_notes::engine::cascade::population::{Account, Coins, Holding, Mode, Population};
use cascade_notes::engine::cascade::rules::{
    CoinSale, Deleveraging, DepthRule, Latency, MarkRule, Netting, Rules, Scan, Shock, Sizing, Step,
};
use cascade_notes::engine::cascade::threshold::Thresholds;
use proptest::prelude::*;
use std::hint::black_box;

/// Events after which a run is left: marks that crawl take more than anyone waits for.
const EVENTS: usize = 300;

/// Mostly within a range, sometimes anything.
fn number(low: f64, high: f64) -> impl Strategy<Value = f64> {
    let edges = vec![
        0.0,
        -0.0,
        1.0,
        -1.0,
        f64::NAN,
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::MAX,
        f64::MIN,
        f64::MIN_POSITIVE,
        5e-324,
        f64::EPSILON,
        1e300,
        1e-300,
        30.0,
        -30.0,
        9e15,
    ];
    prop_oneof![
        12 => low..=high,
        1 => prop::sample::select(edges),
        1 => any::<u64>().prop_map(f64::from_bits),
        1 => (-300.0..300.0_f64).prop_map(|power| 10_f64.powf(power)),
    ]
}

fn whole(low: i64, high: i64) -> impl Strategy<Value = i64> {
    let edges = vec![0, 1, -1, i64::MAX, i64::MIN, 1 << 53, -(1 << 53), (1 << 53) - 1, 1 << 62];
    prop_oneof![
        12 => low..=high,
        1 => prop::sample::select(edges),
        1 => any::<i64>(),
        1 => (0_u32..63, any::<bool>()).prop_map(|(bits, negative)| if negative { -(1_i64 << bits) } else { 1_i64 << bits }),
    ]
}

fn book() -> impl Strategy<Value = Option<Book>> {
    let side = || prop::collection::vec((number(0.5, 2.0), number(0.1, 100.0)), 0..4);
    prop_oneof![
        3 => (number(0.1, 1e4), number(1.0, 1e6)).prop_map(|(price, n)| Book::log(price, n).ok()),
        2 => (number(0.1, 1e4), number(1.0, 1e6), number(0.3, 2.0))
            .prop_map(|(price, scale, exponent)| Book::new(price, Shape::Power { scale, exponent }).ok()),
        2 => (number(0.1, 1e4), number(1.0, 1e9), number(0.3, 2.0))
            .prop_map(|(price, depth, exponent)| Book::from_one_percent(price, depth, exponent).ok()),
        1 => number(0.1, 1e4).prop_map(|price| Book::new(price, Shape::Bottomless).ok()),
        2 => (number(0.5, 2.0), side(), side()).prop_map(|(mid, mut bids, mut asks)| {
            bids.sort_by(|a, b| b.0.total_cmp(&a.0));
            asks.sort_by(|a, b| a.0.total_cmp(&b.0));
            bids.retain(|level| level.0.partial_cmp(&mid) != Some(std::cmp::Ordering::Greater));
            asks.retain(|level| level.0.partial_cmp(&mid) != Some(std::cmp::Ordering::Less));
            Book::new(mid, Shape::Ladder(Ladder::new(mid, &bids, &asks).ok()?)).ok()
        }),
    ]
}

fn market() -> impl Strategy<Value = Option<Market>> {
    let numbers = (number(0.001, 10.0), number(0.0, 0.1), number(0.0, 1.0), number(-2.0, 2.0), number(0.0, 0.1));
    let symbol = (book(), numbers).prop_map(|(book, (lot, rate, haircut, beta, residual))| {
        let symbol = Symbol::new("X", lot, book?, Maintenance::flat(rate).ok()?);
        Some(Symbol { haircut, beta, residual, ..symbol })
    });
    prop::collection::vec(symbol, 1..4).prop_map(|symbols| {
        // One bad symbol would spoil most markets: those that cannot be used alone are left out.
        let usable = symbols.into_iter().flatten().filter(|symbol| Market::new(vec![symbol.clone()]).is_ok());
        Market::new(usable.collect()).ok()
    })
}

fn account() -> impl Strategy<Value = Account> {
    let holding = (0_u8..4, whole(-1000, 1000), prop::option::weighted(0.3, number(0.1, 1e4)));
    let holding = holding.prop_map(|(symbol, lots, entry)| Holding { symbol, lots, entry: entry.unwrap_or(1.0) });
    let coins = (0_u8..4, whole(1, 1000)).prop_map(|(symbol, lots)| Coins { symbol, lots });
    let holdings = prop::collection::vec(holding, 1..4);
    let coins = prop_oneof![3 => Just(vec![]), 1 => prop::collection::vec(coins, 0..3)];
    (any::<bool>(), whole(0, 100_000_000_000), holdings, coins).prop_map(|(isolated, cash, holdings, coins)| Account {
        mode: if isolated { Mode::Isolated } else { Mode::Cross },
        cash,
        holdings,
        coins,
    })
}

fn rules() -> impl Strategy<Value = Rules> {
    let sizing = prop_oneof![
        Just(Sizing::Full),
        number(0.02, 0.5).prop_map(|margin| Sizing::ToMargin { margin }),
        Just(Sizing::TierLadder),
        Just(Sizing::FifthThenAll),
    ];
    let deleveraging = prop_oneof![
        Just(Deleveraging::Off),
        Just(Deleveraging::Queue),
        Just(Deleveraging::WaterFilling),
        Just(Deleveraging::ProRata),
        number(0.0, 1.0).prop_map(|cap| Deleveraging::CappedProRata { cap }),
    ];
    let latency =
        (number(0.0, 1.0), number(0.0, 1.0)).prop_map(|(detection, execution)| Latency { detection, execution });
    let mark = (number(0.0, 2.0), number(0.1, 2.0), prop::option::of(number(0.01, 0.5)))
        .prop_map(|(lag, spacing, band)| MarkRule { lag, spacing, band });
    let depth = (number(0.1, 2.0), number(0.1, 1.0), number(0.01, 1.0), number(0.0, 1.0), number(0.0, 1.0)).prop_map(
        |(factor, survival, floor, recovery, refill)| DepthRule { factor, survival, floor, recovery, refill },
    );
    // Each group by itself may be refused; the default then stands in, so that the others are tried.
    let switches = (any::<[bool; 4]>(), whole(0, 1_000_000_000), (number(0.0, 0.01), number(0.0, 0.01)));
    let most = prop::option::of(any::<u32>());
    (sizing, deleveraging, latency, mark, depth, switches, most).prop_map(
        |(sizing, deleveraging, latency, mark, depth, (flags, fund, (taker_fee, liquidation_fee)), most_rounds)| {
            let usual = Rules::default();
            let mut rules = Rules {
                socialise: flags[0],
                netting: if flags[1] { Netting::Net } else { Netting::Gross },
                coins: if flags[2] { CoinSale::Book } else { CoinSale::Fund },
                scan: if flags[3] { Scan::Lazy } else { Scan::Dense },
                most_rounds,
                ..usual
            };
            let drawn = Rules { sizing, deleveraging, latency, mark, depth, fund, taker_fee, liquidation_fee, ..rules };
            let groups: [fn(&mut Rules, &Rules); 7] = [
                |rules, drawn| rules.sizing = drawn.sizing,
                |rules, drawn| rules.deleveraging = drawn.deleveraging,
                |rules, drawn| rules.latency = drawn.latency,
                |rules, drawn| rules.mark = drawn.mark,
                |rules, drawn| rules.depth = drawn.depth,
                |rules, drawn| rules.fund = drawn.fund,
                |rules, drawn| (rules.taker_fee, rules.liquidation_fee) = (drawn.taker_fee, drawn.liquidation_fee),
            ];
            for take in groups {
                let mut next = rules;
                take(&mut next, &drawn);
                rules = if next.check().is_ok() { next } else { rules };
            }
            rules
        },
    )
}

fn path() -> impl Strategy<Value = Option<Shock>> {
    let step = (number(0.0, 9.0), prop::collection::vec(number(-1.0, 1.0), 0..4), number(-0.1, 0.1));
    prop::collection::vec(step, 0..4).prop_map(|mut steps| {
        steps.sort_by(|a, b| a.0.total_cmp(&b.0));
        let steps = steps.into_iter().map(|(at, falls, rate)| Step { at, falls, funding: vec![rate] });
        // Again: one bad step would spoil most shocks.
        let usable = steps.filter(|step| Shock::path(vec![step.clone()]).is_ok());
        Shock::path(usable.collect()).ok()
    })
}

/// Runs for a while, and asks everything of what came out. However hostile, what is accepted keeps its money and contracts.
fn run(engine: &mut Engine, rules: &Rules, shock: &Shock) {
    let Ok(mut run) = engine.start(rules, shock) else { return };
    let all = run.money();
    for _ in 0..EVENTS {
        match run.step() {
            Ok(true) => assert_eq!((run.money(), run.lots(0)), (all, 0)),
            Ok(false) => break,
            Err(error) => {
                assert!(!error.to_string().is_empty());
                break;
            }
        }
    }
    ask(&run.finish());
}

fn ask(outcome: &Outcome) {
    let moves = (outcome.amplification(0), outcome.amplification_of_all(), outcome.generations());
    let counts = (outcome.closed_accounts(), outcome.hedges_broken(), outcome.uncovered(), outcome.digest());
    black_box((moves, counts, outcome.sum(|round| round.notional)));
    for round in 0..outcome.rounds.len() {
        black_box((outcome.caused_by(round, 0, 1), outcome.closed_in(round)));
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_bits_into_a_run(
        market in market(), accounts in prop::collection::vec(account(), 1..30), rules in rules(), shock in path(),
        (z, seed) in (number(-1.0, 1.0), any::<u64>()),
    ) {
        let Some(market) = market else { return Ok(()) };
        let usable: Vec<Account> =
            accounts.into_iter().filter(|a| Population::new(&market, std::slice::from_ref(a)).is_ok()).collect();
        let Ok(population) = Population::new(&market, &usable) else { return Ok(()) };
        let mut engine = Engine::new(&market, &population).unwrap();
        let others = [Shock::factor(&market, z, Some(seed)).ok(), Shock::to_price(&market, 0, z).ok()];
        for shock in others.into_iter().chain([shock]).flatten() {
            run(&mut engine, &rules, &shock);
        }
    }

    #[test]
    fn any_bits_into_a_book(
        book in book(), list in prop::collection::vec((number(-1.0, 1.0), number(-1e3, 1e3), number(0.0, 2.0)), 1..9),
    ) {
        let Some(book) = book else { return Ok(()) };
        let mut place = Place::default();
        for (x, sold, depth) in list {
            black_box((book.absorbed(x), book.displacement(sold), book.displacement_of(x)));
            black_box((book.reach(Direction::Down, x), book.reach(Direction::Up, x)));
            place = book.fill(place, sold, depth).map_or_else(|_| book.place(x), |fill| fill.place);
        }
    }

    #[test]
    fn any_bits_into_thresholds(
        book in book(), list in prop::collection::vec((number(0.0, 1.0), number(0.1, 1e3)), 1..20),
        (up, shock, depth, share) in (any::<bool>(), number(0.0, 1.0), number(0.1, 2.0), number(0.0, 1.0)),
    ) {
        let Some(book) = book else { return Ok(()) };
        let usable: Vec<_> = list.into_iter().filter(|(x, q)| x.is_finite() && *x >= 0.0 && q.is_finite() && *q > 0.0).collect();
        let direction = if up { Direction::Up } else { Direction::Down };
        let Ok(thresholds) = Thresholds::new(book, direction, usable) else { return Ok(()) };
        black_box(thresholds.contracts_to(shock));
        if let Ok(curve) = thresholds.at_depth(depth) {
            let answer = curve.after(shock);
            prop_assert!(answer.closed <= thresholds.count());
            prop_assert!(curve.tipping_points().take(100).count() <= thresholds.count());
            black_box(curve.headroom(shock, share)).ok();
        }
        if let Ok(curve) = thresholds.after_shock(shock) {
            prop_assert!(curve.at(depth).closed <= thresholds.count());
            prop_assert!(curve.tipping_points().take(100).count() <= thresholds.count());
        }
    }

    #[test]
    fn any_bits_into_assumptions(
        market in market(), accounts in prop_oneof![9 => 1_u32..80, 1 => Just(u32::MAX), 1 => Just(0)],
        open in prop::collection::vec(number(1e3, 1e7), 3), shares in prop::collection::vec(number(0.0, 1.0), 5),
        spreads in (number(0.0, 2.0), number(0.0, 0.5)), leverage in (number(0.5, 20.0), number(20.0, 100.0)),
        (most_symbols, weighted, even, seed) in (0_u8..10, any::<bool>(), any::<bool>(), any::<u64>()),
        rules in rules(), shock in path(),
    ) {
        let Some(market) = market else { return Ok(()) };
        let (low, high) = leverage;
        let assumed = Assumed {
            short_cover: shares[0], long_share: shares[1], cross_share: shares[2], hedge_share: shares[3],
            coin_share: shares[4], size_spread: spreads.0, most_symbols,
            entries: if even { Entries::Even(spreads.1) } else { Entries::Normal(spreads.1) },
            leverage: if weighted { LeverageMix::Weighted(vec![(low, high), (high, low)]) } else { LeverageMix::LogUniform { low, high } },
            ..Assumed::new(accounts, open[..market.count()].to_vec(), seed)
        };
        let Ok(population) = assumed.population(&market) else { return Ok(()) };
        if let Some(shock) = shock {
            run(&mut Engine::new(&market, &population).unwrap(), &rules, &shock);
        }
    }
}
