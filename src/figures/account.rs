//! The figure of section “Your own account”: equity against what is required of it along a common move, each position's liquidation prices, and
//! what its venue prints beside them.

use crate::engine::Error;
use crate::engine::account::{Mode, NoPrice, Portfolio, Reading, Row};
use crate::engine::import::symbol::Symbol;
use crate::engine::margin::{Contract, Side};
use crate::engine::own::{Beside, beside};
use crate::engine::scenario::ParameterId as P;
use crate::engine::units::{Checked, Money, Price, Saturating as _};
use crate::figures::figure::{Figure, Text};
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers::{grouped, percent, signed};
use crate::figures::plain::digits_for;
use crate::figures::table::Table;
use crate::words::{Words, joined};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

mod draw;
mod rows;

/// The figure's name in the page and in file names.
pub const NAME: &str = "account";

/// Places along the move at which equity and requirement are asked.
const PLACES: i64 = 40;

/// How a move is drawn beyond its end, and the least and most of it, as fractions.
const BEYOND: Decimal = Decimal::from_parts(135, 0, 0, false, 2);
const LEAST: Decimal = Decimal::from_parts(10, 0, 0, false, 2);
const MOST: Decimal = Decimal::from_parts(95, 0, 0, false, 2);

/// A position with its prices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What is held.
    pub row: Row,
    /// Its market's name.
    pub market: String,
    /// Its market's mark.
    pub mark: Price,
    /// With the others frozen.
    pub alone: Reading,
    /// Where its market stands when the common move ends it: its account's end, or its own.
    pub together: Result<Price, NoPrice>,
    /// What its venue prints, beside the price found here.
    pub beside: Option<Beside>,
    /// The common move that ends it by itself, as a fraction; for isolated positions alone.
    pub own_end: Option<Decimal>,
}

/// What ends first along a common move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End {
    /// The move, as a fraction; below zero a fall.
    pub fraction: Decimal,
    /// The isolated position that ends, by its place; `None` for the cross account.
    pub line: Option<usize>,
}

/// The model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountFigure {
    /// Every position, in order.
    pub lines: Vec<Line>,
    /// The one that the reader stands on.
    pub chosen: usize,
    /// Cross equity now.
    pub equity: Money,
    /// What is required of it; `None` where a table is missing.
    pub required: Option<Money>,
    /// Whether anything stands on the whole account.
    pub has_cross: bool,
    /// The cross account is past its end.
    pub already: bool,
    /// What ends first, each way, nearest first.
    pub ends: Vec<End>,
    /// Fraction of the move, equity, requirement.
    curve: Vec<(Decimal, Decimal, Option<Decimal>)>,
    unit: String,
}

impl AccountFigure {
    /// The model of an account, at a position that the reader chose. Errors: as [`Portfolio::check`]; overflow.
    pub fn of(account: &Portfolio, chosen: usize) -> Result<Self, Error> {
        account.check()?;
        let has_cross = account.rows.iter().any(|row| row.mode == Mode::Cross);
        let crossing = if has_cross { Some(account.common_move()?) } else { None };
        let mut lines = Vec::with_capacity(account.rows.len());
        for (place, row) in account.rows.iter().enumerate() {
            let Some(market) = account.markets.get(row.market) else { continue };
            let alone = account.row_reading(place)?;
            let falls = (row.side == Side::Long) == (market.beta >= Decimal::ZERO);
            let (together, own_end) = match (row.mode, crossing) {
                (Mode::Cross, Some(crossing)) => {
                    let end = if falls { crossing.fall } else { crossing.rise };
                    let priced =
                        |x: Decimal| Price::new(market.mark.get().times(market.beta.times(x)?.plus(Decimal::ONE)?)?);
                    (end.and_then(|x| priced(x).map_err(|_| NoPrice::Covered)), None)
                }
                _ => {
                    let end = alone.trigger.ok().and_then(|trigger| {
                        trigger.get().over(market.mark.get()).ok()?.minus(Decimal::ONE).ok()?.over(market.beta).ok()
                    });
                    (alone.trigger, end)
                }
            };
            let (beside, mark, market) = (beside(account, place)?, market.mark, market.name.clone());
            lines.push(Line { row: *row, market, mark, alone, together, beside, own_end });
        }
        let already = crossing.is_some_and(|crossing| crossing.fall == Err(NoPrice::Already));
        let of_account = crossing.into_iter().flat_map(|crossing| [crossing.fall.ok(), crossing.rise.ok()]).flatten();
        let of_lines = lines.iter().enumerate().filter_map(|(place, line)| Some((line.own_end?, Some(place))));
        let mut ends: Vec<End> =
            of_account.map(|x| (x, None)).chain(of_lines).map(|(fraction, line)| End { fraction, line }).collect();
        ends.sort_by_key(|end| end.fraction.abs());
        let standing = account.standing(&account.marks())?;
        let mut figure = Self {
            chosen: chosen.min(lines.len().saturating_sub(1)),
            unit: unit(account),
            lines,
            equity: standing.equity,
            required: standing.required,
            has_cross,
            already,
            ends,
            curve: Vec::new(),
        };
        figure.curve = figure.walked(account);
        Ok(figure)
    }

