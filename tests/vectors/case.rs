//! A vector as the engine's own types: position, table, fees, and the prices at which something is known.

use crate::inputs::Inputs;
use crate::record::{Problem, Vector};
use crate::rule::Rule;
use cascade_notes::engine::margin::tables::binance;
use cascade_notes::engine::margin::tiers::next_deduction;
use cascade_notes::engine::margin::venue::RuleInputs;
use cascade_notes::engine::margin::{
    Bracket, Contract, Family, Position, Requirement, Side, SizeRates, Tiers, VenueId,
};
use cascade_notes::engine::units::{Checked, Money, Price, Quantity, Rate};
use rust_decimal::Decimal;

/// The one table that vectors name.
const TABLE: &str = "binance-tiers-2024-10.json";

/// What a vector gives, mapped to engine inputs.
pub struct Case<'a> {
    pub vector: &'a Vector,
    pub inputs: &'a Inputs,
    pub rule: Rule,
    pub position: Position,
    /// Where maintenance and unrealised profit are taken; entry where nothing else is said.
    pub mark: Price,
    pub tiers: Option<Tiers>,
    pub fee: Rate,
    pub funding: Rate,
    pub tick: Decimal,
}

impl<'a> Case<'a> {
    pub fn of(vector: &'a Vector, rule: Rule) -> Result<Self, Problem> {
        let inputs = &vector.inputs;
        let tiers = tiers(inputs, rule.model.id)?;
        let fee = Rate::new(inputs.get("fee").unwrap_or_default());
        let (position, mark) = position(inputs, vector.contract, tiers.as_ref())?;
        Ok(Self {
            vector,
            inputs,
            rule,
            position,
            mark,
            tiers,
            fee,
            funding: Rate::new(inputs.get("funding_buffer").unwrap_or_default()),
            tick: inputs.get("tick").unwrap_or(match rule.model.id {
                // Its page prints whole dollars.
                VenueId::Kraken => Decimal::ONE,
                _ => Decimal::ZERO,
            }),
        })
    }

    pub fn tiers(&self) -> Result<&Tiers, Problem> {
        self.tiers.as_ref().ok_or_else(|| "no maintenance rate or table is given".into())
    }

    pub fn leverage(&self) -> Result<Decimal, Problem> {
        let by_rate = self.inputs.get("initial_rate").filter(|r| !r.is_zero()).map(|r| Decimal::ONE / r);
        self.inputs.get("leverage").or(by_rate).ok_or_else(|| "no leverage is given".into())
    }

    /// Notional at which the venue takes maintenance: at entry for families B and B+, else at the mark.
    pub fn maintenance_notional(&self) -> Result<Money, Problem> {
        match self.rule.model.family {
            Family::B | Family::BPlus if !self.rule.model.freezes_at_mark => Ok(self.position.entry_notional()?),
            _ => Ok(self.position.notional(self.mark)?),
        }
    }

    /// Maintenance margin without what is held for the closing fee.
    pub fn maintenance(&self) -> Result<Money, Problem> {
        let notional = self.maintenance_notional()?;
        Ok(self.tiers()?.maintenance(notional)?.plus(notional.times(self.funding)?)?)
    }

    /// What triggers a liquidation under the rule.
    pub fn requirement(&self) -> Result<Requirement, Problem> {
        let rule = RuleInputs {
            tiers: self.tiers()?,
            closing_fee: self.fee,
            next_funding: self.funding,
            leverage: self.leverage().ok(),
        };
        let model = self.rule.model;
        let (position, mark) = (&self.position, self.mark);
        Ok(match self.vector.cross {
            true => model.cross_requirement(position, mark, rule)?,
            false => model.requirement_at(position, mark, rule)?,
        })
    }

