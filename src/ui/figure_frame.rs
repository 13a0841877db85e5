//! The frame around every figure: caption, picture drawn for the width it gets, limits, tools, table, and a quiet voice.

use crate::figures::compare::compare;
use crate::figures::{Figure, Frame, Medium, Text, html};
use crate::ui::announcer::announce;
use crate::ui::live::{Flag, Live, effect, live, on};
use crate::ui::state::{State, words};
use crate::ui::widget::Widget;
use crate::web::piece::Piece;
use crate::web::{clipboard, files, host, view};
use leptos::prelude::*;
use std::rc::Rc;
use std::sync::Arc;

/// The frame in which files are drawn.
const FILE: Frame = Frame { width: 900, height: 540 };

/// A figure's model as the frame sees it, or why there is none, as a sentence.
pub type Model = Live<Result<Arc<dyn Figure>, String>>;

/// A figure as it was pinned.
pub type Pinned = Live<Option<Arc<dyn Figure>>>;

/// What a figure brings into the frame.
pub struct Parts {
    /// Its name in the page.
    pub name: &'static str,
    /// Lies over the picture: handles.
    pub overlay: Widget,
    /// Stands under it.
    pub controls: Widget,
    /// Puts the figure's own controls back.
    pub reset: Box<dyn Fn()>,
    /// The same figure under the pinned settings, for figures that can be compared.
    pub pinned: Option<Pinned>,
    /// The box the picture is drawn for, known once it is on the page.
    pub frame: RwSignal<Frame>,
}

/// The caption, which stands in its figure itself.
const CAPTION: &str =
    "<strong class=\"fig-title\" data-part=\"title\"></strong><span class=\"fig-sub\" data-part=\"subtitle\"></span>";

/// A part of the page: the attribute and the name of its place, and what builds it.
pub type Part = (&'static str, &'static str, fn(State) -> Widget);

/// Brings parts into the places that `index.html` holds ready; below a figure its caption stays.
pub fn mount_parts(state: State, parts: &[Part]) {
    for (attribute, name, part) in parts {
        if let Some(place) = host::place(attribute, name) {
            part(state).mount(place, if *attribute == "data-figure" { CAPTION } else { "" });
        }
    }
}

/// Frames a figure.
pub fn figure_frame(state: State, model: &Model, parts: Parts) -> Widget {
    let w = words().controls();
    let tool = |act: &str, label: &str| {
        format!("<button type=\"button\" data-part=\"{act}\" data-act=\"{act}\">{label}</button>")
    };
    let model = Rc::clone(model);
    let Parts { name, frame, reset, overlay, controls, pinned } = parts;
    let pin = if pinned.is_some() { tool("pin", words().compare().pin()) } else { String::new() };
    let inside = format!(
        "<div class=\"stage\"><div data-part=\"plot\" class=\"plot plot-live plot-{name}\" role=\"img\"></div>{}</div>\
        <div class=\"controls\">{}</div>\
        <p class=\"leaves\"><b>{}</b> <span data-part=\"leaves\"></span></p>\
        <div class=\"tools\"><button type=\"button\" data-part=\"open\" data-act=\"table\" aria-expanded=\"false\" aria-controls=\"table-{name}\">{}</button>{}{}{}{}{pin}</div>\
        <div data-part=\"compare\" class=\"data\" hidden></div>\
        <label class=\"shown-link\" data-part=\"link\" hidden>{} <input type=\"text\" data-part=\"address\" readonly></label>\
        <div id=\"table-{name}\" class=\"data\" data-part=\"table\" hidden></div>\
        <p class=\"visually-hidden\" data-part=\"voice\" aria-live=\"polite\"></p>",
        overlay.html(),
        controls.html(),
        w.leaves_out(),
        w.table(),
        tool("csv", w.csv()),
        tool("svg", w.svg()),
        tool("link", w.link()),
        tool("reset", w.reset()),
        w.link_shown(),
    );
    let wake = move |inside: Piece| {
        let root = inside.around("figure");
        // Until it is measured a figure counts as seen, so that the first picture is there at once.
        let seen = Flag::new(true);
        caption(&root, &model, seen);
        picture(&root.part("plot"), &model, frame, seen);
        table(&root, &model);
        if let Some(pinned) = &pinned {
            comparison(state, &root, &model, pinned);
        }
        tools(state, &root, &model, name, reset);
    };
    Widget::new("div class=\"fig-inside\"", &inside, wake).holding(overlay).holding(controls)
}

