//! A log that proves each decision: one line each, every line with the hash of the one before and with its own. Whoever changes a byte breaks the
//! line that it stands in, and the first broken line is named. Whoever writes the whole log anew is found by replaying the run.
//!
//! Lives here: `line` (one decision as a line), `log` (the chain, its verification, and the comparison with a replay).
//! Source: watching section 4; SHA-256 from a well-kept crate.

pub mod line;
pub mod log;
