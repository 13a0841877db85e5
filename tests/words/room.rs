//! What pictures say stays inside them, in English and in a language longer by two fifths.

use super::pseudo::pseudo;
use super::said::{self, Said};
use cascade_notes::engine::scenario::link;
use cascade_notes::figures::chart::text::width;
use cascade_notes::figures::{BudgetFigure, Figure, Frame, Medium};
use cascade_notes::words::{Words, english};

/// Figures that answer for their room here.
const FIGURES: [&str; 5] = ["budget", "cascade", "curve", "ledger", "path"];

/// Board units in one CSS pixel.
const SCALE: f64 = 4.0;

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split_once(&format!(" {name}=\""))?.1.split('"').next()
}

/// Texts of a picture that leave it, with how far.
fn outside(svg: &str) -> Vec<String> {
    let (head, body) = svg.split_once('>').unwrap();
    let across: f64 = attribute(head, "viewBox").unwrap().split(' ').nth(2).unwrap().parse().unwrap();
    let mut out = Vec::new();
    for text in body.split("<text").skip(1) {
        let (tag, rest) = text.split_once('>').unwrap();
        let said = rest.split("</text>").next().unwrap().replace("&amp;", "&").replace("&quot;", "\"");
        let number = |name: &str| attribute(tag, name).map(|n| n.parse::<f64>().unwrap());
        let size = number("font-size").unwrap_or(14.0 * SCALE) / SCALE;
        let wide = width(&said, size, tag.contains("bold"));
        let (x, room) = (number("x").unwrap() / SCALE, across / SCALE);
        let from = match attribute(tag, "text-anchor") {
            Some("middle") => x - wide / 2.0,
            Some("end") => x - wide,
            _ => x,
        };
        // A pixel is not seen.
        if from < -1.0 || from + wide > room + 1.0 {
            out.push(format!("`{said}` from {from:.0} to {:.0} of {room:.0}", from + wide));
        }
    }
    out
}

fn leaving(all: Vec<Said>) -> Vec<String> {
    let ours = |place: &str| FIGURES.iter().any(|name| place.ends_with(&format!(": {name}")));
    let pictures = all.into_iter().filter(|(place, text)| ours(place) && text.starts_with("<svg viewBox"));
    pictures.flat_map(|(place, svg)| outside(&svg).into_iter().map(move |text| format!("{place}: {text}"))).collect()
}

fn all(words: &'static Words) -> Vec<Said> {
    let mut all = said::of_markets(words);
    for settings in ["v=1", "v=1&side=short&funding=-0.01&mode=cross", "v=1&days=60&accept=5", "v=1&leverage=1"] {
        let budget = BudgetFigure::of(&link::parse(settings).0).unwrap();
        for frame in [Frame::new(640, 284), Frame::new(288, 406)] {
            all.push((format!("{settings}: budget"), budget.svg(words, frame, Medium::Page).unwrap()));
        }
    }
    all
}

#[test]
fn texts_stay_in_their_pictures() {
    assert_eq!(leaving(all(english())), Vec::<String>::new());
    let longer = leaving(all(pseudo()));
    assert_eq!(longer, Vec::<String>::new());
}
