//! Who paid whom by the end of a round: four bars that add up to nothing.

use crate::engine::Error;
use crate::engine::cascade::narration::{Ledger, Narration};
use crate::engine::scenario::Scenario;
use crate::engine::units::{Rounding, Saturating as _};
use crate::figures::amount::Unit;
use crate::figures::apportion::apportion;
use crate::figures::cascade::cut::{Cut, titled};
use crate::figures::chart::board::{Board, Pen};
use crate::figures::chart::projection::{Scale, number};
use crate::figures::chart::text::{Anchor, Type, fitted, widest, width};
use crate::figures::fact::Fact;
use crate::figures::figure::{Figure, Text};
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers;
use crate::figures::numbers::ungrouped;
use crate::figures::numbers::{decimal, money_cell};
use crate::figures::numbers::{grouped, share, signed};
use crate::figures::plain;
use crate::figures::table::{Table, TableRow};
use crate::figures::theme::{EQUITY, FEE, Ink, LABEL, LINK, LIQUIDATION, PRICE, TEXT, TICK};
use crate::words::Words;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use std::sync::Arc;

/// The figure's name in the page and in file names.
pub const NAME: &str = "ledger";

/// Heights of the picture, in CSS pixels: wide, narrow.
pub const HEIGHTS: (u32, u32) = (216, 280);

/// Size of names and amounts.
const VALUE: f64 = 15.0;

const INKS: [Ink; 4] = [LIQUIDATION, PRICE, EQUITY, FEE];

/// The model.
#[derive(Debug, Clone, PartialEq)]
pub struct LedgerFigure {
    /// The run.
    pub narration: Arc<Narration>,
    /// The round at whose end the reader stands; 0 is before the first.
    pub round: usize,
    /// The unit of the amounts shown, one for the whole run.
    pub unit: Unit,
    /// What is cut out of the run; `None` for the run itself.
    pub cut: Option<Arc<Cut>>,
}

/// What four parties have, as shown, with what is left over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Accounts, counterparty, fund, venue; `None` where one is not known.
    pub parts: [Option<Decimal>; 4],
    /// Their sum: zero wherever the run's own is.
    pub sum: Option<Decimal>,
}

fn parts(ledger: &Ledger) -> [f64; 4] {
    [ledger.accounts, ledger.counterparty, ledger.fund, ledger.venue]
}

impl LedgerFigure {
    /// The model of a run at a round.
    #[must_use]
    pub fn of(_scenario: &Scenario, narration: Arc<Narration>, round: usize) -> Self {
        let round = round.min(narration.rounds.len());
        let all = narration.rounds.iter().flat_map(|r| parts(&r.ledger));
        let largest = all.filter(|v| v.is_finite()).fold(0.0f64, |most, v| most.max(v.abs()));
        Self { round, unit: Unit::of(largest), narration, cut: None }
    }

    /// The same of a run out of which something is cut, which it says.
    #[must_use]
    pub fn without(self, cut: Option<Arc<Cut>>) -> Self {
        Self { cut, ..self }
    }

    /// What everybody has against the start after a round.
    fn ledger(&self, round: usize) -> Ledger {
        round.checked_sub(1).and_then(|at| self.narration.rounds.get(at)).map_or_else(Ledger::default, |r| r.ledger)
    }

    /// The amounts after a round, in units of `worth`, rounded so that what adds up to nothing is shown to.
    fn shown(&self, round: usize, worth: Decimal, digits: u32) -> Shown {
        let exact = parts(&self.ledger(round)).map(|v| decimal(v).map(|d| d.sat_div(worth)));
        let [Some(a), Some(b), Some(c), Some(d)] = exact else {
            let parts = exact.map(|e| e.map(|v| Rounding::Nearest.digits(v, digits)));
            return Shown { parts, sum: None };
        };
        let exact = [a, b, c, d];
        let side = |of: fn(Decimal) -> Decimal| exact.map(|v| of(v).max(Decimal::ZERO));
        let (gained, lost) = (side(|v| v), side(|v| Decimal::ZERO.sat_sub(v)));
        let whole = |side: &[Decimal; 4]| side.iter().fold(Decimal::ZERO, |sum, v| sum.sat_add(*v));
        let (up, down) = (whole(&gained), whole(&lost));
        let over = up.sat_sub(down).abs();
        let nearest = |v| Rounding::Nearest.digits(v, digits);
        let parts = if over < Decimal::new(1, digits) {
            let total = nearest(up.max(down));
            let (up, down) = (apportion(&gained, total, digits), apportion(&lost, total, digits));
            let mut net = up.iter().zip(&down).map(|(u, d)| u.sat_sub(*d));
            [0; 4].map(|_| net.next().unwrap_or_default())
        } else {
            // A run that lost or made money would have to show it.
            exact.map(nearest)
        };
        let sum = parts.iter().fold(Decimal::ZERO, |sum, p| sum.sat_add(*p));
        Shown { parts: parts.map(Some), sum: Some(sum) }
    }

