//! The cascade: its figures, its run, and what is cut.
//!
//! Lives here: what is known of the question that the settings ask (this file), the graph with its run and controls (`graph_figure`, `play`,
//! `controls`, `targets`), the figures beside it (`linked`), the narration in the text column and what is cut (`narration`, `cut`), and how far the work is
//! (`progress`).
//!
//! A worker answers, and the painter draws: neither is linked into this module, so what they give are texts and numbers. The page never waits. Until
//! the first answer the pictures of the build stand where they are, afterwards those of the last answer do.

mod controls;
mod cut;
mod graph_figure;
mod linked;
mod narration;
mod play;
mod progress;
mod targets;

use crate::engine::Error;
use crate::engine::jobs::wire::progress;
use crate::engine::scenario::{Cutting, ParameterId as P, Scenario, VERSION, link};
use crate::figures::{Figure, Frame};
use crate::ui::figure_frame::{Model, Part, mount_parts};
use crate::ui::live::{Flag, effect, live};
use crate::ui::painted::{PaintedFigure, in_numbers, painted, whole};
use crate::ui::state::State;
use crate::ui::widget::Widget;
use crate::web::painter::Argument;
use crate::web::workers::{Answer, WorkerClient};
use crate::web::{clock, host, view};
use leptos::prelude::*;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

/// Milliseconds a reader waits before being told how far the work is.
const SOON: f64 = 150.0;

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

/// What the parts of the section share.
#[derive(Clone, Copy)]
pub struct Cascade {
    /// Counts what was narrated; nothing yet at zero.
    narrated: RwSignal<u32>,
    /// How far the work is.
    pub work: RwSignal<Work>,
    /// True while the figures show the run with something cut.
    pub cut_shown: Flag,
    /// What the painter stands at: count of what was narrated, rounds of the run, the round, whether it is the run with the cut.
    stand: Memo<[u32; 4]>,
    /// Counts what is asked again.
    again: RwSignal<u32>,
}

impl Cascade {
    /// Nothing known yet.
    pub fn new(scenario: RwSignal<Scenario>) -> Self {
        let narrated = RwSignal::new(0);
        let cut_shown = Flag::new(false);
        let stand = Memo::new(move |_| {
            let (count, cut) = (narrated.get(), cut_shown.get());
            let round = scenario.get().number(P::Round).to_f64().unwrap_or(0.0);
            let at = painted(|p| p.numbers("stand", &[Argument::Number(round), Argument::Flag(cut)]));
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let whole = |n: usize| at.get(n).map_or(0, |n| n.clamp(0.0, 1e9) as u32);
            [count, whole(0), whole(1), u32::from(cut)]
        });
        Self { narrated, work: RwSignal::new(Work::default()), cut_shown, stand, again: RwSignal::new(0) }
    }

    /// Rounds of the run that is shown, and where the reader stands, tracked.
    pub fn standing(self) -> (usize, usize) {
        let [_, rounds, at, _] = self.stand.get();
        let whole = |n: u32| usize::try_from(n).unwrap_or(0);
        (whole(rounds), whole(at))
    }

    /// Runs whatever shows the run again when it changes; false until there is one.
    pub fn shows(self) -> bool {
        self.stand.get().first().is_some_and(|count| *count > 0)
    }

