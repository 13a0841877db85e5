//! Control charts: Shewhart with runs rules, EWMA, CUSUM, CUSUM of counts. Source: watching section 1; NIST e-Handbook 6.3.2.

use super::super::runlength::ewma::deviation;
use super::super::runlength::poisson as design;
use super::super::runlength::shewhart::Rule;
use super::decision::{AfterAlarm, Decision, Detector, Side, Verdict, finite, whole};
use super::state::saved;
use crate::engine::Error;
use crate::engine::error::{Field, above_zero, within};

/// What a stream is when calm.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Calm {
    /// Its mean.
    pub target: f64,
    /// Standard deviation of one sample, above zero.
    pub sigma: f64,
}

saved!(Calm { target, sigma });

impl Calm {
    /// Standardised already.
    pub const STANDARD: Self = Self { target: 0.0, sigma: 1.0 };

    /// Errors: a target that is no number, or a deviation that is not above zero.
    pub fn new(target: f64, sigma: f64) -> Result<Self, Error> {
        within(Field::Target, target, f64::MIN..=f64::MAX)?;
        above_zero(Field::Sigma, sigma)?;
        Ok(Self { target, sigma })
    }

    fn standardise(&self, sample: f64) -> Result<f64, Error> {
        finite((finite(sample)? - self.target) / self.sigma)
    }
}

/// The tabular CUSUM, both sides.
#[derive(Debug, Clone, PartialEq)]
pub struct Cusum {
    calm: Calm,
    k: f64,
    h: f64,
    head_start: f64,
    after: AfterAlarm,
    up: f64,
    down: f64,
    alarmed: bool,
}

saved!(Cusum { calm, k, h, head_start, after, up, down, alarmed });

impl Cusum {
    /// With reference value and limit in deviations. Errors: a negative reference value, a limit that is not above zero, a head start beyond it.
    pub fn new(calm: Calm, k: f64, h: f64, head_start: f64, after: AfterAlarm) -> Result<Self, Error> {
        within(Field::ReferenceValue, k, 0.0..=f64::MAX)?;
        above_zero(Field::Limit, h)?;
        within(Field::HeadStart, head_start, 0.0..=h)?;
        Ok(Self { calm, k, h, head_start, after, up: head_start, down: head_start, alarmed: false })
    }

    /// Both sums, upward and downward.
    #[must_use]
    pub const fn sums(&self) -> (f64, f64) {
        (self.up, self.down)
    }
}

impl Detector for Cusum {
    fn step(&mut self, sample: f64) -> Result<Decision, Error> {
        let z = self.calm.standardise(sample)?;
        if self.alarmed && self.after == AfterAlarm::Restart {
            (self.up, self.down) = (self.head_start, self.head_start);
        }
        self.up = (self.up + z - self.k).clamp(0.0, f64::MAX);
        self.down = (self.down - z - self.k).clamp(0.0, f64::MAX);
        let (statistic, side) = if self.up >= self.down { (self.up, Side::Up) } else { (self.down, Side::Down) };
        self.alarmed = statistic > self.h;
        let verdict = if self.alarmed { Verdict::Alarm(side) } else { Verdict::Calm };
        Ok(Decision { statistic, limit: self.h, verdict })
    }
}

/// The EWMA, both limits.
#[derive(Debug, Clone, PartialEq)]
pub struct Ewma {
    calm: Calm,
    lambda: f64,
    c: f64,
    widening: bool,
    after: AfterAlarm,
    w: f64,
    /// (1 - lambda)^(2t), for limits that widen.
    left: f64,
    alarmed: bool,
}

saved!(Ewma { calm, lambda, c, widening, after, w, left, alarmed });

impl Ewma {
    /// With a limit of c deviations of the long run, or exact from the first sample where it widens. Errors: lambda outside 0 to 1, a limit
    /// that is not above zero.
    pub fn new(calm: Calm, lambda: f64, c: f64, widening: bool, after: AfterAlarm) -> Result<Self, Error> {
        within(Field::Smoothing, lambda, (std::ops::Bound::Excluded(0.0), std::ops::Bound::Included(1.0)))?;
        above_zero(Field::Limit, c)?;
        Ok(Self { calm, lambda, c, widening, after, w: 0.0, left: 1.0, alarmed: false })
    }

