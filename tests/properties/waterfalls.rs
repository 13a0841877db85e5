//! Forced closes, paid for: every part adds up, whatever the trade, the venue, the book and the policy.

use crate::generators::grown;
use cascade_notes::engine::Cause;
use cascade_notes::engine::costs::book::{Ladder, Level, Taker};
use cascade_notes::engine::costs::curve::{Curve, Shape};
use cascade_notes::engine::margin::venue::{MODELS, RuleInputs};
use cascade_notes::engine::margin::{Contract, Position, Search, Side, Tiers};
use cascade_notes::engine::random::Stream;
use cascade_notes::engine::settlement::insurance::Remainder;
use cascade_notes::engine::settlement::partial::{Portion, StepDown};
use cascade_notes::engine::settlement::waterfall::{
    Backing, Depth, FeeTo, ForcedClose, LiquidationFeeBase, Outcome, Policy, Terms, whole,
};
use cascade_notes::engine::units::{Money, Price, Quantity, Rate};
use rust_decimal::Decimal;

/// Closes that are tried. The sums are exact or they are not, so that each is a case.
const CLOSES: usize = 100_000;

struct Chance(Stream);

impl Chance {
    fn below(&mut self, limit: u32) -> u32 {
        u32::try_from(self.0.bits() % u64::from(limit)).unwrap()
    }

    fn of<T: Clone>(&mut self, list: &[T]) -> T {
        list[self.below(u32::try_from(list.len()).unwrap()) as usize].clone()
    }

    /// Three digits somewhere between two powers of ten.
    fn spread(&mut self, from: i32, to: i32) -> Decimal {
        let exponent = from + i32::try_from(self.below(u32::try_from(to - from).unwrap())).unwrap();
        let mantissa = Decimal::from(100 + self.below(9_900)) / Decimal::from(100);
        (0..exponent.abs()).fold(mantissa, |n, _| if exponent < 0 { n / Decimal::TEN } else { n * Decimal::TEN })
    }

    fn rate(&mut self, most: u32) -> Rate {
        Rate::new(Decimal::new(i64::from(self.below(most)), 6))
    }
}

fn position(chance: &mut Chance) -> Position {
    let contract = chance.of(&[Contract::Linear, Contract::Inverse]);
    let entry = Price::new(chance.spread(-4, 5)).unwrap();
    // A notional between one and a hundred million of quote currency.
    let worth = chance.spread(0, 8);
    let size = match contract {
        Contract::Linear => (worth / entry.get()).round_dp(8).max(Decimal::new(1, 8)),
        Contract::Inverse => worth,
    };
    Position { side: chance.of(&[Side::Long, Side::Short]), contract, size: Quantity::new(size).unwrap(), entry }
}

fn tiers(chance: &mut Chance, notional: Decimal) -> Tiers {
    let first = Decimal::new(i64::from(1 + chance.below(40)), 3);
    let rows = [
        (Decimal::ZERO, first, None),
        (notional / Decimal::from(4), first + Decimal::new(5, 3), None),
        (notional / Decimal::TWO, first + Decimal::new(15, 3), None),
        (notional * Decimal::TWO, first + Decimal::new(100, 3), None),
    ];
    match chance.below(3) {
        0 => Tiers::flat(first, Decimal::ZERO).unwrap(),
        1 => Tiers::marginal(&rows).unwrap(),
        _ => Tiers::jumping(&rows).unwrap(),
    }
}

fn policy(chance: &mut Chance, tiers: &Tiers, size: Decimal) -> Policy {
    match chance.below(6) {
        0 => Policy::Whole,
        1 | 2 => Policy::Brackets {
            step: chance.of(&[StepDown::BY_ONE, StepDown::OKX]),
            tiers: tiers.clone(),
            lot: if chance.below(2) == 0 { Decimal::ZERO } else { size / Decimal::from(50) },
        },
        3 => Policy::FifthThenAll,
        4 => Policy::Portions(Portion::DYDX),
        _ => Policy::JustEnough { buffer: chance.rate(40_000) },
    }
}

fn ladder(chance: &mut Chance, taker: Taker, mark: Price, coins: Decimal) -> Ladder {
    let mut away = Decimal::new(-1, 3);
    let levels = (0..1 + chance.below(6)).map(|_| {
        away += Decimal::new(i64::from(1 + chance.below(40)), 4);
        let price = Price::new(mark.get() * (Decimal::ONE + taker.sign() * away)).unwrap();
        Level { price, size: Quantity::new(coins * Decimal::new(i64::from(1 + chance.below(700)), 3)).unwrap() }
    });
    Ladder::new(taker, mark, levels.collect()).unwrap()
}

fn terms(chance: &mut Chance) -> Terms {
    let bases =
        [LiquidationFeeBase::BankruptcyValue, LiquidationFeeBase::FilledNotional, LiquidationFeeBase::WhatIsLeft];
    Terms {
        // A rebate among them, which counts as nothing.
        closing_fee: Rate::new(chance.rate(2_000).get() - Decimal::new(3, 4)),
        liquidation_fee: chance.rate(20_000),
        base: chance.of(&bases),
        fee_to: chance.of(&[FeeTo::Fund, FeeTo::Venue]),
        remainder: chance.of(&[Remainder::ToTrader, Remainder::ToFund]),
    }
}

