//! The graph with its run, its controls, and what can be focused on it.

use super::controls::{controls, own};
use super::{play, tall, targets};
use crate::figures::Frame;
use crate::ui::figure_frame::{Parts, figure_frame};
use crate::ui::state::State;
use crate::ui::widget::Widget;
use leptos::prelude::*;
use std::sync::Arc;

/// Its name in the page and in file names.
const NAME: &str = "cascade";

/// The figure.
pub fn graph_figure(state: State) -> Widget {
    let frame = RwSignal::new(Frame::new(640, 470));
    let parts = Parts {
        name: NAME,
        overlay: targets::targets(state, frame).and(tall(state, frame, |figures, width| figures.graph.height(width))),
        controls: targets::description(state).and(play::play(state)).and(controls(state)).and(play::rounds(state)),
        reset: Box::new(move || state.reset(&own())),
        pinned: None,
        frame,
    };
    figure_frame(state, &state.cascade.figure(|figures| Arc::clone(&figures.graph) as _), parts)
}
