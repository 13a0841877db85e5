//! Run lengths of a Shewhart chart with runs rules: alarm when so many of the last samples lie beyond a limit, all on one side.
//!
//! A state is what each rule still remembers of the last samples; what can no longer take part in an alarm is forgotten, which keeps the
//! chain small. Source: Champ and Woodall 1987.

use super::kernel::Kernel;
use super::noise::Noise;
use crate::engine::Error;
use crate::engine::error::{Field, within};
use std::collections::BTreeMap;

/// So many of the last so many samples beyond a limit, on one side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// How many must lie beyond, 1 to `of`.
    pub least: u32,
    /// Of how many of the last samples, 1 to 16.
    pub of: u32,
    /// The limit, in standard deviations, 0 to 20.
    pub beyond: f64,
}

/// One point beyond three deviations.
pub const ONE_BEYOND_THREE: Rule = Rule { least: 1, of: 1, beyond: 3.0 };
/// Two of three beyond two deviations, same side.
pub const TWO_OF_THREE: Rule = Rule { least: 2, of: 3, beyond: 2.0 };
/// Four of five beyond one deviation, same side.
pub const FOUR_OF_FIVE: Rule = Rule { least: 4, of: 5, beyond: 1.0 };
/// Eight in a row on one side.
pub const EIGHT_IN_A_ROW: Rule = Rule { least: 8, of: 8, beyond: 0.0 };

impl Rule {
    /// Errors: counts or a limit outside their range.
    pub fn checked(self) -> Result<Self, Error> {
        within(Field::RuleLength, self.of, 1..=16)?;
        within(Field::RuleCount, self.least, 1..=self.of)?;
        within(Field::Limit, self.beyond, 0.0..=20.0)?;
        Ok(self)
    }

    /// The memory after one more sample: the newest is the lowest bit, and a bit is set where the sample lay beyond.
    #[must_use]
    pub fn remember(self, memory: u32, beyond: bool) -> u32 {
        let window = 1_u32.checked_shl(self.of).unwrap_or(0).wrapping_sub(1);
        ((memory << 1) | u32::from(beyond)) & window
    }

    /// True where a memory alarms.
    #[must_use]
    pub fn alarms(self, memory: u32) -> bool {
        memory.count_ones() >= self.least
    }

    /// A memory without what can no longer take part in an alarm: the oldest sample beyond, where those after it and all that still come
    /// before it leaves the window are too few.
    fn forget(self, mut memory: u32) -> u32 {
        while memory != 0 {
            let age = 31_u32.saturating_sub(memory.leading_zeros());
            let to_come = self.of.saturating_sub(age.saturating_add(1));
            if memory.count_ones().saturating_add(to_come) >= self.least {
                break;
            }
            memory &= !(1_u32 << age);
        }
        memory
    }
}

/// A chart, both sides.
#[derive(Debug, Clone, PartialEq)]
pub struct Shewhart {
    rules: Vec<Rule>,
    noise: Noise,
}

/// States at most: beyond it the rules are too many to solve exactly.
const MOST_STATES: usize = 1_200;

/// What each rule remembers, above then below.
type State = Vec<(u32, u32)>;

impl Shewhart {
    /// Errors: no rule, more than eight, or one that cannot be used.
    pub fn new(rules: &[Rule], noise: Noise) -> Result<Self, Error> {
        within(Field::Rules, rules.len(), 1..=8)?;
        Ok(Self { rules: rules.iter().map(|rule| rule.checked()).collect::<Result<_, _>>()?, noise })
    }

    /// The rules.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Mean run length where the samples have moved by a shift. Errors: a shift that is no number, or rules that remember too much.
    pub fn mean(&self, shift: f64) -> Result<f64, Error> {
        within(Field::Shift, shift, f64::MIN..=f64::MAX)?;
        let means = self.kernel(shift)?.means()?;
        Ok(means.first().copied().unwrap_or(f64::NAN))
    }

    /// Sample numbers by which parts of the runs have alarmed. Errors as [`Shewhart::mean`].
    pub fn quantiles(&self, shift: f64, parts: &[f64]) -> Result<Vec<u32>, Error> {
        within(Field::Shift, shift, f64::MIN..=f64::MAX)?;
        let kernel = self.kernel(shift)?;
        kernel.quantiles(&kernel.rows.first().cloned().unwrap_or_default(), parts)
    }

