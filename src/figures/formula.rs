//! The live formula: a venue's rule written out with the numbers of the trade, each number with its symbol and its setting.

use crate::engine::Error;
use crate::engine::band::{Question, Ruling};
use crate::engine::margin::{Contract, Family, Trigger};
use crate::engine::scenario::{ParameterId as P, Scenario};
use crate::engine::units::{Checked as _, Saturating as _};
use crate::figures::numbers::exact;
use crate::figures::plain::digits_for;
use crate::words::Words;
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
        symbol: char,
        /// Its value.
        value: Decimal,
        /// It is a rate, and shown in per cent.
        percent: bool,
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
    /// No price is safe: where the formula has no value, it is not because none is needed.
    pub always: bool,
}

/// The price by family, linear and inverse: margin-rules section 0. A deduction of zero is left out with the sign before it.
/// `charged` adds a closing fee at the price being tested to a rule that holds none; `frozen` takes maintenance at the mark; of a pool `least` says
/// that its least amount is more than its part of the size.
fn template(family: Family, contract: Contract, charged: bool, frozen: bool, least: bool) -> &'static str {
    let family = if charged && family == Family::A { Family::APlus } else { family };
    match (contract, family) {
        (Contract::Linear, Family::B) if frozen => "E−s×(M−q×m×r+c)/q",
        (Contract::Linear, Family::B) if charged => "(s×q×E−M+q×E×r−c)/(q×(s−f))",
        (Contract::Inverse, Family::B) if charged => "Q×(s+f)/(M+s×Q/E−Q/E×r+c)",
        (Contract::Linear, Family::A) => "(s×q×E−M−c)/(q×(s−r))",
        (Contract::Linear, Family::APlus) => "(s×q×E−M−c)/(q×(s−r−f))",
        (Contract::Linear, Family::B) => "E−s×(M−q×E×r+c)/q",
        (Contract::Linear, Family::BPlus) => "E−s×(M−q×E×(r+F)+c)/q",
        (Contract::Inverse, Family::A) => "Q×(s+r)/(M+c+s×Q/E)",
        (Contract::Inverse, Family::APlus) => "Q×(s+r+f)/(M+c+s×Q/E)",
        (Contract::Inverse, Family::B) => "s×Q/(M+s×Q/E−Q/E×r+c)",
        (Contract::Inverse, Family::BPlus) => "s×Q/(M+s×Q/E−Q/E×(r+F)+c)",
        // The rules below are stated for linear contracts alone.
        (_, Family::Grows(_)) => "(s×q×E−M−c)/(q×(s−r))",
        (_, Family::OfLeverage { .. }) => "(s×q×E−M)/(q×(s−a/L))",
        (_, Family::OfMargin { .. }) => "E−s×(M−a×q×E/L)/q",
        (_, Family::Pool { .. }) if least => "E−s×(M−l−q×E×f)/q",
        (_, Family::Pool { .. }) => "E−s×(M−q×E×r+c−q×E×f)/q",
    }
}

/// A symbol with what it stands for.
struct Symbol {
    letter: char,
    value: Decimal,
    percent: bool,
    hue: Hue,
    from: P,
}

