//! Books to be followed by hand, and closed forms with other numbers than the targets have.

use crate::targets::{near, within};
use crate::worlds::{
    bottomless, closed_by_round, cross, falls_at, market, middles, money, price, run, symbol, uniform,
};
use cascade_notes::engine::cascade::amounts::{count, float};
use cascade_notes::engine::cascade::book::{Book, Shape};
use cascade_notes::engine::cascade::market::{Maintenance, Symbol};
use cascade_notes::engine::cascade::outcome::Outcome;
use cascade_notes::engine::cascade::population::Account;
use cascade_notes::engine::cascade::rules::{Netting, Rules, Shock};

const RATE: f64 = 0.01;

/// Average price of a sale that takes a price down by a log distance; of a purchase where it is negative.
fn average(from: f64, distance: f64) -> f64 {
    from * (1.0 - libm::exp(-distance)) / distance
}

fn deficit(outcome: &Outcome, account: u32) -> f64 {
    outcome.deficits.iter().find(|(own, _)| *own == account).map_or(0.0, |(_, amount)| money(*amount))
}

/// H is long 40 X and short 20 Y and is closed with Y at 100 once X stands at 95. X goes to 94: H sells 40 X (down by 0.04) and buys 20 Y (up
/// by 0.04, to 104.08), which closes a short of 30 Y at 103 (up by 0.06 more) and a long of 10 X at 91 (down by 0.01 more). A long of X at
/// 89 and a short of Y at 111 are just not reached.
#[test]
fn a_hedged_account_carries_a_fall_in_one_symbol_into_a_rise_of_another() {
    let market = market(vec![symbol(100.0, 1000.0, 1.0, RATE), symbol(100.0, 500.0, 1.0, RATE)]);
    let c = -(40.0 * 0.99 * 95.0 - 20.0 * 1.01 * 100.0);
    let accounts = [
        cross(&market, &[(0, 40), (1, -20)], c),
        falls_at(&market, 1, -30, RATE, 103.0),
        falls_at(&market, 0, 10, RATE, 91.0),
        falls_at(&market, 0, 10, RATE, 89.0),
        falls_at(&market, 1, -10, RATE, 111.0),
    ];
    let outcome = run(&market, &accounts, &Rules::default(), &Shock::to_price(&market, 0, 94.0).unwrap());
    assert_eq!((outcome.closed_accounts(), closed_by_round(&outcome)), (vec![0, 1, 2], vec![1, 2]));
    near(price(&market, &outcome, 0), 94.0 * libm::exp(-0.05), 1e-12);
    near(price(&market, &outcome, 1), 100.0 * libm::exp(0.1), 1e-12);
    within(deficit(&outcome, 0), -(c + 40.0 * average(94.0, 0.04) - 20.0 * average(100.0, -0.04)), 2e-6);
    let short = 30.0 * 1.01 * 103.0 - 30.0 * average(100.0 * libm::exp(0.04), -0.06);
    within(deficit(&outcome, 1), -short, 2e-6);
    let long = -10.0 * 0.99 * 91.0 + 10.0 * average(94.0 * libm::exp(-0.04), 0.01);
    within(deficit(&outcome, 2), -long, 2e-6);
    let missing: f64 = (0..3).map(|account| deficit(&outcome, account)).sum();
    within(money(outcome.uncovered()), missing, 1e-9);
    // Without the hedge's purchase nothing would have happened to Y.
    let isolated = [falls_at(&market, 0, 40, RATE, 95.0), accounts[1].clone(), accounts[2].clone()];
    let alone = run(&market, &isolated, &Rules::default(), &Shock::to_price(&market, 0, 94.0).unwrap());
    assert_eq!(alone.closed_accounts(), [0, 2]);
}

/// A long of 30 X and a short of 10 X, pulled down by its long of Y, are closed in one batch with X at 95.
#[test]
fn sales_and_purchases_of_one_batch_meet_or_go_one_after_the_other() {
    let market = market(vec![symbol(100.0, 1000.0, 1.0, RATE), bottomless(100.0, 1.0, RATE)]);
    let c = 10.0 * 1.01 * 95.0 - 10.0 * 0.99 * 92.0;
    let accounts = [falls_at(&market, 0, 30, RATE, 96.0), cross(&market, &[(0, -10), (1, 10)], c)];
    let shock = Shock::falls(&[libm::log(100.0 / 95.0), libm::log(100.0 / 90.0)]).unwrap();
    let with = |netting| run(&market, &accounts, &Rules { netting, ..Rules::default() }, &shock);
    let (net, gross) = (with(Netting::Net), with(Netting::Gross));
    for outcome in [&net, &gross] {
        assert_eq!(closed_by_round(outcome), [2]);
        near(price(&market, outcome, 0), 95.0 * libm::exp(-0.02), 1e-12);
        assert_eq!((outcome.traded(0)[0].sold, outcome.traded(0)[0].bought), (30, 10));
    }
    near(net.traded(0)[0].sale, average(95.0, 0.02), 1e-12);
    near(net.traded(0)[0].purchase, average(95.0, 0.02), 1e-12);
    near(gross.traded(0)[0].sale, average(95.0, 0.03), 1e-12);
    near(gross.traded(0)[0].purchase, average(95.0 * libm::exp(-0.03), -0.01), 1e-12);
}

