//! The insurance fund: what it gains or loses by one liquidated position, and what is left to others.

use crate::engine::Error;
use crate::engine::margin::{Position, Side};
use crate::engine::units::{Money, Price, Rate, Rounding};
use rust_decimal::Decimal;

/// What the fund gains by a position that was taken over at its bankruptcy price and closed at `fill`; negative where it pays.
/// side x (fill - bankruptcy) x size, in the settlement currency. Source: margin-rules section 1, BitMEX and Bybit.
pub fn takeover_gain(position: &Position, bankruptcy: Price, fill: Price) -> Result<Money, Error> {
    Position { entry: bankruptcy, ..*position }.unrealised(fill)
}

/// dYdX: the fund gains what a fill is better than bankruptcy, at most the highest liquidation fee on the fill, and pays what it is
/// worse. Values are what the liquidated part is worth at the two prices, in quote currency, above zero. The fee is held in
/// whole quanta of 10^-6, rounded down. Source: margin-rules section 1, dYdX v4.
pub fn capped_gain(side: Side, bankruptcy_value: Money, fill_value: Money, highest_fee: Rate) -> Result<Money, Error> {
    let gain = fill_value.minus(bankruptcy_value)?.times(Rate::new(side.sign()))?;
    let fee = Rounding::Down.digits(fill_value.times(highest_fee)?.get().abs(), 6);
    Ok(gain.min(Money::new(fee)))
}

/// What a venue leaves to the trader of what remains of the margin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Remainder {
    /// All after the liquidation fee: closed in the book, as on Hyperliquid.
    ToTrader,
    /// Nothing: taken over at bankruptcy, as on Bybit, BitMEX, and in Hyperliquid's backstop.
    ToFund,
}

/// How one forced close was settled. In the settlement currency; `trader` + `fund` - `uncovered` is the equity there was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settled {
    /// What the trader keeps, not below zero.
    pub trader: Money,
    /// What the fund gains, the liquidation fee included; negative where it pays.
    pub fund: Money,
    /// The loss the fund did not hold enough for: left to auto-deleveraging or to be shared out.
    pub uncovered: Money,
}

/// Settles a position closed whole. `equity`: margin and realised profit at the price of the fill; `fee`: the liquidation fee, of
/// which at most what is left is taken; `balance`: what the fund holds. Errors on overflow.
pub fn settle(equity: Money, fee: Money, remainder: Remainder, balance: Money) -> Result<Settled, Error> {
    if equity < Money::ZERO {
        let loss = Money::ZERO.minus(equity)?;
        let covered = loss.min(balance.max(Money::ZERO));
        return Ok(Settled { trader: Money::ZERO, fund: Money::ZERO.minus(covered)?, uncovered: loss.minus(covered)? });
    }
    let fund = match remainder {
        Remainder::ToTrader => fee.max(Money::ZERO).min(equity),
        Remainder::ToFund => equity,
    };
    Ok(Settled { trader: equity.minus(fund)?, fund, uncovered: Money::ZERO })
}

/// A liquidation fee that a venue states as one rate of the liquidated notional.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FlatFee {
    /// The venue's name.
    pub venue: &'static str,
    /// The coin it is for; `None` for all.
    pub coin: Option<&'static str>,
    /// The rate.
    pub rate: Rate,
}

const fn rate(units: u32, digits: u32) -> Rate {
    Rate::new(Decimal::from_parts(units, 0, 0, false, digits))
}

/// The flat liquidation fees on record. Their dates are not known. Source: margin-rules section 1.
pub const FLAT_FEES: [FlatFee; 4] = [
    FlatFee { venue: "Deribit", coin: Some("BTC"), rate: rate(75, 4) },
    FlatFee { venue: "Deribit", coin: Some("ETH"), rate: rate(9, 3) },
    FlatFee { venue: "dYdX v4", coin: None, rate: rate(15, 3) },
    FlatFee { venue: "Hyperliquid", coin: None, rate: Rate::ZERO },
];

/// The flat liquidation fee of a venue for a coin; `None` where none is on record.
#[must_use]
pub fn flat_fee(venue: &str, coin: &str) -> Option<Rate> {
    let listed = |fee: &&FlatFee| fee.venue == venue && fee.coin.is_none_or(|c| c == coin);
    FLAT_FEES.iter().find(listed).map(|fee| fee.rate)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::margin::Contract;
    use crate::engine::units::Quantity;
    use crate::testing::{money, price};

    #[test]
    fn the_fund_gains_where_the_fill_beats_bankruptcy_on_either_side() {
        let position = |side, contract, size: &str| Position {
            side,
            contract,
            size: Quantity::new(size.parse().unwrap()).unwrap(),
            entry: price("100"),
        };
        let long = position(Side::Long, Contract::Linear, "2");
        assert_eq!(takeover_gain(&long, price("99"), price("98.75")).unwrap(), money("-0.5"));
        let short = position(Side::Short, Contract::Linear, "2");
        assert_eq!(takeover_gain(&short, price("101"), price("100.5")).unwrap(), money("1"));
        let inverse = position(Side::Long, Contract::Inverse, "1000");
        assert_eq!(takeover_gain(&inverse, price("80"), price("100")).unwrap(), money("2.5"));
    }

    #[test]
    fn dydx_caps_what_the_fund_gains_and_not_what_it_pays() {
        let gain = |fill: &str| {
            let fee = Rate::new("0.005".parse().unwrap());
            capped_gain(Side::Long, money("5100"), money(fill), fee).unwrap()
        };
        assert_eq!(gain("5610"), money("28.05"));
        assert_eq!(gain("5049"), money("-51"));
        assert_eq!(gain("5110"), money("10"));
        assert_eq!(gain("5600.000123"), money("28"));
    }

    #[test]
    fn a_loss_falls_on_the_fund_and_then_on_others() {
        let settled = settle(money("-10"), money("1"), Remainder::ToTrader, money("4")).unwrap();
        let want = Settled { trader: Money::ZERO, fund: money("-4"), uncovered: money("6") };
        assert_eq!(settled, want);
        assert_eq!(settle(money("-10"), money("1"), Remainder::ToFund, money("-3")).unwrap().uncovered, money("10"));
    }

    #[test]
    fn a_remainder_goes_to_the_trader_less_the_fee_or_to_the_fund() {
        let split = |equity: &str, remainder| {
            let s = settle(money(equity), money("3"), remainder, Money::ZERO).unwrap();
            (s.trader, s.fund)
        };
        assert_eq!(split("10", Remainder::ToTrader), (money("7"), money("3")));
        assert_eq!(split("2", Remainder::ToTrader), (money("0"), money("2")));
        assert_eq!(split("10", Remainder::ToFund), (money("0"), money("10")));
    }

    #[test]
    fn flat_fees_are_found_by_venue_and_coin() {
        assert_eq!(flat_fee("Deribit", "ETH"), Some(rate(9, 3)));
        assert_eq!(flat_fee("dYdX v4", "ETH"), Some(rate(15, 3)));
        assert_eq!(flat_fee("Deribit", "SOL"), None);
    }
}
