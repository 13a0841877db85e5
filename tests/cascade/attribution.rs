//! Why an account fell, by hand.

use crate::targets::{near, within};
use crate::worlds::{bottomless, cross, engine, falls_at, market, middles, symbol, uniform};
use cascade_notes::engine::cascade::amounts::{MICROS, float, whole_above};
use cascade_notes::engine::cascade::attribution::{Attribution, Fall};
use cascade_notes::engine::cascade::engine::Engine;
use cascade_notes::engine::cascade::market::{Maintenance, Market, Symbol};
use cascade_notes::engine::cascade::outcome::Outcome;
use cascade_notes::engine::cascade::population::{Account, Coins};
use cascade_notes::engine::cascade::rules::{Latency, MarkRule, Rules, Shock, Sizing, Step};
use cascade_notes::engine::margin::{Family, Tiers};
use cascade_notes::engine::units::Rate;
use rust_decimal::Decimal;

const RATE: f64 = 0.01;

struct Run {
    engine: Engine,
    outcome: Outcome,
}

impl Run {
    fn of(market: &Market, accounts: &[Account], rules: &Rules, shock: &Shock) -> Self {
        let mut engine = engine(market, accounts);
        let outcome = engine.run(rules, shock).unwrap();
        Self { engine, outcome }
    }

    fn asked(&self) -> Attribution<'_> {
        Attribution::new(&self.engine, &self.outcome)
    }

    fn fall(&self, account: u32) -> Fall {
        let fall = self.asked().fall(account).unwrap();
        near(fall.causes.total(), fall.lost, 1e-12);
        fall
    }
}

/// Money forced through one symbol.
fn forced(fall: &Fall, symbol: u8) -> f64 {
    fall.causes.forced.iter().find(|(own, _)| *own == symbol).map_or(0.0, |(_, amount)| *amount)
}

/// Every other cause than shock and forced orders.
fn others(fall: &Fall) -> [f64; 7] {
    let c = &fall.causes;
    [c.lag, c.collateral, c.tier, c.funding, c.fees, c.parts, c.losses_of_others]
}

/// 20, 30 and 10 contracts at 95, 92 and 90 on a book of 600, pushed to 95.
fn chain() -> (Run, f64) {
    let market = market(vec![symbol(100.0, 600.0, 1.0, RATE)]);
    let accounts = [(20, 95.0), (30, 92.0), (10, 90.0)].map(|(lots, at)| falls_at(&market, 0, lots, RATE, at));
    let shock = libm::log(100.0 / 94.999_999);
    (Run::of(&market, &accounts, &Rules::default(), &Shock::falls(&[shock]).unwrap()), shock)
}

#[test]
fn the_chain_of_three_falls_by_the_shock_and_by_those_before() {
    let (run, shock) = chain();
    let asked = run.asked();
    assert_eq!(asked.accounts().collect::<Vec<_>>(), [0, 1, 2]);
    for (account, lots, sold) in [(0, 20.0, 0.0), (1, 30.0, 20.0), (2, 10.0, 50.0)] {
        let fall = run.fall(account);
        let by_forced = sold / 600.0;
        let whole = shock + by_forced;
        let lost = lots * (1.0 - RATE) * 100.0 * -libm::expm1(-whole);
        near(fall.lost / MICROS, lost, 1e-9);
        near(fall.share(fall.causes.shock).unwrap(), shock / whole, 1e-12);
        within(fall.share(forced(&fall, 0)).unwrap(), by_forced / whole, 1e-12);
        // Nothing but prices.
        others(&fall).iter().for_each(|amount| within(*amount, 0.0, 1e-6));
        assert_eq!(fall.round, account as usize);
        assert_eq!(asked.orders(account).len(), 1);
        within(asked.pushes(account)[0].1, lots / 600.0, 1e-12);
    }
    let influence = |of: u32, by: u32| asked.influence(of, by).unwrap();
    within(influence(1, 0), (20.0 / 600.0) / (shock + 20.0 / 600.0), 1e-12);
    let whole = shock + 50.0 / 600.0;
    within(influence(2, 0), (20.0 / 600.0) / whole, 1e-12);
    within(influence(2, 1), (30.0 / 600.0) / whole, 1e-12);
    // Shock and earlier orders are all there is.
    let fall = run.fall(2);
    let shares = fall.share(fall.causes.shock).unwrap() + influence(2, 0) + influence(2, 1);
    within(shares, 1.0, 1e-12);
    assert_eq!((asked.influence(0, 3), asked.fall(3), asked.round(3)), (None, None, None));
    assert_eq!((influence(0, 1), influence(0, 2)), (0.0, 0.0));
}

