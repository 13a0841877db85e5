//! From settings in the reader's units to the engine's question.

use crate::engine::Error;
use crate::engine::band::horizon::{Motion, Plan};
use crate::engine::band::{Behind, Other, Question};
use crate::engine::margin::{Contract, Position, Side, Tiers, VenueId, VenueModel};
use crate::engine::scenario::Scenario;
use crate::engine::scenario::parameters::{Coin, Interval, MarginMode, ParameterId as P};
use crate::engine::units::{Checked, Money, Price, Quantity, Rate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

/// Something about the settings that a reader should know, though it is no error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// The table counts in USDT and the contract in coin, so the reader's own rates are used.
    TableNeedsLinear,
    /// The table allows less leverage at this notional than is set.
    LeverageAboveTable {
        /// What the table allows.
        allowed: Decimal,
    },
    /// The next tier's rate is not above the present one and adds nothing.
    NextRateNotAbove,
}

impl Scenario {
    /// Long or short.
    #[must_use]
    pub fn side(&self) -> Side {
        self.chosen()
    }

    /// The venue model chosen.
    #[must_use]
    pub fn venue(&self) -> VenueModel {
        self.chosen::<VenueId>().model()
    }

    /// The coin traded, as venues write it.
    #[must_use]
    pub fn coin(&self) -> &'static str {
        self.chosen::<Coin>().name()
    }

    /// Hours between funding payments.
    #[must_use]
    pub fn interval_hours(&self) -> u32 {
        self.chosen::<Interval>().hours()
    }

    /// Days held, whole.
    #[must_use]
    pub fn days(&self) -> u32 {
        self.number(P::Days).to_u32().unwrap_or(0)
    }

    /// Funding payments in a number of days.
    #[must_use]
    pub fn payments(&self, days: u32) -> u32 {
        days.saturating_mul(24).checked_div(self.interval_hours()).unwrap_or(0)
    }

    /// Margin added by a day, in quote currency: none before the day on which it is put in.
    #[must_use]
    pub fn added_on(&self, day: u32) -> Decimal {
        if Decimal::from(day) >= self.number(P::AddedDay) { self.number(P::AddedMargin) } else { Decimal::ZERO }
    }

    #[inline(never)]
    pub(super) fn rate(&self, id: P) -> Result<Rate, Error> {
        Rate::from_percent(self.number(id))
    }

    /// Linear or inverse: what is chosen, unless the venue has only the other.
    #[must_use]
    pub fn contract(&self) -> Contract {
        self.contract_at(&self.venue())
    }

    /// The contract under a venue's rule.
    #[must_use]
    pub fn contract_at(&self, venue: &VenueModel) -> Contract {
        let chosen = self.chosen();
        if venue.takes(chosen) { chosen } else { venue.contract }
    }

    /// True where the whole account stands behind the position.
    #[must_use]
    pub fn is_cross(&self) -> bool {
        self.chosen::<MarginMode>() == MarginMode::Cross
    }

    /// The mark, in quote currency.
    pub fn mark(&self) -> Result<Price, Error> {
        self.away(P::Entry, P::Mark)
    }

    /// A price so many per cent from another.
    fn away(&self, from: P, percent: P) -> Result<Price, Error> {
        let factor = Decimal::ONE_HUNDRED.plus(self.number(percent))?.over(Decimal::ONE_HUNDRED)?;
        Price::new(self.number(from).times(factor)?)
    }

    /// The account behind a cross position; `None` where the position is isolated. Amounts in quote currency are converted at entry
    /// for a coin-margined position (margin-rules section 5).
    fn account(&self, contract: Contract, entry: Price) -> Result<Option<Behind>, Error> {
        if !self.is_cross() {
            return Ok(None);
        }
        let per = match contract {
            Contract::Linear => Decimal::ONE,
            Contract::Inverse => entry.get(),
        };
        let size = self.number(P::OtherSize);
        let other = if size.is_zero() {
            None
        } else {
            let side = if size.is_sign_negative() { Side::Short } else { Side::Long };
            let (entry, mark) = (Price::new(self.number(P::OtherEntry))?, self.away(P::OtherEntry, P::OtherMark)?);
            let position = Position { side, contract: Contract::Linear, size: Quantity::new(size.abs())?, entry };
            // Another coin has another table: of its rate only the reader's own is known.
            let tiers = Tiers::flat(self.rate(P::Rate)?.get(), Decimal::ZERO)?;
            Some(Other { position, mark, tiers, per })
        };
        Ok(Some(Behind { wallet: Money::new(self.number(P::FreeBalance).over(per)?), other }))
    }

    /// The question the settings ask, at the days held.
    pub fn question(&self) -> Result<Question, Error> {
        let question = Self::admitted(self.question_at(self.venue())?)?;
        Ok(Question { slippage: self.slippage()?, ..question })
    }

    /// The same question under another venue's rule, without the slippage of the forced close: no rule knows of it, and a book that
    /// has no answer is no reason for a rule to have none.
    pub fn question_at(&self, venue: VenueModel) -> Result<Question, Error> {
        self.question_adding(venue, self.added_on(self.days()))
    }

    /// The question, where the chosen rule has a rate for each size. Errors: the setting to change, and how far.
    fn admitted(question: Question) -> Result<Question, Error> {
        question.venue.admit(&question.position).map_err(|error| error.or_at(P::Size))?;
        if let Some(other) = question.account.as_ref().and_then(|account| account.other.as_ref()) {
            question.venue.admit(&other.position).map_err(|error| error.or_at(P::OtherSize))?;
        }
        Ok(question)
    }

    /// The question with all of the added margin, whatever the days held: for a band over days, which knows when it arrives.
    pub fn question_by_day(&self) -> Result<Question, Error> {
        let question = Self::admitted(self.question_adding(self.venue(), self.number(P::AddedMargin))?)?;
        Ok(Question { slippage: self.slippage()?, payments: 0, ..question })
    }

    /// What happens from day 0 to a last one. Where the whole account stands behind the position, added margin has no say.
    #[must_use]
    pub fn plan(&self, last: u32) -> Plan {
        let adds = self.matters(P::AddedDay);
        let added_on = if adds { self.number(P::AddedDay).to_u32().unwrap_or(0) } else { 0 };
        Plan { last, interval_hours: self.interval_hours(), added_on }
    }

    /// How the price is assumed to move.
    pub fn motion(&self) -> Result<Motion, Error> {
        let part = |id| self.number(id).over(Decimal::ONE_HUNDRED).map(|n| n.to_f64().unwrap_or(0.0));
        Motion::new(part(P::Volatility)?, part(P::Drift)?)
    }

    fn question_adding(&self, venue: VenueModel, added: Decimal) -> Result<Question, Error> {
        let contract = self.contract_at(&venue);
        let coins = Quantity::new(self.number(P::Size))?;
        let entry = Price::new(self.number(P::Entry))?;
        // A comparison across contracts keeps the notional at entry; margin is converted there too (margin-rules section 5).
        let (size, added) = match contract {
            Contract::Linear => (coins, added),
            Contract::Inverse => (Quantity::new(coins.at(entry)?.get())?, added.over(entry.get())?),
        };
        let position = Position { side: self.side(), contract, size, entry };
        let (tiers, next_rate) = self.tiers(&venue, &position)?;
        Ok(Question {
            position,
            account: self.account(contract, entry)?,
            leverage: self.number(P::Leverage),
            added_margin: Money::new(added),
            venue,
            tiers,
            next_rate,
            opening_fee: self.rate(P::OpeningFee)?,
            closing_fee: self.rate(P::ClosingFee)?,
            liquidation_fee: self.rate(P::LiquidationFee)?,
            slippage: Rate::ZERO,
            funding_rate: self.rate(P::FundingRate)?,
            payments: self.payments(self.days()),
            basis: self.rate(P::Basis)?,
            tick: self.number(P::Tick),
        })
    }

    /// What a reader should know about these settings.
    pub fn notes(&self) -> Result<Vec<Note>, Error> {
        let question = self.question()?;
        let mut notes = Vec::new();
        if self.lacks_linear_table() {
            notes.push(Note::TableNeedsLinear);
        }
        let bracket = question.tiers.at(question.position.entry_notional()?);
        if let Some(allowed) = bracket.and_then(|b| b.max_leverage)
            && question.leverage > allowed
        {
            notes.push(Note::LeverageAboveTable { allowed });
        }
        if question.next_rate.is_some() && self.number(P::NextRate) <= self.number(P::Rate) {
            notes.push(Note::NextRateNotAbove);
        }
        Ok(notes)
    }
}
