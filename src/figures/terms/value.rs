//! What each term comes to in the reader's own trade, or what is missing for it.

use crate::engine::Error;
use crate::engine::band::{self, Edges};
use crate::engine::checks::{LimitRule, Snapshot, standing};
use crate::engine::margin::{Contract, Side, Trigger};
use crate::engine::scenario::{BookChoice, ParameterId as P, Scenario};
use crate::engine::terms::TermId;
use crate::engine::units::{Checked as _, Money, Rounding};
use crate::figures::book::from_in_words;
use crate::figures::checklist;
use crate::figures::format::PriceFormat;
use crate::figures::numbers::exact;
use crate::figures::plain::{self, digits_for};
use crate::words::{Count, Words};
use rust_decimal::Decimal;

/// Why a term has no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// No feed of trades is read.
    Feed,
    /// No book: the slippage is typed.
    Book,
    /// Nobody is paid for a fill: both fees are costs.
    Rebate,
    /// How much of a coin counts as collateral.
    Haircut,
    /// What the venue's fund holds.
    Fund,
    /// The reader's place among those who would be closed against.
    Queue,
    /// What everybody holds.
    OpenInterest,
    /// No equity is left.
    Equity,
    /// The settings have no answer together.
    Answer,
}

/// A term in numbers. Amounts are in the settlement currency unless they say otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A price, in quote currency.
    Price(Decimal),
    /// The index, while the mark stands so many per cent from it as the settings allow.
    Index {
        /// The index.
        price: Decimal,
        /// How far the mark stands from it, in per cent.
        basis: Decimal,
    },
    /// Mark less index: in quote currency, and in per cent of the index.
    Basis(Decimal, Decimal),
    /// Both prices of liquidation.
    Both([Trigger; 2]),
    /// Quote currency.
    Quote(Decimal),
    /// Money.
    Money(Decimal),
    /// Per cent.
    Percent(Decimal),
    /// What is required over equity, in per cent: with no payment made, and after the payments made so far, which came to an amount; below zero it was
    /// received. Sketch and checks say the same.
    Ratio(Decimal, Option<(Decimal, Decimal)>),
    /// What stands behind the position in the way of margin that the trade has.
    Behind(Decimal),
    /// The trade has the other way of margin.
    NotChosen,
    /// A multiple.
    Times(Decimal),
    /// One payment of funding; below zero it is received.
    Payment(Decimal),
    /// A bracket: its rate in per cent, its floor, and the greatest leverage that it allows.
    Bracket(Decimal, Decimal, Option<Decimal>),
    /// A part of the position, in per cent, and as an amount of quote currency.
    Part(Decimal, Decimal),
    /// The same of slippage, and what it is counted from.
    PartFrom(Decimal, Decimal, BookChoice),
    /// There is none.
    Unknown(Missing),
}

