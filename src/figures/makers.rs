//! The figure of section “Why quotes leave”: a maker's result by the informed share, where that share settles under a rebate, and the depth that stays.

use crate::engine::Error;
use crate::engine::makers::fills::Terms;
use crate::engine::makers::rebate::{InformedFlow, Tolerances};
use crate::engine::margin::Contract;
use crate::engine::scenario::{BookChoice, Quotes, Scenario};
use crate::engine::units::{Money, Rate, Saturating as _};
use crate::figures::bindings::Binding;
use crate::figures::book::from_in_words;
use crate::figures::figure::{Figure, Text};
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers::{exact, grouped, known};
use crate::figures::plain;
use crate::figures::reveal::Reveal;
use crate::figures::table::{Table, TableRow};
use crate::words::Words;
use rust_decimal::Decimal;

mod draw;

pub use draw::HEIGHTS;

/// The figure's name in the page and in file names.
pub const NAME: &str = "makers";

/// Notional of fills on which a result is said, in quote currency.
const FILLS: Money = Money::new(Decimal::from_parts(1_000_000, 0, 0, false, 0));

/// Where makers stand at a rebate, and what that does to the forced close of the trade.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stand {
    /// Quotes, flow and depth.
    pub quotes: Quotes,
    /// What a maker who quotes as set earns on a million of that flow, in quote currency.
    pub result: Money,
    /// What the close gives away in that depth; `None` where that is not known, or nothing is closed.
    pub slippage: Option<Money>,
}

/// The model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MakersFigure {
    /// The maker's own terms.
    pub terms: Terms,
    /// The informed share at which those break even.
    pub break_even: Rate,
    /// Who may arrive.
    pub flow: InformedFlow,
    /// What makers stand.
    pub tolerances: Tolerances,
    /// Without a rebate, with the one that is set, and with twice that.
    pub stands: [Stand; 3],
    /// What is shown before the bet is answered.
    pub reveal: Reveal,
    met: BookChoice,
    unit: &'static str,
}

impl MakersFigure {
    /// The model of a scenario. Errors: as the engine's.
    pub fn of(scenario: &Scenario, reveal: Reveal) -> Result<Self, Error> {
        let terms = scenario.maker_terms()?;
        let (none, set) = (Rate::ZERO, terms.rebate);
        let stand = |rebate: Rate| {
            let quotes = scenario.quotes_at(rebate)?;
            let result = Terms { rebate, ..terms }.result(FILLS, quotes.settled.informed)?;
            // A book of nothing, or one too thin for the close: what it takes is not known.
            let slippage = scenario.in_book_of(&quotes).and_then(|s| s.slippage_of_close()).ok().flatten();
            Ok::<_, Error>(Stand { quotes, result, slippage })
        };
        let unit = match scenario.contract() {
            Contract::Linear => "USD",
            Contract::Inverse => scenario.coin(),
        };
        Ok(Self {
            break_even: terms.break_even()?,
            flow: scenario.informed_flow()?,
            tolerances: scenario.tolerances()?,
            stands: [stand(none)?, stand(set)?, stand(set.plus(set)?)?],
            terms,
            reveal,
            // A depth has no place in a ladder: it is that of a book in proportion.
            met: match scenario.book() {
                BookChoice::Typed | BookChoice::Ladder => BookChoice::Linear,
                book => book,
            },
            unit,
        })
    }

    /// Where makers stand at the rebate that is set.
    #[must_use]
    pub fn now(&self) -> &Stand {
        &self.stands[1]
    }

    /// Which of the three answers of the bet holds once the rebate is doubled: more depth, as much, less. `None` without a rebate.
    #[must_use]
    pub fn answer(&self) -> Option<usize> {
        let [_, now, doubled] = &self.stands;
        (self.terms.rebate > Rate::ZERO).then(|| match doubled.quotes.stays.cmp(&now.quotes.stays) {
            std::cmp::Ordering::Greater => 0,
            std::cmp::Ordering::Equal => 1,
            std::cmp::Ordering::Less => 2,
        })
    }

    /// The question of the bet.
    #[must_use]
    pub fn question(&self, words: &'static Words) -> String {
        let [_, _, doubled] = &self.stands;
        words.makers().question(&rate(doubled.quotes.rebate, words), &rate(self.terms.rebate, words))
    }

    /// What the bet comes to, in words.
    #[must_use]
    pub fn answer_in_words(&self, words: &'static Words) -> String {
        let w = words.makers();
        let [_, now, doubled] = &self.stands;
        let [from, to] = [now, doubled].map(|stand| stand.quotes);
        if from.stays == to.stays {
            return w.reveal_same(&share(from.stays, words));
        }
        let mut said = w.reveal(
            &rate(from.settled.half_spread, words),
            &rate(to.settled.half_spread, words),
            &share(from.settled.informed, words),
            &share(to.settled.informed, words),
            &share(from.stays, words),
            &share(to.stays, words),
        );
        if let (Some(before), Some(after)) = (now.slippage, doubled.slippage) {
            said.push(' ');
            let book = from_in_words(self.met, words);
            said.push_str(&w.reveal_close(&self.money(after, words), &self.money(before, words), book));
        }
        said
    }

    /// What the settings come to, said with a control.
    #[must_use]
    pub fn said(&self, words: &'static Words) -> String {
        words.makers().said(&share(self.now().quotes.stays, words))
    }

