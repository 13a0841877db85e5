//! Markup that figures share: text made safe, and data tables.

use crate::figures::table::Table;
use crate::words::Words;

/// Makes text safe between tags and inside attributes.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

/// Most rows that a table shows at its full height.
const SHORT: usize = 20;

/// A piece of a table's cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Text(String),
    /// Words that lead to a page elsewhere.
    Link {
        /// The words.
        words: String,
        /// Where they lead.
        address: &'static str,
    },
    /// Words that name a day.
    Day {
        /// The words.
        words: String,
        /// The day, as year-month-day.
        day: &'static str,
    },
}

impl Piece {
    fn html(&self) -> String {
        match self {
            Self::Text(words) => escape(words),
            Self::Link { words, address } => {
                format!("<a href=\"{}\" rel=\"noopener noreferrer\">{}</a>", escape(address), escape(words))
            }
            Self::Day { words, day } => format!("<time datetime=\"{}\">{}</time>", escape(day), escape(words)),
        }
    }
}

/// A row of a table that is read and not copied elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The row's head.
    pub head: String,
    /// One cell per further column.
    pub cells: Vec<Vec<Piece>>,
    /// The row the reader stands on.
    pub here: bool,
}

/// A data table in a box that scrolls by itself where the table is long or wide.
#[must_use]
pub fn table(table: &Table, words: &Words) -> String {
    let rows = table.rows.iter().map(|row| Row {
        head: row.head.clone(),
        cells: row.cells.iter().map(|(shown, _)| vec![Piece::Text(shown.clone())]).collect(),
        here: row.here,
    });
    table_of(table.caption, &table.columns, &rows.collect::<Vec<_>>(), words)
}

/// The same of rows whose cells hold more than words.
#[must_use]
pub fn table_of(caption: &str, columns: &[String], rows: &[Row], words: &Words) -> String {
    let name = words.controls().scroll_table(caption);
    let class = if rows.len() > SHORT { "scroll long" } else { "scroll" };
    let mut out = format!(
        "<div class=\"{class}\" role=\"group\" tabindex=\"0\" aria-label=\"{}\"><table><caption>{}</caption><thead><tr>",
        escape(&name),
        escape(caption)
    );
    for column in columns {
        out.push_str(&format!("<th scope=\"col\">{}</th>", escape(column)));
    }
    out.push_str("</tr></thead><tbody>");
    for row in rows {
        out.push_str(if row.here { "<tr class=\"here\">" } else { "<tr>" });
        out.push_str(&format!("<th scope=\"row\">{}</th>", escape(&row.head)));
        for cell in &row.cells {
            out.push_str(&format!("<td>{}</td>", cell.iter().map(Piece::html).collect::<String>()));
        }
        out.push_str("</tr>");
    }
    out.push_str("</tbody></table></div>");
    out
}
