//! Leptos: reactivity and controls, nothing else.
//!
//! Lives here: the state with its history, widgets, and one file per part of the page. Figures are mounted into the places that
//! `index.html` holds ready. May use: `engine`, `words`, `figures`, `web`; the browser only through `web`.

mod announcer;
mod arrival;
mod bet;
mod budget_figure;
mod cascade;
mod day_handle;
mod equity_bet;
mod equity_figure;
mod figure_frame;
mod gap_figure;
mod history;
mod horizon_figure;
mod live;
mod masthead;
mod notices;
mod page;
mod settings_panel;
mod state;
mod venues_figure;
mod widget;
mod widgets;

pub use page::mount_page;
