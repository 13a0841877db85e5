#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing)]
//! The invariants of the cascade (cascade-model section 8), each over random markets, accounts, rules and shocks within its scope.
//! `CASCADE_NOTES_CASES` asks for more cases than 1,000.

#[path = "invariants/causes.rs"]
mod causes;
#[path = "invariants/found.rs"]
mod found;
#[path = "invariants/generators.rs"]
mod generators;
#[path = "invariants/hostile.rs"]
mod hostile;
#[path = "invariants/market.rs"]
mod market;
#[path = "invariants/money.rs"]
mod money;
#[path = "invariants/monotone.rs"]
mod monotone;
#[path = "invariants/order.rs"]
mod order;
#[path = "invariants/reference.rs"]
mod reference;
#[path = "invariants/refusals.rs"]
mod refusals;
#[path = "invariants/rules.rs"]
mod rules;
#[path = "invariants/scan.rs"]
mod scan;
#[path = "invariants/solver.rs"]
mod solver;
