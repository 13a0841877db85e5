//! What the tasks answer, over the wire as the page hears it.

use crate::monitor::record;
use cascade_notes::engine::jobs::protocol::{Request, WorkerEnd, read as read_reply};
use cascade_notes::engine::jobs::task::{self, Piece};
use cascade_notes::engine::jobs::watching::replay::{FAULTS, Replay};
use cascade_notes::engine::jobs::watching::{Record, Replayed, answer, read};
use cascade_notes::engine::monitor::audit::log::Fault;

/// The answer of a worker that is asked by name, with how often it said how far it was.
fn asked(name: &str, text: &str) -> (Vec<f64>, usize) {
    let mut worker = WorkerEnd::default();
    worker.take(&Request::Task { id: 7, name: name.to_owned(), text: text.to_owned() }.print());
    let mut parts = Vec::new();
    // Patience ends after each piece.
    while let Some(numbers) = worker.work(&mut || false) {
        let (id, reply) = read_reply(&numbers).unwrap();
        assert_eq!(id, 7);
        match task::read(&reply).unwrap() {
            Piece::Part(part) => parts.push(part),
            Piece::Numbers(numbers) => {
                assert!(reply.last && parts.windows(2).all(|pair| pair[0] <= pair[1]), "{parts:?}");
                return (numbers, parts.len());
            }
            other => panic!("{other:?}"),
        }
    }
    panic!("{name} has no answer")
}

#[test]
fn a_watch_comes_over_the_wire_as_it_was() {
    let (numbers, parts) = asked("watch", "v=1");
    assert!(parts > 100, "{parts}");
    assert_eq!(read::<Record>(&numbers).unwrap(), *record("v=1"));
    for end in (0..numbers.len()).step_by(997) {
        assert!(read::<Record>(&numbers[..end]).is_err(), "{end}");
    }
}

#[test]
fn a_replay_holds_every_byte_and_names_the_first_line_that_is_broken() {
    let record = record("v=1");
    let replayed = |log: &str| answer::<Replayed>(Replay::new(&format!("v=1\n{log}")).unwrap()).unwrap();
    let held = replayed(&record.log);
    assert_eq!((held.verified, held.compared), (None, None));
    assert_eq!((held.lines, held.bytes), (record.log.lines().count(), record.log.len()));
    let (changed, line, ..) = cascade_notes::figures::monitor::log::tampered(&record, &record.log, 262.0).unwrap();
    let found = replayed(&changed);
    let fault = |(at, kind): (usize, usize)| (at, FAULTS[kind]);
    assert_eq!(found.verified.map(fault), Some((line, Fault::Changed)));
    assert_eq!(found.compared.map(fault), Some((line, Fault::Differs)));
    // A log of another run is chained, and not to this one.
    let other = replayed(&crate::monitor::record("v=1&inject=stale").log);
    assert_eq!(other.verified.map(fault), Some((1, Fault::Unchained)));
    // Half of it.
    let half: String = record.log.split_inclusive('\n').take(50).collect();
    let found = replayed(&half);
    assert_eq!((found.verified, found.compared.map(fault)), (None, Some((51, Fault::Missing))));
}

#[test]
fn every_task_has_an_answer_and_says_how_far_it_is() {
    for (name, text) in [("trial", "v=1&common-noise=50"), ("pairs", "")] {
        let (numbers, parts) = asked(name, text);
        assert!(!numbers.is_empty() && parts > 1, "{name}");
    }
}

/// What a page of another age or a broken link sends is watched as it begins.
#[test]
fn what_cannot_be_used_begins_as_the_settings_do() {
    let (numbers, _) = asked("replay", "v=1&inject=storm&inject-at=-5\n");
    let replayed: Replayed = read(&numbers).unwrap();
    assert_eq!(replayed.bytes, record("v=1").log.len());
}
