//! Rebates attract toxic flow: where the informed share settles.
//!
//! A rebate lets makers quote tighter; the tighter quote leaves an informed taker more; takers whose cost of acting lies below that arrive, until the
//! quote is wide enough for the flow that it draws. Source: makers section 2.

use super::fills::{above_zero, share, zero_profit_half_spread};
use crate::engine::error::Field;
use crate::engine::units::{Checked, Rate};
use crate::engine::{Cause, Error};
use rust_decimal::Decimal;

/// The takers who may know, and what acting costs them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InformedFlow {
    /// The informed share where all of them act, 0 to 1.
    pub most: Rate,
    /// How far the price moves after they act, as a fraction; above zero.
    pub jump: Rate,
    /// What the venue charges a taker, as a fraction.
    pub taker_fee: Rate,
    /// What acting costs the one for whom it is cheapest, as a fraction of the trade.
    pub cheapest: Rate,
    /// What it costs the one for whom it is dearest; costs are spread evenly between the two.
    pub dearest: Rate,
}

/// Where quotes and flow agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settled {
    /// The informed share of the flow, to fifteen digits.
    pub informed: Rate,
    /// The half spread at which makers earn nothing on it.
    pub half_spread: Rate,
    /// What an informed taker keeps per trade, before the own cost of acting; negative where it does not pay to act.
    pub kept: Rate,
}

/// Halvings of the bracket: from one to below 10^-15.
const HALVINGS: u32 = 52;

impl InformedFlow {
    /// What an informed taker keeps of the jump at a half spread: J - h - f.
    pub fn kept(&self, half_spread: Rate) -> Result<Rate, Error> {
        self.jump.get().minus(half_spread.get())?.minus(self.taker_fee.get()).map(Rate::new)
    }

    /// The informed share that a half spread draws: most x clamp((kept - cheapest) / (dearest - cheapest), 0, 1).
    /// Errors: costs out of order, a share outside 0 to 1, or overflow.
    pub fn drawn_by(&self, half_spread: Rate) -> Result<Rate, Error> {
        share(self.most)?;
        if self.dearest <= self.cheapest {
            let (low, high) = (self.cheapest.get().into(), self.dearest.get().into());
            return Err(Error::at(Field::CostOfActing, Cause::OutOfOrder { low, high }));
        }
        let over = self.kept(half_spread)?.get().minus(self.cheapest.get())?;
        let part = over.over(self.dearest.get().minus(self.cheapest.get())?)?;
        part.clamp(Decimal::ZERO, Decimal::ONE).times(self.most.get()).map(Rate::new)
    }

    /// The one informed share that the zero-profit quote for it draws. The more are informed the wider the quote, and the fewer it draws: what is drawn never
    /// rises with the share, so that it meets the share once. Errors: as [`InformedFlow::drawn_by`], and a jump not above zero.
    pub fn settled(&self, rebate: Rate) -> Result<Settled, Error> {
        above_zero(self.jump)?;
        let quote = |informed: Decimal| zero_profit_half_spread(Rate::new(informed), rebate, self.jump);
        let (mut low, mut high) = (Decimal::ZERO, self.most.get());
        for _ in 0..HALVINGS {
            let middle = low.plus(high)?.over(Decimal::TWO)?;
            if self.drawn_by(quote(middle)?)?.get() >= middle { low = middle } else { high = middle }
        }
        let informed = low.plus(high)?.over(Decimal::TWO)?.round_dp(15).normalize();
        let half_spread = quote(informed)?;
        Ok(Settled { informed: Rate::new(informed), half_spread, kept: self.kept(half_spread)? })
    }
}

/// How much informed flow makers stand before they leave: break-even shares spread evenly between two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tolerances {
    /// The first maker leaves above this share.
    pub least: Rate,
    /// The last maker leaves above this share.
    pub most: Rate,
}

