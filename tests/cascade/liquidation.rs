//! The price at which one account falls, and what the exact solver makes of a population's prices.

use crate::margin::{Case, Table};
use crate::targets::{near, within};
use crate::testing::d;
use crate::worlds::{bottomless, cross, falls_at, market, run, symbol};
use cascade_notes::engine::cascade::amounts::{float, from_decimal};
use cascade_notes::engine::cascade::book::{Book, Direction};
use cascade_notes::engine::cascade::engine::Engine;
use cascade_notes::engine::cascade::generate::{Assumed, Entries};
use cascade_notes::engine::cascade::liquidation::{Liquidation, liquidation_price, thresholds};
use cascade_notes::engine::cascade::market::{Maintenance, Market, Symbol};
use cascade_notes::engine::cascade::population::{Account, Coins, Population};
use cascade_notes::engine::cascade::rules::{CoinSale, Rules, Shock};
use cascade_notes::engine::margin::{Bracket, Family, Side, Tiers, Trigger};
use cascade_notes::engine::random::Stream;
use cascade_notes::engine::units::{Price, Rate};
use rust_decimal::Decimal;

const RATE: f64 = 0.01;

fn answer(market: &Market, account: &Account) -> Option<Liquidation> {
    liquidation_price(market, &Population::new(market, std::slice::from_ref(account)).unwrap(), 0)
}

fn price(market: &Market, account: &Account) -> f64 {
    answer(market, account).unwrap().price
}

/// How often each kind of answer came, so that a test can insist on all of them.
#[derive(Debug, Default)]
struct Seen {
    longs: usize,
    shorts: usize,
    never: usize,
    at_once: usize,
    /// Crossed into a lower bracket, and into a higher one.
    lower: usize,
    higher: usize,
}

/// Random positions seen from a mark up to a tenth from their entry. `at_once` says whether those to be closed where they stand are compared.
fn compared(family: Family, table: Table, cases: usize, at_once: bool) -> Seen {
    let mut stream = Stream::new(23, table as u64);
    let mut seen = Seen::default();
    for number in 0..cases {
        let case = Case::draw(&mut stream, family, table);
        let entry = case.position.entry.get();
        let mark = (entry * Decimal::new(i64::from(900 + stream.below(201)), 3)).round_dp(3);
        let Ok(mark) = Price::new(mark) else { continue };
        let market = case.market_at(mark);
        // Who has no equity left at the mark is refused.
        let Ok(population) = Population::new(&market, &[case.account()]) else { continue };
        let found = liquidation_price(&market, &population, 0);
        let long = case.position.side == Side::Long;
        let start = from_decimal(mark.get());
        let size = from_decimal(case.position.size.get());
        match case.seen_from(mark) {
            Trigger::At { price, at_once: false } => {
                let (expected, found) = (from_decimal(price.get()), found.expect("there is a price"));
                assert_eq!(found.direction == Direction::Down, long, "case {number}");
                assert!((found.price - expected).abs() <= 1e-9 * expected, "case {number}: {found:?}, not {expected}");
                *if long { &mut seen.longs } else { &mut seen.shorts } += 1;
                let bracket = |price: f64| {
                    let floors = case.tiers.brackets().iter().map(|b| from_decimal(b.floor));
                    floors.filter(|floor| *floor <= size * price).count()
                };
                seen.lower += usize::from(bracket(expected) < bracket(start));
                seen.higher += usize::from(bracket(expected) > bracket(start));
            }
            Trigger::At { price, at_once: true } => {
                seen.at_once += 1;
                if at_once {
                    // Where it would be safe, so on the side from which it has come.
                    let (expected, found) = (from_decimal(price.get()), found.expect("it is past its price"));
                    assert!(if long { found.price >= start } else { found.price <= start }, "case {number}: {found:?}");
                    assert!((found.price - expected).abs() <= 1e-9 * expected, "case {number}: {found:?}, {expected}");
                }
            }
            Trigger::Never => {
                assert_eq!(found, None, "case {number} is never to be closed");
                seen.never += 1;
            }
            Trigger::Always => {}
        }
    }
    seen
}

