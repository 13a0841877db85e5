//! Section “Your own account”: files are brought, read in the worker and proposed; what is applied is an account with its prices, and a position
//! of it the trade of the page.
//!
//! Lives here: what the parts share (`state`), the worker's client (`client`), the place for files (`bring`), what is proposed (`proposal`, `asked`), several files as one account (`merging`),
//! the figure with the positions (`figure`, `rows`), the trade step by step (`steps`), what is kept and saved (`keep`).

mod asked;
mod bring;
mod client;
mod figure;
mod keep;
mod merging;
mod proposal;
mod rows;
mod state;
mod steps;

pub use bring::Bring;
pub use figure::AccountFigure;
pub use state::{Held, Own, join};
pub use steps::Steps;

use crate::ui::state::State;

/// Follows what is brought to the page, reads it, and keeps the account.
pub fn watch(state: State) {
    client::watch(state);
    bring::watch(state);
    keep::watch(state);
}
