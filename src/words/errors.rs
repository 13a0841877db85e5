//! Errors as sentences: what is wrong, where, and what is accepted. The engine says it in values; here it is said to a reader.

use crate::engine::error::{
    BookProblem, Cause, Error, Field, MarketProblem, Number, Part, Place, Range, SolverProblem, TierProblem,
};
use crate::engine::scenario::ParameterId;
use crate::engine::scenario::number::{exact, grouped};
use crate::words::Words;
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive as _;
use std::ops::Bound;

/// An error with its place, for whoever does not see where it stands.
#[must_use]
pub fn sentence(error: &Error, words: &Words) -> String {
    let place = place(&error.place, words);
    if place.is_empty() { reason(error, words) } else { format!("{place}: {}", reason(error, words)) }
}

/// The sentence without the place, for a message that stands beside it.
#[must_use]
pub fn reason(error: &Error, words: &Words) -> String {
    match &error.cause {
        Cause::Overflow => "the amounts grow past 28 digits; a smaller size, price or rate is accepted.".to_owned(),
        Cause::NoAnswer(why) => format!("these settings have no answer together: {}", sentence(why, words)),
        Cause::NothingPinned => "nothing is pinned to compare with.".to_owned(),
        Cause::DivisionByZero => "this would divide by zero; a value above zero is accepted.".to_owned(),
        Cause::NotPositive => "this must be above zero.".to_owned(),
        Cause::Negative => "this must not be below zero.".to_owned(),
        Cause::OutOfRange { value, range } => {
            let unit = unit(&error.place);
            let gap = if unit.is_empty() { "" } else { " " };
            let accepted = format!("{}{gap}{unit}", accepted(range));
            match number(*value) {
                Some(value) => format!("{value} is outside the range; {accepted} is accepted."),
                None => format!("this is not a finite number; {accepted} is accepted."),
            }
        }
        Cause::OutOfOrder { low, high } => {
            format!("{} is above the most, {}; at most the most is accepted.", shown(*low), shown(*high))
        }
        Cause::NotRising { number } => {
            format!("number {number} does not rise above the one before it; rising numbers are accepted.")
        }
        Cause::WrongCount { found, wanted } => format!("there are {found}; {wanted}, one a symbol, is accepted."),
        Cause::Empty => "there is none; at least one is accepted.".to_owned(),
        Cause::Twice => "it stands here twice; one entry is accepted.".to_owned(),
        Cause::NotANumber { .. }
        | Cause::AmbiguousComma { .. }
        | Cause::TooFine { .. }
        | Cause::UnknownChoice { .. }
        | Cause::UnknownSetting { .. }
        | Cause::Repeated { .. }
        | Cause::NotAPair { .. }
        | Cause::TooLong { .. }
        | Cause::UnknownVersion { .. } => typed(&error.cause),
        Cause::Tiers(problem) => {
            format!("{}; tiers begin at 0, floors and rates rise, and rates lie between 0 and 1.", tiers(*problem))
        }
        Cause::RatesTakeAll { percent } => format!(
            "maintenance, fees and slippage add up to {} % of the position; less than 100 % is accepted.",
            shown(*percent)
        ),
        Cause::MixedSettlement => {
            "these contracts settle in two currencies; all linear or all inverse is accepted.".to_owned()
        }
        Cause::NoSuchPosition { index, count } => {
            format!("position {} is asked for; this account holds {count}.", index.saturating_add(1))
        }
        Cause::Book(problem) => {
            format!("{}; at least one level, asks rising and bids falling in price, is accepted.", book(*problem))
        }
        Cause::BookTooThin => {
            "the order is larger than all that this book holds; a smaller order or a deeper book is accepted.".to_owned()
        }
        Cause::Market(problem) => market(*problem),
        Cause::Solver(problem) => solver(*problem),
        Cause::PriceRanAway => "forced orders and shock carry the price beyond e^-30 to e^30 of its start; a deeper book, or fewer contracts against it, is accepted.".to_owned(),
        Cause::AccountsGone => "the accounts are gone; a question asked again is accepted.".to_owned(),
        Cause::UnreadableAnswer => "the answer cannot be read; an answer of this version is accepted.".to_owned(),
    }
}

