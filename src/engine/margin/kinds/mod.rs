//! Rule kinds beyond the four families: what a position must keep that no table of brackets by notional says.
//!
//! Lives here: `power_rate` (a rate that grows with a power of the notional), `of_leverage` (a part of the margin, or a rate from the chosen
//! leverage), `pool` (oracle pools with a borrow fee and a least collateral), `coin_brackets` (brackets by coins held). May use: the rest of `engine::margin`. Source: accounts section 4.

mod coin_brackets;
mod of_leverage;
mod pool;
mod power_rate;

pub use coin_brackets::CoinBrackets;
pub use of_leverage::{of_initial_margin, of_leverage};
pub use pool::Pool;
pub use power_rate::PowerRate;
