//! A row of the account as the trade of the page, and what imported tables, books and funding make of the settings.

use super::taken::{BookTold, FundingTold};
use crate::engine::account::{Mode, Portfolio, Row};
use crate::engine::import::proposal::ImportedTable;
use crate::engine::import::symbol::Symbol;
use crate::engine::margin::{Contract, Side};
use crate::engine::scenario::Scenario;
use crate::engine::scenario::parameters::{
    BookChoice, ChoiceValue as _, Coin, Interval, LADDER, MarginMode, ParameterId as P, TableChoice,
};
use crate::engine::units::{Checked, Money};
use crate::engine::{Cause, Error};
use rust_decimal::{Decimal, RoundingStrategy};

/// The coin of a market among those that the trade can be of.
#[must_use]
pub fn of_coin(market: &str) -> Option<Coin> {
    let coin = Symbol::read(market).coin;
    Coin::ALL.iter().copied().find(|known| known.name().eq_ignore_ascii_case(&coin))
}

/// The scenario with a row as its trade: coin, side, size, entry, mark, leverage, venue, own rates, and what stands behind it, the other rows
/// frozen at their marks. Errors: a row that is not there; what the page's settings do not hold, by the setting.
pub fn as_trade(account: &Portfolio, place: usize, scenario: Scenario) -> Result<Scenario, Error> {
    let row = *account.row(place)?;
    let Some(market) = account.markets.get(row.market) else {
        return Err(Cause::NoSuchPosition { index: row.market, count: account.markets.len() }.into());
    };
    let coin = of_coin(&market.name).ok_or_else(|| {
        let typed = crate::engine::echo::echo(&Symbol::read(&market.name).coin);
        let accepted = Coin::ALL.iter().map(|coin| coin.name().to_owned()).collect();
        Error::at(P::Coin, Cause::UnknownChoice { typed, accepted })
    })?;
    // An inverse position counts quote currency; the page counts coins at the entry.
    let coins = match row.contract {
        Contract::Linear => row.size.get(),
        Contract::Inverse => row.size.get().over(row.entry.get())?,
    };
    let mark = market.mark.get().over(row.entry.get())?.minus(Decimal::ONE)?.times(Decimal::ONE_HUNDRED)?;
    let trade = scenario
        .choosing(coin)
        .choosing(row.side)
        .choosing(row.contract)
        .choosing(account.rule.model.id)
        .with_number(P::Size, coins.round_dp(8))?
        .with_number(P::Entry, row.entry.get().round_dp(10))?
        .with_number(P::Mark, mark.round_dp(4))?
        .with_default(P::AddedDay);
    let trade = with_rates(trade, account, &row)?;
    match row.mode {
        Mode::Isolated(margin) => isolated(trade, &row, margin),
        Mode::Cross => {
            let behind = account.behind(place)?.ok_or_else(|| Error::at(P::Rate, Cause::Empty))?;
            let behind = in_quote(&row, behind)?;
            let leverage = row.leverage.round_dp(2).max(Decimal::ONE);
            trade
                .choosing(MarginMode::Cross)
                .with_number(P::OtherSize, Decimal::ZERO)?
                .with_number(P::FreeBalance, behind.round_dp(8))?
                .with_number(P::Leverage, leverage)
        }
    }
}

/// An amount in the settlement currency, in quote currency at the entry.
fn in_quote(row: &Row, amount: Money) -> Result<Decimal, Error> {
    match row.contract {
        Contract::Linear => Ok(amount.get()),
        Contract::Inverse => amount.get().times(row.entry.get()),
    }
}

/// An isolated position: the chosen leverage and what was added to it; where less is posted than that leverage asks, the leverage of what is.
fn isolated(trade: Scenario, row: &Row, margin: Money) -> Result<Scenario, Error> {
    let notional = row.position().entry_notional()?;
    let of = |leverage: Decimal| margin.minus(notional.over(leverage)?);
    let chosen = row.leverage.round_dp(2).max(Decimal::ONE);
    let leverage = if of(chosen)? >= Money::ZERO {
        chosen
    } else {
        let own = notional.get().over(margin.get()).map_err(|e| e.or_at(P::Leverage))?;
        own.round_dp_with_strategy(2, RoundingStrategy::AwayFromZero)
    };
    let added = in_quote(row, of(leverage)?)?;
    trade
        .choosing(MarginMode::Isolated)
        .with_number(P::Leverage, leverage)?
        .with_number(P::AddedMargin, added.max(Decimal::ZERO).round_dp(8))
}

/// The reader's own rates as the bracket of the position says them, and the next one where there is one. A market without a table leaves them.
fn with_rates(trade: Scenario, account: &Portfolio, row: &Row) -> Result<Scenario, Error> {
    let Some(tiers) = account.markets.get(row.market).and_then(|market| market.tiers.as_ref()) else {
        return Ok(trade);
    };
    let notional = row.position().entry_notional()?;
    let Some(own) = tiers.at(notional) else { return Ok(trade) };
    let percent = |rate: Decimal| rate.times(Decimal::ONE_HUNDRED).map(|percent| percent.round_dp(4));
    let next = tiers.brackets().iter().find(|bracket| bracket.floor > own.floor);
    let trade = trade.choosing(TableChoice::FLAT).with_number(P::Rate, percent(own.rate)?)?;
    match next {
        Some(next) => trade.with_number(P::NextRate, percent(next.rate)?),
        None => trade.with_number(P::NextRate, percent(own.rate)?),
    }
}

/// The account with imported tables in the place of those that its markets of the same name have. Errors: a table that is none at the mark.
pub fn renewed_tables(account: &Portfolio, tables: &[ImportedTable]) -> Result<Portfolio, Error> {
    let mut renewed = account.clone();
    for market in &mut renewed.markets {
        let same = |table: &&ImportedTable| {
            table.symbol == market.name || Symbol::read(&table.symbol).coin == Symbol::read(&market.name).coin
        };
        if let Some(table) = tables.iter().rev().find(same) {
            market.tiers = Some(table.tiers(market.mark)?);
        }
    }
    Ok(renewed)
}

/// The scenario with a forced close in an imported book. Errors: a book that is empty on the side that it meets.
pub fn in_book(book: &BookTold, scenario: Scenario) -> Result<Scenario, Error> {
    let levels = if scenario.side() == Side::Long { &book.bids } else { &book.asks };
    let mut scenario = scenario.choosing(BookChoice::Ladder);
    for ((id, _), depth) in LADDER.into_iter().zip(levels) {
        scenario = scenario.with_number(id, depth.get().round_dp(2))?;
    }
    Ok(scenario)
}

/// The scenario with the last payment of an imported history as its funding. Errors: a rate outside the setting.
pub fn paying(funding: &FundingTold, scenario: Scenario) -> Result<Scenario, Error> {
    let percent = funding.last.get().times(Decimal::ONE_HUNDRED)?;
    let scenario = scenario.with_number(P::FundingRate, percent.round_dp(6))?;
    let hours = funding
        .hours
        .and_then(|hours| Interval::ALL.iter().copied().find(|interval| Decimal::from(interval.hours()) == hours));
    Ok(hours.map_or(scenario, |interval| scenario.choosing(interval)))
}
