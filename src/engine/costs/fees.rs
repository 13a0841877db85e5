//! Trading and liquidation fees: a rate and what it is a rate of.

use crate::engine::Error;
use crate::engine::margin::Position;
use crate::engine::units::{Money, Price, Quantity, Rate};

/// What a fee is a share of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FeeBase {
    /// Notional at the entry price.
    EntryNotional,
    /// Notional at the price of the fill.
    FillNotional,
    /// Notional at the bankruptcy price. Source: margin-rules section 4, trap 3.
    BankruptcyValue,
}

/// A fee. A negative rate is a rebate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fee {
    /// The rate.
    pub rate: Rate,
    /// What it is a rate of.
    pub base: FeeBase,
}

/// The prices at which a fee may be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FeePrices {
    /// Price of the fill.
    pub fill: Price,
    /// Bankruptcy price.
    pub bankruptcy: Price,
}

/// What a venue charges, by how an order meets the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Schedule {
    /// Resting orders; often a rebate.
    pub maker: Rate,
    /// Orders that take from the book.
    pub taker: Rate,
    /// Forced closes, on top of the taker fee or in its place.
    pub liquidation: Fee,
}

/// Whether an order rested in the book or took from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Rested.
    Maker,
    /// Took.
    Taker,
}

impl Fee {
    /// The fee on a whole position, in the settlement currency. Errors on overflow.
    pub fn on(self, position: &Position, prices: FeePrices) -> Result<Money, Error> {
        let base = match self.base {
            FeeBase::EntryNotional => position.entry_notional(),
            FeeBase::FillNotional => position.notional(prices.fill),
            FeeBase::BankruptcyValue => position.notional(prices.bankruptcy),
        };
        base?.times(self.rate)
    }
}

impl Schedule {
    /// The rate of an order.
    #[must_use]
    pub fn rate(&self, role: Role) -> Rate {
        match role {
            Role::Maker => self.maker,
            Role::Taker => self.taker,
        }
    }

    /// Fee of a fill of a whole position at a price, in the settlement currency; negative where it is a rebate.
    pub fn fill(&self, position: &Position, role: Role, price: Price) -> Result<Money, Error> {
        position.notional(price)?.times(self.rate(role))
    }

    /// Fees of opening at entry and closing at `exit`, in the settlement currency.
    pub fn round_trip(&self, position: &Position, opening: Role, closing: Role, exit: Price) -> Result<Money, Error> {
        self.fill(position, opening, position.entry)?.plus(self.fill(position, closing, exit)?)
    }

    /// Liquidation fee on the liquidated part alone, never on more than the position.
    /// Source: margin-rules section 1, Binance, clearance fee.
    pub fn clearance(&self, position: &Position, liquidated: Quantity, prices: FeePrices) -> Result<Money, Error> {
        let part = Position { size: liquidated.min(position.size), ..*position };
        self.liquidation.on(&part, prices)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::margin::{Contract, Side};
    use crate::testing::{d, price};

    fn position(contract: Contract, size: &str) -> Position {
        Position { side: Side::Long, contract, size: Quantity::new(d(size)).unwrap(), entry: price("100") }
    }

    fn schedule(base: FeeBase) -> Schedule {
        Schedule {
            maker: Rate::new(d("-0.0001")),
            taker: Rate::new(d("0.0005")),
            liquidation: Fee { rate: Rate::new(d("0.01")), base },
        }
    }

    #[test]
    fn a_round_trip_is_charged_at_entry_and_at_exit_and_a_rebate_is_negative() {
        let s = schedule(FeeBase::FillNotional);
        let p = position(Contract::Linear, "2");
        assert_eq!(s.round_trip(&p, Role::Taker, Role::Taker, price("120")).unwrap().get(), d("0.22"));
        assert_eq!(s.fill(&p, Role::Maker, price("100")).unwrap().get(), d("-0.02"));
        let inverse = position(Contract::Inverse, "1000");
        assert_eq!(s.round_trip(&inverse, Role::Taker, Role::Maker, price("200")).unwrap().get(), d("0.0045"));
    }

    #[test]
    fn the_clearance_fee_is_of_the_liquidated_part_and_of_its_base() {
        let prices = FeePrices { fill: price("92"), bankruptcy: price("90") };
        let p = position(Contract::Linear, "2");
        let fee =
            |base, part: &str| schedule(base).clearance(&p, Quantity::new(d(part)).unwrap(), prices).unwrap().get();
        assert_eq!(fee(FeeBase::FillNotional, "0.5"), d("0.46"));
        assert_eq!(fee(FeeBase::BankruptcyValue, "0.5"), d("0.45"));
        assert_eq!(fee(FeeBase::EntryNotional, "0.5"), d("0.5"));
        assert_eq!(fee(FeeBase::FillNotional, "5"), d("1.84"));
    }
}
