//! The bet of section “Two prices”: how far apart after sixty days, compared with thirty. The answer comes from the curve itself.

use crate::engine::margin::Trigger;
use crate::engine::units::Saturating as _;
use crate::figures::days::{Day, LAST_DAY};
use rust_decimal::Decimal;

/// The day the bet compares with.
pub const FROM: u32 = 30;

/// The question and its answer under the present settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bet {
    /// The earlier day.
    pub from: u32,
    /// The later day.
    pub to: u32,
    /// The conservative price on the earlier day.
    pub earlier: Trigger,
    /// The conservative price on the later day.
    pub later: Trigger,
    /// The optimistic price, the same on both.
    pub optimistic: Trigger,
}

impl Bet {
    /// The bet on a curve.
    #[must_use]
    pub fn on(optimistic: Trigger, days: &[Day]) -> Self {
        let on = |day: u32| days.iter().find(|d| d.day == day).map_or(Trigger::Never, |d| d.conservative);
        Self { from: FROM, to: LAST_DAY, earlier: on(FROM), later: on(LAST_DAY), optimistic }
    }

    fn gap(&self, conservative: Trigger) -> Option<Decimal> {
        Some(conservative.price()?.get().sat_sub(self.optimistic.price()?.get()))
    }

    /// The later gap as a multiple of the earlier; `None` where there is no such number.
    #[must_use]
    pub fn ratio(&self) -> Option<Decimal> {
        let before = self.gap(self.earlier).filter(|b| !b.is_zero())?;
        Some(self.gap(self.later)?.sat_div(before))
    }

    /// Which of the three answers holds: about the same, one and a half times, more than twice.
    #[must_use]
    pub fn answer(&self) -> Option<usize> {
        let ratio = self.ratio()?;
        Some(if ratio < Decimal::new(125, 2) {
            0
        } else if ratio < Decimal::TWO {
            1
        } else {
            2
        })
    }

    /// The conservative price on the later day if a guess were right.
    #[must_use]
    pub fn guessed_price(&self, guess: usize) -> Option<Decimal> {
        let factor = match guess {
            0 => Decimal::ONE,
            1 => Decimal::new(15, 1),
            _ => Decimal::new(22, 1),
        };
        Some(self.optimistic.price()?.get().sat_add(self.gap(self.earlier)?.sat_mul(factor)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::scenario::{ParameterId, Scenario};
    use crate::figures::gap::GapFigure;
    use crate::figures::reveal::Reveal;

    fn bet(scenario: &Scenario) -> Bet {
        GapFigure::of(scenario, Reveal::All).unwrap().bet
    }

    #[test]
    fn the_default_trade_is_one_and_a_half_times_as_far_apart() {
        let b = bet(&Scenario::default());
        assert_eq!(b.ratio().unwrap().round_dp(2), Decimal::new(159, 2));
        assert_eq!(b.answer(), Some(1));
    }

    #[test]
    fn without_funding_it_is_the_same_and_without_a_price_there_is_no_answer() {
        let s = Scenario::default();
        assert_eq!(bet(&s.with_written(ParameterId::FundingRate, "0").unwrap()).answer(), Some(0));
        assert_eq!(bet(&s.with_written(ParameterId::Leverage, "1").unwrap()).answer(), None);
        let closed = ["opening-fee", "closing-fee", "funding", "next-rate", "basis"]
            .iter()
            .fold(s, |s, key| s.with_written(ParameterId::from_key(key).unwrap(), "0").unwrap());
        assert_eq!(bet(&closed).answer(), None, "nothing over nothing is no number");
    }
}
