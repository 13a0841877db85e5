//! Light and dark: the system's choice until the reader makes one.

use crate::web::{host, storage};

const NAME: &str = "cascade-notes:theme";

/// True while the page is dark.
#[must_use]
pub fn is_dark() -> bool {
    let chosen = host::document().and_then(|d| d.document_element()).and_then(|e| e.get_attribute("data-theme"));
    match chosen.as_deref() {
        Some("dark") => true,
        Some("light") => false,
        _ => prefers_dark(),
    }
}

fn prefers_dark() -> bool {
    host::window().and_then(|w| w.match_media("(prefers-color-scheme: dark)").ok()?).is_some_and(|m| m.matches())
}

/// Makes the page dark or light, and remembers it.
pub fn set_dark(dark: bool) {
    let theme = if dark { "dark" } else { "light" };
    if let Some(root) = host::document().and_then(|d| d.document_element()) {
        root.set_attribute("data-theme", theme).unwrap_or_default();
    }
    storage::set(NAME, theme);
}
