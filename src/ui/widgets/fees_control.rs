//! Opening and closing fee together: the one fee control of the figure.

use super::number_control::{consequence, range};
use super::number_row::{Row, number_row};
use crate::engine::Error;
use crate::engine::scenario::{Kind, ParameterId as P, Scenario};
use crate::figures::numbers::exact;
use crate::ui::live::live;
use crate::ui::state::{State, words};
use crate::ui::widget::Widget;
use std::rc::Rc;

/// Sets both fees; shows the opening fee, and says so where the two differ.
pub fn fees_control(state: State) -> Widget {
    let row = P::OpeningFee.row();
    let Kind::Number(number) = row.kind else {
        return Widget::default();
    };
    let w = words().controls();
    let under = live(move || {
        let s = state.scenario();
        let (opening, closing) = (exact(s.number(P::OpeningFee), words()), exact(s.number(P::ClosingFee), words()));
        let note = || w.fees_differ(&closing, &opening);
        if differ(s) { note() } else { w.fees_help().to_owned() }
    });
    let change = move |set: &dyn Fn(Scenario, P) -> Result<Scenario, Error>| {
        state.change("fees", &|s| set(s, P::OpeningFee).and_then(|s| set(s, P::ClosingFee)))
    };
    number_row(Row {
        id: "set-fees".to_owned(),
        label: w.fees(),
        unit: words().unit(P::OpeningFee),
        number,
        value: live(move || state.scenario().number(P::OpeningFee)),
        consequence: consequence(state),
        range: range(P::OpeningFee),
        under,
        quiet: live(move || !differ(state.scenario())),
        renewed: state.renewed,
        // Sliders and buttons stay in range by construction.
        set: Rc::new(move |v| change(&|s, id| s.with_number(id, v)).unwrap_or_default()),
        typed: Rc::new(move |text| change(&|s, id| s.with_typed(id, text))),
    })
}

fn differ(scenario: Scenario) -> bool {
    scenario.number(P::OpeningFee) != scenario.number(P::ClosingFee)
}
