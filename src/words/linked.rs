//! Words of the figures that tell of one run of a cascade: prices by round, who paid whom, and what other shocks would do.

use super::file::texts;

texts! {
    /// Words of the path figure.
    PathWords {
        /// Nobody is forced.
        title_none: &'static str,
        /// Before the first round. `{symbol}`.
        title_start: &'static str,
        /// Forced orders move no price by as much as is shown.
        title_nothing: &'static str,
        /// `{symbol}`, `{way}`, `{share}`: they make its move a little larger.
        title_adds: &'static str,
        /// `{symbol}`, `{way}`: about twice as large.
        title_double: &'static str,
        /// `{symbol}`, `{way}`, `{times}`: larger still.
        title_times: &'static str,
        /// `{symbol}`, `{way}`: nothing came from outside.
        title_alone: &'static str,
        /// `{symbol}`, `{way}`: they take from it.
        title_less: &'static str,
        /// The run is not known.
        title_missing: &'static str,
        /// `{way}`.
        fall: &'static str,
        /// `{way}`.
        rise: &'static str,
        /// Quantity and unit, by round.
        subtitle: &'static str,
        /// Quantity and unit, by time. `{clock}`.
        subtitle_time: &'static str,
        /// Where nobody is forced. `{list}`.
        sentence_none: &'static str,
        /// Before the first round. `{list}`.
        sentence_start: &'static str,
        /// After a round. `{round}`, `{rounds}`, `{list}`.
        sentence: &'static str,
        /// One symbol of it. `{symbol}`, `{outside}`, `{mid}`, `{times}`.
        item: &'static str,
        /// One symbol of it, where nothing came from outside or the two do not compare. `{symbol}`, `{outside}`, `{mid}`.
        item_plain: &'static str,
        /// One symbol where nothing is forced yet. `{symbol}`, `{outside}`.
        item_none: &'static str,
        /// Between the items.
        between: &'static str,
        /// Beside the dashed line.
        outside: &'static str,
        /// Beside the solid line.
        mid: &'static str,
        /// Beside the hairline.
        mark: &'static str,
        /// After the last tick: rounds, seconds, minutes, hours.
        clocks: [&'static str; 4],
        /// What the figure leaves out.
        leaves_out: &'static str,
        /// Table caption.
        table: &'static str,
        /// First columns of the table: round, time.
        columns: [&'static str; 2],
        /// Columns of each symbol. `{symbol}`.
        of_symbol: [&'static str; 6],
        /// Stands where a number is not known.
        missing: &'static str,
        /// Names a symbol that has none. `{n}`.
        nameless: &'static str,
        /// Units of money, by thousands.
        units: [&'static str; 4],
    }

    /// Words of the ledger figure.
    LedgerWords {
        /// Nothing has been paid.
        title_none: &'static str,
        /// The fund owes. `{amount}`.
        title_uncovered: &'static str,
        /// The fund has paid. `{amount}`, `{who}`.
        title_fund: &'static str,
        /// Accounts have paid, and who has most of it. `{who}`, `{share}`.
        title_accounts: &'static str,
        /// Accounts have more than before. `{amount}`.
        title_gain: &'static str,
        /// The run is not known.
        title_missing: &'static str,
        /// Who has it, in a title: accounts, counterparty, fund, venue.
        to: [&'static str; 4],
        /// Quantity and unit. `{unit}`.
        subtitle: &'static str,
        /// `{round}`, `{rounds}`, `{accounts}`, `{counterparty}`, `{fund}`, `{venue}`, `{unit}`, `{sum}`.
        sentence: &'static str,
        /// Added where the fund owes. `{amount}`.
        sentence_uncovered: &'static str,
        /// Rows: accounts, counterparty, fund, venue.
        rows: [&'static str; 4],
        /// The last row.
        sum: &'static str,
        /// Above bars to the left.
        less: &'static str,
        /// Above bars to the right.
        more: &'static str,
        /// Beside the fund's bar, where it owes. `{amount}`.
        uncovered: &'static str,
        /// What the figure leaves out.
        leaves_out: &'static str,
        /// Table caption.
        table: &'static str,
        /// Table columns.
        columns: [&'static str; 7],
    }

    /// Words of the curve figure.
    CurveWords {
        /// A tipping point lies ahead. `{more}`, `{share}`.
        title_ahead: &'static str,
        /// None does. `{end}`.
        title_clear: &'static str,
        /// Nobody falls at all. `{end}`.
        title_nobody: &'static str,
        /// The curve is not known.
        title_missing: &'static str,
        /// Quantity and unit. `{symbol}`.
        subtitle: &'static str,
        /// `{shock}`, `{with}`, `{without}`.
        sentence: &'static str,
        /// Added for the next tipping point. `{at}`, `{below}`, `{above}`.
        sentence_ahead: &'static str,
        /// Added where there is none. `{end}`.
        sentence_clear: &'static str,
        /// Added for the last one passed. `{at}`.
        sentence_behind: &'static str,
        /// Added from the run. `{closed}`, `{accounts}`.
        sentence_run: &'static str,
        /// Beside the solid line.
        with: &'static str,
        /// Beside the dashed line.
        without: &'static str,
        /// Beside the next tipping point. `{at}`.
        tips: &'static str,
        /// On the handle. `{shock}`.
        here: &'static str,
        /// On the horizontal axis, after the last tick.
        axis: &'static str,
        /// What the figure leaves out.
        leaves_out: &'static str,
        /// Table caption.
        table: &'static str,
        /// Table columns.
        columns: [&'static str; 4],
        /// In the table, just below a tipping point.
        row_below: &'static str,
        /// In the table, at it.
        row_at: &'static str,
        /// Name of the handle.
        handle: &'static str,
        /// Spoken with it. `{shock}`, `{with}`.
        handle_value: &'static str,
    }
}
