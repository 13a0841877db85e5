//! What the figures of this section rest on: both edges by day, how often they are touched, and how far paths have come.
//!
//! None of it depends on the day the reader stands on, so while that day is dragged everything here is kept.

use crate::engine::Error;
use crate::engine::band::Question;
use crate::engine::band::horizon::{Band, Boundary, Motion, Plan, months};
use crate::engine::margin::{Side, Trigger};
use crate::engine::scenario::{ParameterId as P, Scenario};
use crate::engine::units::Money;
use crate::figures::days::LAST_DAY;
use rust_decimal::prelude::ToPrimitive as _;

/// Months that are drawn.
pub const MONTHS: u32 = 50;

/// Shares of paths whose contours are drawn, in per cent: outermost first.
pub const LEVELS: [u32; 4] = [10, 25, 50, 75];

/// Points of a contour; they stand closer to each other where it begins, as it bends there.
const POINTS: u32 = 14;

/// Halvings with which a contour is found: to a thousandth of a per cent of the farthest reach.
const HALVINGS: u32 = 16;

/// Days for which an edge that bends is taken to be straight in the closed form.
const STRAIGHT: usize = 5;

/// What is asked; the same question has the same answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// The position with all of its added margin.
    pub question: Question,
    /// When that arrives.
    pub plan: Plan,
    /// How the price moves.
    pub motion: Motion,
    /// Which months are drawn.
    pub seed: u64,
}

impl Asked {
    /// What a scenario asks. Errors: settings that have no answer together.
    pub fn by(scenario: &Scenario) -> Result<Self, Error> {
        Ok(Self {
            question: scenario.question_by_day()?,
            plan: scenario.plan(LAST_DAY),
            motion: scenario.motion()?,
            seed: scenario.number(P::Seed).to_u64().unwrap_or(1),
        })
    }

    /// The same with other margin: none, or all of it from the start.
    fn adding(&self, margin: Money) -> Self {
        Self {
            question: Question { added_margin: margin, ..self.question.clone() },
            plan: Plan { added_on: 0, ..self.plan },
            ..self.clone()
        }
    }
}

/// How many of the months have touched the optimistic and the conservative edge, by each day.
pub type Touched = [Vec<u32>; 2];

/// Both edges and what the price does to them.
#[derive(Debug, Clone, PartialEq)]
pub struct Months {
    /// What was asked.
    pub asked: Asked,
    /// Both edges by day.
    pub band: Band,
    /// The chance that each has been touched by each day, in closed form.
    pub chances: [Vec<f64>; 2],
    /// Months that have.
    pub touched: Touched,
    /// The same had the added margin been there from the start, and had there been none; where some is added.
    pub otherwise: Option<[Touched; 2]>,
}

impl Months {
    /// The answer, and what would be otherwise. Errors: settings that have no answer together.
    pub fn of(asked: Asked) -> Result<Self, Error> {
        let adds = asked.question.account.is_none() && asked.question.added_margin != Money::ZERO;
        let otherwise = if adds {
            let other = |margin| {
                let asked = asked.adding(margin);
                touched(&asked, &Band::of(&asked.question, asked.plan)?)
            };
            Some([other(asked.question.added_margin)?, other(Money::ZERO)?])
        } else {
            None
        };
        Ok(Self { otherwise, ..Self::alone(asked)? })
    }

    /// The answer by itself. Errors as [`Months::of`].
    pub fn alone(asked: Asked) -> Result<Self, Error> {
        let band = Band::of(&asked.question, asked.plan)?;
        let chances =
            band.boundaries()?.map(|edge| straightened(&edge).map(|edge| edge.chances(band.side, &asked.motion)));
        let [optimistic, conservative] = chances;
        let chances = [optimistic?, conservative?];
        let own = touched(&asked, &band)?;
        Ok(Self { asked, band, chances, touched: own, otherwise: None })
    }

    /// Both edges on a day: optimistic, conservative.
    #[must_use]
    pub fn edges(&self, day: u32) -> [Trigger; 2] {
        self.band.days.get(day as usize).map_or([Trigger::Never; 2], |d| [d.optimistic, d.conservative])
    }

    /// The chance that the optimistic and the conservative edge have been touched by a day.
    #[must_use]
    pub fn chance(&self, day: u32) -> [f64; 2] {
        let on = |list: &Vec<f64>| list.get(day as usize).copied().unwrap_or(0.0);
        let [optimistic, conservative] = &self.chances;
        [on(optimistic), on(conservative)]
    }

