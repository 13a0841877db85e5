//! Whatever float comes: no number is written for what is none, and nothing panics.

use crate::generators::config;
use cascade_notes::figures::amount::Unit;
use cascade_notes::figures::numbers::{
    cell, change, count, count_cell, decimal, millions, millions_cell, percent, percent_cell, share, shares, shown,
};
use cascade_notes::words::english;
use proptest::prelude::*;
use rust_decimal::Decimal;

/// Any float by its bits, and those that numbers are lost at.
fn any_float() -> impl Strategy<Value = f64> {
    prop_oneof![
        any::<u64>().prop_map(f64::from_bits),
        -1e10..1e10,
        prop::sample::select(vec![
            f64::NAN,
            f64::INFINITY,
            f64::NEG_INFINITY,
            f64::MAX,
            f64::MIN,
            f64::MIN_POSITIVE,
            5e-324,
            0.0,
            -0.0,
            9.3e18,
            -9.3e18,
        ]),
    ]
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn no_number_is_written_for_what_is_none(value in any_float(), digits in 0_u32..12) {
        let w = english();
        let texts = [
            shown(value, digits, w), count(value, w), percent(value, digits, w), millions(value, "under", w), Unit::said(value, w),
        ];
        let cells = [
            cell(value, digits, w), count_cell(value, w), percent_cell(value, digits, w),
            millions_cell(value, digits, w),
        ];
        let float = w.numbers().float(value);
        if value.is_finite() {
            prop_assert!(decimal(value).is_some() && float.is_some());
            for text in texts.iter().chain(cells.iter().map(|cell| &cell.0)) {
                prop_assert!(text == "under" || text.contains(|c: char| c.is_ascii_digit()), "{value:e}: {text}");
                prop_assert!(!text.contains("NaN") && !text.contains("inf"), "{value:e}: {text}");
            }
            // For other programs: digits, at most one point, a hyphen for a minus.
            for (_, plain) in &cells {
                prop_assert!(Decimal::from_str_exact(plain).is_ok(), "{value:e}: {plain}");
            }
        } else {
            prop_assert_eq!(float, None);
            prop_assert!(texts.iter().all(|text| text == "not known"), "{:?}", texts);
            prop_assert!(cells.iter().all(|(text, plain)| text == "not known" && plain.is_empty()), "{:?}", cells);
        }
        prop_assert!(percent(change(value), digits, w).len() < 60);
    }

    #[test]
    fn shares_are_of_something_known_or_none(parts in prop::collection::vec(any_float(), 0..6)) {
        let found = shares(&parts);
        if parts.iter().any(|part| !part.is_finite()) || parts.iter().all(|part| *part <= 0.0) {
            prop_assert!(found.is_empty());
        } else if !found.is_empty() {
            prop_assert_eq!(found.iter().sum::<Decimal>(), Decimal::ONE_HUNDRED);
        }
    }

    #[test]
    fn a_share_of_nothing_is_not_known(part in any::<i64>(), whole in any::<i64>()) {
        let said = share(Decimal::from(part), Decimal::from(whole), english());
        prop_assert_eq!(said == "not known", whole == 0);
    }
}
