//! What the build renders is what the browser brings to life.
#![cfg(all(feature = "app", not(target_arch = "wasm32")))]
#![allow(clippy::unwrap_used)]

use cascade_notes::ui::parts::{PARTS, fill, rendered};
use cascade_notes::words::english;
use std::fmt::Write as _;

/// What `tests/web.rs` brings to life.
const GOLDEN: &str = "tests/snapshots/rendered_parts.html";

/// To write it anew: `CASCADE_NOTES_RENDER=1 cargo test --test rendering`.
#[test]
fn every_part_renders_natively_as_it_is_brought_to_life() {
    let mut all = String::new();
    for (part, html) in rendered(english()) {
        let tag = if part.attribute == "data-figure" { "figure" } else { "div" };
        writeln!(all, "<{tag} {}=\"{}\">{html}</{tag}>", part.attribute, part.name).unwrap();
    }
    if std::env::var_os("CASCADE_NOTES_RENDER").is_some() {
        std::fs::write(GOLDEN, &all).unwrap();
    }
    assert!(all == std::fs::read_to_string(GOLDEN).unwrap(), "{GOLDEN} is not what is rendered");
}

#[test]
fn the_page_holds_every_part_with_the_default_numbers() {
    let page = fill(include_str!("../index.html"), english()).unwrap();
    for (part, html) in rendered(english()) {
        assert!(page.contains(&html.replace("<!>", "<!---->")), "{}", part.name);
    }
    for text in ["54,271.36", "55,204.27", "1.59 times: 933 USD apart at day 30", "value=\"10\""] {
        assert!(page.contains(text), "{text}");
    }
}

/// The policy of the page allows neither.
#[test]
fn nothing_that_is_rendered_carries_a_style_or_a_script() {
    for (part, html) in rendered(english()) {
        for forbidden in [" style=", "<script", " onclick=", "javascript:"] {
            assert!(!html.contains(forbidden), "{} has {forbidden}", part.name);
        }
    }
}

/// Two parts in one place would be one part too many.
#[test]
fn every_part_has_a_place_of_its_own() {
    let source = include_str!("../index.html");
    for part in &PARTS {
        assert_eq!(source.matches(&format!("{}=\"{}\"", part.attribute, part.name)).count(), 1, "{}", part.name);
    }
}
