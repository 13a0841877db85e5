//! What happens over time: open interest and ratios, liquidations, bands of depth.

use super::position::{contract_size, side_word};
use crate::engine::echo::echo;
use crate::engine::error::FileProblem;
use crate::engine::import::cells::{Cells, Taken, missing};
use crate::engine::import::proposal::{Answers, DepthBand, Liquidated, MarketNow, Note, Proposal, Strip, StripKind};
use crate::engine::import::role::Role;
use crate::engine::import::shape::Shape;
use crate::engine::margin::Side;
use crate::engine::units::{Checked, Price, Rate};
use crate::engine::{Cause, Error};

const STRIPS: [(Role, StripKind); 5] = [
    (Role::OpenInterest, StripKind::OpenInterest),
    (Role::OpenInterestValue, StripKind::OpenInterestValue),
    (Role::LongShort, StripKind::LongShort),
    (Role::TopLongShort, StripKind::TopLongShort),
    (Role::TakerRatio, StripKind::TakerRatio),
];

/// Gathers series.
#[derive(Debug, Default)]
pub(super) struct SeriesBuilder(Vec<Strip>);

impl SeriesBuilder {
    pub(super) fn ticker<C: Cells>(&mut self, cells: &C, proposal: &mut Proposal) -> Result<Taken, Error> {
        let symbol = cells.text(Role::Symbol).unwrap_or("");
        let time = cells.moment(Role::Time)?;
        let price = |role| -> Result<Option<Price>, Error> {
            let value = cells.nonzero(role)?;
            value.map(Price::new).transpose().map_err(|e| cells.at(role, e.cause))
        };
        let (mark, index, last) = (price(Role::Mark)?, price(Role::Index)?, price(Role::Last)?);
        let funding = cells.number(Role::FundingRate)?.map(Rate::new);
        let mut used = false;
        for (role, kind) in STRIPS {
            let Some(value) = cells.number(role)? else { continue };
            if value.is_sign_negative() {
                return Err(cells.at(role, Cause::Negative));
            }
            used = true;
            let point = (time.unwrap_or(0), value);
            match self.0.iter_mut().rev().find(|strip| strip.kind == kind && strip.symbol == symbol) {
                Some(strip) => strip.points.push(point),
                None => self.0.push(Strip { symbol: symbol.to_owned(), kind, points: vec![point] }),
            }
        }
        if mark.is_some() || index.is_some() || last.is_some() || funding.is_some() {
            used = true;
            let now = MarketNow { symbol: symbol.to_owned(), mark, index, last, funding, time };
            match proposal.markets.iter_mut().rev().find(|market| market.symbol == symbol) {
                Some(market) if market.time > time => {}
                Some(market) => *market = now,
                None => proposal.markets.push(now),
            }
        }
        Ok(if used { Taken::Used } else { Taken::Empty })
    }

    pub(super) fn finish(&mut self, proposal: &mut Proposal) {
        for mut strip in std::mem::take(&mut self.0) {
            strip.points.sort_by_key(|(time, _)| *time);
            strip.points.dedup_by_key(|(time, _)| *time);
            proposal.strips.push(strip);
        }
    }
}

/// Reads a liquidation, with the side of the position whatever the venue's own word. Source: monitor vector imp-01.
pub(super) fn liquidation<C: Cells>(
    shape: &Shape,
    cells: &C,
    answers: &Answers,
    proposal: &mut Proposal,
) -> Result<Taken, Error> {
    let time = cells.moment(Role::Time)?.ok_or_else(|| missing(Role::Time))?;
    let symbol = cells.text(Role::Symbol).unwrap_or("").to_owned();
    let (size, signed) = match cells.number(Role::SignedContracts)? {
        Some(count) => (count.times(contract_size(cells, &symbol, answers, proposal)?)?, true),
        None => match cells.number(Role::Contracts)? {
            Some(count) => (count.times(contract_size(cells, &symbol, answers, proposal)?)?, false),
            None => (cells.need(Role::Size)?, false),
        },
    };
    if size.is_zero() {
        return Ok(Taken::Empty);
    }
    let word = |role, turned: bool| match cells.text(role) {
        None => Ok(None),
        Some(word) => match (side_word(word), turned) {
            (Some(side), false) => Ok(Some(side)),
            // The order that closes a long sells.
            (Some(Side::Long), true) => Ok(Some(Side::Short)),
            (Some(Side::Short), true) => Ok(Some(Side::Long)),
            (None, _) => Err(cells.at(role, Cause::File(FileProblem::NoSide { typed: echo(word) }))),
        },
    };
    let side = match (word(Role::OrderSide, true)?, word(Role::LiquidatedSide, false)?) {
        (Some(side), _) => {
            proposal.note(Note::OrderSides);
            side
        }
        (None, Some(side)) => {
            proposal.note(Note::PositionSides);
            side
        }
        (None, None) if signed => {
            if size.is_sign_negative() {
                Side::Short
            } else {
                Side::Long
            }
        }
        (None, None) => return Err(missing(Role::OrderSide)),
    };
    if matches!(shape.key, "binance-force-order" | "binance-force-orders" | "binance-archive-liquidations") {
        proposal.note(Note::Undercount);
    }
    let price = |role| -> Result<Option<Price>, Error> {
        cells.nonzero(role)?.map(Price::new).transpose().map_err(|e| cells.at(role, e.cause))
    };
    let liquidated = Liquidated {
        time,
        symbol,
        side,
        size: size.abs(),
        price: price(Role::Price)?,
        bankruptcy: price(Role::Bankruptcy)?,
    };
    proposal.liquidations.push(liquidated);
    Ok(Taken::Used)
}

/// Reads a band; only those of the last moment are kept.
pub(super) fn band<C: Cells>(cells: &C, proposal: &mut Proposal) -> Result<Taken, Error> {
    let time = cells.moment(Role::Time)?.ok_or_else(|| missing(Role::Time))?;
    let band = DepthBand {
        time,
        percent: cells.need(Role::BandPercent)?,
        coins: cells.need(Role::BandDepth)?,
        notional: cells.number(Role::BandNotional)?,
    };
    for (role, value) in [(Role::BandDepth, Some(band.coins)), (Role::BandNotional, band.notional)] {
        if value.is_some_and(|value| value.is_sign_negative()) {
            return Err(cells.at(role, Cause::Negative));
        }
    }
    proposal.note(Note::BandsOnly);
    if let Some(known) = proposal.bands.first().map(|band| band.time).filter(|known| *known != time) {
        proposal.note(Note::LastMoment);
        if known > time {
            return Ok(Taken::Empty);
        }
        proposal.bands.clear();
    }
    proposal.bands.push(band);
    Ok(Taken::Used)
}
