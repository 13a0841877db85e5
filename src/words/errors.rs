//! Errors as sentences: what is wrong, where, and what is accepted. The engine says it in values; here it is said to a reader.

use super::{NumberFormat, Words, joined};
use crate::engine::error::{
    BookProblem, Cause, Error, FileProblem, MarketProblem, MonitorProblem, Number, Part, Place, Range, SolverProblem,
    StepProblem, TierProblem,
};
use crate::engine::scenario::ParameterId;
use rust_decimal::Decimal;
use std::ops::Bound;

/// Prices stay within e to the power of so much, either way, of their start.
const FARTHEST: usize = 30;

/// An error with its place, for whoever does not see where it stands.
#[must_use]
pub fn sentence(error: &Error, words: &Words) -> String {
    let (place, reason) = (place(&error.place, words), reason(error, words));
    if place.is_empty() { reason } else { words.errors().at(&place, &reason) }
}

/// The sentence without the place, for a message that stands beside it.
#[must_use]
pub fn reason(error: &Error, words: &Words) -> String {
    let (w, n) = (words.errors(), words.numbers());
    let count = |number: usize| n.whole(number);
    match &error.cause {
        Cause::Overflow => w.overflow().to_owned(),
        Cause::NoAnswer(why) => w.no_answer(&sentence(why, words)),
        Cause::NothingPinned => w.nothing_pinned().to_owned(),
        Cause::DivisionByZero => w.division_by_zero().to_owned(),
        Cause::NotPositive => w.not_positive().to_owned(),
        Cause::Negative => w.negative().to_owned(),
        Cause::OutOfRange { value, range } => {
            let accepted = accepted(range, unit(&error.place, words), words);
            match number(*value, n) {
                Some(value) => w.out_of_range(&accepted, &value),
                None => w.not_finite(&accepted),
            }
        }
        Cause::OutOfOrder { low, high } => w.out_of_order(&shown(*high, n), &shown(*low, n)),
        Cause::NotRising { number } => w.not_rising(&count(*number)),
        Cause::WrongCount { found, wanted } => w.wrong_count(&count(*found), &count(*wanted)),
        Cause::Empty => w.empty().to_owned(),
        Cause::Twice => w.twice().to_owned(),
        Cause::Tiers(problem) => w.tiers(&tiers(*problem, words)),
        Cause::RatesTakeAll { percent } => {
            w.rates_take_all(&n.percent(&n.whole(100_u32)), &n.percent(&shown(*percent, n)))
        }
        Cause::RateOfSize { percent, below } => w.rate_of_size(&shown(*below, n), &n.percent(&shown(*percent, n))),
        Cause::MixedSettlement => w.mixed_settlement().to_owned(),
        Cause::NoSuchPosition { index, count: held } => {
            w.no_such_position(&count(*held), &count(index.saturating_add(1)))
        }
        Cause::Book(problem) => w.book(book(*problem, words)),
        Cause::BookTooThin => w.book_too_thin().to_owned(),
        Cause::Market(problem) => market(*problem, words),
        Cause::Solver(problem) => solver(*problem, words),
        Cause::PriceRanAway => w.price_ran_away(&count(FARTHEST)),
        Cause::AccountsGone => w.accounts_gone().to_owned(),
        Cause::UnreadableAnswer => w.unreadable_answer().to_owned(),
        Cause::OtherVersion => w.other_version().to_owned(),
        Cause::DocumentNotRun => w.document_not_run().to_owned(),
        Cause::File(problem) => file(problem, words),
        Cause::Step(problem) => step(*problem, words),
        Cause::NoFixedPoint => w.no_fixed_point().to_owned(),
        Cause::Monitor(problem) => monitor(*problem, words).to_owned(),
        read => typed(read, words),
    }
}

/// What a reader typed, or a link held.
fn typed(cause: &Cause, words: &Words) -> String {
    let (w, n) = (words.errors(), words.numbers());
    // A number that shows how one is written.
    let example = || n.whole(12_u32);
    match cause {
        Cause::NotANumber { typed } if typed.is_empty() => w.nothing_typed(&example()),
        Cause::NotANumber { typed } => w.not_a_number(&example(), typed),
        Cause::AmbiguousComma { typed } => w.ambiguous_comma(typed),
        Cause::TooFine { typed, digits } => w.too_fine(&n.exact(Decimal::from(*digits)), typed),
        Cause::UnknownChoice { typed, accepted } => w.unknown_choice(&joined(accepted, w.or()), typed),
        Cause::UnknownSetting { name } => w.unknown_setting(name),
        Cause::Repeated { typed } => w.repeated(typed),
        Cause::NotAPair { typed } => w.not_a_pair(typed),
        Cause::TooLong { length, limit } => w.too_long(&n.ungrouped(*length), &n.ungrouped(*limit)),
        Cause::UnknownVersion { typed, accepted } => w.unknown_version(&n.exact(Decimal::from(*accepted)), typed),
        _ => String::new(),
    }
}

