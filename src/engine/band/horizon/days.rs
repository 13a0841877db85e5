//! Both edges day by day: funding moves them, margin that is added moves them back.

use super::boundary::Boundary;
use super::passage::{Motion, log_distance};
use super::{LONGEST, Simulation};
use crate::engine::Error;
use crate::engine::band::edges::conservative_counting;
use crate::engine::band::{Counted, Question};
use crate::engine::error::{Field, above_zero, within};
use crate::engine::margin::{Side, Trigger};
use crate::engine::units::{Money, Price, Rate};
use rust_decimal::prelude::ToPrimitive as _;

/// What happens while the position is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// Last day, up to [`LONGEST`].
    pub last: u32,
    /// Hours between funding payments, 1 or more.
    pub interval_hours: u32,
    /// Day on which the question's added margin arrives: before it the allocation stands alone. 0 has it from the start.
    pub added_on: u32,
}

/// Both edges on one day, after its payments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// Days held.
    pub day: u32,
    /// Funding payments made by then.
    pub payments: u32,
    /// The optimistic edge: no payment moves it, added margin does.
    pub optimistic: Trigger,
    /// The conservative edge.
    pub conservative: Trigger,
}

/// Both edges over the days held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// Which way it hurts.
    pub side: Side,
    /// Where paths begin: the entry, as the search for the edges does.
    pub start: Price,
    /// One entry a day, from 0 to the last.
    pub days: Vec<Day>,
    /// The day on which margin arrives, as it would be without; `None` where none arrives after the start.
    pub without: Option<Day>,
}

impl Band {
    /// The band of a question, whose own number of payments is not used. One search a day, fewer where nothing is paid.
    /// Between days an edge moves straight in log price, so it is off by less than what one day's payments move it.
    /// Errors: a plan outside its range, or as [`crate::engine::band::edges()`].
    pub fn of(question: &Question, plan: Plan) -> Result<Self, Error> {
        within(Field::Days, plan.last, 0..=LONGEST)?;
        within(Field::FundingInterval, plan.interval_hours, 1..)?;
        let pays = question.position.side.pays(question.funding_rate)? > Rate::ZERO;
        let mut asked = question.clone();
        let mut days: Vec<Day> = Vec::with_capacity(plan.last.saturating_add(1) as usize);
        let mut without = None;
        asked.added_margin = if plan.added_on == 0 { question.added_margin } else { Money::ZERO };
        for day in 0..=plan.last {
            asked.payments = day.saturating_mul(24).checked_div(plan.interval_hours).unwrap_or(0);
            let before = days.last().copied();
            let mut found = one(&asked, day, before, pays)?;
            if day > 0 && day == plan.added_on && question.added_margin != Money::ZERO {
                without = Some(found);
                asked.added_margin = question.added_margin;
                found = one(&asked, day, None, pays)?;
            }
            days.push(found);
        }
        Ok(Self { side: question.position.side, start: question.position.entry, days, without })
    }

    /// The optimistic and the conservative edge as log distances from the start. Errors: a start that is no price.
    pub fn boundaries(&self) -> Result<[Boundary; 2], Error> {
        let of = |edge: fn(&Day) -> Trigger| {
            let points = self.days.iter().map(|day| {
                let before = self.without.as_ref().filter(|w| w.day == day.day).unwrap_or(day);
                (self.distance(edge(before)), self.distance(edge(day)))
            });
            Boundary::new(points.collect())
        };
        above_zero(Field::StartingPrice, float(self.start))?;
        Ok([of(|day| day.optimistic)?, of(|day| day.conservative)?])
    }

    /// How far a trigger lies on the losing side of the start, in log price: infinite where no price liquidates, minus infinite where
    /// every price does.
    #[must_use]
    pub fn distance(&self, trigger: Trigger) -> f64 {
        match trigger {
            Trigger::Never => f64::INFINITY,
            Trigger::Always => f64::NEG_INFINITY,
            Trigger::At { price, .. } => log_distance(self.side, float(self.start), float(price)),
        }
    }

    /// The chance that the optimistic and that the conservative edge has been touched by each day, see [`Boundary::chances`].
    /// Errors as [`Band::boundaries`].
    pub fn chances(&self, motion: &Motion) -> Result<[Vec<f64>; 2], Error> {
        Ok(self.boundaries()?.map(|edge| edge.chances(self.side, motion)))
    }

    /// Paths against both edges, see [`Simulation`]. Errors as [`Band::boundaries`].
    pub fn simulation(&self, seed: u64, motion: &Motion) -> Result<Simulation, Error> {
        Ok(Simulation::new(seed, motion, self.side, self.boundaries()?))
    }
}

/// Both edges of one day. A day before it with the same margin has the same optimistic edge, and the same conservative one unless a
/// payment was made since.
fn one(asked: &Question, day: u32, before: Option<Day>, pays: bool) -> Result<Day, Error> {
    let payments = asked.payments;
    let optimistic = match before {
        Some(before) => before.optimistic,
        None => conservative_counting(asked, Counted::NONE)?,
    };
    let conservative = match before {
        Some(before) if !pays || before.payments == payments => before.conservative,
        _ => conservative_counting(asked, Counted::ALL)?,
    };
    Ok(Day { day, payments, optimistic, conservative })
}

fn float(price: Price) -> f64 {
    price.get().to_f64().unwrap_or(f64::NAN)
}
