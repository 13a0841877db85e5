//! Makers of the scenario: where quotes and informed flow settle at a rebate, and the depth that stays.

use crate::engine::Error;
use crate::engine::makers::fills::Terms;
use crate::engine::makers::rebate::{InformedFlow, Settled, Tolerances};
use crate::engine::scenario::Scenario;
use crate::engine::scenario::parameters::{ClosePolicy, ParameterId as P};
use crate::engine::units::{Money, Rate};

/// Where makers stand at a rebate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotes {
    /// The rebate; below zero a maker fee.
    pub rebate: Rate,
    /// The quote that earns nothing, and the informed share that it draws.
    pub settled: Settled,
    /// The part of the depth that stays.
    pub stays: Rate,
    /// That depth to one per cent, in quote currency.
    pub depth: Money,
}

impl Scenario {
    /// The terms of a maker who quotes as set.
    pub fn maker_terms(&self) -> Result<Terms, Error> {
        Ok(Terms {
            half_spread: self.rate(P::HalfSpread)?,
            rebate: self.rate(P::MakerRebate)?,
            jump: self.rate(P::Jump)?,
        })
    }

    /// The takers who may know. What a taker pays is the closing fee; a rebate to takers counts as nothing.
    pub fn informed_flow(&self) -> Result<InformedFlow, Error> {
        let cheapest = self.rate(P::ActingCost)?;
        Ok(InformedFlow {
            most: self.rate(P::InformedMost)?,
            jump: self.rate(P::Jump)?,
            taker_fee: self.rate(P::ClosingFee)?.cost(),
            cheapest,
            dearest: cheapest.plus(self.rate(P::ActingCostWidth)?)?,
        })
    }

    /// What makers stand before they leave.
    pub fn tolerances(&self) -> Result<Tolerances, Error> {
        let least = self.rate(P::Tolerance)?;
        Ok(Tolerances { least, most: least.plus(self.rate(P::ToleranceWidth)?)? })
    }

    /// Where quotes and flow settle at a rebate. Errors: overflow.
    pub fn quotes_at(&self, rebate: Rate) -> Result<Quotes, Error> {
        let settled = self.informed_flow()?.settled(rebate)?;
        let stays = self.tolerances()?.depth_that_stays(settled.informed)?;
        let depth = Money::new(self.number(P::WholeDepth)).times(stays)?;
        Ok(Quotes { rebate, settled, stays, depth })
    }

    /// The same at the rebate that is set.
    pub fn quotes(&self) -> Result<Quotes, Error> {
        self.quotes_at(self.rate(P::MakerRebate)?)
    }

    /// This scenario in the book of some quotes: its forced close meets the depth that stays. Errors: nothing stays.
    pub fn in_book_of(&self, quotes: &Quotes) -> Result<Self, Error> {
        self.closing_in(quotes.depth.get().round_dp(2))
    }

    /// The same in the book of the quotes that are set.
    pub fn taking_quotes_to_close(&self) -> Result<Self, Error> {
        self.in_book_of(&self.quotes()?)
    }

    /// With every book of the cascade as deep as the part of the depth that stays. Errors: less than the least depth stays.
    pub fn taking_quotes_to_cascade(&self) -> Result<Self, Error> {
        self.with_number(P::DepthFactor, self.quotes()?.stays.get().round_dp(4))
    }

    /// What the book takes of a forced close of everything; `None` where nothing is closed. Errors: a book too thin for it, overflow.
    pub fn slippage_of_close(&self) -> Result<Option<Money>, Error> {
        Ok(self.choosing(ClosePolicy::Whole).close()?.map(|close| close.waterfall().slippage))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{d, money, rate, scenario};

    /// a = 0.5 (0.0005 - h) / 0.0005 with h = 0.001 a - r: 27.5 % at half a basis point, of which a tolerance of 20 to 40 % leaves five eighths.
    #[test]
    fn the_default_rebate_leaves_the_default_depth() {
        let quotes = scenario("v=1").quotes().unwrap();
        assert_eq!((quotes.settled.informed, quotes.settled.half_spread), (rate("0.275"), rate("0.000225")));
        assert_eq!((quotes.stays, quotes.depth), (rate("0.625"), money("200000")));
        assert_eq!(scenario("v=1").maker_terms().unwrap().break_even().unwrap(), rate("0.1"));
        let doubled = scenario("v=1&maker-rebate=0.01").quotes().unwrap();
        assert_eq!((doubled.settled.informed, doubled.stays), (rate("0.3"), rate("0.5")));
    }

    #[test]
    fn the_depth_that_stays_is_taken_along() {
        let set = scenario("v=1&maker-rebate=0.01");
        assert_eq!(set.taking_quotes_to_close().unwrap(), set.closing_in(d("160000")).unwrap());
        assert_eq!(set.taking_quotes_to_cascade().unwrap().number(P::DepthFactor), d("0.5"));
        let gone = scenario("v=1&maker-rebate=0.1");
        assert!(gone.taking_quotes_to_close().is_err() && gone.taking_quotes_to_cascade().is_err());
    }

    #[test]
    fn a_thinner_book_takes_more_of_the_close() {
        let taken = |depth: &str| scenario("v=1").closing_in(d(depth)).unwrap().slippage_of_close().unwrap();
        assert_eq!(taken("200000"), Some(money("73.634504")));
        assert!(taken("160000") > taken("200000"));
    }
}
