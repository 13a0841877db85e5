//! Vectors of insurance, partial liquidation, auto-deleveraging, liquidation fees and socialised losses.

use crate::facts::{Answer, Facts, differences, unknown};
use crate::partial::{AT, SHORTAGE, partial};
use crate::record::{Problem, Vector};
use crate::rule::Skipped;
use cascade_notes::engine::costs::fees::{Fee, FeeBase, FeePrices, Schedule};
use cascade_notes::engine::margin::{Position, Tiers};
use cascade_notes::engine::settlement::deleveraging::{
    Trigger, binance_margin_ratio, binance_rank, bitmex_rank, drawdown, effective_leverage, hyperliquid_rank,
    profit_on_entry, socialised,
};
use cascade_notes::engine::settlement::drift::insurance_fee;
use cascade_notes::engine::settlement::insurance::{Remainder, capped_gain, flat_fee, settle, takeover_gain};
use cascade_notes::engine::units::{Money, Price, Quantity, Rate};
use rust_decimal::Decimal;

/// What fails, or `None` for a vector of another kind.
pub fn judge(vector: &Vector) -> Option<Vec<String>> {
    let facts = Facts::of(vector);
    // What may stand beside the inputs that decide, for the same question.
    for names in [&BUST[..], &FILL, &MARK, &MAINTENANCE, &DEPOSIT] {
        facts.knows(names);
    }
    facts.knows(&["side", "leverage", "entry_price", "liquidation_price", "maintenance_margin", "notional"]);
    let answer: fn(&Facts<'_>, &str) -> Answer = match vector.kind.as_str() {
        "insurance" => insurance,
        "partial_liquidation" => partial,
        "adl" => adl,
        "liquidation_fee" => liquidation_fee,
        "socialised_loss" | "socialized_loss" => socialised_loss,
        _ => return None,
    };
    Some(differences(&facts, &|name, _| answer(&facts, name)))
}

const BUST: [&str; 3] = ["bankruptcy_price", "bankruptcy", "bust_price"];
const FILL: [&str; 5] = ["fill_price", "fill", "execution_price", "close_price", "exit_price"];
const MARK: [&str; 4] = ["mark", "mark_price", "oracle", "oracle_price"];
pub const MAINTENANCE: [&str; 6] =
    ["maintenance", "mmf", "mmr", "maintenance_rate", "maintenance_margin_rate", "mm_rate"];
const DEPOSIT: [&str; 5] = ["deposit", "margin", "collateral", "isolated_margin", "equity_at_entry"];

/// The position of an insurance case: one coin where no size is said, at the bankruptcy price where no entry is.
fn held(facts: &Facts<'_>) -> Result<Position, Problem> {
    let one = || -> Result<Position, Problem> {
        let entry = facts.price(&BUST)?;
        let size = Quantity::new(Decimal::ONE)?;
        Ok(Position { side: facts.side()?, contract: facts.vector.contract, size, entry })
    };
    facts.position(&BUST).or_else(|_| one())
}

fn change(facts: &Facts<'_>) -> Result<Money, Problem> {
    let value = |names: &[&str]| facts.get(names).map(|v| Money::new(v.abs()));
    let worth = value(&["bankruptcy_value"]).zip(value(&["fill_value"]));
    let highest = facts.get(&["max_liquidation_fee", "max_fee", "maximum_liquidation_fee"]).map(Rate::new);
    if facts.is_venue("dydx") && facts.get(&DEPOSIT).is_none() {
        let highest = highest.or(flat_fee("dYdX v4", "")).ok_or("no highest fee is given")?;
        let (bust, fill) = match worth {
            Some(values) => values,
            None => (held(facts)?.notional(facts.price(&BUST)?)?, held(facts)?.notional(facts.price(&FILL)?)?),
        };
        return Ok(capped_gain(facts.side()?, bust, fill, highest)?);
    }
    let position = held(facts)?;
    let bust = match facts.get(&DEPOSIT) {
        Some(deposit) if facts.get(&BUST).is_none() => {
            position.bankruptcy_price(Money::new(deposit))?.ok_or("no price takes the deposit")?
        }
        _ => facts.price(&BUST)?,
    };
    Ok(takeover_gain(&position, bust, facts.price(&FILL)?)?)
}

