//! The levels of the ladder, dragged on the chart.

use super::controls::COUNTED;
use super::figures::asked;
use crate::engine::scenario::ParameterId as P;
use crate::engine::scenario::parameters::LADDER;
use crate::figures::Frame;
use crate::figures::book::draw;
use crate::ui::components::{Grows, Places, ValueHandles};
use crate::ui::state::{State, words};
use leptos::prelude::*;
use rust_decimal::Decimal;

/// A handle on the thumb of each level; none where the book is no ladder.
#[component]
pub fn Handles(frame: RwSignal<Frame>) -> impl IntoView {
    let state = expect_context::<State>();
    let w = words().book();
    let places = move || {
        let frame = frame.get();
        asked(state, |book| {
            if !book.is_ladder {
                return Places::default();
            }
            let layout = draw::layout(book, words(), frame);
            let at = book.rows.iter().zip(&layout.rows).map(|(row, y)| (layout.depth.at(row.depth), *y));
            Places { top: 0.0, handles: at.collect(), scale: Some(layout.depth) }
        })
    };
    let set = move |(id, depth): (P, Decimal)| {
        let (book, word) = COUNTED;
        state.attempt(id.row().key, &|s| s.with_number(id, depth)?.with_written(book, word));
    };
    let said = move |level| asked(state, |book| book.level_in_words(level, words()));
    view! {
        <ValueHandles name=w.handles() settings=LADDER.map(|(id, _)| id) grows=Grows::Rightward
            label=|id| words().book().handle(words().parameter(id).label) digits=-3 places=Signal::derive(places) said set/>
    }
}
