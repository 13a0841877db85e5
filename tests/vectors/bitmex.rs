//! BitMEX's inverse contracts, which it counts in whole satoshi.

use crate::case::Case;
use crate::record::Problem;
use cascade_notes::engine::margin::satoshi;
use cascade_notes::engine::margin::{Contract, VenueId};
use cascade_notes::engine::units::{Money, Price};

/// The amounts of such a position, printed or worked out.
pub struct Satoshis {
    cost: Money,
    initial: Money,
    margin: Money,
    maintenance: Money,
}

impl Satoshis {
    /// `None` for every other kind of position.
    pub fn of(case: &Case) -> Result<Option<Self>, Problem> {
        if case.rule.model.id != VenueId::Bitmex || case.position.contract != Contract::Inverse {
            return Ok(None);
        }
        let given = |name: &str| case.inputs.get(name).map(Money::new);
        let cost = match given("open_value") {
            Some(cost) => cost,
            None => satoshi::cost(&case.position, case.position.entry)?,
        };
        let reserve = case.reserve()?;
        let printed = given("position_margin").or(given("margin"));
        let wallet = given("wallet").filter(|_| case.vector.cross);
        let initial = match (given("initial_margin"), wallet, case.leverage()) {
            (Some(initial), _, _) => initial,
            (None, Some(wallet), _) => wallet,
            (None, None, Ok(leverage)) => satoshi::whole(cost.over(leverage)?)?,
            (None, None, Err(problem)) => return Err(problem),
        };
        let margin = match (wallet, printed) {
            (Some(wallet), _) => wallet,
            (None, Some(margin)) => margin,
            (None, None) => initial.plus(reserve)?,
        };
        let maintenance = match given("maintenance_margin") {
            Some(held) => held,
            None => {
                let rated = case.tiers()?.maintenance(cost)?.plus(cost.times(case.funding)?)?;
                satoshi::whole(rated)?.plus(reserve)?
            }
        };
        Ok(Some(Self { cost, initial, margin, maintenance }))
    }

    /// The amount of a name, where it is one of these.
    pub fn amount(&self, name: &str) -> Option<Money> {
        match name {
            "open_value" => Some(self.cost),
            "initial_margin" => Some(self.initial),
            "margin" | "position_margin" => Some(self.margin),
            "maintenance_margin" => Some(self.maintenance),
            _ => None,
        }
    }

    pub fn liquidation(&self, case: &Case) -> Result<Option<Price>, Problem> {
        let room = self.margin.minus(self.maintenance)?;
        Ok(satoshi::price_after_loss(&case.position, self.cost, room)?)
    }

    pub fn bankruptcy(&self, case: &Case) -> Result<Option<Price>, Problem> {
        Ok(satoshi::price_after_loss(&case.position, self.cost, self.initial)?)
    }
}
