//! Drawing makers: over one axis of informed shares a maker's result, the share that quotes draw, and makers by what they stand.

use super::{MakersFigure, Stand, share};
use crate::engine::Error;
use crate::engine::makers::fills::zero_profit_half_spread;
use crate::engine::units::{Money, Rate, Saturating as _};
use crate::figures::chart::axis::Axis;
use crate::figures::chart::board::{Board, Pen, pill_width};
use crate::figures::chart::layout;
use crate::figures::chart::projection::{Area, Plot, Point, number};
use crate::figures::chart::text::{Anchor, Type, wrapped};
use crate::figures::figure::Figure as _;
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers::signed;
use crate::figures::theme::{EQUITY, FUNDING, LABEL, LINK, LIQUIDATION, PRICE, REFERENCE, RULE, TEXT};
use crate::words::Words;
use rust_decimal::Decimal;

/// Height of the picture: wide, narrow. The style sheet reserves the same.
pub const HEIGHTS: (u32, u32) = (470, 470);

/// Places along a curve.
const PLACES: u32 = 80;

/// Names of lines.
const NAME: Type = Type { size: 14.0, strong: true, ink: LIQUIDATION, anchor: Anchor::Start };

struct Picture<'a> {
    figure: &'a MakersFigure,
    words: &'static Words,
    across: Axis,
    /// The maker's result, and the share that is drawn.
    plots: [(Plot, Axis); 2],
    /// Top and bottom of the makers.
    makers: (f64, f64),
}

pub(super) fn draw(
    figure: &MakersFigure,
    words: &'static Words,
    frame: Frame,
    medium: Medium,
) -> Result<String, Error> {
    let narrow = frame.is_narrow();
    let hundred = Decimal::ONE_HUNDRED;
    let percent = |rate: Rate| rate.get().sat_mul(hundred);
    // As far as anybody may be informed, and as far as a maker stands it.
    let most = percent(figure.flow.most).max(percent(figure.tolerances.most)).min(hundred).max(Decimal::ONE);
    let across = Axis::within(Decimal::ZERO, most, if narrow { 3 } else { 6 });
    let [low, high] = [most, Decimal::ZERO].map(|at| result(figure, at));
    let results = Axis::around([low, high, Decimal::ZERO].into_iter(), 3);
    let drawn = Axis::within(Decimal::ZERO, percent(figure.flow.most).max(Decimal::ONE), 3);
    let left = layout::room_for_ticks(&results, layout::ASIDE, words).max(layout::room_for_ticks(
        &drawn,
        layout::ASIDE,
        words,
    ));
    let (right, height) = (f64::from(frame.width) - 10.0, f64::from(frame.height));
    let room = (height - 200.0) / 2.0;
    let first = Area { left, top: 58.0, right, bottom: 58.0 + room };
    let second = Area { left, top: first.bottom + 34.0, right, bottom: first.bottom + 34.0 + room };
    let plots = [(Plot::of(first, &across, &results), results), (Plot::of(second, &across, &drawn), drawn)];
    let makers = (second.bottom + 34.0, second.bottom + 56.0);
    let picture = Picture { figure, words, across, plots, makers };
    let hidden = figure.is_hidden() && medium == Medium::Page;
    let mut board = Board::new(frame, medium);
    board.layer("axes", &|pen| picture.axes(pen))?;
    board.layer("known", &|pen| {
        picture.result(pen)?;
        picture.drawn(pen)?;
        picture.stand(pen)?;
        picture.now(pen)
    })?;
    board.layer(if hidden { "unknown" } else { "beyond" }, &|pen| {
        if hidden { Ok(()) } else { picture.doubled(pen) }
    })?;
    let said = words.makers().informed(&share(figure.now().quotes.settled.informed, words));
    let half = pill_width(&said) / 2.0;
    let x = picture.x(figure.now()).max(half).min(f64::from(frame.width) - half);
    board.pill((x, 14.0), &said, TEXT);
    let text = figure.text(words);
    Ok(board.finish(&text.title, &text.sentence))
}

/// The result of the maker's own quote at an informed share in per cent; nothing where there is none.
fn result(figure: &MakersFigure, percent: Decimal) -> Decimal {
    let informed = Rate::new(percent.sat_div(Decimal::ONE_HUNDRED));
    figure.terms.result(super::FILLS, informed).map_or(Decimal::ZERO, Money::get)
}

