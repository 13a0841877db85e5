//! One forced close of the trade of a scenario, at the trigger of its rule: what its orders meet, and who is paid what.

use crate::engine::Error;
use crate::engine::band::{FeeMarks, Question, fee_marks, rule};
use crate::engine::costs::book::{Fill, Ladder, Level, Taker};
use crate::engine::costs::curve::{Curve, Shape};
use crate::engine::margin::venue::RuleInputs;
use crate::engine::margin::{Contract, Trigger, VenueId};
use crate::engine::scenario::Scenario;
use crate::engine::scenario::parameters::{BookChoice, ClosePolicy, LADDER, ParameterId as P};
use crate::engine::settlement::partial::{Portion, StepDown};
use crate::engine::settlement::waterfall::{
    Backing, Depth, ForcedClose, LiquidationFeeBase, Outcome, Policy, Terms, Waterfall,
};
use crate::engine::units::{Checked as _, Money, Price, Quantity, Rate};
use rust_decimal::Decimal;

/// Margin above maintenance that a close of just enough leaves, of the notional: Drift's default. Source: margin-rules section 1.
const BUFFER: Rate = Rate::new(Decimal::from_parts(2, 0, 0, false, 2));

/// The smallest size that is left in a bracket: the last digit that an order has.
const LOT: Decimal = Decimal::from_parts(1, 0, 0, false, 8);

/// A ladder's distances from the mark are in hundredths of a per cent.
const PARTS: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);

/// A forced close as it went. Amounts are in the settlement currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Close {
    /// Where the mark stood: at the rule's trigger, or at the entry where that lies past it already.
    pub mark: Price,
    /// What stood behind the position at its entry.
    pub margin: Money,
    /// Where that is gone; `None` where no price takes it.
    pub bankruptcy: Option<Price>,
    /// Size that there was, in the position's own unit.
    pub size: Decimal,
    /// Its orders, and what they came to.
    pub outcome: Outcome,
    /// What was charged.
    pub terms: Terms,
    /// The distance to liquidation with the closing fee outside the requirement, in it, and at the economic price.
    pub marks: FeeMarks,
    /// What one order for all of it would have met; part of it unfilled where the book ends.
    pub whole: Fill,
}

impl Close {
    /// The parts of it.
    #[must_use]
    pub fn waterfall(&self) -> &Waterfall {
        &self.outcome.waterfall
    }
}

/// The book that the orders meet.
enum Met {
    Ladder(Ladder),
    Curve(Curve),
}

impl Met {
    fn depth(&self) -> Depth<'_> {
        match self {
            Self::Ladder(ladder) => Depth::Ladder(ladder),
            Self::Curve(curve) => Depth::Curve(curve),
        }
    }
}

impl Scenario {
    /// The forced close of the position at the trigger of its venue's rule; `None` where no price above zero triggers it. Errors: an empty book or one
    /// too thin for the order, rates that take all, overflow.
    pub fn close(&self) -> Result<Option<Close>, Error> {
        let question = self.question_at(self.venue())?;
        let position = &question.position;
        let ruling = rule(&question, position.entry)?;
        let mark = match ruling.exact {
            Trigger::Never => return Ok(None),
            Trigger::At { price, at_once: false } => price,
            Trigger::At { at_once: true, .. } | Trigger::Always => position.entry,
        };
        let met = self.met_at(mark)?;
        let (terms, policy) = (self.close_terms()?, self.close_policy(&question));
        let outcome = ForcedClose {
            position,
            margin: ruling.margin,
            mark,
            venue: &question.venue,
            rule: RuleInputs {
                tiers: &question.tiers,
                closing_fee: question.closing_fee.cost(),
                next_funding: position.side.pays(question.funding_rate)?,
                leverage: Some(question.leverage),
            },
            policy: &policy,
            depth: met.depth(),
            terms,
            backing: self.backing(&question)?,
        };
        let outcome = outcome.run()?;
        let coins = match position.contract {
            Contract::Linear => position.size,
            Contract::Inverse => Quantity::new(position.size.get().over(mark.get())?)?,
        };
        let whole = met.depth().walk(Taker::closing(position.side), mark, coins)?;
        // A part of what is left never takes more than that, and so moves no price.
        let liquidation_fee = match terms.base {
            LiquidationFeeBase::WhatIsLeft => Rate::ZERO,
            LiquidationFeeBase::FilledNotional | LiquidationFeeBase::BankruptcyValue => question.liquidation_fee,
        };
        let marks = fee_marks(&Question { slippage: whole.cost, liquidation_fee, ..question.clone() })?;
        Ok(Some(Close {
            mark,
            margin: ruling.margin,
            bankruptcy: position.bankruptcy_price(ruling.margin)?,
            size: position.size.get(),
            outcome,
            terms,
            marks,
            whole,
        }))
    }

