//! Why something was refused: a closed list of codes, `CATEGORY_CONDITION`, each with its details as `key=value`.

use std::fmt;

/// The codes, each as it is written, with the keys of its details.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal [$($key:literal),*],)*) => {
        /// Why something was refused.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $($(#[$doc])* $name,)*
        }

        impl Code {
            /// All of them, in their order: a page's table of codes is made of it.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// As logs write it.
            #[must_use]
            pub const fn text(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// The keys of its details, in their order.
            #[must_use]
            pub const fn keys(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$($key),*],)* }
            }
        }
    };
}

codes! {
    /// Nothing was given where something has to be.
    InputMissing = "INPUT_MISSING" ["input"],
    /// Given, and no number.
    InputNotFinite = "INPUT_NOT_FINITE" ["input"],
    /// Older than allowed.
    InputStale = "INPUT_STALE" ["age_s", "most_s"],
    /// Outside what can be.
    InputOutOfRange = "INPUT_OUT_OF_RANGE" ["value", "low", "high"],
    /// Earlier than the one before.
    ClockBackwards = "CLOCK_BACKWARDS" ["time_s", "before_s"],
    /// A number that was there already, or one before it.
    SequenceRepeated = "SEQUENCE_REPEATED" ["sequence", "before"],
    /// Mark and index farther apart than allowed.
    PriceDiverged = "PRICE_DIVERGED" ["apart", "most"],
    /// A change larger than allowed.
    ChangeTooLarge = "CHANGE_TOO_LARGE" ["from", "to", "most"],
    /// A bound in parts of a value that is zero: nothing can ever leave it.
    ChangeFromZero = "CHANGE_FROM_ZERO" ["to"],
    /// More in the window than allowed.
    RateExceeded = "RATE_EXCEEDED" ["count", "most", "window_s"],
    /// The state does not permit the action.
    StateForbids = "STATE_FORBIDS" ["state", "action"],
    /// A human has to sign.
    SignOffNeeded = "SIGNOFF_NEEDED" ["notional", "most"],
    /// The model asks for a stricter state than the rules.
    ModelTightened = "MODEL_TIGHTENED" ["state"],
    /// Written and read again, the value is another one.
    ResultDiffers = "RESULT_DIFFERS" ["written", "read"],
    /// Written and read again, the cap lies below what it caps.
    ResultCapped = "RESULT_CAPPED" ["cap", "live"],
}

/// A detail of a refusal: a number, or a name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Detail {
    /// A number.
    Number(f64),
    /// A name of a closed list.
    Name(&'static str),
}

/// One reason for a refusal.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    /// Which.
    pub code: Code,
    /// Its details, in the order of [`Code::keys`].
    pub details: Vec<Detail>,
}

impl Refusal {
    /// With numbers.
    #[must_use]
    pub fn of(code: Code, numbers: &[f64]) -> Self {
        Self { code, details: numbers.iter().map(|number| Detail::Number(*number)).collect() }
    }

    /// With names.
    #[must_use]
    pub fn named(code: Code, names: &[&'static str]) -> Self {
        Self { code, details: names.iter().map(|name| Detail::Name(name)).collect() }
    }
}

/// `CODE(key=value;key=value)`: the same bytes wherever it is written.
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code.text())?;
        f.write_str("(")?;
        for (number, (key, detail)) in self.code.keys().iter().zip(&self.details).enumerate() {
            if number > 0 {
                f.write_str(";")?;
            }
            match detail {
                Detail::Number(value) => write!(f, "{key}={value}")?,
                Detail::Name(name) => write!(f, "{key}={name}")?,
            }
        }
        f.write_str(")")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_code_is_a_category_and_a_condition_and_stands_once() {
        let texts: BTreeSet<&str> = Code::ALL.iter().map(|code| code.text()).collect();
        assert_eq!(texts.len(), Code::ALL.len());
        for text in texts {
            assert!(text.split('_').count() >= 2 && text.chars().all(|c| c.is_ascii_uppercase() || c == '_'), "{text}");
        }
        assert_eq!(Refusal::of(Code::InputStale, &[12.5, 10.0]).to_string(), "INPUT_STALE(age_s=12.5;most_s=10)");
        assert_eq!(Refusal::named(Code::InputMissing, &["mark"]).to_string(), "INPUT_MISSING(input=mark)");
    }
}
