//! What a reader injects into a stream: six things that go wrong.

use super::event::What;
use super::world::{BANDS, WIDTH};
use crate::engine::Error;
use crate::engine::error::{Field, within};

/// Something that goes wrong, from a second on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Injection {
    /// Cancels come faster by a factor for so many seconds.
    CancelBurst {
        /// From when.
        at: f64,
        /// For how long.
        seconds: f64,
        /// How much faster.
        factor: f64,
    },
    /// The first so many accounts raise their leverage, one a tenth of a second.
    LeverageJump {
        /// From when.
        at: f64,
        /// How many.
        accounts: u32,
        /// To what.
        leverage: f64,
    },
    /// The thresholds of the first so many accounts gather in a band while its orders are cancelled.
    ThinBand {
        /// From when.
        at: f64,
        /// Which band, the nearest is 0.
        band: usize,
        /// How many accounts.
        accounts: u32,
    },
    /// Marks are repeated with the time they had.
    StaleFeed {
        /// From when.
        at: f64,
        /// For how long.
        seconds: f64,
    },
    /// The taker fee changes.
    FeeChange {
        /// When.
        at: f64,
        /// To what, as a part of the notional.
        taker: f64,
    },
    /// The spread widens slowly, for good.
    SlowDrift {
        /// From when.
        at: f64,
        /// By which part of itself a second.
        per_second: f64,
    },
}

/// An event that an injection makes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Due {
    pub at: f64,
    pub what: What,
}

/// Latest second at which something is injected.
const LATEST: f64 = 1e6;

impl Injection {
    /// When it begins, in seconds.
    #[must_use]
    pub const fn at(&self) -> f64 {
        match self {
            Self::CancelBurst { at, .. }
            | Self::LeverageJump { at, .. }
            | Self::ThinBand { at, .. }
            | Self::StaleFeed { at, .. }
            | Self::FeeChange { at, .. }
            | Self::SlowDrift { at, .. } => *at,
        }
    }

    /// Errors: a value outside its range.
    pub(super) fn checked(self) -> Result<Self, Error> {
        within(Field::Time, self.at(), 0.0..=LATEST)?;
        match self {
            Self::CancelBurst { seconds, factor, .. } => {
                within(Field::Duration, seconds, 0.0..=LATEST)?;
                within(Field::BurstFactor, factor, 0.0..=100.0)?;
            }
            Self::LeverageJump { accounts, leverage, .. } => {
                within(Field::AccountCount, accounts, 1..=100_000)?;
                within(Field::Leverage, leverage, 1.0..=1_000.0)?;
            }
            Self::ThinBand { band, accounts, .. } => {
                within(Field::Band, band, 0..=BANDS.saturating_sub(1))?;
                within(Field::AccountCount, accounts, 1..=100_000)?;
            }
            Self::StaleFeed { seconds, .. } => within(Field::Duration, seconds, 0.0..=LATEST)?,
            Self::FeeChange { taker, .. } => within(Field::TakerFee, taker, -0.1..=0.1)?,
            Self::SlowDrift { per_second, .. } => within(Field::DriftSpeed, per_second, 0.0..=1.0)?,
        }
        Ok(self)
    }

    /// By how much cancels are faster at a time, where they are.
    pub(super) fn cancels(&self, now: f64) -> Option<f64> {
        match self {
            Self::CancelBurst { at, seconds, factor } if (*at..*at + *seconds).contains(&now) => Some(*factor),
            _ => None,
        }
    }

    /// By how much the spread is wider at a time, where it is.
    pub(super) fn spread(&self, now: f64) -> Option<f64> {
        match self {
            Self::SlowDrift { at, per_second } if now >= *at => Some(1.0 + per_second * (now - at)),
            _ => None,
        }
    }

    /// One where the feed is stale at a time.
    pub(super) fn stale(&self, now: f64) -> Option<f64> {
        match self {
            Self::StaleFeed { at, seconds } if (*at..*at + *seconds).contains(&now) => Some(1.0),
            _ => None,
        }
    }

    /// The events it makes by itself.
    pub(super) fn due(&self) -> Vec<Due> {
        let one_by_one = |at: f64, accounts: u32, leverage: f64| {
            let when = move |account: u32| at + 0.1 * f64::from(account);
            (0..accounts).map(move |account| Due { at: when(account), what: What::Leverage { account, leverage } })
        };
        match *self {
            Self::CancelBurst { .. } | Self::StaleFeed { .. } | Self::SlowDrift { .. } => Vec::new(),
            Self::FeeChange { at, taker } => vec![Due { at, what: What::Fees { taker } }],
            Self::LeverageJump { at, accounts, leverage } => one_by_one(at, accounts, leverage).collect(),
            Self::ThinBand { at, band, accounts } => {
                #[expect(clippy::cast_precision_loss, reason = "twenty bands")]
                let distance = (band as f64 + 0.5) * WIDTH + 0.005;
                let cancels =
                    (0..20).map(|n| Due { at: at + 0.1 * f64::from(n), what: What::Cancel { band, size: 20.0 } });
                one_by_one(at, accounts, 1.0 / distance).chain(cancels).collect()
            }
        }
    }

    /// As words: its kind, then its values.
    pub(super) fn words(&self) -> Vec<u64> {
        let wide = |band: usize| u64::try_from(band).unwrap_or(u64::MAX);
        match *self {
            Self::CancelBurst { at, seconds, factor } => vec![0, at.to_bits(), seconds.to_bits(), factor.to_bits()],
            Self::LeverageJump { at, accounts, leverage } => {
                vec![1, at.to_bits(), u64::from(accounts), leverage.to_bits()]
            }
            Self::ThinBand { at, band, accounts } => vec![2, at.to_bits(), wide(band), u64::from(accounts)],
            Self::StaleFeed { at, seconds } => vec![3, at.to_bits(), seconds.to_bits()],
            Self::FeeChange { at, taker } => vec![4, at.to_bits(), taker.to_bits()],
            Self::SlowDrift { at, per_second } => vec![5, at.to_bits(), per_second.to_bits()],
        }
    }
}
