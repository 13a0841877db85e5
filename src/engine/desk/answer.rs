//! What the replies to one question come to.

use super::{Reply, kind};
use crate::engine::cascade::story::wire::{Reader, Wire};
use crate::engine::cascade::story::{BranchingOf, Curve, Story, Without};
use crate::engine::{Cause, Error};

/// What is known of a question so far.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Answer {
    /// The story; `None` until it is told.
    pub story: Option<Story>,
    /// The run with something cut, where something is.
    pub without: Option<Without>,
    /// The outcome by shock.
    pub curve: Option<Curve>,
}

impl Answer {
    /// Takes a reply in. True where it brought more than progress. Errors: the question has no answer, or the reply is none.
    pub fn take(&mut self, reply: &Reply) -> Result<bool, Error> {
        let unreadable = || Error::from(Cause::UnreadableAnswer);
        let (first, rest) = reply.numbers.split_first().ok_or_else(unreadable)?;
        let mut reader = Reader::new(rest);
        let is = |kind: f64| first.to_bits() == kind.to_bits();
        if is(kind::REFUSED) {
            let why = Error::take(&mut reader).ok_or_else(unreadable)?;
            return Err(Cause::NoAnswer(Box::new(why)).into());
        }
        if is(kind::STORY) {
            let story = Story::take(&mut reader).ok_or_else(unreadable)?;
            self.without = <Option<Without> as Wire>::take(&mut reader).ok_or_else(unreadable)?;
            self.story = Some(story);
        } else if is(kind::CURVE) {
            self.curve = Some(Curve::take(&mut reader).ok_or_else(unreadable)?);
        } else if is(kind::BRANCHING) {
            let branching = BranchingOf::take(&mut reader).ok_or_else(unreadable)?;
            if let Some(story) = &mut self.story {
                story.branching = branching;
            }
        } else {
            return Ok(false);
        }
        Ok(true)
    }
}
