//! The file of vectors, and the comparison of what is found with what is expected.

use rust_decimal::Decimal;
use serde_json::{Map, Value};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt::Display;

/// Why a vector cannot be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem(pub String);

impl<E: Display> From<E> for Problem {
    fn from(problem: E) -> Self {
        Self(problem.to_string())
    }
}

/// A value in the shape of what is expected.
pub type Answer = Result<Value, Problem>;

/// The problem of a key that no rule here answers.
pub fn unknown(name: &str) -> Problem {
    Problem(format!("{name:?} is not known here"))
}

/// How near an answer has to be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Tolerance {
    Exact,
    Absolute(f64),
    Relative(f64),
}

impl Tolerance {
    /// From words such as "abs 1e-10", "published 0.5 %", "exact".
    fn of(text: &str) -> Option<Self> {
        let words: Vec<&str> = text.split([' ', '(', ')']).filter(|word| !word.is_empty()).collect();
        let number = |word: &&str| word.trim_start_matches("+-").parse::<f64>().ok();
        let after = |name: &str| number(words.get(words.iter().position(|word| *word == name)? + 1)?);
        if words.first() == Some(&"exact") {
            return Some(Self::Exact);
        }
        if let Some(limit) = words.iter().find(|word| word.starts_with("+-")).and_then(number) {
            return Some(Self::Absolute(limit));
        }
        if let Some(limit) = after("abs") {
            return Some(Self::Absolute(limit));
        }
        if let Some(limit) = after("rel") {
            return Some(Self::Relative(limit));
        }
        let at = words.iter().position(|word| number(word).is_some())?;
        let limit = number(&words[at])?;
        Some(if words.get(at + 1) == Some(&"%") { Self::Relative(limit / 100.0) } else { Self::Absolute(limit) })
    }

    /// A number with a broken part is as near as its own print can tell, whatever else is asked of it.
    fn allows(self, found: f64, expected: f64) -> bool {
        let apart = (found - expected).abs();
        let printed = expected.to_string();
        let digits = printed.split_once('.').map_or(0, |(_, after)| after.len());
        let print = if (4..=12).contains(&digits) { 0.500_001 * 0.1_f64.powi(digits as i32) } else { 0.0 };
        apart <= print
            || match self {
                Self::Exact => found == expected,
                Self::Absolute(limit) => apart <= limit,
                Self::Relative(limit) => apart <= limit * expected.abs(),
            }
    }
}

/// The tolerances of a vector: the first for all but what a later one names.
#[derive(Debug, Clone, PartialEq)]
pub struct Tolerances(Vec<(String, Tolerance)>);

impl Tolerances {
    /// From words such as "rel 1e-4; published 0.5 %", "p 1e-3, others 1e-6", "exact (95 %: +-1)".
    fn of(text: &str) -> Result<Self, Problem> {
        let clauses = text.split([';', ',', '(']).map(str::trim).filter(|clause| !clause.is_empty());
        let read = clauses.filter_map(|clause| Some((clause.to_owned(), Tolerance::of(clause)?)));
        let list: Vec<_> = read.collect();
        match (text.is_empty(), list.is_empty()) {
            (true, _) => Ok(Self(vec![(String::new(), Tolerance::Exact)])),
            (false, true) => Err(format!("tolerance {text:?}").into()),
            (false, false) => Ok(Self(list)),
        }
    }

