//! Takes what was brought to the worker, one text after the other, and what it says to the page.

use super::keep;
use super::state::{Held, Outcome};
use crate::engine::import::Answers;
use crate::engine::jobs::opened::{TASK, answered};
use crate::engine::jobs::task::{self, Piece};
use crate::engine::own::Text;
use crate::ui::hooks::set_news;
use crate::ui::state::{State, words};
use crate::ui::tasks::failure;
use crate::web::host;
use crate::web::workers::WorkerClient;
use crate::words::errors::sentence;
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

/// The number of what the last visit kept; texts that are brought are counted from 1.
const KEPT: u32 = 0;

/// Has the worker read what waits. It starts only when there is something to read.
pub fn watch(state: State) {
    let own = state.own;
    let asked = Rc::new(Cell::new(None::<u32>));
    let of = Rc::clone(&asked);
    let client = WorkerClient::new(Box::new(move |said| {
        let said = match said {
            Ok(reply) => match answered(&reply) {
                Ok(None) => {
                    if let (Some(id), Ok(Piece::Part(part))) = (of.get(), task::read(&reply)) {
                        own.reading.set((id, part));
                    }
                    return;
                }
                Ok(Some(text)) => Ok(text),
                Err(error) => Err(sentence(&error, words())),
            },
            Err(why) => Err(failure(&why)),
        };
        match of.take() {
            Some(KEPT) => restore(state, said),
            Some(id) => settle(state, id, said),
            None => {}
        }
    }));
    if let Some(text) = keep::kept() {
        asked.set(Some(KEPT));
        client.ask_task(TASK, &Answers::default().before(&text));
    }
    let (next, of) = (client.clone(), Rc::clone(&asked));
    Effect::new(move |_| {
        own.brought.track();
        if of.get().is_some() {
            return;
        }
        let waiting = own.brought.with_untracked(|all| {
            let one = all.iter().find(|one| one.outcome == Outcome::Waiting)?;
            Some((one.id, one.answers.before(&one.text)))
        });
        if let Some((id, text)) = waiting {
            of.set(Some(id));
            next.ask_task(TASK, &text);
        }
    });
    Effect::new(move |before: Option<u32>| {
        let stops = own.counts.1.get();
        if before.is_some_and(|before| before != stops) {
            asked.set(None);
            client.stop();
        }
        stops
    });
}

/// What a text came to. Where it was read again after an answer, the reader is taken to what is said of it now.
fn settle(state: State, id: u32, said: Result<Text, String>) {
    let mut again = false;
    state.own.update(id, |one| {
        again = one.answers != Answers::default();
        one.outcome = match said {
            Ok(Text::File(told)) => Outcome::File(Arc::new(*told)),
            Ok(Text::Screen(screen, reports)) => Outcome::Screen(Arc::new((*screen, reports))),
            Err(why) => Outcome::Refused(why),
        };
    });
    if again {
        host::focus(&format!("brought-{id}"));
    }
}

/// The account of the last visit, unless the reader has one by now. One that cannot be read is left where it is.
fn restore(state: State, said: Result<Text, String>) {
    match said {
        Ok(Text::Screen(screen, _)) if !state.own.peek().is_own() => {
            set_news(state.own.held, Arc::new(Held::of(&screen)));
        }
        Ok(_) => {}
        Err(why) => state.say(&why, false),
    }
    // What was brought meanwhile has waited.
    state.own.brought.update(|_| {});
}
