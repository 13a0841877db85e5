//! Words of the prose, of notes and of controls.

use super::file::texts;

texts! {
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
    }

    /// Buttons and messages.
    ControlWords {
        /// A change that has no answer. `{why}`.
        refused: &'static str,
        /// Name of the budget's switches.
        switches: &'static str,
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
        /// The same, where the account's other position still uses the rate.
        table_but_other: &'static str,
        /// After "own rate" settings while a table is in force.
        table_in_force: &'static str,
    }
}
