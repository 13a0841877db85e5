//! Input as it should not be: nothing panics, nothing is lost, and the error says what is wrong.

use cascade_notes::engine::monitor::crowding::rating::rate;
use cascade_notes::engine::monitor::detectors::charts::{Calm, Cusum};
use cascade_notes::engine::monitor::detectors::windows::{KsWindow, PsiWindow};
use cascade_notes::engine::monitor::detectors::{AfterAlarm, Any, Detector};
use cascade_notes::engine::monitor::guardrails::table::State;
use cascade_notes::engine::monitor::runlength::corrections::Measured;
use cascade_notes::engine::monitor::score::Score;
use cascade_notes::engine::monitor::stream::event::{Event, What};
use cascade_notes::engine::monitor::stream::{Events, Parameters};
use cascade_notes::engine::monitor::volatility::{Bar, Estimator};
use cascade_notes::engine::monitor::watch::{Monitor, Settings};
use cascade_notes::words::{english, errors};

fn monitor() -> (Monitor, Vec<Event>) {
    let parameters = Parameters::usual(1);
    let events = Events::new(parameters.clone()).unwrap();
    let settings = Settings { baseline: 20, ..Settings::usual(100.0) };
    let monitor = Monitor::new(settings, events.world().clone(), &parameters.words()).unwrap();
    (monitor, events.take_while(|event| event.time <= 60.0).collect())
}

fn mark(sequence: u64, time: f64, mark: f64) -> Event {
    Event { sequence, time, what: What::Mark { mark, index: 100.0, stamped: time, spread: 1e-4 } }
}

#[test]
fn an_empty_stream_decides_nothing() {
    let (monitor, _) = monitor();
    assert!(monitor.is_learning());
    assert_eq!((monitor.log().lines(), monitor.log().text()), (0, ""));
    assert!(rate(&[], 1.0).is_err());
    assert!(Estimator::Parkinson.annual(&[], 10, 365.0).is_err());
}

#[test]
fn a_constant_stream_is_not_rated_and_does_not_alarm() {
    let (mut monitor, _) = monitor();
    for second in 1..=120_u64 {
        let decided = monitor.take(&mark(second, second as f64, 100.0)).unwrap();
        // What stands in the book stands there without an event, too: clustering is rated from the start.
        let quiet = |score: &Score| score.value() == score.terms[4] && score.terms[4] < 0.5;
        assert!(decided.is_none_or(|decided| decided.alarms.is_empty() && quiet(&decided.score)), "{second}");
    }
    assert_eq!(rate(&[7.0; 30], 7.0).unwrap().score, None);
    assert_eq!(Measured::of(&[7.0; 30], None, 1).unwrap(), None);
    let bar = Bar::new(7.0, 7.0, 7.0, 7.0).unwrap();
    for estimator in Estimator::ALL {
        assert_eq!(estimator.annual(&[bar; 12], 10, 365.0).unwrap(), 0.0);
    }
}

#[test]
fn a_value_that_is_no_number_is_left_out_and_said() {
    let (mut monitor, events) = monitor();
    let (mut clean, _) = self::monitor();
    for (at, event) in events.iter().enumerate() {
        clean.take(event).unwrap();
        if at % 50 == 3 {
            let broken = Event { what: What::Add { band: 0, size: f64::NAN }, ..*event };
            let error = monitor.take(&broken).unwrap_err();
            let sentence = errors::sentence(&error, english());
            assert!(sentence.contains("number of contracts") || sentence.contains("contracts"), "{sentence}");
            assert!(monitor.take(&mark(1, f64::INFINITY, 100.0)).is_err());
            assert!(monitor.take(&mark(1, 1.0, f64::NAN)).is_err());
        }
        monitor.take(event).unwrap();
    }
    assert_eq!(monitor.log().text(), clean.log().text(), "what was refused left no trace");
}

#[test]
fn a_clock_that_goes_back_and_a_number_that_comes_twice_are_refused_by_their_codes() {
    let (mut monitor, events) = monitor();
    for event in &events {
        monitor.take(event).unwrap();
    }
    let last = events.iter().rev().find(|event| matches!(event.what, What::Mark { .. })).unwrap();
    let back = Event { sequence: last.sequence + 10, time: last.time - 5.0, what: last.what };
    let codes = |monitor: &mut Monitor, event: &Event| {
        let ruling = monitor.take(event).unwrap().unwrap().ruling;
        ruling.refusals.iter().map(|refusal| refusal.code.text()).collect::<Vec<_>>()
    };
    assert!(codes(&mut monitor, &back).contains(&"CLOCK_BACKWARDS"));
    assert!(codes(&mut monitor, last).contains(&"SEQUENCE_REPEATED"));
    let next = mark(last.sequence + 20, last.time + 1.0, 100.0);
    let decided = monitor.take(&next).unwrap().unwrap();
    assert_eq!(decided.ruling.rules, State::Normal, "{:?}", decided.ruling);
}

/// Ten million rows through a detector: no number leaves the range of numbers, and the state stays as small as it was.
#[test]
fn ten_million_rows_keep_a_detector_small() {
    let reference: Vec<f64> = (0..50).map(f64::from).collect();
    let mut detector: Any = Cusum::new(Calm::STANDARD, 0.0, 1e300, 0.0, AfterAlarm::Keep).unwrap().into();
    let size = detector.save().len();
    for row in 0..10_000_000_u32 {
        let x = if row % 2 == 0 { 1e308 } else { 1.0 };
        let decision = detector.step(x).unwrap();
        assert!(decision.statistic.is_finite());
    }
    assert_eq!(detector.save().len(), size);
    for mut windowed in [
        Any::from(KsWindow::new(&reference, 20, 0.01).unwrap()),
        Any::from(PsiWindow::new(&reference, 20, 5, 0.01).unwrap()),
    ] {
        for row in 0..1_000 {
            windowed.step(f64::from(row)).unwrap();
        }
        let full = windowed.save().len();
        for row in 0..1_000 {
            windowed.step(f64::from(row)).unwrap();
        }
        assert_eq!(windowed.save().len(), full);
    }
}

#[test]
fn every_error_of_the_monitor_is_a_sentence() {
    let words = english();
    for error in [
        Calm::new(f64::NAN, 1.0).unwrap_err(),
        Any::load("zz").unwrap_err(),
        Events::new(Parameters { price: -1.0, ..Parameters::usual(1) }).unwrap_err(),
        rate(&[f64::NAN], 1.0).unwrap_err(),
    ] {
        let sentence = errors::sentence(&error, words);
        assert!(sentence.contains("accepted"), "{error}: {sentence}");
    }
}
