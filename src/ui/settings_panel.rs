//! Every setting that is not beside a figure, in its group.

use crate::engine::scenario::ParameterId as P;
use crate::engine::scenario::parameters::{GROUPS, Kind, PARAMETERS, Part};
use crate::ui::live::on;
use crate::ui::state::{State, words};
use crate::ui::widget::Widget;
use crate::ui::widgets::{choice_control, number_control, shown_while};
use crate::web::piece::Piece;

/// Controls that stand beside a figure.
const BESIDE_FIGURES: [P; 36] = [
    P::Days,
    P::Leverage,
    P::FundingRate,
    P::Mark,
    P::Side,
    P::Mode,
    P::Contract,
    P::Table,
    P::FreeBalance,
    P::OtherSize,
    P::OtherEntry,
    P::OtherMark,
    P::VenueRates,
    P::Venue,
    P::CountFees,
    P::CountLiquidationFee,
    P::CountSlippage,
    P::CountFunding,
    P::CountNextTier,
    P::CountBasis,
    P::Accept,
    P::LiquidationFee,
    P::Slippage,
    P::Book,
    P::DepthOnePercent,
    P::Depth1,
    P::Depth2,
    P::Depth3,
    P::Depth4,
    P::Depth5,
    P::Depth6,
    P::AddedMargin,
    P::AddedDay,
    P::Volatility,
    P::Drift,
    P::Seed,
];

/// Every setting, for a reset of all.
pub const ALL: [P; PARAMETERS.len()] = {
    let mut all = [P::Side; PARAMETERS.len()];
    let mut n = 0;
    while n < PARAMETERS.len() {
        #[allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
        {
            all[n] = PARAMETERS[n].id;
            n += 1;
        }
    }
    all
};

/// The panel.
pub fn settings_panel(state: State) -> Widget {
    let w = words();
    let group = |group| {
        let mine = PARAMETERS.iter().filter(|p| {
            p.group == group && !BESIDE_FIGURES.contains(&p.id) && matches!(p.part, Part::Prices | Part::Beside)
        });
        let mut controls = mine.map(|p| match (p.kind, p.id) {
            (Kind::Number(_), id @ P::TierFloor) => shown_while(state, id, number_control(state, id, true)),
            (Kind::Number(_), id) => number_control(state, id, true),
            (Kind::Choice(_), id) => choice_control(state, id),
        });
        let controls = Widget::all(&mut controls);
        if controls.html().is_empty() {
            return controls;
        }
        controls.within(&format!("<fieldset class=\"group\"><legend>{}</legend>", w.group(group)), "</fieldset>")
    };
    let groups = Widget::all(&mut GROUPS.into_iter().map(group));
    let inside = format!(
        "<div class=\"groups\">{}</div><p class=\"settings-tools\"><button type=\"button\" class=\"button\" data-part=\"reset\">{}</button></p>",
        groups.html(),
        w.controls().reset_all()
    );
    let wake = move |root: Piece| root.part("reset").on("click", on(move |_| state.reset(&ALL)));
    Widget::new("div", &inside, wake).holding(groups)
}
