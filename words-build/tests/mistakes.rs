//! A test for each kind of mistake that a language file can hold, with the message that the build prints.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use words_build::{Locale, Mistake, accessors, check, wire};

const ENGLISH: &str = r#"
language = "en"
direction = "ltr"

[gap]
# On the handle.
day = "day {n}"
apart = "{gap} USD apart on {day}"
columns = ["Days held", "Gap, {unit}"]
accounts = { one = "{n} account", other = "{n} accounts" }

[settings.days]
label = "Days held"
8 = "every 8 hours"
"#;

const ARABIC: &str = r#"
language = "ar"
direction = "rtl"

[gap]
day = "اليوم {n}"
apart = "الفارق {gap} في {day}"
columns = ["الأيام", "الفارق، {unit}"]
accounts = { zero = "لا حسابات", one = "حساب", two = "حسابان", few = "{n} حسابات", many = "{n} حسابًا", other = "{n} حساب" }

[settings.days]
label = "الأيام"
8 = "كل 8 ساعات"
"#;

fn english() -> Locale {
    Locale::read("en.toml", ENGLISH).unwrap()
}

/// What the build says of a file.
fn said(mistakes: &[Mistake]) -> Vec<String> {
    mistakes.iter().map(Mistake::to_string).collect()
}

/// What it says of the Arabic file with something changed in it.
fn arabic(from: &str, to: &str) -> Vec<String> {
    let source = ARABIC.replace(from, to);
    assert!(from == to || source != ARABIC, "`{from}` is not there");
    said(&match Locale::read("ar.toml", &source) {
        Ok(locale) => check(&english(), &locale),
        Err(mistakes) => mistakes,
    })
}

/// What it says of the English file with something changed in it.
fn in_english(from: &str, to: &str) -> Vec<String> {
    let source = ENGLISH.replace(from, to);
    assert_ne!(source, ENGLISH, "`{from}` is not there");
    said(&match Locale::read("en.toml", &source) {
        Ok(locale) => check(&locale, &locale),
        Err(mistakes) => mistakes,
    })
}

#[test]
fn a_language_with_the_keys_and_places_of_english_is_right() {
    assert_eq!(arabic("", ""), [""; 0]);
}

#[test]
fn a_missing_key() {
    assert_eq!(arabic("day = \"اليوم {n}\"\n", ""), ["locales/ar.toml: `gap.day`: is missing"]);
}

#[test]
fn an_unknown_key() {
    assert_eq!(
        arabic("[settings.days]", "dya = \"اليوم\"\n[settings.days]"),
        ["locales/ar.toml: `gap.dya`: English has no such key"]
    );
}

#[test]
fn a_missing_placeholder() {
    assert_eq!(
        arabic("الفارق {gap} في {day}", "الفارق في {day}"),
        ["locales/ar.toml: `gap.apart`: the placeholder `{gap}` is missing"]
    );
}

#[test]
fn an_unknown_placeholder() {
    assert_eq!(
        arabic("اليوم {n}", "اليوم {n} {m}"),
        ["locales/ar.toml: `gap.day`: English has no placeholder `{m}`; it has `{n}`"]
    );
    assert_eq!(
        arabic("label = \"الأيام\"", "label = \"الأيام {n}\""),
        ["locales/ar.toml: `settings.days.label`: English has no placeholder `{n}`; it has none"]
    );
}

#[test]
fn a_misspelt_placeholder() {
    assert_eq!(
        arabic("{gap} في", "{gpa} في"),
        [
            "locales/ar.toml: `gap.apart`: the placeholder `{gap}` is missing",
            "locales/ar.toml: `gap.apart`: English has no placeholder `{gpa}`; it has `{day}`, `{gap}`",
        ]
    );
    assert_eq!(
        arabic("{unit}", "{untis}"),
        [
            "locales/ar.toml: `gap.columns[1]`: the placeholder `{unit}` is missing",
            "locales/ar.toml: `gap.columns[1]`: English has no placeholder `{untis}`; it has `{unit}`",
        ]
    );
    for broken in ["day {n", "day {}", "day }", "day {N}"] {
        let found = in_english("day {n}", broken);
        assert!(found.len() == 1 && found[0].contains("begins no placeholder like `{name}`"), "{found:?}");
    }
}

#[test]
fn a_wrong_set_of_plural_forms() {
    assert_eq!(
        arabic("two = \"حسابان\", ", ""),
        [
            "locales/ar.toml: `gap.accounts`: the plural form `two` is missing; wanted are zero, one, two, few, many, other"
        ]
    );
    assert_eq!(
        arabic("two =", "tow ="),
        ["locales/ar.toml: `gap.accounts`: `tow` is no plural form; wanted are zero, one, two, few, many, other"]
    );
    assert_eq!(
        in_english("one =", "few = \"{n} accounts\", one ="),
        ["locales/en.toml: `gap.accounts.few`: this language has no such plural form; wanted are one, other"]
    );
    assert_eq!(
        in_english("one = \"{n} account\", ", ""),
        ["locales/en.toml: `gap.accounts`: the plural form `one` is missing; wanted are one, other"]
    );
    assert_eq!(
        arabic("accounts = {", "accounts = \"حساب\"\nothers = {"),
        [
            "locales/ar.toml: `gap.accounts`: plural forms are wanted: zero, one, two, few, many, other",
            "locales/ar.toml: `gap.others`: English has no such key",
        ]
    );
}

