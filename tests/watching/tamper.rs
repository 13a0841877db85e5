//! Any byte of a log that is changed is found, and its line is named.

use crate::logs::{heads, run};
use cascade_notes::engine::monitor::audit::log::{Broken, Fault, compare, verify};
use cascade_notes::engine::monitor::watch::Monitor;
use cascade_notes::engine::random::Stream;

#[test]
fn ten_thousand_flips_are_found_and_named() {
    let monitor = run(1, 85.0);
    let (name, bytes) = (monitor.log().run().to_owned(), monitor.log().text().as_bytes().to_vec());
    let lines = verify(&name, &bytes).unwrap();
    assert!(lines > 24);
    let mut chance = Stream::new(5, 5);
    for _ in 0..10_000 {
        let at = chance.below(bytes.len() as u32) as usize;
        let mut broken = bytes.clone();
        broken[at] ^= 1 << chance.below(8);
        let line = bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
        assert_eq!(verify(&name, &broken), Err(Broken { line, fault: Fault::Changed }), "byte {at}");
    }
}

/// Whoever writes the chain anew is found by the replay, at the line that was changed.
#[test]
fn a_replay_finds_what_a_new_chain_hides() {
    let (kept, again, other) = (run(2, 120.0), run(2, 120.0), run(3, 120.0));
    let bytes = |monitor: &Monitor| monitor.log().text().as_bytes().to_vec();
    let lines = verify(kept.log().run(), &bytes(&kept)).unwrap();
    assert_eq!(compare(&bytes(&kept), &bytes(&again)), Ok(lines));
    // Another run, verified by itself, is whole; against this replay its first line differs.
    assert!(verify(other.log().run(), &bytes(&other)).is_ok());
    assert_eq!(compare(&bytes(&other), &bytes(&kept)), Err(Broken { line: 1, fault: Fault::Differs }));
}

/// `tests/web.rs` asks for the same file. After a change that is meant to change logs, `UPDATE_DIGESTS=1` writes it anew.
#[test]
fn fifty_logs_are_what_they_were() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/seeded/logs.txt");
    let found = heads();
    if std::env::var_os("UPDATE_DIGESTS").is_some() {
        std::fs::write(file, &found).unwrap();
    }
    assert_eq!(found, std::fs::read_to_string(file).unwrap());
}
