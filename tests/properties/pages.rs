//! What the page's own questions must hold: a rule by itself, terms left out, the book of a forced close.

use crate::generators::{config, counted, question, scenario};
use crate::order::nearness;
use cascade_notes::engine::band::{Counted, TERMS, edges, edges_counting, rule};
use cascade_notes::engine::margin::Trigger;
use cascade_notes::engine::scenario::ParameterId as P;
use cascade_notes::engine::units::{Price, Quantity, Rate};
use cascade_notes::figures::formula::formula;
use proptest::prelude::*;
use rust_decimal::Decimal;

proptest! {
    #![proptest_config(config())]

    /// Leaving a term out never brings the conservative edge nearer, and what is left out adds nothing.
    #[test]
    fn terms_left_out_add_nothing_and_never_hurt(s in scenario(), switches in prop::array::uniform7(any::<bool>())) {
        let q = question(&s);
        let Ok(all) = edges(&q) else { return Err(TestCaseError::reject("no answer")) };
        let among = TERMS.into_iter().zip(switches).filter(|(_, on)| *on).fold(Counted::NONE, |c, (t, _)| c.with(t));
        let some = edges_counting(&q, among).unwrap();
        prop_assert_eq!(some.optimistic, all.optimistic);
        prop_assert!(nearness(q.position.side, some.conservative) <= nearness(q.position.side, all.conservative));
        for step in some.budget.steps {
            let both_prices = step.added.is_some();
            if !among.has(step.term) && both_prices {
                prop_assert_eq!(step.added, Some(Decimal::ZERO));
            }
        }
        prop_assert_eq!(edges_counting(&q, Counted::NONE).unwrap().conservative, all.optimistic);
        prop_assert_eq!(edges_counting(&q, Counted::ALL).unwrap(), all);
    }

    /// At the price where a rule acts, equity is what is required; before it, it is more. A price on the floor of a bracket is
    /// rounded to either side of it, so equity is looked at one part in 10^20 beyond.
    #[test]
    fn where_a_rule_acts_equity_is_what_it_requires(s in scenario()) {
        let q = question(&s);
        let mark = s.mark().unwrap();
        let Ok(ruling) = rule(&q, mark) else { return Err(TestCaseError::reject("no answer")) };
        let Trigger::At { price, at_once: false } = ruling.exact else { return Err(TestCaseError::reject("no price")) };
        let farther = Decimal::ONE - q.position.side.sign() * Decimal::new(1, 20);
        let beyond = Price::new(price.get() * farther).unwrap();
        let slack = |price| {
            let equity = ruling.margin.plus(q.position.unrealised(price).ok()?).ok()?.get();
            Some(equity - ruling.requirement.at(q.position.notional(price).ok()?).ok()?.get())
        };
        let (Some(there), Some(before)) = (slack(beyond), slack(mark)) else { return Err(TestCaseError::reject("overflow")) };
        let scale = q.position.notional(price).unwrap().get().abs() + ruling.margin.get().abs();
        // A price below a millionth has few digits left of its 28.
        prop_assume!(price.get() > Decimal::new(1, 6));
        prop_assert!(before > Decimal::ZERO, "{before}");
        let allowed = scale * Decimal::new(1, 14) + counted(&q.venue, q.position.notional(beyond).unwrap().get());
        prop_assert!(there <= allowed, "{there} of {scale}");
    }

    /// The formula that is shown comes to the price that is shown, wherever the table does not jump.
    #[test]
    fn the_formula_written_out_is_the_price_of_the_search(s in scenario()) {
        let q = question(&s);
        let Ok(ruling) = rule(&q, s.mark().unwrap()) else { return Err(TestCaseError::reject("no answer")) };
        let Trigger::At { price, at_once: false } = ruling.exact else { return Err(TestCaseError::reject("no price")) };
        let Ok(written) = formula(&s, &q, &ruling, P::Rate) else { return Err(TestCaseError::reject("overflow")) };
        if !written.jumped {
            let off = (written.value.unwrap() - price.get()).abs();
            prop_assert!(off <= price.get() * Decimal::new(1, 12), "{:?} {}", written.value, price);
        } else {
            // Only a table of several brackets can jump.
            prop_assert!(q.tiers.brackets().len() > 1);
        }
    }

    /// More depth at any level of the ladder never costs more, and a larger size never costs less.
    #[test]
    fn a_deeper_ladder_costs_no_more_and_a_larger_size_no_less(s in scenario(), level in 0_usize..6, more in 1_i64..1_000_000) {
        let ladder = s.with_written(P::Book, "ladder").unwrap();
        let id = cascade_notes::engine::scenario::parameters::LADDER[level].0;
        let Ok(deeper) = ladder.with_number(id, ladder.number(id) + Decimal::from(more)) else {
            return Err(TestCaseError::reject("beyond the range"));
        };
        let Ok(larger) = ladder.with_number(P::Size, ladder.number(P::Size) * Decimal::TWO) else {
            return Err(TestCaseError::reject("beyond the range"));
        };
        let (Ok(a), Ok(b), Ok(c)) = (ladder.slippage(), deeper.slippage(), larger.slippage()) else {
            return Err(TestCaseError::reject("no book"));
        };
        let hair = Decimal::new(1, 18);
        prop_assert!(b.get() <= a.get() + hair || a == Rate::ZERO || deepened_behind(&ladder, &deeper), "{a} {b}");
        prop_assert!(c.get() + hair >= a.get(), "{a} {c}");
    }
}

/// Where the ladder held too little, the rest counts at its last price: a level added behind makes that price a worse one.
fn deepened_behind(
    before: &cascade_notes::engine::scenario::Scenario,
    after: &cascade_notes::engine::scenario::Scenario,
) -> bool {
    let met = |s: &cascade_notes::engine::scenario::Scenario| {
        s.book_met(Decimal::ONE)?.fill(Quantity::new(s.number(P::Size))?)
    };
    let (Ok(before), Ok(after)) = (met(before), met(after)) else { return true };
    !before.unfilled.is_zero() && after.last != before.last
}
