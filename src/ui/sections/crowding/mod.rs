//! Section “Crowding”: three metrics on one clock, two markets with a bet on which breaks, and the trial of what is claimed.
//!
//! Lives here: what the parts share (`state`), who asks the workers (`client`), the strips with their controls (`figure`), the bet, and the `trial`.

mod bet;
mod client;
mod figure;
mod state;
mod trial;

pub use bet::Bet;
pub use client::watch;
pub use figure::CrowdingFigure;
pub use state::Crowding;
pub use trial::TrialFigure;