#[test]
fn nobody_is_pushed_by_an_order_that_came_later() {
    let (run, _) = chain();
    let asked = run.asked();
    for (of, by) in [(0, 1), (0, 2), (1, 2), (0, 0), (1, 1), (2, 2)] {
        assert_eq!(asked.influence(of, by), Some(0.0), "{of} by {by}");
    }
}

/// A long of 10 X with 5 coins of Y at 50, a tenth of which does not count. X falls to 97 and Y to 40.
#[test]
fn coins_that_lost_their_worth_have_their_share() {
    let coin = Symbol { haircut: 0.1, ..bottomless(50.0, 1.0, RATE) };
    let market = market(vec![symbol(100.0, 1e4, 1.0, RATE), coin]);
    let coins = vec![Coins { symbol: 1, lots: 5 }];
    let account = Account { coins, ..cross(&market, &[(0, 10)], -9.9 * 100.0 - 4.5 * 50.0 + 70.0) };
    let shock = Shock::falls(&[libm::log(100.0 / 97.0), libm::log(50.0 / 40.0)]).unwrap();
    let run = Run::of(&market, &[account], &Rules::default(), &shock);
    let fall = run.fall(0);
    let (position, coins) = (9.9 * 3.0, 4.5 * 10.0);
    near(fall.lost / MICROS, position + coins, 1e-9);
    near(fall.share(fall.causes.collateral).unwrap(), coins / (position + coins), 1e-9);
    near(fall.share(fall.causes.shock).unwrap(), position / (position + coins), 1e-9);
    let sold: Vec<_> = run.asked().orders(0).iter().map(|order| (order.symbol, order.lots)).collect();
    assert_eq!(sold, [(0, 10), (1, 5)]);
}

/// 1 % up to 1000, 2 % on what is above.
fn tiered() -> Market {
    let d = |text: &str| Decimal::from_str_exact(text).unwrap();
    let tiers = Tiers::marginal(&[(d("0"), d("0.01"), None), (d("1000"), d("0.02"), None)]).unwrap();
    let maintenance = Maintenance::of(Family::A, &tiers, Rate::ZERO).unwrap();
    market(vec![Symbol { maintenance, ..bottomless(100.0, 1.0, RATE) }])
}

#[test]
fn another_bracket_has_its_share() {
    let market = tiered();
    // Short 9, from 900 to 1350: 8 more must be kept, 4.5 of them by the rate of the start. Long 20, from 2000 to 900: 21 less, 22 by it.
    for (lots, intercept, to, whole, tier) in [(-9, 1200.0, 150.0, 450.0 + 8.0, 3.5), (20, -1000.0, 45.0, 1079.0, 1.0)]
    {
        let shock = Shock::to_price(&market, 0, to).unwrap();
        let run = Run::of(&market, &[cross(&market, &[(0, lots)], intercept)], &Rules::default(), &shock);
        let fall = run.fall(0);
        near(fall.lost / MICROS, whole, 1e-9);
        near(fall.causes.tier / MICROS, tier, 1e-7);
        near(fall.causes.shock / MICROS, whole - tier, 1e-9);
        within(forced(&fall, 0), 0.0, 0.0);
    }
}

/// A long of 100 pays funding at 100, is closed in part at 95 down to a margin of 5 %, and whole at 90.
#[test]
fn funding_fees_and_parts_have_their_shares() {
    let market = market(vec![bottomless(100.0, 0.01, RATE)]);
    let account = cross(&market, &[(0, 10_000)], -10_000.0 + 650.0);
    let rules = Rules {
        taker_fee: 0.001,
        liquidation_fee: 0.002,
        sizing: Sizing::ToMargin { margin: 0.05 },
        ..Rules::default()
    };
    let step =
        |at: f64, from: f64, to: f64, rate: f64| Step { at, falls: vec![libm::log(from / to)], funding: vec![rate] };
    let steps = vec![step(0.0, 100.0, 100.0, 0.01), step(10.0, 100.0, 95.0, 0.0), step(20.0, 95.0, 90.0, 0.0)];
    let run = Run::of(&market, &[account], &rules, &Shock::path(steps).unwrap());
    assert_eq!(run.outcome.rounds.iter().map(|r| (r.parts, r.closed)).collect::<Vec<_>>(), [(1, 0), (0, 1)]);

    let funding = 0.01 * 100.0 * 100.0;
    let equity = 650.0 - funding - 100.0 * 5.0;
    let part = (9500.0 * 0.05 - equity) / (9500.0 * (0.05 - 0.003));
    let closed = float(whole_above(10_000.0 * part).unwrap()) * 0.01;
    let left = 100.0 - closed;
    let fees = 0.003 * closed * 95.0;
    let fall = run.fall(0);
    near(fall.causes.funding / MICROS, funding, 1e-9);
    near(fall.causes.fees / MICROS, fees, 1e-6);
    // What the closed part no longer has to keep.
    near(fall.causes.parts / MICROS, -RATE * closed * 95.0, 1e-6);
    near(fall.causes.shock / MICROS, 99.0 * 5.0 + left * 0.99 * 5.0, 1e-9);
    let slack = equity - fees - left * 5.0 - RATE * left * 90.0;
    near(fall.lost / MICROS, (650.0 - 100.0) - slack, 1e-8);
    assert_eq!(
        (fall.causes.lag, fall.causes.collateral, fall.causes.tier, fall.causes.losses_of_others),
        (0.0, 0.0, 0.0, 0.0)
    );
    // The last order closes what the first left.
    let lots = 10_000 - whole_above(10_000.0 * part).unwrap();
    let last = run.asked().orders(0).pop().unwrap();
    assert_eq!((fall.round, last.round, last.symbol, last.lots), (1, 1, 0, lots));
    let charged = run.outcome.rounds[0].taker_fees + run.outcome.rounds[0].liquidation_fees;
    within(fall.causes.fees, float(charged), 0.0);
}

