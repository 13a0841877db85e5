#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing)]
//! Cascades give the same bytes on every machine. `tests/web.rs` asks the same of WebAssembly.

#[path = "seeded/mod.rs"]
mod seeded;

/// After a change that is meant to change results, `UPDATE_DIGESTS=1 cargo test --no-default-features --test seeded` writes them anew.
#[test]
fn seeded_cascades_are_what_they_were() {
    let found = seeded::digests();
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/seeded/digests.txt");
    if std::env::var_os("UPDATE_DIGESTS").is_some() {
        std::fs::write(file, &found).unwrap();
    }
    let golden = std::fs::read_to_string(file).unwrap();
    for (found, golden) in found.lines().zip(golden.lines()) {
        assert_eq!(found, golden);
    }
    assert_eq!(found, golden);
}

#[test]
fn seeded_cascades_are_lively() {
    // Digests of nothing would prove nothing.
    let outcomes: Vec<_> = (0..seeded::COUNT).map(seeded::cascade).collect();
    let lively = outcomes.iter().filter(|outcome| outcome.closed() > 0).count();
    let rounds = outcomes.iter().map(|outcome| outcome.rounds.len()).max().unwrap();
    assert!(lively >= 50, "only {lively} of {} close anybody", seeded::COUNT);
    assert!(rounds >= 20, "the longest has {rounds} rounds");
}
