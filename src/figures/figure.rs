//! What every figure is: a model that can say, draw and tabulate itself.

use crate::engine::Error;
use crate::figures::fact::Fact;
use crate::figures::frame::{Frame, Medium};
use crate::figures::table::{Exact, Table};
use crate::words::Words;
use std::borrow::Cow;

/// The words around a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The finding, short.
    pub title: String,
    /// Quantity and unit.
    pub subtitle: String,
    /// The finding in a full sentence, with its numbers: the text alternative of the picture.
    pub sentence: String,
    /// What the figure leaves out.
    pub leaves_out: Cow<'static, str>,
}

/// A figure's model.
pub trait Figure: Send + Sync {
    /// Its name in the page and in file names.
    fn name(&self) -> &'static str;

    /// The words around the picture.
    fn text(&self, words: &'static Words) -> Text;

    /// The data.
    fn table(&self, words: &'static Words) -> Table;

    /// The data as the page carries it before the program arrives: the same, or fewer of its rows.
    fn table_in_short(&self, words: &'static Words) -> Table {
        self.table(words)
    }

    /// Columns of numbers as they are, where a reader checks the arithmetic.
    fn exact(&self, _words: &'static Words) -> Vec<Exact> {
        Vec::new()
    }

    /// The data for other programs.
    fn csv(&self, words: &'static Words) -> String {
        self.table(words).csv_with(&self.exact(words))
    }

    /// The numbers it comes to, for a comparison.
    fn facts(&self, _words: &'static Words) -> Vec<Fact> {
        Vec::new()
    }

    /// The picture, as a complete `<svg>` element. Errors: the drawing library's, in words.
    fn svg(&self, words: &'static Words, frame: Frame, medium: Medium) -> Result<String, Error>;
}
