//! What can be focused on the graph: every node and every arrow, one stop for the Tab key, arrow keys from one to the next, and a
//! description under the picture.

use super::whole_pixels;
use crate::figures::Frame;
use crate::figures::cascade::targets::{Target, TargetKind};
use crate::ui::components::{Drawn, key_of};
use crate::ui::hooks::{set_news, use_css_property};
use crate::ui::state::{State, words};
use crate::web::{host, view};
use leptos::ev::KeyboardEvent;
use leptos::html::Button;
use leptos::prelude::*;

/// Where the description stands, for the targets to point to.
const DESCRIPTION: &str = "graph-description";

/// What there is to focus on a picture drawn in `frame`.
pub fn targets(state: State, frame: RwSignal<Frame>) -> Memo<Vec<Target>> {
    Memo::new(move |_| {
        let figures = state.cascade.listed();
        figures.map(|figures| figures.graph.targets(words(), frame.get())).unwrap_or_default()
    })
}

/// All of it, over the picture, which is dimmed where something is pointed at or focused but for what that joins. `at` is what was pointed at
/// or focused last.
#[component]
pub fn Targets(targets: Memo<Vec<Target>>, frame: RwSignal<Frame>, at: RwSignal<Option<usize>>) -> impl IntoView {
    let state = expect_context::<State>();
    let held = RwSignal::new(None);
    let lit = Signal::derive(move || {
        let (target, figures) = (held.get()?, state.cascade.listed()?);
        figures.graph.lit(words(), frame.get(), target)
    });
    // As many things of the same kinds keep their elements, and the focus with them.
    let kinds = Memo::new(move |_| targets.with(|targets| targets.iter().map(class).collect::<Vec<_>>()));
    let by_key = move |event: KeyboardEvent| {
        let last = kinds.with_untracked(Vec::len).saturating_sub(1);
        let now = at.get_untracked().unwrap_or(0);
        let next = match key_of(&event).map(|(key, _)| key).as_deref() {
            Some("ArrowRight" | "ArrowDown") => now.saturating_add(1).min(last),
            Some("ArrowLeft" | "ArrowUp") => now.saturating_sub(1),
            Some("Home") => 0,
            Some("End") => last,
            _ => return,
        };
        event.prevent_default();
        host::focus(&id(next));
    };
    let target = move |(n, class)| view! { <TargetButton n class targets at held/> };
    view! {
        <Drawn class="lit" markup=Signal::derive(move || lit.get().unwrap_or_default())/>
        <div class="targets" role="group" aria-label=words().play().targets() on:keydown=by_key>
            {move || kinds.get().into_iter().enumerate().map(target).collect_view()}
        </div>
    }
}

#[component]
fn TargetButton(
    n: usize,
    class: &'static str,
    targets: Memo<Vec<Target>>,
    at: RwSignal<Option<usize>>,
    held: RwSignal<Option<usize>>,
) -> impl IntoView {
    let node = NodeRef::<Button>::new();
    let of = move |say: fn(&Target) -> String| move || targets.with(|all| all.get(n).map(say).unwrap_or_default());
    for (name, say) in [
        ("--x", (|t| whole_pixels(t.centre.0 - t.width / 2.0)) as fn(&Target) -> String),
        ("--y", |t| whole_pixels(t.centre.1 - t.height / 2.0)),
        ("--w", |t| whole_pixels(t.width)),
        ("--h", |t| whole_pixels(t.height)),
    ] {
        use_css_property(node, name, Signal::derive(of(say)));
    }
    let stop = move || if at.get().unwrap_or(0) == n { "0" } else { "-1" };
    let choose = move || {
        if at.get_untracked() != Some(n) {
            at.set(Some(n));
        }
        set_news(held, Some(n));
    };
    let leave = move || {
        if held.get_untracked() == Some(n) {
            held.set(None);
        }
    };
    view! {
        <button type="button" class=format!("target {class}") id=id(n) tabindex=stop aria-describedby=DESCRIPTION aria-label=of(|t| t.name.clone())
            node_ref=node on:focus=move |_| choose() on:pointerenter=move |_| choose() on:click=move |_| choose()
            on:blur=move |_| leave() on:pointerleave=move |_| leave()></button>
    }
}

/// Where what is focused is described.
#[component]
pub fn Description(targets: Memo<Vec<Target>>, at: RwSignal<Option<usize>>) -> impl IntoView {
    let state = expect_context::<State>();
    // What was described belongs to the round that was.
    Effect::new(move |_| {
        state.cascade.figures();
        if at.get_untracked().is_some() {
            at.set(None);
        }
    });
    // How anything is pointed at is known in the browser alone: by touch there are no keys to speak of.
    let touched = RwSignal::new(false);
    Effect::new(move |_| touched.set(view::is_touched()));
    let hint = move || if touched.get() { words().play().describe_touch() } else { words().play().describe() };
    let said = move || targets.with(|targets| targets.get(at.get()?).map(|target| target.description.clone()));
    view! { <p id=DESCRIPTION class="under described">{move || said().unwrap_or_else(|| hint().to_owned())}</p> }
}

fn id(number: usize) -> String {
    format!("graph-{number}")
}

/// The class of what is to be focused: nodes and arrows look different.
fn class(target: &Target) -> &'static str {
    if matches!(target.kind, TargetKind::Node(_)) { "node" } else { "edge" }
}
