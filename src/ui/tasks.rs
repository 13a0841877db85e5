//! Tasks of a worker, for whichever section asks one: how far the work is, and the client that asks.

use crate::engine::Error;
use crate::engine::jobs::protocol::Failure;
use crate::engine::jobs::task::{self, Piece};
use crate::ui::hooks::{once_near, set_news};
use crate::ui::state::words;
use crate::web::clock;
use crate::web::workers::WorkerClient;
use crate::words::errors::reason;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// Milliseconds a reader waits before being told how far the work is.
pub const SOON: f64 = 150.0;

/// How far the work is.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum TaskWork {
    /// Nothing is asked.
    #[default]
    Done,
    /// So much of it is done, from 0 to 1.
    Busy(f64),
    /// The reader stopped it.
    Stopped,
    /// It could not be done.
    Failed(String),
}

/// Takes an answer. Errors: it is none.
type Hear = Box<dyn Fn(&[f64]) -> Result<(), Error>>;

/// Asks one worker one task at a time.
pub struct TaskClient {
    client: WorkerClient,
    hear: Rc<RefCell<Option<Hear>>>,
    since: Rc<Cell<f64>>,
    work: RwSignal<TaskWork>,
}

impl TaskClient {
    /// A client that tells in a signal how far the work is. The worker starts when something is asked.
    pub fn new(work: RwSignal<TaskWork>) -> Self {
        let (hear, since) = (Rc::<RefCell<Option<Hear>>>::default(), Rc::new(Cell::new(0.0)));
        let (listening, from) = (Rc::clone(&hear), Rc::clone(&since));
        let client = WorkerClient::new(Box::new(move |said| {
            let piece = match said {
                Err(why) => return set_news(work, TaskWork::Failed(failure(&why))),
                Ok(reply) => task::read(&reply),
            };
            let heard = match piece {
                Ok(Piece::Numbers(numbers)) => listening.borrow().as_ref().map_or(Ok(()), |hear| hear(&numbers)),
                Ok(Piece::Part(part)) => {
                    // Whoever waits no longer than this need not be told.
                    if clock::now() - from.get() > SOON {
                        set_news(work, TaskWork::Busy(part));
                    }
                    return;
                }
                Ok(Piece::Text(_)) => return,
                Ok(Piece::Last(_)) => Ok(()),
                Err(why) => Err(why),
            };
            set_news(work, heard.map_or_else(|why| TaskWork::Failed(reason(&why, words())), |()| TaskWork::Done));
        }));
        Self { client, hear, since, work }
    }

    /// One for a section, and whether that has ever come near the screen: before, nothing need be asked. Drops what is under way when the reader stops it.
    /// `None` where the page has no such section.
    pub fn of_section(id: &str, work: RwSignal<TaskWork>) -> Option<(Rc<Self>, RwSignal<bool>)> {
        let near = RwSignal::new(false);
        if !once_near(id, near) {
            return None;
        }
        let client = Rc::new(Self::new(work));
        let stopping = Rc::clone(&client);
        Effect::new(move |_| {
            if work.get() == TaskWork::Stopped {
                stopping.cancel();
            }
        });
        Some((client, near))
    }

    /// Asks; whatever was under way is dropped.
    pub fn ask(&self, name: &str, text: &str, hear: impl Fn(&[f64]) -> Result<(), Error> + 'static) {
        self.since.set(clock::now());
        self.hear.replace(Some(Box::new(hear)));
        set_news(self.work, TaskWork::Done);
        self.client.ask_task(name, text);
    }

    /// Drops what is under way.
    pub fn cancel(&self) {
        self.client.cancel();
    }
}

/// What kept the worker from answering, in words.
pub fn failure(why: &Failure) -> String {
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
