//! What holds of every random book, and what holds only of one-sided ones.

use crate::definition::{Book, End, START};
use crate::targets;
use crate::worlds::{cross, engine, market, run, symbol};
use cascade_notes::engine::cascade::amounts::{float, whole};
use cascade_notes::engine::cascade::market::Market;
use cascade_notes::engine::cascade::outcome::Outcome;
use cascade_notes::engine::cascade::population::Account;
use cascade_notes::engine::cascade::rules::{Deleveraging, Latency, Netting, Rules, Shock, Sizing};
use cascade_notes::engine::random::Stream;

/// A random book: 2 to 25 accounts over 1 to 3 symbols, and a shock.
struct Case {
    lots: Vec<Vec<(u8, i64)>>,
    /// Slack at the start, as a part of all weights.
    room: Vec<f64>,
    n: Vec<f64>,
    rate: Vec<f64>,
    falls: Vec<f64>,
}

impl Case {
    /// With one side a symbol, hurt by the shock; or with sides and shocks as chance has them.
    fn draw(stream: &mut Stream, one_sided: bool, setup: &Range) -> Self {
        let symbols = setup.symbols.0 + stream.below(setup.symbols.1 - setup.symbols.0 + 1);
        let accounts = setup.accounts.0 + stream.below(setup.accounts.1 - setup.accounts.0 + 1);
        let side = |stream: &mut Stream| if stream.below(2) == 0 { 1 } else { -1 };
        let sides: Vec<i64> = (0..symbols).map(|_| side(stream)).collect();
        let mut lots = Vec::new();
        for _ in 0..accounts {
            let first = stream.below(symbols);
            let mut own = Vec::new();
            for (number, all) in (0_u8..).zip(&sides) {
                if u32::from(number) == first || stream.below(2) == 0 {
                    let side = if one_sided { *all } else { side(stream) };
                    own.push((number, side * i64::from(1 + stream.below(80))));
                }
            }
            lots.push(own);
        }
        let falls = sides.iter().map(|side| {
            let size = stream.between(0.0, 0.12);
            float(*side) * if one_sided { size } else { stream.between(-0.15, 0.15) }
        });
        let falls = falls.collect();
        let room = lots.iter().map(|_| stream.between(0.002, 0.25)).collect();
        // Hedges matter most where orders are large against the book.
        let deepest = if one_sided { 4000.0 } else { 1500.0 };
        let n = sides.iter().map(|_| stream.between(300.0, deepest)).collect();
        let rate = sides.iter().map(|_| stream.between(0.002, 0.03)).collect();
        Self { lots, room, n, rate, falls }
    }

    fn market(&self, steeper: f64) -> Market {
        let own = self.n.iter().zip(&self.rate);
        market(own.map(|(n, rate)| symbol(START, *n, 1.0, rate * steeper)).collect())
    }

    fn intercept(&self, account: usize) -> f64 {
        let weight = |(s, q): &(u8, i64)| (float(*q) - self.rate[usize::from(*s)] * float(q.abs())) * START;
        let (sum, size) = self.lots[account].iter().map(weight).fold((0.0, 0.0), |(s, a), w| (s + w, a + w.abs()));
        // To whole micro-units, so that engine and definition have the same account.
        float(whole((self.room[account] * size - sum) * 1e6).unwrap()) / 1e6
    }

    fn accounts(&self, market: &Market) -> Vec<Account> {
        self.lots.iter().enumerate().map(|(a, lots)| cross(market, lots, self.intercept(a))).collect()
    }

    fn batch(&self, larger: f64, factor: f64, steeper: f64) -> Outcome {
        let market = self.market(steeper);
        let mut rules = Rules::default();
        rules.depth.factor = factor;
        let falls: Vec<f64> = self.falls.iter().map(|x| x * larger).collect();
        run(&market, &self.accounts(&market), &rules, &Shock::falls(&falls).unwrap())
    }

    fn definition(&self) -> Book {
        let accounts = self.lots.iter().enumerate().map(|(a, own)| {
            let mut lots = vec![0.0; self.n.len()];
            for (s, q) in own {
                lots[usize::from(*s)] = float(*q);
            }
            (float(whole(self.intercept(a) * 1e6).unwrap()), lots)
        });
        Book { n: self.n.clone(), maintenance: self.rate.clone(), accounts: accounts.collect() }
    }

    /// Ends of three orders: by number, by number from the other end, at random.
    fn orders(&self, stream: &mut Stream) -> Vec<End> {
        let book = self.definition();
        vec![
            book.one_by_one(&self.falls, |_| 0),
            book.one_by_one(&self.falls, |ready| ready.len() - 1),
            book.one_by_one(&self.falls, |_| stream.below(1 << 20) as usize),
        ]
    }
}

struct Range {
    cases: u64,
    accounts: (u32, u32),
    symbols: (u32, u32),
}

fn ranges() -> Vec<Range> {
    let pair = |value: &serde_json::Value| {
        let (low, high) = value.as_str().unwrap().split_once("..").unwrap();
        let whole = |text: &str| u32::try_from(whole(targets::read(text)).unwrap()).unwrap();
        (whole(low), whole(high))
    };
    let of = |target: &serde_json::Value| {
        let setup = &target["setup"];
        let cases = setup["cases"].as_u64().unwrap();
        Range { cases, accounts: pair(&setup["accounts"]), symbols: pair(&setup["symbols"]) }
    };
    targets::of("P01").iter().map(of).collect()
}

fn closed(outcome: &Outcome) -> Vec<usize> {
    outcome.closed_accounts().iter().map(|account| *account as usize).collect()
}

