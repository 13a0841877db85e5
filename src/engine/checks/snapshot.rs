//! What is known of a trade beside its settings.

use crate::engine::Error;
use crate::engine::margin::Contract;
use crate::engine::scenario::{ParameterId as P, Scenario};
use crate::engine::units::{Checked as _, Money, Price, Quantity, Rate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use std::str::FromStr as _;

/// A month of a calendar, counted from the year 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(u32);

impl Month {
    /// A month, 1 to 12, of a year; `None` for another number.
    #[must_use]
    pub fn new(year: u16, month: u8) -> Option<Self> {
        let months = u32::from(year).checked_mul(12)?;
        (1..=12).contains(&month).then_some(Self(months.checked_add(u32::from(month))?))
    }

    /// From "2024-10"; of "2024" the first, so that nothing is taken for newer than it may be. `None` for other text.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-').unwrap_or((text, "1"));
        Self::new(u16::from_str(year).ok()?, u8::from_str(month).ok()?)
    }

    /// Whole months from another to this; none where it is the later.
    #[must_use]
    pub fn since(self, other: Self) -> u32 {
        self.0.saturating_sub(other.0)
    }
}

/// As [`Month::read`] reads it.
impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Months are counted from 1, so the last of a year is a multiple of 12.
        let before = self.0.saturating_sub(1);
        write!(f, "{:04}-{:02}", before.div_euclid(12), before.rem_euclid(12).saturating_add(1))
    }
}

/// A way out that is planned: how much, at no worse than which price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exit {
    /// The worst price that is accepted.
    pub price: Price,
    /// Coins to be closed.
    pub size: Quantity,
}

/// What is known beside the settings. What is `None` is not known, and is never taken for nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Snapshot {
    /// Today's month.
    pub today: Option<Month>,
    /// The part of the collateral that does not count; nothing for quote currency.
    pub haircut: Option<Rate>,
    /// The exit that is planned.
    pub exit: Option<Exit>,
    /// Funding that has left the position's margin since it was opened, in its settlement currency; below zero where it was received.
    pub funding_paid: Option<Money>,
    /// Quote currency within one per cent on the side of the close, when the position was opened.
    pub depth_at_entry: Option<Money>,
    /// The same now.
    pub depth_now: Option<Money>,
    /// Seconds since the mark was seen.
    pub mark_age: Option<Decimal>,
    /// Seconds since the index was seen.
    pub index_age: Option<Decimal>,
}

impl Snapshot {
    /// What the settings say of it, in a month. What they have not noted is not known.
    #[must_use]
    pub fn of(scenario: &Scenario, today: Option<Month>) -> Self {
        let noted = |switch, id| scenario.has_noted(switch).then(|| scenario.number(id));
        let depth_now = scenario.depth().ok().and_then(|(near, _)| near);
        let haircut = noted(P::HaircutNoted, P::CollateralHaircut).filter(|_| scenario.contract() == Contract::Inverse);
        Self {
            today,
            haircut: haircut.and_then(|percent| Rate::from_percent(percent).ok()),
            exit: scenario.has_noted(P::ExitPlanned).then(|| exit(scenario).ok()).flatten(),
            funding_paid: paid(scenario).ok(),
            depth_at_entry: noted(P::DepthNoted, P::DepthAtEntry).map(Money::new),
            depth_now: depth_now.map(Money::new),
            mark_age: noted(P::AgesNoted, P::MarkAge),
            index_age: noted(P::AgesNoted, P::IndexAge),
        }
    }
}

/// The exit that is planned: so far from the mark on the losing side, for so much of the position. Errors: overflow.
fn exit(scenario: &Scenario) -> Result<Exit, Error> {
    let part = |id| scenario.number(id).over(Decimal::ONE_HUNDRED);
    let away = part(P::ExitAway)?.times(scenario.side().sign())?;
    let price = Price::new(scenario.mark()?.get().times(Decimal::ONE.minus(away)?)?)?;
    Ok(Exit { price, size: Quantity::new(scenario.number(P::Size).times(part(P::ExitPart)?)?)? })
}

/// What the payments made so far have taken out of the margin. Errors: as the rates'.
fn paid(scenario: &Scenario) -> Result<Money, Error> {
    let [rule, _] = scenario.flat_markets()?;
    let after = rule.after(scenario.number(P::Payment).to_u64().unwrap_or(0), &scenario.rate_path()?)?;
    rule.equity.minus(after.wallets.margin)
}
