//! Section “Venues”: the same trade under every venue's rule, a button over each name, the switch of the rates, and the rule written out.

mod figure;
mod formula;
mod list;
mod rates_switch;

pub use figure::VenuesFigure;