fn judge(found: &Outcome, position: &Position, terms: Terms, backing: Backing) {
    let w = &found.waterfall;
    let parts = [w.closing_fee, w.liquidation_fee, w.to_owner, w.to_fund, w.from_fund, w.from_deleveraging, w.shared];
    assert_eq!(w.paid_in().unwrap(), w.paid_out().unwrap(), "the bars do not sum");
    assert!(parts.iter().all(|part| *part >= Money::ZERO), "a part is below nothing");
    let all = parts.into_iter().chain([w.margin, w.slippage, w.left_in_position]);
    assert!(all.into_iter().all(|part| part == whole(part, position.contract)), "a part is no whole micro-unit");
    let received = w.received(terms.fee_to).unwrap();
    let sum = [received.makers, received.venue, received.fund, received.owner];
    let sum = sum.into_iter().try_fold(Money::ZERO, Money::plus).unwrap();
    assert_eq!(sum, w.paid_in().unwrap(), "who received does not sum");
    // Nobody is given anything where something is missing, and nobody is asked before who comes first.
    if w.shortfall().unwrap() > Money::ZERO {
        assert_eq!((w.to_owner, w.to_fund, w.left_in_position), (Money::ZERO, Money::ZERO, Money::ZERO));
    }
    if w.from_deleveraging > Money::ZERO {
        assert_eq!(w.from_fund, whole(backing.fund, position.contract));
    }
    if w.shared > Money::ZERO {
        assert_eq!(Some(w.from_deleveraging), backing.deleveraging.map(|most| whole(most, position.contract)));
    }
    let mut left = position.size.get();
    for step in &found.steps {
        assert!(step.closed > Decimal::ZERO && step.closed + step.left == left, "a step loses a part of the size");
        left = step.left;
    }
    assert!(left == found.left && !found.steps.is_empty());
}

#[test]
fn every_part_of_a_hundred_thousand_closes_adds_up() {
    let chance = &mut Chance(Stream::new(13, 0));
    let (mut judged, mut short, mut partial, mut thin, mut refused, mut growing) = (0, 0, 0, 0, 0, 0);
    for number in 0..CLOSES {
        let position = position(chance);
        let model = chance.of(&MODELS);
        let notional = position.entry_notional().unwrap();
        let margin = notional.over(Decimal::from(1 + chance.below(100))).unwrap();
        let tiers = tiers(chance, notional.get());
        let inputs = RuleInputs {
            tiers: &tiers,
            closing_fee: chance.rate(2_000),
            next_funding: Rate::ZERO,
            leverage: Some(Decimal::TEN),
        };
        let requirement = match model.requirement(&position, inputs) {
            Ok(requirement) => requirement,
            Err(error) => {
                // A rate that grows with the size has no answer for one that takes all, and for no other.
                let takes_all = grown(&model, &position) > 1.0 - 1e-9;
                assert!(takes_all && matches!(error.cause, Cause::RateOfSize { .. }), "{}: {error:?}", model.name);
                refused += 1;
                continue;
            }
        };
        let search = Search {
            position: &position,
            anchor: position.entry,
            equity: margin,
            requirement: &requirement,
            mark: position.entry,
            divisor: Decimal::ONE,
        };
        let trigger = search.run().unwrap().trigger.price().unwrap_or(position.entry);
        // At the trigger, or where a mark jumped past it.
        let past = Decimal::ONE - position.side.sign() * chance.rate(20_000).get() * Decimal::from(chance.below(2));
        let mark = Price::new(trigger.get() * past).unwrap();
        let coins = match position.contract {
            Contract::Linear => position.size.get(),
            Contract::Inverse => position.size.get() / mark.get(),
        };
        let ladder = ladder(chance, Taker::closing(position.side), mark, coins);
        let shape = chance.of(&[Shape::Linear, Shape::SquareRoot, Shape::Exponential]);
        let curve = Curve { shape, one_percent_depth: Quantity::new(coins * chance.spread(-1, 3)).unwrap() };
        let depth = match chance.below(3) {
            0 => Depth::Share(chance.rate(30_000)),
            1 => Depth::Curve(&curve),
            _ => Depth::Ladder(&ladder),
        };
        let policy = policy(chance, &tiers, position.size.get());
        let terms = terms(chance);
        let funds = [Decimal::ZERO, notional.get() / Decimal::ONE_THOUSAND, notional.get()];
        let backing = Backing {
            fund: Money::new(chance.of(&funds)),
            deleveraging: chance.of(&[
                None,
                Some(Money::ZERO),
                Some(Money::new(notional.get() / Decimal::ONE_THOUSAND)),
            ]),
        };
        let close = ForcedClose {
            position: &position,
            margin,
            mark,
            venue: &model,
            rule: inputs,
            policy: &policy,
            depth,
            terms,
            backing,
        };
        // A curve can end before a size of many times its depth is sold.
        let Ok(found) = close.run() else { continue };
        if let Err(problem) = std::panic::catch_unwind(|| judge(&found, &position, terms, backing)) {
            eprintln_case(number, &close, &found);
            std::panic::resume_unwind(problem);
        }
        judged += 1;
        growing += usize::from(grown(&model, &position) > 0.0);
        short += usize::from(found.waterfall.shortfall().unwrap() > Money::ZERO);
        partial += usize::from(found.left > Decimal::ZERO && found.unfilled.is_zero());
        thin += usize::from(!found.unfilled.is_zero());
    }
    assert!(judged > CLOSES * 9 / 10, "{judged} judged");
    // Both kinds of rates that grow are judged on most of what they are asked.
    assert!(refused < growing && growing > CLOSES / 40, "{refused} refused, {growing} judged");
    assert!(short > CLOSES / 10 && partial > CLOSES / 20 && thin > CLOSES / 20, "{short} {partial} {thin}");
}

fn eprintln_case(number: usize, close: &ForcedClose<'_>, found: &Outcome) {
    use std::io::Write as _;
    let _ = std::io::stderr().write_all(format!("close {number}: {close:#?}\n{found:#?}\n").as_bytes());
}
