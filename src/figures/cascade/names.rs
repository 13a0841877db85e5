//! What everything is called.

use super::CascadeFigure;
use super::ties::{Node, bit};
use crate::figures::numbers::{drawn, millions, shown};
use crate::words::{Words, joined};

impl CascadeFigure {
    /// The name of a symbol.
    #[must_use]
    pub fn symbol_name(&self, words: &Words, symbol: usize) -> &'static str {
        self.symbols.get(symbol).map_or("?", |row| words.symbol(row.name))
    }

    /// A set of symbols: `BTC+ETH`.
    #[must_use]
    pub fn set_name(&self, words: &Words, mask: u32) -> String {
        joined(self.of_set(words, mask), "+")
    }

    fn of_set(&self, words: &Words, mask: u32) -> Vec<&'static str> {
        (0..self.narration.symbols.len()).filter(|n| mask & bit(*n) != 0).map(|n| self.symbol_name(words, n)).collect()
    }

    /// How wide a set's name is drawn. Where things stand does not depend on the language, and almost every symbol is a coin.
    pub(super) fn set_width(&self, mask: u32) -> f64 {
        let names =
            (0..self.narration.symbols.len()).filter(|n| mask & bit(*n) != 0).filter_map(|n| self.symbols.get(n));
        super::layout::text_width(&joined(names.map(|row| row.name), "+"))
    }

    /// How many lines the head of a column takes in its width.
    pub(super) fn column_line_count(&self, column: &[u32], width: f64) -> usize {
        match column {
            [mask] if self.set_width(*mask) + 18.0 > width => mask.count_ones() as usize,
            _ => 1,
        }
    }

    /// The head of a column, in lines that fit its width.
    #[must_use]
    pub fn column_lines(&self, words: &Words, column: &[u32], width: f64) -> Vec<String> {
        match column {
            [mask] if self.column_line_count(column, width) > 1 => {
                self.of_set(words, *mask).into_iter().map(str::to_owned).collect()
            }
            [mask] => vec![self.set_name(words, *mask)],
            _ => vec!["\u{2026}".to_owned()],
        }
    }

    /// The name of a node.
    #[must_use]
    pub fn name_of(&self, words: &'static Words, node: Node) -> String {
        let w = words.cascade();
        match node {
            Node::Symbol(n) => self.symbol_name(words, n).to_owned(),
            Node::Square(n) => self.square_name(words, n),
            Node::Group(_) => w.several().to_owned(),
            Node::Pool(mask) => w.pool(&self.set_name(words, mask)),
            Node::Coin(n) => w.coin(self.symbol_name(words, n)),
            Node::Fund => w.fund().to_owned(),
            Node::Shock => w.shock().to_owned(),
            Node::Rest => w.rest().to_owned(),
        }
    }

    /// The name of squares that hold the same symbols.
    #[must_use]
    pub fn column_name(&self, words: &'static Words, column: &[u32]) -> String {
        match column {
            [mask] => words.cascade().holders(&self.set_name(words, *mask)),
            _ => words.cascade().several().to_owned(),
        }
    }

    /// The name of a square: a letter, a rank, or who is in it.
    #[must_use]
    pub fn square_name(&self, words: &'static Words, square: usize) -> String {
        let w = words.cascade();
        let Some(s) = self.narration.squares.get(square) else {
            return w.several().to_owned();
        };
        if s.own {
            return w.own_name().to_owned();
        }
        if self.is_alone(square) {
            return self.mark(square, words);
        }
        let side = w.sides().get(self.side(square)).copied().unwrap_or_default();
        w.cohort(&leverage(s.leverage, words), side, &self.set_name(words, self.mask(square)))
    }

    /// The same where a sentence begins with it.
    #[must_use]
    pub fn square_name_first(&self, words: &'static Words, square: usize) -> String {
        if self.is_own(square) { words.cascade().own_name_first().to_owned() } else { self.square_name(words, square) }
    }

    /// True for the reader's own account.
    #[must_use]
    pub fn is_own(&self, square: usize) -> bool {
        self.narration.squares.get(square).is_some_and(|s| s.own)
    }

    /// True for an account by itself, in one piece or with every position apart.
    #[must_use]
    pub fn is_alone(&self, square: usize) -> bool {
        self.narration.squares.get(square).is_some_and(|s| s.members <= 1.0 || s.account.is_some())
    }

    /// True for an account whose positions stand apart.
    pub(super) fn is_split(&self, square: usize) -> bool {
        self.is_alone(square) && self.narration.squares.get(square).is_some_and(|s| s.members > 1.0)
    }

    /// What stands on a square: a letter for an account that is given, a rank for a large one, the highest leverage of several.
    #[must_use]
    pub fn mark(&self, square: usize, words: &Words) -> String {
        let Some(s) = self.narration.squares.get(square) else {
            return String::new();
        };
        if s.own {
            return words.cascade().own_mark().to_owned();
        }
        if !self.is_alone(square) {
            return shown_times(s.leverage.1, 0, words);
        }
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let number = s.account.map_or(square, |a| drawn(a).max(0.0) as usize);
        let letter = u8::try_from(number).ok().filter(|n| *n < 26).map(|n| char::from(b'A'.saturating_add(n)));
        match letter {
            Some(letter) if self.lettered => letter.to_string(),
            _ if self.lettered => ranked(number, words),
            _ => {
                let before = (0..square).filter(|n| self.is_alone(*n) && !self.is_own(*n)).count();
                ranked(before, words)
            }
        }
    }

    /// What stands beside a square: its leverage and its side.
    #[must_use]
    pub fn caption(&self, words: &'static Words, square: usize) -> String {
        let Some(s) = self.narration.squares.get(square) else {
            return String::new();
        };
        let side = words.cascade().side().get(self.side(square)).copied().unwrap_or_default();
        words.cascade().caption(&leverage(s.leverage, words), side)
    }

    /// What a square holds: `18× long BTC and ETH, 65.0 M USD`.
    #[must_use]
    pub fn holding(&self, words: &'static Words, square: usize) -> String {
        let w = words.cascade();
        let Some(s) = self.narration.squares.get(square) else {
            return String::new();
        };
        let of = |long: bool| -> Vec<&'static str> {
            let mut names: Vec<&'static str> = Vec::new();
            for (symbol, notional) in self.known(&s.held) {
                let name = self.symbol_name(words, symbol);
                if (notional > 0.0) == long && !names.contains(&name) {
                    names.push(name);
                }
            }
            names
        };
        let sides = [(true, 0_usize), (false, 1)].into_iter().filter_map(|(long, side)| {
            let names = of(long);
            let side = words.cascade().side().get(side).copied().unwrap_or_default();
            (!names.is_empty()).then(|| w.side_of(side, &listed(&names, words)))
        });
        let sides: Vec<String> = sides.collect();
        w.holding(
            &millions(self.notional(square), w.under(), words),
            &leverage(s.leverage, words),
            &joined(&sides, words.lists().comma()),
        )
    }

    /// All that a square holds, long and short together.
    #[must_use]
    pub fn notional(&self, square: usize) -> f64 {
        let held = self.narration.squares.get(square).map_or(&[][..], |s| &s.held);
        self.known(held).map(|(_, notional)| notional.abs()).sum()
    }

    /// A cause with its share, short.
    #[must_use]
    pub fn cause_said(&self, words: &'static Words, node: Node, share: &str) -> String {
        let w = words.cascade();
        match node {
            Node::Square(n) if self.is_own(n) => w.own_sale(share),
            Node::Square(n) if n < self.narration.squares.len() && self.is_alone(n) => {
                w.sale_label(&self.mark(n, words), share)
            }
            Node::Square(_) => w.sales_label(share),
            node => w.cause_label(&self.name_of(words, node), share),
        }
    }

    /// A cause in a sentence.
    #[must_use]
    pub fn cause_named(&self, words: &'static Words, node: Node) -> String {
        let w = words.cascade();
        match node {
            Node::Square(n) if n < self.narration.squares.len() => w.sale_of(&self.square_name(words, n)),
            Node::Square(_) => w.sales_of().to_owned(),
            Node::Shock => w.the_shock().to_owned(),
            _ => w.the_rest().to_owned(),
        }
    }
}

