//! Positions: the side, size and prices of a row, the margin behind it, and the rate and rule it is liquidated by.

use super::{bybit, rates};
use crate::engine::echo::echo;
use crate::engine::error::{FileProblem, within};
use crate::engine::import::cells::{Cells, Taken, missing, named};
use crate::engine::import::proposal::{Answers, ImportedPosition, MarginMode, Note, Proposal, Question};
use crate::engine::import::role::Role;
use crate::engine::import::shape::Shape;
use crate::engine::import::symbol::Symbol;
use crate::engine::margin::{Contract, Position, Side, VenueId};
use crate::engine::units::{Checked, Money, Price, Quantity, Rate};
use crate::engine::{Cause, Error};
use rust_decimal::Decimal;

/// Venues whose contracts are linear whatever their symbols look like.
const LINEAR: [&str; 3] = ["Hyperliquid", "dYdX v4", "Cascade Notes"];

/// Reads a position.
pub(super) fn take<C: Cells>(
    shape: &Shape,
    path: &str,
    cells: &C,
    answers: &Answers,
    proposal: &mut Proposal,
) -> Result<Taken, Error> {
    let symbol = Symbol::read(cells.text(Role::Symbol).ok_or_else(|| missing(Role::Symbol))?);
    let contract = settled(shape, cells, &symbol, answers, proposal);
    let Some((signed, hedged)) = sized(shape, cells, &symbol.text, contract, answers, proposal)? else {
        return Ok(Taken::Empty);
    };
    let side = if signed.is_sign_negative() { Side::Short } else { Side::Long };
    let size = Quantity::new(signed.abs())?;
    let entry = positive(cells, Role::Entry)?.ok_or_else(|| missing(Role::Entry))?;
    let position = Position { side, contract, size, entry };
    let mark = match positive(cells, Role::Mark)? {
        Some(mark) => Some(mark),
        None => match cells.nonzero(Role::Notional)? {
            Some(notional) => Some(mark_of(&position, notional.abs()).map_err(|e| e.or_at(named("notional")))?),
            None => None,
        },
    };
    let mode = mode(cells)?;
    let by_bybit = cells.cell(Role::MaintenanceWithReserve).is_some() && shape.key == "bybit-position";
    let amounts = if shape.key == "bybit-position" {
        Some(bybit::amounts(cells, &symbol.text, &position, mark, answers, proposal)?)
    } else {
        None
    };
    let rule = match (answers.rule, &amounts) {
        (Some(rule), _) if rule.model().takes(contract) => rule,
        (_, Some(amounts)) => amounts.rule,
        _ => rule(shape, contract),
    };
    let rate = match told_rate(cells, &symbol.text, answers)? {
        Some(rate) => Some(rate),
        None if by_bybit => amounts.and_then(|a| a.rate),
        None => rate_of_maintenance(cells, &symbol.text, &position, mark, proposal)?,
    };
    let reserve = match amounts.and_then(|a| a.reserve) {
        Some(reserve) => Some(reserve),
        None => reserve_of_maintenance(cells, &position, rate)?,
    };
    if rate.is_none() {
        proposal.ask(Question::MaintenanceRate { symbol: symbol.text.clone() });
    }
    let margin = if mode == Some(MarginMode::Cross) { None } else { margin(cells, &position, reserve)? };
    let amount = |role| cells.nonzero(role).map(|value| value.map(Money::new));
    let leverage = cells.nonzero(Role::Leverage)?;
    let imported = ImportedPosition {
        path: path.to_owned(),
        account: cells.text(Role::Account).map(str::to_owned),
        symbol,
        side,
        contract,
        size,
        entry,
        mark,
        // A position with margin of its own is isolated, whether or not the file says so.
        mode: mode.or(margin.map(|_| MarginMode::Isolated)),
        hedged,
        leverage,
        max_leverage: match cells.nonzero(Role::RateLeverage)? {
            Some(most) => Some(most),
            None => cells.nonzero(Role::MaxLeverage)?,
        },
        margin,
        rate,
        closing_fee: amounts.and_then(|a| a.fee),
        rule,
        maintenance: match amount(Role::Maintenance)? {
            Some(printed) => Some(printed),
            None => amount(Role::MaintenanceWithReserve)?,
        },
        initial_at_mark: amount(Role::InitialAtMark)?,
        initial_at_entry: amount(Role::InitialWithReserve)?,
        order_margin: amount(Role::OrderMargin)?,
        profit: cells.number(Role::Profit)?.map(Money::new),
        liquidation: printed(cells, Role::Liquidation)?,
        bankruptcy: printed(cells, Role::Bankruptcy)?,
        time: cells.moment(Role::Time)?,
    };
    proposal.positions.push(imported);
    Ok(Taken::Used)
}

