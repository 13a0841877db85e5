//! What can be focused on the graph: every node and every arrow, one stop for the Tab key, arrow keys from one to the next, and a
//! description under the picture.

use super::whole_pixels;
use crate::figures::Frame;
use crate::figures::cascade::targets::{Target, TargetKind};
use crate::figures::html::escape;
use crate::ui::live::{effect, on};
use crate::ui::state::{State, words};
use crate::ui::widget::Widget;
use crate::web::piece::Piece;
use crate::web::{host, view};
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use std::str::FromStr as _;

/// Where the description stands, for the targets to point to.
const DESCRIPTION: &str = "graph-description";

/// Everything there is to focus, over the picture.
pub fn targets(state: State, frame: RwSignal<Frame>) -> Widget {
    let element = format!("div class=\"targets\" role=\"group\" aria-label=\"{}\"", words().play().targets());
    Widget::new(&element, "", move |root| {
        let targets = Rc::new(RefCell::new(Vec::<Target>::new()));
        let (shown, place) = (Rc::clone(&targets), root.clone());
        effect(move || {
            let Some(figures) = state.cascade.figures() else { return };
            let now = figures.graph.targets(words(), frame.get());
            // As many things of the same kinds keep their elements, and the focus with them.
            if !shown.borrow().iter().map(class).eq(now.iter().map(class)) {
                place.html(&now.iter().enumerate().map(|(n, target)| markup(n, target)).collect::<String>());
            }
            for (target, piece) in now.iter().zip(place.parts("target")) {
                let (left, top) = (target.centre.0 - target.width / 2.0, target.centre.1 - target.height / 2.0);
                for (name, value) in [("--x", left), ("--y", top), ("--w", target.width), ("--h", target.height)] {
                    piece.property(name, &whole_pixels(value));
                }
                piece.set("aria-label", &target.name);
            }
            shown.replace(now);
        });
        let all = Rc::clone(&targets);
        root.on(
            "keydown",
            on(move |e| {
                let Some((key, _)) = e.key() else { return };
                let last = all.borrow().len().saturating_sub(1);
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
            let (targets, all) = (Rc::clone(&targets), root.clone());
            root.on(
                event,
                on(move |e| {
                    let Ok(at) = usize::from_str(&e.act()) else { return };
                    let said = targets.borrow().get(at).map(|target| target.description.clone());
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
    let inside = format!("<p id=\"{DESCRIPTION}\" class=\"under described\">{}</p>", hint());
    Widget::new("div", &inside, move |_| {
        // What was described belongs to the round that was.
        effect(move || {
            if state.cascade.figures().is_some()
                && let Some(place) = Piece::by_id(DESCRIPTION)
            {
                place.text(hint());
            }
        });
    })
}

/// How anything is pointed at: by touch there are no keys to speak of.
fn hint() -> &'static str {
    let w = words().play();
    if view::is_touched() { w.describe_touch() } else { w.describe() }
}

fn id(number: usize) -> String {
    format!("graph-{number}")
}

/// The class of what is to be focused: nodes and arrows look different.
fn class(target: &Target) -> &'static str {
    if matches!(target.kind, TargetKind::Node(_)) { "node" } else { "edge" }
}

fn markup(number: usize, target: &Target) -> String {
    let stop = if number == 0 { "0" } else { "-1" };
    format!(
        "<button type=\"button\" class=\"target {}\" data-part=\"target\" data-act=\"{number}\" id=\"{}\" tabindex=\"{stop}\" aria-describedby=\"{DESCRIPTION}\" aria-label=\"{}\"></button>",
        class(target),
        id(number),
        escape(&target.name)
    )
}
