//! The small multiples: the same position, prices and months under three leverages.

use super::months::{Asked, Contours, MONTHS, Months};
use super::plot::{Band, axis, plot};
use super::{count, percent_cell, price_cell};
use crate::engine::Error;
use crate::engine::margin::Trigger;
use crate::engine::scenario::{Note, ParameterId as P, Scenario};
use crate::engine::units::Price;
use crate::figures::chart::axis::Axis;
use crate::figures::chart::board::{Board, Pen};
use crate::figures::chart::layout::{self, MARGIN};
use crate::figures::chart::projection::Area;
use crate::figures::chart::text::{Anchor, Type};
use crate::figures::days::{LAST_DAY, days_in_words};
use crate::figures::figure::{Figure, Text};
use crate::figures::format::PriceFormat;
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers::ungrouped;
use crate::figures::numbers::{exact, grouped};
use crate::figures::reveal::Reveal;
use crate::figures::table::{Table, TableRow};
use crate::figures::theme::{LABEL, RULE, TEXT, TICK};
use crate::words::{Count, Words, joined};
use rust_decimal::Decimal;
use std::sync::Arc;

/// The figure's name in the page and in file names.
pub const NAME: &str = "multiples";

/// The boxes it is drawn for: beside the other figure, and on the narrowest phone.
pub const FRAMES: (Frame, Frame) = (Frame { width: 464, height: 260 }, Frame { width: 288, height: 260 });

/// Between the vertical axis and its figures.
const ASIDE: f64 = 8.0;

/// Below this width names move into the plots.
const NARROW: u32 = 400;

/// The leverages compared.
pub const LEVERAGES: [u32; 3] = [3, 10, 25];

/// Why a leverage has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// The table allows no more than this at such a notional.
    Above(Decimal),
    /// The rule has none.
    NoAnswer,
}

/// One leverage.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// Leverage.
    pub leverage: u32,
    /// What becomes of it.
    pub months: Result<Arc<Months>, Refused>,
}

/// The model.
#[derive(Debug, Clone, PartialEq)]
pub struct MultiplesFigure {
    /// One for each of [`LEVERAGES`].
    pub panels: Vec<Panel>,
    contours: Arc<Contours>,
    start: Price,
    today: u32,
    reveal: Reveal,
    axis: Axis,
    format: PriceFormat,
}

impl MultiplesFigure {
    /// The model of a scenario whose own leverage has been worked out, with whatever has not changed since the one before.
    #[must_use]
    pub fn after(
        scenario: &Scenario,
        reveal: Reveal,
        (own, contours): (&Arc<Months>, &Arc<Contours>),
        before: Option<&Self>,
    ) -> Self {
        let known = before.map(|b| b.panels.as_slice()).unwrap_or_default();
        let known: Vec<&Arc<Months>> = known.iter().filter_map(|p| p.months.as_ref().ok()).chain([own]).collect();
        let panels = LEVERAGES.map(|leverage| Panel { leverage, months: panel(scenario, leverage, &known) });
        let mut seen: Vec<&Months> = panels.iter().filter_map(|p| p.months.as_deref().ok()).collect();
        if seen.is_empty() {
            seen.push(own);
        }
        let axis = axis(&seen, contours);
        let format = PriceFormat::of(scenario, None);
        let (contours, start, today) = (Arc::clone(contours), own.band.start, scenario.days());
        Self { panels: panels.to_vec(), contours, start, today, reveal, axis, format }
    }

    /// A word in place of an answer.
    fn refusal(refused: Refused, words: &Words) -> String {
        match refused {
            Refused::Above(allowed) => words.horizon().above(&times(&exact(allowed, words))),
            Refused::NoAnswer => words.horizon().no_answer().to_owned(),
        }
    }

    fn title(&self, words: &Words) -> String {
        let w = words.horizon();
        if self.reveal == Reveal::Hidden {
            return w.many_hidden().to_owned();
        }
        let counted = |panel: &Panel| Some((panel.leverage, panel.months.as_ref().ok()?.months(self.today)[1]));
        let (first, last) = (self.panels.iter().find_map(counted), self.panels.iter().rev().find_map(counted));
        match (first, last) {
            (Some((least, low)), Some((most, high))) if low != high => w.many_title(
                &ungrouped(MONTHS, words),
                &ungrouped(high, words),
                &times(&ungrouped(least, words)),
                Count::read(&ungrouped(low, words)),
                &times(&ungrouped(most, words)),
            ),
            (Some((one, _)), Some((other, _))) if one != other => w.many_same().to_owned(),
            _ => w.many_hidden().to_owned(),
        }
    }

