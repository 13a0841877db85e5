//! Auto-deleveraging and socialised losses: who bears what a fund does not.

use crate::engine::margin::Position;
use crate::engine::units::{Checked, Money, Price, Rate, Rounding};
use crate::engine::{Cause, Error};
use rust_decimal::Decimal;

/// Binance's place in the queue; the highest score is closed first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BinanceRank {
    /// max(0, unrealised profit) / max(1, wallet balance).
    pub profit: Decimal,
    /// That times the margin ratio.
    pub score: Decimal,
}

/// Binance: profit on the wallet times maintenance margin over margin balance. The wallet is in quote currency.
/// Source: margin-rules section 1, Binance.
pub fn binance_rank(unrealised: Money, wallet: Money, margin_ratio: Rate) -> Result<BinanceRank, Error> {
    let profit = unrealised.max(Money::ZERO).get().over(wallet.get().max(Decimal::ONE))?;
    Ok(BinanceRank { profit, score: profit.times(margin_ratio.get())? })
}

/// Maintenance over margin balance, wallet and unrealised profit together. Errors: a margin balance not above zero, which belongs to nobody
/// who is in a queue.
pub fn binance_margin_ratio(maintenance: Money, wallet: Money, unrealised: Money) -> Result<Rate, Error> {
    maintenance.get().over(above_zero(wallet.plus(unrealised)?)?).map(Rate::new)
}

/// What is divided by in a rank: a negative equity would turn the queue round.
fn above_zero(amount: Money) -> Result<Decimal, Error> {
    if amount > Money::ZERO { Ok(amount.get()) } else { Err(Cause::NotPositive.into()) }
}

/// BitMEX: profit per cent times effective leverage in profit, over it in loss. Errors: overflow, or a loss at a leverage of
/// zero. Source: margin-rules section 1, BitMEX.
pub fn bitmex_rank(profit: Rate, effective_leverage: Decimal) -> Result<Decimal, Error> {
    if profit >= Rate::ZERO { profit.get().times(effective_leverage) } else { profit.get().over(effective_leverage) }
}

/// Unrealised profit over the entry notional.
pub fn profit_on_entry(position: &Position, mark: Price) -> Result<Rate, Error> {
    position.unrealised(mark)?.get().over(position.entry_notional()?.get()).map(Rate::new)
}

/// Notional at the mark over the equity that is left above bankruptcy. Errors: a mark at bankruptcy or beyond it.
pub fn effective_leverage(position: &Position, mark: Price, bankruptcy: Price) -> Result<Decimal, Error> {
    let equity = Position { entry: bankruptcy, ..*position }.unrealised(mark)?;
    position.notional(mark)?.get().over(above_zero(equity)?)
}

/// Hyperliquid: mark over entry times notional over account value, for longs and shorts alike, as its documentation prints it.
/// Errors: an account value not above zero. Source: margin-rules section 1, Hyperliquid.
pub fn hyperliquid_rank(mark: Price, entry: Price, notional: Money, account_value: Money) -> Result<Decimal, Error> {
    let leverage = notional.get().over(above_zero(account_value)?)?;
    mark.get().over(entry.get())?.times(leverage)
}

/// Where Bybit begins to deleverage, and where it stops: change of the pool over its highest in eight hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trigger {
    /// Begins below this, negative.
    pub start: Rate,
    /// Stops above this, negative and nearer to zero.
    pub stop: Rate,
}

impl Trigger {
    /// Bybit: below -30 %, until above -25 %. Source: margin-rules section 1, Bybit.
    pub const BYBIT: Self = Self {
        start: Rate::new(Decimal::from_parts(30, 0, 0, true, 2)),
        stop: Rate::new(Decimal::from_parts(25, 0, 0, true, 2)),
    };

    /// Whether positions are deleveraged now, given whether they were before. A pool of nothing always deleverages.
    pub fn is_active(self, before: bool, pool: Money, peak: Money) -> Result<bool, Error> {
        if pool <= Money::ZERO {
            return Ok(true);
        }
        let change = drawdown(pool, peak)?;
        Ok(if before { change <= self.stop } else { change < self.start })
    }

    /// The part of a loss that the pool no longer takes, having fallen from its peak to where deleveraging begins.
    pub fn left_over(self, loss: Money, pool: Money, peak: Money) -> Result<Money, Error> {
        let lowest = peak.plus(peak.times(self.start)?)?.max(Money::ZERO);
        loss.minus(pool.minus(lowest)?.max(Money::ZERO)).map(|left| left.max(Money::ZERO))
    }
}