    /// The depth that stays, in words.
    #[must_use]
    pub fn depth(&self, words: &Words) -> String {
        grouped(self.now().quotes.depth.get(), 0, words)
    }

    fn money(&self, value: Money, words: &Words) -> String {
        let digits = if self.unit == "USD" { 2 } else { 6 };
        words.numbers().with_unit(&grouped(value.get(), digits, words), self.unit)
    }

    fn is_hidden(&self) -> bool {
        self.reveal == Reveal::Hidden && self.answer().is_some()
    }

    fn title(&self, words: &'static Words) -> String {
        let w = words.makers();
        let (rebate, stays) = (self.terms.rebate, self.now().quotes.stays);
        let stay = share(stays, words);
        if stays == Rate::ZERO {
            w.title_gone().to_owned()
        } else if rebate > Rate::ZERO {
            w.title_rebate(&rate(rebate, words), &stay)
        } else if rebate < Rate::ZERO {
            w.title_fee(&rate(Rate::new(-rebate.get()), words), &stay)
        } else {
            w.title_none(&stay)
        }
    }

    fn sentence(&self, words: &'static Words) -> String {
        let w = words.makers();
        let [none, now, _] = &self.stands;
        let result = words.numbers().with_unit(&grouped(now.result.get(), 0, words), words.units().usd());
        let of = &now.quotes;
        let mut said = vec![
            w.posted(
                &self.even(words),
                &rate(self.terms.half_spread, words),
                &share(of.settled.informed, words),
                &result,
            ),
            w.settles(
                &self.depth(words),
                &rate(of.settled.half_spread, words),
                &share(of.settled.informed, words),
                &share(of.stays, words),
            ),
        ];
        if self.terms.rebate != Rate::ZERO {
            let of = &none.quotes;
            said.push(w.without(
                &rate(of.settled.half_spread, words),
                &share(of.settled.informed, words),
                &share(of.stays, words),
            ));
        }
        said.join(" ")
    }

    /// What the terms of a maker come to, after "a maker".
    fn even(&self, words: &'static Words) -> String {
        let w = words.makers();
        if self.break_even < Rate::ZERO {
            w.never_even().to_owned()
        } else if self.break_even.get() > Decimal::ONE {
            w.always_even().to_owned()
        } else {
            w.even(&share(self.break_even, words))
        }
    }

    /// What the live places of the prose say.
    #[must_use]
    pub fn places(&self, words: &'static Words) -> Vec<Binding> {
        let w = words.makers();
        let of = &self.now().quotes;
        vec![
            ("makers-even", self.even(words)),
            (
                "makers-settle",
                w.settle_in_prose(&rate(of.settled.half_spread, words), &share(of.settled.informed, words)),
            ),
        ]
    }

    fn row(&self, head: &str, stand: &Stand, words: &'static Words) -> TableRow {
        let percent = |rate: Rate, digits: u32| {
            let value = rate.get().sat_mul(Decimal::ONE_HUNDRED);
            (grouped(value, digits, words), plain::number(value))
        };
        let of = &stand.quotes;
        let money = |value: Option<Money>, digits: u32| {
            (
                known(value.map(Money::get), words, |v| grouped(v, digits, words)),
                value.map(|v| plain::rounded(v.get(), digits)).unwrap_or_default(),
            )
        };
        TableRow {
            head: head.to_owned(),
            cells: vec![
                percent(of.rebate, 4),
                percent(of.settled.half_spread, 4),
                percent(of.settled.informed, 2),
                percent(of.settled.kept, 4),
                money(Some(stand.result), 2),
                percent(of.stays, 2),
                money(Some(of.depth), 0),
                money(stand.slippage, if self.unit == "USD" { 2 } else { 6 }),
            ],
            here: of.rebate == self.terms.rebate,
        }
    }
}

/// A rate of a fill, in per cent as exact as it is.
fn rate(rate: Rate, words: &Words) -> String {
    let percent = rate.get().sat_mul(Decimal::ONE_HUNDRED).round_dp(4).normalize();
    words.numbers().percent(&exact(percent, words))
}

/// A share of takers or of depth, in per cent with at most one digit after the point.
fn share(share: Rate, words: &Words) -> String {
    let percent = share.get().sat_mul(Decimal::ONE_HUNDRED).round_dp(1).normalize();
    words.numbers().percent(&exact(percent, words))
}

impl Figure for MakersFigure {
    fn name(&self) -> &'static str {
        NAME
    }

    fn text(&self, words: &'static Words) -> Text {
        let w = words.makers();
        Text {
            title: self.title(words),
            subtitle: w.subtitle().to_owned(),
            sentence: self.sentence(words),
            leaves_out: w.leaves_out().into(),
        }
    }

    fn table(&self, words: &'static Words) -> Table {
        let w = words.makers();
        let [none, now, doubled] = &self.stands;
        let [head_none, head_now, head_doubled] = w.rows();
        let mut rows = vec![self.row(head_none, none, words)];
        if self.terms.rebate != Rate::ZERO {
            rows.push(self.row(head_now, now, words));
            if !self.is_hidden() {
                rows.push(self.row(head_doubled, doubled, words));
            }
        }
        Table { caption: w.table(), columns: w.columns(self.unit).into(), rows }
    }

    fn svg(&self, words: &'static Words, frame: Frame, medium: Medium) -> Result<String, Error> {
        draw::draw(self, words, frame, medium)
    }
}
