use super::*;
use crate::engine::costs::book::{Ladder, Level};
use crate::engine::margin::venue::MODELS;
use crate::engine::margin::{Family, Side, Tiers};
use crate::engine::settlement::partial::{Portion, StepDown};
use crate::engine::settlement::waterfall::{FeeTo, Received};
use crate::testing::{d, money, position, price, quantity, rate};

fn terms(base: LiquidationFeeBase) -> Terms {
    Terms {
        closing_fee: rate("0.0005"),
        liquidation_fee: rate("0.002"),
        base,
        fee_to: FeeTo::Fund,
        remainder: Remainder::ToTrader,
    }
}

/// The generic venue's: maintenance at the price tested.
fn rule(tiers: &Tiers) -> RuleInputs<'_> {
    assert_eq!(MODELS[0].family, Family::A);
    RuleInputs { tiers, closing_fee: Rate::ZERO, next_funding: Rate::ZERO, leverage: None }
}

const BACKING: Backing = Backing { fund: Money::ZERO, deleveraging: None };

/// A long of one coin from 60,000 at 10x, at its trigger of 54,271.36.
fn closed(policy: &Policy, depth: Depth<'_>, terms: Terms, backing: Backing, mark: &str) -> Outcome {
    let position = position(Side::Long, Contract::Linear, "1", "60000");
    let tiers = Tiers::flat(d("0.005"), Decimal::ZERO).unwrap();
    let (margin, mark) = (money("6000"), price(mark));
    let found = ForcedClose {
        position: &position,
        margin,
        mark,
        venue: &MODELS[0],
        rule: rule(&tiers),
        policy,
        depth,
        terms,
        backing,
    };
    let found = found.run().unwrap();
    assert_eq!(found.waterfall.paid_in().unwrap(), found.waterfall.paid_out().unwrap());
    found
}

const TRIGGER: &str = "54271.36";

#[test]
fn each_part_is_taken_in_its_turn() {
    let w = closed(
        &Policy::Whole,
        Depth::Share(rate("0.001")),
        terms(LiquidationFeeBase::FilledNotional),
        BACKING,
        TRIGGER,
    )
    .waterfall;
    // 54,217.08864 filled; 0.05 % and 0.2 % of it.
    assert_eq!((w.margin, w.slippage), (money("271.36"), money("54.27136")));
    assert_eq!((w.closing_fee, w.liquidation_fee), (money("27.108544"), money("108.434177")));
    assert_eq!(w.to_owner, money("81.545919"));
    let received = Received { makers: w.slippage, venue: w.closing_fee, fund: w.liquidation_fee, owner: w.to_owner };
    assert_eq!(w.received(FeeTo::Fund).unwrap(), received);
}

#[test]
fn the_liquidation_fee_has_three_bases_and_takes_no_more_than_there_is() {
    let fee = |base, rate_of: &str| {
        let terms = Terms { liquidation_fee: rate(rate_of), ..terms(base) };
        closed(&Policy::Whole, Depth::Share(Rate::ZERO), terms, BACKING, TRIGGER).waterfall.liquidation_fee
    };
    assert_eq!(fee(LiquidationFeeBase::BankruptcyValue, "0.002"), money("108"));
    assert_eq!(fee(LiquidationFeeBase::FilledNotional, "0.002"), money("108.54272"));
    // 271.36 less 27.13568.
    assert_eq!(fee(LiquidationFeeBase::WhatIsLeft, "0.5"), money("122.11216"));
    assert_eq!(fee(LiquidationFeeBase::FilledNotional, "0.5"), money("244.22432"));
}

#[test]
fn what_is_left_is_the_owners_or_the_funds() {
    let to_fund = Terms { remainder: Remainder::ToFund, ..terms(LiquidationFeeBase::FilledNotional) };
    let w = closed(&Policy::Whole, Depth::Share(Rate::ZERO), to_fund, BACKING, TRIGGER).waterfall;
    assert_eq!(
        (w.to_owner, w.to_fund),
        (Money::ZERO, money("271.36").minus(w.closing_fee).unwrap().minus(w.liquidation_fee).unwrap())
    );
}

#[test]
fn a_shortfall_falls_on_the_fund_then_on_winners_then_on_all() {
    let short = |fund: &str, winners: Option<&str>| {
        let backing = Backing { fund: money(fund), deleveraging: winners.map(money) };
        let w = closed(
            &Policy::Whole,
            Depth::Share(rate("0.01")),
            terms(LiquidationFeeBase::FilledNotional),
            backing,
            TRIGGER,
        )
        .waterfall;
        assert_eq!((w.to_owner, w.to_fund, w.liquidation_fee), (Money::ZERO, Money::ZERO, Money::ZERO));
        [w.from_fund, w.from_deleveraging, w.shared].map(Money::get)
    };
    // 542.7136 of slippage and 26.864323 of fee on 271.36.
    assert_eq!(short("1000", None), [d("298.217923"), Decimal::ZERO, Decimal::ZERO]);
    assert_eq!(short("98.217923", None), [d("98.217923"), d("200"), Decimal::ZERO]);
    assert_eq!(short("98.217923", Some("50")), [d("98.217923"), d("50"), d("150")]);
    assert_eq!(short("-5", Some("0")), [Decimal::ZERO, Decimal::ZERO, d("298.217923")]);
}

