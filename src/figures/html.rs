//! Figures as static HTML: what stands in the page before the program arrives, and where it never does.

use crate::engine::Error;
use crate::figures::figure::{Figure, Frame, Medium, Table};
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

/// A figure's inside: caption, a wide and a narrow picture of which the style sheet shows one, limits, and the table.
pub fn figure(figure: &dyn Figure, words: &'static Words, wide: Frame, narrow: Frame) -> Result<String, Error> {
    let text = figure.text(words);
    let mut out = format!(
        "<figcaption><strong class=\"fig-title\">{}</strong><span class=\"fig-sub\">{}</span></figcaption>",
        escape(&text.title),
        escape(&text.subtitle)
    );
    out.push_str("<div class=\"stage\">");
    for (class, frame) in [("wide", wide), ("narrow", narrow)] {
        out.push_str(&format!(
            "<div class=\"plot plot-{} {class}\" role=\"img\" aria-label=\"{}\">{}</div>",
            figure.name(),
            escape(&text.sentence),
            figure.svg(words, frame, Medium::Page)?
        ));
    }
    out.push_str(&format!(
        "</div><div class=\"controls\"></div><p class=\"leaves\"><b>{}</b> {}</p>",
        escape(words.controls().leaves_out()),
        escape(&text.leaves_out)
    ));
    out.push_str(&format!(
        "<details class=\"data\"><summary>{}</summary>{}</details>",
        words.controls().table(),
        table(&figure.table_in_short(words), words)
    ));
    Ok(out)
}

/// A data table in a box that scrolls by itself.
#[must_use]
pub fn table(table: &Table, words: &Words) -> String {
    let name = words.controls().scroll_table(table.caption);
    let mut out = format!(
        "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"{}\"><table><caption>{}</caption><thead><tr>",
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
