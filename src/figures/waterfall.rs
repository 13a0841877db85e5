//! The figure of section “One forced close, paid for”: from the margin at the trigger to what is left of it, and who received each part.

use crate::engine::Error;
use crate::engine::margin::{Contract, Side, Trigger};
use crate::engine::scenario::parameters::{ClosePolicy, ParameterId as P};
use crate::engine::scenario::{BookChoice, Close, Scenario};
use crate::engine::units::{Money, Price, Rounding, Saturating as _};
use crate::figures::bindings::Binding;
use crate::figures::book::{from_in_words, met_by};
use crate::figures::figure::{Figure, Text};
use crate::figures::format::PriceFormat;
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers::{grouped, share};
use crate::figures::plain::digits_for;
use crate::figures::reveal::Reveal;
use crate::figures::table::{Exact, Table};
use crate::words::{Count, Words};
use rust_decimal::Decimal;

mod draw;
mod parts;
mod rows;

pub use draw::HEIGHTS;
pub use parts::{Part, PartKind, Segment, Who};

/// The figure's name in the page and in file names.
pub const NAME: &str = "waterfall";

/// The model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaterfallFigure {
    /// The close; `None` where no price above zero forces one.
    pub close: Option<Close>,
    /// What is paid out of the margin, in turn, and what others pay where that is not enough.
    pub parts: Vec<Part>,
    /// The margin at the trigger, as it is shown: what is shown of the parts adds up to it.
    pub margin: Decimal,
    /// What is shown before the bet is answered.
    pub reveal: Reveal,
    entry: Price,
    side: Side,
    policy: ClosePolicy,
    met: BookChoice,
    format: PriceFormat,
    digits: u32,
    unit: &'static str,
}

impl WaterfallFigure {
    /// The model of a scenario. Errors: as the engine's.
    pub fn of(scenario: &Scenario, reveal: Reveal) -> Result<Self, Error> {
        let close = scenario.close()?;
        let paid = close.as_ref().map_or(Decimal::ZERO, |close| close.waterfall().margin.get());
        let (unit, most) = match scenario.contract() {
            Contract::Linear => ("USD", 6),
            Contract::Inverse => (scenario.coin(), 12),
        };
        let digits = digits_for(paid, 4).clamp(2, most);
        let round = |value: Money| Rounding::Nearest.digits(value.get(), digits);
        let margin = close.as_ref().map_or(Decimal::ZERO, |close| round(close.waterfall().margin));
        let parts = close.as_ref().map(|close| parts::parts(close, digits)).unwrap_or_default();
        let marks = close.as_ref().map(|close| &close.marks);
        // Two of the three prices lie near each other, and are to be told apart.
        let apart = marks.and_then(|m| Some(m.within.price()?.get().sat_sub(m.outside.price()?.get()).abs()));
        Ok(Self {
            parts,
            margin,
            reveal,
            entry: Price::new(scenario.number(P::Entry))?,
            side: scenario.side(),
            policy: scenario.chosen(),
            met: met_by(scenario),
            format: PriceFormat::of(scenario, apart.filter(|apart| !apart.is_zero())),
            digits,
            unit,
            close,
        })
    }

    /// What a part is, as it is shown; nothing where there is none.
    #[must_use]
    pub fn shown(&self, kind: PartKind) -> Decimal {
        self.parts.iter().find(|part| part.kind == kind).map_or(Decimal::ZERO, |part| part.shown)
    }

    /// What somebody received, as it is shown.
    #[must_use]
    pub fn received(&self, who: Who) -> Decimal {
        let of = self.parts.iter().filter(|part| part.to == Some(who));
        of.fold(Decimal::ZERO, |sum, part| sum.sat_add(part.shown))
    }

    /// What others paid, because the margin was not enough, as it is shown.
    #[must_use]
    pub fn missing(&self) -> Decimal {
        self.parts.iter().filter(|part| part.to.is_none()).fold(Decimal::ZERO, |sum, part| sum.sat_add(part.shown))
    }

