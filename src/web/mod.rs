//! The only user of web-sys and js-sys: everything the page asks of its browser.
//!
//! Lives here: elements, address bar, storage, files, what a reader brings (`brought`), clipboard, media, sizes, timers, the worker. May use: `web-sys`, `js-sys`.
//! Nothing here knows what a scenario is; `workers` speaks `engine::jobs::protocol`. A browser that refuses something (storage off, no clipboard) is an `Option` or a
//! `bool`, never a panic.

pub mod address;
pub mod beside;
pub mod brought;
pub mod clipboard;
pub mod clock;
pub mod files;
pub mod host;
pub mod paper;
pub mod reading;
pub mod storage;
pub mod terms;
pub mod theme;
pub mod view;
pub mod workers;
