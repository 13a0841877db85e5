//! Margin tables: continuity, the recurrence, and the table one tier up.

use crate::generators::{config, rows, tiers};
use cascade_notes::engine::margin::Tiers;
use cascade_notes::engine::margin::tables::binance::TABLE;
use cascade_notes::engine::units::Money;
use proptest::prelude::*;
use rust_decimal::Decimal;

/// Both brackets ask the same at the floor between them, exactly.
fn meets_at_every_floor(tiers: &Tiers) -> bool {
    tiers.brackets().windows(2).all(|pair| {
        let floor = pair[1].floor;
        pair[0].rate * floor - pair[0].deduction == pair[1].rate * floor - pair[1].deduction
    })
}

#[test]
fn every_binance_table_is_continuous_and_leaves_room_below_its_leverage() {
    for coin in TABLE.coins {
        let symbol = coin.name;
        let tiers = TABLE.tiers(symbol).unwrap().unwrap();
        assert!(meets_at_every_floor(&tiers), "{symbol}");
        for b in tiers.brackets() {
            assert!(b.rate * b.max_leverage.unwrap() < Decimal::ONE, "{symbol} {}", b.floor);
        }
        for pair in tiers.brackets().windows(2) {
            assert!(pair[0].rate < pair[1].rate && pair[0].max_leverage > pair[1].max_leverage, "{symbol}");
        }
    }
}

/// Maintenance from its definition: each part of the notional pays the rate of the bracket it lies in.
pub fn by_parts(rows: &[(Decimal, Decimal, Option<Decimal>)], notional: Decimal) -> Decimal {
    let ceilings = rows.iter().skip(1).map(|row| row.0).chain([Decimal::MAX]);
    rows.iter().zip(ceilings).map(|(row, ceiling)| row.1 * (notional.min(ceiling) - row.0).max(Decimal::ZERO)).sum()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn random_marginal_tables_are_continuous(rows in rows(Decimal::from(1_000_000))) {
        prop_assert!(meets_at_every_floor(&tiers(&rows, true)));
    }

    /// The deduction form r N - c is the definition by parts; amounts here have few digits, so exactly.
    #[test]
    fn a_deduction_is_the_sum_by_parts(rows in rows(Decimal::from(1_000_000)), notional in 0_i64..10_000_000) {
        let notional = Decimal::from(notional);
        let table = tiers(&rows, true);
        prop_assert_eq!(table.maintenance(Money::new(notional)).unwrap().get(), by_parts(&rows, notional));
    }

    /// One tier up asks at least as much at every notional.
    #[test]
    fn one_tier_up_never_asks_less(
        rows in rows(Decimal::from(1_000_000)),
        marginal: bool,
        notional in 0_i64..10_000_000,
        next in 0_i64..9999,
    ) {
        let table = tiers(&rows, marginal);
        let up = table.one_up(Some(Decimal::new(next, 4))).unwrap();
        let at = Money::new(Decimal::from(notional));
        prop_assert!(up.maintenance(at).unwrap() >= table.maintenance(at).unwrap());
        prop_assert_eq!(up.brackets().len(), table.brackets().len());
    }
}
