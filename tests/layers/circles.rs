//! Circles of imports: modules that can only be read together.

use std::collections::{BTreeMap, BTreeSet};

use super::source::{Source, is_word, sources};

/// A module by its path from the crate's root.
type Path = Vec<String>;

/// Which sibling names which.
type Arrows = BTreeMap<String, BTreeSet<String>>;

/// The circles under a folder of `src`, but for pairs that are `allowed`. At every level siblings are compared, each together with all that lies
/// below it: a module and its own parts are one.
pub fn circles(folder: &str, allowed: &[(&str, &str)]) -> Vec<String> {
    circles_of(folder, &sources(folder), allowed)
}

pub fn circles_of(folder: &str, sources: &[Source], allowed: &[(&str, &str)]) -> Vec<String> {
    let shipped: Vec<(Path, Vec<Path>)> =
        sources.iter().filter(|s| !s.is_test()).map(|s| (module(&s.path), imports(s))).collect();
    let root = module(&format!("{folder}/mod.rs"));
    let handed_on: BTreeMap<Path, Path> = sources.iter().flat_map(reexports).collect();
    let mut levels: BTreeMap<Path, Arrows> = BTreeMap::new();
    for (own, _) in &shipped {
        for depth in root.len()..own.len() {
            levels.entry(own[..depth].to_vec()).or_default().entry(own[depth].clone()).or_default();
        }
    }
    for (own, imports) in &shipped {
        for import in imports {
            // A name that a module hands on stands where it is declared.
            let named = (1..=import.len()).find_map(|n| handed_on.get(&import[..n]));
            let import = named.unwrap_or(import);
            // They part where their paths do: that is the level at which one names the other.
            let depth = own.iter().zip(import).take_while(|(a, b)| a == b).count();
            let (Some(from), Some(to)) = (own.get(depth), import.get(depth)) else { continue };
            let Some(arrows) = levels.get_mut(&own[..depth]) else { continue };
            if arrows.contains_key(to) {
                arrows.entry(from.clone()).or_default().insert(to.clone());
            }
        }
    }
    let mut found = Vec::new();
    for (level, arrows) in &levels {
        for circle in knots(arrows) {
            let is_allowed =
                allowed.iter().any(|(a, b)| circle.len() == 2 && circle.contains(*a) && circle.contains(*b));
            if !is_allowed {
                let names: Vec<&str> = circle.iter().map(String::as_str).collect();
                found.push(format!("{}: {} import each other", level.join("::"), names.join(", ")));
            }
        }
    }
    found
}

/// Sets of siblings of which each reaches every other.
fn knots(arrows: &Arrows) -> Vec<BTreeSet<String>> {
    let reached = |from: &String| {
        let (mut seen, mut open) = (BTreeSet::new(), vec![from.clone()]);
        while let Some(next) = open.pop() {
            open.extend(arrows[&next].iter().filter(|to| seen.insert((*to).clone())).cloned());
        }
        seen
    };
    let all: BTreeMap<&String, BTreeSet<String>> = arrows.keys().map(|name| (name, reached(name))).collect();
    let mut found: Vec<BTreeSet<String>> = Vec::new();
    for (name, reach) in &all {
        if reach.contains(*name) && !found.iter().any(|knot| knot.contains(*name)) {
            found.push(reach.iter().filter(|other| all[other].contains(*name)).cloned().collect());
        }
    }
    found
}

/// The path of a file's module: `src/engine/desk/job.rs` is engine, desk, job.
fn module(path: &str) -> Path {
    let inner = path.strip_prefix("src/").unwrap_or(path).trim_end_matches(".rs");
    inner.split('/').filter(|part| *part != "mod").map(str::to_owned).collect()
}

/// What a module hands on under its own name, and where that stands. What lies above a module or beside it is not handed on, but named.
fn reexports(source: &Source) -> Vec<(Path, Path)> {
    let (code, own) = (source.shipped(), module(&source.path));
    let mut found = Vec::new();
    for (at, start) in code.match_indices("pub use ") {
        let rest = &code[at + start.len()..];
        if !["crate::", "super::"].iter().any(|root| rest.starts_with(root)) {
            tree(&own, rest.strip_prefix("self::").unwrap_or(rest), &mut found);
        }
    }
    let named = |path: Path| Some(([&own[..], &[path.last()?.clone()]].concat(), path));
    found.into_iter().filter_map(named).collect()
}

/// Every path that the shipped code of a file names from `crate`, `self` or `super`.
fn imports(source: &Source) -> Vec<Path> {
    let code = source.shipped();
    let own = module(&source.path);
    let mut found = Vec::new();
    for root in ["crate::", "self::", "super::"] {
        for (at, _) in code.match_indices(root) {
            // Not the tail of a longer name or path.
            if code[..at].chars().next_back().is_some_and(|c| is_word(c) || c == ':') {
                continue;
            }
            let mut rest = &code[at + root.len()..];
            let mut base = match root {
                "crate::" => vec![],
                "self::" => own.clone(),
                _ => own[..own.len() - 1].to_vec(),
            };
            while let Some(further) = rest.strip_prefix("super::") {
                base.pop();
                rest = further;
            }
            tree(&base, rest, &mut found);
        }
    }
    found
}

/// The paths of a tree of names, as `use` has them. Gives its length.
fn tree(base: &[String], text: &str, found: &mut Vec<Path>) -> usize {
    let (mut path, mut at) = (base.to_vec(), 0);
    loop {
        at += text[at..].len() - text[at..].trim_start().len();
        if text[at..].starts_with('{') {
            at += 1;
            loop {
                at += tree(&path, &text[at..], found);
                let after = text[at..].find([',', '}']).map_or(text.len(), |end| at + end + 1);
                let closed = text[at..after].ends_with('}') || after == text.len();
                at = after;
                if closed {
                    return at;
                }
            }
        }
        let name: String = text[at..].chars().take_while(|c| is_word(*c)).collect();
        at += name.len();
        path.push(name);
        match text[at..].strip_prefix("::") {
            Some(_) => at += 2,
            None => break,
        }
    }
    found.push(path);
    at
}
