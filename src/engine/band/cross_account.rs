//! The account behind a cross position, with the one other position that the page knows of.

use crate::engine::Error;
use crate::engine::margin::venue::RuleInputs;
use crate::engine::margin::{CrossAccount, Position, Tiers, VenueModel};
use crate::engine::units::{Money, Price, Rate};
use rust_decimal::Decimal;

/// A cross account: what it holds, and its other position, frozen at its mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Behind {
    /// Free balance, without unrealised profit, in the settlement currency of the position asked about.
    pub wallet: Money,
    /// The other position, where there is one.
    pub other: Option<Other>,
}

/// A linear position beside the one that is asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    /// The position.
    pub position: Position,
    /// Where it stands.
    pub mark: Price,
    /// Its margin table.
    pub tiers: Tiers,
    /// One unit of the settlement currency in quote currency: 1, or the entry price of a coin-margined position.
    pub per: Decimal,
}

impl Behind {
    /// The account as the position sees it under a venue's rule: the other position keeps its requirement, with what the rule counts
    /// of a closing fee and of the next funding payment, at the leverage of the position asked about. Source: margin-rules section 1, Binance cross; trap 8.
    pub fn seen(
        &self,
        venue: &VenueModel,
        closing_fee: Rate,
        funding_rate: Rate,
        leverage: Decimal,
    ) -> Result<CrossAccount, Error> {
        let Some(Other { position, mark, tiers, per }) = &self.other else {
            let none = Money::ZERO;
            return Ok(CrossAccount { wallet: self.wallet, others_unrealised: none, others_maintenance: none });
        };
        let next_funding = position.side.pays(funding_rate)?;
        let inputs = RuleInputs { tiers, closing_fee, next_funding, leverage: Some(leverage) };
        let held = venue.cross_requirement(position, *mark, inputs)?.at(position.notional(*mark)?)?;
        Ok(CrossAccount {
            wallet: self.wallet,
            others_unrealised: position.unrealised(*mark)?.over(*per)?,
            others_maintenance: held.over(*per)?,
        })
    }
}
