//! A bet: a guess before the rest of a picture is shown. Never scored.

use super::LiveRegion;
use crate::figures::reveal::Reveal;
use crate::ui::state::words;
use leptos::prelude::*;

/// Asks, keeps the guess, and tells what the engine says. `answers` go from small to large; `right` is the one that holds, `None` where there is
/// nothing to guess, and then there is no bet; `answer` is what holds, in words; `drawn` says that the picture shows the guess.
#[component]
pub fn BetCard(
    id: &'static str,
    #[prop(into)] question: Signal<String>,
    answers: [&'static str; 3],
    reveal: RwSignal<Reveal>,
    #[prop(into)] right: Signal<Option<usize>>,
    #[prop(into)] answer: Signal<String>,
    #[prop(optional)] drawn: bool,
) -> impl IntoView {
    let w = words().bet();
    let sentence = move || {
        let verdict = match reveal.get() {
            Reveal::Guess(n) if right.get() == Some(n) => w.right().to_owned(),
            Reveal::Guess(n) => {
                let guess = answers.get(n).copied().unwrap_or_default();
                if drawn { w.drawn(guess) } else { w.other(guess) }
            }
            Reveal::Hidden => return w.hint().to_owned(),
            Reveal::All => return answer.get(),
        };
        format!("{} {verdict}", answer.get())
    };
    let hidden = move || reveal.get() == Reveal::Hidden;
    // The answer is told once, when it is given; moving a slider afterwards changes it in sight only.
    let spoken = Memo::new(move |_| if hidden() { String::new() } else { untrack(sentence) });
    let choice = move |(n, text): (usize, &'static str)| {
        view! {
            <button type="button" aria-pressed=move || (reveal.get() == Reveal::Guess(n)).to_string()
                on:click=move |_| reveal.set(Reveal::Guess(n))>{text}</button>
        }
    };
    view! {
        <div class="bet-card" role="group" aria-labelledby=id hidden=move || right.get().is_none()>
            <p class="q" id=id>{move || question.get()}</p>
            <div class="choices">{answers.into_iter().enumerate().map(choice).collect_view()}</div>
            <p class="hint">
                <span>{sentence}</span> " "
                <button type="button" class="plain-button" hidden=move || !hidden() on:click=move |_| reveal.set(Reveal::All)>{w.show()}</button>
                <button type="button" class="plain-button" hidden=hidden on:click=move |_| reveal.set(Reveal::Hidden)>{w.again()}</button>
            </p>
            <LiveRegion text=spoken may=true/>
        </div>
    }
}
