//! What every figure is: a model that can say, draw and tabulate itself.

use crate::engine::Error;
use crate::figures::compare::Fact;
use crate::figures::html;
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

/// A data table. Cells come twice: as people read them, and as plain decimals for other programs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Caption.
    pub caption: &'static str,
    /// Column heads, with units.
    pub columns: Vec<String>,
    /// Rows.
    pub rows: Vec<TableRow>,
}

/// One row; the first column is its head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// The row's head.
    pub head: String,
    /// One cell per further column: shown, plain.
    pub cells: Vec<(String, String)>,
    /// The row the reader stands on.
    pub here: bool,
}

/// The box a picture is drawn for, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

impl Frame {
    /// A box of a size, kept within what can be drawn.
    #[must_use]
    pub fn new(width: u32, height: u32) -> Self {
        Self { width: width.clamp(240, 1600), height: height.clamp(160, 2400) }
    }

    /// True for a phone's width, where labels move above what they name.
    #[must_use]
    pub fn is_narrow(self) -> bool {
        self.width < 480
    }
}

/// Where a picture goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    /// Into the page: colours are tokens of the style sheet, fonts are the page's.
    Page,
    /// Into a file of its own: colours and fonts are written out, with title and source.
    File,
}

/// A figure's model.
pub trait Figure {
    /// Its name in the page and in file names.
    fn name(&self) -> &'static str;

    /// The words around the picture.
    fn text(&self, words: &'static Words) -> Text;

    /// The data.
    fn table(&self, words: &'static Words) -> Table;

    /// The data as markup.
    fn table_html(&self, words: &'static Words) -> String {
        html::table(&self.table(words), words)
    }

    /// The data for other programs.
    fn csv(&self, words: &'static Words) -> String {
        self.table(words).csv()
    }

    /// The data as the page carries it before the program arrives: the same, or fewer of its rows.
    fn table_in_short(&self, words: &'static Words) -> Table {
        self.table(words)
    }

    /// The numbers it comes to, for a comparison.
    fn facts(&self, _words: &'static Words) -> Vec<Fact> {
        Vec::new()
    }

    /// The picture, as a complete `<svg>` element. Errors: the drawing library's, in words.
    fn svg(&self, words: &'static Words, frame: Frame, medium: Medium) -> Result<String, Error>;
}

impl Table {
    /// Column heads.
    #[must_use]
    pub fn heads(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|t| (*t).to_owned()).collect()
    }

    /// The table as CSV: RFC 4180, points for decimals, units in the header.
    #[must_use]
    pub fn csv(&self) -> String {
        let mut out = String::new();
        let mut line = |cells: &mut dyn Iterator<Item = &str>| {
            for (n, cell) in cells.enumerate() {
                if n > 0 {
                    out.push(',');
                }
                if cell.contains([',', '"', '\n', '\r']) {
                    out.push('"');
                    out.push_str(&cell.replace('"', "\"\""));
                    out.push('"');
                } else {
                    out.push_str(cell);
                }
            }
            out.push_str("\r\n");
        };
        line(&mut self.columns.iter().map(String::as_str));
        for row in &self.rows {
            line(&mut std::iter::once(row.head.as_str()).chain(row.cells.iter().map(|(_, plain)| plain.as_str())));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn csv_quotes_what_needs_it_and_writes_plain_numbers() {
        let table = Table {
            caption: "t",
            columns: ["Term", "Added, USD"].map(str::to_owned).to_vec(),
            rows: vec![TableRow {
                head: "a \"b\"".to_owned(),
                cells: vec![("1,000".to_owned(), "1000".to_owned())],
                here: false,
            }],
        };
        assert_eq!(table.csv(), "Term,\"Added, USD\"\r\n\"a \"\"b\"\"\",1000\r\n");
    }
}
