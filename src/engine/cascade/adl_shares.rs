//! How much each winner gives up, in whole lots and micro-units.

use super::amounts::{self, float, minus, plus};
use super::policies::{capped_level, water_level};
use crate::engine::Error;

/// A position that gains from what ruined others.
#[derive(Debug, Clone, Copy)]
pub(super) struct Winner {
    pub place: u32,
    /// Its number among the changed, where it is one.
    pub changed: Option<u32>,
    pub account: u32,
    /// Lots, absolute.
    pub lots: i64,
    /// Unrealised profit at the batch's average, micro-units, above zero.
    pub profit: i64,
    /// Equity of the account at the marks, micro-units, above zero.
    pub equity: i64,
    /// Profit on the entry notional times leverage.
    pub rank: f64,
}

/// What a winner gives up.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Given {
    pub lots: i64,
    pub amount: i64,
}

impl Winner {
    /// What it can give at most.
    fn capacity(&self) -> i64 {
        self.profit.min(self.equity)
    }
}

/// `whole x part / of`, rounded down.
pub(super) fn part(whole: i64, part: i64, of: i64) -> i64 {
    let product = i128::from(whole).saturating_mul(i128::from(part));
    product.checked_div(i128::from(of)).and_then(|q| i64::try_from(q).ok()).unwrap_or(0)
}

/// The same rounded up.
pub(super) fn part_above(whole: i64, part: i64, of: i64) -> i64 {
    let product = i128::from(whole).saturating_mul(i128::from(part)).saturating_add(i128::from(of).saturating_sub(1));
    product.checked_div(i128::from(of)).and_then(|q| i64::try_from(q).ok()).unwrap_or(0)
}

/// An amount in proportion to weights, no more than each, rounded down; and how many units that leaves over, fewer than there are weights.
pub(super) fn shares(weights: &[i64], amount: i64) -> (Vec<i64>, usize) {
    let whole = weights.iter().fold(0_i128, |sum, weight| sum.saturating_add(i128::from(*weight)));
    if i128::from(amount) >= whole {
        return (weights.to_vec(), 0);
    }
    let share = |weight: &i64| {
        let product = i128::from(*weight).saturating_mul(i128::from(amount));
        product.checked_div(whole).and_then(|q| i64::try_from(q).ok()).unwrap_or(0)
    };
    let list: Vec<i64> = weights.iter().map(share).collect();
    let left = amount.saturating_sub(list.iter().fold(0, |sum, own| i64::saturating_add(sum, *own)));
    (list, usize::try_from(left).unwrap_or(0))
}

/// Whole positions in the order of the queue until the lots are found; each at the bankruptcy price.
pub(super) fn queue(winners: &[Winner], amount: i64, lots: i64) -> Result<Vec<Given>, Error> {
    let mut left = lots;
    let taken = winners.iter().map(|winner| {
        let taken = winner.lots.min(left);
        left = left.saturating_sub(taken);
        taken
    });
    at_bankruptcy(winners, taken.collect(), amount, lots)
}

/// Lots above the common leverage; lots that rounding leaves over come from the highest leverage down.
pub(super) fn water_filling(winners: &[Winner], amount: i64, lots: i64, price: f64) -> Result<Vec<Given>, Error> {
    let positions: Vec<(f64, f64)> = winners.iter().map(|w| (float(w.lots) * price, float(w.equity))).collect();
    let all = winners.iter().fold(0, |sum, w| i64::saturating_add(sum, w.lots));
    let lots = lots.min(all);
    let level = water_level(&positions, float(lots) * price);
    let mut taken = Vec::with_capacity(winners.len());
    for (winner, (notional, equity)) in winners.iter().zip(&positions) {
        let above = amounts::whole_below((notional - level * equity).max(0.0) / price)?;
        taken.push(above.min(winner.lots));
    }
    let mut left = taken.iter().fold(lots, |left, own| left.saturating_sub(*own));
    let mut order: Vec<usize> = (0..winners.len()).collect();
    let leverage = |at: usize| positions.get(at).map_or(0.0, |(notional, equity)| notional / equity);
    // The order of the winners, by content, decides between equals.
    order.sort_by(|a, b| leverage(*b).total_cmp(&leverage(*a)));
    for at in order {
        if let (Some(own), Some(winner)) = (taken.get_mut(at), winners.get(at)) {
            let more = left.min(winner.lots.saturating_sub(*own)).clamp(0, 1);
            *own = own.saturating_add(more);
            left = left.saturating_sub(more);
        }
    }
    at_bankruptcy(winners, taken, amount, lots)
}

/// What each gives up for its lots: the missing amount by lots, all at one price, and no more than its capacity. What that cuts off is not
/// asked of the next, who would close at a worse price than the bankrupt.
fn at_bankruptcy(winners: &[Winner], taken: Vec<i64>, amount: i64, lots: i64) -> Result<Vec<Given>, Error> {
    let (mut counted, mut given, mut list) = (0_i64, 0_i64, Vec::with_capacity(winners.len()));
    for (winner, lots_taken) in winners.iter().zip(taken) {
        counted = plus(counted, lots_taken)?;
        let upto = part(amount, counted, lots);
        let own = minus(upto, given)?;
        given = upto;
        list.push(Given { lots: lots_taken, amount: own.min(winner.capacity()) });
    }
    Ok(list)
}

/// The same part of every profit, at most a cap of it and no more than the equity.
pub(super) fn haircuts(winners: &[Winner], amount: i64, cap: f64) -> Result<Vec<Given>, Error> {
    let capacity = |w: &Winner| amounts::whole_below(float(w.profit) * cap).map(|most| most.min(w.equity));
    let endowments: Vec<(f64, f64)> = winners
        .iter()
        .map(|w| Ok((float(w.profit), float(capacity(w)?) / float(w.profit))))
        .collect::<Result<_, Error>>()?;
    let level = capped_level(&endowments, float(amount));
    let (mut list, mut left) = (Vec::with_capacity(winners.len()), amount);
    for winner in winners {
        let own = amounts::whole_below(float(winner.profit) * level)?.min(capacity(winner)?).min(left);
        left = minus(left, own)?;
        list.push(Given { lots: 0, amount: own });
    }
    // What rounding left over, one micro-unit each.
    for (given, winner) in list.iter_mut().zip(winners) {
        if left > 0 && given.amount < capacity(winner)? {
            given.amount = plus(given.amount, 1)?;
            left = minus(left, 1)?;
        }
    }
    Ok(list)
}