#[test]
fn forms_that_nothing_chooses() {
    assert_eq!(
        in_english("{n} account\", other = \"{n} accounts", "{a} of {b}\", other = \"{a} of {b}s"),
        ["locales/en.toml: `gap.accounts`: `count` has to name the placeholder that chooses the form"]
    );
    let source = ENGLISH.replace(
        "{ one = \"{n} account\", other = \"{n} accounts\" }",
        "{ count = \"b\", one = \"{a} of {b}\", other = \"{a} of {b}s\" }",
    );
    let english = Locale::read("en.toml", &source).unwrap();
    assert_eq!(said(&check(&english, &english)), [""; 0]);
    assert!(
        accessors(&english, &["settings"]).unwrap().contains("pub fn accounts(self, a: &str, b: Count<'_>) -> String")
    );
}

#[test]
fn a_list_of_another_length() {
    assert_eq!(
        arabic("\"الأيام\", \"الفارق، {unit}\"", "\"الأيام\""),
        ["locales/ar.toml: `gap.columns`: the list holds 1, English has 2"]
    );
}

#[test]
fn a_key_twice() {
    assert_eq!(arabic("apart =", "day = \"x\"\napart ="), ["locales/ar.toml: line 7: duplicate key: `day`"]);
}

#[test]
fn an_empty_text() {
    for empty in ["\"\"", "\"  \""] {
        assert_eq!(arabic("\"اليوم {n}\"", empty), ["locales/ar.toml: `gap.day`: the text is empty"]);
    }
    assert_eq!(arabic("one = \"حساب\"", "one = \"\""), ["locales/ar.toml: `gap.accounts.one`: the text is empty"]);
}

#[test]
fn a_text_of_two_lines() {
    let found = arabic("اليوم {n}", "اليوم\\n{n}");
    assert_eq!(found, ["locales/ar.toml: `gap.day`: the text holds the control character '\\n'; a text is one line"]);
}

#[test]
fn a_file_that_does_not_say_what_it_is() {
    assert_eq!(
        arabic("language = \"ar\"\ndirection = \"rtl\"", "direction = \"down\""),
        [
            "locales/ar.toml: `language`: a file named ar.toml has to name its language",
            "locales/ar.toml: `direction`: `ltr` or `rtl` is wanted",
        ]
    );
    let other = Locale::read("xx.toml", &ENGLISH.replace("\"en\"", "\"xx\"")).unwrap();
    let found = said(&check(&english(), &other));
    assert_eq!(found, ["locales/xx.toml: the plural rules of `xx` are missing in src/words/plural.rs"]);
}

#[test]
fn a_key_that_can_be_no_function() {
    let source = ENGLISH.replace("apart =", "Apart-1 =");
    let found = said(&accessors(&Locale::read("en.toml", &source).unwrap(), &["settings"]).unwrap_err());
    let wanted =
        "locales/en.toml: `gap.Apart-1`: `Apart-1` cannot be the name of a function: small letters, digits and `_` can";
    assert_eq!(found, [wanted]);
}

#[test]
fn accessors_take_places_by_the_alphabet_and_carry_the_note() {
    let source = accessors(&english(), &["settings"]).unwrap();
    for part in [
        "/// On the handle.\n///\n/// English: `day {n}`.\n#[must_use]\npub fn day(self, n: &str) -> String { self.0.filled(0, &[n]) }",
        "pub fn apart(self, day: &str, gap: &str) -> String { self.0.filled(1, &[day, gap]) }",
        "pub fn columns(self, unit: &str) -> [String; 2] { self.0.filled_list(2, &[unit]) }",
        "pub fn accounts(self, n: Count<'_>) -> String { self.0.counted(4, n, &[n.text]) }",
        "[(\"days.8\", 6),(\"days.label\", 5),]",
    ] {
        assert!(source.contains(part), "{part}\n{source}");
    }
}

#[test]
fn the_fetched_file_has_a_line_for_each_text_in_the_order_of_english() {
    let english = english();
    let shuffled = ARABIC.replace("day = \"اليوم {n}\"\n", "").replace("accounts =", "day = \"اليوم {n}\"\naccounts =");
    let file = wire(&english, &Locale::read("ar.toml", &shuffled).unwrap());
    let lines: Vec<&str> = file.lines().collect();
    assert!(lines[0].starts_with("ar rtl ") && lines.len() == 8, "{file}");
    assert_eq!(lines[1..4], ["اليوم {0}", "الفارق {1} في {0}", "الأيام"]);
    assert_eq!(lines[5], "لا حسابات\tحساب\tحسابان\t{0} حسابات\t{0} حسابًا\t{0} حساب");
}
