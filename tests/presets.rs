//! Every market of the cascade, as people see it: the digest of its run's log, what is said, tabulated and drawn, held by golden files.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::float_cmp
)]
#![allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::expect_used)]

mod presets {
    mod days;
    mod golden;
    mod jobs;
    mod lessons;
    pub mod run;
    mod verdicts;
}
