//! The figure of section “Crowding”: basis, funding, volatility and open interest over depth on one clock, each against its own calm days, then how
//! many agree, and last a mean. What is missing is said, with what needs it and what stays.

use crate::engine::Error;
use crate::engine::jobs::watching::Paired;
use crate::engine::jobs::watching::pairs::{GROWTH, HIGH, MarketOf, TO_DEPTH};
use crate::engine::monitor::crowding::agreement::{Agreement, agreement};
use crate::engine::monitor::crowding::making::{HISTORY, METRICS};
use crate::engine::monitor::crowding::rating::{NORMAL_MAD, Rating, rate};
use crate::engine::monitor::crowding::terms::{carry_to_volatility, funding};
use crate::engine::monitor::series::days::Days;
use crate::figures::figure::{Figure, Text};
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers::{cell, percent, shown};
use crate::figures::reveal::Reveal;
use crate::figures::table::{Table, TableRow};
use crate::words::Words;
use std::sync::Arc;

mod draw;
pub mod trial;

pub use draw::HEIGHTS;

/// The figure's name in the page and in file names.
pub const NAME: &str = "crowding";

/// What each metric is scaled by, so that it has the size it usually has: from a score of nought, for each deviation, digits.
const SCALES: [(f64, f64, u32); METRICS] =
    [(6.0, 3.0, 1), (0.01, 0.005, 4), (55.0, 12.0, 0), (TO_DEPTH, GROWTH * TO_DEPTH, 1)];

/// Places of metrics that others are made of.
const FUNDING: usize = 1;
const VOLATILITY: usize = 2;
/// The place of open interest over depth.
pub const OPEN_INTEREST: usize = 3;
/// Hours between two fundings of the markets.
const HOURS: f64 = 8.0;

/// Days of a market that is made.
pub const DAYS: usize = HISTORY + 2;
/// The place of the reader's own market, after those that are made.
pub const OWN: usize = 3;
/// Fewest days that a day is rated by.
const FEWEST: usize = 20;

/// Where a reader stands: which market, by its place, the day, from 0, and the metric that is missing.
pub type Standing = (usize, usize, Option<usize>);

/// The model.
#[derive(Debug, Clone, PartialEq)]
pub struct CrowdingFigure {
    paired: Arc<Paired>,
    /// Which market, by its place.
    which: usize,
    /// Its metrics, day by day: deviations of a market that is made, the reader's own units otherwise.
    days: Vec<[Option<f64>; METRICS]>,
    /// The day on which the reader stands, from 0.
    day: usize,
    /// The metric that is missing.
    missing: Option<usize>,
    reveal: Reveal,
    ratings: [Option<Rating>; METRICS],
    agreement: Agreement,
}

impl CrowdingFigure {
    /// A market on a day; the reader's own at [`OWN`]. Errors: a market that was not made, or was not brought.
    pub fn of(
        paired: Arc<Paired>,
        own: Option<&Days>,
        (which, day, missing): Standing,
        reveal: Reveal,
    ) -> Result<Self, Error> {
        let none = crate::engine::Cause::WrongCount { found: paired.markets.len(), wanted: which.saturating_add(1) };
        let days: Vec<[Option<f64>; METRICS]> = match (which, own) {
            (OWN, Some(own)) => own.days.clone(),
            (OWN, None) => return Err(none.into()),
            _ => paired.markets.get(which).ok_or(none)?.days.iter().map(|day| day.map(Some)).collect(),
        };
        let day = day.min(days.len().saturating_sub(1));
        let agreement = agreement(&[], HIGH)?;
        let ratings = [None; METRICS];
        let mut figure = Self { paired, which, days, day, missing, reveal, ratings, agreement };
        let mut ratings = [None; METRICS];
        for (metric, slot) in ratings.iter_mut().enumerate() {
            let calm = figure.history(metric);
            if let Some(now) = figure.now(metric).filter(|_| calm.len() >= FEWEST) {
                *slot = Some(rate(&calm, now)?);
            }
        }
        let scores = ratings.map(|rating: Option<Rating>| rating.and_then(|rating| rating.score));
        (figure.ratings, figure.agreement) = (ratings, self::agreement(&scores, HIGH)?);
        Ok(figure)
    }

    /// The market that was made, where it is one of those.
    fn market(&self) -> Option<&MarketOf> {
        self.paired.markets.get(self.which).filter(|_| !self.is_own())
    }

    const fn is_own(&self) -> bool {
        self.which == OWN
    }

    /// Days that there are.
    #[must_use]
    pub const fn days(&self) -> usize {
        self.days.len()
    }

    /// A metric on a day.
    fn value(&self, metric: usize, day: usize) -> Option<f64> {
        self.days.get(day)?.get(metric).copied().flatten().filter(|_| self.missing != Some(metric))
    }

    /// A metric on the day.
    fn now(&self, metric: usize) -> Option<f64> {
        self.value(metric, self.day)
    }

