//! The band over price and time: where both edges lie on each day held, and the chance that the price has touched them by then.
//!
//! A liquidation price is touched by a path, not by a day: [`Band`] gives both edges day by day, [`Motion`] says how the price is assumed to
//! move, and a [`Boundary`], one edge as log distances, gives the chance of having been touched by each day. [`Simulation`] draws the same
//! paths one by one, as a check and for "of 50 months, n touched".
//!
//! Left out: jumps, volatility that changes, gaps in trading, and mark prices that differ from the price but for the basis in the edge.
//!
//! May use: `engine::margin`, `engine::units`, `engine::random`, `libm`. Source: cascade-model section 4.
//!
//! ```
//! use cascade_notes::engine::band::horizon::{Band, Motion, Plan};
//! use cascade_notes::engine::scenario::Scenario;
//!
//! let scenario = Scenario::default();
//! let plan = Plan { last: 30, interval_hours: scenario.interval_hours(), added_on: 0 };
//! let band = Band::of(&scenario.question()?, plan)?;
//! // 60 % a year, and a price that is expected to be worth what it is now.
//! let [optimistic, conservative] = band.chances(&Motion::new(0.6, 0.0)?)?;
//! assert!(optimistic.last() < conservative.last());
//! # Ok::<(), cascade_notes::engine::Error>(())
//! ```

pub mod boundary;
pub mod days;
pub mod passage;
pub mod simulate;

pub use boundary::Boundary;
pub use days::{Band, Day, Plan};
pub use passage::Motion;
pub use simulate::{Simulation, months};

/// Longest horizon, in days. Of each day an edge is searched, and a path that bends every day is carried across each bend.
pub const LONGEST: u32 = 366;