    /// The part of the margin that the venue and its fund keep; `None` where there was none.
    #[must_use]
    pub fn kept(&self) -> Option<Decimal> {
        let kept = self.received(Who::Venue).sat_add(self.received(Who::Fund));
        (self.margin > Decimal::ZERO).then(|| kept.sat_div(self.margin))
    }

    /// Which of the three answers of the bet holds: less than a quarter, up to a half, more.
    #[must_use]
    pub fn answer(&self) -> Option<usize> {
        let kept = self.kept()?;
        Some(if kept < Decimal::new(25, 2) {
            0
        } else if kept <= Decimal::new(5, 1) {
            1
        } else {
            2
        })
    }

    /// The question of the bet.
    #[must_use]
    pub fn question(&self, words: &'static Words) -> String {
        words.waterfall().question(&self.money(self.margin, words))
    }

    /// What the bet comes to, in words.
    #[must_use]
    pub fn answer_in_words(&self, words: &'static Words) -> String {
        let w = words.waterfall();
        let kept = self.received(Who::Venue).sat_add(self.received(Who::Fund));
        let part = share(kept, self.margin, words);
        let owner = self.received(Who::Owner);
        let owner =
            if owner > Decimal::ZERO { w.yours(&self.money(owner, words)) } else { w.nothing_yours().to_owned() };
        format!("{} {owner}", w.kept(&self.money(kept, words), &part))
    }

    /// What the settings come to, said with a control.
    #[must_use]
    pub fn said(&self, words: &'static Words) -> String {
        if self.reveal == Reveal::Hidden { String::new() } else { self.title(words) }
    }

    /// Which book its slippage is of, and at which price; nothing where there is no close.
    #[must_use]
    pub fn met_in_words(&self, words: &'static Words) -> String {
        let at = |close: &Close| self.format.short(close.mark.get(), words);
        let said = |price: String| words.book().at_trigger(from_in_words(self.met, words), &price);
        self.close.as_ref().map(at).map(said).unwrap_or_default()
    }

    /// An amount as it is shown.
    fn amount(&self, value: Decimal, words: &Words) -> String {
        let digits = if value.fract().is_zero() { 0 } else { self.digits };
        grouped(value, digits, words)
    }

    fn money(&self, value: Decimal, words: &Words) -> String {
        words.numbers().with_unit(&self.amount(value, words), self.unit)
    }

    /// The part of the size that was closed.
    fn closed(&self, close: &Close, words: &Words) -> String {
        share(close.size.sat_sub(close.outcome.left), close.size, words)
    }

    fn title(&self, words: &'static Words) -> String {
        let w = words.waterfall();
        let Some(close) = &self.close else { return w.title_never().to_owned() };
        let missing = self.missing();
        if !close.outcome.unfilled.is_zero() {
            w.title_unfilled().to_owned()
        } else if !close.outcome.left.is_zero() {
            w.title_part(&self.closed(close, words))
        } else if missing > Decimal::ZERO {
            w.title_missing(&self.money(missing, words))
        } else if self.shown(PartKind::ToOwner) > Decimal::ZERO {
            w.title_owner(&self.money(self.margin, words), &self.money(self.shown(PartKind::ToOwner), words))
        } else {
            w.title_nothing(&self.money(self.margin, words))
        }
    }

    fn sentence(&self, words: &'static Words, hidden: bool) -> String {
        let w = words.waterfall();
        let Some(close) = &self.close else { return w.never().to_owned() };
        let money = |value: Decimal| self.money(value, words);
        let mut said = vec![if close.mark == self.entry {
            w.begins_at_once(&money(self.margin))
        } else {
            w.begins(&money(self.margin), &self.format.short(close.mark.get(), words))
        }];
        if hidden {
            return said.concat();
        }
        let parts = [PartKind::Slippage, PartKind::ClosingFee, PartKind::LiquidationFee].map(|kind| self.shown(kind));
        let [slippage, closing, fee] = parts.map(money);
        said.push(w.taken(&closing, &fee, &slippage));
        said.push(self.end(close, words));
        if close.outcome.unfilled.is_zero() {
            said.push(self.orders(close, words));
        }
        said.join(" ").trim_end().to_owned()
    }

