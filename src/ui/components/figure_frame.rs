//! The frame around every figure: caption, picture, controls, limits, tools, table, and a quiet voice.

use super::plot::Plot;
use super::{DataTable, LiveRegion};
use crate::figures::compare::compare;
use crate::figures::{Figure, Frame, Medium, Text};
use crate::ui::hooks::use_css_property;
use crate::ui::state::{State, words};
use crate::web::clock::Pause;
use crate::web::{clipboard, files};
use leptos::html::Div;
use leptos::prelude::*;
use std::sync::Arc;

/// How long a button says that something was copied, in milliseconds.
const COPIED: i32 = 2_500;

/// A figure's model, or why there is none, as a sentence.
pub type FigureModel = Result<Arc<dyn Figure>, String>;

/// How the build draws a figure: for a wide screen, and for a narrow one.
pub type Frames = (Frame, Frame);

/// Frames a figure: `overlay` lies over the picture, the children stand under it, and `reset` puts its own controls back. Where it can be compared,
/// `pinned` is the same figure under the pinned settings; where its height depends on what it shows, `tall` is that, as style sheets take it.
#[component]
pub fn FigureFrame<O, C>(
    name: &'static str,
    #[prop(into)] model: Signal<FigureModel>,
    frames: Frames,
    frame: RwSignal<Frame>,
    #[prop(into)] reset: Callback<()>,
    overlay: O,
    #[prop(optional, into)] tall: Option<Signal<String>>,
    #[prop(optional, into)] pinned: Option<Signal<Option<Arc<dyn Figure>>>>,
    children: TypedChildren<C>,
) -> impl IntoView
where
    O: IntoView + 'static,
    C: IntoView + 'static,
{
    let stage = NodeRef::<Div>::new();
    if let Some(tall) = tall {
        use_css_property(stage, "--tall", tall);
    }
    // Until it is measured a figure counts as seen, so that the first picture is there at once.
    let seen = RwSignal::new(true);
    let text = Memo::new(move |_| model.with(text_of));
    let sentence = Signal::derive(move || text.with(|text| text.sentence.clone()));
    view! {
        <Caption text/>
        <div class="stage" node_ref=stage>
            <Plot name class="wide" first=frames.0 model sentence frame seen/>
            <Plot name class="narrow" first=frames.1 model sentence frame seen/>
            {overlay}
        </div>
        <div class="controls">{children.into_inner()()}</div>
        <Foot name model frame text reset pinned/>
        <LiveRegion text=sentence may=seen/>
    }
}

/// The finding, as a title.
#[component]
fn Caption(text: Memo<Text>) -> impl IntoView {
    view! {
        <figcaption>
            <strong class="fig-title">{move || text.with(|text| text.title.clone())}</strong>
            <span class="fig-sub">{move || text.with(|text| text.subtitle.clone())}</span>
        </figcaption>
    }
}

/// What the figure leaves out, what can be done with it, and its numbers.
#[component]
fn Foot(
    name: &'static str,
    model: Signal<FigureModel>,
    frame: RwSignal<Frame>,
    text: Memo<Text>,
    reset: Callback<()>,
    pinned: Option<Signal<Option<Arc<dyn Figure>>>>,
) -> impl IntoView {
    let w = words().controls();
    let open = RwSignal::new(false);
    let table =
        Signal::derive(move || open.get().then(|| model.get().ok().map(|figure| figure.table(words()))).flatten());
    // Without scripts the table stands in the page, perhaps with fewer of its rows.
    let in_short = Signal::derive(move || {
        (!cfg!(target_arch = "wasm32")).then(|| model.get().ok().map(|figure| figure.table_in_short(words()))).flatten()
    });
    let table_id = format!("table-{name}");
    view! {
        <p class="leaves"><b>{w.leaves_out()}</b> " " <span>{move || text.with(|text| text.leaves_out.to_string())}</span></p>
        <details class="data without-scripts"><summary>{w.table()}</summary><DataTable table=in_short/></details>
        <Tools name model frame open reset pinned/>
        <div id=table_id class="data" hidden=move || !open.get()><DataTable table/></div>
    }
}

