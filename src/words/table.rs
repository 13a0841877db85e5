//! The shape of a language's table. `{name}` marks a place that is filled with a live value.

use super::file::{Entry, Lines};
use crate::engine::band::{TERMS, Term};
use crate::engine::scenario::{Group, PARAMETERS, ParameterId, parameters::GROUPS};

/// A label with its help.
#[derive(Debug, Clone, Copy)]
pub struct ParameterWords {
    /// Beside the control.
    pub label: &'static str,
    /// Under the control, one sentence.
    pub help: &'static str,
}

/// Labels and help of all settings, in the order of the parameter table.
#[derive(Debug)]
pub struct Settings([ParameterWords; PARAMETERS.len()]);

impl Entry for Settings {
    fn read(from: &mut Lines) -> Self {
        Self(PARAMETERS.map(|_| ParameterWords { label: from.value(), help: from.value() }))
    }

    #[cfg(test)]
    fn keys(name: &str, out: &mut Vec<String>) {
        for p in &PARAMETERS {
            out.extend(["label", "help"].map(|part| format!("{name}.{}.{part}", p.key)));
        }
    }
}

/// Structs of texts, with their reading in the order of their fields.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $kind:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $kind,)*
        }

        impl Entry for $name {
            fn read(from: &mut Lines) -> Self {
                Self { $($field: Entry::read(from),)* }
            }

            #[cfg(test)]
            fn keys(name: &str, out: &mut Vec<String>) {
                $(<$kind as Entry>::keys(&super::file::joined(name, stringify!($field)), out);)*
            }
        }
    )*};
}

