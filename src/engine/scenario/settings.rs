//! The scenario: a value for every setting, each valid by construction.

use crate::engine::echo::echo;
use crate::engine::error::{Part, Range};
use crate::engine::scenario::number;
use crate::engine::scenario::parameters::{
    Choice, ChoiceValue as _, Group, Kind, Number, PARAMETERS, Parameter, ParameterId, PresetId, SetBy, TableChoice,
    Value,
};
use crate::engine::scenario::presets::beginning;
use crate::engine::{Cause, Error};
use rust_decimal::Decimal;

/// A value for every setting. Whatever a scenario holds is within its setting's range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scenario {
    values: [Value; PARAMETERS.len()],
}

impl From<ParameterId> for Part {
    fn from(id: ParameterId) -> Self {
        Self::Setting(id.row().key)
    }
}

impl Default for Scenario {
    fn default() -> Self {
        Self { values: PARAMETERS.map(|p| beginning(PresetId::FIRST, p.id)) }
    }
}

impl Scenario {
    /// The value of a setting.
    #[must_use]
    #[inline(never)]
    pub fn value(&self, id: ParameterId) -> Value {
        // Rows stand in the order of their ids; a test proves it.
        self.values.get(id as usize).copied().unwrap_or(Value::Choice(0))
    }

    /// The value of a number setting, in its unit; zero for a choice.
    #[must_use]
    #[inline(never)]
    pub fn number(&self, id: ParameterId) -> Decimal {
        match self.value(id) {
            Value::Number(n) => n,
            Value::Choice(_) => Decimal::ZERO,
        }
    }

    /// The position of the chosen word; zero for a number.
    #[must_use]
    pub fn choice(&self, id: ParameterId) -> usize {
        match self.value(id) {
            Value::Choice(c) => c,
            Value::Number(_) => 0,
        }
    }

    /// The chosen value of the setting that takes such values.
    #[must_use]
    pub fn chosen<T: SetBy>(&self) -> T {
        T::ALL.get(self.choice(T::SETTING)).copied().unwrap_or(T::FIRST)
    }

    /// The same scenario with such a value chosen; another preset brings its own settings along.
    #[must_use]
    pub fn choosing<T: SetBy>(self, value: T) -> Self {
        let place = T::ALL.iter().position(|other| *other == value).unwrap_or(0);
        self.with_choice(T::SETTING, place).unwrap_or(self)
    }

    /// The same scenario with one number changed. Errors: out of range, or finer than the setting keeps.
    pub fn with_number(self, id: ParameterId, value: Decimal) -> Result<Self, Error> {
        let p = id.row();
        let Kind::Number(n) = p.kind else {
            return Err(Error::at(id, unknown_choice(&p.kind, &number::plain(value))));
        };
        let value = check(&n, value).map_err(|c| Error::at(id, c))?;
        Ok(self.put(id, Value::Number(value)))
    }

    /// The same scenario with another word chosen; another preset brings its own settings along. Errors: no such word.
    pub fn with_choice(self, id: ParameterId, index: usize) -> Result<Self, Error> {
        let p = id.row();
        match p.kind {
            Kind::Choice(list) if index < list.len() => {
                let chosen = self.put(id, Value::Choice(index));
                Ok(if id == ParameterId::Preset { chosen.begun() } else { chosen })
            }
            kind => Err(Error::at(id, unknown_choice(&kind, &index.to_string()))),
        }
    }

    /// The same scenario with one setting back at its default.
    #[must_use]
    pub fn with_default(self, id: ParameterId) -> Self {
        let first = self.put(id, self.beginning(id));
        if id == ParameterId::Preset { first.begun() } else { first }
    }

    /// Where a setting begins: as the table says, or as the chosen preset does.
    fn beginning(&self, id: ParameterId) -> Value {
        beginning(if id.row().begins_with_market() { self.chosen() } else { PresetId::FIRST }, id)
    }

    /// The settings of the preset where it has them.
    fn begun(self) -> Self {
        let brought = PARAMETERS.iter().filter(|p| p.begins_with_market()).map(|p| p.id);
        brought.fold(self, |scenario, id| scenario.put(id, self.beginning(id)))
    }

    /// The same scenario with one setting read from its written form, as links and documents hold it.
    pub fn with_written(self, id: ParameterId, text: &str) -> Result<Self, Error> {
        let p = id.row();
        match p.kind {
            Kind::Number(n) => {
                let value = number::strict(text, n.digits).map_err(|c| Error::at(id, c))?;
                self.with_number(id, value)
            }
            Kind::Choice(list) => match list.iter().position(|c| c.key == text) {
                Some(index) => self.with_choice(id, index),
                None => Err(Error::at(id, unknown_choice(&p.kind, text))),
            },
        }
    }

