//! What if one link were not there: small markets by hand.

use crate::targets::{near, within};
use crate::worlds::{bottomless, closed_by_round, cross, engine, falls_at, market, price, run, symbol};
use cascade_notes::engine::cascade::amounts::{MICROS, float, whole};
use cascade_notes::engine::cascade::book::Book;
use cascade_notes::engine::cascade::counterfactual::{Cut, without};
use cascade_notes::engine::cascade::engine::Engine;
use cascade_notes::engine::cascade::generate::Assumed;
use cascade_notes::engine::cascade::market::{Maintenance, Market, Symbol};
use cascade_notes::engine::cascade::outcome::Outcome;
use cascade_notes::engine::cascade::population::{Account, Coins, Mode, Population};
use cascade_notes::engine::cascade::rules::{Deleveraging, Rules, Shock, Sizing, Step};

const RATE: f64 = 0.01;

fn cut(cut: &Cut, market: &Market, accounts: &[Account], shock: &Shock) -> (Outcome, Vec<u32>) {
    let population = Population::new(market, accounts).unwrap();
    let done = without(cut, market, &population, &Rules::default(), shock).unwrap();
    (done.outcome, done.owners)
}

/// Equity at the start to the micro-unit, as a position's worth less its cost, each a whole number.
fn equity(market: &Market, account: &Account) -> i64 {
    let mut sum = account.cash;
    for h in &account.holdings {
        let s = &market.symbols()[usize::from(h.symbol)];
        let at = |price: f64| whole(float(h.lots) * (s.lot * MICROS) * price).unwrap();
        sum += at(s.price()) - at(h.entry);
    }
    for coins in &account.coins {
        let s = &market.symbols()[usize::from(coins.symbol)];
        sum += whole(float(coins.lots) * (s.lot * MICROS) * s.price() * (1.0 - s.haircut)).unwrap();
    }
    sum
}

/// Long 20 X at 100 and 60 Y at 50 with an equity of 150, so closed with X at about 95 and Y still; beside it a long of 30 Y at 49.5.
fn domino() -> (Market, Vec<Account>) {
    let market = market(vec![symbol(100.0, 1000.0, 1.0, RATE), symbol(50.0, 2000.0, 1.0, RATE)]);
    let shared = cross(&market, &[(0, 20), (1, 60)], -5000.0 + 150.0);
    let accounts = vec![shared, falls_at(&market, 1, 30, RATE, 49.5)];
    (market, accounts)
}

#[test]
fn a_domino_through_shared_collateral_is_gone_with_isolated_margin() {
    let (market, accounts) = domino();
    // S = -4850 + 19.8 x 94 + 59.4 x 50 < 0.
    let shock = Shock::to_price(&market, 0, 94.0).unwrap();
    let whole = run(&market, &accounts, &Rules::default(), &shock);
    assert_eq!((whole.closed_accounts(), closed_by_round(&whole)), (vec![0, 1], vec![1, 1]));
    near(price(&market, &whole, 0), 94.0 * libm::exp(-0.02), 1e-12);
    near(price(&market, &whole, 1), 50.0 * libm::exp(-0.03 - 0.015), 1e-12);

    // Kept at the start: 20 for X, 30 for Y, so 60 and 90 of the 150: X alone falls below 1940 / 19.8 = 97.98, Y below 2910 / 59.4 = 48.99.
    let (apart, owners) = cut(&Cut::Sharing, &market, &accounts, &shock);
    assert_eq!(owners, [0, 0, 1]);
    assert_eq!(apart.closed_accounts(), [0]);
    near(price(&market, &apart, 0), 94.0 * libm::exp(-0.02), 1e-12);
    assert_eq!(apart.moved(1), (0.0, 0.0));
    let population = Population::new(&market, &accounts).unwrap().isolated(&market).unwrap().0;
    let split: Vec<Account> = (0..3).map(|n| population.account(&market, n).unwrap()).collect();
    assert!(split.iter().all(|one| one.mode == Mode::Isolated));
    assert_eq!(split.iter().map(|one| one.cash).collect::<Vec<_>>()[..2], [60_000_000, 90_000_000]);
    assert_eq!(split[2], accounts[1]);
    // Just above and just below the price of the X part.
    for (to, closed) in [(97.98, 0), (97.979, 1)] {
        let shock = Shock::to_price(&market, 0, to).unwrap();
        assert_eq!(cut(&Cut::Sharing, &market, &accounts, &shock).0.closed(), closed, "{to}");
    }
}

