//! The cascade: its figures, its run, and what is cut.
//!
//! Lives here: what is known of the question that the settings ask (this file), the graph with its run and controls (`graph_figure`, `play`,
//! `targets`, `legend`), what is cut (`cut`), its settings (`market`, `controls`, and on paper `paper`), the figures beside it (`linked`), the narration in the
//! text column (`narration`), and how far the work is (`progress`).
//!
//! The section opens before the shock: nobody has fallen until the reader pushes, steps, or comes by a link that names a round or a cut.
//!
//! A worker answers, so the page never waits. Until the first answer the pictures of the build stand where they are, afterwards those of the last
//! answer do.

mod controls;
mod cut;
mod graph_figure;
mod legend;
mod linked;
mod market;
mod narration;
mod paper;
mod play;
mod progress;
mod targets;

use crate::engine::Error;
use crate::engine::jobs::protocol::{Failure, Market};
use crate::engine::jobs::wire::progress;
use crate::engine::jobs::{self, Reply};
use crate::engine::scenario::{Cutting, ParameterId as P, Scenario, VERSION, link};
use crate::figures::run::{Run, RunFigures};
use crate::figures::{Figure, Frame};
use crate::ui::components::FigureModel;
use crate::ui::live::{Flag, effect};
use crate::ui::state::{State, words};
use crate::ui::widget::{Part, Widget, mount_parts};
use crate::web::workers::WorkerClient;
use crate::web::{clock, host, view};
use crate::words::errors::reason;
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
    /// The run that was answered last.
    run: RwSignal<Option<Arc<Run>>>,
    /// How far the work is.
    pub work: RwSignal<Work>,
    /// True while the figures show the run with something cut.
    pub cut_shown: Flag,
    /// True once the reader has seen the shock: before that the figures show nobody fallen.
    pub pushed: Flag,
    /// Its figures at the round where the reader stands.
    figures: Memo<Option<Arc<RunFigures>>>,
    /// Counts what is asked again.
    again: RwSignal<u32>,
}

impl Cascade {
    /// Nothing known yet.
    pub fn new(scenario: RwSignal<Scenario>) -> Self {
        let run = RwSignal::new(None::<Arc<Run>>);
        let (cut_shown, pushed) = (Flag::new(false), Flag::new(false));
        let round = Memo::new(move |_| scenario.get().number(P::Round).to_usize().unwrap_or(0));
        let figures = Memo::new_with_compare(
            move |_| {
                let round = if pushed.get() { round.get() } else { 0 };
                run.get().map(|run| Arc::new(RunFigures::at(&run, round, cut_shown.get())))
            },
            // A run that is answered anew is shown anew: comparing all that it holds would cost more.
            |_, _| true,
        );
        Self { run, work: RwSignal::new(Work::default()), cut_shown, pushed, figures, again: RwSignal::new(0) }
    }

    /// The run, tracked; `None` until there is one.
    pub fn run(self) -> Option<Arc<Run>> {
        self.run.get()
    }

    /// Its figures where the reader stands, tracked; `None` until there is a run.
    pub fn figures(self) -> Option<Arc<RunFigures>> {
        self.figures.get()
    }

    /// Rounds of the run that is shown, and where the reader stands, tracked.
    pub fn standing(self) -> (usize, usize) {
        self.figures().map(|figures| (figures.rounds, figures.round)).unwrap_or_default()
    }

