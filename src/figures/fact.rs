//! A number that a figure comes to, by name: what two states of a figure are compared by.

use rust_decimal::Decimal;

/// One number that a figure comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Its name.
    pub label: String,
    /// The number; `None` where it does not exist.
    pub value: Option<Decimal>,
    /// Digits after the point it is shown with.
    pub digits: u32,
    /// Its unit.
    pub unit: &'static str,
}

impl Fact {
    /// A number with its name, the digits it is shown with, and its unit; `None` where it does not exist.
    #[must_use]
    pub fn new(label: impl Into<String>, value: Option<Decimal>, digits: u32, unit: &'static str) -> Self {
        Self { label: label.into(), value, digits, unit }
    }
}
