//! The link codec: `v=1&days=45&venue=okx`. Only what differs from the defaults, names sorted, decimals as plain text.
//! It is what follows `#` in the address bar; the browser never sends it anywhere.

use crate::engine::echo::echo;
use crate::engine::error::Field;
use crate::engine::scenario::parameters::{ParameterId, Part, PresetId, TableChoice};
use crate::engine::scenario::{Scenario, VERSION, legacy};
use crate::engine::{Cause, Error};
use std::str::FromStr as _;

/// Longest fragment that is read, in characters. One with every setting changed stays below half of it.
pub const LONGEST: usize = 8000;

/// Writes a scenario as a link fragment, without the `#`. Empty for the default scenario.
#[must_use]
pub fn print(scenario: &Scenario) -> String {
    let mut pairs: Vec<(&str, String)> = Vec::new();
    for id in scenario.to_write() {
        let key = id.row().key;
        let place = pairs.partition_point(|(k, _)| *k < key);
        pairs.insert(place, (key, scenario.written(id)));
    }
    if pairs.is_empty() {
        return String::new();
    }
    pairs.iter().fold(format!("v={VERSION}"), |mut link, (key, value)| {
        link.push('&');
        link.push_str(key);
        link.push('=');
        link.push_str(value);
        link
    })
}

/// The key that names the figure where a link was taken: no setting, and nothing that a scenario depends on.
const AT: &str = "at";

/// The key that says what was guessed there; as little a setting.
const GUESS: &str = "guess";

/// Most answers that a bet offers.
const ANSWERS: u8 = 3;

/// Where a link opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// The figure, by its name on the page: lower-case letters.
    pub figure: String,
    /// What was answered to its bet: the number of the answer from 1 to 3, or 0 for whoever was shown without guessing. `None` for a bet that is open.
    pub guess: Option<u8>,
}

/// The link of a scenario that opens at a figure.
#[must_use]
pub fn print_at(scenario: &Scenario, opening: &Opening) -> String {
    let link = print(scenario);
    let link = if link.is_empty() { format!("v={VERSION}") } else { link };
    let guess = opening.guess.map(|guess| format!("&{GUESS}={guess}")).unwrap_or_default();
    format!("{link}&{AT}={}{guess}", opening.figure)
}

/// Where a link opens; `None` where it names no figure.
#[must_use]
pub fn opening(fragment: &str) -> Option<Opening> {
    let fragment = decoded(fragment.strip_prefix('#').unwrap_or(fragment));
    let value = |name| {
        let mut pairs = fragment.split('&').filter_map(|piece| piece.split_once('='));
        pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
    };
    let figure = value(AT).filter(|name| is_figure(name))?.to_owned();
    Some(Opening { figure, guess: value(GUESS).and_then(guess_of) })
}

fn is_figure(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase())
}

fn guess_of(text: &str) -> Option<u8> {
    u8::from_str(text).ok().filter(|guess| *guess <= ANSWERS && text.len() == 1)
}

/// True for a fragment that claims to be a scenario, rather than a place on the page.
#[must_use]
pub fn is_scenario(fragment: &str) -> bool {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    decoded(fragment).contains('=')
}

/// Reads a link fragment, with or without its `#`. What cannot be used is reported and left at its default; nothing is dropped silently.
#[must_use]
pub fn parse(fragment: &str) -> (Scenario, Vec<Error>) {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    let refused = |error| (Scenario::default(), vec![error]);
    if fragment.is_empty() {
        return (Scenario::default(), Vec::new());
    }
    let length = fragment.chars().count();
    if length > LONGEST {
        return refused(Cause::TooLong { length, limit: LONGEST }.into());
    }
    // Some programs that pass links on write characters as %XX.
    let fragment = &decoded(fragment);
    let mut reports = Vec::new();
    let mut pairs = Vec::new();
    let mut version = None;
    for piece in fragment.split('&').filter(|p| !p.is_empty()) {
        match piece.split_once('=') {
            None => reports.push(Cause::NotAPair { typed: echo(piece) }.into()),
            Some(("v", given)) if version.is_none() => version = Some(given),
            Some(("v", given)) => {
                reports.push(Error::at(Field::Version, Cause::Repeated { typed: echo(given) }));
            }
            Some((AT, name)) if is_figure(name) => {}
            Some((GUESS, text)) if guess_of(text).is_some() => {}
            Some(pair) => pairs.push(pair),
        }
    }
    // A link of another version may mean other things by the same names, so none of it is used.
    if version != Some(VERSION.to_string().as_str()) {
        let cause = Cause::UnknownVersion { typed: echo(version.unwrap_or_default()), accepted: VERSION };
        return refused(Error::at(Field::Version, cause));
    }
    let (scenario, unused) = apply(&pairs);
    reports.extend(unused);
    (scenario, reports)
}

