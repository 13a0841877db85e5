//! The summary of an account, and its collateral coins.

use crate::engine::Error;
use crate::engine::import::cells::{Cells, Taken};
use crate::engine::import::proposal::Proposal;
use crate::engine::import::role::Role;
use crate::engine::units::Money;

/// Reads a summary, or a coin of one. What stands twice is kept as it stood first.
pub(super) fn take<C: Cells>(cells: &C, proposal: &mut Proposal) -> Result<Taken, Error> {
    if let Some(coin) = cells.text(Role::Coin) {
        let Some(amount) = cells.nonzero(Role::CoinAmount)? else { return Ok(Taken::Empty) };
        proposal.account.coins.push((coin.to_owned(), amount));
        return Ok(Taken::Used);
    }
    let account = &mut proposal.account;
    for (role, place) in [
        (Role::Wallet, &mut account.wallet),
        (Role::CrossWallet, &mut account.cross_wallet),
        (Role::CrossEquity, &mut account.cross_equity),
        (Role::Equity, &mut account.equity),
        (Role::Available, &mut account.available),
        (Role::AccountMaintenance, &mut account.maintenance),
        (Role::AccountInitial, &mut account.initial),
    ] {
        let value = cells.number(role)?.map(Money::new);
        *place = place.or(value);
    }
    account.time = account.time.or(cells.moment(Role::Time)?);
    Ok(Taken::Used)
}