    /// The smoothed level, in the stream's unit.
    #[must_use]
    pub fn level(&self) -> f64 {
        self.calm.target + self.calm.sigma * self.w
    }

    /// Lower and upper limit now, in the stream's unit.
    #[must_use]
    pub fn limits(&self) -> (f64, f64) {
        let half = self.calm.sigma * self.half();
        (self.calm.target - half, self.calm.target + half)
    }

    fn half(&self) -> f64 {
        let long_run = self.c * deviation(self.lambda);
        if self.widening { long_run * libm::sqrt(1.0 - self.left) } else { long_run }
    }
}

impl Detector for Ewma {
    fn step(&mut self, sample: f64) -> Result<Decision, Error> {
        let z = self.calm.standardise(sample)?;
        if self.alarmed && self.after == AfterAlarm::Restart {
            (self.w, self.left) = (0.0, 1.0);
        }
        self.w = self.lambda * z + (1.0 - self.lambda) * self.w;
        self.left *= (1.0 - self.lambda) * (1.0 - self.lambda);
        let limit = self.half();
        self.alarmed = self.w.abs() > limit;
        let side = if self.w > 0.0 { Side::Up } else { Side::Down };
        let verdict = if self.alarmed { Verdict::Alarm(side) } else { Verdict::Calm };
        Ok(Decision { statistic: self.w.abs(), limit, verdict })
    }
}

saved!(Rule { least, of, beyond });

/// A Shewhart chart with runs rules.
#[derive(Debug, Clone, PartialEq)]
pub struct Shewhart {
    calm: Calm,
    rules: Vec<Rule>,
    after: AfterAlarm,
    /// What each rule remembers, above and below.
    memories: Vec<(u32, u32)>,
    alarmed: bool,
    /// The rule that alarmed last, from 1; 0 for none.
    rule: usize,
}

saved!(Shewhart { calm, rules, after, memories, alarmed, rule });

impl Shewhart {
    /// Errors: no rule, more than eight, or one that cannot be used.
    pub fn new(calm: Calm, rules: &[Rule], after: AfterAlarm) -> Result<Self, Error> {
        within(Field::Rules, rules.len(), 1..=8)?;
        let rules: Vec<Rule> = rules.iter().map(|rule| rule.checked()).collect::<Result<_, _>>()?;
        Ok(Self { calm, memories: vec![(0, 0); rules.len()], rules, after, alarmed: false, rule: 0 })
    }

    /// The rule by which the last sample alarmed, counted from 1.
    #[must_use]
    pub const fn rule(&self) -> Option<usize> {
        if self.alarmed { Some(self.rule) } else { None }
    }
}

impl Detector for Shewhart {
    fn step(&mut self, sample: f64) -> Result<Decision, Error> {
        let z = self.calm.standardise(sample)?;
        if self.alarmed && self.after == AfterAlarm::Restart {
            self.memories.fill((0, 0));
        }
        let mut found = None;
        for (number, (rule, (above, below))) in (1_usize..).zip(self.rules.iter().zip(&mut self.memories)) {
            *above = rule.remember(*above, z > rule.beyond);
            *below = rule.remember(*below, z < -rule.beyond);
            let side = match (rule.alarms(*above), rule.alarms(*below)) {
                (true, _) => Some(Side::Up),
                (false, true) => Some(Side::Down),
                (false, false) => None,
            };
            found = found.or(side.map(|side| (number, rule.beyond, side)));
        }
        self.alarmed = found.is_some();
        let first = self.rules.first().map_or(0.0, |rule| rule.beyond);
        let (limit, verdict) = match found {
            Some((number, beyond, side)) => {
                self.rule = number;
                (beyond, Verdict::Alarm(side))
            }
            None => (first, Verdict::Calm),
        };
        Ok(Decision { statistic: z.abs(), limit, verdict })
    }
}