    fn sentence(&self, words: &Words) -> String {
        let w = words.horizon();
        let items = self.panels.iter().map(|panel| {
            let leverage = times(&ungrouped(panel.leverage, words));
            match &panel.months {
                Ok(months) => {
                    let n = count(months.months(self.today)[1], self.reveal, words);
                    w.many_item(&ungrouped(MONTHS, words), &leverage, Count::read(&n))
                }
                Err(refused) => w.many_none(&leverage, &Self::refusal(*refused, words)),
            }
        });
        let list = joined(items.collect::<Vec<_>>(), words.lists().semicolon());
        w.many_sentence(&days_in_words(self.today, words), &list)
    }
}

fn panel(scenario: &Scenario, leverage: u32, known: &[&Arc<Months>]) -> Result<Arc<Months>, Refused> {
    let other = scenario.with_number(P::Leverage, leverage.into()).map_err(|_| Refused::NoAnswer)?;
    let above = other.notes().ok().and_then(|notes| {
        notes.into_iter().find_map(|note| match note {
            Note::LeverageAboveTable { allowed } => Some(allowed),
            _ => None,
        })
    });
    if let Some(allowed) = above {
        return Err(Refused::Above(allowed));
    }
    let asked = Asked::by(&other).map_err(|_| Refused::NoAnswer)?;
    match known.iter().find(|months| months.asked == asked) {
        Some(months) => Ok(Arc::clone(months)),
        None => Months::alone(asked).map(Arc::new).map_err(|_| Refused::NoAnswer),
    }
}

fn times(leverage: &str) -> String {
    format!("{leverage}\u{d7}")
}

impl Figure for MultiplesFigure {
    fn name(&self) -> &'static str {
        NAME
    }

    fn text(&self, words: &'static Words) -> Text {
        Text {
            title: self.title(words),
            subtitle: words.horizon().many_subtitle().to_owned(),
            sentence: self.sentence(words),
            leaves_out: words.horizon().many_leaves_out().into(),
        }
    }

    fn table(&self, words: &'static Words) -> Table {
        let rows = self.panels.iter().map(|panel| {
            let cells = match &panel.months {
                Ok(months) => {
                    let [optimistic, conservative] = months.edges(self.today);
                    let n = ungrouped(months.months(self.today)[1], words);
                    vec![
                        price_cell(optimistic, self.format, words),
                        price_cell(conservative, self.format, words),
                        percent_cell(months.chance(self.today)[1], words),
                        (n.clone(), n),
                    ]
                }
                Err(refused) => {
                    let why = Self::refusal(*refused, words);
                    vec![(why, String::new()), Default::default(), Default::default(), Default::default()]
                }
            };
            TableRow { head: times(&ungrouped(panel.leverage, words)), cells, here: false }
        });
        let columns = words.horizon().many_columns(&ungrouped(MONTHS, words)).into();
        Table { caption: words.horizon().many_table(), columns, rows: rows.collect() }
    }

    fn svg(&self, words: &'static Words, frame: Frame, medium: Medium) -> Result<String, Error> {
        let narrow = frame.width < NARROW;
        let share = words.numbers().percent(&ungrouped(75_u32, words));
        let beside = layout::room_for_names([(6.0, layout::tick(), share)]);
        let left = layout::room_for_ticks(&self.axis, ASIDE, words);
        let right = f64::from(frame.width) - if narrow { 6.0 } else { beside };
        let (top, bottom) = (30.0, f64::from(frame.height) - 48.0);
        let between = if narrow { 8.0 } else { 16.0 };
        let width = (right - left + between) / 3.0;
        let hidden = self.reveal == Reveal::Hidden && medium == Medium::Page;
        let mut board = Board::new(frame, medium);
        for (n, panel) in (0_u32..).zip(&self.panels) {
            let left = left + width * f64::from(n);
            let area = Area { left, top, right: left + width - between, bottom };
            let plot = Band { contours: &self.contours, start: self.start, plot: plot(&self.axis, area) };
            board.layer("axes", &|pen| self.axes(pen, &plot, words, n == 0))?;
            if !hidden {
                board.layer("beyond shade", &|pen| {
                    plot.shade(pen)?;
                    if n < 2 { Ok(()) } else { shares(pen, &plot, panel, narrow, words) }
                })?;
            }
            board.layer("known", &|pen| self.panel(pen, &plot, panel, words))?;
            board.layer(if hidden { "unknown" } else { "beyond" }, &|pen| {
                let Ok(months) = &panel.months else { return Ok(()) };
                // Without the noun: the subtitle says what is counted, and a panel is narrow.
                let n = count(months.months(self.today)[1], self.reveal, words);
                let short = words.horizon().many_count(&ungrouped(MONTHS, words), &n);
                let at = (f64::midpoint(plot.plot.area.left, plot.plot.area.right), bottom + 37.0);
                pen.text(at, &short, Type::new(15.0, TEXT).strong().anchored(Anchor::Middle))
            })?;
        }
        let text = self.text(words);
        Ok(board.finish(&text.title, &text.sentence))
    }
}

