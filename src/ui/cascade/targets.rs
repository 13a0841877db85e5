//! What can be focused on the graph: every node and every arrow, one stop for the Tab key, arrow keys from one to the next, and a
//! description under the picture.

use crate::figures::Frame;
use crate::figures::html::escape;
use crate::ui::live::{effect, on};
use crate::ui::painted::{in_numbers, painted, whole};
use crate::ui::state::{State, words};
use crate::ui::widget::Widget;
use crate::web::host;
use crate::web::piece::Piece;
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use std::str::FromStr as _;

/// Where the description stands, for the targets to point to.
const DESCRIPTION: &str = "graph-description";

/// Texts of one target: what it is, its name, what there is to say of it.
const TEXTS: usize = 3;

/// Numbers of one: left, top, width, height.
const NUMBERS: usize = 4;

/// Everything there is to focus, over the picture.
pub fn targets(state: State, frame: RwSignal<Frame>) -> Widget {
    let element = format!("div class=\"targets\" role=\"group\" aria-label=\"{}\"", words().play().targets());
    Widget::new(&element, "", move |root| {
        let texts = Rc::new(RefCell::new(Vec::<String>::new()));
        let (shown, place) = (Rc::clone(&texts), root.clone());
        effect(move || {
            if !state.cascade.shows() {
                return;
            }
            let frame = in_numbers(frame.get());
            let (names, boxes) = painted(|p| (p.texts("names", &frame), p.numbers("places", &frame)));
            let kinds = |texts: &[String]| texts.iter().step_by(TEXTS).cloned().collect::<Vec<_>>();
            // As many things of the same kinds keep their elements, and the focus with them.
            if kinds(&shown.borrow()) != kinds(&names) {
                let all = names.chunks_exact(TEXTS).enumerate();
                place.html(&all.map(|(n, texts)| markup(n, texts)).collect::<String>());
            }
            let all = names.chunks_exact(TEXTS).zip(boxes.chunks_exact(NUMBERS));
            for ((texts, numbers), piece) in all.zip(place.parts("target")) {
                for (name, value) in ["--x", "--y", "--w", "--h"].into_iter().zip(numbers) {
                    piece.property(name, &format!("{}px", whole(*value)));
                }
                piece.set("aria-label", texts.get(1).map_or("", String::as_str));
            }
            shown.replace(names);
        });
        let held = Rc::clone(&texts);
        root.on(
            "keydown",
            on(move |e| {
                let Some((key, _)) = e.key() else { return };
                let last = held.borrow().len().checked_div(TEXTS).unwrap_or(0).saturating_sub(1);
                let at = usize::from_str(&e.act()).unwrap_or(0);
                let next = match key.as_str() {
                    "ArrowRight" | "ArrowDown" => at.saturating_add(1).min(last),
                    "ArrowLeft" | "ArrowUp" => at.saturating_sub(1),
                    "Home" => 0,
                    "End" => last,
                    _ => return,
                };
                e.prevent();
                host::focus(&id(next));
            }),
        );
        for event in ["focusin", "pointerover", "click"] {
            let (held, all) = (Rc::clone(&texts), root.clone());
            root.on(
                event,
                on(move |e| {
                    let Ok(at) = usize::from_str(&e.act()) else { return };
                    let said = held.borrow().get(at.saturating_mul(TEXTS).saturating_add(2)).cloned();
                    for (n, piece) in all.parts("target").iter().enumerate() {
                        piece.set("tabindex", if n == at { "0" } else { "-1" });
                    }
                    if let (Some(place), Some(said)) = (Piece::by_id(DESCRIPTION), said) {
                        place.text(&said);
                    }
                }),
            );
        }
    })
}

/// Where what is focused is described.
pub fn description(state: State) -> Widget {
    let inside = format!("<p id=\"{DESCRIPTION}\" class=\"under described\">{}</p>", words().play().describe());
    Widget::new("div", &inside, move |_| {
        // What was described belongs to the round that was.
        effect(move || {
            if state.cascade.shows()
                && let Some(place) = Piece::by_id(DESCRIPTION)
            {
                place.text(words().play().describe());
            }
        });
    })
}

fn id(number: usize) -> String {
    format!("graph-{number}")
}

fn markup(number: usize, texts: &[String]) -> String {
    let text = |n: usize| texts.get(n).map_or("", String::as_str);
    let stop = if number == 0 { "0" } else { "-1" };
    format!(
        "<button type=\"button\" class=\"target {}\" data-part=\"target\" data-act=\"{number}\" id=\"{}\" tabindex=\"{stop}\" aria-describedby=\"{DESCRIPTION}\" aria-label=\"{}\"></button>",
        text(0),
        id(number),
        escape(text(1))
    )
}
