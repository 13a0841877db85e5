//! I11: the lazy look finds just whom a look at everybody finds.

use super::generators::{Scope, config};
use super::market::{Case, Depth, Table};
use super::rules::{any_rules, shock};
use cascade_notes::engine::cascade::book::Book;
use cascade_notes::engine::cascade::engine::Engine;
use cascade_notes::engine::cascade::generate::{Assumed, Entries, LeverageMix};
use cascade_notes::engine::cascade::market::{Maintenance, Market, Symbol};
use cascade_notes::engine::cascade::outcome::Outcome;
use cascade_notes::engine::cascade::population::Population;
use cascade_notes::engine::cascade::rules::{Rules, Scan, Shock};
use cascade_notes::engine::margin::{Family, Tiers};
use cascade_notes::engine::units::Rate;
use proptest::prelude::*;
use rust_decimal::Decimal;

/// Both outcomes say the same about everything that can be asked.
pub fn assert_same(a: &Outcome, b: &Outcome) -> Result<(), TestCaseError> {
    prop_assert_eq!(&a.rounds, &b.rounds);
    for round in 0..a.rounds.len() {
        prop_assert_eq!(a.closed_in(round), b.closed_in(round), "round {}", round);
        prop_assert_eq!(a.traded(round), b.traded(round), "round {}", round);
        let moment = a.rounds[round].moment;
        prop_assert_eq!(a.moment(moment), b.moment(moment), "moment {}", moment);
    }
    let sorted = |list: &[(u32, i64)]| {
        let mut list = list.to_vec();
        list.sort_unstable();
        list
    };
    prop_assert_eq!(sorted(&a.deficits), sorted(&b.deficits));
    prop_assert_eq!(&a.deleveraged, &b.deleveraged);
    prop_assert_eq!(&a.last, &b.last);
    prop_assert_eq!((a.fund, a.end), (b.fund, b.end));
    prop_assert_eq!(a.digest(), b.digest());
    Ok(())
}

fn both(engine: &mut Engine, rules: &Rules, shock: &Shock) -> Result<(), TestCaseError> {
    let lazy = engine.run(&Rules { scan: Scan::Lazy, ..*rules }, shock).unwrap();
    let dense = engine.run(&Rules { scan: Scan::Dense, ..*rules }, shock).unwrap();
    assert_same(&lazy, &dense)?;
    same_without_causes(engine, rules, shock, &lazy)
}

/// A run that leaves causes out does all else to the bit.
fn same_without_causes(
    engine: &mut Engine,
    rules: &Rules,
    shock: &Shock,
    whole: &Outcome,
) -> Result<(), TestCaseError> {
    let mut run = engine.start(rules, shock).unwrap();
    run.leave_out_causes();
    while run.step().unwrap() {}
    let own = run.finish();
    prop_assert_eq!(&own.rounds, &whole.rounds);
    for round in 0..own.rounds.len() {
        prop_assert_eq!(own.closed_in(round), whole.closed_in(round), "round {}", round);
        prop_assert_eq!(own.traded(round), whole.traded(round), "round {}", round);
    }
    prop_assert_eq!(&own.deficits, &whole.deficits);
    prop_assert_eq!(&own.last, &whole.last);
    prop_assert_eq!((own.fund, own.end), (whole.fund, whole.end));
    Ok(())
}

/// A market whose sets of symbols are held by many, so that they are kept in packs.
fn crowd(seed: u64, count: u32, symbols: u8, depth: f64, fixed: bool) -> (Market, Population) {
    let symbol = |number: u8| {
        let price = 10_f64.powi(i32::from(number) - 1);
        let rows = [(Decimal::ZERO, Decimal::new(5, 3), None), (Decimal::from(20_000), Decimal::new(2, 2), None)];
        let keep = if fixed && number == 0 {
            Maintenance::of(Family::B, &Tiers::marginal(&rows).unwrap(), Rate::ZERO).unwrap()
        } else {
            Maintenance::flat(0.005 + 0.002 * f64::from(number)).unwrap()
        };
        let book = Book::log(price, depth * 2e7 / price).unwrap();
        Symbol { haircut: 0.1, ..Symbol::new(format!("S{number}"), 1e-3 / price, book, keep) }
    };
    let market = Market::new((0..symbols).map(symbol).collect()).unwrap();
    let assumed = Assumed {
        leverage: LeverageMix::LogUniform { low: 3.0, high: 60.0 },
        entries: Entries::Normal(0.02),
        cross_share: 0.8,
        hedge_share: 0.3,
        coin_share: 0.15,
        most_symbols: 4,
        ..Assumed::new(count, vec![1e7; usize::from(symbols)], seed)
    };
    let population = assumed.population(&market).unwrap();
    (market, population)
}

/// Sets of symbols that at least 64 accounts hold; what the engine calls alike.
fn alike(population: &Population) -> usize {
    let mut sets = std::collections::BTreeMap::<Vec<u8>, usize>::new();
    for account in 0..population.count() {
        let mut symbols: Vec<u8> = population.holdings(account).iter().map(|h| h.symbol).collect();
        symbols.extend(population.coins(account).iter().map(|(_, coins)| coins.symbol));
        symbols.sort_unstable();
        symbols.dedup();
        *sets.entry(symbols).or_default() += 1;
    }
    sets.iter().filter(|(set, count)| set.len() > 1 && **count >= 64).count()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn i11_lazy_is_dense(spec in Scope::all().spec(), rules in any_rules(), shock in shock()) {
        let case = spec.build(1);
        both(&mut case.engine(), &rules, &shock.of(&case))?;
    }

    /// With tables that may ask more of a position that has shrunk; few accounts, so that none is looked at for the sake of another.
    #[test]
    fn i11_lazy_is_dense_under_any_table(rules in any_rules(), shock in shock(), spec in Scope {
        accounts: 1..=3, depths: vec![Depth::Log, Depth::Power(0.875)], tables: vec![Table::Lawless], ..Scope::all()
    }.spec()) {
        let case = spec.build(1);
        both(&mut case.engine(), &rules, &shock.of(&case))?;
    }
}

proptest! {
    // Thousands of accounts a case.
    #![proptest_config(ProptestConfig { cases: config().cases / 20, ..config() })]

    #[test]
    fn i11_lazy_is_dense_in_crowds(
        (seed, count, symbols) in (any::<u64>(), 2_000_u32..5_000, 2_u8..6),
        (depth, fixed) in (-0.7..0.7_f64, any::<bool>()),
        rules in any_rules(), shock in shock(),
    ) {
        let (market, population) = crowd(seed, count, symbols, 10_f64.powf(depth), fixed);
        prop_assert!(alike(&population) >= 1, "no set of symbols is held by many");
        let mut engine = Engine::new(&market, &population).unwrap();
        let case = Case { market, accounts: vec![], keeps: vec![] };
        let shock = shock.of(&case);
        both(&mut engine, &rules, &shock)?;
    }
}