fn same(outcome: &Outcome, end: &End) -> bool {
    let moves = (0_u8..).zip(&end.displacement).all(|(s, x)| (outcome.moved(s).0 - x).abs() < 1e-9);
    closed(outcome) == end.closed && moves
}

fn within(small: &Outcome, large: &Outcome) -> bool {
    let large = closed(large);
    closed(small).iter().all(|account| large.contains(account))
}

#[test]
fn p01_one_sided_books_depend_on_no_order_and_grow_with_shock_thin_books_and_maintenance() {
    for range in ranges() {
        let mut stream = Stream::new(1, 0);
        let mut several = 0;
        for case in 0..range.cases {
            let book = Case::draw(&mut stream, true, &range);
            let batch = book.batch(1.0, 1.0, 1.0);
            for end in book.orders(&mut stream) {
                assert!(same(&batch, &end), "case {case}: {:?} {end:?}", closed(&batch));
            }
            several += usize::from(batch.rounds.len() > 1 && batch.closed() < book.lots.len());
            let (more, less) = (stream.between(1.0, 1.5), stream.between(0.5, 1.0));
            assert!(within(&batch, &book.batch(more, 1.0, 1.0)), "case {case}: shock x {more}");
            assert!(within(&batch, &book.batch(1.0, less, 1.0)), "case {case}: depth x {less}");
            assert!(within(&batch, &book.batch(1.0, 1.0, more)), "case {case}: maintenance x {more}");
        }
        assert!(several as u64 > range.cases / 10, "{several}: the cases are too easy");
    }
}

/// Existence, not numbers: hedges break each theorem somewhere.
#[test]
fn p01_mixed_books_break_order_and_monotonicity_somewhere() {
    for range in ranges() {
        let mut stream = Stream::new(1, 1);
        let (mut order, mut shock, mut depth) = (0, 0, 0);
        // Small books break them rarely, so a short list of cases goes on until each has been seen.
        for case in 0..20 * range.cases {
            if case >= range.cases && order > 0 && shock > 0 && depth > 0 {
                break;
            }
            let book = Case::draw(&mut stream, false, &range);
            let batch = book.batch(1.0, 1.0, 1.0);
            order += usize::from(book.orders(&mut stream).iter().any(|end| !same(&batch, end)));
            let (more, less) = (stream.between(1.0, 1.5), stream.between(0.5, 1.0));
            shock += usize::from(!within(&batch, &book.batch(more, 1.0, 1.0)));
            depth += usize::from(!within(&batch, &book.batch(1.0, less, 1.0)));
        }
        assert!(order > 0 && shock > 0 && depth > 0, "order {order}, shock {shock}, depth {depth}");
    }
}

/// Rules with everything that moves money: fees, a small fund, every way to share losses, parts, latency, refill.
fn any_rules(stream: &mut Stream) -> Rules {
    let mut rules = Rules {
        taker_fee: stream.between(0.0, 0.002),
        liquidation_fee: stream.between(0.0, 0.01),
        fund: i64::from(stream.below(50_000_000)),
        socialise: stream.below(2) == 0,
        sizing: [Sizing::Full, Sizing::ToMargin { margin: 0.05 }, Sizing::FifthThenAll][stream.below(3) as usize],
        netting: if stream.below(2) == 0 { Netting::Net } else { Netting::Gross },
        deleveraging: [
            Deleveraging::Off,
            Deleveraging::Queue,
            Deleveraging::WaterFilling,
            Deleveraging::ProRata,
            Deleveraging::CappedProRata { cap: 0.3 },
        ][stream.below(5) as usize],
        ..Rules::default()
    };
    if stream.below(2) == 0 {
        rules.latency = Latency { detection: 0.1, execution: 0.5 };
        rules.depth.refill = 0.2;
    }
    rules
}

#[test]
fn p01_no_money_and_no_contract_is_ever_lost_or_made() {
    for range in ranges() {
        let mut stream = Stream::new(1, 2);
        let (mut deficits, mut seized, mut shared) = (0, 0, 0);
        for case in 0..range.cases {
            let book = Case::draw(&mut stream, stream_side(case), &range);
            let market = book.market(1.0);
            let mut engine = engine(&market, &book.accounts(&market));
            let rules = any_rules(&mut stream);
            let falls: Vec<f64> = book.falls.iter().map(|x| 2.0 * x).collect();
            let mut run = engine.start(&rules, &Shock::falls(&falls).unwrap()).unwrap();
            let money = run.money();
            loop {
                let more = run.step().unwrap();
                assert_eq!(run.money(), money, "case {case}, {rules:?}");
                for symbol in market.numbers() {
                    assert_eq!(run.lots(symbol), 0, "case {case}, {rules:?}");
                }
                if !more {
                    break;
                }
            }
            let outcome = run.finish();
            // What is missing is borne by the fund, by winners, by all, or by nobody: nothing else.
            let fund = i128::from(outcome.fund.0) + outcome.sum(|r| r.liquidation_fees);
            let borne =
                fund - i128::from(outcome.fund.1) + outcome.sum(|r| r.deleveraged) + outcome.sum(|r| r.socialised);
            assert_eq!(borne, outcome.sum(|r| r.deficits), "case {case}, {rules:?}");
            assert!(outcome.rounds.iter().all(|r| r.deficits >= r.deleveraged + r.socialised), "case {case}");
            deficits += usize::from(outcome.sum(|r| r.deficits) > 0);
            seized += usize::from(outcome.sum(|r| r.deleveraged) > 0);
            shared += usize::from(outcome.sum(|r| r.socialised) > 0);
        }
        assert!(deficits > 100 && seized > 20 && shared > 20, "{deficits} {seized} {shared}: the cases are too easy");
    }
}

/// Every second case is one-sided.
fn stream_side(case: u64) -> bool {
    case.is_multiple_of(2)
}
