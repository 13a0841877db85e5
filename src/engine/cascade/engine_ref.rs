//! The engine of a run, lent or its own.

use std::ops::{Deref, DerefMut};

use super::engine::Engine;

/// The engine of a run: lent, or its own.
#[derive(Debug)]
pub(super) enum EngineRef<'a> {
    Borrowed(&'a mut Engine),
    Owned(Box<Engine>),
}

impl Deref for EngineRef<'_> {
    type Target = Engine;

    fn deref(&self) -> &Engine {
        match self {
            Self::Borrowed(engine) => engine,
            Self::Owned(engine) => engine,
        }
    }
}

impl DerefMut for EngineRef<'_> {
    fn deref_mut(&mut self) -> &mut Engine {
        match self {
            Self::Borrowed(engine) => engine,
            Self::Owned(engine) => engine,
        }
    }
}
