//! How the outcome depends on the shock: runs over a grid of shocks, closer where it jumps.
//!
//! For one symbol, closed whole and at once, the exact solver knows every jump; the grid finds the same ones (a test holds the two together) and also answers
//! for shared collateral, latency and partial closes, where no closed form exists.

use super::asked::question;
use super::prepared::Prepared;
use crate::engine::cascade::amounts::float;
use crate::engine::cascade::narration::Curve;
use crate::engine::cascade::outcome::Outcome;
use crate::engine::scenario::{Cutting, ParameterId as P, Scenario, link};

/// Steps of the grid.
const STEPS: u32 = 60;

/// A jump is more than this part of the open interest (cascade-model section 4).
const JUMP: f64 = 0.01;

/// How closely a jump is placed: a part of the price.
const CLOSE: f64 = 0.0001;

/// Jumps that are kept, the largest.
const MOST: usize = 6;

/// Curves that are kept.
const KEPT: usize = 16;

/// The shock of a scenario, as a part of the price.
#[must_use]
pub fn fall(scenario: &Scenario) -> f64 {
    crate::engine::cascade::amounts::from_decimal(scenario.number(P::Shock)) / 100.0
}

/// What the curve depends on: everything but the shock and the cut, and who joins.
#[must_use]
pub fn depends_on(scenario: &Scenario, guests: &str) -> String {
    let anchor = rust_decimal::Decimal::from(far(scenario));
    let same = scenario.with_number(P::Shock, anchor).unwrap_or(*scenario);
    let same = same.choosing(Cutting::Nothing);
    question(&link::question(&same.with_default(P::CutWhich)), guests)
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

/// The curve on its way: which run is wanted next, and what came of it. Each point of the grid is complete, with the jump before it placed, before
/// the next is begun, so that what is known at any moment is the whole curve up to some shock.
#[derive(Debug)]
pub struct Points {
    /// What the curve depends on.
    depends_on: String,
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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Grid,
    Closer,
    Alone,
    Done,
}

impl Points {
    /// Begins.
    #[must_use]
    pub fn new(scenario: &Scenario, guests: &str) -> Self {
        let far = f64::from(far(scenario)) / 100.0;
        Self {
            depends_on: depends_on(scenario, guests),
            far,
            found: vec![],
            alone: vec![],
            open: vec![],
            tipping: vec![],
            stage: Stage::Grid,
        }
    }

    /// What the curve depends on.
    #[must_use]
    pub fn depends_on(&self) -> &str {
        &self.depends_on
    }

    /// The part of the way that is gone.
    #[must_use]
    pub fn part(&self) -> f64 {
        let done = self.found.len().saturating_add(self.alone.len());
        crate::engine::cascade::amounts::count(done) / (2.0 * f64::from(STEPS))
    }

    /// How many points are complete.
    #[must_use]
    pub fn complete(&self) -> usize {
        self.alone.len()
    }

    /// The fall of the run that is wanted next, and whether forced orders move no price in it; `None` once the curve is complete.
    pub fn next(&self) -> Option<(f64, bool)> {
        match self.stage {
            Stage::Grid => Some((self.at(self.found.len()), false)),
            Stage::Closer => self.open.last().map(|(low, high)| (f64::midpoint(low.0, high.0), false)),
            Stage::Alone => Some((self.at(self.alone.len()), true)),
            Stage::Done => None,
        }
    }

    /// What came of it: the part that is closed. `None` where the run has no answer: there the curve ends, and what lies beyond is not known.
    pub fn found(&mut self, part: Option<f64>) {
        match (self.stage, part) {
            (Stage::Grid, Some(part)) => {
                let there = (self.at(self.found.len()), part);
                if let Some(before) = self.found.last().copied().filter(|before| part - before.1 > JUMP) {
                    self.open.push((before, there));
                }
                self.found.push(there);
                self.stage = Stage::Closer;
            }
            (Stage::Closer, part) => {
                if let Some((low, high)) = self.open.pop()
                    && let Some(part) = part
                {
                    let there = (f64::midpoint(low.0, high.0), part);
                    for (from, to) in [(low, there), (there, high)] {
                        if to.1 - from.1 > JUMP {
                            self.open.push((from, to));
                        }
                    }
                }
            }
            (Stage::Alone, Some(part)) => {
                self.alone.push(part);
                self.stage = if self.found.len() > STEPS as usize { Stage::Done } else { Stage::Grid };
            }
            (_, None) | (Stage::Done, _) => self.stage = Stage::Done,
        }
        self.place();
    }

    /// Notes jumps that are placed closely enough.
    fn place(&mut self) {
        if self.stage != Stage::Closer {
            return;
        }
        while let Some((low, high)) = self.open.pop_if(|(low, high)| high.0 - low.0 <= CLOSE) {
            self.tipping.push((high.0, low.1, high.1));
        }
        if self.open.is_empty() {
            self.stage = Stage::Alone;
        }
    }

    fn at(&self, number: usize) -> f64 {
        self.far * crate::engine::cascade::amounts::count(number) / f64::from(STEPS)
    }

    /// What is found so far: complete points, and the jumps between them.
    #[must_use]
    pub fn curve(&self, complete: bool) -> Curve {
        let points: Vec<(f64, f64, f64)> =
            self.found.iter().zip(&self.alone).map(|((at, part), alone)| (*at, *part, *alone)).collect();
        let last = points.last().map_or(0.0, |point| point.0);
        let mut tipping: Vec<(f64, f64, f64)> = self.tipping.iter().copied().filter(|tip| tip.0 <= last).collect();
        // Of equal jumps those under the larger shock.
        tipping.sort_unstable_by(|a, b| (b.2 - b.1).total_cmp(&(a.2 - a.1)).then(b.0.total_cmp(&a.0)));
        tipping.truncate(MOST);
        tipping.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        Curve { points, tipping, complete }
    }
}

/// The curves that were completed last, by what they depend on.
#[derive(Debug, Default)]
pub struct Curves(Vec<(String, Curve)>);

impl Curves {
    /// The curve of a question.
    #[must_use]
    pub fn get(&self, depends_on: &str) -> Option<&Curve> {
        self.0.iter().find(|(known, _)| known == depends_on).map(|(_, curve)| curve)
    }

    /// Keeps one more, and lets the oldest go.
    pub fn keep(&mut self, depends_on: String, curve: Curve) {
        self.0.retain(|(known, _)| *known != depends_on);
        self.0.push((depends_on, curve));
        if self.0.len() > KEPT {
            self.0.remove(0);
        }
    }
}

/// The part of the open interest that a run closed.
pub fn closed(prepared: &Prepared, outcome: &Outcome) -> f64 {
    let whole: f64 = prepared.worth.iter().sum();
    if whole <= 0.0 {
        return 0.0;
    }
    // Where accounts are closed in parts, what was traded counts; else what the closed ones held, which leaves coins aside.
    let in_parts = outcome.rounds.iter().any(|round| round.parts > 0);
    let sum = if in_parts { traded(prepared, outcome) } else { value_of_closed(prepared, outcome) };
    (sum / whole).clamp(0.0, 1.0) + 0.0
}

fn value_of_closed(prepared: &Prepared, outcome: &Outcome) -> f64 {
    outcome.closed_accounts().iter().filter_map(|account| prepared.worth.get(*account as usize)).sum()
}

fn traded(prepared: &Prepared, outcome: &Outcome) -> f64 {
    let market = prepared.engine.market();
    let value = |symbol: u8| market.get(symbol).map_or(0.0, |s| s.lot * s.price());
    let of = |round: usize| -> f64 {
        market.numbers().zip(outcome.traded(round)).map(|(s, t)| (float(t.sold) + float(t.bought)) * value(s)).sum()
    };
    (0..outcome.rounds.len()).map(of).sum()
}