    /// Equity and requirement along the move that is shown; places where a price would not be above zero are left out.
    fn walked(&self, account: &Portfolio) -> Vec<(Decimal, Decimal, Option<Decimal>)> {
        let (from, to) = self.span();
        let step = to.sat_sub(from).sat_div(Decimal::from(PLACES));
        let places = (0..=PLACES).map(|n| from.sat_add(step.sat_mul(Decimal::from(n))));
        let mut places: Vec<Decimal> = places.chain([Decimal::ZERO]).collect();
        places.sort_unstable();
        places.dedup();
        let stands = |x: Decimal| {
            let there = account.after_move(x).ok()?;
            Some((x, there.equity.get(), there.required.map(Money::get)))
        };
        places.into_iter().filter_map(stands).collect()
    }

    /// The moves that are shown, as fractions: a little beyond the nearest end each way.
    #[must_use]
    pub fn span(&self) -> (Decimal, Decimal) {
        let nearest = |falls: bool| {
            let end = self.ends.iter().find(|end| end.fraction.is_sign_negative() == falls)?;
            Some(round_up(end.fraction.abs().sat_mul(BEYOND)).clamp(LEAST, MOST))
        };
        let (fall, rise) = (nearest(true), nearest(false));
        // The side without an end is shown half as far.
        let half = |other: Option<Decimal>| round_up(other.unwrap_or(LEAST).sat_div(Decimal::TWO)).clamp(LEAST, MOST);
        (Decimal::ZERO.sat_sub(fall.unwrap_or_else(|| half(rise))), rise.unwrap_or_else(|| half(fall)))
    }

    /// What a position is called: market and side.
    #[must_use]
    pub fn name_of(&self, line: &Line, words: &'static Words) -> String {
        words.account().position(&line.market, side(line.row.side, words))
    }

    fn money(&self, value: Money, words: &Words) -> String {
        let digits = digits_for(value.get(), 6).min(if self.unit == "USD" { 2 } else { 8 });
        words.numbers().with_unit(&grouped(value.get(), digits, words), &self.unit)
    }

    fn title(&self, words: &'static Words) -> String {
        let w = words.account();
        if self.lines.is_empty() {
            return w.title_empty().to_owned();
        }
        if self.already {
            return w.title_already().to_owned();
        }
        let Some(end) = self.ends.first() else {
            let known = !self.has_cross || self.required.is_some();
            return if known { w.title_never() } else { w.title_unknown() }.to_owned();
        };
        let (size, falls) = (fraction(end.fraction.abs(), words), end.fraction.is_sign_negative());
        let name = end.line.and_then(|place| self.lines.get(place)).map(|line| self.name_of(line, words));
        match (name, falls) {
            (None, true) => w.title_fall(&size),
            (None, false) => w.title_rise(&size),
            (Some(name), true) => w.title_row_fall(&size, &name),
            (Some(name), false) => w.title_row_rise(&name, &size),
        }
    }

    fn sentence(&self, words: &'static Words) -> String {
        let w = words.account();
        let Some(line) = self.lines.get(self.chosen) else { return w.empty().to_owned() };
        let mut said = vec![match self.required {
            _ if !self.has_cross => w.isolated_only().to_owned(),
            Some(required) => w.now(&self.money(self.equity, words), &self.money(required, words)),
            None => w.now_unknown(&self.money(self.equity, words)),
        }];
        let of_account =
            |falls: bool| self.ends.iter().find(|end| end.line.is_none() && end.fraction.is_sign_negative() == falls);
        if let Some(end) = of_account(true) {
            said.push(w.ends_fall(&fraction(end.fraction.abs(), words)));
        }
        if let Some(end) = of_account(false) {
            said.push(w.ends_rise(&fraction(end.fraction.abs(), words)));
        }
        let name = self.name_of(line, words);
        let alone = price(line.alone.trigger, words);
        said.push(match line.row.mode {
            Mode::Isolated(_) => w.chosen_isolated(&alone, &name),
            Mode::Cross => w.chosen(&alone, &name, &price(line.together, words)),
        });
        said.extend(line.beside.as_ref().map(|beside| self.why(line, beside, words)));
        joined(said, " ")
    }

