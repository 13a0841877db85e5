//! Funding payments over time: what a position pays, out of which money, and what that does to its liquidation price.

use crate::engine::Error;
use crate::engine::margin::{Position, Requirement, Search, Trigger};
use crate::engine::units::{Money, Price, Rate};
use rust_decimal::Decimal;

/// One payment to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cycle {
    /// The mark at which it is taken.
    pub mark: Price,
    /// Rate of the payment. Positive: longs pay.
    pub rate: Rate,
    /// The part of the interval the position was held, 1 for all of it. Kraken charges by it.
    pub held: Rate,
}

impl Cycle {
    /// A payment for a whole interval.
    #[must_use]
    pub fn whole(mark: Price, rate: Rate) -> Self {
        Self { mark, rate, held: Rate::new(Decimal::ONE) }
    }

    /// What a position pays, in its settlement currency; negative where it is paid. Source: margin-rules section 1: notional at
    /// the mark times rate, longs to shorts.
    pub fn payment(&self, position: &Position) -> Result<Money, Error> {
        let paid = position.notional(self.mark)?.times(self.rate)?.times(self.held)?;
        paid.times(Rate::new(position.side.sign()))
    }
}

/// Out of which money funding is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PaidFrom {
    /// The position's own margin: Binance, OKX since June 2024, Hyperliquid.
    PositionMargin,
    /// The free balance while there is one, then the margin; what is received goes to the free balance: Bybit.
    FreeBalanceFirst,
}

/// The money behind a position, in its settlement currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wallets {
    /// Margin allocated to the position.
    pub margin: Money,
    /// Balance that backs no position.
    pub free: Money,
}

impl PaidFrom {
    /// The wallets after a payment (negative: received). Errors on overflow.
    pub fn settle(self, wallets: Wallets, payment: Money) -> Result<Wallets, Error> {
        let from_free = match self {
            Self::PositionMargin => Money::ZERO,
            Self::FreeBalanceFirst => payment.min(wallets.free.max(Money::ZERO)),
        };
        let from_margin = payment.minus(from_free)?;
        Ok(Wallets { margin: wallets.margin.minus(from_margin)?, free: wallets.free.minus(from_free)? })
    }
}

/// A position that is held through payments.
#[derive(Debug, Clone, Copy)]
pub struct Holding<'a> {
    /// The position.
    pub position: &'a Position,
    /// What its equity must cover.
    pub requirement: &'a Requirement,
    /// The money behind it before the first payment.
    pub wallets: Wallets,
    /// Which of it pays.
    pub paid_from: PaidFrom,
}

/// Where a position stands after a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paid {
    /// This payment; negative where it was received.
    pub payment: Money,
    /// All payments so far.
    pub total: Money,
    /// The money left behind the position.
    pub wallets: Wallets,
    /// The liquidation price now, sought from the mark of the payment.
    pub trigger: Trigger,
}

impl Holding<'_> {
    /// The liquidation price with this margin, sought from a mark.
    pub fn trigger(&self, margin: Money, mark: Price) -> Result<Trigger, Error> {
        let (position, requirement, anchor) = (self.position, self.requirement, self.position.entry);
        let search = Search { position, anchor, equity: margin, requirement, mark, divisor: Decimal::ONE };
        Ok(search.run()?.trigger)
    }

    /// The position after each payment in turn. Errors: overflow, or rates that take the whole notional.
    pub fn through(&self, cycles: &[Cycle]) -> Result<Vec<Paid>, Error> {
        let (mut wallets, mut total) = (self.wallets, Money::ZERO);
        let mut states = Vec::with_capacity(cycles.len());
        for cycle in cycles {
            let payment = cycle.payment(self.position)?;
            wallets = self.paid_from.settle(wallets, payment)?;
            total = total.plus(payment)?;
            let trigger = self.trigger(wallets.margin, cycle.mark)?;
            states.push(Paid { payment, total, wallets, trigger });
        }
        Ok(states)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::margin::{Contract, Side, Tiers};
    use crate::testing::{d, money, position, price};

    fn flat(rate: &str) -> Requirement {
        Requirement::by_tier(Tiers::flat(d(rate), Decimal::ZERO).unwrap())
    }

    #[test]
    fn longs_pay_a_positive_rate_in_the_settlement_currency() {
        let cycle = Cycle::whole(price("750"), Rate::new(d("0.0025")));
        let inverse = position(Side::Long, Contract::Inverse, "15000", "700");
        assert_eq!(cycle.payment(&inverse).unwrap(), money("0.05"));
        let linear = position(Side::Short, Contract::Linear, "2", "700");
        assert_eq!(cycle.payment(&linear).unwrap(), money("-3.75"));
        let part = Cycle { held: Rate::new(d("0.01")), ..cycle };
        assert_eq!(part.payment(&linear).unwrap(), money("-0.0375"));
    }

    #[test]
    fn the_free_balance_pays_first_and_receives() {
        let from = |wallets: (&str, &str), payment: &str| {
            let wallets = Wallets { margin: money(wallets.0), free: money(wallets.1) };
            let after = PaidFrom::FreeBalanceFirst.settle(wallets, money(payment)).unwrap();
            (after.margin.get(), after.free.get())
        };
        assert_eq!(from(("10", "5"), "3"), (d("10"), d("2")));
        assert_eq!(from(("10", "5"), "8"), (d("7"), d("0")));
        assert_eq!(from(("10", "-1"), "2"), (d("8"), d("-1")));
        assert_eq!(from(("10", "5"), "-3"), (d("10"), d("8")));
    }

    /// Ninety payments of 6 move 54,271.36 by 540 / (1 - r); with 300 free only the rest of 240 moves it.
    #[test]
    fn a_payment_moves_the_liquidation_price_once_it_reaches_the_margin() {
        let p = position(Side::Long, Contract::Linear, "1", "60000");
        let requirement = flat("0.005");
        let cycles = [Cycle::whole(price("60000"), Rate::new(d("0.0001"))); 90];
        let last = |paid_from, free| {
            let wallets = Wallets { margin: money("6000"), free: money(free) };
            let holding = Holding { position: &p, requirement: &requirement, wallets, paid_from };
            *holding.through(&cycles).unwrap().last().unwrap()
        };
        let all = last(PaidFrom::PositionMargin, "300");
        assert_eq!((all.total, all.wallets.free), (money("540"), money("300")));
        assert_eq!(all.trigger.price().unwrap().get(), d("54540") / d("0.995"));
        let rest = last(PaidFrom::FreeBalanceFirst, "300");
        assert_eq!((rest.wallets.margin, rest.wallets.free), (money("5760"), Money::ZERO));
        assert_eq!(rest.trigger.price().unwrap().get(), d("54240") / d("0.995"));
    }

    #[test]
    fn the_mark_of_each_payment_sets_its_size() {
        let p = position(Side::Long, Contract::Linear, "2", "100");
        let requirement = flat("0");
        let wallets = Wallets { margin: money("20"), free: Money::ZERO };
        let holding = Holding { position: &p, requirement: &requirement, wallets, paid_from: PaidFrom::PositionMargin };
        let path = ["100", "110", "90.2"].map(|mark| Cycle::whole(price(mark), Rate::new(d("0.01"))));
        let paid = holding.through(&path).unwrap();
        assert_eq!(paid.iter().map(|p| p.payment.get()).collect::<Vec<_>>(), [d("2"), d("2.2"), d("1.804")]);
        // 13.996 are left of 20, and 92.998 is above the last mark: liquidated where it stands.
        assert_eq!(paid[2].trigger, Trigger::At { price: price("93.002"), at_once: true });
    }
}
