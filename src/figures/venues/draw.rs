//! Drawing the comparison of venues: a row and a dot for each price, with the names of the rules that give it.

use super::layout::{self, Layout, NAME, PanelPlace, RowPlace};
use super::{Group, Panel, Row, VenuesFigure};
use crate::engine::Error;
use crate::engine::margin::Contract;
use crate::figures::chart::board::{Board, Pen};
use crate::figures::chart::labels::within;
use crate::figures::chart::layout::tick;
use crate::figures::chart::projection::number;
use crate::figures::chart::text::{Anchor, Type};
use crate::figures::figure::Figure as _;
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers::grouped;
use crate::figures::theme::{BAND, LABEL, LIQUIDATION, REFERENCE, RULE, TEXT};
use crate::words::Words;
use rust_decimal::Decimal;

/// Height of the picture: wide, and narrow, where the names stand above their dot.
pub const HEIGHTS: (u32, u32) = (500, 1040);

struct Picture<'a> {
    figure: &'a VenuesFigure,
    words: &'static Words,
    layout: Layout,
    narrow: bool,
    width: f64,
}

pub(super) fn draw(
    figure: &VenuesFigure,
    words: &'static Words,
    frame: Frame,
    medium: Medium,
) -> Result<String, Error> {
    let layout = layout::layout(figure, words, frame);
    let picture = Picture { figure, words, layout, narrow: frame.is_narrow(), width: f64::from(frame.width) };
    let mut board = Board::new(frame, medium);
    board.layer("axes", &|pen| picture.each(&|panel, place| picture.axis(pen, panel, place)))?;
    board.layer("rows", &|pen| {
        picture.each(&|panel, place| {
            panel.groups.iter().zip(&place.rows).try_for_each(|(group, row)| picture.dot(pen, group, place, row))
        })?;
        picture.names(pen)
    })?;
    let text = figure.text(words);
    Ok(board.finish(&text.title, &text.sentence))
}

impl Picture<'_> {
    fn each(&self, draw: &dyn Fn(&Panel, &PanelPlace) -> Result<(), Error>) -> Result<(), Error> {
        self.figure.panels.iter().zip(&self.layout.panels).try_for_each(|(panel, place)| draw(panel, place))
    }

    fn rows<'a>(&'a self, group: &'a Group) -> impl Iterator<Item = &'a Row> {
        group.rows.iter().filter_map(|place| self.figure.rows.get(*place))
    }

    fn axis(&self, pen: &Pen<'_, '_>, panel: &Panel, place: &PanelPlace) -> Result<(), Error> {
        if let Some(y) = place.title {
            let w = self.words.venues();
            let title = match panel.contract {
                Contract::Linear => w.panel_linear(),
                Contract::Inverse => w.panel_inverse(),
            };
            pen.text((8.0, y), title, Type::new(NAME, LABEL).strong())?;
        }
        for (group, row) in panel.groups.iter().zip(&place.rows) {
            if self.rows(group).any(|r| r.question.venue.id == self.figure.chosen) {
                pen.bar((0.0, row.band.0), (self.width, row.band.1), BAND)?;
            }
            pen.line(&[(0.0, row.band.0), (self.width, row.band.0)], RULE, 1.0)?;
        }
        for value in &panel.axis.ticks {
            let x = place.x.at(*value);
            // The names of a phone stand above the dots: no rule runs through them.
            let strips: &[RowPlace] = if self.narrow { &place.rows } else { &[] };
            for row in strips {
                pen.line(&[(x, row.strip.0), (x, row.strip.1)], RULE, 1.0)?;
            }
            if !self.narrow {
                pen.line(&[(x, place.area.top - 6.0), (x, place.area.bottom)], RULE, 1.0)?;
            }
            let label = grouped(*value, panel.axis.digits, self.words);
            pen.text((x, place.area.top - 15.0), &label, within(tick(), x, &label, (4.0, self.width - 4.0)))?;
        }
        Ok(())
    }

    fn names(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        for (venue, place) in &self.layout.names {
            let chosen = *venue == self.figure.chosen;
            let kind = Type::new(NAME, if chosen { TEXT } else { LABEL });
            pen.text(place.text(), self.words.venue(*venue), if chosen { kind.strong() } else { kind })?;
        }
        Ok(())
    }

    fn dot(&self, pen: &Pen<'_, '_>, group: &Group, place: &PanelPlace, row: &RowPlace) -> Result<(), Error> {
        let Some(first) = self.rows(group).next() else { return Ok(()) };
        let chosen = self.rows(group).any(|r| r.question.venue.id == self.figure.chosen);
        let kind = Type::new(15.0, TEXT);
        let kind = if chosen { kind.strong() } else { kind };
        let label = self.figure.said(first, self.words);
        let across = |price: Decimal| place.x.place_within(number(price), (0.0, 1.0));
        let Some(price) = group.price else {
            return pen.text((place.area.left, row.dot), &label, kind);
        };
        let x = across(price);
        let mut before: Vec<Decimal> = self.rows(group).filter_map(|r| self.pinned(r)).collect();
        before.dedup();
        for price in before {
            pen.dot((across(price), row.dot), 4.0, REFERENCE, true)?;
        }
        // A ring for a contract measured in coin, a disc for the others.
        let inverse = first.question.position.contract == Contract::Inverse;
        pen.dot((x, row.dot), 5.0, LIQUIDATION, inverse)?;
        if place.area.right + 26.0 - x > kind.width(&label) + 12.0 {
            pen.text((x + 11.0, row.dot), &label, kind)
        } else {
            pen.text((x - 11.0, row.dot), &label, kind.anchored(Anchor::End))
        }
    }

    fn pinned(&self, row: &Row) -> Option<Decimal> {
        self.figure.pinned.as_ref()?.row(row.question.venue.id)?.price()
    }
}
