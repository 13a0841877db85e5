//! The figure, and the place for the reader's own rows.

use crate::figures::bench;
use crate::figures::numbers::many;
use crate::figures::prerender::high;
use crate::ui::components::{BringText, BringWords, FigureFrame};
use crate::ui::sections::monitor::Monitor;
use crate::ui::state::words;
use crate::ui::watching::watching;
use leptos::prelude::*;

/// The figure.
#[component]
pub fn BenchFigure() -> impl IntoView {
    let own = watching().bench;
    let frames = high(bench::HEIGHTS);
    let w = words().bench();
    let names = BringWords { label: w.label(), hint: w.hint(), read: w.read(), open: w.open() };
    // Said for what a reader brought, and not for the table that is there.
    let said = Signal::derive(move || {
        let rows = own.benched.with(|benched| benched.as_ref().map(|benched| benched.counts.0));
        let brought = own.asked.with(|asked| !asked.text.is_empty()) && own.wrong.with(String::is_empty);
        rows.filter(|_| brought).map(|rows| w.read_done(&many(rows, words()))).unwrap_or_default()
    });
    view! {
        <FigureFrame name=bench::NAME model=Monitor::model(own.figure) frames frame=RwSignal::new(frames.0)
            reset=move |()| own.bring("") overlay=()>
            <details class="own-rows">
                <summary>{w.own()}</summary>
                <BringText id="own-rows" names wrong=own.wrong said take=move |text: String| own.bring(&text)/>
            </details>
        </FigureFrame>
    }
}
