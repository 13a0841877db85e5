//! Every rule with its date, formula and source, as the page prints it when it is built.

use crate::engine::margin::venue::MODELS;
use crate::figures::html;
use crate::figures::table::{Table, TableRow};
use crate::words::Words;

/// The table, as markup.
#[must_use]
pub fn table(words: &'static Words) -> String {
    let w = words.venues();
    let plain = |text: &str| (text.to_owned(), text.to_owned());
    let row = |m: &crate::engine::margin::VenueModel| {
        let date = m.as_of.unwrap_or(w.date_unknown());
        TableRow {
            head: words.venue(m.id).to_owned(),
            cells: vec![plain(date), plain(m.formula), plain(m.source)],
            here: false,
        }
    };
    let columns = Table::heads(&w.sources_columns());
    html::table(&Table { caption: w.sources(), columns, rows: MODELS.iter().map(row).collect() }, words)
}
