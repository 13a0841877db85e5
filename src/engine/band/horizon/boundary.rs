//! The chance that a moving threshold has been touched by each day.
//!
//! A threshold that is straight in log price is a level for a price with another drift, and the closed form holds. One that bends or jumps
//! is cut there: who is left at a knot is a density, carried on from knot to knot by the exact kernel of a path that stays clear of a
//! straight boundary,
//!
//! ```text
//! phi((y' - y - v t) / s) / s  x  (1 - e^(-2 (b - y)(b' - y') / s^2))
//! ```
//!
//! with y the log loss, b the boundary and primes at the end of the stretch, and integrated by Gauss and Legendre. The quadrature is exact to
//! 1e-7 (tested). Points within 1/4000 of the spread by then from a straight line are taken to lie on it: where the drift is small beside
//! the volatility that moves a chance by less than 0.0002 (tested), the density of the extreme being below 0.8 over its spread.
//! Source: cascade-model section 4; the kernel is the reflection principle for a bridge.

use super::LONGEST;
use super::passage::{Losing, Motion, distance};
use crate::engine::Error;
use crate::engine::error::{Field, within};
use crate::engine::margin::Side;
use std::f64::consts::PI;

/// How far from a straight line a point may lie, in standard deviations by then.
const STRAIGHT: f64 = 1.0 / 4000.0;

/// How far the density reaches, in standard deviations: 1e-12 of it lie beyond.
const REACH: f64 = 7.0;

/// Width of a panel of eight nodes, in standard deviations of what it has to resolve: the stretch that follows, or the density itself.
const PANEL: f64 = 3.0;

/// Gauss-Legendre nodes on -1..1 and their weights; each stands for its mirror too.
const NODES: [(f64, f64); 4] = [
    (0.183_434_642_495_649_8, 0.362_683_783_378_362),
    (0.525_532_409_916_329, 0.313_706_645_877_887_27),
    (0.796_666_477_413_626_7, 0.222_381_034_453_374_48),
    (0.960_289_856_497_536_3, 0.101_228_536_290_376_26),
];

/// A threshold over days as log distances on the losing side of the starting price.
#[derive(Debug, Clone, PartialEq)]
pub struct Boundary {
    /// Just before each day, and from it on.
    points: Vec<(f64, f64)>,
}

/// A stretch in which the boundary is straight.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    from: usize,
    to: usize,
    start: f64,
    end: f64,
}

/// Paths still clear, as a place and a part of all.
type Alive = Vec<(f64, f64)>;

impl Boundary {
    /// A boundary from one entry a day, from day 0: the log distance just before the day and from it on, straight between days. Infinite,
    /// or beyond 1,000, is no threshold, minus infinite is one past every price. Errors: none, more than 367, or a distance that is no number.
    pub fn new(points: Vec<(f64, f64)>) -> Result<Self, Error> {
        within(Field::ThresholdDays, points.len(), 1..=(LONGEST as usize).saturating_add(1))?;
        let points = points.into_iter().map(|(before, from)| Ok((distance(before)?, distance(from)?)));
        let points = points.collect::<Result<_, Error>>()?;
        Ok(Self { points })
    }

    /// Log distances just before each day and from it on.
    #[must_use]
    pub fn points(&self) -> &[(f64, f64)] {
        &self.points
    }

