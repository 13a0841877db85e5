//! What the section shares: the account, and files on their way into it.

use crate::engine::account::Portfolio;
use crate::engine::account::steps::{Step, StepRules, Terms};
use crate::engine::import::Answers;
use crate::engine::import::proposal::ImportedTable;
use crate::engine::margin::Rule;
use crate::engine::own::{About, FileTold, Joining, example, joining};
use crate::engine::saved::Screen;
use crate::engine::scenario::{ParameterId as P, Scenario};
use crate::engine::units::Rate;
use crate::engine::{Cause, Error};
use crate::figures::account::AccountFigure;
use crate::figures::steps::StepsFigure;
use crate::ui::following::{Following, Section};
use crate::ui::state::{Answer, State, words};
use leptos::prelude::*;
use std::sync::Arc;

/// The reader's account, and what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Held {
    /// The account; `None` while the example stands.
    pub account: Option<Portfolio>,
    /// The position that the reader stands on.
    pub chosen: usize,
    /// Tables that were imported.
    pub tables: Vec<ImportedTable>,
    /// The trade step by step.
    pub steps: Vec<Step>,
    /// How many accounts like it are in the market of the cascade; `None` where none is.
    pub joins: Option<u32>,
}

impl Held {
    /// The account that is shown. Errors: none that are known of the example.
    pub fn shown(&self) -> Result<Portfolio, Error> {
        self.account.clone().map_or_else(example, Ok)
    }

    /// True where there is something of the reader's own.
    pub fn is_own(&self) -> bool {
        self.account.is_some() || !self.tables.is_empty() || !self.steps.is_empty() || self.joins.is_some()
    }

    /// The whole screen, for a document.
    pub fn screen(&self, scenario: Scenario) -> Screen {
        let (tables, portfolio) = (self.tables.clone(), self.account.clone());
        Screen { scenario, tables, portfolio, steps: self.steps.clone(), joins: self.joins }
    }

    /// What a document holds.
    pub fn of(screen: &Screen) -> Self {
        Self {
            account: screen.portfolio.clone(),
            chosen: 0,
            tables: screen.tables.clone(),
            steps: screen.steps.clone(),
            joins: screen.joins,
        }
    }
}

/// What became of a text that was brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It waits for the worker, or is being read.
    Waiting,
    /// It cannot be used; the reason as a sentence.
    Refused(String),
    /// Somebody's file.
    File(Arc<FileTold>),
    /// A saved screen, and what of it could not be used.
    Screen(Arc<(Screen, Vec<Error>)>),
}

/// A text that was brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brought {
    /// Its number, by which replies find it.
    pub id: u32,
    /// The file's name, made safe, or that it was pasted.
    pub name: String,
    /// What it holds.
    pub text: Arc<str>,
    /// What the reader says about it.
    pub answers: Answers,
    /// What became of it.
    pub outcome: Outcome,
}

/// The reader's own account.
#[derive(Clone, Copy)]
pub struct Own {
    /// What is held.
    pub held: RwSignal<Arc<Held>>,
    /// Its figure.
    pub figure: Memo<Answer<AccountFigure>>,
    /// The trade step by step.
    pub steps: Memo<Answer<StepsFigure>>,
    /// The account as it joins the market of the cascade; `None` where it does not, an error where it cannot.
    pub joining: Memo<Option<Result<Joining, Error>>>,
    /// What was brought and is not applied yet, in order.
    pub brought: RwSignal<Vec<Brought>>,
    /// The text that is being read, and how much of it is, from 0 to 1.
    pub reading: RwSignal<(u32, f64)>,
    /// Which of several files counts, where they contradict each other.
    pub choices: RwSignal<Vec<(About, u32)>>,
    /// Counts the texts, and the times that reading was stopped.
    pub counts: (RwSignal<u32>, RwSignal<u32>),
}

impl Own {
    /// The example, and nothing brought.
    pub fn new(following: &Following, scenario: RwSignal<Scenario>) -> Self {
        let held = RwSignal::new(Arc::new(Held::default()));
        let account = Memo::new(move |_| held.with(|held| (held.account.clone(), held.chosen)));
        let taken = Memo::new(move |_| held.with(|held| held.steps.clone()));
        let terms = following.of(Section::Account, |scenario| terms(&scenario));
        let joins = Memo::new(move |_| held.with(|held| held.joins));
        Self {
            held,
            joining: Memo::new(move |_| {
                let times = joins.get()?;
                let shown = account.get().0.map_or_else(example, Ok);
                Some(shown.and_then(|shown| scenario.with(|scenario| joining(&shown, times, scenario))))
            }),
            figure: Memo::new(move |_| {
                let (account, chosen) = account.get();
                AccountFigure::of(&account.map_or_else(example, Ok)?, chosen).map(Arc::new)
            }),
            steps: Memo::new(move |_| {
                let steps = taken.get();
                if steps.is_empty() {
                    return Err(Cause::Empty.into());
                }
                Ok(Arc::new(StepsFigure::of(&steps, terms.get()?)))
            }),
            brought: RwSignal::new(Vec::new()),
            reading: RwSignal::new((0, 0.0)),
            choices: RwSignal::new(Vec::new()),
            counts: (RwSignal::new(0), RwSignal::new(0)),
        }
    }

    /// What is held, not tracked.
    pub fn peek(self) -> Arc<Held> {
        self.held.get_untracked()
    }

    /// Takes a text in, to be read.
    pub fn bring(self, name: String, text: &str) {
        let (id, _) = self.counts;
        id.update(|id| *id = id.wrapping_add(1));
        let (id, text) = (id.get_untracked(), Arc::from(text));
        let new = Brought { id, name, text, answers: Answers::default(), outcome: Outcome::Waiting };
        self.brought.update(|all| all.push(new));
    }

    /// Changes a text that was brought.
    pub fn update(self, id: u32, change: impl FnOnce(&mut Brought)) {
        self.brought.update(|all| {
            if let Some(one) = all.iter_mut().find(|one| one.id == id) {
                change(one);
            }
        });
    }

    /// Stops reading: what waits is put away.
    pub fn stop(self) {
        self.brought.update(|all| all.retain(|one| one.outcome != Outcome::Waiting));
        self.counts.1.update(|stops| *stops = stops.wrapping_add(1));
    }

    /// Puts a text away.
    pub fn put_away(self, id: u32) {
        self.brought.update(|all| all.retain(|one| one.id != id));
    }
}

/// The terms under which the trade of the page is changed step by step. Errors: as [`Scenario::question`].
pub fn terms(scenario: &Scenario) -> Result<Terms, Error> {
    let question = scenario.question()?;
    Ok(Terms {
        contract: question.position.contract,
        tiers: question.tiers,
        rule: Rule::of(question.venue).with_closing_fee(question.closing_fee),
        books: StepRules::default(),
        fee: Rate::from_percent(scenario.number(P::OpeningFee))?,
        cross: false,
    })
}

/// Takes so many accounts like the reader's into the market of the cascade, or all of them out of it; says so.
pub fn join(state: State, times: Option<u32>) {
    let held = Held { joins: times, ..(*state.own.peek()).clone() };
    // The settings stay as they are, and had an answer.
    state.take(state.peek(), Arc::new(held), "joins").unwrap_or_default();
    let w = words().joined();
    state.say(if times.is_some() { w.taken() } else { w.taken_out() }, true);
}
