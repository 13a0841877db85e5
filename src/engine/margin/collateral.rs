//! What stands behind a position: its own margin, or a whole account.

use crate::engine::Error;
use crate::engine::units::Money;

/// The collateral of one position, before its own unrealised profit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Collateral {
    /// Margin set aside for this position alone.
    Isolated(Money),
    /// An account whose other positions stay frozen at their mark.
    Cross(CrossAccount),
}

/// A cross account seen from one of its positions. Source: margin-rules section 1, Binance cross one-way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CrossAccount {
    /// Wallet balance WB: deposits and realised amounts, without unrealised profit.
    pub wallet: Money,
    /// Unrealised profit of the other positions, at their mark.
    pub others_unrealised: Money,
    /// Maintenance margin of the other positions, at their mark.
    pub others_maintenance: Money,
}

impl Collateral {
    /// M of the formulas: what this position can lose before its own maintenance counts.
    pub fn margin(self) -> Result<Money, Error> {
        match self {
            Self::Isolated(margin) => Ok(margin),
            Self::Cross(account) => account.wallet.minus(account.others_maintenance)?.plus(account.others_unrealised),
        }
    }
}
