//! The book by bands below the price, and the accounts whose thresholds lie in them.

use super::event::What;
use crate::engine::random::Stream;

/// Bands below the price.
pub const BANDS: usize = 20;
/// Width of a band, as a log distance.
pub const WIDTH: f64 = 0.005;
/// Maintenance rate of all accounts.
const MAINTENANCE: f64 = 0.005;
/// Contracts that rest in a band at the start; less than a hundredth never rests there.
const RESTING: f64 = 400.0;

/// An account, long.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Account {
    /// Contracts.
    pub size: f64,
    /// Leverage, above 1.
    pub leverage: f64,
}

impl Account {
    /// The band that its threshold lies in: log distance 1/leverage less maintenance; `None` where it lies below all bands.
    #[must_use]
    pub fn band(&self) -> Option<usize> {
        let distance = (1.0 / self.leverage - MAINTENANCE).max(0.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "above zero; bounded below")]
        let band = (distance / WIDTH).min(1e6) as usize;
        (band < BANDS).then_some(band)
    }
}

/// A leverage as accounts choose it: evenly in the logarithm from 2 to 40.
pub(super) fn leverage(chance: &mut Stream) -> f64 {
    2.0 * libm::exp(chance.unit() * libm::log(20.0))
}

/// Book and accounts.
#[derive(Debug, Clone, PartialEq)]
pub struct World {
    depth: Vec<f64>,
    forced: Vec<f64>,
    accounts: Vec<Account>,
    /// Contracts held, and the collateral behind them in contracts at the entry price.
    held: f64,
    collateral: f64,
    taker: f64,
}

impl World {
    /// Draws the accounts; the book rests evenly.
    pub(super) fn draw(chance: &mut Stream, count: u32) -> Self {
        let accounts: Vec<Account> = (0..count)
            .map(|_| {
                let size = libm::exp(chance.normal());
                Account { size, leverage: leverage(chance) }
            })
            .collect();
        let mut world = Self {
            depth: vec![RESTING; BANDS],
            forced: vec![0.0; BANDS],
            held: accounts.iter().map(|account| account.size).sum(),
            collateral: accounts.iter().map(|account| account.size / account.leverage).sum(),
            accounts,
            taker: 0.000_5,
        };
        for account in world.accounts.clone() {
            world.force(account, 1.0);
        }
        world
    }

    fn force(&mut self, account: Account, sign: f64) {
        if let Some(forced) = account.band().and_then(|band| self.forced.get_mut(band)) {
            *forced = (*forced + sign * account.size).max(0.0);
        }
    }

    /// What an event changes.
    pub fn apply(&mut self, what: &What) {
        match *what {
            What::Add { band, size } => self.rest(band, size),
            What::Cancel { band, size } => self.rest(band, -size),
            What::Trade { bought: false, size } => self.rest(0, -size),
            What::Leverage { account, leverage } => {
                let at = usize::try_from(account).unwrap_or(usize::MAX);
                let Some(before) = self.accounts.get(at).copied() else { return };
                let after = Account { leverage, ..before };
                self.force(before, -1.0);
                self.force(after, 1.0);
                self.collateral += after.size / after.leverage - before.size / before.leverage;
                if let Some(slot) = self.accounts.get_mut(at) {
                    *slot = after;
                }
            }
            What::Fees { taker } => self.taker = taker,
            What::Trade { bought: true, .. } | What::Mark { .. } => {}
        }
    }

    fn rest(&mut self, band: usize, size: f64) {
        if let Some(depth) = self.depth.get_mut(band) {
            *depth = (*depth + size).max(0.01 * RESTING);
        }
    }

    /// Contracts forced in each band over the contracts that rest there: above one, a band cannot take its own liquidations.
    /// Source: cascade-model part two section 4.
    pub fn crowded(&self) -> impl Iterator<Item = f64> + '_ {
        self.forced.iter().zip(&self.depth).map(|(forced, depth)| forced / depth)
    }

    /// The band with the most forced over resting, and how much that is.
    #[must_use]
    pub fn most_crowded(&self) -> (usize, f64) {
        self.crowded().enumerate().fold((0, 0.0), |most, (band, b)| if b > most.1 { (band, b) } else { most })
    }

    /// Open interest over collateral: the leverage of all together.
    #[must_use]
    pub fn leverage(&self) -> f64 {
        if self.collateral > 0.0 { self.held / self.collateral } else { 0.0 }
    }

    /// Taker fee in force.
    #[must_use]
    pub const fn taker(&self) -> f64 {
        self.taker
    }

    /// The accounts.
    #[must_use]
    pub fn accounts(&self) -> &[Account] {
        &self.accounts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_move_with_leverage() {
        let account = |leverage| Account { size: 1.0, leverage };
        assert_eq!(account(10.0).band(), Some(19));
        assert_eq!(account(100.0).band(), Some(1));
        assert_eq!(account(1e9).band(), Some(0));
        assert_eq!(account(5.0).band(), None);
        let mut world = World::draw(&mut Stream::new(1, 1), 50);
        let (before, forced) = (world.leverage(), world.forced.iter().sum::<f64>());
        for account in 0..50 {
            world.apply(&What::Leverage { account, leverage: 30.0 });
        }
        assert!(world.leverage() > before && world.forced.iter().sum::<f64>() > forced);
        assert!((world.leverage() - 30.0).abs() < 1e-9);
        world.apply(&What::Leverage { account: 99, leverage: 1.0 });
        world.apply(&What::Cancel { band: 99, size: 1.0 });
        world.apply(&What::Cancel { band: 5, size: 1e9 });
        assert_eq!(world.depth[5], 4.0);
    }
}