    /// How many months have touched the optimistic and the conservative edge by a day.
    #[must_use]
    pub fn months(&self, day: u32) -> [u32; 2] {
        on(&self.touched, day)
    }

    /// How many would have touched the conservative edge with the added margin from the start, and without it.
    #[must_use]
    pub fn otherwise(&self, day: u32) -> Option<[u32; 2]> {
        let [early, without] = self.otherwise.as_ref()?;
        Some([on(early, day)[1], on(without, day)[1]])
    }

    /// The chance that the conservative edge of day 0 has been touched by a day, had it stood still since.
    #[must_use]
    pub fn standing(&self, day: u32) -> f64 {
        let [_, conservative] = self.edges(0);
        let far = self.band.distance(conservative);
        self.asked.motion.touched(self.band.side, far, f64::from(day)).unwrap_or(0.0)
    }

    /// How the price moves, and which way it hurts.
    #[must_use]
    pub fn sky(&self) -> (Motion, Side) {
        (self.asked.motion, self.band.side)
    }
}

/// An edge with a straight line for every few days where it only bends, so that a slider's step stays cheap: a bend costs as much as ten
/// days without. Kept as it is where it jumps or has no price.
fn straightened(edge: &Boundary) -> Result<Boundary, Error> {
    let mut points = edge.points().to_vec();
    let mut from = 0_usize;
    while let Some((_, start)) = points.get(from).copied() {
        let mut run = 1_usize;
        for (before, after) in points.iter().skip(from.saturating_add(1)).take(STRAIGHT) {
            if !before.is_finite() || run == STRAIGHT || before.total_cmp(after).is_ne() {
                break;
            }
            run = run.saturating_add(1);
        }
        let end = points.get(from.saturating_add(run)).map(|point| point.0);
        if let Some(end) = end.filter(|end| end.is_finite() && start.is_finite()) {
            let inner = points.iter_mut().skip(from.saturating_add(1)).take(run.saturating_sub(1));
            for (n, point) in (1_u32..).zip(inner) {
                let part = f64::from(n) / f64::from(u32::try_from(run).unwrap_or(1));
                let at = start + (end - start) * part;
                *point = (at, at);
            }
        }
        from = from.saturating_add(run);
    }
    Boundary::new(points)
}

fn on(touched: &Touched, day: u32) -> [u32; 2] {
    let [optimistic, conservative] = touched;
    [optimistic, conservative].map(|list| list.get(day as usize).copied().unwrap_or(0))
}

fn touched(asked: &Asked, band: &Band) -> Result<Touched, Error> {
    let first = months(asked.seed, MONTHS, &asked.motion, band.side, &band.boundaries()?);
    let by_day = |edge: fn(&[Option<u32>; 2]) -> Option<u32>| {
        let days = 0..=asked.plan.last;
        days.map(|day| {
            let touched = first.iter().filter(|month| edge(month).is_some_and(|d| d <= day));
            u32::try_from(touched.count()).unwrap_or(MONTHS)
        })
        .collect()
    };
    Ok([by_day(|month| month[0]), by_day(|month| month[1])])
}

/// How far so many of all paths have come, over the days.
#[derive(Debug, Clone, PartialEq)]
pub struct Contours {
    /// How the price moves, and which way it hurts.
    pub sky: (Motion, Side),
    /// For each of [`LEVELS`]: days, and the log distance on the losing side that this share of paths has touched by then.
    pub lines: Vec<Vec<(f64, f64)>>,
}

impl Contours {
    /// The contours of a motion, on the side that hurts.
    #[must_use]
    pub fn of(sky: (Motion, Side)) -> Self {
        Self { sky, lines: LEVELS.iter().map(|level| contour(sky, f64::from(*level) / 100.0)).collect() }
    }
}

fn contour((motion, side): (Motion, Side), share: f64) -> Vec<(f64, f64)> {
    let (deviation, drift) = motion.daily();
    let line = (0..=POINTS).map(|n| {
        let part = f64::from(n) / f64::from(POINTS);
        let days = f64::from(LAST_DAY) * part * part;
        // Fewer than one path in ten comes farther than twice the deviation beyond the drift.
        let (mut low, mut high) = (0.0, 2.0 * deviation * libm::sqrt(days) + drift.abs() * days);
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(low, high);
            let reached = motion.touched(side, middle, days).unwrap_or(0.0);
            if reached >= share { low = middle } else { high = middle }
        }
        (days, low)
    });
    line.collect()
}
