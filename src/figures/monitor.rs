//! The figure of section “Two lanes, one log”: streams against their limits and the score that they sum to, the rules, and the stricter of both, at
//! one second of a stream.

use crate::engine::Error;
use crate::engine::jobs::watching::{First, Moment, Record};
use crate::engine::monitor::guardrails::code::Code;
use crate::engine::monitor::score::Term;
use crate::engine::monitor::watch::Watched;
use crate::figures::figure::{Figure, Text};
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers::{cell, count_cell, decimal, shown};
use crate::figures::reveal::Reveal;
use crate::figures::spans::{second, span};
use crate::figures::table::{Table, TableRow};
use crate::words::Words;
use rust_decimal::Decimal;
use std::sync::Arc;

mod draw;
pub mod log;
pub mod runlength;

pub use draw::HEIGHTS;

/// The figure's name in the page and in file names.
pub const NAME: &str = "monitor";

/// Seconds for which an alarm counts as fresh.
const FRESH: f64 = 5.0;

/// The rules that are shown: each refuses by one of these codes.
const RULES: [&[Code]; 6] = [
    &[Code::InputStale, Code::InputMissing],
    &[Code::InputOutOfRange, Code::InputNotFinite],
    &[Code::PriceDiverged],
    &[Code::ChangeTooLarge, Code::ChangeFromZero],
    &[Code::RateExceeded],
    &[Code::SignOffNeeded],
];

/// The model.
#[derive(Debug, Clone, PartialEq)]
pub struct MonitorFigure {
    record: Arc<Record>,
    /// What was injected, in words of the language it is said in: its place among the choices.
    injected: usize,
    /// Where the reader stands: a place among the moments, and the moment.
    at: usize,
    moment: Moment,
    reveal: Reveal,
}

impl MonitorFigure {
    /// A watch at a second; `None` where nothing has been decided. Until the bet is answered it ends where something is injected.
    #[must_use]
    pub fn of(record: Arc<Record>, injected: usize, time: f64, reveal: Reveal) -> Option<Self> {
        let end = record.injected.filter(|_| reveal == Reveal::Hidden).map_or(time, |at| time.min(at - 1.0));
        let after = record.moments.partition_point(|moment| moment.time <= end + 0.5);
        let at = after.saturating_sub(1);
        let moment = record.moments.get(at)?.clone();
        Some(Self { record, injected, at, moment, reveal })
    }

    /// The second that is shown.
    #[must_use]
    pub const fn moment(&self) -> &Moment {
        &self.moment
    }

    /// The whole watch.
    #[must_use]
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// Seconds up to the one that is shown.
    fn so_far(&self) -> &[Moment] {
        self.record.moments.get(..=self.at).unwrap_or_default()
    }

    /// True while what comes is kept back.
    fn is_hidden(&self) -> bool {
        self.reveal == Reveal::Hidden && self.record.injected.is_some()
    }

    /// Streams that alarmed within the last seconds.
    fn fresh(&self) -> Vec<usize> {
        let now = self.moment().time;
        let recent = self.so_far().iter().rev().take_while(|moment| now - moment.time < FRESH);
        let mut streams: Vec<usize> =
            recent.flat_map(|moment| moment.alarms.iter().map(|alarm| alarm.stream)).collect();
        streams.sort_unstable();
        streams.dedup();
        streams
    }

    /// True where a rule has nothing against this second.
    fn holds(&self, rule: usize) -> bool {
        let codes = RULES.get(rule).copied().unwrap_or_default();
        let refused = |place: &usize| Code::ALL.get(*place).is_some_and(|code| codes.contains(code));
        !self.moment().codes.iter().any(refused)
    }

    /// Which of the three answers of the bet holds: the model, the rules, neither. `None` where nothing was injected.
    #[must_use]
    pub fn answer(&self) -> Option<usize> {
        self.record.first().map(|first| match first {
            First::Model(_) => 0,
            First::Rules(_) => 1,
            First::Neither => 2,
        })
    }

