//! How much is closed under other shocks, and where a little more shock closes much more.

use crate::engine::Error;
use crate::engine::cascade::narration::{Curve, Narration};
use crate::engine::scenario::presets::Preset;
use crate::engine::scenario::{ParameterId, Scenario};
use crate::engine::units::{Rounding, Saturating as _, in_order};
use crate::figures::amount;
use crate::figures::chart::axis::Axis;
use crate::figures::fact::Fact;
use crate::figures::figure::{Figure, Text};
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers::{cell, decimal, grouped, percent};
use crate::figures::table::{Table, TableRow};
use crate::words::{Count, Words};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use std::sync::Arc;

pub mod draw;

/// The figure's name in the page and in file names.
pub const NAME: &str = "curve";

/// Where the axis of shocks may end, in per cent.
const ENDS: [u32; 3] = [30, 60, 90];

/// The model.
#[derive(Debug, Clone, PartialEq)]
pub struct CurveFigure {
    /// How the outcome depends on the shock.
    pub curve: Arc<Curve>,
    /// The run under the present shock.
    pub narration: Arc<Narration>,
    /// The present shock, in per cent.
    pub shock: Decimal,
    /// Where the axis ends, in per cent.
    pub end: u32,
    /// Points that are known, by rising shock, in per cent: shock, closed with feedback, closed without.
    points: Vec<[f64; 3]>,
    /// Tipping points that are known, by rising shock, in per cent: shock, closed below and at it.
    tipping: Vec<[f64; 3]>,
    preset: &'static Preset,
}

fn known(rows: &[(f64, f64, f64)]) -> Vec<[f64; 3]> {
    let rows = rows.iter().map(|r| [r.0, r.1, r.2].map(|v| v * 100.0));
    in_order(rows.filter(|r| r.iter().all(|v| v.is_finite())).collect(), |r| r.first().copied().unwrap_or_default())
}

impl CurveFigure {
    /// The model of a scenario's shock on a curve.
    #[must_use]
    pub fn of(scenario: &Scenario, curve: Arc<Curve>, narration: Arc<Narration>) -> Self {
        let shock = scenario.number(ParameterId::Shock);
        let (points, tipping) = (known(&curve.points), known(&curve.tipping));
        let needed = shock.to_f64().unwrap_or_default() * 1.1;
        let needed = points.iter().chain(&tipping).fold(needed, |most, [x, ..]| most.max(*x));
        // A hair above an end is that end.
        let end = ENDS.into_iter().find(|end| needed <= f64::from(*end) + 1e-6).unwrap_or(90);
        Self { curve, narration, shock, end, points, tipping, preset: scenario.preset() }
    }

    fn here(&self) -> f64 {
        self.shock.to_f64().unwrap_or_default()
    }

    /// The shock at a part of the axis, from 0 at its beginning to 1 at its end, in the setting's steps of a tenth.
    #[must_use]
    pub fn shock_at(&self, part: f64) -> Decimal {
        let part = if part.is_finite() { part.clamp(0.0, 1.0) } else { 0.0 };
        let value = decimal(part).unwrap_or_default().sat_mul(Decimal::from(self.end));
        Rounding::Nearest.digits(value, 1).normalize()
    }

    /// The part of the axis at which a shock stands.
    #[must_use]
    pub fn part_of(&self, shock: Decimal) -> f64 {
        let part = shock.sat_div(Decimal::from(self.end)).to_f64().unwrap_or_default();
        part.clamp(0.0, 1.0)
    }

    /// The solid line, as it jumps: at a tipping point two points stand above each other.
    fn solid(&self) -> Vec<(f64, f64)> {
        let mut line: Vec<(f64, f64)> = Vec::new();
        let mut ahead = self.tipping.iter().peekable();
        for [x, y, _] in &self.points {
            while let Some([at, below, above]) = ahead.next_if(|t| t[0] <= *x) {
                line.extend([(*at, *below), (*at, *above)]);
            }
            line.push((*x, *y));
        }
        line.extend(ahead.flat_map(|[at, below, above]| [(*at, *below), (*at, *above)]));
        line
    }

