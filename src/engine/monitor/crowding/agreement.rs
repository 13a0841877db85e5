//! Several scores together: first how many stand beyond their limit, then a mean. Agreement, not height, is crowding.

use crate::engine::Error;
use crate::engine::error::{Field, within};

/// Scores are clipped to so many either way before they are averaged, so that one wild one does not speak for all.
pub const CLIP: f64 = 4.0;

/// What several scores say together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreement {
    /// How many stand beyond the limit on the side of the mean.
    pub agreeing: usize,
    /// How many there are.
    pub present: usize,
    /// True where one is missing. Missing stays missing: it counts neither as zero nor as calm.
    pub incomplete: bool,
    /// Mean of those there are, each clipped to ±[`CLIP`]; its sign is the crowded side. `None` where there is none.
    pub mean: Option<f64>,
}

/// Errors: a limit that is negative, a score that is no number.
pub fn agreement(scores: &[Option<f64>], limit: f64) -> Result<Agreement, Error> {
    within(Field::Limit, limit, 0.0..=f64::MAX)?;
    let present: Vec<f64> = scores.iter().flatten().copied().collect();
    for score in &present {
        within(Field::Score, *score, f64::MIN..=f64::MAX)?;
    }
    let clipped: Vec<f64> = present.iter().map(|score| score.clamp(-CLIP, CLIP)).collect();
    let mean = (!clipped.is_empty()).then(|| crate::engine::numeric::mean(&clipped));
    let sign = mean.map_or(1.0, |mean| if mean < 0.0 { -1.0 } else { 1.0 });
    let agreeing = present.iter().filter(|score| sign * **score > limit).count();
    Ok(Agreement { agreeing, present: present.len(), incomplete: present.len() < scores.len(), mean })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_side_is_that_of_the_mean() {
        let found = agreement(&[Some(-2.0), Some(-1.5), Some(1.4)], 1.28).unwrap();
        assert_eq!((found.agreeing, found.incomplete), (2, false));
        assert!(found.mean.unwrap() < 0.0);
        let none = agreement(&[None, None, None], 1.28).unwrap();
        assert_eq!((none.agreeing, none.present, none.incomplete, none.mean), (0, 0, true, None));
        assert!(agreement(&[Some(f64::NAN)], 1.28).is_err());
        let wild = agreement(&[Some(9.0), Some(0.0)], 1.28).unwrap();
        assert_eq!(wild.mean, Some(2.0));
    }
}
