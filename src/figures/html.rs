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

/// A data table in a box that scrolls by itself where the table is long or wide.
#[must_use]
pub fn table(table: &Table, words: &Words) -> String {
    let name = words.controls().scroll_table(table.caption);
    let class = if table.rows.len() > SHORT { "scroll long" } else { "scroll" };
    let mut out = format!(
        "<div class=\"{class}\" role=\"group\" tabindex=\"0\" aria-label=\"{}\"><table><caption>{}</caption><thead><tr>",
        escape(&name),
        escape(table.caption)
    );
    for column in &table.columns {
        out.push_str(&format!("<th scope=\"col\">{}</th>", escape(column)));
    }
    out.push_str("</tr></thead><tbody>");
    for row in &table.rows {
        out.push_str(if row.here { "<tr class=\"here\">" } else { "<tr>" });
        out.push_str(&format!("<th scope=\"row\">{}</th>", escape(&row.head)));
        for (shown, _) in &row.cells {
            out.push_str(&format!("<td>{}</td>", escape(shown)));
        }
        out.push_str("</tr>");
    }
    out.push_str("</tbody></table></div>");
    out
}
