//! What is said of a cut, and of a push that fells nobody.

use super::run::{answer, scenario};
use cascade_notes::engine::cascade::narration::Narration;
use cascade_notes::engine::scenario::ParameterId;
use cascade_notes::figures::cut::sentence;
use cascade_notes::figures::push::nobody_fell;
use cascade_notes::figures::run::Run;
use cascade_notes::words::english;
use std::sync::Arc;

fn run(preset: &str, changes: &[(&str, &str)]) -> Run {
    let answer = answer(preset, changes);
    Run {
        scenario: scenario(preset, changes),
        narration: Arc::new(answer.narration.unwrap()),
        without: answer.without.map(|without| (Arc::new(without.narration), without.stops)),
        curve: Arc::new(answer.curve.unwrap_or_default()),
    }
}

fn said(preset: &str, changes: &[(&str, &str)]) -> String {
    sentence(&run(preset, changes), english())
}

fn forced(run: &Run) -> (f64, f64) {
    (run.narration.forced_by(usize::MAX), run.without.as_ref().unwrap().0.forced_by(usize::MAX))
}

#[test]
fn better_prices_are_no_larger_cascade() {
    let domino = run("domino", &[("cut", "correlation")]);
    let said = sentence(&domino, english());
    assert!(forced(&domino).1 > forced(&domino).0, "this lesson needs a cut that forces more money");
    assert!(said.contains("goes on, but less far") && !said.contains("farther"), "{said}");
    assert!(said.contains("ETH at") && said.contains("a shortfall of"), "{said}");
    assert!(said.contains("because they are filled at better prices"), "{said}");
    assert!(said.contains("B still falls: ") && said.contains("Slack is equity above"), "{said}");
}

#[test]
fn a_cut_says_why_it_held_or_failed() {
    let apart = said("domino", &[("cut", "sharing")]);
    assert!(apart.contains("2 of 5 accounts closed instead of 3 of 4"), "{apart}");
    assert!(apart.contains("Part of B still falls: ") && apart.contains("C now stands; as it was, "), "{apart}");
    assert!(apart.contains("the forced orders of B"), "{apart}");
    let alone = said("domino", &[("cut", "account"), ("cut-which", "1")]);
    assert!(alone.contains("nobody falls at all") && alone.contains("B now stands"), "{alone}");
    let twice = said("chain", &[("cut", "book"), ("cut-which", "1")]);
    assert!(
        twice.contains("only those fall whom the shock itself reaches") && twice.contains("B now stands"),
        "{twice}"
    );
    let crowd = said("latency", &[("cut", "delay"), ("accounts", "2000")]);
    assert!(crowd.contains("forced orders took"), "{crowd}");
}

#[test]
fn what_is_better_in_one_thing_and_worse_in_another_is_mixed() {
    let mut mixed = run("domino", &[("cut", "sharing")]);
    let (without, _) = mixed.without.take().unwrap();
    let mut without: Narration = (*without).clone();
    without.rounds.iter_mut().filter_map(|r| r.symbols.first_mut()).for_each(|btc| btc.fall += 0.05);
    mixed.without = Some((Arc::new(without), false));
    let said = sentence(&mixed, english());
    assert!(said.contains("the outcome is mixed. Better: ") && said.contains("Worse: BTC at"), "{said}");
}

#[test]
fn the_push_that_is_offered_fells_somebody() {
    for preset in ["domino", "chain"] {
        let still = run(preset, &[("shock", "1")]);
        let said = nobody_fell(&still, english()).unwrap();
        assert!(said.sentence.contains("nobody falls"), "{}", said.sentence);
        let (shock, button) = said.push.unwrap();
        assert!(
            shock > still.scenario.number(ParameterId::Shock) && said.sentence.contains(&button["Push by ".len()..])
        );
        let pushed = run(preset, &[("shock", &shock.to_string())]);
        assert!(nobody_fell(&pushed, english()).is_none(), "{preset} at {shock}");
    }
}
