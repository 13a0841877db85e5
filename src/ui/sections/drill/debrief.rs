//! The debrief, once every inject has its choice.

use crate::figures::drill::briefing::{Briefing, Lesson};
use crate::ui::components::DataTable;
use crate::ui::state::words;
use crate::ui::watching::watching;
use crate::web::paper;
use leptos::prelude::*;

/// The debrief.
#[component]
pub fn Debrief() -> impl IntoView {
    let drill = watching().drill;
    let w = words().drill();
    let briefing = Memo::new(move |_| {
        let figure = drill.figure.get().filter(|_| drill.is_known())?;
        figure.briefing(words())
    });
    let table = Signal::derive(move || briefing.get().map(|briefing: Briefing| briefing.table));
    let said = move || briefing.with(|briefing| briefing.as_ref().map(|b| b.sentences.join(" ")).unwrap_or_default());
    let lessons = move || {
        let lessons = briefing.with(|briefing| briefing.as_ref().map(|b| b.lessons.clone()).unwrap_or_default());
        let one = |Lesson { name, known, line }: Lesson| {
            view! { <li><b>{name}</b> ". " {known} " " <em>{line}</em></li> }
        };
        lessons.into_iter().map(one).collect_view()
    };
    view! {
        <section class="debrief" aria-labelledby="debrief-title" hidden=move || briefing.with(Option::is_none)>
            <div class="lists-head">
                <h3 id="debrief-title">{w.debrief()}</h3>
                <button type="button" class="button" on:click=|_| paper::print_only("debrief")>{w.print()}</button>
            </div>
            <p>{said}</p>
            <DataTable table/>
            <h4>{w.playbook()}</h4>
            <ul>{lessons}</ul>
        </section>
    }
}
