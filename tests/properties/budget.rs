//! The budget adds up, to the last digit.

use crate::generators::{config, question, scenario};
use cascade_notes::engine::band::{Question, Term, edges};
use cascade_notes::engine::units::{Price, Rate};
use proptest::prelude::*;
use rust_decimal::Decimal;

proptest! {
    #![proptest_config(config())]

    #[test]
    fn bars_sum_to_the_gap_exactly(s in scenario()) {
        let Ok(e) = edges(&question(&s)) else { return Err(TestCaseError::reject("no answer")) };
        let added: Option<Vec<Decimal>> = e.budget.steps.iter().map(|step| step.added).collect();
        prop_assume!(added.is_some());
        prop_assert_eq!(added.map(|bars| bars.into_iter().sum()), e.budget.gap);
    }

    #[test]
    fn terms_alone_and_their_interaction_make_the_gap_exactly(s in scenario()) {
        let Ok(e) = edges(&question(&s)) else { return Err(TestCaseError::reject("no answer")) };
        let alone: Option<Vec<Decimal>> = e.budget.steps.iter().map(|step| step.alone).collect();
        prop_assume!(alone.is_some() && e.budget.gap.is_some());
        let interaction = e.budget.interaction;
        prop_assert!(interaction.is_some());
        prop_assert_eq!(alone.map(|terms| terms.into_iter().sum::<Decimal>() + interaction.unwrap()), e.budget.gap);
    }

    #[test]
    fn a_gap_is_missing_exactly_where_an_edge_has_no_price(s in scenario()) {
        let Ok(e) = edges(&question(&s)) else { return Err(TestCaseError::reject("no answer")) };
        let both = e.optimistic.price().is_some() && e.conservative.price().is_some();
        prop_assert_eq!(e.budget.gap.is_some(), both);
        for step in &e.budget.steps {
            prop_assert!(step.after.price().is_some() || step.added.is_none());
        }
    }

    /// A term alone is the same term in a question that asks for no other. To the last digits, which each budget rounds
    /// to a grid of its own.
    #[test]
    fn a_term_alone_is_the_bar_of_a_question_with_no_other(s in scenario()) {
        let q = question(&s);
        let Ok(e) = edges(&q) else { return Err(TestCaseError::reject("no answer")) };
        let prices = e.budget.steps.iter().filter_map(|step| step.after.price()).chain(e.optimistic.price());
        let alone = e.budget.steps.iter().filter_map(|step| step.alone);
        let largest = prices.map(Price::get).chain(alone.map(|a| a.abs())).max().unwrap_or_default();
        for step in &e.budget.steps {
            let asked = edges(&with_only(&q, step.term)).unwrap().budget.steps;
            let tier = asked.iter().find(|bar| bar.term == Term::NextTier).and_then(|bar| bar.added);
            // The basis stands behind the next tier, which no question can leave out of a real table.
            if step.term == Term::Basis && tier != Some(Decimal::ZERO) {
                continue;
            }
            let bar = asked.iter().find(|bar| bar.term == step.term).and_then(|bar| bar.added);
            prop_assert_eq!(bar.is_some(), step.alone.is_some(), "{:?}", step);
            let apart = bar.unwrap_or_default() - step.alone.unwrap_or_default();
            let allowed = (largest * Decimal::new(1, 26)).max(Decimal::new(2, 28));
            prop_assert!(apart.abs() <= allowed, "{step:?}: asked alone {bar:?}");
        }
    }
}

/// The question with one term and, since a table cannot be asked without it, the next tier.
fn with_only(q: &Question, term: Term) -> Question {
    let only = |this: Term, rate: Rate| if this == term { rate } else { Rate::ZERO };
    Question {
        opening_fee: only(Term::OpeningFee, q.opening_fee),
        closing_fee: only(Term::ClosingFee, q.closing_fee),
        liquidation_fee: only(Term::LiquidationFee, q.liquidation_fee),
        slippage: only(Term::Slippage, q.slippage),
        funding_rate: only(Term::Funding, q.funding_rate),
        basis: only(Term::Basis, q.basis),
        ..q.clone()
    }
}
