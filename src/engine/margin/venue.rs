//! Named, dated venue models. A model is data: which family its requirement belongs to, how it treats added margin and
//! fees held in reserve, and how it rounds. The models stand in `entries`. Sources: `margin-rules.md` sections 0 and 1.

mod entries;
mod record;
mod sources;

pub use entries::{MODELS, VenueId};
pub use record::{OnRecord, rule_of};
pub use sources::SourceLink;

use crate::engine::error::Field;
use crate::engine::margin::kinds::{of_initial_margin, of_leverage};
use crate::engine::margin::rounding::TickRounding;
use crate::engine::margin::{Contract, Growth, Position, Requirement, Side, Tiers};
use crate::engine::units::{Checked, Money, Price, Rate};
use crate::engine::{Cause, Error};
use rust_decimal::Decimal;

/// How a venue's maintenance requirement moves with the price.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Family {
    /// A rate at the liquidation price: q p r - c.
    A,
    /// The same with the closing fee: q p (r + f) - c.
    APlus,
    /// A rate at a notional that does not move with the price: q E r.
    B,
    /// Entry notional plus the next funding payment and a closing fee held in reserve: q E (r + funding) + fee at bankruptcy.
    BPlus,
    /// The larger of a rate at the liquidation price and one that grows with the notional there: N x max(r, k N^p).
    Grows(Growth),
    /// A factor over the chosen leverage, at the liquidation price: N a / L.
    OfLeverage {
        /// The factor a.
        factor: Decimal,
    },
    /// A part of the initial margin, whatever the price: a q E / L.
    OfMargin {
        /// The part a.
        part: Decimal,
    },
    /// An oracle pool's: a part of the size at the entry, no less than an amount, and the closing fee: max(q E r, least) + q E f.
    Pool {
        /// The least, in quote currency.
        least: Decimal,
    },
}

/// The kinds of contract a rule is stated for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Covers {
    /// Linear contracts only.
    Linear,
    /// Inverse contracts only.
    Inverse,
    /// Both.
    Both,
}

/// One venue's rule, as data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VenueModel {
    /// Which model.
    pub id: VenueId,
    /// Its word in links and documents: lower-case letters, digits and hyphens.
    pub key: &'static str,
    /// The venue's name.
    pub name: &'static str,
    /// The first date for which the rule is on record; `None` where one date is known, or none.
    pub since: Option<&'static str>,
    /// The last date for which it is: when the rule was true. `None` where that is not known.
    pub as_of: Option<&'static str>,
    /// The liquidation price, written out for a linear contract (inverse for a coin-margined venue).
    pub formula: &'static str,
    /// Where the rule is stated.
    pub source: &'static str,
    /// How the requirement moves with the price.
    pub family: Family,
    /// The contract the model is asked about unless told otherwise.
    pub contract: Contract,
    /// The contracts the rule is stated for; [`VenueModel::takes`] asks.
    pub covers: Covers,
    /// How the liquidation price is printed.
    pub liquidation_rounding: TickRounding,
    /// How the bankruptcy price is printed.
    pub bankruptcy_rounding: TickRounding,
    /// The closing fee at bankruptcy is held on top of initial and of maintenance margin, and so cancels out of the trigger.
    pub holds_closing_fee: bool,
    /// Margin added later is shared with that reserve: A / (1 - s f) of it supports the position.
    pub added_margin_feeds_reserve: bool,
    /// A cross account holds no such reserve; its closing fee is counted at the price being tested.
    pub cross_counts_closing_fee: bool,
    /// Family B at the notional of the mark, not of the entry.
    pub freezes_at_mark: bool,
    /// Equity equal to maintenance keeps a position; elsewhere it is liquidated.
    pub keeps_at_equality: bool,
    /// The venue states its rates but no price; the formula is our derivation.
    pub derived: bool,
}

impl VenueId {
    /// The model's word in links and documents.
    #[must_use]
    pub fn key(self) -> &'static str {
        self.model().key
    }

    /// The model itself.
    #[must_use]
    pub fn model(self) -> VenueModel {
        // One entry for each id, in their order; a test proves it.
        MODELS.get(self as usize).copied().unwrap_or(MODELS[0])
    }
}

