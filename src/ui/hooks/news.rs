//! Signals that speak only when there is news.

use leptos::prelude::*;

/// Sets a signal; one that holds the value already tells nobody.
pub fn set_news<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|now| *now != value) {
        signal.set(value);
    }
}
