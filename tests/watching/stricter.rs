//! A model's output never loosens an outcome: over the whole table, and over random streams.

use cascade_notes::engine::monitor::guardrails::checks::Bound;
use cascade_notes::engine::monitor::guardrails::gate::{Gate, Limits, Request, Stamped};
use cascade_notes::engine::monitor::guardrails::table::{Action, Permit, State, permit, stricter};
use cascade_notes::engine::random::Stream;

#[test]
fn the_table_is_complete_and_the_outcome_the_stricter_of_both() {
    for rules in State::ALL {
        for model in State::ALL {
            for action in Action::ALL {
                let outcome = permit(stricter(rules, model), action);
                assert!(outcome >= permit(rules, action) && outcome >= permit(model, action));
            }
        }
    }
    for a in Permit::ALL {
        for b in Permit::ALL {
            assert!(stricter(a, b) >= a && stricter(a, b) >= b && (stricter(a, b) == a || stricter(a, b) == b));
        }
    }
}

/// Requests as a hostile world makes them: old and repeated, without prices, with prices that are none, far apart and too large.
fn request(chance: &mut Stream, sequence: &mut u64, now: &mut f64) -> Request {
    *sequence = sequence.wrapping_add(u64::from(chance.below(3)));
    *now += match chance.below(12) {
        0 => -1.0,
        1 => f64::NAN.max(70.0),
        _ => 0.4 * chance.unit(),
    };
    let price = |chance: &mut Stream, now: f64| match chance.below(14) {
        0 => None,
        1 => Some(Stamped { value: f64::NAN, time: now }),
        2 => Some(Stamped { value: 100.0, time: now - 30.0 }),
        3 => Some(Stamped { value: 1e9, time: now }),
        _ => Some(Stamped { value: 100.0 + 12.0 * (chance.unit() - 0.5), time: now }),
    };
    let actions = Action::ALL;
    Request {
        sequence: *sequence,
        now: if chance.below(50) == 0 { f64::NAN } else { *now },
        action: actions[chance.below(6) as usize],
        notional: [1e3, 5e7, -1.0, f64::NAN][chance.below(4) as usize],
        signed: chance.below(2) == 0,
        mark: price(chance, *now),
        index: price(chance, *now),
    }
}

#[test]
fn in_a_hundred_thousand_streams_no_model_loosens() {
    let limits = Limits { rate: (3, 1.0), change: Bound::Relative(0.05), ..Limits::usual(100.0) };
    let (mut tightened, mut refused, mut allowed) = (0_u32, 0_u32, 0_u32);
    for seed in 0..100_000 {
        let mut chance = Stream::new(seed, 77);
        let mut alone = Gate::new(limits).unwrap();
        let mut with_model = alone.clone();
        let (mut sequence, mut now) = (0, 0.0);
        for _ in 0..12 {
            let request = request(&mut chance, &mut sequence, &mut now);
            let proposed = State::ALL[chance.below(3) as usize];
            let by_rules = alone.rule(&request, State::Normal);
            let ruled = with_model.rule(&request, proposed);
            assert!(ruled.permit >= by_rules.permit, "{seed}: {request:?} {by_rules:?} {ruled:?}");
            assert!(ruled.state >= by_rules.state && ruled.state >= proposed, "{seed}");
            assert_eq!(ruled.rules, by_rules.rules, "{seed}: what rules remember is theirs alone");
            assert!(ruled.permit == Permit::Allowed || !ruled.refusals.is_empty(), "{seed}: refused without a reason");
            tightened += u32::from(ruled.permit > by_rules.permit);
            refused += u32::from(by_rules.permit == Permit::Refused);
            allowed += u32::from(by_rules.permit == Permit::Allowed);
        }
        assert_eq!(alone, with_model, "{seed}");
    }
    assert!(tightened > 10_000 && refused > 10_000 && allowed > 10_000, "{tightened} {refused} {allowed}");
}
