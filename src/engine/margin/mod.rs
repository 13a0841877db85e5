//! Margin rules: what a venue requires, and the price at which equity no longer meets it.
//!
//! Lives here: the position and its geometry, margin tiers, requirements, the solver, the collateral around a position, whole
//! cross accounts, rule kinds beyond brackets by notional, and the named, dated venue models. May use: `engine::units`, `engine::error`.
//!
//! Initial margin, order cost, margin ratio, accounts, BitMEX's satoshi and dYdX's quanta are part of the rules and held by the
//! published vectors; the page does not show them yet.
//!
//! Everything is solved in *notional*, N = q p for a linear contract and N = Q / p for an inverse one: in both, equity is a
//! straight line in N, so one solver serves both. Source of the families: `margin-rules.md` section 0.

pub mod account;
pub mod collateral;
pub mod dydx;
pub mod growth;
pub mod kinds;
pub mod liquidation;
pub mod position;
pub mod requirement;
pub mod rounding;
pub mod satoshi;
pub mod size_rates;
pub mod tables;
pub mod tiers;
pub mod venue;

pub use account::{Account, Holding, MarginCalculation, MarginContext, Regime, Rule};
pub use collateral::{Collateral, CrossAccount};
pub use growth::Growth;
pub use liquidation::{SafeGap, Search, Trigger};
pub use position::{Contract, Position, Side};
pub use requirement::Requirement;
pub use rounding::TickRounding;
pub use size_rates::SizeRates;
pub use tiers::{Bracket, Tiers};
pub use venue::{Family, VenueId, VenueModel};
