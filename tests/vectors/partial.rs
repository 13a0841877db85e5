//! Vectors of partial liquidation: just enough, a portion, or down the brackets.

use crate::facts::{Answer, Facts, unknown};
use crate::record::Problem;
use crate::settlement::MAINTENANCE;
use cascade_notes::engine::margin::{Position, VenueId};
use cascade_notes::engine::settlement::drift::{Account, Borrow, Terms};
use cascade_notes::engine::settlement::partial::{Cut, HyperliquidStep, Portion, StepDown, hyperliquid};
use cascade_notes::engine::units::{Money, Price, Quantity, Rate};
use rust_decimal::Decimal;

pub const SHORTAGE: [&str; 3] = ["margin_shortage", "shortage", "shortfall"];

fn terms(facts: &Facts<'_>) -> Result<Terms, Problem> {
    let buffer = facts.rate_or_none(&["liquidation_buffer", "buffer"]);
    let maintenance = ["margin_ratio", "maintenance", "maintenance_margin_ratio", "mmr"];
    // Drift's defaults, where a case closes everything and says neither.
    let target = match facts.get(&maintenance) {
        Some(rate) => Rate::new(rate).plus(buffer)?,
        None => Rate::new(Decimal::new(7, 2)),
    };
    let one = Price::new(Decimal::ONE)?;
    Ok(Terms {
        oracle: facts.price(&["oracle", "price", "oracle_price", "mark_price"])?,
        quote_price: facts.some_price(&["quote_price", "quote_oracle_price"])?.unwrap_or(one),
        target,
        liquidator_fee: facts.rate_or_none(&["liquidator_fee", "liquidation_fee"]),
        insurance_fee: facts.rate_or_none(&["if_fee", "insurance_fee", "if_liquidation_fee", "insurance_fund_fee"]),
    })
}

fn drift(facts: &Facts<'_>, name: &str) -> Answer {
    if let Some(asset_weight) = facts.get(&["asset_weight"]) {
        let one = |names: &[&str]| Rate::new(facts.get(names).unwrap_or(Decimal::ONE));
        let borrow = Borrow {
            price: facts.price(&["price", "liability_price"])?,
            weight: facts.rate(&["liability_weight"])?,
            asset_weight: Rate::new(asset_weight),
            asset_multiplier: one(&["asset_multiplier", "asset_liquidation_multiplier"]),
            multiplier: one(&["liability_multiplier", "liability_liquidation_multiplier"]),
            insurance_fee: facts.rate_or_none(&["if_fee", "insurance_fee", "if_liquidation_fee"]),
        };
        return Ok(borrow.covering(facts.money(&SHORTAGE)?)?);
    }
    let terms = terms(facts)?;
    if let Some(shortage) = facts.get(&SHORTAGE) {
        return Ok(terms.covering(Money::new(shortage))?);
    }
    let account = Account {
        position: facts.position(&["oracle", "oracle_price", "price"])?,
        quote: facts.money(&["quote_entry", "quote_asset_amount", "quote"])?,
        collateral: Money::new(facts.get(&["collateral", "deposit"]).unwrap_or_default()),
    };
    let taken = account.liquidate(&terms)?;
    Ok(match name {
        "base_closed" | "base_to_close" | "size_closed" => Some(taken.cut.closed),
        "base_left" | "size_left" => Some(taken.cut.left),
        "user_quote" => Some(taken.quote.get()),
        "liquidator_quote" => Some(taken.liquidator_quote.get()),
        "insurance_fund_fee" | "if_fee" | "insurance_fee" => Some(taken.insurance_fee.get()),
        "final_margin_ratio" | "margin_ratio" => taken.margin_ratio.map(Rate::get),
        "shortage" | "margin_shortage" => Some(account.shortage(&terms)?.get()),
        _ => return Err(unknown(name)),
    })
}

