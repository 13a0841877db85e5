//! No label leaves its picture, and none lies on another: on the page as the build writes it, and in every golden picture.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    clippy::disallowed_methods,
    missing_docs
)]

use cascade_notes::figures::chart::text::width;
use cascade_notes::figures::prerender::page;
use cascade_notes::words::english;
use std::path::Path;

/// What a label takes up, in CSS pixels: left, top, right, bottom. Its height is that of its capitals.
struct Label {
    bounds: [f64; 4],
    text: String,
}

fn attribute<'a>(element: &'a str, name: &str) -> Option<&'a str> {
    let from = element.find(&format!(" {name}=\""))? + name.len() + 3;
    element[from..].split('"').next()
}

fn pixels(element: &str, name: &str) -> Option<f64> {
    attribute(element, name)?.parse::<i32>().ok().map(|units| f64::from(units) / 4.0)
}

fn label(element: &str) -> Label {
    let (head, text) = element.split_once('>').unwrap();
    let text = text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    let (x, y) = (pixels(head, "x").unwrap(), pixels(head, "y").unwrap());
    let size = pixels(head, "font-size").unwrap_or(14.0);
    let wide = width(&text, size, head.contains(" font-weight="));
    let left = match attribute(head, "text-anchor") {
        Some("middle") => x - wide / 2.0,
        Some("end") => x - wide,
        _ => x,
    };
    Label { bounds: [left, y - size / 3.0, left + wide, y + size / 3.0], text }
}

/// What is wrong with a picture.
fn faults(name: &str, svg: &str) -> Vec<String> {
    let mut size = attribute(svg, "viewBox").unwrap().split(' ').skip(2).map(|n| n.parse::<i32>().unwrap());
    let (wide, high) = (f64::from(size.next().unwrap()) / 4.0, f64::from(size.next().unwrap()) / 4.0);
    let labels: Vec<Label> = svg.split("<text").skip(1).map(|t| label(t.split("</text>").next().unwrap())).collect();
    let mut found = Vec::new();
    for (n, Label { bounds: a, text }) in labels.iter().enumerate() {
        if a[0] < -0.5 || a[1] < -0.5 || a[2] > wide + 0.5 || a[3] > high + 0.5 {
            found.push(format!("{name}: \"{text}\" leaves the picture: {a:?} of {wide} x {high}"));
        }
        for Label { bounds: b, text: other } in &labels[..n] {
            if a[0] < b[2] - 1.0 && b[0] < a[2] - 1.0 && a[1] < b[3] - 1.0 && b[1] < a[3] - 1.0 {
                found.push(format!("{name}: \"{text}\" lies on \"{other}\""));
            }
        }
    }
    found
}

fn pictures(text: &str) -> impl Iterator<Item = &str> {
    text.split("<svg").skip(1).filter_map(|rest| rest.split_once("</svg>")).map(|(svg, _)| svg)
}

#[test]
fn labels_stay_within_and_apart() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let whole = page(&std::fs::read_to_string(root.join("index.html")).unwrap(), english()).unwrap();
    let mut found: Vec<String> = pictures(&whole)
        .enumerate()
        .filter(|(_, svg)| svg.contains("font-size=\"56\" aria-hidden"))
        .flat_map(|(n, svg)| faults(&format!("picture {n} of the page"), svg))
        .collect();
    let mut seen = 0;
    for folder in ["tests/snapshots", "tests/graph/snapshots"] {
        for file in std::fs::read_dir(root.join(folder)).unwrap().map(|entry| entry.unwrap().path()) {
            let text = std::fs::read_to_string(&file).unwrap();
            for svg in pictures(&text) {
                seen += 1;
                found.extend(faults(&file.file_name().unwrap().to_string_lossy(), svg));
            }
        }
    }
    assert!(seen > 30, "{seen} golden pictures");
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn what_leaves_or_lies_on_another_is_found() {
    let svg = r#" viewBox="0 0 400 200" font-size="56"><text x="0" y="100" fill="a">one</text><text x="20" y="104" fill="a">two</text><text x="396" y="20">three</text>"#;
    assert_eq!(faults("a", svg).len(), 2);
    let clear =
        r#" viewBox="0 0 400 200"><text x="0" y="100">one</text><text x="400" y="100" text-anchor="end">two</text>"#;
    assert!(faults("a", clear).is_empty());
}
