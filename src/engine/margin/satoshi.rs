//! BitMEX's inverse contracts, which it counts in whole satoshi.
//!
//! A contract of one unit of quote currency is worth 100,000,000 / price satoshi. The venue rounds that value up to one
//! satoshi per contract, both when it works out what a position cost and when it inverts a value back into a price;
//! only then comes the tick. Source: margin-rules section 1, BitMEX; a position record of 2018: short 500 at 6,725,
//! 25x, liquidated at 6,968.5.

use crate::engine::Error;
use crate::engine::margin::Position;
use crate::engine::units::{Checked, Money, Price, Rounding};
use rust_decimal::Decimal;

/// Satoshi in one coin.
const IN_A_COIN: Decimal = Decimal::from_parts(100_000_000, 0, 0, false, 0);

/// An amount of coin rounded up to one satoshi.
pub fn whole(amount: Money) -> Result<Money, Error> {
    let satoshi = Rounding::Up.digits(amount.get().times(IN_A_COIN)?, 0);
    satoshi.over(IN_A_COIN).map(Money::new)
}

/// What the contracts of a position are worth at a price, in coin: whole satoshi per contract.
pub fn cost(position: &Position, price: Price) -> Result<Money, Error> {
    let per_contract = whole(Money::new(Decimal::ONE.over(price.get())?))?;
    per_contract.get().times(position.size.get()).map(Money::new)
}

/// The price at which a position that cost `cost` has lost `loss` (both in coin), before it is rounded to the tick;
/// `None` where no price takes that much.
pub fn price_after_loss(position: &Position, cost: Money, loss: Money) -> Result<Option<Price>, Error> {
    let signed = position.sign_in_notional().times(loss.get())?;
    let left = cost.get().minus(signed)?.over(position.size.get())?;
    if left <= Decimal::ZERO {
        return Ok(None);
    }
    let per_contract = whole(Money::new(left))?;
    Price::new(Decimal::ONE.over(per_contract.get())?).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::margin::{Contract, Side, VenueId};
    use crate::engine::units::Quantity;
    use crate::testing::{d, money};

    fn record() -> Position {
        Position {
            side: Side::Short,
            contract: Contract::Inverse,
            size: Quantity::new(d("500")).unwrap(),
            entry: Price::new(d("6725")).unwrap(),
        }
    }

    /// The venue's record: cost 7,435,000, margin 303,200 and maintenance 42,975 satoshi.
    #[test]
    fn the_record_of_2018_is_reproduced() {
        let p = record();
        let cost = cost(&p, p.entry).unwrap();
        assert_eq!(cost, money("0.07435"));
        let initial = whole(cost.over(d("25")).unwrap()).unwrap();
        assert_eq!(initial, money("0.002974"));
        let room = money("0.003032").minus(money("0.00042975")).unwrap();
        let printed = |loss: Money| {
            let price = price_after_loss(&p, cost, loss).unwrap().unwrap();
            VenueId::Bitmex.model().rounded(price, p.side, d("0.5")).unwrap().get()
        };
        assert_eq!(printed(room), d("6968.5"));
        // Without the whole satoshi per contract this would be 7,005.0.
        assert_eq!(printed(initial), d("7004.5"));
    }

    #[test]
    fn a_short_that_is_paid_for_in_full_has_no_such_price() {
        let p = record();
        assert_eq!(price_after_loss(&p, money("0.07435"), money("0.07435")).unwrap(), None);
        let long = Position { side: Side::Long, ..p };
        let half = price_after_loss(&long, money("0.07435"), money("0.07435")).unwrap().unwrap();
        assert_eq!(half.get(), Decimal::ONE / d("0.0002974"));
    }
}
