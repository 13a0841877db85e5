//! Rows become what they are proposed as. One builder a kind; `Assembler` hands rows out and gathers what became of them.

mod account;
mod brackets;
mod bybit;
mod funding;
mod position;
mod rates;
mod series;

use super::book::{self, BookBuilder};
use super::cells::{Cells, Leaf, Row, Taken, named};
use super::findings::Findings;
use super::json::Json;
use super::proposal::{Answers, Proposal, Recognised};
use super::recognise::Sink;
use super::role::{Role, Why};
use super::shape::{Kind, Shape};
use super::value::is_nothing;
use crate::engine::error::{FileProblem, Part};
use crate::engine::{Cause, Error};
use brackets::BracketBuilder;
use funding::FundingBuilder;
use series::SeriesBuilder;

/// Gathers rows until the file ends.
#[derive(Debug, Default)]
pub(super) struct Assembler {
    answers: Answers,
    proposal: Proposal,
    findings: Findings,
    brackets: BracketBuilder,
    funding: FundingBuilder,
    series: SeriesBuilder,
    books: BookBuilder,
}

impl Assembler {
    pub(super) fn new(answers: &Answers) -> Self {
        Self { answers: answers.clone(), ..Self::default() }
    }

    /// Counts a row and says what it was taken for.
    pub(super) fn recognise(&mut self, shape: &'static Shape, others: &[&'static str], rows: usize) {
        self.proposal.rows = self.proposal.rows.saturating_add(rows);
        let known = self.proposal.recognised.iter_mut().find(|known| known.key == shape.key);
        let entry = match known {
            Some(entry) => entry,
            None => {
                self.proposal.recognised.push(Recognised::of(shape, others.to_vec()));
                let Some(entry) = self.proposal.recognised.last_mut() else { return };
                entry
            }
        };
        entry.rows = entry.rows.saturating_add(rows);
    }

    /// Reads one row. Errors name the field that cannot be used.
    pub(super) fn take<C: Cells>(&mut self, shape: &'static Shape, path: &str, cells: &C) -> Result<Taken, Error> {
        let taken = match shape.kind {
            Kind::Position => position::take(shape, path, cells, &self.answers, &mut self.proposal),
            Kind::Account => account::take(cells, &mut self.proposal),
            Kind::Bracket => self.brackets.take(shape, cells, &self.answers, &mut self.proposal),
            Kind::Funding => self.funding.take(cells),
            Kind::Liquidation => series::liquidation(shape, cells, &self.answers, &mut self.proposal),
            Kind::Ticker => self.series.ticker(cells, &mut self.proposal),
            Kind::Band => series::band(cells, &mut self.proposal),
            Kind::Book => self.books.level(cells),
            Kind::Document => Ok(Taken::Empty),
        }?;
        if taken == Taken::Used {
            self.proposal.rows_used = self.proposal.rows_used.saturating_add(1);
        }
        Ok(taken)
    }

    /// Findings, for a reader of tables that tells of columns.
    pub(super) fn findings(&mut self) -> &mut Findings {
        &mut self.findings
    }

    /// A book whose levels stand in the columns of a table.
    pub(super) fn numbered_book(&mut self, book: book::Sides, symbol: &str, time: Option<i64>) -> Result<(), Error> {
        let book = book::assemble(book, symbol, time, None)?;
        self.proposal.rows_used = self.proposal.rows_used.saturating_add(1);
        self.proposal.books.push(book);
        Ok(())
    }

    /// A note, for a reader of tables.
    pub(super) fn note(&mut self, note: super::proposal::Note) {
        self.proposal.note(note);
    }

    /// The whole. Errors: the first refusal, where nothing could be used; [`FileProblem::NoRows`] where there was nothing to refuse.
    pub(super) fn finish(mut self) -> Result<Proposal, Error> {
        let shape_known = !self.proposal.recognised.is_empty();
        let names = self.findings.stray_names();
        if let Err(error) = self.brackets.finish(&self.answers, &mut self.proposal) {
            self.findings.refuse("brackets", "", error);
        }
        self.funding.finish(&mut self.proposal);
        self.series.finish(&mut self.proposal);
        if let Err(error) = self.books.finish(&mut self.proposal) {
            self.findings.refuse("book", "", error);
        }
        if self.proposal.account.behind_cross(&[]).is_ok_and(|known| known.is_none()) {
            self.proposal.account.cross_wallet = self.answers.wallet;
        }
        position::ask_for_wallets(&mut self.proposal);
        self.proposal.findings = self.findings.list();
        if !self.proposal.is_empty() || !self.proposal.questions.is_empty() {
            return Ok(self.proposal);
        }
        let refusal = self.proposal.first_refusal().cloned();
        let unknown = if shape_known { FileProblem::NoRows } else { FileProblem::UnknownShape { names } };
        Err(refusal.unwrap_or_else(|| Cause::File(unknown).into()))
    }

    /// Tells of each field of a row what became of it.
    fn tell(&mut self, shape: &Shape, row: &Row, outcome: &Result<Taken, Error>) {
        let each = matches!(shape.kind, Kind::Position | Kind::Account);
        let blamed = match outcome {
            Err(error) => {
                let text = row.leaves.iter().find(|leaf| error.place.0.contains(&named(&leaf.path)));
                let (path, text) = text.map_or((row.path.as_str(), ""), |leaf| (&leaf.path, &leaf.text));
                self.findings.refuse(path, text, error.clone());
                Some(path)
            }
            Ok(_) => None,
        };
        for leaf in row.leaves.iter().filter(|leaf| Some(leaf.path.as_str()) != blamed) {
            self.findings.tell(&leaf.path, &leaf.text, fate(leaf, outcome), each);
        }
    }
}

/// Used, or why not.
fn fate(leaf: &Leaf, outcome: &Result<Taken, Error>) -> Result<Role, Why> {
    match (leaf.role, outcome) {
        (Some(Role::Unused(why)), _) => Err(why),
        (None, _) => Err(Why::Unknown),
        (_, Err(_)) => Err(Why::RowNotUsed),
        (_, Ok(Taken::Empty)) => Err(Why::EmptyPosition),
        (Some(role), Ok(Taken::Used)) => {
            let zero =
                matches!(role, Role::Liquidation | Role::Margin | Role::MarginWithProfit | Role::MarginWithReserve)
                    && super::value::number(&leaf.text).is_ok_and(|value| value.is_zero());
            if zero || is_nothing(&leaf.text) { Err(Why::Nothing) } else { Ok(role) }
        }
    }
}

impl Sink for Assembler {
    fn wanted(&self) -> Option<&str> {
        self.answers.shape.as_deref()
    }

    fn row(&mut self, shape: &'static Shape, others: &[&'static str], row: &Row) {
        self.recognise(shape, others, 1);
        let outcome = self.take(shape, &row.path, row);
        self.tell(shape, row, &outcome);
    }

    fn book(&mut self, path: &str, value: &Json, around: &[&Json]) {
        self.recognise(&book::SHAPE, &[], 1);
        match book::read(value, around, &self.answers, &mut self.proposal) {
            Ok(read) => {
                self.proposal.rows_used = self.proposal.rows_used.saturating_add(1);
                self.proposal.books.push(read);
                self.findings.tell(path, "", Ok(Role::BookSide), true);
            }
            Err(error) => {
                let error = if path.is_empty() { error } else { error.inside(Part::Named(super::cells::tail(path))) };
                self.findings.refuse(path, "", error);
            }
        }
    }

    fn stray(&mut self, path: &str, text: &str) {
        self.findings.stray(path, text);
    }
}
