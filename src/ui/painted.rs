//! Figures that are painted by a module of their own: brought when they come near the screen, and asked by name from then on.

use crate::engine::Error;
use crate::figures::{Figure, Frame, Medium, Table, Text};
use crate::ui::live::{Flag, effect};
use crate::web::painter::{self, Argument, Painter};
use crate::words::Words;
use std::cell::RefCell;

thread_local! {
    static PAINTER: RefCell<Option<Painter>> = const { RefCell::new(None) };
}

/// The painter, as the parts of the page wait for it.
#[derive(Clone, Copy)]
pub struct LazyPainter {
    asked: Flag,
    there: Flag,
}

impl LazyPainter {
    /// Nobody has asked for it.
    pub fn new() -> Self {
        Self { asked: Flag::new(false), there: Flag::new(false) }
    }

    /// Brings it, once; `failed` is told why it did not come.
    pub fn bring(self, failed: impl FnOnce(String) + 'static) {
        if self.asked.peek() {
            return;
        }
        self.asked.set(true);
        painter::bring(Box::new(move |came| match came {
            Ok(painter) => {
                PAINTER.with(|own| own.replace(Some(painter)));
                self.there.set(true);
            }
            Err(why) => {
                // Whoever asks next tries again.
                self.asked.set(false);
                failed(why);
            }
        }));
    }

    /// True once it is there, tracked.
    pub fn is_there(self) -> bool {
        self.there.get()
    }

    /// Calls back once it is there.
    pub fn then(self, call: impl Fn() + 'static) {
        effect(move || {
            if self.is_there() {
                call();
            }
        });
    }
}

/// Works with the painter, once it is there.
pub fn painted<T: Default>(work: impl FnOnce(&Painter) -> T) -> T {
    let painter = PAINTER.with(|own| own.borrow().clone());
    painter.map(|painter| work(&painter)).unwrap_or_default()
}

/// A figure that the painter has.
pub struct PaintedFigure(pub &'static str);

impl Figure for PaintedFigure {
    fn name(&self) -> &'static str {
        self.0
    }

    fn text(&self, _: &'static Words) -> Text {
        let mut texts = painted(|p| p.texts("text", &[Argument::Text(self.0)])).into_iter();
        let mut next = || texts.next().unwrap_or_default();
        Text { title: next(), subtitle: next(), sentence: next(), leaves_out: next().into() }
    }

    fn table(&self, _: &'static Words) -> Table {
        // What is made of it is made by the painter.
        Table { caption: "", columns: vec![], rows: vec![] }
    }

    fn table_html(&self, _: &'static Words) -> String {
        painted(|p| p.text("table", &[Argument::Text(self.0)]))
    }

    fn csv(&self, _: &'static Words) -> String {
        painted(|p| p.text("csv", &[Argument::Text(self.0)]))
    }

    fn svg(&self, _: &'static Words, frame: Frame, medium: Medium) -> Result<String, Error> {
        let [width, height] = in_numbers(frame);
        Ok(painted(|p| p.text("svg", &[Argument::Text(self.0), width, height, Argument::Flag(medium == Medium::File)])))
    }
}

/// A frame as the painter takes it.
pub fn in_numbers(frame: Frame) -> [Argument<'static>; 2] {
    [Argument::Number(frame.width.into()), Argument::Number(frame.height.into())]
}

/// Whole pixels: a quarter more or less is not seen here.
pub fn whole(pixels: f64) -> i32 {
    #[allow(clippy::cast_possible_truncation)]
    let whole = libm::round(pixels.clamp(-1e4, 1e4)) as i32;
    whole
}
