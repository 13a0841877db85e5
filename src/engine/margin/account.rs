//! A cross account: one wallet behind any number of positions.
//!
//! A question ([`MarginContext`]) goes in, an answer ([`MarginCalculation`]) comes out. When one position's price is asked about,
//! the others stay frozen at their marks; a price found so is a snapshot, since real markets move together.
//! Source: margin-rules section 1, Binance cross one-way, and section 4, trap 8.

use crate::engine::margin::liquidation::Found;
use crate::engine::margin::venue::{RuleInputs, margin_ratio};
use crate::engine::margin::{Collateral, Contract, CrossAccount, Position, Requirement, Search, Tiers, VenueModel};
use crate::engine::units::{Money, Price, Rate};
use crate::engine::{Cause, Error};
use rust_decimal::Decimal;

/// Which line of margin is asked about. Ordered by what it asks: initial margin is never below maintenance margin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Regime {
    /// What keeps a position from being liquidated.
    Maintenance,
    /// What opens a position, and what a withdrawal must leave.
    Initial,
}

/// A venue's rule with the rates it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// The venue.
    pub model: VenueModel,
    /// Closing fee f, where the family counts one.
    pub closing_fee: Rate,
    /// The next funding payment as a rate, where the family counts one; only what costs.
    pub next_funding: Rate,
}

impl Rule {
    /// A venue's rule without fee and funding.
    #[must_use]
    pub fn of(model: VenueModel) -> Self {
        Self { model, closing_fee: Rate::ZERO, next_funding: Rate::ZERO }
    }

    /// What the venue's rule asks of a position, at the leverage chosen.
    #[must_use]
    pub const fn inputs<'a>(&self, tiers: &'a Tiers, leverage: Decimal) -> RuleInputs<'a> {
        RuleInputs { tiers, closing_fee: self.closing_fee, next_funding: self.next_funding, leverage: Some(leverage) }
    }

    /// The same with a closing fee.
    #[must_use]
    pub fn with_closing_fee(self, closing_fee: Rate) -> Self {
        Self { closing_fee, ..self }
    }

    /// The same with the next funding payment.
    #[must_use]
    pub fn with_next_funding(self, next_funding: Rate) -> Self {
        Self { next_funding, ..self }
    }
}

/// What an account is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarginContext {
    /// The line of margin.
    pub regime: Regime,
    /// The venue's rule.
    pub rule: Rule,
}

impl MarginContext {
    /// May this account open what it holds?
    #[must_use]
    pub fn initial(rule: Rule) -> Self {
        Self { regime: Regime::Initial, rule }
    }

    /// May this account keep what it holds?
    #[must_use]
    pub fn maintenance(rule: Rule) -> Self {
        Self { regime: Regime::Maintenance, rule }
    }
}

/// What an account has and what it needs, in its settlement currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarginCalculation {
    /// The line of margin that was asked about.
    pub regime: Regime,
    /// Wallet balance and unrealised profit, at the marks.
    pub equity: Money,
    /// What equity must cover.
    pub required: Money,
    /// Equity equal to the requirement meets it.
    pub equality_meets: bool,
}

impl MarginCalculation {
    /// Equity covers the requirement. Equity equal to it opens a position; whether it keeps one is the venue's to say.
    #[must_use]
    pub fn meets_requirement(&self) -> bool {
        self.equity > self.required
            || (self.equity == self.required && (self.equality_meets || self.required == Money::ZERO))
    }

    /// What is missing to cover the requirement; zero where nothing is.
    pub fn shortage(&self) -> Result<Money, Error> {
        Ok(self.required.minus(self.equity)?.max(Money::ZERO))
    }

    /// What equity holds above the requirement; zero where it holds less.
    pub fn excess(&self) -> Result<Money, Error> {
        Ok(self.equity.minus(self.required)?.max(Money::ZERO))
    }

    /// The account owes more than it has, whatever the requirement.
    #[must_use]
    pub fn is_bankrupt(&self) -> bool {
        self.equity < Money::ZERO
    }

    /// Equity over requirement; `None` where nothing is required.
    pub fn ratio(&self) -> Result<Option<Rate>, Error> {
        margin_ratio(self.equity, self.required)
    }
}

/// A position as an account holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    /// The position as it was opened.
    pub position: Position,
    /// Its margin table.
    pub tiers: Tiers,
    /// The mark at which it is valued.
    pub mark: Price,
    /// Leverage chosen for it; where its bracket allows less, that counts. Above zero.
    pub leverage: Decimal,
}

impl Holding {
    fn maintenance(&self, rule: &Rule) -> Result<Requirement, Error> {
        let inputs = rule.inputs(&self.tiers, self.leverage);
        rule.model.cross_requirement(&self.position, self.mark, inputs)
    }

