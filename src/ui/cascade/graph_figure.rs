//! The graph with its run, its controls, and what can be focused on it.

use super::controls::{OWN, controls};
use super::{play, targets};
use crate::engine::Error;
use crate::figures::{CascadeFigure, Figure, Frame};
use crate::ui::figure_frame::{Model, Parts, figure_frame};
use crate::ui::live::{effect, live};
use crate::ui::state::State;
use crate::ui::widget::Widget;
use leptos::prelude::*;
use std::sync::Arc;

/// The figure.
pub fn graph_figure(state: State) -> Widget {
    let model: Model = live(move || -> Result<Arc<dyn Figure>, Error> {
        Ok(Arc::<CascadeFigure>::clone(&state.cascade.views.get()?.graph))
    });
    let frame = RwSignal::new(Frame::new(640, 470));
    let parts = Parts {
        name: "cascade",
        overlay: targets::targets(state, frame).and(tall(state, frame)),
        controls: targets::description(state, frame).and(play::play(state)).and(controls(state)),
        reset: Box::new(move || state.reset(&OWN)),
        pinned: None,
        frame,
    };
    figure_frame(state, &model, parts)
}

/// Makes the picture as high as the graph needs for the width it has.
fn tall(state: State, frame: RwSignal<Frame>) -> Widget {
    Widget::new("div hidden", "", move |root| {
        let figure = root.around("figure");
        effect(move || {
            if let Ok(views) = state.cascade.views.get() {
                figure.property("--tall", &format!("{}px", views.graph.height(frame.get().width)));
            }
        });
    })
}
