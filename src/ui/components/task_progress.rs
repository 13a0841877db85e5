//! How far a task is, for those that take a moment: a bar, a way to stop it, and what failed.

use crate::ui::state::words;
use crate::ui::tasks::TaskWork;
use leptos::prelude::*;

/// The line. `doing` is what is under way, in words; `again` asks once more.
#[component]
pub fn TaskProgress(
    work: RwSignal<TaskWork>,
    #[prop(into)] doing: Signal<&'static str>,
    #[prop(into)] again: Callback<()>,
) -> impl IntoView {
    let (w, own) = (words().play(), words().tasks());
    let is_done = move || work.with(|work| *work == TaskWork::Done);
    let is_busy = move || work.with(|work| matches!(work, TaskWork::Busy(_)));
    let has_ended = move || work.with(|work| matches!(work, TaskWork::Stopped | TaskWork::Failed(_)));
    let said = move || {
        work.with(|work| match work {
            TaskWork::Done => String::new(),
            TaskWork::Busy(_) => doing.get().to_owned(),
            TaskWork::Stopped => own.stopped().to_owned(),
            TaskWork::Failed(why) => own.failed(why),
        })
    };
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let part = move || {
        work.with(|work| match work {
            TaskWork::Busy(part) => Some(((part * 100.0).clamp(0.0, 100.0) as u32).to_string()),
            TaskWork::Done | TaskWork::Stopped | TaskWork::Failed(_) => None,
        })
    };
    view! {
        <div class="work" class:ended=has_ended hidden=is_done>
            <span role="status">{said}</span>
            <progress max="100" aria-label=own.progress() hidden=move || !is_busy() value=part></progress>
            <button type="button" class="button" hidden=move || !is_busy() on:click=move |_| work.set(TaskWork::Stopped)>{w.stop()}</button>
            <button type="button" class="button" hidden=move || !has_ended() on:click=move |_| again.run(())>
                {move || if work.with(|work| matches!(work, TaskWork::Failed(_))) { w.try_again() } else { w.again() }}
            </button>
        </div>
    }
}
