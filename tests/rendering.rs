//! What the build renders is what the browser brings to life.
#![cfg(all(feature = "app", not(target_arch = "wasm32")))]
#![allow(clippy::unwrap_used)]

use cascade_notes::ui::parts::{Rendered, fill, rendered};
use cascade_notes::words::english;
use std::fmt::Write as _;

/// What `tests/web.rs` brings to life.
const GOLDEN: &str = "tests/snapshots/rendered_parts.html";

/// To write it anew: `CASCADE_NOTES_RENDER=1 cargo test --test rendering`.
#[test]
fn every_part_renders_natively_as_it_is_brought_to_life() {
    let mut all = String::new();
    for Rendered { place, html } in rendered(english()) {
        let end = place.end();
        writeln!(all, "{} {}>{html}{end}", end.replace("</", "<").trim_end_matches('>'), place.mark()).unwrap();
    }
    if std::env::var_os("CASCADE_NOTES_RENDER").is_some() {
        std::fs::write(GOLDEN, &all).unwrap();
    }
    assert!(all == std::fs::read_to_string(GOLDEN).unwrap(), "{GOLDEN} is not what is rendered");
}

#[test]
fn the_page_holds_every_part_with_the_default_numbers() {
    let page = fill(include_str!("../index.html"), english()).unwrap();
    for Rendered { place, html } in rendered(english()) {
        let is_there = page.contains(&html.replace("<!>", "<!---->"));
        assert!(is_there || place.is_prose() && !page.contains(&place.mark()), "{}", place.name);
    }
    for text in [
        ">54,271<",
        ">55,204<",
        ">58\u{a0}%<",
        "30 of 50 paths",
        "54,271.36",
        "55,204.27",
        "1.59 times: 933 USD apart at day 30",
        "value=\"10\"",
    ] {
        assert!(page.contains(text), "{text}");
    }
}

/// The policy of the page allows neither.
#[test]
fn nothing_that_is_rendered_carries_a_style_or_a_script() {
    for Rendered { place, html } in rendered(english()) {
        for forbidden in [" style=", "<script", " onclick=", "javascript:"] {
            assert!(!html.contains(forbidden), "{} has {forbidden}", place.name);
        }
    }
}

/// A control that stands twice goes by two names.
#[test]
fn no_two_elements_share_an_id() {
    let all: String =
        rendered(english()).into_iter().filter(|part| !part.place.is_prose()).map(|part| part.html).collect();
    let mut ids: Vec<&str> = all.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let count = ids.len();
    assert!(count > 100, "{count}");
    ids.sort_unstable();
    for pair in ids.windows(2) {
        assert_ne!(pair[0], pair[1]);
    }
}

/// Two parts in one place would be one part too many. Words and numbers stand in the prose wherever a writer wants them.
#[test]
fn every_part_has_a_place_of_its_own() {
    let source = include_str!("../index.html");
    for Rendered { place, .. } in rendered(english()).iter().filter(|part| !part.place.is_prose()) {
        assert_eq!(source.matches(&place.mark()).count(), 1, "{}", place.name);
    }
}

#[test]
fn a_place_nobody_answers_for_is_an_error() {
    let source = include_str!("../index.html").replace("data-bind=\"optimistic\"", "data-bind=\"optimist\"");
    assert!(fill(&source, english()).unwrap_err().contains("optimist"));
}
