//! The bet: a guess before the rest of the curve is shown. Never scored.

use crate::figures::bet::{Bet as Stake, FROM};
use crate::figures::format::{PriceFormat, grouped};
use crate::figures::gap::{LAST_DAY, Reveal};
use crate::ui::live::{effect, on, wire};
use crate::ui::state::{State, words};
use crate::words::fill;
use leptos::html::Div;
use leptos::prelude::*;

/// Asks, keeps the guess on the chart, and tells what the engine says.
pub fn bet(state: State) -> AnyView {
    let w = &words().bet;
    let question = fill(w.question, &[("from", &FROM.to_string()), ("to", &LAST_DAY.to_string())]);
    let root = NodeRef::<Div>::new();
    wire(root, move |root| {
        let (answers, hint, said) = (root.parts("answer"), root.part("hint"), root.part("said"));
        let (show, again) = (root.part("show"), root.part("again"));
        effect(move || {
            let reveal = state.reveal.get();
            for (n, answer) in answers.iter().enumerate() {
                answer.say("aria-pressed", reveal == Reveal::Guess(n));
            }
            let hidden = reveal == Reveal::Hidden;
            hint.flag("hidden", !hidden);
            show.flag("hidden", !hidden);
            again.flag("hidden", hidden);
            let stake = state.gap.with(|g| g.as_ref().ok().map(|g| g.bet.clone())).filter(|_| !hidden);
            said.text(&stake.map(|s| told(&s, reveal, PriceFormat::of(&state.scenario()))).unwrap_or_default());
        });
        root.on(
            "click",
            on(move |e| {
                let reveal = match e.act().as_str() {
                    "0" => Reveal::Guess(0),
                    "1" => Reveal::Guess(1),
                    "2" => Reveal::Guess(2),
                    "show" => Reveal::All,
                    "again" => Reveal::Hidden,
                    _ => return,
                };
                state.reveal.set(reveal);
            }),
        );
    });
    let [small, middle, large] = w.answers;
    view! {
        <div class="bet-card" role="group" aria-labelledby="bet-question" node_ref=root>
            <p class="q" id="bet-question">{question}</p>
            <div class="choices">
                <button type="button" data-part="answer" data-act="0" aria-pressed="false">{small}</button>
                <button type="button" data-part="answer" data-act="1" aria-pressed="false">{middle}</button>
                <button type="button" data-part="answer" data-act="2" aria-pressed="false">{large}</button>
            </div>
            <p class="hint">
                <span data-part="hint">{w.hint}</span>
                <span data-part="said" role="status"></span>
                " "
                <button type="button" class="plain-button" data-part="show" data-act="show">{w.show}</button>
                <button type="button" class="plain-button" data-part="again" data-act="again" hidden>{w.again}</button>
            </p>
        </div>
    }
    .into_any()
}

fn told(stake: &Stake, reveal: Reveal, format: PriceFormat) -> String {
    let w = &words().bet;
    let (Some(ratio), Some(before), Some(after)) = (stake.ratio(), stake.before, stake.after) else {
        return w.reveal_none.to_owned();
    };
    let mut text = fill(
        w.reveal,
        &[
            ("ratio", &grouped(ratio, 2)),
            ("from", &stake.from.to_string()),
            ("to", &stake.to.to_string()),
            ("before", &format.short(before.abs())),
            ("after", &format.short(after.abs())),
        ],
    );
    if let Reveal::Guess(n) = reveal {
        text.push(' ');
        if stake.answer() == Some(n) {
            text.push_str(w.right);
        } else {
            text.push_str(&fill(w.other, &[("guess", w.answers.get(n).copied().unwrap_or_default())]));
        }
    }
    text
}
