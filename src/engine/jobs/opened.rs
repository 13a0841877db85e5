//! What a text of the reader's comes to, as numbers: the worker reads files, and the page shows what it says of them.

use super::Reply;
use super::refusal::enums;
use super::task::{self, Piece, Task};
use crate::engine::account::steps::Step;
use crate::engine::account::{Coins, Market, Mode, Portfolio, Row, Sharing};
use crate::engine::cascade::narration::wire::{Reader, Wire, wire};
use crate::engine::error::Field;
use crate::engine::import::goal::Goal;
use crate::engine::import::proposal::{FloorUnit, ImportedBracket, ImportedTable};
use crate::engine::import::role::Why;
use crate::engine::import::shape::Kind;
use crate::engine::import::{self, Answers, Note, Progress, Question, Table};
use crate::engine::margin::venue::MODELS;
use crate::engine::margin::{Bracket, Contract, Rule, Side, Tiers, VenueId};
use crate::engine::own::{BookTold, FateTold, FileTold, FindingTold, FundingTold, Text, of_file, read};
use crate::engine::saved::Screen;
use crate::engine::scenario::{Scenario, link};
use crate::engine::units::{Money, Price, Quantity, Rate};
use crate::engine::{Cause, Error};
use rust_decimal::Decimal;

/// The name of this task.
pub const TASK: &str = "open";

/// A text to be read, after what the reader says about it.
#[derive(Debug)]
pub struct Opening(Stage);

/// How far it is read.
#[derive(Debug)]
enum Stage {
    /// As it was sent.
    Sent(String),
    /// A table of so many bytes, some rows at a time.
    Table(Box<Table>, usize),
}

/// Rows that are read in one go: some milliseconds.
const SOME: usize = 4_096;

impl Opening {
    /// Of what a page sent: [`Answers::before`] a text.
    #[must_use]
    pub fn of(sent: &str) -> Self {
        Self(Stage::Sent(sent.to_owned()))
    }
}

impl Task for Opening {
    /// Reads a table some rows at a time, so that it can be said how far it is; anything else at once.
    fn work(&mut self) -> Result<Piece, Error> {
        let text = match std::mem::replace(&mut self.0, Stage::Sent(String::new())) {
            Stage::Sent(sent) => {
                let (answers, text) = Answers::split(&sent);
                if let Some(table) = import::table(text, &answers)? {
                    self.0 = Stage::Table(Box::new(table), text.len());
                    return Ok(Piece::Part(0.0));
                }
                read(text, &answers)?
            }
            Stage::Table(mut table, length) => {
                let Progress { bytes, done, .. } = table.step(SOME).map_err(|e| e.or_at(Field::File))?;
                if !done {
                    self.0 = Stage::Table(table, length);
                    #[expect(clippy::cast_precision_loss, reason = "a part of a text's length")]
                    let part = bytes as f64 / length.max(1) as f64;
                    return Ok(Piece::Part(part.min(1.0)));
                }
                of_file(&table.finish().map_err(|e| e.or_at(Field::File))?)?
            }
        };
        let mut numbers = Vec::new();
        match text {
            Text::Screen(screen, reports) => (0_usize, *screen, reports).put(&mut numbers),
            Text::File(file) => (1_usize, *file).put(&mut numbers),
        }
        Ok(Piece::Numbers(numbers))
    }
}

/// What a worker said of a text; `None` while it is on it. Errors: why the text cannot be used; [`Cause::UnreadableAnswer`] for what is no answer.
pub fn answered(reply: &Reply) -> Result<Option<Text>, Error> {
    let unreadable = || Error::from(Cause::UnreadableAnswer);
    let numbers = match task::read(reply)? {
        Piece::Part(_) => return Ok(None),
        Piece::Numbers(numbers) => numbers,
        Piece::Text(_) | Piece::Last(_) => return Err(unreadable()),
    };
    let from = &mut Reader::new(&numbers);
    let text = match usize::take(from) {
        Some(0) => <(Screen, Vec<Error>)>::take(from).map(|(screen, reports)| Text::Screen(Box::new(screen), reports)),
        Some(1) => FileTold::take(from).map(|file| Text::File(Box::new(file))),
        _ => None,
    };
    text.map(Some).ok_or_else(unreadable)
}

/// Numbers with a meaning, by what they are made of.
macro_rules! made_of {
    ($($name:ty: $inner:ty, $get:expr, $make:expr;)*) => {$(
        impl Wire for $name {
            fn put(&self, out: &mut Vec<f64>) {
                let get: fn(&Self) -> $inner = $get;
                get(self).put(out);
            }

            fn take(from: &mut Reader<'_>) -> Option<Self> {
                let make: fn($inner) -> Option<Self> = $make;
                make(<$inner>::take(from)?)
            }
        }
    )*};
}

