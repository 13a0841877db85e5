//! Where a move of several prices at once liquidates an account: each market moves by its own multiple of one fraction x, p = m (1 + b x).
//!
//! With b = 1 for one market and 0 for the others it is the price of a row with the others frozen; with the markets' betas it is the common move,
//! which arrives sooner, because the others lose too. Between the floors of the tables equity and requirement of linear positions are straight
//! lines in x, so the crossing has a closed form; inverse positions, and requirements of which the larger counts, are bisected.

use super::no_price::{NoPrice, Reading};
use super::portfolio::{Mode, Portfolio, Sharing, Weighed};
use crate::engine::margin::{Contract, Side};
use crate::engine::units::{Checked, Price};
use crate::engine::{Cause, Error};
use rust_decimal::Decimal;

/// Where a move one way and the other ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Crossing {
    /// The fraction by which a market of beta 1 falls, negative; or why there is none.
    pub fall: Result<Decimal, NoPrice>,
    /// The same of a rise.
    pub rise: Result<Decimal, NoPrice>,
}

/// No move upward is followed farther than this.
const FARTHEST: Decimal = Decimal::ONE_THOUSAND;

/// Parts into which a stretch is cut where slack is no straight line, and halvings within one.
const PARTS: u32 = 32;
const HALVINGS: u32 = 90;

impl Portfolio {
    /// Where the whole cross account is liquidated along a common move, each market by its beta. Errors: as [`Portfolio::check`]; overflow.
    pub fn common_move(&self) -> Result<Crossing, Error> {
        let betas: Vec<Decimal> = self.markets.iter().map(|market| market.beta).collect();
        self.along(&betas)
    }

    /// Where a row is liquidated, the others frozen; by its own margin where it is isolated. Errors: a row that is not there; overflow.
    pub fn row_reading(&self, row: usize) -> Result<Reading, Error> {
        let count = self.rows.len();
        let Some(held) = self.rows.get(row) else { return Err(Cause::NoSuchPosition { index: row, count }.into()) };
        if let Mode::Isolated(margin) = held.mode {
            return self.isolated(held, margin);
        }
        let only: Vec<Decimal> = (0..self.markets.len())
            .map(|place| if place == held.market { Decimal::ONE } else { Decimal::ZERO })
            .collect();
        let Some(market) = self.markets.get(held.market) else {
            return Err(Cause::NoSuchPosition { index: held.market, count: self.markets.len() }.into());
        };
        let priced = |fraction: Decimal| Price::new(market.mark.get().times(fraction.plus(Decimal::ONE)?)?);
        let way = |crossing: Crossing| if held.side == Side::Long { crossing.fall } else { crossing.rise };
        let trigger = match way(self.along(&only)?) {
            Ok(fraction) => Ok(priced(fraction)?),
            Err(reason) => Err(reason),
        };
        let bankruptcy = match way(self.broke_along(&only)?) {
            Ok(fraction) => priced(fraction).ok(),
            Err(_) => None,
        };
        Ok(Reading { trigger, bankruptcy })
    }

    /// Where a move with these multiples liquidates the cross account. Errors: as [`Portfolio::check`]; overflow.
    pub fn along(&self, betas: &[Decimal]) -> Result<Crossing, Error> {
        self.check()?;
        let Some(weighed) = self.weighed()? else {
            return Ok(Crossing { fall: Err(NoPrice::TableMissing), rise: Err(NoPrice::TableMissing) });
        };
        Walk { portfolio: self, weighed: &weighed, betas }.both()
    }

    /// Where such a move takes all equity of the cross account, whatever is required.
    fn broke_along(&self, betas: &[Decimal]) -> Result<Crossing, Error> {
        self.check()?;
        Walk { portfolio: self, weighed: &[], betas }.both()
    }
}

struct Walk<'a> {
    portfolio: &'a Portfolio,
    weighed: &'a [Weighed<'a>],
    betas: &'a [Decimal],
}

