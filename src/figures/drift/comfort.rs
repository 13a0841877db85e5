//! The figure of false comfort: what VPIN reads where nobody knows anything, and how often PSI calls a drift where there is none, by sample size.

use crate::engine::Error;
use crate::engine::jobs::watching::Drifted;
use crate::figures::chart::board::{Board, Pen};
use crate::figures::chart::labels::within;
use crate::figures::chart::layout;
use crate::figures::chart::projection::{Point, Scale};
use crate::figures::chart::text::{Anchor, Type};
use crate::figures::figure::{Figure, Text};
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers::{cell, count_cell, percent, shown};
use crate::figures::table::{Table, TableRow};
use crate::figures::theme::{FUNDING, LABEL, PRICE, RULE, TICK};
use crate::words::Words;
use std::sync::Arc;

/// The figure's name in the page and in file names.
pub const NAME: &str = "comfort";

/// Height of the picture: wide, narrow. The style sheet reserves the same.
pub const HEIGHTS: (u32, u32) = (240, 240);

/// The model.
#[derive(Debug, Clone, PartialEq)]
pub struct ComfortFigure {
    drifted: Arc<Drifted>,
}

impl ComfortFigure {
    /// Of what came with a drift; it depends on none.
    #[must_use]
    pub const fn of(drifted: Arc<Drifted>) -> Self {
        Self { drifted }
    }

    /// VPIN and PSI at a size.
    fn at(&self, size: f64) -> (f64, f64) {
        let found = self.drifted.comfort.iter().find(|(at, ..)| (at - size).abs() < 0.5);
        found.map_or((f64::NAN, f64::NAN), |(_, vpin, psi)| (*vpin, *psi))
    }
}

impl Figure for ComfortFigure {
    fn name(&self) -> &'static str {
        NAME
    }

    fn text(&self, words: &'static Words) -> Text {
        let w = words.comfort();
        let part = |part: f64| percent(100.0 * part, 0, words);
        let (ten, fifty) = (self.at(10.0).0, self.at(50.0).0);
        let (few, many) = (self.at(100.0).1, self.at(1_000.0).1);
        Text {
            title: w.title().to_owned(),
            subtitle: w.subtitle().to_owned(),
            sentence: w.sentence(&part(few), &shown(fifty, 3, words), &part(many), &shown(ten, 3, words)),
            leaves_out: w.leaves_out().into(),
        }
    }

    fn table(&self, words: &'static Words) -> Table {
        let w = words.comfort();
        let rows = self.drifted.comfort.iter().map(|(size, vpin, psi)| {
            let (head, _) = count_cell(*size, words);
            TableRow { head, cells: vec![cell(*vpin, 3, words), cell(100.0 * psi, 1, words)], here: false }
        });
        Table { caption: w.table(), columns: Table::heads(&w.columns()), rows: rows.collect() }
    }

    fn svg(&self, words: &'static Words, frame: Frame, medium: Medium) -> Result<String, Error> {
        let mut board = Board::new(frame, medium);
        board.layer("known", &|pen| self.draw(pen, words, frame))?;
        let text = self.text(words);
        Ok(board.finish(&text.title, &text.sentence))
    }
}

impl ComfortFigure {
    fn draw(&self, pen: &Pen<'_, '_>, words: &'static Words, frame: Frame) -> Result<(), Error> {
        let w = words.comfort();
        let (width, height) = (f64::from(frame.width), f64::from(frame.height));
        let (left, right, top, bottom) = (52.0, width - 12.0, 14.0, height - 50.0);
        let x = Scale::new((libm::log(10.0), libm::log(1_000.0)), (left, right));
        let y = Scale::new((0.0, 1.0), (bottom, top));
        for part in [0.0, 0.5, 1.0] {
            pen.line(&[(left, y.place(part)), (right, y.place(part))], RULE, 1.0)?;
            let said = percent(100.0 * part, 0, words);
            pen.text((left - 8.0, y.place(part)), &said, layout::tick().anchored(Anchor::End))?;
        }
        for size in [10.0, 100.0, 1_000.0] {
            let (at, said) = (x.place(libm::log(size)), shown(size, 0, words));
            pen.text((at, bottom + 16.0), &said, within(layout::tick(), at, &said, (left, right)))?;
        }
        // Under the whole picture: on a phone the axis alone is too short for its name.
        pen.text((width / 2.0, bottom + 36.0), w.axis(), Type::new(14.0, TICK).anchored(Anchor::Middle))?;
        let line = |of: &dyn Fn(&(f64, f64, f64)) -> f64| -> Vec<Point> {
            self.drifted.comfort.iter().map(|one| (x.place(libm::log(one.0)), y.place(of(one)))).collect()
        };
        let (vpin, psi) = (line(&|one| one.1), line(&|one| one.2));
        pen.line(&psi, FUNDING, 2.0)?;
        pen.line(&vpin, PRICE, 2.0)?;
        let names = Type::new(14.0, LABEL).strong();
        pen.text((left + 6.0, y.place(0.9)), w.psi(), Type { ink: FUNDING, ..names })?;
        pen.text((left + 6.0, y.place(0.36)), w.vpin(), Type { ink: PRICE, ..names })
    }
}