made_of! {
    Price: Decimal, |price| price.get(), |value| Price::new(value).ok();
    Quantity: Decimal, |size| size.get(), |value| Quantity::new(value).ok();
    Money: Decimal, |money| money.get(), |value| Some(Money::new(value));
    Rate: Decimal, |rate| rate.get(), |value| Some(Rate::new(value));
    VenueId: usize, |venue| *venue as usize, |place| MODELS.get(place).map(|model| model.id);
    Rule: (VenueId, Rate, Rate), |rule| (rule.model.id, rule.closing_fee, rule.next_funding),
        |(venue, fee, funding)| Some(Rule::of(venue.model()).with_closing_fee(fee).with_next_funding(funding));
    Tiers: Vec<Bracket>, |tiers| tiers.brackets().to_vec(), |brackets| Tiers::new(brackets).ok();
    // A scenario is what its link says.
    Scenario: String, link::print, |text| Some(link::parse(&text).0);
}

impl Wire for i64 {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 are exact")]
    fn put(&self, out: &mut Vec<f64>) {
        out.push(*self as f64);
    }

    #[expect(clippy::cast_possible_truncation, reason = "what is no moment stops at an end")]
    fn take(from: &mut Reader<'_>) -> Option<Self> {
        f64::take(from).map(|number| number as Self)
    }
}

enums! {
    Side { 0 Long, 1 Short }
    Contract { 0 Linear, 1 Inverse }
    Mode { 0 Cross, 1 Isolated(margin) }
    Sharing { 0 Each, 1 LargerSide }
    FloorUnit { 0 Notional, 1 Coins, 2 Quote }
    Kind { 0 Position, 1 Account, 2 Bracket, 3 Funding, 4 Liquidation, 5 Ticker, 6 Band, 7 Book, 8 Document }
    Goal {
        0 Market, 1 Side, 2 Size, 3 ContractSize, 4 Entry, 5 Mark, 6 Leverage, 7 Mode, 8 Margin, 9 Rate, 10 Printed, 11 Check, 12 Wallet,
        13 Time, 14 Table, 15 Book, 16 Bands, 17 Funding, 18 Liquidations, 19 Series, 20 Accounts,
    }
    Why {
        0 NoPlace, 1 Unknown, 2 Nothing, 3 Orders, 4 Follows, 5 Bookkeeping, 6 RawCopy, 7 Past, 8 WholeAccount, 9 EmptyPosition, 10 RowNotUsed,
    }
    FateTold { 0 Used(goal), 1 NotUsed(why), 2 Refused(error) }
    Question { 0 ContractSize { symbol }, 1 Wallet { symbol }, 2 MaintenanceRate { symbol } }
    Note {
        0 ContractAssumed { symbol, contract }, 1 RateFromMaintenance { symbol, rate }, 2 RuleByAmounts { symbol, rule },
        3 RuleByDate { symbol, rule }, 4 RuleAssumed { symbol, rule }, 5 WrongCum { symbol, tier, printed, computed }, 6 Scaled { symbol, by },
        7 Jumping { symbol }, 8 TimesMoved { most }, 9 IntervalChanges { hours }, 10 Undercount, 11 OrderSides, 12 PositionSides,
        13 DecimalComma, 14 BookEnds { percent }, 15 BandsOnly, 16 LastMoment,
    }
    Step {
        0 Open { side, size, price, leverage }, 1 Add { size, price, leverage }, 2 Reduce { size, price }, 3 Close { price },
        4 Flip { size, price, leverage }, 5 MoveMargin { amount, mark }, 6 ChangeLeverage { leverage }, 7 Funding { mark, rate },
        8 Deposit { amount },
    }
}

wire! {
    Bracket { floor, rate, deduction, max_leverage }
    Market { name, mark, beta, tiers }
    Row { market, side, contract, size, entry, mode, leverage, printed }
    Coins { market, amount, haircut }
    Portfolio { free, markets, rows, coins, rule, sharing }
    ImportedBracket { floor, cap, rate, printed, computed, max_leverage }
    ImportedTable { symbol, from, unit, brackets, marginal, coefficient, printed_cum, scaled_already }
    BookTold { symbol, bids, asks }
    FundingTold { symbol, payments, last, hours }
    FindingTold { path, value, rows, fate }
    FileTold { recognised, account, refused, tables, books, funding, without_place, findings, notes, questions, rows, rows_used }
    Screen { scenario, tables, portfolio, steps, joins }
}
