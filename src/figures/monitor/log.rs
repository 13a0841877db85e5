//! The log as a table: one line a decision, the newest first.

use crate::engine::jobs::watching::Record;
use crate::engine::monitor::watch::Watched;
use crate::figures::chart::projection::number;
use crate::figures::numbers::{cell, shown};
use crate::figures::spans::span;
use crate::figures::table::{Table, TableRow};
use crate::words::Words;
use rust_decimal::Decimal;
use std::str::FromStr as _;

/// What of the log is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filter {
    /// Alarms of streams that were quiet, and the seconds at which the state changes.
    News,
    /// Alarms.
    Alarms,
    /// Seconds at which a rule refused.
    Refusals,
    /// All.
    All,
}

impl Filter {
    /// All of them, in the order of the control.
    pub const ALL: [Self; 4] = [Self::News, Self::Alarms, Self::Refusals, Self::All];
}

/// Seconds without an alarm after which one is new.
const QUIET: f64 = 5.0;

/// Most lines that are shown at once.
const MOST: usize = 60;

/// A line of the log, in its parts; what is not there is empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Line<'a> {
    sequence: &'a str,
    time: &'a str,
    source: &'a str,
    statistic: &'a str,
    limit: &'a str,
    nominal: &'a str,
    corrected: &'a str,
    rules: &'a str,
    outcome: &'a str,
    own: &'a str,
}

impl<'a> Line<'a> {
    fn of(text: &'a str) -> Self {
        let mut line = Self::default();
        for (key, value) in text.split(' ').filter_map(|part| part.split_once('=')) {
            let slot = match key {
                "seq" => &mut line.sequence,
                "t" => &mut line.time,
                "source" => &mut line.source,
                "statistic" => &mut line.statistic,
                "limit" => &mut line.limit,
                "nominal" => &mut line.nominal,
                "corrected" => &mut line.corrected,
                "rules" => &mut line.rules,
                "outcome" => &mut line.outcome,
                "line" => &mut line.own,
                _ => continue,
            };
            *slot = value;
        }
        line
    }

    fn is_alarm(&self) -> bool {
        self.outcome == "alarm"
    }
}

/// How many lines there are up to a second.
#[must_use]
pub fn lines(record: &Record, time: f64) -> usize {
    record.at(time).map_or(0, |moment| moment.lines)
}

/// The kept log up to a second, as a filter shows it; with how many lines pass.
#[must_use]
pub fn table(record: &Record, kept: &str, time: f64, filter: Filter, words: &'static Words) -> (Table, usize) {
    let w = words.watchlog();
    let mut state = "normal";
    let mut found = Vec::new();
    let mut alarmed: Vec<(&str, f64)> = Vec::new();
    for text in kept.lines().take(lines(record, time)) {
        let line = Line::of(text);
        let changes = !line.is_alarm() && line.outcome != state;
        if !line.is_alarm() {
            state = line.outcome;
        }
        let is_new = line.is_alarm() && is_new(&mut alarmed, &line);
        let passes = match filter {
            Filter::News => is_new || changes,
            Filter::Alarms => line.is_alarm(),
            Filter::Refusals => !line.is_alarm() && line.rules != "-",
            Filter::All => true,
        };
        if passes {
            found.push(line);
        }
    }
    let all = found.len();
    let rows = found.iter().rev().take(MOST).map(|line| row(line, words)).collect();
    (Table { caption: w.table(), columns: Table::heads(&w.columns()), rows }, all)
}

/// A number of a line; `None` where it is none.
fn read(text: &str) -> Option<f64> {
    Decimal::from_str(text).ok().map(number)
}

/// True where a stream alarms that has been quiet for a while.
fn is_new<'a>(alarmed: &mut Vec<(&'a str, f64)>, line: &Line<'a>) -> bool {
    let now = read(line.time).unwrap_or(0.0);
    match alarmed.iter_mut().find(|(source, _)| *source == line.source) {
        Some((_, last)) => {
            let quiet = now - *last > QUIET;
            *last = now;
            quiet
        }
        None => {
            alarmed.push((line.source, now));
            true
        }
    }
}

fn row(line: &Line<'_>, words: &'static Words) -> TableRow {
    let w = words.monitor();
    let said = |text: &str| (text.to_owned(), text.to_owned());
    let compared = |text: &str, digits| read(text).map_or_else(|| said(text), |value| cell(value, digits, words));
    let length = |text: &str| {
        let shown = read(text).map_or_else(|| w.not_rated().to_owned(), |value| span(Some(value), words));
        (if line.is_alarm() { shown } else { String::new() }, text.to_owned())
    };
    let (streams, states) = (w.streams(), w.states());
    let stream = Watched::ALL.iter().position(|watched| watched.name() == line.source);
    let who = stream.and_then(|at| streams.get(at).copied()).unwrap_or_else(|| words.watchlog().gate());
    let state = ["normal", "reduced", "halted"].iter().position(|state| *state == line.outcome);
    let outcome = state.and_then(|at| states.get(at).copied()).unwrap_or(line.outcome);
    let time = read(line.time).map_or_else(|| line.time.to_owned(), |time| shown(time, 0, words));
    TableRow {
        head: line.sequence.to_owned(),
        cells: vec![
            (time, line.time.to_owned()),
            said(who),
            compared(line.statistic, 2),
            compared(line.limit, 2),
            length(line.nominal),
            length(line.corrected),
            said(line.rules),
            (outcome.to_owned(), line.outcome.to_owned()),
            (line.own.chars().take(8).collect(), line.own.to_owned()),
        ],
        here: line.is_alarm(),
    }
}

/// A log with one byte changed: the first digit of what was compared in the last line up to a second. The log, the line, what stood there and what
/// stands there now; `None` where there is no such line.
#[must_use]
pub fn tampered(record: &Record, kept: &str, time: f64) -> Option<(String, usize, char, char)> {
    const KEY: &str = " statistic=";
    let number = lines(record, time);
    let start = kept.split_inclusive('\n').take(number.checked_sub(1)?).map(str::len).sum::<usize>();
    let line = kept.get(start..)?.lines().next()?;
    let value = line.find(KEY)?.checked_add(KEY.len())?;
    let offset = line.get(value..)?.find(|c: char| c.is_ascii_digit())?;
    let at = start.checked_add(value)?.checked_add(offset)?;
    let from = kept.get(at..)?.chars().next()?;
    let to = char::from_digit(from.to_digit(10)?.checked_add(1)?.checked_rem(10)?, 10)?;
    let mut changed = kept.to_owned();
    changed.replace_range(at..at.checked_add(1)?, to.encode_utf8(&mut [0; 4]));
    Some((changed, number, from, to))
}
