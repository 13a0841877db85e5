//! The price at which equity stops covering the requirement.
//!
//! Within one bracket slack = equity - requirement is a straight line in notional with slope s - rate, so the crossing has a
//! closed form. The search walks bracket by bracket from the mark in the direction that hurts and answers with the first
//! crossing it meets; where the requirement jumps at a floor, the floor itself can be that crossing, and there can be safe
//! stretches behind it, which are listed. Source: margin-rules sections 0, 4 (traps 1, 10) and 5.

use crate::engine::margin::requirement::Piece;
use crate::engine::margin::{Position, Requirement};
use crate::engine::units::{Checked, Money, Price};
use crate::engine::{Cause, Error};
use rust_decimal::Decimal;

/// Where a position is liquidated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trigger {
    /// At this price.
    At {
        /// The price, unrounded unless a tick rule says otherwise.
        price: Price,
        /// The position is liquidatable at the mark already, or would be with the mark against it by the divisor; the price is
        /// where it would become safe.
        at_once: bool,
    },
    /// No price above zero liquidates it.
    Never,
    /// No price is safe.
    Always,
}

impl Trigger {
    /// The price, where there is one.
    #[must_use]
    pub fn price(self) -> Option<Price> {
        match self {
            Self::At { price, .. } => Some(price),
            Self::Never | Self::Always => None,
        }
    }
}

/// A search for the first liquidatable price.
#[derive(Debug, Clone, Copy)]
pub struct Search<'a> {
    /// The position.
    pub position: &'a Position,
    /// A price at which equity is known (entry, for an isolated position without profit).
    pub anchor: Price,
    /// Equity at the anchor.
    pub equity: Money,
    /// What equity must cover.
    pub requirement: &'a Requirement,
    /// The mark from which the search walks.
    pub mark: Price,
    /// The found price is divided by this; 1 for the mark itself, 1 - b for an index that a long's mark undercuts by b.
    pub divisor: Decimal,
}

/// A safe stretch behind the first liquidatable price: where it begins and, unless it never does, ends again.
pub type SafeGap = (Price, Option<Price>);

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The first liquidatable price from the mark.
    pub trigger: Trigger,
    /// Stretches behind it, from nearer to farther, in which the position would be safe again. Only jumping tables have any.
    pub safe_gaps: Vec<SafeGap>,
}

/// A notional as an unevaluated quotient, so that the price is rounded once.
type Quotient = (Decimal, Decimal);

/// Steps after which a fixed point that is not there is given up; each step gains a digit or more.
const STEPS: u32 = 200;

