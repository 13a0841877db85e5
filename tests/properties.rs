#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing)]
//! Properties of the engine over the whole range of its settings. `CASCADE_NOTES_CASES` asks for more cases than 256.

#[path = "properties/accounts.rs"]
mod accounts;
#[path = "properties/bankruptcy.rs"]
mod bankruptcy;
#[path = "properties/books.rs"]
mod books;
#[path = "properties/budget.rs"]
mod budget;
#[path = "properties/codec.rs"]
mod codec;
#[path = "properties/dydx.rs"]
mod dydx;
#[path = "properties/exact.rs"]
mod exact;
#[path = "properties/families.rs"]
mod families;
#[path = "properties/funding.rs"]
mod funding;
#[path = "properties/generators.rs"]
mod generators;
#[path = "properties/models.rs"]
mod models;
#[path = "properties/months.rs"]
mod months;
#[path = "properties/numbers.rs"]
mod numbers;
#[path = "properties/order.rs"]
mod order;
#[path = "properties/pages.rs"]
mod pages;
#[path = "properties/settlements.rs"]
mod settlements;
#[path = "properties/solver.rs"]
mod solver;
#[path = "properties/tables.rs"]
mod tables;
#[path = "properties/waterfalls.rs"]
mod waterfalls;
