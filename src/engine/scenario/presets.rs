//! The markets of the cascade: who stands where, and what its settings begin with.
//!
//! Six are made up, small enough to be followed account by account or as even as a sieve; three are days on which it happened, with what was
//! published as ranges and everything else assumed, or fitted so that the move comes out as it was (`events`).

use crate::engine::scenario::parameters::{Kind, ParameterId as P, PresetId, Value};

mod events;
mod made_up;

/// One symbol of a preset.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SymbolRow {
    /// Its name.
    pub name: &'static str,
    /// Starting price, in quote currency.
    pub price: f64,
    /// Contracts in one lot.
    pub lot: f64,
    /// Money within one per cent of the price on one side, in quote currency.
    pub depth: f64,
    /// How far it falls in log price when the first symbol falls by one and both move together.
    pub beta: f64,
    /// Money held long, in quote currency; what drawn accounts hold between them.
    pub open_interest: f64,
}

/// One account that is given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GivenRow {
    /// Leverage: notional of all positions over what stands behind them.
    pub leverage: f64,
    /// Symbol and signed notional of each position, in quote currency.
    pub legs: &'static [(u8, f64)],
    /// The symbol whose coin stands behind the positions; `None` for cash.
    pub coin: Option<u8>,
}

/// Who holds what.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Layout {
    /// These accounts, and no others.
    Given(&'static [GivenRow]),
    /// Isolated longs of the first symbol with thresholds spread evenly in log distance, all of one size.
    Even {
        /// Log distance of the nearest threshold.
        from: f64,
        /// Of the farthest.
        to: f64,
        /// Log distances between which a cluster lies, and its part of the accounts.
        cluster: Option<(f64, f64, f64)>,
    },
    /// Drawn from assumptions.
    Drawn {
        /// Part of the positions that are long.
        long_share: f64,
        /// Part of the open interest that accounts hold short as well.
        short_cover: f64,
        /// Part of the positions of a cross account, after its first, that go against it.
        hedge_share: f64,
        /// Standard deviation of the logarithm of position sizes.
        size_spread: f64,
    },
}

/// A market with what its settings begin with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Preset {
    /// Its symbols; the shock is the first one's.
    pub symbols: &'static [SymbolRow],
    /// Who holds what.
    pub layout: Layout,
    /// How much money one unit of the engine stands for: amounts of one symbol stay below 2^53 micro-units.
    pub scale: f64,
    /// In how many equal steps of the log price the shock comes, and the seconds between them.
    pub steps: (u32, f64),
    /// The settings that it brings along. Every other of those that begin with the market begins as the table says.
    pub settings: &'static [(P, Value)],
    /// What was published of it, for a day on which it happened.
    pub published: Option<Published>,
}

/// What was published of a day, as ranges, in quote currency and per cent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Published {
    /// Price of the first symbol before.
    pub before: (f64, f64),
    /// Its lowest.
    pub low: (f64, f64),
    /// What was liquidated.
    pub liquidated: (f64, f64),
    /// Accounts liquidated, where somebody counted.
    pub accounts: Option<(f64, f64)>,
}

impl PresetId {
    /// What it is.
    #[must_use]
    pub fn preset(self) -> &'static Preset {
        match self {
            Self::Domino => &made_up::DOMINO,
            Self::Chain => &made_up::CHAIN,
            Self::Deep => &made_up::DEEP,
            Self::Hedge => &made_up::HEDGE,
            Self::Hair => &made_up::HAIR,
            Self::Latency => &made_up::LATENCY,
            Self::March2020 => &events::MARCH_2020,
            Self::May2021 => &events::MAY_2021,
            Self::October2025 => &events::OCTOBER_2025,
        }
    }
}

/// Where a setting begins: as the preset says, or else as the table does.
#[must_use]
pub fn beginning(preset: PresetId, id: P) -> Value {
    let brought = preset.preset().settings.iter().find(|(own, _)| *own == id);
    brought.map_or_else(|| table(id), |(_, value)| *value)
}

/// Where a setting begins if no preset says otherwise.
fn table(id: P) -> Value {
    match id.row().kind {
        Kind::Number(number) => Value::Number(number.default),
        Kind::Choice(_) => Value::Choice(0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::scenario::Scenario;
    use crate::engine::scenario::parameters::ChoiceValue as _;

    #[test]
    fn what_a_preset_begins_with_is_accepted_and_belongs_to_it() {
        for id in PresetId::ALL {
            let chosen = Scenario::default().choosing(*id);
            for (setting, value) in id.preset().settings {
                assert!(setting.row().begins_with_market(), "{id:?}: {setting:?}");
                match value {
                    Value::Number(n) => assert_eq!(chosen.with_number(*setting, *n), Ok(chosen), "{id:?}"),
                    Value::Choice(c) => assert_eq!(chosen.with_choice(*setting, *c), Ok(chosen), "{id:?}"),
                }
            }
            let changed: Vec<P> = if *id == PresetId::FIRST { vec![] } else { vec![P::Preset] };
            assert_eq!(chosen.changed().collect::<Vec<_>>(), changed);
        }
    }
}
