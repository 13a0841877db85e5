//! The funding rate of a venue, as data with a date.
//!
//! Premium and interest are rates of eight hours unless a rule says otherwise; a positive rate is paid by longs to shorts. Rate of
//! one payment = formula of premium and interest, over the divisor, within the cap. Source: margin-rules sections 1 and 3.

use crate::engine::Error;
use crate::engine::units::{Checked, Price, Rate};
use rust_decimal::Decimal;

/// How premium P and interest I make a rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Formula {
    /// P + clamp(I - P, -c, +c), divided.
    Clamped {
        /// c, not below zero.
        clamp: Rate,
    },
    /// P, divided; no interest.
    PremiumOnly,
    /// P divided, plus I of one payment. dYdX.
    PremiumAndInterest,
    /// max(c, P) + min(-c, P), divided: nothing within the band. Deribit.
    DeadBand {
        /// c, not below zero.
        band: Rate,
    },
}

/// The largest rate, either way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cap {
    /// A rate.
    Absolute(Rate),
    /// A multiple of the first bracket's maintenance rate.
    Maintenance(Decimal),
    /// A multiple of initial less maintenance rate.
    MarginGap(Decimal),
}

/// Margin rates of the first bracket, on which some caps rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarginRates {
    /// Initial margin rate.
    pub initial: Rate,
    /// Maintenance margin rate.
    pub maintenance: Rate,
}

/// How a venue makes the rate of one payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FundingRule {
    /// The venue's name.
    pub venue: &'static str,
    /// First payment under this rule, in Unix seconds; `None` where the date is not known.
    pub since: Option<i64>,
    /// The formula.
    pub formula: Formula,
    /// Interest: of eight hours, but of one payment for [`Formula::PremiumAndInterest`].
    pub interest: Rate,
    /// What the formula is divided by: eight hours over the interval, unless a venue says otherwise.
    pub divisor: Decimal,
    /// The cap, where the venue has one for every contract.
    pub cap: Option<Cap>,
    /// The cap is one of eight hours and is divided too.
    pub cap_is_divided: bool,
    /// Hours from one payment to the next.
    pub interval: Decimal,
}

const fn rate(units: u32, digits: u32) -> Rate {
    Rate::new(Decimal::from_parts(units, 0, 0, false, digits))
}

const EIGHT: Decimal = Decimal::from_parts(8, 0, 0, false, 0);
const THREE_QUARTERS: Decimal = Decimal::from_parts(75, 0, 0, false, 2);

/// The form that most venues share: P + clamp(I - P, +-0.05 %), I = 0.01 %, every eight hours.
const COMMON: FundingRule = FundingRule {
    venue: "",
    since: None,
    formula: Formula::Clamped { clamp: rate(5, 4) },
    interest: rate(1, 4),
    divisor: Decimal::ONE,
    cap: None,
    cap_is_divided: false,
    interval: EIGHT,
};

/// Binance since 2025-09-18. The multiple in the cap is 0.75 or 1, by contract.
pub const BINANCE: FundingRule =
    FundingRule { venue: "Binance", since: Some(1_758_153_600), cap: Some(Cap::Maintenance(THREE_QUARTERS)), ..COMMON };

/// OKX. Its cap is set per contract.
pub const OKX: FundingRule = FundingRule { venue: "OKX", ..COMMON };

/// Bybit. Its cap is set per contract.
pub const BYBIT: FundingRule = FundingRule { venue: "Bybit", ..COMMON };

/// BitMEX.
pub const BITMEX: FundingRule = FundingRule { venue: "BitMEX", cap: Some(Cap::MarginGap(THREE_QUARTERS)), ..COMMON };

/// dYdX v4: an eighth of the premium and the interest of an hour, every hour; 600 % of the margin gap in eight hours.
pub const DYDX: FundingRule = FundingRule {
    venue: "dYdX v4",
    formula: Formula::PremiumAndInterest,
    interest: Rate::ZERO,
    divisor: EIGHT,
    cap: Some(Cap::MarginGap(Decimal::from_parts(6, 0, 0, false, 0))),
    cap_is_divided: true,
    interval: Decimal::ONE,
    ..COMMON
};

/// Deribit, as a rate of eight hours; it accrues continuously.
pub const DERIBIT: FundingRule =
    FundingRule { venue: "Deribit", formula: Formula::DeadBand { band: rate(25, 5) }, interest: Rate::ZERO, ..COMMON };

const HYPERLIQUID: &str = "Hyperliquid";

