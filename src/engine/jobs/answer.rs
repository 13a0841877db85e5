//! What the replies to one question come to.

use super::asked::Asked;
use super::curve::depends_on;
use super::wire::{HEAD, mark};
use super::{Reply, kind};
use crate::engine::cascade::narration::wire::{Reader, Wire};
use crate::engine::cascade::narration::{BranchingOf, Curve, Narration, Without};
use crate::engine::scenario::Cutting;
use crate::engine::{Cause, Error};

/// What is known of a question so far. It takes in only what was said about that question.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Answer {
    /// The question, and what its curve depends on, by their marks.
    question: f64,
    curve_of: f64,
    /// The narration; `None` until it is told.
    pub narration: Option<Narration>,
    /// The run with something cut, where something is.
    pub without: Option<Without>,
    /// The outcome by shock, perhaps only the first of it.
    pub curve: Option<Curve>,
}

impl Answer {
    /// Nothing known yet of a question.
    #[must_use]
    pub fn new(question: &str) -> Self {
        let mut answer = Self::default();
        answer.turn_to(question);
        answer
    }

    /// Turns to another question. A curve that is the same for both stays; nothing else does.
    pub fn turn_to(&mut self, question: &str) {
        let asked = mark(question);
        if self.question.to_bits() == asked.to_bits() {
            return;
        }
        let Asked { scenario, guests } = Asked::read(question);
        let curve_of = mark(&depends_on(&scenario.choosing(Cutting::Nothing), &guests));
        let curve = self.curve.take().filter(|_| self.curve_of.to_bits() == curve_of.to_bits());
        *self = Self { question: asked, curve_of, curve, ..Self::default() };
    }

    /// Takes a reply in. True where it brought more than progress; what was said about another question brings nothing. Errors: the question has no
    /// answer, or the reply is none that can be read.
    pub fn take(&mut self, reply: &Reply) -> Result<bool, Error> {
        let unreadable = || Error::from(Cause::UnreadableAnswer);
        let same = |a: f64, b: f64| a.to_bits() == b.to_bits();
        let (head, rest) = reply.numbers.split_at_checked(HEAD).ok_or_else(unreadable)?;
        let [kind, question] = *head else { return Err(unreadable()) };
        if !same(question, self.question) {
            return Ok(false);
        }
        let mut reader = Reader::new(rest);
        if same(kind, kind::REFUSED) {
            let why = Error::take(&mut reader).ok_or_else(unreadable)?;
            return Err(Cause::NoAnswer(Box::new(why)).into());
        }
        if same(kind, kind::NARRATION) {
            let narration = Narration::take(&mut reader).ok_or_else(unreadable)?;
            self.without = <Option<Without> as Wire>::take(&mut reader).ok_or_else(unreadable)?;
            self.narration = Some(narration);
        } else if same(kind, kind::CURVE) {
            let curve_of = f64::take(&mut reader).ok_or_else(unreadable)?;
            let curve = Curve::take(&mut reader).ok_or_else(unreadable)?;
            if !same(curve_of, self.curve_of) {
                return Err(unreadable());
            }
            self.curve = Some(curve);
        } else if same(kind, kind::BRANCHING) {
            let branching = BranchingOf::take(&mut reader).ok_or_else(unreadable)?;
            if let Some(narration) = &mut self.narration {
                narration.branching = branching;
            }
        } else {
            return Ok(false);
        }
        Ok(true)
    }
}