impl MultiplesFigure {
    fn axes(&self, pen: &Pen<'_, '_>, plot: &Band<'_>, words: &Words, first: bool) -> Result<(), Error> {
        let Area { left, right, bottom, .. } = plot.plot.area;
        for value in &self.axis.ticks {
            let y = plot.y(*value);
            pen.line(&[(left, y), (right, y)], RULE, 1.0)?;
            if first {
                let label = grouped(*value, self.axis.digits, words);
                pen.text((left - ASIDE, y), &label, layout::tick().anchored(Anchor::End))?;
            }
        }
        pen.text((left, bottom + 15.0), &ungrouped(0_u32, words), layout::tick())?;
        pen.text((right, bottom + 15.0), &ungrouped(LAST_DAY, words), layout::tick().anchored(Anchor::End))
    }

    fn panel(&self, pen: &Pen<'_, '_>, plot: &Band<'_>, panel: &Panel, words: &'static Words) -> Result<(), Error> {
        let name = times(&ungrouped(panel.leverage, words));
        pen.text((plot.plot.area.left, 13.0), &name, Type::new(16.0, TEXT).strong())?;
        plot.reference(pen)?;
        let middle = plot.plot.area.middle();
        let kind = Type::new(14.0, LABEL).strong().anchored(Anchor::Middle);
        match &panel.months {
            Ok(months) => {
                plot.edges(pen, months)?;
                plot.now(pen, months, self.today, plot.plot.area.top, 5.0)?;
                match months.edges(self.today) {
                    [_, Trigger::Always] => pen.text(middle, words.venues().always(), kind),
                    [_, Trigger::Never] => pen.text(middle, words.venues().never(), kind),
                    _ => Ok(()),
                }
            }
            Err(refused) => {
                // A line for each word: a panel is narrow.
                let why = Self::refusal(*refused, words);
                for (n, word) in (0_u32..).zip(why.split(' ')) {
                    pen.text((middle.0, middle.1 + 18.0 * (f64::from(n) - 1.5)), word, kind)?;
                }
                Ok(())
            }
        }
    }
}

/// The shares of the contours, at the right of the last panel or just inside it; none on an edge or on another.
fn shares(pen: &Pen<'_, '_>, plot: &Band<'_>, panel: &Panel, narrow: bool, words: &Words) -> Result<(), Error> {
    let edges = panel.months.as_ref().map_or([Trigger::Never; 2], |months| months.edges(LAST_DAY));
    let edges = edges.map(|edge| plot.edge(edge).unwrap_or(f64::NEG_INFINITY));
    let mut before = f64::NEG_INFINITY;
    for (level, (x, y)) in plot.ends().into_iter().rev() {
        let leaves = x < plot.plot.area.right - 0.5;
        let inside = narrow || leaves;
        let kind = if inside { Type::new(14.0, TEXT).anchored(Anchor::End) } else { Type::new(14.0, TICK) };
        let text = words.numbers().percent(&ungrouped(level, words));
        let least = plot.plot.area.left + kind.width(&text) + MARGIN;
        let at = if inside { ((x - 3.0).max(least), y - 10.0 * plot.way()) } else { (x + 6.0, y) };
        let on_an_edge = inside && edges.iter().any(|edge| (at.1 - edge).abs() < 12.0);
        let free = leaves || (at.1 - before).abs() > 15.0;
        if free && !on_an_edge && panel.months.is_ok() {
            pen.text(at, &text, kind)?;
            before = at.1;
        }
    }
    Ok(())
}
