//! The figure of the bench: what detectors make of a reader's rows as they stand, and what the two prices of the page's trade become with the depth in
//! them. Mend a row, and both move.

use crate::engine::band::{self, Edges};
use crate::engine::jobs::watching::Benched;
use crate::engine::jobs::watching::bench::StreamOf;
use crate::engine::margin::Trigger;
use crate::engine::monitor::series::flaw::Fault;
use crate::engine::numeric::float;
use crate::engine::scenario::{BookChoice, ParameterId as P, Scenario};
use crate::engine::units::Price;
use crate::engine::{Cause, Error};
use crate::figures::chart::board::{Board, Pen};
use crate::figures::chart::layout;
use crate::figures::chart::projection::{Point, Scale};
use crate::figures::chart::text::{Anchor, Type};
use crate::figures::figure::{Figure, Text};
use crate::figures::format::{PriceFormat, shown_gap};
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers::{cell, count_cell, decimal, many, percent, shown};
use crate::figures::plain;
use crate::figures::spans::span;
use crate::figures::table::{Table, TableRow};
use crate::figures::theme::{FUNDING, Ink, LABEL, LIQUIDATION, PRICE, REFERENCE, RULE, TEXT, TICK};
use crate::words::Words;
use rust_decimal::Decimal;
use std::sync::Arc;

pub mod sheet;

/// The figure's name in the page and in file names.
pub const NAME: &str = "bench";

/// Height of the picture: wide, narrow. The style sheet reserves the same.
pub const HEIGHTS: (u32, u32) = (420, 440);

/// Times its limit up to which a statistic is drawn.
const MOST: f64 = 1.5;
/// Alarms that are named.
const NAMED: usize = 6;

/// An ink for each stream, and again from the first.
const INKS: [Ink; 3] = [PRICE, REFERENCE, FUNDING];

/// The model.
#[derive(Debug, Clone, PartialEq)]
pub struct BenchFigure {
    benched: Arc<Benched>,
    /// The numbers of its rows, as the reader counts them.
    numbers: Vec<usize>,
    /// Both edges with the least depth of the rows; `None` where they have none that can be used.
    edges: Option<Edges>,
    format: PriceFormat,
}

impl BenchFigure {
    /// Of rows, by the numbers they have, and the trade of a scenario.
    #[must_use]
    pub fn of(benched: Arc<Benched>, numbers: Vec<usize>, scenario: &Scenario) -> Self {
        let edges = edges(&benched, *scenario).ok();
        let format = PriceFormat::of(scenario, edges.as_ref().and_then(|edges| edges.budget.gap));
        Self { benched, numbers, edges, format }
    }

    /// The number of a row, from 1.
    fn number(&self, row: usize) -> usize {
        self.numbers.get(row).copied().unwrap_or(row.saturating_add(1))
    }

    fn alarms(&self) -> usize {
        self.benched.streams.iter().map(|stream| stream.alarms.len()).sum()
    }

    /// The gap of both prices in words.
    fn gap(&self, words: &'static Words) -> String {
        let gap = self.edges.as_ref().and_then(|e| shown_gap(e.optimistic, e.conservative, self.format.headline));
        gap.map_or_else(|| words.numbers().not_known().to_owned(), |gap| self.format.short(gap, words))
    }

    fn conservative(&self, words: &'static Words) -> String {
        let w = words.bench();
        self.edges.as_ref().map_or_else(
            || words.numbers().not_known().to_owned(),
            |edges| self.format.trigger(edges.conservative, w.never(), w.always(), words),
        )
    }

    fn volatility(&self, words: &'static Words) -> String {
        let found = self.benched.volatility;
        found.map_or_else(|| words.numbers().not_known().to_owned(), |part| percent(100.0 * part, 0, words))
    }

    /// The finding, said with a control.
    #[must_use]
    pub fn said(&self, words: &'static Words) -> String {
        self.title(words)
    }

    fn title(&self, words: &'static Words) -> String {
        let w = words.bench();
        let (alarms, faults) = (many(self.alarms(), words), many(self.benched.counts.1, words));
        match (self.benched.counts.1, self.alarms()) {
            (0, 0) => w.title_silent().to_owned(),
            (0, _) => w.title_mended(&alarms),
            _ => w.title_broken(&alarms, &faults),
        }
    }

