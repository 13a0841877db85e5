//! The two liquidation prices and the uncertainty budget between them.
//!
//! Lives here: the edges and their budget. May use: `engine::margin`, `engine::units`. Source: `margin-rules.md` section 5.

pub mod edges;

pub use edges::{Budget, Edges, Favourable, Question, Step, TERMS, Term, edges};