    /// The fee at the bankruptcy price of the chosen leverage, where the venue holds one and a fee rate is given.
    pub fn reserve(&self) -> Result<Money, Problem> {
        if let Some(commission) = self.inputs.get("commission") {
            return Ok(Money::new(commission));
        }
        if self.fee == Rate::ZERO || self.rule.model.id == VenueId::Bitmex {
            return Ok(Money::ZERO);
        }
        Ok(self.rule.model.reserve(&self.position, self.leverage()?, self.fee)?)
    }

    /// The closing fee stands in the rule at the price being tested, in liquidation and in bankruptcy.
    pub fn counts_closing_fee(&self) -> bool {
        self.rule.model.cross_counts_closing_fee && self.vector.cross
    }
}

/// Long or short, from a word or from the sign of the size.
fn side(inputs: &Inputs) -> Result<Side, Problem> {
    let word = inputs.text("side").map(str::to_lowercase);
    match (word.as_deref(), inputs.first(&["signed_size", "size", "contracts"])) {
        (Some("long" | "buy"), _) => Ok(Side::Long),
        (Some("short" | "sell"), _) => Ok(Side::Short),
        (None, Some(size)) if size.is_sign_negative() => Ok(Side::Short),
        (None, _) => Ok(Side::Long),
        (Some(word), _) => Err(Problem(format!("side {word:?} is neither long nor short"))),
    }
}

/// The position and its mark. Only one of them needs to be given: with no entry the mark stands for it, since equity is
/// then known at the mark.
pub fn position(inputs: &Inputs, contract: Contract, tiers: Option<&Tiers>) -> Result<(Position, Price), Problem> {
    let side = side(inputs)?;
    let value_of_one = inputs.get("contract_value").unwrap_or(Decimal::ONE);
    let given = inputs.first(&["size", "signed_size"]).or_else(|| Some(inputs.get("contracts")? * value_of_one));
    let notional = inputs.get("notional");
    // A bare notional is a position of that size at a price of one; a bare price is a position of one.
    let size = Quantity::new(given.or(notional).unwrap_or(Decimal::ONE).abs())?;
    let at = |price: Price| Position { side, contract, size, entry: price };
    let price_of_value = |value: Decimal| -> Result<Option<Price>, Problem> {
        Ok(at(Price::new(Decimal::ONE)?).price_at_notional(value, Decimal::ONE)?)
    };
    let entry = match inputs.first(&["entry_price", "price"]) {
        Some(price) => Some(Price::new(price)?),
        None => inputs.get("open_value").map(price_of_value).transpose()?.flatten(),
    };
    // What is left after paying for the position says nothing of its entry, and needs none: any price will do.
    let paid = inputs.first(&["raw", "margin"]).filter(|_| given.is_some());
    let from_paid = paid.map(|paid| price_of_value(paid.abs())).transpose()?.flatten();
    let from_value = match inputs.get("position_value").or(notional.filter(|_| given.is_some())).map(|v| v.abs()) {
        // Beside an entry price some venues print the value at entry, to the digits they keep; another value is the one at the mark, and with an
        // account it always is.
        Some(value) if entry.is_none() || inputs.has("account_value") => price_of_value(value)?,
        Some(value) => {
            let at_entry = entry.map(|price| at(price).entry_notional()).transpose()?.unwrap_or(Money::ZERO).get();
            let differs = (value - at_entry).abs() > at_entry * Decimal::new(1, 6);
            if differs { price_of_value(value)? } else { None }
        }
        None => None,
    };
    let from_maintenance = match (inputs.get("maintenance_margin"), tiers.map(Tiers::brackets)) {
        (Some(held), Some([only])) if !only.rate.is_zero() => price_of_value((held + only.deduction) / only.rate)?,
        _ => None,
    };
    let mark = match inputs.get("mark_price") {
        Some(price) => Some(Price::new(price)?),
        None => from_value.or(from_maintenance),
    };
    let bare = (notional.is_some() || inputs.has("floor")).then(|| Price::new(Decimal::ONE)).transpose()?;
    let entry = entry.or(mark).or(bare).or(from_paid).ok_or(Problem::from("neither an entry nor a mark is given"))?;
    Ok((at(entry), mark.unwrap_or(entry)))
}

