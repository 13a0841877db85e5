//! The figures of price and time: both edges over the days held, how far paths have come by then, and how many months touch an edge.

use crate::engine::Error;
use crate::engine::margin::Trigger;
use crate::engine::scenario::{ParameterId as P, Scenario};
use crate::engine::units::{Price, Saturating as _};
use crate::figures::chart::axis::Axis;
use crate::figures::days::days_in_words;
use crate::figures::figure::{Figure, Text};
use crate::figures::format::PriceFormat;
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers;
use crate::figures::numbers::ungrouped;
use crate::figures::numbers::{exact, grouped};
use crate::figures::plain;
use crate::figures::reveal::Reveal;
use crate::figures::table::{Table, TableRow};
use crate::words::{Count, Words};
use rust_decimal::Decimal;
use std::sync::Arc;

pub mod draw;
pub mod months;
pub mod multiples;
pub mod plot;

use months::Asked;
pub use months::{Contours, LEVELS, MONTHS, Months};
pub use multiples::MultiplesFigure;

/// The figure's name in the page and in file names.
pub const NAME: &str = "horizon";

/// Heights of the picture: wide, narrow.
pub const HEIGHTS: (u32, u32) = (460, 330);

/// The model.
#[derive(Debug, Clone, PartialEq)]
pub struct HorizonFigure {
    /// Both edges and what the price does to them.
    pub months: Arc<Months>,
    /// How far paths have come.
    pub contours: Arc<Contours>,
    /// The day the reader stands on: the horizon.
    pub today: u32,
    /// Whether the months are shown.
    pub reveal: Reveal,
    /// The same with other leverages.
    pub multiples: Arc<MultiplesFigure>,
    /// Volatility, in per cent a year.
    volatility: Decimal,
    /// Margin that is added, and the day on which it arrives.
    added: Option<(Decimal, u32)>,
    axis: Axis,
    format: PriceFormat,
}

impl HorizonFigure {
    /// The model of a scenario. Errors: settings that have no answer together.
    pub fn of(scenario: &Scenario, reveal: Reveal) -> Result<Self, Error> {
        Self::after(scenario, reveal, None)
    }

    /// The model of a scenario, with whatever has not changed since the one before.
    pub fn after(scenario: &Scenario, reveal: Reveal, before: Option<&Self>) -> Result<Self, Error> {
        let asked = Asked::by(scenario)?;
        let months = match before {
            Some(before) if before.months.asked == asked => Arc::clone(&before.months),
            _ => Arc::new(Months::of(asked)?),
        };
        let contours = match before {
            Some(before) if before.contours.sky == months.sky() => Arc::clone(&before.contours),
            _ => Arc::new(Contours::of(months.sky())),
        };
        let today = scenario.days();
        let adds = months.otherwise.is_some();
        let added = adds.then(|| (scenario.number(P::AddedMargin), months.asked.plan.added_on));
        let axis = plot::axis(&[&months], &contours);
        // Where there is nothing to guess, nothing is kept back.
        let reveal = if answer(&months, today).is_none() { Reveal::All } else { reveal };
        let known = (&months, &contours);
        let multiples = MultiplesFigure::after(scenario, reveal, known, before.map(|b| &*b.multiples));
        Ok(Self {
            contours,
            today,
            reveal,
            multiples: Arc::new(multiples),
            volatility: scenario.number(P::Volatility),
            added,
            axis,
            format: PriceFormat::of(scenario, None),
            months,
        })
    }

    /// Which of the three answers to the bet holds; `None` where there is nothing to guess.
    #[must_use]
    pub fn answer(&self) -> Option<usize> {
        answer(&self.months, self.today)
    }

    /// The volatility in words.
    #[must_use]
    pub fn volatility(&self, words: &Words) -> String {
        words.numbers().percent(&exact(self.volatility, words))
    }

    /// How many months have touched the optimistic and the conservative edge by the day the reader stands on; not told before the bet.
    #[must_use]
    pub fn count(&self, words: &Words) -> [String; 2] {
        self.months.months(self.today).map(|n| count(n, self.reveal, words))
    }

    /// The chance of each, in closed form.
    #[must_use]
    pub fn chance(&self, words: &Words) -> [String; 2] {
        let hidden = self.reveal == Reveal::Hidden;
        self.months.chance(self.today).map(|c| if hidden { "?".to_owned() } else { percent(c, words) })
    }

    fn title(&self, words: &'static Words) -> String {
        let w = words.horizon();
        let (n, today) = (self.months.months(self.today)[1], self.today);
        let first = self.months.edges(0)[1];
        let edges = (0..=today).flat_map(|day| self.months.edges(day));
        if self.reveal == Reveal::Hidden {
            return w.title_hidden().to_owned();
        }
        if matches!(first, Trigger::Always | Trigger::At { at_once: true, .. }) {
            return w.title_at_once().to_owned();
        }
        if edges.into_iter().all(|edge| edge == Trigger::Never) {
            return w.title_never().to_owned();
        }
        if self.volatility.is_zero() {
            return w.title_still().to_owned();
        }
        let all = ungrouped(MONTHS, words);
        let day_of_margin = self.added.map_or(0, |(_, day)| day);
        let otherwise = self.months.otherwise(today).filter(|_| day_of_margin <= today);
        match otherwise {
            Some([early, without]) if day_of_margin > 0 && early < n => {
                if n >= without {
                    w.title_late().to_owned()
                } else {
                    w.title_later(&all, &ungrouped(day_of_margin, words), &ungrouped(n.saturating_sub(early), words))
                }
            }
            Some([_, without]) if day_of_margin == 0 && n < without => {
                w.title_early(&all, &ungrouped(without.saturating_sub(n), words))
            }
            _ if n == 0 => w.title_none(&all, &days_in_words(today, words)),
            None if self.months.standing(today) < 0.5 * self.months.chance(today)[1] => {
                w.title_funding(&all, Count::read(&ungrouped(n, words)))
            }
            _ => w.title(&all, &days_in_words(today, words), Count::read(&ungrouped(n, words))),
        }
    }