words! {
    /// Everything a language says.
    Words {
        /// BCP 47 tag.
        language: &'static str,
        /// Labels and help of the settings.
        settings: Settings,
        /// Headings of the panel's groups, in their order.
        groups: [&'static str; GROUPS.len()],
        /// Terms of the budget, in their order.
        terms: [&'static str; TERMS.len()],
        /// The figure of section 1.
        gap: GapWords,
        /// The figure of section 2.
        budget: BudgetWords,
        /// The bet.
        bet: BetWords,
        /// The figure of equity against price.
        equity: EquityWords,
        /// The bet on it.
        stake: StakeWords,
        /// The comparison of venues.
        venues: VenueWords,
        /// Pin and compare.
        compare: CompareWords,
        /// Live words in the prose.
        places: PlaceWords,
        /// Notes under settings.
        notes: NoteWords,
        /// Buttons and messages.
        controls: ControlWords,
    }

    /// Words of the gap figure.
    GapWords {
        /// Titles: the finding, by what time does to the gap.
        title_opens: &'static str,
        /// Funding is paid nowhere, so time adds nothing.
        title_flat: &'static str,
        /// There is no gap at all.
        title_closed: &'static str,
        /// One of the edges has no price.
        title_none: &'static str,
        /// Neither has one.
        title_neither: &'static str,
        /// The position is liquidatable where it stands.
        title_at_once: &'static str,
        /// It became so by what was paid.
        title_overtaken: &'static str,
        /// Quantity and unit.
        subtitle: &'static str,
        /// The finding in a sentence. `{days}`, `{optimistic}`, `{conservative}`, `{gap}`.
        sentence: &'static str,
        /// Where the optimistic edge has no price. `{days}`, `{conservative}`.
        sentence_no_optimistic: &'static str,
        /// Where neither has one. `{days}`.
        sentence_never: &'static str,
        /// Where no price is safe. `{days}`.
        sentence_always: &'static str,
        /// Added where the position is liquidatable at its entry.
        sentence_at_once: &'static str,
        /// Added where it became so. `{n}` is the first such day.
        sentence_overtaken: &'static str,
        /// Line labels.
        conservative: &'static str,
        /// Line label.
        optimistic: &'static str,
        /// Beside the bracket. `{gap}` is drawn large before it.
        apart: &'static str,
        /// On the handle. `{n}`.
        day: &'static str,
        /// On the horizontal axis, after the last tick.
        days_held: &'static str,
        /// Beside the reader's guess.
        guess: &'static str,
        /// Stands where a line would be.
        no_price: &'static str,
        /// What the figure leaves out.
        leaves_out: &'static str,
        /// Table caption.
        table: &'static str,
        /// Table columns.
        columns: [&'static str; 5],
        /// Spoken with the handle. `{day}`, `{gap}`.
        handle_value: &'static str,
        /// Name of the handle.
        handle: &'static str,
    }

    /// Words of the equity figure.
    EquityWords {
        /// Before the bet is answered.
        title_hidden: &'static str,
        /// Isolated long. `{leverage}`, `{distance}`.
        title_long: &'static str,
        /// Isolated short. `{leverage}`, `{distance}`.
        title_short: &'static str,
        /// Cross long. `{distance}`.
        title_cross_long: &'static str,
        /// Cross short. `{distance}`.
        title_cross_short: &'static str,
        /// No price liquidates it.
        title_never: &'static str,
        /// It is liquidatable at the mark.
        title_at_once: &'static str,
        /// Quantity and unit. `{unit}`.
        subtitle: &'static str,
        /// `{mark}`, `{equity}`, `{required}`.
        sentence_mark: &'static str,
        /// `{price}`, `{distance}`.
        sentence_crossing: &'static str,
        /// `{price}`.
        sentence_at_once: &'static str,
        /// No price liquidates it.
        sentence_never: &'static str,
        /// No price is safe.
        sentence_always: &'static str,
        /// A safe stretch behind the crossing. `{from}`, `{to}`.
        sentence_gap: &'static str,
        /// A safe stretch that does not end. `{from}`.
        sentence_gap_open: &'static str,
        /// `{price}`.
        sentence_bankruptcy: &'static str,
        /// Row and label.
        entry: &'static str,
        /// Row and label.
        mark: &'static str,
        /// Row: where the rule acts.
        crossing: &'static str,
        /// Row: a safe stretch begins.
        safe_from: &'static str,
        /// Row: it ends.
        safe_to: &'static str,
        /// Row and label: equity is gone.
        bankruptcy: &'static str,
        /// Line label.
        equity_line: &'static str,
        /// Line label.
        required_line: &'static str,
        /// In a safe stretch.
        safe: &'static str,
        /// Fact: equity at the mark.
        equity_at_mark: &'static str,
        /// Fact: what it must cover there.
        required_at_mark: &'static str,
        /// What the figure leaves out.
        leaves_out: &'static str,
        /// Table caption.
        table: &'static str,
        /// Table columns. `{unit}`.
        columns: [&'static str; 5],
        /// Name of the entry's handle.
        handle_entry: &'static str,
        /// Name of the mark's handle.
        handle_mark: &'static str,
        /// Spoken with a handle. `{price}`, `{crossing}`.
        handle_value: &'static str,
    }

    /// Words of the bet on leverage.
    StakeWords {
        /// The question. `{leverage}`, `{naive}`.
        question: &'static str,
        /// Less is enough, just that, it takes more.
        answers: [&'static str; 3],
        /// What holds, by the same three. `{real}`, `{naive}`, `{short}`.
        reveals: [&'static str; 3],
    }

    /// Words of the comparison of venues.
    VenueWords {
        /// Several prices. `{venues}`, `{count}`, `{apart}`.
        title: &'static str,
        /// All the same. `{venues}`.
        title_one: &'static str,
        /// No price anywhere.
        title_none: &'static str,
        /// Quantity and unit.
        subtitle: &'static str,
        /// `{first}`, `{first-price}`, `{last}`, `{last-price}`.
        sentence: &'static str,
        /// After the sentence: the reader's rates for all.
        rates_own: &'static str,
        /// After the sentence: real tables where known.
        rates_real: &'static str,
        /// In place of a price.
        never: &'static str,
        /// In place of a price.
        always: &'static str,
        /// In place of a date.
        date_unknown: &'static str,
        /// In the table.
        linear: &'static str,
        /// In the table.
        inverse: &'static str,
        /// In the table, in place of a real table.
        your_rate: &'static str,
        /// Under the formula, where the table jumps.
        jumped: &'static str,
        /// Fact: largest distance.
        apart: &'static str,
        /// Name of the list over the picture.
        choose: &'static str,
        /// What the figure leaves out.
        leaves_out: &'static str,
        /// Table caption.
        table: &'static str,
        /// Table columns.
        columns: [&'static str; 8],
    }

    /// Words of pin and compare.
    CompareWords {
        /// Tool: keeps the present settings to compare with.
        pin: &'static str,
        /// Tool: lets them go.
        unpin: &'static str,
        /// Table caption.
        table: &'static str,
        /// Table columns.
        columns: [&'static str; 4],
        /// Beside what is pinned, in a picture.
        ghost: &'static str,
        /// Announced.
        pinned: &'static str,
    }

    /// Words of the budget figure.
    BudgetWords {
        /// Title by the largest part: funding, fees, another term.
        title_funding: &'static str,
        /// Fees are the largest part.
        title_fees: &'static str,
        /// Another term is. `{term}`.
        title_other: &'static str,
        /// Nothing separates the prices.
        title_none: &'static str,
        /// There is no gap to take apart.
        title_no_gap: &'static str,
        /// Quantity and unit.
        subtitle: &'static str,
        /// The finding. `{gap}`, `{term}`, `{share}`.
        sentence: &'static str,
        /// Nothing to take apart.
        sentence_none: &'static str,
        /// Opening, closing and liquidation fee as one.
        fees: &'static str,
        /// Row of the sum.
        gap: &'static str,
        /// On the sum. `{gap}`, `{share}`, `{term}`.
        sum: &'static str,
        /// What the figure leaves out.
        leaves_out: &'static str,
        /// Table caption.
        table: &'static str,
        /// Table columns.
        columns: [&'static str; 4],
        /// Row: the optimistic edge.
        row_optimistic: &'static str,
        /// Row: gap less the terms alone.
        row_interaction: &'static str,
        /// Row: the whole gap.
        row_gap: &'static str,
        /// Row: what the rule itself would do. `{venue}`.
        row_venue: &'static str,
        /// Row: where margin is gone.
        row_bankruptcy: &'static str,
        /// Row: counted in neither edge. `{term}`, `{amount}`, `{unit}`.
        row_favourable: &'static str,
        /// Stands where there is no price.
        none: &'static str,
    }

    /// Words of the bet.
    BetWords {
        /// The question. `{from}`, `{to}`.
        question: &'static str,
        /// Three answers, from small to large.
        answers: [&'static str; 3],
        /// Under the answers.
        hint: &'static str,
        /// Gives the answer without a guess.
        show: &'static str,
        /// The answer. `{ratio}`, `{from}`, `{before}`, `{to}`, `{after}`.
        reveal: &'static str,
        /// After a right guess.
        right: &'static str,
        /// After another guess. `{guess}`.
        other: &'static str,
        /// Asks again.
        again: &'static str,
    }

    /// Words that fill live places in the prose.
    PlaceWords {
        /// Position side in a sentence.
        long: &'static str,
        /// Position side in a sentence.
        short: &'static str,
        /// Before a price.
        forced_out: &'static str,
        /// In place of a price.
        never_forced: &'static str,
        /// In place of a price.
        always_forced: &'static str,
        /// In place of a price.
        no_price: &'static str,
        /// In place of a price.
        any_price: &'static str,
        /// Before "uncertainty budget", where there are two prices.
        both: &'static str,
        /// Before "uncertainty budget", where there are not.
        not_both: &'static str,
        /// `{n}`.
        days: &'static str,
        /// One day.
        day: &'static str,
        /// The gap grows with time.
        grows: &'static str,
        /// It does not.
        stands: &'static str,
        /// `{n}` payments.
        payments: &'static str,
        /// One payment.
        payment: &'static str,
        /// Nothing is paid.
        payments_none: &'static str,
        /// Nothing is paid on the first day.
        payments_not_yet: &'static str,
        /// After "uncertainty budget", where there is none.
        no_budget: &'static str,
        /// Basis of zero.
        mark_on: &'static str,
        /// Basis against a long. `{b}`.
        mark_under: &'static str,
        /// Basis against a short. `{b}`.
        mark_over: &'static str,
        /// Venue trigger with a date. `{venue}`, `{acts}`, `{date}`.
        venue_dated: &'static str,
        /// Venue trigger without one. `{venue}`, `{acts}`.
        venue_undated: &'static str,
        /// The generic rule's trigger. `{acts}`.
        venue_generic: &'static str,
        /// `{price}`.
        acts: &'static str,
        /// It never acts.
        acts_never: &'static str,
        /// It acts wherever the price is.
        acts_always: &'static str,
        /// Every setting, for print. `{list}`.
        settings: &'static str,
        /// Where nothing is counted apart.
        favourable_none: &'static str,
        /// What helps. `{list}`.
        favourable: &'static str,
        /// One of the list. `{term}`, `{amount}`, `{unit}`.
        favourable_item: &'static str,
    }

    /// Notes under settings.
    NoteWords {
        /// The table is linear, the contract is not.
        table_needs_linear: &'static str,
        /// `{allowed}`.
        leverage_above_table: &'static str,
        /// Next rate not above the present.
        next_rate_not_above: &'static str,
        /// The rule chosen. `{formula}`, `{source}`, `{date}`.
        rule: &'static str,
        /// The rule of no venue. `{formula}`, `{source}`.
        rule_generic: &'static str,
        /// In place of a date.
        date_unknown: &'static str,
    }

    /// Buttons and messages.
    ControlWords {
        /// Figure tools, in their order.
        table: &'static str,
        /// Downloads the table.
        csv: &'static str,
        /// Downloads the picture.
        svg: &'static str,
        /// Copies the address.
        link: &'static str,
        /// Puts the figure's controls back.
        reset: &'static str,
        /// Takes the last change back.
        undo: &'static str,
        /// Brings it again.
        redo: &'static str,
        /// Puts every setting back.
        reset_all: &'static str,
        /// One step down. `{label}`.
        less: &'static str,
        /// One step up. `{label}`.
        more: &'static str,
        /// Range line. `{min}`, `{max}`, `{unit}`.
        range: &'static str,
        /// Opens the help of the controls beside a figure.
        about: &'static str,
        /// The fee control of the figure.
        fees: &'static str,
        /// Its help.
        fees_help: &'static str,
        /// Where opening and closing differ. `{opening}`, `{closing}`.
        fees_differ: &'static str,
        /// Announced.
        link_copied: &'static str,
        /// Where copying is not allowed.
        link_shown: &'static str,
        /// Announced.
        was_reset: &'static str,
        /// Announced.
        nothing_to_reset: &'static str,
        /// Heading of what a link held and could not be used.
        link_reports: &'static str,
        /// Heading where none of it could.
        link_refused: &'static str,
        /// What `v` stands for.
        version: &'static str,
        /// Before what a figure leaves out.
        leaves_out: &'static str,
        /// The browser refused a file.
        not_saved: &'static str,
        /// Takes a message away.
        dismiss: &'static str,
        /// Theme button, by what it will do.
        to_dark: &'static str,
        /// Theme button, by what it will do.
        to_light: &'static str,
        /// Spoken with a number in the prose. `{label}`.
        scrub: &'static str,
        /// Fills the margin tables' scroll box name.
        scroll_table: &'static str,
        /// Figure cannot be drawn. `{why}`.
        cannot_draw: &'static str,
        /// After "own rate" settings while a table is in force.
        table_in_force: &'static str,
    }
}

impl Words {
    /// Label and help of a setting.
    #[must_use]
    pub fn parameter(&self, id: ParameterId) -> &ParameterWords {
        self.settings.0.iter().zip(&PARAMETERS).find(|(_, p)| p.id == id).map_or(&self.settings.0[0], |(w, _)| w)
    }

    /// Heading of a group.
    #[must_use]
    pub fn group(&self, group: Group) -> &'static str {
        self.groups.iter().zip(GROUPS).find(|(_, g)| *g == group).map_or("", |(text, _)| text)
    }

    /// Name of a term.
    #[must_use]
    pub fn term(&self, term: Term) -> &'static str {
        self.terms.iter().zip(TERMS).find(|(_, t)| *t == term).map_or("", |(text, _)| text)
    }
}
