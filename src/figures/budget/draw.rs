//! Drawing the budget figure.

use super::{Bar, BudgetFigure};
use crate::engine::Error;
use crate::engine::band::Term;
use crate::engine::units::Saturating as _;
use crate::figures::chart::board::{Board, Pen};
use crate::figures::chart::layout::MARGIN;
use crate::figures::chart::projection::{Scale, number};
use crate::figures::chart::text::{Anchor, Type, fitted, widest, wrapped};
use crate::figures::figure::Figure as _;
use crate::figures::frame::{Frame, Medium};
use crate::figures::theme::{EQUITY, FEE, FUNDING, Ink, LABEL, LINK, LIQUIDATION, REFERENCE, TEXT, TICK};
use crate::words::Words;
use rust_decimal::Decimal;

/// Height of the picture for its rows, in CSS pixels: wide, narrow. The style sheet reserves the same.
pub const HEIGHTS: (u32, u32) = (284, 406);

/// Size of names and amounts.
const VALUE: f64 = 15.0;

/// Where the first row begins: above it stands what the reader accepts.
const FIRST: f64 = 26.0;

fn ink(term: Term) -> Ink {
    match term {
        Term::OpeningFee | Term::ClosingFee | Term::LiquidationFee | Term::Slippage => FEE,
        Term::Funding => FUNDING,
        Term::NextTier => EQUITY,
        Term::Basis => REFERENCE,
    }
}

struct Rows<'a> {
    figure: &'a BudgetFigure,
    words: &'static Words,
    narrow: bool,
    width: f64,
    left: f64,
    right: f64,
    scale: Scale,
    step: f64,
}

pub(super) fn draw(
    figure: &BudgetFigure,
    words: &'static Words,
    frame: Frame,
    medium: Medium,
) -> Result<String, Error> {
    let narrow = frame.is_narrow();
    let width = f64::from(frame.width);
    let shown = figure.bars.iter().map(|b| crate::figures::numbers::signed(b.shown, figure.format.table, words));
    let amounts = widest(shown, VALUE, false).max(widest([words.budget().left_out()], VALUE, false));
    let labels = figure.bars.iter().map(|b| figure.label(b.term, words));
    let names = widest(labels, VALUE, false).max(widest([words.budget().gap()], VALUE, true));
    let across = (if narrow { 0.0 } else { names + 14.0 }, width - 9.0 - amounts - MARGIN);
    let scale = Scale::new((0.0, number(figure.scale())), across);
    let step = if narrow { 46.0 } else { 30.0 };
    let rows = Rows { figure, words, narrow, width, left: across.0, right: across.1, scale, step };
    let mut board = Board::new(frame, medium);
    board.layer("bars", &|pen| if figure.bars.is_empty() { rows.empty(pen) } else { rows.bars(pen) })?;
    let text = figure.text(words);
    Ok(board.finish(&text.title, &text.sentence))
}

impl BudgetFigure {
    /// What the full width stands for: the whole gap, so that a term left out leaves a gap; more where what was pinned or is
    /// accepted is a little longer.
    fn scale(&self) -> Decimal {
        let pinned = self.pinned.as_ref().map_or(Decimal::ZERO, |p| p.whole());
        let whole = self.uncut.max(self.whole()).max(pinned);
        let near = whole.sat_mul(Decimal::new(125, 2));
        if self.accepted <= near { whole.max(self.accepted) } else { whole }
    }
}