fn insurance(facts: &Facts<'_>, name: &str) -> Answer {
    let equity = |at: &[&str]| -> Result<Money, Problem> {
        Ok(facts.money(&DEPOSIT)?.plus(held(facts)?.unrealised(facts.price(at)?)?)?)
    };
    let unlimited = Money::new(Decimal::MAX);
    Ok(Some(match name {
        "equity_at_mark" | "equity" => equity(&MARK)?.get(),
        "equity_at_fill" => equity(&FILL)?.get(),
        "maintenance_at_entry" => {
            let tiers = Tiers::flat(facts.need(&MAINTENANCE)?, Decimal::ZERO)?;
            tiers.maintenance(held(facts)?.entry_notional()?)?.get()
        }
        // A fund that holds enough pays the loss; without a deposit the loss is what bankruptcy and fill say.
        "insurance_pays" | "shortfall" | "insurance_fund_pays" | "insurance_fund_payment" => {
            let equity = equity(&FILL).or_else(|_| change(facts))?;
            let settled = settle(equity, Money::ZERO, Remainder::ToTrader, unlimited)?;
            -settled.fund.get().min(Decimal::ZERO)
        }
        "bankruptcy_price" => {
            let bust = held(facts)?.bankruptcy_price(facts.money(&DEPOSIT)?)?;
            return Ok(bust.map(Price::get));
        }
        name if name.starts_with("insurance") || name.starts_with("fund") => change(facts)?.get(),
        _ => return Err(unknown(name)),
    }))
}

fn adl(facts: &Facts<'_>, name: &str) -> Answer {
    let unrealised = ["unrealised_profit", "unrealized_profit", "unrealised_pnl", "unrealized_pnl", "upnl"];
    let wallet = ["wallet_balance", "wallet", "balance"];
    if facts.is_venue("bybit") {
        let trigger =
            facts.get(&["trigger"]).map_or(Trigger::BYBIT, |t| Trigger { start: Rate::new(t), ..Trigger::BYBIT });
        let peak = facts.money(&["pool_peak", "peak", "pool_peak_8h"])?;
        let loss = facts.get(&["loss", "pool_loss"]).map(Money::new);
        let pool = match (facts.get(&["pool", "pool_balance", "pool_now", "insurance_pool"]), loss) {
            (Some(pool), _) => Money::new(pool),
            (None, Some(loss)) => peak.minus(loss)?,
            (None, None) => return Err("neither a pool nor a loss is given".into()),
        };
        let before = facts.flag(&["before", "state", "adl_active", "was_active"]);
        return Ok(Some(match name {
            "drawdown" | "pnl_ratio" => drawdown(pool, peak)?.get(),
            "loss_left_to_adl" | "loss_left" => {
                let loss = loss.ok_or("no loss is given")?;
                trigger.left_over(loss, pool.plus(loss)?, peak)?.get()
            }
            "adl_active" | "active" => Decimal::from(u8::from(trigger.is_active(before, pool, peak)?)),
            _ => return Err(unknown(name)),
        }));
    }
    if facts.is_venue("hyperliquid") {
        let (mark, entry) = (facts.price(&MARK)?, facts.price(&["entry_price", "entry"])?);
        let notional = match facts.get(&["notional", "position_notional", "notional_position", "position_value"]) {
            Some(notional) => Money::new(notional),
            None => facts.position(&MARK)?.notional(mark)?,
        };
        let account = facts.money(&["account_value", "equity", "account_equity"])?;
        return Ok(Some(hyperliquid_rank(mark, entry, notional, account)?));
    }
    if facts.is_venue("bitmex") {
        let profit = || -> Result<Rate, Problem> {
            let fraction = ["pnl_fraction", "pnl", "pnl_percentage", "profit", "unrealised_pnl", "unrealised_roe"];
            match facts.get(&fraction) {
                Some(profit) => Ok(Rate::new(profit)),
                None => Ok(profit_on_entry(&facts.position(&MARK)?, facts.price(&MARK)?)?),
            }
        };
        let leverage = || -> Result<Decimal, Problem> {
            match facts.get(&["effective_leverage", "leverage"]) {
                Some(leverage) => Ok(leverage),
                None => Ok(effective_leverage(&facts.position(&MARK)?, facts.price(&MARK)?, facts.price(&BUST)?)?),
            }
        };
        return Ok(Some(match name {
            "effective_leverage" => leverage()?,
            "pnl_fraction" | "pnl" => profit()?.get(),
            _ => bitmex_rank(profit()?, leverage()?)?,
        }));
    }
    if !(facts.is_venue("binance") || facts.is_venue("generic")) {
        return Err(Problem(format!("no queue of {} is on record", facts.vector.venue)));
    }
    let (unrealised, wallet) = (facts.money(&unrealised)?, facts.money(&wallet)?);
    let ratio = match facts.get(&["margin_ratio"]) {
        Some(ratio) => Rate::new(ratio),
        None => binance_margin_ratio(facts.money(&["maintenance_margin", "mm"])?, wallet, unrealised)?,
    };
    let rank = binance_rank(unrealised, wallet, ratio)?;
    Ok(Some(match name {
        "pnl_fraction" | "profit" | "pnl_ratio" => rank.profit,
        "margin_ratio" => ratio.get(),
        _ => rank.score,
    }))
}