/// Asks for the wallet of cross positions where the file has none.
pub(super) fn ask_for_wallets(proposal: &mut Proposal) {
    let account = &proposal.account;
    if account.wallet.is_some() || account.cross_wallet.is_some() || account.cross_equity.is_some() {
        return;
    }
    let cross = |position: &&ImportedPosition| position.mode == Some(MarginMode::Cross) && position.account.is_none();
    let symbols: Vec<String> = proposal.positions.iter().filter(cross).map(|p| p.symbol.text.clone()).collect();
    for symbol in symbols {
        proposal.ask(Question::Wallet { symbol });
    }
}

/// A price above zero; zero and nothing are none. Errors: below zero.
fn positive<C: Cells>(cells: &C, role: Role) -> Result<Option<Price>, Error> {
    match cells.nonzero(role)? {
        None => Ok(None),
        Some(value) => Price::new(value).map(Some).map_err(|e| cells.at(role, e.cause)),
    }
}

/// A printed price; a venue that prints a price below zero prints none.
fn printed<C: Cells>(cells: &C, role: Role) -> Result<Option<Price>, Error> {
    Ok(cells.number(role)?.and_then(|value| Price::new(value).ok()))
}

/// The price at which a position has this notional.
fn mark_of(position: &Position, notional: Decimal) -> Result<Price, Error> {
    let size = position.size.get();
    let exact = match position.contract {
        Contract::Linear => notional.over(size)?,
        Contract::Inverse => size.over(notional)?,
    };
    Price::new(exact)
}

/// Linear or inverse: what the reader says, then the spelling, then the file, then the venue.
pub(super) fn settled<C: Cells>(
    shape: &Shape,
    cells: &C,
    symbol: &Symbol,
    answers: &Answers,
    proposal: &mut Proposal,
) -> Contract {
    if let Some((_, told)) = answers.contracts.iter().find(|(name, _)| *name == symbol.text) {
        return *told;
    }
    let category = cells.text(Role::Category).map(str::to_ascii_lowercase);
    let by_category = match category.as_deref() {
        Some("inverse" | "true") => Some(Contract::Inverse),
        Some("linear" | "false") => Some(Contract::Linear),
        _ => None,
    };
    if let Some(said) = by_category.or(symbol.contract) {
        return said;
    }
    if LINEAR.contains(&shape.from) && shape.from != "Cascade Notes" {
        return Contract::Linear;
    }
    let inverse = symbol.text.ends_with("USD") && !LINEAR.contains(&shape.from);
    let contract = if inverse { Contract::Inverse } else { Contract::Linear };
    proposal.note(Note::ContractAssumed { symbol: symbol.text.clone(), contract });
    contract
}

/// The signed size, and whether the row is one of a hedged pair; `None` for an empty position.
fn sized<C: Cells>(
    shape: &Shape,
    cells: &C,
    symbol: &str,
    contract: Contract,
    answers: &Answers,
    proposal: &mut Proposal,
) -> Result<Option<(Decimal, bool)>, Error> {
    let contracts = match cells.number(Role::SignedContracts)? {
        Some(count) => Some(count),
        None => cells.number(Role::Contracts)?,
    };
    let coins = match cells.number(Role::SignedSize)? {
        Some(size) => Some(size),
        None => cells.number(Role::Size)?,
    };
    // Binance's coin-margined amounts are contracts of a number of dollars.
    let in_contracts = contracts.is_some() || (contract == Contract::Inverse && shape.key == "binance-position");
    let count = contracts.or(coins).ok_or_else(|| missing(Role::Size))?;
    if count.is_zero() {
        return Ok(None);
    }
    let (side, hedged) = side(cells, count)?;
    let size = if in_contracts { count.times(contract_size(cells, symbol, answers, proposal)?)? } else { count };
    Ok(Some((size.abs().times(side.sign())?, hedged)))
}

