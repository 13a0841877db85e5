//! The book as a ladder of sliders.

use crate::engine::scenario::parameters::LADDER;
use crate::engine::scenario::{BookChoice, Kind, ParameterId as P, dial};
use crate::figures::ladder;
use crate::figures::numbers::exact;
use crate::ui::components::field_id;
use crate::ui::hooks::use_css_property;
use crate::ui::state::{State, words};
use leptos::html::{Div, Input};
use leptos::prelude::*;
use rust_decimal::Decimal;
use std::str::FromStr as _;

/// A slider for each level, nearest to the mark first, dark as far as the forced close eats it.
#[component]
pub fn Ladder() -> impl IntoView {
    let state = expect_context::<State>();
    let book = Memo::new(move |_| ladder::Ladder::of(&state.scenario()));
    let level = move |(n, (id, distance))| view! { <Level n id distance book/> };
    view! {
        <fieldset class="ladder" class:in-use=move || state.scenario().book() == BookChoice::Ladder>
            <legend>{words().ladder().title()}</legend>
            {LADDER.into_iter().enumerate().map(level).collect_view()}
            <p class="under">{move || book.with(|book| book.sentence(words()))}</p>
        </fieldset>
    }
}

/// A level at a distance from the mark, in hundredths of a per cent.
#[component]
fn Level(n: usize, id: P, distance: u32, book: Memo<ladder::Ladder>) -> impl IntoView {
    let state = expect_context::<State>();
    let Kind::Number(number) = id.row().kind else { return None };
    let (row, slider) = (NodeRef::<Div>::new(), NodeRef::<Input>::new());
    let value = state.part(move |s| s.number(id));
    let ends = move || dial::ends(&number, value.get());
    let position = move || dial::position(&number, value.get()).to_string();
    use_css_property(
        row,
        "--full",
        Signal::derive(move || format!("{}%", book.with(|b| b.share_of(value.get(), &number)))),
    );
    use_css_property(row, "--eaten", Signal::derive(move || format!("{}%", book.with(|b| b.eaten(n, &number)))));
    // A refused level is put back.
    Effect::new(move |_| {
        state.renewed.track();
        if let Some(slider) = slider.get() {
            slider.set_value(&position());
        }
    });
    let moved = move |text: String| {
        if let Ok(at) = i64::from_str(&text) {
            let value = dial::value_at(&number, at);
            // Whoever moves the ladder wants it counted.
            state.attempt(id.row().key, &|s| s.with_number(id, value)?.with_written(P::Book, "ladder"));
        }
    };
    let away = words().numbers().percent(&exact(Decimal::new(distance.into(), 2), words()));
    Some(view! {
        <div class="level" node_ref=row>
            <span aria-hidden="true">{away}</span>
            <input type="range" id=field_id(id) step="1" aria-label=words().parameter(id).label
                min=move || ends().0.to_string() max=move || ends().1.to_string() value=untrack(position)
                aria-valuetext=move || book.with(|b| b.level_in_words(n, words()))
                node_ref=slider on:input:target=move |event| moved(event.target().value())/>
            <output aria-live="off">{move || exact(value.get(), words())}</output>
        </div>
    })
}
