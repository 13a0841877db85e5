//! How the parts come to life in the browser.

use super::{Place, Visit, visit};
use crate::ui::state::State;
use crate::web::{clock, host, view};
use leptos::prelude::*;
use std::rc::Rc;

/// How long parts are brought to life before whatever waits gets its turn, in milliseconds.
const PATIENCE: f64 = 8.0;

/// Parts that wait, each with how far from the screen it stands.
pub struct Waiting {
    state: State,
    /// Provides what they share besides: each is a root of its own.
    share: Rc<dyn Fn()>,
    parts: Vec<(f64, Box<dyn FnOnce()>)>,
}

impl Visit for Waiting {
    fn part<V: IntoView + 'static>(&mut self, place: Place, part: impl Fn() -> V + Clone + 'static) {
        for element in host::places(place.attribute, place.name) {
            let (away, part) = (view::distance(&element), part.clone());
            let (share, state) = (Rc::clone(&self.share), self.state.within(host::section_of(&element).as_deref()));
            let view = move || {
                provide_context(state);
                share();
                part()
            };
            self.parts.push((away, Box::new(move || hydrate_from(element, view).forget())));
        }
    }
}

impl Waiting {
    /// None yet; `state` is what they will share, and what `share` provides.
    pub fn new(state: State, share: impl Fn() + 'static) -> Self {
        Self { state, share: Rc::new(share), parts: Vec::new() }
    }

    /// Brings them to life where they stand, those near the screen first, a few in a task.
    pub async fn come_to_life(mut self) {
        self.parts.sort_by(|(a, _), (b, _)| a.total_cmp(b));
        let mut since = clock::now();
        for (_, bring_to_life) in self.parts {
            bring_to_life();
            if clock::now() - since > PATIENCE {
                clock::turn().await;
                since = clock::now();
            }
        }
    }
}

/// Brings every part that stands first to life; `state` is what they share.
pub async fn hydrate(state: State, owner: &Owner) {
    let mut waiting = Waiting::new(state, || ());
    owner.with(|| {
        provide_context(state);
        visit(&mut waiting);
    });
    waiting.come_to_life().await;
}
