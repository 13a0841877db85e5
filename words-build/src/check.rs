//! A language against English.

use crate::plural::{Form, forms};
use crate::template::Template;
use crate::{Body, Locale, Message, Mistake};

/// How many places a text may have: the fetched file gives each one digit.
const MOST_PLACES: usize = 10;

/// All that is wrong with a language, English itself included.
pub fn check(english: &Locale, locale: &Locale) -> Vec<Mistake> {
    let mut check = Check { file: &locale.file, mistakes: Vec::new() };
    let Some(own_forms) = forms(&locale.language) else {
        check.mistake("", format!("the plural rules of `{}` are missing in src/words/plural.rs", locale.language));
        return check.mistakes;
    };
    for message in &english.messages {
        match locale.message(&message.path) {
            Some(own) => check.message(message, own, own_forms),
            None => check.mistake(&message.key(), missing(&message.path, locale, own_forms)),
        }
    }
    for message in locale.messages.iter().filter(|message| english.message(&message.path).is_none()) {
        // Told once, with the English message it was meant to be.
        let inside = english.messages.iter().any(|other| message.path.starts_with(&other.path));
        if !inside {
            check.mistake(&message.key(), "English has no such key".to_owned());
        }
    }
    check.mistakes
}

fn missing(path: &[String], locale: &Locale, own_forms: &[Form]) -> String {
    let inner: Vec<&str> = locale
        .messages
        .iter()
        .filter_map(|message| message.path.strip_prefix(path)?.first())
        .map(String::as_str)
        .collect();
    match inner.iter().find(|key| Form::of_key(key).is_none()) {
        _ if inner.is_empty() => "is missing".to_owned(),
        Some(key) => format!("`{key}` is no plural form; wanted are {}", named(own_forms)),
        None => format!("the plural form `other` is missing; wanted are {}", named(own_forms)),
    }
}

fn named(forms: &[Form]) -> String {
    forms.iter().map(|form| form.key()).collect::<Vec<_>>().join(", ")
}

struct Check<'a> {
    file: &'a str,
    mistakes: Vec<Mistake>,
}

impl Check<'_> {
    fn mistake(&mut self, key: &str, what: String) {
        self.mistakes.push(Mistake { file: self.file.to_owned(), key: key.to_owned(), what });
    }

    fn message(&mut self, english: &Message, own: &Message, own_forms: &[Form]) {
        let key = english.key();
        if english.body.places().len() > MOST_PLACES {
            self.mistake(&key, format!("more than {MOST_PLACES} placeholders"));
        }
        match (&english.body, &own.body) {
            (Body::Text(from), Body::Text(to)) => self.places(&key, from, to, None),
            (Body::List(from), Body::List(to)) => {
                if from.len() != to.len() {
                    self.mistake(&key, format!("the list holds {}, English has {}", to.len(), from.len()));
                }
                for (number, (from, to)) in from.iter().zip(to).enumerate() {
                    self.places(&format!("{key}[{number}]"), from, to, None);
                }
            }
            (Body::Forms { forms: from, .. }, Body::Forms { forms: to, count }) => {
                let Some(counted) = english.body.counted() else {
                    self.mistake(&key, "`count` has to name the placeholder that chooses the form".to_owned());
                    return;
                };
                if count.as_deref().is_some_and(|count| count != counted) {
                    self.mistake(&key, format!("the form is chosen by `{{{counted}}}`, as in English"));
                }
                for form in own_forms.iter().filter(|form| to.iter().all(|(own, _)| own != *form)) {
                    self.mistake(
                        &key,
                        format!("the plural form `{}` is missing; wanted are {}", form.key(), named(own_forms)),
                    );
                }
                let Some((_, from)) = from.iter().find(|(form, _)| *form == Form::Other) else { return };
                for (form, to) in to {
                    let key = format!("{key}.{}", form.key());
                    if !own_forms.contains(form) {
                        self.mistake(
                            &key,
                            format!("this language has no such plural form; wanted are {}", named(own_forms)),
                        );
                    }
                    // "No account", "one account", "two accounts" may say their number in words.
                    self.places(&key, from, to, (*form != Form::Other).then_some(counted));
                }
            }
            (Body::Text(_), _) => self.mistake(&key, "one text is wanted, as in English".to_owned()),
            (Body::List(_), _) => self.mistake(&key, "a list is wanted, as in English".to_owned()),
            (Body::Forms { .. }, _) => self.mistake(&key, format!("plural forms are wanted: {}", named(own_forms))),
        }
    }

    /// The same places, but for one that may be left out.
    fn places(&mut self, key: &str, from: &Template, to: &Template, spare: Option<&str>) {
        let (wanted, found) = (from.places(), to.places());
        for place in wanted.difference(&found).filter(|place| Some(**place) != spare) {
            self.mistake(key, format!("the placeholder `{{{place}}}` is missing"));
        }
        let all: Vec<String> = wanted.iter().map(|place| format!("`{{{place}}}`")).collect();
        let has = if all.is_empty() { "none".to_owned() } else { all.join(", ") };
        for place in found.difference(&wanted) {
            self.mistake(key, format!("English has no placeholder `{{{place}}}`; it has {has}"));
        }
    }
}
