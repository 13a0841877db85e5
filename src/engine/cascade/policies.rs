//! Who gives up how much: the arithmetic of deleveraging, apart from the engine.
//!
//! Sources: Chitra, arXiv 2512.01112 (haircuts on profit: A03; a cap of one makes them A02); Campbell, Hey, Moallemi and Nutz, arXiv 2603.15963 (water-filling
//! on leverage: A04).

/// The level at which taking `min(level, cap)` of each endowment gives the budget: pro rata, but for those whose cap lies lower. Where all
/// caps together give less, the highest cap. Endowments and budget in one unit, caps as parts from 0 to 1.
#[must_use]
pub fn capped_level(endowments: &[(f64, f64)], budget: f64) -> f64 {
    let mut by_cap: Vec<(f64, f64)> = endowments.iter().copied().filter(|(endowment, _)| *endowment > 0.0).collect();
    by_cap.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut rising: f64 = by_cap.iter().map(|(endowment, _)| endowment).sum();
    let (mut taken, mut level) = (0.0, 0.0);
    for (endowment, cap) in by_cap {
        // Between two caps the sum grows in proportion to the level.
        let needed = level + (budget - taken) / rising;
        if needed <= cap {
            return needed.max(0.0);
        }
        taken += (cap - level) * rising;
        level = cap;
        rising -= endowment;
    }
    level
}

/// The lowest highest leverage: the level at which cutting every notional to `level x equity` removes so much. Notional and equity in one
/// unit, equities above zero. Zero where all of it is removed.
#[must_use]
pub fn water_level(positions: &[(f64, f64)], remove: f64) -> f64 {
    let mut by_leverage: Vec<(f64, f64)> = positions.iter().copied().filter(|(_, equity)| *equity > 0.0).collect();
    by_leverage.sort_by(|a, b| (b.0 / b.1).total_cmp(&(a.0 / a.1)));
    let (mut notional, mut equity) = (0.0, 0.0);
    for (place, (n, e)) in (1..).zip(&by_leverage) {
        notional += n;
        equity += e;
        let level = (notional - remove) / equity;
        let next = by_leverage.get(place).map_or(0.0, |(n, e)| n / e);
        if level >= next {
            return level.max(0.0);
        }
    }
    0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a03_capped_pro_rata_fills_like_water() {
        let endowments = [(8.0, 0.25), (4.0, 1.0), (2.0, 1.0)];
        let level = capped_level(&endowments, 5.0);
        assert!((level - 0.5).abs() < 1e-12);
        let taken: Vec<f64> = endowments.iter().map(|(endowment, cap)| endowment * level.min(*cap)).collect();
        assert_eq!(taken, [2.0, 2.0, 1.0]);
        assert_eq!(capped_level(&endowments, 100.0), 1.0);
        assert_eq!(capped_level(&[], 1.0), 0.0);
    }

    #[test]
    fn a04_leverage_water_filling() {
        let positions = [(10.0, 1.0), (6.0, 1.0), (4.0, 2.0), (2.0, 4.0)];
        let level = water_level(&positions, 9.0);
        assert!((level - 3.5).abs() < 1e-12);
        let after: Vec<f64> = positions.iter().map(|(n, e)| n.min(level * e)).collect();
        assert_eq!(after, [3.5, 3.5, 4.0, 2.0]);
        assert_eq!(water_level(&positions, 22.0), 0.0);
        assert!((water_level(&positions, 0.0) - 10.0).abs() < 1e-12);
        // Splitting an account or taking it in two steps changes nothing.
        let split = [(5.0, 0.5), (5.0, 0.5), (6.0, 1.0), (4.0, 2.0), (2.0, 4.0)];
        assert!((water_level(&split, 9.0) - level).abs() < 1e-12);
        let first = water_level(&positions, 4.0);
        let then: Vec<(f64, f64)> = positions.iter().map(|(n, e)| (n.min(first * e), *e)).collect();
        assert!((water_level(&then, 5.0) - level).abs() < 1e-12);
    }
}
