//! What a file does not say and is not guessed: fields for it. Each answer has the file read again.

use super::state::{Brought, Outcome};
use crate::engine::echo::echo;
use crate::engine::import::{Note, Question};
use crate::engine::margin::{Contract, VenueId};
use crate::engine::own::FileTold;
use crate::engine::scenario::number::{exact, typed};
use crate::engine::units::{Money, Saturating as _};
use crate::engine::{Cause, Error};
use crate::figures::file;
use crate::ui::components::TypedField;
use crate::ui::state::{State, words};
use leptos::prelude::*;
use rust_decimal::Decimal;
use std::sync::Arc;

/// Digits that an answer may have after the point.
const DIGITS: u32 = 12;

/// What is asked of a file, what was answered, and what can be said otherwise.
#[component]
pub fn Asked(one: Brought, told: Arc<FileTold>) -> impl IntoView {
    let w = words().file();
    let mut asked: Vec<Question> = told.questions.clone();
    // What was answered stays to be changed.
    let said = &one.answers;
    let size = |(symbol, _): &(String, Decimal)| Question::ContractSize { symbol: symbol.clone() };
    let rate = |(symbol, _): &(String, Decimal)| Question::MaintenanceRate { symbol: symbol.clone() };
    asked.extend(said.contract_sizes.iter().map(size).chain(said.rates.iter().map(rate)));
    asked.extend(said.wallet.iter().map(|_| Question::Wallet { symbol: String::new() }));
    let mut fields: Vec<Question> = Vec::new();
    for question in asked {
        let wallet =
            |other: &Question| matches!((other, &question), (Question::Wallet { .. }, Question::Wallet { .. }));
        if !fields.iter().any(|other| *other == question || wallet(other)) {
            fields.push(question);
        }
    }
    let heading = (!fields.is_empty()).then(|| view! { <h4>{w.asked()}</h4> });
    let fields = fields.into_iter().enumerate().map(|(n, question)| view! { <Field one=one.clone() n question/> });
    let fields = fields.collect_view();
    view! { {heading} <div class="typed-grid">{fields}</div> <Otherwise one told/> }
}

#[component]
fn Field(one: Brought, n: usize, question: Question) -> impl IntoView {
    let own = expect_context::<State>().own;
    let (id, label) = (one.id, file::question(&question, words()));
    let known =
        |list: &[(String, Decimal)], symbol: &str| list.iter().find(|(name, _)| name == symbol).map(|(_, v)| *v);
    let value = match &question {
        Question::ContractSize { symbol } => known(&one.answers.contract_sizes, symbol),
        Question::MaintenanceRate { symbol } => {
            known(&one.answers.rates, symbol).map(|rate| rate.sat_mul(Decimal::ONE_HUNDRED))
        }
        Question::Wallet { .. } => one.answers.wallet.map(Money::get),
    };
    let value = value.map(exact).unwrap_or_default();
    let typed = move |text: String| -> Result<(), Error> {
        let number = typed(&text, DIGITS)?;
        let positive = !matches!(question, Question::Wallet { .. });
        if positive && number <= Decimal::ZERO {
            return Err(Cause::NotPositive.into());
        }
        if matches!(question, Question::MaintenanceRate { .. }) {
            crate::engine::error::within(
                crate::engine::error::Field::MaintenanceRate,
                number,
                Decimal::ZERO..Decimal::ONE_HUNDRED,
            )?;
        }
        own.update(id, |one| {
            let put = |list: &mut Vec<(String, Decimal)>, symbol: &str, value| {
                list.retain(|(name, _)| name != symbol);
                list.push((symbol.to_owned(), value));
            };
            match &question {
                Question::ContractSize { symbol } => put(&mut one.answers.contract_sizes, symbol, number),
                Question::MaintenanceRate { symbol } => {
                    put(&mut one.answers.rates, symbol, number.sat_div(Decimal::ONE_HUNDRED));
                }
                Question::Wallet { .. } => one.answers.wallet = Some(Money::new(number)),
            }
            one.outcome = Outcome::Waiting;
        });
        Ok(())
    };
    view! { <TypedField id=format!("ask-{id}-{n}") label value=Signal::stored(value) typed/> }
}

/// What was assumed and can be said otherwise, a button each.
#[component]
fn Otherwise(one: Brought, told: Arc<FileTold>) -> impl IntoView {
    let own = expect_context::<State>().own;
    let (w, id) = (words().file(), one.id);
    let again = move |change: &dyn Fn(&mut Brought)| {
        own.update(id, |one| {
            change(one);
            one.outcome = Outcome::Waiting;
        });
    };
    let mut buttons = Vec::new();
    let mut button = |text: String, pressed: bool, change: Box<dyn Fn(&mut Brought) + Send>| {
        buttons.push(view! {
            <button type="button" aria-pressed=pressed.to_string() on:click=move |_| again(&*change)>{text}</button>
        });
    };
    for note in &told.notes {
        if let Note::ContractAssumed { symbol, contract } = note {
            let (symbol, other) =
                (symbol.clone(), if *contract == Contract::Linear { Contract::Inverse } else { Contract::Linear });
            let word = if other == Contract::Linear { w.linear() } else { w.inverse() };
            let text = format!("{} {word}", w.take_for(&echo(&symbol)));
            button(text, false, Box::new(move |one| one.answers.contracts.push((symbol.clone(), other))));
        }
        if let Note::RuleByAmounts { rule, .. } | Note::RuleByDate { rule, .. } | Note::RuleAssumed { rule, .. } = note
        {
            let other = if *rule == VenueId::BybitOld { VenueId::BybitUnified } else { VenueId::BybitOld };
            button(other.model().name.to_owned(), false, Box::new(move |one| one.answers.rule = Some(other)));
        }
    }
    if told.notes.iter().any(|note| matches!(note, Note::Scaled { .. })) || one.answers.scaled_already {
        let text = w.scaled_already().to_owned();
        let flip: Box<dyn Fn(&mut Brought) + Send> =
            Box::new(|one| one.answers.scaled_already = !one.answers.scaled_already);
        button(text, one.answers.scaled_already, flip);
    }
    if told.notes.iter().any(|note| matches!(note, Note::WrongCum { .. })) || one.answers.printed_cum {
        let flip: Box<dyn Fn(&mut Brought) + Send> = Box::new(|one| one.answers.printed_cum = !one.answers.printed_cum);
        button(w.printed_cum().to_owned(), one.answers.printed_cum, flip);
    }
    let others = told.recognised.iter().flat_map(|(.., (_, others))| others.iter().cloned());
    for other in others {
        let shape = other.clone();
        let chosen = one.answers.shape.as_ref() == Some(&other);
        button(format!("{} {other}", w.also()), chosen, Box::new(move |one| one.answers.shape = Some(shape.clone())));
    }
    (!buttons.is_empty()).then(|| {
        view! { <div class="choices" role="group" aria-label=w.otherwise()>{buttons.into_iter().collect_view()}</div> }
    })
}
