//! Whether the combination reveals crowding better than each metric alone: rated on markets that [`super::making`] makes, at one false-alarm rate;
//! and what is left of it where one metric is missing.
//!
//! Each metric's limit is the one that calm markets pass at the stated rate, taken from a first set of calm markets; hits and false alarms
//! are counted on others. Where all noise is common the combination has nothing to average away.
//!
//! A metric that is missing can be met in three ways, and each is rated. The mean of those there are has its own limit, found as every other:
//! that is the answer. The limit of all of them kept for the mean of fewer is what dropping it without a word comes to: fewer vary by another amount, so
//! calm markets pass it more often than was promised, or less. Nought in its place is the third, and pulls the mean towards calm. Source: watching section 3.

use super::super::distribution::intervals::{Interval, wilson};
use super::agreement::agreement;
use super::making::{METRICS, Making, Shown};
use crate::engine::Error;
use crate::engine::numeric::ordered::{QuantileType, Sorted};

/// Level of the intervals.
const LEVEL: f64 = 0.95;

/// What is rated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Metric {
    /// Basis alone.
    Basis,
    /// Funding alone.
    Funding,
    /// Volatility alone.
    Volatility,
    /// Open interest over depth alone.
    OpenInterest,
    /// The mean of those there are, each clipped.
    Combination,
}

impl Metric {
    /// All of them, the combination last.
    pub const ALL: [Self; METRICS + 1] =
        [Self::Basis, Self::Funding, Self::Volatility, Self::OpenInterest, Self::Combination];

    /// What it says of scores; a market that it cannot rate is said to be as calm as can be.
    fn of(self, scores: &[Option<f64>; METRICS]) -> f64 {
        let [basis, funding, volatility, open_interest] = *scores;
        match self {
            Self::Basis => basis,
            Self::Funding => funding,
            Self::Volatility => volatility,
            Self::OpenInterest => open_interest,
            Self::Combination => agreement(scores, 0.0).ok().and_then(|found| found.mean),
        }
        .unwrap_or(f64::MIN)
    }
}

/// How a metric that is missing is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Met {
    /// It is said, and the mean of the others has a limit of its own.
    Said,
    /// It is dropped without a word: the limit of all of them stays.
    Dropped,
    /// It is taken as nought: a score as calm as the median.
    Nought,
}

impl Met {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Said, Self::Dropped, Self::Nought];

    /// Scores without one metric.
    fn without(self, shown: &Shown, missing: usize) -> [Option<f64>; METRICS] {
        let mut scores = shown.scores;
        if let Some(score) = scores.get_mut(missing) {
            *score = (self == Self::Nought).then_some(0.0);
        }
        scores
    }
}

/// A metric's result.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rated {
    /// Which.
    pub metric: Metric,
    /// The score from which it flags.
    pub limit: f64,
    /// Crowded markets that it flagged.
    pub hits: u32,
    /// Of how many.
    pub crowded: u32,
    /// Calm markets that it flagged.
    pub alarms: u32,
    /// Of how many.
    pub calm: u32,
}

impl Rated {
    /// Nothing counted yet.
    const fn none(metric: Metric) -> Self {
        Self { metric, limit: 0.0, hits: 0, crowded: 0, alarms: 0, calm: 0 }
    }

    /// Part of the calm that it flagged.
    #[must_use]
    pub fn alarm_rate(&self) -> f64 {
        f64::from(self.alarms) / f64::from(self.calm.max(1))
    }

    /// Part of the crowded that it flagged.
    #[must_use]
    pub fn hit_rate(&self) -> f64 {
        f64::from(self.hits) / f64::from(self.crowded.max(1))
    }

    /// With its interval of 95 %. Errors: no crowded market.
    pub fn hit_interval(&self) -> Result<Interval, Error> {
        wilson(self.hits, self.crowded, LEVEL)
    }

    /// Interval of the false-alarm rate. Errors: no calm market.
    pub fn alarm_interval(&self) -> Result<Interval, Error> {
        wilson(self.alarms, self.calm, LEVEL)
    }
}

/// A trial under way: markets are made some at a time, so that whoever asks can say how far it is, and stop.
#[derive(Debug, Clone)]
pub struct Trial {
    making: Making,
    next: u32,
    fitted: Vec<Shown>,
    rated: Vec<Shown>,
}

impl Trial {
    /// Errors: markets that cannot be made.
    pub fn new(making: Making) -> Result<Self, Error> {
        Ok(Self { making: making.checked()?, next: 0, fitted: Vec::new(), rated: Vec::new() })
    }

    /// Markets to make: those that are rated, and as many calm ones that the limits are taken from.
    #[must_use]
    pub const fn all(&self) -> u32 {
        self.making.markets.saturating_mul(2)
    }

    /// How many have been made.
    #[must_use]
    pub const fn made(&self) -> u32 {
        self.next
    }

    /// Makes some more; true while there are others. Errors: none that a checked making gives.
    pub fn some(&mut self, count: u32) -> Result<bool, Error> {
        let end = self.next.saturating_add(count).min(self.all());
        for number in self.next..end {
            if number < self.making.markets {
                self.fitted.push(self.making.market(number, false)?);
            } else {
                self.rated.push(self.making.market(number, number.is_multiple_of(2))?);
            }
        }
        self.next = end;
        Ok(self.next < self.all())
    }

    /// Each metric on the markets that have been made. Errors: none was made yet.
    pub fn results(&self) -> Result<[Rated; METRICS + 1], Error> {
        let mut results = Metric::ALL.map(Rated::none);
        for result in &mut results {
            let metric = result.metric;
            let says = |shown: &Shown| metric.of(&shown.scores);
            *result = self.counted(metric, self.limit(&says)?, &says);
        }
        Ok(results)
    }