fn tiers(problem: TierProblem, words: &Words) -> String {
    let (w, n) = (words.errors(), words.numbers());
    match problem {
        TierProblem::Empty => w.tiers_empty().to_owned(),
        TierProblem::Beginning { floor } => w.tiers_begin(&n.exact(floor)),
        TierProblem::Rate { tier, rate } => w.tiers_rate(&n.exact(rate), &n.whole(tier)),
        TierProblem::NotRising { tier } => w.tiers_fall(&n.whole(tier)),
    }
}

fn book(problem: BookProblem, words: &Words) -> &'static str {
    let w = words.errors();
    match problem {
        BookProblem::Empty => w.book_empty(),
        BookProblem::NoBid => w.book_no_bid(),
        BookProblem::NoAsk => w.book_no_ask(),
        BookProblem::NotWorse => w.book_not_worse(),
        BookProblem::NoPriceOrSize => w.book_no_size(),
        BookProblem::WrongSide => w.book_wrong_side(),
        BookProblem::AnotherPrice => w.book_elsewhere(),
    }
}

fn market(problem: MarketProblem, words: &Words) -> String {
    let (w, n) = (words.errors(), words.numbers());
    match problem {
        MarketProblem::NoSuchSymbol => w.no_such_symbol().to_owned(),
        MarketProblem::Name { longest } => w.bad_name(&n.whole(longest)),
        MarketProblem::DepthForms => w.depth_forms().to_owned(),
        MarketProblem::FamilyNotModelled => w.family_not_modelled().to_owned(),
        MarketProblem::NotWholeLots { size, lot } => w.not_whole_lots(&n.exact(lot), &n.exact(size)),
        MarketProblem::IsolatedHoldsMore => w.isolated_holds_more().to_owned(),
    }
}

fn step(problem: StepProblem, words: &Words) -> String {
    let (w, n) = (words.errors(), words.numbers());
    match problem {
        StepProblem::NothingOpen => w.step_nothing_open().to_owned(),
        StepProblem::AlreadyOpen => w.step_already_open().to_owned(),
        StepProblem::NotLess { size, held } => w.step_not_less(&n.exact(held), &n.exact(size)),
        StepProblem::NotMore { size, held } => w.step_not_more(&n.exact(held), &n.exact(size)),
        StepProblem::NotEnough { needed, free } => w.step_not_enough(&n.exact(free), &n.exact(needed)),
        StepProblem::NoMarginOfItsOwn => w.step_no_margin().to_owned(),
        StepProblem::TooMuchTaken { most } => w.step_too_much_taken(&n.exact(most)),
        StepProblem::LeverageAboveBracket { leverage, most, notional } => {
            w.step_leverage(&n.exact(leverage), &n.exact(most), &n.exact(notional))
        }
    }
}

fn file(problem: &FileProblem, words: &Words) -> String {
    let (w, n) = (words.errors(), words.numbers());
    match problem {
        FileProblem::NotJson { line, column } => w.file_not_json(&n.whole(*column), &n.whole(*line)),
        FileProblem::NoValue => w.file_no_value().to_owned(),
        FileProblem::UnknownShape { names } if names.is_empty() => w.file_unknown().to_owned(),
        FileProblem::UnknownShape { names } => w.file_unknown_shape(&joined(names, w.between())),
        FileProblem::TooLarge { typed } => w.file_too_large(typed),
        FileProblem::NotAMoment { typed } => w.file_not_a_moment(typed),
        FileProblem::Missing => w.file_missing().to_owned(),
        FileProblem::NoSide { typed } => w.file_no_side(typed),
        FileProblem::ContractSize => w.file_contract_size().to_owned(),
        FileProblem::Columns { found, wanted } => w.file_columns(&n.whole(*found), &n.whole(*wanted)),
        FileProblem::NotText => w.file_not_text().to_owned(),
        FileProblem::NoRows => w.file_no_rows().to_owned(),
    }
}

fn monitor(problem: MonitorProblem, words: &Words) -> &'static str {
    let w = words.errors();
    match problem {
        MonitorProblem::NeverAlarms => w.never_alarms(),
        MonitorProblem::NoSuchLimit => w.no_such_limit(),
        MonitorProblem::BrokenState => w.broken_state(),
    }
}

fn solver(problem: SolverProblem, words: &Words) -> String {
    let (w, n) = (words.errors(), words.numbers());
    match problem {
        SolverProblem::TableJumps => w.table_jumps().to_owned(),
        SolverProblem::OtherSymbols { account } => w.other_symbols(&n.whole(account)),
        SolverProblem::CoinsOutweigh { account } => w.coins_outweigh(&n.whole(account)),
    }
}