#[test]
fn a_mark_past_bankruptcy_begins_below_nothing() {
    let w = closed(&Policy::Whole, Depth::Share(Rate::ZERO), terms(LiquidationFeeBase::WhatIsLeft), BACKING, "53900")
        .waterfall;
    assert_eq!((w.margin, w.closing_fee, w.liquidation_fee), (money("-100"), money("26.95"), Money::ZERO));
    assert_eq!(w.from_deleveraging, money("126.95"));
}

#[test]
fn what_the_book_does_not_hold_stays_open_and_is_never_free() {
    let level = |at: &str, size: &str| Level { price: price(at), size: quantity(size) };
    let ladder =
        Ladder::new(Taker::Sell, price(TRIGGER), vec![level("54250", "0.25"), level("54200", "0.25")]).unwrap();
    let found =
        closed(&Policy::Whole, Depth::Ladder(&ladder), terms(LiquidationFeeBase::FilledNotional), BACKING, TRIGGER);
    assert_eq!((found.left, found.unfilled, found.steps.len()), (d("0.5"), d("0.5"), 1));
    assert!(found.waterfall.left_in_position > Money::ZERO && found.waterfall.to_owner == Money::ZERO);
}

#[test]
fn just_enough_leaves_the_requirement_and_the_buffer() {
    let policy = Policy::JustEnough { buffer: rate("0.02") };
    let found =
        closed(&policy, Depth::Share(rate("0.001")), terms(LiquidationFeeBase::FilledNotional), BACKING, TRIGGER);
    assert_eq!(found.steps.len(), 1);
    let ratio = found.waterfall.left_in_position.get() / (found.left * d(TRIGGER));
    assert!(found.left > d("0.069") && found.left < d("0.07"), "{found:?}");
    // The fees were counted on the mark, a little above the fill.
    assert!(ratio >= d("0.025") && ratio < d("0.0251"), "{ratio}");
}

#[test]
fn a_tenth_at_a_time_stops_where_equity_suffices_again() {
    let cheap =
        Terms { closing_fee: Rate::ZERO, liquidation_fee: Rate::ZERO, ..terms(LiquidationFeeBase::FilledNotional) };
    let found = closed(&Policy::Portions(Portion::DYDX), Depth::Share(Rate::ZERO), cheap, BACKING, TRIGGER);
    assert_eq!((found.steps.len(), found.left), (1, d("0.9")));
    assert_eq!(found.waterfall.left_in_position, money("271.36"));
    // Where closing costs more than it frees, nothing is left.
    let dear = closed(&Policy::Portions(Portion::DYDX), Depth::Share(rate("0.01")), cheap, BACKING, TRIGGER);
    assert_eq!(dear.left, Decimal::ZERO);
    assert!(dear.steps.len() > 10);
}

#[test]
fn a_fifth_then_all_then_the_vault() {
    let tiers = Tiers::flat(d("0.005"), Decimal::ZERO).unwrap();
    let position = position(Side::Short, Contract::Linear, "10", "60000");
    let run = |mark: &str, share: &str| {
        let close = ForcedClose {
            position: &position,
            margin: money("60000"),
            mark: price(mark),
            venue: &MODELS[0],
            rule: rule(&tiers),
            policy: &Policy::FifthThenAll,
            depth: Depth::Share(rate(share)),
            terms: Terms {
                closing_fee: Rate::ZERO,
                liquidation_fee: Rate::ZERO,
                ..terms(LiquidationFeeBase::FilledNotional)
            },
            backing: BACKING,
        };
        close.run().unwrap()
    };
    let easy = run("65671.64", "0");
    assert_eq!((easy.steps[0].closed, easy.left), (d("2"), d("8")));
    // 0.6 % on a fifth leaves too little for the rest: all of it goes.
    let all = run("65671.64", "0.006");
    assert_eq!((all.steps.len(), all.left), (2, Decimal::ZERO));
    // A third of maintenance: no order at all.
    let vault = run("65890", "0");
    assert_eq!((vault.steps[0].fill, vault.waterfall.to_fund), (None, money("1100")));
}

#[test]
fn down_a_bracket_ends_below_its_floor() {
    let tiers = Tiers::marginal(&[(Decimal::ZERO, d("0.005"), None), (d("30000"), d("0.01"), None)]).unwrap();
    let policy = Policy::Brackets { step: StepDown::BY_ONE, tiers, lot: d("0.01") };
    let cheap =
        Terms { closing_fee: Rate::ZERO, liquidation_fee: Rate::ZERO, ..terms(LiquidationFeeBase::FilledNotional) };
    let found = closed(&policy, Depth::Share(Rate::ZERO), cheap, BACKING, TRIGGER);
    assert_eq!((found.steps.len(), found.left), (1, d("0.55")));
}

#[test]
fn a_coin_margined_close_sums_in_coin() {
    let position = position(Side::Long, Contract::Inverse, "60000", "60000");
    let tiers = Tiers::flat(d("0.005"), Decimal::ZERO).unwrap();
    let close = ForcedClose {
        position: &position,
        margin: money("0.1"),
        mark: price("54818.18"),
        venue: &MODELS[0],
        rule: rule(&tiers),
        policy: &Policy::Whole,
        depth: Depth::Share(rate("0.001")),
        terms: terms(LiquidationFeeBase::BankruptcyValue),
        backing: BACKING,
    };
    let found = close.run().unwrap();
    assert_eq!(found.waterfall.paid_in().unwrap(), found.waterfall.paid_out().unwrap());
    assert_eq!(found.left, Decimal::ZERO);
    // 0.1 % of 1.0945 coins, and what the worse price adds to it.
    assert!(found.waterfall.slippage.get() > d("0.001094") && found.waterfall.slippage.get() < d("0.001097"));
}
