//! Random markets and accounts, and how often they cascade.

use super::market::{AccountSpec, Depth, LegSpec, Spec, SymbolSpec, Table};
use super::rules::{any_rules, shock};
use cascade_notes::engine::margin::Family;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use std::ops::RangeInclusive;
use std::str::FromStr as _;

/// 1,000 cases, or as many as `CASCADE_NOTES_CASES` says.
pub fn config() -> ProptestConfig {
    let asked = std::env::var("CASCADE_NOTES_CASES").ok();
    let cases = asked.map_or(1000, |text| u32::from_str(&text).expect("CASCADE_NOTES_CASES is a number"));
    ProptestConfig { cases, failure_persistence: None, max_global_rejects: 1 << 20, ..ProptestConfig::default() }
}

/// What is drawn.
#[derive(Debug, Clone)]
pub struct Scope {
    pub symbols: RangeInclusive<usize>,
    pub accounts: RangeInclusive<usize>,
    pub depths: Vec<Depth>,
    pub tables: Vec<Table>,
    pub coins: bool,
    /// In each symbol all accounts on the same side: its number modulo two.
    pub one_sided: bool,
}

impl Scope {
    /// Everything.
    pub fn all() -> Self {
        let depths = vec![
            Depth::Log,
            Depth::Log,
            Depth::Power(0.5),
            Depth::Power(0.875),
            Depth::Power(1.2),
            Depth::Ladder,
            Depth::Bottomless,
        ];
        let tables = vec![Table::Flat, Table::Flat, Table::Marginal, Table::Jumping];
        Self { symbols: 1..=6, accounts: 1..=40, depths, tables, coins: true, one_sided: false }
    }

    /// Linear-log books and one maintenance rate a symbol.
    pub fn plain() -> Self {
        Self { depths: vec![Depth::Log], tables: vec![Table::Flat], ..Self::all() }
    }

    /// One-sided books. Without coins: a coin of a symbol that is held short gains when the shorts lose. Without jumping tables: a position
    /// that has shrunk below a floor is safer than before, so the map is not monotone.
    pub fn one_sided() -> Self {
        let tables = vec![Table::Flat, Table::Flat, Table::Marginal];
        Self { tables, coins: false, one_sided: true, ..Self::plain() }
    }

    pub fn spec(self) -> impl Strategy<Value = Spec> {
        let symbol = symbol(self.depths.clone(), self.tables.clone());
        let accounts = prop::collection::vec(account(self.coins, self.one_sided), self.accounts.clone());
        (prop::collection::vec(symbol, self.symbols.clone()), accounts).prop_map(move |(symbols, accounts)| {
            let mut spec = Spec { symbols, accounts };
            let count = u8::try_from(spec.symbols.len()).unwrap();
            for leg in spec.accounts.iter_mut().flat_map(|a| &mut a.legs) {
                leg.symbol %= count;
                leg.short = if self.one_sided { leg.symbol % 2 == 1 } else { leg.short };
            }
            spec
        })
    }
}

fn symbol(depths: Vec<Depth>, tables: Vec<Table>) -> impl Strategy<Value = SymbolSpec> {
    let family = prop_oneof![2 => Just(Family::A), 1 => Just(Family::APlus), 1 => Just(Family::B)];
    let rows = prop::collection::vec((1_i64..300, 20_i64..250), 1..4);
    let haircut = prop_oneof![1 => Just(1.0), 1 => Just(0.0), 2 => 0.0..0.5_f64];
    let numbers = (-1.0..4.5_f64, -0.3..1.0_f64);
    (numbers, prop::sample::select(depths), prop::sample::select(tables), family, rows, haircut).prop_map(
        |((price, ratio), depth, table, family, rows, haircut)| SymbolSpec {
            price: 10_f64.powf(price),
            depth,
            depth_ratio: 10_f64.powf(ratio),
            table,
            family,
            rows,
            haircut,
        },
    )
}

fn account(coins: bool, one_sided: bool) -> impl Strategy<Value = AccountSpec> {
    let entry = if one_sided { -0.02..0.02_f64 } else { -0.1..0.1_f64 };
    let leg = (0_u8..8, prop::bool::weighted(0.25), 2.0..5.0_f64, entry);
    // Mostly on one side, with hedges among them; as many all long or all short.
    let legs = (prop::collection::vec(leg, 1..9), prop::bool::weighted(0.35), any::<bool>()).prop_map(
        |(legs, short, hedged)| -> Vec<LegSpec> {
            let leg = |(symbol, against, notional, entry)| LegSpec {
                symbol,
                short: short != (against && hedged),
                notional,
                entry,
            };
            legs.into_iter().map(leg).collect()
        },
    );
    let coins = if coins { prop::option::weighted(0.3, (0_u8..8, 0.05..1.5_f64)).boxed() } else { Just(None).boxed() };
    let safety = prop_oneof![1 => -5.0..-2.0_f64, 5 => -2.0..-0.3_f64, 1 => -0.3..0.5_f64];
    (prop::bool::weighted(0.3), legs, safety, coins).prop_map(|(isolated, legs, safety, coins)| AccountSpec {
        isolated,
        legs,
        safety,
        coins,
    })
}

/// Two values of one size are one in a row of digits.
pub fn near(a: f64, b: f64, tolerance: f64) -> bool {
    (a - b).abs() <= tolerance * (1.0 + a.abs().max(b.abs()))
}

/// Properties over cases in which nothing happens would say nothing.
#[test]
fn a_third_of_the_cases_close_somebody_and_a_tenth_take_three_rounds() {
    let mut runner = TestRunner::deterministic();
    let strategy = (Scope::all().spec(), any_rules(), shock());
    let (mut closing, mut long, mut taken, mut shared, mut parts) = (0, 0, 0, 0, 0);
    let cases = 600;
    for _ in 0..cases {
        let (spec, rules, shock) = strategy.new_tree(&mut runner).unwrap().current();
        let case = spec.build(1);
        let outcome = case.engine().run(&rules, &shock.of(&case)).unwrap();
        closing += u32::from(outcome.closed() > 0);
        long += u32::from(outcome.rounds.len() >= 3);
        taken += u32::from(!outcome.deleveraged.is_empty());
        shared += u32::from(outcome.sum(|r| r.socialised) > 0);
        parts += u32::from(outcome.rounds.iter().any(|r| r.parts > 0));
    }
    assert!(closing * 3 >= cases, "{closing} of {cases} close somebody");
    assert!(long * 10 >= cases, "{long} of {cases} have three rounds or more");
    assert!(taken * 20 >= cases, "{taken} of {cases} deleverage");
    assert!(shared * 40 >= cases, "{shared} of {cases} share a loss");
    assert!(parts * 10 >= cases, "{parts} of {cases} close in part");
}
