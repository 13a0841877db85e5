//! Who bears a loss: the policies by themselves, and worked examples through the engine.

use crate::targets::{self, near, number, numbers, within};
use crate::worlds::{bottomless, closed_by_round, cross, market, micros, money, run};
use cascade_notes::engine::cascade::outcome::{Deleveraged, Outcome};
use cascade_notes::engine::cascade::policies::{capped_level, water_level};
use cascade_notes::engine::cascade::population::{Account, Holding};
use cascade_notes::engine::cascade::rules::{Deleveraging, Rules, Shock, Step};
use cascade_notes::engine::random::Stream;

/// A symbol in which profits and deficits are made: from 100 to 80, in lots of a millionth, which no order moves.
const PROFIT_OF_A_LOT: f64 = 20.0 * LOT;
const LOT: f64 = 1e-6;

fn lots(amount: f64) -> i64 {
    cascade_notes::engine::cascade::amounts::whole(amount / PROFIT_OF_A_LOT).unwrap()
}

/// A short that the fall leaves with so much profit.
fn winner(symbol: u8, cash: f64, profit: f64) -> Account {
    Account::isolated(micros(cash), Holding { symbol, lots: -lots(profit), entry: 100.0 })
}

/// A long that the fall leaves so much in debt, whatever it began with.
fn debtor(symbol: u8, cash: f64, debt: f64) -> Account {
    Account::isolated(micros(cash), Holding { symbol, lots: lots(cash + debt), entry: 100.0 })
}

/// Every symbol falls to 80, and nothing is in the fund.
fn after_the_fall(symbols: usize, accounts: &[Account], deleveraging: Deleveraging) -> Outcome {
    let market = market(vec![bottomless(100.0, LOT, 0.001); symbols]);
    let falls = vec![libm::log(100.0 / 80.0); symbols];
    let shock = Shock::path(vec![Step { at: 0.0, falls, funding: vec![] }]).unwrap();
    run(&market, accounts, &Rules { deleveraging, ..Rules::default() }, &shock)
}

/// Each winner stands alone in a symbol, against a debtor that asks for its haircut; who has lost owes in symbols of their own.
#[test]
fn a01_haircuts_touch_profit_only() {
    for target in targets::of("A01") {
        let list = |name: &str| numbers(&target["setup"][name]);
        let expected = numbers(&target["expected"]["post_equity"]);
        let (cash, profit, haircut) = (list("cash"), list("pnl"), list("haircut"));
        let mut accounts = Vec::new();
        for (number, ((cash, profit), haircut)) in (0_u8..).zip(cash.iter().zip(&profit).zip(&haircut)) {
            accounts.push(if *profit > 0.0 {
                winner(number, *cash, *profit)
            } else {
                debtor(number, *cash, -(cash + profit))
            });
            if *profit > 0.0 && *haircut > 0.0 {
                accounts.push(debtor(number, 1.0, haircut * profit));
            }
        }
        let outcome = after_the_fall(cash.len(), &accounts, Deleveraging::ProRata);
        let debts = |account: usize| {
            let own = outcome.deficits.iter().filter(|(place, _)| *place as usize == account);
            own.map(|(_, debt)| money(*debt)).sum::<f64>()
        };
        let (mut seized, mut place) = (0.0, 0);
        for (number, own) in expected.iter().enumerate() {
            let taken = gave(&outcome, u32::try_from(place).unwrap()).1;
            let equity = if profit[number] > 0.0 { cash[number] + profit[number] - taken } else { -debts(place) };
            within(equity, *own, 2e-6);
            seized += taken;
            place += 1 + usize::from(profit[number] > 0.0 && haircut[number] > 0.0);
        }
        within(seized, number(&target["expected"]["seized"]), 4e-6);
        // All positions are still there.
        assert!(outcome.deleveraged.iter().all(|d| d.lots == 0));
    }
}

