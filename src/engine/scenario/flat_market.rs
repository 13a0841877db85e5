//! What funding alone does to the trade of a scenario: rates of the payments to come, and both limits in a market that never moves.

use crate::engine::Error;
use crate::engine::band::{Counted, flat_market};
use crate::engine::costs::cycles::{After, FlatMarket, RatePath};
use crate::engine::costs::funding::MarginRates;
use crate::engine::costs::payment::PaidFrom;
use crate::engine::margin::Contract;
use crate::engine::scenario::Scenario;
use crate::engine::scenario::parameters::{FundingPattern, PREMIUMS, ParameterId as P, PremiumRule};
use crate::engine::units::{Checked as _, Money, Rate};
use rust_decimal::Decimal;

/// Days for which one premium of a path holds.
pub const PREMIUM_DAYS: u32 = 5;

impl Scenario {
    /// Out of which money funding is paid. A cross account has one balance, which backs the position.
    #[must_use]
    pub fn paid_from(&self) -> PaidFrom {
        if self.is_cross() { PaidFrom::PositionMargin } else { self.chosen() }
    }

    /// The rates of the payments to come, as the position pays them. Errors: overflow.
    pub fn rate_path(&self) -> Result<RatePath, Error> {
        let sign = self.side().sign();
        let first = Rate::new(self.rate(P::FundingRate)?.get().times(sign)?);
        match self.chosen() {
            FundingPattern::Fixed => Ok(RatePath::Fixed(first)),
            FundingPattern::Growing => Ok(RatePath::Growing { first, growth: self.rate(P::FundingGrowth)?, cap: None }),
            FundingPattern::Premium => {
                let rule = self.chosen::<PremiumRule>().rule().every(Decimal::from(self.interval_hours()))?;
                let each = usize::try_from(self.payments(PREMIUM_DAYS)).unwrap_or(1);
                let mut premiums = Vec::with_capacity(each.saturating_mul(PREMIUMS.len()));
                for id in PREMIUMS {
                    premiums.extend(std::iter::repeat_n(self.rate(id)?, each));
                }
                RatePath::of_premiums(&rule, self.margin_rates()?, &premiums, sign, After::Repeats)
            }
        }
    }

    /// Margin rates of the first bracket, on which some caps rest; where it names no greatest leverage, initial margin is twice maintenance, as it is in
    /// most published brackets.
    fn margin_rates(&self) -> Result<Option<MarginRates>, Error> {
        let question = self.question_at(self.venue())?;
        let Some(bracket) = question.tiers.brackets().first() else { return Ok(None) };
        let initial = match bracket.max_leverage {
            Some(most) => Decimal::ONE.over(most)?,
            None => bracket.rate.times(Decimal::TWO)?,
        };
        Ok(Some(MarginRates { initial: Rate::new(initial), maintenance: Rate::new(bracket.rate) }))
    }

    /// The trade in a market that never moves, by the rule alone and with everything counted against it. Errors: as the question's.
    pub fn flat_markets(&self) -> Result<[FlatMarket; 2], Error> {
        let question = self.question()?;
        let free = if self.is_cross() { Decimal::ZERO } else { self.number(P::FreeBalance) };
        // A coin-margined position's balance is in coin, converted at entry as its margin is.
        let free = match question.position.contract {
            Contract::Linear => free,
            Contract::Inverse => free.over(question.position.entry.get())?,
        };
        let of = |counted| flat_market(&question, counted, Money::new(free), self.paid_from());
        Ok([of(Counted::NONE)?, of(Counted::ALL)?])
    }
}

#[cfg(test)]
mod tests {
    use crate::engine::costs::cycles::Reach;
    use crate::testing::{rate, scenario};

    fn lasts(settings: &str) -> [Reach; 2] {
        let s = scenario(settings);
        let path = s.rate_path().unwrap();
        s.flat_markets().unwrap().map(|flat| flat.lasts(&path).unwrap())
    }

    #[test]
    fn the_default_trade_at_five_hundredths_ends_on_day_59() {
        assert_eq!(lasts("v=1&funding=0.05"), [Reach::At(190), Reach::At(177)]);
        // 8,000 of free balance are 266 payments and two thirds.
        assert_eq!(lasts("v=1&funding=0.05&paid-from=free"), [Reach::At(457), Reach::At(443)]);
        // What pays first in an account is what backs the position.
        assert_eq!(lasts("v=1&funding=0.05&paid-from=free&mode=cross"), lasts("v=1&funding=0.05&mode=cross"));
    }

    #[test]
    fn a_premium_is_paid_by_the_rule_of_its_venue() {
        let path = scenario("v=1&funding-pattern=premium&premium-rule=okx&premium-sixth=0.2").rate_path().unwrap();
        assert_eq!(
            (path.at(1).unwrap(), path.at(75).unwrap(), path.at(90).unwrap()),
            (rate("0.0001"), rate("0.0001"), rate("0.0015"))
        );
        assert_eq!(path.at(91).unwrap(), rate("0.0001"));
        // A quarter of eight hours, and an eighth.
        let plain =
            scenario("v=1&funding-pattern=premium&premium-rule=hyperliquid-no-clamp&interval=2").rate_path().unwrap();
        assert_eq!(plain.at(1).unwrap(), rate("0.00015"));
        let short = scenario("v=1&funding-pattern=premium&side=short").rate_path().unwrap();
        assert_eq!(short.at(1).unwrap(), rate("-0.0001"));
    }
}
