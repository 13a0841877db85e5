//! The graph with its run, what is cut, its legend and its controls, and what can be focused on it.

use super::controls::{Controls, own};
use super::cut::CutCard;
use super::joined::Joined;
use super::legend::Legend;
use super::market::Market;
use super::paper::OnPaper;
use super::play::{Play, Rounds};
use super::targets::{Description, Targets, targets};
use super::{frames, tall};
use crate::figures::cascade::NAME;
use crate::figures::run::RunFigures;
use crate::ui::components::FigureFrame;
use crate::ui::state::State;
use leptos::prelude::*;
use std::sync::Arc;

/// The figure.
#[component]
pub fn GraphFigure() -> impl IntoView {
    let state = expect_context::<State>();
    let height = |figures: &RunFigures, width| figures.graph.height(width);
    let frames = frames(state, height);
    let frame = RwSignal::new(frames.0);
    let (targets, at) = (targets(state, frame), RwSignal::new(None));
    view! {
        <FigureFrame name=NAME model=state.cascade.figure(|figures| Arc::clone(&figures.graph) as _) frames frame
            reset=move |()| state.reset(&own()) tall=tall(state, frame, height)
            overlay=view! { <Targets targets frame at/> }>
            <Description targets at/>
            <Play/>
            <Legend frame/>
            <CutCard/>
            <Rounds/>
            <Market/>
            <Joined/>
            <Controls/>
            <OnPaper/>
        </FigureFrame>
    }
}