/// The number of a term. Errors: settings that have no answer together.
pub(super) fn value(term: TermId, scenario: &Scenario, edges: Option<&Edges>) -> Result<Value, Error> {
    let mark = scenario.mark()?;
    let notional = || scenario.number(P::Size).times(mark.get());
    let question = || scenario.question_at(scenario.venue());
    // The mark stands on the wrong side of the index: under it for a long.
    let basis = || {
        let away = scenario.number(P::Basis).over(Decimal::ONE_HUNDRED)?.times(scenario.side().sign())?;
        let index = mark.get().over(Decimal::ONE.minus(away)?)?;
        Ok::<_, Error>((index, mark.get().minus(index)?, away.times(Decimal::ONE_HUNDRED)?))
    };
    Ok(match term {
        TermId::Mark => Value::Price(mark.get()),
        TermId::Index => {
            let (price, _, basis) = basis()?;
            Value::Index { price, basis }
        }
        TermId::Basis => {
            let (_, apart, percent) = basis()?;
            Value::Basis(apart, Decimal::ZERO.minus(percent)?)
        }
        TermId::Last => Value::Unknown(Missing::Feed),
        TermId::Entry => Value::Price(scenario.number(P::Entry)),
        TermId::Liquidation => match edges {
            Some(edges) => Value::Both([edges.optimistic, edges.conservative]),
            None => Value::Unknown(Missing::Answer),
        },
        TermId::Bankruptcy => {
            let question = question()?;
            let ruling = band::rule(&question, mark)?;
            match question.position.bankruptcy_price(ruling.before_bankruptcy)? {
                Some(price) => Value::Price(price.get()),
                None => Value::Both([Trigger::Never; 2]),
            }
        }
        TermId::Notional => Value::Quote(notional()?),
        TermId::Leverage => Value::Times(scenario.number(P::Leverage)),
        TermId::Bracket => {
            let question = question()?;
            match question.tiers.at(question.position.entry_notional()?) {
                Some(bracket) => {
                    Value::Bracket(bracket.rate.times(Decimal::ONE_HUNDRED)?, bracket.floor, bracket.max_leverage)
                }
                None => Value::Unknown(Missing::Answer),
            }
        }
        TermId::InitialMargin => {
            let question = question()?;
            Value::Money(question.position.entry_notional()?.get().over(question.leverage)?)
        }
        TermId::MaintenanceMargin => Value::Money(standing(&question()?, mark, Money::ZERO)?.1.get()),
        TermId::Equity => Value::Money(standing(&question()?, mark, Money::ZERO)?.0.get()),
        TermId::MarginRatio => {
            let question = question()?;
            let ratio = |paid: Money| {
                let (equity, required) = standing(&question, mark, paid)?;
                let part = || required.get().over(equity.get())?.times(Decimal::ONE_HUNDRED);
                if equity > Money::ZERO { part().map(Some) } else { Ok::<_, Error>(None) }
            };
            let paid = Snapshot::of(scenario, None).funding_paid.filter(|paid| *paid != Money::ZERO);
            match (ratio(Money::ZERO)?, paid) {
                (None, _) => Value::Unknown(Missing::Equity),
                (Some(now), None) => Value::Ratio(now, None),
                (Some(now), Some(paid)) => Value::Ratio(now, ratio(paid)?.map(|after| (after, paid.get()))),
            }
        }
        TermId::Isolated | TermId::Cross if (term == TermId::Cross) != scenario.is_cross() => Value::NotChosen,
        TermId::Isolated | TermId::Cross => Value::Behind(band::rule(&question()?, mark)?.before_bankruptcy.get()),
        // What a linear contract is settled in counts whole.
        TermId::Haircut => match scenario.contract() {
            Contract::Linear => Value::Percent(Decimal::ZERO),
            Contract::Inverse => Value::Unknown(Missing::Haircut),
        },
        TermId::Funding => {
            let question = question()?;
            let paid = question.position.entry_notional()?.get().times(question.funding_rate.get())?;
            Value::Payment(paid.times(scenario.side().sign())?)
        }
        TermId::Depth => match scenario.depth()?.0 {
            Some(depth) => Value::Quote(depth),
            None => Value::Unknown(Missing::Book),
        },
        TermId::Slippage => {
            let share = scenario.slippage()?.get();
            Value::PartFrom(share.times(Decimal::ONE_HUNDRED)?, notional()?.times(share)?, scenario.book())
        }
        TermId::Rebate => {
            let rate = scenario.number(P::OpeningFee).min(scenario.number(P::ClosingFee));
            if rate < Decimal::ZERO {
                let share = rate.over(Decimal::ONE_HUNDRED)?;
                Value::Part(Decimal::ZERO.minus(rate)?, Decimal::ZERO.minus(notional()?.times(share)?)?)
            } else {
                Value::Unknown(Missing::Rebate)
            }
        }
        TermId::InsuranceFund => Value::Unknown(Missing::Fund),
        TermId::Adl => Value::Unknown(Missing::Queue),
        TermId::OpenInterest => Value::Unknown(Missing::OpenInterest),
    })
}

/// How the numbers of a scenario are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Manner {
    pub(super) format: PriceFormat,
    pub(super) unit: &'static str,
    pub(super) hours: u32,
    pub(super) side: Side,
}

impl Missing {
    /// The reason, as it follows a colon.
    #[must_use]
    pub fn why(self, words: &'static Words) -> &'static str {
        let w = words.trade();
        match self {
            Self::Feed => w.no_feed(),
            Self::Book => w.no_book(),
            Self::Rebate => w.no_rebate(),
            Self::Haircut => w.no_haircut(),
            Self::Fund => w.no_fund(),
            Self::Queue => w.no_queue(),
            Self::OpenInterest => w.no_open_interest(),
            Self::Equity => w.no_equity(),
            Self::Answer => w.no_answer(),
        }
    }
}

/// No finer than it means something: four digits in all, and no nought behind them.
fn short(value: Decimal, words: &Words) -> String {
    exact(rounded(value), words)
}

fn rounded(value: Decimal) -> Decimal {
    Rounding::Nearest.digits(value, digits_for(value, 4)).normalize()
}

impl Manner {
    fn amount(self, value: Decimal, words: &Words) -> String {
        words.numbers().with_unit(&short(value, words), words.currency(self.unit))
    }

