//! From when until when a rule is on record.

use crate::engine::margin::VenueModel;
use crate::words::Words;

/// True where a date is on record, or the rule is our own derivation and has none.
#[must_use]
pub fn is_known(venue: &VenueModel) -> bool {
    venue.derived || venue.as_of.is_some()
}

/// In a cell; a dash where no date is known.
#[must_use]
pub fn in_table(venue: &VenueModel, words: &Words) -> String {
    dates(venue, words).unwrap_or_else(|| words.venues().undated_cell().to_owned())
}

/// Beside the venue's name.
#[must_use]
pub fn in_words(venue: &VenueModel, words: &Words) -> String {
    let w = words.venues();
    match dates(venue, words) {
        Some(dates) if venue.derived => dates,
        Some(dates) => w.on_record(&dates),
        None => w.not_dated().to_owned(),
    }
}

fn dates(venue: &VenueModel, words: &Words) -> Option<String> {
    let w = words.venues();
    match (venue.since, venue.as_of) {
        _ if venue.derived => Some(w.derived().to_owned()),
        (Some(since), Some(until)) if since != until => Some(w.from_until(since, until)),
        (_, Some(date)) => Some(date.to_owned()),
        (_, None) => None,
    }
}
