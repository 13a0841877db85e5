//! The parts of a forced close: where each lies on the scale of the margin, whose it becomes, and what is shown of it.

use crate::engine::scenario::Close;
use crate::engine::settlement::insurance::Remainder;
use crate::engine::settlement::waterfall::FeeTo;
use crate::engine::units::{Money, Rounding, Saturating as _};
use crate::figures::apportion::apportion;
use rust_decimal::Decimal;

/// What a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartKind {
    /// Given away to the book.
    Slippage,
    /// The venue's fee for the trade.
    ClosingFee,
    /// Its fee for liquidating.
    LiquidationFee,
    /// The rest, to the owner.
    ToOwner,
    /// The rest, to the fund.
    ToFund,
    /// Margin of what stays open; below zero where it owes.
    InPosition,
    /// What was missing, and the fund pays.
    FromFund,
    /// What was missing, and winners give up.
    FromWinners,
    /// What was missing, and all share.
    Shared,
}

/// Who receives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Those who stood in the book.
    Makers,
    /// The venue.
    Venue,
    /// The insurance fund.
    Fund,
    /// The owner of the position.
    Owner,
}

/// Everybody who can receive, from the end of the margin that is paid out first.
pub const EVERYBODY: [Who; 4] = [Who::Makers, Who::Venue, Who::Fund, Who::Owner];

/// One part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// How much, exactly.
    pub amount: Decimal,
    /// How much, as it is shown: rounded so that all parts add up to the margin shown.
    pub shown: Decimal,
    /// Where it begins on the scale of the margin.
    pub low: Decimal,
    /// Where it ends.
    pub high: Decimal,
    /// Whose it becomes; `None` for what others pay.
    pub to: Option<Who>,
}

/// A stretch of the margin that goes to one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// Whose it is.
    pub who: Who,
    /// Where it begins on the scale of the margin.
    pub low: Decimal,
    /// Where it ends.
    pub high: Decimal,
}

/// The parts of a close in turn, shown with so many digits.
pub(super) fn parts(close: &Close, digits: u32) -> Vec<Part> {
    let w = close.waterfall();
    let fee_to = match close.terms.fee_to {
        FeeTo::Fund => Who::Fund,
        FeeTo::Venue => Who::Venue,
    };
    let open = close.outcome.left > Decimal::ZERO;
    let rest = if open {
        (PartKind::InPosition, w.left_in_position, Who::Owner)
    } else if w.to_fund > Money::ZERO || (close.terms.remainder == Remainder::ToFund && w.to_owner == Money::ZERO) {
        (PartKind::ToFund, w.to_fund, Who::Fund)
    } else {
        (PartKind::ToOwner, w.to_owner, Who::Owner)
    };
    let out = [
        (PartKind::Slippage, w.slippage, Who::Makers),
        (PartKind::ClosingFee, w.closing_fee, Who::Venue),
        (PartKind::LiquidationFee, w.liquidation_fee, fee_to),
        rest,
    ];
    let others =
        [(PartKind::FromFund, w.from_fund), (PartKind::FromWinners, w.from_deleveraging), (PartKind::Shared, w.shared)];
    let round = |value: Decimal| Rounding::Nearest.digits(value, digits);
    let sum = |values: &[Decimal]| values.iter().fold(Decimal::ZERO, |sum, value| sum.sat_add(*value));
    let missing = others.map(|(_, amount)| amount.get());
    let shown_missing = round(sum(&missing));
    let owed = round(rest.1.get()).min(Decimal::ZERO);
    // What stays open and owes is no part of what was paid.
    let paid = out.map(|(_, amount, _)| amount.get().max(Decimal::ZERO));
    let shown_paid = apportion(&paid, round(w.margin.get()).sat_add(shown_missing).sat_sub(owed), digits);
    let mut level = w.margin.get();
    let mut found = Vec::with_capacity(7);
    for ((kind, amount, to), shown) in out.into_iter().zip(shown_paid) {
        let amount = amount.get();
        let (low, high) = match kind {
            PartKind::InPosition | PartKind::ToOwner | PartKind::ToFund => {
                (amount.min(Decimal::ZERO), amount.max(Decimal::ZERO))
            }
            _ => (level.sat_sub(amount), level),
        };
        level = level.sat_sub(amount);
        let shown = if amount < Decimal::ZERO { owed } else { shown };
        found.push(Part { kind, amount, shown, low, high, to: Some(to) });
    }
    if sum(&missing).is_zero() {
        return found;
    }
    // Nothing is left: in its place stands who pays.
    found.truncate(3);
    let mut level = Decimal::ZERO.sat_sub(sum(&missing));
    for ((kind, amount), shown) in others.into_iter().zip(apportion(&missing, shown_missing, digits)) {
        let amount = amount.get();
        if !amount.is_zero() {
            found.push(Part { kind, amount, shown, low: level, high: level.sat_add(amount), to: None });
            level = level.sat_add(amount);
        }
    }
    found
}

/// The same by who receives it, from the low end of the scale: what one receives in two parts that touch is one stretch.
pub(super) fn segments(parts: &[Part]) -> Vec<Segment> {
    let mut found: Vec<Segment> = Vec::new();
    for part in parts.iter().rev().filter(|part| part.amount > Decimal::ZERO) {
        let Some(who) = part.to else { continue };
        match found.last_mut() {
            Some(last) if last.who == who => last.high = part.high,
            _ => found.push(Segment { who, low: part.low, high: part.high }),
        }
    }
    found
}
