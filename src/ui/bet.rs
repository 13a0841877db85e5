//! The bet: a guess before the rest of the curve is shown. Never scored.

use crate::figures::GapFigure;
use crate::figures::bet::FROM;
use crate::figures::format::grouped;
use crate::figures::gap::{LAST_DAY, Reveal};
use crate::ui::announcer::announce;
use crate::ui::live::{effect, live, on};
use crate::ui::state::{State, words};
use crate::ui::widget::Widget;
use crate::words::fill;
use leptos::prelude::*;

/// Asks, keeps the guess on the chart, and tells what the engine says.
pub fn bet(state: State) -> Widget {
    let w = &words().bet;
    let question = fill(w.question, &[("from", &FROM.to_string()), ("to", &LAST_DAY.to_string())]);
    let answers: String = (0..)
        .zip(w.answers)
        .map(|(n, answer)| {
            format!(
                "<button type=\"button\" data-part=\"answer\" data-act=\"{n}\" aria-pressed=\"false\">{answer}</button>"
            )
        })
        .collect();
    let inside = format!(
        "<p class=\"q\" id=\"bet-question\">{question}</p><div class=\"choices\">{answers}</div>\
        <p class=\"hint\"><span data-part=\"hint\">{}</span><span data-part=\"said\"></span> \
        <button type=\"button\" class=\"plain-button\" data-part=\"show\" data-act=\"show\">{}</button>\
        <button type=\"button\" class=\"plain-button\" data-part=\"again\" data-act=\"again\" hidden>{}</button></p>\
        <p class=\"visually-hidden\" data-part=\"voice\" aria-live=\"polite\"></p>",
        w.hint, w.show, w.again
    );
    Widget::new("div class=\"bet-card\" role=\"group\" aria-labelledby=\"bet-question\"", &inside, move |root| {
        let (answers, hint, said) = (root.parts("answer"), root.part("hint"), root.part("said"));
        let (show, again) = (root.part("show"), root.part("again"));
        let card = root.clone();
        effect(move || {
            let reveal = state.reveal.get();
            let figure = state.gap.get().ok();
            // Without two prices there is nothing to bet on.
            card.flag("hidden", figure.as_ref().is_none_or(|f| f.bet.ratio().is_none()));
            for (n, answer) in answers.iter().enumerate() {
                answer.say("aria-pressed", reveal == Reveal::Guess(n));
            }
            let hidden = reveal == Reveal::Hidden;
            hint.flag("hidden", !hidden);
            show.flag("hidden", !hidden);
            again.flag("hidden", hidden);
            said.text(&figure.filter(|_| !hidden).map(|f| told(&f, reveal)).unwrap_or_default());
        });
        // The answer is told once, when it is given; moving a slider afterwards changes it in sight only.
        let spoken = live(move || match state.reveal.get() {
            Reveal::Hidden => String::new(),
            reveal => state.gap.get_untracked().map(|f| told(&f, reveal)).unwrap_or_default(),
        });
        announce(root.part("voice"), spoken);
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
    })
}

fn told(figure: &GapFigure, reveal: Reveal) -> String {
    let w = &words().bet;
    let stake = &figure.bet;
    let apart = |conservative| figure.apart(conservative);
    let (Some(ratio), Some(before), Some(after)) = (stake.ratio(), apart(stake.earlier), apart(stake.later)) else {
        return String::new();
    };
    let mut text = fill(
        w.reveal,
        &[
            ("ratio", &grouped(ratio, 2)),
            ("from", &stake.from.to_string()),
            ("to", &stake.to.to_string()),
            ("before", &before),
            ("after", &after),
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
