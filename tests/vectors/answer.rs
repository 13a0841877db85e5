//! The engine's answer to each expected number of a vector.

use crate::bitmex::Satoshis;
use crate::case::Case;
use crate::dydx;
use crate::record::{Expected, Problem, Tolerance, Vector};
use crate::rule::Rule;
use cascade_notes::engine::margin::venue::margin_ratio;
use cascade_notes::engine::margin::{Contract, Family, Requirement, Search, Side, TickRounding, Trigger, VenueId};
use cascade_notes::engine::units::{Checked, Money, Price, Rate, Rounding};
use rust_decimal::Decimal;

/// Every expected number that the engine does not reproduce, with what it gives instead.
pub fn judge(vector: &Vector, rule: Rule) -> Vec<String> {
    let unusable = crate::known::problems(&vector.raw);
    if !unusable.is_empty() {
        return unusable;
    }
    let case = match answers(vector, rule) {
        Ok(case) => case,
        Err(problem) => return vec![format!("not answered: {problem}")],
    };
    let tolerance = match Tolerance::read(&vector.tolerance) {
        Ok(tolerance) => tolerance,
        Err(problem) => return vec![problem.to_string()],
    };
    vector.expected.iter().filter_map(|expected| differs(case.as_ref(), expected, tolerance).err()).collect()
}

/// What answers a vector.
pub trait Answers {
    /// The number in the printed unit; `None` for a price that does not exist.
    fn answer(&self, expected: &Expected, want: Option<Decimal>) -> Result<Option<Decimal>, Problem>;
}

fn answers(vector: &Vector, rule: Rule) -> Result<Box<dyn Answers + '_>, Problem> {
    Ok(match dydx::Quoted::of(vector, rule)? {
        Some(quoted) => Box::new(quoted),
        None => Box::new(Case::of(vector, rule)?),
    })
}

fn differs(case: &dyn Answers, expected: &Expected, tolerance: Tolerance) -> Result<(), String> {
    let said = |text: String| format!("{}: {text}", expected.key);
    let want = expected.value().map_err(|problem| said(problem.to_string()))?;
    let got = case.answer(expected, want).map_err(|problem| said(format!("not answered: {problem}")))?;
    match (got, want) {
        (None, None) => Ok(()),
        (Some(got), Some(want)) if tolerance.accepts(got, want) => Ok(()),
        (got, want) => {
            let show = |value: Option<Decimal>| value.map_or("none".to_owned(), |v| v.normalize().to_string());
            Err(said(format!("got {}, expected {} ({:?})", show(got), show(want), tolerance)))
        }
    }
}

impl Answers for Case<'_> {
    fn answer(&self, expected: &Expected, want: Option<Decimal>) -> Result<Option<Decimal>, Problem> {
        let whole = match expected.name.as_str() {
            "liquidation_price" => {
                return self.printed(self.liquidation()?, want, self.rule.model.liquidation_rounding);
            }
            "bankruptcy_price" => {
                return self.printed(self.bankruptcy()?, want, self.rule.model.bankruptcy_rounding);
            }
            "worst_close_price" => return self.printed(self.worst_close()?, want, TickRounding::None),
            name => self.amount(name)?,
        };
        let printed = whole.over(expected.unit)?;
        // A venue that counts in micro units or satoshi holds whole ones, rounded up.
        let counted = expected.unit <= Decimal::new(1, 6);
        Ok(Some(if counted { Rounding::Up.digits(printed, 0) } else { printed }))
    }
}