    /// The amounts of the picture.
    #[must_use]
    pub fn amounts(&self) -> Shown {
        self.shown(self.round, self.unit.worth, self.unit.digits)
    }

    /// What the fund owes after a round; zero while it has something left.
    fn uncovered(&self, round: usize) -> f64 {
        -(self.narration.before.fund + self.ledger(round).fund).min(0.0)
    }

    fn title(&self, words: &'static Words) -> String {
        let (w, ledger, owed) = (words.ledger(), self.ledger(self.round), self.uncovered(self.round));
        let to = |at: usize| w.to().get(at).copied().unwrap_or_default();
        let values = parts(&ledger);
        if values.iter().any(|v| !v.is_finite()) {
            return w.title_missing().to_owned();
        }
        if values.iter().all(|v| v.abs() < 0.005) {
            return w.title_none().to_owned();
        }
        if owed > 0.005 {
            return w.title_uncovered(&Unit::said(owed, words));
        }
        if ledger.fund < -0.005 {
            return w.title_fund(&Unit::said(-ledger.fund, words));
        }
        if ledger.accounts > 0.0 {
            return w.title_gain(&Unit::said(ledger.accounts, words));
        }
        let most = (1..4usize).fold(1, |most, at| if values.get(at) > values.get(most) { at } else { most });
        let part = values.get(most).copied().and_then(decimal).unwrap_or_default();
        let whole = decimal(-ledger.accounts).unwrap_or_default();
        w.title_accounts(&share(part, whole, words), to(most))
    }

    fn said(&self, value: Option<Decimal>, words: &'static Words) -> String {
        numbers::known(value, words, |v| signed(v, self.unit.digits, words))
    }
}

impl Figure for LedgerFigure {
    fn name(&self) -> &'static str {
        NAME
    }

    fn text(&self, words: &'static Words) -> Text {
        let (w, owed, unit) = (words.ledger(), self.uncovered(self.round), self.unit.name(words));
        let Shown { parts, sum } = self.amounts();
        let [accounts, counterparty, fund, venue] = parts.map(|p| self.said(p, words));
        let sum = numbers::known(sum, words, |v| numbers::exact(v, words));
        let mut sentence = w.sentence(
            &accounts,
            &counterparty,
            &fund,
            &ungrouped(self.round, words),
            &ungrouped(self.narration.rounds.len(), words),
            &sum,
            unit,
            &venue,
        );
        if owed > 0.005 {
            sentence.push(' ');
            sentence.push_str(&w.sentence_uncovered(&Unit::said(owed, words)));
        }
        Text {
            title: titled(self.cut.as_deref(), self.title(words), words),
            subtitle: w.subtitle(unit),
            sentence,
            leaves_out: w.leaves_out().into(),
        }
    }

    fn table(&self, words: &'static Words) -> Table {
        let w = words.ledger();
        let missing = || (words.numbers().not_known().to_owned(), String::new());
        let rows = (0..=self.narration.rounds.len()).map(|round| {
            // Whole units for people, hundredths for programs; both add up.
            let (shown, exact) = (self.shown(round, Decimal::ONE, 0), self.shown(round, Decimal::ONE, 2));
            let both = |(s, e): (Option<Decimal>, Option<Decimal>)| match (s, e) {
                (Some(s), Some(e)) => (grouped(s, 0, words), plain::money(e)),
                _ => missing(),
            };
            let amounts = shown.parts.into_iter().zip(exact.parts).chain([(shown.sum, exact.sum)]);
            let mut cells: Vec<_> = amounts.map(both).collect();
            cells.push(money_cell(self.uncovered(round), words));
            TableRow { head: ungrouped(round, words), cells, here: round == self.round }
        });
        Table { caption: w.table(), columns: Table::heads(&w.columns()), rows: rows.collect() }
    }

    fn facts(&self, words: &'static Words) -> Vec<Fact> {
        let amounts = self.shown(self.round, Decimal::ONE, 0).parts;
        words
            .ledger()
            .rows()
            .iter()
            .zip(amounts)
            .map(|(row, value)| Fact::new(*row, value, 0, words.units().usd()))
            .collect()
    }

    fn svg(&self, words: &'static Words, frame: Frame, medium: Medium) -> Result<String, Error> {
        let rows = Rows::of(self, words, frame);
        let mut board = Board::new(frame, medium);
        board.layer("bars", &|pen| rows.draw(pen))?;
        let text = self.text(words);
        Ok(board.finish(&text.title, &text.sentence))
    }
}

/// The bars of the picture, one below the other.
struct Rows<'a> {
    figure: &'a LedgerFigure,
    words: &'static Words,
    amounts: Shown,
    narrow: bool,
    /// Room for the names of the rows.
    names: f64,
    /// Amounts from left to right.
    x: Scale,
    right: f64,
    /// Room for an amount beside a bar.
    room: f64,
    step: f64,
}

