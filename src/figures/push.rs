//! Where nothing fell: what to say instead of asking what stops it, and a larger push to offer.

use crate::figures::curve::CurveFigure;
use crate::figures::numbers::exact;
use crate::figures::run::Run;
use crate::words::Words;
use rust_decimal::Decimal;
use std::sync::Arc;

/// What there is to say of a run that fells nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NobodyFell {
    /// That nobody fell, and what is known of larger shocks.
    pub sentence: String,
    /// The smallest shock that is known to fell somebody, in per cent, with the words on its button.
    pub push: Option<(Decimal, String)>,
}

/// What to say of a run that fells nobody, in whole or in part; `None` where somebody fell.
#[must_use]
pub fn nobody_fell(run: &Run, words: &'static Words) -> Option<NobodyFell> {
    if !run.narration.rounds.is_empty() {
        return None;
    }
    let w = words.play();
    let curve = CurveFigure::of(&run.scenario, Arc::clone(&run.curve), Arc::clone(&run.narration));
    let percent = |shock: Decimal| words.numbers().percent(&exact(shock, words));
    let said = w.nobody_fell(&percent(curve.shock));
    let push = curve.smallest_push().map(|shock| (shock, w.push_by(&percent(shock))));
    let next = match &push {
        Some((shock, _)) => w.larger_push(&percent(*shock)),
        None if run.curve.complete => w.no_push(&curve.end_in_words(words)),
        None => w.push_unknown().to_owned(),
    };
    Some(NobodyFell { sentence: format!("{said} {next}"), push })
}