impl Case<'_> {
    fn amount(&self, name: &str) -> Result<Decimal, Problem> {
        if let Some(counted) = Satoshis::of(self)?.and_then(|satoshis| satoshis.amount(name)) {
            return Ok(counted.get());
        }
        let bracket = || -> Result<_, Problem> {
            let notional = match self.inputs.get("notional") {
                Some(notional) => Money::new(notional),
                None => self.position.notional(self.mark)?,
            };
            self.tiers()?.at(notional).ok_or_else(|| "the table is empty".into())
        };
        Ok(match name {
            "mmr" => bracket()?.rate,
            "deduction" => bracket()?.deduction,
            "floor" => bracket()?.floor,
            "max_leverage" => bracket()?.max_leverage.ok_or(Problem::from("the table names no leverage"))?,
            "initial_margin" => self.initial_margin()?.get(),
            "initial_margin_at_entry" => self.initial_margin_at_entry()?.get(),
            "initial_margin_at_mark" => self.initial_margin_at_mark()?.get(),
            "maintenance_margin" => self.maintenance()?.plus(self.reserve()?)?.get(),
            "margin" | "position_margin" => self.allocated()?.plus(self.reserve()?)?.get(),
            "fee_to_close" | "commission" => self.reserve()?.get(),
            "order_cost" => {
                let opening = self.inputs.get("opening_fee").map_or(self.fee, Rate::new);
                self.rule.model.order_cost(&self.position, self.leverage()?, opening, self.fee)?.get()
            }
            "available" => {
                let wallet = self.inputs.get("wallet").ok_or(Problem::from("no wallet is given"))?;
                Money::new(wallet).minus(self.initial_margin()?)?.get()
            }
            "sustainable_loss" => {
                let held = self.maintenance()?.plus(self.reserve()?)?;
                self.equity_at(self.mark)?.minus(held)?.get()
            }
            "notional" | "position_value" => self.position.notional(self.mark)?.get(),
            "open_value" => self.position.entry_notional()?.get(),
            "unrealised_pnl" => self.position.unrealised(self.mark)?.get(),
            "mark_price" => self.mark.get(),
            "equity" | "account_value" | "margin_balance" => self.equity_at(self.mark)?.get(),
            "other_maintenance_margin" => self.others()?.maintenance.get(),
            "other_unrealised_pnl" => self.others()?.unrealised.get(),
            "margin_ratio" => {
                let required = self.requirement()?.at(self.position.notional(self.mark)?)?;
                let ratio = margin_ratio(self.equity_at(self.mark)?, required)?;
                let ratio = ratio.ok_or(Problem::from("nothing is required"))?.get();
                if self.ratio_is_of_equity() { ratio } else { Decimal::ONE.over(ratio)? }
            }
            name => return Err(Problem(format!("this suite does not know the key {name:?}"))),
        })
    }

    fn equity_at(&self, price: Price) -> Result<Money, Problem> {
        let known = self.known()?;
        let moved = self.position.unrealised(price)?.minus(self.position.unrealised(known.anchor)?)?;
        Ok(known.equity.plus(moved)?)
    }

    fn liquidation(&self) -> Result<Option<Price>, Problem> {
        if let Some(satoshis) = Satoshis::of(self)? {
            return satoshis.liquidation(self);
        }
        let model = self.rule.model;
        let held = self.inputs.get("maintenance_margin").filter(|_| model.family == Family::BPlus).map(Money::new);
        // What a venue prints says more than the rates it came from; margin and maintenance both hold the closing fee.
        let printed = self.inputs.first(&["position_margin", "margin"]).filter(|_| !self.vector.cross);
        if let (Some(held), Some(margin)) = (held, printed) {
            return self.price_from(self.position.entry, Money::new(margin), &Requirement::fixed(held)?);
        }
        let requirement = match held {
            Some(held) => Requirement::fixed(held.minus(self.reserve()?)?)?,
            None if model.freezes_at_mark => Requirement::fixed(self.frozen_maintenance()?)?,
            None => self.requirement()?,
        };
        self.first_price(&requirement)
    }

    fn bankruptcy(&self) -> Result<Option<Price>, Problem> {
        if let Some(satoshis) = Satoshis::of(self)? {
            return satoshis.bankruptcy(self);
        }
        if self.counts_closing_fee() {
            return self.worst_close();
        }
        // BitMEX and KuCoin leave what they hold for the closing fee out of bankruptcy.
        let initial = self.inputs.get("initial_margin").filter(|_| self.rule.model.family == Family::BPlus);
        let margin = match initial.filter(|_| !self.inputs.has("wallet")) {
            Some(initial) => {
                Money::new(initial).plus(Money::new(self.inputs.get("position_cross").unwrap_or_default()))?
            }
            None => self.equity_at(self.position.entry)?.plus(self.set_aside()?)?,
        };
        Ok(self.position.bankruptcy_price(margin)?)
    }

    /// The price at which closing, with its fee, leaves nothing.
    fn worst_close(&self) -> Result<Option<Price>, Problem> {
        self.first_price(&Requirement::fixed(Money::ZERO)?.with_surcharge(self.fee)?)
    }

    fn first_price(&self, requirement: &Requirement) -> Result<Option<Price>, Problem> {
        let known = self.known()?;
        self.price_from(known.anchor, known.equity, requirement)
    }

    fn price_from(&self, anchor: Price, equity: Money, requirement: &Requirement) -> Result<Option<Price>, Problem> {
        let search =
            Search { position: &self.position, anchor, equity, requirement, mark: self.mark, divisor: Decimal::ONE };
        match search.run()?.trigger {
            Trigger::At { price, .. } => Ok(Some(price)),
            Trigger::Never => Ok(None),
            Trigger::Always => Err("no price is safe".into()),
        }
    }

    /// The one record of each of these venues is a long: which way it rounds a short is not known.
    fn rounding_is_open(&self) -> bool {
        matches!(self.rule.model.id, VenueId::Mexc | VenueId::Edgex) && self.position.side == Side::Short
    }

    /// A price as the venue prints it. A printed price that is no multiple of the tick was not rounded to it.
    fn printed(
        &self,
        price: Option<Price>,
        want: Option<Decimal>,
        rounding: TickRounding,
    ) -> Result<Option<Decimal>, Problem> {
        let Some(price) = price else { return Ok(None) };
        let on_grid = want.is_none_or(|want| self.tick.is_zero() || (want % self.tick).is_zero());
        if let Some(want) = want.filter(|_| on_grid && self.rounding_is_open()) {
            let either = [Rounding::Down, Rounding::Up].map(|rounding| price.to_tick(self.tick, rounding));
            for rounded in either {
                if rounded.clone()?.get() == want {
                    return Ok(Some(want));
                }
            }
        }
        if on_grid {
            return Ok(Some(rounding.apply(price, self.position.side, self.tick)?.get()));
        }
        // OKX prints an isolated inverse position one tick nearer to entry. Source: margin-rules section 1; one sample.
        if self.rule.model.id == VenueId::Okx && self.position.contract == Contract::Inverse && !self.vector.cross {
            let nearer = if self.position.side == Side::Long { self.tick } else { -self.tick };
            return Ok(Some(price.get().plus(nearer)?));
        }
        Ok(Some(price.get()))
    }
}
