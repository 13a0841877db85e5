//! The graph with its run, its controls, and what can be focused on it.

use super::controls::{controls, own};
use super::{play, tall, targets};
use crate::figures::prerender::high;
use crate::ui::components::FigureFrame;
use crate::ui::state::State;
use leptos::prelude::*;
use std::sync::Arc;

/// Its name in the page and in file names.
const NAME: &str = "cascade";

/// The figure.
pub fn graph_figure(state: State) -> AnyView {
    let frames = high((470, 470));
    let frame = RwSignal::new(frames.0);
    let tall = tall(state, frame, |figures, width| figures.graph.height(width));
    let controls = targets::description(state).and(play::play(state)).and(controls(state)).and(play::rounds(state));
    let controls = controls.view();
    view! {
        <FigureFrame name=NAME model=state.cascade.figure(|figures| Arc::clone(&figures.graph) as _) frames frame
            reset=move |()| state.reset(&own()) overlay=targets::targets(state, frame).and(tall).view()>
            {controls}
        </FigureFrame>
    }
    .into_any()
}
