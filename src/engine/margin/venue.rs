//! Named, dated venue models. A model is data: which family its requirement belongs to, how it treats added margin and
//! fees held in reserve, and how it rounds. Sources: `margin-rules.md` sections 0 and 1.

use crate::engine::Error;
use crate::engine::margin::Side;
use crate::engine::margin::{Contract, Position, Requirement, Tiers};
use crate::engine::units::{Checked, Money, Price, Rate, Rounding};
use rust_decimal::Decimal;

/// How a venue's maintenance requirement moves with the price.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Family {
    /// A rate at the liquidation price: q p r - c.
    A,
    /// The same with the closing fee: q p (r + f) - c.
    APlus,
    /// A rate at the entry notional: q E r.
    B,
    /// Entry notional plus the next funding payment and a closing fee held in reserve: q E (r + funding) + fee at bankruptcy.
    BPlus,
}

/// The venue models this page knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum VenueId {
    /// Family A with the reader's own rates; no venue.
    Generic,
    /// Binance USDⓈ-margined futures.
    BinanceUsdm,
    /// Binance coin-margined futures.
    BinanceCoinm,
    /// Bybit, unified account.
    BybitUnified,
    /// Bybit before the unified rule.
    BybitOld,
    /// OKX.
    Okx,
    /// Hyperliquid.
    Hyperliquid,
    /// BitMEX.
    Bitmex,
}

/// One venue's rule, as data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VenueModel {
    /// Which model.
    pub id: VenueId,
    /// The venue's name.
    pub name: &'static str,
    /// How the requirement moves with the price.
    pub family: Family,
    /// The contract the model is asked about unless told otherwise.
    pub contract: Contract,
    /// When the rule was true; `None` where that is not known.
    pub as_of: Option<&'static str>,
    /// Where the rule is stated.
    pub source: &'static str,
    /// The liquidation price, written out for a linear contract (inverse for a coin-margined venue).
    pub formula: &'static str,
    /// Prices are rounded to the tick, toward entry.
    pub rounds_toward_entry: bool,
    /// The closing fee at bankruptcy is held on top of initial and of maintenance margin, and so cancels out of the trigger.
    pub holds_closing_fee: bool,
    /// Margin added later is shared with that reserve: A / (1 - s f) of it supports the position.
    pub added_margin_feeds_reserve: bool,
}

const DEFAULTS: VenueModel = VenueModel {
    id: VenueId::Generic,
    name: "Generic",
    family: Family::A,
    contract: Contract::Linear,
    as_of: None,
    source: "the algebra of family A, no venue",
    formula: "p = (s q E - M - c) / (q (s - r))",
    rounds_toward_entry: false,
    holds_closing_fee: false,
    added_margin_feeds_reserve: false,
};

/// Every model, the default first.
pub const MODELS: [VenueModel; 8] = [
    DEFAULTS,
    VenueModel {
        id: VenueId::BinanceUsdm,
        name: "Binance USDⓈ-M",
        as_of: Some("2024-10"),
        source: "Binance support, liquidation price of USDⓈ-M futures",
        ..DEFAULTS
    },
    VenueModel {
        id: VenueId::BinanceCoinm,
        name: "Binance COIN-M",
        contract: Contract::Inverse,
        source: "Binance support, liquidation price of COIN-M futures",
        formula: "p = Q (s + r) / (M + c + s Q / E)",
        ..DEFAULTS
    },
    VenueModel {
        id: VenueId::BybitUnified,
        name: "Bybit, unified account",
        as_of: Some("2026-08"),
        source: "Bybit help pages on the unified account, as quoted by third parties",
        formula: "p = (s q E - q E / L - A / (1 - s f) - D) / (q (s - r))",
        rounds_toward_entry: true,
        holds_closing_fee: true,
        added_margin_feeds_reserve: true,
        ..DEFAULTS
    },
    VenueModel {
        id: VenueId::BybitOld,
        name: "Bybit, old rule",
        family: Family::B,
        as_of: Some("2025-05"),
        source: "freqtrade's Bybit rule and a venue record of May 2025",
        formula: "p = E (1 - s (1 / L - r)) - s A / q",
        rounds_toward_entry: true,
        holds_closing_fee: true,
        ..DEFAULTS
    },
    VenueModel {
        id: VenueId::Okx,
        name: "OKX",
        family: Family::APlus,
        as_of: Some("2024-06"),
        source: "OKX margin ratio rule; two venue samples",
        formula: "p = (s q E - M) / (q (s - r - f))",
        ..DEFAULTS
    },
    VenueModel {
        id: VenueId::Hyperliquid,
        name: "Hyperliquid",
        source: "Hyperliquid docs, liquidations; 29 recorded positions",
        formula: "p = (s q E - M - c) / (q (s - r)), r = 1 / (2 x highest leverage)",
        ..DEFAULTS
    },
    VenueModel {
        id: VenueId::Bitmex,
        name: "BitMEX",
        family: Family::BPlus,
        as_of: Some("2022"),
        source: "BitMEX docs, cross-margin example; position records of 2018 and 2022",
        formula: "p = E - s (M - q E (r + funding)) / q",
        rounds_toward_entry: true,
        holds_closing_fee: true,
        ..DEFAULTS
    },
];

impl VenueId {
    /// The model's word in links and documents.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Generic => "generic",
            Self::BinanceUsdm => "binance-usdm",
            Self::BinanceCoinm => "binance-coinm",
            Self::BybitUnified => "bybit",
            Self::BybitOld => "bybit-old",
            Self::Okx => "okx",
            Self::Hyperliquid => "hyperliquid",
            Self::Bitmex => "bitmex",
        }
    }

    /// The model itself.
    #[must_use]
    pub fn model(self) -> VenueModel {
        MODELS.into_iter().find(|m| m.id == self).unwrap_or(DEFAULTS)
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
}

impl VenueModel {
    /// True where the rule covers a kind of contract.
    #[must_use]
    pub fn takes(&self, contract: Contract) -> bool {
        self.contract == contract || self.contract == Contract::Linear
    }

    /// The requirement that triggers a liquidation under this rule.
    pub fn requirement(&self, position: &Position, inputs: RuleInputs<'_>) -> Result<Requirement, Error> {
        match self.family {
            Family::A => Ok(Requirement::by_tier(inputs.tiers.clone())),
            Family::APlus => Requirement::by_tier(inputs.tiers.clone()).with_surcharge(inputs.closing_fee),
            Family::B => Requirement::fixed(inputs.tiers.maintenance(position.entry_notional()?)?),
            Family::BPlus => {
                let entry = position.entry_notional()?;
                Requirement::fixed(inputs.tiers.maintenance(entry)?)?.with_fixed(entry.times(inputs.next_funding)?)
            }
        }
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

    /// Initial margin: notional / leverage plus what is held for the closing fee.
    pub fn initial_margin(&self, position: &Position, leverage: Decimal, closing_fee: Rate) -> Result<Money, Error> {
        position.entry_notional()?.over(leverage)?.plus(self.reserve(position, leverage, closing_fee)?)
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

    /// The price rounded as the venue prints it: toward entry (a long's up, a short's down), or as it is.
    pub fn rounded(&self, price: Price, side: Side, tick: Decimal) -> Result<Price, Error> {
        if !self.rounds_toward_entry {
            return Ok(price);
        }
        price.to_tick(
            tick,
            match side {
                Side::Long => Rounding::Up,
                Side::Short => Rounding::Down,
            },
        )
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
