//! The bet of section “Margin”: does leverage L mean a move of 1/L? The answer comes from the rule.

use crate::engine::band::{Question, Ruling};
use crate::engine::margin::{Contract, Trigger};
use crate::engine::units::Rounding;
use crate::engine::units::{Price, Saturating as _};
use crate::figures::numbers::grouped;
use crate::words::Words;
use rust_decimal::Decimal;

/// The question and its answer under the present settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EquityBet {
    /// Leverage L.
    pub leverage: Decimal,
    /// The move that 1/L would be, as a fraction.
    pub naive: Decimal,
    /// The move that liquidates, as a fraction; `None` where none does, none is needed, or the whole account has a say.
    pub real: Option<Decimal>,
    /// The move after which equity is gone.
    pub bust: Option<Decimal>,
    /// Leverage and maintenance alone decide: a linear contract with nothing added.
    pub pure: bool,
}

impl EquityBet {
    /// The bet on a position.
    #[must_use]
    pub fn on(question: &Question, ruling: &Ruling) -> Self {
        let (position, isolated) = (&question.position, question.account.is_none());
        let entry = position.entry;
        let away = |price: Price| price.get().sat_sub(entry.get()).sat_div(entry.get()).abs();
        let real = match ruling.printed {
            Trigger::At { price, at_once: false } if isolated && position.side.loses(entry, price) => Some(away(price)),
            _ => None,
        };
        let naive = Decimal::ONE.sat_div(question.leverage);
        let bust = position.bankruptcy_price(ruling.before_bankruptcy).ok().flatten().map(away);
        let pure = position.contract == Contract::Linear && bust.is_some_and(|b| alike(b, naive));
        Self { leverage: question.leverage, naive, real, bust, pure }
    }

    /// Which of the three answers holds: less is enough, just that, more. `None` where there is nothing to guess.
    #[must_use]
    pub fn answer(&self) -> Option<usize> {
        let off = self.real?.sat_sub(self.naive);
        // What both show as the same per cent is the same.
        Some(if alike(self.naive.sat_add(off), self.naive) {
            1
        } else if off.is_sign_negative() {
            0
        } else {
            2
        })
    }
}

/// A fraction in per cent, and with how many digits it is shown.
fn in_percent(fraction: Decimal) -> (Decimal, u32) {
    let percent = fraction.sat_mul(Decimal::ONE_HUNDRED);
    let rounded = percent.round_dp(1).normalize();
    (percent, if rounded.is_zero() && !percent.is_zero() { 3 } else { rounded.scale() })
}

/// True for fractions that read alike.
fn alike(a: Decimal, b: Decimal) -> bool {
    let shown = |fraction| {
        let (percent, digits) = in_percent(fraction);
        Rounding::Nearest.digits(percent, digits)
    };
    shown(a) == shown(b)
}

/// A fraction in per cent, with one decimal where it has one: `9.5 %`, `10 %`.
#[must_use]
pub fn percent(fraction: Decimal, words: &Words) -> String {
    let (percent, digits) = in_percent(fraction);
    words.numbers().percent(&grouped(percent, digits, words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::EquityFigure;
    use crate::figures::reveal::Reveal;
    use crate::testing::scenario;

    fn stake(settings: &str) -> EquityBet {
        EquityFigure::of(&scenario(settings), Reveal::All, None).unwrap().bet
    }

    #[test]
    fn ten_times_is_nine_and_a_half_per_cent() {
        let s = stake("");
        let words = crate::words::english();
        assert_eq!(
            (percent(s.naive, words), percent(s.real.unwrap(), words)),
            ("10\u{a0}%".to_owned(), "9.5\u{a0}%".to_owned())
        );
        assert_eq!(s.answer(), Some(0));
    }

    #[test]
    fn without_maintenance_it_is_just_that_and_with_added_margin_it_takes_more() {
        assert_eq!(stake("v=1&rate=0").answer(), Some(1));
        assert_eq!(stake("v=1&added-margin=600").answer(), Some(2));
        assert!(!stake("v=1&contract=inverse").pure && !stake("v=1&added-margin=600").pure && stake("").pure);
        assert_eq!(stake("v=1&mode=cross").answer(), None, "the whole account has a say");
        assert_eq!(stake("v=1&leverage=1").answer(), None, "no price above zero liquidates it");
        assert_eq!(stake("v=1&leverage=125&rate=2").answer(), None, "it is liquidatable where it stands");
    }
}
