//! Which of a venue's rules a record of some date was made under.
//!
//! A rule has a beginning and an end, and what is known of both is when it was last, or first, on record. Between the last record of one rule
//! and the first of the next nobody knows which held. Source: accounts section 4.

use super::VenueId;
use std::str::FromStr as _;

/// What is on record for a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnRecord {
    /// This rule.
    At(VenueId),
    /// The date lies after the last record of one rule and before the first of the next.
    Between {
        /// The rule before.
        before: VenueId,
        /// The rule after.
        after: VenueId,
    },
    /// The date lies after the last record of the last rule, or no rule says when it held.
    After(VenueId),
}

/// The rule among `rules`, older first, that a record of this moment (milliseconds since 1970, UTC) was made under. An empty list has
/// the generic rule after everything.
#[must_use]
pub fn rule_of(rules: &[VenueId], time: i64) -> OnRecord {
    let month = month_of(time);
    let mut before: Option<VenueId> = None;
    for rule in rules {
        let model = rule.model();
        let Some(until) = model.as_of.and_then(month_of_text) else { continue };
        let since = model.since.and_then(month_of_text);
        if month <= until {
            // One date alone says when a rule held, not that it began then, unless another held before.
            let from = since.or(before.map(|_| until));
            return match (before, from) {
                (Some(before), Some(from)) if month < from => OnRecord::Between { before, after: *rule },
                _ => OnRecord::At(*rule),
            };
        }
        before = Some(*rule);
    }
    OnRecord::After(before.or(rules.last().copied()).unwrap_or(VenueId::Generic))
}

/// Months since year 0 of `2025-05`.
fn month_of_text(text: &str) -> Option<i64> {
    let (year, month) = text.split_once('-')?;
    let month = i64::from_str(month.get(..2)?).ok()?;
    i64::from_str(year).ok()?.checked_mul(12)?.checked_add(month)?.checked_sub(1)
}

/// Months since year 0 of a moment, by the civil calendar.
fn month_of(time: i64) -> i64 {
    let days = time.div_euclid(86_400_000).saturating_add(719_468);
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let leaps = of_era
        .saturating_sub(of_era.div_euclid(1460))
        .saturating_add(of_era.div_euclid(36_524))
        .saturating_sub(of_era.div_euclid(146_096));
    let year = leaps.div_euclid(365);
    let before = year.saturating_mul(365).saturating_add(year.div_euclid(4)).saturating_sub(year.div_euclid(100));
    let of_year = of_era.saturating_sub(before);
    // Counted from March.
    let month = of_year.saturating_mul(5).saturating_add(2).div_euclid(153);
    let year = era.saturating_mul(400).saturating_add(year);
    year.saturating_mul(12).saturating_add(month).saturating_add(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Milliseconds of the first day of a month of 2024 to 2026, counted from 2024-01-01.
    fn day(days_since_2024: i64) -> i64 {
        (19_723 + days_since_2024) * 86_400_000
    }

    #[test]
    fn a_month_is_told_by_the_civil_calendar() {
        for (days, text) in [(0, "2024-01"), (30, "2024-01"), (31, "2024-02"), (59, "2024-02"), (60, "2024-03")] {
            assert_eq!(Some(month_of(day(days))), month_of_text(text), "{days}");
        }
        assert_eq!(Some(month_of(0)), month_of_text("1970-01"));
        assert_eq!(Some(month_of(-1)), month_of_text("1969-12"));
    }

    #[test]
    fn the_rule_of_a_record_is_that_of_its_date_and_no_rule_is_made_up_between() {
        use VenueId::{BybitOld, BybitUnified};
        let rules = [BybitOld, BybitUnified];
        let at = |days| rule_of(&rules, day(days));
        assert_eq!(at(100), OnRecord::At(BybitOld));
        assert_eq!(at(510), OnRecord::At(BybitOld));
        assert_eq!(at(520), OnRecord::Between { before: BybitOld, after: BybitUnified });
        assert_eq!(at(950), OnRecord::At(BybitUnified));
        assert_eq!(at(1060), OnRecord::After(BybitUnified));
        assert_eq!(rule_of(&[], 0), OnRecord::After(VenueId::Generic));
    }
}
