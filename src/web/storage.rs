//! Local storage. Where it is off or full, nothing is kept and nothing breaks.

use crate::web::host;
use web_sys::Storage;

fn storage() -> Option<Storage> {
    host::window()?.local_storage().ok()?
}

/// What is kept under a name.
#[must_use]
pub fn get(name: &str) -> Option<String> {
    storage()?.get_item(name).ok()?
}

/// Keeps a text under a name.
pub fn set(name: &str, text: &str) {
    if let Some(storage) = storage() {
        // A full or forbidden storage is not the reader's problem.
        storage.set_item(name, text).unwrap_or_default();
    }
}
