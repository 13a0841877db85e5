//! What can be focused on the graph: every node and every arrow, one stop for the Tab key, arrow keys from one to the next, and a
//! description under the picture.

use crate::figures::Frame;
use crate::figures::cascade::targets::{Target, TargetKind};
use crate::figures::html::escape;
use crate::ui::live::{effect, on};
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

/// Everything there is to focus, over the picture.
pub fn targets(state: State, frame: RwSignal<Frame>) -> Widget {
    let element = format!("div class=\"targets\" role=\"group\" aria-label=\"{}\"", words().play.targets);
    Widget::new(&element, "", move |root| {
        let before = Rc::new(RefCell::new(Vec::<Target>::new()));
        let (shown, place) = (Rc::clone(&before), root.clone());
        effect(move || {
            let list = list(state, frame.get());
            let mut shown = shown.borrow_mut();
            // The same things in the same order keep their elements, and the focus with them.
            let same = shown.len() == list.len() && shown.iter().zip(&list).all(|(a, b)| a.kind == b.kind);
            if !same {
                place.html(&list.iter().enumerate().map(|(n, target)| markup(n, target)).collect::<String>());
            }
            for ((n, target), piece) in list.iter().enumerate().zip(place.parts("target")) {
                if same && shown.get(n) == Some(target) {
                    continue;
                }
                let part = |name: &str, value: f64| piece.property(name, &pixels(value));
                part("--x", target.centre.0 - target.width / 2.0);
                part("--y", target.centre.1 - target.height / 2.0);
                part("--w", target.width);
                part("--h", target.height);
                piece.set("aria-label", &target.name);
                piece.set("title", &target.description);
            }
            *shown = list;
        });
        let held = Rc::clone(&before);
        root.on(
            "keydown",
            on(move |e| {
                let Some((key, _)) = e.key() else { return };
                let (at, count) = (usize::from_str(&e.act()).unwrap_or(0), held.borrow().len());
                let next = match key.as_str() {
                    "ArrowRight" | "ArrowDown" => at.saturating_add(1).min(count.saturating_sub(1)),
                    "ArrowLeft" | "ArrowUp" => at.saturating_sub(1),
                    "Home" => 0,
                    "End" => count.saturating_sub(1),
                    _ => return,
                };
                e.prevent();
                host::focus(&id(next));
            }),
        );
        for event in ["focusin", "pointerover", "click"] {
            let (held, all) = (Rc::clone(&before), root.clone());
            root.on(
                event,
                on(move |e| {
                    let Ok(at) = usize::from_str(&e.act()) else { return };
                    if let Some(target) = held.borrow().get(at) {
                        for (n, piece) in all.parts("target").iter().enumerate() {
                            piece.set("tabindex", if n == at { "0" } else { "-1" });
                        }
                        if let Some(place) = Piece::by_id(DESCRIPTION) {
                            place.text(&target.description);
                        }
                    }
                }),
            );
        }
    })
}

/// Where what is focused is described.
pub fn description(state: State, frame: RwSignal<Frame>) -> Widget {
    let inside = format!("<p id=\"{DESCRIPTION}\" class=\"under described\">{}</p>", words().play.describe);
    Widget::new("div", &inside, move |root| {
        // What was described belongs to the round that was.
        effect(move || {
            drop(state.cascade.views.get());
            frame.track();
            if let Some(place) = Piece::by_id(DESCRIPTION)
                && !root.around("figure").part("target").has_focus()
            {
                place.text(words().play.describe);
            }
        });
    })
}

fn list(state: State, frame: Frame) -> Vec<Target> {
    state.cascade.views.get().map(|views| views.graph.targets(words(), frame)).unwrap_or_default()
}

fn id(number: usize) -> String {
    format!("graph-{number}")
}

fn markup(number: usize, target: &Target) -> String {
    let class = match target.kind {
        TargetKind::Edge(_) => "edge",
        _ => "node",
    };
    let stop = if number == 0 { "0" } else { "-1" };
    format!(
        "<button type=\"button\" class=\"target {class}\" data-part=\"target\" data-act=\"{number}\" id=\"{}\" tabindex=\"{stop}\" aria-describedby=\"{DESCRIPTION}\" aria-label=\"{}\"></button>",
        id(number),
        escape(&target.name)
    )
}

/// Whole pixels: a quarter more or less is not seen here.
fn pixels(value: f64) -> String {
    #[allow(clippy::cast_possible_truncation)]
    let whole = libm::round(value.clamp(-1e4, 1e4)) as i32;
    format!("{whole}px")
}
