//! Section “Two lanes, one log”: a stream that is watched by a score and by rules, what its limits cost, and a log that proves each decision.
//!
//! Lives here: what the parts share (`state`), who asks the worker (`client`), the lanes with their clock and injects (`figure`, `controls`, `play`), the
//! bet, the log with its replay (`log`), and what a limit costs (`limits`).

mod bet;
mod client;
mod controls;
mod figure;
mod limits;
mod log;
mod play;
mod state;

pub use bet::Bet;
pub use client::watch;
pub use figure::MonitorFigure;
pub use limits::RunLengthFigure;
pub use log::Log;
pub use state::Monitor;
