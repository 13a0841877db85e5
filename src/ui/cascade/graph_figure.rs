//! The graph with its run, what is cut, its legend and its controls, and what can be focused on it.

use super::controls::{Controls, own};
use super::cut::CutCard;
use super::legend::Legend;
use super::market::Market;
use super::paper::OnPaper;
use super::play::{Play, Rounds};
use super::{tall, targets};
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
    let described = targets::description(state).view();
    // Erased: the types of a whole figure with its settings nest deeper than the compiler looks.
    let run = view! { <Play/> <Legend frame/> <CutCard/> <Rounds/> }.into_any();
    let settings = view! { <Market/> <Controls/> <OnPaper/> }.into_any();
    view! {
        <FigureFrame name=NAME model=state.cascade.figure(|figures| Arc::clone(&figures.graph) as _) frames frame
            reset=move |()| state.reset(&own()) overlay=targets::targets(state, frame).and(tall).view()>
            {described}
            {run}
            {settings}
        </FigureFrame>
    }
    .into_any()
}
