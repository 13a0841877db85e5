//! Tables: read row by row from bytes that are all there, a slice at a time, so that whoever drives it can report and stop.

use super::assemble::Assembler;
use super::book;
use super::cells::{Cells, Taken};
use super::proposal::{Answers, Note, Proposal};
use super::recognise::best;
use super::role::{Role, Why};
use super::shape::{BLANK, Kind, Shape};
use super::value::{is_nothing, moment};
use crate::engine::error::{FileProblem, Part};
use crate::engine::{Cause, Error};
use std::io::Cursor;

/// Delimiters, most usual first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// A book a row, in numbered columns.
static NUMBERED: Shape = Shape { key: "tardis-book", from: "Tardis", kind: Kind::Book, ..BLANK };

/// How far a table has been read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Bytes read.
    pub bytes: u64,
    /// Rows read.
    pub rows: usize,
    /// True at the end.
    pub done: bool,
}

/// What a column is.
#[derive(Debug, Clone)]
struct Column {
    name: String,
    role: Option<Role>,
    first: Option<String>,
    filled: usize,
}

/// What rows of a table are.
#[derive(Debug)]
enum Rows {
    Shape(&'static Shape),
    Books(Vec<(bool, usize, usize)>),
}

/// A table that is being read.
#[derive(Debug)]
pub struct Table {
    reader: csv::Reader<Cursor<Vec<u8>>>,
    columns: Vec<Column>,
    rows: Rows,
    others: Vec<&'static str>,
    assembler: Assembler,
    read: usize,
    decimal_comma: bool,
    last_book: Option<Vec<String>>,
}

impl Table {
    /// Looks at the header. Errors: no header, or one of no known shape.
    pub fn new(text: &str, answers: &Answers) -> Result<Self, Error> {
        let text = text.trim_start_matches('\u{feff}').trim_start_matches(['\r', '\n']);
        let first = text.lines().next().unwrap_or("");
        let count = |delimiter: &u8| first.bytes().filter(|b| b == delimiter).count();
        let delimiter = DELIMITERS.iter().rev().max_by_key(|d| count(d)).copied().unwrap_or(b',');
        if count(&delimiter) == 0 {
            return Err(Cause::File(FileProblem::NoValue).into());
        }
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(Cursor::new(text.as_bytes().to_vec()));
        let header: Vec<String> = reader.headers().map_err(|e| broken(&e))?.iter().map(str::to_owned).collect();
        let (rows, others, columns) = shaped(header, answers)?;
        Ok(Self {
            reader,
            columns,
            rows,
            others,
            assembler: Assembler::new(answers),
            read: 0,
            decimal_comma: delimiter == b';',
            last_book: None,
        })
    }

    /// Reads up to so many rows more. Errors: bytes that are no text.
    pub fn step(&mut self, rows: usize) -> Result<Progress, Error> {
        let mut record = csv::StringRecord::new();
        for _ in 0..rows {
            if !self.reader.read_record(&mut record).map_err(|e| broken(&e))? {
                return Ok(self.progress(true));
            }
            self.read = self.read.saturating_add(1);
            self.row(&record);
        }
        Ok(self.progress(false))
    }

    fn progress(&self, done: bool) -> Progress {
        Progress { bytes: self.reader.position().byte(), rows: self.read, done }
    }

    fn row(&mut self, record: &csv::StringRecord) {
        if record.len() != self.columns.len() {
            let problem = FileProblem::Columns { found: record.len(), wanted: self.columns.len() };
            let line = self.line(record);
            let error = Error::at(Part::Line(line), Cause::File(problem));
            self.assembler.findings().refuse(&format!("line {line}"), "", error);
            return;
        }
        let mut comma_read = None;
        if self.decimal_comma && record.iter().any(|cell| cell.contains(',')) {
            comma_read = Some(with_points(record));
            self.assembler.note(Note::DecimalComma);
        }
        let record = comma_read.as_ref().unwrap_or(record);
        for (column, cell) in self.columns.iter_mut().zip(record) {
            if !is_nothing(cell) {
                column.filled = column.filled.saturating_add(1);
                if column.first.is_none() {
                    column.first = Some(cell.to_owned());
                }
            }
        }
        match &self.rows {
            Rows::Shape(shape) => {
                let cells = Line { columns: &self.columns, record };
                let path = if shape.kind == Kind::Position { format!("row {}", self.read) } else { String::new() };
                match self.assembler.take(shape, &path, &cells) {
                    Ok(Taken::Used | Taken::Empty) => {}
                    Err(error) => {
                        let line = self.line(record);
                        let error = error.inside(Part::Line(line));
                        self.assembler.findings().refuse(&format!("line {line}"), "", error);
                    }
                }
            }
            // The last book of a file is the one that is used.
            Rows::Books(_) => self.last_book = Some(record.iter().map(str::to_owned).collect()),
        }
    }

