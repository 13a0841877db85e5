//! Who is on the other side of a trade, what that costs a maker, and how much of a book stays.
//!
//! Lives here: `belief` (what a run of trades says of the value: Glosten and Milgrom), `fills` (a maker's result by the share of informed flow),
//! `rebate` (where the informed share settles under a rebate, and the depth that stays), `kyle` (impact where one trader knows),
//! `liquidity` (illiquidity and spread read from prices), `vpin` (one-sidedness by volume, and its floor).
//! May use: `engine::units`, `engine::error`, and `libm`.
//!
//! Models with few numbers: silent on inventory, place in the queue and latency. Source: makers.md.

pub mod belief;
pub mod fills;
pub mod kyle;
pub mod liquidity;
pub mod rebate;
pub mod vpin;
