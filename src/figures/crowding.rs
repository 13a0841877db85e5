//! The figure of section “Crowding”: basis, funding and volatility on one clock, each against its own calm days, then how many agree, and last a mean.

use crate::engine::Error;
use crate::engine::jobs::watching::Paired;
use crate::engine::jobs::watching::pairs::{HIGH, MarketOf};
use crate::engine::monitor::crowding::agreement::{Agreement, agreement};
use crate::engine::monitor::crowding::rating::{NORMAL_MAD, Rating, rate};
use crate::engine::monitor::crowding::trial::HISTORY;
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
const SCALES: [(f64, f64, u32); 3] = [(6.0, 3.0, 1), (0.01, 0.005, 4), (55.0, 12.0, 0)];

/// Days of a market.
pub const DAYS: usize = HISTORY + 2;

/// The model.
#[derive(Debug, Clone, PartialEq)]
pub struct CrowdingFigure {
    paired: Arc<Paired>,
    /// Which market, by its place.
    which: usize,
    /// The day on which the reader stands, from 0.
    day: usize,
    /// The metric that is missing.
    missing: Option<usize>,
    reveal: Reveal,
    ratings: [Option<Rating>; 3],
    agreement: Agreement,
}

impl CrowdingFigure {
    /// A market on a day. Errors: a market that was not made.
    pub fn of(
        paired: Arc<Paired>,
        (which, day, missing): (usize, usize, Option<usize>),
        reveal: Reveal,
    ) -> Result<Self, Error> {
        let none = crate::engine::Cause::WrongCount { found: paired.markets.len(), wanted: which.saturating_add(1) };
        let market = paired.markets.get(which).ok_or(none)?;
        let day = day.min(market.days.len().saturating_sub(1));
        let mut ratings = [None; 3];
        for (metric, slot) in ratings.iter_mut().enumerate() {
            let calm = history(market, metric);
            if missing != Some(metric)
                && let Some(now) = value(market, metric, day)
            {
                *slot = Some(rate(&calm, now)?);
            }
        }
        let scores = ratings.map(|rating: Option<Rating>| rating.and_then(|rating| rating.score));
        let agreement = agreement(&scores, HIGH)?;
        Ok(Self { paired, which, day, missing, reveal, ratings, agreement })
    }

    fn market(&self) -> Option<&MarketOf> {
        self.paired.markets.get(self.which)
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
        let accounts = self.market().map_or(0, |market| u32::try_from(market.accounts).unwrap_or(u32::MAX));
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
                Some(rating) => w.rated(
                    name,
                    &shown(100.0 * rating.rank.mid, 0, words),
                    &score(rating.score, words),
                    &self.now(metric, words),
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
        format!("{}. {agree}", parts.join(words.lists().semicolon()))
    }

    /// A metric on the day, with its unit.
    fn now(&self, metric: usize, words: &'static Words) -> String {
        let digits = SCALES.get(metric).map_or(0, |(.., digits)| *digits);
        let now = self.market().and_then(|market| value(market, metric, self.day));
        now.map_or_else(|| words.numbers().not_known().to_owned(), |now| percent(scaled(metric, now), digits, words))
    }
}

/// A metric on a day, in deviations.
fn value(market: &MarketOf, metric: usize, day: usize) -> Option<f64> {
    market.days.get(day)?.get(metric).copied()
}

/// A metric over the calm days.
fn history(market: &MarketOf, metric: usize) -> Vec<f64> {
    market.days.iter().take(HISTORY).filter_map(|day| day.get(metric).copied()).collect()
}

/// As large as it usually is.
fn scaled(metric: usize, value: f64) -> f64 {
    SCALES.get(metric).map_or(value, |(from, by, _)| from + by * value)
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
        let title = match self.missing.and_then(|metric| w.metrics().get(metric).copied()) {
            Some(missing) => w.title_incomplete(&agreeing, &day, missing, &present),
            None => w.title(&agreeing, &day, &present),
        };
        let subtitle = w.subtitle().to_owned();
        Text { title, subtitle, sentence: self.sentence(words), leaves_out: w.leaves_out().into() }
    }

    fn table(&self, words: &'static Words) -> Table {
        let w = words.crowding();
        let not_known = || (words.numbers().not_known().to_owned(), String::new());
        let blank = || (String::new(), String::new());
        let mut rows: Vec<TableRow> = w
            .strips()
            .into_iter()
            .enumerate()
            .map(|(metric, name)| {
                let digits = SCALES.get(metric).map_or(0, |(.., digits)| *digits);
                let by = SCALES.get(metric).map_or(1.0, |(_, by, _)| *by);
                let now = self.market().and_then(|market| value(market, metric, self.day));
                let cells = match self.ratings.get(metric).copied().flatten().zip(now) {
                    Some((rating, now)) => vec![
                        cell(scaled(metric, now), digits, words),
                        cell(scaled(metric, rating.median), digits, words),
                        cell(by * rating.mad, digits.saturating_add(1), words),
                        cell(rating.score.unwrap_or(f64::NAN), 2, words),
                        cell(100.0 * rating.rank.mid, 0, words),
                    ],
                    None => vec![not_known(), blank(), blank(), blank(), blank()],
                };
                TableRow { head: name.to_owned(), cells, here: false }
            })
            .collect();
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
