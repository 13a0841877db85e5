//! A bet: a guess before the rest of a picture is shown. Never scored.

use crate::figures::GapFigure;
use crate::figures::bet::FROM;
use crate::figures::days::LAST_DAY;
use crate::figures::numbers::grouped;
use crate::figures::reveal::Reveal;
use crate::ui::announcer::announce;
use crate::ui::live::{Live, effect, live, on};
use crate::ui::state::{State, words};
use crate::ui::widget::Widget;
use leptos::prelude::*;

/// What a bet asks.
pub struct Card {
    /// DOM id of the question.
    pub id: &'static str,
    /// The question.
    pub question: Live<String>,
    /// Three answers, from small to large.
    pub answers: [&'static str; 3],
    /// What is shown, and the guess.
    pub reveal: RwSignal<Reveal>,
    /// Which answer holds; `None` where there is nothing to guess.
    pub right: Live<Option<usize>>,
    /// What holds, in words.
    pub answer: Live<String>,
}

/// How far apart after sixty days?
pub fn bet(state: State) -> Widget {
    let w = words().bet();
    let question = w.question(&words().numbers().ungrouped(FROM), &words().numbers().ungrouped(LAST_DAY));
    card(Card {
        id: "bet-question",
        question: live(move || question.clone()),
        answers: w.answers(),
        reveal: state.reveal,
        right: live(move || state.gap.with(|g| g.as_ref().ok().and_then(|g| g.bet.answer()))),
        answer: live(move || state.gap.get().map(|g| answer_text(&g)).unwrap_or_default()),
    })
}

fn answer_text(figure: &GapFigure) -> String {
    let bet = &figure.bet;
    let apart = |conservative| figure.apart(conservative, words());
    let (Some(ratio), Some(before), Some(after)) = (bet.ratio(), apart(bet.earlier), apart(bet.later)) else {
        return String::new();
    };
    words().bet().reveal(
        &after,
        &before,
        &words().numbers().ungrouped(bet.from),
        &grouped(ratio, 2, words()),
        &words().numbers().ungrouped(bet.to),
    )
}

/// Asks, keeps the guess, and tells what the engine says.
pub fn card(card: Card) -> Widget {
    let w = words().bet();
    let answer = |(n, answer): (usize, &str)| {
        format!(
            "<button type=\"button\" data-part=\"answer\" data-act=\"{n}\" aria-pressed=\"false\">{answer}</button>"
        )
    };
    let answers: String = card.answers.into_iter().enumerate().map(answer).collect();
    let inside = format!(
        "<p class=\"q\" id=\"{}\" data-part=\"question\"></p><div class=\"choices\">{answers}</div>\
        <p class=\"hint\"><span data-part=\"hint\">{}</span><span data-part=\"said\"></span> \
        <button type=\"button\" class=\"plain-button\" data-part=\"show\" data-act=\"show\">{}</button>\
        <button type=\"button\" class=\"plain-button\" data-part=\"again\" data-act=\"again\" hidden>{}</button></p>\
        <p class=\"visually-hidden\" data-part=\"voice\" aria-live=\"polite\"></p>",
        card.id,
        w.hint(),
        w.show(),
        w.again()
    );
    let element = format!("div class=\"bet-card\" role=\"group\" aria-labelledby=\"{}\"", card.id);
    Widget::new(&element, &inside, move |root| {
        let (answers, hint, said) = (root.parts("answer"), root.part("hint"), root.part("said"));
        let (show, again, question) = (root.part("show"), root.part("again"), root.part("question"));
        let (Card { reveal, right, answer, answers: names, question: asked, .. }, whole) = (card, root.clone());
        let holds = right.clone();
        let sentence = live(move || {
            let mut text = answer();
            if let Reveal::Guess(n) = reveal.get() {
                text.push(' ');
                if holds() == Some(n) {
                    text.push_str(w.right());
                } else {
                    text.push_str(&w.other(names.get(n).copied().unwrap_or_default()));
                }
            }
            text
        });
        let spoken = sentence.clone();
        effect(move || {
            let now = reveal.get();
            question.text(&asked());
            // Where there is nothing to guess there is no bet.
            whole.flag("hidden", right().is_none());
            for (n, answer) in answers.iter().enumerate() {
                answer.say("aria-pressed", now == Reveal::Guess(n));
            }
            let hidden = now == Reveal::Hidden;
            hint.flag("hidden", !hidden);
            show.flag("hidden", !hidden);
            again.flag("hidden", hidden);
            said.text(&if hidden { String::new() } else { sentence() });
        });
        // The answer is told once, when it is given; moving a slider afterwards changes it in sight only.
        let spoken = live(move || match reveal.get() {
            Reveal::Hidden => String::new(),
            _ => untrack(|| spoken()),
        });
        announce(root.part("voice"), spoken, live(|| true));
        root.on(
            "click",
            on(move |e| {
                reveal.set(match e.act().as_str() {
                    "0" => Reveal::Guess(0),
                    "1" => Reveal::Guess(1),
                    "2" => Reveal::Guess(2),
                    "show" => Reveal::All,
                    "again" => Reveal::Hidden,
                    _ => return,
                });
            }),
        );
    })
}
