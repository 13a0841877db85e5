//! The figure of section “The gap”: what separates the two prices, term by term, as bars that add up to the gap.

use crate::engine::band::{Counted, Edges, Step, Term};
use crate::engine::margin::{Contract, Trigger, VenueId};
use crate::engine::scenario::{ParameterId, Scenario, number};
use crate::engine::units::{Price, Saturating as _};
use crate::engine::{Error, band};
use crate::figures::apportion::apportion;
use crate::figures::fact::Fact;
use crate::figures::figure::{Figure, Text};
use crate::figures::format::{PriceFormat, shown_gap};
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers::grouped;
use crate::figures::numbers::share;
use crate::figures::numbers::ungrouped;
use crate::figures::plain;
use crate::figures::table::{Exact, Table, TableRow};
use crate::words::{Words, joined};
use rust_decimal::Decimal;
use std::sync::Arc;

mod draw;

pub use draw::HEIGHTS;

/// One bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bar {
    /// Which term.
    pub term: Term,
    /// How far it moves the price toward the entry, in quote currency; never below zero.
    pub length: Decimal,
    /// The same as shown, in the bars and in the table: rounded so that all shown add up to the gap shown.
    pub shown: Decimal,
}

/// The figure's name in the page and in file names.
pub const NAME: &str = "budget";

/// The model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BudgetFigure {
    /// Both edges and the budget between them, with the terms that are counted.
    pub edges: Arc<Edges>,
    /// The whole gap, with every term counted, as a distance; zero where there is none.
    pub uncut: Decimal,
    /// The gap the reader accepts.
    pub accepted: Decimal,
    /// Parts without which the gap would be within that, each by itself; empty where it is already.
    pub enough: Vec<Part>,
    /// Which terms are counted.
    pub counted: Counted,
    /// What was pinned for comparison.
    pub pinned: Option<Arc<Self>>,
    /// One bar per term, in order; empty where there is no gap.
    pub bars: Vec<Bar>,
    /// The gap to the digits of bars, sentences and table: the bars of one figure and what it says are one amount.
    pub sum: Decimal,
    /// How prices are shown.
    pub format: PriceFormat,
    /// What margin, fees and funding are paid in.
    pub unit: &'static str,
    payments: u32,
    venue: VenueId,
}

impl BudgetFigure {
    /// The model of a scenario.
    pub fn of(scenario: &Scenario) -> Result<Self, Error> {
        Self::with(scenario, &Arc::new(band::edges(&scenario.question()?)?))
    }

    /// The model of a scenario whose edges are known, with every term counted.
    pub fn with(scenario: &Scenario, all: &Arc<Edges>) -> Result<Self, Error> {
        let question = scenario.question()?;
        let counted = scenario.counted();
        let edges =
            if counted == Counted::ALL { Arc::clone(all) } else { Arc::new(band::edges_counting(&question, counted)?) };
        let format = PriceFormat::of(scenario, edges.budget.gap);
        let lengths: Option<Vec<Decimal>> = edges.budget.steps.iter().map(|s| s.added.map(|a| a.abs())).collect();
        let lengths = lengths.unwrap_or_default();
        let sum = shown_gap(edges.optimistic, edges.conservative, format.table).unwrap_or(Decimal::ZERO);
        let shown = apportion(&lengths, sum, format.table);
        let bars: Vec<Bar> = edges
            .budget
            .steps
            .iter()
            .zip(lengths.iter().zip(&shown))
            .map(|(s, (length, shown))| Bar { term: s.term, length: *length, shown: *shown })
            .collect();
        let accepted = scenario.number(ParameterId::Accept);
        let mut enough = Vec::new();
        if edges.budget.gap.is_some_and(|g| g.abs() > accepted) {
            for part in PARTS.into_iter().filter(|p| p.terms().iter().any(|t| counted.has(*t))) {
                let without = part.terms().iter().fold(counted, |c, t| c.without(*t));
                let edge = band::edges::conservative_counting(&question, without)?;
                let apart = edge.price().zip(edges.optimistic.price()).map(|(c, o)| c.get().sat_sub(o.get()).abs());
                if apart.is_some_and(|apart| apart <= accepted) {
                    enough.push(part);
                }
            }
        }
        Ok(Self {
            enough,
            bars,
            sum,
            payments: question.payments,
            venue: question.venue.id,
            unit: match question.position.contract {
                Contract::Linear => "USD",
                Contract::Inverse => scenario.coin(),
            },
            uncut: all.budget.gap.map_or(Decimal::ZERO, |g| g.abs()),
            accepted,
            counted,
            pinned: None,
            edges,
            format,
        })
    }

    /// The same with another to compare with.
    #[must_use]
    pub fn beside(self, pinned: Option<Arc<Self>>) -> Self {
        Self { pinned, ..self }
    }

