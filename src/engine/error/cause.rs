//! What can be wrong. Each cause holds its values; what it is called, and what is accepted instead, the words say.

use super::{Error, Number, Range};
use rust_decimal::Decimal;

/// Why a value was refused or a question has no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// A result left the 28 digits, or the whole numbers, that amounts are kept in.
    Overflow,
    /// A division by zero.
    DivisionByZero,
    /// A comparison without anything to compare with.
    NothingPinned,
    /// Settings that are fine each by itself and have no answer together.
    NoAnswer(Box<Error>),
    /// A value that must be above zero was not.
    NotPositive,
    /// A value that must not be below zero was.
    Negative,
    /// A number outside its range, or no number. The unit is that of its place.
    OutOfRange {
        /// The number as given.
        value: Number,
        /// What is accepted.
        range: Range,
    },
    /// The smaller of two numbers is above the larger.
    OutOfOrder {
        /// What should be the smaller.
        low: Number,
        /// What should be the larger.
        high: Number,
    },
    /// Numbers that rise, one of which does not.
    NotRising {
        /// Which one, counted from 1.
        number: usize,
    },
    /// Another count than the one there has to be.
    WrongCount {
        /// How many there are.
        found: usize,
        /// How many there have to be.
        wanted: usize,
    },
    /// A list without anything in it.
    Empty,
    /// Something that may stand once stands twice.
    Twice,
    /// Text that is no plain decimal number; empty where nothing was typed.
    NotANumber {
        /// The text as given, shortened.
        typed: String,
    },
    /// A comma where it could be a decimal or a grouping mark.
    AmbiguousComma {
        /// The text as given, shortened.
        typed: String,
    },
    /// A number with more digits after the point than the setting keeps.
    TooFine {
        /// The text as given, shortened.
        typed: String,
        /// Digits after the point that are accepted.
        digits: u32,
    },
    /// A word that is not among the choices of a setting.
    UnknownChoice {
        /// The word as given, shortened.
        typed: String,
        /// The accepted words, as links and documents write them.
        accepted: Vec<String>,
    },
    /// A setting this version does not know.
    UnknownSetting {
        /// The name as given, shortened.
        name: String,
    },
    /// A setting given more than once.
    Repeated {
        /// The text of the value that was not used, shortened.
        typed: String,
    },
    /// A piece of a link that is not `name=value`.
    NotAPair {
        /// The piece as given, shortened.
        typed: String,
    },
    /// A link or document longer than any that this page writes.
    TooLong {
        /// Characters given.
        length: usize,
        /// Characters accepted.
        limit: usize,
    },
    /// A document or link of a version that is not known here.
    UnknownVersion {
        /// The version as given, shortened.
        typed: String,
        /// The version that is read.
        accepted: u32,
    },
    /// A margin table that is none.
    Tiers(TierProblem),
    /// Rates that together take the whole notional or more.
    RatesTakeAll {
        /// Their sum, in per cent.
        percent: Number,
    },
    /// A size at which rates that grow with it take the whole notional or more.
    RateOfSize {
        /// The rate at this size, in per cent.
        percent: Number,
        /// The size that takes all: any below has a rate.
        below: Number,
    },
    /// Linear and inverse contracts in one account.
    MixedSettlement,
    /// A position that an account does not hold.
    NoSuchPosition {
        /// The position asked for, counted from 0.
        index: usize,
        /// How many it holds.
        count: usize,
    },
    /// Levels of an order book that are missing or out of order.
    Book(BookProblem),
    /// An order larger than everything a modelled book holds.
    BookTooThin,
    /// A market or its accounts that cannot be used.
    Market(MarketProblem),
    /// A market for which the exact solver of one symbol has no answer; the round engine has.
    Solver(SolverProblem),
    /// Forced orders and shock carry a price beyond e^-30 to e^30 of its start.
    PriceRanAway,
    /// The accounts of a question are no longer there.
    AccountsGone,
    /// A reply of the worker that cannot be read.
    UnreadableAnswer,
    /// Page and worker are of different versions.
    OtherVersion,
    /// A market that is a document where only one made by settings is run.
    DocumentNotRun,
    /// A file, or a value in it, that cannot be read.
    File(FileProblem),
    /// A step that cannot be taken now.
    Step(StepProblem),
    /// A rate that depends on the price, with no price at which both stand still.
    NoFixedPoint,
    /// Something that the monitor cannot rate, read or take.
    Monitor(MonitorProblem),
}

