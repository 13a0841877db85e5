//! The figure of section “Margin”: equity against price, what the rule requires, and the price where the two meet.

use crate::engine::Error;
use crate::engine::band::{Question, Ruling, rule};
use crate::engine::margin::{Contract, Side, Trigger};
use crate::engine::scenario::Scenario;
use crate::engine::units::{Checked as _, Price, Saturating as _};
use crate::figures::chart::axis::Axis;
use crate::figures::fact::Fact;
use crate::figures::figure::{Figure, Text};
use crate::figures::format::PriceFormat;
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers;
use crate::figures::numbers::{exact, grouped};
use crate::figures::plain;
use crate::figures::plain::digits_for;
use crate::figures::reveal::Reveal;
use crate::figures::table::{Table, TableRow};
use crate::words::Words;
use rust_decimal::Decimal;
use std::sync::Arc;

pub mod adding;
pub mod bet;
pub mod draw;
mod inset;
mod lines;

pub use adding::Adding;
pub use bet::EquityBet;

/// The figure's name in the page and in file names.
pub const NAME: &str = "equity";

/// The model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EquityFigure {
    /// What is asked.
    pub question: Question,
    /// What the rule answers, walking from the mark.
    pub ruling: Ruling,
    /// Where the mark stands.
    pub mark: Price,
    /// Where equity is gone, `None` where no price takes it all.
    pub bankruptcy: Option<Price>,
    /// Whether the crossing is shown.
    pub reveal: Reveal,
    /// The bet on it.
    pub bet: EquityBet,
    /// The prices shown.
    pub axis: Axis,
    /// Where the picture frames the crossing: what the rule requires there, by which amounts are shown. `None` where the whole shows it.
    pub close: Option<Decimal>,
    /// The prices of the whole, which stands beside a crossing that is framed.
    pub whole: Axis,
    /// What was pinned for comparison.
    pub pinned: Option<Arc<Self>>,
    /// What an addition at the mark would do, where that is asked; an error where it could not be made.
    pub adding: Option<Result<Adding, Error>>,
    format: PriceFormat,
    unit: &'static str,
}

impl EquityFigure {
    /// The model of a scenario; `held` keeps the prices shown in place while something is dragged across them.
    pub fn of(scenario: &Scenario, reveal: Reveal, held: Option<(Decimal, Decimal)>) -> Result<Self, Error> {
        let question = scenario.question_at(scenario.venue())?;
        let mark = scenario.mark()?;
        let ruling = rule(&question, mark)?;
        let bankruptcy = question.position.bankruptcy_price(ruling.before_bankruptcy)?;
        let bet = EquityBet::on(&question, &ruling);
        // Where there is nothing to guess, nothing is kept back.
        let reveal = if bet.answer().is_none() { Reveal::All } else { reveal };
        let close = close(&question, &ruling).filter(|_| reveal != Reveal::Hidden);
        let far = range(&question, &ruling, mark, bankruptcy, WHOLE);
        let near = close.map(|_| range(&question, &ruling, mark, bankruptcy, CLOSE));
        let range = held.unwrap_or_else(|| near.unwrap_or(far));
        let whole = Axis::within(far.0, far.1, 5);
        let unit = match question.position.contract {
            Contract::Linear => "USD",
            Contract::Inverse => scenario.coin(),
        };
        let axis = Axis::within(range.0, range.1, 5);
        let format = PriceFormat::of(scenario, None);
        Ok(Self {
            question,
            ruling,
            mark,
            bankruptcy,
            reveal,
            bet,
            axis,
            close,
            whole,
            pinned: None,
            adding: None,
            format,
            unit,
        })
    }

    /// The same with another to compare with.
    #[must_use]
    pub fn beside(self, pinned: Option<Arc<Self>>) -> Self {
        Self { pinned, ..self }
    }

    /// Equity at a price, in the settlement currency. Errors: overflow, or a price that is not above zero.
    pub fn equity(&self, price: Decimal) -> Result<Decimal, Error> {
        let moved = self.question.position.unrealised(Price::new(price)?)?;
        self.ruling.margin.plus(moved)?.get().plus(self.ruling.others.get())
    }

    /// What equity must cover at a price, in the settlement currency.
    pub fn required(&self, price: Decimal) -> Result<Decimal, Error> {
        let notional = self.question.position.notional(Price::new(price)?)?;
        self.ruling.requirement.at(notional)?.get().plus(self.ruling.others.get())
    }

    /// How far the price where the rule acts lies from entry, as a fraction of it.
    #[must_use]
    pub fn distance(&self) -> Option<Decimal> {
        let entry = self.question.position.entry.get();
        self.ruling.printed.price().map(|p| p.get().sat_sub(entry).sat_div(entry).abs())
    }

