//! The shape of a language's table. `{name}` marks a place that is filled with a live value.

use crate::engine::band::Term;
use crate::engine::scenario::{Group, ParameterId};

/// A label with its help.
#[derive(Debug, Clone, Copy)]
pub struct ParameterWords {
    /// Which setting.
    pub id: ParameterId,
    /// Beside the control.
    pub label: &'static str,
    /// Under the control, one sentence.
    pub help: &'static str,
}

/// Everything a language says.
#[derive(Debug)]
pub struct Words {
    /// BCP 47 tag.
    pub language: &'static str,
    /// Labels and help, in the order of the parameter table.
    pub parameters: [ParameterWords; 18],
    /// Headings of the panel's groups.
    pub groups: [(Group, &'static str); 4],
    /// Terms of the budget, in their order. `{n}` is the number of payments.
    pub terms: [(Term, &'static str); 7],
    /// The figure of section 1.
    pub gap: GapWords,
    /// The figure of section 2.
    pub budget: BudgetWords,
    /// The bet.
    pub bet: BetWords,
    /// Live words in the prose.
    pub places: PlaceWords,
    /// Notes under settings.
    pub notes: NoteWords,
    /// Buttons and messages.
    pub controls: ControlWords,
}

/// Words of the gap figure.
#[derive(Debug)]
pub struct GapWords {
    /// Titles: the finding, by what time does to the gap.
    pub title_opens: &'static str,
    /// Funding is paid nowhere, so time adds nothing.
    pub title_flat: &'static str,
    /// There is no gap at all.
    pub title_closed: &'static str,
    /// One of the edges has no price.
    pub title_none: &'static str,
    /// Neither has one.
    pub title_neither: &'static str,
    /// The position is liquidatable where it stands.
    pub title_at_once: &'static str,
    /// It became so by what was paid.
    pub title_overtaken: &'static str,
    /// Quantity and unit.
    pub subtitle: &'static str,
    /// The finding in a sentence. `{days}`, `{optimistic}`, `{conservative}`, `{gap}`.
    pub sentence: &'static str,
    /// Where the optimistic edge has no price. `{days}`, `{conservative}`.
    pub sentence_no_optimistic: &'static str,
    /// Where neither has one. `{days}`.
    pub sentence_never: &'static str,
    /// Where no price is safe. `{days}`.
    pub sentence_always: &'static str,
    /// Added where the position is liquidatable at its entry.
    pub sentence_at_once: &'static str,
    /// Added where it became so. `{n}` is the first such day.
    pub sentence_overtaken: &'static str,
    /// Line labels.
    pub conservative: &'static str,
    /// Line label.
    pub optimistic: &'static str,
    /// Beside the bracket. `{gap}` is drawn large before it.
    pub apart: &'static str,
    /// On the handle. `{n}`.
    pub day: &'static str,
    /// On the horizontal axis, after the last tick.
    pub days_held: &'static str,
    /// Beside the reader's guess.
    pub guess: &'static str,
    /// Stands where a line would be.
    pub no_price: &'static str,
    /// What the figure leaves out.
    pub leaves_out: &'static str,
    /// Table caption.
    pub table: &'static str,
    /// Table columns.
    pub columns: [&'static str; 5],
    /// Spoken with the handle. `{day}`, `{gap}`.
    pub handle_value: &'static str,
    /// Name of the handle.
    pub handle: &'static str,
}

/// Words of the budget figure.
#[derive(Debug)]
pub struct BudgetWords {
    /// Title by the largest part: funding, fees, another term.
    pub title_funding: &'static str,
    /// Fees are the largest part.
    pub title_fees: &'static str,
    /// Another term is. `{term}`.
    pub title_other: &'static str,
    /// Nothing separates the prices.
    pub title_none: &'static str,
    /// There is no gap to take apart.
    pub title_no_gap: &'static str,
    /// Quantity and unit.
    pub subtitle: &'static str,
    /// The finding. `{gap}`, `{term}`, `{share}`.
    pub sentence: &'static str,
    /// Nothing to take apart.
    pub sentence_none: &'static str,
    /// Opening, closing and liquidation fee as one.
    pub fees: &'static str,
    /// Row of the sum.
    pub gap: &'static str,
    /// On the sum. `{gap}`, `{share}`, `{term}`.
    pub sum: &'static str,
    /// What the figure leaves out.
    pub leaves_out: &'static str,
    /// Table caption.
    pub table: &'static str,
    /// Table columns.
    pub columns: [&'static str; 4],
    /// Row: the optimistic edge.
    pub row_optimistic: &'static str,
    /// Row: gap less the terms alone.
    pub row_interaction: &'static str,
    /// Row: the whole gap.
    pub row_gap: &'static str,
    /// Row: what the rule itself would do. `{venue}`.
    pub row_venue: &'static str,
    /// Row: where margin is gone.
    pub row_bankruptcy: &'static str,
    /// Row: counted in neither edge. `{term}`, `{amount}`, `{unit}`.
    pub row_favourable: &'static str,
    /// Stands where there is no price.
    pub none: &'static str,
}

/// Words of the bet.
#[derive(Debug)]
pub struct BetWords {
    /// The question. `{from}`, `{to}`.
    pub question: &'static str,
    /// Three answers, from small to large.
    pub answers: [&'static str; 3],
    /// Under the answers.
    pub hint: &'static str,
    /// Gives the answer without a guess.
    pub show: &'static str,
    /// The answer. `{ratio}`, `{from}`, `{before}`, `{to}`, `{after}`.
    pub reveal: &'static str,
    /// After a right guess.
    pub right: &'static str,
    /// After another guess. `{guess}`.
    pub other: &'static str,
    /// Asks again.
    pub again: &'static str,
}

/// Words that fill live places in the prose.
#[derive(Debug)]
pub struct PlaceWords {
    /// Position side in a sentence.
    pub long: &'static str,
    /// Position side in a sentence.
    pub short: &'static str,
    /// Before a price.
    pub forced_out: &'static str,
    /// In place of a price.
    pub never_forced: &'static str,
    /// In place of a price.
    pub always_forced: &'static str,
    /// In place of a price.
    pub no_price: &'static str,
    /// In place of a price.
    pub any_price: &'static str,
    /// Before "uncertainty budget", where there are two prices.
    pub both: &'static str,
    /// Before "uncertainty budget", where there are not.
    pub not_both: &'static str,
    /// `{n}`.
    pub days: &'static str,
    /// One day.
    pub day: &'static str,
    /// The gap grows with time.
    pub grows: &'static str,
    /// It does not.
    pub stands: &'static str,
    /// `{n}` payments.
    pub payments: &'static str,
    /// One payment.
    pub payment: &'static str,
    /// Nothing is paid.
    pub payments_none: &'static str,
    /// Nothing is paid on the first day.
    pub payments_not_yet: &'static str,
    /// After "uncertainty budget", where there is none.
    pub no_budget: &'static str,
    /// Basis of zero.
    pub mark_on: &'static str,
    /// Basis against a long. `{b}`.
    pub mark_under: &'static str,
    /// Basis against a short. `{b}`.
    pub mark_over: &'static str,
    /// Venue trigger with a date. `{venue}`, `{acts}`, `{date}`.
    pub venue_dated: &'static str,
    /// Venue trigger without one. `{venue}`, `{acts}`.
    pub venue_undated: &'static str,
    /// The generic rule's trigger. `{acts}`.
    pub venue_generic: &'static str,
    /// `{price}`.
    pub acts: &'static str,
    /// It never acts.
    pub acts_never: &'static str,
    /// It acts wherever the price is.
    pub acts_always: &'static str,
    /// Every setting, for print. `{list}`.
    pub settings: &'static str,
    /// Where nothing is counted apart.
    pub favourable_none: &'static str,
    /// What helps. `{list}`.
    pub favourable: &'static str,
    /// One of the list. `{term}`, `{amount}`, `{unit}`.
    pub favourable_item: &'static str,
}

/// Notes under settings.
#[derive(Debug)]
pub struct NoteWords {
    /// The table is linear, the contract is not.
    pub table_needs_linear: &'static str,
    /// `{allowed}`.
    pub leverage_above_table: &'static str,
    /// Next rate not above the present.
    pub next_rate_not_above: &'static str,
    /// The rule chosen. `{formula}`, `{source}`, `{date}`.
    pub rule: &'static str,
    /// The rule of no venue. `{formula}`, `{source}`.
    pub rule_generic: &'static str,
    /// In place of a date.
    pub date_unknown: &'static str,
}

/// Buttons and messages.
#[derive(Debug)]
pub struct ControlWords {
    /// Figure tools, in their order.
    pub table: &'static str,
    /// Downloads the table.
    pub csv: &'static str,
    /// Downloads the picture.
    pub svg: &'static str,
    /// Copies the address.
    pub link: &'static str,
    /// Puts the figure's controls back.
    pub reset: &'static str,
    /// Takes the last change back.
    pub undo: &'static str,
    /// Brings it again.
    pub redo: &'static str,
    /// Puts every setting back.
    pub reset_all: &'static str,
    /// One step down. `{label}`.
    pub less: &'static str,
    /// One step up. `{label}`.
    pub more: &'static str,
    /// Range line. `{min}`, `{max}`, `{unit}`.
    pub range: &'static str,
    /// Opens the help of the controls beside a figure.
    pub about: &'static str,
    /// The fee control of the figure.
    pub fees: &'static str,
    /// Its help.
    pub fees_help: &'static str,
    /// Where opening and closing differ. `{opening}`, `{closing}`.
    pub fees_differ: &'static str,
    /// Announced.
    pub link_copied: &'static str,
    /// Where copying is not allowed.
    pub link_shown: &'static str,
    /// Announced.
    pub was_reset: &'static str,
    /// Announced.
    pub nothing_to_reset: &'static str,
    /// Heading of what a link held and could not be used.
    pub link_reports: &'static str,
    /// Heading where none of it could.
    pub link_refused: &'static str,
    /// What `v` stands for.
    pub version: &'static str,
    /// Before what a figure leaves out.
    pub leaves_out: &'static str,
    /// The browser refused a file.
    pub not_saved: &'static str,
    /// Takes a message away.
    pub dismiss: &'static str,
    /// Theme button, by what it will do.
    pub to_dark: &'static str,
    /// Theme button, by what it will do.
    pub to_light: &'static str,
    /// Spoken with a number in the prose. `{label}`.
    pub scrub: &'static str,
    /// Fills the margin tables' scroll box name.
    pub scroll_table: &'static str,
    /// Figure cannot be drawn. `{why}`.
    pub cannot_draw: &'static str,
    /// After "own rate" settings while a table is in force.
    pub table_in_force: &'static str,
}

impl Words {
    /// Label and help of a setting.
    #[must_use]
    pub fn parameter(&self, id: ParameterId) -> &ParameterWords {
        self.parameters.iter().find(|w| w.id == id).unwrap_or(&self.parameters[0])
    }

    /// Heading of a group.
    #[must_use]
    pub fn group(&self, group: Group) -> &'static str {
        self.groups.iter().find(|(g, _)| *g == group).map_or("", |(_, text)| text)
    }

    /// Name of a term.
    #[must_use]
    pub fn term(&self, term: Term) -> &'static str {
        self.terms.iter().find(|(t, _)| *t == term).map_or("", |(_, text)| text)
    }
}
