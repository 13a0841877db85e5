//! Whether many stand on one side: basis, funding and volatility, each with its own history, then how many agree, and only then a mean.
//!
//! Lives here: `terms` (what is measured), `rating` (robust score and percentile of one against its history), `agreement` (of several), `making` (seeded
//! markets, crowded and not), `trial` (whether the combination reveals more than each alone, and what is left where one is missing). Source: watching section 3, cascade-model part two section 4.

pub mod agreement;
pub mod making;
pub mod rating;
pub mod terms;
pub mod trial;
