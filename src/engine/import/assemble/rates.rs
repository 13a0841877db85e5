//! A rate from an amount that was printed with so many digits.

use crate::engine::Error;
use crate::engine::units::{Checked, Rounding};
use rust_decimal::Decimal;

/// Digits that a rate is looked for with.
const FINEST: u32 = 10;

/// The shortest rate whose product with `base` prints as `amount`; the quotient itself where no rate of up to ten digits does.
/// `digits`: how many after the point the amount was printed with. Errors: overflow, a base of zero.
pub(super) fn shortest(amount: Decimal, base: Decimal, digits: u32) -> Result<Decimal, Error> {
    let exact = amount.over(base)?;
    // Venues round some amounts and cut others off: one unit of the last digit covers both.
    let unit = Decimal::new(1, digits.clamp(6, 18));
    for places in 1..=FINEST {
        let rate = Rounding::Nearest.digits(exact, places);
        if rate.times(base)?.minus(amount)?.abs() <= unit && !rate.is_zero() {
            return Ok(rate.normalize());
        }
    }
    Ok(exact)
}

/// True for a rate that a venue would choose: at most so many digits after the point as hundredths of a per cent have.
pub(super) fn is_round(rate: Decimal) -> bool {
    rate.normalize().scale() <= 4 && rate > Decimal::ZERO
}

/// Digits after the point of a printed number.
pub(super) fn printed_digits(text: &str) -> u32 {
    let fraction = text.trim().split_once('.').map_or("", |(_, fraction)| fraction);
    u32::try_from(fraction.bytes().take_while(u8::is_ascii_digit).count()).unwrap_or(0)
}