    /// Whether the crossing is told.
    fn is_told(&self) -> bool {
        self.reveal != Reveal::Hidden
    }

    /// A price as this figure writes it.
    #[must_use]
    pub fn price_in_words(&self, price: Price, words: &Words) -> String {
        self.format.short(price.get(), words)
    }

    /// The price where the rule acts, or what stands in its place; not told before the bet.
    #[must_use]
    pub fn crossing_in_words(&self, words: &'static Words) -> String {
        if self.reveal == Reveal::Hidden {
            return "?".to_owned();
        }
        self.format.trigger(self.ruling.printed, words.places().no_price(), words.places().any_price(), words)
    }

    /// Equity at the mark, and what it must cover there, in words.
    #[must_use]
    pub fn at_mark_in_words(&self, words: &Words) -> (String, String) {
        let (equity, required) = self.mark_amounts().unzip();
        (self.amount(equity, words), self.amount(required, words))
    }

    /// Digits after the point for amounts.
    fn digits(&self) -> u32 {
        digits_for(self.ruling.margin.get(), 4)
    }

    /// An amount with its unit.
    fn amount(&self, value: Option<Decimal>, words: &Words) -> String {
        let format = words.numbers();
        numbers::known(value, words, |value| {
            format.with_unit(&format.grouped(value, self.digits()), words.currency(self.unit))
        })
    }

    fn mark_amounts(&self) -> Option<(Decimal, Decimal)> {
        let mark = self.mark.get();
        Some((self.equity(mark).ok()?, self.required(mark).ok()?))
    }

    fn title(&self, words: &'static Words) -> String {
        let w = words.equity();
        if self.reveal == Reveal::Hidden {
            return w.title_hidden().to_owned();
        }
        let leverage = exact(self.question.leverage, words);
        match (self.ruling.printed, self.distance()) {
            (Trigger::At { price, at_once: false }, _)
                if !self.question.position.side.loses(self.question.position.entry, price) =>
            {
                w.title_before().to_owned()
            }
            (Trigger::At { at_once: false, .. }, Some(distance)) => {
                let distance = bet::percent(distance, words);
                match (&self.question.account, self.question.position.side) {
                    (None, Side::Long) => w.title_long(&distance, &leverage),
                    (None, Side::Short) => w.title_short(&distance, &leverage),
                    (Some(_), Side::Long) => w.title_cross_long(&distance),
                    (Some(_), Side::Short) => w.title_cross_short(&distance),
                }
            }
            (Trigger::Never, _) => w.title_never().to_owned(),
            _ => w.title_at_once().to_owned(),
        }
    }

    fn sentence(&self, words: &'static Words) -> String {
        let w = words.equity();
        let (equity, required) = self.mark_amounts().unzip();
        let mut text = w.sentence_mark(
            &self.amount(equity, words),
            &self.format.short(self.mark.get(), words),
            &self.amount(required, words),
        );
        if self.reveal == Reveal::Hidden {
            return text;
        }
        let price = |p: Price| self.format.short(p.get(), words);
        text.push(' ');
        text.push_str(&match self.ruling.printed {
            Trigger::At { price: p, at_once: true } => w.sentence_at_once(&price(p)),
            Trigger::At { price: p, at_once: false } => {
                w.sentence_crossing(&numbers::known(self.distance(), words, |d| bet::percent(d, words)), &price(p))
            }
            Trigger::Never => w.sentence_never().to_owned(),
            Trigger::Always => w.sentence_always().to_owned(),
        });
        for (from, to) in &self.ruling.safe_gaps {
            text.push(' ');
            text.push_str(&match to {
                Some(to) => w.sentence_gap(&price(*from), &price(*to)),
                None => w.sentence_gap_open(&price(*from)),
            });
        }
        if let Some(bust) = self.bankruptcy {
            text.push(' ');
            text.push_str(&w.sentence_bankruptcy(&price(bust)));
        }
        if let Some(said) = self.adding_in_words(words) {
            text.push(' ');
            text.push_str(&said);
        }
        text
    }
}

/// How far the prices shown reach past what is lost and past the entry, in hundredths of the way between them: the whole, and the way itself.
const WHOLE: (i64, i64) = (124, 70);
const CLOSE: (i64, i64) = (116, 18);

/// So many times what the rule requires at the crossing must stand behind the position, or the whole shows the crossing well enough.
const HARDLY_SEEN: Decimal = Decimal::from_parts(9, 0, 0, false, 0);

/// What the rule requires where it acts, if that is so little beside the margin that in a picture of the whole nobody would see the two lines meet.
fn close(question: &Question, ruling: &Ruling) -> Option<Decimal> {
    let Trigger::At { price, at_once: false } = ruling.printed else { return None };
    let notional = question.position.notional(price).ok()?;
    let required = ruling.requirement.at(notional).ok()?.get().sat_add(ruling.others.get());
    let required = Some(required).filter(|required| *required > Decimal::ZERO)?;
    (ruling.before_bankruptcy.get() > required.sat_mul(HARDLY_SEEN)).then_some(required)
}