fn text_of(model: &Model) -> Text {
    match model() {
        Ok(figure) => figure.text(words()),
        Err(why) => Text {
            title: words().controls().cannot_draw(&why),
            subtitle: String::new(),
            sentence: why,
            leaves_out: "".into(),
        },
    }
}

fn caption(root: &Piece, model: &Model, seen: Flag) {
    let (title, subtitle, leaves, plot) =
        (root.part("title"), root.part("subtitle"), root.part("leaves"), root.part("plot"));
    let shown = Rc::clone(model);
    effect(move || {
        let text = text_of(&shown);
        title.text(&text.title);
        subtitle.text(&text.subtitle);
        leaves.text(&text.leaves_out);
        plot.set("aria-label", &text.sentence);
    });
    let spoken = Rc::clone(model);
    announce(root.part("voice"), live(move || text_of(&spoken).sentence), live(move || seen.peek()));
}

/// Draws the picture for the box it has, while it is on the screen or near it.
fn picture(plot: &Piece, model: &Model, frame: RwSignal<Frame>, seen: Flag) {
    view::on_size(plot.element(), move |width, height| {
        let now = Frame::new(width, height);
        if frame.get_untracked() != now {
            frame.set(now);
        }
    });
    view::on_sight(plot.element(), move |now| {
        seen.set(now);
    });
    let (model, plot) = (Rc::clone(model), plot.clone());
    effect(move || {
        if seen.get() {
            let svg = model().ok().and_then(|figure| figure.svg(words(), frame.get(), Medium::Page).ok());
            plot.html(&svg.unwrap_or_default());
        }
    });
}

fn table(root: &Piece, model: &Model) {
    let open = Flag::new(false);
    let (button, place) = (root.part("open"), root.part("table"));
    button.on("click", on(move |_| open.set(!open.peek())));
    let (button, model) = (button.clone(), Rc::clone(model));
    effect(move || {
        let open = open.get();
        button.say("aria-expanded", open);
        place.flag("hidden", !open);
        let rows = if open { model().map(|figure| html::table(&figure.table(words()), words())).ok() } else { None };
        place.html(&rows.unwrap_or_default());
    });
}

/// What is pinned beside what stands now.
fn comparison(state: State, root: &Piece, model: &Model, pinned: &Pinned) {
    let (button, place) = (root.part("pin"), root.part("compare"));
    let (model, pinned) = (Rc::clone(model), Rc::clone(pinned));
    effect(move || {
        let w = words().compare();
        let before = state.pinned.get();
        button.text(if before.is_some() { w.unpin() } else { w.pin() });
        button.say("aria-pressed", before.is_some());
        let now = state.scenario();
        let rows = match (&before, pinned(), model()) {
            (Some(before), Some(a), Ok(b)) => html::table(&compare((before, &*a), (&now, &*b), words()), words()),
            _ => String::new(),
        };
        place.flag("hidden", rows.is_empty());
        place.html(&rows);
    });
}

fn tools(state: State, root: &Piece, model: &Model, name: &'static str, reset: Box<dyn Fn()>) {
    let w = words().controls();
    let model = Rc::clone(model);
    let (shown, address) = (root.part("link"), root.part("address"));
    let said = move |saved: bool| {
        if !saved {
            state.say(w.not_saved(), false);
        }
    };
    root.on(
        "click",
        on(move |e| match e.act().as_str() {
            "csv" => {
                if let Ok(figure) = model() {
                    let table = figure.table(words()).csv();
                    said(files::save(&format!("cascade-notes-{name}.csv"), "text/csv;charset=utf-8", &table));
                }
            }
            "svg" => {
                if let Some(svg) = model().ok().and_then(|figure| figure.svg(words(), FILE, Medium::File).ok()) {
                    said(files::save(&format!("cascade-notes-{name}.svg"), "image/svg+xml", &svg));
                }
            }
            "link" => {
                let link = state.address();
                address.put(&link);
                let shown = shown.clone();
                clipboard::copy(&link, move |copied| {
                    shown.flag("hidden", copied);
                    if copied {
                        state.say(w.link_copied(), false);
                    }
                });
            }
            "pin" => state.pin(),
            "reset" => reset(),
            _ => {}
        }),
    );
}
