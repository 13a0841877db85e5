//! Settling one liquidated account.

use crate::generators::{config, position, rows, tiers};
use cascade_notes::engine::margin::{Contract, Position, Side};
use cascade_notes::engine::settlement::deleveraging::{
    Trigger, binance_rank, bitmex_rank, drawdown, effective_leverage, hyperliquid_rank, socialised,
};
use cascade_notes::engine::settlement::drift::{Account, Borrow, Terms, insurance_fee};
use cascade_notes::engine::settlement::insurance::{Remainder, capped_gain, settle, takeover_gain};
use cascade_notes::engine::settlement::partial::{Cut, HyperliquidStep, Portion, StepDown, hyperliquid};
use cascade_notes::engine::units::{Money, Price, Quantity, Rate};
use proptest::prelude::*;
use rust_decimal::Decimal;

fn money(units: i64) -> Money {
    Money::new(Decimal::new(units, 2))
}

fn remainder() -> impl Strategy<Value = Remainder> {
    prop_oneof![Just(Remainder::ToTrader), Just(Remainder::ToFund)]
}

fn same(a: Decimal, b: Decimal) -> bool {
    (a - b).abs() <= (a.abs().max(b.abs()) * Decimal::new(1, 16)).max(Decimal::new(1, 20))
}

/// A price some thousandths away from the entry.
fn near(position: &Position, thousandths: i64) -> Price {
    Price::new(position.entry.get() * Decimal::new(thousandths, 3)).unwrap()
}

fn is_part(cut: Cut, position: &Position) -> bool {
    cut.closed >= Decimal::ZERO && cut.left >= Decimal::ZERO && cut.closed + cut.left == position.size.get()
}

