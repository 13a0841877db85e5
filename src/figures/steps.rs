//! A position step by step: what is held and where it ends after each, and what one more addition would do.

use crate::engine::Error;
use crate::engine::account::steps::{Held, State, Step, Terms};
use crate::engine::account::{After, Reading, run};
use crate::engine::margin::Contract;
use crate::engine::scenario::number;
use crate::engine::units::{Checked as _, Money, Price, Saturating as _};
use crate::figures::account::{price, side};
use crate::figures::numbers::{exact, many};
use crate::figures::table::{Table, TableRow};
use crate::words::Words;
use crate::words::errors::sentence;
use rust_decimal::Decimal;

/// Steps that were taken, and the first that could not be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepsFigure {
    /// The account after each step.
    pub after: Vec<After>,
    /// Why the next one could not be taken.
    pub refused: Option<Error>,
    terms: Terms,
}

impl StepsFigure {
    /// Takes steps under terms, from nothing.
    #[must_use]
    pub fn of(steps: &[Step], terms: Terms) -> Self {
        let (after, end) = run(State::with_balance(Money::ZERO), steps, &terms);
        Self { after, refused: end.err(), terms }
    }

    /// The table: a step a row.
    #[must_use]
    pub fn table(&self, words: &'static Words) -> Table {
        let w = words.steps();
        let rows = (1_usize..).zip(&self.after).map(|(number, after)| TableRow {
            head: format!("{} {}", many(number, words), in_words(&after.step, words)),
            cells: self.cells(after, words),
            here: number == self.after.len(),
        });
        Table { caption: w.table(), columns: Table::heads(&w.columns()), rows: rows.collect() }
    }

    fn cells(&self, after: &After, words: &'static Words) -> Vec<(String, String)> {
        let blank = || (String::new(), String::new());
        let amount = |value: Decimal| (exact(value.round_dp(6).normalize(), words), number::plain(value));
        let free = amount(after.state.free.get());
        let Some(held) = &after.state.held else {
            let nothing = words.steps().nothing().to_owned();
            return vec![(nothing, "0".to_owned()), blank(), blank(), free, blank(), blank()];
        };
        let priced = |value: Price| (price(Ok(value), words), number::plain(value.get()));
        let entry = self.entry(held).map_or_else(blank, priced);
        let (trigger, bankruptcy) = match after.reading {
            None => (blank(), blank()),
            Some(Reading { trigger, bankruptcy }) => (
                (price(trigger, words), trigger.map_or(String::new(), |p| number::plain(p.get()))),
                bankruptcy.map_or_else(|| (words.account().none().to_owned(), String::new()), priced),
            ),
        };
        let size = held.size.get();
        let sized = words.account().position(&exact(size, words), side(held.side, words));
        vec![(sized, number::plain(size)), entry, amount(held.margin.get()), free, trigger, bankruptcy]
    }

    fn entry(&self, held: &Held) -> Option<Price> {
        held.position(self.terms.contract).ok().map(|position| position.entry)
    }

    /// What one more addition would do, the account otherwise as it stands; `None` where nothing is held.
    #[must_use]
    pub fn ghost(&self, step: &Step, words: &'static Words) -> Option<String> {
        let w = words.steps();
        let Step::Add { size, price: at, .. } = *step else { return None };
        let last = self.after.last()?;
        last.state.held?;
        let (size, said) = (exact(size.get(), words), price(Ok(at), words));
        let trigger = |reading: Option<Reading>| reading.map_or_else(String::new, |r| price(r.trigger, words));
        Some(match last.state.after(*step, &self.terms).and_then(|next| Ok((next, next.reading(at, &self.terms)?))) {
            Ok((next, reading)) => {
                let entry = next.held.as_ref().and_then(|held| self.entry(held));
                let entry = entry.map_or_else(String::new, |entry| price(Ok(entry), words));
                w.ghost(&trigger(reading), &trigger(last.reading), &entry, &said, &size)
            }
            Err(error) => w.ghost_none(&said, &size, &sentence(&error, words)),
        })
    }

    /// Why the next step could not be taken.
    #[must_use]
    pub fn refusal(&self, words: &'static Words) -> Option<String> {
        self.refused.as_ref().map(|error| sentence(error, words))
    }
}

/// A step in the fewest words.
fn in_words(step: &Step, words: &'static Words) -> String {
    let w = words.steps();
    let number = |value: Decimal| exact(value, words);
    match *step {
        Step::Open { side: held, size, price, leverage } => {
            w.open(&number(leverage), &number(price.get()), side(held, words), &number(size.get()))
        }
        Step::Add { size, price, leverage } => w.added(&number(leverage), &number(price.get()), &number(size.get())),
        Step::Reduce { size, price } => w.reduced(&number(price.get()), &number(size.get())),
        Step::Close { price } => w.closed(&number(price.get())),
        Step::Flip { size, price, leverage } => w.flipped(&number(leverage), &number(price.get()), &number(size.get())),
        Step::MoveMargin { amount, mark } => w.moved(&number(amount.get()), &number(mark.get())),
        Step::ChangeLeverage { leverage } => w.leveraged(&number(leverage)),
        Step::Funding { mark, rate } => {
            let percent = number(rate.get().sat_mul(Decimal::ONE_HUNDRED).normalize());
            w.funded(&number(mark.get()), &words.numbers().percent(&percent))
        }
        Step::Deposit { amount } => w.deposited(&number(amount.get())),
    }
}

/// The steps with which the trade of the page begins: money for it and as much again, then the position. Errors: overflow.
pub fn beginning(terms: &Terms, step: Step) -> Result<Vec<Step>, Error> {
    let Step::Open { size, price, leverage, .. } = step else { return Ok(vec![step]) };
    let notional = match terms.contract {
        Contract::Linear => size.at(price)?.get(),
        Contract::Inverse => size.get().over(price.get())?,
    };
    let digits = if terms.contract == Contract::Linear { 2 } else { 8 };
    let amount = notional.over(leverage)?.times(Decimal::TWO)?.round_dp(digits);
    Ok(vec![Step::Deposit { amount: Money::new(amount) }, step])
}
