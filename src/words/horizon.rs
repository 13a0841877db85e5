//! Words of the band over price and time, and of its bet.

use super::file::texts;

texts! {
    /// Words of the figures of price and time.
    HorizonWords {
        /// Before the bet is answered.
        title_hidden: &'static str,
        /// The conservative price is past the entry on day 0.
        title_at_once: &'static str,
        /// Neither edge has a price by then.
        title_never: &'static str,
        /// No volatility.
        title_still: &'static str,
        /// No month touches it. `{days}`, `{all}`.
        title_none: &'static str,
        /// Some do. `{days}`, `{n}`, `{all}`.
        title: &'static str,
        /// Most of the chance is the edge coming closer. `{n}`, `{all}`.
        title_funding: &'static str,
        /// Margin from the start kept months away. `{kept}`, `{all}`.
        title_early: &'static str,
        /// Margin that came later helped no month, though it would have.
        title_late: &'static str,
        /// It helped fewer than it would have. `{day}`, `{lost}`, `{all}`.
        title_later: &'static str,
        /// Quantity and unit.
        subtitle: &'static str,
        /// Both edges and the volatility. `{days}`, `{optimistic}`, `{conservative}`, `{volatility}`.
        sentence: &'static str,
        /// `{n}`, `{all}`, `{chance}`, `{optimistic}`, `{optimistic-chance}`.
        sentence_touched: &'static str,
        /// `{margin}`, `{day}`, `{early}`, `{without}`.
        sentence_added: &'static str,
        /// Over the dots. `{n}`, `{all}`, `{day}`.
        dots: &'static str,
        /// The same where there is little room.
        dots_short: &'static str,
        /// The chance. `{chance}`.
        closed: &'static str,
        /// Over the dots before the bet is answered.
        dots_hidden: &'static str,
        /// Where margin arrives. `{day}`.
        added: &'static str,
        /// What the figure leaves out.
        leaves_out: &'static str,
        /// Table caption.
        table: &'static str,
        /// Table columns.
        columns: [&'static str; 8],
        /// Name of the handle.
        handle: &'static str,
        /// Spoken with the handle. `{day}`, `{n}`, `{all}`.
        handle_value: &'static str,
        /// Controls that stand elsewhere too, by their names here: days, funding and seed.
        again: [&'static str; 3],
        /// Opens the further controls.
        more: &'static str,
        /// Draws other months.
        draw: &'static str,
        /// What the settings come to, after a value. `{n}`, `{all}`.
        count: &'static str,
        /// The bet. `{days}`, `{all}`, `{volatility}`.
        question: &'static str,
        /// Three answers, from small to large.
        answers: [&'static str; 3],
        /// What holds. `{n}`, `{all}`, `{chance}`.
        reveal: &'static str,
        /// Title of the small multiples: the most leverage touches most. `{least}`, `{low}`, `{most}`, `{high}`.
        many_title: &'static str,
        /// All the same.
        many_same: &'static str,
        /// Before the bet is answered.
        many_hidden: &'static str,
        /// Quantity and unit.
        many_subtitle: &'static str,
        /// Under a panel. `{n}`, `{all}`.
        many_count: &'static str,
        /// One panel in the sentence. `{leverage}`, `{n}`, `{all}`.
        many_item: &'static str,
        /// One without an answer. `{leverage}`, `{why}`.
        many_none: &'static str,
        /// `{days}`, `{list}`.
        many_sentence: &'static str,
        /// In place of an answer: the table does not allow it. `{allowed}`.
        above: &'static str,
        /// In place of an answer.
        no_answer: &'static str,
        /// What the figure leaves out.
        many_leaves_out: &'static str,
        /// Table caption.
        many_table: &'static str,
        /// Table columns.
        many_columns: [&'static str; 5],
    }
}