/// What a reader typed, or a link held.
fn typed(cause: &Cause) -> String {
    match cause {
        Cause::NotANumber { typed } if typed.is_empty() => {
            "nothing is typed here; a number such as 12 is accepted.".to_owned()
        }
        Cause::NotANumber { typed } => {
            format!("“{typed}” is not a number; digits with at most one point are accepted, such as 12.")
        }
        Cause::AmbiguousComma { typed } => format!(
            "“{typed}” has a comma that could mean two things; write 1,000 for a thousand and 1.5 for one and a half."
        ),
        Cause::TooFine { typed, digits } => {
            format!("“{typed}” is finer than this setting keeps; at most {digits} digits after the point are accepted.")
        }
        Cause::UnknownChoice { typed, accepted } => {
            format!("“{typed}” is not one of the choices; accepted: {}.", accepted.join(", "))
        }
        Cause::UnknownSetting { name } => format!("“{name}” is not a setting of this page; it was left out."),
        Cause::Repeated { typed } => {
            format!("given more than once; the first value was used and “{typed}” was not.")
        }
        Cause::NotAPair { typed } => format!("“{typed}” is not of the form name=value; it was left out."),
        Cause::TooLong { length, limit } => {
            format!("this is {length} characters long; at most {limit} are accepted.")
        }
        Cause::UnknownVersion { typed, accepted } => {
            format!("version “{typed}” is not known here; version {accepted} is accepted.")
        }
        _ => String::new(),
    }
}

fn tiers(problem: TierProblem) -> String {
    match problem {
        TierProblem::Empty => "the table is empty".to_owned(),
        TierProblem::Beginning { floor } => format!("tier 1 begins at {}", exact(floor)),
        TierProblem::Rate { tier, rate } => format!("tier {tier} has a rate of {}", exact(rate)),
        TierProblem::NotRising { tier } => format!("tier {tier} does not rise above the one before it"),
    }
}

fn book(problem: BookProblem) -> &'static str {
    match problem {
        BookProblem::Empty => "the book is empty",
        BookProblem::NoBid => "the book has no bid",
        BookProblem::NoAsk => "the book has no ask",
        BookProblem::NotWorse => "it is no worse than the one before it",
        BookProblem::NoPriceOrSize => "it has no price and size above zero",
        BookProblem::WrongSide => "it stands on the wrong side of the mid",
        BookProblem::AnotherPrice => "the levels stand around another price",
    }
}

fn market(problem: MarketProblem) -> String {
    match problem {
        MarketProblem::NoSuchSymbol => "there is no such symbol; a symbol of the market is accepted.".to_owned(),
        MarketProblem::Name { longest } => format!("it is longer, or holds characters that cannot be seen; at most {longest} characters, all of which can be seen, are accepted."),
        MarketProblem::DepthForms => "it is given in no way, or in several; log alone, one-percent with exponent, bids with asks, or bottomless as true is accepted.".to_owned(),
        MarketProblem::FamilyNotModelled => {
            "family B+ is not part of the cascade; family A, A+ or B is accepted.".to_owned()
        }
        MarketProblem::NotWholeLots { size, lot } => {
            format!("{} is no whole number of lots of {}; a multiple of the lot is accepted.", exact(size), exact(lot))
        }
        MarketProblem::IsolatedHoldsMore => "an isolated account holds more than one position or coins; one position and its margin, or a cross account is accepted.".to_owned(),
    }
}

fn solver(problem: SolverProblem) -> String {
    match problem {
        SolverProblem::TableJumps => "its margin table jumps, so that a position can be safe again beyond its liquidation price; a table without jumps, or the round engine is accepted.".to_owned(),
        SolverProblem::OtherSymbols { account } => format!(
            "account {account} holds other symbols too; accounts of this symbol alone, or the round engine is accepted."
        ),
        SolverProblem::CoinsOutweigh { account } => format!(
            "account {account} sells more coins than it buys contracts back; orders that push the way they fall, or the round engine is accepted."
        ),
    }
}

/// The way to what a cause speaks of, as a reader knows it.
#[must_use]
pub fn place(place: &Place, words: &Words) -> String {
    let names = place.0.iter().map(|part| match part {
        Part::Setting(key) => {
            ParameterId::from_key(key).map_or_else(String::new, |id| words.parameter(id).label.to_owned())
        }
        Part::Field(of) => field(*of).to_owned(),
        Part::Symbol { number, name } if name.is_empty() => format!("symbol {number}"),
        Part::Symbol { number, name } => format!("symbol {number} ({name})"),
        Part::Account(number) => format!("account {number}"),
        Part::Step(number) => format!("step {number}"),
        Part::Threshold(number) => format!("threshold {number}"),
        Part::Level(number) => format!("level {number}"),
        Part::Bid(number) => format!("bid {number}"),
        Part::Ask(number) => format!("ask {number}"),
        Part::Named(name) => name.clone(),
    });
    crate::words::joined(names, ", ")
}

/// The unit of the setting at a place.
fn unit(place: &Place) -> &'static str {
    place.setting().and_then(ParameterId::from_key).map_or("", |id| id.row().unit)
}

