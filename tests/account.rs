#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing)]
//! Positions that change and accounts of several: the numbers of `accounts.md`, and what holds for any steps.

#[path = "account/laws.rs"]
mod laws;
#[path = "account/portfolio.rs"]
mod portfolio;
#[path = "account/steps.rs"]
mod steps;
#[path = "../src/testing.rs"]
mod testing;
#[path = "account/wrong_pages.rs"]
mod wrong_pages;
