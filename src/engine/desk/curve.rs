//! How the outcome depends on the shock: runs over a grid of shocks, closer where it jumps.
//!
//! For one symbol, closed whole and at once, the exact solver knows every jump; the grid finds the same ones (a test holds the two together) and also answers
//! for shared collateral, latency and partial closes, where no closed form exists.

use super::crowd::Kept;
use crate::engine::Error;
use crate::engine::cascade::amounts::float;
use crate::engine::cascade::book::{Book, Shape};
use crate::engine::cascade::market::Symbol;
use crate::engine::cascade::outcome::Outcome;
use crate::engine::cascade::story::Curve;
use crate::engine::scenario::{ParameterId as P, Scenario, link};

/// Steps of the grid.
const STEPS: u32 = 60;

/// A jump is more than this part of the open interest (cascade-model section 4).
const JUMP: f64 = 0.01;

/// How closely a jump is placed: a part of the price.
const CLOSE: f64 = 0.0001;

/// Jumps that are kept, the largest.
const MOST: usize = 6;

/// The shock of a scenario, as a part of the price.
#[must_use]
pub fn fall(scenario: &Scenario) -> f64 {
    crate::engine::cascade::amounts::from_decimal(scenario.number(P::Shock)) / 100.0
}

/// What the curve depends on: everything but the shock and the cut.
#[must_use]
pub fn depends_on(scenario: &Scenario) -> String {
    let anchor = rust_decimal::Decimal::from(far(scenario));
    let same = scenario.with_number(P::Shock, anchor).unwrap_or(*scenario);
    let same = same.with_choice(P::Cut, 0).unwrap_or(same);
    link::question(&same.with_default(P::CutWhich))
}

/// The end of the grid, in per cent: 30, or 60 or 90 where the shock lies beyond.
fn far(scenario: &Scenario) -> u32 {
    let shock = fall(scenario) * 110.0;
    if shock <= 30.0 {
        30
    } else if shock <= 60.0 {
        60
    } else {
        90
    }
}

/// The curve on its way.
#[derive(Debug)]
pub struct Points {
    far: f64,
    /// Fall and part that is closed.
    found: Vec<(f64, f64)>,
    /// The part that is closed where nobody moves a price.
    alone: Vec<f64>,
    /// Stretches that are still to be looked into: from, to, with their outcomes.
    open: Vec<((f64, f64), (f64, f64))>,
    tipping: Vec<(f64, f64, f64)>,
    stage: Stage,
}

#[derive(Debug, PartialEq, Eq)]
enum Stage {
    Grid,
    Closer,
    Alone,
    Done,
}

impl Points {
    /// Begins.
    #[must_use]
    pub fn new(scenario: &Scenario) -> Self {
        let far = f64::from(far(scenario)) / 100.0;
        Self { far, found: vec![], alone: vec![], open: vec![], tipping: vec![], stage: Stage::Grid }
    }

    /// The part of the way that is gone.
    #[must_use]
    pub fn part(&self) -> f64 {
        let done = self.found.len().saturating_add(self.alone.len());
        crate::engine::cascade::amounts::count(done) / (2.0 * f64::from(STEPS))
    }

    /// One run more; false once the curve is complete.
    pub fn some(&mut self, kept: &mut Kept, scenario: &Scenario) -> Result<bool, Error> {
        match self.stage {
            Stage::Grid => {
                if self.found.is_empty() {
                    kept.set(&scenario.market(None)?)?;
                }
                let at = self.at(self.found.len());
                // Where a run has no answer, the curve ends: what lies beyond is not known.
                let Ok(part) = closed(kept, scenario, at) else {
                    self.stage = Stage::Closer;
                    return Ok(true);
                };
                if let Some(before) = self.found.last().copied()
                    && part - before.1 > JUMP
                {
                    self.open.push((before, (at, part)));
                }
                self.found.push((at, part));
                if self.found.len() > STEPS as usize {
                    self.stage = Stage::Closer;
                }
            }
            Stage::Closer => match self.open.pop() {
                None => {
                    self.stage = Stage::Alone;
                    kept.set(&scenario.market(None)?)?;
                    let market = kept.engine.market().clone();
                    for (number, symbol) in market.numbers().zip(market.symbols()) {
                        kept.engine.set_book(number, Book::new(Symbol::price(symbol), Shape::Bottomless)?)?;
                    }
                }
                Some((low, high)) if high.0 - low.0 <= CLOSE => self.tipping.push((high.0, low.1, high.1)),
                Some((low, high)) => {
                    let middle = f64::midpoint(low.0, high.0);
                    let Ok(part) = closed(kept, scenario, middle) else { return Ok(true) };
                    let there = (middle, part);
                    for (from, to) in [(low, there), (there, high)] {
                        if to.1 - from.1 > JUMP {
                            self.open.push((from, to));
                        }
                    }
                }
            },
            Stage::Alone => {
                if self.alone.len() < self.found.len() {
                    let part = closed(kept, scenario, self.at(self.alone.len()))?;
                    self.alone.push(part);
                }
                if self.alone.len() >= self.found.len() {
                    kept.set(&scenario.market(None)?)?;
                    self.stage = Stage::Done;
                }
            }
            Stage::Done => return Ok(false),
        }
        Ok(true)
    }

    fn at(&self, number: usize) -> f64 {
        self.far * crate::engine::cascade::amounts::count(number) / f64::from(STEPS)
    }

    /// What was found.
    #[must_use]
    pub fn curve(mut self) -> Curve {
        let points = self.found.iter().zip(&self.alone).map(|((at, part), alone)| (*at, *part, *alone)).collect();
        self.tipping.sort_unstable_by(|a, b| (b.2 - b.1).total_cmp(&(a.2 - a.1)));
        self.tipping.truncate(MOST);
        self.tipping.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        Curve { points, tipping: self.tipping }
    }
}

/// The part of the open interest that a fall closes.
fn closed(kept: &mut Kept, scenario: &Scenario, fall: f64) -> Result<f64, Error> {
    let outcome = kept.engine.run(&scenario.rules()?, &scenario.shock(fall)?)?;
    let whole: f64 = kept.worth.iter().sum();
    if whole <= 0.0 {
        return Ok(0.0);
    }
    // Where accounts are closed in parts, what was traded counts; else what the closed ones held, which leaves coins aside.
    let in_parts = outcome.rounds.iter().any(|round| round.parts > 0);
    let sum = if in_parts { traded(kept, &outcome) } else { held(kept, &outcome) };
    Ok((sum / whole).clamp(0.0, 1.0) + 0.0)
}

fn held(kept: &Kept, outcome: &Outcome) -> f64 {
    outcome.closed_accounts().iter().filter_map(|account| kept.worth.get(*account as usize)).sum()
}

fn traded(kept: &Kept, outcome: &Outcome) -> f64 {
    let market = kept.engine.market();
    let value = |symbol: u8| market.get(symbol).map_or(0.0, |s| s.lot * s.price());
    let of = |round: usize| -> f64 {
        market.numbers().zip(outcome.traded(round)).map(|(s, t)| (float(t.sold) + float(t.bought)) * value(s)).sum()
    };
    (0..outcome.rounds.len()).map(of).sum()
}
