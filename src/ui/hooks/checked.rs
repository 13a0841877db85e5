//! A radio button that shows what holds.

use leptos::html::Input;
use leptos::prelude::*;

/// Keeps a radio button checked while `is_chosen`. Where a choice was refused the settings are as they were and the button is not: it is put back when
/// `renewed` changes.
pub fn use_checked(node: NodeRef<Input>, renewed: RwSignal<u32>, is_chosen: Memo<bool>) {
    Effect::new(move |_| {
        renewed.track();
        if let Some(node) = node.get() {
            node.set_checked(is_chosen.get());
        }
    });
}
