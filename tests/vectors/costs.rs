//! Vectors of funding rates, funding payments, premium indices and mark prices.

use crate::facts::{Answer, Facts, differences, level, unknown};
use crate::record::{Problem, Vector};
use cascade_notes::engine::costs::book::{Ladder, Level, Taker};
use cascade_notes::engine::costs::funding::{
    BINANCE, BITMEX, BYBIT, Cap, DERIBIT, DYDX, Formula, FundingRule, HYPERLIQUID_ERAS, MarginRates, OKX,
    drift_payment, dydx_index_delta, hyperliquid_at,
};
use cascade_notes::engine::costs::mark::{HyperliquidMark, MedianMark, fair_price, index_and_basis, median};
use cascade_notes::engine::costs::payment::{Cycle, Holding, PaidFrom, Wallets};
use cascade_notes::engine::costs::premium::{Impact, whole_ppm};
use cascade_notes::engine::margin::{Position, Requirement, Side, Tiers};
use cascade_notes::engine::units::{Money, Price, Quantity, Rate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

/// What fails, or `None` for a vector of another kind.
pub fn judge(vector: &Vector) -> Option<Vec<String>> {
    let facts = Facts::of(vector);
    // What may stand beside the inputs that decide, for the same question.
    for names in [&INDEX[..], &INTERVAL, &MAINTENANCE, &INITIAL, &MARK, &LAST, &PREMIUM] {
        facts.knows(names);
    }
    facts.knows(&["side", "leverage", "impact_notional", "premium_8h", "time_ms", "time", "timestamp"]);
    let answer: fn(&Facts<'_>, &str, Decimal) -> Answer = match vector.kind.as_str() {
        "funding_rate" => funding_rate,
        "funding_payment" => funding_payment,
        "premium_index" => premium_index,
        "mark_price" => mark_price,
        _ => return None,
    };
    Some(differences(&facts, &|name, unit| answer(&facts, name, unit)))
}

const INDEX: [&str; 5] = ["index", "index_price", "oracle", "oracle_price", "spot_index"];
const INTERVAL: [&str; 6] =
    ["interval_h", "funding_interval_h", "interval_hours", "interval", "funding_interval", "funding_interval_hours"];
const MAINTENANCE: [&str; 7] =
    ["mmf", "mmr", "maintenance_rate", "maintenance_margin_rate", "mm_rate", "maintenance_margin", "maintenance"];
const INITIAL: [&str; 6] = ["imf", "imr", "initial_rate", "initial_margin_rate", "im_rate", "initial_margin"];

fn margins(facts: &Facts<'_>) -> Option<MarginRates> {
    let maintenance = Rate::new(facts.get(&MAINTENANCE)?);
    Some(MarginRates { initial: facts.get(&INITIAL).map_or(maintenance, Rate::new), maintenance })
}

/// The venue's rule, with what the vector says of it in its place.
fn rule(facts: &Facts<'_>) -> Result<FundingRule, Problem> {
    let seconds = facts.get(&["time_ms"]).map(|ms| ms / Decimal::from(1000)).or(facts.get(&["time", "timestamp"]));
    let hyperliquid = || seconds.and_then(|s| s.to_i64()).map_or(HYPERLIQUID_ERAS[3], hyperliquid_at);
    let known: [(&str, FundingRule); 11] = [
        ("okx", OKX),
        ("gate", OKX),
        ("bitget", OKX),
        ("kucoin", OKX),
        ("generic", OKX),
        ("binance", BINANCE),
        ("bybit", BYBIT),
        ("bitmex", BITMEX),
        ("deribit", DERIBIT),
        ("dydx", DYDX),
        ("hyperliquid", hyperliquid()),
    ];
    // Of another venue the common form is known where the vector says its clamp and interest.
    let clamp = ["clamp", "interest_clamp", "clamp_limit", "dampener", "band"];
    let interest = ["interest_8h", "interest_rate_8h", "interest", "interest_rate", "interest_hourly", "interest_1h"];
    let said = (facts.get(&clamp).is_some() || facts.is_null("clamp")) && facts.get(&interest).is_some();
    let of_venue = known.iter().find(|(name, _)| facts.is_venue(name)).map(|&(_, rule)| rule);
    let mut rule = of_venue
        .or(said.then_some(OKX))
        .ok_or_else(|| Problem(format!("no funding rule of {} is on record", facts.vector.venue)))?;
    if let Some(hours) = facts.get(&INTERVAL) {
        rule = rule.every(hours)?;
    }
    if let Some(divisor) = facts.get(&["divisor"]) {
        rule.divisor = divisor;
    }
    let of_eight = facts.get(&["interest_8h", "interest_rate_8h"]).map(Rate::new);
    match (rule.formula, of_eight) {
        (Formula::PremiumAndInterest, Some(interest)) => {
            let hours = rule.interval;
            rule = FundingRule { interest, interval: Decimal::from(8), ..rule }.every(hours)?;
        }
        (_, Some(interest)) => rule.interest = interest,
        (_, None) => {
            let given = facts.get(&["interest", "interest_rate", "interest_hourly", "interest_1h"]);
            rule.interest = given.map_or(rule.interest, Rate::new);
        }
    }
    match (rule.formula, facts.get(&clamp)) {
        (Formula::DeadBand { .. }, Some(band)) => rule.formula = Formula::DeadBand { band: Rate::new(band) },
        (Formula::PremiumAndInterest, _) => {}
        (_, Some(clamp)) => rule.formula = Formula::Clamped { clamp: Rate::new(clamp) },
        (_, None) if facts.is_null("clamp") => rule.formula = Formula::PremiumOnly,
        (_, None) => {}
    }
    let factor = facts.get(&["cap_multiple", "cap_multiplier", "cap_factor", "cap_ratio"]);
    match (facts.get(&["cap", "funding_cap", "cap_rate", "max_rate", "cap_upper"]), factor, rule.cap) {
        (Some(cap), _, _) => rule.cap = Some(Cap::Absolute(Rate::new(cap))),
        (None, Some(factor), Some(Cap::MarginGap(_))) => rule.cap = Some(Cap::MarginGap(factor)),
        (None, Some(factor), _) => rule.cap = Some(Cap::Maintenance(factor)),
        (None, None, _) => {}
    }
    Ok(rule)
}

const PREMIUM: [&str; 6] =
    ["premium", "premium_index", "premium_rate", "average_premium", "avg_premium", "average_premium_index"];

fn premium(facts: &Facts<'_>) -> Result<Rate, Problem> {
    match facts.get(&PREMIUM) {
        Some(premium) => Ok(Rate::new(premium)),
        None => impact_premium(facts),
    }
}

fn funding_rate(facts: &Facts<'_>, name: &str, _: Decimal) -> Answer {
    if facts.is_venue("drift") {
        let (mark, oracle) = (facts.price(&["mark_twap", "mark"])?, facts.price(&["oracle_twap", "oracle"])?);
        let widest = facts.get(&["clamp_divisor", "spread_divisor"]).unwrap_or(Decimal::from(33));
        let per_day = facts.get(&["periods_per_day", "periods"]).unwrap_or(Decimal::from(24));
        return Ok(Some(drift_payment(mark, oracle, widest, per_day)?));
    }
    let mut rule = rule(facts)?;
    let plain = name.strip_suffix("_8h").unwrap_or(name);
    if plain != name {
        rule = rule.every(Decimal::from(8))?;
    }
    match plain {
        "funding_rate" | "rate" | "funding" => Ok(Some(rule.rate(premium(facts)?, margins(facts))?.get())),
        "funding_cap" | "cap" | "upper_cap" => Ok(rule.cap(margins(facts))?.map(Rate::get)),
        "funding_floor" | "floor" | "lower_cap" => Ok(rule.cap(margins(facts))?.map(|cap| -cap.get())),
        _ => Err(unknown(name)),
    }
}

const MARK: [&str; 4] = ["mark_price", "mark", "entry_price", "price"];

fn cycles(facts: &Facts<'_>) -> Result<Vec<Cycle>, Problem> {
    let one_rate = facts.get(&["funding_rate", "rate"]);
    let rates = facts.numbers(&["funding_rates", "rates"]);
    let marks = facts.numbers(&["mark_prices", "marks"]);
    let said = facts.get(&["payments", "cycles", "intervals"]).and_then(|n| n.to_usize());
    let count = rates.as_ref().or(marks.as_ref()).map_or(said.unwrap_or(1), Vec::len);
    let held = Rate::new(facts.get(&["time_in_ratio", "held_ratio", "time_ratio"]).unwrap_or(Decimal::ONE));
    let mut cycles = Vec::new();
    for i in 0..count {
        let rate = rates.as_ref().and_then(|r| r.get(i).copied()).or(one_rate).ok_or("no funding rate is given")?;
        let mark = match &marks {
            Some(marks) => Price::new(*marks.get(i).ok_or("marks and rates differ in number")?)?,
            None => facts.price(&MARK)?,
        };
        cycles.push(Cycle { held, ..Cycle::whole(mark, Rate::new(rate)) });
    }
    Ok(cycles)
}

fn funding_payment(facts: &Facts<'_>, name: &str, _: Decimal) -> Answer {
    if let Some(resolution) = facts.get(&["atomic_resolution"]) {
        let rate = facts.rate(&["funding_rate_8h", "funding_rate"])?;
        let seconds = facts.need(&["seconds", "time"])?.to_u32().ok_or("the time is no whole number of seconds")?;
        let resolution = resolution.to_i32().ok_or("the resolution is no whole number")?;
        let mut price = facts.need(&["price", "oracle_price", "market_price"])?;
        // The chain keeps a price as a whole number and an exponent.
        let exponent = facts.get(&["exponent", "price_exponent"]).and_then(|e| e.to_i32()).unwrap_or_default();
        let step = if exponent < 0 { Decimal::new(1, 1) } else { Decimal::TEN };
        for _ in 0..exponent.unsigned_abs().min(28) {
            price *= step;
        }
        return Ok(Some(dydx_index_delta(rate, seconds, Price::new(price)?, resolution)?));
    }
    let cycles = cycles(facts)?;
    let first = cycles.first().ok_or("no payment is given")?;
    let position = match facts.position(&MARK) {
        Ok(position) => position,
        Err(_) => {
            let marks = facts.numbers(&["mark_prices", "marks"]).ok_or("no price is given")?;
            let entry = Price::new(marks[0])?;
            let size = Quantity::new(facts.need(&["size", "amount", "quantity"])?.abs())?;
            Position { side: facts.side()?, contract: facts.vector.contract, size, entry }
        }
    };
    // What is left of a margin, and where that liquidates, is not known without one.
    let needs_margin = name.contains("margin") || name.contains("liquidation");
    if needs_margin && facts.get(&["margin"]).is_none() {
        return Err("margin: none is given".into());
    }
    if name.contains("liquidation") && facts.get(&MAINTENANCE).is_none() {
        return Err("no maintenance rate is given".into());
    }
    let balance = |names: &[&str]| Money::new(facts.get(names).unwrap_or_default());
    let requirement = match facts.get(&MAINTENANCE) {
        Some(rate) if facts.text(&["family"]).as_deref() == Some("b") => {
            Requirement::fixed(position.entry_notional()?.times(Rate::new(rate))?)?
        }
        rate => Requirement::by_tier(Tiers::flat(rate.unwrap_or_default(), Decimal::ZERO)?),
    };
    let free_first = facts.get(&["free_balance", "available_balance"]).is_some();
    let paid = Holding {
        position: &position,
        requirement: &requirement,
        wallets: Wallets { margin: balance(&["margin"]), free: balance(&["free_balance", "available_balance"]) },
        paid_from: if free_first { PaidFrom::FreeBalanceFirst } else { PaidFrom::PositionMargin },
    }
    .through(&cycles)?;
    let last = paid.last().ok_or("no payment is given")?;
    let exit = facts.some_price(&["exit_price"])?;
    let pnl = || -> Result<Money, Problem> { Ok(position.unrealised(exit.ok_or("no exit is given")?)?) };
    // What goes to the side the key names; the counterparty gets what the position pays.
    let toward = |amount: Money| match (name.rsplit('_').next(), position.side) {
        (Some("short"), Side::Short) | (Some("long"), Side::Long) => -amount.get(),
        (Some("trader" | "received" | "holder"), _) => -amount.get(),
        _ => amount.get(),
    };
    if let Some(number) =
        name.strip_prefix("payment_").and_then(|rest| rest.split('_').next()?.chars().next()?.to_digit(10))
    {
        let at = usize::try_from(number).map_err(|e| Problem(e.to_string()))?;
        return Ok(Some(toward(paid.get(at - 1).ok_or("there are fewer payments")?.payment)));
    }
    match name {
        "position_value" | "notional" => Ok(Some(position.notional(first.mark)?.get())),
        "pnl" => Ok(Some(pnl()?.get())),
        "net" => Ok(Some(pnl()?.minus(last.total)?.get())),
        "margin_after" | "margin_left" => Ok(Some(last.wallets.margin.get())),
        "free_balance_after" | "available_balance_after" => Ok(Some(last.wallets.free.get())),
        "liquidation_price" | "liquidation_price_after" => Ok(last.trigger.price().map(Price::get)),
        _ if ["payment", "sum", "funding", "total"].iter().any(|start| name.starts_with(start)) => {
            Ok(Some(toward(last.total)))
        }
        _ => Err(unknown(name)),
    }
}

fn ladder(facts: &Facts<'_>, taker: Taker, keys: &[&str], index: Price) -> Result<Option<Ladder>, Problem> {
    let size_first = facts.vector.raw.keys().any(|key| key.contains("size_price"));
    let Some(rows) = facts.list(keys).filter(|rows| !rows.is_empty()) else { return Ok(None) };
    let mut levels = Vec::new();
    for row in rows {
        let (price, size) = level(row, size_first)?;
        levels.push(Level { price: Price::new(price)?, size: Quantity::new(size)? });
    }
    Ok(Some(Ladder::new(taker, index, levels)?))
}

fn impact_premium(facts: &Facts<'_>) -> Result<Rate, Problem> {
    let index = facts.price(&INDEX)?;
    let (bids, asks) = (on_side(facts, &BIDS, index)?, on_side(facts, &ASKS, index)?);
    if bids.is_none() && asks.is_none() {
        // Of no side nothing is known, and not that there is no premium. Deribit's premium is that of its mark.
        let mark = facts.some_price(&["mark_price", "mark"])?.ok_or("neither side of the book is given")?;
        return Ok(Impact { bid: Some(mark), ask: Some(mark) }.premium(index)?);
    }
    // A side that holds less than the notional has no impact price.
    Ok(Impact { bid: bids.flatten(), ask: asks.flatten() }.premium(index)?)
}

/// How one side of a book is written.
struct Written {
    taker: Taker,
    prices: [&'static str; 4],
    lists: [&'static str; 3],
    words: [&'static str; 4],
}

const BIDS: Written = Written {
    taker: Taker::Sell,
    prices: ["impact_bid", "impact_bid_price", "impact_price_bid", "bid_impact_price"],
    lists: ["bids", "bids_size_price", "bids_price_size"],
    words: ["bid", "bids", "buy", "bid_side"],
};

const ASKS: Written = Written {
    taker: Taker::Buy,
    prices: ["impact_ask", "impact_ask_price", "impact_price_ask", "ask_impact_price"],
    lists: ["asks", "asks_size_price", "asks_price_size"],
    words: ["ask", "asks", "sell", "ask_side"],
};

/// The impact price of a side; outer `None` where nothing is said of the side, inner where it holds too little.
fn on_side(facts: &Facts<'_>, side: &Written, index: Price) -> Result<Option<Option<Price>>, Problem> {
    if let Some(price) = facts.some_price(&side.prices)? {
        return Ok(Some(Some(price)));
    }
    let named = facts.text(&["book_side", "book", "side"]);
    let other = if side.words == BIDS.words { ASKS.words } else { BIDS.words };
    if let Some(word) = named.as_deref().filter(|word| !side.words.contains(word) && !other.contains(word)) {
        return Err(Problem(format!("book_side: {word:?} is neither bid nor ask")));
    }
    let one_sided = ["levels_size_price", "levels_price_size", "levels"];
    let lone = facts.some_price(&["impact_price", "impact"])?;
    if named.is_none() && (lone.is_some() || facts.list(&one_sided).is_some()) {
        return Err("book_side: one side is given, and not which".into());
    }
    let is_this = named.as_deref().is_some_and(|word| side.words.contains(&word));
    if let Some(price) = lone.filter(|_| is_this) {
        return Ok(Some(Some(price)));
    }
    let keys = if is_this && facts.list(&one_sided).is_some() { &one_sided[..] } else { &side.lists[..] };
    let Some(ladder) = ladder(facts, side.taker, keys, index)? else {
        // A list without levels is a side that holds nothing.
        return Ok(facts.list(keys).map(|_| None));
    };
    let notional = facts.money(&["impact_notional", "impact_margin_notional", "notional"])?;
    Ok(Some(ladder.average_over(notional)?))
}

fn premium_index(facts: &Facts<'_>, name: &str, unit: Decimal) -> Answer {
    let premium = impact_premium(facts)?;
    match name {
        "premium" | "premium_index" | "premium_rate" if unit == Decimal::new(1, 6) => {
            Ok(Some(whole_ppm(premium).get()))
        }
        "premium" | "premium_index" | "premium_rate" => Ok(Some(premium.get())),
        _ => Err(unknown(name)),
    }
}

const LAST: [&str; 4] = ["last_price", "last", "contract_price", "last_traded_price"];

fn mark_price(facts: &Facts<'_>, name: &str, _: Decimal) -> Answer {
    let index = facts.price(&INDEX)?;
    let by_funding = || -> Result<Price, Problem> {
        let rate = facts.rate(&["last_funding_rate", "funding_rate", "rate"])?;
        let left = facts.need(&["hours_to_funding", "time_left_h", "hours_left", "time_left", "time_to_funding_h"])?;
        Ok(fair_price(index, rate, left, facts.get(&INTERVAL).unwrap_or(Decimal::from(8)))?)
    };
    let basis = ["basis_ma", "ma_basis", "basis_ema", "ema", "basis_average", "moving_average_basis", "ema_basis"];
    let by_basis = || -> Result<Price, Problem> { Ok(index_and_basis(index, facts.need(&basis)?)?) };
    let mark = || -> Result<Option<Price>, Problem> {
        if facts.is_venue("bitmex") {
            return by_funding().map(Some);
        }
        if facts.is_venue("deribit") {
            return by_basis().map(Some);
        }
        if facts.is_venue("hyperliquid") {
            let (bid, ask) = (facts.some_price(&["best_bid", "bid"])?, facts.some_price(&["best_ask", "ask"])?);
            let book = match (bid, ask, facts.some_price(&LAST)?) {
                (Some(bid), Some(ask), Some(last)) => Some(median(bid, ask, last)),
                _ => facts.some_price(&["book_median", "book"])?,
            };
            let elsewhere = facts.some_price(&["cex_median", "cex_mid", "cex_weighted_median"])?;
            let book_average = facts.some_price(&["book_ema", "book_ema_30s", "ema_30s"])?;
            let oracle_and_basis = if facts.get(&basis).is_some() { Some(by_basis()?) } else { None };
            return Ok(HyperliquidMark { oracle_and_basis, book, elsewhere, book_average }.mark()?);
        }
        let median = MedianMark { by_funding: by_funding()?, by_basis: by_basis()?, last: facts.price(&LAST)? };
        Ok(Some(median.mark()))
    };
    match name {
        "p1" | "price_1" | "fair_price" => Ok(Some(by_funding()?.get())),
        "p2" | "price_2" => Ok(Some(by_basis()?.get())),
        "mark" | "mark_price" => Ok(mark()?.map(Price::get)),
        _ => Err(unknown(name)),
    }
}