/// What a rule is asked with.
#[derive(Debug, Clone, Copy)]
pub struct RuleInputs<'a> {
    /// The margin table in force.
    pub tiers: &'a Tiers,
    /// Closing fee f, where the family counts one.
    pub closing_fee: Rate,
    /// The next funding payment as a rate, where the family counts one; only what costs.
    pub next_funding: Rate,
    /// Leverage chosen, which some families ask; `None` where it is not known.
    pub leverage: Option<Decimal>,
}

impl RuleInputs<'_> {
    /// The leverage. Errors: it is not known.
    fn leverage(&self) -> Result<Decimal, Error> {
        self.leverage.ok_or_else(|| Error::at(Field::Leverage, Cause::Empty))
    }
}

impl VenueModel {
    /// True where the rule is stated for such contracts.
    #[must_use]
    pub fn takes(&self, contract: Contract) -> bool {
        match self.covers {
            Covers::Both => true,
            Covers::Linear => contract == Contract::Linear,
            Covers::Inverse => contract == Contract::Inverse,
        }
    }

    /// Whether the rule has a rate for a position of this size. Errors: [`Cause::RateOfSize`], as [`Growth::admit`].
    pub fn admit(&self, position: &Position) -> Result<(), Error> {
        match self.family {
            Family::Grows(growth) => growth.admit(position),
            _ => Ok(()),
        }
    }

    /// True where the closing fee is of the size at the entry, and does not move with the price.
    #[must_use]
    pub fn charges_fee_of_entry(&self) -> bool {
        matches!(self.family, Family::Pool { .. })
    }

    /// The requirement that triggers a liquidation under this rule, for a position that stands where it was opened.
    /// Errors: overflow, a leverage that is not known; as [`VenueModel::admit`].
    pub fn requirement(&self, position: &Position, inputs: RuleInputs<'_>) -> Result<Requirement, Error> {
        self.requirement_at(position, position.entry, inputs)
    }

    /// The same for a position whose mark has moved, which matters to a rule that freezes maintenance at the mark.
    pub fn requirement_at(
        &self,
        position: &Position,
        mark: Price,
        inputs: RuleInputs<'_>,
    ) -> Result<Requirement, Error> {
        let still = position.notional(if self.freezes_at_mark { mark } else { position.entry })?;
        match self.family {
            Family::A => Ok(Requirement::by_tier(inputs.tiers.clone())),
            Family::APlus => Requirement::by_tier(inputs.tiers.clone()).with_surcharge(inputs.closing_fee),
            Family::B => Requirement::fixed(inputs.tiers.maintenance(still)?),
            Family::BPlus => {
                Requirement::fixed(inputs.tiers.maintenance(still)?)?.with_fixed(still.times(inputs.next_funding)?)
            }
            Family::Grows(growth) => {
                self.admit(position)?;
                Ok(Requirement::by_tier(inputs.tiers.clone()).with_growth(growth))
            }
            Family::OfLeverage { factor } => of_leverage(factor, inputs.leverage()?),
            Family::OfMargin { part } => {
                of_initial_margin(Rate::new(part), position.entry_notional()?.over(inputs.leverage()?)?)
            }
            Family::Pool { least } => {
                let size = position.entry_notional()?;
                Requirement::fixed(inputs.tiers.maintenance(size)?.max(Money::new(least)))?
                    .with_fixed(size.times(inputs.closing_fee)?)
            }
        }
    }

    /// The same for a position of a cross account.
    pub fn cross_requirement(
        &self,
        position: &Position,
        mark: Price,
        inputs: RuleInputs<'_>,
    ) -> Result<Requirement, Error> {
        let own = self.requirement_at(position, mark, inputs)?;
        if self.cross_counts_closing_fee { own.with_surcharge(inputs.closing_fee) } else { Ok(own) }
    }

    /// Margin that supports the position: notional / leverage + added margin, less what of the added part goes to the fee reserve.
    /// Units: settlement currency. The reserve itself is held on top and not counted here.
    pub fn margin(
        &self,
        position: &Position,
        leverage: Decimal,
        added: Money,
        closing_fee: Rate,
    ) -> Result<Money, Error> {
        let initial = position.entry_notional()?.over(leverage)?;
        let added = if self.added_margin_feeds_reserve {
            let kept = Decimal::ONE.minus(position.sign_in_notional().times(closing_fee.get())?)?;
            added.over(kept)?
        } else {
            added
        };
        initial.plus(added)
    }

