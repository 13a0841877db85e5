//! Order books: `bids` and `asks`, `b` and `a`, or `levels`; levels as lists or objects, numbers as texts. Source: monitor vector imp-05.

use super::cells::{Cells, Taken, missing, named};
use super::json::Json;
use super::proposal::{Answers, ImportedBook, Note, Proposal, Question};
use super::role::Role;
use super::shape::{BLANK, Kind, Shape};
use super::value::{is_nothing, moment, number};
use crate::engine::costs::book::{Ladder, Level, Taker};
use crate::engine::error::{BookProblem, FileProblem, Part};
use crate::engine::units::{Checked, Price, Quantity};
use crate::engine::{Cause, Error};
use rust_decimal::Decimal;

/// What books are recognised as.
pub(super) static SHAPE: Shape = Shape { key: "book", from: "order book", kind: Kind::Book, ..BLANK };

/// Names of the two sides, bids first.
const NAMES: [(&str, &str); 3] = [("bids", "asks"), ("b", "a"), ("bid", "ask")];

/// Names of a price and a size in an object.
const PRICE: [&str; 3] = ["px", "price", "p"];
const SIZE: [&str; 6] = ["sz", "size", "s", "amount", "quantity", "qty"];

/// Names of the market and of the moment, in what a book stands in or beside it.
const SYMBOL: [&str; 7] = ["symbol", "instId", "coin", "contract", "market", "s", "pair"];
const TIME: [&str; 5] = ["T", "ts", "time", "timestamp", "E"];

/// Both sides, as price and size, best first or not.
pub(super) type Sides = [Vec<(Decimal, Decimal)>; 2];

/// The two lists of a book; `None` for anything else.
pub(super) fn sides(value: &Json) -> Option<(&[Json], &[Json])> {
    let lists = NAMES.iter().find_map(|(bids, asks)| match (value.get(bids), value.get(asks)) {
        (Some(Json::List(bids)), Some(Json::List(asks))) => Some((bids.as_slice(), asks.as_slice())),
        _ => None,
    });
    let (bids, asks) = match (lists, value.get("levels").map(Json::list)) {
        (Some(lists), _) => lists,
        (None, Some([bids, asks])) => (bids.list(), asks.list()),
        _ => return None,
    };
    let is_level = |level: &Json| match level {
        Json::List(cells) => cells.len() >= 2,
        object => PRICE.iter().any(|name| object.get(name).is_some()),
    };
    let first = bids.first().or(asks.first());
    (first.is_some_and(is_level)).then_some((bids, asks))
}

/// Reads a book. Errors: levels that are none, or a contract size that is not known.
pub(super) fn read(
    value: &Json,
    around: &[&Json],
    answers: &Answers,
    proposal: &mut Proposal,
) -> Result<ImportedBook, Error> {
    let Some((bids, asks)) = sides(value) else { return Err(Cause::Book(BookProblem::Empty).into()) };
    let context = |names: &[&str]| {
        let scalar =
            |place: &&Json| names.iter().find_map(|name| place.get(name).and_then(Json::scalar)).map(str::to_owned);
        scalar(&value)
            .or_else(|| around.iter().rev().find_map(|place| scalar(place).or_else(|| scalar(&place.get("arg")?))))
    };
    let symbol = context(&SYMBOL).unwrap_or_default();
    let time = context(&TIME).and_then(|text| moment(&text).ok());
    let factor = if in_contracts(value, bids.first().or(asks.first())) {
        let told = answers.contract_sizes.iter().find(|(name, _)| *name == symbol).map(|(_, size)| *size);
        let Some(size) = told.filter(|size| *size > Decimal::ZERO) else {
            proposal.ask(Question::ContractSize { symbol: symbol.clone() });
            return Err(Error::at(named(&symbol), Cause::File(FileProblem::ContractSize)));
        };
        Some(size)
    } else {
        None
    };
    let side = |levels: &[Json], part: fn(usize) -> Part| -> Result<Vec<(Decimal, Decimal)>, Error> {
        (1..).zip(levels).map(|(place, level)| pair(level).map_err(|e| e.inside(part(place)))).collect()
    };
    let book = assemble([side(bids, Part::Bid)?, side(asks, Part::Ask)?], &symbol, time, factor)?;
    if let Some(percent) = book.reach_percent()?.filter(|percent| *percent < Decimal::ONE) {
        proposal.note(Note::BookEnds { percent });
    }
    Ok(book)
}

