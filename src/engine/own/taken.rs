//! What a text of the reader's comes to: a screen that was saved, or somebody's file with what the page can take of it. Smaller than the file
//! by far, because it goes from the worker to the page.

use crate::engine::Error;
use crate::engine::account::Portfolio;
use crate::engine::echo::{echo, echo_up_to};
use crate::engine::import::goal::Goal;
use crate::engine::import::proposal::{ImportedBook, ImportedTable};
use crate::engine::import::role::Why;
use crate::engine::import::shape::Kind;
use crate::engine::import::{Answers, Fate, Note, Proposal, Question};
use crate::engine::saved::{self, Opened, Screen};
use crate::engine::scenario::parameters::LADDER;
use crate::engine::units::{Checked, Money, Rate};
use rust_decimal::Decimal;

/// What a text was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Text {
    /// A saved screen, and what of it could not be used.
    Screen(Box<Screen>, Vec<Error>),
    /// Somebody's file.
    File(Box<FileTold>),
}

/// Somebody's file: what the page can take of it, and what became of everything in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FileTold {
    /// What it was taken for: who prints it, what its rows are, how many there were, and the words of other shapes that fit.
    pub recognised: Vec<(String, Kind, (usize, Vec<String>))>,
    /// The reader's own positions as an account; `None` where there are none.
    pub account: Option<Portfolio>,
    /// Why its positions make no account.
    pub refused: Option<Error>,
    /// Margin tables.
    pub tables: Vec<ImportedTable>,
    /// Books.
    pub books: Vec<BookTold>,
    /// Funding, a history each.
    pub funding: Vec<FundingTold>,
    /// Rows that are read and have no place on the page yet: accounts of a market, bands of depth, liquidations, points of series.
    pub without_place: [usize; 4],
    /// What became of each field: path, value, rows that have it.
    pub findings: Vec<FindingTold>,
    /// What was assumed, and what is wrong in the file.
    pub notes: Vec<Note>,
    /// What is asked.
    pub questions: Vec<Question>,
    /// Rows read.
    pub rows: usize,
    /// Rows used.
    pub rows_used: usize,
}

/// What became of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingTold {
    /// Its path in the file, made safe.
    pub path: String,
    /// Its value, made safe and shortened; of the first row.
    pub value: String,
    /// How many rows have it.
    pub rows: usize,
    /// What became of it.
    pub fate: FateTold,
}

/// Where a field went, or why it did not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FateTold {
    /// It is used there.
    Used(Goal),
    /// It is not used.
    NotUsed(Why),
    /// It cannot be used, nor its row.
    Refused(Error),
}

/// A book as deep as the page asks: quote currency between one distance of the ladder and the next, from the mid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookTold {
    /// The market, where the file says.
    pub symbol: String,
    /// Bids, nearest first.
    pub bids: Vec<Money>,
    /// Asks.
    pub asks: Vec<Money>,
}

/// A funding history as the page asks it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FundingTold {
    /// The market, where the file says.
    pub symbol: String,
    /// Payments.
    pub payments: usize,
    /// The last rate.
    pub last: Rate,
    /// Hours between payments at its end.
    pub hours: Option<Decimal>,
}

/// Longest path that is told whole, in characters.
const PATH: usize = 60;

/// Reads a text. Errors: as [`saved::open`].
pub fn read(text: &str, answers: &Answers) -> Result<Text, Error> {
    match saved::open(text, answers)? {
        Opened::Screen(screen, reports) => Ok(Text::Screen(screen, reports)),
        Opened::File(proposal) => of_file(&proposal),
    }
}

/// What a file comes to that was read some rows at a time. Errors: as [`read`].
pub fn of_file(proposal: &Proposal) -> Result<Text, Error> {
    told(proposal).map(|file| Text::File(Box::new(file)))
}

fn told(proposal: &Proposal) -> Result<FileTold, Error> {
    let own = proposal.positions.iter().filter(|position| position.account.is_none()).count();
    let (account, refused) = match proposal.portfolio() {
        _ if own == 0 => (None, None),
        Ok(mut account) => {
            for market in &mut account.markets {
                market.name = echo(&market.name);
            }
            (Some(account), None)
        }
        Err(error) => (None, Some(error)),
    };
    let findings = proposal.findings.iter().map(|finding| FindingTold {
        path: echo_up_to(&finding.path, PATH),
        value: finding.value.clone(),
        rows: finding.rows,
        fate: match &finding.fate {
            Fate::Used(role) => FateTold::Used(role.goal()),
            Fate::NotUsed(why) => FateTold::NotUsed(*why),
            Fate::Refused(error) => FateTold::Refused(error.clone()),
        },
    });
    let funding = proposal.funding.iter().filter_map(|history| {
        let last = history.payments.last()?;
        let (symbol, payments) = (echo(&history.symbol), history.payments.len());
        Some(FundingTold { symbol, payments, last: last.rate, hours: last.hours })
    });
    let recognised = proposal.recognised.iter().map(|known| {
        (known.from.to_owned(), known.kind, (known.rows, known.others.iter().map(|&other| other.to_owned()).collect()))
    });
    Ok(FileTold {
        recognised: recognised.collect(),
        account,
        refused,
        tables: proposal
            .tables
            .iter()
            .map(|table| ImportedTable { symbol: echo(&table.symbol), ..table.clone() })
            .collect(),
        books: proposal.books.iter().map(book).collect::<Result<_, Error>>()?,
        funding: funding.collect(),
        without_place: [
            proposal.positions.len().saturating_sub(own),
            proposal.bands.len(),
            proposal.liquidations.len(),
            proposal.strips.iter().map(|strip| strip.points.len()).sum(),
        ],
        findings: findings.collect(),
        notes: proposal.notes.clone(),
        questions: proposal.questions.clone(),
        rows: proposal.rows,
        rows_used: proposal.rows_used,
    })
}

/// Levels of a book, gathered between the distances of the ladder. What lies beyond its last one is not asked for.
fn book(book: &ImportedBook) -> Result<BookTold, Error> {
    let mut told = BookTold {
        symbol: echo(&book.symbol),
        bids: vec![Money::ZERO; LADDER.len()],
        asks: vec![Money::ZERO; LADDER.len()],
    };
    let (Some(bid), Some(ask)) = (book.bids.first(), book.asks.first()) else { return Ok(told) };
    let mid = bid.price.get().plus(ask.price.get())?.over(Decimal::TWO)?;
    for (levels, depths) in [(&book.bids, &mut told.bids), (&book.asks, &mut told.asks)] {
        for level in levels {
            let away = level.price.get().minus(mid)?.abs().over(mid)?.times(Decimal::from(10_000))?;
            let place = LADDER.iter().position(|(_, distance)| away <= Decimal::from(*distance));
            if let Some(depth) = place.and_then(|place| depths.get_mut(place)) {
                *depth = depth.plus(level.size.at(level.price)?)?;
            }
        }
    }
    Ok(told)
}
