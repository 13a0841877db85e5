//! The figure of section “Two prices”: both liquidation prices by days held, and the gap between them.

use crate::engine::Error;
use crate::engine::band::{self, Edges};
use crate::engine::margin::{Side, Trigger};
use crate::engine::scenario::{Scenario, number};
use crate::engine::units::{Money, Price, Saturating as _};
use crate::figures::bet::Bet;
use crate::figures::chart::axis::Axis;
use crate::figures::days::{Day, LAST_DAY, days_in_words};
use crate::figures::figure::{Figure, Text};
use crate::figures::format::{PriceFormat, shown_gap};
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers::grouped;
use crate::figures::numbers::ungrouped;
use crate::figures::plain;
use crate::figures::reveal::Reveal;
use crate::figures::table::{Exact, Table, TableRow};
use crate::words::Words;
use rust_decimal::Decimal;
use std::sync::Arc;

pub mod draw;

/// The figure's name in the page and in file names.
pub const NAME: &str = "gap";

/// The model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GapFigure {
    /// One entry per day, from 0 to [`LAST_DAY`].
    pub days: Vec<Day>,
    /// Both edges on the day the reader stands on.
    pub edges: Arc<Edges>,
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
        Self::with(scenario, Arc::new(band::edges(&scenario.question()?)?), reveal)
    }

    /// The model of a scenario whose edges are known.
    pub fn with(scenario: &Scenario, edges: Arc<Edges>, reveal: Reveal) -> Result<Self, Error> {
        let mut question = scenario.question()?;
        let mut days = Vec::with_capacity(usize::try_from(LAST_DAY).unwrap_or(60).saturating_add(1));
        for day in 0..=LAST_DAY {
            question.payments = scenario.payments(day);
            days.push(Day { day, payments: question.payments, conservative: band::edges::conservative(&question)? });
        }
        let bet = Bet::on(edges.optimistic, &days);
        // Where there is nothing to guess, nothing is kept back.
        let reveal = if bet.ratio().is_none() { Reveal::All } else { reveal };
        let format = PriceFormat::of(scenario, edges.budget.gap);
        Ok(Self { days, edges, today: scenario.days(), reveal, bet, side: scenario.side(), format })
    }

    /// The gap on the day the reader stands on, between the two prices as shown; `None` where either does not exist.
    #[must_use]
    pub fn gap(&self) -> Option<Decimal> {
        shown_gap(self.edges.optimistic, self.edges.conservative, self.format.headline)
    }

    /// The gap in words, with the digits of a headline.
    #[must_use]
    pub fn gap_in_words(&self, words: &Words) -> Option<String> {
        self.gap().map(|g| self.format.short(g, words))
    }

    /// How far a conservative price lies from the optimistic one, in words; `None` where either does not exist.
    #[must_use]
    pub fn apart(&self, conservative: Trigger, words: &Words) -> Option<String> {
        shown_gap(self.edges.optimistic, conservative, self.format.headline).map(|g| self.format.short(g, words))
    }

    /// The first day on which the conservative price lies past the entry, where there is one.
    fn overtaken(&self) -> Option<u32> {
        let past = |t: Trigger| matches!(t, Trigger::Always | Trigger::At { at_once: true, .. });
        self.days.iter().find(|d| past(d.conservative)).map(|d| d.day)
    }

    fn price_axis(&self) -> Axis {
        let mut values: Vec<Decimal> = self
            .days
            .iter()
            .map(|d| d.conservative)
            .chain([self.edges.optimistic])
            .filter_map(|t| t.price().map(Price::get))
            .collect();
        if let Reveal::Guess(guess) = self.reveal {
            values.extend(self.bet.guessed_price(guess));
        }
        if let (Some(low), Some(high)) = (values.iter().min().copied(), values.iter().max().copied()) {
            // Room for the labels that stand outside the two lines.
            let room = high.sat_sub(low).sat_div(Decimal::from(8));
            values.push(low.sat_sub(room).max(Decimal::ZERO));
            values.push(high.sat_add(room));
        }
        Axis::around(values.into_iter(), 4)
    }

    fn title(&self, words: &'static Words) -> &'static str {
        let w = words.gap();
        let conservative = |day: Option<&Day>| day.map(|d| d.conservative);
        match (self.gap(), self.overtaken()) {
            (_, Some(0)) => w.title_at_once(),
            (_, Some(day)) if day <= self.today => w.title_overtaken(),
            (None, _) if self.edges.conservative.price().is_none() => w.title_neither(),
            (None, _) => w.title_none(),
            _ if conservative(self.days.first()) != conservative(self.days.last()) => w.title_opens(),
            (Some(gap), _) if gap.is_zero() => w.title_closed(),
            _ if self.edges.funding_paid > Money::ZERO => w.title_waits(),
            _ => w.title_flat(),
        }
    }

    fn sentence(&self, words: &'static Words) -> String {
        let w = words.gap();
        let price = |t: Trigger| self.format.trigger(t, words.places().no_price(), words.places().any_price(), words);
        let days = days_in_words(self.today, words);
        let conservative = price(self.edges.conservative);
        let mut text = match (self.edges.optimistic, self.edges.conservative) {
            (_, Trigger::Always) => w.sentence_always(&days),
            (_, Trigger::Never) => w.sentence_never(&days),
            (optimistic @ Trigger::At { .. }, Trigger::At { .. }) => {
                w.sentence(&conservative, &days, &self.gap_in_words(words).unwrap_or_default(), &price(optimistic))
            }
            _ => w.sentence_no_optimistic(&conservative, &days),
        };
        match self.overtaken() {
            Some(0) => {
                text.push(' ');
                text.push_str(w.sentence_at_once());
            }
            Some(day) if day <= self.today => {
                text.push(' ');
                text.push_str(&w.sentence_overtaken(&ungrouped(day, words)));
            }
            _ => {}
        }
        text
    }

    /// The table; its plain cells to the tick, or in full.
    fn table_as(&self, words: &'static Words, full: bool) -> Table {
        let optimistic = self.edges.optimistic.price().map(Price::get);
        let cell = |value: Option<Decimal>| match value {
            Some(v) if full => (grouped(v, self.format.table, words), number::plain(v)),
            Some(v) => (grouped(v, self.format.table, words), plain::rounded(v, self.format.table)),
            None => (words.budget().none().to_owned(), String::new()),
        };
        let rows = self
            .days
            .iter()
            .map(|d| {
                let conservative = d.conservative.price().map(Price::get);
                let shown = shown_gap(self.edges.optimistic, d.conservative, self.format.table);
                TableRow {
                    head: ungrouped(d.day, words),
                    cells: vec![
                        (ungrouped(d.payments, words), d.payments.to_string()),
                        cell(optimistic),
                        cell(conservative),
                        cell(shown),
                    ],
                    here: d.day == self.today,
                }
            })
            .collect();
        Table { caption: words.gap().table(), columns: Table::heads(&words.gap().columns()), rows }
    }
}

impl Figure for GapFigure {
    fn name(&self) -> &'static str {
        NAME
    }

    fn text(&self, words: &'static Words) -> Text {
        Text {
            title: self.title(words).to_owned(),
            subtitle: words.gap().subtitle().to_owned(),
            sentence: self.sentence(words),
            leaves_out: words.gap().leaves_out().into(),
        }
    }

    fn table(&self, words: &'static Words) -> Table {
        self.table_as(words, false)
    }

    fn exact(&self, words: &'static Words) -> Vec<Exact> {
        Exact::of(&self.table_as(words, true), 1..3, words)
    }

    fn svg(&self, words: &'static Words, frame: Frame, medium: Medium) -> Result<String, Error> {
        draw::draw(self, words, frame, medium)
    }
}
