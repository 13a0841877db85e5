//! The story in words: the finding, and what happens in the round shown.

use super::CascadeFigure;
use super::names::listed;
use super::numbers::{count, finite, millions, move_of, percent};
use crate::engine::cascade::story::{FallOf, RoundOf};
use crate::engine::units::in_order;
use crate::words::{Words, fill, joined};

/// Most accounts that are told of one by one.
const NAMED: usize = 3;

impl CascadeFigure {
    /// The finding of the whole run.
    pub(super) fn title(&self, words: &'static Words) -> String {
        let (w, story) = (&words.cascade, &self.story);
        let rounds = story.rounds.len();
        if story.closed_by(rounds) <= 0.0 {
            return if story.rounds.iter().any(|r| r.parts > 0.0) { w.title_parts } else { w.title_nobody }.to_owned();
        }
        if let Some(title) = self.title_hedge(words) {
            return title;
        }
        if rounds == 1 {
            return w.title_first.to_owned();
        }
        if story.ended > 0.0 {
            return w.title_cut.to_owned();
        }
        if self.is_crowd() && story.rounds.iter().any(|r| !r.winners.is_empty()) {
            return w.title_adl.to_owned();
        }
        if let Some(title) = self.title_carries(words).or_else(|| self.title_enough(words)) {
            return title;
        }
        let title = if story.branching.verdict > 2.5 { w.title_feeds } else { w.title_rounds };
        fill(title, &[("rounds", &super::names::many(rounds)), ("accounts", &count(story.closed_by(rounds)))])
    }

    /// Deleveraging took a hedge; did that take its owner?
    fn title_hedge(&self, words: &'static Words) -> Option<String> {
        let w = &words.cascade;
        if self.is_crowd() {
            return None;
        }
        let lost = self.story.rounds.iter().enumerate().find_map(|(at, round)| {
            round.winners.iter().find(|winner| winner.hedges > 0.0).map(|winner| (at, winner.square))
        })?;
        let falls = |round: &RoundOf| round.falls.iter().any(|f| f.square == lost.1 && f.members.0 > 0.0);
        let after = self.story.rounds.iter().skip(lost.0).any(falls);
        Some(if after { w.title_hedge } else { w.title_hedge_stands }.to_owned())
    }

    /// A square with shared collateral fell, and what it sold of another symbol took somebody who holds none of the first.
    fn title_carries(&self, words: &'static Words) -> Option<String> {
        // Of a crowd one account proves nothing.
        for round in self.story.rounds.iter().skip(1).filter(|_| !self.is_crowd()) {
            for fall in round.falls.iter().filter(|f| self.mask(f.square) & 1 == 0 && f.members.0 > 0.0) {
                let shares = |square: usize| self.story.squares.get(square).is_some_and(|s| s.shared > 0.0);
                let carried = fall.by.iter().any(|(from, amount)| {
                    *amount > 0.0
                        && shares(*from)
                        && self.mask(*from) & 1 == 1
                        && self.mask(*from) & self.mask(fall.square) != 0
                });
                let through = fall.through.iter().copied().max_by(|a, b| a.1.total_cmp(&b.1));
                if let (true, Some((symbol, _))) = (carried, through) {
                    let names = [("first", self.symbol_name(0)), ("other", self.symbol_name(symbol))];
                    return Some(fill(words.cascade.title_carries, &names));
                }
            }
        }
        None
    }

    /// One account fell by itself, and all others were pushed.
    fn title_enough(&self, words: &'static Words) -> Option<String> {
        let first = self.story.rounds.first()?;
        let [only] = first.falls.as_slice() else {
            return None;
        };
        let mut later: Vec<usize> = Vec::new();
        for fall in self.story.rounds.iter().skip(1).flat_map(|r| &r.falls) {
            let pushed = fall.by.iter().any(|(_, amount)| *amount > 0.0);
            if !pushed || !self.is_alone(fall.square) {
                return None;
            }
            if !later.contains(&fall.square) {
                later.push(fall.square);
            }
        }
        if !self.is_alone(only.square) || later.is_empty() || later.len() > NAMED {
            return None;
        }
        let names: Vec<String> = later.into_iter().map(|n| self.square_name(words, n)).collect();
        let values = [("name", self.square_name(words, only.square)), ("names", listed(&names, words.cascade.and))];
        Some(fill(words.cascade.title_enough, &[(values[0].0, &values[0].1), (values[1].0, &values[1].1)]))
    }

    /// The state at the round shown, in a sentence.
    pub(super) fn sentence(&self, words: &'static Words) -> String {
        let (w, story) = (&words.cascade, &self.story);
        let moves: Vec<String> =
            (0..story.symbols.len()).map(|n| self.moved_said(n, story.moved(n, self.round).0, w.down, w.up)).collect();
        fill(
            if self.round == 0 { w.sentence_before } else { w.sentence },
            &[
                ("round", &super::names::many(self.round)),
                ("rounds", &super::names::many(story.rounds.len())),
                ("closed", &count(finite(story.closed_by(self.round)))),
                ("accounts", &count(finite(story.accounts))),
                ("forced", &millions(story.forced_by(self.round), w.under)),
                ("moves", &listed(&moves, w.and)),
            ],
        )
    }

