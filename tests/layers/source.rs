//! Source files as text: which words they name, and what of them is shipped.

use std::path::Path;

/// One file.
pub struct Source {
    pub path: String,
    pub text: String,
}

/// All Rust files under a folder, none where the folder does not exist yet.
pub fn files(folder: &str) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)) else { return Vec::new() };
    let mut found = Vec::new();
    for entry in entries.filter_map(Result::ok) {
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            found.extend(files(&path));
        } else if path.ends_with(".rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

pub fn sources(folder: &str) -> Vec<Source> {
    let read = |path: String| {
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path)).unwrap();
        Source { path, text }
    };
    files(folder).into_iter().map(read).collect()
}

/// Numbers of the lines on which some text stands.
pub fn names_at(text: &str, part: &str) -> impl Iterator<Item = usize> {
    let numbers: Vec<usize> = text.lines().zip(1..).filter(|(line, _)| line.contains(part)).map(|(_, n)| n).collect();
    numbers.into_iter()
}

pub fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

impl Source {
    /// A file of tests alone: its parent declares it under `#[cfg(test)]`.
    pub fn is_test(&self) -> bool {
        self.path == "src/testing.rs" || self.path.ends_with("/tests.rs") || self.path.contains("/tests/")
    }

    /// Lines that name a whole word, comments included.
    pub fn lines_with<'a>(&'a self, word: &'a str) -> impl Iterator<Item = usize> + 'a {
        let whole = move |line: &str| {
            line.match_indices(word).any(|(at, _)| {
                let before = line[..at].chars().next_back();
                let after = line[at + word.len()..].chars().next();
                !before.is_some_and(is_word) && !after.is_some_and(is_word)
            })
        };
        self.text.lines().zip(1..).filter(move |(line, _)| whole(line)).map(|(_, number)| number)
    }

    /// Every module of this crate that is named by its path, with its line: after `crate::` or the crate's own name,
    /// each of a group in braces, and after a chain of `super::`, which could climb to any of them.
    pub fn crate_modules(&self) -> Vec<(usize, String)> {
        let mut found = Vec::new();
        for root in ["crate::", "cascade_notes::", "super::super::"] {
            for (at, _) in self.text.match_indices(root) {
                let rest = at + root.len();
                for (offset, name) in first_names(&self.text[rest..]) {
                    found.push((line_of(&self.text, rest + offset), name));
                }
            }
        }
        found.sort_by_key(|(line, _)| *line);
        found
    }

    /// The code that is shipped, line for line: without comments, strings and items under `#[cfg(test)]`.
    pub fn shipped(&self) -> String {
        let mut code = without_comments_and_strings(&self.text);
        const TEST: &str = "#[cfg(test)]";
        while let Some(start) = code.find(TEST) {
            let end = start + TEST.len() + end_of_item(&code[start + TEST.len()..]);
            let blank: String = code[start..end].chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
            code.replace_range(start..end, &blank);
        }
        code
    }
}

/// The first name of a path, or of each path of a group in braces, with where it stands.
fn first_names(rest: &str) -> Vec<(usize, String)> {
    let name_at = |at: usize| rest[at..].chars().take_while(|c| is_word(*c)).collect::<String>();
    if !rest.starts_with('{') {
        return vec![(0, name_at(0))];
    }
    let (mut names, mut depth, mut expected) = (Vec::new(), 0_usize, false);
    for (at, c) in rest.char_indices() {
        match c {
            '{' => {
                depth += 1;
                expected = depth == 1;
            }
            '}' if depth == 1 => break,
            '}' => depth -= 1,
            ',' => expected = depth == 1,
            c if expected && is_word(c) => {
                names.push((at, name_at(at)));
                expected = false;
            }
            _ => {}
        }
    }
    names
}

/// Where an item ends: at its closing brace, or at a semicolon before any brace.
fn end_of_item(code: &str) -> usize {
    let mut depth = 0_usize;
    for (at, c) in code.char_indices() {
        match c {
            ';' if depth == 0 => return at + 1,
            '{' => depth += 1,
            '}' if depth <= 1 => return at + 1,
            '}' => depth -= 1,
            _ => {}
        }
    }
    code.len()
}

/// The same text with comments, strings and characters blanked; lines stay where they are.
fn without_comments_and_strings(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    let mut after_word = false;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => block_comment(rest),
            '"' => string(rest, 1),
            'r' | 'b' if !after_word => raw_string(rest),
            '\'' => character(rest),
            _ => 0,
        };
        if length == 0 {
            code.push(first);
            after_word = is_word(first);
            rest = &rest[first.len_utf8()..];
        } else {
            code.extend(rest[..length].chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
            after_word = false;
            rest = &rest[length..];
        }
    }
    code
}

/// Length of a block comment, which may hold others.
fn block_comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < rest.len() {
        match &rest[at..] {
            open if open.starts_with("/*") => (depth, at) = (depth + 1, at + 2),
            close if close.starts_with("*/") && depth == 1 => return at + 2,
            close if close.starts_with("*/") => (depth, at) = (depth - 1, at + 2),
            other => at += other.chars().next().map_or(1, char::len_utf8),
        }
    }
    rest.len()
}

/// Length of a string whose opening quote ends at `start`.
fn string(rest: &str, start: usize) -> usize {
    let mut escaped = false;
    for (at, c) in rest[start..].char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return start + at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// Length of a raw or byte string at the start; zero where there is none.
fn raw_string(rest: &str) -> usize {
    let prefix = rest.len() - rest.trim_start_matches('b').trim_start_matches('r').len();
    let raw = rest[..prefix].contains('r');
    let hashes = rest[prefix..].chars().take_while(|c| *c == '#').count();
    let start = prefix + hashes + 1;
    if prefix > 2 || !rest[prefix + hashes..].starts_with('"') || (hashes > 0 && !raw) {
        return 0;
    }
    if !raw {
        return string(rest, start);
    }
    let close = format!("\"{}", "#".repeat(hashes));
    rest[start..].find(&close).map_or(rest.len(), |at| start + at + close.len())
}

/// Length of a character literal; zero for a lifetime.
fn character(rest: &str) -> usize {
    let mut chars = rest.char_indices().skip(1);
    match (chars.next(), chars.next()) {
        (Some((_, '\\')), Some(_)) => chars.find(|(_, c)| *c == '\'').map_or(0, |(at, _)| at + 1),
        (Some((_, c)), Some((at, '\''))) if c != '\'' => at + 1,
        _ => 0,
    }
}
