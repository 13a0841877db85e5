//! A market that never moves, and what funding alone does to a position in it.

use super::rates::{RatePath, Reach};
use crate::engine::Error;
use crate::engine::costs::payment::{PaidFrom, Wallets};
use crate::engine::units::{Checked as _, Money, Rate};

/// A position at a price that stands still. In its settlement currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FlatMarket {
    /// What payments are taken of, above zero: it stands still with the price.
    pub notional: Money,
    /// Equity, the margin's part of it, before the first payment: what `required` is held against.
    pub equity: Money,
    /// What equity must be above.
    pub required: Money,
    /// Balance that backs no position.
    pub free: Money,
    /// Which of them pays.
    pub paid_from: PaidFrom,
}

/// Where a position stands after a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    /// The payment, counted from 1; 0 before the first.
    pub cycle: u64,
    /// All payments so far; negative where more was received.
    pub paid: Money,
    /// Equity left of the margin, as `margin`, and the free balance.
    pub wallets: Wallets,
    /// Equity above what is required.
    pub headroom: Money,
}

/// How long a position lasts in a market that never moves.
pub type Lasts = Reach;

impl FlatMarket {
    /// What can be paid before equity is no more than what is required: the headroom, and before it the free balance where that pays first.
    pub fn payable(&self) -> Result<Money, Error> {
        let headroom = self.equity.minus(self.required)?;
        match self.paid_from {
            PaidFrom::PositionMargin => Ok(headroom),
            // Equity that does not cover the requirement now is not helped by a balance beside it.
            PaidFrom::FreeBalanceFirst if headroom <= Money::ZERO => Ok(headroom),
            PaidFrom::FreeBalanceFirst => headroom.plus(self.free.max(Money::ZERO)),
        }
    }

    /// The payment with which it is liquidated: equity at or below what is required. 0 where it is so before the first; never, and why.
    /// Errors: a notional of zero, overflow, or as [`RatePath::reach`].
    pub fn lasts(&self, rates: &RatePath) -> Result<Lasts, Error> {
        // As much is paid of the free balance as the sum was ever above nothing, so the margin is reached when the sum is past it: in either order of
        // payments and receipts the first time is the same.
        rates.reach(Rate::new(self.payable()?.get().over(self.notional.get())?))
    }

    /// The position after a payment. Errors: as [`RatePath::sum`].
    pub fn after(&self, cycle: u64, rates: &RatePath) -> Result<State, Error> {
        let paid = self.notional.times(rates.sum(cycle)?)?;
        let from_margin = match self.paid_from {
            PaidFrom::PositionMargin => paid,
            PaidFrom::FreeBalanceFirst => {
                let most = self.notional.times(rates.most(cycle)?)?;
                most.minus(self.free.max(Money::ZERO))?.max(Money::ZERO)
            }
        };
        let margin = self.equity.minus(from_margin)?;
        let free = self.free.minus(paid.minus(from_margin)?)?;
        Ok(State { cycle, paid, wallets: Wallets { margin, free }, headroom: margin.minus(self.required)? })
    }
}

#[cfg(test)]
mod tests {
    use super::super::rates::{After, Never};
    use super::super::{compounded, days};
    use super::*;
    use crate::testing::{d, money, rate};
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    fn ten_times(free: &str, paid_from: PaidFrom) -> FlatMarket {
        FlatMarket {
            notional: money("60000"),
            equity: money("6000"),
            required: money("300"),
            free: money(free),
            paid_from,
        }
    }

    #[test]
    fn ten_times_at_a_tenth_of_a_per_cent_lasts_95_cycles() {
        let flat = ten_times("0", PaidFrom::PositionMargin);
        assert_eq!(flat.lasts(&RatePath::Fixed(rate("0.001"))).unwrap(), Reach::At(95));
        assert_eq!(days(95, d("8")).unwrap().round_dp(1), d("31.7"));
        assert_eq!(flat.after(95, &RatePath::Fixed(rate("0.001"))).unwrap().headroom, Money::ZERO);
        assert_eq!(flat.lasts(&RatePath::Fixed(rate("-0.001"))).unwrap(), Reach::Never(Never::Received));
    }