    /// The line of a record, counted from 1, header and all.
    fn line(&self, record: &csv::StringRecord) -> usize {
        record.position().map_or(self.read, |at| usize::try_from(at.line()).unwrap_or(usize::MAX))
    }

    /// The whole table as a proposal. Errors: nothing in it can be used.
    pub fn finish(mut self) -> Result<Proposal, Error> {
        match &self.rows {
            Rows::Shape(shape) => self.assembler.recognise(shape, &self.others, self.read),
            Rows::Books(columns) => {
                self.assembler.recognise(&NUMBERED, &[], self.read);
                if let Some(cells) = &self.last_book {
                    if self.read > 1 {
                        self.assembler.note(Note::LastMoment);
                    }
                    let cell = |place: usize| cells.get(place).map_or("", String::as_str);
                    let name = |place: usize| self.columns.get(place).map_or("", |column| column.name.as_str());
                    let by_name = |wanted: &str| self.columns.iter().position(|c| c.name == wanted).map(cell);
                    let (symbol, time) = (by_name("symbol").unwrap_or(""), by_name("timestamp"));
                    let read = book::numbered_row(columns, cell, name).and_then(|sides| {
                        self.assembler.numbered_book(sides, symbol, time.and_then(|t| moment(t).ok()))
                    });
                    if let Err(error) = read {
                        self.assembler.findings().refuse("book", "", error);
                    }
                }
            }
        }
        let is_book = matches!(self.rows, Rows::Books(_));
        for column in &self.columns {
            let fate = match column.role {
                Some(Role::Unused(why)) => Err(why),
                Some(_) if column.filled == 0 => Err(Why::Nothing),
                Some(role) => Ok(role),
                None if is_book && column.name.contains("].") => Ok(Role::BookSide),
                None => Err(Why::Unknown),
            };
            let first = column.first.clone().unwrap_or_default();
            self.assembler.findings().column(&column.name, &first, fate, column.filled);
        }
        self.assembler.finish()
    }
}

/// What a header says. Names are compared as they stand, then in small letters with underscores for spaces.
fn shaped(header: Vec<String>, answers: &Answers) -> Result<(Rows, Vec<&'static str>, Vec<Column>), Error> {
    let column = |name: String, role| Column { name, role, first: None, filled: 0 };
    if let Some(columns) = book::numbered_columns(&header) {
        let columns_named = header.into_iter().map(|name| column(name, None)).collect();
        return Ok((Rows::Books(columns), vec![], columns_named));
    }
    let plain: Vec<String> = header.iter().map(|name| name.to_lowercase().replace([' ', '-'], "_")).collect();
    let has = |names: &[String], key: &str| names.iter().any(|name| name == key);
    let wanted = answers.shape.as_deref();
    let found = best(|key| has(&header, key), wanted)
        .map(|found| (found, &header))
        .or_else(|| best(|key| has(&plain, key), wanted).map(|found| (found, &plain)));
    let Some(((shape, others), names)) = found else {
        let names = header.iter().take(6).map(|name| crate::engine::echo::echo(name)).collect();
        return Err(Cause::File(FileProblem::UnknownShape { names }).into());
    };
    let columns = header.iter().zip(names).map(|(name, known)| column(name.clone(), shape.role(known))).collect();
    Ok((Rows::Shape(shape), others, columns))
}

/// A row with decimal points where it has decimal commas.
fn with_points(record: &csv::StringRecord) -> csv::StringRecord {
    let number = |cell: &str| {
        cell.matches(',').count() == 1
            && cell.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'-' | b'+' | b'e' | b'E'))
    };
    let mut points: csv::StringRecord =
        record.iter().map(|cell| if number(cell) { cell.replace(',', ".") } else { cell.to_owned() }).collect();
    points.set_position(record.position().cloned());
    points
}

fn broken(error: &csv::Error) -> Error {
    let line = error.position().map_or(1, |at| usize::try_from(at.line()).unwrap_or(usize::MAX));
    Error::at(Part::Line(line), Cause::File(FileProblem::NotText))
}

/// A row of a table.
struct Line<'a> {
    columns: &'a [Column],
    record: &'a csv::StringRecord,
}

impl Cells for Line<'_> {
    fn cell(&self, role: Role) -> Option<(&str, &str)> {
        self.columns
            .iter()
            .zip(self.record)
            .find(|(column, cell)| column.role == Some(role) && !is_nothing(cell))
            .map(|(column, cell)| (column.name.as_str(), cell))
    }
}

/// Reads a whole table.
pub(super) fn read(text: &str, answers: &Answers) -> Result<Proposal, Error> {
    let mut table = Table::new(text, answers)?;
    while !table.step(4096)?.done {}
    table.finish()
}
