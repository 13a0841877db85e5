//! A population drawn some accounts at a time, for whoever must not wait for all of them.

use super::Assumed;
use crate::engine::Error;
use crate::engine::cascade::market::{Market, SYMBOLS};
use crate::engine::cascade::population::{Account, Builder, Population, Source};

/// A population that is being drawn.
#[derive(Debug)]
pub struct Draw {
    assumed: Assumed,
    market: Market,
    /// Accounts whose weights are counted.
    summed: u32,
    /// Accounts that stand.
    drawn: u32,
    /// Weights by symbol and side.
    sums: [[f64; 2]; SYMBOLS],
    builder: Builder,
}

impl Draw {
    pub(super) fn new(assumed: &Assumed, market: &Market) -> Self {
        let builder = Builder::new(market);
        let (assumed, market) = (assumed.clone(), market.clone());
        Self { assumed, market, summed: 0, drawn: 0, sums: [[0.0; 2]; SYMBOLS], builder }
    }

    /// Goes on by so many accounts. False once all of them stand. Errors: amounts that overflow.
    pub fn some(&mut self, many: u32) -> Result<bool, Error> {
        let Self { assumed, market, sums, .. } = self;
        // Each account has a stream of its own and is drawn twice, first for the sums: no draft is kept, and no setting moves another account.
        if self.summed < assumed.accounts {
            let end = self.summed.saturating_add(many).min(assumed.accounts);
            for number in self.summed..end {
                for leg in assumed.draft(market, number).0.legs() {
                    let sum = sums.get_mut(usize::from(leg.symbol)).and_then(|s| s.get_mut(usize::from(leg.short)));
                    if let Some(sum) = sum {
                        *sum += leg.weight;
                    }
                }
            }
            self.summed = end;
            return Ok(true);
        }
        let end = self.drawn.saturating_add(many).min(assumed.accounts);
        for number in self.drawn..end {
            let (draft, mut stream) = assumed.draft(market, number);
            self.builder.add(&assumed.account(market, &draft, sums, &mut stream)?)?;
        }
        self.drawn = end;
        Ok(end < assumed.accounts)
    }

    /// The part of the way that is gone, 0 to 1.
    #[must_use]
    pub fn part(&self) -> f64 {
        (f64::from(self.summed) + f64::from(self.drawn)) / (2.0 * f64::from(self.assumed.accounts))
    }

    /// Adds one that is not drawn, after all that are. Errors as [`Builder::add`].
    pub fn add(&mut self, account: &Account) -> Result<(), Error> {
        self.builder.add(account)
    }

    /// All of them. Errors as [`Builder::finish`].
    pub fn finish(self) -> Result<Population, Error> {
        Ok(self.builder.finish()?.labelled(Source::Assumed { seed: self.assumed.seed }))
    }
}
