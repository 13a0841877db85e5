//! Funding histories: payments put on the grid of their interval.

use crate::engine::Error;
use crate::engine::error::within;
use crate::engine::import::cells::{Cells, Taken, missing, named};
use crate::engine::import::proposal::{FundingHistory, FundingPayment, Note, Proposal};
use crate::engine::import::role::Role;
use crate::engine::units::Rate;
use rust_decimal::Decimal;

/// An hour in milliseconds: no venue pays more often.
const HOUR: i64 = 3_600_000;

/// Off by more than this, a time is not a payment's that came late.
const LATE: i64 = 60_000;

/// Largest rate of one payment, as a fraction, either way.
const LARGEST: Decimal = Decimal::ONE;

/// A payment as it stands in a file.
#[derive(Debug, Clone, Copy)]
struct Raw {
    time: i64,
    hours: Option<Decimal>,
    rate: Decimal,
}

/// Gathers payments by market.
#[derive(Debug, Default)]
pub(super) struct FundingBuilder(Vec<(String, Vec<Raw>)>);

impl FundingBuilder {
    pub(super) fn take<C: Cells>(&mut self, cells: &C) -> Result<Taken, Error> {
        let time = cells.moment(Role::FundingTime)?.ok_or_else(|| missing(Role::FundingTime))?;
        let rate = cells.need(Role::FundingRate)?;
        within(named("rate"), rate, -LARGEST..=LARGEST).map_err(|e| cells.at(Role::FundingRate, e.cause))?;
        let hours = cells.nonzero(Role::FundingHours)?;
        if let Some(hours) = hours {
            within(named("hours"), hours, Decimal::ONE..=Decimal::from(168))
                .map_err(|e| cells.at(Role::FundingHours, e.cause))?;
        }
        let symbol = cells.text(Role::Symbol).unwrap_or("");
        let raw = Raw { time, hours, rate };
        // Rows of one market stand together as a rule.
        match self.0.iter_mut().rev().find(|(known, _)| known == symbol) {
            Some((_, payments)) => payments.push(raw),
            None => self.0.push((symbol.to_owned(), vec![raw])),
        }
        Ok(Taken::Used)
    }

    pub(super) fn finish(&mut self, proposal: &mut Proposal) {
        let mut moved = 0;
        for (symbol, mut raws) in std::mem::take(&mut self.0) {
            for raw in &mut raws {
                let off = raw.time.rem_euclid(HOUR);
                let by = if off > HOUR / 2 { off.saturating_sub(HOUR) } else { off };
                if by.abs() <= LATE {
                    raw.time = raw.time.saturating_sub(by);
                    moved = moved.max(by.abs());
                }
            }
            raws.sort_by_key(|raw| raw.time);
            raws.dedup_by_key(|raw| raw.time);
            let gaps: Vec<Option<Decimal>> = raws.windows(2).map(gap).collect();
            let payments: Vec<FundingPayment> = raws
                .iter()
                .enumerate()
                .map(|(place, raw)| {
                    let before = place.checked_sub(1).and_then(|before| gaps.get(before)).copied().flatten();
                    let after = gaps.get(place).copied().flatten();
                    // The first payment has none before it: its interval is taken to be that of the next.
                    let hours = raw.hours.or(before).or(if place == 0 { after } else { None });
                    FundingPayment { time: raw.time, hours, rate: Rate::new(raw.rate) }
                })
                .collect();
            let mut hours: Vec<Decimal> = payments.iter().filter_map(|payment| payment.hours).collect();
            hours.sort_unstable();
            hours.dedup();
            if hours.len() > 1 {
                proposal.note(Note::IntervalChanges { hours });
            }
            proposal.funding.push(FundingHistory { symbol, payments });
        }
        if moved > 0 {
            proposal.note(Note::TimesMoved { most: moved });
        }
    }
}

/// Whole hours between two payments, up to a day; `None` across a hole in the file.
fn gap(pair: &[Raw]) -> Option<Decimal> {
    let [before, after] = pair else { return None };
    let between = after.time.checked_sub(before.time)?;
    let hours = between.div_euclid(HOUR);
    (between.rem_euclid(HOUR) == 0 && (1..=24).contains(&hours)).then(|| Decimal::from(hours))
}
