//! What a vector of costs or settlement gives, by meaning, and the comparison with what it expects.

use crate::inputs::{number, snake};
use crate::known::{BESIDE, unused};
use crate::record::{Problem, Tolerance, Vector};
use cascade_notes::engine::margin::{Position, Side};
use cascade_notes::engine::units::{Money, Price, Quantity, Rate};
use rust_decimal::Decimal;
use serde_json::{Map, Value};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// Words of a key that name a currency. `base` and `quote` name values here.
const CURRENCIES: [&str; 12] =
    ["usdt", "usd", "usdc", "busd", "fdusd", "eur", "btc", "xbt", "eth", "sol", "coin", "coins"];

/// Words of a key that scale its value, and by how many digits.
const SCALES: [(&str, u32); 10] = [
    ("ppm", 6),
    ("1e6", 6),
    ("1e9", 9),
    ("micro", 6),
    ("satoshi", 8),
    ("sat", 8),
    ("sats", 8),
    ("percent", 2),
    ("pct", 2),
    ("bps", 4),
];

/// A number in whole units; `None` where there is none, such as a size for which closing is never enough.
pub type Answer = Result<Option<Decimal>, Problem>;

/// Inputs that are words or yes and no.
const WORDS: [&str; 15] = [
    "side",
    "side_liquidated",
    "liquidated_side",
    "position_side",
    "direction",
    "book_side",
    "book",
    "family",
    "state",
    "before",
    "adl_active",
    "was_active",
    "cut_before",
    "already_cut",
    "table",
];

/// Inputs under their plain names.
pub struct Facts<'a> {
    /// Key, plain name, unit and value.
    values: Vec<(&'a str, String, Decimal, &'a Value)>,
    pub vector: &'a Vector,
    /// The plain names that were asked for, whether they were given or not.
    asked: RefCell<BTreeSet<String>>,
}

/// A key without currency and scale, and the value of one of its units.
fn plain(key: &str) -> (String, Decimal) {
    let key = snake(key);
    let mut unit = Decimal::ONE;
    let mut words = Vec::new();
    for word in key.split('_') {
        match SCALES.iter().find(|(name, _)| *name == word) {
            Some(&(_, digits)) => unit = Decimal::new(1, digits),
            None if CURRENCIES.contains(&word) => {}
            None => words.push(word),
        }
    }
    (words.join("_"), unit)
}

impl<'a> Facts<'a> {
    pub fn of(vector: &'a Vector) -> Self {
        let read = |(key, value): (&'a String, &'a Value)| {
            let (name, unit) = plain(key);
            (key.as_str(), name, unit, value)
        };
        Self { values: vector.raw.iter().map(read).collect(), vector, asked: RefCell::default() }
    }

    /// Notes names as known: asked for on this way to an answer, or on another to the same.
    pub fn knows(&self, names: &[&str]) {
        self.asked.borrow_mut().extend(names.iter().map(|name| (*name).to_owned()));
    }

    fn value(&self, names: &[&str]) -> Option<(Decimal, &'a Value)> {
        self.knows(names);
        names.iter().find_map(|wanted| {
            let given = |(_, name, _, value): &&(&str, String, Decimal, &Value)| name == wanted && !value.is_null();
            self.values.iter().find(given).map(|&(_, _, unit, value)| (unit, value))
        })
    }

    /// Inputs that no answer has used, that are not what they should be, or that contradict each other.
    fn unusable(&self) -> Vec<String> {
        let asked = self.asked.borrow();
        let mut problems = Vec::new();
        for (place, (key, name, unit, value)) in self.values.iter().enumerate() {
            let word = WORDS.contains(&name.as_str()) || BESIDE.contains(&name.as_str());
            if !word && value.as_str().is_some() && number(value).is_none() {
                problems.push(format!("{key}: {value} is no number"));
            } else if !asked.contains(name) && !BESIDE.contains(&name.as_str()) {
                problems.push(unused(key));
            }
            let own = number(value).map(|n| n * unit);
            let twin = self.values.iter().take(place).find(|(_, other, ..)| other == name);
            if let Some((twin, _, unit, value)) = twin.filter(|twin| number(twin.3).map(|n| n * twin.2) != own) {
                problems.push(format!("{key}: means the same as {twin:?} ({value} x {unit}) and differs"));
            }
        }
        problems
    }

    /// The first of these that is given, in whole units.
    pub fn get(&self, names: &[&str]) -> Option<Decimal> {
        self.value(names).and_then(|(unit, value)| Some(number(value)? * unit))
    }

    pub fn need(&self, names: &[&str]) -> Result<Decimal, Problem> {
        self.get(names).ok_or_else(|| Problem(format!("none of {names:?} is given")))
    }

    /// True for a key that is there and holds `null`.
    pub fn is_null(&self, wanted: &str) -> bool {
        self.knows(&[wanted]);
        self.values.iter().any(|(_, name, _, value)| name == wanted && value.is_null())
    }

    pub fn text(&self, names: &[&str]) -> Option<String> {
        self.value(names).and_then(|(_, value)| value.as_str()).map(str::to_lowercase)
    }

    /// True for `true`, 1 and the words that say so.
    pub fn flag(&self, names: &[&str]) -> bool {
        let word = self.text(names);
        let said = matches!(word.as_deref(), Some("true" | "yes" | "on" | "active"));
        said || self.value(names).is_some_and(|(_, v)| v.as_bool() == Some(true))
            || self.get(names) == Some(Decimal::ONE)
    }

