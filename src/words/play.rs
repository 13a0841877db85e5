//! Words around a run: playing it, cutting it, and waiting for it.

use super::file::texts;

texts! {
    /// Words around a run.
    PlayWords {
        /// One line for each market, in their order.
        lines: [&'static str; 9],
        /// Name of the buttons together.
        group: &'static str,
        /// Before anybody fell.
        first: &'static str,
        /// One round back.
        back: &'static str,
        /// One round on.
        on: &'static str,
        /// Plays.
        play: &'static str,
        /// Stops playing.
        pause: &'static str,
        /// Name of the slider over the rounds.
        slider: &'static str,
        /// Before the speeds.
        speed: &'static str,
        /// `{now}`, `{all}`.
        place: &'static str,
        /// The fold of further settings.
        more: &'static str,
        /// Draws other accounts.
        draw: &'static str,
        /// Name of what can be focused on the graph.
        targets: &'static str,
        /// Where the description will stand.
        describe: &'static str,
        /// Name of the bar.
        progress: &'static str,
        /// Stages of the work. `{closed}`.
        stages: [&'static str; 6],
        /// Stops the work.
        stop: &'static str,
        /// Asks once more.
        again: &'static str,
        /// It was stopped.
        stopped: &'static str,
        /// It failed. `{why}`.
        failed: &'static str,
        /// The bet.
        question: &'static str,
        /// Under it.
        hint: &'static str,
        /// Takes the cut back.
        put_back: &'static str,
        /// Shows the run with the cut in the figures.
        look: &'static str,
        /// Offers. `{name}`.
        cut_account: &'static str,
        /// Shared collateral.
        cut_sharing: &'static str,
        /// `{symbol}`.
        cut_book: &'static str,
        /// Correlation.
        cut_correlation: &'static str,
        /// A delay.
        cut_delay: &'static str,
        /// What a cut does. `{cut}`, `{here}`, `{there}`, `{rounds}`.
        cut_nothing_falls: &'static str,
        /// The same.
        cut_stops: &'static str,
        /// The same.
        cut_helps: &'static str,
        /// The same.
        cut_worsens: &'static str,
        /// The same.
        cut_changes_nothing: &'static str,
        /// Caption of the comparison.
        beside: &'static str,
        /// Its columns.
        beside_columns: [&'static str; 3],
        /// Its rows.
        beside_rounds: &'static str,
        /// Accounts.
        beside_accounts: &'static str,
        /// Money.
        beside_forced: &'static str,
        /// `{symbol}`.
        beside_low: &'static str,
        /// Deficits.
        beside_deficits: &'static str,
    }
}
