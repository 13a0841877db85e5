//! Pin and compare: what was pinned, A, beside what stands now, B, with the differences.

use crate::engine::scenario::Scenario;
use crate::engine::units::Saturating as _;
use crate::figures::bindings::setting;
use crate::figures::fact::Fact;
use crate::figures::figure::Figure;
use crate::figures::numbers::{grouped, signed};
use crate::figures::plain;
use crate::figures::table::{Table, TableRow};
use crate::words::Words;

/// A figure under the pinned and under the present settings, side by side: first the settings that differ, then the numbers.
#[must_use]
pub fn compare(a: (&Scenario, &dyn Figure), b: (&Scenario, &dyn Figure), words: &'static Words) -> Table {
    let w = words.compare();
    let none = || (words.budget().none().to_owned(), String::new());
    let differing = b.0.in_force().chain(a.0.in_force()).filter(|id| a.0.value(*id) != b.0.value(*id));
    let mut seen = Vec::new();
    let mut rows = Vec::new();
    for id in differing {
        if !seen.contains(&id) {
            seen.push(id);
            let cell = |s: &Scenario| (setting(s, id, words), s.written(id));
            let head = words.parameter(id).label.to_owned();
            rows.push(TableRow {
                head,
                cells: vec![cell(a.0), cell(b.0), (String::new(), String::new())],
                here: false,
            });
        }
    }
    let (before, now) = (a.1.facts(words), b.1.facts(words));
    for fact in &now {
        let old = before.iter().find(|f| f.label == fact.label);
        let digits = fact.digits.max(old.map_or(0, |f| f.digits));
        let cell = |f: Option<&Fact>| match f.and_then(|f| f.value.map(|v| (v, f.unit))) {
            Some((v, unit)) => (format!("{}\u{a0}{unit}", grouped(v, digits, words)), plain::rounded(v, digits)),
            None => none(),
        };
        // Amounts in two currencies have no difference.
        let comparable = old.filter(|f| f.unit == fact.unit);
        let difference = comparable.and_then(|f| f.value).zip(fact.value).map(|(a, b)| b.sat_sub(a));
        let moved = difference.map_or_else(none, |d| (signed(d, digits, words), plain::rounded(d, digits)));
        rows.push(TableRow { head: fact.label.clone(), cells: vec![cell(old), cell(Some(fact)), moved], here: false });
    }
    Table { caption: w.table(), columns: Table::heads(&w.columns()), rows }
}
