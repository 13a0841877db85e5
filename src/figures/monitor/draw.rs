//! Drawing the monitor: on one side the streams against their limits, on the other the rules, between them the stricter of both, and below all of the
//! stream so far.

use super::{MonitorFigure, RULES, name};
use crate::engine::Error;
use crate::engine::monitor::watch::Watched;
use crate::figures::chart::board::{Board, Pen};
use crate::figures::chart::labels::within;
use crate::figures::chart::projection::{Area, Scale};
use crate::figures::chart::text::{Anchor, Type};
use crate::figures::figure::Figure as _;
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers::{drawn, percent, shown};
use crate::figures::spans::second;
use crate::figures::theme::{
    BAND_INNER, EQUITY, FEE, FUNDING, Ink, LABEL, LEVEL, LINK, LIQUIDATION, PAPER, PRICE, REFERENCE, RULE, TEXT, TICK,
};
use crate::words::Words;

/// Height of the picture: wide, narrow. The style sheet reserves the same.
pub const HEIGHTS: (u32, u32) = (560, 860);

/// Height of a row.
const ROW: f64 = 24.0;
/// Height of a bar.
const BAR: f64 = 10.0;
/// Size of names and values.
const SIZE: f64 = 14.0;
/// Times its limit up to which a stream's bar goes.
const MOST: f64 = 1.5;
/// Seconds of the stream before the first decision.
const FIRST: f64 = 120.0;
/// Its last second.
const LAST: f64 = 480.0;

/// The terms of the score, each in an ink of its own.
const TERMS: [Ink; 6] = [PRICE, FEE, FUNDING, EQUITY, LIQUIDATION, REFERENCE];

struct Picture<'a> {
    figure: &'a MonitorFigure,
    words: &'static Words,
    /// The model's lane, the rules' lane, the cards between them, the strip.
    lanes: [Area; 4],
}

pub(super) fn draw(
    figure: &MonitorFigure,
    words: &'static Words,
    frame: Frame,
    medium: Medium,
) -> Result<String, Error> {
    let width = f64::from(frame.width);
    let area = |left, top, right, bottom| Area { left, top, right, bottom };
    let lanes = if frame.is_narrow() {
        [
            area(0.0, 0.0, width, 350.0),
            area(0.0, 366.0, width, 530.0),
            area(0.0, 546.0, width, 660.0),
            area(0.0, 690.0, width, 846.0),
        ]
    } else {
        let middle = libm::floor(0.56 * width);
        [
            area(0.0, 0.0, middle, 350.0),
            area(middle + 28.0, 0.0, width, 180.0),
            area(middle + 28.0, 212.0, width, 350.0),
            area(0.0, 392.0, width, 546.0),
        ]
    };
    let picture = Picture { figure, words, lanes };
    let mut board = Board::new(frame, medium);
    board.layer("known", &|pen| {
        picture.streams(pen)?;
        picture.score(pen)?;
        picture.rules(pen)?;
        picture.strip(pen)
    })?;
    picture.cards(&mut board);
    let text = figure.text(words);
    Ok(board.finish(&text.title, &text.sentence))
}

fn label() -> Type {
    Type::new(SIZE, LABEL)
}

fn head() -> Type {
    Type::new(SIZE, TEXT).strong()
}

