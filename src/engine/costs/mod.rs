//! What trading and holding a position cost: fees, funding, and the price given away in the book.
//!
//! Lives here: fees with their bases, funding rates, payments and what many of them come to, the premium and mark prices they rest on, and the walk through
//! an order book, real or modelled. May use: `engine::units`, `engine::error`, `engine::margin`, and `libm` where a power or an
//! exponential is needed.
//!
//! Rules of venues are data with a date. Source: margin-rules sections 1 and 3; books: cascade-model sections 2 and 3.

pub mod book;
pub mod curve;
pub mod cycles;
pub mod fees;
pub mod funding;
pub mod mark;
pub mod payment;
pub mod premium;