    /// What was injected, in words.
    fn what(&self, words: &'static Words) -> &'static str {
        words.choice(crate::engine::scenario::ParameterId::Injected, self.injected)
    }

    /// The question of the bet.
    #[must_use]
    pub fn question(&self, words: &'static Words) -> String {
        let at = self.record.injected.map(|at| second(at, words)).unwrap_or_default();
        words.monitor().question(&at, self.what(words))
    }

    /// What the bet comes to, in words.
    #[must_use]
    pub fn answer_in_words(&self, words: &'static Words) -> String {
        let w = words.monitor();
        let alarm = self.record.first_alarm().map(|(stream, at)| (name(&w.streams(), stream), second(at, words)));
        match (self.record.first(), alarm) {
            (Some(First::Model(at)), Some((stream, alarm))) => w.answer_model(&alarm, &second(at, words), stream),
            (Some(First::Model(at)), None) => w.answer_model_alone(&second(at, words)),
            (Some(First::Rules(at)), _) => w.answer_rules(&second(at, words)),
            (Some(First::Neither), Some((stream, alarm))) => w.answer_neither(&alarm, stream),
            (Some(First::Neither), None) => w.answer_neither_silent().to_owned(),
            (None, _) => String::new(),
        }
    }

    /// The second and what holds there, said with a control.
    #[must_use]
    pub fn said(&self, words: &'static Words) -> String {
        self.title(words)
    }

    /// The score as its terms, each with its weight; what is shown adds up as shown.
    #[must_use]
    pub fn sum(&self, words: &'static Words) -> String {
        let w = words.monitor();
        let names = w.terms();
        let rounded = |term: f64| decimal(term).unwrap_or_default().round_dp(2);
        let terms = self.moment.terms.iter().zip(&self.record.weights).enumerate();
        let (mut parts, mut sum) = (Vec::new(), Decimal::ZERO);
        for (n, (term, weight)) in terms {
            let weight = shown(*weight, 2, words);
            parts.push(match term {
                Some(term) => {
                    let term = rounded(*term);
                    sum = sum.saturating_add(term);
                    w.weighed(name(&names, n), &words.numbers().grouped(term, 2), &weight)
                }
                None => w.weighed(name(&names, n), w.not_rated(), &weight),
            });
        }
        let (reduce, halt) = self.record.proposes;
        w.sum(
            &second(self.moment.time, words),
            &shown(halt, 1, words),
            &shown(reduce, 1, words),
            &words.numbers().grouped(sum, 2),
            &parts.join(words.lists().comma()),
        )
    }

    fn title(&self, words: &'static Words) -> String {
        let w = words.monitor();
        let moment = self.moment();
        let states = w.states();
        let (at, state) = (second(moment.time, words), |place: usize| name(&states, place));
        match moment.states {
            _ if self.is_hidden() => w.title_hidden().to_owned(),
            (0, 0, _) => w.title_calm(&at),
            (model, rules, _) if model > rules => w.title_model(state(model), state(rules), &at),
            (model, rules, _) if model < rules => w.title_rules(state(rules), &at),
            (model, ..) => w.title_both(state(model), &at),
        }
    }

    fn sentence(&self, words: &'static Words) -> String {
        let w = words.monitor();
        let moment = self.moment();
        let (states, names) = (w.states(), w.terms());
        let mut terms: Vec<(usize, f64)> = moment
            .terms
            .iter()
            .enumerate()
            .filter_map(|(n, term)| term.filter(|t| *t >= 0.05).map(|t| (n, t)))
            .collect();
        terms.sort_by(|a, b| b.1.total_cmp(&a.1));
        let (at, score) = (second(moment.time, words), shown(moment.score(), 1, words));
        let parts: Vec<String> =
            terms.iter().map(|(n, value)| w.term(name(&names, *n), &shown(*value, 1, words))).collect();
        let mut said = vec![if parts.is_empty() {
            w.score_nothing(&score, &at)
        } else {
            w.score(&score, &at, &parts.join(words.lists().comma()))
        }];
        let state = |place: usize| name(&states, place);
        let (model, rules, holds) = moment.states;
        said.push(w.proposes(state(holds), state(model), state(rules)));
        let fresh = self.fresh();
        if !fresh.is_empty() {
            let streams = w.streams();
            let list: Vec<&str> = fresh.iter().map(|stream| name(&streams, *stream)).collect();
            said.push(w.alarmed(&list.join(words.lists().comma())));
        }
        if let Some(at) = self.record.injected {
            let (at, what) = (second(at, words), self.what(words));
            if self.is_hidden() {
                said.push(w.hidden(&at, what));
            } else if moment.time >= self.record.injected.unwrap_or(f64::INFINITY) {
                said.push(w.injected(&at, what));
            }
        }
        said.join(" ")
    }
}

/// A name by its place; nothing where there is none.
fn name<'a>(names: &[&'a str], place: usize) -> &'a str {
    names.get(place).copied().unwrap_or_default()
}

