//! What opens beside the thing it belongs to: beside it where there is room, as a sheet at the foot of a phone.

use crate::ui::state::words;
use crate::web::{clock, view};
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::html::Span;
use leptos::prelude::*;

/// A press on the thing that a popover belongs to: opens it, and closes what stands open, as the words of the prose do.
#[derive(Debug, Clone, Copy)]
pub struct Press {
    open: RwSignal<bool>,
    was_open: StoredValue<bool>,
}

impl Press {
    /// Of a popover.
    pub fn new(open: RwSignal<bool>) -> Self {
        Self { open, was_open: StoredValue::new(false) }
    }

    /// The pointer goes down. The browser closes what is open before it tells of the click, so it is seen here.
    pub fn begin(self) {
        self.was_open.set_value(self.open.get_untracked());
    }

    /// The click. One that comes from a key had no beginning, and what it finds was left before.
    pub fn end(self, event: &MouseEvent) {
        if self.opens(event.detail() > 0) {
            self.open.set(true);
        }
    }

    /// True where a click opens; each beginning counts once.
    fn opens(self, by_pointer: bool) -> bool {
        let was_open = self.was_open.get_value();
        self.was_open.set_value(false);
        !(by_pointer && was_open)
    }
}

/// Shows its children over the page while `open`; Escape, Enter in its only field and a press elsewhere close it, and focus goes back to where it was. It stands beside the
/// element that holds it, or beside the one that `beside` finds. `label` names it. Made when it is opened: nothing of it is in the page before.
#[component]
pub fn Popover<C>(
    open: RwSignal<bool>,
    #[prop(into)] label: Signal<String>,
    #[prop(optional)] beside: Option<&'static str>,
    children: TypedChildrenFn<C>,
) -> impl IntoView
where
    C: IntoView + 'static,
{
    let children = children.into_inner();
    move || {
        let children = children.clone();
        open.get().then(|| view! { <Sheet open label beside>{children()}</Sheet> })
    }
}

#[component]
fn Sheet<C>(
    open: RwSignal<bool>,
    label: Signal<String>,
    beside: Option<&'static str>,
    children: TypedChildren<C>,
) -> impl IntoView
where
    C: IntoView + 'static,
{
    let node = NodeRef::<Span>::new();
    Effect::new(move |_| {
        if let Some(node) = node.get() {
            view::open_beside(&node, beside);
        }
    });
    // The browser closes it too.
    let turned = move |_| {
        if node.get_untracked().is_some_and(|node| !view::is_open(&node)) {
            open.set(false);
        }
    };
    let done = move |_| {
        if let Some(node) = node.get_untracked() {
            view::close(&node);
        }
    };
    // What was typed is taken by its field first; what it refuses stays in sight, with the reason.
    let by_key = move |event: KeyboardEvent| {
        // Focus goes back first, and on from there.
        if event.key() == "Tab"
            && let Some(node) =
                node.get_untracked().filter(|node| view::is_at_end(node, event.target(), event.shift_key()))
        {
            view::close(&node);
        }
        if event.key() == "Enter" && view::is_field(event.target()) {
            clock::after(0, move || {
                if let Some(node) = node.get_untracked().filter(|node| view::is_answered(node)) {
                    view::close(&node);
                }
            });
        }
    };
    view! {
        <span class="popover" popover="auto" role="dialog" aria-label=move || label.get() node_ref=node on:toggle=turned on:keydown=by_key>
            {children.into_inner()()}
            <button type="button" class="plain-button done" on:click=done>{words().controls().done()}</button>
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::Press;
    use leptos::prelude::*;

    #[test]
    fn a_second_press_leaves_closed_what_it_closed_and_a_third_opens_again() {
        let owner = Owner::new();
        owner.set();
        let open = RwSignal::new(false);
        let press = Press::new(open);
        press.begin();
        assert!(press.opens(true));
        open.set(true);
        press.begin();
        // What the browser does between both.
        open.set(false);
        assert!(!press.opens(true));
        press.begin();
        assert!(press.opens(true));
    }

    #[test]
    fn a_press_that_was_drawn_away_does_not_hold_back_a_key() {
        let owner = Owner::new();
        owner.set();
        let open = RwSignal::new(true);
        let press = Press::new(open);
        press.begin();
        open.set(false);
        assert!(press.opens(false));
    }
}