    fn moved_said(&self, symbol: usize, fall: f64, down: &str, up: &str) -> String {
        let by = move_of(fall);
        let amount = percent(by.abs());
        fill(if by > 0.0 { up } else { down }, &[("symbol", self.symbol_name(symbol)), ("amount", &amount)])
    }

    /// The story of the round shown, sentence by sentence.
    #[must_use]
    pub fn told(&self, words: &'static Words) -> Vec<String> {
        let round = self.round.checked_sub(1).and_then(|at| self.story.rounds.get(at));
        let Some(round) = round else {
            return self.told_before(words);
        };
        let mut said = self.told_falls(words, round);
        said.extend(self.told_sales(words, round));
        said.extend(self.told_losses(words, round));
        if self.round == self.story.rounds.len() {
            said.push(self.told_end(words));
        }
        said
    }

    fn told_before(&self, words: &'static Words) -> Vec<String> {
        let (w, story) = (&words.cascade, &self.story);
        let moves: Vec<String> =
            (0..story.symbols.len()).map(|n| self.moved_said(n, story.moved(n, 0).0, w.down, w.up)).collect();
        let mut said = Vec::new();
        if !moves.is_empty() {
            said.push(fill(w.told_shock, &[("moves", &listed(&moves, w.and))]));
        }
        let amount = millions(story.open_interest(), w.under);
        said.push(fill(w.told_before, &[("accounts", &accounts(words, story.accounts)), ("amount", &amount)]));
        if story.rounds.is_empty() {
            said.push(w.told_nobody.to_owned());
        }
        said
    }

    /// Who fell, and why.
    fn told_falls(&self, words: &'static Words, round: &RoundOf) -> Vec<String> {
        let w = &words.cascade;
        let number = super::names::many(self.round);
        let mut falls: Vec<&FallOf> =
            round.falls.iter().filter(|f| f.square < self.story.squares.len() && f.members.0 > 0.0).collect();
        falls = in_order(falls, |f| -finite(f.lost));
        if falls.is_empty() {
            return vec![fill(w.told_parts, &[("round", &number), ("parts", &count(finite(round.parts)))])];
        }
        if falls.len() <= NAMED && falls.iter().all(|f| self.is_alone(f.square)) {
            return falls
                .into_iter()
                .map(|fall| {
                    let name = self.square_name(words, fall.square);
                    let causes = self.causes_told(words, fall);
                    let said = fill(w.told_falls, &[("round", &number), ("name", &name), ("causes", &causes)]);
                    let earlier = self.story.rounds.iter().take(self.round).enumerate();
                    let bare = |r: &RoundOf| r.winners.iter().any(|x| x.square == fall.square && x.hedges > 0.0);
                    match earlier.filter(|(_, r)| bare(r)).map(|(at, _)| at).max() {
                        Some(at) => {
                            let round = super::names::many(at.saturating_add(1));
                            format!("{said} {}", fill(w.told_bare, &[("name", &name), ("round", &round)]))
                        }
                        None => said,
                    }
                })
                .collect();
        }
        let largest = falls.iter().max_by(|a, b| finite(a.members.0).total_cmp(&finite(b.members.0)));
        let most = largest.map(|f| (self.square_name(words, f.square), count(finite(f.members.0)))).unwrap_or_default();
        let mut all = self.fallen_together(&mut round.falls.iter());
        // Of many, whose sales they were is in the table.
        let sum = all.by.iter().map(|(_, amount)| *amount).sum();
        all.by = vec![(usize::MAX, sum)];
        vec![fill(
            w.told_crowd,
            &[
                ("round", &number),
                ("accounts", &accounts(words, round.closed)),
                ("most", &most.0),
                ("members", &most.1),
                ("causes", &self.causes_told(words, &all)),
            ],
        )]
    }

    /// `45 % of what it lost came from A’s sale, 55 % from the shock`.
    pub(super) fn causes_told(&self, words: &'static Words, fall: &FallOf) -> String {
        let w = &words.cascade;
        let harms = self.harms(fall);
        let mut parts: Vec<String> = Vec::new();
        for (node, share) in harms.iter().take(4) {
            let template = match (parts.is_empty(), harms.len()) {
                (_, 1) => w.cause_only,
                (true, _) => w.cause_first,
                (false, _) => w.cause_next,
            };
            parts.push(fill(template, &[("share", share), ("cause", &self.cause_named(words, *node))]));
        }
        if parts.is_empty() { w.cause_none.to_owned() } else { listed(&parts, w.and) }
    }

