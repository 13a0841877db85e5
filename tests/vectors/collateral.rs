//! What a vector puts behind its position: equity at a price at which it is known.

use crate::case::{Case, position, size_rates, tiers};
use crate::inputs::Inputs;
use crate::record::Problem;
use cascade_notes::engine::margin::{Account, Collateral, CrossAccount, Holding, MarginContext, Rule, VenueId};
use cascade_notes::engine::units::{Money, Price, Rate};
use rust_decimal::Decimal;

/// Equity known at a price.
#[derive(Debug, Clone, Copy)]
pub struct Known {
    pub anchor: Price,
    pub equity: Money,
}

/// The other positions of an account, frozen at their mark.
pub struct Others {
    pub maintenance: Money,
    pub unrealised: Money,
}

impl Case<'_> {
    /// Equity behind the position, in the order of what says most.
    pub fn known(&self) -> Result<Known, Problem> {
        let at_mark = |equity| Known { anchor: self.mark, equity };
        if let Some(value) = self.inputs.get("account_value") {
            return Ok(at_mark(self.account(value)?));
        }
        if let Some(ratio) = self.inputs.get("margin_ratio") {
            let required = self.requirement()?.at(self.position.notional(self.mark)?)?;
            if self.ratio_is_of_equity() {
                return Ok(at_mark(required.times(Rate::new(ratio))?));
            }
            if ratio > Decimal::ONE {
                let why = format!("margin_ratio: requirement over equity of {ratio} is liquidated already");
                return Err(Problem(why));
            }
            return Ok(at_mark(required.over(ratio)?));
        }
        if let Some(available) = self.inputs.get("available") {
            return Ok(at_mark(Money::new(available).plus(self.initial_margin()?)?));
        }
        if let Some(total) = self.inputs.get("isolated_margin") {
            // The venue's isolated margin holds the unrealised profit at the mark, where one is printed beside it.
            return Ok(match self.inputs.has("unrealised_pnl") {
                true => at_mark(Money::new(total)),
                false => Known { anchor: self.position.entry, equity: Money::new(total) },
            });
        }
        Ok(Known { anchor: self.position.entry, equity: self.allocated()? })
    }

    /// Margin behind the position, without its own unrealised profit.
    pub fn allocated(&self) -> Result<Money, Problem> {
        if let Some(paid) = self.after_paying() {
            let signed = self.position.entry_notional()?.times(Rate::new(self.position.sign_in_notional()))?;
            return Ok(Money::new(paid).plus(signed)?.minus(self.others()?.maintenance)?);
        }
        let wallet = self.inputs.get("wallet").map(Money::new);
        if let Some(wallet) = wallet.filter(|_| self.vector.cross) {
            let others = self.others()?;
            let account =
                CrossAccount { wallet, others_unrealised: others.unrealised, others_maintenance: others.maintenance };
            return Ok(Collateral::Cross(account).margin()?);
        }
        let extra = Money::new(self.inputs.get("extra_margin").unwrap_or_default());
        if let Some(given) = self.inputs.get("margin") {
            return Ok(Collateral::Isolated(Money::new(given).plus(extra)?).margin()?);
        }
        if let Some(held) = self.inputs.get("position_margin") {
            return self.without_reserve(Money::new(held));
        }
        let rule = self.inputs.text("allocated_margin_rule").unwrap_or("size*entry/leverage");
        if rule.replace(' ', "") != "size*entry/leverage" {
            return Err(Problem(format!("no margin rule {rule:?} is known")));
        }
        match (self.inputs.has("leverage") || self.inputs.has("initial_rate"), wallet) {
            (false, Some(wallet)) => Ok(wallet),
            (true, Some(wallet)) if !self.inputs.has("allocated_margin_rule") => Ok(wallet),
            _ => Ok(self.rule.model.margin(&self.position, self.leverage()?, extra, self.fee)?),
        }
    }

    /// What is left of a balance after paying for the position: Hyperliquid's raw USD, dYdX's quote balance, edgeX's collateral.
    fn after_paying(&self) -> Option<Decimal> {
        let collateral = match self.rule.model.id {
            VenueId::Edgex => self.inputs.get("margin"),
            VenueId::DydxV4 => self.inputs.get("margin").or(self.inputs.get("wallet")),
            _ => None,
        };
        self.inputs.get("raw").or(collateral)
    }

    /// Initial margin as the venue prints it: of the entry, or of the mark. A bare key of a venue that is on record for neither is refused where
    /// the two differ.
    pub fn initial_margin(&self) -> Result<Money, Problem> {
        let (entry, mark) = (self.initial_margin_at_entry()?, self.initial_margin_at_mark()?);
        if entry == mark {
            return Ok(entry);
        }
        let says = |words: &[&str]| words.iter().any(|word| self.vector.rule_text.contains(word));
        let of_mark =
            says(&["atmark", "atthemark", "markprice", "mark_price", "mark_notional", "marknotional", "*mark"]);
        let of_entry = says(&["atentry", "attheentry", "entryprice", "entry_price", "entry_notional", "*entry"]);
        let id = self.rule.model.id;
        match (of_mark, of_entry) {
            (true, false) => Ok(mark),
            (false, true) => Ok(entry),
            // Binance: "required with current mark price"; OKX, Hyperliquid, dYdX and Deribit value positions at the mark or oracle.
            _ if self.vector.venue.starts_with("paradex") => Ok(mark),
            _ => match id {
                VenueId::BinanceUsdm
                | VenueId::BinanceCoinm
                | VenueId::Okx
                | VenueId::Hyperliquid
                | VenueId::Hyperliquid2023
                | VenueId::DydxV4
                | VenueId::Deribit => Ok(mark),
                VenueId::BybitOld
                | VenueId::BybitOldInverse
                | VenueId::BybitUnified
                | VenueId::Bitmex
                | VenueId::Kucoin => Ok(entry),
                _ => Err(Problem(format!(
                    "initial_margin: {} at the entry or {} at the mark? The key does not say",
                    entry.get().normalize(),
                    mark.get().normalize()
                ))),
            },
        }
    }

    /// What opening asked for. BitMEX prints it without the commission it holds on top.
    pub fn initial_margin_at_entry(&self) -> Result<Money, Problem> {
        if let Some(rates) = size_rates(self.inputs) {
            return Ok(self.position.entry_notional()?.times(rates.initial(self.position.size)?)?);
        }
        Ok(self.rule.model.initial_margin_at_entry(&self.position, self.leverage()?, self.held_fee())?)
    }

    /// What holding it now asks for.
    pub fn initial_margin_at_mark(&self) -> Result<Money, Problem> {
        if let Some(rates) = size_rates(self.inputs) {
            return Ok(self.position.notional(self.mark)?.times(rates.initial(self.position.size)?)?);
        }
        Ok(self.rule.model.initial_margin_at_mark(&self.position, self.mark, self.leverage()?, self.held_fee())?)
    }

    fn held_fee(&self) -> Rate {
        if self.rule.model.id == VenueId::Bitmex { Rate::ZERO } else { self.fee }
    }

    /// OKX and Blofin print equity over requirement, the others requirement over equity; all liquidate at 1.
    pub fn ratio_is_of_equity(&self) -> bool {
        matches!(self.rule.model.id, VenueId::Okx | VenueId::Blofin)
    }

    /// Equity of an account at the mark, less what its other positions need.
    fn account(&self, value: Decimal) -> Result<Money, Problem> {
        let wallet = Money::new(value);
        if self.rule.model.freezes_at_mark {
            return Ok(wallet);
        }
        let others = match self.inputs.get("total_maintenance_margin") {
            // The total holds the position's own share.
            Some(total) => {
                Others { maintenance: Money::new(total).minus(self.maintenance()?)?, unrealised: Money::ZERO }
            }
            // An account's value holds the profit of its other positions already.
            None => Others { unrealised: Money::ZERO, ..self.others()? },
        };
        let account =
            CrossAccount { wallet, others_unrealised: others.unrealised, others_maintenance: others.maintenance };
        Ok(Collateral::Cross(account).margin()?)
    }

    /// What [`Self::known`] keeps back for the other positions: it is there to lose before the account is bankrupt.
    pub fn set_aside(&self) -> Result<Money, Problem> {
        if self.rule.model.freezes_at_mark {
            return Ok(Money::ZERO);
        }
        let total = self.inputs.get("total_maintenance_margin");
        match (self.inputs.has("account_value"), total) {
            (true, Some(total)) => Ok(Money::new(total).minus(self.maintenance()?)?),
            (true, None) => Ok(self.others()?.maintenance),
            (false, _) if ["margin_ratio", "available", "isolated_margin"].iter().any(|name| self.inputs.has(name)) => {
                Ok(Money::ZERO)
            }
            (false, _) if self.after_paying().is_some() || (self.vector.cross && self.inputs.has("wallet")) => {
                Ok(self.others()?.maintenance)
            }
            (false, _) => Ok(Money::ZERO),
        }
    }

    /// Maintenance of a whole account at its present notional. Source: margin-rules section 1, Hyperliquid, historic.
    pub fn frozen_maintenance(&self) -> Result<Money, Problem> {
        match (self.inputs.get("total_maintenance_margin"), self.inputs.get("total_notional")) {
            (Some(total), _) => Ok(Money::new(total)),
            (None, Some(notional)) => Ok(self.tiers()?.maintenance(Money::new(notional))?),
            (None, None) => self.maintenance(),
        }
    }

    /// Margin that a Bybit position holds, less its reserve for closing at bust: M = (held - f N) / (1 - s f), since
    /// bust itself depends on M. Source: margin-rules section 1, Bybit.
    fn without_reserve(&self, held: Money) -> Result<Money, Problem> {
        if !self.rule.model.holds_closing_fee {
            return Ok(held);
        }
        if self.inputs.has("commission") {
            return Ok(held.minus(self.reserve()?)?);
        }
        let at_entry = self.position.entry_notional()?.times(self.fee)?;
        let kept = Decimal::ONE - self.position.sign_in_notional() * self.fee.get();
        Ok(held.minus(at_entry)?.over(kept)?)
    }

    pub fn others(&self) -> Result<Others, Problem> {
        let single = self.inputs.other();
        let listed = self.inputs.list("positions").unwrap_or_default();
        let named = single.has("entry_price").then_some(&single);
        let mut sum = Others { maintenance: Money::ZERO, unrealised: Money::ZERO };
        for inputs in listed.iter().chain(named) {
            let one = self.frozen(inputs)?;
            sum.maintenance = sum.maintenance.plus(one.maintenance)?;
            sum.unrealised = sum.unrealised.plus(one.unrealised)?;
        }
        if listed.is_empty() && named.is_none() {
            // dYdX calls the amount MMR, the rate MMF.
            let amount = match self.rule.model.id {
                VenueId::DydxV4 => single.first(&["maintenance_margin", "mmr"]),
                _ => single.get("maintenance_margin"),
            };
            sum.maintenance = Money::new(amount.unwrap_or_default());
            sum.unrealised = Money::new(single.get("unrealised_pnl").unwrap_or_default());
        }
        Ok(sum)
    }

    fn frozen(&self, inputs: &Inputs) -> Result<Others, Problem> {
        let tiers = tiers(inputs, self.rule.model.id)?;
        let (position, mark) = position(inputs, self.position.contract, tiers.as_ref())?;
        if let Some(printed) = inputs.get("maintenance_margin") {
            return Ok(Others { maintenance: Money::new(printed), unrealised: position.unrealised(mark)? });
        }
        let tiers = tiers.ok_or(Problem::from("another position has no maintenance rate"))?;
        let alone = Account::new(Money::ZERO, vec![Holding { position, tiers, mark, leverage: Decimal::ONE }])?;
        let rule = Rule::of(self.rule.model).with_closing_fee(self.fee).with_next_funding(self.funding);
        let answer = alone.calculation(&MarginContext::maintenance(rule))?;
        Ok(Others { maintenance: answer.required, unrealised: answer.equity })
    }
}
