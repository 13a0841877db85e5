//! Accounts that hold the same symbols, in blocks of 64 by how near they are.
//!
//! Each account is scaled by its own size, M = |c| + sum of |w| P0, so that constant and weights add up to one in absolute value and slack
//! is a sum of small `f32` products with the prices relative to their start. A sum below the rounding error of its terms is no answer but a
//! question, put to the exact slack. Slack s can vanish only after some price has moved by s / (1 - |c| / M) of its start, so a block waits
//! until the way its prices have gone reaches the least of these. Source: cascade-model section 5.2.

use super::market::PerSymbol;

/// Accounts of a block. A power of two that fills whole vectors.
pub(super) const BLOCK: usize = 64;

/// Accounts compared at once.
const LANES: usize = 8;

/// The constant of who is no longer there: further away than any price.
pub(super) const GONE: f32 = 1e30;

/// Most symbols of a pack; accounts of more are kept loose.
pub(super) const WIDEST: usize = 16;

/// Accounts smaller than this, in micro-units, are kept loose: half a micro-unit would not be small against them.
pub(super) const SMALLEST: f64 = 1e8;

/// Accounts of one set of symbols.
#[derive(Debug, Clone)]
pub(super) struct Pack {
    /// Their symbols, rising.
    pub symbols: Vec<u8>,
    /// Place of the first account in the index; the others follow.
    pub first: u32,
    /// How many accounts.
    pub count: u32,
    /// Constants over size, block after block; padded with [`GONE`].
    pub constants: Vec<f32>,
    /// The constants of the start, to return to.
    pub home: Vec<f32>,
    /// Weights times starting price over size: per block, one row a symbol.
    pub weights: Vec<f32>,
    /// How far prices must have gone before a block is looked at again.
    pub due: Vec<f64>,
    /// The same at the start.
    pub due_home: Vec<f64>,
    /// How far prices have gone: the sum over rounds of the largest relative move of any of these symbols.
    pub gone: f64,
}

/// How far prices must go at least before a slack vanishes: slack less what rounding may be, over the part of the account that moves.
#[inline]
fn way(slack: f32, constant: f32, limit: f32) -> f32 {
    let moving = 1.0 - constant.abs();
    let moving = if moving > 0.0 { moving } else { 0.0 };
    (slack - limit) / (moving + 1e-6)
}

/// What looking at a block gave.
#[derive(Debug, Clone, Copy)]
pub(super) struct Screen {
    /// Least way to go of those whose slack is certain.
    pub room: f32,
    /// True where some may be liquidatable: those whose slack is not above the limit.
    pub near: bool,
}

impl Screen {
    /// How far prices may go before the block is to be looked at.
    pub fn safe(self) -> f64 {
        if self.near { 0.0 } else { f64::from(self.room) }
    }
}

impl Pack {
    /// Back to the start.
    pub fn reset(&mut self) {
        self.constants.copy_from_slice(&self.home);
        self.due.copy_from_slice(&self.due_home);
        self.gone = 0.0;
    }

    /// Prices relative to their start, as the blocks count.
    pub fn relative(&self, relative: &PerSymbol<f64>) -> ([f32; WIDEST], f32) {
        let mut prices = [0.0_f32; WIDEST];
        let mut largest = 1.0_f32;
        for (price, symbol) in prices.iter_mut().zip(&self.symbols) {
            *price = single(relative.of(*symbol));
            largest = largest.max(*price);
        }
        // Two roundings a term and one a sum, each at most 2^-24 of the whole.
        #[expect(clippy::cast_precision_loss, reason = "a handful")]
        let limit = 1e-7 * (self.symbols.len() as f32 + 5.0) * largest;
        (prices, limit)
    }

    /// Looks at one block. Slack is left in `slack`.
    #[inline]
    pub fn screen(&self, block: usize, prices: &[f32; WIDEST], limit: f32, slack: &mut [f32; BLOCK]) -> Screen {
        let width = self.symbols.len();
        let start = block.wrapping_mul(BLOCK);
        let constants = self.constants.get(start..start.wrapping_add(BLOCK)).unwrap_or_default();
        let rows = start.wrapping_mul(width);
        let weights = self.weights.get(rows..rows.wrapping_add(BLOCK.wrapping_mul(width))).unwrap_or_default();
        for (sum, constant) in slack.iter_mut().zip(constants) {
            *sum = *constant;
        }
        for (row, price) in weights.chunks_exact(BLOCK).zip(prices) {
            for (sum, weight) in slack.iter_mut().zip(row) {
                *sum += weight * price;
            }
        }
        // Lane by lane, so that whole vectors are compared at once. As bits, every number below zero is larger than every one above.
        let (mut least, mut all) = ([GONE.to_bits(); LANES], [0_u32; LANES]);
        for (sums, constants) in slack.chunks_exact(LANES).zip(constants.chunks_exact(LANES)) {
            for (((sum, constant), least), all) in sums.iter().zip(constants).zip(&mut least).zip(&mut all) {
                let way = way(*sum, *constant, limit).to_bits();
                *least = (*least).min(way);
                *all |= way;
            }
        }
        let bits = least.into_iter().fold(GONE.to_bits(), u32::min);
        let near = all.into_iter().fold(0, |all, lane| all | lane) >> 31 == 1;
        Screen { room: f32::from_bits(bits), near }
    }

    /// The lanes of a block whose slack is not above the limit.
    pub fn lanes_at(slack: &[f32; BLOCK], limit: f32, mut found: impl FnMut(usize, f32)) {
        for (first, sums) in (0..BLOCK).step_by(LANES).zip(slack.chunks_exact(LANES)) {
            // The sign of every difference is set just where no slack is at or below the limit.
            let none = sums.iter().fold(u32::MAX, |all, sum| all & (limit - *sum).to_bits()) >> 31 == 1;
            if !none {
                for (lane, sum) in (first..).zip(sums) {
                    if *sum <= limit {
                        found(lane, *sum);
                    }
                }
            }
        }
    }

    /// Takes the account in a lane of a block out of all later rounds.
    pub fn remove(&mut self, index: usize) {
        if let Some(constant) = self.constants.get_mut(index) {
            *constant = GONE;
        }
    }
}

/// The nearest `f32`.
#[expect(clippy::cast_possible_truncation, reason = "only the exact slack decides")]
pub(super) fn single(value: f64) -> f32 {
    value as f32
}
