//! The distance to liquidation with fees outside the requirement, in it, and where the margin would just pay for the close: three prices of one trade.

use super::Known;
use crate::engine::Error;
use crate::engine::band::{Counted, Question, Term};
use crate::engine::margin::{Family, Trigger, VenueModel};

/// Three prices of one trade, each unrounded, with mark and index one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FeeMarks {
    /// Maintenance alone at the price tested: family A.
    pub outside: Trigger,
    /// Maintenance and the closing fee: family A+.
    pub within: Trigger,
    /// Maintenance, closing fee, liquidation fee and slippage: what a forced close costs.
    pub economic: Trigger,
}

/// The three prices. A rebate counts as nothing. Errors: overflow, broken tiers, or rates that take the whole notional. Source: makers section 1.
pub fn fee_marks(question: &Question) -> Result<FeeMarks, Error> {
    let rule = VenueModel { family: Family::A, ..question.venue };
    let question = Question { venue: rule, ..question.clone() };
    let known = Known::of(&question)?;
    let closing = Counted::NONE.with(Term::ClosingFee);
    Ok(FeeMarks {
        outside: known.economic(Counted::NONE)?,
        within: known.economic(closing)?,
        economic: known.economic(closing.with(Term::LiquidationFee).with(Term::Slippage))?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{d, scenario};

    /// (60,000 - 6,000) / (1 - r), with 0.5 %, 0.55 % and 1.05 %.
    #[test]
    fn a_fee_in_the_rule_brings_the_price_nearer_and_the_close_itself_nearer_still() {
        let question = scenario("v=1&liquidation-fee=0.3&slippage=0.2").question().unwrap();
        let marks = fee_marks(&question).unwrap();
        let at = |trigger: Trigger| trigger.price().unwrap().get().round_dp(2);
        let of = |rate: &str| (d("54000") / (d("1") - d(rate))).round_dp(2);
        assert_eq!(
            (at(marks.outside), at(marks.within), at(marks.economic)),
            (of("0.005"), of("0.0055"), of("0.0105"))
        );
    }

    #[test]
    fn a_rebate_moves_none_of_them() {
        let marks = |fee: &str| fee_marks(&scenario(&format!("v=1&closing-fee={fee}")).question().unwrap()).unwrap();
        assert_eq!(marks("-0.02"), marks("0"));
        assert_eq!(marks("0").outside, marks("0").economic);
    }
}
