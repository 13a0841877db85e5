//! What a field of a file says, by one name for all venues.

/// What a field says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// The market, in the venue's spelling.
    Symbol,
    /// Linear or inverse, in the venue's words.
    Category,
    /// `long`, `short`, or the `Buy` and `Sell` of a position.
    SideWord,
    /// The side that a row of a hedged account is kept for: `LONG`, `SHORT`, or `BOTH` and `net` for a signed size.
    SideKept,
    /// 1 and 2 for the long and the short row of a hedged account, 0 for one row.
    SideNumber,
    /// Size in coin, negative for a short.
    SignedSize,
    /// Size in coin.
    Size,
    /// Size in contracts, negative for a short.
    SignedContracts,
    /// Size in contracts.
    Contracts,
    /// What one contract is: coins, or quote currency for an inverse one.
    ContractSize,
    /// Average entry price.
    Entry,
    /// Mark price.
    Mark,
    /// Index or oracle price.
    Index,
    /// Price of the last trade.
    Last,
    /// Notional at the mark; its sign is not used.
    Notional,
    /// Notional at the entry.
    EntryNotional,
    /// Leverage chosen; zero for cross at Gate.
    Leverage,
    /// Highest leverage of the bracket or coin. For a position it says the rate only at venues that say so.
    MaxLeverage,
    /// Highest leverage of the coin, of which half the initial rate is the maintenance rate.
    RateLeverage,
    /// `isolated`, `cross`, `crossed`.
    Mode,
    /// True for isolated.
    IsIsolated,
    /// True for cross.
    IsCross,
    /// 1 for isolated, 0 for cross.
    ModeNumber,
    /// Margin of an isolated position without unrealised profit.
    Margin,
    /// The same with unrealised profit.
    MarginWithProfit,
    /// Margin with what is held for the closing fee.
    MarginWithReserve,
    /// Margin less size times entry, signed: what the position owes or has besides its coins.
    RawUsd,
    /// Maintenance margin at the mark.
    Maintenance,
    /// Maintenance margin with what is held for the closing fee.
    MaintenanceWithReserve,
    /// Maintenance rate as a fraction.
    Rate,
    /// Initial margin at the mark.
    InitialAtMark,
    /// Initial margin at the entry with what is held for the closing fee.
    InitialWithReserve,
    /// Initial margin of open orders, which is none of the position's.
    OrderMargin,
    /// Unrealised profit.
    Profit,
    /// The liquidation price as printed; nothing and zero are none.
    Liquidation,
    /// The bankruptcy price as printed.
    Bankruptcy,
    /// The notional up to which the position's risk limit goes.
    RiskLimit,
    /// When the record was made or changed.
    Time,

    /// Wallet balance of the account, without unrealised profit.
    Wallet,
    /// The part of it that stands behind cross positions.
    CrossWallet,
    /// Equity behind the cross positions: wallet and unrealised profit.
    CrossEquity,
    /// Equity of everything.
    Equity,
    /// What may be withdrawn or traded with.
    Available,
    /// Maintenance margin of the account.
    AccountMaintenance,
    /// Initial margin of the account.
    AccountInitial,
    /// A collateral coin.
    Coin,
    /// How much of it.
    CoinAmount,

    /// Number of a bracket, from 1 as a rule.
    Tier,
    /// Where a bracket begins, in notional.
    Floor,
    /// Where it ends, in notional.
    Cap,
    /// Where it begins, in contracts.
    ContractFloor,
    /// Where it ends, in contracts.
    ContractCap,
    /// Where it begins, in coin.
    CoinFloor,
    /// Where it ends, in coin.
    CoinCap,
    /// Cumulative maintenance amount of a bracket.
    Cum,
    /// Initial rate of a bracket, as a fraction.
    InitialRate,
    /// What scales the floors and caps of this reader.
    Coefficient,

    /// A funding rate for one interval.
    FundingRate,
    /// Hours between funding payments.
    FundingHours,
    /// When a funding payment was or is made.
    FundingTime,

    /// The side of a liquidation's order: `SELL` closed a long.
    OrderSide,
    /// The side of the position that was liquidated: `Buy` was a long.
    LiquidatedSide,
    /// Price of a trade.
    Price,
    /// Open interest in coin or contracts.
    OpenInterest,
    /// Open interest in quote currency.
    OpenInterestValue,
    /// Longs over shorts, by accounts.
    LongShort,
    /// Longs over shorts of the largest accounts, by positions.
    TopLongShort,
    /// Taker buys over taker sells.
    TakerRatio,
    /// Distance of a band from the mid, in per cent, negative below.
    BandPercent,
    /// Coins within a band.
    BandDepth,
    /// Quote currency within a band.
    BandNotional,

    /// An account of a market, by name.
    Account,
    /// Collateral of an account or position, without unrealised profit.
    Collateral,
    /// `bid` or `ask`.
    BookSide,

    /// Not used, and why.
    Unused(Why),
}

/// Why a field is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Why {
    /// The page has no place for it.
    NoPlace,
    /// It is not known here.
    Unknown,
    /// It holds nothing.
    Nothing,
    /// It belongs to open orders.
    Orders,
    /// It follows from what is used.
    Follows,
    /// It is a bookkeeping number, a name or a state.
    Bookkeeping,
    /// It is the venue's own form of a row that is read already.
    RawCopy,
    /// It is a payment of the past, which stands in the balance.
    Past,
    /// It counts the whole account, where only its cross part is asked about.
    WholeAccount,
    /// The position it belongs to is empty.
    EmptyPosition,
    /// It belongs to a row that is not used.
    RowNotUsed,
}
