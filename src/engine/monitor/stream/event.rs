//! What can happen.

/// One event.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Event {
    /// Counted from 1, without a gap.
    pub sequence: u64,
    /// Seconds from the start.
    pub time: f64,
    /// What happened.
    pub what: What,
}

/// What happened. Sizes in contracts, prices in quote currency.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum What {
    /// An order was added in a band below the price, the nearest is 0.
    Add {
        /// Which band.
        band: usize,
        /// How much.
        size: f64,
    },
    /// An order was cancelled.
    Cancel {
        /// Which band.
        band: usize,
        /// How much.
        size: f64,
    },
    /// A trade.
    Trade {
        /// True where the taker bought.
        bought: bool,
        /// How much.
        size: f64,
    },
    /// An account changed its leverage.
    Leverage {
        /// Which.
        account: u32,
        /// To what.
        leverage: f64,
    },
    /// A new mark, with what it was made of.
    Mark {
        /// The mark.
        mark: f64,
        /// The index.
        index: f64,
        /// The time that the mark is of.
        stamped: f64,
        /// Half spread of the book, as a part of the price.
        spread: f64,
    },
    /// The fee schedule changed.
    Fees {
        /// Taker fee, as a part of the notional.
        taker: f64,
    },
}

impl Event {
    /// The event as words, for its hash.
    #[must_use]
    pub fn words(&self) -> [u64; 7] {
        let index = |band: usize| u64::try_from(band).unwrap_or(u64::MAX);
        let (kind, [a, b, c, d]) = match self.what {
            What::Add { band, size } => (0, [index(band), size.to_bits(), 0, 0]),
            What::Cancel { band, size } => (1, [index(band), size.to_bits(), 0, 0]),
            What::Trade { bought, size } => (2, [u64::from(bought), size.to_bits(), 0, 0]),
            What::Leverage { account, leverage } => (3, [u64::from(account), leverage.to_bits(), 0, 0]),
            What::Mark { mark, index, stamped, spread } => (4, [mark, index, stamped, spread].map(f64::to_bits)),
            What::Fees { taker } => (5, [taker.to_bits(), 0, 0, 0]),
        };
        [self.sequence, self.time.to_bits(), kind, a, b, c, d]
    }
}