    /// A figure of the run.
    pub fn figure(self, which: fn(&RunFigures) -> Arc<dyn Figure>) -> Signal<FigureModel> {
        // Until there is one the picture of the build stands.
        Signal::derive(move || self.figures().map(|figures| which(&figures)).ok_or_else(String::new))
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

/// Makes a figure's picture as high as it wants to be at the width it has.
fn tall(state: State, frame: RwSignal<Frame>, height: fn(&RunFigures, u32) -> u32) -> Widget {
    Widget::new("div hidden", "", move |root| {
        let figure = root.around("figure");
        effect(move || {
            if let Some(figures) = state.cascade.figures() {
                figure.property("--tall", &format!("{}px", height(&figures, frame.get().width)));
            }
        });
    })
}

/// Whole pixels, as style sheets take them: a quarter more or less is not seen.
fn whole_pixels(pixels: f64) -> String {
    format!("{}px", libm::round(pixels.clamp(-1e4, 1e4)))
}

/// The settings that put the reader at a round; the last one is wherever the run ends.
fn at_round(scenario: Scenario, round: usize, rounds: usize) -> Result<Scenario, Error> {
    if round >= rounds {
        return Ok(scenario.with_default(P::Round));
    }
    scenario.with_number(P::Round, Decimal::from(round))
}

/// Where each part goes.
const PARTS: [Part; 5] = [
    ("data-island", "narration", |_| view! { <narration::Narration/> }.into_any()),
    ("data-figure", "cascade", graph_figure::graph_figure),
    ("data-figure", "path", linked::path_figure),
    ("data-figure", "ledger", linked::ledger_figure),
    ("data-figure", "curve", linked::curve_figure),
];

/// Brings the section to life once it comes near the screen, and its parts once there is a first answer.
pub fn mount(state: State) {
    let Some(section) = host::place("id", "cascade") else { return };
    if let Some(place) = host::place("data-island", "progress") {
        progress::progress(state).mount(place);
    }
    // Whoever stands at a round, or has cut something, is past the shock.
    effect(move || {
        let now = state.scenario();
        if now.number(P::Round) != now.with_default(P::Round).number(P::Round) || now.cut() != Cutting::Nothing {
            state.cascade.pushed.set(true);
        }
    });
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
        if state.cascade.run().is_some()
            && !mounted.replace(true)
            && let Some(page) = &page
        {
            page.with(|| untrack(|| mount_parts(state, &PARTS)));
        }
    });
}

/// Takes questions to the worker, and what it says to the figures.
struct JobClient {
    client: WorkerClient,
    asked: Rc<RefCell<String>>,
    since: Rc<Cell<f64>>,
}

impl JobClient {
    fn new(state: State) -> Self {
        let (asked, since) = (Rc::<RefCell<String>>::default(), Rc::new(Cell::new(0.0)));
        let (question, from) = (Rc::clone(&asked), Rc::clone(&since));
        let answer = RefCell::new(jobs::Answer::default());
        let client = WorkerClient::new(Box::new(move |said| match said {
            Err(why) => state.cascade.show(Work::Failed(failure(&why))),
            Ok(reply) => on_reply(state, &question.borrow(), &mut answer.borrow_mut(), &reply, from.get()),
        }));
        Self { client, asked, since }
    }

    fn ask(&self, scenario: &Scenario) {
        let question = link::question(scenario);
        // The default market has an empty link, and is asked all the same.
        let question = if question.is_empty() { format!("v={VERSION}") } else { question };
        if *self.asked.borrow() != question {
            self.since.set(clock::now());
            self.asked.replace(question.clone());
            self.client.ask(Market::Link(question));
        }
    }
}

/// What kept the worker from answering, in words.
fn failure(why: &Failure) -> String {
    let words = words();
    let w = words.play().worker();
    match why {
        Failure::NotReached => w.not_reached().to_owned(),
        Failure::Answered(status) => w.answered(&words.numbers().ungrouped(*status)),
        Failure::Late(seconds) => w.late(&words.numbers().ungrouped(*seconds)),
        Failure::Unexpected => w.unexpected().to_owned(),
        Failure::Ended(what) => w.ended(what),
        Failure::Refused(error) => reason(error, words),
    }
}

fn on_reply(state: State, question: &str, answer: &mut jobs::Answer, reply: &Reply, since: f64) {
    let cascade = state.cascade;
    if let Some([stage, part, closed]) = progress(&reply.numbers) {
        if reply.last {
            cascade.show(Work::Done);
        } else if clock::now() - since > SOON {
            // Whoever waits no longer than this need not be told.
            cascade.show(Work::Busy(stage, part, closed));
        }
        return;
    }
    answer.turn_to(question);
    match answer.take(reply) {
        Ok(true) => {
            if state.peek().cut() == Cutting::Nothing {
                cascade.cut_shown.set(false);
            }
            if let Some(run) = Run::of(question, answer) {
                cascade.run.set(Some(Arc::new(run)));
            }
        }
        Ok(false) => {}
        Err(error) => return cascade.show(Work::Failed(reason(&error, words()))),
    }
    if reply.last {
        cascade.show(Work::Done);
    }
}
