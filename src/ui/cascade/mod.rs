//! The cascade: its figures, its run, and what is cut.
//!
//! Lives here: what is known of the question that the settings ask (this file), the graph with its run and controls (`graph_figure`, `play`,
//! `controls`, `targets`), the figures beside it (`linked`), the story in the text column and what is cut (`told`, `cut`), and how far the work is
//! (`progress`).
//!
//! A worker answers; the page never waits. Until the first answer the pictures of the build stand where they are, afterwards those of the last
//! answer do.

mod controls;
mod cut;
mod graph_figure;
mod linked;
mod play;
mod progress;
mod targets;
mod told;

use crate::engine::cascade::story::{Curve, Story};
use crate::engine::desk::{Answer as Said, Reply};
use crate::engine::scenario::{ParameterId as P, Scenario, link};
use crate::engine::{Cause, Error};
use crate::figures::{CascadeFigure, CurveFigure, LedgerFigure, PathFigure};
use crate::ui::live::{Flag, effect};
use crate::ui::state::{Answer, State};
use crate::ui::widget::Widget;
use crate::web::clock;
use crate::web::host::{self, Place};
use crate::web::view;
use crate::web::workers::Clerk;
use leptos::prelude::*;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

/// Milliseconds a reader waits before being told how far the work is.
const SOON: f64 = 150.0;

/// What is known of a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// The settings it was asked under; where the reader stands in the run is not among them.
    pub scenario: Scenario,
    /// The run.
    pub story: Arc<Story>,
    /// The run with something cut, and whether that stops it after the first round.
    pub without: Option<(Arc<Story>, bool)>,
    /// The outcome by shock, once it is known.
    pub curve: Arc<Curve>,
}

/// How far the work is.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Work {
    /// Nothing is asked.
    #[default]
    Done,
    /// Stage, part of it, accounts closed so far.
    Busy(f64, f64, f64),
    /// The reader stopped it.
    Stopped,
    /// It could not be done.
    Failed(String),
}

/// The figures of one moment of a run.
#[derive(Debug, PartialEq)]
pub struct Views {
    /// The graph.
    pub graph: Arc<CascadeFigure>,
    /// Prices.
    pub path: Arc<PathFigure>,
    /// Who paid whom.
    pub ledger: Arc<LedgerFigure>,
    /// The outcome by shock.
    pub curve: Arc<CurveFigure>,
}

/// What the parts of the section share.
#[derive(Clone, Copy)]
pub struct Cascade {
    told: RwSignal<Option<Arc<Told>>>,
    /// How far the work is.
    pub work: RwSignal<Work>,
    /// True while the figures show the run with something cut.
    pub cut_shown: Flag,
    /// The figures.
    pub views: Memo<Answer<Views>>,
    /// Counts what is asked again.
    again: RwSignal<u32>,
}

impl Cascade {
    /// Nothing known yet.
    pub fn new(scenario: RwSignal<Scenario>) -> Self {
        let told = RwSignal::new(None::<Arc<Told>>);
        let cut_shown = Flag::new(false);
        let views = Memo::new(move |_| {
            let told = told.get().ok_or_else(|| Error::from(Cause::NothingPinned))?;
            let story = match &told.without {
                Some((without, _)) if cut_shown.get() => without,
                _ => &told.story,
            };
            let round = round_of(&scenario.get(), story);
            let asked = &told.scenario;
            Ok(Arc::new(Views {
                graph: Arc::new(CascadeFigure::of(asked, Arc::clone(story), round)),
                path: Arc::new(PathFigure::of(asked, Arc::clone(story), round)),
                ledger: Arc::new(LedgerFigure::of(asked, Arc::clone(story), round)),
                curve: Arc::new(CurveFigure::of(asked, Arc::clone(&told.curve), Arc::clone(&told.story))),
            }))
        });
        Self { told, work: RwSignal::new(Work::default()), cut_shown, views, again: RwSignal::new(0) }
    }

    /// What is known, tracked.
    pub fn told(self) -> Option<Arc<Told>> {
        self.told.get()
    }

    /// Rounds of the run that is shown, and where the reader stands.
    pub fn standing(self, scenario: &Scenario) -> (usize, usize) {
        let story = self.told.get().map(|told| match &told.without {
            Some((without, _)) if self.cut_shown.get() => Arc::clone(without),
            _ => Arc::clone(&told.story),
        });
        story.map_or((0, 0), |story| (story.rounds.len(), round_of(scenario, &story)))
    }

    fn show(self, work: Work) {
        if self.work.with_untracked(|now| *now != work) {
            self.work.set(work);
        }
    }

    /// Asks what was stopped or failed once more.
    pub fn ask_again(self) {
        self.again.update(|n| *n = n.wrapping_add(1));
    }
}

/// Where the reader stands: the round of the settings, or the end where the run is shorter.
fn round_of(scenario: &Scenario, story: &Story) -> usize {
    scenario.number(P::Round).to_usize().unwrap_or(usize::MAX).min(story.rounds.len())
}

/// The settings that put the reader at a round; the last one is wherever the run ends.
fn at_round(scenario: Scenario, round: usize, rounds: usize) -> Result<Scenario, Error> {
    if round >= rounds {
        return Ok(scenario.with_default(P::Round));
    }
    scenario.with_number(P::Round, Decimal::from(round))
}

