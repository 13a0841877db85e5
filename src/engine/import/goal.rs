//! Where on the page a field goes: what a reader is told of it, coarser than what it says.

use super::role::Role;

/// Where a field goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Goal {
    /// Which market.
    Market,
    /// Long or short.
    Side,
    /// Size.
    Size,
    /// What one contract is.
    ContractSize,
    /// Entry price.
    Entry,
    /// Mark price.
    Mark,
    /// Leverage.
    Leverage,
    /// Isolated or cross.
    Mode,
    /// Margin of an isolated position.
    Margin,
    /// Maintenance rate.
    Rate,
    /// The venue's own liquidation price, beside the ones found here.
    Printed,
    /// Kept to check what is found here.
    Check,
    /// What stands behind the account.
    Wallet,
    /// When it was.
    Time,
    /// Margin table.
    Table,
    /// Order book.
    Book,
    /// Depth by distance.
    Bands,
    /// Funding.
    Funding,
    /// Liquidations.
    Liquidations,
    /// Series over time.
    Series,
    /// Accounts of a whole market.
    Accounts,
}

impl Role {
    /// Where it goes.
    #[must_use]
    pub fn goal(self) -> Goal {
        use Role as R;
        match self {
            R::Symbol | R::Category => Goal::Market,
            R::SideWord | R::SideKept | R::SideNumber => Goal::Side,
            R::SignedSize | R::Size | R::SignedContracts | R::Contracts => Goal::Size,
            R::ContractSize => Goal::ContractSize,
            R::Entry => Goal::Entry,
            R::Mark | R::Notional | R::Index | R::Last => Goal::Mark,
            R::Leverage | R::MaxLeverage => Goal::Leverage,
            R::Mode | R::IsIsolated | R::IsCross | R::ModeNumber => Goal::Mode,
            R::Margin | R::MarginWithProfit | R::MarginWithReserve | R::RawUsd => Goal::Margin,
            R::Rate | R::RateLeverage => Goal::Rate,
            R::Liquidation => Goal::Printed,
            R::Maintenance
            | R::MaintenanceWithReserve
            | R::InitialAtMark
            | R::InitialWithReserve
            | R::OrderMargin
            | R::Profit
            | R::Bankruptcy
            | R::RiskLimit
            | R::EntryNotional
            | R::Equity
            | R::Available
            | R::AccountMaintenance
            | R::AccountInitial
            | R::Unused(_) => Goal::Check,
            R::Wallet | R::CrossWallet | R::CrossEquity | R::Coin | R::CoinAmount => Goal::Wallet,
            R::Time => Goal::Time,
            R::Tier
            | R::Floor
            | R::Cap
            | R::ContractFloor
            | R::ContractCap
            | R::CoinFloor
            | R::CoinCap
            | R::Cum
            | R::InitialRate
            | R::Coefficient => Goal::Table,
            R::FundingRate | R::FundingHours | R::FundingTime => Goal::Funding,
            R::OrderSide | R::LiquidatedSide | R::Price => Goal::Liquidations,
            R::OpenInterest | R::OpenInterestValue | R::LongShort | R::TopLongShort | R::TakerRatio => Goal::Series,
            R::BandPercent | R::BandDepth | R::BandNotional => Goal::Bands,
            R::Account | R::Collateral => Goal::Accounts,
            R::BookSide => Goal::Book,
        }
    }
}