    /// The book around a mark: a curve, or the ladder. A share that is typed has no depth: there the close meets the ladder.
    fn met_at(&self, mark: Price) -> Result<Met, Error> {
        let taker = Taker::closing(self.side());
        let shape = match self.book() {
            BookChoice::Linear => Shape::Linear,
            BookChoice::SquareRoot => Shape::SquareRoot,
            BookChoice::Typed | BookChoice::Ladder => {
                let mut levels = Vec::with_capacity(LADDER.len());
                for (id, hundredths) in LADDER {
                    let away = Decimal::from(hundredths).over(PARTS)?.times(taker.sign())?;
                    let price = Price::new(mark.get().times(Decimal::ONE.plus(away)?)?)?;
                    if let Ok(size) = Quantity::new(self.number(id).over(price.get())?) {
                        levels.push(Level { price, size });
                    }
                }
                return Ladder::new(taker, mark, levels).map(Met::Ladder);
            }
        };
        let one_percent_depth = Quantity::new(self.number(P::DepthOnePercent).over(mark.get())?)?;
        Ok(Met::Curve(Curve { shape, one_percent_depth }))
    }

    /// This scenario with so much depth to one per cent, in quote currency, in a book where it counts. Errors: a depth outside its range.
    pub fn closing_in(self, depth: Decimal) -> Result<Self, Error> {
        let changed = self.with_number(P::DepthOnePercent, depth)?;
        Ok(match changed.book() {
            BookChoice::Typed | BookChoice::Ladder => changed.choosing(BookChoice::Linear),
            BookChoice::Linear | BookChoice::SquareRoot => changed,
        })
    }

    fn close_policy(&self, question: &Question) -> Policy {
        match self.chosen() {
            ClosePolicy::Whole => Policy::Whole,
            ClosePolicy::Brackets => {
                let step = if question.venue.id == VenueId::Okx { StepDown::OKX } else { StepDown::BY_ONE };
                Policy::Brackets { step, tiers: question.tiers.clone(), lot: LOT }
            }
            ClosePolicy::FifthThenAll => Policy::FifthThenAll,
            ClosePolicy::Tenths => Policy::Portions(Portion::DYDX),
            ClosePolicy::JustEnough => Policy::JustEnough { buffer: BUFFER },
        }
    }

    fn close_terms(&self) -> Result<Terms, Error> {
        Ok(Terms {
            closing_fee: self.rate(P::ClosingFee)?,
            liquidation_fee: self.rate(P::LiquidationFee)?,
            base: self.chosen(),
            fee_to: self.chosen(),
            remainder: self.chosen(),
        })
    }