    /// A figure of the run.
    pub fn figure(self, name: &'static str) -> Model {
        live(move || -> Result<Arc<dyn Figure>, String> {
            // Until then the picture of the build stands.
            if self.shows() { Ok(Arc::new(PaintedFigure(name))) } else { Err(String::new()) }
        })
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

/// Makes a figure's picture as high as the painter says for the width it has.
fn tall(state: State, name: &'static str, frame: RwSignal<Frame>) -> Widget {
    Widget::new("div hidden", "", move |root| {
        let figure = root.around("figure");
        effect(move || {
            if state.cascade.shows() {
                let [width, _] = in_numbers(frame.get());
                let height = painted(|p| p.number("height", &[Argument::Text(name), width]));
                figure.property("--tall", &format!("{}px", whole(height)));
            }
        });
    })
}

/// The settings that put the reader at a round; the last one is wherever the run ends.
fn at_round(scenario: Scenario, round: usize, rounds: usize) -> Result<Scenario, Error> {
    if round >= rounds {
        return Ok(scenario.with_default(P::Round));
    }
    scenario.with_number(P::Round, Decimal::from(round))
}

/// Where each part goes.
const PARTS: [Part; 6] = [
    ("data-island", "narration", narration::narration),
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
    let jobs = Rc::new(JobClient::new(state));
    let near = Flag::new(!link::question(&state.peek()).is_empty());
    view::on_sight(&section, move |seen| {
        if seen {
            near.set(true);
        }
    });
    let asking = Rc::clone(&jobs);
    effect(move || {
        if near.get() {
            asking.ask(&state.scenario());
        }
    });
    let (asking, times) = (Rc::clone(&jobs), Cell::new(0));
    effect(move || {
        let now = state.cascade.again.get();
        if times.replace(now) != now {
            asking.asked.replace(String::new());
            asking.ask(&state.peek());
        }
    });
    effect(move || {
        if state.cascade.work.get() == Work::Stopped {
            jobs.client.cancel();
        }
    });
    // What the parts watch belongs to the page, not to the effect that waits for the first answer.
    let (mounted, page) = (Cell::new(false), Owner::current());
    effect(move || {
        if state.cascade.narrated.get() > 0
            && !mounted.replace(true)
            && let Some(page) = &page
        {
            page.with(|| untrack(|| mount_parts(state, &PARTS)));
        }
    });
}

/// Takes questions to the worker, and what it says to the painter.
struct JobClient {
    state: State,
    client: WorkerClient,
    asked: Rc<RefCell<String>>,
    since: Rc<Cell<f64>>,
    begun: Cell<bool>,
    waiting: Waiting,
}

/// What was said before the painter came.
type Waiting = Rc<RefCell<Vec<(String, Answer)>>>;

impl JobClient {
    fn new(state: State) -> Self {
        let (asked, since, waiting) = (Rc::<RefCell<String>>::default(), Rc::new(Cell::new(0.0)), Waiting::default());
        let (question, from, later) = (Rc::clone(&asked), Rc::clone(&since), Rc::clone(&waiting));
        let client = WorkerClient::new(Box::new(move |said| match said {
            Err(why) => state.cascade.show(Work::Failed(why)),
            Ok(said) => {
                let question = question.borrow().clone();
                if untrack(|| state.painter.is_there()) {
                    on_reply(state, &question, &said, from.get());
                } else {
                    later.borrow_mut().push((question, said));
                }
            }
        }));
        Self { state, client, asked, since, begun: Cell::new(false), waiting }
    }

    fn ask(&self, scenario: &Scenario) {
        if !self.begun.replace(true) {
            self.bring();
        }
        let question = link::question(scenario);
        // The default market has an empty link, and is asked all the same.
        let question = if question.is_empty() { format!("v={VERSION}") } else { question };
        if *self.asked.borrow() != question {
            self.since.set(clock::now());
            self.asked.replace(question.clone());
            self.client.ask(&question);
        }
    }

    /// Has the painter brought, and tells it what was said before it came.
    fn bring(&self) {
        let (state, waiting, since) = (self.state, Rc::clone(&self.waiting), Rc::clone(&self.since));
        state.painter.bring(move |why| state.cascade.show(Work::Failed(why)));
        state.painter.then(move || {
            for (question, said) in waiting.take() {
                untrack(|| on_reply(state, &question, &said, since.get()));
            }
        });
    }
}

fn on_reply(state: State, question: &str, said: &Answer, since: f64) {
    let cascade = state.cascade;
    if let Some([stage, part, closed]) = progress(&said.numbers) {
        if said.last {
            cascade.show(Work::Done);
        } else if clock::now() - since > SOON {
            // Whoever waits no longer than this need not be told.
            cascade.show(Work::Busy(stage, part, closed));
        }
        return;
    }
    match painted(|p| Some(p.take(question, &said.numbers, said.last))) {
        Some(Ok(true)) => {
            if state.peek().cut() == Cutting::Nothing {
                cascade.cut_shown.set(false);
            }
            cascade.narrated.update(|n| *n = n.wrapping_add(1).max(1));
        }
        Some(Err(why)) => return cascade.show(Work::Failed(why)),
        _ => {}
    }
    if said.last {
        cascade.show(Work::Done);
    }
}