/// The maintenance table: a list, a named one, a rate with its deduction, or half the inverse of the highest leverage.
pub fn tiers(inputs: &Inputs, venue: VenueId) -> Result<Option<Tiers>, Problem> {
    if let Some(rows) = inputs.list("tiers") {
        return from_rows(rows, venue).map(Some);
    }
    if let Some(symbol) = inputs.text("symbol").filter(|_| inputs.text("table").is_some()) {
        let file = inputs.text("table").unwrap_or_default();
        if file.rsplit('/').next() != Some(TABLE) {
            return Err(Problem(format!("no table {file:?} is held")));
        }
        let symbol = symbol.to_uppercase();
        let symbol = symbol.split(['/', '-', '_', ':']).next().unwrap_or_default();
        let coin = ["USDT", "USDC", "USD"].into_iter().find_map(|quote| symbol.strip_suffix(quote)).unwrap_or(symbol);
        let tiers = binance::TABLE.tiers(coin)?;
        return tiers.map(Some).ok_or_else(|| Problem(format!("no symbol {symbol:?} in {file}")));
    }
    if let (Some(floor), Some(rate), Some(before)) =
        (inputs.get("floor"), inputs.get("mmr"), inputs.get("previous_mmr"))
    {
        let deduction = next_deduction(inputs.get("previous_deduction").unwrap_or_default(), before, floor, rate)?;
        return Ok(Some(Tiers::flat(rate, deduction)?));
    }
    if let (Some(rates), Some(size)) = (size_rates(inputs), inputs.first(&["size", "signed_size"])) {
        return Ok(Some(rates.tiers(Quantity::new(size.abs())?)?));
    }
    match rate(inputs)? {
        Some(rate) => Ok(Some(Tiers::flat(rate, inputs.get("deduction").unwrap_or_default())?)),
        None => Ok(None),
    }
}

/// Rates that grow with size, where the vector gives their step.
pub fn size_rates(inputs: &Inputs) -> Option<SizeRates> {
    Some(SizeRates {
        step: inputs.get("size_step")?,
        initial_base: Rate::new(inputs.get("initial_base").unwrap_or_default()),
        maintenance_base: Rate::new(inputs.get("maintenance_base").unwrap_or_default()),
    })
}

fn rate(inputs: &Inputs) -> Result<Option<Decimal>, Problem> {
    let of_initial = (inputs.get("initial_rate"), inputs.get("maintenance_of_initial"));
    match (inputs.get("mmr"), inputs.get("max_leverage"), of_initial) {
        (Some(rate), ..) => Ok(Some(rate)),
        (None, Some(highest), _) => Ok(Some(Decimal::ONE.over(highest.times(Decimal::TWO)?)?)),
        (None, None, (Some(initial), Some(part))) => Ok(Some(initial.times(part)?)),
        (None, None, _) => Ok(None),
    }
}

/// OKX and Blofin publish brackets without deductions, so the requirement jumps; everybody else's are marginal.
fn from_rows(rows: &[Inputs], venue: VenueId) -> Result<Tiers, Problem> {
    let mut plain = Vec::new();
    for row in rows {
        let floor = row.get("floor").ok_or(Problem::from("a tier has no floor"))?;
        let rate = rate(row)?.ok_or(Problem::from("a tier has no rate"))?;
        plain.push((floor, rate, row.get("max_leverage")));
    }
    if rows.iter().all(|row| row.has("deduction")) {
        let bracket = |(row, &(floor, rate, max_leverage)): (&Inputs, &_)| Bracket {
            floor,
            rate,
            deduction: row.get("deduction").unwrap_or_default(),
            max_leverage,
        };
        return Ok(Tiers::new(rows.iter().zip(&plain).map(bracket).collect())?);
    }
    Ok(if matches!(venue, VenueId::Okx | VenueId::Blofin) { Tiers::jumping(&plain)? } else { Tiers::marginal(&plain)? })
}
