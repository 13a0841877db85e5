//! What is counted of a second, from one mark to the next.

use super::super::stream::event::{Event, What};
use super::super::stream::world::World;
use crate::engine::Error;
use crate::engine::error::{Field, within};

/// One second of a stream.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Second {
    /// Number of the mark that closes it.
    pub sequence: u64,
    /// When it closed.
    pub time: f64,
    /// Orders added.
    pub adds: u32,
    /// Orders cancelled.
    pub cancels: u32,
    /// Trades.
    pub trades: u32,
    /// Change of the logarithm of open interest over collateral.
    pub leverage: f64,
    /// Largest of forced over resting contracts, over all bands.
    pub crowded: f64,
    /// The band that has it.
    pub band: usize,
    /// Log return of the mark; zero for the first.
    pub price: f64,
    /// Half spread, as a part of the price.
    pub spread: f64,
    /// The mark.
    pub mark: f64,
    /// The index.
    pub index: f64,
    /// The time that the mark is of.
    pub stamped: f64,
    /// Taker fee.
    pub taker: f64,
    /// Leverage of all together when it began.
    before: f64,
    /// The mark before.
    last: Option<f64>,
}

impl Second {
    /// The first.
    pub(super) fn begin(world: &World) -> Self {
        Self {
            sequence: 0,
            time: 0.0,
            adds: 0,
            cancels: 0,
            trades: 0,
            leverage: 0.0,
            crowded: 0.0,
            band: 0,
            price: 0.0,
            spread: 0.0,
            mark: 0.0,
            index: 0.0,
            stamped: 0.0,
            taker: world.taker(),
            before: world.leverage(),
            last: None,
        }
    }

    /// The one after another.
    pub(super) fn after(other: &Self, world: &World) -> Self {
        Self { last: Some(other.mark), ..Self::begin(world) }
    }

    pub(super) fn count(&mut self, event: &Event) {
        match event.what {
            What::Add { .. } => self.adds = self.adds.saturating_add(1),
            What::Cancel { .. } => self.cancels = self.cancels.saturating_add(1),
            What::Trade { .. } => self.trades = self.trades.saturating_add(1),
            What::Leverage { .. } | What::Fees { .. } => {}
            What::Mark { mark, index, stamped, spread } => {
                (self.sequence, self.time) = (event.sequence, event.time);
                (self.mark, self.index, self.stamped, self.spread) = (mark, index, stamped, spread);
                self.price = self.last.map_or(0.0, |last| libm::log(mark / last));
            }
        }
    }

    pub(super) fn close(&mut self, world: &World) {
        (self.band, self.crowded) = world.most_crowded();
        let now = world.leverage();
        self.leverage = if now > 0.0 && self.before > 0.0 { libm::log(now / self.before) } else { 0.0 };
        self.taker = world.taker();
    }

    /// As words, for its hash.
    pub(super) fn words(&self) -> Vec<u64> {
        let mut words = vec![self.sequence];
        words.extend([self.adds, self.cancels, self.trades].map(u64::from));
        words.push(u64::try_from(self.band).unwrap_or(u64::MAX));
        let numbers =
            [self.time, self.leverage, self.crowded, self.price, self.spread, self.mark, self.index, self.stamped];
        words.extend(numbers.map(f64::to_bits));
        words.push(self.taker.to_bits());
        words
    }
}

/// Errors: an event with a value that cannot be.
pub(super) fn check(event: &Event) -> Result<(), Error> {
    within(Field::Time, event.time, 0.0..=f64::MAX)?;
    match event.what {
        What::Add { size, .. } | What::Cancel { size, .. } | What::Trade { size, .. } => {
            within(Field::Contracts, size, 0.0..=f64::MAX)
        }
        What::Leverage { leverage, .. } => within(Field::Leverage, leverage, 1.0..=1e6),
        What::Mark { mark, index, spread, stamped } => {
            within(Field::Mark, mark, f64::MIN_POSITIVE..=f64::MAX)?;
            within(Field::Price, index, f64::MIN_POSITIVE..=f64::MAX)?;
            within(Field::Spread, spread, 0.0..=1.0)?;
            within(Field::Time, stamped, f64::MIN..=f64::MAX)
        }
        What::Fees { taker } => within(Field::TakerFee, taker, -1.0..=1.0),
    }
}