    /// A value as people read it; a reason stands in for one that is not known.
    pub(super) fn say(self, value: &Value, words: &'static Words) -> String {
        let (w, numbers) = (words.trade(), words.numbers());
        let quote = |text: &str| numbers.with_unit(text, words.currency("USD"));
        let price = |value: Decimal| quote(&self.format.short(value, words));
        let percent = |value: Decimal| numbers.percent(&short(value, words));
        match *value {
            Value::Price(value) => price(value),
            Value::Index { price: index, basis } if basis.is_zero() => w.index_on(&price(index)),
            Value::Index { price: index, basis } => match self.side {
                Side::Long => w.index_over(&percent(basis.abs()), &price(index)),
                Side::Short => w.index_under(&percent(basis.abs()), &price(index)),
            },
            Value::Basis(apart, part) => w.basis(&quote(&short(apart, words)), &percent(part)),
            Value::Both([one, two]) if one == two => self.trigger(one, words),
            Value::Both([one, two]) => w.both(&self.trigger(two, words), &self.trigger(one, words)),
            Value::Quote(value) => quote(&short(value, words)),
            Value::Money(value) => self.amount(value, words),
            Value::Percent(value) => percent(value),
            Value::Ratio(now, after) => {
                let part = |value: Decimal| checklist::amount(value, LimitRule::Percent, words);
                match after {
                    None => part(now),
                    Some((after, paid)) if paid > Decimal::ZERO => {
                        w.ratio_paid(&part(after), &part(now), &self.amount(paid, words))
                    }
                    Some((after, got)) => w.ratio_received(&part(after), &part(now), &self.amount(got.abs(), words)),
                }
            }
            Value::Behind(value) => w.behind(&self.amount(value, words)),
            Value::NotChosen => w.not_chosen().to_owned(),
            Value::Times(value) => format!("{}\u{d7}", exact(value, words)),
            Value::Payment(value) if value.is_zero() => self.amount(value, words),
            Value::Payment(value) => {
                let hours = self.hours.to_string();
                let hours = Count::of(self.hours.into(), &hours);
                let amount = self.amount(value.abs(), words);
                if value > Decimal::ZERO { w.paid(&amount, hours) } else { w.received(&amount, hours) }
            }
            Value::Bracket(rate, floor, most) => {
                let floor = self.amount(floor, words);
                match most {
                    Some(most) => w.bracket_to(&floor, &exact(most, words), &percent(rate)),
                    None => w.bracket(&floor, &percent(rate)),
                }
            }
            Value::Part(share, amount) => w.part(&quote(&short(amount, words)), &percent(share)),
            Value::PartFrom(share, amount, book) => {
                w.part_from(&quote(&short(amount, words)), from_in_words(book, words), &percent(share))
            }
            Value::Unknown(Missing::Rebate) => w.no_rebate().to_owned(),
            Value::Unknown(missing) => w.unknown(missing.why(words)),
        }
    }

    fn trigger(self, trigger: Trigger, words: &'static Words) -> String {
        let (none, any) = (words.places().no_price(), words.places().any_price());
        match trigger.price() {
            Some(price) => words.numbers().with_unit(&self.format.short(price.get(), words), words.currency("USD")),
            None => self.format.trigger(trigger, none, any, words),
        }
    }

    /// The same for other programs: numbers as they are, each with its unit.
    pub(super) fn plain(self, value: &Value, words: &'static Words) -> String {
        let price = |value: Decimal| format!("{} USD", plain::rounded(value, self.format.table));
        let with = |value: Decimal, unit: &str| format!("{} {unit}", plain::number(value));
        match *value {
            Value::Price(value) | Value::Index { price: value, .. } => price(value),
            Value::Basis(apart, _) => with(apart, "USD"),
            Value::Both(both) => {
                let known = both.into_iter().filter_map(|trigger| trigger.price().map(|p| price(p.get())));
                let known: Vec<String> = known.collect();
                if known.is_empty() { self.say(value, words) } else { known.join("; ") }
            }
            Value::Quote(value) => with(value, "USD"),
            Value::Money(value) | Value::Payment(value) | Value::Behind(value) => with(value, self.unit),
            Value::Percent(value)
            | Value::Ratio(value, _)
            | Value::Part(value, _)
            | Value::PartFrom(value, ..)
            | Value::Bracket(value, ..) => with(value, "%"),
            Value::Times(value) => plain::number(value),
            Value::Unknown(_) | Value::NotChosen => self.say(value, words),
        }
    }
}
