//! The narration in words: the finding, and what happens in the round shown.

use super::CascadeFigure;
use super::names::listed;
use crate::engine::cascade::narration::{FallOf, RoundOf};
use crate::engine::scenario::Cutting;
use crate::engine::units::in_order;
use crate::figures::numbers::{change, count, drawn, many, millions, percent, ungrouped};
use crate::words::{Count, Words, joined};

/// Most accounts that are told of one by one.
const NAMED: usize = 3;

impl CascadeFigure {
    /// The finding of the whole run, once all of it is shown; before its first round what there is to find, and between how far it has come.
    pub(super) fn title(&self, words: &'static Words) -> String {
        let (w, narration) = (words.cascade(), &self.narration);
        let rounds = narration.rounds.len();
        if narration.closed_by(rounds) <= 0.0 {
            return if narration.rounds.iter().any(|r| r.parts > 0.0) { w.title_parts() } else { w.title_nobody() }
                .to_owned();
        }
        if self.round == 0 {
            return w.title_before().to_owned();
        }
        if self.round < rounds {
            let accounts = count(self.accounts(), words);
            let closed = count(narration.closed_by(self.round), words);
            let (round, rounds) = (many(self.round, words), many(rounds, words));
            return w.title_round(Count::rounded(self.accounts(), &accounts), &closed, &round, &rounds);
        }
        if let Some(title) = self.title_hedge(words) {
            return title;
        }
        if rounds == 1 {
            return w.title_first().to_owned();
        }
        if narration.ended > 0.0 {
            return w.title_cut().to_owned();
        }
        if self.is_drawn() && narration.rounds.iter().any(|r| !r.winners.is_empty()) {
            return w.title_adl().to_owned();
        }
        if let Some(title) = self.title_carries(words).or_else(|| self.title_enough(words)) {
            return title;
        }
        let said = many(rounds, words);
        let rounds = Count::rounded(super::layout::length(rounds), &said);
        if narration.branching.verdict > 2.5 { w.title_feeds(rounds) } else { w.title_rounds(rounds) }
    }

    /// Deleveraging took a hedge; did that take its owner?
    fn title_hedge(&self, words: &'static Words) -> Option<String> {
        let w = words.cascade();
        if self.is_drawn() {
            return None;
        }
        let lost = self.narration.rounds.iter().enumerate().find_map(|(at, round)| {
            round.winners.iter().find(|winner| winner.hedges > 0.0).map(|winner| (at, winner.square))
        })?;
        let falls = |round: &RoundOf| round.falls.iter().any(|f| f.square == lost.1 && f.members.0 > 0.0);
        let after = self.narration.rounds.iter().skip(lost.0).any(falls);
        Some(if after { w.title_hedge() } else { w.title_hedge_stands() }.to_owned())
    }

    /// A square with shared collateral fell, and what it sold of another symbol took somebody who holds none of the first.
    fn title_carries(&self, words: &'static Words) -> Option<String> {
        // Of a crowd one account proves nothing.
        for round in self.narration.rounds.iter().skip(1).filter(|_| !self.is_drawn()) {
            for fall in round.falls.iter().filter(|f| self.mask(f.square) & 1 == 0 && f.members.0 > 0.0) {
                let shares = |square: usize| self.narration.squares.get(square).is_some_and(|s| s.shared > 0.0);
                let carried = fall.by.iter().any(|(from, amount)| {
                    *amount > 0.0
                        && shares(*from)
                        && self.mask(*from) & 1 == 1
                        && self.mask(*from) & self.mask(fall.square) != 0
                });
                let through = fall.through.iter().copied().max_by(|a, b| a.1.total_cmp(&b.1));
                if let (true, Some((symbol, _))) = (carried, through) {
                    return Some(
                        words.cascade().title_carries(self.symbol_name(words, 0), self.symbol_name(words, symbol)),
                    );
                }
            }
        }
        None
    }

