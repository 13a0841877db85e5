//! Whether many stand on one side: basis, funding and volatility, each with its own history, then how many agree, and only then a mean.
//!
//! Lives here: `terms` (what is measured), `rating` (robust score and percentile of one against its history), `agreement` (of several), `trial`
//! (whether the combination reveals more than each alone). Source: watching section 3, cascade-model part two section 4.

pub mod agreement;
pub mod rating;
pub mod terms;
pub mod trial;