/// The prices shown: from beyond where the margin is gone to beyond entry, and the mark with them.
fn range(
    question: &Question,
    ruling: &Ruling,
    mark: Price,
    bankruptcy: Option<Price>,
    reach: (i64, i64),
) -> (Decimal, Decimal) {
    let entry = question.position.entry.get();
    let way = question.position.side.sign();
    let far = [ruling.printed.price(), bankruptcy]
        .into_iter()
        .flatten()
        .map(|p| entry.sat_sub(p.get()).sat_mul(way))
        .filter(|d| *d < entry.sat_mul(Decimal::TWO))
        .max()
        .unwrap_or_else(|| entry.sat_div(Decimal::TWO));
    let span = far.max(entry.sat_div(Decimal::ONE_HUNDRED));
    let part = |hundredths: i64| span.sat_mul(Decimal::new(hundredths, 2)).sat_mul(way);
    let ends = [entry.sat_sub(part(reach.0)), entry.sat_add(part(reach.1))];
    // A mark outside still has its place, with room around it.
    let reach = mark.get().sat_sub(entry).sat_mul(Decimal::new(108, 2)).sat_add(entry);
    let low = ends[0].min(ends[1]).min(reach).max(Decimal::ZERO);
    (low, ends[0].max(ends[1]).max(reach))
}

impl Figure for EquityFigure {
    fn name(&self) -> &'static str {
        NAME
    }

    fn text(&self, words: &'static Words) -> Text {
        let w = words.equity();
        Text {
            title: self.title(words),
            subtitle: w.subtitle(words.currency(self.unit)),
            sentence: self.sentence(words),
            leaves_out: w.leaves_out().into(),
        }
    }

    fn table(&self, words: &'static Words) -> Table {
        let w = words.equity();
        let digits = self.digits();
        let row = |name: &str, price: Decimal, here: bool| {
            let cell = |value: Option<Decimal>, digits: u32| match value {
                Some(v) => (grouped(v, digits, words), plain::rounded(v, digits)),
                None => (words.budget().none().to_owned(), String::new()),
            };
            let (equity, required) = (self.equity(price).ok(), self.required(price).ok());
            let ratio = equity.zip(required).filter(|(_, r)| !r.is_zero()).and_then(|(e, r)| e.over(r).ok());
            TableRow {
                head: name.to_owned(),
                cells: vec![
                    cell(Some(price), self.format.table),
                    cell(equity, digits),
                    cell(required, digits),
                    (cell(ratio, 2).0, ratio.map(plain::number).unwrap_or_default()),
                ],
                here,
            }
        };
        let mut rows =
            vec![row(w.entry(), self.question.position.entry.get(), false), row(w.mark(), self.mark.get(), true)];
        if self.reveal != Reveal::Hidden {
            rows.extend(self.ruling.printed.price().map(|p| row(w.crossing(), p.get(), false)));
            for (from, to) in &self.ruling.safe_gaps {
                rows.push(row(w.safe_from(), from.get(), false));
                rows.extend(to.map(|to| row(w.safe_to(), to.get(), false)));
            }
            rows.extend(self.bankruptcy.map(|p| row(w.bankruptcy(), p.get(), false)));
            let added = self.adding.as_ref().and_then(|adding| adding.as_ref().ok()?.trigger.ok());
            rows.extend(added.map(|p| row(w.adding_row(), p.get(), false)));
        }
        let columns = w.columns(words.currency(self.unit)).into();
        Table { caption: w.table(), columns, rows }
    }

    fn svg(&self, words: &'static Words, frame: Frame, medium: Medium) -> Result<String, Error> {
        draw::draw(self, words, frame, medium)
    }

    fn facts(&self, words: &'static Words) -> Vec<Fact> {
        let w = words.equity();
        let (equity, required) = self.mark_amounts().map_or((None, None), |(e, r)| (Some(e), Some(r)));
        let price = |p: Option<Price>| p.map(Price::get);
        let mut facts = vec![
            Fact::new(w.equity_at_mark(), equity, self.digits(), words.currency(self.unit)),
            Fact::new(w.required_at_mark(), required, self.digits(), words.currency(self.unit)),
        ];
        if self.reveal != Reveal::Hidden {
            facts.push(Fact::new(
                w.crossing(),
                price(self.ruling.printed.price()),
                self.format.table,
                words.units().usd(),
            ));
            facts.push(Fact::new(w.bankruptcy(), price(self.bankruptcy), self.format.table, words.units().usd()));
        }
        facts
    }
}
