//! A root between two numbers at which a function has different signs.

/// Halvings at most: enough for any two floats.
const MOST: u32 = 2_000;

/// The x between two at which a function of rising or falling sign is zero, to the last bit that halving can tell; `None` where both ends have
/// one sign or the function is no number there. Regula falsi with the Illinois correction, guarded by halving.
pub fn bracketed((low, high): (f64, f64), f: impl Fn(f64) -> f64) -> Option<f64> {
    let (mut a, mut b) = (low, high);
    let (mut fa, mut fb) = (f(a), f(b));
    if fa == 0.0 {
        return Some(a);
    }
    if fb == 0.0 {
        return Some(b);
    }
    if fa.is_nan() || fb.is_nan() || (fa > 0.0) == (fb > 0.0) {
        return None;
    }
    for round in 0..MOST {
        let middle = 0.5 * (a + b);
        if (b - a).abs() <= f64::EPSILON * (a.abs().max(b.abs())) || middle <= a.min(b) || middle >= a.max(b) {
            break;
        }
        let guess = (a * fb - b * fa) / (fb - fa);
        let inside = guess > a.min(b) && guess < a.max(b);
        let c = if inside && round % 3 != 2 { guess } else { middle };
        let fc = f(c);
        if fc == 0.0 {
            return Some(c);
        }
        if (fc > 0.0) == (fb > 0.0) {
            fa *= 0.5;
        } else {
            (a, fa) = (b, fb);
        }
        (b, fb) = (c, fc);
    }
    Some(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_root_is_found_where_signs_differ() {
        let found = bracketed((0.0, 2.0), |x| x * x - 2.0).unwrap();
        assert!((found - std::f64::consts::SQRT_2).abs() < 1e-14);
        let steep = bracketed((-50.0, 50.0), |x| libm::exp(x) - 1e-3).unwrap();
        assert!((steep - libm::log(1e-3)).abs() < 1e-10);
        assert_eq!(bracketed((1.0, 2.0), |x| x), None);
        assert_eq!(bracketed((0.0, 1.0), |_| f64::NAN), None);
        assert_eq!(bracketed((0.0, 1.0), |x| x), Some(0.0));
    }
}
