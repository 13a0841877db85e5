//! What is kept back until it has been guessed, figure by figure.

use crate::figures::reveal::Reveal;
use crate::ui::state::State;
use leptos::prelude::*;

impl State {
    /// Those of the sections that come to life first.
    pub fn reveals(self) -> [RwSignal<Reveal>; 7] {
        [
            self.reveal,
            self.equity_reveal,
            self.horizon_reveal,
            self.book_reveal,
            self.staircase_reveal,
            self.close.reveal,
            self.makers.reveal,
        ]
    }

    /// Those of the sections that come later.
    pub fn late_reveals(self) -> [RwSignal<Reveal>; 2] {
        [self.crowding_reveal, self.monitor_reveal]
    }
}
