//! The parts of the page that the build renders into the places of `index.html`, and that come to life where they stand.

use crate::engine::scenario::{Kind, ParameterId};
use crate::figures::{
    account as own_account, bench, book as thin_book, budget, checklist, crowding, curve, drift, drill, equity, gap,
    horizon, ledger, makers, monitor, path, prerender, staircase, terms, venues, waterfall,
};
use crate::ui::components::ScrubNumber;
use crate::ui::masthead::Masthead;
use crate::ui::notices::Notices;
use crate::ui::paper_link::PaperLink;
use crate::ui::sections::{self, account, book, cascade, close, funding, margin, settings, time, two_prices};
use crate::ui::state::{State, speak};
use crate::ui::trade_bar::TradeBar;
use crate::ui::watching::Watching;
use crate::words::Words;
use leptos::prelude::*;

#[cfg(target_arch = "wasm32")]
mod hydration;
#[cfg(target_arch = "wasm32")]
mod late;

/// Where a part stands: every element that carries this attribute with this value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The attribute that marks the place.
    pub attribute: &'static str,
    /// What the attribute says there.
    pub name: &'static str,
}

impl Place {
    const fn island(name: &'static str) -> Self {
        Self { attribute: "data-island", name }
    }

    const fn figure(name: &'static str) -> Self {
        Self { attribute: "data-figure", name }
    }

    /// The attribute as it stands in a tag.
    #[must_use]
    pub fn mark(self) -> String {
        format!("{}=\"{}\"", self.attribute, self.name)
    }

    /// The tag that ends the element. Places of one kind are elements of one kind.
    #[must_use]
    pub fn end(self) -> &'static str {
        match self.attribute {
            "data-figure" => "</figure>",
            "data-bind" => "</output>",
            "data-scrub" => "</span>",
            _ => "</div>",
        }
    }

    /// Words and numbers in the prose stand wherever a writer wants them; anything else has one place.
    #[must_use]
    pub fn is_prose(self) -> bool {
        matches!(self.attribute, "data-bind" | "data-scrub")
    }
}

/// What is done with each part in turn. A part is told by its type: an erased view would carry code that nobody calls.
trait Visit {
    fn part<V: IntoView + 'static>(&mut self, place: Place, view: impl Fn() -> V + Clone + 'static);
}

/// The parts that come to life first, in the order of the page. Need the [`State`] in context.
fn visit(parts: &mut impl Visit) {
    parts.part(Place::island("masthead"), || view! { <Masthead/> });
    parts.part(Place::island("notices"), || view! { <Notices/> });
    parts.part(Place::island("trade"), || view! { <TradeBar/> });
    parts.part(Place::island("bet"), || view! { <two_prices::Bet/> });
    parts.part(Place::figure(gap::NAME), || view! { <two_prices::GapFigure/> });
    parts.part(Place::figure(terms::NAME), || view! { <sections::words::TermsFigure/> });
    parts.part(Place::island("sorting"), || view! { <sections::words::Sorting/> });
    parts.part(Place::figure(checklist::NAME), || view! { <sections::words::ChecklistFigure/> });
    parts.part(Place::island("lists"), || view! { <sections::words::Lists/> });
    parts.part(Place::island("equity-bet"), || view! { <margin::Bet/> });
    parts.part(Place::figure(equity::NAME), || view! { <margin::EquityFigure/> });
    parts.part(Place::figure(venues::NAME), || view! { <sections::venues::VenuesFigure/> });
    parts.part(Place::island("close-bet"), || view! { <close::Bet/> });
    parts.part(Place::figure(waterfall::NAME), || view! { <close::WaterfallFigure/> });
    parts.part(Place::island("makers-bet"), || view! { <sections::makers::Bet/> });
    parts.part(Place::figure(makers::NAME), || view! { <sections::makers::MakersFigure/> });
    parts.part(Place::figure(thin_book::NAME), || view! { <book::BookFigure/> });
    parts.part(Place::figure(thin_book::depths::NAME), || view! { <book::DepthsFigure/> });
    parts.part(Place::island("book-bet"), || view! { <book::Bet/> });
    parts.part(Place::figure(thin_book::cost::NAME), || view! { <book::CostFigure/> });
    parts.part(Place::island("staircase-bet"), || view! { <funding::Bet/> });
    parts.part(Place::figure(staircase::NAME), || view! { <funding::StaircaseFigure/> });
    parts.part(Place::figure(budget::NAME), || view! { <sections::budget::BudgetFigure/> });
    parts.part(Place::island("months"), || view! { <time::Bet/> });
    parts.part(Place::figure(horizon::NAME), || view! { <time::HorizonFigure/> });
    parts.part(Place::figure(horizon::multiples::NAME), || view! { <time::MultiplesFigure/> });
    parts.part(Place::island("narration"), || view! { <cascade::Narration/> });
    parts.part(Place::figure(crate::figures::cascade::NAME), || view! { <cascade::GraphFigure/> });
    parts.part(Place::island("progress"), || view! { <cascade::Progress/> });
    parts.part(Place::figure(curve::NAME), || view! { <cascade::CurveFigure/> });
    parts.part(Place::figure(path::NAME), || view! { <cascade::PathFigure/> });
    parts.part(Place::figure(ledger::NAME), || view! { <cascade::LedgerFigure/> });
    parts.part(Place::island("settings"), || view! { <settings::SettingsPanel/> });
    parts.part(Place::island("term-note"), || view! { <sections::words::Note/> });
    parts.part(Place::island("paper-link"), || view! { <PaperLink/> });
    prose(parts);
}

