//! What is kept back until it has been guessed, figure by figure.

use crate::figures::reveal::Reveal;
use crate::ui::state::State;
use leptos::prelude::*;

impl State {
    /// Every one of them.
    pub fn reveals(self) -> [RwSignal<Reveal>; 9] {
        [
            self.reveal,
            self.equity_reveal,
            self.horizon_reveal,
            self.book_reveal,
            self.staircase_reveal,
            self.close.reveal,
            self.makers.reveal,
            self.watching.crowding.reveal,
            self.watching.monitor.reveal,
        ]
    }
}
