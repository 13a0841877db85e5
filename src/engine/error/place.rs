//! Where something was wrong.

use super::field::Field;
use std::fmt;

/// The way to what a cause speaks of, from the outside in. Empty where the cause says it all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place(pub Vec<Part>);

/// One part of that way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A setting, by its key in the parameter table. The key and not its id: the table rests on the margin rules, which rest on errors.
    Setting(&'static str),
    /// A quantity of the engine.
    Field(Field),
    /// A symbol of a market, counted from 1, with its name, shortened; empty where it has none.
    Symbol {
        /// Counted from 1.
        number: usize,
        /// As the reader gave it.
        name: String,
    },
    /// An account of a population, counted from 1.
    Account(usize),
    /// A step of a shock, counted from 1.
    Step(usize),
    /// A threshold of a list, counted from 1.
    Threshold(usize),
    /// A level of one side of a book, the best is 1.
    Level(usize),
    /// A bid, the best is 1.
    Bid(usize),
    /// An ask, the best is 1.
    Ask(usize),
    /// A line of a file, counted from 1.
    Line(usize),
    /// A position of an account, counted from 1.
    Row(usize),
    /// Something by the name that its reader or its market gave it, shortened.
    Named(String),
}

impl Place {
    /// True where nothing is named.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// This place inside another.
    #[must_use]
    pub fn inside(mut self, part: impl Into<Part>) -> Self {
        self.0.insert(0, part.into());
        self
    }

    /// The setting whose key stands innermost, where one does.
    #[must_use]
    pub fn setting(&self) -> Option<&'static str> {
        match self.0.last() {
            Some(Part::Setting(key)) => Some(key),
            _ => None,
        }
    }
}

impl From<Field> for Part {
    fn from(field: Field) -> Self {
        Self::Field(field)
    }
}

impl<T: Into<Part>> From<T> for Place {
    fn from(part: T) -> Self {
        Self(vec![part.into()])
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, part) in self.0.iter().enumerate() {
            if number > 0 {
                f.write_str(", ")?;
            }
            match part {
                Part::Setting(name) => f.write_str(name)?,
                Part::Named(name) => f.write_str(name)?,
                Part::Field(field) => write!(f, "{field:?}")?,
                Part::Symbol { number, name } => write!(f, "Symbol {number} ({name})")?,
                numbered => write!(f, "{numbered:?}")?,
            }
        }
        Ok(())
    }
}