    fn sentence(&self, words: &'static Words) -> String {
        let w = words.bench();
        let names = w.streams();
        let of = |stream: &StreamOf| {
            let name = names.get(stream.column).copied().unwrap_or_default();
            match (stream.not_rated, stream.alarms.is_empty()) {
                (Some(0), _) => w.too_few(name, &many(stream.samples.0, words)),
                (Some(_), _) => w.constant(name),
                (None, true) => w.silent(name),
                (None, false) => {
                    let rows = stream.alarms.iter().take(NAMED).map(|row| many(self.number(*row), words));
                    let rows = rows.collect::<Vec<_>>().join(words.lists().comma());
                    let more = stream.alarms.len() > NAMED;
                    if more { w.alarmed_more(name, &rows) } else { w.alarmed(name, &rows) }
                }
            }
        };
        let streams: Vec<String> = self.benched.streams.iter().map(of).collect();
        let (rows, faults) = self.benched.counts;
        let mut said = w.sentence(&many(faults, words), &many(rows, words), &streams.join(words.lists().semicolon()));
        said.push(' ');
        said.push_str(&match self.edges {
            Some(_) => w.prices(&self.conservative(words), &self.gap(words), &self.volatility(words)),
            None => w.prices_unknown(&self.volatility(words)),
        });
        said
    }
}

/// Both edges of the trade of a scenario with the least depth of rows in its book. Errors: no depth, or none that a book can have.
fn edges(benched: &Benched, scenario: Scenario) -> Result<Edges, Error> {
    let (mark, depth) = benched.market;
    let none = || Error::from(Cause::Empty);
    let depth = depth.zip(mark).and_then(|(depth, mark)| decimal(depth * mark)).ok_or_else(none)?;
    let scenario = scenario.choosing(BookChoice::Linear).with_number(P::DepthOnePercent, depth.round_dp(2))?;
    band::edges(&scenario.question()?)
}

impl Figure for BenchFigure {
    fn name(&self) -> &'static str {
        NAME
    }

    fn text(&self, words: &'static Words) -> Text {
        let w = words.bench();
        Text {
            title: self.title(words),
            subtitle: w.subtitle().to_owned(),
            sentence: self.sentence(words),
            leaves_out: w.leaves_out().into(),
        }
    }

    fn table(&self, words: &'static Words) -> Table {
        let w = words.bench();
        let names = w.streams();
        let not_rated = || (words.monitor().not_rated().to_owned(), String::new());
        let blank = || (String::new(), String::new());
        let count = |n: usize| count_cell(float(n), words);
        let length = |of: Option<f64>| of.map_or_else(not_rated, |samples| cell(samples, 0, words));
        let of = |stream: &StreamOf| {
            let first = stream.alarms.first().map_or_else(blank, |row| count(self.number(*row)));
            let alarms = if stream.not_rated.is_some() { not_rated() } else { count(stream.alarms.len()) };
            let (printed, corrected) = stream.lengths;
            TableRow {
                head: names.get(stream.column).copied().unwrap_or_default().to_owned(),
                cells: vec![count(stream.samples.0), alarms, first, length(printed), length(corrected)],
                here: !stream.alarms.is_empty(),
            }
        };
        let mut rows: Vec<TableRow> = self.benched.streams.iter().map(of).collect();
        let not_known = || (words.numbers().not_known().to_owned(), String::new());
        let price = |of: Option<Decimal>| {
            of.map_or_else(not_known, |price| {
                (self.format.short(price, words), plain::rounded(price, self.format.headline))
            })
        };
        let edge = |of: &dyn Fn(&Edges) -> Trigger| self.edges.as_ref().and_then(|edges| of(edges).price());
        let volatility = self.benched.volatility.map_or_else(not_known, |part| cell(100.0 * part, 0, words));
        for (head, now) in w.rows().into_iter().zip([
            volatility,
            price(edge(&|edges| edges.optimistic).map(Price::get)),
            price(edge(&|edges| edges.conservative).map(Price::get)),
        ]) {
            rows.push(TableRow {
                head: head.to_owned(),
                cells: vec![now, blank(), blank(), blank(), blank()],
                here: false,
            });
        }
        Table { caption: w.table(), columns: Table::heads(&w.columns()), rows }
    }

    fn svg(&self, words: &'static Words, frame: Frame, medium: Medium) -> Result<String, Error> {
        let mut board = Board::new(frame, medium);
        board.layer("known", &|pen| self.draw(pen, words, frame))?;
        let text = self.text(words);
        Ok(board.finish(&text.title, &text.sentence))
    }
}

