//! The price at which equity stops covering the requirement.
//!
//! Within one bracket slack = equity - requirement is a straight line in notional with slope s - rate, so the crossing has a
//! closed form. The search walks bracket by bracket from the mark in the direction that hurts and answers with the first
//! crossing it meets; where the requirement jumps at a floor, the floor itself can be that crossing, and there can be safe
//! stretches behind it, which are listed. Source: margin-rules sections 0, 4 (traps 1, 10) and 5.

mod grown;

use crate::engine::Error;
use crate::engine::margin::requirement::Piece;
use crate::engine::margin::{Position, Requirement};
use crate::engine::units::{Checked, Money, Price};
use grown::Grown;
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

impl Search<'_> {
    /// Runs the search. A rate that grows with the notional is asked beside the table: what covers both is safe. Errors: overflow, rates of a table that
    /// take the whole notional.
    pub fn run(&self) -> Result<Found, Error> {
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
        let grown = self.requirement.grown().map(|(growth, surcharge, fixed)| Grown {
            line: &line,
            growth,
            surcharge: surcharge.get(),
            fixed: fixed.get(),
        });
        let grown_safe = match &grown {
            Some(grown) => grown.slack(start)? > Decimal::ZERO,
            None => true,
        };
        // Where the table alone makes it liquidatable, what covers the growing rate is asked at each turn of the table.
        let turn = match &grown {
            Some(grown) if safe || !grown_safe => grown.turn(start, grown_safe)?,
            _ => None,
        };
        // The direction that hurts is against the sign of profit.
        let hurts_upward = sign.is_sign_negative();
        if safe && grown_safe {
            let crossings = line.walk(&pieces, home, hurts_upward, true)?;
            self.first_of(ended(crossings, turn, hurts_upward)?)
        } else {
            let turns = line.walk(&pieces, home, !hurts_upward, safe)?;
            let back = if grown_safe || turn.is_some() {
                first_safe(turns, safe, turn, grown.as_ref(), !hurts_upward)?
            } else {
                None
            };
            let trigger = match back.map(|q| self.price(q)).transpose()?.flatten() {
                None => Trigger::Always,
                Some(price) => Trigger::At { price, at_once: true },
            };
            Ok(Found { trigger, safe_gaps: Vec::new() })
        }
    }

    /// What is found of crossings that begin with the first liquidatable one.
    fn first_of(&self, crossings: Vec<Quotient>) -> Result<Found, Error> {
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

/// True where a crossing is met before another on the way up or down.
fn is_before(one: Quotient, other: Quotient, upward: bool) -> Result<bool, Error> {
    let (one, other) = (one.0.over(one.1)?, other.0.over(other.1)?);
    Ok(if upward { one < other } else { one > other })
}

/// How many crossings are met before another.
fn met_before(crossings: &[Quotient], other: Quotient, upward: bool) -> Result<usize, Error> {
    for (place, crossing) in crossings.iter().enumerate() {
        if !is_before(*crossing, other, upward)? {
            return Ok(place);
        }
    }
    Ok(crossings.len())
}

/// Crossings of a table from a safe start, where nothing is safe any more past the end of what covers a rate that grows.
fn ended(mut crossings: Vec<Quotient>, end: Option<Quotient>, upward: bool) -> Result<Vec<Quotient>, Error> {
    if let Some(end) = end {
        crossings.truncate(met_before(&crossings, end, upward)?);
        if crossings.len().is_multiple_of(2) {
            crossings.push(end);
        }
    }
    Ok(crossings)
}

/// The first notional at which both a table and a rate that grows are covered: `turns` are those of the table from a start that is `safe` under it or
/// not, `from` is where the growing rate begins to be covered, where it is not at the start.
fn first_safe(
    turns: Vec<Quotient>,
    safe: bool,
    from: Option<Quotient>,
    grown: Option<&Grown<'_>>,
    upward: bool,
) -> Result<Option<Quotient>, Error> {
    let passed = match from {
        Some(from) => met_before(&turns, from, upward)?,
        None => 0,
    };
    // Each turn of the table makes safe of liquidatable, and back.
    let is_safe_after = |turns: usize| safe == turns.is_multiple_of(2);
    if from.is_some() && is_safe_after(passed) {
        return Ok(from);
    }
    for (place, turn) in turns.into_iter().enumerate().skip(passed) {
        // A long's growing rate is covered up to some notional only.
        let covered = match grown {
            Some(grown) => grown.slack(turn.0.over(turn.1)?)? > Decimal::ZERO,
            None => true,
        };
        if covered && is_safe_after(place.saturating_add(1)) {
            return Ok(Some(turn));
        }
    }
    Ok(None)
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