    /// What the venue prints for a position, and what would make it the price found here.
    #[must_use]
    pub fn why(&self, line: &Line, beside: &Beside, words: &'static Words) -> String {
        let w = words.account();
        let (name, printed) = (self.name_of(line, words), price(Ok(beside.printed), words));
        if beside.same {
            return w.why_same(&name, &printed);
        }
        let rate = |rate: Decimal| percent(rate.to_f64().unwrap_or(f64::NAN) * 100.0, 3, words);
        let (equity, implied) = (self.money(beside.equity, words), rate(beside.implied.get()));
        let (Some(own), Some(more)) = (beside.rate, beside.more) else {
            return w.why_unknown(&implied, &name, &printed);
        };
        let size = self.money(Money::new(more.get().abs()), words);
        if beside.implied.get() > Decimal::ONE && more <= Money::ZERO {
            return w.why_beyond(&equity, &name, &printed, &size);
        }
        let mut said = vec![w.why_rate(&equity, &implied, &name, &printed, &rate(own.get()))];
        if beside.by_a_fee() {
            said.push(w.why_fee(&rate(beside.implied.get().sat_sub(own.get()))));
        }
        said.push(if more > Money::ZERO { w.why_more(&size) } else { w.why_less(&size) });
        joined(said, " ")
    }

    /// What every venue prints, in words, a position each; those of which none is printed are left out.
    #[must_use]
    pub fn whys(&self, words: &'static Words) -> Vec<String> {
        self.lines.iter().filter_map(|line| Some(self.why(line, line.beside.as_ref()?, words))).collect()
    }
}

/// A move as it is written.
fn fraction(value: Decimal, words: &Words) -> String {
    words.numbers().percent(&grouped(value.sat_mul(Decimal::ONE_HUNDRED), 1, words))
}

/// A side, in the words of the trade.
#[must_use]
pub fn side(side: Side, words: &'static Words) -> &'static str {
    words.choice(P::Side, usize::from(side == Side::Short))
}

/// A price, or why there is none.
#[must_use]
pub fn price(price: Result<Price, NoPrice>, words: &'static Words) -> String {
    let w = words.account();
    match price {
        Ok(price) => grouped(price.get(), digits_for(price.get(), 7).min(6), words),
        Err(NoPrice::Covered) => w.never().to_owned(),
        Err(NoPrice::Already) => w.already().to_owned(),
        Err(NoPrice::TableMissing) => w.not_known().to_owned(),
    }
}

/// A difference of prices.
fn apart(venue: Price, own: Price, words: &Words) -> String {
    let apart = venue.get().sat_sub(own.get());
    signed(apart, digits_for(own.get(), 7).min(6), words)
}

/// Up to the next twentieth.
fn round_up(value: Decimal) -> Decimal {
    value.sat_mul(Decimal::from(20)).ceil().sat_div(Decimal::from(20))
}

/// What amounts of the cross part are in.
fn unit(account: &Portfolio) -> String {
    let inverse = account.rows.iter().find(|row| row.contract == Contract::Inverse && row.mode == Mode::Cross);
    let coin = inverse.and_then(|row| account.markets.get(row.market)).map(|market| Symbol::read(&market.name).coin);
    coin.unwrap_or_else(|| "USD".to_owned())
}

impl Figure for AccountFigure {
    fn name(&self) -> &'static str {
        NAME
    }

    fn text(&self, words: &'static Words) -> Text {
        Text {
            title: self.title(words),
            subtitle: words.account().subtitle(&self.unit),
            sentence: self.sentence(words),
            leaves_out: words.account().leaves_out().into(),
        }
    }

    fn table(&self, words: &'static Words) -> Table {
        rows::table(self, words)
    }

    fn svg(&self, words: &'static Words, frame: Frame, medium: Medium) -> Result<String, Error> {
        draw::draw(self, words, frame, medium)
    }
}
