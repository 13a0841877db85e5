#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing)]
//! The map of the house holds: each layer names only what stands to its left. Also the length of files, and no panics.

#[path = "layers/circles.rs"]
mod circles;
#[path = "layers/source.rs"]
mod source;

use circles::{circles, circles_of};
use source::{Source, files, names_at, sources};

/// Words that only `ui` and `web` may say, in code or in comments.
const BROWSER: [&str; 5] = ["leptos", "web_sys", "js_sys", "wasm_bindgen", "reactive_stores"];

/// What each folder of `src` must not name.
const FORBIDDEN: [(&str, &[&str], &[&str]); 4] = [
    ("engine", &BROWSER, &["words", "figures", "ui", "web", "api"]),
    ("words", &BROWSER, &["figures", "ui", "web", "api"]),
    ("figures", &BROWSER, &["ui", "web", "api"]),
    ("ui", &["web_sys", "js_sys"], &[]),
];

const LONGEST_FILE: usize = 400;

fn report(problems: &[String]) {
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn every_layer_names_only_what_stands_to_its_left() {
    let mut problems = Vec::new();
    for (folder, words, modules) in FORBIDDEN {
        for source in sources(&format!("src/{folder}")) {
            for word in words {
                problems.extend(source.lines_with(word).map(|line| format!("{}:{line} names {word}", source.path)));
            }
            for (line, module) in source.crate_modules() {
                if modules.contains(&module.as_str()) {
                    problems.push(format!("{}:{line} names crate::{module}", source.path));
                }
            }
        }
    }
    report(&problems);
}

#[test]
fn no_file_is_longer_than_it_may_be() {
    let long = |source: &Source| source.text.lines().count() > LONGEST_FILE;
    let problems: Vec<String> = ["src", "tests"]
        .into_iter()
        .flat_map(sources)
        .filter(long)
        .map(|s| format!("{} has {} lines; {LONGEST_FILE} are allowed", s.path, s.text.lines().count()))
        .collect();
    report(&problems);
}

#[test]
fn shipped_code_neither_panics_nor_reads_floats_from_text() {
    let mut problems = Vec::new();
    for source in ["src", "worker/src"].into_iter().flat_map(sources).filter(|source| !source.is_test()) {
        let code = source.shipped();
        for call in
            [".unwrap()", ".expect(", "panic!(", "parse::<f64>", "parse::<f32>", "f64::from_str", "f32::from_str"]
        {
            problems.extend(names_at(&code, call).map(|line| format!("{}:{line} has {call}", source.path)));
        }
    }
    report(&problems);
}

/// Markup is set as text where a picture, a sample of one or a table is shown, and nowhere else: everything else is escaped by its type.
const MARKUP: [&str; 3] =
    ["src/ui/components/plot.rs", "src/ui/components/data_table.rs", "src/ui/components/drawn.rs"];

#[test]
fn markup_is_set_in_pictures_and_tables_alone() {
    let mut problems = Vec::new();
    for source in sources("src/ui").into_iter().filter(|source| !MARKUP.contains(&source.path.as_str())) {
        let code = source.shipped();
        for name in ["inner_html", "set_inner_html"] {
            problems.extend(names_at(&code, name).map(|line| format!("{}:{line} sets markup", source.path)));
        }
    }
    report(&problems);
}

/// Folders of `src` in which no modules import each other, but for pairs that one reads as one.
const STRAIGHT: [(&str, &[(&str, &str)]); 4] = [
    ("src/engine/cascade", &[("accounts", "population"), ("book", "ladder")]),
    ("src/engine/import", &[]),
    ("src/engine/scenario", &[]),
    ("src/figures", &[]),
];

#[test]
fn imports_go_in_no_circle() {
    report(&STRAIGHT.iter().flat_map(|(folder, allowed)| circles(folder, allowed)).collect::<Vec<_>>());
}

#[test]
fn a_circle_is_found_whatever_way_it_is_named() {
    let files = [
        ("a.rs", "use super::b::{self, c::D}; use std::fmt;"),
        ("b/mod.rs", "mod c; use super::e::F;"),
        ("b/c.rs", "/* use super::super::g::H; */ use super::super::a; use super::I;"),
        ("e.rs", "fn f() { crate::x::{g::H, a::{J, K}}; }"),
        ("g.rs", "#[cfg(test)] mod tests { use super::super::a::L; }"),
        ("p.rs", "use super::q::M;"),
        ("q.rs", "use crate::x::p;"),
        ("mod.rs", "pub use r::N; mod r;"),
        ("r.rs", "use super::s::O;"),
        ("s.rs", "use crate::x::N;"),
    ];
    let sources: Vec<Source> =
        files.iter().map(|(name, text)| Source { path: format!("src/x/{name}"), text: (*text).to_owned() }).collect();
    assert_eq!(
        circles_of("src/x", &sources, &[("p", "q")]),
        ["x: a, b, e import each other", "x: r, s import each other"]
    );
    assert_eq!(circles_of("src/x", &sources, &[]).len(), 3);
}

/// Each rule finds what it is there to find.
#[test]
fn the_rules_find_what_they_forbid() {
    let text = r#"
//! A note on web_sys, and on web_system.
use crate::{engine::margin, ui::panel, figures};
use super::super::web as w;
const SAID: &str = "crate::words and x.unwrap()";
fn a() { b.unwrap(); /* c.unwrap() */ } // d.unwrap()
#[cfg(test)]
mod tests { fn e() { f.unwrap(); "}" ; '{'; } }
fn g() { h.expect("i"); }
#[cfg(test)]
mod more;
"#;
    let source = Source { path: "src/engine/x.rs".to_owned(), text: text.to_owned() };
    assert_eq!(source.lines_with("web_sys").collect::<Vec<_>>(), [2]);
    let modules: Vec<_> = source.crate_modules().into_iter().map(|(line, module)| format!("{line} {module}")).collect();
    assert_eq!(modules, ["3 engine", "3 ui", "3 figures", "4 web", "5 words"]);
    let code = source.shipped();
    assert_eq!(names_at(&code, ".unwrap()").collect::<Vec<_>>(), [6]);
    assert_eq!(names_at(&code, ".expect(").collect::<Vec<_>>(), [9]);
    assert!(files("src/no-such-folder").is_empty());
}
