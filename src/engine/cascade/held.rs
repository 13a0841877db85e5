//! The engine of a run, lent or its own.

use std::ops::{Deref, DerefMut};

use super::engine::Engine;

/// The engine of a run: lent, or its own.
#[derive(Debug)]
pub(super) enum Held<'a> {
    Lent(&'a mut Engine),
    Own(Box<Engine>),
}

impl Deref for Held<'_> {
    type Target = Engine;

    fn deref(&self) -> &Engine {
        match self {
            Self::Lent(engine) => engine,
            Self::Own(engine) => engine,
        }
    }
}

impl DerefMut for Held<'_> {
    fn deref_mut(&mut self) -> &mut Engine {
        match self {
            Self::Lent(engine) => engine,
            Self::Own(engine) => engine,
        }
    }
}
