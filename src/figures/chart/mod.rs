//! What every chart stands on: how wide its text is, where its plot lies, what its places mean, and the board it is drawn on.
//!
//! `text` measures by the shipped fonts (`advances`); `axis` finds round ticks; `projection` maps values to places and back; `layout` leaves room for
//! what stands beside a plot and draws its axes; `labels` keeps labels apart; `board` and `svg` draw, on plotters. Nothing here knows a figure.

pub mod advances;
pub mod axis;
pub mod board;
pub mod labels;
pub mod layout;
pub mod projection;
pub mod svg;
pub mod text;
