//! A reader's own rows: read as they are, with what is wrong in them named row by row, and watched as they stand.
//!
//! Lives here: `table` (columns and rows of a text), `flaw` (what is wrong in which cell), `reading` (what the detectors and the realised volatility make
//! of the rows), `broken` (the small table to be mended), `days` (metrics of crowding by day). Source: watching sections 3 to 5, files.

pub mod broken;
pub mod days;
pub mod flaw;
pub mod reading;
pub mod table;
