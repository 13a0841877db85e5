//! Rounding by largest remainder, so that the parts shown add up to the sum shown.

use crate::engine::units::{Rounding, Saturating as _};
use rust_decimal::Decimal;

/// Rounds `parts`, none below zero, to `digits` after the point so that they sum to `total`, which is their sum rounded or a unit off.
/// Ties go to the earlier part; a part of zero stays zero. Source: margin-rules section 5, budget.
#[must_use]
pub fn apportion(parts: &[Decimal], total: Decimal, digits: u32) -> Vec<Decimal> {
    let unit = Decimal::new(1, digits);
    let mut shown: Vec<Decimal> = parts.iter().map(|p| Rounding::Down.digits(*p, digits)).collect();
    let mut missing = shown.iter().fold(total, |rest, s| rest.sat_sub(*s));
    while missing.abs() >= unit {
        let short = missing > Decimal::ZERO;
        // The part that lost most by rounding gains a unit, or the one that lost least gives one up.
        let losses = parts.iter().zip(&shown).enumerate().filter(|(_, (p, s))| !p.is_zero() && (short || **s >= unit));
        let losses = losses.map(|(n, (p, s))| (n, if short { p.sat_sub(*s) } else { s.sat_sub(*p) }));
        let neediest = losses.fold(None, |most: Option<(usize, Decimal)>, loss| match most {
            Some(m) if m.1 >= loss.1 => Some(m),
            _ => Some(loss),
        });
        let Some(part) = neediest.and_then(|(index, _)| shown.get_mut(index)) else {
            break;
        };
        let step = if short { unit } else { -unit };
        *part = part.sat_add(step);
        missing = missing.sat_sub(step);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::d;
    use proptest::prelude::*;

    #[test]
    fn the_golden_bars() {
        let parts = ["30.15072", "27.30094", "0", "0", "542.98643", "277.27031", "55.20427"].map(d);
        assert_eq!(apportion(&parts, d("933"), 0), ["30", "28", "0", "0", "543", "277", "55"].map(d));
    }

    #[test]
    fn a_total_a_unit_off_is_met_and_nothing_is_made_of_nothing() {
        let parts = ["326.6", "125.75", "0"].map(d);
        assert_eq!(apportion(&parts, d("453"), 0), ["327", "126", "0"].map(d));
        assert_eq!(apportion(&parts, d("451"), 0), ["326", "125", "0"].map(d));
        assert_eq!(apportion(&["1.0", "1.0"].map(d), d("1"), 0), ["0", "1"].map(d));
    }

    proptest! {
        #[test]
        fn shown_parts_sum_to_the_total_and_none_is_off_by_more_than_a_unit(parts in prop::collection::vec(0i64..10_000_000, 1..9), digits in 0u32..3, off in -1i64..2) {
            let parts: Vec<Decimal> = parts.into_iter().map(|p| Decimal::new(p, 4)).collect();
            let unit = Decimal::new(1, digits);
            let exact: Decimal = parts.iter().sum();
            let total = (Rounding::Nearest.digits(exact, digits) + unit * Decimal::from(off)).max(Decimal::ZERO);
            let shown = apportion(&parts, total, digits);
            let possible = !parts.iter().all(Decimal::is_zero);
            if possible {
                prop_assert_eq!(shown.iter().sum::<Decimal>(), total);
            }
            for (s, p) in shown.iter().zip(&parts) {
                prop_assert!((s - p).abs() <= unit + unit, "{} {}", s, p);
                prop_assert!(!p.is_zero() || s.is_zero());
            }
        }
    }
}
