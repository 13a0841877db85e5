//! What trades say of a value: the quotes of a maker who earns nothing on average, and what is believed after a run of trades.
//!
//! A coin is worth `high` or `low`. A share of the takers knows which and trades the right way; the others buy or sell by the toss of a coin. Source: Glosten and
//! Milgrom (1985); makers section 2.

use crate::engine::Error;
use crate::engine::error::{Field, within};
use std::ops::Bound;

/// Two values that a coin may have, and how many takers know which.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TwoValues {
    high: f64,
    low: f64,
    informed: f64,
}

/// What a maker asks and bids so as to earn nothing on average, in the unit of the values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quotes {
    /// What the coin is worth on average if the next taker buys.
    pub ask: f64,
    /// What it is worth on average if the next taker sells.
    pub bid: f64,
}

impl TwoValues {
    /// Two finite values and the share of takers that are informed, 0 to 1. Errors: a number outside its range, or `high` below `low`.
    pub fn new(high: f64, low: f64, informed: f64) -> Result<Self, Error> {
        within(Field::Value, low, f64::MIN..=f64::MAX)?;
        within(Field::Value, high, low..=f64::MAX)?;
        within(Field::InformedShare, informed, 0.0..=1.0)?;
        Ok(Self { high, low, informed })
    }

    /// The quotes at a belief: the chance, 0 to 1, of the high value. For a belief of one half the spread is the informed share of the difference.
    pub fn quotes(&self, belief: f64) -> Result<Quotes, Error> {
        let worth = |belief: f64| self.low * (1.0 - belief) + self.high * belief;
        Ok(Quotes { ask: worth(self.after(belief, 1, 0)?), bid: worth(self.after(belief, 0, 1)?) })
    }

    /// The belief after a run of trades, in whatever order they came: each buy multiplies the odds by (1 + a) / (1 - a), each sell divides them.
    /// Errors: a belief outside 0..=1, or buys and sells where every taker is informed.
    pub fn after(&self, belief: f64, buys: u32, sells: u32) -> Result<f64, Error> {
        within(Field::Belief, belief, 0.0..=1.0)?;
        if buys > 0 && sells > 0 {
            within(Field::InformedShare, self.informed, (Bound::Included(0.0), Bound::Excluded(1.0)))?;
        }
        // Certainty is moved by no trade, and no trade moves anything.
        if belief <= 0.0 || belief >= 1.0 || buys == sells {
            return Ok(belief);
        }
        let step = libm::log1p(self.informed) - libm::log1p(-self.informed);
        let moved = (f64::from(buys) - f64::from(sells)) * step;
        // Odds as powers of e: they leave the range of floats only where the belief is certain to its last bit.
        Ok(1.0 / (1.0 + (1.0 - belief) / belief * libm::exp(-moved)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_fifth_informed_spreads_the_quotes_by_a_fifth_of_the_difference() {
        let coin = TwoValues::new(110.0, 90.0, 0.2).unwrap();
        let quotes = coin.quotes(0.5).unwrap();
        assert!((quotes.ask - 102.0).abs() < 1e-12 && (quotes.bid - 98.0).abs() < 1e-12, "{quotes:?}");
        assert!((coin.after(0.5, 10, 0).unwrap() - 0.982_954_072_5).abs() < 1e-10);
    }

    #[test]
    fn what_is_certain_stays_certain() {
        let all = TwoValues::new(110.0, 90.0, 1.0).unwrap();
        assert_eq!(all.quotes(0.5).unwrap(), Quotes { ask: 110.0, bid: 90.0 });
        assert!(all.after(0.5, 1, 1).is_err());
        let some = TwoValues::new(110.0, 90.0, 0.9).unwrap();
        assert_eq!((some.after(0.0, 9, 0).unwrap(), some.after(1.0, 0, 9).unwrap()), (0.0, 1.0));
        assert!((some.after(0.5, u32::MAX, 0).unwrap() - 1.0).abs() < 1e-15);
        assert!(some.after(0.5, 0, u32::MAX).unwrap() < 1e-15);
    }

    #[test]
    fn numbers_outside_their_range_are_refused() {
        assert!(TwoValues::new(90.0, 110.0, 0.2).is_err());
        assert!(TwoValues::new(f64::NAN, 90.0, 0.2).is_err());
        assert!(TwoValues::new(f64::INFINITY, 90.0, 0.2).is_err());
        assert!(TwoValues::new(110.0, 90.0, 1.1).is_err());
        assert!(TwoValues::new(110.0, 90.0, 0.2).unwrap().quotes(f64::NAN).is_err());
    }

    proptest! {
        /// Bids and asks lie around what is believed, farther apart the more takers are informed, and a run is its trades one by one.
        #[test]
        fn quotes_part_with_the_informed_share(belief in 0.01..0.99, a in 0.0..0.98, more in 0.001..0.02, buys in 0_u32..30, sells in 0_u32..30) {
            let coin = TwoValues::new(1.0, 0.0, a).unwrap();
            let quotes = coin.quotes(belief).unwrap();
            prop_assert!(quotes.bid <= belief + 1e-12 && belief <= quotes.ask + 1e-12);
            let wider = TwoValues::new(1.0, 0.0, a + more).unwrap().quotes(belief).unwrap();
            prop_assert!(wider.ask > quotes.ask && wider.bid < quotes.bid);
            let mut one_by_one = belief;
            for _ in 0..sells {
                one_by_one = coin.after(one_by_one, 0, 1).unwrap();
            }
            for _ in 0..buys {
                one_by_one = coin.after(one_by_one, 1, 0).unwrap();
            }
            let at_once = coin.after(belief, buys, sells).unwrap();
            // What has come within a bit of certainty does not find the way back.
            prop_assume!(one_by_one > 1e-9 && one_by_one < 1.0);
            prop_assert!((one_by_one - at_once).abs() < 1e-9, "{one_by_one} {at_once}");
            prop_assert!(coin.after(belief, buys + 1, sells).unwrap() >= at_once);
        }

        /// The quotes are fair: over a buy and a sell, weighed by their chances, the belief stays what it was.
        #[test]
        fn the_belief_is_a_martingale(belief in 0.0..=1.0, a in 0.0..0.99) {
            let coin = TwoValues::new(1.0, 0.0, a).unwrap();
            let quotes = coin.quotes(belief).unwrap();
            let buys = belief * (1.0 + a) / 2.0 + (1.0 - belief) * (1.0 - a) / 2.0;
            prop_assert!((buys * quotes.ask + (1.0 - buys) * quotes.bid - belief).abs() < 1e-12);
        }
    }
}
