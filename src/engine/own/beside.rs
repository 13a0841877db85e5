//! The liquidation price that a venue prints, beside the one found here: what each of the two would need to be the other.

use crate::engine::Error;
use crate::engine::account::{NoPrice, Portfolio};
use crate::engine::units::{Checked, Money, Price, Rate, Saturating as _};
use rust_decimal::Decimal;

/// Prices nearer than this part of the mark are the same: venues round to their ticks.
const SAME: Decimal = Decimal::from_parts(2, 0, 0, false, 4);

/// A difference in the rate that is about a taker's fee, as fractions.
const FEE: [Decimal; 2] = [Decimal::from_parts(1, 0, 0, false, 4), Decimal::from_parts(11, 0, 0, false, 4)];

/// What a venue prints for a row, beside what is found here. Rates are fractions of the notional at the printed price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beside {
    /// What the venue prints.
    pub printed: Price,
    /// What is found here, with the others frozen.
    pub found: Result<Price, NoPrice>,
    /// They are the same but for rounding.
    pub same: bool,
    /// What is left for the row there.
    pub equity: Money,
    /// What the rule here requires of it there; `None` where a table is missing.
    pub required: Option<Money>,
    /// The rate that the rule here comes to there.
    pub rate: Option<Rate>,
    /// The rate with which the printed price would be the one found here; below zero where nothing is left there.
    pub implied: Rate,
    /// More that would have to stand behind the position for the same; below zero: less.
    pub more: Option<Money>,
}

impl Beside {
    /// True where the venue's price fits a rate that is larger by about a fee for closing.
    #[must_use]
    pub fn by_a_fee(&self) -> bool {
        let [least, most] = FEE;
        self.rate.is_some_and(|rate| {
            let apart = self.implied.get().sat_sub(rate.get());
            (least..=most).contains(&apart)
        })
    }
}

/// The price printed for a row beside the one found; `None` where the venue prints none. Errors: a row that is not there; overflow.
pub fn beside(account: &Portfolio, place: usize) -> Result<Option<Beside>, Error> {
    let row = account.row(place)?;
    let Some(printed) = row.printed else { return Ok(None) };
    let found = account.row_reading(place)?.trigger;
    let there = account.row_at(place, printed)?;
    let notional = row.position().notional(printed)?;
    let share = |part: Money| part.get().over(notional.get()).map(Rate::new);
    let apart = found.map(|found| found.get().sat_sub(printed.get()).abs());
    Ok(Some(Beside {
        printed,
        found,
        same: apart.is_ok_and(|apart| apart <= printed.get().sat_mul(SAME)),
        equity: there.equity,
        required: there.required,
        rate: there.required.map(share).transpose()?,
        implied: share(there.equity)?,
        more: there.required.map(|required| required.minus(there.equity)).transpose()?,
    }))
}
