//! A data table in a box that scrolls by itself.

use crate::figures::{Table, html};
use crate::ui::state::words;
use leptos::prelude::*;

/// The table of a figure. Its cells are escaped where its markup is made.
#[component]
pub fn DataTable(#[prop(into)] table: Signal<Option<Table>>) -> impl IntoView {
    let markup =
        move || table.with(|table| table.as_ref().map(|table| html::table(table, words())).unwrap_or_default());
    view! { <div inner_html=markup></div> }
}