/// Hyperliquid's four rules on record, oldest first; the last is the one documented today. Begins as the 1,038 recorded payments
/// have them: 2023-05-12 00:00, 2023-06-08 01:00, 2023-06-16 21:00 and 2023-07-15 02:00 UTC.
pub const HYPERLIQUID_ERAS: [FundingRule; 4] = [
    FundingRule {
        venue: HYPERLIQUID,
        since: Some(1_683_849_600),
        formula: Formula::Clamped { clamp: rate(3, 4) },
        ..COMMON
    },
    FundingRule {
        venue: HYPERLIQUID,
        since: Some(1_686_186_000),
        formula: Formula::Clamped { clamp: rate(3, 4) },
        divisor: EIGHT,
        interval: Decimal::ONE,
        ..COMMON
    },
    FundingRule {
        venue: HYPERLIQUID,
        since: Some(1_686_949_200),
        formula: Formula::PremiumOnly,
        divisor: EIGHT,
        interval: Decimal::ONE,
        ..COMMON
    },
    FundingRule {
        venue: HYPERLIQUID,
        since: Some(1_689_386_400),
        divisor: EIGHT,
        interval: Decimal::ONE,
        cap: Some(Cap::Absolute(rate(4, 2))),
        ..COMMON
    },
];

/// The Hyperliquid rule of a time in Unix seconds; the first on record for all before it.
#[must_use]
pub fn hyperliquid_at(seconds: i64) -> FundingRule {
    let [first, later @ ..] = HYPERLIQUID_ERAS;
    later.into_iter().rfind(|rule| rule.since.is_some_and(|since| since <= seconds)).unwrap_or(first)
}

impl FundingRule {
    /// The same rule paid every `hours`, with the divisor that keeps it a rate of eight hours; interest of one payment goes with the
    /// interval. Errors: zero or overflow. Source: margin-rules section 1, Binance, F / (8 / N).
    pub fn every(self, hours: Decimal) -> Result<Self, Error> {
        let interest = match self.formula {
            Formula::PremiumAndInterest => self.interest.get().times(hours)?.over(self.interval)?,
            _ => self.interest.get(),
        };
        Ok(Self { divisor: EIGHT.over(hours)?, interval: hours, interest: Rate::new(interest), ..self })
    }

    /// The cap on one payment; `None` where there is none, or where it rests on margin rates that are not given.
    pub fn cap(&self, margins: Option<MarginRates>) -> Result<Option<Rate>, Error> {
        let cap = match (self.cap, margins) {
            (Some(Cap::Absolute(rate)), _) => rate.get(),
            (Some(Cap::Maintenance(factor)), Some(m)) => factor.times(m.maintenance.get())?,
            (Some(Cap::MarginGap(factor)), Some(m)) => factor.times(m.initial.get().minus(m.maintenance.get())?)?,
            (None, _) | (Some(_), None) => return Ok(None),
        };
        let cap = if self.cap_is_divided { cap.over(self.divisor)? } else { cap };
        Ok(Some(Rate::new(cap.max(Decimal::ZERO))))
    }

    /// The rate of one payment for a premium. Errors: overflow, or a divisor of zero.
    pub fn rate(&self, premium: Rate, margins: Option<MarginRates>) -> Result<Rate, Error> {
        let (p, i) = (premium.get(), self.interest.get());
        let divided = match self.formula {
            Formula::Clamped { clamp } => p.plus(within(i.minus(p)?, clamp))?.over(self.divisor)?,
            Formula::PremiumOnly => p.over(self.divisor)?,
            Formula::PremiumAndInterest => p.over(self.divisor)?.plus(i)?,
            Formula::DeadBand { band } => {
                let band = band.get();
                band.max(p).plus((-band).min(p))?.over(self.divisor)?
            }
        };
        Ok(Rate::new(match self.cap(margins)? {
            Some(cap) => within(divided, cap),
            None => divided,
        }))
    }
}

/// The nearest value that is no farther from zero than `limit`, either way.
fn within(value: Decimal, limit: Rate) -> Decimal {
    value.max(-limit.get()).min(limit.get())
}

/// Drift: what a long pays for one coin at one payment, in quote currency: the mark's average less the oracle's, at most a
/// `widest`-th of the oracle (33 for the safest markets), over the payments of a day. Drift counts in whole 10^-9 and truncates
/// toward zero. Source: margin-rules section 1, Drift.
pub fn drift_payment(mark: Price, oracle: Price, widest: Decimal, per_day: Decimal) -> Result<Decimal, Error> {
    let limit = Rate::new(oracle.get().over(widest)?);
    let spread = within(mark.get().minus(oracle.get())?, limit);
    Ok(spread.over(per_day)?.trunc_with_scale(9))
}

