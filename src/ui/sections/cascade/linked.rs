//! The figures beside the graph: prices, the ledger, and the outcome by shock with "you are here".

use super::controls::own;
use super::shock_handle::ShockHandle;
use super::{frames, tall};
use crate::figures::prerender::high;
use crate::figures::run::RunFigures;
use crate::figures::{Figure, Frame, curve, ledger, path};
use crate::ui::components::FigureFrame;
use crate::ui::state::State;
use leptos::prelude::*;
use std::sync::Arc;

/// The heights of the outcome by shock, where there is room and where there is little.
const CURVE: (u32, u32) = (300, 240);

/// The first of two heights, or where there is little room the second.
fn wide_or_narrow((wide, narrow): (u32, u32), width: u32) -> u32 {
    if Frame::new(width, wide).is_narrow() { narrow } else { wide }
}

/// One of these figures: its name, how it is found, how high it wants to be at a width, and what lies over it.
#[component]
fn Linked<O: IntoView + 'static>(
    name: &'static str,
    of: fn(&RunFigures) -> Arc<dyn Figure>,
    height: fn(&RunFigures, u32) -> u32,
    frame: RwSignal<Frame>,
    overlay: O,
) -> impl IntoView {
    let state = expect_context::<State>();
    view! {
        <FigureFrame name model=state.cascade.beside(of) frames=frames(state, height) frame reset=move |()| state.reset(&own())
            tall=tall(state, frame, height) overlay>
            ""
        </FigureFrame>
    }
}

/// Prices, symbol by symbol.
#[component]
pub fn PathFigure() -> impl IntoView {
    let height = |figures: &RunFigures, width| wide_or_narrow(path::draw::heights(figures.path.panels()), width);
    view! { <Linked name=path::NAME of=|figures| Arc::clone(&figures.path) as _ height frame=RwSignal::new(high(CURVE).0) overlay=()/> }
}

/// Who has gained what from whom.
#[component]
pub fn LedgerFigure() -> impl IntoView {
    let height = |_: &RunFigures, width| wide_or_narrow(ledger::HEIGHTS, width);
    view! { <Linked name=ledger::NAME of=|figures| Arc::clone(&figures.ledger) as _ height frame=RwSignal::new(high(CURVE).0) overlay=()/> }
}

/// The outcome by shock. The present shock is dragged across it.
#[component]
pub fn CurveFigure() -> impl IntoView {
    let height = |_: &RunFigures, width| wide_or_narrow(CURVE, width);
    let frame = RwSignal::new(high(CURVE).0);
    view! { <Linked name=curve::NAME of=|figures| Arc::clone(&figures.curve) as _ height frame overlay=view! { <ShockHandle frame/> }/> }
}
