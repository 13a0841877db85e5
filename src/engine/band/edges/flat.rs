//! What funding alone does to either edge: the same limits at a price that stands at entry.

use super::Known;
use crate::engine::Error;
use crate::engine::band::{Counted, Question, Term};
use crate::engine::costs::cycles::FlatMarket;
use crate::engine::costs::payment::PaidFrom;
use crate::engine::units::{Checked as _, Money, Price, Rate};

/// A question as a market that never moves: equity before the first payment, and what an edge requires of it at entry, with the mark against it by the basis
/// where that is counted. Payments are taken of the notional at entry, as the edges count them; the question's own number of them is not used. The
/// edge has come to entry when the payments have used the headroom up. Errors: overflow, or broken tiers.
pub fn flat_market(
    question: &Question,
    counted: Counted,
    free: Money,
    paid_from: PaidFrom,
) -> Result<FlatMarket, Error> {
    let known = Known::of(question)?;
    let position = &question.position;
    let mark = Price::new(position.entry.get().times(known.divisor(counted)?)?)?;
    let before = known.equity(known.margin(counted)?, counted.without(Term::Funding))?;
    let requirement = known.rule(counted, Rate::ZERO)?.with_surcharge(known.costs_of_closing(counted)?)?;
    Ok(FlatMarket {
        notional: known.notional,
        equity: before.plus(position.unrealised(mark)?)?,
        required: requirement.at(position.notional(mark)?)?,
        free,
        paid_from,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::band::edges::conservative_counting;
    use crate::engine::costs::cycles::{RatePath, Reach, days};
    use crate::engine::margin::Trigger;
    use crate::testing::{d, scenario};
    use rust_decimal::Decimal;

    fn lasts(settings: &str, counted: Counted) -> Reach {
        let question = scenario(settings).question().unwrap();
        let pays = Rate::new(question.funding_rate.get() * question.position.side.sign());
        let flat = flat_market(&question, counted, Money::ZERO, PaidFrom::PositionMargin).unwrap();
        flat.lasts(&RatePath::Fixed(pays)).unwrap()
    }

    /// 10x from 60,000 at 0.05 % a cycle: 5,280.63 of headroom at 30 each is the 177th payment, three a day.
    #[test]
    fn the_default_trade_at_five_hundredths_lasts_59_days_conservatively_and_63_by_the_rule_alone() {
        assert_eq!(lasts("v=1&funding=0.05", Counted::ALL), Reach::At(177));
        assert_eq!(days(177, d("8")).unwrap(), d("59"));
        assert_eq!(lasts("v=1&funding=0.05", Counted::NONE), Reach::At(190));
    }

    /// The search for the edges finds the entry when the payments have come to it, and not one payment before.
    #[test]
    fn it_is_the_payment_that_brings_the_edge_to_entry() {
        for settings in [
            "v=1&funding=0.05",
            "v=1&funding=0.05&venue=okx",
            "v=1&funding=0.1&venue=bitmex",
            "v=1&funding=0.05&venue=bybit-old",
            "v=1&funding=-0.05&side=short&venue=delta",
            "v=1&funding=-0.07&side=short&contract=inverse",
            "v=1&funding=0.3&mode=cross",
            "v=1&funding=0.3&leverage=50&liquidation-fee=0.5&slippage=0.2",
        ] {
            let mut question = scenario(settings).question().unwrap();
            for counted in [Counted::ALL, Counted::NONE.with(Term::Funding), Counted::ALL.without(Term::Basis)] {
                let Reach::At(end) = lasts(settings, counted) else { panic!("{settings}: never") };
                let mut at_once = |payments: u64| {
                    question.payments = u32::try_from(payments).unwrap();
                    match conservative_counting(&question, counted).unwrap() {
                        // On the edge itself the search begins and ends at entry.
                        Trigger::At { at_once, price } => at_once || price == question.position.entry,
                        Trigger::Always => true,
                        Trigger::Never => false,
                    }
                };
                assert!(at_once(end), "{settings} {counted:?}: not at {end}");
                assert!(!at_once(end - 1), "{settings} {counted:?}: before {end}");
            }
        }
    }

    #[test]
    fn what_is_below_at_the_start_lasts_no_payment() {
        assert_eq!(lasts("v=1&leverage=125&rate=1&funding=0", Counted::NONE), Reach::At(0));
        assert_eq!(Decimal::ZERO, days(0, d("8")).unwrap());
    }
}