    /// That of an answer, by the last name on its way.
    fn of_path(&self, path: &str) -> Tolerance {
        let names = path.split(['.', '[', ']']).filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()));
        let name = names.clone().next_back().unwrap_or_default();
        let published = names.clone().any(|name| name.starts_with("published"));
        let probability = name == "p" || name.starts_with("p_") || name.ends_with("_p");
        let says = |clause: &str| {
            let words = || clause.split(' ');
            (published && (words().any(|word| word == "published") || clause.contains("+-")))
                || (probability && clause.starts_with("p "))
                || (!probability && clause.starts_with("others"))
                || (name.len() > 2 && clause.starts_with("against") && words().any(|word| word == name))
        };
        let named = self.0.iter().skip(1).find(|(clause, _)| says(clause)).or(self.0.first());
        named.map_or(Tolerance::Exact, |(_, tolerance)| *tolerance)
    }

    /// Where two values differ, each with its path.
    pub fn differences(&self, path: &str, found: &Value, expected: &Value) -> Vec<String> {
        match (found, expected) {
            (Value::Array(f), Value::Array(e)) if f.len() == e.len() => {
                let pairs = f.iter().zip(e).enumerate();
                pairs.flat_map(|(i, (f, e))| self.differences(&format!("{path}[{i}]"), f, e)).collect()
            }
            (Value::Object(f), Value::Object(e)) => {
                let keys: BTreeSet<&String> = f.keys().chain(e.keys()).collect();
                let of = |map: &Map<String, Value>, key: &String| map.get(key).cloned().unwrap_or_default();
                keys.into_iter()
                    .flat_map(|key| self.differences(&format!("{path}.{key}"), &of(f, key), &of(e, key)))
                    .collect()
            }
            (f, e) => match (f.as_f64(), e.as_f64(), self.of_path(path)) {
                (Some(a), Some(b), tolerance) if tolerance.allows(a, b) => Vec::new(),
                _ if f == e => Vec::new(),
                (.., tolerance) => vec![format!("{path}: {f} where {e} is expected ({tolerance:?})")],
            },
        }
    }
}

/// One vector.
#[derive(Debug, Clone)]
pub struct Vector {
    pub id: String,
    inputs: Map<String, Value>,
    pub expected: Map<String, Value>,
    pub tolerance: Tolerances,
    /// The inputs that were asked for.
    read: RefCell<BTreeSet<String>>,
}

impl Vector {
    fn of(value: &Value) -> Result<Self, Problem> {
        let map = |key: &str| value[key].as_object().cloned().ok_or_else(|| Problem(format!("no {key}")));
        Ok(Self {
            id: value["id"].as_str().ok_or("a vector without an id")?.to_owned(),
            inputs: map("inputs")?,
            expected: map("expected")?,
            tolerance: Tolerances::of(value["tolerance"].as_str().unwrap_or_default())?,
            read: RefCell::default(),
        })
    }

    /// The id before its number.
    pub fn family(&self) -> &str {
        self.id.split('-').next().unwrap_or_default()
    }

    /// An input, where there is one.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.read.borrow_mut().insert(key.to_owned());
        self.inputs.get(key)
    }

    /// An input that there has to be.
    pub fn need(&self, key: &str) -> Result<&Value, Problem> {
        self.get(key).ok_or_else(|| Problem(format!("no {key} is given")))
    }

    /// A number.
    pub fn float(&self, key: &str) -> Result<f64, Problem> {
        float(self.need(key)?)
    }

    /// A number to its last digit.
    pub fn decimal(&self, key: &str) -> Result<Decimal, Problem> {
        decimal(self.need(key)?)
    }

    /// Numbers, or one alone.
    pub fn floats(&self, key: &str) -> Result<Vec<f64>, Problem> {
        each(self.need(key)?, float)
    }

    /// Numbers to their last digit, or one alone.
    pub fn decimals(&self, key: &str) -> Result<Vec<Decimal>, Problem> {
        each(self.need(key)?, decimal)
    }

    /// Rows of a list.
    pub fn rows(&self, key: &str) -> Result<&Vec<Value>, Problem> {
        self.need(key)?.as_array().ok_or_else(|| Problem(format!("{key} is no list")))
    }

    /// What is said in words; empty where nothing is.
    pub fn text(&self, key: &str) -> &str {
        self.get(key).and_then(Value::as_str).unwrap_or_default()
    }

    /// The numbers, lists and tables that were not asked for; what is said in words may stay unread.
    pub fn unread(&self) -> impl Iterator<Item = String> {
        let read = self.read.borrow().clone();
        let counts = |value: &Value| value.as_str().is_none_or(|text| number_of(text).is_some());
        let unread = self.inputs.iter().filter(move |(key, value)| !read.contains(*key) && counts(value));
        unread.map(|(key, _)| key.clone()).collect::<Vec<_>>().into_iter()
    }
}

/// One by one, in a list or alone.
pub fn each<T>(value: &Value, read: fn(&Value) -> Result<T, Problem>) -> Result<Vec<T>, Problem> {
    match value {
        Value::Array(list) => list.iter().map(read).collect(),
        alone => Ok(vec![read(alone)?]),
    }
}

