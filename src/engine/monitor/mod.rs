//! Watching a market: detectors whose run lengths are computed, crowding, rules that fence a score, and a log that proves each decision.
//!
//! Lives here: `runlength` (how long a detector runs until it alarms), `detectors` (one sample in, a decision out),
//! `distribution` (whether two samples come from one law), `volatility`, `crowding`, `guardrails` (rules that may only tighten), `audit` (a log
//! that proves each decision), `stream` (events from a seed), `score` (the model, a sum of terms), `watch` (the monitor itself),
//! `drill` (an incident rehearsed), `series` (a reader's own rows, and what is wrong in them). May use: `engine::random`, `engine::error`, `libm`, `sha2`;
//! `drill` alone: `engine::cascade`, `engine::margin`, `engine::units`; `series` alone: `engine::import` and csv. Source: watching, all sections.

pub mod audit;
pub mod crowding;
pub mod detectors;
pub mod distribution;
pub mod drill;
pub mod guardrails;
pub mod runlength;
pub mod score;
pub mod series;
pub mod stream;
pub mod volatility;
pub mod watch;