fn liquidation_fee(facts: &Facts<'_>, name: &str) -> Answer {
    if facts.is_venue("drift") {
        let notional = match facts.get(&["notional"]) {
            Some(notional) => Money::new(notional),
            None => Quantity::new(facts.need(&["base", "size"])?.abs())?
                .at(facts.price(&["price", "oracle"])?)?
                .times(Rate::new(facts.get(&["quote_price"]).unwrap_or(Decimal::ONE)))?,
        };
        let fee = insurance_fee(
            facts.money(&SHORTAGE)?,
            notional,
            facts.rate(&["margin_ratio"])?,
            facts.rate_or_none(&["liquidation_fee", "liquidator_fee"]),
            facts.rate(&["max_if_fee", "max_fee", "max_if_liquidation_fee"])?,
        )?;
        return Ok(Some(fee.get()));
    }
    let venue = if facts.is_venue("deribit") {
        "Deribit"
    } else if facts.is_venue("dydx") {
        "dYdX v4"
    } else {
        ""
    };
    let coin = facts.text(&["symbol", "asset", "currency"]).unwrap_or_default().to_uppercase();
    let given = facts.get(&["liquidation_fee", "fee_rate", "liquidation_fee_rate", "clearance_fee"]).map(Rate::new);
    let rate = given.or_else(|| flat_fee(venue, &coin)).ok_or("no fee rate is known")?;
    if name.ends_with("rate") {
        return Ok(Some(rate.get()));
    }
    let price = facts.price(&[&FILL[..], &AT[..]].concat())?;
    let position = facts.position(&[&FILL[..], &AT[..]].concat())?;
    let bankruptcy = facts.some_price(&BUST)?;
    let base = if bankruptcy.is_some() { FeeBase::BankruptcyValue } else { FeeBase::FillNotional };
    let part = match facts.get(&["liquidated_size", "size_liquidated"]) {
        Some(size) => Quantity::new(size)?,
        None => position.size,
    };
    let schedule = Schedule { maker: Rate::ZERO, taker: Rate::ZERO, liquidation: Fee { rate, base } };
    let prices = FeePrices { fill: price, bankruptcy: bankruptcy.unwrap_or(price) };
    Ok(Some(schedule.clearance(&position, part, prices)?.get()))
}

fn socialised_loss(facts: &Facts<'_>, name: &str) -> Answer {
    if !name.contains("delta") && !name.contains("loss") {
        return Err(unknown(name));
    }
    let loss = facts.money(&["bad_debt", "loss", "shortfall"])?;
    let sides = (
        facts.get(&["open_interest_long", "oi_long", "base_long"]),
        facts.get(&["open_interest_short", "oi_short", "base_short"]),
        facts.get(&["open_interest", "total_open_interest", "open_interest_total", "oi", "total_oi"]),
    );
    let (longs, shorts) = match sides {
        (Some(longs), Some(shorts), None) => (longs, shorts),
        // One number is what the loss is spread over: both sides together.
        (None, None, Some(both)) => (both, Decimal::ZERO),
        _ => return Err("open interest of both sides, or of all together, is needed".into()),
    };
    // Rounded up to the digits that are printed; the programme itself counts in millionths.
    let printed = facts.vector.expected.first().and_then(|e| e.value().ok().flatten());
    Ok(Some(socialised(loss, longs, shorts, printed.map_or(6, |p| p.normalize().scale()))?))
}

/// The dispatch leaves all other kinds to the margin suite.
#[test]
fn kinds_of_margin_are_left_alone() {
    let text = r#"[{"id": "x", "kind": "liquidation_price", "venue": "moon", "inputs": {}, "expected": {}}]"#;
    let vector = crate::record::read_text(text).unwrap().remove(0);
    assert!(judge(&vector).is_none() && crate::costs::judge(&vector).is_none());
    assert!(matches!(crate::rule::rule_of(&vector), Err(Skipped(_))));
}
