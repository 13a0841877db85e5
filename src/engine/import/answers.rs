//! What a reader says about a file, as a text that goes before it: a line each, and how many there are.

use super::proposal::Answers;
use crate::engine::margin::Contract;
use crate::engine::margin::venue::MODELS;
use crate::engine::scenario::number::{plain, strict};
use crate::engine::units::Money;
use rust_decimal::Decimal;
use std::str::FromStr as _;

/// Digits that an answer keeps after the point.
const DIGITS: u32 = 18;

impl Answers {
    /// The answers, and then a text that they are about. Symbols stand at the end of a line, and none has more than one.
    #[must_use]
    pub fn before(&self, text: &str) -> String {
        let mut lines = Vec::new();
        let said = |word: &str, value: &Decimal, symbol: &str| format!("{word} {} {symbol}", plain(*value));
        lines.extend(self.contract_sizes.iter().map(|(symbol, size)| said("size", size, symbol)));
        lines.extend(self.rates.iter().map(|(symbol, rate)| said("rate", rate, symbol)));
        lines.extend(self.wallet.iter().map(|wallet| said("wallet", &wallet.get(), "-")));
        let word = |contract: Contract| if contract == Contract::Linear { "linear" } else { "inverse" };
        lines.extend(self.contracts.iter().map(|(symbol, contract)| format!("{} - {symbol}", word(*contract))));
        lines.extend(self.rule.iter().map(|rule| format!("rule {} -", rule.key())));
        lines.extend(self.shape.iter().map(|shape| format!("shape {shape} -")));
        if self.scaled_already {
            lines.push("scaled - -".to_owned());
        }
        if self.printed_cum {
            lines.push("printed - -".to_owned());
        }
        lines.retain(|line| !line.contains(['\n', '\r']));
        let mut all = format!("{}\n", lines.len());
        for line in lines {
            all.push_str(&line);
            all.push('\n');
        }
        all.push_str(text);
        all
    }

    /// Reads them back, and what follows them. What is no answer is none.
    #[must_use]
    pub fn split(all: &str) -> (Self, &str) {
        let mut answers = Self::default();
        let Some((count, mut rest)) = all.split_once('\n') else { return (answers, all) };
        for _ in 0..usize::from_str(count).unwrap_or(0) {
            let Some((line, after)) = rest.split_once('\n') else { break };
            rest = after;
            let mut words = line.splitn(3, ' ');
            let (Some(word), Some(value), Some(symbol)) = (words.next(), words.next(), words.next()) else { continue };
            let number = strict(value, DIGITS).ok();
            let named = |number: Decimal| (symbol.to_owned(), number);
            match word {
                "size" => answers.contract_sizes.extend(number.map(named)),
                "rate" => answers.rates.extend(number.map(named)),
                "wallet" => answers.wallet = number.map(Money::new),
                "linear" => answers.contracts.push((symbol.to_owned(), Contract::Linear)),
                "inverse" => answers.contracts.push((symbol.to_owned(), Contract::Inverse)),
                "rule" => answers.rule = MODELS.iter().find(|model| model.key == value).map(|model| model.id),
                "shape" => answers.shape = Some(value.to_owned()),
                "scaled" => answers.scaled_already = true,
                "printed" => answers.printed_cum = true,
                _ => {}
            }
        }
        (answers, rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::margin::VenueId;
    use crate::testing::d;

    #[test]
    fn answers_come_back_with_the_text_they_are_about() {
        let answers = Answers {
            shape: Some("okx-position".to_owned()),
            contract_sizes: vec![("BTC-USDT-SWAP".to_owned(), d("0.01")), ("A B".to_owned(), d("100"))],
            contracts: vec![("BTCUSD".to_owned(), Contract::Inverse)],
            rule: Some(VenueId::BybitOld),
            scaled_already: true,
            printed_cum: true,
            rates: vec![("ETHUSDT".to_owned(), d("0.0065"))],
            wallet: Some(Money::new(d("-2.5"))),
        };
        let text = "{\n\"a\": 1}\n";
        assert_eq!(Answers::split(&answers.before(text)), (answers, text));
        assert_eq!(Answers::split(&Answers::default().before("")), (Answers::default(), ""));
    }

    #[test]
    fn what_is_no_answer_is_none() {
        let odd = Answers { rates: vec![("a\nsize 1 b".to_owned(), d("1"))], ..Answers::default() };
        assert_eq!(Answers::split(&odd.before("x")), (Answers::default(), "x"));
        for text in ["", "7", "2\nsize", "3\nsize x y\ndance 1 2\nrule nobody -\nrest"] {
            assert_eq!(Answers::split(text).0, Answers::default(), "{text}");
        }
    }
}