impl<'a> Rows<'a> {
    fn of(figure: &'a LedgerFigure, words: &'static Words, frame: Frame) -> Self {
        let (amounts, narrow) = (figure.amounts(), frame.is_narrow());
        // Largest over the whole run, so that bars grow as the reader goes on.
        let worth = figure.unit.worth.to_f64().unwrap_or(1.0);
        let all = figure.narration.rounds.iter().flat_map(|r| parts(&r.ledger)).map(|v| v / worth);
        let all = all.filter_map(decimal).fold((Decimal::ZERO, Decimal::ZERO), |(l, h), v| (l.min(v), h.max(v)));
        let nothing = all.0 == all.1;
        let (low, high) = if nothing { (Decimal::NEGATIVE_ONE, Decimal::ONE) } else { all };
        let said = amounts.parts.iter().map(|p| width(&figure.said(*p, words), VALUE, false));
        let room = said.fold(30.0, f64::max) + 14.0;
        let names = widest(words.ledger().rows(), VALUE, false).max(width(words.ledger().sum(), VALUE, true));
        let name = if narrow { 0.0 } else { names + 12.0 };
        let step = (f64::from(frame.height) - 32.0) / 5.0;
        Self {
            figure,
            words,
            amounts,
            narrow,
            names,
            x: Scale::new((number(low), number(high)), (name + room, f64::from(frame.width) - room)),
            right: f64::from(frame.width) - room,
            room,
            step: step.min(if narrow { 50.0 } else { 36.0 }),
        }
    }

    fn x(&self, value: Decimal) -> f64 {
        self.x.at(value)
    }

    fn draw(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let (w, zero) = (self.words.ledger(), self.x(Decimal::ZERO));
        let tick = Type::new(14.0, TICK);
        let (first, thick) = (26.0, if self.narrow { 15.0 } else { 18.0 });
        let beyond = self.right + self.room - zero - 10.0;
        pen.text((zero - 10.0, 9.0), &fitted(w.less(), tick, zero - 10.0), tick.anchored(Anchor::End))?;
        pen.text((zero + 10.0, 9.0), &fitted(w.more(), tick, beyond), tick)?;
        let rows = w.rows().into_iter().zip(self.amounts.parts).zip(INKS);
        let mut y = first;
        for (at, ((name, value), ink)) in rows.enumerate() {
            let middle = self.name(pen, y, name, Type::new(15.0, LABEL))?;
            let end = value.map_or(zero, |v| self.x(v));
            let drawn = value.is_some_and(|v| !v.is_zero());
            if drawn {
                // An amount too small for a pixel still shows as one.
                let end = if end < zero { end.min(zero - 1.0) } else { end.max(zero + 1.0) };
                pen.bar((zero, middle - thick / 2.0), (end, middle + thick / 2.0), ink)?;
            }
            let mut said = self.figure.said(value, self.words);
            let owed = self.figure.uncovered(self.figure.round);
            if at == 2 && owed > 0.005 {
                let worth = self.figure.unit.worth;
                let amount = decimal(owed)
                    .map_or_else(String::new, |v| grouped(v.sat_div(worth), self.figure.unit.digits, self.words));
                let text = w.uncovered(&amount);
                let kind = Type::new(14.0, LIQUIDATION).strong();
                let beyond = self.right + self.room - zero - 10.0;
                pen.text((zero + 10.0, middle), &fitted(&text, kind, beyond), kind)?;
            }
            let below = drawn && end < zero;
            let (x, anchor) = if below { (end - 8.0, Anchor::End) } else { (end.max(zero) + 8.0, Anchor::Start) };
            if !drawn && value.is_some() {
                said = ungrouped(0_u32, self.words);
            }
            pen.text((x, middle), &said, Type::new(15.0, TEXT).anchored(anchor))?;
            y += self.step;
        }
        // Through every row where it crosses no name, else at each bar.
        let zeros = if self.narrow { 5u8 } else { 1 };
        for n in 0..zeros {
            let from = if self.narrow { first + 18.0 + self.step * f64::from(n) } else { 0.0 };
            let to = if self.narrow { from + 20.0 } else { y + self.step - 4.0 };
            pen.line(&[(zero, from), (zero, to)], TEXT, 1.0)?;
        }
        pen.line(&[(0.0, y), (self.right + 60.0, y)], LINK, 1.0)?;
        let strong = Type::new(15.0, TEXT).strong();
        let middle = self.name(pen, y, w.sum(), strong)?;
        let sum = numbers::known(self.amounts.sum, self.words, |v| numbers::exact(v, self.words));
        pen.text((zero + 8.0, middle), &sum, strong)
    }

    /// Writes a row's name: beside its bar, or above it on a phone. Gives the height of the bar's middle.
    fn name(&self, pen: &Pen<'_, '_>, y: f64, name: &str, kind: Type) -> Result<f64, Error> {
        if self.narrow {
            pen.text((0.0, y + 10.0), name, kind)?;
            return Ok(y + 28.0);
        }
        let middle = y + self.step / 2.0;
        pen.text((self.names, middle), name, kind.anchored(Anchor::End))?;
        Ok(middle)
    }
}
