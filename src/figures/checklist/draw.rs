//! Drawing the checks: a track for each, from safe to past its limit, with its value on it.

use super::{ChecklistFigure, moment_in_words, verdict_in_words};
use crate::engine::Error;
use crate::engine::checks::{Finding, Limit, Moment, Value, Verdict, Worse};
use crate::figures::chart::board::{Board, Pen};
use crate::figures::chart::projection::{Point, number};
use crate::figures::chart::text::{Anchor, Type, fitted};
use crate::figures::figure::Figure as _;
use crate::figures::frame::{Frame, Medium};
use crate::figures::theme::{
    BAND, BAND_INNER, EQUITY, FEE, LABEL, LINK, LIQUIDATION, PAPER, REFERENCE, RULE, TEXT, TICK,
};
use crate::words::Words;
use rust_decimal::Decimal;

/// Heights of the picture on a wide screen and on a narrow one: two heads and sixteen rows.
pub const HEIGHTS: (u32, u32) = (492, 492);

/// From row to row, and from a head to its first row, in CSS pixels.
const ROW: f64 = 26.0;
const HEAD: f64 = 32.0;

/// Parts of a track: where it begins to warn, and where it fails.
const WARNS: f64 = 0.5;
const FAILS: f64 = 0.75;

const NAME: Type = Type { size: 14.0, strong: false, ink: LABEL, anchor: Anchor::Start };

struct Rows {
    /// Where the tracks begin and end, and where the words of the verdicts do.
    from: f64,
    to: f64,
    said: f64,
    width: f64,
}

pub(super) fn draw(
    figure: &ChecklistFigure,
    words: &'static Words,
    frame: Frame,
    medium: Medium,
) -> Result<String, Error> {
    let width = f64::from(frame.width);
    let rows = if frame.is_narrow() {
        Rows { from: width * 0.52, to: width - 28.0, said: width - 12.0, width }
    } else {
        Rows { from: 190.0, to: width - 110.0, said: width - 88.0, width }
    };
    let mut board = Board::new(frame, medium);
    let mut y = 14.0;
    for moment in [Moment::Before, Moment::Open] {
        let head = Type::new(15.0, TEXT).strong();
        board.say((4.0, y), moment_in_words(moment, words), head);
        if moment == Moment::Before && !frame.is_narrow() {
            let over = |part: f64| rows.at(part);
            let kind = Type::new(14.0, TICK).anchored(Anchor::Middle);
            for (from, to, verdict) in
                [(0.0, WARNS, Verdict::Pass), (WARNS, FAILS, Verdict::Warn), (FAILS, 1.0, Verdict::Fail)]
            {
                board.say((over(f64::midpoint(from, to)), y), verdict_in_words(verdict, words), kind);
            }
        }
        y += HEAD - 4.0;
        for finding in figure.of_moment(moment) {
            let name = fitted(words.check(finding.id.row()).name, NAME, rows.from - 12.0);
            board.say((4.0, y), &name, NAME);
            board.layer("track", &|pen| rows.track(pen, y, finding))?;
            board.layer("sign", &|pen| sign(pen, (rows.said, y), finding.verdict))?;
            if !frame.is_narrow() {
                let kind = Type::new(14.0, TEXT);
                let kind = if finding.verdict == Verdict::Fail { kind.strong() } else { kind };
                board.say((rows.said + 14.0, y), verdict_in_words(finding.verdict, words), kind);
            }
            y += ROW;
        }
        y += 8.0;
    }
    let text = figure.text(words);
    Ok(board.finish(&text.title, &text.sentence))
}

impl Rows {
    fn at(&self, part: f64) -> f64 {
        self.from + part * (self.to.min(self.width) - self.from)
    }