/// The size of one contract: from the row, or from the reader, who is asked. Errors: [`FileProblem::ContractSize`].
pub(super) fn contract_size<C: Cells>(
    cells: &C,
    symbol: &str,
    answers: &Answers,
    proposal: &mut Proposal,
) -> Result<Decimal, Error> {
    let told = answers.contract_sizes.iter().find(|(name, _)| name == symbol).map(|(_, size)| *size);
    let size = match told {
        Some(size) => Some(size),
        None => cells.nonzero(Role::ContractSize)?,
    };
    match size {
        Some(size) if size > Decimal::ZERO => Ok(size),
        Some(_) => Err(cells.at(Role::ContractSize, Cause::NotPositive)),
        None => {
            proposal.ask(Question::ContractSize { symbol: symbol.to_owned() });
            Err(Error::at(named(symbol), Cause::File(FileProblem::ContractSize)))
        }
    }
}

/// The side, and whether long and short are kept apart.
fn side<C: Cells>(cells: &C, count: Decimal) -> Result<(Side, bool), Error> {
    let by_sign = if count.is_sign_negative() { Side::Short } else { Side::Long };
    if let Some(kept) = cells.text(Role::SideKept) {
        let kept = kept.to_ascii_lowercase();
        if kept.contains("long") {
            return Ok((Side::Long, true));
        }
        if kept.contains("short") {
            return Ok((Side::Short, true));
        }
        if !matches!(kept.as_str(), "both" | "net" | "single") {
            return Err(cells.at(Role::SideKept, Cause::File(FileProblem::NoSide { typed: echo(&kept) })));
        }
    }
    let hedged =
        matches!(cells.number(Role::SideNumber)?, Some(number) if number == Decimal::ONE || number == Decimal::TWO);
    match cells.text(Role::SideWord) {
        None => Ok((by_sign, hedged)),
        Some(word) => match side_word(word) {
            Some(side) => Ok((side, hedged)),
            None => Err(cells.at(Role::SideWord, Cause::File(FileProblem::NoSide { typed: echo(word) }))),
        },
    }
}

/// The side of a position by a word.
pub(in crate::engine::import) fn side_word(word: &str) -> Option<Side> {
    match word.to_ascii_lowercase().as_str() {
        "long" | "buy" | "b" | "bid" => Some(Side::Long),
        "short" | "sell" | "s" | "ask" => Some(Side::Short),
        _ => None,
    }
}

fn mode<C: Cells>(cells: &C) -> Result<Option<MarginMode>, Error> {
    let of = |isolated: bool| if isolated { MarginMode::Isolated } else { MarginMode::Cross };
    if let Some(word) = cells.text(Role::Mode) {
        match word.to_ascii_lowercase().as_str() {
            "isolated" | "fixed" => return Ok(Some(MarginMode::Isolated)),
            "cross" | "crossed" => return Ok(Some(MarginMode::Cross)),
            _ => {}
        }
    }
    if let Some(isolated) = cells.truth(Role::IsIsolated)? {
        return Ok(Some(of(isolated)));
    }
    if let Some(cross) = cells.truth(Role::IsCross)? {
        return Ok(Some(of(!cross)));
    }
    if cells.number(Role::ModeNumber)?.is_some_and(|number| number == Decimal::ONE) {
        return Ok(Some(MarginMode::Isolated));
    }
    // Gate's leverage of zero is cross; a liquidation price of nothing under Bybit's unified account is too.
    let no_leverage = cells.number(Role::Leverage)?.is_some_and(|leverage| leverage.is_zero());
    let unified = cells.cell(Role::InitialWithReserve).is_some() && cells.nonzero(Role::MarginWithReserve)?.is_none();
    Ok((no_leverage || unified).then_some(MarginMode::Cross))
}

