//! How much of a position is liquidated at a time.
//!
//! Venues differ in kind (margin-rules section 4, trap 14): down a bracket (Binance, Bybit, OKX), a fifth and then all
//! (Hyperliquid), a tenth at a time (dYdX), just enough (Drift, in its own file). Sizes are parts of the position in its own unit
//! and never more than it.

use crate::engine::margin::{Position, Tiers};
use crate::engine::units::{Checked, Money, Price, Rate, Rounding};
use crate::engine::{Cause, Error};
use rust_decimal::Decimal;

/// One step of a liquidation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cut {
    /// The size closed by this step, not below zero.
    pub closed: Decimal,
    /// The size left.
    pub left: Decimal,
}

impl Cut {
    /// Closes `size`, at most the whole position and at least nothing.
    pub fn of(position: &Position, size: Decimal) -> Result<Self, Error> {
        let whole = position.size.get();
        let closed = size.max(Decimal::ZERO).min(whole);
        Ok(Self { closed, left: whole.minus(closed)? })
    }

    /// Closes everything.
    pub fn whole(position: &Position) -> Result<Self, Error> {
        Self::of(position, position.size.get())
    }
}

/// How a venue steps down its brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepDown {
    /// Brackets down by one step, at least one.
    pub brackets: usize,
    /// A position in this bracket, counted from 1, or in a lower one is closed whole.
    pub whole_up_to: usize,
}

impl StepDown {
    /// Binance and Bybit: one bracket at a time; in the lowest, the whole position.
    pub const BY_ONE: Self = Self { brackets: 1, whole_up_to: 1 };
    /// OKX: two brackets at a time from the third up; in the lowest two, the whole position.
    pub const OKX: Self = Self { brackets: 2, whole_up_to: 2 };

    /// The step for a position at a price. What is left comes down to the floor above which the target bracket ends; with a `lot`
    /// (size step, zero for none) it is a multiple of it, below that floor. Errors: overflow, or a lot below zero.
    pub fn cut(self, position: &Position, price: Price, tiers: &Tiers, lot: Decimal) -> Result<Cut, Error> {
        if lot.is_sign_negative() && !lot.is_zero() {
            return Err(Cause::Negative.into());
        }
        let notional = position.notional(price)?.get();
        let brackets = tiers.brackets();
        let number = brackets.partition_point(|b| b.floor <= notional);
        if number <= self.whole_up_to.max(1) {
            return Cut::whole(position);
        }
        // The floor of the bracket above the target is where the target ends.
        let above = number.saturating_sub(self.brackets.max(1)).max(1);
        let Some(ceiling) = brackets.get(above).map(|b| b.floor) else { return Cut::whole(position) };
        // On the floor itself, a last digit rounded up must not leave everything.
        let room = position.contract.size_of(Money::new(ceiling), price)?.min(position.size.get());
        let left = if lot.is_zero() { room } else { below(room, lot)? };
        Cut::of(position, position.size.get().minus(left)?)
    }
}

/// The largest multiple of a step that is below `room`, not below zero.
fn below(room: Decimal, step: Decimal) -> Result<Decimal, Error> {
    let steps = Rounding::Up.digits(room.over(step)?, 0).minus(Decimal::ONE)?;
    steps.max(Decimal::ZERO).times(step)
}

/// Which step Hyperliquid takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HyperliquidStep {
    /// Equity covers maintenance: none.
    Healthy,
    /// A market order to the book.
    Market(Cut),
    /// The backstop vault takes the whole position over, and the maintenance margin with it.
    Backstop(Cut),
}

/// Hyperliquid: a fifth of a position above 100,000 USDC, then all; the backstop below two thirds of maintenance. `cut_before`: the
/// fifth was closed within the last 30 s. Source: margin-rules section 1, Hyperliquid.
pub fn hyperliquid(
    position: &Position,
    price: Price,
    equity: Money,
    maintenance: Money,
    cut_before: bool,
) -> Result<HyperliquidStep, Error> {
    if equity >= maintenance {
        return Ok(HyperliquidStep::Healthy);
    }
    let (three, two) = (Decimal::from(3), Decimal::TWO);
    if equity.get().times(three)? < maintenance.get().times(two)? {
        return Cut::whole(position).map(HyperliquidStep::Backstop);
    }
    let large = position.notional(price)?.get() > Decimal::from(100_000);
    let cut = if large && !cut_before {
        Cut::of(position, position.size.get().over(Decimal::from(5))?)?
    } else {
        Cut::whole(position)?
    };
    Ok(HyperliquidStep::Market(cut))
}

/// dYdX's limits on one liquidation order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Portion {
    /// The part of a position that one order may close.
    pub part: Rate,
    /// Notional that it may always close, in quote currency.
    pub least: Money,
}

impl Portion {
    /// Mainnet: a tenth, at least 1,000 USDC. Source: margin-rules section 1, dYdX v4.
    pub const DYDX: Self = Self {
        part: Rate::new(Decimal::from_parts(1, 0, 0, false, 1)),
        least: Money::new(Decimal::from_parts(1000, 0, 0, false, 0)),
    };

