//! The control of one number setting.

use super::number_row::NumberRow;
use crate::engine::Error;
use crate::engine::scenario::parameters::Pace;
use crate::engine::scenario::{BookChoice, Kind, Note, ParameterId as P, Scenario};
use crate::figures::numbers::exact;
use crate::ui::state::{State, words};
use leptos::prelude::*;

/// DOM id of the field of a setting.
pub fn field_id(id: P) -> String {
    format!("set-{}", id.row().key)
}

/// What the settings make of the two prices, in the fewest words: said by sliders after their value.
pub fn consequence(state: State) -> Signal<String> {
    Signal::derive(move || {
        let gap = state.gap.with(|g| g.as_ref().ok().and_then(|g| g.gap_in_words(words())));
        gap.map(|g| words().gap().usd_apart(&g)).unwrap_or_default()
    })
}

/// Slider, buttons and field of a number setting; `helped` with its help in sight under it. Where a setting has more than one control, each has a DOM
/// id and a label of its own; `said` is what the settings come to, said after the value. `with` is a word that another setting takes whenever this moves.
#[component]
pub fn NumberSetting(
    id: P,
    #[prop(optional)] helped: bool,
    #[prop(optional, into)] dom: Option<String>,
    #[prop(optional)] label: Option<&'static str>,
    #[prop(optional)] unit: Option<&'static str>,
    #[prop(optional, into)] said: Option<Signal<String>>,
    #[prop(optional)] with: Option<(P, &'static str)>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let row = id.row();
    let Kind::Number(number) = row.kind else { return None };
    let own = words().parameter(id);
    let value = state.part(move |s| s.number(id));
    let unit = Signal::derive(move || unit.map_or_else(|| words().unit_of(id, value.get()), str::to_owned));
    let also = move |s: Scenario| with.map_or(Ok(s), |(id, word)| s.with_written(id, word));
    // Sliders and buttons stay in range by construction.
    let set = move |value| state.change(row.key, &|s| s.with_number(id, value).and_then(also)).unwrap_or_default();
    Some(view! {
        <NumberRow id=dom.unwrap_or_else(|| field_id(id)) label=label.unwrap_or(own.label) unit number range=range(id) value
            consequence=said.unwrap_or_else(|| consequence(state))
            under=Signal::derive(move || note(state, id).unwrap_or_else(|| own.help.to_owned())) quiet=!helped renewed=state.renewed
            set typed=move |text: String| state.change(row.key, &|s| s.with_typed(id, &text).and_then(also))/>
    })
}

/// Opening and closing fee together: sets both, shows the opening fee, and says so where the two differ.
#[component]
pub fn FeesSetting() -> impl IntoView {
    let state = expect_context::<State>();
    let Kind::Number(number) = P::OpeningFee.row().kind else { return None };
    let w = words().controls();
    let (opening, closing) = (state.part(|s| s.number(P::OpeningFee)), state.part(|s| s.number(P::ClosingFee)));
    let differ = move || opening.get() != closing.get();
    let under = move || {
        let (opening, closing) = (exact(opening.get(), words()), exact(closing.get(), words()));
        if differ() { w.fees_differ(&closing, &opening) } else { w.fees_help().to_owned() }
    };
    let change = move |set: &dyn Fn(Scenario, P) -> Result<Scenario, Error>| {
        state.change("fees", &|s| set(s, P::OpeningFee).and_then(|s| set(s, P::ClosingFee)))
    };
    Some(view! {
        <NumberRow id="set-fees".to_owned() label=w.fees() unit=Signal::stored(words().unit(P::OpeningFee).to_owned()) number range=range(P::OpeningFee)
            value=opening consequence=consequence(state)
            under=Signal::derive(under) quiet=Signal::derive(move || !differ()) renewed=state.renewed
            // Sliders and buttons stay in range by construction.
            set=move |value| change(&|s, id| s.with_number(id, value)).unwrap_or_default()
            typed=move |text: String| change(&|s, id| s.with_typed(id, &text))/>
    })
}

/// Depth of the book that a forced close meets: whoever moves it wants it met. `said` is what the settings come to.
#[component]
pub fn DepthSetting(label: &'static str, said: Signal<String>) -> impl IntoView {
    let state = expect_context::<State>();
    let id = P::DepthOnePercent;
    let Kind::Number(number) = id.row().kind else { return None };
    let w = words().waterfall();
    let under = move || match state.scenario().book() {
        BookChoice::Typed => {
            w.not_counted(&words().numbers().percent(&exact(state.scenario().number(P::Slippage), words())))
        }
        BookChoice::Ladder => w.by_ladder().to_owned(),
        BookChoice::Linear | BookChoice::SquareRoot => words().parameter(id).help.to_owned(),
    };
    let is_met = state.part(|s| matches!(s.book(), BookChoice::Linear | BookChoice::SquareRoot));
    Some(view! {
        <NumberRow id="close-depth".to_owned() label unit=Signal::stored(words().unit(id).to_owned()) number range=range(id) value=state.part(move |s| s.number(id))
            consequence=said under=Signal::derive(under) quiet=is_met renewed=state.renewed
            // Sliders and buttons stay in range by construction.
            set=move |value| state.change(id.row().key, &|s| s.closing_in(value)).unwrap_or_default()
            typed=move |text: String| state.change(id.row().key, &|s| { let s = s.with_typed(id, &text)?; s.closing_in(s.number(id)) })/>
    })
}

/// What a slider reaches, in words, and what can be typed where that is more. Nothing for a range over powers of ten, whose ends are nowhere anybody
/// means to go, and for a choice.
fn range(id: P) -> String {
    let Kind::Number(number) = id.row().kind else { return String::new() };
    let Pace::Even { from, to, .. } = number.pace else { return String::new() };
    let [from_text, to_text, least, most] = [from, to, number.min, number.max].map(|value| exact(value, words()));
    let unit = words().unit(id);
    if (from, to) == (number.min, number.max) {
        words().controls().range(&to_text, &from_text, unit).trim_end().to_owned()
    } else {
        words().controls().range_and_typed(&least, &to_text, &from_text, &most, unit).replace(" ;", ";")
    }
}

/// What a reader should know about this setting now.
fn note(state: State, id: P) -> Option<String> {
    // Only these two have anything to say: the others need not ask at every step.
    if !matches!(id, P::Rate | P::NextRate) {
        return None;
    }
    let w = words();
    let scenario = state.scenario();
    let in_force = scenario.has_real_table();
    match id {
        P::Rate if in_force && scenario.has_other() => Some(w.controls().table_but_other().to_owned()),
        P::Rate | P::NextRate if in_force => Some(w.controls().table_in_force().to_owned()),
        P::NextRate if scenario.notes().ok()?.contains(&Note::NextRateNotAbove) => {
            Some(w.notes().next_rate_not_above().to_owned())
        }
        _ => None,
    }
}
