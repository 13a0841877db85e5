//! Who has what besides the accounts: the counterparty, the fund and the venue. Every trade, fee and loss takes from one what it gives to
//! another, in whole micro-units, so the sum over all of them and the accounts never changes.

use super::amounts;
use super::market::PerSymbol;
use crate::engine::Error;

/// The others' accounts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ledger {
    /// Cash of the counterparty, which takes the other side of every forced trade, micro-units.
    pub counterparty: i128,
    /// Lots of the counterparty, so that the positions of a symbol sum to zero.
    pub counterparty_lots: PerSymbol<i64>,
    /// Coins that the counterparty bought, lots.
    pub counterparty_coins: PerSymbol<i64>,
    /// The insurance fund, micro-units; below zero it is what nobody covered.
    pub fund: i64,
    /// Coins that the fund took over, lots.
    pub fund_coins: PerSymbol<i64>,
    /// Taker fees that the venue took, micro-units.
    pub venue: i128,
}

impl Ledger {
    /// At the start: the counterparty stands against all accounts together.
    pub(super) fn new(fund: i64, open: &PerSymbol<(i64, i64)>) -> Self {
        let of = |(long, short): (i64, i64)| short.saturating_sub(long);
        let against = PerSymbol::from_fn(|s| u8::try_from(s).map_or(0, |s| of(open.of(s))));
        Self {
            counterparty: 0,
            counterparty_lots: against,
            counterparty_coins: PerSymbol::default(),
            fund,
            fund_coins: PerSymbol::default(),
            venue: 0,
        }
    }

    /// The counterparty buys lots of a position (sells where negative) for an amount. Errors: overflow.
    pub(super) fn take_lots(&mut self, symbol: u8, lots: i64, amount: i64) -> Result<(), Error> {
        if let Some(own) = self.counterparty_lots.at(symbol) {
            *own = amounts::plus(*own, lots)?;
        }
        // Amounts of 64 bits do not fill 128.
        self.counterparty = self.counterparty.saturating_sub(i128::from(amount));
        Ok(())
    }

    /// The fund pays, or receives where negative. Errors: overflow.
    pub(super) fn pay(&mut self, amount: i64) -> Result<(), Error> {
        self.fund = amounts::minus(self.fund, amount)?;
        Ok(())
    }

    /// Everything but the accounts.
    #[must_use]
    pub fn sum(&self) -> i128 {
        self.counterparty.saturating_add(i128::from(self.fund)).saturating_add(self.venue)
    }
}