/// OKX's four columns and the short names of Gate are in contracts, and so is a book with KuCoin's sequence.
fn in_contracts(value: &Json, level: Option<&Json>) -> bool {
    match level {
        Some(Json::List(cells)) => cells.len() >= 4 || (value.get("sequence").is_some() && value.get("ts").is_some()),
        Some(object) => object.get("p").is_some() && object.get("s").is_some(),
        None => false,
    }
}

fn pair(level: &Json) -> Result<(Decimal, Decimal), Error> {
    let read = |cell: Option<&Json>, name: &'static str| -> Result<Decimal, Error> {
        let text =
            cell.and_then(Json::scalar).ok_or_else(|| Error::at(named(name), Cause::File(FileProblem::Missing)))?;
        number(text).map_err(|cause| Error::at(named(name), cause))
    };
    match level {
        Json::List(cells) => Ok((read(cells.first(), "price")?, read(cells.get(1), "size")?)),
        object => {
            let one = |names: &[&str]| names.iter().find_map(|name| object.get(name));
            Ok((read(one(&PRICE), "price")?, read(one(&SIZE), "size")?))
        }
    }
}

/// A book of two lists, put in order; levels without a size are taken out. Errors: a side without levels, a price twice, a price that is
/// none, or bids above asks.
pub(super) fn assemble(
    [bids, asks]: Sides,
    symbol: &str,
    time: Option<i64>,
    contract_size: Option<Decimal>,
) -> Result<ImportedBook, Error> {
    let levels = |side: Vec<(Decimal, Decimal)>, taker: Taker, part: fn(usize) -> Part| -> Result<Vec<Level>, Error> {
        let mut levels = Vec::with_capacity(side.len());
        for (place, (price, size)) in (1..).zip(side) {
            if size.is_zero() {
                continue;
            }
            let size = contract_size.map_or(Ok(size), |one| size.times(one))?;
            let level = Price::new(price).and_then(|price| Ok(Level { price, size: Quantity::new(size)? }));
            levels.push(level.map_err(|_| Error::at(part(place), Cause::Book(BookProblem::NoPriceOrSize)))?);
        }
        levels.sort_by_key(|level| level.price);
        if taker == Taker::Sell {
            levels.reverse();
        }
        let Some(best) = levels.first() else {
            let none = if taker == Taker::Sell { BookProblem::NoBid } else { BookProblem::NoAsk };
            return Err(Cause::Book(none).into());
        };
        let ladder = Ladder::new(taker, best.price, levels)?;
        Ok(ladder.levels().to_vec())
    };
    let bids = levels(bids, Taker::Sell, Part::Bid)?;
    let asks = levels(asks, Taker::Buy, Part::Ask)?;
    if let (Some(bid), Some(ask)) = (bids.first(), asks.first())
        && bid.price >= ask.price
    {
        return Err(Error::at(Part::Bid(1), Cause::Book(BookProblem::WrongSide)));
    }
    Ok(ImportedBook { symbol: symbol.to_owned(), bids, asks, time })
}

/// Depth within 1 % of the mid, in coin, and whether the file reaches so far: beyond its last level nothing is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OnePercentDepth {
    /// Coins of the bids.
    pub bids: Decimal,
    /// Coins of the asks.
    pub asks: Decimal,
    /// False: there is at least so much.
    pub complete: bool,
}

impl ImportedBook {
    /// Half way between the best prices. Errors: overflow.
    pub fn mid(&self) -> Result<Price, Error> {
        let (Some(bid), Some(ask)) = (self.bids.first(), self.asks.first()) else {
            return Err(Cause::Book(BookProblem::Empty).into());
        };
        Price::new(bid.price.get().plus(ask.price.get())?.over(Decimal::TWO)?)
    }

    /// The bids or asks as an order that takes them meets them, against the mid. Errors: as [`Ladder::new`].
    pub fn ladder(&self, taker: Taker) -> Result<Ladder, Error> {
        let levels = match taker {
            Taker::Sell => &self.bids,
            Taker::Buy => &self.asks,
        };
        Ladder::new(taker, self.mid()?, levels.clone())
    }

