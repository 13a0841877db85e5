//! Takes the questions that the settings ask to the worker, and what it says to the figures.

use super::state::Work;
use crate::engine::jobs::protocol::Market;
use crate::engine::jobs::wire::progress;
use crate::engine::jobs::{self, Reply, asked};
use crate::engine::scenario::{Scenario, VERSION, link};
use crate::figures::run::Run;
use crate::ui::hooks::set_news;
use crate::ui::state::{State, words};
use crate::ui::tasks::{SOON, failure};
use crate::web::clock;
use crate::web::workers::WorkerClient;
use crate::words::errors::reason;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

/// Takes questions to the worker, and what it says to the figures.
pub struct JobClient {
    client: WorkerClient,
    asked: Rc<RefCell<String>>,
    since: Rc<Cell<f64>>,
}

impl JobClient {
    /// A client for the page's questions.
    pub fn new(state: State) -> Self {
        let (asked, since) = (Rc::<RefCell<String>>::default(), Rc::new(Cell::new(0.0)));
        let (question, from) = (Rc::clone(&asked), Rc::clone(&since));
        let answer = RefCell::new(jobs::Answer::default());
        let client = WorkerClient::new(Box::new(move |said| match said {
            Err(why) => set_news(state.cascade.work, Work::Failed(failure(&why))),
            Ok(reply) => on_reply(state, &question.borrow(), &mut answer.borrow_mut(), &reply, from.get()),
        }));
        Self { client, asked, since }
    }

    /// Asks what the settings ask of their market and of whoever joins it, unless that was asked last.
    pub fn ask(&self, scenario: &Scenario, guests: &str) {
        let settings = link::question(scenario);
        // The default market has an empty link, and is asked all the same.
        let settings = if settings.is_empty() { format!("v={VERSION}") } else { settings };
        let question = asked::question(&settings, guests);
        if *self.asked.borrow() != question {
            self.since.set(clock::now());
            self.asked.replace(question);
            self.client.ask(match guests {
                "" => Market::Link(settings),
                guests => Market::Joined { settings, guests: guests.to_owned() },
            });
        }
    }

    /// Asks once more.
    pub fn ask_again(&self, scenario: &Scenario, guests: &str) {
        self.asked.replace(String::new());
        self.ask(scenario, guests);
    }

    /// Drops the question.
    pub fn cancel(&self) {
        self.client.cancel();
    }
}

fn on_reply(state: State, question: &str, answer: &mut jobs::Answer, reply: &Reply, since: f64) {
    let cascade = state.cascade;
    if let Some([stage, part, closed]) = progress(&reply.numbers) {
        if reply.last {
            set_news(cascade.work, Work::Done);
        } else if clock::now() - since > SOON {
            // Whoever waits no longer than this need not be told.
            set_news(cascade.work, Work::Busy(stage, part, closed));
        }
        return;
    }
    answer.turn_to(question);
    match answer.take(reply) {
        Ok(true) => {
            if let Some(run) = Run::of(question, answer) {
                cascade.run.set(Some(Arc::new(run)));
            }
        }
        Ok(false) => {}
        Err(error) => return set_news(cascade.work, Work::Failed(reason(&error, words()))),
    }
    if reply.last {
        set_news(cascade.work, Work::Done);
    }
}