#[test]
fn a02_a_uniform_haircut_is_deficit_over_profits() {
    for target in targets::of("A02") {
        let (deficit, mass) = (number(&target["setup"]["deficit"]), number(&target["setup"]["winner_mass"]));
        let expected = number(&target["expected"]["h"]);
        // A thousandfold, so that whole micro-units do not show.
        let parts = [0.5, 0.3, 0.2].map(|part| 1000.0 * part * mass);
        let all = |deficit: f64| {
            let mut accounts: Vec<Account> = parts.iter().map(|profit| winner(0, 1000.0, *profit)).collect();
            accounts.push(debtor(0, 50.0, 1000.0 * deficit));
            after_the_fall(1, &accounts, Deleveraging::ProRata)
        };
        let outcome = all(deficit);
        for (account, profit) in (0_u32..).zip(parts) {
            near(gave(&outcome, account).1 / profit, expected, 1e-6);
        }
        within(money(outcome.uncovered()), 0.0, 2e-6);
        // Twice of what all have won: they give all of it and no more.
        let outcome = all(2.0 * mass);
        for (account, profit) in (0_u32..).zip(parts) {
            within(gave(&outcome, account).1, profit, 2e-6);
        }
        near(money(outcome.uncovered()), 1000.0 * mass, 1e-6);
    }
}

#[test]
fn a03_capped_haircuts_fill_like_water() {
    for target in targets::of("A03") {
        let setup = &target["setup"];
        let pairs: Vec<(f64, f64)> = numbers(&setup["endowment"]).into_iter().zip(numbers(&setup["cap"])).collect();
        let budget = number(&setup["budget"]);
        let level = capped_level(&pairs, budget);
        near(level, number(&target["expected"]["level"]), 1e-9);
        for ((endowment, cap), haircut) in pairs.iter().zip(numbers(&target["expected"]["haircut"])) {
            near(endowment * level.min(*cap), haircut, 1e-9);
        }
    }
    // Any draw: the budget is met exactly where the caps allow it.
    let mut stream = Stream::new(33, 0);
    for _ in 0..1000 {
        let pairs: Vec<(f64, f64)> =
            (0..1 + stream.below(9)).map(|_| (stream.between(0.1, 9.0), stream.unit())).collect();
        let most: f64 = pairs.iter().map(|(endowment, cap)| endowment * cap).sum();
        let budget = most * stream.between(0.0, 1.3);
        let level = capped_level(&pairs, budget);
        near(pairs.iter().map(|(endowment, cap)| endowment * level.min(*cap)).sum(), budget.min(most), 1e-9);
    }
}

fn cut(positions: &[(f64, f64)], remove: f64) -> Vec<f64> {
    let level = water_level(positions, remove);
    positions.iter().map(|(notional, equity)| notional.min(level * equity)).collect()
}

#[test]
fn a04_water_filling_lowers_the_highest_leverage_whatever_the_path_and_the_split() {
    for target in targets::of("A04") {
        let setup = &target["setup"];
        let mark = number(&setup["mark"]);
        let notional = numbers(&setup["contracts"]).into_iter().map(|q| q * mark);
        let positions: Vec<(f64, f64)> = notional.zip(numbers(&setup["equity"])).collect();
        let remove = number(&setup["remove"]) * mark;
        near(water_level(&positions, remove), number(&target["expected"]["level"]), 1e-9);
        for (after, expected) in cut(&positions, remove).into_iter().zip(numbers(&target["expected"]["after"])) {
            near(after / mark, expected, 1e-9);
        }
    }
    let mut stream = Stream::new(44, 0);
    for _ in 0..1000 {
        let positions: Vec<(f64, f64)> =
            (0..1 + stream.below(9)).map(|_| (stream.between(0.1, 9.0), stream.between(0.1, 4.0))).collect();
        let all: f64 = positions.iter().map(|(notional, _)| notional).sum();
        let remove = all * stream.unit();
        let whole = cut(&positions, remove);
        near(all - whole.iter().sum::<f64>(), remove, 1e-9);
        // In two steps.
        let part = stream.unit();
        let between: Vec<(f64, f64)> =
            cut(&positions, part * remove).into_iter().zip(&positions).map(|(n, (_, equity))| (n, *equity)).collect();
        for (one, other) in cut(&between, (1.0 - part) * remove).into_iter().zip(&whole) {
            within(one, *other, 1e-9);
        }
        // With the first account as two.
        let mut split = positions.clone();
        split[0] = (0.3 * positions[0].0, 0.3 * positions[0].1);
        split.push((0.7 * positions[0].0, 0.7 * positions[0].1));
        near(water_level(&split, remove), water_level(&positions, remove), 1e-9);
    }
}

