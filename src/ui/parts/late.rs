//! The parts that come later, in a chunk of the program of their own: [`chunk`] is all that leads to them, which is how the build knows what to part.

use super::hydration::Waiting;
use super::{NotLoaded, visit_late};
use crate::ui::sections::account;
use crate::ui::state::State;
use crate::ui::watching::{self, Watching};
use leptos::prelude::*;

/// What a chunk brings.
struct Late {
    parts: Waiting,
    begin: Box<dyn FnOnce()>,
}

/// Fetches what the later sections are made of, and brings them to life. Errors: it could not be started.
pub async fn hydrate_late(state: State, owner: &Owner) -> Result<(), NotLoaded> {
    #[cfg(feature = "split")]
    let late = chunk::late(state, owner.clone()).await?;
    #[cfg(not(feature = "split"))]
    let late = chunk::late(state, owner.clone())?;
    late.parts.come_to_life().await;
    owner.with(late.begin);
    Ok(())
}

/// Follows what happens in the late sections.
fn begin(state: State) {
    account::watch(state);
    watching::watch(state);
}

// The attribute makes foreign functions of the one below: called across modules, and by nobody else.
#[allow(unsafe_code, clippy::unnecessary_wraps, clippy::needless_pass_by_value)]
mod chunk {
    use super::{Late, NotLoaded, Owner, State, Waiting, Watching, begin, provide_context, visit_late};

    #[cfg_attr(
        feature = "split",
        leptos::wasm_split::wasm_split(late, wasm_split_path = ::leptos::wasm_split, fallible)
    )]
    pub fn late(state: State, owner: Owner) -> Result<Box<Late>, NotLoaded> {
        let parts = owner.with(|| {
            let shared = Watching::new(state);
            provide_context(shared);
            let mut parts = Waiting::new(state, move || provide_context(shared));
            visit_late(&mut parts);
            parts
        });
        Ok(Box::new(Late { parts, begin: Box::new(move || begin(state)) }))
    }
}