fn generated(symbols: usize, accounts: u32, seed: u64) -> (Market, Population) {
    let own = |n: usize| Symbol {
        haircut: 0.1,
        beta: 1.0,
        ..Symbol::new(format!("S{n}"), 0.001, Book::log(100.0, 1e5).unwrap(), Maintenance::flat(0.005).unwrap())
    };
    let market = market((0..symbols).map(own).collect());
    let assumed = Assumed { coin_share: 0.5, cross_share: 0.6, ..Assumed::new(accounts, vec![1e6; symbols], seed) };
    let population = assumed.population(&market).unwrap();
    (market, population)
}

#[test]
fn isolated_margin_divides_each_owner_s_equity_to_the_micro_unit() {
    let (market, population) = generated(4, 1500, 8);
    let (apart, owners) = population.isolated(&market).unwrap();
    assert_eq!((apart.count(), owners.len()), (population.positions(), population.positions()));
    let mut sums = vec![0_i64; population.count()];
    for (number, owner) in owners.iter().enumerate() {
        let one = apart.account(&market, number).unwrap();
        assert!(one.mode == Mode::Isolated && one.coins.is_empty() && one.holdings.len() == 1);
        let share = equity(&market, &one);
        assert!(share >= 0, "account {owner}");
        sums[*owner as usize] += share;
    }
    let mut several = 0;
    for (number, sum) in sums.into_iter().enumerate() {
        let account = population.account(&market, number).unwrap();
        assert_eq!(sum, equity(&market, &account), "account {number}");
        several += usize::from(account.holdings.len() > 1 && !account.coins.is_empty());
    }
    assert!(several > 200, "{several}");
    for symbol in 0..4 {
        assert_eq!(apart.open_interest(symbol), population.open_interest(symbol));
    }
}

/// 20, 30 and 10 contracts that fall at 95, 92 and 90; 600 contracts a log unit; pushed to 95.
fn chain() -> (Market, Vec<Account>, Shock) {
    let market = market(vec![symbol(100.0, 600.0, 1.0, RATE)]);
    let accounts = [(20, 95.0), (30, 92.0), (10, 90.0)].map(|(lots, at)| falls_at(&market, 0, lots, RATE, at));
    // A hair beyond, because 95 is no exact number of the log.
    let shock = Shock::to_price(&market, 0, 94.999_999).unwrap();
    (market, accounts.to_vec(), shock)
}

#[test]
fn a_chain_ends_where_an_account_is_kept_out_and_is_as_before_up_to_there() {
    let (market, accounts, shock) = chain();
    let whole = run(&market, &accounts, &Rules::default(), &shock);
    assert_eq!(closed_by_round(&whole), [1, 1, 1]);
    let start = 94.999_999;
    for (out, closed, lots) in [
        (vec![0], vec![], 0.0),
        (vec![1], vec![0], 20.0),
        (vec![2], vec![0, 1], 50.0),
        (vec![1, 2], vec![0], 20.0),
        (vec![0, 2], vec![], 0.0),
        (vec![0, 1, 2], vec![], 0.0),
    ] {
        let (kept, owners) = cut(&Cut::Accounts(out.clone()), &market, &accounts, &shock);
        assert_eq!((kept.closed_accounts(), owners), (closed.clone(), vec![]), "without {out:?}");
        near(price(&market, &kept, 0), start * libm::exp(-lots / 600.0), 1e-12);
        for round in 0..closed.len() {
            assert_eq!(kept.rounds[round], whole.rounds[round]);
            assert_eq!((kept.traded(round), kept.closed_in(round)), (whole.traded(round), whole.closed_in(round)));
        }
    }
    let mut engine = engine(&market, &accounts);
    engine.exclude(&[1]);
    assert_eq!(engine.run(&Rules::default(), &shock).unwrap().closed(), 1);
    // The later list stands in place of the earlier; numbers that are not there count for nothing.
    engine.exclude(&[2, 77]);
    assert_eq!(engine.run(&Rules::default(), &shock).unwrap().closed(), 2);
    engine.exclude(&[]);
    assert_eq!(engine.run(&Rules::default(), &shock).unwrap(), whole);
}

