//! The figure of section 1: both liquidation prices by days held, and the gap between them.

use crate::engine::Error;
use crate::engine::band::{self, Edges};
use crate::engine::margin::{Side, Trigger};
use crate::engine::scenario::{Scenario, number};
use crate::engine::units::{Price, Saturating as _};
use crate::figures::axis::Axis;
use crate::figures::bet::Bet;
use crate::figures::figure::{Figure, Frame, Medium, Table, TableRow, Text};
use crate::figures::format::{PriceFormat, grouped};
use crate::words::{Words, fill};
use rust_decimal::Decimal;

pub mod draw;

/// Longest horizon shown, in days.
pub const LAST_DAY: u32 = 60;

/// How much of the curve beyond the present day is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reveal {
    /// All of it.
    #[default]
    All,
    /// None: the reader has not guessed yet.
    Hidden,
    /// All of it, with the reader's guess, by its number.
    Guess(usize),
}

/// Both prices on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// Days held.
    pub day: u32,
    /// Funding payments made by then.
    pub payments: u32,
    /// The conservative price on that day; the optimistic one does not depend on it.
    pub conservative: Trigger,
}

/// The figure's name in the page and in file names.
pub const NAME: &str = "gap";

/// The model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GapFigure {
    /// One entry per day, from 0 to [`LAST_DAY`].
    pub days: Vec<Day>,
    /// Both edges on the day the reader stands on.
    pub edges: Edges,
    /// That day.
    pub today: u32,
    /// What is shown beyond it.
    pub reveal: Reveal,
    /// The bet on this curve.
    pub bet: Bet,
    side: Side,
    format: PriceFormat,
}

impl GapFigure {
    /// The model of a scenario.
    pub fn of(scenario: &Scenario, reveal: Reveal) -> Result<Self, Error> {
        let mut question = scenario.question()?;
        let edges = band::edges(&question)?;
        let mut days = Vec::with_capacity(usize::try_from(LAST_DAY).unwrap_or(60).saturating_add(1));
        for day in 0..=LAST_DAY {
            question.payments = scenario.payments(day);
            days.push(Day { day, payments: question.payments, conservative: band::edges::conservative(&question)? });
        }
        let bet = Bet::on(edges.optimistic, &days);
        Ok(Self {
            days,
            edges,
            today: scenario.days(),
            reveal,
            bet,
            side: scenario.side(),
            format: PriceFormat::of(scenario),
        })
    }

    /// The gap on the day the reader stands on, as a distance; `None` where either price does not exist.
    #[must_use]
    pub fn gap(&self) -> Option<Decimal> {
        self.edges.budget.gap.map(|g| g.abs())
    }

    fn price_axis(&self) -> Axis {
        let mut values: Vec<Decimal> = self
            .days
            .iter()
            .map(|d| d.conservative)
            .chain([self.edges.optimistic])
            .filter_map(|t| t.price().map(Price::get))
            .collect();
        if let (Some(low), Some(high)) = (values.iter().min().copied(), values.iter().max().copied()) {
            // Room for the labels that stand outside the two lines.
            let room = high.sat_sub(low).checked_div(Decimal::from(8)).unwrap_or(Decimal::ZERO);
            values.push(low.sat_sub(room).max(Decimal::ZERO));
            values.push(high.sat_add(room));
        }
        Axis::around(values.into_iter(), 4)
    }

    fn title(&self, words: &'static Words) -> &'static str {
        let gaps = (self.gap(), self.days.first().map(|d| d.conservative), self.days.last().map(|d| d.conservative));
        match gaps {
            _ if matches!(self.edges.conservative, Trigger::Always | Trigger::At { at_once: true, .. }) => {
                words.gap.title_at_once
            }
            (None, ..) => words.gap.title_none,
            (_, first, last) if first != last => words.gap.title_opens,
            (Some(gap), ..) if gap.is_zero() => words.gap.title_closed,
            _ => words.gap.title_flat,
        }
    }

    fn sentence(&self, words: &'static Words) -> String {
        let w = &words.gap;
        let price = |t: Trigger| self.format.trigger(t, words.places.no_price, words.places.any_price);
        let template = match (self.edges.optimistic, self.edges.conservative) {
            (_, Trigger::Always) => w.sentence_always,
            (_, Trigger::Never) => w.sentence_never,
            (Trigger::At { .. }, Trigger::At { .. }) => w.sentence,
            _ => w.sentence_no_optimistic,
        };
        let days = days_in_words(self.today, words);
        let gap = self.gap().map(|g| self.format.short(g)).unwrap_or_default();
        let mut text = fill(
            template,
            &[
                ("days", &days),
                ("optimistic", &price(self.edges.optimistic)),
                ("conservative", &price(self.edges.conservative)),
                ("gap", &gap),
            ],
        );
        if matches!(self.edges.conservative, Trigger::At { at_once: true, .. }) {
            text.push(' ');
            text.push_str(w.sentence_at_once);
        }
        text
    }
}

/// `30 days`, `1 day`.
#[must_use]
pub fn days_in_words(days: u32, words: &Words) -> String {
    if days == 1 { words.places.day.to_owned() } else { fill(words.places.days, &[("n", &days.to_string())]) }
}

impl Figure for GapFigure {
    fn name(&self) -> &'static str {
        NAME
    }

    fn text(&self, words: &'static Words) -> Text {
        Text {
            title: self.title(words).to_owned(),
            subtitle: words.gap.subtitle,
            sentence: self.sentence(words),
            leaves_out: words.gap.leaves_out,
        }
    }

    fn table(&self, words: &'static Words) -> Table {
        let optimistic = self.edges.optimistic.price().map(Price::get);
        let cell = |value: Option<Decimal>| match value {
            Some(v) => (grouped(v, self.format.table), number::plain(v)),
            None => (words.budget.none.to_owned(), String::new()),
        };
        let rows = self
            .days
            .iter()
            .map(|d| {
                let conservative = d.conservative.price().map(Price::get);
                let gap = conservative.zip(optimistic).map(|(c, o)| c.sat_sub(o).abs());
                TableRow {
                    head: d.day.to_string(),
                    cells: vec![
                        (d.payments.to_string(), d.payments.to_string()),
                        cell(optimistic),
                        cell(conservative),
                        cell(gap),
                    ],
                    here: d.day == self.today,
                }
            })
            .collect();
        Table { caption: words.gap.table, columns: words.gap.columns.to_vec(), rows }
    }

    fn svg(&self, words: &'static Words, frame: Frame, medium: Medium) -> Result<String, Error> {
        draw::draw(self, words, frame, medium)
    }
}