    fn track(&self, pen: &Pen<'_, '_>, y: f64, finding: &Finding) -> Result<(), Error> {
        let zone = |from: f64, to: f64, ink| pen.bar((self.at(from), y - 6.0), (self.at(to), y + 6.0), ink);
        if finding.verdict == Verdict::NotKnown {
            // Nothing is known, and nothing is drawn as if it were.
            return pen.dashes(&[(self.from, y), (self.to, y)], LINK, 1.0, (3.0, 4.0));
        }
        let [warn, fail] = finding.id.row().limits;
        zone(0.0, WARNS, RULE)?;
        zone(WARNS, FAILS, if warn == fail { BAND_INNER } else { BAND })?;
        zone(FAILS, 1.0, BAND_INNER)?;
        pen.line(&[(self.at(WARNS), y - 8.0), (self.at(WARNS), y + 8.0)], REFERENCE, 1.0)?;
        if warn != fail {
            pen.line(&[(self.at(FAILS), y - 8.0), (self.at(FAILS), y + 8.0)], REFERENCE, 1.0)?;
        }
        let worse = finding.id.row().worse;
        let dot = |pen: &Pen<'_, '_>, value: Decimal, hollow: bool| {
            let part = place(value, finding.limit, worse);
            pen.dot((self.at(part), y), 5.5, TEXT, hollow)
        };
        match finding.value {
            Value::Known(value) => dot(pen, value, false),
            Value::Both(optimistic, conservative) => {
                for (value, hollow) in [(optimistic, true), (conservative, false)] {
                    if let Some(value) = value {
                        dot(pen, value, hollow)?;
                    }
                }
                Ok(())
            }
            Value::Unbounded => pen.dot((self.at(0.0), y), 5.5, TEXT, false),
            Value::Absent | Value::Missing(_) => pen.dot((self.at(1.0), y), 5.5, TEXT, false),
        }
    }
}

/// Where a value stands on its track: half of it passes, a quarter warns, the last quarter fails.
fn place(value: Decimal, limit: Limit, worse: Worse) -> f64 {
    let (value, warn, fail) = (number(value), number(limit.warn), number(limit.fail));
    let part = |of: f64, whole: f64| if whole > 0.0 { (of / whole).clamp(0.0, 1.0) } else { 1.0 };
    let (past_warn, past_fail) = match worse {
        Worse::Above => (value > warn, value > fail),
        Worse::Below => (value < warn, value < fail),
    };
    // One limit has no quarter that warns.
    let last = if (warn - fail).abs() < 1e-12 { WARNS } else { FAILS };
    if past_fail {
        let beyond = match worse {
            Worse::Above => part(value - fail, fail),
            Worse::Below => part(fail - value, fail),
        };
        return last + (1.0 - last) * beyond;
    }
    if past_warn {
        return WARNS + (FAILS - WARNS) * part((value - warn).abs(), (fail - warn).abs());
    }
    match worse {
        Worse::Above => WARNS * if value <= 0.0 { 0.0 } else { part(value, warn) },
        Worse::Below => WARNS * part(warn, value),
    }
}

/// The sign of a verdict: a tick, a triangle, a cross, a ring with nothing in it.
fn sign(pen: &Pen<'_, '_>, (x, y): Point, verdict: Verdict) -> Result<(), Error> {
    match verdict {
        Verdict::Pass => pen.line(&[(x - 5.0, y), (x - 1.5, y + 4.5), (x + 6.0, y - 5.0)], EQUITY, 2.5),
        Verdict::Warn => {
            pen.area(&[(x, y - 6.5), (x + 7.0, y + 5.5), (x - 7.0, y + 5.5)], FEE)?;
            pen.line(&[(x, y - 2.5), (x, y + 1.5)], PAPER, 1.75)?;
            pen.line(&[(x, y + 3.0), (x, y + 4.25)], PAPER, 1.75)
        }
        Verdict::Fail => {
            pen.line(&[(x - 5.0, y - 5.0), (x + 5.0, y + 5.0)], LIQUIDATION, 3.0)?;
            pen.line(&[(x - 5.0, y + 5.0), (x + 5.0, y - 5.0)], LIQUIDATION, 3.0)
        }
        Verdict::NotKnown => pen.dot((x, y), 5.0, TICK, true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::d;

    #[test]
    fn a_value_stands_in_the_part_of_its_verdict() {
        let at =
            |value: &str, warn: &str, fail: &str, worse| place(d(value), Limit { warn: d(warn), fail: d(fail) }, worse);
        for (value, part) in
            [("-3", 0.0), ("0", 0.0), ("5", 0.25), ("10", 0.5), ("30", 0.625), ("50", 0.75), ("500", 1.0)]
        {
            assert!((at(value, "10", "50", Worse::Above) - part).abs() < 1e-9, "{value}");
        }
        for (value, part) in [("160", 0.25), ("80", 0.5), ("65", 0.625), ("50", 0.75), ("0", 1.0), ("-9", 1.0)] {
            assert!((at(value, "80", "50", Worse::Below) - part).abs() < 1e-9, "{value}");
        }
        // One limit, and limits of nothing.
        assert!((at("2", "4", "4", Worse::Below) - 0.75).abs() < 1e-9);
        assert!((at("0", "0", "10", Worse::Above)).abs() < 1e-9 && at("1", "0", "0", Worse::Above) > 0.99);
    }
}