    /// Depth within 1 % of the mid.
    pub fn one_percent_depth(&self) -> Result<OnePercentDepth, Error> {
        let mid = self.mid()?.get();
        let reach = mid.over(Decimal::ONE_HUNDRED)?;
        let within = |levels: &[Level]| {
            levels
                .iter()
                .filter(|level| level.price.get().minus(mid).is_ok_and(|off| off.abs() <= reach))
                .try_fold(Decimal::ZERO, |sum, level| sum.plus(level.size.get()))
        };
        let complete = self.reach_percent()?.is_some_and(|percent| percent >= Decimal::ONE);
        Ok(OnePercentDepth { bids: within(&self.bids)?, asks: within(&self.asks)?, complete })
    }

    /// How far the side that ends first reaches, in per cent of the mid.
    pub(super) fn reach_percent(&self) -> Result<Option<Decimal>, Error> {
        let mid = self.mid()?.get();
        let (Some(bid), Some(ask)) = (self.bids.last(), self.asks.last()) else { return Ok(None) };
        let nearer = mid.minus(bid.price.get())?.min(ask.price.get().minus(mid)?);
        nearer.over(mid)?.times(Decimal::ONE_HUNDRED).map(Some)
    }
}

/// Gathers the levels of a table with a row a level.
#[derive(Debug, Default)]
pub(super) struct BookBuilder {
    sides: Sides,
    symbol: String,
}

impl BookBuilder {
    pub(super) fn level<C: Cells>(&mut self, cells: &C) -> Result<Taken, Error> {
        let word = cells.text(Role::BookSide).ok_or_else(|| missing(Role::BookSide))?.to_ascii_lowercase();
        let pair = (cells.need(Role::Price)?, cells.need(Role::Size)?);
        let [bids, asks] = &mut self.sides;
        match word.as_str() {
            "bid" | "bids" | "buy" | "b" => bids.push(pair),
            "ask" | "asks" | "sell" | "a" => asks.push(pair),
            _ => {
                let typed = crate::engine::echo::echo(&word);
                return Err(cells.at(Role::BookSide, Cause::File(FileProblem::NoSide { typed })));
            }
        }
        if let Some(symbol) = cells.text(Role::Symbol) {
            symbol.clone_into(&mut self.symbol);
        }
        Ok(Taken::Used)
    }

    pub(super) fn finish(&mut self, proposal: &mut Proposal) -> Result<(), Error> {
        let sides = std::mem::take(&mut self.sides);
        if sides.iter().all(Vec::is_empty) {
            return Ok(());
        }
        proposal.books.push(assemble(sides, &self.symbol, None, None)?);
        Ok(())
    }
}

/// The columns of a table with a book a row: `asks[0].price`, `asks[0].amount`, `bids[0].price` and so on.
pub(super) fn numbered_columns(header: &[String]) -> Option<Vec<(bool, usize, usize)>> {
    let place = |name: String| header.iter().position(|column| *column == name);
    let mut columns = Vec::new();
    for (side, is_bid) in [("bids", true), ("asks", false)] {
        for level in 0..1000_usize {
            let (Some(price), Some(size)) =
                (place(format!("{side}[{level}].price")), place(format!("{side}[{level}].amount")))
            else {
                break;
            };
            columns.push((is_bid, price, size));
        }
    }
    (!columns.is_empty()).then_some(columns)
}

/// The book of such a row. Errors name the column.
pub(super) fn numbered_row<'a>(
    columns: &[(bool, usize, usize)],
    cell: impl Fn(usize) -> &'a str,
    name: impl Fn(usize) -> &'a str,
) -> Result<Sides, Error> {
    let mut sides = Sides::default();
    for (is_bid, price, size) in columns {
        if is_nothing(cell(*price)) || is_nothing(cell(*size)) {
            continue;
        }
        let read = |place: usize| number(cell(place)).map_err(|cause| Error::at(named(name(place)), cause));
        let [bids, asks] = &mut sides;
        (if *is_bid { bids } else { asks }).push((read(*price)?, read(*size)?));
    }
    Ok(sides)
}
