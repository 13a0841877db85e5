//! How far the work is, for runs that take a moment: a bar, a way to stop it, and what failed.

use super::Work;
use crate::ui::live::{effect, on};
use crate::ui::state::{State, words};
use crate::ui::widget::Widget;
use crate::words::Count;

use leptos::prelude::*;
use rust_decimal::Decimal;

/// The line under the graph.
pub fn progress(state: State) -> Widget {
    let w = words().play();
    let inside = format!(
        "<span data-part=\"said\" role=\"status\"></span><progress data-part=\"bar\" max=\"100\" aria-label=\"{}\"></progress>\
        <button type=\"button\" class=\"button\" data-part=\"stop\" data-act=\"stop\">{}</button>\
        <button type=\"button\" class=\"button\" data-part=\"again\" data-act=\"again\">{}</button>",
        w.progress(),
        w.stop(),
        w.again()
    );
    Widget::new("div class=\"work\" hidden", &inside, move |root| {
        let (said, bar, stop, again) = (root.part("said"), root.part("bar"), root.part("stop"), root.part("again"));
        let whole = root.clone();
        effect(move || {
            let work = state.cascade.work.get();
            let busy = matches!(work, Work::Busy(..));
            whole.flag("hidden", work == Work::Done);
            bar.flag("hidden", !busy);
            stop.flag("hidden", !busy);
            again.flag("hidden", !matches!(work, Work::Stopped | Work::Failed(_)));
            again.text(if matches!(work, Work::Failed(_)) { w.try_again() } else { w.again() });
            match work {
                Work::Done => said.text(""),
                Work::Stopped => said.text(w.stopped()),
                Work::Failed(why) => said.text(&w.failed(&why)),
                Work::Busy(stage, part, closed) => {
                    let whole = |value: f64| -> u32 {
                        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                        let whole = value.clamp(0.0, 4e9) as u32;
                        whole
                    };
                    let stage = whole(stage) as usize;
                    let (closed, stages) = (whole(closed), w.stages());
                    let grouped = words().numbers().grouped(Decimal::from(closed), 0);
                    let closed = Count::of(closed.into(), &grouped);
                    // Only the part of drawing and of other shocks is known beforehand.
                    if part > 0.0 {
                        bar.set("value", &whole(part * 100.0).to_string());
                    } else {
                        bar.flag("value", false);
                    }
                    said.text(&match stage {
                        0 => stages.drawing().to_owned(),
                        1 => stages.ordering().to_owned(),
                        2 => stages.running(closed),
                        3 => stages.branching().to_owned(),
                        4 => stages.without_cut(closed),
                        _ => stages.curve().to_owned(),
                    });
                }
            }
        });
        root.on(
            "click",
            on(move |e| match e.act().as_str() {
                "stop" => state.cascade.work.set(Work::Stopped),
                "again" => state.cascade.ask_again(),
                _ => {}
            }),
        );
    })
}