/// Where a price is looked for.
pub const AT: [&str; 6] = ["mark_price", "mark", "price", "oracle_price", "oracle", "entry_price"];

pub fn partial(facts: &Facts<'_>, name: &str) -> Answer {
    if facts.is_venue("drift") {
        return drift(facts, name);
    }
    facts.knows(&["tiers", "brackets", "margin_tiers", "tiers_floor_mmr", "symbol", "table", "mmr"]);
    let sized =
        facts.get(&["size", "signed_size", "size_signed", "quantity", "qty", "amount", "position_size", "base"]);
    let price = match facts.some_price(&AT)? {
        Some(price) => price,
        None if sized.is_some() => return Err("a size needs a price".into()),
        None => Price::new(Decimal::ONE)?,
    };
    let position = match facts.position(&AT) {
        Ok(position) => position,
        // A bare notional is a position of that size at a price of one.
        Err(_) => {
            let size = Quantity::new(facts.need(&["notional", "position_notional", "position_value"])?)?;
            Position { side: facts.side()?, contract: facts.vector.contract, size, entry: price }
        }
    };
    let mut backstop = false;
    let cut = if facts.is_venue("hyperliquid") {
        let maintenance = match facts.get(&["maintenance_margin", "total_maintenance_margin", "mm"]) {
            Some(margin) => Money::new(margin),
            None => position.notional(price)?.times(facts.rate(&MAINTENANCE)?)?,
        };
        let equity = facts.money(&["equity", "account_value", "account_equity"])?;
        let recent = facts.get(&["seconds_since_last", "seconds_since_partial"]).is_some_and(|s| s < Decimal::from(30));
        let before = recent || facts.flag(&["cut_before", "already_cut", "partial_done", "in_cooldown"]);
        let step = hyperliquid(&position, price, equity, maintenance, before)?;
        backstop = matches!(step, HyperliquidStep::Backstop(_));
        match step {
            HyperliquidStep::Healthy => Cut::of(&position, Decimal::ZERO)?,
            HyperliquidStep::Market(cut) | HyperliquidStep::Backstop(cut) => cut,
        }
    } else if facts.is_venue("dydx") {
        let rule = Portion {
            part: facts.get(&["portion", "max_portion", "position_portion"]).map_or(Portion::DYDX.part, Rate::new),
            least: facts.get(&["min_notional", "minimum_notional"]).map_or(Portion::DYDX.least, Money::new),
        };
        rule.cut(&position, price)?
    } else {
        let rule = if facts.is_venue("okx") { StepDown::OKX } else { StepDown::BY_ONE };
        let lot = facts.get(&["lot", "lot_size", "step_size", "qty_step"]).unwrap_or_default();
        let table = crate::case::tiers(&facts.vector.inputs, VenueId::BinanceUsdm)?;
        rule.cut(&position, price, &table.ok_or("no table is given")?, lot)?
    };
    let worth = |size: Decimal| -> Answer {
        let part = if size.is_zero() { return Ok(Some(size)) } else { Quantity::new(size)? };
        Ok(Some(Position { size: part, ..position }.notional(price)?.get()))
    };
    match name {
        "base_closed" | "base_to_close" | "size_closed" | "size_to_close" | "closed" | "close_size" | "first_close"
        | "liquidated_size" | "size_liquidated" | "first_order_size" => Ok(Some(cut.closed)),
        "base_left" | "size_left" | "left" | "remaining_size" | "remaining" | "size_after" => Ok(Some(cut.left)),
        "notional_closed" | "notional_to_close" | "close_notional" | "first_close_notional" | "liquidated_notional" => {
            worth(cut.closed)
        }
        "notional_left" | "remaining_notional" | "notional_after" => worth(cut.left),
        "fraction_closed" | "fraction" | "portion" => Ok(Some(cut.closed / position.size.get())),
        "backstop" => Ok(Some(Decimal::from(u8::from(backstop)))),
        _ => Err(unknown(name)),
    }
}