/// Reads `%XX`; what is not of that form, or is no text, stays as it is.
fn decoded(fragment: &str) -> String {
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = |digits: &[u8]| *first == b'%' && digits.iter().all(u8::is_ascii_hexdigit);
        let pair = after.split_at_checked(2).filter(|(digits, _)| hex(digits));
        let byte = pair.and_then(|(digits, _)| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        match (byte, pair) {
            (Some(byte), Some((_, beyond))) => {
                bytes.push(byte);
                rest = beyond;
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| fragment.to_owned())
}

/// Applies written settings to the default scenario, in order. Shared by links and documents.
pub(super) fn apply(pairs: &[(&str, &str)]) -> (Scenario, Vec<Error>) {
    let mut scenario = Scenario::default();
    let mut reports = Vec::new();
    let mut seen: Vec<ParameterId> = Vec::new();
    let pairs = legacy::read(pairs);
    // A preset brings its own settings along, so it comes before them.
    let preset = ParameterId::Preset.row().key;
    let (first, rest): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|(name, _)| *name == preset);
    for (name, text) in first.into_iter().chain(rest) {
        let Some(id) = ParameterId::from_key(name) else {
            reports.push(Cause::UnknownSetting { name: echo(name) }.into());
            continue;
        };
        if seen.contains(&id) {
            reports.push(Error::at(id, Cause::Repeated { typed: echo(text) }));
            continue;
        }
        seen.push(id);
        match scenario.with_written(id, text) {
            Ok(changed) => scenario = changed,
            Err(error) => reports.push(error),
        }
    }
    // What says nothing of rates was written when every venue had the reader's own.
    if !seen.contains(&ParameterId::Table) && scenario.says_table() {
        scenario = scenario.choosing(TableChoice::FLAT);
    }
    (scenario, reports)
}

/// The link of what the cascade is asked: everything but where the reader stands in its run.
#[must_use]
pub fn question(scenario: &Scenario) -> String {
    let cascade = |id: &ParameterId| id.row().part == Part::Cascade;
    let begun = Scenario::default().choosing(scenario.chosen::<PresetId>());
    let asked = scenario.changed().filter(cascade).fold(begun, |asked, id| asked.with_same(id, scenario));
    print(&asked)
}

/// The link of some settings alone: whoever depends on no others need not be asked again when those move. Never empty.
#[must_use]
pub fn of_settings(scenario: &Scenario, ids: &[ParameterId]) -> String {
    let alone = ids.iter().fold(Scenario::default(), |alone, id| alone.with_same(*id, scenario));
    let link = print(&alone);
    if link.is_empty() { format!("v={VERSION}") } else { link }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_is_an_empty_link() {
        assert_eq!(print(&Scenario::default()), "");
        assert_eq!(parse(""), (Scenario::default(), vec![]));
        assert_eq!(parse("#"), (Scenario::default(), vec![]));
    }

    #[test]
    fn names_are_sorted_and_only_differences_are_written() {
        let s = Scenario::default()
            .with_written(ParameterId::Venue, "okx")
            .unwrap()
            .with_written(ParameterId::Days, "45")
            .unwrap()
            .with_written(ParameterId::FundingRate, "-0.0125")
            .unwrap();
        assert_eq!(print(&s), "v=1&days=45&funding=-0.0125&venue=okx");
        assert_eq!(parse("#v=1&days=45&funding=-0.0125&venue=okx"), (s, vec![]));
    }

    #[test]
    fn what_cannot_be_used_is_reported_and_the_rest_is_kept() {
        let (s, reports) = parse("v=1&days=45&days=50&colour=red&leverage=900&oops&entry=1e5&v=2");
        assert_eq!(s, Scenario::default().with_written(ParameterId::Days, "45").unwrap());
        let causes: Vec<_> = reports.iter().map(|r| r.cause.clone()).collect();
        assert_eq!(causes.len(), 6, "{causes:?}");
        assert!(matches!(&causes[0], Cause::NotAPair { typed } if typed == "oops"));
        assert!(matches!(&causes[1], Cause::Repeated { typed } if typed == "2"));
        assert!(matches!(&causes[2], Cause::Repeated { typed } if typed == "50"));
        assert!(matches!(&causes[3], Cause::UnknownSetting { name } if name == "colour"));
        assert!(matches!(&causes[4], Cause::OutOfRange { .. }));
        assert!(matches!(&causes[5], Cause::NotANumber { typed } if typed == "1e5"));
    }

    /// A right-to-left override turned the whole notice round.
    #[test]
    fn what_is_repeated_of_a_link_neither_turns_nor_hides() {
        let (_, reports) = parse("#v=1&%E2%80%AEgnitset=1&days=%E2%80%8B%E2%81%A7x&%D7%90=1&oo%E2%80%A8ps");
        let repeated = reports.iter().map(|r| match &r.cause {
            Cause::NotAPair { typed } | Cause::NotANumber { typed } => typed.as_str(),
            Cause::UnknownSetting { name } => name,
            _ => "",
        });
        let repeated: Vec<&str> = repeated.collect();
        assert_eq!(repeated, ["oo ps", "gnitset", "x", "\u{2068}\u{5d0}\u{2069}"]);
        for text in repeated {
            let isolated = text.replace(['\u{2068}', '\u{2069}'], "");
            assert!(crate::engine::echo::is_plain(&isolated), "{text:?}");
        }
    }

    #[test]
    fn links_that_were_written_over_are_read() {
        let s = Scenario::default().with_written(ParameterId::Days, "45").unwrap();
        for link in ["v=1&days=%34%35", "v%3D1%26days%3D45", "#v=1&%64ays=45"] {
            assert_eq!(parse(link), (s, vec![]), "{link}");
        }
        let (_, reports) = parse("v=1&days=%+4&leverage=%zz&entry=%");
        assert_eq!(reports.len(), 3);
    }

    #[test]
    fn another_version_is_refused_whole() {
        for link in ["v=2&days=45", "days=45", "v=&days=45"] {
            let (s, reports) = parse(link);
            assert_eq!(s, Scenario::default(), "{link}");
            assert!(matches!(reports[..], [Error { cause: Cause::UnknownVersion { .. }, .. }]), "{link}");
        }
    }

    #[test]
    fn a_monster_is_refused_whole() {
        let (s, reports) = parse(&"v=1&".repeat(LONGEST / 4 + 1));
        assert_eq!(s, Scenario::default());
        assert_eq!(reports.len(), 1);
    }

    #[test]
    fn a_link_says_at_which_figure_it_opens() {
        let scenario = Scenario::default().with_written(ParameterId::Days, "45").unwrap();
        let at = |guess| Opening { figure: "gap".to_owned(), guess };
        assert_eq!(print_at(&scenario, &at(None)), "v=1&days=45&at=gap");
        assert_eq!(print_at(&Scenario::default(), &at(Some(2))), "v=1&at=gap&guess=2");
        assert_eq!(parse("#v=1&days=45&at=gap&guess=0"), (scenario, vec![]));
        assert_eq!(opening("#v=1&days=45&at=gap"), Some(at(None)));
        assert_eq!(opening("#v=1&guess=3&at=gap"), Some(at(Some(3))));
        for without in ["#v=1", "#main", "", "#v=1&at=", "#v=1&at=%3Cb%3E", "#v=1&at=\"]", "#v=1&guess=1"] {
            assert_eq!(opening(without), None, "{without}");
        }
        for guess in ["", "-1", "4", "10", "01", "two"] {
            let link = format!("v=1&at=gap&guess={guess}");
            assert_eq!((opening(&link), parse(&link).1.len()), (Some(at(None)), 1), "{link}");
        }
        let (_, reports) = parse("#v=1&at=\"]");
        assert_eq!(reports.len(), 1, "what is no name is said");
    }

    #[test]
    fn a_place_on_the_page_is_no_scenario() {
        assert!(!is_scenario("#main"));
        assert!(is_scenario("#v=1&days=3"));
    }
}
