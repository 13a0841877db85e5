//! Every setting that is not beside a figure, in its group.

use crate::engine::scenario::ParameterId as P;
use crate::engine::scenario::parameters::{GROUPS, Group, Kind, PARAMETERS, Parameter, Part};
use crate::ui::components::{ChoiceSetting, NumberSetting, ShownWhile};
use crate::ui::sections::{book, funding, makers, time};
use crate::ui::state::{State, words};
use leptos::either::EitherOf3;
use leptos::prelude::*;

/// Controls that stand beside the other figures, or in the line of the trade.
const BESIDE: [P; 26] = [
    P::Coin,
    P::Entry,
    P::Leverage,
    P::Mark,
    P::Side,
    P::Mode,
    P::Contract,
    P::Table,
    P::OtherSize,
    P::OtherEntry,
    P::OtherMark,
    P::Venue,
    P::CountFees,
    P::CountLiquidationFee,
    P::CountSlippage,
    P::CountFunding,
    P::CountNextTier,
    P::CountBasis,
    P::Accept,
    P::LiquidationFee,
    P::ClosePolicy,
    P::LiquidationFeeBase,
    P::LiquidationFeeTo,
    P::CloseRest,
    P::CloseFund,
    P::CloseWinners,
];

/// True for a setting whose control stands beside a figure, or in the line of the trade.
fn is_beside(id: P) -> bool {
    [&BESIDE[..], &book::OWN, &makers::OWN, &funding::OWN, &time::OWN].iter().any(|own| own.contains(&id))
}

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

/// The settings of a group that stand here.
fn of_group(group: Group) -> impl Iterator<Item = &'static Parameter> {
    PARAMETERS
        .iter()
        .filter(move |p| p.group == group && !is_beside(p.id) && matches!(p.part, Part::Prices | Part::Beside))
}

/// The panel.
#[component]
pub fn SettingsPanel() -> impl IntoView {
    let state = expect_context::<State>();
    let setting = |p: &'static Parameter| match (p.kind, p.id) {
        (Kind::Number(_), id @ P::TierFloor) => {
            EitherOf3::A(view! { <ShownWhile id><NumberSetting id helped=true/></ShownWhile> })
        }
        (Kind::Number(_), id) => EitherOf3::B(view! { <NumberSetting id helped=true/> }),
        (Kind::Choice(_), id) => EitherOf3::C(view! { <ChoiceSetting id/> }),
    };
    let group = |group: Group| {
        view! {
            <fieldset class="group"><legend>{words().group(group)}</legend>{of_group(group).map(setting).collect_view()}</fieldset>
        }
    };
    let groups = GROUPS.into_iter().filter(|group| of_group(*group).next().is_some()).map(group).collect_view();
    view! {
        <div class="groups">{groups}</div>
        <p class="settings-tools">
            <button type="button" class="button" on:click=move |_| state.reset(&ALL)>{words().controls().reset_all()}</button>
        </p>
    }
}
