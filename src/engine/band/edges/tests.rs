//! The golden case of margin-rules section 5, and cases worked by hand around it.

use super::*;
use crate::engine::Cause;
use crate::engine::margin::{Contract, VenueId};
use crate::engine::units::{Quantity, Rounding};
use crate::testing::{d, rate};

/// Generic venue, r 0.5 %, next 1 %, long 1 BTC at 60,000, 10x, fees 0.05 %, funding 0.01 % x 90, basis 0.1 %.
fn golden() -> Question {
    Question {
        position: Position {
            side: Side::Long,
            contract: Contract::Linear,
            size: Quantity::new(d("1")).unwrap(),
            entry: Price::new(d("60000")).unwrap(),
        },
        leverage: d("10"),
        account: None,
        added_margin: Money::ZERO,
        venue: VenueId::Generic.model(),
        tiers: Tiers::flat(d("0.005"), Decimal::ZERO).unwrap(),
        next_rate: Some(d("0.01")),
        opening_fee: rate("0.0005"),
        closing_fee: rate("0.0005"),
        liquidation_fee: Rate::ZERO,
        slippage: Rate::ZERO,
        funding_rate: rate("0.0001"),
        payments: 90,
        basis: rate("0.001"),
        tick: Decimal::ZERO,
    }
}

fn price(t: Trigger) -> Decimal {
    t.price().unwrap().get()
}

fn cents(x: Decimal) -> Decimal {
    Rounding::Nearest.digits(x, 2)
}

/// Exact fractions, each worked outside this code: 10800000/199, 10806000/199, 36020000/663 (twice more, as fee and slippage are
/// zero), 2140000/39, 109140000/1979, 36380000000/659007. One division each, so the engine must give their 28 digits.
#[test]
fn golden_case_to_the_last_decimal() {
    let e = edges(&golden()).unwrap();
    let exact = |n: &str, m: &str| d(n) / d(m);
    assert_eq!(price(e.optimistic), exact("10800000", "199"));
    let expected = [
        exact("10806000", "199"),
        exact("36020000", "663"),
        exact("36020000", "663"),
        exact("36020000", "663"),
        exact("2140000", "39"),
        exact("109140000", "1979"),
        exact("36380000000", "659007"),
    ];
    for (step, want) in e.budget.steps.iter().zip(expected) {
        assert_eq!(price(step.after), want, "{:?}", step.term);
    }
    assert_eq!(price(e.optimistic).to_string(), "54271.356783919597989949748744");
    assert_eq!(price(e.conservative).to_string(), "55204.269453890474608008716144");
}

#[test]
fn golden_case_to_the_cent() {
    let e = edges(&golden()).unwrap();
    let added: Vec<Decimal> = e.budget.steps.iter().map(|s| cents(s.added.unwrap())).collect();
    let expected: Vec<Decimal> = ["30.15", "27.30", "0", "0", "542.99", "277.27", "55.20"].map(d).to_vec();
    assert_eq!(added, expected);
    assert_eq!(cents(e.budget.gap.unwrap()), d("932.91"));
    assert_eq!(cents(price(e.optimistic)), d("54271.36"));
    assert_eq!(cents(price(e.conservative)), d("55204.27"));
    let alone: Decimal = e.budget.steps.iter().map(|s| s.alone.unwrap()).sum();
    assert!(alone < e.budget.gap.unwrap());
    assert_eq!(alone + e.budget.interaction.unwrap(), e.budget.gap.unwrap());
}

#[test]
fn sequential_bars_sum_exactly() {
    let e = edges(&golden()).unwrap();
    let sum: Decimal = e.budget.steps.iter().map(|s| s.added.unwrap()).sum();
    assert_eq!(sum, price(e.conservative) - price(e.optimistic));
}

#[test]
fn the_venue_trigger_counts_only_what_its_rule_knows() {
    let mut q = golden();
    // Family A: opening fee, funding and next tier; no closing fee. (54000 + 30 + 540) / 0.99 / 0.999.
    assert_eq!(price(edges(&q).unwrap().venue), d("54570") / d("0.99") / d("0.999"));
    // Family A+: the closing fee as well, and with it the conservative edge itself.
    q.venue = VenueId::Okx.model();
    let e = edges(&q).unwrap();
    assert_eq!(cents(price(e.venue)), cents(price(e.conservative)));
    // Family B: maintenance stays at entry: 54000 + 30 + 540 + 600, up to the tick of 0.5, then the basis.
    q.venue = VenueId::BybitOld.model();
    q.tick = d("0.5");
    assert_eq!(price(edges(&q).unwrap().venue), d("55170") / d("0.999"));
    // Family B+: one funding payment of 6 more.
    q.venue = VenueId::Bitmex.model();
    assert_eq!(price(edges(&q).unwrap().venue), d("55176") / d("0.999"));
}

#[test]
fn a_short_mirrors_in_direction() {
    let mut q = golden();
    q.position.side = Side::Short;
    q.funding_rate = rate("-0.0001");
    let e = edges(&q).unwrap();
    assert_eq!(price(e.optimistic), d("66000") / d("1.005"));
    assert_eq!(price(e.conservative), d("65430") / (d("1.0105") * d("1.001")));
    assert!(e.budget.gap.unwrap() < Decimal::ZERO);
    assert!(e.favourable.is_empty());
}

