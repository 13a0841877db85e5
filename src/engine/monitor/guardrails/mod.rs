//! Fixed rules around a model: it can tighten what they allow, never loosen it.
//!
//! Lives here: `code` (why something is refused, a closed list), `table` (what a state permits, and a live venue's own table), `checks` (one rule
//! each), `rate` (so many in a sliding window), `hysteresis`, `cap` (a growing cap, and the re-reading of a result), `gate` (all of them, and the
//! stricter of model and rules). Source: watching section 4.

pub mod cap;
pub mod checks;
pub mod code;
pub mod gate;
pub mod hysteresis;
pub mod rate;
pub mod table;
