//! Section “The drill”: an incident rehearsed, one inject at a time, and the reader's path among all of them.
//!
//! Lives here: what the parts share (`state`), who asks the worker (`client`), the card with the choices (`card`), the figure, and the `debrief`.

mod card;
mod client;
mod debrief;
mod figure;
mod state;

pub use card::Card;
pub use client::watch;
pub use debrief::Debrief;
pub use figure::DrillFigure;
pub use state::Drill;