    /// The chance, 0 to 1 and never falling, that a path from the start has touched the boundary by each day, from day 0 on. A boundary at or past
    /// the start on day 0 is touched at once; later it may pass the start while the price is elsewhere.
    #[must_use]
    pub fn chances(&self, side: Side, motion: &Motion) -> Vec<f64> {
        let walk = motion.losing(side);
        let mut chances = Vec::with_capacity(self.points.len());
        if self.after(0) <= 0.0 {
            chances.resize(self.points.len(), 1.0);
            return chances;
        }
        chances.push(0.0);
        let mut alive: Alive = vec![(0.0, 1.0)];
        let mut at = 0;
        while let Some(stretch) = self.stretch(at, walk.deviation) {
            at = stretch.to;
            let slope = stretch.slope();
            let moving = Losing { drift: walk.drift - slope, ..walk };
            let gone = chances.last().copied().unwrap_or(0.0);
            let mut touched = gone;
            for day in 1..=stretch.days() {
                let more = alive.iter().map(|(y, part)| part * moving.reached(stretch.start - y, days(day)));
                // Sums differ in their last digits. Not `clamp`, which can panic in words and brings the printing of floats with them.
                touched = (gone + more.sum::<f64>()).max(touched).min(1.0);
                chances.push(touched);
            }
            let jumps_nearer = self.after(at) < stretch.end;
            if at.saturating_add(1) >= self.points.len() && !jumps_nearer {
                break;
            }
            alive = if walk.deviation > 0.0 {
                let next = self.stretch(at, walk.deviation).map_or(1, Stretch::days);
                carried(&alive, stretch, self.after(at), walk, next)
            } else {
                let y = walk.drift * days(at);
                if y < stretch.end.min(self.after(at)) && touched < 1.0 { vec![(y, 1.0)] } else { vec![] }
            };
            if jumps_nearer && let Some(last) = chances.last_mut() {
                // What the boundary jumps over is touched at once.
                *last = last.max(1.0 - alive.iter().map(|(_, part)| part).sum::<f64>());
            }
        }
        chances
    }

    fn after(&self, day: usize) -> f64 {
        self.points.get(day).map_or(f64::INFINITY, |point| point.1)
    }

    /// The longest straight stretch from a day on, to a point of the boundary.
    fn stretch(&self, from: usize, deviation: f64) -> Option<Stretch> {
        let start = self.after(from);
        let slack = STRAIGHT * deviation * libm::sqrt(days(from.max(1)));
        let (mut low, mut high) = (f64::NEG_INFINITY, f64::INFINITY);
        let mut found = None;
        for (number, &(before, after)) in (1..).zip(self.points.get(from..)?.iter().skip(1)) {
            let run = days(number);
            // Without a price at either end it stands still, and jumps when the day comes.
            let end = if start.is_finite() && before.is_finite() { before } else { start };
            let slope = if end.is_finite() { (end - start) / run } else { 0.0 };
            if !(low..=high).contains(&slope) {
                break;
            }
            found = Some(Stretch { from, to: from.saturating_add(number), start, end });
            if end.total_cmp(&after).is_ne() {
                break;
            }
            low = low.max(slope - slack / run);
            high = high.min(slope + slack / run);
        }
        found
    }
}

impl Stretch {
    fn days(self) -> usize {
        self.to.saturating_sub(self.from)
    }

    fn slope(self) -> f64 {
        if self.end.is_finite() { (self.end - self.start) / days(self.days()) } else { 0.0 }
    }
}

#[expect(clippy::cast_precision_loss, reason = "days are few")]
fn days(number: usize) -> f64 {
    number as f64
}

/// Who is left at the end of a stretch and below the boundary that follows it. Panels begin there, as wide as a day's moves, and grow
/// with the distance to what the next stretch and the density have in them.
fn carried(alive: &Alive, stretch: Stretch, after: f64, walk: Losing, next: usize) -> Alive {
    let (days_by_then, length) = (days(stretch.to), days(stretch.days()));
    let (mean, spread) = (walk.drift * days_by_then, walk.deviation * libm::sqrt(days_by_then));
    let (moved, own) = (walk.drift * length, walk.deviation * libm::sqrt(length));
    let mut top = stretch.end.min(after).min(mean + REACH * spread);
    let bottom = mean - REACH * spread;
    let widest = PANEL * walk.deviation * libm::sqrt(days(next.min(stretch.to)));
    let mut width = PANEL * walk.deviation;
    let mut out = Vec::new();
    while top > bottom {
        let half = 0.5 * width;
        for (node, weight) in NODES.into_iter().flat_map(|(node, weight)| [(node, weight), (-node, weight)]) {
            let to = top - half * (1.0 + node);
            let density = alive.iter().map(|(y, part)| {
                let z = (to - y - moved) / own;
                let clear = -libm::expm1(-2.0 * ((stretch.start - y) / own) * ((stretch.end - to) / own));
                part * libm::exp(-0.5 * z * z) * clear
            });
            let part = weight * half * density.sum::<f64>() / (own * libm::sqrt(2.0 * PI));
            if part > 0.0 {
                out.push((to, part));
            }
        }
        top -= width;
        width = (2.0 * width).min(widest);
    }
    out
}
