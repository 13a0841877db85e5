//! What the marks of the graph mean, under it: those that occur in the picture as it is.

use crate::figures::cascade::LegendEntry;
use crate::figures::{Frame, Medium};
use crate::ui::components::Drawn;
use crate::ui::state::{State, words};
use leptos::prelude::*;

/// The legend of the graph as it is drawn in `frame`: open where there is room, folded where the picture is narrow.
#[component]
pub fn Legend(frame: RwSignal<Frame>) -> impl IntoView {
    let state = expect_context::<State>();
    let wide = Memo::new(move |_| !frame.get().is_narrow());
    let entries = move || {
        let figures = state.cascade.listed();
        let entries = figures.map(|figures| figures.graph.legend(words(), frame.get())).unwrap_or_default();
        let entry = |entry: LegendEntry| {
            let sample = entry.sample(words(), Medium::Page);
            view! { <li><Drawn class="sample" markup=Signal::stored(sample)/> <span>{entry.text}</span></li> }
        };
        entries.into_iter().map(entry).collect_view()
    };
    view! {
        <details class="marks" open=move || wide.get()>
            <summary>{words().play().marks()}</summary>
            <ul>{entries}</ul>
        </details>
    }
}