/// A long of 10 at 100 with a margin of 100, bankrupt at 90, closed at 80: 100 are missing, 30 of them in the fund. Two shorts have won:
/// - S of 6 from 100 with 300: profit 120, equity 420, leverage 480 / 420;
/// - T of 4 from 90 with 100: profit 40, equity 140, leverage 320 / 140.
fn bankrupt(deleveraging: Deleveraging, socialise: bool) -> Outcome {
    let market = market(vec![bottomless(100.0, 0.01, 0.01)]);
    let holding = |lots: i64, entry: f64| Holding { symbol: 0, lots, entry };
    let accounts = [
        Account::isolated(micros(100.0), holding(1000, 100.0)),
        Account::isolated(micros(300.0), holding(-600, 100.0)),
        Account::isolated(micros(100.0), holding(-400, 90.0)),
    ];
    let rules = Rules { fund: micros(30.0), deleveraging, socialise, ..Rules::default() };
    let outcome = run(&market, &accounts, &rules, &Shock::to_price(&market, 0, 80.0).unwrap());
    assert_eq!(closed_by_round(&outcome), [1]);
    within(money(outcome.deficits[0].1), 100.0, 2e-6);
    outcome
}

/// Contracts and money that an account gave up.
fn gave(outcome: &Outcome, account: u32) -> (f64, f64) {
    let own: Vec<&Deleveraged> = outcome.deleveraged.iter().filter(|d| d.account == account).collect();
    let sum = |of: fn(&Deleveraged) -> i64| own.iter().map(|d| of(d)).sum::<i64>();
    (cascade_notes::engine::cascade::amounts::float(sum(|d| d.lots)) * 0.01, money(sum(|d| d.seized)))
}

#[track_caller]
fn gives(outcome: &Outcome, account: u32, contracts: f64, amount: f64) {
    let (lots, seized) = gave(outcome, account);
    within(lots, contracts, 1e-9);
    // A lot is worth a few cents of the missing amount, and rounds up.
    within(seized, amount, 3e-6);
}

#[test]
fn the_fund_alone_pays_where_nobody_is_deleveraged() {
    let outcome = bankrupt(Deleveraging::Off, false);
    within(money(outcome.fund.1), -70.0, 2e-6);
    within(money(outcome.uncovered()), 70.0, 2e-6);
    assert!(outcome.deleveraged.is_empty());
}

/// 70 of 160 of profit: h = 0.4375.
#[test]
fn pro_rata_takes_the_same_part_of_each_profit_and_no_position() {
    let outcome = bankrupt(Deleveraging::ProRata, false);
    gives(&outcome, 1, 0.0, 52.5);
    gives(&outcome, 2, 0.0, 17.5);
    within(money(outcome.fund.1), 0.0, 2e-6);
}

/// A quarter of each profit is 30 and 10; 30 stay uncovered.
#[test]
fn a_cap_leaves_the_rest_uncovered() {
    let outcome = bankrupt(Deleveraging::CappedProRata { cap: 0.25 }, false);
    gives(&outcome, 1, 0.0, 30.0);
    gives(&outcome, 2, 0.0, 10.0);
    within(money(outcome.uncovered()), 30.0, 2e-6);
}

