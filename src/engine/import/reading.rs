//! What an imported position says when a rule reads it: its price, what its maintenance is, and the wallet that its printed price needs.

use super::cells::missing;
use super::proposal::{AccountSummary, ImportedPosition, MarginMode, Proposal};
use super::role::Role;
use crate::engine::Error;
use crate::engine::margin::venue::RuleInputs;
use crate::engine::margin::{
    Account, Collateral, Holding, Position, Requirement, Rule, Search, Tiers, Trigger, VenueId,
};
use crate::engine::units::{Money, Rate};
use rust_decimal::Decimal;

impl ImportedPosition {
    /// The position.
    #[must_use]
    pub fn position(&self) -> Position {
        Position { side: self.side, contract: self.contract, size: self.size, entry: self.entry }
    }

    /// The rule with the fee that the amounts hold.
    #[must_use]
    pub fn rule(&self) -> Rule {
        Rule::of(self.rule.model()).with_closing_fee(self.closing_fee.unwrap_or(Rate::ZERO))
    }

    /// Its rate as a table. Errors: a rate that is not known.
    pub fn tiers(&self) -> Result<Tiers, Error> {
        Tiers::flat(self.rate.ok_or_else(|| missing(Role::Rate))?.get(), Decimal::ZERO)
    }

    fn requirement(&self, rule: VenueId) -> Result<Requirement, Error> {
        let tiers = self.tiers()?;
        let closing_fee = self.closing_fee.unwrap_or(Rate::ZERO);
        let inputs = RuleInputs { tiers: &tiers, closing_fee, next_funding: Rate::ZERO, leverage: self.leverage };
        rule.model().requirement_at(&self.position(), self.mark.unwrap_or(self.entry), inputs)
    }

    /// Where it is liquidated with this behind it. Errors: a rate that is not known; as [`Search::run`].
    pub fn trigger_with(&self, behind: Collateral) -> Result<Trigger, Error> {
        let requirement = self.requirement(self.rule)?;
        let search = Search {
            position: &self.position(),
            anchor: self.entry,
            equity: behind.margin()?,
            requirement: &requirement,
            mark: self.mark.unwrap_or(self.entry),
            divisor: Decimal::ONE,
        };
        search.run().map(|found| found.trigger)
    }

    /// The same with its own margin. Errors: no margin of its own, or a rate that is not known.
    pub fn trigger(&self) -> Result<Trigger, Error> {
        self.trigger_with(Collateral::Isolated(self.margin.ok_or_else(|| missing(Role::Margin))?))
    }

    /// Maintenance margin at the mark under a rule, with what is held for closing: what the venue would print. Errors: a rate that is not known.
    pub fn maintenance_under(&self, rule: VenueId) -> Result<Money, Error> {
        let notional = self.position().notional(self.mark.unwrap_or(self.entry))?;
        let own = self.requirement(rule)?.at(notional)?;
        match (self.leverage, self.closing_fee) {
            (Some(leverage), Some(fee)) => own.plus(rule.model().reserve(&self.position(), leverage, fee)?),
            _ => Ok(own),
        }
    }

    /// The wallet with which the printed price would be the liquidation price at a rate, nothing else standing on it; `None` where none is
    /// printed. Equity at that price equals the requirement: WB = requirement - profit. Errors: overflow.
    pub fn implied_wallet(&self, rate: Rate) -> Result<Option<Money>, Error> {
        let Some(price) = self.liquidation else { return Ok(None) };
        let at_rate = Self { rate: Some(rate), ..self.clone() };
        let required = at_rate.requirement(self.rule)?.at(self.position().notional(price)?)?;
        required.minus(self.position().unrealised(price)?).map(Some)
    }

    fn holding(&self) -> Result<Holding, Error> {
        Ok(Holding {
            position: self.position(),
            tiers: self.tiers()?,
            mark: self.mark.unwrap_or(self.entry),
            leverage: self.leverage.unwrap_or(Decimal::ONE),
        })
    }
}

impl AccountSummary {
    /// The wallet behind cross positions, without their profit: as printed, else equity less profit, else the whole wallet less what isolated
    /// positions hold. `None` where the file does not say. Errors: overflow.
    pub fn behind_cross(&self, positions: &[ImportedPosition]) -> Result<Option<Money>, Error> {
        if self.cross_wallet.is_some() {
            return Ok(self.cross_wallet);
        }
        if let Some(equity) = self.cross_equity {
            let mut wallet = equity;
            for position in positions.iter().filter(|position| position.mode == Some(MarginMode::Cross)) {
                let own = position.position().unrealised(position.mark.unwrap_or(position.entry))?;
                wallet = wallet.minus(position.profit.unwrap_or(own))?;
            }
            return Ok(Some(wallet));
        }
        let Some(mut wallet) = self.wallet else { return Ok(None) };
        for position in positions {
            wallet = wallet.minus(position.margin.unwrap_or(Money::ZERO))?;
        }
        Ok(Some(wallet))
    }
}

impl Proposal {
    /// The cross positions that have a rate, as an account of the engine, with their places in `positions`; `None` where the file says no
    /// wallet. Errors: linear and inverse together; overflow.
    pub fn cross_account(&self) -> Result<Option<(Account, Vec<usize>)>, Error> {
        let Some(wallet) = self.account.behind_cross(&self.positions)? else { return Ok(None) };
        let cross = |(_, position): &(usize, &ImportedPosition)| {
            position.mode == Some(MarginMode::Cross) && position.rate.is_some()
        };
        let (mut holdings, mut places) = (Vec::new(), Vec::new());
        for (place, position) in self.positions.iter().enumerate().filter(cross) {
            holdings.push(position.holding()?);
            places.push(place);
        }
        Ok(Some((Account::new(wallet, holdings)?, places)))
    }
}