#[test]
fn what_helps_moves_no_edge_and_is_listed_apart() {
    let mut q = golden();
    let plain =
        edges(&Question { opening_fee: Rate::ZERO, closing_fee: Rate::ZERO, funding_rate: Rate::ZERO, ..q.clone() })
            .unwrap();
    q.opening_fee = rate("-0.0001");
    q.closing_fee = rate("-0.0002");
    q.funding_rate = rate("-0.0001");
    let e = edges(&q).unwrap();
    assert_eq!(e.optimistic, plain.optimistic);
    assert_eq!(e.conservative, plain.conservative);
    let amounts: Vec<(Term, Decimal)> = e.favourable.iter().map(|f| (f.term, f.amount.get())).collect();
    assert_eq!(amounts, [(Term::OpeningFee, d("6")), (Term::Funding, d("540")), (Term::ClosingFee, d("12"))]);
    assert!(e.favourable.iter().all(|f| f.moves.unwrap() < Decimal::ZERO), "a long's price falls");
}

#[test]
fn a_fully_paid_long_has_no_optimistic_price_and_no_gap() {
    let mut q = golden();
    q.leverage = Decimal::ONE;
    let e = edges(&q).unwrap();
    assert_eq!(e.optimistic, Trigger::Never);
    assert!(e.conservative.price().is_some());
    assert_eq!(e.budget.gap, None);
    assert_eq!(e.budget.interaction, None);
}

#[test]
fn more_leverage_than_maintenance_allows_is_liquidated_at_once() {
    let mut q = golden();
    q.leverage = d("125");
    q.tiers = Tiers::flat(d("0.02"), Decimal::ZERO).unwrap();
    let e = edges(&q).unwrap();
    assert!(matches!(e.optimistic, Trigger::At { at_once: true, .. }));
    assert!(price(e.optimistic) > d("60000"));
}

#[test]
fn funding_beyond_the_whole_position_leaves_a_short_no_safe_price() {
    let mut q = golden();
    q.position.side = Side::Short;
    q.funding_rate = rate("-0.03");
    q.payments = 1440;
    assert_eq!(edges(&q).unwrap().conservative, Trigger::Always);
}

#[test]
fn an_inverse_long_is_the_family_a_formula() {
    let mut q = golden();
    q.position = Position {
        side: Side::Long,
        contract: Contract::Inverse,
        size: Quantity::new(d("60000")).unwrap(),
        entry: Price::new(d("60000")).unwrap(),
    };
    q.venue = VenueId::BinanceCoinm.model();
    let e = edges(&q).unwrap();
    // Q (1 + r) / (Q / E + M) = 60000 x 1.005 / 1.1
    assert_eq!(price(e.optimistic), d("60300") / d("1.1"));
    assert!(price(e.conservative) > price(e.optimistic));
}

/// 125x at 0.5 % leaves 0.3 % to the trigger: a mark 1 % under an index that has not moved is beyond it already.
#[test]
fn a_basis_wider_than_the_room_is_at_once() {
    let mut q = golden();
    q.leverage = d("125");
    q.basis = rate("0.01");
    let e = edges(&q).unwrap();
    assert!(matches!(e.optimistic, Trigger::At { at_once: false, .. }));
    for t in [e.conservative, e.venue] {
        assert!(matches!(t, Trigger::At { at_once: true, .. }), "{t:?}");
        assert!(price(t) > d("60000"));
    }
}

#[test]
fn a_tick_coarser_than_the_distance_to_entry_rounds_nothing() {
    let mut q = golden();
    q.venue = VenueId::BybitOld.model();
    q.tick = d("1000");
    // 55,170 up to 56,000, then the basis.
    assert_eq!(price(edges(&q).unwrap().venue), d("56000") / d("0.999"));
    for side in [Side::Long, Side::Short] {
        q.position.side = side;
        q.position.entry = Price::new(d("0.5")).unwrap();
        let coarse = edges(&q).unwrap().venue;
        assert_eq!(coarse, edges(&Question { tick: Decimal::ZERO, ..q.clone() }).unwrap().venue, "{side:?}");
    }
}

/// Prices from 60 to 6,000: the smaller ones have digits that a difference to the larger ones cannot hold.
#[test]
fn bars_of_prices_of_any_size_sum_exactly() {
    let mut q = golden();
    q.leverage = d("1.001");
    q.payments = 900;
    q.opening_fee = rate("0.0000123457");
    q.closing_fee = rate("0.03333331");
    let e = edges(&q).unwrap();
    assert!(price(e.optimistic) < d("100") && price(e.conservative) > d("1000"));
    let added: Decimal = e.budget.steps.iter().map(|s| s.added.unwrap()).sum();
    assert_eq!(Some(added), e.budget.gap);
    let alone: Decimal = e.budget.steps.iter().map(|s| s.alone.unwrap()).sum();
    assert_eq!(Some(alone + e.budget.interaction.unwrap()), e.budget.gap);
}

#[test]
fn rates_that_take_everything_are_refused() {
    let mut q = golden();
    q.tiers = Tiers::flat(d("0.5"), Decimal::ZERO).unwrap();
    q.slippage = rate("0.5");
    assert_eq!(edges(&q).unwrap_err().cause, Cause::RatesTakeAll { percent: Decimal::new(10_005, 2).into() });
}
