//! The table of the waterfall: its parts, who received them, and the three prices of the distance.

use super::parts::EVERYBODY;
use super::{PartKind, WaterfallFigure, Who};
use crate::engine::scenario::number;
use crate::engine::units::{Price, Saturating as _};
use crate::figures::numbers::{grouped, known, signed};
use crate::figures::plain;
use crate::figures::reveal::Reveal;
use crate::figures::table::{Table, TableRow};
use crate::words::Words;
use rust_decimal::Decimal;

type Cell = (String, String);

/// What a part is called.
pub(super) fn name(kind: PartKind, words: &'static Words) -> &'static str {
    let [slippage, closing, fee, owner, fund, position, from_fund, winners, shared] = words.waterfall().parts();
    match kind {
        PartKind::Slippage => slippage,
        PartKind::ClosingFee => closing,
        PartKind::LiquidationFee => fee,
        PartKind::ToOwner => owner,
        PartKind::ToFund => fund,
        PartKind::InPosition => position,
        PartKind::FromFund => from_fund,
        PartKind::FromWinners => winners,
        PartKind::Shared => shared,
    }
}

/// What somebody is called.
pub(super) fn who(who: Who, words: &'static Words) -> &'static str {
    let [makers, venue, fund, owner] = words.waterfall().who();
    match who {
        Who::Makers => makers,
        Who::Venue => venue,
        Who::Fund => fund,
        Who::Owner => owner,
    }
}

/// The table; plain amounts as they are shown, or in full. Before the bet is answered only what is known.
pub(super) fn table(figure: &WaterfallFigure, words: &'static Words, full: bool) -> Table {
    let w = words.waterfall();
    let mut rows = Vec::new();
    if let Some(close) = &figure.close {
        let blank = || (String::new(), String::new());
        let digits = figure.digits;
        let amount = |shown: Decimal, exact: Decimal, said: String| {
            (said, if full { number::plain(exact) } else { plain::rounded(shown, digits) })
        };
        let share = |shown: Decimal| {
            if figure.margin <= Decimal::ZERO {
                return blank();
            }
            let percent = shown.sat_mul(Decimal::ONE_HUNDRED).sat_div(figure.margin);
            (grouped(percent, 1, words), plain::number(percent))
        };
        let row = |head: &str, cells: [Cell; 5]| TableRow { head: head.to_owned(), cells: cells.into(), here: false };
        let at = |level: Decimal| (grouped(level, digits, words), plain::rounded(level, digits));
        let margin = close.waterfall().margin.get();
        let begins = amount(figure.margin, margin, grouped(figure.margin, digits, words));
        rows.push(row(w.margin(), [begins, share(figure.margin), at(figure.margin), blank(), blank()]));
        if !(figure.reveal == Reveal::Hidden && figure.answer().is_some()) {
            let mut left = figure.margin;
            for part in &figure.parts {
                left = if part.to.is_none() { left.sat_add(part.shown) } else { left.sat_sub(part.shown) };
                let receiver = part.to.map_or("", |to| who(to, words)).to_owned();
                let shown = amount(part.shown, part.amount, grouped(part.shown, digits, words));
                let to = (receiver.clone(), receiver);
                rows.push(row(name(part.kind, words), [shown, share(part.shown), at(left), to, blank()]));
            }
            for one in EVERYBODY {
                let of = figure.parts.iter().filter(|part| part.to == Some(one));
                let exact = of.fold(Decimal::ZERO, |sum, part| sum.sat_add(part.amount));
                let shown = figure.received(one);
                let said = amount(shown, exact, grouped(shown, digits, words));
                rows.push(row(&w.receives(who(one, words)), [said, share(shown), blank(), blank(), blank()]));
            }
        }
        let price = |price: Option<Price>| {
            let said = known(price.map(Price::get), words, |price| grouped(price, figure.format.table, words));
            (said, price.map(|price| plain::rounded(price.get(), figure.format.table)).unwrap_or_default())
        };
        let marks = &close.marks;
        let economic = marks.economic.price().filter(|_| close.whole.unfilled.is_zero());
        let [outside, within, all] = w.mark_names();
        for (head, at) in [
            (w.bankruptcy(), close.bankruptcy),
            (outside, marks.outside.price()),
            (within, marks.within.price()),
            (all, economic),
            (w.entry(), Some(figure.entry)),
        ] {
            rows.push(row(head, [blank(), blank(), blank(), blank(), price(at)]));
        }
    }
    Table { caption: w.table(), columns: w.columns(figure.unit).into(), rows }
}

/// An amount as it stands beside a bar: what is taken has its sign.
pub(super) fn beside(figure: &WaterfallFigure, kind: PartKind, shown: Decimal, words: &Words) -> String {
    let digits = if shown.is_zero() { 0 } else { figure.digits };
    match kind {
        PartKind::Slippage | PartKind::ClosingFee | PartKind::LiquidationFee => {
            signed(Decimal::ZERO.sat_sub(shown), digits, words)
        }
        PartKind::ToOwner | PartKind::ToFund | PartKind::InPosition => figure.amount(shown, words),
        PartKind::FromFund | PartKind::FromWinners | PartKind::Shared => signed(shown, digits, words),
    }
}