/// Margin without profit and without what is held for closing.
fn margin<C: Cells>(cells: &C, position: &Position, reserve: Option<Money>) -> Result<Option<Money>, Error> {
    if let Some(margin) = cells.nonzero(Role::Margin)? {
        return Ok(Some(Money::new(margin)));
    }
    if let Some(margin) = cells.number(Role::Collateral)? {
        return Ok(Some(Money::new(margin)));
    }
    if let Some(raw) = cells.number(Role::RawUsd)? {
        // What is owed or had besides the coins, and the coins at their entry: the margin before any profit.
        let coins = position.entry_notional()?.get().times(position.side.sign())?;
        return raw.plus(coins).map(|margin| Some(Money::new(margin)));
    }
    if let (Some(margin), Some(reserve)) = (cells.nonzero(Role::MarginWithReserve)?, reserve) {
        return Money::new(margin).minus(reserve).map(Some);
    }
    match (cells.nonzero(Role::MarginWithProfit)?, cells.number(Role::Profit)?) {
        (Some(margin), Some(profit)) => margin.minus(profit).map(|margin| Some(Money::new(margin))),
        _ => Ok(None),
    }
}

/// KuCoin: what maintenance holds for closing is what it has above its rate at the entry.
fn reserve_of_maintenance<C: Cells>(
    cells: &C,
    position: &Position,
    rate: Option<Rate>,
) -> Result<Option<Money>, Error> {
    match (cells.nonzero(Role::MaintenanceWithReserve)?, rate) {
        (Some(maintenance), Some(rate)) => {
            Money::new(maintenance).minus(position.entry_notional()?.times(rate)?).map(Some)
        }
        _ => Ok(None),
    }
}

/// A rate that the reader or the row says.
fn told_rate<C: Cells>(cells: &C, symbol: &str, answers: &Answers) -> Result<Option<Rate>, Error> {
    let told = answers.rates.iter().find(|(name, _)| name == symbol).map(|(_, rate)| *rate);
    let rate = match told {
        Some(rate) => Some(rate),
        None => cells.nonzero(Role::Rate)?,
    };
    if let Some(rate) = rate {
        within(named("rate"), rate, Decimal::ZERO..Decimal::ONE).map_err(|e| cells.at(Role::Rate, e.cause))?;
        return Ok(Some(Rate::new(rate)));
    }
    match cells.nonzero(Role::RateLeverage)? {
        None => Ok(None),
        Some(most) => {
            let rate = Decimal::ONE.over(most.times(Decimal::TWO)?)?;
            within(named("rate"), rate, Decimal::ZERO..Decimal::ONE)
                .map_err(|e| cells.at(Role::RateLeverage, e.cause))?;
            Ok(Some(Rate::new(rate)))
        }
    }
}

/// A flat rate from the printed maintenance at the mark.
fn rate_of_maintenance<C: Cells>(
    cells: &C,
    symbol: &str,
    position: &Position,
    mark: Option<Price>,
    proposal: &mut Proposal,
) -> Result<Option<Rate>, Error> {
    let (Some(maintenance), Some(mark)) = (cells.nonzero(Role::Maintenance)?, mark) else { return Ok(None) };
    let digits = cells.text(Role::Maintenance).map_or(0, rates::printed_digits);
    let rate = rates::shortest(maintenance, position.notional(mark)?.get(), digits)?;
    if !(Decimal::ZERO..Decimal::ONE).contains(&rate) {
        return Ok(None);
    }
    let rate = Rate::new(rate);
    proposal.note(Note::RateFromMaintenance { symbol: symbol.to_owned(), rate });
    Ok(Some(rate))
}

/// The rule of a venue for a contract.
fn rule(shape: &Shape, contract: Contract) -> VenueId {
    let named = match (shape.from, contract) {
        ("Binance", Contract::Linear) => VenueId::BinanceUsdm,
        ("Binance", Contract::Inverse) => VenueId::BinanceCoinm,
        ("Kraken futures", Contract::Inverse) => VenueId::Kraken,
        ("Kraken futures", Contract::Linear) => VenueId::KrakenLinear,
        _ => shape.venue.unwrap_or(VenueId::Generic),
    };
    if named.model().takes(contract) { named } else { VenueId::Generic }
}
