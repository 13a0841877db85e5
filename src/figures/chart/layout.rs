//! Room for what stands beside a plot, by its measured width; and the axes that stand there.

use super::axis::Axis;
use super::board::Pen;
use super::projection::{Area, Plot};
use super::text::{Anchor, Type, widest};
use crate::engine::Error;
use crate::figures::days::LAST_DAY;
use crate::figures::numbers::grouped;
use crate::figures::theme::{LINK, RULE, TICK};
use crate::words::Words;
use rust_decimal::Decimal;

/// Size of the figures of an axis, in CSS pixels.
pub const TICK_SIZE: f64 = 14.0;

/// Between the figures of a vertical axis and its plot.
pub const ASIDE: f64 = 10.0;

/// Between text and the end of the picture.
pub const MARGIN: f64 = 4.0;

/// Text of an axis.
#[must_use]
pub fn tick() -> Type {
    Type::new(TICK_SIZE, TICK)
}

/// Room to the left of a plot for the figures of its vertical axis, which stand `aside` of it.
#[must_use]
pub fn room_for_ticks(axis: &Axis, aside: f64, words: &Words) -> f64 {
    widest(axis.ticks.iter().map(|t| grouped(*t, axis.digits, words)), TICK_SIZE, false) + aside + MARGIN
}

/// The horizontal rules of a plot with their figures; the rule of zero is stronger where `zero` says so.
pub fn rules(
    pen: &Pen<'_, '_>,
    plot: &Plot,
    axis: &Axis,
    (aside, zero): (f64, bool),
    words: &Words,
) -> Result<(), Error> {
    let Area { left, right, .. } = plot.area;
    for value in &axis.ticks {
        let y = plot.y.at(*value);
        let ink = if zero && value.is_zero() { LINK } else { RULE };
        pen.line(&[(left, y), (right, y)], ink, 1.0)?;
        pen.text((left - aside, y), &grouped(*value, axis.digits, words), tick().anchored(Anchor::End))?;
    }
    Ok(())
}

/// Figures under a plot, each centred under its place.
pub fn under(
    pen: &Pen<'_, '_>,
    plot: &Plot,
    values: impl IntoIterator<Item = Decimal>,
    digits: u32,
    words: &Words,
) -> Result<(), Error> {
    for value in values {
        let at = (plot.x.at(value), plot.area.bottom + 17.0);
        pen.text(at, &grouped(value, digits, words), tick().anchored(Anchor::Middle))?;
    }
    Ok(())
}

/// The days under a plot whose horizontal scale counts them, and beside the last what they are.
pub fn days(pen: &Pen<'_, '_>, plot: &Plot, name: Option<&str>, words: &Words) -> Result<(), Error> {
    under(pen, plot, [0, 15, 30, 45, LAST_DAY].map(Decimal::from), 0, words)?;
    match name {
        Some(name) => pen.text((plot.area.right + 16.0, plot.area.bottom + 17.0), name, tick()),
        None => Ok(()),
    }
}

/// Room to the right of a plot for names that begin at these distances from it, each set in its way.
#[must_use]
pub fn room_for_names<T: AsRef<str>>(names: impl IntoIterator<Item = (f64, Type, T)>) -> f64 {
    names.into_iter().map(|(aside, kind, name)| aside + kind.width(name.as_ref())).fold(0.0, f64::max) + MARGIN
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_that_of_the_widest_figure() {
        let axis = Axis::within(Decimal::from(900), Decimal::from(1200), 4);
        assert!(
            (room_for_ticks(&axis, ASIDE, crate::words::english()) - (14.0 + 14.0 * (4.0 * 0.497 + 0.249))).abs()
                < 1e-9
        );
    }
}