impl BenchFigure {
    fn draw(&self, pen: &Pen<'_, '_>, words: &'static Words, frame: Frame) -> Result<(), Error> {
        let w = words.bench();
        let (width, bottom) = (f64::from(frame.width), f64::from(frame.height) - 112.0);
        let names = w.streams();
        let streams = &self.benched.streams;
        let step = bottom / float(streams.len().max(1));
        let x = Scale::new((0.0, float(self.benched.counts.0.saturating_sub(1)).max(1.0)), (6.0, width - 6.0));
        for ((n, stream), ink) in streams.iter().enumerate().zip(INKS.into_iter().cycle()) {
            let top = step * float(n);
            let name = names.get(stream.column).copied().unwrap_or_default();
            pen.text((0.0, top + 10.0), name, Type::new(14.0, LABEL))?;
            let (from, to) = (top + 24.0, top + step - 8.0);
            pen.line(&[(6.0, to), (width - 6.0, to)], RULE, 1.0)?;
            if stream.not_rated.is_some() {
                let kind = Type::new(14.0, TICK).anchored(Anchor::End);
                pen.text((width - 6.0, top + 10.0), words.monitor().not_rated(), kind)?;
                continue;
            }
            let y = Scale::new((0.0, MOST), (to, from));
            pen.dashes(&[(6.0, y.place(1.0)), (width - 6.0, y.place(1.0))], LIQUIDATION, 1.0, (4.0, 3.0))?;
            let at = |(row, ratio): &(usize, f64)| (x.place(float(*row)), y.place(ratio.clamp(0.0, MOST)));
            let points: Vec<Point> = stream.ratios.iter().map(at).collect();
            pen.line(&points, ink, 1.75)?;
            for row in &stream.alarms {
                pen.dot((x.place(float(*row)), y.place(MOST)), 4.0, LIQUIDATION, false)?;
            }
        }
        // Where faults are.
        let faulty = self.benched.shown.iter().filter(|row| !row.flaws.is_empty());
        for row in faulty {
            let at = x.place(float(row.row));
            pen.line(&[(at, bottom), (at, bottom + 8.0)], LIQUIDATION, 2.5)?;
        }
        let last = many(self.number(self.benched.counts.0.saturating_sub(1)), words);
        pen.text((6.0, bottom + 20.0), &many(self.number(0), words), layout::tick())?;
        pen.text((f64::midpoint(6.0, width), bottom + 20.0), w.axis(), layout::tick().anchored(Anchor::Middle))?;
        pen.text((width - 6.0, bottom + 20.0), &last, layout::tick().anchored(Anchor::End))?;
        let strong = Type::new(15.0, TEXT).strong();
        pen.text((0.0, bottom + 52.0), &w.conservative(&self.conservative(words)), strong)?;
        if self.edges.is_some() {
            pen.text((0.0, bottom + 76.0), &w.gap(&self.gap(words)), Type::new(14.0, LABEL))?;
        }
        pen.text((0.0, bottom + 98.0), &w.volatility(&self.volatility(words)), Type::new(14.0, LABEL))
    }
}

/// What a fault is, in words, with its row.
#[must_use]
pub fn fault(fault: Fault, value: f64, words: &'static Words) -> String {
    let w = words.bench();
    match fault {
        Fault::Missing => w.missing().to_owned(),
        Fault::NotANumber => w.not_a_number().to_owned(),
        Fault::Zero => w.zero().to_owned(),
        Fault::Twice => w.twice(&shown(value, 0, words)),
        Fault::Backwards => w.backwards(&span(Some(value), words)),
        Fault::Unit => w.unit(&shown(value, if value < 1.0 { 4 } else { 0 }, words)),
    }
}
