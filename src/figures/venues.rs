//! The same trade under every venue's rule: one price each, on one axis.

use crate::engine::Error;
use crate::engine::band::{Question, Ruling, rule};
use crate::engine::margin::venue::MODELS;
use crate::engine::margin::{Contract, Trigger, VenueId};
use crate::engine::scenario::parameters::{OwnTable, TableChoice};
use crate::engine::scenario::{ParameterId as P, Rates, Scenario};
use crate::engine::units::{Saturating as _, in_order};
use crate::figures::equity::bet::percent;
use crate::figures::fact::Fact;
use crate::figures::figure::{Figure, Text};
use crate::figures::format::PriceFormat;
use crate::figures::formula::{Formula, formula};
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers::grouped;
use crate::figures::numbers::ungrouped;
use crate::figures::plain;
use crate::figures::rates;
use crate::figures::table::{Table, TableRow};
use crate::words::{Count, Words, joined};
use rust_decimal::Decimal;
use std::sync::Arc;

pub mod draw;
pub mod layout;
mod panels;
pub mod record;

pub use panels::{Group, Panel};

/// The figure's name in the page and in file names.
pub const NAME: &str = "venues";

/// One venue's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it was asked.
    pub question: Question,
    /// What its rule answers; an error where it cannot with these settings.
    pub ruling: Result<Ruling, Error>,
    /// Where its maintenance rates come from.
    pub rates: Rates,
}

/// The model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VenuesFigure {
    /// One row per venue, the price nearest to entry first.
    pub rows: Vec<Row>,
    /// The reader's venue.
    pub chosen: VenueId,
    /// Where maintenance rates come from.
    pub table: TableChoice,
    /// The coin traded.
    pub coin: &'static str,
    /// The rows by the kind of contract and by price: what is measured in coin stands apart, on an axis of its own.
    pub panels: Vec<Panel>,
    /// The reader's rule with the numbers of the trade; an error where it cannot be written out.
    pub formula: Result<Formula, Error>,
    /// What was pinned for comparison.
    pub pinned: Option<Arc<Self>>,
    entry: Decimal,
    format: PriceFormat,
}

impl VenuesFigure {
    /// The model of a scenario.
    pub fn of(scenario: &Scenario) -> Result<Self, Error> {
        let mark = scenario.mark()?;
        let entry = scenario.number(P::Entry);
        let chosen = scenario.venue();
        let own_rates = scenario.choosing(TableChoice::Own(OwnTable::Flat));
        let mut rows = Vec::with_capacity(MODELS.len());
        for model in MODELS {
            let (question, ruling) = match scenario.question_at(model) {
                Ok(question) => {
                    let ruling = rule(&question, mark);
                    (question, ruling)
                }
                // A size for which one venue has no rate takes no row from the others, nor the venue its place.
                Err(error) if model.id != chosen.id => (own_rates.question_at(model)?, Err(error)),
                Err(error) => return Err(error),
            };
            rows.push(Row { question, ruling, rates: scenario.rates_at(&model) });
        }
        let formula = match rows.iter().find(|r| r.question.venue.id == chosen.id) {
            Some(Row { question, ruling: Ok(ruling), rates }) => {
                formula(scenario, question, ruling, setting(*rates, question))
            }
            Some(Row { ruling: Err(error), .. }) => Err(error.clone()),
            None => Err(crate::engine::Cause::Overflow.into()),
        };
        // No venue stands in the comparison without a name.
        rows.retain(|r| r.question.venue.id != VenueId::Generic);
        // Who acts first stands first: what acts already, then by the distance to go, then what never acts.
        let way = scenario.side().sign();
        let rows = in_order(rows, |r| match r.ruling.as_ref().map(|r| r.printed) {
            Ok(Trigger::Always | Trigger::At { at_once: true, .. }) => Decimal::MIN,
            Ok(Trigger::At { price, .. }) => entry.sat_sub(price.get()).sat_mul(way),
            Ok(Trigger::Never) | Err(_) => Decimal::MAX,
        });
        let format = PriceFormat::of(scenario, None);
        let panels = panels::of(&rows, entry, format.headline);
        let (table, coin) = (scenario.chosen(), scenario.coin());
        Ok(Self { rows, chosen: chosen.id, table, coin, panels, formula, pinned: None, entry, format })
    }

    /// The same with another to compare with.
    #[must_use]
    pub fn beside(self, pinned: Option<Arc<Self>>) -> Self {
        Self { pinned, ..self }
    }

    /// A row's price in words.
    #[must_use]
    pub fn said(&self, row: &Row, words: &'static Words) -> String {
        match &row.ruling {
            Ok(Ruling { printed: Trigger::At { at_once: true, .. }, .. }) => words.venues().at_once().to_owned(),
            Ok(ruling) => self.format.trigger(ruling.printed, words.venues().never(), words.venues().always(), words),
            Err(_) => words.budget().none().to_owned(),
        }
    }

    /// What the formula comes to.
    #[must_use]
    pub fn result(&self, formula: &Formula, words: &'static Words) -> String {
        let w = words.venues();
        let none = if formula.always { w.always() } else { w.never() };
        formula.value.map_or_else(|| none.to_owned(), |v| grouped(v, self.format.table, words))
    }

    /// A row of a venue.
    #[must_use]
    pub fn row(&self, venue: VenueId) -> Option<&Row> {
        self.rows.iter().find(|r| r.question.venue.id == venue)
    }

