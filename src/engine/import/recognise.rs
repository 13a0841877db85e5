//! Finds the rows of known shapes in JSON, wherever they stand: bare, in a list, under `result.list`, `data[0]` or any other name.

use super::cells::{Leaf, Row};
use super::json::Json;
use super::role::Role;
use super::shape::Shape;
use super::shapes;

/// Who is told what was found.
pub(super) trait Sink {
    /// The key of the shape that the reader wants where several fit.
    fn wanted(&self) -> Option<&str>;
    /// A row of a shape; `others` fit too.
    fn row(&mut self, shape: &'static Shape, others: &[&'static str], row: &Row);
    /// An object that holds an order book, and what it stands in, outermost first.
    fn book(&mut self, path: &str, book: &Json, around: &[&Json]);
    /// A scalar that belongs to no row.
    fn stray(&mut self, path: &str, text: &str);
}

/// Deepest nesting that is looked into.
const DEEPEST: usize = 16;

/// Looks through a value.
pub(super) fn walk(value: &Json, sink: &mut impl Sink) {
    visit(value, "", "", &mut Vec::new(), sink);
}

fn visit<'a>(value: &'a Json, path: &str, key: &str, around: &mut Vec<&'a Json>, sink: &mut impl Sink) {
    if around.len() > DEEPEST {
        return;
    }
    match value {
        Json::Object(pairs) => {
            if super::book::sides(value).is_some() {
                sink.book(path, value, around);
                return;
            }
            if let Some((shape, others)) = best(|must| lookup(value, must).is_some(), sink.wanted()) {
                let row = Row { path: path.to_owned(), leaves: leaves(shape, value, path, key, around) };
                sink.row(shape, &others, &row);
                around.push(value);
                for (name, child) in pairs.iter().filter(|(name, _)| shape.within.contains(&name.as_str())) {
                    visit(child, &join(path, name), name, around, sink);
                }
                around.pop();
                return;
            }
            around.push(value);
            for (name, child) in pairs {
                visit(child, &join(path, name), name, around, sink);
            }
            around.pop();
        }
        Json::List(values) => {
            for (number, child) in values.iter().enumerate() {
                visit(child, &format!("{path}[{number}]"), key, around, sink);
            }
        }
        scalar => sink.stray(path, scalar.scalar().unwrap_or("")),
    }
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

/// The shape that most keys tell, and the others that fit; the one that is wanted where it fits.
pub(super) fn best(has: impl Fn(&str) -> bool, wanted: Option<&str>) -> Option<(&'static Shape, Vec<&'static str>)> {
    let fitting: Vec<&'static Shape> = shapes::all().filter(|shape| shape.must.iter().all(|key| has(key))).collect();
    let told = |shape: &&&Shape| shape.must.len();
    let chosen =
        fitting.iter().find(|shape| wanted == Some(shape.key)).or_else(|| fitting.iter().rev().max_by_key(told))?;
    let others = fitting.iter().filter(|shape| shape != &chosen).map(|shape| shape.key).collect();
    Some((chosen, others))
}

/// The value at a path within an object; not where it is an empty object or list.
pub(super) fn lookup<'a>(value: &'a Json, path: &str) -> Option<&'a Json> {
    match value.get(path) {
        Some(found) => Some(found),
        None => {
            let (first, rest) = path.split_once('.')?;
            lookup(value.get(first)?, rest)
        }
    }
}

/// Every field of a row, and those that its shape reads of what it stands in.
fn leaves(shape: &Shape, value: &Json, path: &str, key: &str, around: &[&Json]) -> Vec<Leaf> {
    let mut leaves = Vec::new();
    let Json::Object(pairs) = value else { return leaves };
    for (name, child) in pairs.iter().filter(|(name, _)| !shape.within.contains(&name.as_str())) {
        flatten(shape, child, name, path, &mut leaves);
    }
    for (name, role) in shape.fields {
        let Some(outer) = name.strip_prefix('^') else { continue };
        if outer.is_empty() {
            if leaves.iter().all(|leaf| leaf.role != Some(*role)) {
                leaves.push(Leaf { path: path.to_owned(), role: Some(*role), text: key.to_owned() });
            }
            continue;
        }
        let found = around.iter().rev().find_map(|place| place.get(outer).and_then(Json::scalar));
        if let Some(text) = found {
            leaves.push(Leaf { path: (*name).to_owned(), role: Some(*role), text: text.to_owned() });
        }
    }
    leaves
}

fn flatten(shape: &Shape, value: &Json, within: &str, path: &str, leaves: &mut Vec<Leaf>) {
    let raw = within == "info";
    match value {
        Json::Object(pairs) => {
            for (name, child) in pairs {
                flatten(shape, child, &join(within, name), path, leaves);
            }
        }
        Json::List(values) => {
            let text = if values.is_empty() { String::new() } else { "[…]".to_owned() };
            let role = if raw { None } else { shape.role(within) };
            leaves.push(Leaf { path: join(path, within), role, text });
        }
        scalar => {
            let role: Option<Role> = shape.role(within);
            // Of the venue's own form, kept under `info`, only what the shape reads is told.
            if role.is_some() || !within.starts_with("info.") {
                let text = scalar.scalar().unwrap_or("").to_owned();
                leaves.push(Leaf { path: join(path, within), role, text });
            }
        }
    }
}