    fn sentence(&self, words: &'static Words) -> String {
        let w = words.horizon();
        let [optimistic, conservative] = self
            .months
            .edges(self.today)
            .map(|edge| self.format.trigger(edge, words.places().no_price(), words.places().any_price(), words));
        let mut text =
            w.sentence(&conservative, &days_in_words(self.today, words), &optimistic, &self.volatility(words));
        if self.reveal == Reveal::Hidden {
            return text;
        }
        let ([o, n], [oc, c]) = (self.count(words), self.chance(words));
        let all = ungrouped(MONTHS, words);
        text.push(' ');
        text.push_str(&w.sentence_touched(&all, &c, Count::read(&n), &w.touched_optimistic(&oc, Count::read(&o))));
        if let (Some((margin, day)), Some([early, without])) = (self.added, self.months.otherwise(self.today)) {
            text.push(' ');
            text.push_str(&w.sentence_added(
                &ungrouped(day, words),
                &ungrouped(early, words),
                &exact(margin, words),
                &ungrouped(without, words),
            ));
        }
        text
    }
}

/// Fewer than 10, up to 25, more; `None` where the conservative edge has no price then, or is touched or not whatever happens.
fn answer(months: &Months, today: u32) -> Option<usize> {
    let chance = months.chance(today)[1];
    let open = chance > 0.0 && chance < 1.0 && months.edges(today)[1].price().is_some();
    open.then(|| match months.months(today)[1] {
        0..10 => 0,
        10..=25 => 1,
        _ => 2,
    })
}

fn count(n: u32, reveal: Reveal, words: &Words) -> String {
    if reveal == Reveal::Hidden { "?".to_owned() } else { words.numbers().exact(Decimal::from(n)) }
}

/// A chance as a decimal of a few digits.
#[must_use]
pub fn decimal(chance: f64) -> Decimal {
    #[allow(clippy::cast_possible_truncation)]
    let millionths = libm::round(chance.clamp(0.0, 1.0) * 1e6) as i64;
    Decimal::new(millionths, 6)
}

/// `36 %`, `under 1 %`, `over 99 %`.
#[must_use]
pub fn percent(chance: f64, words: &Words) -> String {
    if chance > 0.0 && chance < 0.01 {
        words.shares().under().to_owned()
    } else if chance > 0.99 && chance < 1.0 {
        words.shares().over().to_owned()
    } else {
        numbers::percent(chance * 100.0, 0, words)
    }
}

/// A chance in a table: shown and plain, in per cent.
fn percent_cell(chance: f64, words: &Words) -> (String, String) {
    let value = chance.is_finite().then(|| decimal(chance).sat_mul(Decimal::ONE_HUNDRED));
    (numbers::known(value, words, |v| grouped(v, 1, words)), value.map(plain::number).unwrap_or_default())
}

fn price_cell(edge: Trigger, format: PriceFormat, words: &Words) -> (String, String) {
    match edge.price().map(Price::get) {
        Some(price) => (grouped(price, format.table, words), plain::rounded(price, format.table)),
        None => (words.budget().none().to_owned(), String::new()),
    }
}

fn number_cell(n: u32, words: &Words) -> (String, String) {
    (ungrouped(n, words), n.to_string())
}

impl Figure for HorizonFigure {
    fn name(&self) -> &'static str {
        NAME
    }

    fn text(&self, words: &'static Words) -> Text {
        Text {
            title: self.title(words),
            subtitle: words.horizon().subtitle().to_owned(),
            sentence: self.sentence(words),
            leaves_out: words.horizon().leaves_out().into(),
        }
    }

    fn table(&self, words: &'static Words) -> Table {
        let rows = self.months.band.days.iter().map(|day| {
            let ([o, c], [om, cm]) = (self.months.chance(day.day), self.months.months(day.day));
            TableRow {
                head: ungrouped(day.day, words),
                cells: vec![
                    number_cell(day.payments, words),
                    price_cell(day.optimistic, self.format, words),
                    price_cell(day.conservative, self.format, words),
                    percent_cell(o, words),
                    percent_cell(c, words),
                    number_cell(om, words),
                    number_cell(cm, words),
                ],
                here: day.day == self.today,
            }
        });
        Table {
            caption: words.horizon().table(),
            columns: words.horizon().columns(&ungrouped(MONTHS, words)).into(),
            rows: rows.collect(),
        }
    }

    /// Every fifth day: the page has to stay light.
    fn table_in_short(&self, words: &'static Words) -> Table {
        let mut table = self.table(words);
        let mut day = 0_u32;
        table.rows.retain(|row| {
            let kept = row.here || day.checked_rem(5) == Some(0);
            day = day.saturating_add(1);
            kept
        });
        table
    }

    fn svg(&self, words: &'static Words, frame: Frame, medium: Medium) -> Result<String, Error> {
        draw::draw(self, words, frame, medium)
    }
}

#[cfg(test)]
mod tests;