    /// The combination where one metric is missing, by its place, as each way of [`Met`] meets it. Errors: no market was made yet.
    pub fn without(&self, missing: usize) -> Result<[Rated; Met::ALL.len()], Error> {
        let all = Metric::Combination;
        let limit = self.limit(&|shown: &Shown| all.of(&shown.scores))?;
        let mut results = Met::ALL.map(|_| Rated::none(all));
        for (result, met) in results.iter_mut().zip(Met::ALL) {
            let says = |shown: &Shown| all.of(&met.without(shown, missing));
            let limit = if met == Met::Said { self.limit(&says)? } else { limit };
            *result = self.counted(all, limit, &says);
        }
        Ok(results)
    }

    /// What calm markets pass at the stated rate.
    fn limit(&self, says: &dyn Fn(&Shown) -> f64) -> Result<f64, Error> {
        let calm: Vec<f64> = self.fitted.iter().map(says).collect();
        Sorted::new(&calm)?.quantile(1.0 - self.making.false_alarms, QuantileType::Spreadsheet)
    }

    /// Hits and false alarms at a limit.
    fn counted(&self, metric: Metric, limit: f64, says: &dyn Fn(&Shown) -> f64) -> Rated {
        let mut result = Rated { limit, ..Rated::none(metric) };
        for shown in &self.rated {
            let flagged = u32::from(says(shown) > limit);
            let (count, of) = if shown.crowded {
                (&mut result.hits, &mut result.crowded)
            } else {
                (&mut result.alarms, &mut result.calm)
            };
            *count = count.saturating_add(flagged);
            *of = of.saturating_add(1);
        }
        result
    }
}

/// The whole trial at once. Errors: markets that cannot be made.
pub fn trial(making: Making) -> Result<[Rated; METRICS + 1], Error> {
    let mut trial = Trial::new(making)?;
    while trial.some(u32::MAX)? {}
    trial.results()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rates(making: Making) -> [f64; 5] {
        trial(making).unwrap().map(|rated| rated.hit_rate())
    }

    fn best(rates: [f64; 5]) -> (f64, f64) {
        let [single @ .., combination] = rates;
        (single.into_iter().fold(0.0, f64::max), combination)
    }

    fn whole(making: Making) -> Trial {
        let mut trial = Trial::new(making).unwrap();
        while trial.some(u32::MAX).unwrap() {}
        trial
    }

    #[test]
    fn apart_noises_average_away_and_common_ones_do_not() {
        let (most, combination) = best(rates(Making::usual(1)));
        assert!(combination > most + 0.05, "{combination} {most}");
        let common = Making { common: 1.0, ..Making::usual(1) };
        let (most, combination) = best(rates(common));
        assert!(combination < most + 0.03, "{combination} {most}");
    }

    /// The note's own claim is about three of them: without open interest the rest is what it was before that was looked at.
    #[test]
    fn the_three_of_the_note_win_by_themselves() {
        let trial = whole(Making::usual(1));
        let [basis, funding, volatility, ..] = trial.results().unwrap().map(|rated| rated.hit_rate());
        let [said, ..] = trial.without(3).unwrap();
        assert!(said.hit_rate() > basis.max(funding).max(volatility) + 0.05, "{said:?}");
    }

    /// A limit of its own keeps the promise whichever metric is missing. Without open interest or basis the others vary more, so that a limit that is
    /// kept is passed more often by calm markets, and nought in its place pulls the mean towards calm.
    #[test]
    fn a_metric_dropped_without_a_word_breaks_the_promise() {
        let trial = whole(Making { markets: 10_000, ..Making::usual(5) });
        let all = trial.results().unwrap().last().unwrap().hit_rate();
        for missing in 0..METRICS {
            let [said, dropped, nought] = trial.without(missing).unwrap();
            assert!((said.alarm_rate() - 0.05).abs() < 0.012, "{missing}: {said:?}");
            if matches!(missing, 0 | 3) {
                assert!(dropped.alarm_rate() > said.alarm_rate(), "{missing}: {said:?} {dropped:?}");
                assert!(nought.alarm_rate() < said.alarm_rate(), "{missing}: {nought:?}");
                assert!(nought.hit_rate() < said.hit_rate(), "{missing}: {nought:?}");
                assert!(said.hit_rate() < all, "{missing}: {said:?} {all}");
            }
        }
    }

    #[test]
    fn every_metric_is_rated_at_the_same_false_alarm_rate() {
        for rated in trial(Making { markets: 4_000, ..Making::usual(2) }).unwrap() {
            let found = rated.alarm_interval().unwrap();
            assert!(found.low < 0.056 && found.high > 0.044, "{rated:?} {found:?}");
            assert_eq!(rated.crowded + rated.calm, 4_000);
        }
    }

    #[test]
    fn without_a_crowd_nothing_is_revealed() {
        for rate in rates(Making { strength: 0.0, ..Making::usual(3) }) {
            assert!((rate - 0.05).abs() < 0.025, "{rate}");
        }
    }

    #[test]
    fn slices_change_nothing() {
        let making = Making::usual(4);
        let mut sliced = Trial::new(making).unwrap();
        while sliced.some(317).unwrap() {}
        assert_eq!(sliced.results().unwrap(), trial(making).unwrap());
        assert!(Trial::new(making).unwrap().results().is_err());
    }

    #[test]
    fn markets_that_cannot_be_made_are_refused() {
        assert!(trial(Making { markets: 100, ..Making::usual(1) }).is_err());
        assert!(trial(Making { common: 1.5, ..Making::usual(1) }).is_err());
        assert!(trial(Making { noise: f64::NAN, ..Making::usual(1) }).is_err());
    }
}
