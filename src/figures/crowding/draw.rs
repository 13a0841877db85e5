//! Drawing crowding: a strip a metric over one clock, a cursor through all of them, and below how many agree.

use super::{CrowdingFigure, limit};
use crate::engine::Error;
use crate::engine::monitor::crowding::making::{HISTORY, METRICS};
use crate::figures::chart::board::{Board, Pen};
use crate::figures::chart::projection::{Point, Scale};
use crate::figures::chart::text::{Anchor, Type};
use crate::figures::figure::Figure as _;
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers::shown;
use crate::figures::theme::{FUNDING, Ink, LABEL, LINK, LIQUIDATION, PRICE, REFERENCE, RULE, TEXT, TICK};
use crate::words::Words;

/// Height of the picture: wide, narrow. The style sheet reserves the same.
pub const HEIGHTS: (u32, u32) = (562, 562);

/// Height of a strip with its name.
const STRIP: f64 = 122.0;
/// Room to the right for the value and its percentile.
const ASIDE: f64 = 104.0;

const INKS: [Ink; METRICS] = [PRICE, FUNDING, REFERENCE, LINK];

pub(super) fn draw(
    figure: &CrowdingFigure,
    words: &'static Words,
    frame: Frame,
    medium: Medium,
) -> Result<String, Error> {
    let mut board = Board::new(frame, medium);
    let width = f64::from(frame.width);
    board.layer("known", &|pen| {
        for metric in 0..METRICS {
            strip(figure, pen, words, (metric, width))?;
        }
        together(figure, pen, words)
    })?;
    let text = figure.text(words);
    Ok(board.finish(&text.title, &text.sentence))
}

fn days(figure: &CrowdingFigure, width: f64) -> Scale {
    Scale::new((0.0, number(figure.days().saturating_sub(1)).max(1.0)), (0.0, width - ASIDE))
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
    let x = days(figure, width);
    pen.text((0.0, top + 10.0), figure.strips(words).get(metric).copied().unwrap_or_default(), Type::new(14.0, LABEL))?;
    pen.line(&[(0.0, to), (width - ASIDE, to)], RULE, 1.0)?;
    let rating = figure.ratings.get(metric).copied().flatten();
    let right = width - ASIDE + 12.0;
    let now = figure.now(metric);
    if now.is_none() {
        pen.text((right, f64::midpoint(from, to)), words.numbers().not_known(), Type::new(14.0, TICK))?;
    }
    let all: Vec<(usize, f64)> = (0..figure.days()).filter_map(|day| Some((day, figure.value(metric, day)?))).collect();
    if all.is_empty() {
        return Ok(());
    }
    let edge = rating.as_ref().and_then(limit);
    let low = all.iter().map(|(_, value)| *value).fold(f64::INFINITY, f64::min);
    let high = all.iter().map(|(_, value)| *value).chain(edge).fold(f64::NEG_INFINITY, f64::max);
    // A metric that never moves lies in the middle.
    let (low, high) = if high > low { (low, high) } else { (low - 1.0, high + 1.0) };
    let y = Scale::new((low, high), (to, from));
    if let Some(edge) = edge {
        let at = y.place(edge);
        pen.dashes(&[(0.0, at), (width - ASIDE, at)], LIQUIDATION, 1.0, (4.0, 3.0))?;
    }
    // A day that is missing breaks the line.
    for run in all.chunk_by(|(before, _), (day, _)| before.saturating_add(1) == *day) {
        let points: Vec<Point> = run.iter().map(|(day, now)| (x.place(number(*day)), y.place(*now))).collect();
        pen.line(&points, ink, 1.75)?;
    }
    // What the days are rated against ends here.
    if !figure.is_own() {
        let calm = x.place(number(HISTORY) - 0.5);
        pen.line(&[(calm, from), (calm, to)], RULE, 1.0)?;
    }
    let here = x.place(number(figure.day));
    pen.line(&[(here, from - 6.0), (here, to)], TEXT, 1.0)?;
    let Some(value) = now else { return Ok(()) };
    pen.dot((here, y.place(value)), 4.0, ink, false)?;
    let said = shown(figure.scaled(metric, value), figure.digits(metric), words);
    let beyond = rating.and_then(|rating| rating.score).is_some_and(|score| score > super::HIGH);
    let kind = Type::new(16.0, if beyond { LIQUIDATION } else { TEXT }).strong();
    pen.text((right, from + 16.0), &said, kind)?;
    let percentile = rating.map_or_else(
        || words.monitor().not_rated().to_owned(),
        |rating| w.percentile(&shown(100.0 * rating.rank.mid, 0, words)),
    );
    pen.text((right, from + 38.0), &percentile, Type::new(14.0, TICK))
}

/// How many agree, as discs; and last the mean.
fn together(figure: &CrowdingFigure, pen: &Pen<'_, '_>, words: &'static Words) -> Result<(), Error> {
    let w = words.crowding();
    let y = STRIP * number(METRICS) + 24.0;
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
