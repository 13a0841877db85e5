//! Leptos: reactivity and controls, nothing else.
//!
//! Lives here: the state with its history, components and the sections made of them. [`parts`] are rendered by the build into the places that
//! `index.html` holds ready, and come to life there. May use: `engine`, `words`, `figures`, `web`; the browser only through `web`.

mod arrival;
mod components;
mod following;
mod history;
mod hooks;
mod kept;
mod masthead;
mod notices;
mod opening;
mod page;
mod paper_link;
pub mod parts;
mod reveals;
mod sections;
mod spoken;
mod state;
mod tasks;
mod trade_bar;
mod watching;

pub use page::mount_page;
