//! Words of figures and of their bets.

use super::file::texts;

texts! {
    /// Words of the gap figure.
    GapWords {
        /// Titles: the finding, by what time does to the gap.
        title_opens: &'static str,
        /// Funding is paid nowhere, so time adds nothing.
        title_flat: &'static str,
        /// Funding is paid, but the price stands where a table jumps.
        title_waits: &'static str,
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
        /// It is safe at the mark only because the mark has moved.
        title_before: &'static str,
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
        /// What holds, where more than leverage and maintenance has a say. `{real}`, `{bust}`.
        other: &'static str,
        /// The same where equity is never gone. `{real}`.
        plain: &'static str,
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
        /// After the sentence: the table that the reader has chosen.
        rates_chosen: &'static str,
        /// After the sentence: real tables where known.
        rates_real: &'static str,
        /// In place of a price.
        never: &'static str,
        /// In place of a price.
        always: &'static str,
        /// In place of a price: the rule acts already.
        at_once: &'static str,
        /// In place of a date: the venue states no price.
        derived: &'static str,
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
        columns: [&'static str; 6],
        /// Caption of the table of rules.
        sources: &'static str,
        /// Its columns.
        sources_columns: [&'static str; 4],
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
        /// Row: the conservative edge.
        row_conservative: &'static str,
        /// Beside the line of what is accepted. `{accepted}`.
        accepted: &'static str,
        /// On the row of a term that is switched off.
        left_out: &'static str,
        /// The gap is within what is accepted. `{gap}`, `{accepted}`.
        verdict_within: &'static str,
        /// It is past it. `{gap}`, `{accepted}`, `{term}`, `{after}`.
        verdict_past: &'static str,
        /// The last term carries it past. `{gap}`, `{accepted}`, `{term}`.
        verdict_past_alone: &'static str,
        /// Terms that would bring it back within. `{terms}`.
        verdict_enough: &'static str,
        /// Between the terms of a list.
        verdict_and: &'static str,
        /// Between terms of which one is enough.
        verdict_or: &'static str,
    }

    /// Words of the ladder.
    LadderWords {
        /// Above it.
        title: &'static str,
        /// Filled. `{average}`, `{last}`, `{cost}`.
        filled: &'static str,
        /// Only partly. `{average}`, `{last}`, `{cost}`, `{left}`.
        unfilled: &'static str,
        /// Added where another source of slippage is in use.
        not_counted: &'static str,
        /// A level, spoken. `{depth}`, `{taken}`.
        level: &'static str,
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
}
