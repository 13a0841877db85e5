//! The controls: a number with slider, buttons and field; a choice; a number in the prose.

mod choice_control;
mod fees_control;
mod number_control;
mod number_row;
mod scrub;

pub use choice_control::choice_control;
pub use fees_control::fees_control;
pub use number_control::number_control;
pub use number_row::key_move;
pub use scrub::scrub;
