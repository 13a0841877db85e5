//! The tables: every node and edge with signed values, and the rounds.

use super::CascadeFigure;
use super::ties::{Kind, Node, Tie};
use crate::figures::numbers::{cell, change, count_cell, many, millions_cell, percent, percent_cell, shown};
use crate::figures::table::{Table, TableRow};
use crate::words::Words;

/// A cell without a number.
fn empty() -> (String, String) {
    (String::new(), String::new())
}

/// A cell of a word.
fn word(text: &str) -> (String, String) {
    (text.to_owned(), text.to_owned())
}

impl CascadeFigure {
    /// Every node, then every edge, with signed values.
    pub(super) fn parts_table(&self, words: &'static Words) -> Table {
        let w = words.cascade();
        let narration = &self.narration;
        let mut rows = Vec::new();
        let mut node = |name: String, what: &str, amount: (String, String), round: usize| {
            let at = if round > 0 { word(&many(round, words)) } else { empty() };
            rows.push(TableRow {
                head: name,
                cells: vec![empty(), word(what), amount, empty(), at],
                here: round > 0 && round == self.round,
            });
        };
        for (n, symbol) in narration.symbols.iter().enumerate() {
            let moved = percent(change(narration.moved(n, self.round).0), 1, words);
            let what = w.row_symbol(&moved);
            node(self.symbol_name(words, n).to_owned(), &what, millions_cell(symbol.long, 3, words), 0);
        }
        for n in (0..narration.squares.len()).filter(|n| Some(*n) != self.kept_out()) {
            let fell = narration.fell_in(n).filter(|round| *round <= self.round);
            let part = percent(100.0 * self.fallen_part(n), 1, words);
            let what = match fell {
                None => w.row_stands().to_owned(),
                Some(_) if self.fallen_part(n) >= 1.0 && self.is_alone(n) => w.row_fell().to_owned(),
                Some(_) => w.row_fallen(&part),
            };
            node(self.square_name(words, n), &what, millions_cell(self.notional(n), 3, words), fell.unwrap_or(0));
        }
        node(w.fund().to_owned(), w.row_fund(), millions_cell(self.fund_change(), 3, words), 0);
        rows.extend(self.ties().iter().map(|tie| self.tie_row(words, tie)));
        Table { caption: w.table(), columns: Table::heads(&w.columns()), rows }
    }

    fn tie_row(&self, words: &'static Words, tie: &Tie) -> TableRow {
        let w = words.cascade();
        let kinds = w.kinds();
        let kind = match tie.kind {
            Kind::Correlation => &kinds.correlation(&shown(tie.amount, 2, words)),
            Kind::Position => kinds.position(),
            Kind::Coin => kinds.coin(),
            Kind::Shared => kinds.shared(),
            Kind::Hit => kinds.hit(),
            Kind::Flow => kinds.flow(),
            Kind::Deficit => kinds.deficit(),
            Kind::Adl => kinds.adl(),
            Kind::Cause => kinds.cause(),
        };
        let (what, loading) = (kind.to_owned(), tie.kind == Kind::Correlation);
        let name = |node: Node| match node {
            Node::Square(n) if n >= self.narration.squares.len() => w.several().to_owned(),
            node => self.name_of(words, node),
        };
        TableRow {
            head: name(tie.from),
            cells: vec![
                word(&name(tie.to)),
                word(&what),
                if loading { empty() } else { millions_cell(tie.amount, 3, words) },
                tie.share.map_or_else(empty, |share| percent_cell(100.0 * share, 1, words)),
                if tie.round > 0 { word(&many(tie.round, words)) } else { empty() },
            ],
            here: tie.round > 0 && tie.round == self.round,
        }
    }

    /// The rounds, one a row; the one shown is marked.
    #[must_use]
    pub fn rounds_table(&self, words: &'static Words) -> Table {
        let (w, narration) = (words.cascade(), &self.narration);
        let timed = narration.rounds.iter().any(|r| r.time > 0.0);
        let [round, time, accounts, forced, branching] = w.rounds_columns();
        let mut columns = vec![round.to_owned()];
        if timed {
            columns.push(time.to_owned());
        }
        columns.extend([accounts.to_owned(), forced.to_owned()]);
        columns.extend((0..narration.symbols.len()).map(|n| self.symbol_name(words, n).to_owned()));
        columns.push(branching.to_owned());
        let mut before = 0.0;
        let rows = narration.rounds.iter().enumerate().map(|(at, round)| {
            let number = at.saturating_add(1);
            let mut cells = Vec::new();
            if timed {
                cells.push(cell(round.time, 1, words));
            }
            cells.push(count_cell(round.closed, words));
            cells.push(millions_cell(round.forced, 1, words));
            cells.extend(
                (0..narration.symbols.len()).map(|n| percent_cell(change(narration.moved(n, number).0), 1, words)),
            );
            let forced = round.forced;
            let small = narration.branching.verdict < 0.5;
            cells.push(if number == 1 || before <= 0.0 {
                (w.branching_first().to_owned(), String::new())
            } else if small {
                (w.too_small().to_owned(), String::new())
            } else {
                cell(forced / before, 2, words)
            });
            before = forced;
            TableRow { head: many(number, words), cells, here: number == self.round }
        });
        Table { caption: w.rounds(), columns, rows: rows.collect() }
    }
}
