//! The two liquidation prices and the uncertainty budget between them.
//!
//! Lives here: what a venue's rule does by itself, the edges and their budget, and the band they make over price and time. May use:
//! `engine::margin`, `engine::units`, `engine::costs::cycles`, and in `horizon` `engine::random` and `libm`. Source: `margin-rules.md` section 5, `cascade-model.md` section 4.

pub mod cross_account;
pub mod edges;
pub mod horizon;
pub mod rule;
pub mod terms;

pub use cross_account::{Behind, Other};
pub use edges::{Budget, Edges, Favourable, FeeMarks, Question, Step, edges, edges_counting, fee_marks, flat_market};
pub use rule::{Ruling, rule};
pub use terms::{Counted, TERMS, Term};
