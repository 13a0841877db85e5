//! The live formula: a venue's rule written out with the numbers of the trade, each number with its symbol and its setting.

use crate::engine::Error;
use crate::engine::band::rule::next_funding;
use crate::engine::band::{Question, Ruling};
use crate::engine::margin::{Contract, Family, Side, Trigger};
use crate::engine::scenario::{ParameterId as P, Scenario};
use crate::engine::units::{Checked as _, Saturating as _};
use crate::figures::format::{digits_for, exact, grouped};
use crate::figures::html::escape;
use rust_decimal::Decimal;

/// What a number of the formula is, as the chart colours it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hue {
    /// Side, size.
    Plain,
    /// Entry.
    Entry,
    /// Margin.
    Margin,
    /// Maintenance: rate and deduction.
    Maintenance,
    /// Fees.
    Fee,
    /// Funding.
    Funding,
}

/// A piece of a formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    /// An operator or a bracket.
    Sign(&'static str),
    /// A number with its symbol and the setting it comes from.
    Number {
        /// Its symbol.
        symbol: &'static str,
        /// Its value as shown.
        shown: String,
        /// Its colour.
        hue: Hue,
        /// The setting it comes from.
        from: P,
    },
}

/// A rule with the numbers of a trade.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formula {
    /// What stands on the right side.
    pub tokens: Vec<Token>,
    /// What it comes to; `None` where no price above zero does.
    pub value: Option<Decimal>,
    /// The price is where the table jumps, not where the formula comes out.
    pub jumped: bool,
}

struct Symbols {
    s: Decimal,
    q: Decimal,
    entry: Decimal,
    margin: Decimal,
    deduction: Decimal,
    rate: Decimal,
    fee: Decimal,
    funding: Decimal,
    cross: bool,
    table: bool,
}

/// Writes out the rule that a ruling came from, in the bracket in which its price lies. Errors: overflow.
pub fn formula(scenario: &Scenario, question: &Question, ruling: &Ruling) -> Result<Formula, Error> {
    let position = &question.position;
    let family = question.venue.family;
    // A rule at entry reads its table there; the others where they act.
    let at = match (family, ruling.exact) {
        (Family::A | Family::APlus, Trigger::At { price, .. }) => position.notional(price)?,
        _ => position.entry_notional()?,
    };
    let bracket = question.tiers.at(at);
    let k = Symbols {
        s: position.side.sign(),
        q: position.size.get(),
        entry: position.entry.get(),
        margin: ruling.margin.get(),
        deduction: bracket.map_or(Decimal::ZERO, |b| b.deduction),
        rate: bracket.map_or(Decimal::ZERO, |b| b.rate),
        fee: question.closing_fee.cost().get(),
        funding: next_funding(question)?.get(),
        cross: question.account.is_some(),
        table: question.tiers.brackets().len() > 1 || scenario.has_real_table(),
    };
    let tokens = k.tokens(family, position.contract, position.side);
    let value = k.value(family, position.contract)?.filter(|p| *p > Decimal::ZERO);
    let near = |a: Decimal, b: Decimal| (a.sat_sub(b)).abs() <= b.sat_mul(Decimal::new(1, 12));
    let jumped = match (value, ruling.exact.price()) {
        (Some(value), Some(price)) => !near(value, price.get()),
        _ => false,
    };
    Ok(Formula { tokens, value, jumped })
}

impl Symbols {
    fn value(&self, family: Family, contract: Contract) -> Result<Option<Decimal>, Error> {
        let Self { s, q, entry, margin, deduction, rate, fee, funding, .. } = *self;
        let fee = if family == Family::APlus { fee } else { Decimal::ZERO };
        let funding = if family == Family::BPlus { funding } else { Decimal::ZERO };
        let (top, bottom) = match (contract, family) {
            (Contract::Linear, Family::A | Family::APlus) => {
                (s.times(q)?.times(entry)?.minus(margin)?.minus(deduction)?, q.times(s.minus(rate)?.minus(fee)?)?)
            }
            (Contract::Linear, _) => {
                let held = q.times(entry)?.times(rate.plus(funding)?)?.minus(deduction)?;
                (q.times(entry)?.minus(s.times(margin.minus(held)?)?)?, q)
            }
            (Contract::Inverse, Family::A | Family::APlus) => {
                (q.times(s.plus(rate)?.plus(fee)?)?, margin.plus(deduction)?.plus(s.times(q.over(entry)?)?)?)
            }
            (Contract::Inverse, _) => {
                let value = q.over(entry)?;
                let held = value.times(rate.plus(funding)?)?.minus(deduction)?;
                (s.times(q)?, margin.plus(s.times(value)?)?.minus(held)?)
            }
        };
        if bottom.is_zero() { Ok(None) } else { top.over(bottom).map(Some) }
    }