    fn dashed(&self) -> Vec<(f64, f64)> {
        self.points.iter().map(|[x, _, y]| (*x, *y)).collect()
    }

    /// Parts closed under the present shock, with feedback and without, in per cent. What is not known is not a number.
    #[must_use]
    pub fn closed(&self) -> (f64, f64) {
        (between(&self.solid(), self.here()), between(&self.dashed(), self.here()))
    }

    /// The next tipping point: shock, closed below and at it, in per cent.
    fn ahead(&self) -> Option<&[f64; 3]> {
        self.tipping.iter().find(|t| t[0] > self.here())
    }

    /// Of the tipping points that are passed, the one with the largest jump; the later one of two alike.
    fn behind(&self) -> Option<&[f64; 3]> {
        let passed = self.tipping.iter().filter(|t| t[0] <= self.here());
        passed
            .max_by(|[_, a_below, a_above], [_, b_below, b_above]| (a_above - a_below).total_cmp(&(b_above - b_below)))
    }

    /// The least shock in the setting's steps that is at or past a place. All that is said of it is said of this one number.
    fn step_at(at: f64) -> Decimal {
        Rounding::Up.digits(Rounding::Nearest.digits(decimal(at).unwrap_or_default(), 6), 1)
    }

    /// A tipping point, in words: a step ahead of it, or where a finer shock has passed it before that step, the place itself.
    fn tip_said(&self, at: f64, words: &Words) -> String {
        let step = Self::step_at(at);
        let passed = at <= self.here() && step > self.shock;
        if passed { percent(at, 2, words) } else { words.numbers().percent(&grouped(step, 1, words)) }
    }

    /// The smallest shock above the present one that is known to close somebody, in the setting's steps.
    #[must_use]
    pub fn smallest_push(&self) -> Option<Decimal> {
        let points = self.points.iter().filter(|[_, closed, _]| *closed > 0.0).map(|p| p[0]);
        let tips = self.tipping.iter().filter(|[_, _, above]| *above > 0.0).map(|t| t[0]);
        let past = points.chain(tips).filter(|at| *at > self.here());
        past.reduce(f64::min).map(Self::step_at)
    }

    fn axis(&self) -> Axis {
        let all = self.points.iter().chain(&self.tipping).flat_map(|[_, a, b]| [*a, *b]);
        let least = if self.points.is_empty() { 100.0 } else { 1.0 };
        let most = all.fold(least, f64::max).min(100.0);
        let axis = Axis::around([Some(Decimal::ZERO), decimal(most)].into_iter().flatten(), 5);
        Axis { high: axis.high.min(Decimal::ONE_HUNDRED), ..axis }
    }

    /// The end of what was worked out.
    #[must_use]
    pub fn end_in_words(&self, words: &Words) -> String {
        // Beyond what was worked out nothing is known.
        let last = self.points.last().map_or(f64::from(self.end), |p| p[0]).min(f64::from(self.end));
        percent(last, 0, words)
    }

    fn title(&self, words: &'static Words) -> String {
        let w = words.curve();
        if self.points.is_empty() {
            return w.title_missing().to_owned();
        }
        let end = self.end_in_words(words);
        match self.ahead() {
            Some([at, _, above]) => w.title_ahead(
                &percent(*above, 0, words),
                &self.tip_said(*at, words),
                &grouped(Self::step_at(*at).sat_sub(self.shock), 1, words),
                &percent(self.closed().0, 0, words),
            ),
            None if self.points.iter().all(|p| p[1] <= 0.0) && self.tipping.is_empty() => w.title_nobody(&end),
            None => match self.behind() {
                Some([at, below, above]) => {
                    w.title_behind(&percent(*above, 0, words), &self.tip_said(*at, words), &percent(*below, 0, words))
                }
                None => w.title_clear(&end),
            },
        }
    }

