//! An edge as it is drawn.

use super::shapes::Curve;
use super::ties::{Kind, Node};
use crate::figures::chart::projection::Point;

/// One edge.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// What it is.
    pub kind: Kind,
    /// Where it begins.
    pub from: Node,
    /// Where it ends.
    pub to: Node,
    /// Its amount in the round it stands for.
    pub amount: f64,
    /// The round it stands for; 0 for what stands from the start.
    pub round: usize,
    /// True for what happened in the round shown.
    pub now: bool,
    /// Its width.
    pub width: f64,
    /// Its way, up to the head.
    pub curve: Curve,
    /// The point of its head.
    pub tip: Point,
}

impl Link {
    /// The whole way in straight pieces, head included.
    #[must_use]
    pub fn line(&self) -> Vec<Point> {
        let mut line = self.curve.line();
        line.push(self.tip);
        line
    }

    /// Length of its head, 0 for none.
    #[must_use]
    pub fn head(&self) -> f64 {
        match self.kind {
            Kind::Hit => 8.0 + 1.3 * self.width,
            Kind::Flow => 9.0 + 1.5 * self.width,
            Kind::Deficit | Kind::Adl => 12.0,
            _ => 0.0,
        }
    }

    /// True for an arrow that tells of an earlier round, and is fainter.
    #[must_use]
    pub fn is_faint(&self) -> bool {
        self.happened() && !self.now && matches!(self.kind, Kind::Hit | Kind::Flow)
    }

    /// True for what happened in a round.
    #[must_use]
    pub fn happened(&self) -> bool {
        self.round > 0
    }
}