    /// The same scenario with one number read as a person types it.
    pub fn with_typed(self, id: ParameterId, text: &str) -> Result<Self, Error> {
        let p = id.row();
        match p.kind {
            Kind::Number(n) => {
                let value = number::typed(text, n.digits).map_err(|c| Error::at(id, c))?;
                self.with_number(id, value)
            }
            Kind::Choice(_) => self.with_written(id, text.trim()),
        }
    }

    /// The written form of a setting's value.
    #[must_use]
    pub fn written(&self, id: ParameterId) -> String {
        match (self.value(id), id.row().kind) {
            (Value::Choice(c), Kind::Choice(list)) => list.get(c).map(|c| c.key).unwrap_or_default().to_owned(),
            (Value::Number(n), _) => number::plain(n),
            (Value::Choice(_), Kind::Number(_)) => String::new(),
        }
    }

    /// The settings that differ from where they begin.
    pub fn changed(&self) -> impl Iterator<Item = ParameterId> + '_ {
        PARAMETERS.iter().zip(&self.values).filter(|(p, v)| self.beginning(p.id) != **v).map(|(p, _)| p.id)
    }

    /// The settings that a link or a document of this scenario writes: what is changed, and where a venue's table is in force, that it is.
    pub fn to_write(&self) -> impl Iterator<Item = ParameterId> + '_ {
        let written = |p: &&Parameter| {
            self.beginning(p.id) != self.value(p.id) || (p.id == ParameterId::Table && self.says_table())
        };
        PARAMETERS.iter().filter(written).map(|p| p.id)
    }

    /// True where leaving out that the venue's table is in force would leave it to the age of a link.
    pub(super) fn says_table(&self) -> bool {
        self.chosen::<TableChoice>() == TableChoice::Venue && self.has_real_table()
    }

    /// The same scenario with the cascade and the watch as they begin: what the checks of the one trade depend on. Months are drawn by the same seed.
    #[must_use]
    pub fn of_trade(self) -> Self {
        let watching = PARAMETERS.iter().filter(|p| p.group == Group::Watching);
        let trade = self.with_default(ParameterId::Preset).with_same(ParameterId::Seed, &self);
        watching.fold(trade, |scenario, p| scenario.with_default(p.id))
    }

    /// The same with words and checks as they begin: what every price of the one position depends on.
    #[must_use]
    pub fn of_position(self) -> Self {
        let beside = PARAMETERS.iter().filter(|p| p.group == Group::Checks);
        beside.fold(self.of_trade(), |scenario, p| scenario.with_default(p.id))
    }

    /// The same scenario with one setting as another has it.
    #[must_use]
    pub(in crate::engine) fn with_same(self, id: ParameterId, other: &Self) -> Self {
        self.put(id, other.value(id))
    }

    fn put(mut self, id: ParameterId, value: Value) -> Self {
        if let Some(slot) = self.values.get_mut(id as usize) {
            *slot = value;
        }
        self
    }
}

fn check(n: &Number, value: Decimal) -> Result<Decimal, Cause> {
    let value = value.normalize();
    if value.scale() > n.digits {
        return Err(Cause::TooFine { typed: echo(&number::plain(value)), digits: n.digits });
    }
    if value < n.min || value > n.max {
        return Err(Cause::OutOfRange { value: value.into(), range: Range::of(&(n.min..=n.max)) });
    }
    Ok(value)
}

/// The words of a choice.
fn keys(list: &[Choice]) -> Vec<String> {
    list.iter().map(|choice| choice.key.to_owned()).collect()
}

fn unknown_choice(kind: &Kind, typed: &str) -> Cause {
    match kind {
        Kind::Choice(list) => Cause::UnknownChoice { typed: echo(typed), accepted: keys(list) },
        Kind::Number(_) => Cause::NotANumber { typed: echo(typed) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_value_says_what_is_accepted() {
        let e = Scenario::default().with_typed(ParameterId::Leverage, "500").unwrap_err();
        let range = Range::of(&(Decimal::ONE..=Decimal::from(125)));
        assert_eq!(e, Error::at(ParameterId::Leverage, Cause::OutOfRange { value: 500_i64.into(), range }));
        let e = Scenario::default().with_written(ParameterId::Side, "up").unwrap_err();
        let accepted = vec!["long".to_owned(), "short".to_owned()];
        assert_eq!(e, Error::at(ParameterId::Side, Cause::UnknownChoice { typed: "up".to_owned(), accepted }));
    }

    #[test]
    fn trailing_zeros_are_no_change() {
        let s = Scenario::default().with_typed(ParameterId::Days, "30.000").unwrap();
        assert_eq!(s, Scenario::default());
        assert_eq!(s.changed().count(), 0);
    }
}