    /// The first term that carries the gap past what is accepted.
    #[must_use]
    pub fn breaks(&self) -> Option<Term> {
        let mut sum = Decimal::ZERO;
        self.bars.iter().find_map(|bar| {
            sum = sum.sat_add(bar.length);
            (sum > self.accepted).then_some(bar.term)
        })
    }

    /// The gap, as the sum of the bars says it.
    fn gap_in_words(&self, words: &Words) -> String {
        grouped(self.sum, self.format.table, words)
    }

    /// What the reader's limit says of the gap: within it, or past it and by which terms.
    #[must_use]
    pub fn verdict(&self, words: &'static Words) -> String {
        let w = words.budget();
        if self.bars.is_empty() {
            return String::new();
        }
        let (accepted, gap) = (crate::figures::numbers::exact(self.accepted, words), self.gap_in_words(words));
        let Some(breaker) = self.breaks() else {
            return w.verdict_within(&accepted, &gap);
        };
        let past = self.bars.iter().skip_while(|b| b.term != breaker).filter(|b| !b.length.is_zero());
        let after: Vec<&str> = past.skip(1).map(|b| words.term(b.term)).collect();
        let mut text = if after.is_empty() {
            w.verdict_past_alone(&accepted, &gap, words.term(breaker))
        } else {
            w.verdict_past(&accepted, &joined(&after, w.verdict_and()), words.term(breaker))
        };
        let enough: Vec<&str> = self.enough.iter().map(|p| p.name(words)).collect();
        if !enough.is_empty() {
            text.push(' ');
            text.push_str(&w.verdict_enough(&joined(&enough, w.verdict_or())));
        }
        text
    }

    /// The exact gap, as a distance; zero where there is none.
    #[must_use]
    pub fn whole(&self) -> Decimal {
        self.edges.budget.gap.map_or(Decimal::ZERO, |g| g.abs())
    }

    /// The share of the gap that a set of terms takes; `None` where there is no gap to share.
    #[must_use]
    pub fn share(&self, terms: &[Term], words: &Words) -> Option<String> {
        if self.whole().is_zero() {
            return None;
        }
        Some(share(self.length(terms), self.whole(), words))
    }

    /// The largest part of the gap, fees counting as one. `None` where every bar is empty.
    #[must_use]
    pub fn largest(&self) -> Option<Part> {
        PARTS
            .into_iter()
            .map(|part| (part, self.length(part.terms())))
            .filter(|(_, length)| *length > Decimal::ZERO)
            .fold(None, |most: Option<(Part, Decimal)>, next| match most {
                Some(m) if m.1 >= next.1 => Some(m),
                _ => Some(next),
            })
            .map(|(part, _)| part)
    }

    fn length(&self, terms: &[Term]) -> Decimal {
        self.bars.iter().filter(|b| terms.contains(&b.term)).fold(Decimal::ZERO, |sum, b| sum.sat_add(b.length))
    }

    /// What a term is called here, with its number of payments.
    #[must_use]
    pub fn label(&self, term: Term, words: &Words) -> String {
        let name = words.term(term);
        if term == Term::Funding && self.payments > 0 {
            return words.budget().term_times(name, &ungrouped(self.payments, words));
        }
        name.to_owned()
    }

    fn title(&self, words: &'static Words) -> String {
        let w = words.budget();
        match self.largest() {
            None if self.bars.is_empty() => w.title_no_gap().to_owned(),
            None => w.title_none().to_owned(),
            Some(Part::Funding) => w.title_funding().to_owned(),
            Some(Part::Fees) => w.title_fees().to_owned(),
            Some(part) => w.title_other(part.name(words)),
        }
    }