    /// The step for a position at a price.
    pub fn cut(self, position: &Position, price: Price) -> Result<Cut, Error> {
        let part = position.size.get().times(self.part.get())?;
        let least = position.contract.size_of(self.least, price)?;
        Cut::of(position, part.max(least))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::margin::{Contract, Side};
    use crate::engine::units::Quantity;
    use crate::testing::{d, price};

    fn long(size: &str) -> Position {
        let size = Quantity::new(d(size)).unwrap();
        Position { side: Side::Long, contract: Contract::Linear, size, entry: price("100") }
    }

    fn table(jumps: bool) -> Tiers {
        let rows: Vec<_> = [("0", "0.01"), ("1000", "0.02"), ("2000", "0.03"), ("4000", "0.04")]
            .map(|(floor, rate)| (d(floor), d(rate), None))
            .into();
        if jumps { Tiers::jumping(&rows) } else { Tiers::marginal(&rows) }.unwrap()
    }

    fn left(rule: StepDown, size: &str, lot: &str) -> Decimal {
        rule.cut(&long(size), price("100"), &table(true), d(lot)).unwrap().left
    }

    #[test]
    fn one_bracket_down_ends_at_the_floor_of_the_present_one() {
        assert_eq!(left(StepDown::BY_ONE, "50", "0"), d("40"));
        assert_eq!(left(StepDown::BY_ONE, "25", "0"), d("20"));
        assert_eq!(left(StepDown::BY_ONE, "9", "0"), d("0"));
        // Below the floor with a lot: at it the requirement of a jumping table is still the higher one.
        assert_eq!(left(StepDown::BY_ONE, "50", "1"), d("39"));
        assert_eq!(left(StepDown::BY_ONE, "50", "7"), d("35"));
        // A lot larger than what may be left leaves nothing.
        assert_eq!(left(StepDown::BY_ONE, "50", "41"), d("0"));
    }

    #[test]
    fn okx_goes_two_down_from_the_third_and_closes_the_lowest_two_whole() {
        assert_eq!(left(StepDown::OKX, "50", "0"), d("20"));
        assert_eq!(left(StepDown::OKX, "25", "0"), d("10"));
        assert_eq!(left(StepDown::OKX, "15", "0"), d("0"));
        assert_eq!(left(StepDown::OKX, "5", "0"), d("0"));
    }

    /// 9,318 / 484,139.808 has no end; that floor of 28 digits, times the price, is not 9,318 to the last of them.
    #[test]
    fn a_position_on_its_floor_closes_a_lot_whatever_the_last_digit() {
        let p = Position { contract: Contract::Inverse, ..long("9318") };
        let at = price("484139.808");
        let floor = p.notional(at).unwrap().get();
        let rows = [(Decimal::ZERO, d("0.01"), None), (floor, d("0.02"), None)];
        let cut = StepDown::BY_ONE.cut(&p, at, &Tiers::marginal(&rows).unwrap(), d("0.9318")).unwrap();
        assert_eq!((cut.closed, cut.left), (d("0.9318"), d("9317.0682")));
    }

    #[test]
    fn an_inverse_position_counts_its_floors_in_coin() {
        let p = Position { contract: Contract::Inverse, ..long("500000") };
        // 5,000 coins at 100; 4,000 of them are 400,000.
        let cut = StepDown::BY_ONE.cut(&p, price("100"), &table(false), Decimal::ZERO).unwrap();
        assert_eq!((cut.closed, cut.left), (d("100000"), d("400000")));
    }

    #[test]
    fn hyperliquid_takes_a_fifth_then_all_then_hands_over() {
        let step = |size: &str, equity: &str, before| {
            hyperliquid(&long(size), price("100"), Money::new(d(equity)), Money::new(d("30")), before).unwrap()
        };
        let cut = |closed: &str, left: &str| Cut { closed: d(closed), left: d(left) };
        assert_eq!(step("1001", "30", false), HyperliquidStep::Healthy);
        assert_eq!(step("1001", "25", false), HyperliquidStep::Market(cut("200.2", "800.8")));
        assert_eq!(step("1001", "25", true), HyperliquidStep::Market(cut("1001", "0")));
        assert_eq!(step("1000", "25", false), HyperliquidStep::Market(cut("1000", "0")));
        assert_eq!(step("1000", "20", false), HyperliquidStep::Market(cut("1000", "0")));
        assert_eq!(step("1001", "19.9", false), HyperliquidStep::Backstop(cut("1001", "0")));
    }

    #[test]
    fn dydx_closes_a_tenth_and_at_least_a_thousand() {
        let closed = |size: &str| Portion::DYDX.cut(&long(size), price("100")).unwrap().closed;
        assert_eq!(closed("500"), d("50"));
        assert_eq!(closed("50"), d("10"));
        assert_eq!(closed("5"), d("5"));
    }
}
