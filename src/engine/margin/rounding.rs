//! How a venue rounds the prices it prints, relative to the side of the position.

use crate::engine::Error;
use crate::engine::margin::Side;
use crate::engine::units::{Price, Rounding};
use rust_decimal::Decimal;

/// Which way a printed price is rounded to the tick. Source: margin-rules section 4, trap 11.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TickRounding {
    /// Toward entry: a long's price up, a short's down.
    TowardEntry,
    /// Away from entry: a long's price down, a short's up.
    AwayFromEntry,
    /// Down, whatever the side.
    Floor,
    /// Not at all.
    None,
}

impl TickRounding {
    /// A price that lies on the losing side of entry, as printed at this tick; a tick of zero rounds nothing. Errors on overflow.
    pub fn apply(self, price: Price, side: Side, tick: Decimal) -> Result<Price, Error> {
        let rounding = match (self, side) {
            (Self::None, _) => return Ok(price),
            (Self::TowardEntry, Side::Long) | (Self::AwayFromEntry, Side::Short) => Rounding::Up,
            (Self::TowardEntry, Side::Short) | (Self::AwayFromEntry, Side::Long) | (Self::Floor, _) => Rounding::Down,
        };
        price.to_tick(tick, rounding)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_rounds_each_side_its_own_way() {
        let d = |text: &str| text.parse::<Decimal>().unwrap();
        let price = Price::new(d("100.3")).unwrap();
        for (kind, long, short) in [
            (TickRounding::TowardEntry, "100.5", "100.0"),
            (TickRounding::AwayFromEntry, "100.0", "100.5"),
            (TickRounding::Floor, "100.0", "100.0"),
            (TickRounding::None, "100.3", "100.3"),
        ] {
            for (side, printed) in [(Side::Long, long), (Side::Short, short)] {
                assert_eq!(kind.apply(price, side, d("0.5")).unwrap().get(), d(printed), "{kind:?} {side:?}");
                assert_eq!(kind.apply(price, side, Decimal::ZERO).unwrap(), price, "{kind:?} without a tick");
            }
        }
    }
}
