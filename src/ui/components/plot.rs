//! The picture of a figure, drawn for the box it has.

use super::figure_frame::FigureModel;
use crate::figures::{Frame, Medium};
use crate::ui::hooks::{Size, use_sight, use_size};
use crate::ui::state::words;
use leptos::html::Div;
use leptos::prelude::*;

/// One picture, which `sentence` tells to whoever does not see it. `class` says for which screens, `first` how the build draws it. While it is
/// shown, `frame` is the box it is drawn for, and `seen` says whether it is near the screen.
#[component]
pub fn Plot(
    name: &'static str,
    class: &'static str,
    first: Frame,
    model: Signal<FigureModel>,
    sentence: Signal<String>,
    frame: RwSignal<Frame>,
    seen: RwSignal<bool>,
) -> impl IntoView {
    let node = NodeRef::<Div>::new();
    let (size, near) = (use_size(node), use_sight(node));
    // Where there is no figure yet, and no reason to tell, what was drawn last stands.
    let draw = move |frame| {
        model.with(|model| match model {
            Ok(figure) => Some(figure.svg(words(), frame, Medium::Page).unwrap_or_default()),
            Err(why) => (!why.is_empty()).then(String::new),
        })
    };
    let picture = Memo::new(move |before: Option<&String>| match size.get() {
        Size::Shown(width, height) if height > 0 && near.get() => {
            draw(Frame::new(width, height)).or_else(|| before.cloned()).unwrap_or_default()
        }
        Size::Hidden => String::new(),
        // The build draws; in the browser its picture stands until it is measured.
        Size::Unknown if !cfg!(target_arch = "wasm32") => draw(first).unwrap_or_default(),
        Size::Unknown | Size::Shown(..) => before.cloned().unwrap_or_default(),
    });
    Effect::new(move |_| match size.get() {
        Size::Shown(width, height) => {
            let now = Frame::new(width, height);
            if height > 0 && frame.get_untracked() != now {
                frame.set(now);
            }
            seen.set(near.get());
        }
        // The build's picture for other screens, which nobody has drawn here. It goes once there is something to draw another from.
        Size::Hidden if model.with(Result::is_ok) => node
            .with_untracked(|element| element.as_ref().map(|element| element.set_inner_html("")).unwrap_or_default()),
        Size::Hidden | Size::Unknown => {}
    });
    let live = move || matches!(size.get(), Size::Shown(..));
    // The page's own, and no longer the build's.
    let own = move || cfg!(target_arch = "wasm32") && model.with(Result::is_ok);
    let class = format!("plot plot-{name} {class}");
    view! { <div class=class class:plot-live=live class:plot-own=own role="img" aria-label=move || sentence.get() node_ref=node inner_html=move || picture.get()></div> }
}
