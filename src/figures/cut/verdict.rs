//! What a cut does, in sentences: whether it stops the run, what there is less and what there is more of, and why.

use super::{closed_of, lowest, millions};
use crate::engine::cascade::narration::{FallOf, Narration, RoundOf};
use crate::engine::scenario::Cutting;
use crate::figures::cascade::names::listed;
use crate::figures::cascade::{CascadeFigure, Cut};
use crate::figures::numbers::{self, change};
use crate::figures::run::Run;
use crate::words::{Words, joined};
use std::sync::Arc;

/// The least part of an amount, and the least points of a price, by which two runs differ.
const LEAST: (f64, f64) = (0.001, 0.05);

/// What the cut does. Empty where nothing is cut.
#[must_use]
pub fn sentence(run: &Run, words: &'static Words) -> String {
    let (Some((without, stops)), Some(cut)) = (&run.without, Cut::of(&run.scenario, &run.narration)) else {
        return String::new();
    };
    let (w, name) = (words.play(), cut.name(words));
    let compared = Compared { run, here: &run.narration, there: without, cut, words };
    if run.narration.rounds.is_empty() && without.rounds.is_empty() {
        return w.cut_of_nothing(&name);
    }
    let (before, after) =
        (millions(run.narration.forced_by(usize::MAX), words), millions(without.forced_by(usize::MAX), words));
    let Differences { less, more, better_prices } = compared.differences();
    let (fewer, further) = (listed(&less, words), listed(&more, words));
    let found = if without.rounds.is_empty() {
        w.cut_nothing_falls(&name, &before)
    } else if *stops && run.narration.rounds.len() > 1 && more.is_empty() {
        w.cut_stops(&name, &before, &after)
    } else {
        match (less.is_empty(), more.is_empty()) {
            (false, true) => w.cut_helps(&name, &fewer),
            (true, false) => w.cut_worsens(&name, &further),
            (false, false) => w.cut_mixed(&name, &fewer, &further),
            (true, true) => w.cut_changes_nothing(&name, &before),
        }
    };
    let prices = better_prices.then(|| w.cut_better_prices(&before, &after));
    joined(std::iter::once(found).chain(prices).chain(compared.why()), " ")
}

/// What there is less of with the cut, and what there is more of.
struct Differences {
    less: Vec<String>,
    more: Vec<String>,
    /// More money was forced, but only because the same was sold at better prices.
    better_prices: bool,
}

struct Compared<'a> {
    run: &'a Run,
    here: &'a Narration,
    there: &'a Narration,
    cut: Cut,
    words: &'static Words,
}

impl Compared<'_> {
    fn differences(&self) -> Differences {
        let (w, words) = (self.words.play(), self.words);
        let (mut less, mut more) = (Vec::new(), Vec::new());
        let mut put = |here: f64, there: f64, least: f64, said: String| {
            if there < here - least {
                less.push(said);
            } else if there > here + least {
                more.push(said);
            }
        };
        let closed = |n: &Narration| n.closed_by(usize::MAX) / n.accounts.max(1.0);
        let said = w.differ_accounts(&closed_of(self.here, self.run, words), &closed_of(self.there, self.run, words));
        put(closed(self.here), closed(self.there), 1e-9, said);
        let mut deeper = false;
        for (n, symbol) in self.run.scenario.preset().symbols.iter().enumerate() {
            let fall = |narration: &Narration| -change(lowest(narration, n));
            let (here, there) = (fall(self.here), fall(self.there));
            deeper |= there > here + LEAST.1;
            let said = |fall: f64| numbers::percent(-fall, 1, words);
            put(here, there, LEAST.1, w.differ_fall(&said(here), words.symbol(symbol.name), &said(there)));
        }
        let deficits = |n: &Narration| n.rounds.iter().map(|r| r.deficits).sum::<f64>();
        let mut money = |here: f64, there: f64, say: &dyn Fn(&str, &str) -> String| {
            // What is shown as the same does not differ.
            let (before, after) = (millions(here, words), millions(there, words));
            if before != after {
                put(here, there, here.abs() * LEAST.0, say(&before, &after));
            }
        };
        money(deficits(self.here), deficits(self.there), &|here, there| w.differ_deficits(here, there));
        let (here, there) = (self.here.forced_by(usize::MAX), self.there.forced_by(usize::MAX));
        let same = (closed(self.here) - closed(self.there)).abs() < 1e-9
            && (self.here.accounts - self.there.accounts).abs() < 0.5;
        let better_prices = same && !deeper && there > here * (1.0 + LEAST.0);
        if !better_prices {
            money(here, there, &|here, there| w.differ_forced(here, there));
        }
        Differences { less, more, better_prices }
    }

    /// Why it held, or did not: who stands that fell, and who falls all the same, with what took most from them.
    fn why(&self) -> Vec<String> {
        let figure =
            |narration: &Arc<Narration>| CascadeFigure::of(&self.run.scenario, Arc::clone(narration), usize::MAX);
        let whole = figure(&self.run.narration);
        let Some(without) = self.run.without.as_ref().map(|(narration, _)| figure(narration)) else {
            return Vec::new();
        };
        if whole.is_drawn() {
            return self.why_of_crowd(&whole, &without).into_iter().collect();
        }
        let out = (self.cut.what == Cutting::Account).then_some(self.cut.which);
        let later = |at: &usize| self.here.fell_in(*at).is_some_and(|round| round > 1) && Some(*at) != out;
        let pushed: Vec<usize> = (0..self.here.squares.len()).filter(later).collect();
        let stands = pushed.iter().copied().find(|at| self.there.fell_in(*at).is_none());
        let falls = pushed.iter().copied().find(|at| self.there.fell_in(*at).is_some());
        let (w, words) = (self.words.play(), self.words);
        let why = |figure: &CascadeFigure, narration: &Narration, square: usize| {
            let falls = narration.rounds.iter().flat_map(|r| &r.falls).filter(|f| f.square == square);
            figure.causes_text(words, &figure.fallen_together(&mut falls.into_iter()))
        };
        let name = |square: usize| whole.square_name(words, square);
        let failed = falls.map(|at| {
            let causes = why(&without, self.there, at);
            if without.fallen_part(at) < 1.0 {
                w.why_falls_in_part(&causes, &name(at))
            } else {
                w.why_falls(&causes, &name(at))
            }
        });
        let held = stands.map(|at| w.why_stands(&why(&whole, self.here, at), &name(at)));
        let slack = (failed.is_some() || held.is_some()).then(|| words.cascade().narration_slack().to_owned());
        failed.into_iter().chain(held).chain(slack).collect()
    }

    /// Of a crowd: how much of what took those who fell after the first round came from forced orders.
    fn why_of_crowd(&self, whole: &CascadeFigure, without: &CascadeFigure) -> Option<String> {
        let w = self.words.play();
        let pushed = |figure: &CascadeFigure, narration: &Narration| {
            let later = narration.rounds.iter().skip(1).flat_map(|r: &RoundOf| &r.falls);
            let mut all: FallOf = figure.fallen_together(&mut later.into_iter());
            all.by = vec![(usize::MAX, all.by.iter().map(|(_, amount)| *amount).sum())];
            let harms = figure.harms(self.words, &all);
            harms.into_iter().find_map(|(node, share)| {
                matches!(node, crate::figures::cascade::ties::Node::Square(_)).then_some(share)
            })
        };
        let here = pushed(whole, self.here)?;
        Some(match pushed(without, self.there) {
            Some(there) => w.why_crowd(&here, &there),
            None => w.why_crowd_held(&here),
        })
    }
}
