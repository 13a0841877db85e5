#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::cast_possible_truncation)]
//! Files that people have, read as `files.md` says; every number of it, the import vectors, and files that were damaged.

#[path = "import/further.rs"]
mod further;
#[path = "import/mutations.rs"]
mod mutations;
#[path = "import/samples.rs"]
mod samples;
#[path = "import/tables.rs"]
mod tables;
#[path = "../src/testing.rs"]
mod testing;
#[path = "import/vectors.rs"]
mod vectors;

use cascade_notes::engine::import::{Answers, Fate, Finding, Proposal, read};
use std::path::Path;

/// A sample file.
#[track_caller]
fn sample(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/files").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// A text, read with nothing said about it.
#[track_caller]
fn read_plain(text: &str) -> Proposal {
    read(text, &Answers::default()).unwrap_or_else(|e| panic!("{e}\n{text}"))
}

/// What became of a field.
#[track_caller]
fn finding<'a>(proposal: &'a Proposal, path: &str) -> &'a Finding {
    let found = proposal.findings.iter().find(|finding| finding.path == path);
    found.unwrap_or_else(|| panic!("{path} is not told of: {:#?}", proposal.findings))
}

/// Nothing of a file was refused.
#[track_caller]
fn nothing_refused(proposal: &Proposal) {
    let refused: Vec<_> = proposal.findings.iter().filter(|f| matches!(f.fate, Fate::Refused(_))).collect();
    assert!(refused.is_empty(), "{refused:#?}");
}
