//! Funding over cycles: rates of payments to come, and the payment at which a market that never moves liquidates.
//!
//! Lives here: `rates` (fixed, growing, or a premium's path through a venue's rule) and `flat_market` (margin after any payment, and the end).
//! Nothing is stepped to a limit: sums have closed forms, and the end is solved. Source: makers section 3, margin-rules section 3.

pub mod flat_market;
pub mod rates;

pub use flat_market::{FlatMarket, Lasts, State};
pub use rates::{After, Never, RatePath, Reach};

use crate::engine::Error;
use crate::engine::units::{Checked as _, Rate};
use rust_decimal::Decimal;

/// Hours of a day.
const DAY: Decimal = Decimal::from_parts(24, 0, 0, false, 0);

/// Days after which a payment is taken, at hours from one to the next. Errors: overflow.
pub fn days(cycle: u64, interval_hours: Decimal) -> Result<Decimal, Error> {
    Decimal::from(cycle).times(interval_hours)?.over(DAY)
}

/// A rate of one payment as one of an hour, for comparing venues that pay at different intervals. Errors: an interval of zero.
pub fn hourly(rate: Rate, interval_hours: Decimal) -> Result<Rate, Error> {
    rate.get().over(interval_hours).map(Rate::new)
}

/// A rate of one payment as a plain sum of a number of them: of a year, say. Errors: overflow.
pub fn simple(rate: Rate, payments: Decimal) -> Result<Rate, Error> {
    rate.get().times(payments).map(Rate::new)
}

/// The same where each payment stays in what the next is taken of: (1 + r)^n - 1, in `f64` through `libm`. Infinite where it leaves the range of floats.
#[must_use]
pub fn compounded(rate: f64, payments: f64) -> f64 {
    libm::expm1(payments * libm::log1p(rate))
}