fn accepted(range: &Range) -> String {
    use Bound::{Excluded, Included, Unbounded};
    match (range.from, range.to) {
        (Included(from), Included(to)) => format!("{} to {}", shown(from), shown(to)),
        (Included(from), Excluded(to)) => format!("{} up to, but not including, {}", shown(from), shown(to)),
        (Excluded(from), Included(to)) => format!("above {}, up to {}", shown(from), shown(to)),
        (Excluded(from), Excluded(to)) => format!("above {} and below {}", shown(from), shown(to)),
        (Included(from), Unbounded) => format!("a number from {}", shown(from)),
        (Excluded(from), Unbounded) => format!("a number above {}", shown(from)),
        (Unbounded, Included(to)) => format!("at most {}", shown(to)),
        (Unbounded, Excluded(to)) => format!("less than {}", shown(to)),
        (Unbounded, Unbounded) => "a finite number".to_owned(),
    }
}

fn shown(value: Number) -> String {
    number(value).unwrap_or_default()
}

/// A number as people read it; `None` where it is none. Beyond the digits of a decimal as a power of ten.
fn number(value: Number) -> Option<String> {
    let value = match value {
        Number::Exact(value) => return Some(exact(value)),
        Number::Float(value) => value,
    };
    if !value.is_finite() {
        return None;
    }
    if value == 0.0 || (1e-12..1e18).contains(&value.abs()) {
        return Decimal::from_f64(value).map(exact);
    }
    let power = libm::floor(libm::log10(value.abs()));
    let digits = Decimal::from_f64(value / libm::pow(10.0, power)).map_or_else(String::new, |d| grouped(d, 1));
    Some(format!("{digits} × 10^{}", Decimal::from_f64(power).map(exact).unwrap_or_default()))
}

fn field(field: Field) -> &'static str {
    match field {
        Field::Version => "Version",
        Field::Name => "name",
        Field::Price => "price",
        Field::StartingPrice => "starting price",
        Field::Entry => "entry",
        Field::Mid => "mid of the book",
        Field::Depth => "depth",
        Field::OnePercentDepth => "depth within one per cent",
        Field::DepthExponent => "exponent of the depth",
        Field::DepthFactor => "part of the depth",
        Field::DepthSurvival => "depth surviving a move",
        Field::LeastDepth => "least depth",
        Field::DepthRecovery => "recovery of depth",
        Field::DepthRefill => "refill of depth",
        Field::Maintenance => "maintenance",
        Field::MaintenanceRate => "maintenance rate",
        Field::Family => "family of the maintenance rule",
        Field::AccountMaintenance => "maintenance margin of the account",
        Field::ClosedSize => "closed size",
        Field::FillablePrice => "fillable price",
        Field::Lot => "lot",
        Field::LotWorth => "worth of one lot",
        Field::Lots => "lots",
        Field::Contracts => "contracts",
        Field::Haircut => "haircut",
        Field::Beta => "beta",
        Field::OwnVolatility => "own volatility",
        Field::Symbols => "symbols",
        Field::Population => "population",
        Field::AccountCount => "number of accounts",
        Field::OpenInterest => "open interest",
        Field::LongShare => "share of longs",
        Field::ShortCover => "share of shorts that is covered",
        Field::CrossShare => "share of cross accounts",
        Field::HedgeShare => "share of hedges",
        Field::CoinShare => "share of coins",
        Field::SizeSpread => "spread of sizes",
        Field::EntrySpread => "spread of entries",
        Field::MostSymbols => "symbols of a cross account",
        Field::Leverage => "leverage",
        Field::LeverageWeights => "weights of the leverages",
        Field::Positions => "positions",
        Field::Coins => "coins",
        Field::Cash => "cash",
        Field::CashAndPositions => "cash and positions",
        Field::Equity => "equity",
        Field::Shock => "shock",
        Field::Fall => "fall",
        Field::Time => "time",
        Field::FundingRate => "funding rate",
        Field::FundingInterval => "hours between funding payments",
        Field::TakerFee => "taker fee",
        Field::LiquidationFee => "liquidation fee",
        Field::FeesTogether => "fees together",
        Field::Fund => "fund",
        Field::MarginToReach => "margin to reach",
        Field::DeleveragingCap => "cap of deleveraging",
        Field::DetectionLatency => "detection latency",
        Field::ExecutionLatency => "execution latency",
        Field::MarkLag => "lag of the mark",
        Field::MarkSpacing => "spacing of the mark",
        Field::MarkBand => "band of the mark",
        Field::LogStep => "step of the log price",
        Field::Prices => "prices",
        Field::PriceBins => "price bins",
        Field::Thresholds => "thresholds",
        Field::Distance => "distance",
        Field::ThresholdDays => "days of the threshold",
        Field::Days => "days",
        Field::Motions => "motions",
        Field::ExpectedReturn => "expected return",
        Field::Volatility => "volatility",
        Field::Preset => "preset",
        Field::Picture => "picture",
    }
}