/// `A`, `A and B`, `A, B and C`.
#[must_use]
pub fn listed<T: AsRef<str>>(parts: &[T], words: &Words) -> String {
    match parts.split_last() {
        Some((last, rest)) if !rest.is_empty() => {
            format!("{}{}{}", joined(rest, words.lists().comma()), words.cascade().and(), last.as_ref())
        }
        Some((last, _)) => last.as_ref().to_owned(),
        None => String::new(),
    }
}

/// `25–50×`, or one number where both are the same.
#[must_use]
pub fn leverage((least, most): (f64, f64), words: &Words) -> String {
    let digits = |value: f64| u32::from(value < 9.95 && (value - libm::round(value)).abs() > 0.05);
    let (from, to) = (shown(least, digits(least), words), shown_times(most, digits(most), words));
    if shown_times(least, digits(least), words) == to { to } else { format!("{from}\u{2013}{to}") }
}

/// So many times; the word for it where that is not known.
fn shown_times(value: f64, digits: u32, words: &Words) -> String {
    let text = shown(value, digits, words);
    if value.is_finite() { format!("{text}×") } else { text }
}

/// `#3` for the third of a list.
fn ranked(number: usize, words: &Words) -> String {
    format!("#{}", words.numbers().ungrouped(number.saturating_add(1)))
}
