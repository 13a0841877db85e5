//! The figure of drift: the meter of an input over its limit, beside the forecasts that a score misses; and by how much the first alarms sooner.

use crate::engine::Error;
use crate::engine::jobs::watching::Drifted;
use crate::engine::jobs::watching::drift::{BEGINS, ENDS, Told};
use crate::figures::chart::board::{Board, Pen};
use crate::figures::chart::labels::{thinned, within};
use crate::figures::chart::layout;
use crate::figures::chart::projection::{Area, Point, Scale};
use crate::figures::chart::text::{Anchor, Type};
use crate::figures::figure::{Figure, Text};
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers::{cell, percent, shown};
use crate::figures::spans::{second, span};
use crate::figures::table::{Table, TableRow};
use crate::figures::theme::{FUNDING, Ink, LABEL, LINK, LIQUIDATION, PRICE, RULE};
use crate::words::Words;
use std::sync::Arc;

pub mod comfort;

/// The figure's name in the page and in file names.
pub const NAME: &str = "drift";

/// Height of the picture: wide, narrow. The style sheet reserves the same.
pub const HEIGHTS: (u32, u32) = (360, 360);

/// The first second that is drawn, after calm was learned.
const FIRST: f64 = 120.0;
/// Times its limit up to which the meter is drawn.
const MOST: f64 = 1.25;

/// The model.
#[derive(Debug, Clone, PartialEq)]
pub struct DriftFigure {
    drifted: Arc<Drifted>,
}

impl DriftFigure {
    /// Of a drift.
    #[must_use]
    pub const fn of(drifted: Arc<Drifted>) -> Self {
        Self { drifted }
    }

    /// The finding, said with a control.
    #[must_use]
    pub fn said(&self, words: &'static Words) -> String {
        self.title(words)
    }

    /// True where no drift is set.
    fn is_still(&self) -> bool {
        self.drifted.speed <= 0.0
    }

    fn alarms(&self) -> (Option<f64>, Option<f64>) {
        self.drifted.alarms.first().copied().unwrap_or_default()
    }

    fn title(&self, words: &'static Words) -> String {
        let w = words.drift();
        match (self.drifted.lead(), self.alarms()) {
            // Where nothing drifts there is nothing to find: whatever alarms does so for nothing.
            (_, alarms) if self.is_still() => match alarms {
                (None, None) => w.title_still().to_owned(),
                (Some(_), None) => w.title_still_meter().to_owned(),
                (None, Some(_)) => w.title_still_error().to_owned(),
                (Some(_), Some(_)) => w.title_still_both().to_owned(),
            },
            (Some(lead), _) if lead > 0.0 => w.title_leads(&span(Some(lead), words)),
            (Some(lead), _) => w.title_late(&span(Some(-lead), words)),
            (None, (Some(_), None)) => w.title_alone().to_owned(),
            (None, (None, Some(_))) => w.title_missed().to_owned(),
            (None, _) => w.title_neither().to_owned(),
        }
    }

    fn sentence(&self, words: &'static Words) -> String {
        let w = words.drift();
        let at = |time: Option<f64>| time.map_or_else(|| w.never().to_owned(), |time| w.at(&second(time, words)));
        let (meter, error) = self.alarms();
        let number = |n: usize| words.numbers().ungrouped(n);
        if self.is_still() {
            let (falsely, all) = self.drifted.alarmed();
            let lasts = span(Some(ENDS - BEGINS), words);
            return w.sentence_still(&number(all), &at(error), &number(falsely), &lasts, &at(meter));
        }
        let (first, all) = self.drifted.first();
        let speed = percent(6_000.0 * self.drifted.speed, 0, words);
        w.sentence(&number(all), &second(BEGINS, words), &at(error), &number(first), &at(meter), &speed)
    }
}

impl Figure for DriftFigure {
    fn name(&self) -> &'static str {
        NAME
    }

    fn text(&self, words: &'static Words) -> Text {
        let w = words.drift();
        Text {
            title: self.title(words),
            subtitle: w.subtitle().to_owned(),
            sentence: self.sentence(words),
            leaves_out: w.leaves_out().into(),
        }
    }

    fn table(&self, words: &'static Words) -> Table {
        let w = words.drift();
        let rows = self.drifted.seconds.iter().step_by(20).map(|(time, meter, missed)| TableRow {
            head: second(*time, words),
            cells: vec![cell(meter.unwrap_or(f64::NAN), 2, words), cell(100.0 * missed, 0, words)],
            here: false,
        });
        Table { caption: w.table(), columns: Table::heads(&w.columns()), rows: rows.collect() }
    }

    fn svg(&self, words: &'static Words, frame: Frame, medium: Medium) -> Result<String, Error> {
        let mut board = Board::new(frame, medium);
        board.layer("known", &|pen| self.draw(pen, words, frame))?;
        let text = self.text(words);
        Ok(board.finish(&text.title, &text.sentence))
    }
}