    /// How it ends.
    fn end(&self, close: &Close, words: &'static Words) -> String {
        let w = words.waterfall();
        let money = |kind| self.money(self.shown(kind), words);
        if !close.outcome.unfilled.is_zero() {
            return w.end_unfilled(&share(close.outcome.unfilled, close.size, words));
        }
        if !close.outcome.left.is_zero() {
            return w.end_part(&self.closed(close, words), &money(PartKind::InPosition));
        }
        if self.missing() > Decimal::ZERO {
            let [fund, winners, all] = [PartKind::FromFund, PartKind::FromWinners, PartKind::Shared].map(money);
            return w.end_missing(&all, &fund, &self.money(self.missing(), words), &winners);
        }
        match self.parts.iter().find(|part| part.kind == PartKind::ToFund) {
            Some(_) => w.end_fund(&money(PartKind::ToFund)),
            None => w.end_owner(&money(PartKind::ToOwner)),
        }
    }

    /// In how many orders, and why not in parts.
    fn orders(&self, close: &Close, words: &'static Words) -> String {
        let w = words.waterfall();
        let steps = &close.outcome.steps;
        if steps.iter().any(|step| step.fill.is_none()) {
            return w.taken_over().to_owned();
        }
        let orders = u64::try_from(steps.len()).unwrap_or(u64::MAX);
        let at_once = orders == 1 && close.outcome.left.is_zero();
        match self.policy {
            ClosePolicy::Brackets | ClosePolicy::FifthThenAll if at_once => w.too_small().to_owned(),
            ClosePolicy::JustEnough if at_once => w.too_dear().to_owned(),
            _ => w.orders(Count::of(orders, &grouped(Decimal::from(orders), 0, words))),
        }
    }

    /// What the live places of the prose say.
    #[must_use]
    pub fn places(&self, words: &'static Words) -> Vec<Binding> {
        let w = words.waterfall();
        let price = |price: Decimal| self.format.short(price, words);
        let opening = match &self.close {
            None => w.never().to_owned(),
            Some(close) => {
                let start = self.money(Rounding::Nearest.digits(close.margin.get(), self.digits), words);
                w.opening(&self.money(self.margin, words), &price(close.mark.get()), &start)
            }
        };
        let marks = self.close.as_ref().and_then(|close| {
            let at = |trigger: Trigger| trigger.price().map(Price::get);
            let (outside, within) = (at(close.marks.outside)?, at(close.marks.within)?);
            let rounded = |value: Decimal| Rounding::Nearest.digits(value, self.format.headline);
            let nearer = rounded(within).sat_sub(rounded(outside)).abs();
            let economic = at(close.marks.economic).filter(|_| close.whole.unfilled.is_zero());
            Some(match economic {
                Some(economic) => w.marks(&price(economic), &price(nearer), &price(outside), &price(within)),
                None => w.marks_unknown(&price(nearer), &price(outside), &price(within)),
            })
        });
        vec![("close-opening", opening), ("close-marks", marks.unwrap_or_else(|| w.no_marks().to_owned()))]
    }
}

impl Figure for WaterfallFigure {
    fn name(&self) -> &'static str {
        NAME
    }

    fn text(&self, words: &'static Words) -> Text {
        let (w, hidden) = (words.waterfall(), self.reveal == Reveal::Hidden && self.answer().is_some());
        Text {
            title: if hidden { w.title_hidden().to_owned() } else { self.title(words) },
            subtitle: w.subtitle(self.unit),
            sentence: self.sentence(words, hidden),
            leaves_out: w.leaves_out().into(),
        }
    }

    fn table(&self, words: &'static Words) -> Table {
        rows::table(self, words, false)
    }

    fn exact(&self, words: &'static Words) -> Vec<Exact> {
        Exact::of(&rows::table(self, words, true), 0..1, words)
    }

    fn svg(&self, words: &'static Words, frame: Frame, medium: Medium) -> Result<String, Error> {
        draw::draw(self, words, frame, medium)
    }
}