/// Writes out the rule that a ruling came from, in the bracket in which its price lies. Errors: overflow.
/// `rates` is the setting that the maintenance rates come from.
pub fn formula(scenario: &Scenario, question: &Question, ruling: &Ruling, rates: P) -> Result<Formula, Error> {
    let position = &question.position;
    let (venue, cross) = (&question.venue, question.account.is_some());
    let mark = scenario.mark()?;
    // A rule with maintenance at entry, or frozen at the mark, reads its table there, the others where they act.
    let at = match (venue.family, ruling.exact) {
        (Family::A | Family::APlus | Family::Grows(_), Trigger::At { price, .. }) => position.notional(price)?,
        _ if venue.freezes_at_mark => position.notional(mark)?,
        _ => position.entry_notional()?,
    };
    let bracket = question.tiers.at(at);
    let (mut rate, mut deduction) = bracket.map_or((Decimal::ZERO, Decimal::ZERO), |b| (b.rate, b.deduction));
    let (mut part, mut least) = (Decimal::ZERO, None);
    match venue.family {
        Family::Grows(growth) => {
            // Where the rate has grown past the table's, it is the whole rule.
            let grown = growth.rate(at)?;
            if at.times(grown)? > question.tiers.maintenance(at)? {
                (rate, deduction) = (grown.get(), Decimal::ZERO);
            }
        }
        Family::OfLeverage { factor: own } | Family::OfMargin { part: own } => part = own,
        Family::Pool { least: own } => {
            least = Some(own).filter(|least| question.tiers.maintenance(at).is_ok_and(|asked| asked.get() < *least));
        }
        Family::A | Family::APlus | Family::B | Family::BPlus => {}
    }
    let margin_from = if cross { P::FreeBalance } else { P::Leverage };
    let size = position.size.get();
    let symbol = |letter, value, percent, hue, from| Symbol { letter, value, percent, hue, from };
    let symbols = [
        symbol('s', position.side.sign(), false, Hue::Plain, P::Side),
        symbol('q', size, false, Hue::Plain, P::Size),
        symbol('Q', size, false, Hue::Plain, P::Size),
        symbol('E', position.entry.get(), false, Hue::Entry, P::Entry),
        symbol('m', mark.get(), false, Hue::Entry, P::Mark),
        symbol('M', ruling.margin.get(), false, Hue::Margin, margin_from),
        symbol('c', deduction, false, Hue::Maintenance, rates),
        symbol('r', rate, true, Hue::Maintenance, rates),
        symbol('f', question.closing_fee.cost().get(), true, Hue::Fee, P::ClosingFee),
        symbol('a', part, true, Hue::Maintenance, P::Venue),
        symbol('L', question.leverage, false, Hue::Margin, P::Leverage),
        symbol('l', least.unwrap_or_default(), false, Hue::Maintenance, P::Venue),
        symbol('F', question.position.side.pays(question.funding_rate)?.get(), true, Hue::Funding, P::FundingRate),
    ];
    let charged = cross && venue.cross_counts_closing_fee;
    let template = template(venue.family, position.contract, charged, venue.freezes_at_mark, least.is_some());
    let mut reader = Reader { rest: template.chars().peekable(), symbols: &symbols };
    let value = reader.sum().transpose()?.filter(|p| *p > Decimal::ZERO);
    let near = |a: Decimal, b: Decimal| a.sat_sub(b).abs() <= b.sat_mul(Decimal::new(1, 12));
    let jumped = value.zip(ruling.exact.price()).is_some_and(|(value, price)| !near(value, price.get()));
    Ok(Formula { tokens: tokens(template, &symbols), value, jumped, always: ruling.exact == Trigger::Always })
}

fn tokens(template: &'static str, symbols: &[Symbol]) -> Vec<Token> {
    let mut out = Vec::new();
    for (at, letter) in template.char_indices() {
        match symbols.iter().find(|s| s.letter == letter) {
            Some(s) if letter == 'c' && s.value.is_zero() => drop(out.pop()),
            Some(s) => {
                out.push(Token::Number {
                    symbol: letter,
                    value: s.value,
                    percent: s.percent,
                    hue: s.hue,
                    from: s.from,
                });
            }
            None => out.push(Token::Sign(template.get(at..at.saturating_add(letter.len_utf8())).unwrap_or_default())),
        }
    }
    out
}

/// A number of a formula as it is shown.
fn shown(value: Decimal, percent: bool, words: &Words) -> String {
    if percent {
        return words.numbers().percent(&exact(value.sat_mul(Decimal::ONE_HUNDRED).round_dp(6), words));
    }
    exact(value.round_dp(digits_for(value, 5).min(8)), words)
}

/// Works a template out as it is written: so what is shown is what is computed. `None` for a division by zero.
struct Reader<'a> {
    rest: std::iter::Peekable<std::str::Chars<'static>>,
    symbols: &'a [Symbol],
}

type Worked = Option<Result<Decimal, Error>>;

impl Reader<'_> {
    fn sum(&mut self) -> Worked {
        let mut sum = self.product()?;
        while let Some(sign) = self.rest.next_if(|c| matches!(c, '+' | '−')) {
            let next = self.product()?;
            sum = sum.and_then(|a| if sign == '+' { a.plus(next?) } else { a.minus(next?) });
        }
        Some(sum)
    }

    fn product(&mut self) -> Worked {
        let mut product = self.factor()?;
        while let Some(sign) = self.rest.next_if(|c| matches!(c, '×' | '/')) {
            let next = self.factor()?;
            if sign == '/' && matches!(next, Ok(n) if n.is_zero()) {
                return None;
            }
            product = product.and_then(|a| if sign == '/' { a.over(next?) } else { a.times(next?) });
        }
        Some(product)
    }

    fn factor(&mut self) -> Worked {
        let letter = self.rest.next()?;
        if letter == '(' {
            let inside = self.sum();
            self.rest.next_if_eq(&')');
            return inside;
        }
        self.symbols.iter().find(|s| s.letter == letter).map(|s| Ok(s.value))
    }
}

