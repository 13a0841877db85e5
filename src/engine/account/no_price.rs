//! Why there is no price. Source: accounts section 3.

use crate::engine::margin::Trigger;
use crate::engine::units::Price;

/// Why no liquidation price is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoPrice {
    /// Never: the margin covers the whole position. Venues print 0, nothing or `--`.
    Covered,
    /// Already: equity is below maintenance at the mark.
    Already,
    /// Not known: the position's margin table is missing.
    TableMissing,
}

/// A liquidation price or why there is none, and the price at which nothing is left.
///
/// Two prices that are often taken for each other: the trigger is where the venue steps in, and the bankruptcy price is where what it closes
/// at leaves nothing. For one position they lie about the maintenance rate apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// Where the venue steps in.
    pub trigger: Result<Price, NoPrice>,
    /// Where nothing is left; `None` where no price above zero takes it all.
    pub bankruptcy: Option<Price>,
}

impl Reading {
    /// What a search found, in those terms.
    #[must_use]
    pub fn of(trigger: Trigger, bankruptcy: Option<Price>) -> Self {
        Self { trigger: read(trigger), bankruptcy }
    }

    /// Nothing can be said without a margin table; where nothing is left can.
    #[must_use]
    pub fn without_table(bankruptcy: Option<Price>) -> Self {
        Self { trigger: Err(NoPrice::TableMissing), bankruptcy }
    }
}

/// A trigger as a price, or why there is none.
pub fn read(trigger: Trigger) -> Result<Price, NoPrice> {
    match trigger {
        Trigger::At { price, at_once: false } => Ok(price),
        Trigger::At { at_once: true, .. } | Trigger::Always => Err(NoPrice::Already),
        Trigger::Never => Err(NoPrice::Covered),
    }
}