impl Search<'_> {
    /// Runs the search. Errors: overflow, rates that take the whole notional; a rate that grows and finds no price at which both stand still.
    pub fn run(&self) -> Result<Found, Error> {
        match self.requirement.standing(self.position.notional(self.mark)?)? {
            None => self.in_pieces(),
            Some(first) => self.standing_still(first),
        }
    }

    /// The price at which a rate that grows with the notional is the rate that the price is found with: a fixed point, followed until both stand
    /// still. A solver that stops at the first steps keeps the rate of a notional that it has left.
    fn standing_still(&self, mut now: Requirement) -> Result<Found, Error> {
        let mut at = self.mark.get();
        for _ in 0..STEPS {
            let found = Search { requirement: &now, ..*self }.in_pieces()?;
            let Some(price) = found.trigger.price() else { return Ok(found) };
            let mark = price.get().times(self.divisor)?;
            let next = self.requirement.standing(self.position.notional(Price::new(mark)?)?)?;
            // The rate is counted to 1e-12; a price that moves by less stands still.
            let least = mark.times(Decimal::new(1, 15))?;
            let Some(next) = next.filter(|next| *next != now && mark.minus(at).is_ok_and(|by| by.abs() > least)) else {
                return Ok(found);
            };
            (at, now) = (mark, next);
        }
        Err(Cause::NoFixedPoint.into())
    }

    /// The search through a table, bracket by bracket.
    fn in_pieces(&self) -> Result<Found, Error> {
        let pieces = self.requirement.pieces()?;
        let sign = self.position.sign_in_notional();
        let line = Line {
            sign,
            equity_at_zero: self.equity.get().minus(sign.times(self.position.notional(self.anchor)?.get())?)?,
        };
        let start = self.position.notional(self.mark)?.get();
        let home = pieces.partition_point(|p| p.floor <= start).saturating_sub(1);
        let safe = match pieces.get(home) {
            Some(piece) => line.slack(piece, start)? > Decimal::ZERO,
            None => true,
        };
        // The direction that hurts is against the sign of profit.
        let hurts_upward = sign.is_sign_negative();
        if safe {
            let crossings = line.walk(&pieces, home, hurts_upward, true)?;
            let mut prices = crossings.into_iter();
            let trigger = match prices.next() {
                None => Trigger::Never,
                Some(q) => match self.price(q)? {
                    None => Trigger::Never,
                    // The divisor can carry the price past the mark from which the search began.
                    Some(price) => Trigger::At { price, at_once: !self.position.side.loses(self.mark, price) },
                },
            };
            let mut safe_gaps = Vec::new();
            while let Some(from) = prices.next() {
                let to = match prices.next() {
                    Some(q) => self.price(q)?,
                    None => None,
                };
                if let Some(from) = self.price(from)? {
                    safe_gaps.push((from, to));
                }
            }
            Ok(Found { trigger, safe_gaps })
        } else {
            let trigger = match line.walk(&pieces, home, !hurts_upward, false)?.first() {
                None => Trigger::Always,
                Some(&q) => match self.price(q)? {
                    None => Trigger::Always,
                    Some(price) => Trigger::At { price, at_once: true },
                },
            };
            Ok(Found { trigger, safe_gaps: Vec::new() })
        }
    }

    fn price(&self, (numerator, denominator): Quotient) -> Result<Option<Price>, Error> {
        use crate::engine::margin::Contract;
        let (top, bottom) = match self.position.contract {
            Contract::Linear => (numerator, denominator.times(self.divisor)?),
            Contract::Inverse => (numerator.times(self.divisor)?, denominator),
        };
        self.position.price_at_notional(top, bottom)
    }
}

/// Equity as a line in notional: equity(N) = `equity_at_zero` + `sign` N.
struct Line {
    sign: Decimal,
    equity_at_zero: Decimal,
}

impl Line {
    fn slack(&self, piece: &Piece, notional: Decimal) -> Result<Decimal, Error> {
        self.intercept(piece)?.plus(self.slope(piece)?.times(notional)?)
    }

    fn intercept(&self, piece: &Piece) -> Result<Decimal, Error> {
        self.equity_at_zero.minus(piece.constant)
    }

    fn slope(&self, piece: &Piece) -> Result<Decimal, Error> {
        self.sign.minus(piece.rate)
    }

    /// Walks from the piece `home` to the end of the table, upward or downward in notional, and returns each notional at which
    /// the position changes between safe and liquidatable, nearest first. `safe` is the state at the start.
    fn walk(&self, pieces: &[Piece], home: usize, upward: bool, mut safe: bool) -> Result<Vec<Quotient>, Error> {
        let mut crossings = Vec::new();
        let ceilings = pieces.iter().skip(1).map(|p| Some(p.floor)).chain([None]);
        let stretches: Vec<(&Piece, Option<Decimal>)> = pieces.iter().zip(ceilings).collect();
        let path: Vec<_> = if upward {
            stretches.iter().skip(home).collect()
        } else {
            let passed = stretches.len().saturating_sub(home.saturating_add(1));
            stretches.iter().rev().skip(passed).collect()
        };
        for (step, (piece, ceiling)) in path.into_iter().enumerate() {
            // The edge over which this piece was entered; the first holds the start itself.
            let entered = if upward { Some(piece.floor) } else { *ceiling };
            if let Some(edge) = entered.filter(|_| step > 0)
                && (self.slack(piece, edge)? > Decimal::ZERO) != safe
            {
                crossings.push((edge, Decimal::ONE));
                safe = !safe;
            }
            // Within a piece slack only falls along the direction that hurts, and only rises along the other.
            let hurts = upward == self.sign.is_sign_negative();
            if safe == hurts {
                let (top, bottom) = (-self.intercept(piece)?, self.slope(piece)?);
                if !bottom.is_zero() {
                    let root = top.over(bottom)?;
                    let inside = if upward {
                        ceiling.is_none_or(|c| root < c)
                    } else {
                        root >= piece.floor && root > Decimal::ZERO
                    };
                    if inside {
                        crossings.push((top, bottom));
                        safe = !safe;
                    }
                }
            }
        }
        Ok(crossings)
    }
}