impl Walk<'_> {
    fn both(&self) -> Result<Crossing, Error> {
        if self.slack(Decimal::ZERO)? <= Decimal::ZERO && self.portfolio.rows.iter().any(|row| row.mode == Mode::Cross)
        {
            return Ok(Crossing { fall: Err(NoPrice::Already), rise: Err(NoPrice::Already) });
        }
        let way = |sign| self.first(sign).map(|found| found.ok_or(NoPrice::Covered));
        Ok(Crossing { fall: way(Decimal::NEGATIVE_ONE)?, rise: way(Decimal::ONE)? })
    }

    /// Prices at a fraction.
    fn prices(&self, x: Decimal) -> Result<Vec<Price>, Error> {
        let moved = |(market, beta): (&super::portfolio::Market, &Decimal)| {
            Price::new(market.mark.get().times(beta.times(x)?.plus(Decimal::ONE)?)?)
        };
        self.portfolio.markets.iter().zip(self.betas).map(moved).collect()
    }

    /// Equity less requirement at a fraction.
    fn slack(&self, x: Decimal) -> Result<Decimal, Error> {
        let prices = self.prices(x)?;
        let required = self.portfolio.required_at(self.weighed, &prices)?;
        Ok(self.portfolio.equity_at(&prices)?.minus(required)?.get())
    }

    /// How far a move goes before a price is zero.
    fn end(&self, sign: Decimal) -> Result<Decimal, Error> {
        let mut end = FARTHEST;
        for beta in self.betas {
            if beta.times(sign)?.is_sign_negative() && !beta.is_zero() {
                end = end.min(Decimal::ONE.over(beta.abs())?);
            }
        }
        Ok(end)
    }

    /// Distances at which a notional reaches a floor, or the size at which a deduction takes all, rising, with 0 and the end.
    fn stops(&self, sign: Decimal) -> Result<Vec<Decimal>, Error> {
        let end = self.end(sign)?;
        let mut stops = vec![Decimal::ZERO, end];
        for Weighed { row, .. } in self.weighed {
            let (Some(market), Some(beta)) = (self.portfolio.markets.get(row.market), self.betas.get(row.market))
            else {
                continue;
            };
            if beta.is_zero() {
                continue;
            }
            let Some(tiers) = &market.tiers else { continue };
            let now = row.position().notional(market.mark)?.get();
            for bracket in tiers.brackets() {
                let kink = bracket.deduction.over(bracket.rate).unwrap_or(Decimal::ZERO);
                for notional in [bracket.floor, kink] {
                    if notional <= Decimal::ZERO {
                        continue;
                    }
                    let ratio = match row.contract {
                        Contract::Linear => notional.over(now)?,
                        Contract::Inverse => now.over(notional)?,
                    };
                    let distance = ratio.minus(Decimal::ONE)?.over(*beta)?.times(sign)?;
                    if distance > Decimal::ZERO && distance < end {
                        stops.push(distance);
                    }
                }
            }
        }
        stops.sort_unstable();
        stops.dedup();
        Ok(stops)
    }

    fn is_straight(&self) -> bool {
        self.portfolio.sharing == Sharing::Each
            && self.portfolio.rows.iter().all(|row| row.mode != Mode::Cross || row.contract == Contract::Linear)
    }

    /// The first fraction at which slack is gone, one way.
    fn first(&self, sign: Decimal) -> Result<Option<Decimal>, Error> {
        let stops = self.stops(sign)?;
        let straight = self.is_straight();
        for pair in stops.windows(2) {
            let [from, to] = pair else { continue };
            let found = if straight { self.on_a_line(sign, *from, *to)? } else { self.on_a_curve(sign, *from, *to)? };
            if let Some(distance) = found {
                return distance.times(sign).map(Some);
            }
        }
        Ok(None)
    }

    /// Between two stops slack is a straight line, told by two points within: at the stops themselves a requirement may jump.
    fn on_a_line(&self, sign: Decimal, from: Decimal, to: Decimal) -> Result<Option<Decimal>, Error> {
        let quarter = to.minus(from)?.over(Decimal::from(4))?;
        let (a, b) = (from.plus(quarter)?, to.minus(quarter)?);
        let (at_a, at_b) = (self.slack(a.times(sign)?)?, self.slack(b.times(sign)?)?);
        let run = b.minus(a)?;
        let slope = at_b.minus(at_a)?;
        // slack(t) = at_a + slope (t - a) / run
        let start = at_a.minus(slope.over(Decimal::TWO)?)?;
        if start <= Decimal::ZERO && from > Decimal::ZERO {
            return Ok(Some(from));
        }
        if slope >= Decimal::ZERO {
            return Ok(None);
        }
        let root = a.minus(at_a.times(run)?.over(slope)?)?;
        Ok((root > from && root < to).then_some(root.max(from)))
    }

    fn on_a_curve(&self, sign: Decimal, from: Decimal, to: Decimal) -> Result<Option<Decimal>, Error> {
        let mut low = from;
        for part in 1..=PARTS {
            // Finer near the start, because the last stretch can be a thousandfold.
            let share = Decimal::from(part).over(Decimal::from(PARTS))?;
            let share = share.times(share)?.times(share)?.times(share)?;
            let mut high = from.plus(to.minus(from)?.times(share)?)?;
            if part == PARTS {
                high = high.minus(high.times(Decimal::new(1, 12))?)?;
            }
            if self.slack(high.times(sign)?)? <= Decimal::ZERO {
                for _ in 0..HALVINGS {
                    let middle = low.plus(high)?.over(Decimal::TWO)?;
                    if self.slack(middle.times(sign)?)? <= Decimal::ZERO { high = middle } else { low = middle }
                }
                return Ok(Some(high));
            }
            low = high;
        }
        Ok(None)
    }
}