/// The mid falls to 90 at once; a mark with a time constant of two seconds is looked at each second.
#[test]
fn a_mark_behind_the_mid_has_a_negative_share() {
    let market = market(vec![bottomless(100.0, 1.0, RATE)]);
    let mark = |ticks: i32| 90.0 + 10.0 * libm::exp(-0.5 * f64::from(ticks));
    // Reached at the third look, not at the second.
    let account = falls_at(&market, 0, 10, RATE, 0.5 * (mark(2) + mark(3)));
    let rules = Rules { mark: MarkRule { lag: 2.0, spacing: 1.0, band: None }, ..Rules::default() };
    let shock = libm::log(100.0 / 90.0);
    let run = Run::of(&market, &[account], &rules, &Shock::falls(&[shock]).unwrap());
    within(run.outcome.rounds[0].time, 3.0, 0.0);
    let fall = run.fall(0);
    near(fall.lost / MICROS, 9.9 * (100.0 - mark(3)), 1e-9);
    let gone = libm::log(100.0 / mark(3));
    near(fall.share(fall.causes.shock).unwrap(), shock / gone, 1e-9);
    near(fall.share(fall.causes.lag).unwrap(), 1.0 - shock / gone, 1e-9);
    assert!(fall.causes.lag < 0.0 && fall.causes.shock > fall.lost);
}

/// Short 20 Y against long 40 X: a long of 50 Y falls first and carries Y down by 0.05, which helps; then X falls to 90.
#[test]
fn a_leg_that_helped_has_a_negative_share() {
    let market = market(vec![symbol(100.0, 1000.0, 1.0, RATE), symbol(100.0, 1000.0, 1.0, RATE)]);
    let x = libm::log(100.0 / 98.9);
    let y = 100.0 * libm::exp(-x - 0.05);
    // Closed with X at 91 once Y is there.
    let hedged = cross(&market, &[(0, 40), (1, -20)], -40.0 * 0.99 * 91.0 + 20.0 * 1.01 * y);
    let accounts = [falls_at(&market, 1, 50, RATE, 99.0), hedged];
    let steps = [(0.0, vec![0.0, x]), (10.0, vec![libm::log(100.0 / 90.0)])];
    let steps = steps.map(|(at, falls)| Step { at, falls, funding: vec![] }).to_vec();
    let run = Run::of(&market, &accounts, &Rules::default(), &Shock::path(steps).unwrap());
    assert_eq!(run.outcome.rounds.iter().map(|r| r.closed).collect::<Vec<_>>(), [1, 1]);
    let fall = run.fall(1);
    let lost = 40.0 * 0.99 * 10.0 - 20.0 * 1.01 * (100.0 - y);
    near(fall.lost / MICROS, lost, 1e-9);
    let helped = -20.0 * 1.01 * (100.0 - y) * 0.05 / (x + 0.05);
    near(forced(&fall, 1) / MICROS, helped, 1e-9);
    within(forced(&fall, 0), 0.0, 0.0);
    let influence = run.asked().influence(1, 0).unwrap();
    assert!(influence < 0.0);
    near(influence, helped / lost, 1e-9);
    // Outside both ways: X against it, Y for it.
    near(fall.causes.shock / MICROS, 40.0 * 0.99 * 10.0 - 20.0 * 1.01 * (100.0 - y) * x / (x + 0.05), 1e-9);
}