fn text_of(model: &FigureModel) -> Text {
    match model {
        Ok(figure) => figure.text(words()),
        Err(why) => Text {
            title: words().controls().cannot_draw(why),
            subtitle: String::new(),
            sentence: why.clone(),
            leaves_out: "".into(),
        },
    }
}

/// What can be done with a figure: its numbers, its picture, a link to it, its settings.
#[component]
fn Tools(
    name: &'static str,
    model: Signal<FigureModel>,
    frame: RwSignal<Frame>,
    open: RwSignal<bool>,
    reset: Callback<()>,
    pinned: Option<Signal<Option<Arc<dyn Figure>>>>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let w = words().controls();
    // The address, where it could not be copied.
    let shown = RwSignal::new(None::<String>);
    let said = move |saved: bool| {
        if !saved {
            state.say(w.not_saved(), false);
        }
    };
    let csv = move |_| {
        if let Ok(figure) = model.get_untracked() {
            let data = figure.csv(words());
            said(files::save(&format!("cascade-notes-{name}.csv"), "text/csv;charset=utf-8", &data));
        }
    };
    let svg = move |_| {
        // The picture that is on the screen.
        if let Some(svg) =
            model.get_untracked().ok().and_then(|figure| figure.svg(words(), frame.get_untracked(), Medium::File).ok())
        {
            said(files::save(&format!("cascade-notes-{name}.svg"), "image/svg+xml", &svg));
        }
    };
    // Says for a while on the button itself that it was copied; the button stays where it is.
    let (copied, pause) = (RwSignal::new(false), StoredValue::new_local(Pause::default()));
    let link = move |_| {
        let address = state.address_at(name);
        let text = address.clone();
        clipboard::copy(&address, move |done| {
            copied.set(done);
            shown.set((!done).then_some(text));
            if done {
                state.say(w.link_copied(), false);
                pause.with_value(|pause| pause.then(COPIED, move || copied.set(false)));
            }
        });
    };
    let table_id = format!("table-{name}");
    view! {
        <div class="tools">
            <button type="button" aria-expanded=move || open.get().to_string() aria-controls=table_id
                on:click=move |_| open.update(|open| *open = !*open)>{w.table()}</button>
            <button type="button" on:click=csv>{w.csv()}</button>
            <button type="button" on:click=svg>{w.svg()}</button>
            <button type="button" class="link" on:click=link>{move || if copied.get() { w.copied() } else { w.link() }}</button>
            {pinned.map(|_| view! { <Pin state/> })}
            <button type="button" class="reset" on:click=move |_| reset.run(())>{w.reset()}</button>
        </div>
        {pinned.map(|pinned| view! { <Comparison state model pinned/> })}
        <label class="shown-link" hidden=move || shown.with(Option::is_none)>
            {w.link_shown()} " "
            <input type="text" readonly prop:value=move || shown.get().unwrap_or_default()/>
        </label>
    }
}

/// Pins the present settings for comparison, or lets go of them.
#[component]
fn Pin(state: State) -> impl IntoView {
    let w = words().compare();
    let pressed = move || state.pinned.with(Option::is_some);
    view! {
        <button type="button" aria-pressed=move || pressed().to_string() on:click=move |_| state.pin()>
            {move || if pressed() { w.unpin() } else { w.pin() }}
        </button>
    }
}

/// What is pinned beside what stands now.
#[component]
fn Comparison(state: State, model: Signal<FigureModel>, pinned: Signal<Option<Arc<dyn Figure>>>) -> impl IntoView {
    let table = Signal::derive(move || {
        let before = state.pinned.get()?;
        let (a, b) = (pinned.get()?, model.get().ok()?);
        Some(compare((&before, &*a), (&state.scenario(), &*b), words()))
    });
    view! { <div class="data compare" hidden=move || table.with(Option::is_none)><DataTable table/></div> }
}