    /// The regions between all limits of both sides: probability, and a value inside.
    fn regions(&self, shift: f64) -> Vec<(f64, f64)> {
        let mut edges: Vec<f64> = self.rules.iter().flat_map(|rule| [rule.beyond, -rule.beyond]).collect();
        edges.sort_by(f64::total_cmp);
        edges.dedup_by(|a, b| (*a - *b).abs() <= 0.0);
        let highest = edges.last().copied().unwrap_or(0.0);
        let lows = std::iter::once(f64::NEG_INFINITY).chain(edges.iter().copied());
        let highs = edges.iter().copied().chain([f64::INFINITY]);
        let inside = |low: f64, high: f64| match (low.is_finite(), high.is_finite()) {
            (true, true) => 0.5 * (low + high),
            (true, false) => highest + 1.0,
            (false, _) => high - 1.0,
        };
        lows.zip(highs)
            .map(|(low, high)| {
                // From the nearer tail, so that nothing is lost at far limits.
                let p = if low > shift {
                    self.noise.below(shift - low) - self.noise.below(shift - high)
                } else {
                    self.noise.below(high - shift) - self.noise.below(low - shift)
                };
                (p, inside(low, high))
            })
            .collect()
    }

    /// The state after a sample; `None` where it alarms.
    fn after(&self, state: &State, z: f64) -> Option<State> {
        self.rules
            .iter()
            .zip(state)
            .map(|(rule, (above, below))| {
                let above = rule.remember(*above, z > rule.beyond);
                let below = rule.remember(*below, z < -rule.beyond);
                let alarms = rule.alarms(above) || rule.alarms(below);
                (!alarms).then(|| (rule.forget(above), rule.forget(below)))
            })
            .collect()
    }

    fn kernel(&self, shift: f64) -> Result<Kernel, Error> {
        let regions = self.regions(shift);
        let first: State = vec![(0, 0); self.rules.len()];
        let mut numbers = BTreeMap::from([(first.clone(), 0_usize)]);
        let mut states = vec![first];
        let mut ways: Vec<Vec<(usize, f64)>> = Vec::new();
        while let Some(state) = states.get(ways.len()).cloned() {
            let mut row = Vec::new();
            for (p, z) in &regions {
                let Some(next) = self.after(&state, *z) else { continue };
                let fresh = numbers.len();
                let number = *numbers.entry(next.clone()).or_insert(fresh);
                if number == fresh {
                    states.push(next);
                }
                row.push((number, *p));
            }
            within(Field::Rules, states.len(), ..=MOST_STATES)?;
            ways.push(row);
        }
        let rows = ways.iter().map(|ways| {
            let mut row = vec![0.0; states.len()];
            for (to, p) in ways {
                if let Some(cell) = row.get_mut(*to) {
                    *cell += p;
                }
            }
            row
        });
        Ok(Kernel { rows: rows.collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mean(rules: &[Rule], shift: f64) -> f64 {
        Shewhart::new(rules, Noise::Normal).unwrap().mean(shift).unwrap()
    }

    /// Champ and Woodall 1987, table 1: the false alarms of each set of rules.
    #[test]
    fn published_sets_of_rules() {
        for (rules, wanted) in [
            (&[ONE_BEYOND_THREE][..], 370.40),
            (&[ONE_BEYOND_THREE, TWO_OF_THREE], 225.44),
            (&[ONE_BEYOND_THREE, FOUR_OF_FIVE], 166.05),
            (&[ONE_BEYOND_THREE, EIGHT_IN_A_ROW], 152.73),
            (&[ONE_BEYOND_THREE, TWO_OF_THREE, FOUR_OF_FIVE], 132.89),
            (&[ONE_BEYOND_THREE, TWO_OF_THREE, FOUR_OF_FIVE, EIGHT_IN_A_ROW], 91.75),
        ] {
            let found = mean(rules, 0.0);
            assert!((found - wanted).abs() < 0.011, "{rules:?}: {found}");
        }
    }

    #[test]
    fn forgetting_changes_nothing_but_the_number_of_states() {
        let rule = Rule { least: 2, of: 3, beyond: 2.0 };
        assert_eq!(rule.forget(0b100), 0, "it leaves before a second can come");
        assert_eq!(rule.forget(0b010), 0b010);
        assert_eq!(EIGHT_IN_A_ROW.forget(0b1101), 0b1, "a run that was broken is over");
    }

    #[test]
    fn what_cannot_be_watched_is_refused() {
        assert!(Shewhart::new(&[], Noise::Normal).is_err());
        assert!(Shewhart::new(&[Rule { least: 3, of: 2, beyond: 1.0 }], Noise::Normal).is_err());
        assert!(Shewhart::new(&[ONE_BEYOND_THREE], Noise::Normal).unwrap().mean(f64::NAN).is_err());
    }
}