/// The parts that come later: the reader's own account, and the sections about watching. Need the [`State`] and the [`Watching`] in context.
fn visit_late(parts: &mut impl Visit) {
    parts.part(Place::figure(own_account::NAME), || view! { <account::AccountFigure/> });
    parts.part(Place::island("bring"), || view! { <account::Bring/> });
    parts.part(Place::island("steps"), || view! { <account::Steps/> });
    parts.part(Place::figure(crowding::NAME), || view! { <sections::crowding::CrowdingFigure/> });
    parts.part(Place::island("crowding-bet"), || view! { <sections::crowding::Bet/> });
    parts.part(Place::figure(crowding::trial::NAME), || view! { <sections::crowding::TrialFigure/> });
    parts.part(Place::island("monitor-bet"), || view! { <sections::monitor::Bet/> });
    parts.part(Place::figure(monitor::NAME), || view! { <sections::monitor::MonitorFigure/> });
    parts.part(Place::island("monitor-log"), || view! { <sections::monitor::Log/> });
    parts.part(Place::figure(monitor::runlength::NAME), || view! { <sections::monitor::RunLengthFigure/> });
    parts.part(Place::figure(drift::NAME), || view! { <sections::drift::DriftFigure/> });
    parts.part(Place::figure(drift::comfort::NAME), || view! { <sections::drift::ComfortFigure/> });
    parts.part(Place::figure(bench::NAME), || view! { <sections::bench::BenchFigure/> });
    parts.part(Place::island("bench-rows"), || view! { <sections::bench::Rows/> });
    parts.part(Place::island("drill-card"), || view! { <sections::drill::Card/> });
    parts.part(Place::figure(drill::NAME), || view! { <sections::drill::DrillFigure/> });
    parts.part(Place::island("debrief"), || view! { <sections::drill::Debrief/> });
}

/// Words and numbers of the prose. Those that are a setting of their own can be moved.
fn prose(parts: &mut impl Visit) {
    let state = expect_context::<State>();
    for (name, _) in state.bindings.get_untracked() {
        parts.part(Place { attribute: "data-bind", name }, move || move || state.said(name));
        if let Some(id) = ParameterId::from_key(name).filter(|id| matches!(id.row().kind, Kind::Number(_))) {
            parts.part(Place { attribute: "data-scrub", name }, move || view! { <ScrubNumber id/> });
        }
    }
}

/// A part as the build renders it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// Where it stands.
    pub place: Place,
    /// Its markup.
    pub html: String,
}

impl Visit for Vec<Rendered> {
    fn part<V: IntoView + 'static>(&mut self, place: Place, view: impl Fn() -> V + Clone + 'static) {
        self.push(Rendered { place, html: view().to_html() });
    }
}

/// Every part as the build renders it, with the default settings, in a language.
#[must_use]
pub fn rendered(words: &'static Words) -> Vec<Rendered> {
    speak(words);
    Owner::new_root(None).with(|| {
        let state = State::new();
        provide_context(state);
        provide_context(Watching::new(state));
        let mut all = Vec::new();
        visit(&mut all);
        visit_late(&mut all);
        all
    })
}

/// Fills a page in a language: what components render, and the rest. Errors: those of [`prerender::page`], and a place that no part answers for.
pub fn fill(source: &str, words: &'static Words) -> Result<String, String> {
    let mut page = prerender::page(source, words)?;
    let parts = rendered(words);
    for Rendered { place, html } in &parts {
        if place.is_prose() && !page.contains(&place.mark()) {
            continue;
        }
        // Leptos closes its comments as browsers forgive; a validator does not. Both are the same node.
        page = prerender::inside(&page, &place.mark(), place.end(), &html.replace("<!>", "<!---->"))?;
    }
    for attribute in ["data-bind", "data-scrub"] {
        for name in prerender::named(source, attribute) {
            if !parts.iter().any(|part| part.place.attribute == attribute && part.place.name == name) {
                return Err(format!("index.html asks for {attribute}={name}, which no part answers"));
            }
        }
    }
    Ok(page)
}

#[cfg(target_arch = "wasm32")]
pub use {hydration::hydrate, late::hydrate_late};

/// Brings every part to life where it stands; `state` is what they share. Only a browser has anything to bring to life.
#[cfg(not(target_arch = "wasm32"))]
pub async fn hydrate(_: State, _: &Owner) {}

/// The same for the sections that come later, of which natively only the watch begins. Errors: what they are made of did not come.
#[cfg(not(target_arch = "wasm32"))]
pub async fn hydrate_late(state: State, owner: &Owner) -> Result<(), NotLoaded> {
    owner.with(|| {
        provide_context(Watching::new(state));
        account::watch(state);
        crate::ui::watching::watch(state);
    });
    Ok(())
}

/// A chunk of the program could not be started; what kept it from coming has been said.
#[derive(Debug)]
pub struct NotLoaded;

impl From<leptos::wasm_split::SplitLoaderError> for NotLoaded {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        Self
    }
}
