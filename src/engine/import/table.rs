//! A margin table of a file as a table of the engine.

use super::proposal::{FloorUnit, ImportedTable};
use crate::engine::Error;
use crate::engine::margin::tiers::{Bracket, Tiers, next_deduction};
use crate::engine::units::{Checked, Price};
use rust_decimal::Decimal;

impl ImportedTable {
    /// What floors and caps are multiplied by; `None` where nothing scales them, or they are scaled already.
    #[must_use]
    pub fn scaling(&self) -> Option<Decimal> {
        self.coefficient.filter(|by| *by != Decimal::ONE && !self.scaled_already)
    }

    /// The table, floors in notional; `price` is what counts floors that are in coin or quote currency. Cumulative amounts follow from the
    /// rates, or are those printed where the reader says so: printed ones scale with the floors. Errors: as [`Tiers::new`]; overflow.
    pub fn tiers(&self, price: Price) -> Result<Tiers, Error> {
        let scale = self.scaling().unwrap_or(Decimal::ONE);
        let notional = |floor: Decimal| match self.unit {
            FloorUnit::Notional => floor.times(scale),
            FloorUnit::Coins => floor.times(price.get()),
            FloorUnit::Quote => floor.over(price.get()),
        };
        let mut brackets: Vec<Bracket> = Vec::with_capacity(self.brackets.len());
        for row in &self.brackets {
            let floor = notional(row.floor)?;
            let deduction = match (brackets.last(), row.printed) {
                _ if !self.marginal => Decimal::ZERO,
                (_, Some(printed)) if self.printed_cum => printed.times(scale)?,
                (None, _) => Decimal::ZERO,
                (Some(last), _) => next_deduction(last.deduction, last.rate, floor, row.rate)?,
            };
            brackets.push(Bracket { floor, rate: row.rate, deduction, max_leverage: row.max_leverage });
        }
        Tiers::new(brackets)
    }

    /// Brackets, counted from 1, whose printed cumulative amount does not follow from the one before it, with both amounts. One wrong
    /// amount does not make those after it wrong.
    pub fn wrong_cums(&self) -> Result<Vec<(usize, Decimal, Decimal)>, Error> {
        let mut wrong = Vec::new();
        let mut offset = Decimal::ZERO;
        for (tier, row) in (1_usize..).zip(&self.brackets) {
            let Some(printed) = row.printed.filter(|_| self.marginal) else { continue };
            let expected = row.computed.plus(offset)?;
            // Printed amounts are rounded to their digits.
            let unit = Decimal::new(1, printed.scale().clamp(1, 8));
            if printed.minus(row.computed)?.abs() <= unit {
                offset = Decimal::ZERO;
            } else if printed.minus(expected)?.abs() > unit {
                wrong.push((tier, printed, row.computed));
                offset = printed.minus(row.computed)?;
            }
        }
        Ok(wrong)
    }
}
