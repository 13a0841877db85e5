//! Rounding by largest remainder, so that the parts shown add up to the sum shown.

use crate::engine::units::{Rounding, Saturating as _};
use rust_decimal::Decimal;

/// Rounds `parts` to `digits` after the point so that they sum to the rounded sum. Ties go to the earlier part.
/// A part that is exactly representable stays as it is. Source: margin-rules section 5, budget.
#[must_use]
pub fn apportion(parts: &[Decimal], digits: u32) -> Vec<Decimal> {
    let unit = Decimal::new(1, digits);
    let floors: Vec<Decimal> = parts.iter().map(|p| Rounding::Down.digits(*p, digits)).collect();
    let total = Rounding::Nearest.digits(parts.iter().fold(Decimal::ZERO, |sum, p| sum.sat_add(*p)), digits);
    let mut missing = floors.iter().fold(total, |rest, f| rest.sat_sub(*f));
    let mut shown = floors;
    while missing >= unit {
        // The part that lost most by rounding down gains a unit; of equals the earlier.
        let losses = parts.iter().zip(&shown).map(|(p, s)| p.sat_sub(*s)).enumerate();
        let neediest = losses.fold(None, |most: Option<(usize, Decimal)>, loss| match most {
            Some(m) if m.1 >= loss.1 => Some(m),
            _ => Some(loss),
        });
        let Some(part) = neediest.and_then(|(index, _)| shown.get_mut(index)) else {
            break;
        };
        *part = part.sat_add(unit);
        missing = missing.sat_sub(unit);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn the_golden_bars() {
        let parts = ["30.15072", "27.30094", "0", "0", "542.98643", "277.27031", "55.20427"].map(d);
        assert_eq!(apportion(&parts, 0), ["30", "28", "0", "0", "543", "277", "55"].map(d));
    }

    #[test]
    fn falling_bars_round_too() {
        let parts = ["-30.4", "-27.4", "-10.4"].map(d);
        let shown = apportion(&parts, 0);
        assert_eq!(shown.iter().sum::<Decimal>(), d("-68"));
    }

    proptest! {
        #[test]
        fn shown_parts_sum_to_the_shown_sum_and_none_is_off_by_a_unit(parts in prop::collection::vec(0i64..10_000_000, 1..9), digits in 0u32..3) {
            let parts: Vec<Decimal> = parts.into_iter().map(|p| Decimal::new(p, 4)).collect();
            let shown = apportion(&parts, digits);
            let sum: Decimal = shown.iter().sum();
            prop_assert_eq!(sum, Rounding::Nearest.digits(parts.iter().sum(), digits));
            for (s, p) in shown.iter().zip(&parts) {
                prop_assert!((s - p).abs() < Decimal::new(1, digits));
            }
        }
    }
}
