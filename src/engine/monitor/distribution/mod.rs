//! Whether two samples come from one distribution: distances with their laws.
//!
//! Lives here: `ks` (Kolmogorov-Smirnov), `psi` (population stability index with its null law), `distances` (Kullback-Leibler, Hellinger,
//! Wasserstein, Mann-Whitney, chi-square), `anderson` (Anderson-Darling for several samples), `intervals` (for a measured rate).
//! Source: watching section 2.

pub mod anderson;
pub mod distances;
pub mod intervals;
pub mod ks;
pub mod psi;
