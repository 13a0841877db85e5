//! Paths one by one, as a check on the closed form and for "of 50 months, n touched".
//!
//! A path takes one step a day. Between two days it may have crossed and come back: a path between two ends is a bridge, which crosses a
//! straight boundary with chance e^(-2 (b - y)(b' - y') / s^2), so nothing is missed however long the step. Every path draws from a stream
//! of its own, three numbers a day, whatever the settings: the same seed is the same weather, and a slider moves what it does to the position.

use super::boundary::Boundary;
use super::passage::{Losing, Motion};
use crate::engine::margin::Side;
use crate::engine::random::Stream;

/// The purpose of the streams that paths are drawn from, in the low byte; the number of the path is above it.
const PATHS: u64 = 3;

/// Paths against both edges of a band, counted by the day they first touch each.
#[derive(Debug, Clone)]
pub struct Simulation {
    seed: u64,
    walk: Losing,
    edges: [Boundary; 2],
    drawn: u32,
    /// Paths that first touched on each day.
    first: [Vec<u32>; 2],
}

impl Simulation {
    /// No path yet. The edges are meant to be the optimistic and the conservative one, of the same days.
    #[must_use]
    pub fn new(seed: u64, motion: &Motion, side: Side, edges: [Boundary; 2]) -> Self {
        let first = [0, 1].map(|edge: usize| edges.get(edge).map_or_else(Vec::new, |e| vec![0; e.points().len()]));
        Self { seed, walk: motion.losing(side), edges, drawn: 0, first }
    }

    /// Draws so many more paths; a worker calls this slice by slice. However they are sliced, the counts are the same.
    pub fn run(&mut self, paths: u32) {
        let end = self.drawn.saturating_add(paths);
        for number in self.drawn..end {
            for (counts, day) in self.first.iter_mut().zip(path(self.seed, number, self.walk, &self.edges)) {
                if let Some(count) = day.and_then(|day| counts.get_mut(day as usize)) {
                    *count = count.saturating_add(1);
                }
            }
        }
        self.drawn = end;
    }

    /// How many paths have been drawn.
    #[must_use]
    pub fn drawn(&self) -> u32 {
        self.drawn
    }

    /// How many of them have touched each edge by each day, from day 0 on.
    #[must_use]
    pub fn touched(&self) -> [Vec<u32>; 2] {
        self.first.clone().map(|mut counts| {
            let mut sum = 0_u32;
            for count in &mut counts {
                sum = sum.saturating_add(*count);
                *count = sum;
            }
            counts
        })
    }
}

/// The first day on which each of so many paths touched each edge; `None` where it did not. They are the first paths of [`Simulation`].
#[must_use]
pub fn months(seed: u64, count: u32, motion: &Motion, side: Side, edges: &[Boundary; 2]) -> Vec<[Option<u32>; 2]> {
    let walk = motion.losing(side);
    (0..count).map(|number| path(seed, number, walk, edges)).collect()
}

/// The first day on which a path touches each edge.
fn path(seed: u64, number: u32, walk: Losing, edges: &[Boundary; 2]) -> [Option<u32>; 2] {
    let mut stream = Stream::new(seed, PATHS.wrapping_add(u64::from(number).wrapping_shl(8)));
    let mut touched = [None; 2];
    let last = edges.iter().map(|edge| edge.points().len()).max().unwrap_or(0);
    let mut y = 0.0;
    for (day, index) in (0_u32..).zip(0..last) {
        let (from, luck) = (
            y,
            if day == 0 {
                1.0
            } else {
                y += walk.drift + walk.deviation * stream.normal();
                stream.unit()
            },
        );
        for (edge, touched) in edges.iter().zip(&mut touched) {
            let Some(&(before, after)) = edge.points().get(index).filter(|_| touched.is_none()) else { continue };
            let start = index.checked_sub(1).and_then(|i| edge.points().get(i)).map_or(f64::INFINITY, |p| p.1);
            // As in the closed form: without a price at either end it stands still until the day.
            let end = if start.is_finite() && before.is_finite() { before } else { start };
            let room = ((start - from) / walk.deviation) * ((end - y) / walk.deviation);
            if y >= end || y >= after || (room.is_finite() && luck < libm::exp(-2.0 * room)) {
                *touched = Some(day);
            }
        }
        if touched.iter().all(Option::is_some) {
            break;
        }
    }
    touched
}