#[test]
fn money_and_lots_stay_while_accounts_are_kept_out() {
    let (market, population) = generated(3, 1200, 9);
    let mut engine = Engine::new(&market, &population).unwrap();
    let step = |at: f64, fall: f64, rate: f64| Step { at, falls: vec![fall; 3], funding: vec![rate, -rate, 0.0] };
    let shock = Shock::path(vec![step(0.0, 0.02, 0.001), step(30.0, 0.05, 0.0), step(60.0, -0.12, 0.002)]).unwrap();
    let fees = Rules { taker_fee: 0.0005, liquidation_fee: 0.004, fund: 50_000_000, ..Rules::assumed() };
    let rules = [
        Rules { deleveraging: Deleveraging::Queue, ..fees },
        Rules { deleveraging: Deleveraging::WaterFilling, sizing: Sizing::ToMargin { margin: 0.05 }, ..fees },
        Rules { deleveraging: Deleveraging::ProRata, socialise: true, sizing: Sizing::FifthThenAll, ..fees },
    ];
    let plain = engine.run(&rules[0], &shock).unwrap();
    assert!(plain.closed() > 300, "{}", plain.closed());
    let cohort: Vec<u32> = plain.closed_accounts().into_iter().step_by(3).collect();
    for rules in rules {
        engine.exclude(&cohort);
        let mut run = engine.start(&rules, &shock).unwrap();
        let money = run.money();
        loop {
            assert_eq!(run.money(), money, "{rules:?}");
            assert_eq!([run.lots(0), run.lots(1), run.lots(2)], [0; 3], "{rules:?}");
            if !run.step().unwrap() {
                break;
            }
        }
        let outcome = run.finish();
        assert!(outcome.closed() > 100);
        assert!(outcome.closed_accounts().iter().all(|account| !cohort.contains(account)));
    }
    engine.exclude(&[]);
    assert_eq!(engine.run(&rules[0], &shock).unwrap().digest(), plain.digest());
}

#[test]
fn a_symbol_without_impact_stays_where_the_outside_put_it() {
    let (market, accounts) = domino();
    let shock = Shock::to_price(&market, 0, 94.0).unwrap();
    let fall = libm::log(100.0 / 94.0);
    // X without impact: the domino goes on through Y.
    let (x, _) = cut(&Cut::Symbol(0), &market, &accounts, &shock);
    assert_eq!(x.closed_accounts(), [0, 1]);
    assert_eq!(x.moved(0).0.to_bits(), x.moved(0).1.to_bits());
    within(x.moved(0).0, fall, 1e-15);
    within(x.moved(1).0, 0.045, 1e-15);
    // Y without impact: the domino ends there.
    let (y, _) = cut(&Cut::Symbol(1), &market, &accounts, &shock);
    assert_eq!((y.closed_accounts(), y.moved(1)), (vec![0], (0.0, 0.0)));
    within(y.moved(0).0, fall + 0.02, 1e-15);
    near(y.traded(0)[1].sale, 50.0, 1e-15);
}

/// A long of 20 X whose collateral is 60 coins of Y at 50, a tenth of which does not count. Y falls to 45. A long of 30 Y at 44 lies beyond
/// the fall, but not beyond the sale of the coins, 45 e^-0.03 = 43.67; a long of 10 X at 98.5 not beyond that of the 20 X, 98.02.
#[test]
fn a_cascade_through_coin_collateral_is_gone_where_coins_are_cash() {
    let own = Symbol { haircut: 0.1, ..symbol(50.0, 2000.0, 1.0, RATE) };
    let market = market(vec![symbol(100.0, 1000.0, 1.0, RATE), own]);
    // S = c + 19.8 x 100 + 54 P_Y: zero with Y at 46.
    let coins = vec![Coins { symbol: 1, lots: 60 }];
    let first = Account { coins, ..cross(&market, &[(0, 20)], -1980.0 - 54.0 * 46.0) };
    let accounts = [first, falls_at(&market, 1, 30, RATE, 44.0), falls_at(&market, 0, 10, RATE, 98.5)];
    let shock = Shock::to_price(&market, 1, 45.0).unwrap();
    let whole = run(&market, &accounts, &Rules::default(), &shock);
    assert_eq!((whole.closed_accounts(), closed_by_round(&whole)), (vec![0, 1, 2], vec![1, 2]));
    near(price(&market, &whole, 1), 45.0 * libm::exp(-0.03 - 0.015), 1e-12);
    near(price(&market, &whole, 0), 100.0 * libm::exp(-0.02 - 0.01), 1e-12);

    let (cash, owners) = cut(&Cut::Collateral(1), &market, &accounts, &shock);
    assert_eq!((cash.closed(), owners), (0, vec![]));
    assert_eq!(cash.moved(0), (0.0, 0.0));
    near(price(&market, &cash, 1), 45.0, 1e-12);
    // The same equity at the start, and the price of X at which it falls is the one with the coins at 50.
    let population = Population::new(&market, &accounts).unwrap();
    let changed = population.coins_as_cash(&market, 1).unwrap();
    for number in 0..3 {
        let (before, after) = (population.account(&market, number).unwrap(), changed.account(&market, number).unwrap());
        assert_eq!(equity(&market, &before), equity(&market, &after));
        assert!(after.coins.is_empty() && after.holdings == before.holdings);
    }
    let falls = 100.0 - 54.0 * 4.0 / 19.8;
    for (to, taken) in [(falls + 1e-6, false), (falls - 1e-6, true)] {
        let shock = Shock::to_price(&market, 0, to).unwrap();
        let (outcome, _) = cut(&Cut::Collateral(1), &market, &accounts[..1], &shock);
        assert_eq!(outcome.closed() == 1, taken, "{to}");
        // No coin is sold.
        within(outcome.moved(1).0, 0.0, 0.0);
    }
}