    /// What a metric is rated against: the calm days of a market that is made, the days before of the reader's own.
    fn history(&self, metric: usize) -> Vec<f64> {
        let to = if self.is_own() { self.day } else { HISTORY };
        (to.saturating_sub(HISTORY)..to).filter_map(|day| self.value(metric, day)).collect()
    }

    /// As large as it usually is; the reader's own is as it was brought.
    fn scaled(&self, metric: usize, value: f64) -> f64 {
        let scale = SCALES.get(metric).filter(|_| !self.is_own());
        scale.map_or(value, |(from, by, _)| from + by * value)
    }

    /// Digits that a metric is shown with.
    fn digits(&self, metric: usize) -> u32 {
        SCALES.get(metric).map_or(0, |(.., digits)| *digits)
    }

    /// The metrics that the day does not have.
    fn gone(&self) -> Vec<usize> {
        (0..METRICS).filter(|metric| self.now(*metric).is_none()).collect()
    }

    /// Which of the three answers of the bet holds: funding alone, about the same, all three.
    #[must_use]
    pub fn answer(&self) -> Option<usize> {
        let [_, alone, all] = self.closed()?;
        let (alone, all) = (f64::from(alone), f64::from(all));
        Some(if all > 1.1 * alone {
            2
        } else if alone > 1.1 * all {
            0
        } else {
            1
        })
    }

    /// Accounts that the push closes in each market.
    fn closed(&self) -> Option<[u32; 3]> {
        let closed = |which: usize| u32::try_from(self.paired.markets.get(which)?.closed).ok();
        Some([closed(0)?, closed(1)?, closed(2)?])
    }

    /// What the bet comes to, in words.
    #[must_use]
    pub fn answer_in_words(&self, words: &'static Words) -> String {
        let Some([calm, alone, all]) = self.closed() else { return String::new() };
        let number = |n: u32| words.numbers().grouped(rust_decimal::Decimal::from(n), 0);
        let accounts =
            self.paired.markets.first().map_or(0, |market| u32::try_from(market.accounts).unwrap_or(u32::MAX));
        let w = words.crowding();
        let said = w.answer(&number(accounts), &number(all), &number(alone), &number(calm));
        if self.answer() == Some(2) { format!("{said} {}", w.why()) } else { said }
    }

    fn sentence(&self, words: &'static Words) -> String {
        let w = words.crowding();
        let names = w.metrics();
        let parts: Vec<String> = names
            .iter()
            .enumerate()
            .map(|(metric, name)| match self.ratings.get(metric).copied().flatten() {
                None if self.now(metric).is_some() => w.short(name),
                Some(rating) => w.rated(
                    name,
                    &shown(100.0 * rating.rank.mid, 0, words),
                    &score(rating.score, words),
                    &self.said(metric, words),
                ),
                None => w.unrated(name),
            })
            .collect();
        let agree = match self.agreement.mean {
            Some(mean) => w.agreement(
                &self.agreement.agreeing.to_string(),
                &shown(HIGH, 2, words),
                &shown(mean, 1, words),
                &self.agreement.present.to_string(),
            ),
            None => w.no_mean().to_owned(),
        };
        let said = format!("{}. {agree}", parts.join(words.lists().semicolon()));
        self.without(words).map_or(said.clone(), |without| format!("{said} {without}"))
    }

    /// What a missing metric leaves: percentiles, the count, and what else needs it.
    fn without(&self, words: &'static Words) -> Option<String> {
        let w = words.crowding();
        let gone = self.gone();
        if gone.is_empty() {
            return None;
        }
        let low = self.agreement.agreeing;
        let number = |n: usize| words.numbers().ungrouped(n);
        let high = low.saturating_add(gone.len());
        let left = w.without(&number(METRICS), &number(high), &number(low), &self.names(&gone, words));
        let (carry, share) = (shown(self.carry().unwrap_or(f64::NAN), 2, words), self.share(words));
        let goes = match self.missing.filter(|_| !self.is_own()) {
            Some(OPEN_INTEREST) => w.goes_with_open_interest(&carry),
            Some(FUNDING | VOLATILITY) => w.goes_with_carry(&share),
            Some(_) => w.goes_with_nothing(&carry, &share),
            None => return Some(left),
        };
        Some(format!("{left} {goes}"))
    }

    /// Metrics by name, in a list.
    fn names(&self, metrics: &[usize], words: &'static Words) -> String {
        let names = words.crowding().metrics();
        let of = |metric: &usize| names.get(*metric).copied().unwrap_or_default();
        metrics.iter().map(of).collect::<Vec<_>>().join(words.lists().comma())
    }

    /// Funding a year over volatility a year; `None` where either is missing or no volatility is above zero.
    fn carry(&self) -> Option<f64> {
        let part = |metric| self.now(metric).map(|value| self.scaled(metric, value) / 100.0);
        carry_to_volatility(funding(part(FUNDING)?, HOURS).ok()?.simple, part(VOLATILITY)?).ok()
    }

