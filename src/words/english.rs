//! English.

use super::table::{BetWords, BudgetWords, ControlWords, GapWords, NoteWords, ParameterWords, PlaceWords, Words};
use crate::engine::band::Term;
use crate::engine::scenario::{Group, ParameterId as P};

const fn says(id: P, label: &'static str, help: &'static str) -> ParameterWords {
    ParameterWords { id, label, help }
}

/// The English table.
pub static ENGLISH: Words = Words {
    language: "en",
    parameters: [
        says(P::Side, "Side", "A long gains when the price rises, a short when it falls."),
        says(
            P::Size,
            "Size",
            "How many coins. A coin-margined contract is sized in USD; its notional at entry is kept the same.",
        ),
        says(P::Entry, "Entry price", "The average price at which the position was opened. The mark starts here."),
        says(
            P::Leverage,
            "Leverage",
            "Sets the margin allocated at the start: notional divided by leverage. After that it is no input of its own.",
        ),
        says(
            P::AddedMargin,
            "Added margin",
            "Put in on top of the initial allocation. It moves every price on this page away from the mark.",
        ),
        says(
            P::Venue,
            "Venue’s rule",
            "Which requirement triggers the liquidation. Your own rates and fees below are used with every rule.",
        ),
        says(
            P::Table,
            "Maintenance rates",
            "Your own two rates, or a real table: then the bracket is looked up at each price that is tested.",
        ),
        says(P::Rate, "Maintenance rate", "The share of the position that equity must cover."),
        says(
            P::NextRate,
            "Next tier’s rate",
            "What the next bracket asks, should the venue move you up or change its table. Counted against you in the conservative price.",
        ),
        says(
            P::OpeningFee,
            "Opening fee",
            "Taken from the margin when the position is opened. Below zero is a rebate, which neither price counts.",
        ),
        says(
            P::ClosingFee,
            "Closing fee",
            "Charged on the forced close. Below zero is a rebate, which neither price counts.",
        ),
        says(
            P::LiquidationFee,
            "Liquidation fee",
            "What the venue charges for liquidating, as a share of the position.",
        ),
        says(
            P::Slippage,
            "Slippage",
            "The share of the position that the forced close gives away in a thin book. Your assumption: no book is read here.",
        ),
        says(
            P::FundingRate,
            "Funding rate",
            "Of one payment. Above zero longs pay shorts, below zero shorts pay longs. What you would receive is not counted.",
        ),
        says(P::FundingInterval, "Funding paid", "How often the payment falls due."),
        says(
            P::Days,
            "Days held",
            "The horizon. Funding is added up at the entry notional, one payment after another.",
        ),
        says(
            P::Basis,
            "Mark against index",
            "You watch the index; the venue acts on its mark. This is how far the mark may stand on the wrong side of it.",
        ),
        says(
            P::Tick,
            "Tick",
            "The smallest price step. Bybit and BitMEX round their trigger to it, toward entry; the two prices are never rounded.",
        ),
    ],
    groups: [
        (Group::Position, "The position"),
        (Group::Rule, "The venue’s rule"),
        (Group::Costs, "Fees and slippage"),
        (Group::Time, "Funding, mark and tick"),
    ],
    terms: [
        (Term::OpeningFee, "opening fee"),
        (Term::ClosingFee, "closing fee"),
        (Term::LiquidationFee, "liquidation fee"),
        (Term::Slippage, "slippage"),
        (Term::Funding, "funding"),
        (Term::NextTier, "next margin tier"),
        (Term::Basis, "mark against index"),
    ],
    gap: GapWords {
        title_opens: "The gap opens with time, not with price",
        title_flat: "No funding to pay, so time adds nothing",
        title_closed: "Nothing counted against you: the two prices are one",
        title_none: "Only one of the two prices exists",
        title_neither: "No price above zero liquidates this position",
        title_at_once: "Under these limits the entry itself is too close",
        title_overtaken: "Waiting alone has carried the price past the entry",
        subtitle: "Liquidation price, USD, by days held",
        sentence: "After {days}, the optimistic price is {optimistic} and the conservative price {conservative}: {gap} apart.",
        sentence_no_optimistic: "After {days}, no price above zero liquidates this position by the rule alone; with everything counted, {conservative} does.",
        sentence_never: "After {days}, no price above zero liquidates this position, even with everything counted.",
        sentence_always: "After {days}, what has been paid is more than the position can lose: with everything counted no price is safe.",
        sentence_at_once: "That is past the entry: the position would be liquidated as soon as it is opened.",
        sentence_overtaken: "From day {n} on the conservative price lies past the entry: what has been paid by then is enough.",
        conservative: "conservative",
        optimistic: "optimistic",
        apart: "apart",
        day: "day {n}",
        days_held: "days held",
        guess: "your guess",
        no_price: "no price above zero",
        leaves_out: "A funding rate that moves, changes of the venue’s rules, partial liquidation on the way, and the depth of the book: slippage is what you type, nothing more.",
        table: "The two liquidation prices by days held",
        columns: ["Days held", "Payments", "Optimistic, USD", "Conservative, USD", "Gap, USD"],
        handle_value: "day {day}, {gap} USD apart",
        handle: "Days held, on the chart",
    },
    budget: BudgetWords {
        title_funding: "Funding, not fees, eats this position",
        title_fees: "Fees are the largest part of this gap",
        title_other: "The largest part of this gap: {term}",
        title_none: "Nothing stands between the two prices",
        title_no_gap: "Without two prices there is no gap to take apart",
        subtitle: "How far each term moves the liquidation price toward the entry, USD",
        sentence: "Of the {gap} USD between the two prices, {term} is the largest part with {share}.",
        sentence_none: "No term moves the liquidation price under these settings, or one of the two prices does not exist.",
        fees: "fees",
        gap: "the gap",
        sum: "{gap} USD, {share} of it {term}",
        leaves_out: "The order. Each bar is what a term adds on top of those above it; alone, each adds a little less or more, and the table shows both.",
        table: "What separates the two prices, USD",
        columns: ["Term", "Added in this order", "Alone", "Price after"],
        row_optimistic: "Optimistic price",
        row_interaction: "Interaction of the terms",
        row_gap: "The gap",
        row_venue: "Trigger of the rule itself, same limits ({venue})",
        row_bankruptcy: "Bankruptcy price, nothing counted",
        row_favourable: "Not counted: {term} in your favour, {amount} {unit}",
        none: "none",
    },
    bet: BetWords {
        question: "Before you look: {to} days instead of {from}. How far apart are the two prices then?",
        answers: ["about the same", "one and a half times", "more than twice"],
        hint: "Nothing is scored.",
        show: "Show me",
        reveal: "{ratio} times: {before} USD apart at day {from}, {after} at day {to}.",
        right: "That was your guess.",
        other: "Your guess was “{guess}”; it stays on the chart as a dotted line.",
        again: "Ask me again",
    },
    places: PlaceWords {
        long: "long",
        short: "short",
        forced_out: "you are forced out at\u{a0}",
        never_forced: "no price above zero forces you out",
        always_forced: "no price is safe for you",
        no_price: "no price above zero",
        any_price: "every price",
        both: "Both are right. The distance between them is no error. It is your",
        not_both: "Only two prices have a distance between them, and here they do not both exist: no",
        days: "{n} days",
        day: "1 day",
        grows: ", and it grows while the price stands still",
        stands: ", and with no funding to pay it stands still too",
        no_budget: " to spend or to cut",
        payments: "paid in {n} small transfers that hardly anyone watches",
        payment: "paid in one small transfer",
        payments_none: "which this trade does not pay",
        payments_not_yet: "not yet paid on day 0",
        mark_on: "a mark that sits on the index",
        mark_under: "a mark {b} under the index",
        mark_over: "a mark {b} over the index",
        venue_dated: "{venue}’s own rule, as of {date} and with your rates, {acts}",
        venue_undated: "{venue}’s own rule (date unknown), with your rates, {acts}",
        venue_generic: "Family A’s rule by itself {acts}",
        acts: "would act at {price}",
        acts_never: "would never act",
        acts_always: "would act at every price",
        settings: "Settings: {list}.",
        favourable_none: "Nothing in these settings works in your favour, so nothing was set aside.",
        favourable: "Set aside, because neither price counts what helps: {list}.",
        favourable_item: "{term}, {amount} {unit} in your favour",
    },
    notes: NoteWords {
        table_needs_linear: "This table counts in USDT; a coin-margined contract is measured in coin, so your own two rates are used.",
        leverage_above_table: "The table allows at most {allowed}× at this notional; the venue would not open this.",
        next_rate_not_above: "The next tier’s rate is not above the present one, so it adds nothing.",
        rule: "{formula}. Source: {source}; as of {date}.",
        rule_generic: "{formula}: {source}, with your own rates.",
        date_unknown: "a date unknown",
    },
    controls: ControlWords {
        table: "Table",
        csv: "CSV",
        svg: "SVG",
        link: "Link",
        reset: "Reset",
        undo: "Undo",
        redo: "Redo",
        reset_all: "Reset everything",
        less: "Less: {label}",
        more: "More: {label}",
        range: "{min} to {max} {unit}",
        about: "What these four do",
        fees: "Fees, each way",
        fees_help: "Sets opening and closing fee together; apart in all settings.",
        fees_differ: "Now {opening} % in and {closing} % out; this shows the first and sets both.",
        link_copied: "Link copied. It holds every setting and is sent to no server.",
        link_shown: "Copy the link from here:",
        was_reset: "Reset. Undo brings it back.",
        nothing_to_reset: "Everything here is at its default already.",
        link_reports: "Part of the link could not be used; the rest is shown.",
        link_refused: "The link could not be used; the default trade is shown.",
        version: "Version",
        leaves_out: "What this leaves out.",
        not_saved: "This browser did not let the file be saved.",
        dismiss: "Close",
        to_dark: "Dark theme",
        to_light: "Light theme",
        scrub: "{label}: drag, or use the arrow keys; Enter goes to its field",
        scroll_table: "{table}, scrolls",
        cannot_draw: "This cannot be drawn: {why}",
        table_in_force: "A real table is in force; this rate is not used.",
    },
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::band::TERMS;
    use crate::engine::scenario::parameters::{GROUPS, PARAMETERS};

    #[test]
    fn every_setting_group_and_term_has_its_own_words() {
        for (w, p) in ENGLISH.parameters.iter().zip(&PARAMETERS) {
            assert_eq!(w.id, p.id);
            assert!(!w.label.is_empty() && w.help.ends_with('.'), "{}", p.key);
        }
        for g in GROUPS {
            assert!(!ENGLISH.group(g).is_empty());
        }
        for t in TERMS {
            assert!(!ENGLISH.term(t).is_empty());
        }
    }
}