proptest! {
    #![proptest_config(config())]

    /// Trader, fund and the counterparty of the forced trade together have what they had before.
    #[test]
    fn money_is_conserved(
        p in position(), margin in 1_i64..1_000_000, at in 500_i64..1500, fee in 0_i64..100_000, fund in 0_i64..100_000,
        remainder in remainder(),
    ) {
        let profit = p.unrealised(near(&p, at)).unwrap().get();
        let counterparty = -profit;
        let (margin, fund) = (money(margin), money(fund));
        let settled = settle(Money::new(margin.get() + profit), money(fee), remainder, fund).unwrap();
        let before = margin.get() + fund.get();
        let after = settled.trader.get() + fund.get() + settled.fund.get() - settled.uncovered.get() + counterparty;
        prop_assert!(same(before, after), "{before} {after}");
        prop_assert!(settled.trader >= Money::ZERO && settled.uncovered >= Money::ZERO);
        prop_assert!(fund.get() + settled.fund.get() >= Decimal::ZERO, "the fund pays what it does not have");
        prop_assert!(settled.uncovered == Money::ZERO || (settled.trader == Money::ZERO && settled.fund.get() == -fund.get()));
    }

    /// Taken over at the price where equity is nothing, the fund gains exactly the equity at the fill.
    #[test]
    fn a_takeover_gains_the_equity_at_the_fill(p in position(), leverage in 2_i64..100, at in 500_i64..1500) {
        let margin = p.entry_notional().unwrap().over(Decimal::from(leverage)).unwrap();
        let bust = p.bankruptcy_price(margin).unwrap().unwrap();
        let fill = near(&p, at);
        let gain = takeover_gain(&p, bust, fill).unwrap().get();
        let equity = margin.get() + p.unrealised(fill).unwrap().get();
        let scale = p.entry_notional().unwrap().get().max(p.notional(fill).unwrap().get());
        // The bankruptcy price is a quotient of 28 digits.
        prop_assert!((gain - equity).abs() <= scale * Decimal::new(1, 12) + Decimal::new(1, 18), "{gain} {equity}");
    }

    #[test]
    fn the_capped_gain_is_the_gain_or_the_cap(
        side in prop_oneof![Just(Side::Long), Just(Side::Short)], bust in 1_i64..10_000_000, fill in 1_i64..10_000_000, cap in 0_i64..1000,
    ) {
        let cap = Rate::new(Decimal::new(cap, 4));
        let gain = capped_gain(side, money(bust), money(fill), cap).unwrap().get();
        let plain = side.sign() * (money(fill).get() - money(bust).get());
        let most = money(fill).get() * cap.get();
        prop_assert!(gain <= plain && gain <= most);
        prop_assert!(gain == plain || most - gain < Decimal::new(1, 6));
    }

    /// Down to the floor of a bracket, at most two below; never more than there is.
    #[test]
    fn stepping_down_reaches_its_bracket(
        p in position(), seed in rows(Decimal::from(100)), at in 900_i64..1100, okx in any::<bool>(), lots in 0_i64..50,
    ) {
        let price = near(&p, at);
        let notional = p.notional(price).unwrap().get();
        let scaled = seed.iter().map(|(floor, rate, lev)| (floor * notional / Decimal::from(100), *rate, *lev)).collect::<Vec<_>>();
        let table = tiers(&scaled, true);
        let rule = if okx { StepDown::OKX } else { StepDown::BY_ONE };
        let lot = p.size.get() * Decimal::new(lots, 4);
        let cut = rule.cut(&p, price, &table, lot).unwrap();
        prop_assert!(is_part(cut, &p));
        prop_assert!(cut.closed > Decimal::ZERO || lot.is_zero());
        let number = |n: Decimal| table.brackets().partition_point(|b| b.floor <= n);
        let before = number(notional);
        if before <= rule.whole_up_to {
            prop_assert_eq!(cut.left, Decimal::ZERO);
        } else if !cut.left.is_zero() {
            let left = Position { size: Quantity::new(cut.left).unwrap(), ..p }.notional(price).unwrap().get();
            let ceiling = table.brackets()[before - rule.brackets].floor;
            prop_assert!(left <= ceiling * (Decimal::ONE + Decimal::new(1, 18)), "{left} {ceiling}");
            if lot.is_zero() {
                prop_assert!(same(left, ceiling), "{left} {ceiling}");
            } else {
                prop_assert!(number(left * (Decimal::ONE - Decimal::new(1, 18))) <= before - rule.brackets);
                prop_assert!(same((cut.left / lot).round() * lot, cut.left));
                // One lot more would be too many.
                let more = Position { size: Quantity::new(cut.left + lot).unwrap(), ..p }.notional(price).unwrap().get();
                prop_assert!(more >= ceiling * (Decimal::ONE - Decimal::new(1, 18)));
            }
        }
    }

    #[test]
    fn hyperliquid_never_closes_more_than_there_is(
        p in position(), at in 900_i64..1100, equity in -100_000_i64..100_000, maintenance in 0_i64..100_000, before in any::<bool>(),
    ) {
        let price = near(&p, at);
        let (equity, maintenance) = (money(equity), money(maintenance));
        match hyperliquid(&p, price, equity, maintenance, before).unwrap() {
            HyperliquidStep::Healthy => prop_assert!(equity >= maintenance),
            HyperliquidStep::Backstop(cut) => {
                prop_assert!(equity < maintenance && cut.left.is_zero());
                prop_assert!(equity.get() * Decimal::from(3) < maintenance.get() * Decimal::TWO);
            }
            HyperliquidStep::Market(cut) => {
                prop_assert!(is_part(cut, &p) && equity < maintenance);
                let large = p.notional(price).unwrap().get() > Decimal::from(100_000);
                prop_assert_eq!(cut.left.is_zero(), before || !large);
            }
        }
    }

    #[test]
    fn a_portion_is_a_tenth_or_a_thousand_or_all(p in position(), at in 900_i64..1100) {
        let price = near(&p, at);
        let cut = Portion::DYDX.cut(&p, price).unwrap();
        prop_assert!(is_part(cut, &p));
        prop_assert!(cut.closed >= p.size.get() / Decimal::TEN);
        if !cut.left.is_zero() && cut.closed > p.size.get() / Decimal::TEN {
            let closed = Position { size: Quantity::new(cut.closed).unwrap(), ..p }.notional(price).unwrap().get();
            prop_assert!(same(closed, Decimal::from(1000)), "{closed}");
        }
    }

    /// Closing just enough comes back to the target exactly, and money only changes hands.
    #[test]
    fn drift_reaches_its_target_or_closes_all(
        side in prop_oneof![Just(Side::Long), Just(Side::Short)], coins in 1_i64..1_000_000, oracle in 1_i64..1_000_000,
        equity in -200_i64..200, target in 20_i64..200, liquidator in 0_i64..30, insurance in 0_i64..30,
    ) {
        let oracle = Price::new(Decimal::new(oracle, 2)).unwrap();
        let size = Quantity::new(Decimal::new(coins, 3)).unwrap();
        let notional = size.get() * oracle.get();
        let account = Account {
            position: Position { side, contract: Contract::Linear, size, entry: oracle },
            quote: Money::new(-side.sign() * notional),
            collateral: Money::new(notional * Decimal::new(equity, 3)),
        };
        let rate = |units| Rate::new(Decimal::new(units, 3));
        let terms = Terms {
            oracle,
            quote_price: Price::new(Decimal::ONE).unwrap(),
            target: rate(target),
            liquidator_fee: rate(liquidator),
            insurance_fee: rate(insurance),
        };
        let taken = account.liquidate(&terms).unwrap();
        prop_assert!(is_part(taken.cut, &account.position));
        prop_assert_eq!(taken.cut.closed.is_zero(), equity >= target && target > liquidator + insurance);
        if let Some(ratio) = taken.margin_ratio
            && !taken.cut.closed.is_zero()
        {
            let allowed = Decimal::new(1, 18) * notional / (taken.cut.left * oracle.get());
            prop_assert!((ratio.get() - terms.target.get()).abs() <= allowed, "{ratio}");
        }
        // Quote sides and the fee add up to what the position cost.
        let sum = taken.quote.get() + taken.liquidator_quote.get() + taken.insurance_fee.get();
        prop_assert!(same(sum, account.quote.get()), "{sum}");
    }

    #[test]
    fn the_insurance_fee_lies_between_nothing_and_its_cap(
        shortage in 0_i64..1_000_000, notional in 1_i64..1_000_000, target in 0_i64..500, fee in 0_i64..100, cap in 0_i64..100,
    ) {
        let rate = |units| Rate::new(Decimal::new(units, 3));
        let of = |shortage| insurance_fee(money(shortage), money(notional), rate(target), rate(fee), rate(cap)).unwrap();
        prop_assert!(of(shortage) >= Rate::ZERO && of(shortage) <= rate(cap));
        prop_assert!(of(shortage + 1) <= of(shortage));
    }

    /// Hysteresis: between the two levels the state stays, outside it does not matter what it was.
    #[test]
    fn deleveraging_stays_on_between_its_levels(pool in -100_000_i64..1_000_000, peak in 1_i64..1_000_000) {
        let (pool, peak) = (money(pool.min(peak)), money(peak));
        let active = |before| Trigger::BYBIT.is_active(before, pool, peak).unwrap();
        let change = drawdown(pool, peak).unwrap().get();
        let between = pool > Money::ZERO && change >= Decimal::new(-30, 2) && change <= Decimal::new(-25, 2);
        prop_assert_eq!(active(true) != active(false), between);
        prop_assert!(active(true) || !active(false));
        prop_assert!(pool > Money::ZERO || active(false));
    }

    /// What the pool takes and what is left are the loss, and the pool stays at its level.
    #[test]
    fn a_pool_pays_down_to_its_level(loss in 0_i64..1_000_000, pool in 0_i64..1_000_000, peak in 1_i64..1_000_000) {
        let (loss, pool, peak) = (money(loss), money(pool.min(peak)), money(peak));
        let left = Trigger::BYBIT.left_over(loss, pool, peak).unwrap();
        prop_assert!(left >= Money::ZERO && left <= loss);
        let after = pool.get() - (loss.get() - left.get());
        let level = peak.get() * Decimal::new(70, 2);
        prop_assert!(after >= level.min(pool.get()), "{after} {level}");
        prop_assert!(left == Money::ZERO || after <= level.max(pool.get()) && after == level.min(pool.get()));
    }

    /// Sharing covers the loss and at most one unit of rounding for each coin more.
    #[test]
    fn a_shared_loss_is_covered(loss in 1_i64..1_000_000_000, longs in 0_i64..1_000_000, shorts in 1_i64..1_000_000) {
        let (loss, longs, shorts) = (money(loss), Decimal::new(longs, 2), Decimal::new(shorts, 2));
        let paid = socialised(loss, longs, -shorts, 6).unwrap() * (longs + shorts);
        prop_assert!(paid >= loss.get() && paid - loss.get() <= (longs + shorts) * Decimal::new(1, 6));
    }

    /// More profit or more leverage never lowers a place in the queue.
    #[test]
    fn ranks_rise_with_profit_and_leverage(profit in 0_i64..1_000_000, wallet in 1_i64..1_000_000, leverage in 1_i64..100) {
        let rate = Rate::new(Decimal::new(1, 1));
        let score = |profit| binance_rank(money(profit), money(wallet), rate).unwrap().score;
        prop_assert!(score(profit + 1) >= score(profit) && score(-profit) == Decimal::ZERO);
        let bitmex = |profit, leverage| bitmex_rank(Rate::new(Decimal::new(profit, 4)), Decimal::from(leverage)).unwrap();
        prop_assert!(bitmex(profit + 1, leverage) > bitmex(profit, leverage));
        prop_assert!(bitmex(-profit, leverage + 1) >= bitmex(-profit, leverage));
        prop_assert!(bitmex(-profit - 1, leverage) < Decimal::ZERO);
    }

    #[test]
    fn nothing_panics_on_wild_inputs(p in position(), a in any::<i64>(), b in any::<i64>(), c in 1_i64..i64::MAX, digits in 0_u32..28) {
        let (x, y) = (Decimal::new(a, digits), Decimal::new(b, 28 - digits));
        let (mx, my, rx, ry) = (Money::new(x), Money::new(y), Rate::new(x), Rate::new(y));
        let price = Price::new(Decimal::new(c, digits)).unwrap();
        let _ = settle(mx, my, Remainder::ToTrader, Money::new(Decimal::MAX));
        let _ = settle(Money::new(Decimal::MIN), my, Remainder::ToFund, mx);
        let _ = takeover_gain(&p, price, p.entry);
        let _ = capped_gain(p.side, mx, my, ry);
        let _ = hyperliquid(&p, price, mx, my, false);
        let _ = Portion { part: rx, least: my }.cut(&p, price);
        let wild = StepDown { brackets: usize::MAX, whole_up_to: 0 };
        let table = tiers(&vec![(Decimal::ZERO, Decimal::ZERO, None), (Decimal::ONE, Decimal::ZERO, None)], false);
        for rule in [StepDown::BY_ONE, StepDown::OKX, wild, StepDown { brackets: 0, whole_up_to: 0 }] {
            let _ = rule.cut(&p, price, &table, x);
        }
        let terms = Terms { oracle: price, quote_price: p.entry, target: rx, liquidator_fee: ry, insurance_fee: rx };
        let _ = Account { position: p, quote: mx, collateral: my }.liquidate(&terms);
        let borrow = Borrow { price, weight: rx, asset_weight: ry, asset_multiplier: rx, multiplier: ry, insurance_fee: ry };
        let _ = borrow.covering(mx);
        let _ = insurance_fee(mx, my, rx, ry, rx);
        let _ = (binance_rank(mx, my, rx), bitmex_rank(rx, y), hyperliquid_rank(price, p.entry, mx, my));
        let _ = (effective_leverage(&p, price, p.entry), drawdown(mx, my), socialised(mx, x, y, digits));
        let _ = (Trigger::BYBIT.is_active(true, mx, my), Trigger::BYBIT.left_over(mx, my, mx));
    }
}
