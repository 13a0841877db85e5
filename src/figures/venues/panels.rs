//! Rows of one price stand together, and contracts measured in coin apart from the others.

use super::Row;
use crate::engine::margin::{Contract, Trigger};
use crate::engine::units::Saturating as _;
use crate::figures::chart::axis::Axis;
use rust_decimal::Decimal;

/// The rules that give one price, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Their places among the rows.
    pub rows: Vec<usize>,
    /// Their price, as the first of them has it; `None` where there is none to reach.
    pub price: Option<Decimal>,
}

/// The rules of one kind of contract, with the prices shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Panel {
    /// The kind.
    pub contract: Contract,
    /// Who acts first stands first.
    pub groups: Vec<Group>,
    /// The prices shown.
    pub axis: Axis,
}

/// What a row shows: two that show the same stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Price(Decimal),
    AtOnce,
    Always,
    Never,
    Unknown,
}

fn shown(row: &Row, digits: u32) -> Shown {
    match row.ruling.as_ref().map(|ruling| ruling.printed) {
        Ok(Trigger::At { price, at_once: false }) => Shown::Price(price.get().round_dp(digits)),
        Ok(Trigger::At { at_once: true, .. }) => Shown::AtOnce,
        Ok(Trigger::Always) => Shown::Always,
        Ok(Trigger::Never) => Shown::Never,
        Err(_) => Shown::Unknown,
    }
}

/// The panels of rows in their order, linear contracts first; prices alike to so many digits are one.
pub(super) fn of(rows: &[Row], entry: Decimal, digits: u32) -> Vec<Panel> {
    let panel = |contract: Contract| {
        let mut groups: Vec<(Shown, Group)> = Vec::new();
        for (place, row) in rows.iter().enumerate().filter(|(_, row)| row.question.position.contract == contract) {
            let shown = shown(row, digits);
            match groups.iter_mut().find(|(other, _)| *other == shown) {
                Some((_, group)) => group.rows.push(place),
                None => groups.push((shown, Group { rows: vec![place], price: row.price() })),
            }
        }
        let groups: Vec<Group> = groups.into_iter().map(|(_, group)| group).collect();
        (!groups.is_empty()).then(|| Panel { contract, axis: axis(&groups, entry), groups })
    };
    [Contract::Linear, Contract::Inverse].into_iter().filter_map(panel).collect()
}

/// Around the prices, with room at both ends; around the entry where there are none.
fn axis(groups: &[Group], entry: Decimal) -> Axis {
    let prices = || groups.iter().filter_map(|group| group.price);
    let (low, high) = (prices().min().unwrap_or(entry), prices().max().unwrap_or(entry));
    let least = entry.sat_div(Decimal::from(2000));
    let room = high.sat_sub(low).sat_div(Decimal::from(12)).max(least);
    Axis::within(low.sat_sub(room).max(Decimal::ZERO), high.sat_add(room), 4)
}