    /// The closing fee at the bankruptcy price of the chosen leverage, where the venue holds one; else nothing.
    pub fn reserve(&self, position: &Position, leverage: Decimal, closing_fee: Rate) -> Result<Money, Error> {
        if !self.holds_closing_fee {
            return Ok(Money::ZERO);
        }
        bankruptcy_notional(position, leverage)?.times(closing_fee)
    }

    /// Initial margin at the entry: what opening asked for. Notional at entry / leverage plus what is held for the closing fee, in the
    /// settlement currency. Source: margin-rules section 1, Bybit and BitMEX. Errors: overflow, or a leverage of zero.
    pub fn initial_margin_at_entry(
        &self,
        position: &Position,
        leverage: Decimal,
        closing_fee: Rate,
    ) -> Result<Money, Error> {
        self.initial_margin_at_mark(position, position.entry, leverage, closing_fee)
    }

    /// Initial margin at the mark: what holding the position now asks for. Notional at the mark / leverage plus the same reserve. Another
    /// amount than that at the entry, and what Binance and Paradex print. Source: accounts section 2; Binance's position endpoint, "initial
    /// margin required with current mark price". Errors as at the entry.
    pub fn initial_margin_at_mark(
        &self,
        position: &Position,
        mark: Price,
        leverage: Decimal,
        closing_fee: Rate,
    ) -> Result<Money, Error> {
        position.notional(mark)?.over(leverage)?.plus(self.reserve(position, leverage, closing_fee)?)
    }

    /// What opening costs: initial margin, opening fee, and the closing fee at bankruptcy. Source: margin-rules section 1, Bybit.
    pub fn order_cost(
        &self,
        position: &Position,
        leverage: Decimal,
        opening_fee: Rate,
        closing_fee: Rate,
    ) -> Result<Money, Error> {
        let notional = position.entry_notional()?;
        notional
            .over(leverage)?
            .plus(notional.times(opening_fee)?)?
            .plus(bankruptcy_notional(position, leverage)?.times(closing_fee)?)
    }

    /// A liquidation price as the venue prints it.
    pub fn rounded(&self, price: Price, side: Side, tick: Decimal) -> Result<Price, Error> {
        self.liquidation_rounding.apply(price, side, tick)
    }

    /// A bankruptcy price as the venue prints it.
    pub fn rounded_bankruptcy(&self, price: Price, side: Side, tick: Decimal) -> Result<Price, Error> {
        self.bankruptcy_rounding.apply(price, side, tick)
    }
}

/// Notional at the bankruptcy price of the chosen leverage: N (1 - s / L) linear, N (1 + s / L) inverse.
fn bankruptcy_notional(position: &Position, leverage: Decimal) -> Result<Money, Error> {
    let notional = position.entry_notional()?;
    let lost = notional.over(leverage)?.get();
    notional.minus(Money::new(position.sign_in_notional().times(lost)?))
}

/// Equity over requirement: 1 is liquidation, above it is room. `None` where nothing is required.
/// Source: margin-rules section 1, OKX (equity / (maintenance + closing fee)).
pub fn margin_ratio(equity: Money, required: Money) -> Result<Option<Rate>, Error> {
    if required.get().is_zero() {
        return Ok(None);
    }
    equity.get().over(required.get()).map(|r| Some(Rate::new(r)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_entry_says_what_it_is_and_when_it_was_true() {
        for (place, model) in MODELS.into_iter().enumerate() {
            assert_eq!((model.id as usize, model.id.model()), (place, model));
            for text in [model.key, model.name, model.formula, model.source] {
                assert!(!text.is_empty(), "{:?}", model.id);
            }
            assert!(model.key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
            assert!(model.takes(model.contract), "{:?}", model.id);
            if let Some(since) = model.since {
                assert!(model.as_of.is_some_and(|until| since <= until), "{:?}", model.id);
            }
        }
    }
}