/// Change of a pool from its peak, as a part of the peak; zero or negative. Errors: a peak of zero.
pub fn drawdown(pool: Money, peak: Money) -> Result<Rate, Error> {
    pool.minus(peak)?.get().over(peak.get()).map(Rate::new)
}

/// Drift: what each coin of open interest, long or short, is charged through cumulative funding: the loss over both sides,
/// rounded up to `digits`; Drift keeps six. Errors: no open interest. Source: margin-rules section 1, Drift.
pub fn socialised(loss: Money, longs: Decimal, shorts: Decimal, digits: u32) -> Result<Decimal, Error> {
    let share = loss.get().abs().over(longs.abs().plus(shorts.abs())?)?;
    Ok(Rounding::Up.digits(share, digits))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::margin::{Contract, Side};
    use crate::engine::units::Quantity;
    use crate::testing::{d, money, price, rate};

    #[test]
    fn binance_ranks_profit_on_the_wallet_by_margin_ratio() {
        let rank = binance_rank(money("30"), money("10"), rate("0.2")).unwrap();
        assert_eq!((rank.profit, rank.score), (d("3"), d("0.6")));
        assert_eq!(binance_rank(money("30"), money("0.1"), rate("0.2")).unwrap().profit, d("30"));
        assert_eq!(binance_rank(money("-30"), money("10"), rate("0.2")).unwrap().score, Decimal::ZERO);
        assert_eq!(binance_margin_ratio(money("2"), money("10"), money("30")).unwrap(), rate("0.05"));
    }

    #[test]
    fn leverage_lifts_a_gain_and_sinks_a_loss_less() {
        assert_eq!(bitmex_rank(rate("0.5"), d("4")).unwrap(), d("2"));
        assert_eq!(bitmex_rank(rate("-0.5"), d("4")).unwrap(), d("-0.125"));
        let size = Quantity::new(d("2")).unwrap();
        let p = Position { side: Side::Long, contract: Contract::Linear, size, entry: price("100") };
        assert_eq!(profit_on_entry(&p, price("120")).unwrap(), rate("0.2"));
        assert_eq!(effective_leverage(&p, price("120"), price("90")).unwrap(), d("4"));
        assert!(effective_leverage(&p, price("90"), price("90")).is_err());
    }

    /// Divided by, it gave ranks of the other sign.
    #[test]
    fn who_has_nothing_left_has_no_rank() {
        let size = Quantity::new(d("2")).unwrap();
        let p = Position { side: Side::Long, contract: Contract::Linear, size, entry: price("100") };
        for mark in ["90", "89", "1"] {
            assert!(effective_leverage(&p, price(mark), price("90")).is_err(), "{mark}");
        }
        for left in ["0", "-1"] {
            assert!(hyperliquid_rank(price("120"), price("100"), money("1000"), money(left)).is_err(), "{left}");
            assert!(binance_margin_ratio(money("2"), money("10"), money(left).minus(money("10")).unwrap()).is_err());
        }
    }

    #[test]
    fn hyperliquid_ranks_by_gain_and_leverage() {
        let rank = hyperliquid_rank(price("120"), price("100"), money("1000"), money("200")).unwrap();
        assert_eq!(rank, d("6"));
        assert!(hyperliquid_rank(price("1"), price("1"), money("1"), Money::ZERO).is_err());
    }

    #[test]
    fn bybit_stops_later_than_it_starts() {
        let active = |before, pool: &str| Trigger::BYBIT.is_active(before, money(pool), money("100")).unwrap();
        assert_eq!((active(false, "70"), active(false, "69.9")), (false, true));
        assert_eq!((active(true, "70"), active(true, "75"), active(true, "75.1")), (true, true, false));
        assert!(Trigger::BYBIT.is_active(false, Money::ZERO, Money::ZERO).unwrap());
    }

    #[test]
    fn the_pool_takes_a_loss_down_to_the_trigger() {
        let left = |loss: &str, pool: &str| Trigger::BYBIT.left_over(money(loss), money(pool), money("100")).unwrap();
        assert_eq!(left("35", "100"), money("5"));
        assert_eq!(left("20", "100"), Money::ZERO);
        assert_eq!(left("20", "80"), money("10"));
        assert_eq!(left("20", "60"), money("20"));
        assert_eq!(drawdown(money("65"), money("100")).unwrap(), rate("-0.35"));
    }

    #[test]
    fn a_shared_loss_is_rounded_up() {
        assert_eq!(socialised(money("-100"), d("7"), d("-4"), 6).unwrap(), d("9.090910"));
        assert_eq!(socialised(money("10"), d("5"), d("0"), 6).unwrap(), d("2"));
        assert!(socialised(money("10"), Decimal::ZERO, Decimal::ZERO, 6).is_err());
    }
}