impl Figure for MonitorFigure {
    fn name(&self) -> &'static str {
        NAME
    }

    fn text(&self, words: &'static Words) -> Text {
        let w = words.monitor();
        Text {
            title: self.title(words),
            subtitle: w.subtitle().to_owned(),
            sentence: self.sentence(words),
            leaves_out: w.leaves_out().into(),
        }
    }

    fn table(&self, words: &'static Words) -> Table {
        let w = words.monitor();
        let (streams, terms, rules) = (w.streams(), w.terms(), w.rules());
        let blank = || (String::new(), String::new());
        let not_rated = || (w.not_rated().to_owned(), String::new());
        let moment = self.moment();
        let row = |head: String, cells: [(String, String); 5]| TableRow { head, cells: cells.into(), here: false };
        let of_stream = |stream: usize| {
            let alarms = || self.so_far().iter().flat_map(|m| &m.alarms).filter(move |alarm| alarm.stream == stream);
            let last = alarms().next_back();
            let length =
                |of: Option<f64>| (of.map_or_else(|| w.not_rated().to_owned(), |of| span(Some(of), words)), plain(of));
            let reading = moment.readings.get(stream).copied().flatten();
            let [now, limit] =
                reading.map_or([not_rated(), not_rated()], |(now, limit)| [cell(now, 2, words), cell(limit, 2, words)]);
            let rated = |of: Option<f64>| if last.is_some() { length(of) } else { blank() };
            let (printed, corrected) = last.map_or((None, None), |alarm| (alarm.nominal, alarm.corrected));
            let count = f64::from(u32::try_from(alarms().count()).unwrap_or(u32::MAX));
            let cells = [now, limit, count_cell(count, words), rated(printed), rated(corrected)];
            row(name(&streams, stream).to_owned(), cells)
        };
        let of_term = |(n, term): (usize, &Option<f64>)| {
            let value = term.map_or_else(not_rated, |term| cell(term, 2, words));
            row(w.term_row(name(&terms, n)), [value, blank(), blank(), blank(), blank()])
        };
        let of_rule = |rule: usize| {
            let said = if self.holds(rule) { w.holds() } else { w.refuses() };
            let said = (said.to_owned(), said.to_owned());
            row(w.rule_row(name(&rules, rule)), [said, blank(), blank(), blank(), blank()])
        };
        let mut rows: Vec<TableRow> = (0..Watched::ALL.len()).map(of_stream).collect();
        rows.extend(moment.terms.iter().enumerate().take(Term::ALL.len()).map(of_term));
        let (sum, limit) = (cell(moment.score(), 2, words), cell(self.record.proposes.0, 2, words));
        rows.push(row(w.score_row().to_owned(), [sum, limit, blank(), blank(), blank()]));
        rows.extend((0..RULES.len()).map(of_rule));
        Table { caption: w.table(), columns: Table::heads(&w.columns()), rows }
    }

    fn svg(&self, words: &'static Words, frame: Frame, medium: Medium) -> Result<String, Error> {
        draw::draw(self, words, frame, medium)
    }
}

/// Seconds for other programs.
fn plain(seconds: Option<f64>) -> String {
    let value = seconds.and_then(decimal);
    value.map(|value| crate::figures::plain::rounded(value, 1)).unwrap_or_default()
}