/// Each generation is b times the one before it, in contracts and in log price.
#[test]
fn generations_shrink_by_the_local_branching_ratio() {
    for b in [0.3, 0.6, 0.85] {
        let step = 1e-6;
        let market = market(vec![symbol(100.0, 1.0 / (step * b), 1.0, RATE)]);
        let accounts = uniform(&market, 0, RATE, step, 80_000);
        let outcome = run(&market, &accounts, &Rules::default(), &Shock::falls(&[0.01]).unwrap());
        assert_eq!(outcome.rounds[0].closed, 10_000, "the first is what the shock reaches");
        for (number, round) in outcome.rounds.iter().enumerate().take(6) {
            let expected = 10_000.0 * libm::pow(b, count(number));
            within(count(round.closed), expected, 4.0);
        }
        // The money of a generation shrinks as its price does, a little more than its contracts.
        let ratio = outcome.generations()[0];
        assert!(ratio < b && ratio > b * libm::exp(-0.011), "{ratio}");
    }
}

/// Thresholds that lie apart pass a shock on where the book is thin enough, and only there: b(x) is local.
#[test]
fn a_small_first_generation_says_nothing_of_what_lies_deeper() {
    let step = 1e-5;
    let market = market(vec![symbol(100.0, 1e6, 1.0, RATE)]);
    // Density 1e5 down to 0.02, b = 0.1; from 0.02 to 0.04 thirty contracts where there was one, b = 3.
    let mut accounts = uniform(&market, 0, RATE, step, 2000);
    let deep = middles(step, 2000).map(|x| falls_at(&market, 0, 30, RATE, 100.0 * libm::exp(-0.02 - x)));
    accounts.extend(deep);
    let after = |shock: f64| run(&market, &accounts, &Rules::default(), &Shock::falls(&[shock]).unwrap());
    let small = after(0.015);
    within(float(small.traded(1)[0].sold) / float(small.traded(0)[0].sold), 0.1, 0.01);
    near(small.amplification(0).unwrap(), 1.0 / 0.9, 1e-2);
    let large = after(0.0181);
    assert_eq!(large.closed(), accounts.len());
    near(large.moved(0).0, 0.0181 + (2000.0 + 60_000.0) / 1e6, 1e-9);
    // It starts as small, and then grows from one generation to the next.
    let sold: Vec<f64> = (0..large.rounds.len()).map(|round| float(large.traded(round)[0].sold)).collect();
    assert!(sold[1] < 0.11 * sold[0] && sold.windows(2).any(|pair| pair[1] > 1.5 * pair[0]), "{sold:?}");
}

/// Evenly spread thresholds before A = K x^2: K x^2 = K x0^2 + L x, whose root is finite for every L. No tipping point.
#[test]
fn square_root_impact_has_no_tipping_point_in_a_uniform_book() {
    let (step, shock) = (1e-4, 0.02);
    for l_over_k in [0.01, 0.1, 0.5] {
        let scale = 1.0 / (step * l_over_k);
        let book = Book::new(100.0, Shape::Power { scale, exponent: 0.5 }).unwrap();
        let market = market(vec![Symbol::new("S", 1.0, book, Maintenance::flat(RATE).unwrap())]);
        let accounts = uniform(&market, 0, RATE, step, 8000);
        let outcome = run(&market, &accounts, &Rules::default(), &Shock::falls(&[shock]).unwrap());
        let expected = 0.5 * (l_over_k + libm::sqrt(l_over_k * l_over_k + 4.0 * shock * shock));
        assert!(outcome.closed() < accounts.len());
        near(outcome.moved(0).0, expected, 2e-2);
        // The first generation: what K x0^2 + L x0 reaches.
        near(outcome.traded(0)[0].after, libm::sqrt(shock * shock + l_over_k * shock), 2e-3);
    }
}

/// Many accounts long X against short Y: a fall of X is passed on as a rise of Y, K_YX < 0, by the first generation in closed form.
#[test]
fn the_first_generation_of_a_hedged_population_is_k_times_the_shock() {
    let market = market(vec![symbol(100.0, 5e6, 10.0, RATE), symbol(100.0, 2e6, 10.0, RATE)]);
    // Slack a cent apart: lost slack is 990 a unit of relative fall of X, 10 contracts each.
    let at_start = 10.0 * 0.99 * 100.0 - 5.0 * 10.0 * 1.01 * 100.0;
    let accounts: Vec<Account> =
        middles(0.01, 4000).map(|slack| cross(&market, &[(0, 1), (1, -5)], slack - at_start)).collect();
    let shock = 0.01;
    let outcome = run(&market, &accounts, &Rules::default(), &Shock::falls(&[shock, 0.0]).unwrap());
    let many = 990.0 * (1.0 - libm::exp(-shock)) / 0.01;
    within(count(outcome.rounds[0].closed), many, 1.0);
    let row = outcome.traded(0);
    near(row[0].after - row[0].before, many * 10.0 / 5e6, 2e-3);
    near(row[1].after - row[1].before, -many * 50.0 / 2e6, 2e-3);
    assert!(outcome.last[1].mark > 100.0);
}