#[test]
fn one_rate_gives_the_price_of_the_margin_engine_in_families_a_a_plus_and_b() {
    for family in [Family::A, Family::APlus, Family::B] {
        let seen = compared(family, Table::Flat, 600, true);
        assert!(seen.longs > 100 && seen.shorts > 100 && seen.at_once > 0, "{seen:?}");
        assert!(seen.never > 0 || family == Family::B, "{seen:?}");
    }
}

#[test]
fn a_marginal_table_gives_the_price_of_the_margin_engine_across_brackets_both_ways() {
    for family in [Family::A, Family::APlus, Family::B] {
        let seen = compared(family, Table::Marginal, 600, family == Family::B);
        assert!(seen.longs > 100 && seen.shorts > 100, "{seen:?}");
        assert!(seen.lower > 30 && seen.higher > 30, "{seen:?}");
    }
}

#[test]
fn positions_past_their_price_under_a_marginal_table_get_the_price_of_the_margin_engine() {
    for family in [Family::A, Family::APlus] {
        let seen = compared(family, Table::Marginal, 8000, true);
        assert!(seen.at_once > 50, "{seen:?}");
    }
}

#[test]
fn a_table_that_jumps_gives_the_first_price_of_the_margin_engine() {
    for family in [Family::A, Family::APlus, Family::B] {
        let seen = compared(family, Table::Jumping, 600, family == Family::B);
        assert!(seen.longs > 100 && seen.shorts > 100 && seen.lower > 30 && seen.higher > 30, "{seen:?}");
    }
}

/// Rates 1 %, 2 % and 3 %: marginal brackets at notionals of 1000 and 2000.
fn tiered(price: f64, n: f64) -> Symbol {
    let rows = [("0", "0.01"), ("1000", "0.02"), ("2000", "0.03")].map(|(floor, rate)| (d(floor), d(rate), None));
    let maintenance = Maintenance::of(Family::A, &Tiers::marginal(&rows).unwrap(), Rate::ZERO).unwrap();
    Symbol { maintenance, haircut: 0.1, ..symbol(price, n, 0.01, RATE) }
}

/// At 100 a long of 19.9 keeps 29.8 and has 5. It would be safe again above the floor of 2000: 19.9 P - 1985 = 0.03 x 19.9 P - 30.
#[test]
fn a_long_to_be_closed_at_once_under_a_marginal_table_has_a_price() {
    let market = market(vec![tiered(100.0, 1e6)]);
    let found = answer(&market, &cross(&market, &[(0, 1990)], -1985.0)).expect("a price takes it: it is past it");
    assert_eq!(found.direction, Direction::Down);
    near(found.price, 1955.0 / (19.9 * 0.97), 1e-9);
}

/// At 100 a short of 10.05 keeps 10.1 and has nothing. It would be safe again below the floor of 1000: 1005 - 10.05 P = 0.01 x 10.05 P.
#[test]
fn a_short_to_be_closed_at_once_is_not_said_to_have_a_price_still_to_come() {
    let market = market(vec![tiered(100.0, 1e6)]);
    let found = answer(&market, &cross(&market, &[(0, -1005)], 1005.0)).unwrap();
    assert_eq!(found.direction, Direction::Up);
    near(found.price, 1005.0 / (10.05 * 1.01), 1e-9);
}

/// The same two accounts, each beside one that is well.
#[test]
fn thresholds_count_accounts_that_are_to_be_closed_at_once_under_a_marginal_table() {
    let market = market(vec![tiered(100.0, 1e6)]);
    for (lots, poor) in [(1990, -1985.0), (-1005, 1005.0)] {
        let accounts = [cross(&market, &[(0, lots)], poor), cross(&market, &[(0, lots)], poor + 150.0)];
        let direction = if lots > 0 { Direction::Down } else { Direction::Up };
        assert_eq!(run(&market, &accounts, &Rules::default(), &Shock::none()).closed_accounts(), [0]);
        let population = Population::new(&market, &accounts).unwrap();
        let exact = thresholds(&market, &population, 0, direction).unwrap();
        assert_eq!((exact.count(), exact.at_depth(1.0).unwrap().after(0.0).closed), (2, 1), "{lots} lots");
    }
}