/// A part of the section.
type Part = fn(State) -> Widget;

/// Where each part goes.
const PARTS: [(&str, &str, Part); 6] = [
    ("data-island", "told", told::told),
    ("data-island", "cut", cut::cut),
    ("data-figure", "cascade", graph_figure::graph_figure),
    ("data-figure", "path", linked::path_figure),
    ("data-figure", "ledger", linked::ledger_figure),
    ("data-figure", "curve", linked::curve_figure),
];

/// Brings the section to life once it comes near the screen, and its parts once there is a first answer.
pub fn mount(state: State) {
    let Some(section) = host::place("id", "cascade") else { return };
    if let Some(place) = host::place("data-island", "progress") {
        progress::progress(state).mount(place, "");
    }
    let desk = Rc::new(Desk::new(state));
    let near = Flag::new(link::question(&state.peek()) != link::question(&Scenario::default()));
    view::on_sight(&section, move |seen| {
        if seen {
            near.set(true);
        }
    });
    let asking = Rc::clone(&desk);
    effect(move || {
        if near.get() {
            asking.ask(&state.scenario());
        }
    });
    let asking = Rc::clone(&desk);
    let times = Cell::new(0);
    effect(move || {
        let now = state.cascade.again.get();
        if times.replace(now) != now {
            asking.asked.replace(String::new());
            asking.ask(&state.peek());
        }
    });
    effect(move || {
        if state.cascade.work.get() == Work::Stopped {
            desk.clerk.cancel();
        }
    });
    let mounted = Cell::new(false);
    effect(move || {
        if state.cascade.told.with(Option::is_some) && !mounted.replace(true) {
            untrack(|| parts(state));
        }
    });
}

fn parts(state: State) {
    for (attribute, name, part) in PARTS {
        if let Some(place) = host::place(attribute, name) {
            mount_part(state, place, attribute, part);
        }
    }
}

fn mount_part(state: State, place: Place, attribute: &str, part: Part) {
    let caption = if attribute == "data-figure" { crate::ui::figure_frame::CAPTION } else { "" };
    part(state).mount(place, caption);
}

/// Takes questions to the worker and brings answers back.
struct Desk {
    clerk: Clerk,
    asked: RefCell<String>,
    open: Rc<RefCell<Open>>,
}

/// The question that is being answered.
#[derive(Default)]
struct Open {
    scenario: Scenario,
    since: f64,
    answer: Said,
}

impl Desk {
    fn new(state: State) -> Self {
        let open = Rc::new(RefCell::new(Open::default()));
        let heard = Rc::clone(&open);
        let clerk = Clerk::new(Box::new(move |said| match said {
            Ok(said) => hear(state, &heard, Reply { numbers: said.numbers, text: said.text, last: said.last }),
            Err(why) => state.cascade.work.set(Work::Failed(why)),
        }));
        Self { clerk, asked: RefCell::default(), open }
    }

    fn ask(&self, scenario: &Scenario) {
        let question = link::question(scenario);
        if *self.asked.borrow() == question && !question.is_empty() {
            return;
        }
        // The default market has an empty link, and is asked all the same.
        let question = if question.is_empty() { format!("v={}", crate::engine::scenario::VERSION) } else { question };
        if *self.asked.borrow() == question {
            return;
        }
        self.asked.replace(question.clone());
        if let Ok(mut open) = self.open.try_borrow_mut() {
            open.since = clock::now();
            // The curve of the question before may still hold; if not, another follows. That of another market does not.
            if open.scenario.choice(P::Preset) != scenario.choice(P::Preset) {
                open.answer.curve = None;
            }
            open.scenario = *scenario;
            open.answer.story = None;
            open.answer.without = None;
        }
        self.clerk.ask(&question);
    }
}

fn hear(state: State, open: &RefCell<Open>, reply: Reply) {
    let Ok(mut open) = open.try_borrow_mut() else { return };
    let last = reply.last;
    match open.answer.take(&reply) {
        Err(error) => state.cascade.work.set(Work::Failed(error.cause.to_string())),
        Ok(true) => {
            let (scenario, answer) = (open.scenario, open.answer.clone());
            drop(open);
            tell(state, scenario, answer);
            if last {
                state.cascade.show(Work::Done);
            }
        }
        Ok(false) => {
            let waited = clock::now() - open.since > SOON;
            let work = match reply.numbers.get(1..4) {
                Some([stage, part, closed]) if !last && waited => Work::Busy(*stage, *part, *closed),
                _ if !last => return,
                _ => Work::Done,
            };
            drop(open);
            state.cascade.show(work);
        }
    }
}

fn tell(state: State, scenario: Scenario, answer: Said) {
    let Some(story) = answer.story else { return };
    let without = answer.without.map(|without| (Arc::new(without.story), without.stops));
    if without.is_none() {
        state.cascade.cut_shown.set(false);
    }
    let told = Told { scenario, story: Arc::new(story), without, curve: Arc::new(answer.curve.unwrap_or_default()) };
    state.cascade.told.set(Some(Arc::new(told)));
}
