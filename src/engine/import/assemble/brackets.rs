//! Margin tables: brackets gathered by market, put in order, their cumulative amounts checked against the recurrence.

use super::position::{contract_size, settled};
use crate::engine::Error;
use crate::engine::error::within;
use crate::engine::import::cells::{Cells, Taken, named};
use crate::engine::import::proposal::{Answers, FloorUnit, ImportedBracket, ImportedTable, Note, Proposal};
use crate::engine::import::role::Role;
use crate::engine::import::shape::Shape;
use crate::engine::import::symbol::Symbol;
use crate::engine::margin::Contract;
use crate::engine::margin::tiers::next_deduction;
use crate::engine::units::{Checked, in_order};
use rust_decimal::Decimal;

/// Venues whose tables are marginal though they print no cumulative amounts.
const MARGINAL: [&str; 2] = ["Hyperliquid", "Cascade Notes"];

/// A bracket as it stands in a file.
#[derive(Debug, Clone)]
struct Raw {
    floor: Option<Decimal>,
    cap: Option<Decimal>,
    rate: Decimal,
    initial: Option<Decimal>,
    cum: Option<Decimal>,
    max_leverage: Option<Decimal>,
}

/// The brackets of one market.
#[derive(Debug)]
struct Open {
    symbol: String,
    from: &'static str,
    unit: FloorUnit,
    coefficient: Option<Decimal>,
    rows: Vec<Raw>,
}

/// Gathers brackets.
#[derive(Debug, Default)]
pub(super) struct BracketBuilder(Vec<Open>);

impl BracketBuilder {
    pub(super) fn take<C: Cells>(
        &mut self,
        shape: &Shape,
        cells: &C,
        answers: &Answers,
        proposal: &mut Proposal,
    ) -> Result<Taken, Error> {
        let symbol = cells.text(Role::Symbol).unwrap_or("").to_owned();
        let (rate, max_leverage) = match cells.nonzero(Role::RateLeverage)? {
            Some(most) => (Decimal::ONE.over(most.times(Decimal::TWO)?)?, Some(most)),
            None => (cells.need(Role::Rate)?, cells.nonzero(Role::MaxLeverage)?),
        };
        let (mut unit, mut floor, mut cap) =
            (FloorUnit::Notional, cells.number(Role::Floor)?, cells.nonzero(Role::Cap)?);
        if cells.cell(Role::ContractFloor).is_some() || cells.cell(Role::ContractCap).is_some() {
            let size = contract_size(cells, &symbol, answers, proposal)?;
            let times = |count: Option<Decimal>| count.map(|count| count.times(size)).transpose();
            floor = times(cells.number(Role::ContractFloor)?)?;
            cap = times(cells.nonzero(Role::ContractCap)?)?;
            let read = Symbol::read(&symbol);
            // A contract of an inverse market is a number of dollars; its brackets are then in the quote currency.
            unit = match settled(shape, cells, &read, answers, proposal) {
                Contract::Linear => FloorUnit::Coins,
                Contract::Inverse => FloorUnit::Quote,
            };
        }
        let raw = Raw {
            floor,
            cap,
            rate,
            initial: cells.nonzero(Role::InitialRate)?,
            cum: cells.number(Role::Cum)?,
            max_leverage,
        };
        let coefficient = cells.nonzero(Role::Coefficient)?;
        if let Some(by) = coefficient {
            within(named("coefficient"), by, Decimal::new(1, 4)..=Decimal::from(10_000))
                .map_err(|e| cells.at(Role::Coefficient, e.cause))?;
        }
        match self.0.iter_mut().find(|open| open.symbol == symbol && open.from == shape.from) {
            Some(open) => open.rows.push(raw),
            None => self.0.push(Open { symbol, from: shape.from, unit, coefficient, rows: vec![raw] }),
        }
        Ok(Taken::Used)
    }

    /// The tables. A table that is none is refused, the others stand. Errors: the first refusal.
    pub(super) fn finish(&mut self, answers: &Answers, proposal: &mut Proposal) -> Result<(), Error> {
        let mut first = Ok(());
        for open in std::mem::take(&mut self.0) {
            let symbol = open.symbol.clone();
            match closed(open, answers, proposal) {
                Ok(table) => proposal.tables.push(table),
                Err(error) => {
                    first = first.and(Err(if symbol.is_empty() { error } else { error.inside(named(&symbol)) }));
                }
            }
        }
        first
    }
}

fn closed(open: Open, answers: &Answers, proposal: &mut Proposal) -> Result<ImportedTable, Error> {
    let begin = |raw: &Raw| raw.floor.or(raw.cap).unwrap_or(Decimal::ZERO);
    let rows = in_order(open.rows, begin);
    let per_cent = in_per_cent(&rows);
    let scale = |rate: Decimal| if per_cent { rate.over(Decimal::ONE_HUNDRED) } else { Ok(rate) };
    let mut brackets: Vec<ImportedBracket> = Vec::with_capacity(rows.len());
    for raw in &rows {
        let rate = scale(raw.rate)?;
        let before = brackets.last();
        let floor = match (raw.floor, before) {
            // A first bracket of one contract begins where there is nothing.
            (_, None) => Decimal::ZERO,
            (Some(floor), _) => floor,
            (None, Some(before)) => before.cap.unwrap_or(before.floor),
        };
        let computed = match before {
            None => Decimal::ZERO,
            Some(before) => next_deduction(before.computed, before.rate, floor, rate)?,
        };
        brackets.push(ImportedBracket {
            floor,
            cap: raw.cap,
            rate,
            printed: raw.cum,
            computed,
            max_leverage: raw.max_leverage,
        });
    }
    let printed = brackets.iter().any(|bracket| bracket.printed.is_some_and(|cum| !cum.is_zero()));
    let marginal = printed || MARGINAL.contains(&open.from) || brackets.len() < 2;
    let table = ImportedTable {
        symbol: open.symbol,
        from: open.from.to_owned(),
        unit: open.unit,
        brackets,
        marginal,
        coefficient: open.coefficient,
        printed_cum: answers.printed_cum,
        scaled_already: answers.scaled_already,
    };
    // A table that the engine would not take is refused now, at a price of one where floors are in coin.
    table.tiers(crate::engine::units::Price::new(Decimal::ONE)?)?;
    for (tier, printed, computed) in table.wrong_cums()? {
        proposal.note(Note::WrongCum { symbol: table.symbol.clone(), tier, printed, computed });
    }
    if let Some(by) = table.scaling() {
        proposal.note(Note::Scaled { symbol: table.symbol.clone(), by });
    }
    if !table.marginal {
        proposal.note(Note::Jumping { symbol: table.symbol.clone() });
    }
    Ok(table)
}

/// Rates are in per cent where initial rate times highest leverage is a hundred and not one, and where a rate is one or more.
fn in_per_cent(rows: &[Raw]) -> bool {
    rows.iter().any(|raw| match (raw.initial, raw.max_leverage) {
        (Some(initial), Some(most)) => initial.times(most).is_ok_and(|product| product > Decimal::from(10)),
        _ => raw.rate >= Decimal::ONE,
    })
}