/// dYdX: how far the funding index moves in `seconds` at a rate of eight hours, in quote quanta for one base quantum, truncated
/// toward zero to 10^-6. `resolution` is the decimal exponent of one base quantum in coin, such as -10; one quote quantum is
/// 10^-6. Source: margin-rules section 1, dYdX v4.
pub fn dydx_index_delta(eight_hours: Rate, seconds: u32, price: Price, resolution: i32) -> Result<Decimal, Error> {
    let shift = resolution.saturating_add(6);
    let step = if shift < 0 { Decimal::new(1, 1) } else { Decimal::TEN };
    let mut worth = price.get();
    // Past 64 places every price has overflowed or come to nothing.
    for _ in 0..shift.unsigned_abs().min(64) {
        worth = worth.times(step)?;
    }
    let time = Decimal::from(seconds).over(Decimal::from(28_800))?;
    Ok(eight_hours.get().times(worth)?.times(time)?.trunc_with_scale(6))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{d, price, rate};

    fn margins() -> Option<MarginRates> {
        Some(MarginRates { initial: rate("0.05"), maintenance: rate("0.03") })
    }

    #[test]
    fn the_clamp_holds_the_rate_at_interest_until_the_premium_is_far_from_it() {
        let paid = |premium: &str| OKX.rate(rate(premium), None).unwrap();
        assert_eq!(paid("0.0003"), rate("0.0001"));
        assert_eq!(paid("0.001"), rate("0.0005"));
        assert_eq!(paid("-0.001"), rate("-0.0005"));
    }

    #[test]
    fn shorter_intervals_pay_their_share() {
        let hourly = BINANCE.every(Decimal::ONE).unwrap();
        assert_eq!(hourly.rate(rate("0.001"), None).unwrap(), rate("0.0000625"));
        assert!(BINANCE.every(Decimal::ZERO).is_err());
        let dydx = FundingRule { interest: rate("0.0001"), ..DYDX };
        assert_eq!(dydx.rate(rate("0.0008"), None).unwrap(), rate("0.0002"));
        assert_eq!(dydx.every(EIGHT).unwrap().rate(rate("0.0008"), None).unwrap(), rate("0.0016"));
    }

    #[test]
    fn caps_are_of_the_payment_or_of_eight_hours() {
        assert_eq!(BINANCE.rate(rate("0.9"), margins()).unwrap(), rate("0.0225"));
        assert_eq!(BITMEX.rate(rate("-0.9"), margins()).unwrap(), rate("-0.015"));
        assert_eq!(DYDX.rate(rate("0.9"), margins()).unwrap(), rate("0.015"));
        assert_eq!(DYDX.rate(rate("0.08"), margins()).unwrap(), rate("0.01"));
        assert_eq!(DYDX.rate(rate("0.9"), None).unwrap(), rate("0.1125"));
        assert_eq!(HYPERLIQUID_ERAS[3].rate(rate("0.9"), None).unwrap(), rate("0.04"));
    }

    #[test]
    fn deribit_charges_nothing_within_its_band() {
        let paid = |premium: &str| DERIBIT.rate(rate(premium), None).unwrap();
        assert_eq!(paid("0.0002"), Rate::ZERO);
        assert_eq!(paid("0.001"), rate("0.00075"));
        assert_eq!(paid("-0.001"), rate("-0.00075"));
    }

    #[test]
    fn hyperliquids_rule_is_the_one_of_its_time() {
        let rule = |seconds| hyperliquid_at(seconds);
        assert_eq!(rule(0), HYPERLIQUID_ERAS[0]);
        assert_eq!(rule(1_686_182_400), HYPERLIQUID_ERAS[0]);
        assert_eq!(rule(1_686_186_000), HYPERLIQUID_ERAS[1]);
        assert_eq!(rule(1_686_949_200), HYPERLIQUID_ERAS[2]);
        assert_eq!(rule(1_800_000_000), HYPERLIQUID_ERAS[3]);
    }

    #[test]
    fn drift_limits_the_spread_before_it_is_divided() {
        let paid = |mark: &str, oracle: &str| drift_payment(price(mark), price(oracle), d("33"), d("24")).unwrap();
        assert_eq!(paid("50", "49"), d("0.041666666"));
        assert_eq!(paid("49", "50"), d("-0.041666666"));
        assert_eq!(paid("90", "66"), d("0.083333333"));
    }

    #[test]
    fn the_index_of_dydx_is_truncated_toward_zero() {
        let delta = |hourly: &str, seconds, index: &str, resolution| {
            dydx_index_delta(rate(hourly), seconds, price(index), resolution).unwrap()
        };
        assert_eq!(delta("-1.001999", 28_800, "1000", -12), d("-0.001001"));
        assert_eq!(delta("0.001", 3600, "36000", -10), d("0.00045"));
        assert_eq!(delta("0.001", 3600, "2", -5), d("0.0025"));
        assert!(dydx_index_delta(rate("1"), 1, price("1"), i32::MAX).is_err());
    }
}
