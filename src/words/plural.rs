//! Plural forms: which of a message's forms goes with a number, by the rules of the CLDR
//! (<https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html>). Also compiled into the build, which
//! asks every language for just the forms it has.

/// A plural form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// In Arabic, none.
    Zero,
    /// In English, just one.
    One,
    /// In Arabic, a pair.
    Two,
    /// In Arabic, 3 to 10, also behind hundreds.
    Few,
    /// In Arabic, 11 to 99, also behind hundreds.
    Many,
    /// Every other number, and every number with decimals.
    Other,
}

impl Form {
    /// Every form with the key it has in a language file.
    pub const ALL: [(&'static str, Self); 6] = [
        ("zero", Self::Zero),
        ("one", Self::One),
        ("two", Self::Two),
        ("few", Self::Few),
        ("many", Self::Many),
        ("other", Self::Other),
    ];

    /// The form with a key.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.iter().find(|(name, _)| *name == key).map(|(_, form)| *form)
    }

    /// Its key.
    #[must_use]
    pub fn key(self) -> &'static str {
        Self::ALL.iter().find(|(_, form)| *form == self).map_or("", |(name, _)| name)
    }
}

/// The forms of a language, in the order in which the fetched file holds them; None for a language whose rules are not here.
#[must_use]
pub fn forms(language: &str) -> Option<&'static [Form]> {
    match language {
        "en" => Some(&[Form::One, Form::Other]),
        "ar" => Some(&[Form::Zero, Form::One, Form::Two, Form::Few, Form::Many, Form::Other]),
        _ => None,
    }
}

/// The form that goes with a number; None is a number with decimals.
#[must_use]
pub fn form(language: &str, number: Option<u64>) -> Form {
    let Some(n) = number else { return Form::Other };
    match (language, n) {
        ("ar", 0) => Form::Zero,
        (_, 1) => Form::One,
        ("ar", 2) => Form::Two,
        ("ar", _) if (3..=10).contains(&(n % 100)) => Form::Few,
        ("ar", _) if (11..=99).contains(&(n % 100)) => Form::Many,
        _ => Form::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_has_one_and_many() {
        let said = [0, 1, 2, 11, 101].map(|n| form("en", Some(n)).key());
        assert_eq!(said, ["other", "one", "other", "other", "other"]);
        assert_eq!(form("en", None), Form::Other, "1.0 days");
    }

    /// The samples of the CLDR's chart.
    #[test]
    fn arabic_has_six() {
        for (key, numbers) in [
            ("zero", vec![0]),
            ("one", vec![1]),
            ("two", vec![2]),
            ("few", vec![3, 10, 103, 110, 1003]),
            ("many", vec![11, 26, 99, 111, 1011]),
            ("other", vec![100, 102, 200, 202, 300, 1000, 10_000, 1_000_000]),
        ] {
            for n in numbers {
                assert_eq!(form("ar", Some(n)).key(), key, "{n}");
            }
        }
        assert_eq!(form("ar", None), Form::Other);
    }

    #[test]
    fn a_language_gives_only_forms_that_it_has() {
        for language in ["en", "ar"] {
            let own = forms(language).unwrap();
            assert!((0..1200).all(|n| own.contains(&form(language, Some(n)))), "{language}");
        }
        assert_eq!(forms("xx"), None);
    }
}
