//! What replies have in common: their kind, and which question they answer. Whoever hears one can tell whether it is about what is asked now.

use crate::engine::cascade::narration::Curve;
use crate::engine::cascade::narration::wire::Wire as _;
use crate::engine::random::mix;

/// Numbers that every reply begins with: kind, mark of the question.
pub const HEAD: usize = 2;

/// Writes something onto the wire.
type Put<'a> = &'a dyn Fn(&mut Vec<f64>);

/// What a text is known by: 52 bits of a hash, as a number.
#[must_use]
pub fn mark(text: &str) -> f64 {
    let bits = text.bytes().fold(0x9e37_79b9_7f4a_7c15, |sum, byte| mix(sum ^ u64::from(byte)));
    #[expect(clippy::cast_precision_loss, reason = "52 bits are exact")]
    let mark = (bits >> 12) as f64;
    mark
}

/// Several things, one after the other.
pub fn written(what: &[Put<'_>]) -> Vec<f64> {
    let mut numbers = Vec::new();
    for put in what {
        put(&mut numbers);
    }
    numbers
}

/// What belongs to a reply with a curve: what the curve depends on, then the curve.
pub fn curve_reply(depends_on: &str, curve: &Curve) -> Vec<f64> {
    written(&[&|out| out.push(mark(depends_on)), &|out| curve.put(out)])
}

/// A reply of a kind about a question.
pub fn reply(kind: f64, question: f64, numbers: &[f64]) -> Vec<f64> {
    let mut all = Vec::with_capacity(numbers.len().saturating_add(HEAD));
    all.extend([kind, question]);
    all.extend_from_slice(numbers);
    all
}

/// Stage, part of it and closed accounts of a reply that says how far the work is.
#[must_use]
pub fn progress(numbers: &[f64]) -> Option<[f64; 3]> {
    let (head, rest) = numbers.split_at_checked(HEAD)?;
    let is = head.first().is_some_and(|kind| kind.to_bits() == super::kind::PROGRESS.to_bits());
    rest.try_into().ok().filter(|_| is)
}
