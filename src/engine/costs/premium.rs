//! The premium index: how far the book stands from the index.

use crate::engine::Error;
use crate::engine::units::{Checked, Price, Rate};
use rust_decimal::Decimal;

/// What a market order of the impact notional would get on each side; `None` where the book does not hold as much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Impact {
    /// Selling into the bids.
    pub bid: Option<Price>,
    /// Buying from the asks.
    pub ask: Option<Price>,
}

impl Impact {
    /// (max(bid - index, 0) - max(index - ask, 0)) / index. A side without depth adds nothing. Errors on overflow.
    /// Source: margin-rules section 1, Hyperliquid and dYdX.
    pub fn premium(&self, index: Price) -> Result<Rate, Error> {
        let above = |side: Option<Price>, sign: Decimal| match side {
            Some(price) => Ok(price.get().minus(index.get())?.times(sign)?.max(Decimal::ZERO)),
            None => Ok::<_, Error>(Decimal::ZERO),
        };
        let over = above(self.bid, Decimal::ONE)?;
        let under = above(self.ask, Decimal::NEGATIVE_ONE)?;
        over.minus(under)?.over(index.get()).map(Rate::new)
    }
}

/// A premium as dYdX records it: whole parts per million, truncated toward zero.
#[must_use]
pub fn whole_ppm(premium: Rate) -> Rate {
    Rate::new(premium.get().trunc_with_scale(6))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::price;

    fn premium(bid: Option<&str>, ask: Option<&str>, index: &str) -> Decimal {
        Impact { bid: bid.map(price), ask: ask.map(price) }.premium(price(index)).unwrap().get()
    }

    #[test]
    fn an_index_inside_the_impact_prices_has_no_premium() {
        assert_eq!(premium(Some("99"), Some("101"), "100"), Decimal::ZERO);
        assert_eq!(premium(Some("102"), Some("103"), "100"), Decimal::new(2, 2));
        assert_eq!(premium(Some("98"), Some("99"), "100"), Decimal::new(-1, 2));
        assert_eq!(premium(None, None, "100"), Decimal::ZERO);
    }

    /// One side of a book is enough for the premium it makes: dYdX's chain records an ask below the index as -89 and a bid above it as 240 ppm.
    #[test]
    fn one_side_of_a_book_has_its_own_premium() {
        let ppm = |bid, ask| Decimal::from(1_000_000) * whole_ppm(Rate::new(premium(bid, ask, "10000"))).get();
        assert_eq!(ppm(None, Some("9999.1001")), Decimal::from(-89));
        assert_eq!(ppm(Some("10002.405"), None), Decimal::from(240));
        assert_eq!((ppm(None, Some("10001")), ppm(Some("9999"), None)), (Decimal::ZERO, Decimal::ZERO));
    }

    #[test]
    fn parts_per_million_are_truncated_toward_zero() {
        let whole = |ten_millionths| whole_ppm(Rate::new(Decimal::new(ten_millionths, 7))).get();
        assert_eq!((whole(1299), whole(-1299)), (Decimal::new(129, 6), Decimal::new(-129, 6)));
    }
}