/// Why a step of a position cannot be taken. Amounts in the settlement currency, sizes in the contract's unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepProblem {
    /// There is no position.
    NothingOpen,
    /// There is one already.
    AlreadyOpen,
    /// A part that is the whole, or more.
    NotLess {
        /// The part.
        size: Decimal,
        /// What there is.
        held: Decimal,
    },
    /// A trade that does not go past what there is.
    NotMore {
        /// The trade.
        size: Decimal,
        /// What there is.
        held: Decimal,
    },
    /// More than the free balance.
    NotEnough {
        /// What is needed.
        needed: Decimal,
        /// What is free.
        free: Decimal,
    },
    /// A cross position has no margin of its own to move.
    NoMarginOfItsOwn,
    /// What would be left could not open the position.
    TooMuchTaken {
        /// The most that can be taken.
        most: Decimal,
    },
    /// The bracket of the notional allows less leverage.
    LeverageAboveBracket {
        /// The leverage.
        leverage: Decimal,
        /// The most that is allowed.
        most: Decimal,
        /// The notional.
        notional: Decimal,
    },
}

/// What is wrong with a file, or with the value in it that the place names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileProblem {
    /// JSON that breaks off or is none, and where that shows; both counted from 1.
    NotJson {
        /// The line.
        line: usize,
        /// The character in it.
        column: usize,
    },
    /// Neither JSON nor a table with a header.
    NoValue,
    /// Values, but of no shape that is known.
    UnknownShape {
        /// Some of their names, shortened.
        names: Vec<String>,
    },
    /// A number with more digits than amounts are kept in.
    TooLarge {
        /// The text as given, shortened.
        typed: String,
    },
    /// A moment that is neither a count since 1970 nor a date.
    NotAMoment {
        /// The text as given, shortened.
        typed: String,
    },
    /// Something that has to be in the row is not.
    Missing,
    /// A side that is neither long nor short, buy nor sell.
    NoSide {
        /// The text as given, shortened.
        typed: String,
    },
    /// A size in contracts, the size of one of which is not in the file and has not been told.
    ContractSize,
    /// A line of a table with another number of columns than its header.
    Columns {
        /// How many it has.
        found: usize,
        /// How many the header has.
        wanted: usize,
    },
    /// Bytes that are no text.
    NotText,
    /// A file in which every row is empty.
    NoRows,
}

/// What the monitor cannot rate, read or take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MonitorProblem {
    /// A detector whose mean run length cannot be told from never.
    NeverAlarms,
    /// A run length that no limit of the range gives.
    NoSuchLimit,
    /// A saved state that is not one of this detector.
    BrokenState,
}

/// What is wrong with a margin table. Tiers are counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TierProblem {
    /// It has no tier.
    Empty,
    /// It does not begin at zero.
    Beginning {
        /// Where it begins.
        floor: Decimal,
    },
    /// A rate outside 0..1.
    Rate {
        /// Which tier.
        tier: usize,
        /// Its rate.
        rate: Decimal,
    },
    /// A tier whose floor or rate does not rise above the one before it.
    NotRising {
        /// Which tier.
        tier: usize,
    },
}

/// What is wrong with an order book, or with the level that the place names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BookProblem {
    /// It has no level.
    Empty,
    /// It has no bid.
    NoBid,
    /// It has no ask.
    NoAsk,
    /// A level that is no worse than the one before it.
    NotWorse,
    /// A level without a price and a size above zero.
    NoPriceOrSize,
    /// A level on the other side of the mid.
    WrongSide,
    /// It stands around another price than the one it is used at.
    AnotherPrice,
}

/// What is wrong with a market or its accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarketProblem {
    /// A symbol that it does not have.
    NoSuchSymbol,
    /// A name that is too long, or holds characters that cannot be seen.
    Name {
        /// Most characters.
        longest: usize,
    },
    /// Depth given in no way, or in several.
    DepthForms,
    /// Family B+, which the cascade does not model.
    FamilyNotModelled,
    /// A size that is no whole number of lots.
    NotWholeLots {
        /// The size.
        size: Decimal,
        /// The lot.
        lot: Decimal,
    },
    /// An isolated account with more than one position, or with coins.
    IsolatedHoldsMore,
}

/// Why the exact solver has no answer. Accounts are counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SolverProblem {
    /// The margin table jumps, so that a position can be safe again beyond its liquidation price.
    TableJumps,
    /// An account holds other symbols too.
    OtherSymbols {
        /// Which account.
        account: usize,
    },
    /// An account sells more coins than it buys contracts back, so that its order pushes the other way.
    CoinsOutweigh {
        /// Which account.
        account: usize,
    },
}