    /// What their orders moved.
    fn told_sales(&self, words: &'static Words, round: &RoundOf) -> Option<String> {
        let w = &words.cascade;
        if finite(round.forced) <= 0.0 {
            return None;
        }
        let moves: Vec<String> = (0..self.story.symbols.len())
            .filter_map(|n| {
                let caused = round.falls.iter().flat_map(|f| &f.sold).filter(|s| s.0 == n).map(|s| finite(s.2)).sum();
                let seen = move_of(caused).abs() >= 0.05;
                seen.then(|| self.moved_said(n, caused, w.further_down, w.further_up))
            })
            .collect();
        let template = if moves.is_empty() { w.told_no_move } else { w.told_sales };
        let amount = millions(round.forced, w.under);
        Some(fill(template, &[("amount", &amount), ("moves", &listed(&moves, w.and))]))
    }

    /// What the fund and the winners paid.
    fn told_losses(&self, words: &'static Words, round: &RoundOf) -> Vec<String> {
        let w = &words.cascade;
        let mut said = Vec::new();
        if finite(round.deficits) > 0.0 {
            let change = self.fund_change();
            let paid = millions(change.abs(), w.under);
            let template = if change < 0.0 { w.told_deficit } else { w.told_deficit_fees };
            said.push(fill(template, &[("amount", &millions(round.deficits, w.under)), ("paid", &paid)]));
        }
        let known = || round.winners.iter().filter(|x| x.square < self.story.squares.len());
        let mut names: Vec<String> = Vec::new();
        for winner in known() {
            let name = self.square_name(words, winner.square);
            if !names.contains(&name) && names.len() < NAMED {
                names.push(name);
            }
        }
        if !names.is_empty() {
            let hedge = known().any(|x| x.hedges > 0.0);
            let gave = millions(known().map(|x| finite(x.seized)).sum(), w.under);
            let taken: f64 = known().map(|x| finite(x.taken).abs()).sum();
            let template = if hedge { w.told_adl_hedge } else { w.told_adl };
            let taken = millions(taken, w.under);
            said.push(fill(template, &[("taken", &taken), ("gave", &gave), ("names", &listed(&names, w.and))]));
        }
        said
    }

    /// How it ended.
    fn told_end(&self, words: &'static Words) -> String {
        let (w, story) = (&words.cascade, &self.story);
        if story.ended > 0.0 {
            return w.told_cut.to_owned();
        }
        let stand: Vec<String> = (0..story.squares.len())
            .filter(|n| self.fallen_part(*n) <= 0.0)
            .map(|n| self.square_name(words, n))
            .collect();
        let left = finite(story.accounts) - finite(story.closed_by(self.round));
        if left <= 0.0 {
            return w.told_nobody_left.to_owned();
        }
        if !self.is_crowd() && !stand.is_empty() && stand.len() <= NAMED {
            let template = if stand.len() == 1 { w.told_stands } else { w.told_stand };
            return fill(template, &[("names", &listed(&stand, w.and))]);
        }
        fill(w.told_end, &[("left", &count(left)), ("accounts", &count(finite(story.accounts)))])
    }

    /// What the fund has gained by the round shown; below zero, what it has paid.
    #[must_use]
    pub fn fund_change(&self) -> f64 {
        let after = self.round.checked_sub(1).and_then(|at| self.story.rounds.get(at)).map(|r| r.ledger.fund);
        after.map_or(0.0, finite)
    }

    /// A square in a sentence: what it is, and what became of it.
    #[must_use]
    pub fn square_told(&self, words: &'static Words, square: usize) -> String {
        let w = &words.cascade;
        let mut said = vec![];
        let name = self.square_name(words, square);
        let members = self.story.squares.get(square).map_or(0.0, |s| finite(s.members));
        let fallen = finite(self.story.fallen_of(square, self.round));
        let fell = self.story.fell_in(square).filter(|round| *round <= self.round);
        let became = match fell {
            None => w.stands.to_owned(),
            Some(round) if self.is_alone(square) => fill(w.fell_in, &[("round", &super::names::many(round))]),
            Some(round) => fill(
                w.fallen_of,
                &[("fallen", &count(fallen)), ("members", &count(members)), ("round", &super::names::many(round))],
            ),
        };
        said.push(fill(
            w.square_told,
            &[("name", &name), ("holding", &self.holding(words, square)), ("became", &became)],
        ));
        if fell.is_some() {
            let rounds = self.story.rounds.iter().take(self.round);
            let all = self.fallen_together(&mut rounds.flat_map(|r| &r.falls).filter(|f| f.square == square));
            said.push(fill(w.why, &[("causes", &self.causes_told(words, &all))]));
        }
        joined(said, " ")
    }
}

/// `1 account`, `91 accounts`.
fn accounts(words: &Words, many: f64) -> String {
    let [one, several] = words.cascade.accounts;
    let number = count(finite(many));
    fill(if number == "1" { one } else { several }, &[("n", &number)])
}
