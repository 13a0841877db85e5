//! A position and its geometry: how price, notional and profit hang together.

use crate::engine::Error;
use crate::engine::units::{Checked, Money, Price, Quantity, Rate};
use rust_decimal::Decimal;

/// The direction of a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// Gains when the price rises.
    Long,
    /// Gains when the price falls.
    Short,
}

impl Side {
    /// s of the formulas: +1 for a long, -1 for a short.
    #[must_use]
    pub fn sign(self) -> Decimal {
        match self {
            Self::Long => Decimal::ONE,
            Self::Short => Decimal::NEGATIVE_ONE,
        }
    }

    /// What a side pays at a signed funding rate (positive: longs pay): zero where it receives. Errors: overflow.
    pub fn pays(self, rate: Rate) -> Result<Rate, Error> {
        Ok(Rate::new(rate.get().times(self.sign())?).cost())
    }

    /// True where a move from one price to another loses: down for a long, up for a short.
    #[must_use]
    pub fn loses(self, from: Price, to: Price) -> bool {
        match self {
            Self::Long => to < from,
            Self::Short => to > from,
        }
    }
}

/// What a contract is sized and settled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Contract {
    /// Sized in coin, settled in quote currency.
    Linear,
    /// Sized in quote currency, settled in coin.
    Inverse,
}

impl Contract {
    /// The size that has a notional at a price: coin for a linear contract, quote currency for an inverse one. Errors: overflow.
    pub fn size_of(self, notional: Money, price: Price) -> Result<Decimal, Error> {
        match self {
            Self::Linear => notional.get().over(price.get()),
            Self::Inverse => notional.get().times(price.get()),
        }
    }
}

/// A position as it was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Long or short.
    pub side: Side,
    /// Linear or inverse.
    pub contract: Contract,
    /// Coin for a linear contract, quote currency for an inverse one.
    pub size: Quantity,
    /// Average entry price, in quote currency.
    pub entry: Price,
}

impl Position {
    /// Notional at a price: quote currency for a linear contract, coin for an inverse one. Errors on overflow.
    pub fn notional(&self, price: Price) -> Result<Money, Error> {
        match self.contract {
            Contract::Linear => self.size.at(price),
            Contract::Inverse => self.size.in_coin(price),
        }
    }

    /// Notional at entry, in the settlement currency.
    pub fn entry_notional(&self) -> Result<Money, Error> {
        self.notional(self.entry)
    }

    /// The sign of profit in notional: equity = margin + sign x (N - N at entry).
    /// A linear long gains as its notional grows; an inverse long gains as its notional, in coin, shrinks.
    #[must_use]
    pub fn sign_in_notional(&self) -> Decimal {
        match self.contract {
            Contract::Linear => self.side.sign(),
            Contract::Inverse => -self.side.sign(),
        }
    }

    /// Unrealised profit at a price, in the settlement currency.
    pub fn unrealised(&self, price: Price) -> Result<Money, Error> {
        let moved = self.notional(price)?.minus(self.entry_notional()?)?;
        moved.get().times(self.sign_in_notional()).map(Money::new)
    }

    /// The price at which the notional is `numerator / denominator`; both must have the same sign and neither be zero,
    /// else `None`. One division, so the result is rounded once.
    pub fn price_at_notional(&self, numerator: Decimal, denominator: Decimal) -> Result<Option<Price>, Error> {
        let (top, bottom) = match self.contract {
            Contract::Linear => (numerator, denominator.times(self.size.get())?),
            Contract::Inverse => (denominator.times(self.size.get())?, numerator),
        };
        if top.is_zero() || bottom.is_zero() || top.is_sign_negative() != bottom.is_sign_negative() {
            return Ok(None);
        }
        // A quotient too small for 28 digits rounds to zero: no price.
        Ok(Price::new(top.over(bottom)?).ok())
    }

    /// The price at which equity is zero, given the margin allocated (without unrealised profit): `None` where no price
    /// above zero takes it all. Source: margin-rules section 0, bust.
    pub fn bankruptcy_price(&self, margin: Money) -> Result<Option<Price>, Error> {
        let sign = self.sign_in_notional();
        let notional = self.entry_notional()?.get().minus(sign.times(margin.get())?)?;
        self.price_at_notional(notional, Decimal::ONE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{d, position};

    #[test]
    fn bankruptcy_of_a_linear_long_is_entry_less_margin_per_coin() {
        let p = position(Side::Long, Contract::Linear, "2", "100");
        let bust = p.bankruptcy_price(Money::new(d("20"))).unwrap().unwrap();
        assert_eq!(bust.get(), d("90"));
        assert_eq!(p.bankruptcy_price(Money::new(d("200"))).unwrap(), None);
    }

    #[test]
    fn bankruptcy_of_an_inverse_short_needs_margin_below_its_notional() {
        let p = position(Side::Short, Contract::Inverse, "1000", "10000");
        assert_eq!(p.bankruptcy_price(Money::new(d("0.1"))).unwrap(), None);
        let bust = p.bankruptcy_price(Money::new(d("0.05"))).unwrap().unwrap();
        assert_eq!(bust.get(), d("20000"));
    }

    #[test]
    fn a_one_times_inverse_long_still_goes_bankrupt_at_half_its_entry() {
        let p = position(Side::Long, Contract::Inverse, "1000", "10000");
        let bust = p.bankruptcy_price(Money::new(d("0.1"))).unwrap().unwrap();
        assert_eq!(bust.get(), d("5000"));
    }

    #[test]
    fn profit_is_in_the_settlement_currency() {
        let p = position(Side::Long, Contract::Inverse, "1000", "10000");
        let gain = p.unrealised(Price::new(d("20000")).unwrap()).unwrap();
        assert_eq!(gain.get(), d("0.05"));
    }
}