    fn tokens(&self, family: Family, contract: Contract, side: Side) -> Vec<Token> {
        let number = |symbol, value: Decimal, hue, from| {
            let shown = grouped(value, digits_for(value, 5).min(8));
            let shown =
                if shown.contains('.') { shown.trim_end_matches('0').trim_end_matches('.').to_owned() } else { shown };
            Token::Number { symbol, shown, hue, from }
        };
        let percent = |symbol, value: Decimal, hue, from| {
            let shown = format!("{}\u{a0}%", exact(value.sat_mul(Decimal::ONE_HUNDRED)));
            Token::Number { symbol, shown, hue, from }
        };
        let sign = Token::Sign;
        let inverse = contract == Contract::Inverse;
        let q = || number(if inverse { "Q" } else { "q" }, self.q, Hue::Plain, P::Size);
        let entry = || number("E", self.entry, Hue::Entry, P::Entry);
        let s = || Token::Number { symbol: "s", shown: exact(self.s), hue: Hue::Plain, from: P::Side };
        let from = if self.cross { P::FreeBalance } else { P::Leverage };
        let margin = || number("M", self.margin, Hue::Margin, from);
        let table = if self.table { P::Table } else { P::Rate };
        let rate = || percent("r", self.rate, Hue::Maintenance, table);
        let fee = || percent("f", self.fee, Hue::Fee, P::ClosingFee);
        let funding = || percent("F", self.funding, Hue::Funding, P::FundingRate);
        let mut out = Vec::new();
        let deducted = |out: &mut Vec<Token>, before: &'static str| {
            if !self.deduction.is_zero() {
                out.extend([sign(before), number("c", self.deduction, Hue::Maintenance, P::Table)]);
            }
        };
        let plus = matches!(family, Family::APlus);
        let held = |out: &mut Vec<Token>| {
            if family == Family::BPlus {
                out.extend([sign("("), rate(), sign("+"), funding(), sign(")")]);
            } else {
                out.push(rate());
            }
        };
        match (inverse, family) {
            (false, Family::A | Family::APlus) => {
                out.extend([sign("("), s(), sign("×"), q(), sign("×"), entry(), sign("−"), margin()]);
                deducted(&mut out, "−");
                out.extend([sign(")"), sign("/"), sign("("), q(), sign("× ("), s(), sign("−"), rate()]);
                if plus {
                    out.extend([sign("−"), fee()]);
                }
                out.push(sign("))"));
            }
            (false, _) => {
                let toward = if side == Side::Long { "− (" } else { "+ (" };
                out.extend([entry(), sign(toward), margin(), sign("−"), q(), sign("×"), entry(), sign("×")]);
                held(&mut out);
                deducted(&mut out, "+");
                out.extend([sign(") /"), q()]);
            }
            (true, Family::A | Family::APlus) => {
                out.extend([q(), sign("× ("), s(), sign("+"), rate()]);
                if plus {
                    out.extend([sign("+"), fee()]);
                }
                out.extend([sign(") / ("), margin()]);
                deducted(&mut out, "+");
                out.extend([sign("+"), s(), sign("×"), q(), sign("/"), entry(), sign(")")]);
            }
            (true, _) => {
                out.extend([
                    s(),
                    sign("×"),
                    q(),
                    sign("/ ("),
                    margin(),
                    sign("+"),
                    s(),
                    sign("×"),
                    q(),
                    sign("/"),
                    entry(),
                ]);
                out.extend([sign("−"), q(), sign("/"), entry(), sign("×")]);
                held(&mut out);
                deducted(&mut out, "+");
                out.push(sign(")"));
            }
        }
        out
    }
}

impl Formula {
    /// The formula as markup: each number a button that leads to its setting.
    #[must_use]
    pub fn html(&self, result: &str) -> String {
        let mut out = String::from("<span class=\"formula\"><i>p</i><span class=\"sign\">=</span>");
        for token in &self.tokens {
            match token {
                Token::Sign(sign) => out.push_str(&format!("<span class=\"sign\">{sign}</span>")),
                Token::Number { symbol, shown, hue, from } => out.push_str(&format!(
                    "<button type=\"button\" class=\"number {}\" data-act=\"{}\"><b>{}</b><i>{symbol}</i></button>",
                    hue.class(),
                    from.row().key,
                    escape(shown)
                )),
            }
        }
        out.push_str(&format!("<span class=\"sign\">=</span><b class=\"result\">{}</b></span>", escape(result)));
        out
    }
}

impl Hue {
    fn class(self) -> &'static str {
        match self {
            Self::Plain => "plain-number",
            Self::Entry => "entry",
            Self::Margin => "margin",
            Self::Maintenance => "maintenance",
            Self::Fee => "fee",
            Self::Funding => "funding",
        }
    }
}