impl DriftFigure {
    fn draw(&self, pen: &Pen<'_, '_>, words: &'static Words, frame: Frame) -> Result<(), Error> {
        let w = words.drift();
        let (width, height) = (f64::from(frame.width), f64::from(frame.height));
        let ticks = [percent(0.0, 0, words), percent(50.0, 0, words), percent(100.0, 0, words)];
        let left = ticks.iter().map(|tick| layout::tick().width(tick)).fold(0.0, f64::max) + 14.0;
        let right = width - 10.0;
        // Above each area stands its title, and below that the mark of its alarm; between the two areas the lead.
        let high = (height - 136.0) / 2.0;
        let meter = Area { left, top: 44.0, right, bottom: 44.0 + high };
        let error = Area { left, top: meter.bottom + 64.0, right, bottom: meter.bottom + 64.0 + high };
        let x = Scale::new((FIRST, ENDS), (left, right));
        let (meter_at, error_at) = self.alarms();
        for (area, title) in [(meter, w.meter()), (error, w.error())] {
            pen.text((0.0, area.top - 32.0), title, Type::new(14.0, LABEL))?;
            for (part, tick) in [0.0, 0.5, 1.0].into_iter().zip(&ticks) {
                let most = if area == meter { MOST } else { 1.0 };
                let y = Scale::new((0.0, most), area.upward()).place(part);
                let is_limit = area == meter && part > 0.75;
                pen.line(&[(left, y), (right, y)], if is_limit { LIQUIDATION } else { RULE }, 1.0)?;
                pen.text((left - 8.0, y), tick, layout::tick().anchored(Anchor::End))?;
            }
        }
        let line = |area: Area, most: f64, of: &dyn Fn(&Told) -> Option<f64>| -> Vec<Point> {
            let y = Scale::new((0.0, most), area.upward());
            let at = |one: &Told| Some((x.place(one.0), y.place_within(of(one)?, (0.0, 1.0))));
            thinned(&self.drifted.seconds.iter().filter_map(at).collect::<Vec<Point>>())
        };
        pen.line(&line(meter, MOST, &|one| one.1), PRICE, 1.75)?;
        pen.line(&line(error, 1.0, &|one| Some(one.2)), FUNDING, 1.75)?;
        if !self.is_still() {
            let begins = x.place(BEGINS);
            for Area { top, bottom, .. } in [meter, error] {
                pen.dashes(&[(begins, top), (begins, bottom)], LINK, 1.5, (4.0, 3.0))?;
            }
        }
        let alarm = if self.is_still() { w.false_alarm() } else { w.alarm() };
        let mark = |area: Area, at: Option<f64>, ink: Ink| {
            let Some(at) = at else { return Ok(()) };
            let at = x.place(at);
            pen.line(&[(at, area.top), (at, area.bottom)], ink, 2.0)?;
            let kind = within(Type::new(14.0, ink).strong(), at, alarm, (left, right));
            pen.text((at, area.top - 10.0), alarm, kind)
        };
        mark(meter, meter_at, PRICE)?;
        mark(error, error_at, FUNDING)?;
        let mut free = f64::NEG_INFINITY;
        for at in [FIRST, BEGINS, 480.0, ENDS] {
            let (at, said) = (x.place(at), second(at, words));
            let kind = within(layout::tick(), at, &said, (left, right));
            let (begins, ends) = kind.span(at, &said);
            if begins > free {
                pen.text((at, error.bottom + 17.0), &said, kind)?;
                free = ends + 6.0;
            }
        }
        let lead = self.drifted.lead().filter(|lead| *lead > 0.0 && !self.is_still());
        if let (Some(lead), Some(from), Some(to)) = (lead, meter_at, error_at) {
            let y = meter.bottom + 12.0;
            pen.line(&[(x.place(from), y), (x.place(to), y)], LINK, 2.0)?;
            let (said, kind) = (w.lead(&shown(lead, 0, words)), Type::new(14.0, LABEL));
            let after = kind.span(x.place(to) + 8.0, &said);
            let (at, anchor) =
                if after.1 > right { (x.place(from) - 8.0, Anchor::End) } else { (x.place(to) + 8.0, Anchor::Start) };
            pen.text((at, y), &said, kind.anchored(anchor))?;
        }
        Ok(())
    }
}