    fn sentence(&self, words: &'static Words) -> String {
        let w = words.curve();
        if self.points.is_empty() {
            return w.title_missing().to_owned();
        }
        let (with, without) = self.closed();
        let p = |v: f64| percent(v, 1, words);
        let mut text = w.sentence(&p(self.here()), &p(with), &p(without));
        let mut add = |sentence: &str| {
            text.push(' ');
            text.push_str(sentence);
        };
        match self.ahead() {
            Some([at, below, above]) => add(&w.sentence_ahead(&p(*above), &self.tip_said(*at, words), &p(*below))),
            None => add(&w.sentence_clear(&self.end_in_words(words))),
        }
        if let Some([at, below, above]) = self.behind() {
            add(&w.sentence_behind(&p(*above), &self.tip_said(*at, words), &p(*below)));
        }
        let (closed, accounts) = (self.narration.closed_by(self.narration.rounds.len()), self.narration.accounts);
        if accounts > 0.0 && closed.is_finite() {
            let n = |v| crate::figures::numbers::shown(v, 0, words);
            add(&w.sentence_run(&n(accounts), Count::rounded(closed, &n(closed))));
        }
        text
    }
}

/// The height of a line at a place: the later of two points that stand above each other; nothing beyond its ends.
fn between(line: &[(f64, f64)], x: f64) -> f64 {
    let after = line.partition_point(|p| p.0 <= x);
    match (after.checked_sub(1).and_then(|at| line.get(at)), line.get(after)) {
        (Some(a), Some(b)) => a.1 + (b.1 - a.1) * (x - a.0) / (b.0 - a.0),
        (Some(a), None) if x - a.0 < 1e-6 => a.1,
        _ => f64::NAN,
    }
}

impl Figure for CurveFigure {
    fn name(&self) -> &'static str {
        NAME
    }

    fn text(&self, words: &'static Words) -> Text {
        let w = words.curve();
        Text {
            title: self.title(words),
            subtitle: w.subtitle(&amount::symbol(self.preset, 0, words)),
            sentence: self.sentence(words),
            leaves_out: w.leaves_out().into(),
        }
    }

    fn table(&self, words: &'static Words) -> Table {
        let w = words.curve();
        let row = |x: f64, with: f64, without: Option<f64>, note: &str| {
            let blank = (String::new(), String::new());
            let without = without.map_or(blank, |v| cell(v, 1, words));
            let cells = vec![cell(with, 1, words), without, (note.to_owned(), note.to_owned())];
            (x, TableRow { head: crate::figures::numbers::shown(x, 2, words), cells, here: false })
        };
        let tips = self
            .tipping
            .iter()
            .flat_map(|[x, below, above]| [row(*x, *below, None, w.row_below()), row(*x, *above, None, w.row_at())]);
        let points = self.points.iter().map(|[x, with, without]| row(*x, *with, Some(*without), ""));
        let mut rows = in_order(tips.chain(points).collect(), |r| r.0);
        if let Some(last) = rows.iter_mut().rev().find(|r| r.0 <= self.here() + 1e-9) {
            last.1.here = true;
        }
        Table { caption: w.table(), columns: Table::heads(&w.columns()), rows: rows.into_iter().map(|r| r.1).collect() }
    }

    fn facts(&self, words: &'static Words) -> Vec<Fact> {
        let (w, (with, without)) = (words.curve(), self.closed());
        let [_, first, second, tips] = w.columns();
        vec![
            Fact::new(first, decimal(with), 1, "%"),
            Fact::new(second, decimal(without), 1, "%"),
            Fact::new(tips, self.ahead().map(|t| Self::step_at(t[0])), 1, "%"),
        ]
    }

    fn svg(&self, words: &'static Words, frame: Frame, medium: Medium) -> Result<String, Error> {
        draw::draw(self, words, frame, medium)
    }
}