impl Picture<'_> {
    fn x(&self, stand: &Stand) -> f64 {
        self.at(stand.quotes.settled.informed)
    }

    fn at(&self, informed: Rate) -> f64 {
        let [(plot, _), _] = &self.plots;
        plot.x.place_within(number(informed.get().sat_mul(Decimal::ONE_HUNDRED)), (0.0, 1.0))
    }

    fn axes(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let w = self.words.makers();
        for ((plot, axis), title) in self.plots.iter().zip([w.result_axis(), w.drawn_axis()]) {
            layout::rules(pen, plot, axis, (layout::ASIDE, true), self.words)?;
            pen.text((0.0, plot.area.top - 16.0), title, Type::new(14.0, LABEL))?;
        }
        pen.text((0.0, self.makers.0 - 14.0), w.makers_axis(), Type::new(14.0, LABEL))?;
        let [_, (plot, _)] = &self.plots;
        let below = Plot { area: Area { bottom: self.makers.1, ..plot.area }, ..*plot };
        layout::under(pen, &below, self.across.ticks.iter().copied(), self.across.digits, self.words)?;
        let middle = f64::midpoint(plot.area.left, plot.area.right);
        pen.text((middle, self.makers.1 + 35.0), w.axis(), layout::tick().anchored(Anchor::Middle))
    }

    /// What the maker's own quote comes to, and where it breaks even.
    fn result(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let [(plot, _), _] = &self.plots;
        let ends = [Decimal::ZERO, self.across.high].map(|at| (plot.x.at(at), plot.y.at(result(self.figure, at))));
        pen.line(&ends, PRICE, 2.0)?;
        let even = self.figure.break_even;
        if even >= Rate::ZERO && even.get().sat_mul(Decimal::ONE_HUNDRED) <= self.across.high {
            let at = (self.at(even), plot.y.at(Decimal::ZERO));
            pen.dot(at, 4.5, PRICE, true)?;
            let said = self.words.makers().breaks_even(&share(even, self.words));
            pen.text((at.0 + 9.0, at.1 - 11.0), &said, Type { ink: PRICE, ..NAME })?;
        }
        Ok(())
    }

    /// The share that the zero-profit quote for each share draws, at a rebate.
    fn curve(&self, rebate: Rate) -> Vec<Point> {
        let [_, (plot, _)] = &self.plots;
        let point = |n: u32| {
            let percent = self.across.high.sat_mul(Decimal::from(n)).sat_div(Decimal::from(PLACES));
            let informed = Rate::new(percent.sat_div(Decimal::ONE_HUNDRED));
            let quote = zero_profit_half_spread(informed, rebate, self.figure.flow.jump).ok()?;
            let drawn = self.figure.flow.drawn_by(quote).ok()?;
            Some((plot.x.at(percent), plot.y.at(drawn.get().sat_mul(Decimal::ONE_HUNDRED))))
        };
        (0..=PLACES).filter_map(point).collect()
    }

    fn drawn(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let [_, (plot, axis)] = &self.plots;
        let most = axis.high.min(self.across.high);
        let diagonal = [Decimal::ZERO, most].map(|at| (plot.x.at(at), plot.y.at(at)));
        pen.line(&diagonal, REFERENCE, 1.0)?;
        let [none, now, _] = &self.figure.stands;
        if now.quotes.rebate != none.quotes.rebate {
            pen.dashes(&self.curve(none.quotes.rebate), FUNDING, 1.5, (5.0, 4.0))?;
            pen.dot(
                (self.x(none), plot.y.at(none.quotes.settled.informed.get().sat_mul(Decimal::ONE_HUNDRED))),
                4.0,
                FUNDING,
                true,
            )?;
        }
        pen.line(&self.curve(now.quotes.rebate), FUNDING, 2.5)?;
        // A sample of the dashes with its name, between two rules at the left end, where the curves stand high.
        let [.., low, high] = axis.ticks.as_slice() else { return Ok(()) };
        if now.quotes.rebate <= none.quotes.rebate {
            return Ok(());
        }
        let (x, y) = (plot.area.left + 8.0, f64::midpoint(plot.y.at(*low), plot.y.at(*high)));
        pen.dashes(&[(x, y), (x + 20.0, y)], FUNDING, 1.5, (5.0, 4.0))?;
        pen.text((x + 26.0, y), self.words.makers().no_rebate(), Type { ink: FUNDING, strong: false, ..NAME })
    }

    /// Makers by what they stand: those left of the share have gone.
    fn stand(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let (top, bottom) = self.makers;
        let tolerances = self.figure.tolerances;
        let (from, to, now) = (self.at(tolerances.least), self.at(tolerances.most), self.x(self.figure.now()));
        let cut = now.max(from).min(to);
        if cut > from {
            pen.bar((from, top), (cut, bottom), RULE)?;
        }
        if to > cut {
            pen.bar((cut, top), (to, bottom), EQUITY)?;
        }
        let said = self.words.makers().stay(&share(self.figure.now().quotes.stays, self.words));
        let [_, (plot, _)] = &self.plots;
        let kind = Type::new(14.0, TEXT).strong();
        // Behind the last of them where there is room, else before the first.
        let middle = f64::midpoint(top, bottom);
        if to + 10.0 + kind.width(&said) <= plot.area.right {
            pen.text((to + 10.0, middle), &said, kind)
        } else {
            pen.text((from - 10.0, middle), &said, kind.anchored(Anchor::End))
        }
    }

    /// The share at which it settles, through all three.
    fn now(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let (x, now) = (self.x(self.figure.now()), self.figure.now());
        pen.line(&[(x, 27.0), (x, self.makers.1)], LINK, 1.0)?;
        let [(first, _), (second, _)] = &self.plots;
        let result = (x, first.y.at(now.result.get()));
        pen.dot(result, 5.0, PRICE, false)?;
        let said = signed(now.result.get(), 0, self.words);
        pen.text((x + 9.0, result.1 - 10.0), &said, Type { ink: PRICE, ..NAME })?;
        pen.dot((x, second.y.at(now.quotes.settled.informed.get().sat_mul(Decimal::ONE_HUNDRED))), 5.0, FUNDING, false)
    }

    /// The share at twice the rebate.
    fn doubled(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let [_, now, doubled] = &self.figure.stands;
        if self.figure.answer().is_none() || doubled.quotes.settled == now.quotes.settled {
            return Ok(());
        }
        let [_, (plot, _)] = &self.plots;
        let x = self.x(doubled);
        pen.dashes(&[(x, plot.area.top), (x, self.makers.1)], LIQUIDATION, 1.5, (2.0, 3.0))?;
        let y = plot.y.at(doubled.quotes.settled.informed.get().sat_mul(Decimal::ONE_HUNDRED));
        pen.dot((x, y), 4.0, LIQUIDATION, true)?;
        let mut top = plot.area.top + 8.0;
        for line in wrapped(self.words.makers().twice(), NAME, plot.area.right - x - 8.0) {
            pen.text((x + 8.0, top), &line, NAME)?;
            top += 17.0;
        }
        Ok(())
    }
}