    fn leaves_out(&self, words: &'static Words) -> String {
        let w = words.venues();
        let undated = self.rows.iter().filter(|r| !record::is_known(&r.question.venue)).count();
        let mut said = vec![w.leaves_out().to_owned()];
        if undated > 0 {
            said.push(w.undated(Count::read(&ungrouped(undated, words))));
        }
        said.push(w.without_constants().to_owned());
        joined(said, " ")
    }

    fn spread(&self) -> (usize, Decimal) {
        let prices = self.rows.iter().filter_map(Row::price).map(|p| p.round_dp(self.format.headline)).collect();
        let mut prices = in_order(prices, |p: &Decimal| *p);
        prices.dedup();
        let apart = match (prices.first(), prices.last()) {
            (Some(low), Some(high)) => high.sat_sub(*low),
            _ => Decimal::ZERO,
        };
        (prices.len(), apart)
    }
}

/// The setting that the rates of a question come from.
fn setting(rates: Rates, question: &Question) -> P {
    match rates {
        Rates::Own if question.tiers.brackets().len() == 1 => P::Rate,
        Rates::Own | Rates::Table(_) => P::Table,
    }
}

impl Row {
    /// The price that the mark has yet to reach, as the venue prints it, where there is one.
    #[must_use]
    pub fn price(&self) -> Option<Decimal> {
        match self.ruling.as_ref().ok()?.printed {
            Trigger::At { price, at_once: false } => Some(price.get()),
            _ => None,
        }
    }
}

impl Figure for VenuesFigure {
    fn name(&self) -> &'static str {
        NAME
    }

    fn text(&self, words: &'static Words) -> Text {
        let w = words.venues();
        let (count, apart) = self.spread();
        let rules = w.rules(Count::read(&ungrouped(self.rows.len(), words)));
        let prices = w.prices(Count::read(&ungrouped(count, words)));
        let title = match count {
            0 => w.title_none().to_owned(),
            1 => w.title_one(&rules),
            _ => w.title(&self.format.short(apart, words), &prices, &rules),
        };
        let priced = |r: &&Row| r.price().is_some();
        let (first, last) = (self.rows.iter().find(priced), self.rows.iter().rev().find(priced));
        let mut sentence = String::new();
        if let (Some(first), Some(last)) = (first, last) {
            let (nearest, farthest) = (self.said(first, words), self.said(last, words));
            sentence = if nearest == farthest {
                w.sentence_one(&nearest)
            } else {
                w.sentence(
                    words.venue(first.question.venue.id),
                    &nearest,
                    words.venue(last.question.venue.id),
                    &farthest,
                )
            };
        }
        let rates = match self.table {
            TableChoice::Venue => w.rates_real(self.coin),
            TableChoice::Binance => w.rates_binance(self.coin),
            TableChoice::Own(_) => w.rates_own().to_owned(),
        };
        Text {
            title,
            subtitle: if self.panels.len() > 1 { w.subtitle_both() } else { w.subtitle() }.to_owned(),
            sentence: format!("{sentence} {rates}").trim().to_owned(),
            leaves_out: self.leaves_out(words).into(),
        }
    }

    fn table(&self, words: &'static Words) -> Table {
        let w = words.venues();
        let plain = |text: &str| (text.to_owned(), text.to_owned());
        let rows = self
            .rows
            .iter()
            .map(|r| {
                let price = match r.price() {
                    Some(p) => (grouped(p, self.format.table, words), plain::rounded(p, self.format.table)),
                    None => (self.said(r, words), String::new()),
                };
                let away = r.price().map(|p| p.sat_sub(self.entry).sat_div(self.entry).abs());
                let away = away.map_or_else(
                    || (words.budget().none().to_owned(), String::new()),
                    |d| (percent(d, words), plain::number(d.sat_mul(Decimal::ONE_HUNDRED))),
                );
                let venue = &r.question.venue;
                let contract = match r.question.position.contract {
                    Contract::Linear => w.linear(),
                    Contract::Inverse => w.inverse(),
                };
                let rates = match &r.rates {
                    Rates::Own => w.your_rate().to_owned(),
                    Rates::Table(table) => rates::of_table(table, self.coin, words),
                };
                TableRow {
                    head: words.venue(venue.id).to_owned(),
                    cells: vec![price, away, plain(&record::in_table(venue, words)), plain(contract), plain(&rates)],
                    here: venue.id == self.chosen,
                }
            })
            .collect();
        Table { caption: w.table(), columns: Table::heads(&w.columns()), rows }
    }

    fn svg(&self, words: &'static Words, frame: Frame, medium: Medium) -> Result<String, Error> {
        draw::draw(self, words, frame, medium)
    }

    fn facts(&self, words: &'static Words) -> Vec<Fact> {
        // In the order of the models, which no setting moves.
        let rows: Vec<&Row> = MODELS.iter().filter_map(|m| self.row(m.id)).collect();
        let fact =
            |r: &&Row| Fact::new(words.venue(r.question.venue.id), r.price(), self.format.table, words.units().usd());
        let mut facts: Vec<Fact> = rows.iter().map(fact).collect();
        let prices = || self.rows.iter().filter_map(Row::price);
        let apart = prices().max().zip(prices().min()).map(|(high, low)| high.sat_sub(low));
        facts.push(Fact::new(words.venues().apart(), apart, self.format.table, words.units().usd()));
        facts
    }
}