impl Picture<'_> {
    /// Streams against their limits.
    fn streams(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let w = self.words.monitor();
        let names = w.streams();
        let [lane, ..] = &self.lanes;
        pen.text((lane.left, 10.0), w.lane_model(), head())?;
        let from = names.iter().map(|name| label().width(name)).fold(0.0, f64::max) + 12.0;
        let to = lane.right - label().width(w.not_rated()) - 8.0;
        let scale = Scale::new((0.0, MOST), (from, to));
        let fresh = self.figure.fresh();
        let first = lane.top + 36.0;
        for stream in 0..Watched::ALL.len() {
            let y = first + ROW * f64::from(u32::try_from(stream).unwrap_or(0));
            let alarmed = fresh.contains(&stream);
            let kind = if alarmed { Type { ink: LIQUIDATION, ..label() }.strong() } else { label() };
            pen.text((lane.left, y), name(&names, stream), kind)?;
            pen.bar((from, y - BAR / 2.0), (scale.place(1.0), y + BAR / 2.0), LEVEL)?;
            let value = match self.figure.moment().ratio(stream) {
                None => w.not_rated().to_owned(),
                Some(ratio) => {
                    let ink = if alarmed || ratio > 1.0 { LIQUIDATION } else { PRICE };
                    let end = scale.place(drawn(ratio).clamp(0.0, MOST));
                    pen.bar((from, y - BAR / 2.0), (end, y + BAR / 2.0), ink)?;
                    percent(100.0 * ratio.min(99.99), 0, self.words)
                }
            };
            pen.text((lane.right, y), &value, Type { ink: kind.ink, ..label() }.anchored(Anchor::End))?;
        }
        let bottom = first + ROW * 9.5;
        pen.line(&[(scale.place(1.0), first - 10.0), (scale.place(1.0), bottom)], LINK, 1.5)
    }

    /// The score as terms that sum.
    fn score(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let w = self.words.monitor();
        let [lane, ..] = &self.lanes;
        let moment = self.figure.moment();
        let (reduce, halt) = self.figure.record().proposes;
        let y = lane.bottom - 34.0;
        let scale = Scale::new((0.0, 1.5 * halt), (lane.left, lane.right));
        let score = w.score_is(&shown(moment.score(), 1, self.words));
        pen.text((lane.left, y - 20.0), &score, head())?;
        // Its terms in their inks, as far as there is room.
        let mut x = lane.left + head().width(&score) + 12.0;
        for ((term, ink), name) in moment.terms.iter().zip(TERMS).zip(w.terms()) {
            let Some(value) = term.filter(|value| *value >= 0.05) else { continue };
            let said = w.term(name, &shown(value, 1, self.words));
            let kind = Type::new(SIZE, ink);
            if x + kind.width(&said) > lane.right {
                break;
            }
            pen.text((x, y - 20.0), &said, kind)?;
            x += kind.width(&said) + 10.0;
        }
        pen.bar((lane.left, y - 7.0), (lane.right, y + 7.0), LEVEL)?;
        let mut sum = 0.0;
        for (term, ink) in moment.terms.iter().zip(TERMS) {
            let next = sum + drawn(term.unwrap_or(0.0)).max(0.0);
            let [from, to] = [sum, next].map(|at| scale.place_within(at, (0.0, 1.0)));
            pen.bar((from, y - 7.0), (to, y + 7.0), ink)?;
            sum = next;
        }
        let states = w.states();
        for (at, state) in [(reduce, 1), (halt, 2)] {
            let x = scale.place(at);
            pen.line(&[(x, y - 12.0), (x, y + 12.0)], TEXT, 1.5)?;
            let kind = within(Type::new(SIZE, TICK), x, name(&states, state), (lane.left, lane.right));
            pen.text((x, y + 24.0), name(&states, state), kind)?;
        }
        Ok(())
    }

    /// The rules, and whether they have anything against this.
    fn rules(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let w = self.words.monitor();
        let names = w.rules();
        let [_, lane, ..] = &self.lanes;
        pen.text((lane.left, lane.top + 10.0), w.lane_rules(), head())?;
        for rule in 0..RULES.len() {
            let y = lane.top + 36.0 + ROW * f64::from(u32::try_from(rule).unwrap_or(0));
            let holds = self.figure.holds(rule);
            let (ink, said) = if holds { (EQUITY, w.holds()) } else { (LIQUIDATION, w.refuses()) };
            pen.dot((lane.left + 6.0, y), 5.0, ink, holds)?;
            let kind = if holds { label() } else { Type { ink: LIQUIDATION, ..label() }.strong() };
            pen.text((lane.left + 20.0, y), name(&names, rule), kind)?;
            pen.text((lane.right, y), said, kind.anchored(Anchor::End))?;
        }
        Ok(())
    }

    /// What each lane asks for, and the stricter of both.
    fn cards(&self, board: &mut Board) {
        let w = self.words.monitor();
        let states = w.states();
        let [_, _, lane, _] = &self.lanes;
        let (model, rules, holds) = self.figure.moment().states;
        let room = lane.right - lane.left;
        let wide = (room - 12.0) / 2.0;
        let edge = |state: usize| match state {
            0 => EQUITY,
            1 => FEE,
            _ => LIQUIDATION,
        };
        let mut card = |x: f64, y: f64, width: f64, text: &str, state: usize, strong: bool| {
            board.card((x, y), (width, 34.0, 6.0), Some(PAPER), (edge(state), if strong { 3.0 } else { 1.5 }));
            let kind = Type::new(SIZE, TEXT).anchored(Anchor::Middle);
            board.say((x, y), text, if strong { kind.strong() } else { kind });
        };
        let (left, right) = (lane.left + wide / 2.0, lane.right - wide / 2.0);
        let (top, bottom) = (lane.top + 18.0, lane.bottom - 18.0);
        card(left, top, wide, &w.card_model(name(&states, model)), model, false);
        card(right, top, wide, &w.card_rules(name(&states, rules)), rules, false);
        card((lane.left + lane.right) / 2.0, bottom, room, &w.card_holds(name(&states, holds)), holds, true);
        let middle = f64::midpoint(top, bottom);
        for x in [left, right] {
            board.curve([(x, top + 18.0), (x, middle), (x, bottom - 24.0)], LINK, 1.5, "");
            board.shape(&[(x - 5.0, bottom - 26.0), (x + 5.0, bottom - 26.0), (x, bottom - 18.0)], LINK, false);
        }
        let kind = Type::new(SIZE, TICK).anchored(Anchor::Middle);
        board.say(((lane.left + lane.right) / 2.0, middle), w.stricter(), kind);
    }

    /// The stream so far: alarms, and the state of each lane and of both.
    fn strip(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let w = self.words.monitor();
        let [_, _, _, lane] = &self.lanes;
        let rows = w.strip_rows();
        pen.text((lane.left, lane.top), w.strip(), head())?;
        let from = rows.iter().map(|name| label().width(name)).fold(0.0, f64::max) + 12.0;
        let scale = Scale::new((FIRST, LAST), (from, lane.right - 6.0));
        let y = |row: u32| lane.top + 30.0 + 24.0 * f64::from(row);
        for (row, name) in (0_u32..).zip(rows) {
            pen.text((lane.left, y(row)), name, label())?;
            pen.line(&[(from, y(row)), (lane.right - 6.0, y(row))], RULE, 1.0)?;
        }
        for moment in self.figure.so_far() {
            let x = scale.place(moment.time);
            if !moment.alarms.is_empty() {
                pen.line(&[(x, y(0) - 6.0), (x, y(0) + 6.0)], LIQUIDATION, 1.5)?;
            }
        }
        for (row, state) in [(1, 0), (2, 1), (3, 2)] {
            self.stretches(pen, &scale, y(row), state)?;
        }
        let bottom = y(3) + 16.0;
        for at in [120.0, 240.0, 360.0, 480.0] {
            let kind = within(Type::new(SIZE, TICK), scale.place(at), "000", (from, lane.right));
            pen.text((scale.place(at), bottom + 10.0), &second(at, self.words), kind)?;
        }
        if let Some(at) = self.figure.record().injected {
            pen.dashes(&[(scale.place(at), lane.top + 14.0), (scale.place(at), bottom)], FUNDING, 1.5, (4.0, 3.0))?;
        }
        let now = scale.place(self.figure.moment().time);
        pen.line(&[(now, lane.top + 14.0), (now, bottom)], TEXT, 1.5)
    }

    /// Stretches of one state, in a row.
    fn stretches(&self, pen: &Pen<'_, '_>, scale: &Scale, y: f64, which: usize) -> Result<(), Error> {
        let of = |moment: &super::Moment| {
            let (model, rules, holds) = moment.states;
            [model, rules, holds].get(which).copied().unwrap_or(0)
        };
        let mut begun: Option<(f64, usize)> = None;
        let mut end = FIRST;
        let close = |from: f64, to: f64, state: usize| {
            let ink = if state > 1 { LIQUIDATION } else { BAND_INNER };
            pen.bar((scale.place(from - 1.0), y - 7.0), (scale.place(to), y + 7.0), ink)
        };
        for moment in self.figure.so_far() {
            let state = of(moment);
            if let Some((from, before)) = begun.filter(|(_, before)| *before != state) {
                close(from, end, before)?;
                begun = None;
            }
            if state > 0 && begun.is_none() {
                begun = Some((moment.time, state));
            }
            end = moment.time;
        }
        begun.map_or(Ok(()), |(from, state)| close(from, end, state))
    }
}
