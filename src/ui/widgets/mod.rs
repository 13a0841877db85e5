//! The controls: a number with slider, buttons and field; a choice; a number in the prose.

mod choice_control;
mod number_control;

pub use choice_control::choice_control;
pub use number_control::number_control;

use crate::engine::scenario::ParameterId;
use crate::ui::live::{effect, on};
use crate::ui::state::State;
use crate::ui::widget::Widget;
use crate::web::piece::{ElementEvent, Piece};
use std::rc::Rc;

/// A control that is there only while its setting has a say.
pub fn shown_while(state: State, id: ParameterId, control: Widget) -> Widget {
    let inside = control.html().to_owned();
    let wake = move |root: Piece| effect(move || root.flag("hidden", !state.scenario().matters(id)));
    Widget::new("div class=\"shown-while\"", &inside, wake).holding(control)
}

/// Calls back on every place that a pointer is dragged to across a piece, from where it goes down.
pub fn dragged(root: &Piece, drag: Rc<dyn Fn(&ElementEvent)>) {
    let follow = Rc::clone(&drag);
    root.on(
        "pointerdown",
        on(move |e| {
            if e.hold() {
                drag(e);
            }
        }),
    );
    root.on(
        "pointermove",
        on(move |e| {
            if e.held() {
                follow(e);
            }
        }),
    );
}
