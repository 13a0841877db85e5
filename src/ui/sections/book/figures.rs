//! The three figures: the ladder with its handles, the cost by size, and the same close in three books.

use super::controls::Controls;
use super::handles::Handles;
use crate::engine::scenario::{Kind, ParameterId as P};
use crate::figures::book::{self, cost, depths};
use crate::figures::prerender::high;
use crate::figures::{Figure, Frame};
use crate::ui::components::{ChartHandle, FigureFrame, FigureModel};
use crate::ui::state::{State, words};
use crate::words::errors::sentence;
use leptos::prelude::*;
use std::sync::Arc;

/// What the figures' Reset puts back.
pub const OWN: [P; 10] = [
    P::Size,
    P::Book,
    P::Slippage,
    P::DepthOnePercent,
    P::Depth1,
    P::Depth2,
    P::Depth3,
    P::Depth4,
    P::Depth5,
    P::Depth6,
];

/// A figure of the book, or why there is none.
fn model(state: State, figure: fn(Arc<book::BookFigure>) -> Arc<dyn Figure>) -> Signal<FigureModel> {
    Signal::derive(move || state.book.get().map(figure).map_err(|error| sentence(&error, words())))
}

/// What a figure of the book says, or nothing.
pub fn asked<T: Default>(state: State, ask: impl Fn(&book::BookFigure) -> T) -> T {
    state.book.with(|book| book.as_ref().map(|book| ask(book)).unwrap_or_default())
}

/// True where the book is a ladder, whose levels can be dragged.
pub fn is_ladder(state: State) -> bool {
    asked(state, |book| book.is_ladder)
}

/// The ladder.
#[component]
pub fn BookFigure() -> impl IntoView {
    let state = expect_context::<State>();
    let frames = high(book::HEIGHTS);
    let frame = RwSignal::new(frames.0);
    view! {
        <FigureFrame name=book::NAME model=model(state, |book| book) frames frame reset=move |()| state.reset(&OWN)
            overlay=view! { <Handles frame/> }>
            <Controls/>
        </FigureFrame>
    }
}

/// What a close costs by its size, which is dragged on the chart.
#[component]
pub fn CostFigure() -> impl IntoView {
    let state = expect_context::<State>();
    let (frames, frame) = (cost::FRAMES, RwSignal::new(cost::FRAMES.0));
    view! {
        <FigureFrame name=cost::NAME model=model(state, |book| Arc::clone(&book.cost) as _) frames frame reset=move |()| state.reset(&OWN)
            overlay=view! { <SizeHandle frame/> }>
            ""
        </FigureFrame>
    }
}

/// The same close in three books.
#[component]
pub fn DepthsFigure() -> impl IntoView {
    let state = expect_context::<State>();
    let frames = depths::FRAMES;
    view! {
        <FigureFrame name=depths::NAME model=model(state, |book| Arc::clone(&book.depths) as _) frames frame=RwSignal::new(frames.0)
            reset=move |()| state.reset(&OWN) overlay=()>
            ""
        </FigureFrame>
    }
}

/// The handle of the size.
#[component]
fn SizeHandle(frame: RwSignal<Frame>) -> impl IntoView {
    let state = expect_context::<State>();
    let Kind::Number(number) = P::Size.row().kind else { return None };
    let span = Signal::derive(move || {
        let frame = frame.get();
        asked(state, |book| cost::plot(&book.cost, words(), frame).area.across())
    });
    // A size beyond the picture stands at its end.
    let at = move || {
        let frame = frame.get();
        asked(state, |book| {
            let plot = cost::plot(&book.cost, words(), frame);
            format!("{}px", libm::floor(plot.x.at(book.coins.get().min(book.cost.last))))
        })
    };
    let value_at = move |part: f64| {
        let book = state.book.get_untracked().ok()?;
        Some(cost::coins_at(&book.cost, part).max(number.min))
    };
    let most = move || asked(state, |book| book.cost.last.max(book.coins.get()).round_dp(4).to_string());
    let said = move || {
        asked(state, |book| {
            let coins = book.coins.get();
            let (number, unit) = (crate::figures::numbers::exact(coins, words()), words().unit_of(P::Size, coins));
            let size = words().numbers().with_unit(&number, &unit);
            format!("{size}{}{}", words().lists().comma(), book.cost_in_words(words()))
        })
    };
    let now = move || asked(state, |book| book.coins.get().to_string());
    Some(view! {
        <ChartHandle setting=P::Size name=words().close_cost().handle() span at=Signal::derive(at) value_at=Callback::new(value_at)
            most=Signal::derive(most)            now=Signal::derive(now) said=Signal::derive(said)/>
    })
}