    pub fn list(&self, names: &[&str]) -> Option<&'a Vec<Value>> {
        self.value(names).and_then(|(_, value)| value.as_array())
    }

    pub fn numbers(&self, names: &[&str]) -> Option<Vec<Decimal>> {
        let unit = self.value(names)?.0;
        self.list(names)?.iter().map(|value| number(value).map(|n| n * unit)).collect()
    }

    pub fn price(&self, names: &[&str]) -> Result<Price, Problem> {
        Ok(Price::new(self.need(names)?)?)
    }

    pub fn some_price(&self, names: &[&str]) -> Result<Option<Price>, Problem> {
        self.get(names).map(|p| Ok(Price::new(p)?)).transpose()
    }

    pub fn money(&self, names: &[&str]) -> Result<Money, Problem> {
        self.need(names).map(Money::new)
    }

    pub fn rate(&self, names: &[&str]) -> Result<Rate, Problem> {
        self.need(names).map(Rate::new)
    }

    pub fn rate_or_none(&self, names: &[&str]) -> Rate {
        Rate::new(self.get(names).unwrap_or_default())
    }

    pub fn is_venue(&self, name: &str) -> bool {
        self.vector.venue.starts_with(name)
    }

    pub fn side(&self) -> Result<Side, Problem> {
        let word = self.text(&["side", "side_liquidated", "liquidated_side", "position_side", "direction"]);
        match (word.as_deref(), self.size().ok()) {
            (Some("long" | "buy"), _) => Ok(Side::Long),
            (Some("short" | "sell"), _) => Ok(Side::Short),
            (None, Some(size)) if size.is_sign_negative() => Ok(Side::Short),
            (None, _) => Ok(Side::Long),
            (Some(word), _) => Err(Problem(format!("side {word:?} is neither long nor short"))),
        }
    }

    fn size(&self) -> Result<Decimal, Problem> {
        let contracts = self.get(&["contracts"]);
        let worth = self.get(&["contract_value", "contract_size", "multiplier"]).unwrap_or(Decimal::ONE);
        let names = ["size", "signed_size", "size_signed", "quantity", "qty", "amount", "position_size", "base"];
        self.get(&names).or(contracts.map(|c| c * worth)).ok_or_else(|| "no size is given".into())
    }

    /// The position; a price that is not given is the one given for it.
    pub fn position(&self, otherwise: &[&str]) -> Result<Position, Problem> {
        let names = ["entry_price", "entry", "avg_entry_price", "avg_price", "open_price"];
        let entry = match self.get(&names) {
            Some(entry) => Price::new(entry)?,
            None => self.price(otherwise)?,
        };
        let size = match (self.size(), self.get(&["notional", "position_notional", "position_value"])) {
            (Ok(size), _) => size,
            // A bare notional is a position of that worth at the price.
            (Err(_), Some(notional)) => notional / self.price(otherwise).unwrap_or(entry).get(),
            (Err(problem), None) => return Err(problem),
        };
        let (side, size) = (self.side()?, Quantity::new(size.abs())?);
        Ok(Position { side, contract: self.vector.contract, size, entry })
    }
}

/// What the vector expects and the engine does not give. `answer` takes a plain name and gives whole units.
pub fn differences(facts: &Facts<'_>, answer: &dyn Fn(&str, Decimal) -> Answer) -> Vec<String> {
    let vector = facts.vector;
    let tolerance = match Tolerance::read(&vector.tolerance) {
        Ok(tolerance) => tolerance,
        Err(problem) => return vec![problem.to_string()],
    };
    let one = |key: &str, want: Option<Decimal>| -> Result<(), Problem> {
        let (name, unit) = plain(key);
        let got = answer(&name, unit)?.map(|got| got / unit);
        match (got, want) {
            (None, None) => Ok(()),
            (Some(got), Some(want)) if tolerance.accepts(got, want) => Ok(()),
            _ => Err(Problem(format!("got {got:?}, expected {want:?} ({tolerance:?})"))),
        }
    };
    let mut problems = Vec::new();
    for expected in &vector.expected {
        if let Err(problem) = expected.value().and_then(|want| one(&expected.key, want)) {
            problems.push(format!("{}: {problem}", expected.key));
        }
    }
    if vector.expected.is_empty() {
        problems.push("nothing is expected".to_owned());
    }
    problems.extend(facts.unusable());
    problems
}

pub fn unknown(name: &str) -> Problem {
    Problem(format!("this suite does not know the key {name:?}"))
}

/// A price and a size from a level: a pair, in the order its list is named for, or an object.
pub fn level(value: &Value, size_first: bool) -> Result<(Decimal, Decimal), Problem> {
    let of = |object: &Map<String, Value>, names: [&str; 3]| names.iter().find_map(|n| number(object.get(*n)?));
    let pair = match value {
        Value::Array(pair) if pair.len() == 2 => {
            let (a, b) = (number(&pair[0]), number(&pair[1]));
            if size_first { b.zip(a) } else { a.zip(b) }
        }
        Value::Object(object) => of(object, ["price", "px", "p"]).zip(of(object, ["size", "sz", "quantity"])),
        _ => None,
    };
    pair.ok_or_else(|| Problem(format!("{value} is no level of a book")))
}

#[test]
fn keys_lose_currency_and_scale() {
    for (key, name, digits) in [
        ("premium_ppm", "premium", 6),
        ("funding_rate_1e9", "funding_rate", 9),
        ("unrealised_profit_usdt", "unrealised_profit", 0),
        ("base_to_close", "base_to_close", 0),
        ("quote_price", "quote_price", 0),
        ("P1", "p1", 0),
    ] {
        assert_eq!(plain(key), (name.to_owned(), Decimal::new(1, digits)), "{key}");
    }
}