    /// What this position is asked for at its mark. Initial margin is notional / leverage, and never less than maintenance: what
    /// could not be kept cannot be opened.
    pub fn required(&self, context: &MarginContext) -> Result<Money, Error> {
        let notional = self.position.notional(self.mark)?;
        let maintenance = self.maintenance(&context.rule)?.at(notional)?;
        match context.regime {
            Regime::Maintenance => Ok(maintenance),
            Regime::Initial => {
                let allowed = self.tiers.at(notional).and_then(|b| b.max_leverage);
                let leverage = allowed.map_or(self.leverage, |most| most.min(self.leverage));
                Ok(notional.over(leverage)?.max(maintenance))
            }
        }
    }
}

/// A wallet and the positions it stands behind, all settled in one currency. A what-if is a clone with something changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    wallet: Money,
    holdings: Vec<Holding>,
}

impl Account {
    /// An account with a wallet balance: deposits and realised amounts, without unrealised profit; it may be negative.
    /// Errors: [`Cause::MixedSettlement`] where linear and inverse contracts stand side by side.
    pub fn new(wallet: Money, holdings: Vec<Holding>) -> Result<Self, Error> {
        let inverse = holdings.iter().filter(|h| h.position.contract == Contract::Inverse).count();
        if inverse > 0 && inverse < holdings.len() {
            return Err(Cause::MixedSettlement.into());
        }
        Ok(Self { wallet, holdings })
    }

    /// The wallet balance.
    #[must_use]
    pub fn wallet(&self) -> Money {
        self.wallet
    }

    /// The positions, in the order given.
    #[must_use]
    pub fn holdings(&self) -> &[Holding] {
        &self.holdings
    }

    /// The same positions behind another wallet balance.
    #[must_use]
    pub fn with_wallet(&self, wallet: Money) -> Self {
        Self { wallet, holdings: self.holdings.clone() }
    }

    /// Equity and requirement of the whole account, every position at its mark.
    pub fn calculation(&self, context: &MarginContext) -> Result<MarginCalculation, Error> {
        let (mut equity, mut required) = (self.wallet, Money::ZERO);
        for holding in &self.holdings {
            equity = equity.plus(holding.position.unrealised(holding.mark)?)?;
            required = required.plus(holding.required(context)?)?;
        }
        let equality_meets = context.regime == Regime::Initial || context.rule.model.keeps_at_equality;
        Ok(MarginCalculation { regime: context.regime, equity, required, equality_meets })
    }

    /// The account as its position `index` (from 0) sees it: the others' profit and maintenance, frozen at their marks.
    /// Errors: [`Cause::NoSuchPosition`].
    pub fn collateral_of(&self, index: usize, rule: &Rule) -> Result<Collateral, Error> {
        let others_unrealised = self.others_unrealised(index)?;
        let context = MarginContext::maintenance(*rule);
        let mut others_maintenance = Money::ZERO;
        for other in self.others(index) {
            others_maintenance = others_maintenance.plus(other.required(&context)?)?;
        }
        Ok(Collateral::Cross(CrossAccount { wallet: self.wallet, others_unrealised, others_maintenance }))
    }

    /// The mark of position `index` (from 0) at which the account no longer meets its maintenance requirement, searched from its
    /// present mark while the others stay where they are; where equality keeps, the price is the last that does. Errors: [`Cause::NoSuchPosition`], or as [`Search::run`].
    pub fn liquidation(&self, index: usize, rule: &Rule) -> Result<Found, Error> {
        let holding = self.holding(index)?;
        let requirement = holding.maintenance(rule)?;
        Search {
            position: &holding.position,
            anchor: holding.position.entry,
            equity: self.collateral_of(index, rule)?.margin()?,
            requirement: &requirement,
            mark: holding.mark,
            divisor: Decimal::ONE,
        }
        .run()
    }

    /// The mark of position `index` (from 0) at which the account's equity is gone while the others stay where they are; `None` where no
    /// price above zero takes it all. Errors: [`Cause::NoSuchPosition`].
    pub fn bankruptcy(&self, index: usize) -> Result<Option<Price>, Error> {
        // The others' maintenance is there to lose too.
        let equity = self.wallet.plus(self.others_unrealised(index)?)?;
        self.holding(index)?.position.bankruptcy_price(equity)
    }

    fn others(&self, index: usize) -> impl Iterator<Item = &Holding> {
        self.holdings.iter().enumerate().filter(move |(place, _)| *place != index).map(|(_, other)| other)
    }

    fn others_unrealised(&self, index: usize) -> Result<Money, Error> {
        self.holding(index)?;
        self.others(index).try_fold(Money::ZERO, |sum, other| sum.plus(other.position.unrealised(other.mark)?))
    }

    fn holding(&self, index: usize) -> Result<&Holding, Error> {
        let count = self.holdings.len();
        self.holdings.get(index).ok_or_else(|| Cause::NoSuchPosition { index, count }.into())
    }
}

#[cfg(test)]
mod tests;
