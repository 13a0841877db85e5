//! What the reader is told: what became of each field, what was assumed, what is wrong, and what is asked.

use crate::engine::Error;
use crate::engine::import::role::{Role, Why};
use crate::engine::margin::{Contract, VenueId};
use crate::engine::units::Rate;
use rust_decimal::Decimal;

/// What became of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Its path in the file; a list of rows that mean the same is told once, without numbers.
    pub path: String,
    /// Its value, shortened; of the first row.
    pub value: String,
    /// How many rows have it.
    pub rows: usize,
    /// What became of it.
    pub fate: Fate,
}

/// Used, or not used and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// Used as this.
    Used(Role),
    /// Not used.
    NotUsed(Why),
    /// Cannot be used; its row is left out.
    Refused(Error),
}

/// What the reader should know: an assumption that can be answered otherwise, or something wrong in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// A contract is taken for linear or inverse, and the file does not say so itself.
    ContractAssumed {
        /// The market.
        symbol: String,
        /// What it is taken for.
        contract: Contract,
    },
    /// The maintenance rate is the printed maintenance over the notional: one flat rate.
    RateFromMaintenance {
        /// The market.
        symbol: String,
        /// The rate.
        rate: Rate,
    },
    /// The rule was chosen because only it gives a round rate for the printed maintenance.
    RuleByAmounts {
        /// The market.
        symbol: String,
        /// The rule.
        rule: VenueId,
    },
    /// The rule was chosen by the date of the record.
    RuleByDate {
        /// The market.
        symbol: String,
        /// The rule.
        rule: VenueId,
    },
    /// The date of the record lies where no rule is on record, or there is no date, and the amounts do not tell; this one is assumed.
    RuleAssumed {
        /// The market.
        symbol: String,
        /// The rule.
        rule: VenueId,
    },
    /// A printed cumulative amount that does not follow from the rates.
    WrongCum {
        /// The market.
        symbol: String,
        /// The bracket, counted from 1.
        tier: usize,
        /// As printed.
        printed: Decimal,
        /// By the recurrence.
        computed: Decimal,
    },
    /// Floors and caps are scaled for this reader.
    Scaled {
        /// The market.
        symbol: String,
        /// By this.
        by: Decimal,
    },
    /// A table without cumulative amounts: the whole position pays its bracket's rate.
    Jumping {
        /// The market.
        symbol: String,
    },
    /// Payment times lie off the grid of their interval and were put on it.
    TimesMoved {
        /// By at most so many milliseconds.
        most: i64,
    },
    /// The interval between payments changes inside the file.
    IntervalChanges {
        /// The hours that occur, rising.
        hours: Vec<Decimal>,
    },
    /// The stream prints at most one liquidation a symbol and second: it counts too few.
    Undercount,
    /// The file says the side of the order, which is the opposite of the position's.
    OrderSides,
    /// The file says the side of the position.
    PositionSides,
    /// A comma was read as the decimal mark.
    DecimalComma,
    /// The book ends before 1 % from its mid: what lies beyond is not known.
    BookEnds {
        /// How far the nearer side reaches, in per cent of the mid.
        percent: Decimal,
    },
    /// Bands of depth are no book: what lies within a band is not known.
    BandsOnly,
    /// Only the last moment of many was taken.
    LastMoment,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// The size of one contract.
    ContractSize {
        /// The market.
        symbol: String,
    },
    /// The wallet behind a cross position, which the file does not say.
    Wallet {
        /// The market.
        symbol: String,
    },
    /// The maintenance rate.
    MaintenanceRate {
        /// The market.
        symbol: String,
    },
}