/// Of the 10 contracts 7 are not paid for, each 10 short. T leads the queue: 40/360 x 320/140 = 0.254 against 120/600 x 480/420 = 0.229.
#[test]
fn the_queue_takes_whole_positions_at_the_bankruptcy_price() {
    let outcome = bankrupt(Deleveraging::Queue, false);
    gives(&outcome, 2, -4.0, 40.0);
    gives(&outcome, 1, -3.0, 30.0);
    within(money(outcome.fund.1), 0.0, 2e-6);
}

/// 560 of 800 of notional go: both end at a leverage of 240 / 560, S with 180 and T with 60.
#[test]
fn water_filling_takes_contracts_down_to_a_common_leverage() {
    let outcome = bankrupt(Deleveraging::WaterFilling, false);
    gives(&outcome, 1, -3.75, 37.5);
    gives(&outcome, 2, -3.25, 32.5);
}

/// By equity, 420 to 140, whoever holds what.
#[test]
fn what_is_shared_by_all_goes_by_equity() {
    let outcome = bankrupt(Deleveraging::Off, true);
    within(money(outcome.rounds[0].socialised), 70.0, 2e-6);
    within(money(outcome.fund.1), 0.0, 2e-6);
    // After a cap: the 30 that winners did not give.
    let outcome = bankrupt(Deleveraging::CappedProRata { cap: 0.25 }, true);
    within(money(outcome.rounds[0].socialised), 30.0, 2e-6);
}

/// W is short 10 X against a long of 10 Y, with 110 of cash. X falls to 80 and a long of 10 X is 100 short of its debt: W loses its short at the
/// bankruptcy price of 90 and keeps 210 and the long. When Y falls to 79 that leaves it nothing, and it is closed; with its short it would have
/// had 100 left.
#[test]
fn a_winner_that_loses_its_hedge_can_fall_in_a_later_round() {
    let market = market(vec![bottomless(100.0, 1.0, 0.01), bottomless(100.0, 1.0, 0.01)]);
    let loser = Account::isolated(micros(100.0), Holding { symbol: 0, lots: 10, entry: 100.0 });
    let hedged = cross(&market, &[(0, -10), (1, 10)], 110.0);
    let step =
        |at: f64, falls: [f64; 2]| Step { at, falls: falls.map(|to| libm::log(100.0 / to)).to_vec(), funding: vec![] };
    let shock = Shock::path(vec![step(0.0, [80.0, 100.0]), step(60.0, [100.0, 79.0])]).unwrap();
    let with = |deleveraging| {
        run(&market, &[loser.clone(), hedged.clone()], &Rules { deleveraging, ..Rules::default() }, &shock)
    };
    let queue = with(Deleveraging::Queue);
    assert_eq!((queue.closed_accounts(), closed_by_round(&queue)), (vec![0, 1], vec![1, 1]));
    gives_lots(&queue, 1, -10, 100.0);
    assert_eq!(queue.hedges_broken(), 1);
    // The long is all that was left to close, for 790; its intercept was 210 - 1000.
    assert_eq!((queue.traded(1)[0].sold, queue.traded(1)[0].bought, queue.traded(1)[1].sold), (0, 0, 10));
    within(money(queue.closed_in(1)[0].1), 0.0, 2e-6);
    assert_eq!(with(Deleveraging::Off).closed_accounts(), [0]);
}

#[track_caller]
fn gives_lots(outcome: &Outcome, account: u32, lots: i64, amount: f64) {
    let own: Vec<(i64, i64)> =
        outcome.deleveraged.iter().filter(|d| d.account == account).map(|d| (d.lots, d.seized)).collect();
    assert_eq!(own.len(), 1);
    assert_eq!(own[0].0, lots);
    within(money(own[0].1), amount, 2e-6);
}