    /// What stands behind it. Amounts are in quote currency, converted at entry for a coin-margined position.
    fn backing(&self, question: &Question) -> Result<Backing, Error> {
        let per = match question.position.contract {
            Contract::Linear => Decimal::ONE,
            Contract::Inverse => question.position.entry.get(),
        };
        let amount = |id| self.number(id).over(per).map(Money::new);
        Ok(Backing { fund: amount(P::CloseFund)?, deleveraging: Some(amount(P::CloseWinners)?) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{d, money, scenario};

    fn close(settings: &str) -> Close {
        scenario(settings).close().unwrap().unwrap()
    }

    /// 271.356784 at 54,271.36: a linear book of 200,000 USD gives half of 0.2714 % away; 0.05 % of what is filled is the venue's.
    #[test]
    fn the_default_trade_pays_for_its_close_out_of_what_maintenance_left() {
        let found = close("v=1&book=linear");
        let w = found.waterfall();
        assert_eq!((w.margin, found.margin), (money("271.356784"), money("6000")));
        assert_eq!((w.slippage, w.closing_fee), (money("73.634504"), money("27.098861")));
        assert_eq!((w.liquidation_fee, w.to_owner, w.to_fund), (Money::ZERO, Money::ZERO, money("170.623419")));
        assert_eq!(w.paid_in().unwrap(), w.paid_out().unwrap());
    }

    #[test]
    fn the_book_it_meets_is_the_one_that_is_chosen() {
        let slippage = |settings: &str| close(settings).waterfall().slippage;
        assert_eq!(slippage("v=1&book=ladder"), slippage("v=1&slippage=3"));
        assert!(slippage("v=1&book=square-root") > slippage("v=1&book=linear"));
        // 12,000 at 0.1, 18,000 at 0.2 and the rest at 0.4 % from the trigger.
        let ladder = slippage("v=1&book=ladder");
        assert!(ladder > money("144") && ladder < money("146"), "{ladder}");
        let thin = close("v=1&book=ladder&size=10");
        assert!(thin.outcome.unfilled > Decimal::ZERO && thin.waterfall().left_in_position < Money::ZERO);
    }

    #[test]
    fn a_depth_that_is_set_is_met() {
        let set = scenario("v=1").closing_in(d("160000")).unwrap();
        assert_eq!((set.book(), set.number(P::DepthOnePercent)), (BookChoice::Linear, d("160000")));
        assert_eq!(scenario("v=1&book=square-root").closing_in(d("1")).unwrap().book(), BookChoice::SquareRoot);
        assert!(scenario("v=1").closing_in(Decimal::ZERO).is_err());
    }

    #[test]
    fn each_policy_closes_its_part() {
        let left = |policy: &str| {
            let found = close(&format!("v=1&size=10&book=linear&depth=100000000&close-policy={policy}"));
            (found.outcome.steps.len(), found.outcome.left)
        };
        assert_eq!(left("whole"), (1, Decimal::ZERO));
        assert_eq!(left("fifth"), (1, d("8")));
        assert_eq!(left("tenth"), (1, d("9")));
        // One bracket is the lowest.
        assert_eq!(left("brackets"), (1, Decimal::ZERO));
        assert!(left("just-enough").1 > d("1"), "{:?}", left("just-enough"));
    }

    #[test]
    fn no_price_no_close_and_one_that_is_past_it_closes_at_the_entry() {
        assert_eq!(scenario("v=1&leverage=1").close().unwrap(), None);
        let at_once = close("v=1&leverage=125&rate=2");
        assert_eq!((at_once.mark.get(), at_once.waterfall().margin), (d("60000"), money("480")));
    }

    #[test]
    fn a_fee_of_what_is_left_moves_no_price() {
        let economic = |settings: &str| close(settings).marks.economic;
        assert_eq!(economic("v=1&liquidation-fee=2&liquidation-fee-base=left"), economic("v=1"));
        assert_ne!(economic("v=1&liquidation-fee=2"), economic("v=1"));
    }

    #[test]
    fn a_coin_margined_close_is_backed_in_coin() {
        let found = close("v=1&contract=inverse&book=linear&depth=10000&close-fund=600&close-winners=60");
        let w = found.waterfall();
        assert!(
            w.from_fund == money("0.01") && w.from_deleveraging == money("0.001") && w.shared > Money::ZERO,
            "{w:?}"
        );
        assert_eq!(w.paid_in().unwrap(), w.paid_out().unwrap());
    }
}
