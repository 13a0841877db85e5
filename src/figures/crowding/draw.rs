//! Drawing crowding: three strips over one clock, a cursor through all of them, and below how many agree.

use super::{CrowdingFigure, DAYS, SCALES, history, limit, scaled, value};
use crate::engine::Error;
use crate::figures::chart::board::{Board, Pen};
use crate::figures::chart::projection::{Point, Scale};
use crate::figures::chart::text::{Anchor, Type};
use crate::figures::figure::Figure as _;
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers::shown;
use crate::figures::theme::{FUNDING, Ink, LABEL, LIQUIDATION, PRICE, REFERENCE, RULE, TEXT, TICK};
use crate::words::Words;

/// Height of the picture: wide, narrow. The style sheet reserves the same.
pub const HEIGHTS: (u32, u32) = (440, 440);

/// Height of a strip with its name.
const STRIP: f64 = 122.0;
/// Room to the right for the value and its percentile.
const ASIDE: f64 = 104.0;

const INKS: [Ink; 3] = [PRICE, FUNDING, REFERENCE];

pub(super) fn draw(
    figure: &CrowdingFigure,
    words: &'static Words,
    frame: Frame,
    medium: Medium,
) -> Result<String, Error> {
    let mut board = Board::new(frame, medium);
    let width = f64::from(frame.width);
    board.layer("known", &|pen| {
        for metric in 0..3 {
            strip(figure, pen, words, (metric, width))?;
        }
        together(figure, pen, words)
    })?;
    let text = figure.text(words);
    Ok(board.finish(&text.title, &text.sentence))
}

fn days(width: f64) -> Scale {
    let last = f64::from(u32::try_from(DAYS.saturating_sub(1)).unwrap_or(1));
    Scale::new((0.0, last), (0.0, width - ASIDE))
}

fn number(at: usize) -> f64 {
    f64::from(u32::try_from(at).unwrap_or(0))
}

fn strip(
    figure: &CrowdingFigure,
    pen: &Pen<'_, '_>,
    words: &'static Words,
    (metric, width): (usize, f64),
) -> Result<(), Error> {
    let w = words.crowding();
    let top = STRIP * number(metric);
    let (from, to) = (top + 24.0, top + STRIP - 18.0);
    let ink = INKS.get(metric).copied().unwrap_or(TEXT);
    let x = days(width);
    pen.text((0.0, top + 10.0), w.strips().get(metric).copied().unwrap_or_default(), Type::new(14.0, LABEL))?;
    pen.line(&[(0.0, to), (width - ASIDE, to)], RULE, 1.0)?;
    let Some(market) = figure.market() else { return Ok(()) };
    let rating = figure.ratings.get(metric).copied().flatten();
    let right = width - ASIDE + 12.0;
    let Some(rating) = rating else {
        return pen.text((right, f64::midpoint(from, to)), words.numbers().not_known(), Type::new(14.0, TICK));
    };
    let all: Vec<f64> = market.days.iter().filter_map(|day| day.get(metric).copied()).collect();
    let edge = limit(&rating);
    let low = all.iter().copied().fold(f64::INFINITY, f64::min);
    let high = all.iter().copied().chain(edge).fold(f64::NEG_INFINITY, f64::max);
    let y = Scale::new((low, high), (to, from));
    if let Some(edge) = edge {
        let at = y.place(edge);
        pen.dashes(&[(0.0, at), (width - ASIDE, at)], LIQUIDATION, 1.0, (4.0, 3.0))?;
    }
    let points: Vec<Point> = all.iter().enumerate().map(|(day, now)| (x.place(number(day)), y.place(*now))).collect();
    pen.line(&points, ink, 1.75)?;
    // What the days are rated against ends here.
    let calm = x.place(number(history(market, metric).len()) - 0.5);
    pen.line(&[(calm, from), (calm, to)], RULE, 1.0)?;
    let now = x.place(number(figure.day));
    pen.line(&[(now, from - 6.0), (now, to)], TEXT, 1.0)?;
    if let Some(value) = value(market, metric, figure.day) {
        pen.dot((now, y.place(value)), 4.0, ink, false)?;
        let digits = SCALES.get(metric).map_or(0, |(.., digits)| *digits);
        let said = shown(scaled(metric, value), digits, words);
        let beyond = rating.score.is_some_and(|score| score > super::HIGH);
        let kind = Type::new(16.0, if beyond { LIQUIDATION } else { TEXT }).strong();
        pen.text((right, from + 16.0), &said, kind)?;
        let percentile = w.percentile(&shown(100.0 * rating.rank.mid, 0, words));
        pen.text((right, from + 38.0), &percentile, Type::new(14.0, TICK))?;
    }
    Ok(())
}

/// How many agree, as discs; and last the mean.
fn together(figure: &CrowdingFigure, pen: &Pen<'_, '_>, words: &'static Words) -> Result<(), Error> {
    let w = words.crowding();
    let y = 3.0 * STRIP + 24.0;
    let agreement = figure.agreement;
    for n in 0..agreement.present {
        pen.dot((10.0 + 24.0 * number(n), y), 8.0, LIQUIDATION, n >= agreement.agreeing)?;
    }
    let x = 10.0 + 24.0 * number(agreement.present);
    let (agreeing, present) = (agreement.agreeing.to_string(), agreement.present.to_string());
    pen.text((x, y), &w.agree(&agreeing, &present), Type::new(15.0, TEXT).strong())?;
    let mean = agreement.mean.map_or_else(|| words.numbers().not_known().to_owned(), |mean| shown(mean, 1, words));
    pen.text((0.0, y + 30.0), &w.mean(&mean), Type { anchor: Anchor::Start, ..Type::new(14.0, TICK) })
}
