//! Stop at any sample, save, load, go on: the same bytes.

use cascade_notes::engine::monitor::detectors::adwin::{Adwin, AfterCut};
use cascade_notes::engine::monitor::detectors::charts::{Calm, Cusum, Ewma, PoissonCusum, Shewhart};
use cascade_notes::engine::monitor::detectors::errors::{Ddm, Eddm, HddmA, HddmW};
use cascade_notes::engine::monitor::detectors::page_hinkley::{PageHinkley, Ways};
use cascade_notes::engine::monitor::detectors::windows::{Dispersion, KsWindow, PsiWindow};
use cascade_notes::engine::monitor::detectors::{AfterAlarm, Any, Decision, Detector};
use cascade_notes::engine::monitor::runlength::poisson;
use cascade_notes::engine::monitor::runlength::shewhart::{EIGHT_IN_A_ROW, ONE_BEYOND_THREE, TWO_OF_THREE};
use cascade_notes::engine::random::Stream;

/// What a detector is fed with.
#[derive(Debug, Clone, Copy)]
enum Fed {
    Levels,
    Counts,
    Bits,
}

fn all() -> Vec<(Any, Fed)> {
    let mut stream = Stream::new(9, 9);
    let reference: Vec<f64> = (0..60).map(|_| stream.normal()).collect();
    let rules = [ONE_BEYOND_THREE, TWO_OF_THREE, EIGHT_IN_A_ROW];
    let counts = poisson::PoissonCusum { gain: 1, allowance: 6, limit: 12, start: 4 };
    let calm = Calm::new(0.1, 1.2).unwrap();
    let restart = AfterAlarm::Restart;
    vec![
        (Shewhart::new(calm, &rules, restart).unwrap().into(), Fed::Levels),
        (Ewma::new(calm, 0.2, 2.0, true, restart).unwrap().into(), Fed::Levels),
        (Cusum::new(calm, 0.5, 3.0, 1.5, restart).unwrap().into(), Fed::Levels),
        (Cusum::new(calm, 0.5, 3.0, 0.0, AfterAlarm::Keep).unwrap().into(), Fed::Levels),
        (PoissonCusum::new(counts, restart).unwrap().into(), Fed::Counts),
        (PageHinkley::new(Ways::Both, 0.05, 8.0, 0.999, 10).unwrap().into(), Fed::Levels),
        (Adwin::new(0.05, 4, AfterCut::KeepNewer).unwrap().into(), Fed::Levels),
        (Adwin::new(0.05, 1, AfterCut::Empty).unwrap().into(), Fed::Levels),
        (Ddm::new(10, 1.0, 2.0).unwrap().into(), Fed::Bits),
        (Eddm::new(10, 0.95, 0.9).unwrap().into(), Fed::Bits),
        (HddmA::new(0.05, 0.1).unwrap().into(), Fed::Bits),
        (HddmW::new(0.05, 0.1, 0.1).unwrap().into(), Fed::Bits),
        (KsWindow::new(&reference, 20, 0.05).unwrap().into(), Fed::Levels),
        (PsiWindow::new(&reference, 20, 5, 0.05).unwrap().into(), Fed::Levels),
        (Dispersion::new(12, 0.05).unwrap().into(), Fed::Counts),
    ]
}

fn samples(fed: Fed, seed: u64) -> Vec<f64> {
    let mut stream = Stream::new(seed, 3);
    (0..160)
        .map(|n| {
            let moved = if n > 90 { 1.5 } else { 0.0 };
            match fed {
                Fed::Levels => stream.normal() + moved,
                Fed::Counts => (stream.exponential() * (4.0 + 4.0 * moved)).floor(),
                Fed::Bits => f64::from(u8::from(stream.unit() < 0.1 + 0.3 * moved)),
            }
        })
        .collect()
}

fn bits(decision: &Decision) -> (u64, u64, String) {
    (decision.statistic.to_bits(), decision.limit.to_bits(), format!("{:?}", decision.verdict))
}

#[test]
fn every_detector_goes_on_from_every_sample() {
    for (fresh, fed) in all() {
        let mut alarms = 0;
        for seed in 1..=3 {
            let list = samples(fed, seed);
            let mut straight = fresh.clone();
            for at in 0..list.len() {
                let mut resumed = Any::load(&straight.save()).unwrap();
                assert_eq!(resumed.save(), straight.save(), "{} at {at}", fresh.key());
                // Three more are enough: from then on the states are equal by their bytes.
                let mut on = straight.clone();
                for x in list[at..].iter().take(3) {
                    assert_eq!(bits(&resumed.step(*x).unwrap()), bits(&on.step(*x).unwrap()), "{} {at}", fresh.key());
                }
                assert_eq!(resumed.save(), on.save(), "{} at {at}", fresh.key());
                alarms += u32::from(straight.step(list[at]).unwrap().verdict.is_alarm());
            }
        }
        assert!(alarms > 0, "{} never alarmed: nothing was tried", fresh.key());
    }
}

/// A state that was cut, or written by something else, is none; a broken word is none or another valid state, and never a panic.
#[test]
fn what_was_not_saved_is_not_loaded() {
    for (mut detector, fed) in all() {
        for x in samples(fed, 4).into_iter().take(70) {
            detector.step(x).unwrap();
        }
        let text = detector.save();
        for end in (0..text.len()).step_by(7) {
            assert!(Any::load(&text[..end]).is_err(), "{} {end}", detector.key());
        }
        assert!(Any::load(&format!("{text}{}", "0".repeat(16))).is_err());
        for at in (0..text.len()).step_by(5) {
            let mut broken = text.clone().into_bytes();
            broken[at] = if broken[at] == b'f' { b'0' } else { b'f' };
            if let Ok(mut loaded) = Any::load(std::str::from_utf8(&broken).unwrap()) {
                for x in samples(fed, 5).into_iter().take(5) {
                    let _ = loaded.step(x);
                }
            }
        }
    }
}
