//! The two liquidation prices and the uncertainty budget between them.
//!
//! Lives here: what a venue's rule does by itself, the edges and their budget. May use: `engine::margin`, `engine::units`. Source: `margin-rules.md` section 5.

pub mod behind;
pub mod edges;
pub mod rule;
pub mod terms;

pub use behind::{Behind, Other};
pub use edges::{Budget, Edges, Favourable, Question, Step, edges, edges_counting};
pub use rule::{Ruling, rule};
pub use terms::{Counted, TERMS, Term};