/// A table of its own deductions whose requirement falls at the floor of 1000 from 20 to 10: a falling long can be caught by it.
#[test]
fn a_requirement_that_steps_up_on_the_way_down_catches_a_long_at_the_floor() {
    let bracket = |floor: &str, rate: &str, deduction: &str| Bracket {
        floor: d(floor),
        rate: d(rate),
        deduction: d(deduction),
        max_leverage: None,
    };
    let tiers = Tiers::new(vec![bracket("0", "0.02", "0"), bracket("1000", "0.02", "10")]).unwrap();
    let maintenance = Maintenance::of(Family::A, &tiers, Rate::ZERO).unwrap();
    assert!(maintenance.jumps());
    let market = market(vec![Symbol { maintenance, ..bottomless(110.0, 0.01, RATE) }]);
    // Equity at 1000 is 15: more than the 10 kept there, less than the 20 kept just below.
    let long = cross(&market, &[(0, 1000)], -1000.0 + 15.0);
    let closed = |price: f64| {
        let shock = Shock::to_price(&market, 0, price).unwrap();
        run(&market, std::slice::from_ref(&long), &Rules::default(), &shock).closed()
    };
    assert_eq!((closed(100.001), closed(99.999)), (0, 1));
    near(price(&market, &long), 100.0, 1e-9);
}

/// Coins of the own symbol add (1 - haircut) of their number to the weight.
#[test]
fn coins_of_the_own_symbol_move_the_price_by_hand() {
    let own = || Symbol { haircut: 0.1, ..symbol(100.0, 1e6, 0.01, RATE) };
    let market = market(vec![own()]);
    let with = |lots: i64, intercept: f64, coins: i64| Account {
        coins: vec![Coins { symbol: 0, lots: coins }],
        ..cross(&market, &[(0, lots)], intercept)
    };
    // 10 long, 2 coins: -1000 + (9.9 + 1.8) P.
    let long = with(1000, -1000.0, 200);
    assert_eq!(answer(&market, &long).unwrap().direction, Direction::Down);
    near(price(&market, &long), 1000.0 / 11.7, 1e-12);
    // Without the coins it would fall at once.
    near(price(&market, &cross(&market, &[(0, 1000)], -1000.0)), 1000.0 / 9.9, 1e-12);
    // 10 short, 2 coins: 1000 - (10.1 - 1.8) P.
    let short = with(-1000, 1000.0, 200);
    assert_eq!(answer(&market, &short).unwrap().direction, Direction::Up);
    near(price(&market, &short), 1000.0 / 8.3, 1e-12);
    // 10 short, 20 coins: a short that fears the fall; -300 + (18 - 10.1) P.
    let covered = with(-1000, -300.0, 2000);
    assert_eq!(answer(&market, &covered).unwrap().direction, Direction::Down);
    near(price(&market, &covered), 300.0 / 7.9, 1e-12);
    // And with cash of its own there is no price that takes it.
    assert_eq!(answer(&market, &with(-1000, 300.0, 2000)), None);
}

#[test]
fn coins_of_the_own_symbol_move_the_price_under_a_table_by_hand() {
    let market = market(vec![tiered(100.0, 1e6)]);
    let with = |lots: i64, intercept: f64, coins: i64| Account {
        coins: vec![Coins { symbol: 0, lots: coins }],
        ..cross(&market, &[(0, lots)], intercept)
    };
    // 15 long (1500, kept 20), 2 coins; falls in the lowest bracket: -1000 + 16.8 P = 0.15 P, at 60.06, a notional of 901.
    near(price(&market, &with(1500, -1000.0, 200)), 1000.0 / 16.65, 1e-12);
    // 9 short (900), 2 coins; 950 - 7.2 P = 0.18 P - 10, at 130.1, a notional of 1170.
    near(price(&market, &with(-900, 950.0, 200)), 960.0 / 7.38, 1e-12);
}