/// The way to what a cause speaks of, as a reader knows it.
#[must_use]
pub fn place(place: &Place, words: &Words) -> String {
    let (w, n) = (words.parts(), words.numbers());
    let names = place.0.iter().map(|part| match part {
        Part::Setting(key) => {
            ParameterId::from_key(key).map_or_else(String::new, |id| words.parameter(id).label.to_owned())
        }
        Part::Field(field) => words.fields().find(&[field.key()]).unwrap_or_default().to_owned(),
        Part::Symbol { number, name } if name.is_empty() => w.symbol(&n.whole(*number)),
        Part::Symbol { number, name } => w.named_symbol(name, &n.whole(*number)),
        Part::Account(number) => w.account(&n.whole(*number)),
        Part::Step(number) => w.step(&n.whole(*number)),
        Part::Threshold(number) => w.threshold(&n.whole(*number)),
        Part::Level(number) => w.level(&n.whole(*number)),
        Part::Bid(number) => w.bid(&n.whole(*number)),
        Part::Ask(number) => w.ask(&n.whole(*number)),
        Part::Line(number) => w.line(&n.whole(*number)),
        Part::Row(number) => w.row(&n.whole(*number)),
        Part::Named(name) => name.clone(),
    });
    joined(names, words.errors().between())
}

/// The unit of the setting at a place.
fn unit(place: &Place, words: &Words) -> &'static str {
    place.setting().and_then(ParameterId::from_key).map_or("", |id| words.unit(id))
}

/// What is accepted of a number; the unit stands with the last.
fn accepted(range: &Range, unit: &str, words: &Words) -> String {
    use Bound::{Excluded, Included, Unbounded};
    let (w, n) = (words.ranges(), words.numbers());
    let last = |number| n.with_unit(&shown(number, n), unit);
    match (range.from, range.to) {
        (Included(from), Included(to)) => w.between(&shown(from, n), &last(to)),
        (Included(from), Excluded(to)) => w.below_end(&shown(from, n), &last(to)),
        (Excluded(from), Included(to)) => w.after_start(&shown(from, n), &last(to)),
        (Excluded(from), Excluded(to)) => w.inside(&shown(from, n), &last(to)),
        (Included(from), Unbounded) => w.from(&last(from)),
        (Excluded(from), Unbounded) => w.above(&last(from)),
        (Unbounded, Included(to)) => w.up_to(&last(to)),
        (Unbounded, Excluded(to)) => w.below(&last(to)),
        (Unbounded, Unbounded) => w.any().to_owned(),
    }
}

/// A number, or the word for one that is not known.
fn shown(value: Number, format: NumberFormat) -> String {
    number(value, format).unwrap_or_else(|| format.not_known().to_owned())
}

fn number(value: Number, format: NumberFormat) -> Option<String> {
    match value {
        Number::Exact(value) => Some(format.exact(value)),
        Number::Float(value) => format.float(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::error::{Field, above_zero, within};
    use crate::engine::scenario::Scenario;
    use crate::words::{FieldsWords, english};
    use std::collections::BTreeSet;

    fn said(error: &Error) -> String {
        sentence(error, english()).replace('\u{a0}', " ")
    }

    #[test]
    fn a_refused_value_says_what_is_accepted() {
        let typed = |id, text| said(&Scenario::default().with_typed(id, text).unwrap_err());
        assert_eq!(typed(ParameterId::Leverage, "500"), "Leverage: 500 is outside the range; 1 to 125 × is accepted.");
        assert_eq!(typed(ParameterId::Side, "up"), "Side: “up” is not one of the choices; accepted: long, short.");
        let why = Box::new(Error::at(ParameterId::Size, Cause::Overflow));
        assert_eq!(
            said(&Cause::NoAnswer(why).into()),
            "these settings have no answer together: Size: the amounts grow past 28 digits; a smaller size, price or rate is accepted."
        );
    }

    #[test]
    fn numbers_that_are_none_are_not_called_numbers() {
        for bad in [f64::NAN, f64::INFINITY] {
            let error = above_zero(Field::Lot, bad).unwrap_err();
            assert_eq!(said(&error), "lot: this is not a finite number; a number above 0 is accepted.");
        }
        let price = within(Field::Price, 0.0, 1e-200..=1e200).unwrap_err();
        assert_eq!(said(&price), "price: 0 is outside the range; 1.0 × 10^\u{2212}200 to 1.0 × 10^200 is accepted.");
    }

    #[test]
    fn every_field_has_its_name_and_no_name_is_left_over() {
        let wanted: BTreeSet<&str> = Field::ALL.iter().map(|field| field.key()).collect();
        assert_eq!(FieldsWords::keys().collect::<BTreeSet<_>>(), wanted);
    }
}
