//! The bench: rows with something broken in them, mended one by one, while detectors and prices answer at once; or the reader's own rows.
//!
//! Lives here: what the parts share (`state`), who asks the worker (`client`), the figure, and the rows with what can be done about them (`rows`).

mod client;
mod figure;
mod rows;
mod state;

pub use client::watch;
pub use figure::BenchFigure;
pub use rows::Rows;
pub use state::Bench;