/// 10 short with 11.15 coins at 0.9 of their worth: 10.035 - 10 is above zero, but what must be kept, a hundredth of 10 P, grows faster.
#[test]
fn a_short_covered_by_coins_all_but_its_requirement_fears_the_rise_under_a_table() {
    let rows = [("0", "0.01"), ("1000000", "0.02")].map(|(floor, rate)| (d(floor), d(rate), None));
    let maintenance = Maintenance::of(Family::A, &Tiers::marginal(&rows).unwrap(), Rate::ZERO).unwrap();
    let table = market(vec![Symbol { maintenance, haircut: 0.1, ..bottomless(100.0, 0.01, RATE) }]);
    let flat = market(vec![Symbol { haircut: 0.1, ..bottomless(100.0, 0.01, RATE) }]);
    let of = |market: &Market| {
        let coins = vec![Coins { symbol: 0, lots: 1115 }];
        let account = Account { coins, ..cross(market, &[(0, -1000)], 13.0) };
        let rises = Shock::to_price(market, 0, 201.0).unwrap();
        assert_eq!(run(market, std::slice::from_ref(&account), &Rules::default(), &rises).closed(), 1);
        answer(market, &account)
    };
    let expected = 13.0 / 0.065;
    for found in [of(&flat), of(&table)] {
        let found = found.expect("a rise to twice the price takes it");
        assert_eq!(found.direction, Direction::Up);
        near(found.price, expected, 1e-9);
    }
}

#[test]
fn an_account_of_several_symbols_has_no_one_price_and_is_refused_by_name() {
    let pair = || market(vec![symbol(100.0, 1e3, 1.0, RATE), Symbol { haircut: 0.1, ..symbol(50.0, 1e3, 1.0, RATE) }]);
    let market = pair();
    let single = falls_at(&market, 0, 10, RATE, 90.0);
    let both = cross(&market, &[(0, 10), (1, 10)], -1300.0);
    let coins = Account { coins: vec![Coins { symbol: 1, lots: 10 }], ..cross(&market, &[(0, 10)], -1000.0) };
    for other in [both, coins] {
        let population = Population::new(&market, &[single.clone(), other]).unwrap();
        near(liquidation_price(&market, &population, 0).unwrap().price, 90.0, 1e-9);
        assert_eq!(liquidation_price(&market, &population, 1), None);
        assert_eq!(liquidation_price(&market, &population, 2), None, "there is no such account");
        for symbol in [0, 1] {
            let refused = thresholds(&market, &population, symbol, Direction::Down).unwrap_err().to_string();
            assert!(refused.contains("OtherSymbols { account: 2 }"), "{refused}");
        }
    }
    // Whoever holds other symbols alone is no obstacle.
    let beside = falls_at(&market, 1, 10, RATE, 45.0);
    let population = Population::new(&market, &[single, beside]).unwrap();
    for (symbol, price) in [(0_u8, 90.0), (1, 45.0)] {
        let one = thresholds(&market, &population, symbol, Direction::Down).unwrap();
        let book = &market.symbols()[usize::from(symbol)].book;
        assert_eq!((one.count(), one.total()), (1, 10.0));
        // Slack that rounds to nothing is nothing: half a micro-unit, over the weight of 9.9.
        within(one.distances()[0], book.displacement_of(price + 0.5e-6 / 9.9), 1e-13);
    }
    assert!(thresholds(&market, &population, 2, Direction::Down).is_err());
    assert!(thresholds(&market, &population, 0, Direction::Up).is_err(), "nobody falls that way");
}

#[test]
fn thresholds_refuse_a_table_that_jumps() {
    let rows = [("0", "0.01"), ("1000", "0.02")].map(|(floor, rate)| (d(floor), d(rate), None));
    let of = |tiers: Tiers| {
        let maintenance = Maintenance::of(Family::A, &tiers, Rate::ZERO).unwrap();
        let market = market(vec![Symbol { maintenance, ..symbol(100.0, 1e3, 1.0, RATE) }]);
        let population = Population::new(&market, &[cross(&market, &[(0, 20)], -1800.0)]).unwrap();
        thresholds(&market, &population, 0, Direction::Down).map(|list| list.count())
    };
    assert_eq!(of(Tiers::marginal(&rows).unwrap()).unwrap(), 1);
    assert!(of(Tiers::jumping(&rows).unwrap()).unwrap_err().to_string().contains("TableJumps"));
}

