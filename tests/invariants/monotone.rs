//! I8, I9: in one-sided books more shock, more maintenance, less depth and less equity never close fewer. Harmful moves only, full close; the
//! books whose orders are a sum (no withdrawal, no time).

use super::generators::{Scope, config};
use super::market::Case;
use super::rules::instant_rules;
use cascade_notes::engine::cascade::book::Shape;
use cascade_notes::engine::cascade::market::{Maintenance, Market};
use cascade_notes::engine::cascade::population::Account;
use cascade_notes::engine::cascade::rules::{Rules, Shock};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Falls where longs are held, rises where shorts are.
pub fn harmful() -> impl Strategy<Value = Vec<f64>> {
    let size = prop_oneof![1 => Just(0.0), 3 => (-4.0..-0.5_f64).prop_map(|size| 10_f64.powf(size))];
    prop::collection::vec(size, 6)
        .prop_map(|sizes| sizes.iter().enumerate().map(|(s, size)| if s % 2 == 1 { -size } else { *size }).collect())
}

/// Loss sharing is out of scope: shared losses are cash that leaves others in an order.
fn rules() -> impl Strategy<Value = Rules> {
    instant_rules().prop_map(|rules| Rules { socialise: false, ..rules })
}

fn closed(case: &Case, rules: &Rules, falls: &[f64]) -> BTreeSet<u32> {
    let falls = &falls[..case.market.count()];
    let outcome = case.engine().run(rules, &Shock::falls(falls).unwrap()).unwrap();
    outcome.closed_accounts().into_iter().collect()
}

fn grows(few: &BTreeSet<u32>, many: &BTreeSet<u32>) -> Result<(), TestCaseError> {
    prop_assert!(few.is_subset(many), "{:?} are closed no longer", few.difference(many).collect::<Vec<_>>());
    Ok(())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn i08_more_shock_closes_no_fewer(
        spec in Scope::one_sided().spec(), rules in rules(), falls in harmful(), more in prop::collection::vec(1.0..2.0_f64, 6),
    ) {
        let case = spec.build(1);
        let deeper: Vec<f64> = falls.iter().zip(&more).map(|(fall, more)| fall * more).collect();
        grows(&closed(&case, &rules, &falls), &closed(&case, &rules, &deeper))?;
    }

    #[test]
    fn i08_more_depth_closes_no_more(
        spec in Scope::one_sided().spec(), rules in rules(), falls in harmful(), more in 1.0..3.0_f64,
    ) {
        let case = spec.build(1);
        let deep = case.with_depth(|shape| {
            let Shape::Log { n } = shape else { panic!("linear-log") };
            Shape::Log { n: n * more }
        });
        grows(&closed(&deep, &rules, &falls), &closed(&case, &rules, &falls))?;
    }

    #[test]
    fn i08_more_maintenance_closes_no_fewer(
        spec in Scope { tables: vec![super::market::Table::Flat], ..Scope::one_sided() }.spec(),
        rules in rules(), falls in harmful(), more in 0.0..0.05_f64,
    ) {
        let mut spec = spec;
        // One rate on the notional now; tables and notionals at entry have other rates to raise.
        spec.symbols.iter_mut().for_each(|s| s.family = cascade_notes::engine::margin::Family::A);
        let case = spec.build(1);
        let symbols = case.market.symbols().iter().zip(&case.keeps).map(|(s, keep)| {
            let maintenance = Maintenance::flat(keep.brackets[0].1 + more).unwrap();
            cascade_notes::engine::cascade::market::Symbol { maintenance, ..s.clone() }
        });
        // The depth is that of the case: only what must be kept differs.
        let stricter = Case { market: Market::new(symbols.collect()).unwrap(), ..case.clone() };
        grows(&closed(&case, &rules, &falls), &closed(&stricter, &rules, &falls))?;
    }

    #[test]
    fn i09_less_equity_closes_no_fewer(
        spec in Scope::one_sided().spec(), rules in rules(), falls in harmful(),
        parts in prop::collection::vec(0.0..1.0_f64, 40), few in any::<bool>(),
    ) {
        let case = spec.build(1);
        // Only slack is taken, so that equity stays above zero.
        let taken = |account: &Account, part: f64| {
            let slack = case.slack(account) * if few && part < 0.8 { 0.0 } else { part };
            let cash = account.cash - num_micros(slack);
            Account { cash, ..account.clone() }
        };
        let accounts = case.accounts.iter().zip(&parts).map(|(account, part)| taken(account, *part)).collect();
        let poorer = Case { accounts, ..case.clone() };
        grows(&closed(&case, &rules, &falls), &closed(&poorer, &rules, &falls))?;
    }
}

fn num_micros(amount: f64) -> i64 {
    cascade_notes::engine::cascade::amounts::whole_below(amount.max(0.0) * 1e6).unwrap()
}
