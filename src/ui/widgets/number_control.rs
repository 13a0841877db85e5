//! The control of one number setting, for what is no component yet.

use crate::engine::scenario::ParameterId as P;
use crate::ui::components::NumberSetting;
use crate::ui::state::State;
use crate::ui::widget::Widget;
use leptos::prelude::*;

pub use crate::ui::components::field_id;

/// Slider, buttons and field of a number setting; `helped` with its help in sight under it.
pub fn number_control(state: State, id: P, helped: bool) -> Widget {
    Widget::of(move || {
        provide_context(state);
        view! { <NumberSetting id helped/> }.into_any()
    })
}
