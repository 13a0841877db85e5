//! Every cause of an error, in every place, as it is spoken.

use super::said::Said;
use cascade_notes::engine::error::{
    BookProblem, Cause, Error, Field, MarketProblem, Number, Part, Range, SolverProblem, TierProblem,
};
use cascade_notes::engine::scenario::{PARAMETERS, Scenario};
use cascade_notes::words::Words;
use cascade_notes::words::errors::{reason, sentence};
use rust_decimal::Decimal;

fn ranges() -> Vec<Range> {
    vec![
        Range::of(&(1.0..=2.0)),
        Range::of(&(1.0..2.0)),
        Range::of(&(1.0..)),
        Range::of(&(..=2.0)),
        Range::of(&(..2.0)),
        Range::of::<f64>(&(..)),
        Range::of(&(std::ops::Bound::Excluded(1.0), std::ops::Bound::Unbounded)),
        Range::of(&(std::ops::Bound::Excluded(1.0), std::ops::Bound::Included(2.0))),
        Range::of(&(std::ops::Bound::Excluded(1.0), std::ops::Bound::Excluded(2.0))),
    ]
}

/// One of each. What a reader typed is repeated in the reader's own letters: here figures.
fn causes() -> Vec<Cause> {
    let (typed, number, lot) = ("12".to_owned(), Number::from(3.0), Decimal::ONE);
    let mut all = vec![
        Cause::Overflow,
        Cause::DivisionByZero,
        Cause::NothingPinned,
        Cause::NoAnswer(Box::new(Cause::Empty.into())),
        Cause::NotPositive,
        Cause::Negative,
        Cause::OutOfOrder { low: number, high: number },
        Cause::NotRising { number: 2 },
        Cause::WrongCount { found: 1, wanted: 2 },
        Cause::Empty,
        Cause::Twice,
        Cause::NotANumber { typed: typed.clone() },
        Cause::NotANumber { typed: String::new() },
        Cause::AmbiguousComma { typed: typed.clone() },
        Cause::TooFine { typed: typed.clone(), digits: 1 },
        Cause::UnknownChoice { typed: typed.clone(), accepted: vec!["1".to_owned(), "2".to_owned()] },
        Cause::UnknownSetting { name: typed.clone() },
        Cause::Repeated { typed: typed.clone() },
        Cause::NotAPair { typed: typed.clone() },
        Cause::TooLong { length: 9, limit: 8 },
        Cause::UnknownVersion { typed, accepted: 1 },
        Cause::RatesTakeAll { percent: number },
        Cause::RateOfSize { percent: number, below: number },
        Cause::MixedSettlement,
        Cause::NoSuchPosition { index: 3, count: 1 },
        Cause::BookTooThin,
        Cause::PriceRanAway,
        Cause::AccountsGone,
        Cause::UnreadableAnswer,
    ];
    for value in [number, Number::from(f64::NAN)] {
        all.extend(ranges().into_iter().map(|range| Cause::OutOfRange { value, range }));
    }
    let tiers = [
        TierProblem::Empty,
        TierProblem::Beginning { floor: lot },
        TierProblem::Rate { tier: 1, rate: lot },
        TierProblem::NotRising { tier: 2 },
    ];
    all.extend(tiers.map(Cause::Tiers));
    use BookProblem::{AnotherPrice, Empty, NoAsk, NoBid, NoPriceOrSize, NotWorse, WrongSide};
    all.extend([Empty, NoBid, NoAsk, NotWorse, NoPriceOrSize, WrongSide, AnotherPrice].map(Cause::Book));
    let market = [
        MarketProblem::NoSuchSymbol,
        MarketProblem::Name { longest: 9 },
        MarketProblem::DepthForms,
        MarketProblem::FamilyNotModelled,
        MarketProblem::NotWholeLots { size: lot, lot },
        MarketProblem::IsolatedHoldsMore,
    ];
    all.extend(market.map(Cause::Market));
    let solver = [
        SolverProblem::TableJumps,
        SolverProblem::OtherSymbols { account: 1 },
        SolverProblem::CoinsOutweigh { account: 1 },
    ];
    all.extend(solver.map(Cause::Solver));
    all
}

fn places() -> Vec<Part> {
    let mut all = vec![
        Part::Symbol { number: 1, name: String::new() },
        Part::Symbol { number: 1, name: "12".to_owned() },
        Part::Account(1),
        Part::Step(1),
        Part::Threshold(1),
        Part::Level(1),
        Part::Bid(1),
        Part::Ask(1),
        Part::Named("12".to_owned()),
    ];
    all.extend(PARAMETERS.iter().map(|p| Part::Setting(p.key)));
    all.extend(Field::ALL.iter().copied().map(Part::Field));
    all
}

/// Each cause, and each place.
pub fn of_errors(words: &'static Words) -> Vec<Said> {
    let causes = causes().into_iter().map(|cause| {
        let place = format!("{cause:?}");
        (place, reason(&cause.into(), words))
    });
    let places = places().into_iter().map(|part| {
        let error = Error::from(Cause::Empty).inside(part.clone());
        (format!("{part:?}"), sentence(&error, words))
    });
    let typed = PARAMETERS
        .iter()
        .flat_map(|p| ["", "9e9", "999999999999"].map(|text| (p.key, Scenario::default().with_typed(p.id, text))));
    let refused = typed.filter_map(|(key, result)| Some((format!("{key} typed"), sentence(&result.err()?, words))));
    causes.chain(places).chain(refused).collect()
}
