//! The sections of the page, a folder each, and the parts of them that stand in places of `index.html`.

pub mod account;
pub mod bench;
pub mod book;
pub mod budget;
pub mod cascade;
pub mod close;
pub mod crowding;
pub mod drift;
pub mod drill;
pub mod funding;
pub mod makers;
pub mod margin;
pub mod monitor;
pub mod settings;
pub mod time;
pub mod two_prices;
pub mod venues;
pub mod words;