    /// The share of the largest accounts, a part of open interest; not known where that is missing.
    fn largest(&self) -> Option<f64> {
        self.market().map(|market| market.largest).filter(|_| self.missing != Some(OPEN_INTEREST))
    }

    fn share(&self, words: &'static Words) -> String {
        self.largest().map_or_else(|| words.numbers().not_known().to_owned(), |part| percent(100.0 * part, 1, words))
    }

    /// A metric on the day, with its unit.
    fn said(&self, metric: usize, words: &'static Words) -> String {
        let Some(now) = self.now(metric) else { return words.numbers().not_known().to_owned() };
        let (now, digits) = (self.scaled(metric, now), self.digits(metric));
        match (metric, self.is_own()) {
            (OPEN_INTEREST, true) => shown(now, digits, words),
            (OPEN_INTEREST, false) => words.crowding().times(&shown(now, digits, words)),
            _ => percent(now, digits, words),
        }
    }

    /// Over each strip, with its unit.
    fn strips(&self, words: &'static Words) -> [&'static str; METRICS] {
        let w = words.crowding();
        let mut strips = w.strips();
        if let Some(strip) = strips.get_mut(OPEN_INTEREST).filter(|_| self.is_own()) {
            *strip = w.own_open_interest();
        }
        strips
    }
}

/// The value at which a metric's score is the limit; `None` where its history has no spread.
fn limit(rating: &Rating) -> Option<f64> {
    (rating.mad > 0.0).then(|| rating.median + HIGH * rating.mad / NORMAL_MAD)
}

/// A score in words; one that cannot be rated is not known.
fn score(score: Option<f64>, words: &'static Words) -> String {
    shown(score.unwrap_or(f64::NAN), 1, words)
}

impl Figure for CrowdingFigure {
    fn name(&self) -> &'static str {
        NAME
    }

    fn text(&self, words: &'static Words) -> Text {
        let w = words.crowding();
        let (agreeing, present) = (self.agreement.agreeing.to_string(), self.agreement.present.to_string());
        let day = words.numbers().ungrouped(self.day.saturating_add(1));
        let gone = self.gone();
        let title = if gone.is_empty() {
            w.title(&agreeing, &day, &present)
        } else {
            w.title_incomplete(&agreeing, &day, &self.names(&gone, words), &present)
        };
        let (subtitle, leaves_out) =
            if self.is_own() { (w.own_subtitle(), w.own_leaves_out()) } else { (w.subtitle(), w.leaves_out()) };
        Text { title, subtitle: subtitle.to_owned(), sentence: self.sentence(words), leaves_out: leaves_out.into() }
    }

    fn table(&self, words: &'static Words) -> Table {
        let w = words.crowding();
        let not_known = || (words.numbers().not_known().to_owned(), String::new());
        let blank = || (String::new(), String::new());
        let of_metric = |(metric, name): (usize, &'static str)| {
            let digits = self.digits(metric);
            let cells = match (self.ratings.get(metric).copied().flatten(), self.now(metric)) {
                (Some(rating), Some(now)) => vec![
                    cell(self.scaled(metric, now), digits, words),
                    cell(self.scaled(metric, rating.median), digits, words),
                    cell(self.scaled(metric, rating.mad) - self.scaled(metric, 0.0), digits.saturating_add(1), words),
                    cell(rating.score.unwrap_or(f64::NAN), 2, words),
                    cell(100.0 * rating.rank.mid, 0, words),
                ],
                (None, Some(now)) => {
                    vec![cell(self.scaled(metric, now), digits, words), blank(), blank(), not_known(), not_known()]
                }
                (_, None) => vec![not_known(), blank(), blank(), blank(), blank()],
            };
            TableRow { head: name.to_owned(), cells, here: false }
        };
        let mut rows: Vec<TableRow> = self.strips(words).into_iter().enumerate().map(of_metric).collect();
        for (name, value, digits) in
            [(w.carry_row(), self.carry(), 2), (w.largest_row(), self.largest().map(|part| 100.0 * part), 1)]
        {
            let now = value.map_or_else(not_known, |value| cell(value, digits, words));
            rows.push(TableRow {
                head: name.to_owned(),
                cells: vec![now, blank(), blank(), blank(), blank()],
                here: false,
            });
        }
        if let Some(closed) = self.closed().filter(|_| self.reveal != Reveal::Hidden) {
            for (name, closed) in w.markets().into_iter().zip(closed) {
                let count = crate::figures::numbers::count_cell(f64::from(closed), words);
                let cells = vec![count, blank(), blank(), blank(), blank()];
                rows.push(TableRow { head: w.pushed_row(name), cells, here: false });
            }
        }
        Table { caption: w.table(), columns: Table::heads(&w.columns()), rows }
    }

    fn svg(&self, words: &'static Words, frame: Frame, medium: Medium) -> Result<String, Error> {
        draw::draw(self, words, frame, medium)
    }
}