/// Orders that take a second to arrive, into a book that refills: what is left of earlier ones at a trigger is all that was forced.
#[test]
fn influences_of_all_earlier_orders_are_the_forced_share_also_where_the_book_refills() {
    const LATENCY: f64 = 1.0;
    let market = market(vec![symbol(100.0, 2e4, 1.0, RATE)]);
    let accounts = uniform(&market, 0, RATE, 1e-4, 300);
    let mut rules = Rules { latency: Latency { detection: 0.25, execution: 0.75 }, ..Rules::default() };
    rules.depth.refill = 0.1;
    // Two waves from outside, the second among orders of the first.
    let steps = [(0.0, 0.005), (3.5, 0.004)].map(|(at, fall)| Step { at, falls: vec![fall], funding: vec![] });
    let run = Run::of(&market, &accounts, &rules, &Shock::path(steps.to_vec()).unwrap());
    let asked = run.asked();
    assert!(run.outcome.rounds.len() > 5 && run.outcome.closed() > 120, "{:?}", run.outcome.rounds.len());
    for of in asked.accounts() {
        let fall = run.fall(of);
        let time = |account: u32| run.outcome.rounds[asked.round(account).unwrap()].time;
        let earlier = asked.accounts().filter(|by| time(*by) <= time(of) - LATENCY + 1e-9);
        let sum: f64 = earlier.map(|by| asked.influence(of, by).unwrap()).sum();
        within(sum, fall.share(forced(&fall, 0)).unwrap(), 1e-9);
    }
}

/// Forced contracts by symbol, sold less bought.
fn traded(market: &Market, outcome: &Outcome) -> Vec<f64> {
    let of =
        |s: usize| (0..outcome.rounds.len()).map(|r| outcome.traded(r)[s].sold - outcome.traded(r)[s].bought).sum();
    market.symbols().iter().enumerate().map(|(s, symbol)| symbol.contracts(of(s))).collect()
}

/// Row i of K times the falls is the log fall that forced orders caused in i.
fn explains(market: &Market, accounts: &[Account], falls: &[f64], n: [f64; 2]) -> Vec<Vec<f64>> {
    let run = Run::of(market, accounts, &Rules::default(), &Shock::falls(falls).unwrap());
    assert!(run.outcome.closed() > 100 && run.outcome.closed() < accounts.len() && run.outcome.rounds.len() > 3);
    let k = run.asked().matrix();
    for (i, contracts) in traded(market, &run.outcome).into_iter().enumerate() {
        let by_falls: f64 = (0_u8..).zip(&k[i]).map(|(j, cell)| cell * run.outcome.moved(j).0).sum();
        near(by_falls * n[i], contracts, 1e-9);
    }
    k
}

#[test]
fn rows_of_the_matrix_explain_the_forced_contracts() {
    let n = [3e3, 1e4];
    let coin = Symbol { haircut: 0.1, ..symbol(50.0, n[1], 0.1, RATE) };
    let market = market(vec![symbol(100.0, n[0], 0.1, RATE), coin]);
    let class = |lots: [i64; 2], d: f64| {
        let weight = |s: usize| {
            let q = market.symbols()[s].contracts(lots[s]);
            (q - RATE * q.abs()) * market.symbols()[s].price()
        };
        let at_start = weight(0) + weight(1);
        let market = &market;
        middles(d, 1000).map(move |slack| cross(market, &[(0, lots[0]), (1, lots[1])], slack - at_start))
    };
    let own = |number: u8, step: f64| uniform(&market, number, RATE, step, 1000);
    let mut longs: Vec<Account> = class([10, 20], 0.1).collect();
    longs.extend(own(0, 1e-3));
    longs.extend(own(1, 1e-3));
    let k = explains(&market, &longs, &[0.02, 0.005], n);
    assert!(k.iter().flatten().all(|cell| *cell > 0.0), "{k:?}");
    // Nobody shares anything: no symbol infects the other.
    let mut apart = own(0, 1e-4);
    apart.extend(own(1, 1e-4));
    let k = explains(&market, &apart, &[0.02, 0.01], n);
    assert_eq!((k[0][1], k[1][0]), (0.0, 0.0));
    near(k[0][0], 0.1 / (1e-4 * n[0]), 2e-2);
    near(k[1][1], 0.1 / (1e-4 * n[1]), 2e-2);
    // Longs of 1 of the first whose collateral is 2 coins of the second, a tenth of which does not count: these are sold too.
    let coins = |slack: f64| Account {
        coins: vec![Coins { symbol: 1, lots: 20 }],
        ..cross(&market, &[(0, 10)], slack - 0.99 * 100.0 - 2.0 * 0.9 * 50.0)
    };
    let mut backed: Vec<Account> = middles(0.1, 1000).map(coins).collect();
    backed.extend(own(1, 1e-3));
    let k = explains(&market, &backed, &[0.05, 0.03], n);
    assert!(k.iter().flatten().all(|cell| *cell > 0.0), "{k:?}");
    // Hedges: the fall of the first buys the second.
    let mut hedged: Vec<Account> = class([10, -10], 0.05).collect();
    hedged.extend(own(1, 1e-3));
    let k = explains(&market, &hedged, &[0.02, 0.002], n);
    assert!(k[0][0] > 0.0 && k[1][0] < 0.0, "{k:?}");
}