/// A long of 10 with 5 coins of the symbol: 15 are sold when it falls, unless the fund takes the coins.
#[test]
fn thresholds_sell_coins_as_the_round_engine_does_or_refuse_them() {
    let market = market(vec![Symbol { haircut: 0.1, ..symbol(100.0, 500.0, 1.0, RATE) }]);
    // Falls at 95: c + (9.9 + 4.5) P.
    let coins = vec![Coins { symbol: 0, lots: 5 }];
    let first = Account { coins, ..cross(&market, &[(0, 10)], -14.4 * 95.0) };
    // 10 contracts carry 95 to 93.1, 15 to 92.2.
    let accounts = [first, falls_at(&market, 0, 10, RATE, 92.5)];
    let shock = market.symbols()[0].book.displacement_of(94.999);
    let run = |coins| run(&market, &accounts, &Rules { coins, ..Rules::default() }, &Shock::falls(&[shock]).unwrap());
    assert_eq!((run(CoinSale::Book).closed(), run(CoinSale::Fund).closed()), (2, 1));
    match thresholds(&market, &Population::new(&market, &accounts).unwrap(), 0, Direction::Down) {
        Ok(exact) => assert_eq!(exact.at_depth(1.0).unwrap().after(shock).closed, 2),
        // The coins of a short go the other way, so a refusal is an answer too.
        Err(refused) => {
            let refused = refused.to_string();
            assert!(refused.contains("CoinsOutweigh { account: 1 }"), "{refused}");
        }
    }
}

/// The exact solver on a population's thresholds is the round engine on the population.
#[test]
fn thresholds_of_a_population_answer_like_the_round_engine() {
    let rows = [("0", "0.005"), ("2000", "0.01"), ("20000", "0.02")].map(|(f, r)| (d(f), d(r), None));
    let table = Tiers::marginal(&rows).unwrap();
    let kinds = [
        Maintenance::flat(0.01).unwrap(),
        Maintenance::of(Family::A, &table, Rate::ZERO).unwrap(),
        Maintenance::of(Family::APlus, &table, Rate::new(d("0.0006"))).unwrap(),
        Maintenance::of(Family::B, &table, Rate::ZERO).unwrap(),
    ];
    let (mut some, mut cascades) = (0, 0);
    for (seed, maintenance) in (1..).zip(kinds) {
        // A lot of a hundredth of a contract.
        let book = Book::log(100.0, 3e5).unwrap();
        let market = market(vec![Symbol::new("S", 0.01, book, maintenance)]);
        let assumed = Assumed { entries: Entries::Even(0.1), ..Assumed::new(2000, vec![1e7], seed) };
        let population = assumed.population(&market).unwrap();
        let mut engine = Engine::new(&market, &population).unwrap();
        for direction in [Direction::Down, Direction::Up] {
            let exact = thresholds(&market, &population, 0, direction).unwrap();
            for depth in [0.5, 1.0, 3.0] {
                let curve = exact.at_depth(depth).unwrap();
                for shock in [0.002, 0.01, 0.03, 0.08, 0.2] {
                    let expected = curve.after(shock);
                    let mut rules = Rules::default();
                    rules.depth.factor = depth;
                    let fall = Shock::falls(&[direction.sign() * shock]).unwrap();
                    let rounds = engine.run(&rules, &fall).unwrap();
                    assert_eq!(rounds.closed(), expected.closed, "{seed}, {direction:?}, {depth}, {shock}");
                    let moved = direction.sign() * rounds.moved(0).0;
                    within(moved, expected.displacement.unwrap(), 1e-12);
                    let lots: i64 =
                        (0..rounds.rounds.len()).map(|r| rounds.traded(r)[0].sold + rounds.traded(r)[0].bought).sum();
                    near(expected.contracts, float(lots) * 0.01, 1e-9);
                    some += usize::from(rounds.closed() > 0);
                    cascades += usize::from(rounds.rounds.len() > 3 && rounds.closed() < exact.count());
                }
            }
        }
    }
    assert!(some > 80 && cascades > 30, "{some} {cascades}: the cases are too easy");
}