impl Tolerances {
    /// The part of the depth that stays at an informed share: that of the makers who stand more. Errors: tolerances out of order, or a share
    /// outside 0 to 1. Source: makers section 2.
    pub fn depth_that_stays(&self, informed: Rate) -> Result<Rate, Error> {
        share(informed)?;
        if self.most <= self.least {
            let (low, high) = (self.least.get().into(), self.most.get().into());
            return Err(Error::at(Field::Tolerance, Cause::OutOfOrder { low, high }));
        }
        let over = self.most.get().minus(informed.get())?.over(self.most.get().minus(self.least.get())?)?;
        Ok(Rate::new(over.clamp(Decimal::ZERO, Decimal::ONE)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::rate;
    use proptest::prelude::*;

    fn flow() -> InformedFlow {
        InformedFlow {
            most: rate("0.5"),
            jump: rate("0.001"),
            taker_fee: rate("0.0005"),
            cheapest: rate("0"),
            dearest: rate("0.0005"),
        }
    }

    /// a = 0.5 (0.0005 - h) / 0.0005 with h = 0.001 a - r: a = (0.5 + 1000 r) / 2 while h is above zero.
    #[test]
    fn the_share_settles_where_the_equation_says() {
        let at = |rebate: &str| flow().settled(rate(rebate)).unwrap();
        assert_eq!((at("0").informed, at("0").half_spread), (rate("0.25"), rate("0.00025")));
        assert_eq!((at("0.0001").informed, at("0.0001").half_spread), (rate("0.3"), rate("0.0002")));
        // No quote is tighter than none, and nobody is left to arrive.
        assert_eq!((at("0.01").informed, at("0.01").half_spread), (rate("0.5"), Rate::ZERO));
        assert_eq!(at("-0.01").informed, Rate::ZERO);
    }

    #[test]
    fn what_has_no_answer_is_refused() {
        assert!(InformedFlow { dearest: rate("0"), ..flow() }.settled(Rate::ZERO).is_err());
        assert!(InformedFlow { most: rate("1.1"), ..flow() }.settled(Rate::ZERO).is_err());
        assert!(InformedFlow { most: rate("-0.1"), ..flow() }.settled(Rate::ZERO).is_err());
        assert!(InformedFlow { jump: rate("0"), ..flow() }.settled(Rate::ZERO).is_err());
        assert!(Tolerances { least: rate("0.2"), most: rate("0.2") }.depth_that_stays(Rate::ZERO).is_err());
        assert!(InformedFlow { most: Rate::ZERO, ..flow() }.settled(Rate::ZERO).is_ok());
    }

    #[test]
    fn makers_leave_one_after_another() {
        let stay =
            |share: &str| Tolerances { least: rate("0.1"), most: rate("0.5") }.depth_that_stays(rate(share)).unwrap();
        assert_eq!(
            (stay("0.05"), stay("0.1"), stay("0.2"), stay("0.5")),
            (rate("1"), rate("1"), rate("0.75"), Rate::ZERO)
        );
    }

    fn flows() -> impl Strategy<Value = InformedFlow> {
        let points = |limit: i64| (0..=limit).prop_map(|n| Rate::new(Decimal::new(n, 6)));
        (points(1_000_000), 1_i64..5000, points(2000), points(2000), 1_i64..3000).prop_map(
            |(most, jump, taker_fee, cheapest, wide)| InformedFlow {
                most,
                jump: Rate::new(Decimal::new(jump, 6)),
                taker_fee,
                cheapest,
                dearest: Rate::new(cheapest.get() + Decimal::new(wide, 6)),
            },
        )
    }

    proptest! {
        /// The one fixed point: below it more is drawn than there is, above it less; scanned apart from the bracketing.
        #[test]
        fn one_share_draws_itself(flow in flows(), rebate in -3000_i64..3000) {
            let rebate = Rate::new(Decimal::new(rebate, 6));
            let settled = flow.settled(rebate).unwrap();
            let drawn = |a: Decimal| flow.drawn_by(zero_profit_half_spread(Rate::new(a), rebate, flow.jump).unwrap()).unwrap().get();
            let near = Decimal::new(1, 9);
            for step in 0..=50 {
                let a = flow.most.get() * Decimal::from(step) / Decimal::from(50);
                if a < settled.informed.get() - near {
                    prop_assert!(drawn(a) > a);
                } else if a > settled.informed.get() + near {
                    prop_assert!(drawn(a) < a);
                }
            }
            // Steep where costs lie close together; the share itself is known to fifteen digits.
            let steepness = flow.most.get() * flow.jump.get() / (flow.dearest.get() - flow.cheapest.get()) + Decimal::ONE;
            prop_assert!((drawn(settled.informed.get()) - settled.informed.get()).abs() <= Decimal::new(2, 15) * steepness);
        }

        /// More rebate never draws less informed flow nor leaves a wider quote; a higher taker fee never draws more.
        #[test]
        fn a_rebate_tightens_and_draws(flow in flows(), rebate in -3000_i64..3000, more in 1_i64..1000) {
            let at = |units: i64| flow.settled(Rate::new(Decimal::new(units, 6))).unwrap();
            let (before, after) = (at(rebate), at(rebate + more));
            prop_assert!(after.informed >= before.informed);
            prop_assert!(after.half_spread.get() <= before.half_spread.get() + Decimal::new(1, 15));
            let dearer = InformedFlow { taker_fee: Rate::new(flow.taker_fee.get() + Decimal::new(more, 6)), ..flow };
            prop_assert!(dearer.settled(Rate::new(Decimal::new(rebate, 6))).unwrap().informed <= before.informed);
            let tolerances = Tolerances { least: Rate::ZERO, most: Rate::new(Decimal::ONE) };
            prop_assert!(tolerances.depth_that_stays(after.informed).unwrap() <= tolerances.depth_that_stays(before.informed).unwrap());
        }
    }
}
