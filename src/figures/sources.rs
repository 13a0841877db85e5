//! Every rule with its date, formula and source, as the page prints it when it is built.

use crate::engine::margin::VenueModel;
use crate::engine::margin::venue::MODELS;
use crate::figures::html::{self, Piece, Row};
use crate::figures::table::Table;
use crate::figures::venues::record::in_table;
use crate::words::Words;
use std::str::FromStr as _;

/// The table, as markup.
#[must_use]
pub fn table(words: &'static Words) -> String {
    let w = words.venues();
    let plain = |text: &str| vec![Piece::Text(text.to_owned())];
    let row = |m: &VenueModel| Row {
        head: words.venue(m.id).to_owned(),
        cells: vec![plain(&in_table(m, words)), plain(m.formula), source(m, words)],
        here: false,
    };
    let rows: Vec<Row> = MODELS.iter().map(row).collect();
    html::table_of(w.sources(), &Table::heads(&w.sources_columns()), &rows, words)
}

/// What an entry says it rests on; the parts of it that can be read in public are links, each with the day on which it was read.
fn source(model: &VenueModel, words: &'static Words) -> Vec<Piece> {
    let mut rest = model.source;
    let mut pieces = Vec::new();
    for link in model.id.source_links() {
        let Some((before, after)) = rest.split_once(link.words) else { continue };
        let read = words.venues().read_on(&day(link.read, words));
        pieces.extend([
            Piece::Text(before.to_owned()),
            Piece::Link { words: link.words.to_owned(), address: link.address },
            Piece::Text(" ".to_owned()),
            Piece::Day { words: read, day: link.read },
        ]);
        rest = after;
    }
    pieces.push(Piece::Text(rest.to_owned()));
    pieces
}

/// A day as people write it; as it stands where it is none.
fn day(iso: &str, words: &'static Words) -> String {
    let parts: Vec<&str> = iso.split('-').collect();
    let number = |text: &str| usize::from_str(text).ok();
    let written = |year: &str, month: &str, day: &str| {
        let months = words.venues().months();
        let month = number(month)?.checked_sub(1).and_then(|n| months.get(n).copied())?;
        Some(words.venues().day(&number(day)?.to_string(), month, year))
    };
    match parts[..] {
        [year, month, day] => written(year, month, day).unwrap_or_else(|| iso.to_owned()),
        _ => iso.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::margin::VenueId;
    use crate::words::english;

    #[test]
    fn a_day_is_written_out() {
        assert_eq!(day("2026-11-27", english()), "27 November 2026");
        assert_eq!(day("2026-03-01", english()), "1 March 2026");
        for none in ["2026-13-01", "2026-00-01", "2026", "", "of old"] {
            assert_eq!(day(none, english()), none);
        }
    }

    #[test]
    fn what_can_be_read_is_a_link_with_its_day_and_the_rest_are_words() {
        let table = table(english());
        let links: usize = MODELS.iter().map(|model| model.id.source_links().len()).sum();
        assert!(links > 12, "{links}");
        assert_eq!(table.matches("<a href=\"https://").count(), links);
        assert_eq!(table.matches("<time datetime=\"2026-11-27\">(read 27 November 2026)</time>").count(), links);
        let text = |m: &VenueModel| -> String {
            source(m, english())
                .into_iter()
                .filter_map(|piece| match piece {
                    Piece::Text(words) | Piece::Link { words, .. } => Some(words),
                    Piece::Day { .. } => None,
                })
                .collect()
        };
        for model in &MODELS {
            assert_eq!(text(model).replace(' ', ""), model.source.replace(' ', ""));
        }
        assert_eq!(
            source(&VenueId::Generic.model(), english()),
            [Piece::Text("the algebra of family A, no venue".to_owned())]
        );
    }
}
