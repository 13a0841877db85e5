//! What happens to a liquidated account: how much is closed at a time, what the fund and the trader end with, and who bears a loss
//! that nothing covers.
//!
//! Lives here: partial liquidation, liquidation fees, the insurance fund, the order of auto-deleveraging and socialised losses, for
//! one account at a time; `waterfall`, one forced close paid for. May use: `engine::units`, `engine::error`, `engine::margin`, and
//! `engine::costs` for the book that a close meets.
//!
//! Source: margin-rules section 1; the order of payments as in cascade-model section 2, steps 7 and 8.

pub mod deleveraging;
pub mod drift;
pub mod insurance;
pub mod partial;
pub mod waterfall;