impl Token {
    /// A number as it is shown; a sign as it stands.
    #[must_use]
    pub fn shown(&self, words: &Words) -> String {
        match self {
            Self::Sign(sign) => (*sign).to_owned(),
            Self::Number { value, percent, .. } => shown(*value, *percent, words),
        }
    }
}

/// What a letter stands for, in a sentence.
#[must_use]
pub fn meaning(symbol: char, words: &Words) -> &'static str {
    let w = words.formula();
    match symbol {
        's' => w.side(),
        'q' => w.size(),
        'Q' => w.size_inverse(),
        'E' => w.entry(),
        'm' => w.mark(),
        'M' => w.margin(),
        'c' => w.deduction(),
        'r' => w.rate(),
        'f' => w.fee(),
        'a' => w.part(),
        'L' => w.leverage(),
        'l' => w.least(),
        'F' => w.funding(),
        _ => w.price(),
    }
}

/// A letter's value with its unit; `coin` is what is traded, `settled` the currency of the margin.
#[must_use]
pub fn valued(token: &Token, coin: &'static str, settled: &'static str, words: &Words) -> String {
    let Token::Number { symbol, value, .. } = token else { return String::new() };
    let number = token.shown(words);
    let unit = match symbol {
        's' if value.is_sign_negative() => return words.formula().short(&number),
        's' => return words.formula().long(&number),
        'q' => coin,
        'Q' | 'E' | 'm' | 'l' => words.currency("USD"),
        'M' | 'c' => words.currency(settled),
        _ => return number,
    };
    words.numbers().with_unit(&number, unit)
}

impl Hue {
    /// Its name in style sheets.
    #[must_use]
    pub fn class(self) -> &'static str {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::band::rule;
    use crate::engine::margin::venue::MODELS;
    use crate::testing::scenario;

    fn written(settings: &str) -> (String, Formula) {
        let scenario = scenario(settings);
        let question = scenario.question().unwrap();
        let ruling = rule(&question, scenario.mark().unwrap()).unwrap();
        let formula = formula(&scenario, &question, &ruling, P::Rate).unwrap();
        let text = formula.tokens.iter().map(|token| token.shown(crate::words::english()));
        (text.collect(), formula)
    }

    #[test]
    fn the_default_trade_is_written_out() {
        let (text, formula) = written("v=1");
        assert_eq!(text, "(1×1×60,000−6,000)/(1×(1−0.5\u{a0}%))");
        assert_eq!(formula.value.unwrap().round_dp(2).to_string(), "54271.36");
        let (text, _) = written("v=1&venue=bitmex&side=short&size=2");
        assert_eq!(text, "60,000−\u{2212}1×(12,000−2×60,000×(0.5\u{a0}%+0\u{a0}%))/2");
        let (text, _) = written("v=1&table=btc&size=20&leverage=20");
        assert!(text.contains("−950)"), "the deduction of the bracket the price lies in: {text}");
    }

    #[test]
    fn every_formula_comes_to_the_price_of_the_search() {
        for model in MODELS {
            for more in [
                "",
                "&side=short",
                "&mode=cross",
                "&contract=inverse",
                "&table=eth&size=100",
                "&added-margin=500",
                "&mark=-3",
            ] {
                let (text, formula) = written(&format!("v=1&venue={}{more}", model.id.key()));
                assert!(formula.value.is_some() && !formula.jumped, "{} {more}: {text}", model.name);
            }
        }
    }

    #[test]
    fn every_letter_has_a_meaning_of_its_own_and_a_value_with_its_unit() {
        let words = crate::words::english();
        let mut meanings = std::collections::BTreeMap::new();
        for model in MODELS {
            for more in ["&closing-fee=0.05", "&mark=-3", "&contract=inverse", "&table=binance&size=100&side=short"] {
                for token in written(&format!("v=1&coin=eth&venue={}{more}", model.id.key())).1.tokens {
                    if let Token::Number { symbol, .. } = token {
                        meanings.insert(meaning(symbol, words), symbol);
                        let said = valued(&token, "ETH", "USD", words);
                        assert!(said.contains(&token.shown(words)), "{symbol}: {said}");
                        assert_eq!(said.ends_with("ETH"), symbol == 'q', "{said}");
                    }
                }
            }
        }
        assert!(meanings.len() >= 9 && !meanings.contains_key(meaning('p', words)), "{meanings:?}");
        assert_eq!(meanings.values().collect::<std::collections::BTreeSet<_>>().len(), meanings.len());
    }

    #[test]
    fn where_the_table_jumps_the_formula_says_so() {
        assert!(!written("v=1&table=own-jumping").1.jumped);
        assert!(written("v=1&side=short&table=own-jumping&tier-floor=65500&next-rate=2").1.jumped);
    }
}
