//! How the state changes: on behalf of controls, by undo and redo, and back to the defaults.

use super::{Moment, State, words};
use crate::engine::Error;
use crate::engine::scenario::{ParameterId, Scenario};
use crate::ui::history::History;
use crate::ui::hooks::set_news;
use crate::ui::kept::{edges_of, with};
use crate::ui::sections::account::Held;
use crate::web::clock;
use crate::words::errors::reason;
use leptos::prelude::*;
use std::sync::Arc;

impl State {
    /// Changes the scenario on behalf of a control. A refused change leaves the last good state.
    pub fn change(
        self,
        control: &'static str,
        change: &dyn Fn(Scenario) -> Result<Scenario, Error>,
    ) -> Result<(), Error> {
        let next = change(self.peek())?;
        // What the engine cannot answer is refused before it is shown.
        self.answers(next)?;
        self.put(next, control);
        Ok(())
    }

    /// The same for a control that has no place of its own for a complaint: a refused change is said, and the control is put back.
    pub fn attempt(self, control: &'static str, change: &dyn Fn(Scenario) -> Result<Scenario, Error>) {
        if let Err(error) = self.change(control, change) {
            self.say(&words().controls().refused(&reason(&error, words())), false);
            self.renew();
        }
    }

    pub(super) fn put(self, next: Scenario, control: &'static str) {
        self.put_all(next, self.own.peek(), control);
    }

    /// Changes the account on behalf of a control, and the settings with it where there are others. One step of undo takes back both. Errors:
    /// settings that have no answer; nothing is changed then.
    pub fn take(self, next: Scenario, held: Arc<Held>, control: &'static str) -> Result<(), Error> {
        self.answers(next)?;
        self.put_all(next, held, control);
        self.renew();
        Ok(())
    }

    /// Whether the engine has an answer to settings. Errors: why not.
    pub fn answers(self, next: Scenario) -> Result<(), Error> {
        edges_of(self.known, next.of_position()).map(drop)
    }

    fn put_all(self, next: Scenario, held: Arc<Held>, control: &'static str) {
        let before = self.moment();
        if (next, &held) == (before.0, &before.1) {
            return;
        }
        with(self.history, |h| h.note(before, control, clock::now()));
        self.show((next, held));
        self.refresh();
    }

    fn moment(self) -> Moment {
        (self.peek(), self.own.peek())
    }

    /// Sets what differs from what is shown.
    fn show(self, (scenario, held): Moment) {
        set_news(self.scenario, scenario);
        set_news(self.own.held, held);
    }

    /// Takes the last change back.
    pub fn undo(self) {
        self.travel(History::undo);
    }

    /// Brings back what was taken back last.
    pub fn redo(self) {
        self.travel(History::redo);
    }

    fn travel(self, step: impl FnOnce(&mut History<Moment>, Moment) -> Option<Moment>) {
        let present = self.moment();
        let found = with(self.history, |h| step(h, present));
        if let Some(moment) = found {
            self.show(moment);
            self.message.set(None);
            self.renew();
        }
        self.refresh();
    }

    pub(super) fn renew(self) {
        self.renewed.update(|n| *n = n.wrapping_add(1));
    }

    fn refresh(self) {
        let (past, future) = with(self.history, |h| h.can());
        set_news(self.can.0, past);
        set_news(self.can.1, future);
    }

    /// Puts settings back to their defaults, and says so.
    pub fn reset(self, ids: &[ParameterId]) {
        let next = ids.iter().fold(self.peek(), |s, id| s.with_default(*id));
        let changes = next != self.peek();
        self.put(next, "reset");
        self.renew();
        let w = words().controls();
        self.say(if changes { w.was_reset() } else { w.nothing_to_reset() }, changes);
    }
}