    #[test]
    fn a_free_balance_pays_first() {
        let flat = ten_times("60", PaidFrom::FreeBalanceFirst);
        assert_eq!(flat.lasts(&RatePath::Fixed(rate("0.001"))).unwrap(), Reach::At(96));
        let state = flat.after(2, &RatePath::Fixed(rate("0.001"))).unwrap();
        assert_eq!((state.wallets.free, state.wallets.margin), (Money::ZERO, money("5940")));
    }

    #[test]
    fn who_is_below_already_lasts_no_payment() {
        let below = FlatMarket { equity: money("300"), ..ten_times("1000", PaidFrom::FreeBalanceFirst) };
        assert_eq!(below.lasts(&RatePath::Fixed(Rate::ZERO)).unwrap(), Reach::At(0));
        let none = FlatMarket { notional: Money::ZERO, ..below };
        assert!(none.lasts(&RatePath::Fixed(Rate::ZERO)).is_err());
    }

    #[test]
    fn a_cent_a_day_compounds_a_little() {
        assert!((compounded(0.0001, 1095.0) - 0.115_713_962_8).abs() < 1e-9);
        assert!(compounded(0.04, 876_000.0).is_infinite());
    }

    fn paths() -> impl Strategy<Value = RatePath> {
        let rates = || (-300_i64..300).prop_map(|n| Rate::new(Decimal::new(n, 5)));
        prop_oneof![
            rates().prop_map(RatePath::Fixed),
            (rates(), -500_i64..500, proptest::option::of(1_i64..500)).prop_map(|(first, growth, cap)| {
                RatePath::Growing {
                    first,
                    growth: Rate::new(Decimal::new(growth, 4)),
                    cap: cap.map(|cap| Rate::new(Decimal::new(cap, 5))),
                }
            }),
            (proptest::collection::vec(rates(), 1..12), any::<bool>()).prop_map(|(rates, holds)| RatePath::Path {
                rates,
                after: if holds { After::Holds } else { After::Repeats },
            }),
        ]
    }

    proptest! {
        /// What is solved is what stepping finds: payment by payment through the wallets, and never sooner.
        #[test]
        fn the_end_and_every_state_are_those_of_stepping(path in paths(), free in 0_i64..2000, first in any::<bool>()) {
            let paid_from = if first { PaidFrom::FreeBalanceFirst } else { PaidFrom::PositionMargin };
            let flat = ten_times(&free.to_string(), paid_from);
            let lasts = flat.lasts(&path).unwrap();
            let mut wallets = Wallets { margin: flat.equity, free: flat.free };
            for cycle in 1..=250_u64 {
                let payment = flat.notional.times(path.at(cycle).unwrap()).unwrap();
                wallets = paid_from.settle(wallets, payment).unwrap();
                let state = flat.after(cycle, &path).unwrap();
                let near = |a: Money, b: Money| (a.get() - b.get()).abs() < Decimal::new(1, 12);
                prop_assert!(near(state.wallets.margin, wallets.margin), "{cycle}: {state:?} {wallets:?}");
                prop_assert!(near(state.wallets.free, wallets.free), "{cycle}: {state:?} {wallets:?}");
                let gone = wallets.margin <= flat.required;
                match &lasts {
                    Reach::At(end) if *end == cycle => { prop_assert!(gone); break; }
                    _ => prop_assert!(!gone, "{cycle} before {lasts:?}"),
                }
            }
        }

        /// Never means never: as far as one cares to look.
        #[test]
        fn never_is_never(path in paths()) {
            let flat = ten_times("0", PaidFrom::PositionMargin);
            if let Reach::Never(_) = flat.lasts(&path).unwrap() {
                for cycle in [1, 10, 1000, 100_000, 10_000_000] {
                    // What is received can grow beyond the digits.
                    let Ok(state) = flat.after(cycle, &path) else { break };
                    prop_assert!(state.headroom > Money::ZERO);
                }
            }
        }
    }
}
