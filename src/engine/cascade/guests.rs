//! Accounts that join a market's population from outside, all of one owner, and the text in which they are handed to a worker.
//!
//! They come last, so every other account keeps its number and its draws. What they may hold is checked where everybody's is: as they are added to
//! the population.

use super::population::{Account, Coins, Holding, Mode};
use crate::engine::error::Field;
use crate::engine::{Cause, Error};
use std::str::FromStr as _;

/// Most of them: each position with margin of its own is an account.
pub const MOST: usize = 200;

/// Accounts that join a population; perhaps none.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Guests(Vec<Account>);

impl Guests {
    /// These. Errors: more than [`MOST`].
    pub fn new(accounts: Vec<Account>) -> Result<Self, Error> {
        if accounts.len() > MOST {
            return Err(Error::at(Field::Population, Cause::TooLong { length: accounts.len(), limit: MOST }));
        }
        Ok(Self(accounts))
    }

    /// Each of them.
    #[must_use]
    pub fn accounts(&self) -> &[Account] {
        &self.0
    }

    /// How many they are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Their text, without a line break; empty where there are none. An account each, between semicolons: `i` or `x`, cash in micro-units, then
    /// positions as `p` symbol:lots:entry and coins as `c` symbol:lots; an entry by its 64 bits, which lose nothing and take no reading of floats.
    #[must_use]
    pub fn text(&self) -> String {
        let written = |account: &Account| {
            let mode = if account.mode == Mode::Isolated { 'i' } else { 'x' };
            let held = account.holdings.iter().map(|h| format!(" p{}:{}:{}", h.symbol, h.lots, h.entry.to_bits()));
            let coins = account.coins.iter().map(|c| format!(" c{}:{}", c.symbol, c.lots));
            format!("{mode} {}{}", account.cash, held.chain(coins).collect::<String>())
        };
        self.0.iter().map(written).collect::<Vec<_>>().join(";")
    }

    /// Reads such a text. Errors: it is none; more than [`MOST`].
    pub fn read(text: &str) -> Result<Self, Error> {
        let accounts = text.split(';').filter(|_| !text.is_empty()).map(account).collect::<Option<Vec<_>>>();
        Self::new(accounts.ok_or_else(|| Error::at(Field::Population, Cause::UnreadableAnswer))?)
    }
}

fn whole(text: &str) -> Option<i64> {
    i64::from_str(text).ok()
}

/// One account of a text; `None` where it is none.
fn account(text: &str) -> Option<Account> {
    let mut words = text.split(' ');
    let mode = match words.next()? {
        "i" => Mode::Isolated,
        "x" => Mode::Cross,
        _ => return None,
    };
    let mut account = Account { mode, cash: whole(words.next()?)?, holdings: vec![], coins: vec![] };
    for word in words {
        let (kind, rest) = word.split_at_checked(1)?;
        let mut parts = rest.split(':');
        let (symbol, lots) = (u8::from_str(parts.next()?).ok()?, whole(parts.next()?)?);
        match kind {
            "p" => account.holdings.push(Holding {
                symbol,
                lots,
                entry: f64::from_bits(u64::from_str(parts.next()?).ok()?),
            }),
            "c" => account.coins.push(Coins { symbol, lots }),
            _ => return None,
        }
        if parts.next().is_some() {
            return None;
        }
    }
    Some(account)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_arrive_as_they_were_sent() {
        let mut cross = Account::cross(-5, vec![Holding { symbol: 1, lots: -300, entry: 9.1 / 3.0 }]);
        cross.coins = vec![Coins { symbol: 0, lots: 7 }];
        let all =
            [vec![], vec![cross, Account::isolated(119_000_000, Holding { symbol: 0, lots: 20_000, entry: 100.0 })]];
        for accounts in all {
            let guests = Guests::new(accounts).unwrap();
            assert!(!guests.text().contains(['\n', '\u{0}']));
            assert_eq!(Guests::read(&guests.text()).unwrap(), guests);
        }
    }

    #[test]
    fn what_is_none_is_refused() {
        for text in ["i", "y 1", "i 1.5", "i 1;", "i 1 p300:1:1", "i 1 p0:1", "i 1 c0:1:2", "i 1 q0:1:2", "i 1 \u{e9}"]
        {
            assert_eq!(Guests::read(text), Err(Error::at(Field::Population, Cause::UnreadableAnswer)), "{text}");
        }
        let one = Account::isolated(1, Holding { symbol: 0, lots: 1, entry: 1.0 });
        assert!(Guests::new(vec![one; MOST + 1]).is_err());
    }
}
