//! Figures as static HTML: what stands in the page before the program arrives, and where it never does.

use crate::engine::Error;
use crate::figures::figure::Figure;
use crate::figures::frame::{Frame, Medium};
use crate::figures::html::{escape, table};
use crate::words::Words;

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