impl Rows<'_> {
    fn x(&self, value: Decimal) -> f64 {
        self.scale.at(value)
    }

    /// The line that the reader does not want to pass.
    fn accepted(&self, pen: &Pen<'_, '_>, bottom: f64) -> Result<(), Error> {
        if self.figure.accepted > self.figure.scale() {
            return Ok(());
        }
        let x = self.x(self.figure.accepted);
        let label = self.words.budget().accepted(&crate::figures::numbers::exact(self.figure.accepted, self.words));
        let room = Type::new(14.0, LABEL).width(&label) + 7.0;
        let anchor = if x > self.left + room { Anchor::End } else { Anchor::Start };
        let aside = if anchor == Anchor::End { -7.0 } else { 7.0 };
        let kind = Type::new(14.0, LABEL).anchored(anchor);
        let beside = if anchor == Anchor::End { x - 7.0 } else { self.width - x - 7.0 };
        pen.text((x + aside, 9.0), &fitted(&label, kind, beside), kind)?;
        pen.dashes(&[(x, 0.0), (x, bottom)], TEXT, 1.5, (5.0, 4.0))
    }

    fn empty(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let (kind, left) = (Type::new(15.0, LABEL), self.left.min(12.0));
        let mut y = 40.0;
        for line in wrapped(self.words.budget().title_no_gap(), kind, self.width - left) {
            pen.text((left, y), &line, kind)?;
            y += 19.0;
        }
        Ok(())
    }

    fn bars(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let mut before = Decimal::ZERO;
        let mut y = FIRST;
        if let Some(pinned) = &self.figure.pinned {
            self.ghost(pen, pinned)?;
        }
        let last = self.figure.bars.len().saturating_sub(1);
        for (n, bar) in self.figure.bars.iter().enumerate() {
            let after = before.sat_add(bar.length);
            self.bar(pen, bar, y, self.x(before), self.x(after), n == last)?;
            before = after;
            y += self.step;
        }
        self.accepted(pen, y)?;
        self.sum(pen, y)
    }

    /// The pinned budget's bars, as outlines behind.
    fn ghost(&self, pen: &Pen<'_, '_>, pinned: &BudgetFigure) -> Result<(), Error> {
        let (mut before, mut y) = (Decimal::ZERO, FIRST);
        for bar in &pinned.bars {
            let after = before.sat_add(bar.length);
            let top = if self.narrow { y + 20.0 } else { y + 3.0 };
            let (a, b) = (self.x(before), self.x(after));
            if !bar.length.is_zero() {
                let corners = [(a, top - 2.0), (b, top - 2.0), (b, top + 20.0), (a, top + 20.0), (a, top - 2.0)];
                pen.dashes(&corners, REFERENCE, 1.0, (4.0, 3.0))?;
            }
            before = after;
            y += self.step;
        }
        Ok(())
    }

    fn bar(&self, pen: &Pen<'_, '_>, bar: &Bar, y: f64, from: f64, to: f64, last: bool) -> Result<(), Error> {
        let counted = self.figure.counted.has(bar.term);
        let label = self.figure.label(bar.term, self.words);
        let name = if counted { LABEL } else { TICK };
        let top = if self.narrow { y + 20.0 } else { y + 3.0 };
        let middle = top + 9.0;
        if self.narrow {
            let kind = Type::new(14.0, name);
            pen.text((0.0, y + 9.0), &fitted(&label, kind, self.width), kind)?;
        } else {
            pen.text((self.left - 14.0, middle), &label, Type::new(15.0, name).anchored(Anchor::End))?;
        }
        if bar.length.is_zero() {
            pen.line(&[(from, top), (from, top + 18.0)], LINK, 1.0)?;
            let nothing = crate::figures::numbers::ungrouped(0_u32, self.words);
            let said = if counted { &nothing } else { self.words.budget().left_out() };
            pen.text((from + 9.0, middle), said, Type::new(15.0, TICK))?;
        } else {
            // A term too small for a pixel still shows as one.
            let end = to.max(from + 1.0);
            pen.bar((from, top), (end, top + 18.0), ink(bar.term))?;
            let shown = crate::figures::numbers::signed(bar.shown, self.figure.format.table, self.words);
            pen.text((end + 9.0, middle), &shown, Type::new(15.0, TEXT))?;
        }
        // On a phone the names stand between the bars, where the links would cross them.
        if !last && !self.narrow {
            pen.dashes(&[(to, top + 18.0), (to, top + self.step)], LINK, 1.0, (2.0, 3.0))?;
        }
        Ok(())
    }

    fn sum(&self, pen: &Pen<'_, '_>, y: f64) -> Result<(), Error> {
        let y = y + 4.0;
        pen.line(&[(self.left, y), (self.right, y)], LIQUIDATION, 2.5)?;
        let w = self.words.budget();
        let text = match self.figure.largest() {
            None => crate::figures::numbers::grouped(self.figure.sum, self.figure.format.table, self.words),
            Some(part) => w.sum(
                &crate::figures::numbers::grouped(self.figure.sum, self.figure.format.table, self.words),
                &self.figure.share(part.terms(), self.words).unwrap_or_default(),
                part.name(self.words),
            ),
        };
        let strong = Type::new(15.0, TEXT).strong();
        if self.narrow {
            let mut y = y + 18.0;
            for line in wrapped(&w.sum_narrow(&text), strong, self.width) {
                pen.text((0.0, y), &line, strong)?;
                y += 18.0;
            }
            return Ok(());
        }
        pen.text((self.left - 14.0, y + 18.0), w.gap(), strong.anchored(Anchor::End))?;
        pen.text((self.left, y + 18.0), &text, strong)
    }
}