#[test]
fn coins_of_other_symbols_stay_coins() {
    let (market, population) = generated(4, 400, 10);
    let changed = population.coins_as_cash(&market, 2).unwrap();
    let mut of = [0_usize; 2];
    for number in 0..population.count() {
        let (before, after) = (population.account(&market, number).unwrap(), changed.account(&market, number).unwrap());
        assert_eq!(equity(&market, &before), equity(&market, &after));
        let same: Vec<Coins> = before.coins.iter().copied().filter(|coins| coins.symbol != 2).collect();
        assert_eq!(after.coins, same);
        of[0] += usize::from(!before.coins.is_empty());
        of[1] += usize::from(!after.coins.is_empty());
    }
    assert!(of[0] > of[1] && of[1] > 50, "{of:?}");
}

#[test]
fn another_book_is_as_good_as_another_market_and_must_stand_around_the_same_price() {
    let (plain, accounts, shock) = chain();
    let mut engine = engine(&plain, &accounts);
    let before = engine.run(&Rules::default(), &shock).unwrap();
    engine.set_book(0, Book::log(100.0, 1000.0).unwrap()).unwrap();
    let deeper = market(vec![symbol(100.0, 1000.0, 1.0, RATE)]);
    let after = engine.run(&Rules::default(), &shock).unwrap();
    assert_eq!(after, run(&deeper, &accounts, &Rules::default(), &shock));
    assert_eq!((before.closed(), after.closed()), (3, 1));
    let refused = engine.set_book(0, Book::log(100.000_1, 1000.0).unwrap()).unwrap_err().to_string();
    assert!(refused.starts_with("S") && refused.contains("AnotherPrice"), "{refused}");
    assert!(engine.set_book(1, Book::log(100.0, 1.0).unwrap()).is_err());
    // A refused book leaves the one before it.
    assert_eq!(engine.run(&Rules::default(), &shock).unwrap(), after);
    engine.set_book(0, Book::log(100.0, 600.0).unwrap()).unwrap();
    assert_eq!(engine.run(&Rules::default(), &shock).unwrap(), before);
}

#[test]
fn cutting_a_symbol_that_is_not_there_is_refused() {
    let market = market(vec![bottomless(100.0, 1.0, RATE)]);
    let population = Population::new(&market, &[falls_at(&market, 0, 10, RATE, 90.0)]).unwrap();
    let of = |cut: &Cut| without(cut, &market, &population, &Rules::default(), &Shock::none());
    assert!(of(&Cut::Symbol(3)).is_err());
    assert!(of(&Cut::Symbol(0)).is_ok());
}

#[test]
fn cutting_coins_of_a_symbol_that_is_not_there_is_refused() {
    let market = market(vec![bottomless(100.0, 1.0, RATE)]);
    let population = Population::new(&market, &[falls_at(&market, 0, 10, RATE, 90.0)]).unwrap();
    assert!(without(&Cut::Collateral(3), &market, &population, &Rules::default(), &Shock::none()).is_err());
}