/// A number as JSON has it, or as text: "0.2", "1/5".
pub fn float(value: &Value) -> Result<f64, Problem> {
    let number = value.as_f64().or_else(|| number_of(value.as_str()?));
    number.ok_or_else(|| Problem(format!("{value} is no number")))
}

fn number_of(text: &str) -> Option<f64> {
    match text.split_once('/') {
        Some((over, under)) => Some(over.trim().parse::<f64>().ok()? / under.trim().parse::<f64>().ok()?),
        None => text.trim().parse().ok(),
    }
}

/// The same to its last digit.
pub fn decimal(value: &Value) -> Result<Decimal, Problem> {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let read = |text: &str| Decimal::from_str_exact(text).or_else(|_| Decimal::from_scientific(text));
    match text.split_once('/') {
        Some((over, under)) => Ok(read(over.trim())? / read(under.trim())?),
        None => read(text.trim()).map_err(|_| Problem(format!("{value} is no number"))),
    }
}

/// The numbers in a text, in their order: "k .5 h 4" has two.
pub fn numbers_in(text: &str) -> Vec<f64> {
    let part = |c: char| !(c.is_ascii_digit() || c == '.');
    text.split(part).filter_map(|word| word.trim_end_matches('.').parse().ok()).collect()
}

/// Answers for each value of an input: one for one, a list for a list.
pub fn for_each(value: &Value, answer: impl Fn(f64) -> Answer) -> Answer {
    match value {
        Value::Array(list) => list.iter().map(|value| answer(float(value)?)).collect(),
        alone => answer(float(alone)?),
    }
}

/// Answers over inputs that may be lists: for one list a list, for two a table by the print of the first. An input that is not given is `None`.
pub fn sweep(vector: &Vector, keys: &[&str], answer: &dyn Fn(&[Option<f64>]) -> Answer) -> Answer {
    fn from(vector: &Vector, keys: &[&str], got: &[Option<f64>], answer: &dyn Fn(&[Option<f64>]) -> Answer) -> Answer {
        let Some((key, rest)) = keys.split_first() else { return answer(got) };
        let with = |value: Option<f64>| from(vector, rest, &[got, &[value]].concat(), answer);
        match vector.get(key) {
            None => with(None),
            Some(list @ Value::Array(_)) if rest.iter().any(|key| vector.get(key).is_some_and(Value::is_array)) => {
                by_value(list, |value| with(Some(value)))
            }
            Some(value) => for_each(value, |value| with(Some(value))),
        }
    }
    from(vector, keys, &[], answer)
}

/// Answers by the print of each value of a list.
pub fn by_value(values: &Value, answer: impl Fn(f64) -> Answer) -> Answer {
    let list = values.as_array().ok_or("no list")?;
    let named = |value: &Value| {
        let name = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        Ok((name, answer(float(value)?)?))
    };
    Ok(Value::Object(list.iter().map(named).collect::<Result<_, Problem>>()?))
}

/// The vectors of a file.
pub fn read(path: &str) -> Result<Vec<Vector>, Problem> {
    read_text(&std::fs::read_to_string(path)?)
}

/// The vectors of a text.
pub fn read_text(text: &str) -> Result<Vec<Vector>, Problem> {
    let list: Vec<Value> = serde_json::from_str(text)?;
    list.iter().map(Vector::of).collect()
}

/// How many numbers a value holds.
pub fn count_numbers(value: &Value) -> usize {
    match value {
        Value::Array(list) => list.iter().map(count_numbers).sum(),
        Value::Object(map) => map.values().map(count_numbers).sum(),
        alone => usize::from(alone.is_number()),
    }
}

/// Changes the number that comes after `left` others, by more than any tolerance.
pub fn change_number(value: &mut Value, left: &mut usize) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(|value| change_number(value, left)),
        Value::Object(map) => map.values_mut().for_each(|value| change_number(value, left)),
        Value::Number(number) => {
            if *left == 0 {
                *value = Value::from(number.as_f64().unwrap() * 1.5 + 6.0);
            }
            *left = left.wrapping_sub(1);
        }
        _ => {}
    }
}