/// The CUSUM of counts, upward.
#[derive(Debug, Clone, PartialEq)]
pub struct PoissonCusum {
    gain: u32,
    allowance: u32,
    limit: u32,
    start: u32,
    after: AfterAlarm,
    sum: u64,
    alarmed: bool,
}

saved!(PoissonCusum { gain, allowance, limit, start, after, sum, alarmed });

impl PoissonCusum {
    /// Of a design. Errors: one that cannot be used.
    pub fn new(design: design::PoissonCusum, after: AfterAlarm) -> Result<Self, Error> {
        let design::PoissonCusum { gain, allowance, limit, start } = design.checked()?;
        Ok(Self { gain, allowance, limit, start, after, sum: u64::from(start), alarmed: false })
    }

    /// The design it was made of.
    #[must_use]
    pub const fn design(&self) -> design::PoissonCusum {
        design::PoissonCusum { gain: self.gain, allowance: self.allowance, limit: self.limit, start: self.start }
    }
}

impl Detector for PoissonCusum {
    fn step(&mut self, sample: f64) -> Result<Decision, Error> {
        let count = whole(sample)?;
        if self.alarmed && self.after == AfterAlarm::Restart {
            self.sum = u64::from(self.start);
        }
        let risen = self.sum.saturating_add(u64::from(self.gain).saturating_mul(u64::from(count)));
        self.sum = risen.saturating_sub(u64::from(self.allowance));
        self.alarmed = self.sum >= u64::from(self.limit);
        let verdict = if self.alarmed { Verdict::Alarm(Side::Up) } else { Verdict::Calm };
        #[expect(clippy::cast_precision_loss, reason = "shown and compared as a whole number before")]
        let statistic = self.sum as f64;
        Ok(Decision { statistic, limit: f64::from(self.limit), verdict })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::monitor::runlength::shewhart::{EIGHT_IN_A_ROW, ONE_BEYOND_THREE, TWO_OF_THREE};

    #[test]
    fn a_sample_that_is_no_number_changes_nothing() {
        let mut cusum = Cusum::new(Calm::STANDARD, 0.5, 4.0, 0.0, AfterAlarm::Restart).unwrap();
        cusum.step(2.0).unwrap();
        let before = cusum.clone();
        assert!(cusum.step(f64::NAN).is_err());
        assert!(cusum.step(f64::INFINITY).is_err());
        assert_eq!(cusum, before);
        let mut counts = PoissonCusum::new(
            design::PoissonCusum { gain: 1, allowance: 12, limit: 21, start: 0 },
            AfterAlarm::Restart,
        )
        .unwrap();
        assert!(counts.step(1.5).is_err());
        assert!(counts.step(-1.0).is_err());
        assert!(counts.step(4e9).unwrap().verdict.is_alarm());
    }

    #[test]
    fn rules_alarm_by_their_number() {
        let rules = [ONE_BEYOND_THREE, TWO_OF_THREE, EIGHT_IN_A_ROW];
        let mut chart = Shewhart::new(Calm::STANDARD, &rules, AfterAlarm::Restart).unwrap();
        for (z, rule) in [(2.5, None), (0.1, None), (2.1, Some(2)), (-3.5, Some(1)), (0.1, None)] {
            chart.step(z).unwrap();
            assert_eq!(chart.rule(), rule, "{z}");
        }
        let eighth = (0..8).map(|_| chart.step(0.1).unwrap().verdict.is_alarm()).collect::<Vec<_>>();
        assert_eq!(eighth.iter().position(|alarm| *alarm), Some(6), "one was above before");
    }

    #[test]
    fn what_cannot_be_watched_is_refused() {
        assert!(Calm::new(f64::NAN, 1.0).is_err());
        assert!(Calm::new(0.0, 0.0).is_err());
        assert!(Cusum::new(Calm::STANDARD, 0.5, 4.0, 5.0, AfterAlarm::Keep).is_err());
        assert!(Ewma::new(Calm::STANDARD, 0.0, 3.0, false, AfterAlarm::Keep).is_err());
        assert!(Shewhart::new(Calm::STANDARD, &[], AfterAlarm::Keep).is_err());
    }
}
