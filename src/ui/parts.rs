//! The parts of the page that the build renders into the places of `index.html`, and that come to life where they stand.

use crate::figures::gap;
use crate::figures::prerender;
use crate::ui::masthead::Masthead;
use crate::ui::notices::Notices;
use crate::ui::sections::{margin, two_prices};
use crate::ui::state::{State, speak};
use crate::words::Words;
use leptos::prelude::*;

/// Where a part stands, and what it is.
pub struct Part {
    /// The attribute that marks its place.
    pub attribute: &'static str,
    /// What the attribute says there.
    pub name: &'static str,
    view: fn() -> AnyView,
}

/// Every one, in the order of the page.
pub const PARTS: [Part; 5] = [
    Part { attribute: "data-island", name: "masthead", view: || view! { <Masthead/> }.into_any() },
    Part { attribute: "data-island", name: "notices", view: || view! { <Notices/> }.into_any() },
    Part { attribute: "data-island", name: "bet", view: || view! { <two_prices::Bet/> }.into_any() },
    Part { attribute: "data-figure", name: gap::NAME, view: || view! { <two_prices::GapFigure/> }.into_any() },
    Part { attribute: "data-island", name: "equity-bet", view: || view! { <margin::Bet/> }.into_any() },
];

/// Every part as the build renders it, with the default settings, in a language.
#[must_use]
pub fn rendered(words: &'static Words) -> Vec<(&'static Part, String)> {
    speak(words);
    Owner::new_root(None).with(|| {
        provide_context(State::new());
        PARTS.iter().map(|part| (part, (part.view)().to_html())).collect()
    })
}

/// Fills a page in a language: what components render, and the rest. Errors: those of [`prerender::page`].
pub fn fill(source: &str, words: &'static Words) -> Result<String, String> {
    let page = prerender::page(source, words)?;
    rendered(words).into_iter().try_fold(page, |page, (part, html)| {
        let mark = format!("{}=\"{}\"", part.attribute, part.name);
        let close = if part.attribute == "data-figure" { "</figure>" } else { "</div>" };
        // Leptos closes its comments as browsers forgive; a validator does not. Both are the same node.
        prerender::inside(&page, &mark, close, &html.replace("<!>", "<!---->"))
    })
}

/// Brings every part to life where it stands; `state` is what they share. Only a browser has anything to bring to life.
#[cfg_attr(not(target_arch = "wasm32"), allow(unused_variables))]
pub fn hydrate(state: State) {
    #[cfg(target_arch = "wasm32")]
    for part in &PARTS {
        if let Some(place) = crate::web::host::place(part.attribute, part.name) {
            let view = move || {
                provide_context(state);
                (part.view)()
            };
            hydrate_from(place, view).forget();
        }
    }
}
