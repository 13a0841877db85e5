//! An incident rehearsed: five injects, four choices at each, and the state after 1, 5 and 30 minutes, computed by the cascade engine on accounts
//! whose thresholds are the margin engine's, all from one seed. So the cost of waiting is a number, and all 4^5 = 1,024 paths are few enough to
//! know each.
//!
//! An inject begins where the one before it ended: accounts that were closed are gone, the fund is what is left of it, the price has fallen as
//! far as it fell from outside. What forced orders took from the book has come back by then.
//!
//! Lives here: `inject` (what goes wrong, and both sets), `stage` (one inject under one choice), `paths` (all of them, and the debrief).
//! Source: watching section 5.

pub mod inject;
pub mod paths;
pub mod stage;

pub use inject::{Choice, Inject, Set};
pub use paths::{Debrief, Path, Paths};
pub use stage::{After, Scene, Standing};

/// Injects of a drill.
pub const INJECTS: usize = 5;
/// Choices at each.
pub const CHOICES: usize = 4;
/// Seconds after an inject at which its state is looked at.
pub const LOOKS: [f64; 3] = [60.0, 300.0, 1_800.0];