    /// The table; its plain cells to the tick, as they are shown, or in full.
    fn table_as(&self, words: &'static Words, full: bool) -> Table {
        let w = words.budget();
        let digits = self.format.table;
        let plain = |v: Decimal| if full { number::plain(v) } else { plain::rounded(v, self.format.table) };
        let none = || (w.none().to_owned(), String::new());
        let blank = || (String::new(), String::new());
        let price = |t: Trigger| match t.price() {
            Some(p) => (grouped(p.get(), digits, words), plain(p.get())),
            None => none(),
        };
        let moved = |v: Option<Decimal>| match v {
            Some(v) => (crate::figures::numbers::signed(v, digits, words), plain(v)),
            None => none(),
        };
        let row = |head: String, cells: Vec<(String, String)>| TableRow { head, cells, here: false };
        let mut rows = vec![row(w.row_optimistic().to_owned(), vec![blank(), blank(), price(self.edges.optimistic)])];
        // What is shown adds up to the gap shown.
        let agreed = |shown: Decimal, exact: (String, String)| {
            let written = if full { exact.1 } else { plain(shown) };
            (crate::figures::numbers::signed(shown, digits, words), written)
        };
        let signs =
            self.edges.budget.gap.filter(Decimal::is_sign_negative).map_or(Decimal::ONE, |_| Decimal::NEGATIVE_ONE);
        for (n, step) in self.edges.budget.steps.iter().enumerate() {
            let mut added = moved(step.added);
            if let Some(bar) = self.bars.get(n) {
                added = agreed(bar.shown.sat_mul(signs), added);
            }
            let alone =
                if self.counted.has(step.term) { moved(step.alone) } else { (w.left_out().to_owned(), String::new()) };
            rows.push(row(self.label(step.term, words), vec![added, alone, price(step.after)]));
        }
        rows.push(row(w.row_interaction().to_owned(), vec![blank(), moved(self.edges.budget.interaction), blank()]));
        let mut whole = moved(self.edges.budget.gap);
        if !self.bars.is_empty() {
            whole = agreed(self.sum.sat_mul(signs), whole);
        }
        rows.push(row(w.row_gap().to_owned(), vec![whole.clone(), whole, price(self.edges.conservative)]));
        rows.push(row(w.row_venue(words.venue(self.venue)), vec![blank(), blank(), price(self.edges.venue)]));
        let bankruptcy = self.edges.bankruptcy.map_or_else(none, |p| (grouped(p.get(), digits, words), plain(p.get())));
        rows.push(row(w.row_bankruptcy().to_owned(), vec![blank(), blank(), bankruptcy]));
        for f in &self.edges.favourable {
            let amount = crate::figures::numbers::exact(f.amount.get().round_dp(8), words);
            let head = w.row_favourable(&amount, words.term(f.term), words.currency(self.unit));
            rows.push(row(head, vec![blank(), moved(f.moves), blank()]));
        }
        Table { caption: w.table(), columns: Table::heads(&w.columns()), rows }
    }
}

/// A part of the gap as people speak of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Opening, closing and liquidation fee.
    Fees,
    /// Slippage of the forced close.
    Slippage,
    /// Funding.
    Funding,
    /// The next margin tier.
    NextTier,
    /// Mark against index.
    Basis,
}

const PARTS: [Part; 5] = [Part::Fees, Part::Slippage, Part::Funding, Part::NextTier, Part::Basis];

impl Part {
    /// The terms it is made of.
    #[must_use]
    pub fn terms(self) -> &'static [Term] {
        match self {
            Self::Fees => &[Term::OpeningFee, Term::ClosingFee, Term::LiquidationFee],
            Self::Slippage => &[Term::Slippage],
            Self::Funding => &[Term::Funding],
            Self::NextTier => &[Term::NextTier],
            Self::Basis => &[Term::Basis],
        }
    }

    /// Its name in a sentence.
    #[must_use]
    pub fn name(self, words: &Words) -> &'static str {
        match (self, self.terms()) {
            (Self::Fees, _) => words.budget().fees(),
            (_, [term, ..]) => words.term(*term),
            (_, []) => "",
        }
    }
}

impl Figure for BudgetFigure {
    fn name(&self) -> &'static str {
        NAME
    }

    fn text(&self, words: &'static Words) -> Text {
        let w = words.budget();
        let sentence = match self.largest() {
            None => w.sentence_none().to_owned(),
            Some(part) => w.sentence(
                &self.gap_in_words(words),
                &self.share(part.terms(), words).unwrap_or_default(),
                part.name(words),
            ),
        };
        let sentence = format!("{sentence} {}", self.verdict(words)).trim_end().to_owned();
        Text {
            title: self.title(words),
            subtitle: w.subtitle().to_owned(),
            sentence,
            leaves_out: w.leaves_out().into(),
        }
    }

    fn table(&self, words: &'static Words) -> Table {
        self.table_as(words, false)
    }

    fn exact(&self, words: &'static Words) -> Vec<Exact> {
        Exact::of(&self.table_as(words, true), 0..3, words)
    }

    fn facts(&self, words: &'static Words) -> Vec<Fact> {
        let w = words.budget();
        let price = |t: Trigger| t.price().map(Price::get);
        let (digits, usd) = (self.format.table, words.units().usd());
        let mut facts = vec![
            Fact::new(w.row_optimistic(), price(self.edges.optimistic), digits, usd),
            Fact::new(w.row_conservative(), price(self.edges.conservative), digits, usd),
            Fact::new(w.gap(), self.edges.budget.gap.map(|g| g.abs()), digits, usd),
        ];
        let step = |s: &Step| Fact::new(words.term(s.term), s.added.map(|a| a.abs()), digits, usd);
        facts.extend(self.edges.budget.steps.iter().map(step));
        facts
    }

    fn svg(&self, words: &'static Words, frame: Frame, medium: Medium) -> Result<String, Error> {
        draw::draw(self, words, frame, medium)
    }
}
