//! Equity and requirement worked out from their definitions at a price, without the solver.

use cascade_notes::engine::margin::{Contract, Position};
use rust_decimal::Decimal;

/// Notional at a price.
pub fn notional(position: &Position, price: Decimal) -> Decimal {
    match position.contract {
        Contract::Linear => position.size.get() * price,
        Contract::Inverse => position.size.get() / price,
    }
}

/// M + s q (p - E) linear, M + s Q (1/E - 1/p) inverse. Margin-rules section 0.
pub fn equity(position: &Position, margin: Decimal, price: Decimal) -> Decimal {
    let (sign, entry) = (position.side.sign(), position.entry.get());
    match position.contract {
        Contract::Linear => margin + sign * position.size.get() * (price - entry),
        Contract::Inverse => margin + sign * (notional(position, entry) - notional(position, price)),
    }
}

/// The sizes against which a rounding in the last of 28 digits is judged.
pub fn scale(position: &Position, margin: Decimal, price: Decimal) -> Decimal {
    margin.abs().max(notional(position, price)).max(notional(position, position.entry.get()))
}

/// What a slack worked out here may be off by: amounts have 28 digits, and at most 28 places after the point.
pub fn rounding(position: &Position, margin: Decimal, price: Decimal) -> Decimal {
    scale(position, margin, price) * Decimal::new(1, 26) + Decimal::new(4, 28)
}
