//! Words of the cascade's figure.

use super::file::texts;

texts! {
    /// Words of the cascade's figure.
    CascadeWords {
        /// Title: nobody is closed.
        title_nobody: &'static str,
        /// Some are closed in part, nobody whole.
        title_parts: &'static str,
        /// One round.
        title_first: &'static str,
        /// The run was cut after the most rounds.
        title_cut: &'static str,
        /// Deleveraging took a hedge, and its owner fell.
        title_hedge: &'static str,
        /// It took a hedge, and its owner stands.
        title_hedge_stands: &'static str,
        /// In a crowd, winners were deleveraged.
        title_adl: &'static str,
        /// `{first}`, `{other}`.
        title_carries: &'static str,
        /// `{name}`, `{names}`.
        title_enough: &'static str,
        /// `{rounds}`, `{accounts}`.
        title_feeds: &'static str,
        /// `{rounds}`, `{accounts}`.
        title_rounds: &'static str,
        /// `{round}`, `{rounds}`.
        subtitle: &'static str,
        /// Before the first round. `{rounds}`.
        subtitle_before: &'static str,
        /// `{round}`, `{rounds}`, `{closed}`, `{accounts}`, `{forced}`, `{moves}`.
        sentence: &'static str,
        /// Before the first. `{accounts}`, `{moves}`.
        sentence_before: &'static str,
        /// `{moves}`.
        told_shock: &'static str,
        /// `{accounts}`, `{amount}`.
        told_before: &'static str,
        /// No round follows.
        told_nobody: &'static str,
        /// One account. `{round}`, `{name}`, `{causes}`.
        told_falls: &'static str,
        /// Many. `{round}`, `{accounts}`, `{members}`, `{most}`, `{causes}`.
        told_crowd: &'static str,
        /// Only in part. `{round}`, `{parts}`.
        told_parts: &'static str,
        /// Its hedge was taken before. `{name}`, `{round}`.
        told_bare: &'static str,
        /// `{cause}`.
        cause_only: &'static str,
        /// `{share}`, `{cause}`.
        cause_first: &'static str,
        /// `{share}`, `{cause}`.
        cause_next: &'static str,
        /// Nothing took slack.
        cause_none: &'static str,
        /// `{amount}`, `{moves}`.
        told_sales: &'static str,
        /// `{amount}`.
        told_no_move: &'static str,
        /// `{amount}`, `{paid}`.
        told_deficit: &'static str,
        /// The fund has gained all the same. `{amount}`, `{paid}`.
        told_deficit_fees: &'static str,
        /// `{taken}`, `{gave}`, `{names}`.
        told_adl: &'static str,
        /// `{taken}`, `{gave}`, `{names}`.
        told_adl_hedge: &'static str,
        /// One stands. `{names}`.
        told_stands: &'static str,
        /// Few stand. `{names}`.
        told_stand: &'static str,
        /// `{left}`, `{accounts}`.
        told_end: &'static str,
        /// Everybody fell.
        told_nobody_left: &'static str,
        /// Cut after the most rounds.
        told_cut: &'static str,
        /// `{symbol}`, `{amount}`.
        down: &'static str,
        /// `{symbol}`, `{amount}`.
        up: &'static str,
        /// `{symbol}`, `{amount}`.
        further_down: &'static str,
        /// `{symbol}`, `{amount}`.
        further_up: &'static str,
        /// Between the last two of a list.
        and: &'static str,
        /// Money that rounds to nothing, in millions.
        under: &'static str,
        /// Accounts that are long, short, both.
        sides: [&'static str; 3],
        /// The same of one account.
        side: [&'static str; 3],
        /// How many accounts: one, several. `{n}`.
        accounts: [&'static str; 2],
        /// `{side}`, `{leverage}`, `{symbols}`.
        cohort: &'static str,
        /// `{leverage}`, `{side}`.
        caption: &'static str,
        /// `{leverage}`, `{what}`, `{amount}`.
        holding: &'static str,
        /// Squares without one name.
        several: &'static str,
        /// `{symbols}`.
        holders: &'static str,
        /// `{symbols}`.
        pool: &'static str,
        /// `{symbol}`.
        coin: &'static str,
        /// The same where there is little room.
        coin_short: &'static str,
        /// Node.
        fund: &'static str,
        /// `{amount}`, signed.
        fund_label: &'static str,
        /// Cause, short.
        shock: &'static str,
        /// Cause, short: everything else.
        rest: &'static str,
        /// `{name}`, `{share}`.
        sale_label: &'static str,
        /// `{share}`.
        sales_label: &'static str,
        /// `{name}`.
        sale_of: &'static str,
        /// Cause.
        sales_of: &'static str,
        /// Cause.
        the_shock: &'static str,
        /// Cause.
        the_rest: &'static str,
        /// `{amount}`.
        sells: &'static str,
        /// `{amount}`.
        buys: &'static str,
        /// `{amount}`.
        adl: &'static str,
        /// `{amount}`.
        short: &'static str,
        /// Along a double line.
        shared: &'static str,
        /// `{amount}`.
        correlation: &'static str,
        /// What the figure leaves out.
        leaves_out: &'static str,
        /// Table caption.
        table: &'static str,
        /// Table columns.
        columns: [&'static str; 6],
        /// What an edge is, in the order of the kinds.
        kinds: [&'static str; 9],
        /// `{amount}`.
        row_symbol: &'static str,
        /// A square that stands.
        row_stands: &'static str,
        /// `{amount}`.
        row_fallen: &'static str,
        /// One account that fell.
        row_fell: &'static str,
        /// The fund.
        row_fund: &'static str,
        /// Table caption.
        rounds: &'static str,
        /// Table columns; symbols come before the last.
        rounds_columns: [&'static str; 5],
        /// No ratio.
        too_small: &'static str,
        /// `{name}`, `{holding}`, `{became}`.
        square_told: &'static str,
        /// In it.
        stands: &'static str,
        /// In it. `{round}`.
        fell_in: &'static str,
        /// In it. `{fallen}`, `{members}`, `{round}`.
        fallen_of: &'static str,
        /// `{causes}`.
        why: &'static str,
        /// `{name}`, `{fall}`, `{outside}`.
        symbol_told: &'static str,
        /// `{name}`.
        pool_told: &'static str,
        /// `{name}`, `{symbol}`.
        coin_told: &'static str,
        /// `{amount}`.
        fund_paid: &'static str,
        /// `{amount}`.
        fund_gained: &'static str,
        /// `{name}`.
        group_told: &'static str,
        /// `{from}`, `{to}`.
        edge_name: &'static str,
        /// What an edge says, in the order of the kinds. `{from}`, `{to}`, `{amount}`, `{round}`.
        edges: [&'static str; 9],
        /// A price that helped. `{from}`, `{to}`, `{amount}`, `{round}`.
        edge_helped: &'static str,
        /// A forced purchase. `{from}`, `{to}`, `{amount}`, `{round}`.
        edge_bought: &'static str,
    }
}
