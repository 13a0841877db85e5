//! From settings in the reader's units to the engine's question.

use crate::engine::Error;
use crate::engine::band::Question;
use crate::engine::margin::tables::binance_2024_10;
use crate::engine::margin::{Contract, Position, Side, Tiers, VenueModel};
use crate::engine::scenario::parameters::{Kind, ParameterId as P, table_symbol, venue};
use crate::engine::scenario::{Scenario, Value};
use crate::engine::units::{Checked, Money, Price, Quantity, Rate};
use rust_decimal::Decimal;
use std::str::FromStr as _;

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
        if self.choice(P::Side) == 0 { Side::Long } else { Side::Short }
    }

    /// The venue model chosen.
    #[must_use]
    pub fn venue(&self) -> VenueModel {
        venue(self.choice(P::Venue)).model()
    }

    /// The coin traded: the symbol of a real table, else BTC.
    #[must_use]
    pub fn coin(&self) -> &'static str {
        table_symbol(self.choice(P::Table)).unwrap_or("BTC")
    }

    /// Hours between funding payments.
    #[must_use]
    pub fn interval_hours(&self) -> u32 {
        match (self.value(P::FundingInterval), P::FundingInterval.row().kind) {
            (Value::Choice(c), Kind::Choice(list)) => list.get(c).and_then(|c| u32::from_str(c.key).ok()).unwrap_or(8),
            _ => 8,
        }
    }

    /// Days held, whole.
    #[must_use]
    pub fn days(&self) -> u32 {
        use rust_decimal::prelude::ToPrimitive as _;
        self.number(P::Days).to_u32().unwrap_or(0)
    }

    /// Funding payments in a number of days.
    #[must_use]
    pub fn payments(&self, days: u32) -> u32 {
        days.saturating_mul(24).checked_div(self.interval_hours()).unwrap_or(0)
    }

    fn rate(&self, id: P) -> Result<Rate, Error> {
        Rate::from_percent(self.number(id))
    }

    /// The table in force, and the rate one tier up where it has one bracket.
    fn tiers(&self, contract: Contract) -> Result<(Tiers, Option<Decimal>), Error> {
        if contract == Contract::Linear
            && let Some(symbol) = table_symbol(self.choice(P::Table))
            && let Some(tiers) = binance_2024_10::tiers(symbol)?
        {
            return Ok((tiers, None));
        }
        let own = Tiers::flat(self.rate(P::Rate)?.get(), Decimal::ZERO)?;
        Ok((own, Some(self.rate(P::NextRate)?.get())))
    }

    /// The question the settings ask, at the days held.
    pub fn question(&self) -> Result<Question, Error> {
        let venue = self.venue();
        let coins = Quantity::new(self.number(P::Size))?;
        let entry = Price::new(self.number(P::Entry))?;
        let added = self.number(P::AddedMargin);
        // A comparison across contracts keeps the notional at entry; margin is converted there too (margin-rules section 5).
        let (size, added) = match venue.contract {
            Contract::Linear => (coins, added),
            Contract::Inverse => (Quantity::new(coins.at(entry)?.get())?, added.over(entry.get())?),
        };
        let (tiers, next_rate) = self.tiers(venue.contract)?;
        Ok(Question {
            position: Position { side: self.side(), contract: venue.contract, size, entry },
            leverage: self.number(P::Leverage),
            added_margin: Money::new(added),
            venue,
            tiers,
            next_rate,
            opening_fee: self.rate(P::OpeningFee)?,
            closing_fee: self.rate(P::ClosingFee)?,
            liquidation_fee: self.rate(P::LiquidationFee)?,
            slippage: self.rate(P::Slippage)?,
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
        let wants_table = table_symbol(self.choice(P::Table)).is_some();
        if wants_table && question.venue.contract == Contract::Inverse {
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