    /// One account fell by itself, and all others were pushed.
    fn title_enough(&self, words: &'static Words) -> Option<String> {
        let first = self.narration.rounds.first()?;
        let [only] = first.falls.as_slice() else {
            return None;
        };
        let mut later: Vec<usize> = Vec::new();
        for fall in self.narration.rounds.iter().skip(1).flat_map(|r| &r.falls) {
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
        let (name, w) = (self.square_name_first(words, only.square), words.cascade());
        Some(w.title_enough(&name, &listed(&names, words)))
    }

    /// The state at the round shown, in a sentence.
    pub(super) fn sentence(&self, words: &'static Words) -> String {
        let (w, narration) = (words.cascade(), &self.narration);
        let moves: Vec<String> =
            (0..narration.symbols.len()).map(|n| self.moved_said(words, n, narration.moved(n, self.round).0)).collect();
        let (accounts, moves) = (count(self.accounts(), words), listed(&moves, words));
        if self.round == 0 {
            return w.sentence_before(Count::rounded(self.accounts(), &accounts), &moves);
        }
        w.sentence(
            &accounts,
            &count(narration.closed_by(self.round), words),
            &millions(narration.forced_by(self.round), w.under(), words),
            &moves,
            &many(self.round, words),
            &many(narration.rounds.len(), words),
        )
    }

    /// How far a symbol has moved since the start.
    fn moved_said(&self, words: &'static Words, symbol: usize, fall: f64) -> String {
        let (by, w) = (change(fall), words.cascade());
        let (amount, name) = (percent(by.abs(), 1, words), self.symbol_name(words, symbol));
        if by > 0.0 { w.up(&amount, name) } else { w.down(&amount, name) }
    }

    /// How far it has moved farther.
    fn moved_on_said(&self, words: &'static Words, symbol: usize, fall: f64) -> String {
        let (by, w) = (change(fall), words.cascade());
        let (amount, name) = (percent(by.abs(), 1, words), self.symbol_name(words, symbol));
        if by > 0.0 { w.further_up(&amount, name) } else { w.further_down(&amount, name) }
    }

    /// The narration of the round shown, sentence by sentence.
    #[must_use]
    pub fn narration_sentences(&self, words: &'static Words) -> Vec<String> {
        let round = self.round.checked_sub(1).and_then(|at| self.narration.rounds.get(at));
        let Some(round) = round else {
            return self.before_sentences(words);
        };
        let mut said = self.falls_sentences(words, round);
        if round.falls.iter().any(|f| f.members.0 > 0.0) {
            said.push(words.cascade().narration_slack().to_owned());
        }
        said.extend(self.sales_sentences(words, round));
        said.extend(self.losses_sentences(words, round));
        if self.round == self.narration.rounds.len() {
            said.push(self.end_sentences(words));
        }
        said
    }

    fn before_sentences(&self, words: &'static Words) -> Vec<String> {
        let (w, narration) = (words.cascade(), &self.narration);
        let moves: Vec<String> =
            (0..narration.symbols.len()).map(|n| self.moved_said(words, n, narration.moved(n, 0).0)).collect();
        let mut said = Vec::new();
        if !moves.is_empty() {
            let moves = listed(&moves, words);
            said.push(match self.steps {
                0 | 1 => w.narration_shock(&moves),
                steps => w.narration_shock_steps(&moves, &ungrouped(steps, words)),
            });
        }
        let amount = millions(narration.open_interest(), w.under(), words);
        said.push(w.narration_before(&accounts(words, self.accounts()), &amount));
        if self.lacks(Cutting::Sharing) {
            said.push(w.narration_apart().to_owned());
        }
        if narration.rounds.is_empty() {
            said.push(w.narration_nobody().to_owned());
        }
        said
    }

    /// Who fell, and why.
    fn falls_sentences(&self, words: &'static Words, round: &RoundOf) -> Vec<String> {
        let w = words.cascade();
        let number = many(self.round, words);
        let mut falls: Vec<&FallOf> =
            round.falls.iter().filter(|f| f.square < self.narration.squares.len() && f.members.0 > 0.0).collect();
        falls = in_order(falls, |f| -drawn(f.lost));
        if falls.is_empty() {
            return vec![w.narration_parts(&count(round.parts, words), &number)];
        }
        if falls.len() <= NAMED && falls.iter().all(|f| self.is_alone(f.square)) {
            return falls
                .into_iter()
                .map(|fall| {
                    let name = self.square_name(words, fall.square);
                    let causes = self.causes_text(words, fall);
                    let part = self.is_split(fall.square) && self.fallen_part(fall.square) < 1.0;
                    let said = if part {
                        w.narration_part_falls(&causes, &name, &number)
                    } else {
                        w.narration_falls(&causes, &name, &number)
                    };
                    let earlier = self.narration.rounds.iter().take(self.round).enumerate();
                    let bare = |r: &RoundOf| r.winners.iter().any(|x| x.square == fall.square && x.hedges > 0.0);
                    match earlier.filter(|(_, r)| bare(r)).map(|(at, _)| at).max() {
                        Some(at) => {
                            let round = many(at.saturating_add(1), words);
                            format!("{said} {}", w.narration_bare(&round))
                        }
                        None => said,
                    }
                })
                .collect();
        }
        let largest = falls.iter().max_by(|a, b| drawn(a.members.0).total_cmp(&drawn(b.members.0)));
        let most = largest.map(|f| (self.square_name(words, f.square), count(f.members.0, words))).unwrap_or_default();
        let mut all = self.fallen_together(&mut round.falls.iter());
        // Of many, whose sales they were is in the table.
        let sum = all.by.iter().map(|(_, amount)| *amount).sum();
        all.by = vec![(usize::MAX, sum)];
        if (0.5..1.5).contains(&round.closed) {
            return vec![w.narration_crowd_one(&self.causes_text(words, &all), &most.0, &number)];
        }
        if most.1 == count(round.closed, words) {
            let all_of =
                w.narration_crowd_all(&accounts(words, round.closed), &self.causes_text(words, &all), &most.0, &number);
            return vec![all_of];
        }
        vec![w.narration_crowd(
            &accounts(words, round.closed),
            &self.causes_text(words, &all),
            &most.1,
            &most.0,
            &number,
        )]
    }

    /// `45 % of what it lost came from A’s sale, 55 % from the shock`.
    #[must_use]
    pub fn causes_text(&self, words: &'static Words, fall: &FallOf) -> String {
        let w = words.cascade();
        let harms = self.harms(words, fall);
        let mut parts: Vec<String> = Vec::new();
        for (node, share) in harms.iter().take(4) {
            let cause = self.cause_named(words, *node);
            parts.push(match (parts.is_empty(), harms.len()) {
                (_, 1) => w.cause_only(&cause),
                (true, _) => w.cause_first(&cause, share),
                (false, _) => w.cause_next(&cause, share),
            });
        }
        if parts.is_empty() { w.cause_none().to_owned() } else { listed(&parts, words) }
    }

    /// What their orders moved.
    fn sales_sentences(&self, words: &'static Words, round: &RoundOf) -> Option<String> {
        let w = words.cascade();
        if round.forced <= 0.0 {
            return None;
        }
        let moves: Vec<String> = (0..self.narration.symbols.len())
            .filter_map(|n| {
                let caused = round.falls.iter().flat_map(|f| &f.sold).filter(|s| s.0 == n).map(|s| s.2).sum();
                let seen = change(caused).abs() >= 0.05;
                seen.then(|| self.moved_on_said(words, n, caused))
            })
            .collect();
        let amount = millions(round.forced, w.under(), words);
        Some(if moves.is_empty() {
            w.narration_no_move(&amount)
        } else {
            w.narration_sales(&amount, &listed(&moves, words))
        })
    }

    /// What the fund and the winners paid.
    fn losses_sentences(&self, words: &'static Words, round: &RoundOf) -> Vec<String> {
        let w = words.cascade();
        let mut said = Vec::new();
        if round.deficits > 0.0 {
            let change = self.fund_change();
            let paid = millions(change.abs(), w.under(), words);
            let amount = millions(round.deficits, w.under(), words);
            said.push(if change < 0.0 {
                w.narration_deficit(&amount, &paid)
            } else {
                w.narration_deficit_fees(&amount, &paid)
            });
        }
        let known = || round.winners.iter().filter(|x| x.square < self.narration.squares.len());
        let mut names: Vec<String> = Vec::new();
        for winner in known() {
            let name = self.square_name(words, winner.square);
            if !names.contains(&name) && names.len() < NAMED {
                names.push(name);
            }
        }
        if !names.is_empty() {
            let hedge = known().any(|x| x.hedges > 0.0);
            let gave = millions(known().map(|x| x.seized).sum(), w.under(), words);
            let taken: f64 = known().map(|x| x.taken.abs()).sum();
            let (taken, names) = (millions(taken, w.under(), words), listed(&names, words));
            said.push(if hedge {
                w.narration_adl_hedge(&gave, &names, &taken)
            } else {
                w.narration_adl(&gave, &names, &taken)
            });
        }
        said
    }

    /// How it ended.
    fn end_sentences(&self, words: &'static Words) -> String {
        let (w, narration) = (words.cascade(), &self.narration);
        if narration.ended > 0.0 {
            return w.narration_cut().to_owned();
        }
        let stand: Vec<String> = (0..narration.squares.len())
            .filter(|n| self.fallen_part(*n) <= 0.0 && Some(*n) != self.kept_out())
            .map(|n| self.square_name(words, n))
            .collect();
        let left = self.accounts() - narration.closed_by(self.round);
        if left <= 0.0 {
            return w.narration_nobody_left().to_owned();
        }
        if !self.is_drawn() && !stand.is_empty() && stand.len() <= NAMED {
            let n = many(stand.len(), words);
            return w.narration_stand(Count::read(&n), &listed(&stand, words));
        }
        let fallen = narration.closed_by(self.round);
        w.narration_end(&count(self.accounts(), words), Count::rounded(fallen, &count(fallen, words)))
    }

    /// What the fund has gained by the round shown; below zero, what it has paid.
    #[must_use]
    pub fn fund_change(&self) -> f64 {
        let after = self.round.checked_sub(1).and_then(|at| self.narration.rounds.get(at)).map(|r| r.ledger.fund);
        after.unwrap_or(0.0)
    }

    /// A square in a sentence: what it is, and what became of it.
    #[must_use]
    pub fn square_text(&self, words: &'static Words, square: usize) -> String {
        let w = words.cascade();
        let mut said = vec![];
        let name = self.square_name_first(words, square);
        let members = self.narration.squares.get(square).map_or(0.0, |s| s.members);
        let fallen = self.narration.fallen_of(square, self.round);
        let fell = self.narration.fell_in(square).filter(|round| *round <= self.round);
        let became = match fell {
            None => w.stands().to_owned(),
            Some(round) if self.is_alone(square) && !self.is_split(square) => w.fell_in(&many(round, words)),
            Some(round) => {
                w.fallen_of(Count::rounded(fallen, &count(fallen, words)), &count(members, words), &many(round, words))
            }
        };
        said.push(w.square_text(&became, &self.holding(words, square), &name));
        if fell.is_some() {
            let rounds = self.narration.rounds.iter().take(self.round);
            let all = self.fallen_together(&mut rounds.flat_map(|r| &r.falls).filter(|f| f.square == square));
            said.push(w.why(&self.causes_text(words, &all)));
            said.push(w.narration_slack().to_owned());
        }
        joined(said, " ")
    }
}

/// `1 account`, `91 accounts`.
fn accounts(words: &Words, many: f64) -> String {
    words.cascade().accounts(Count::rounded(many, &count(many, words)))
}
