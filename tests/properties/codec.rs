//! Links, documents and typed text: what is written is read back, and what cannot be used is reported.

use crate::generators::{config, scenario};
use cascade_notes::engine::Cause;
use cascade_notes::engine::scenario::document::Document;
use cascade_notes::engine::scenario::parameters::{ChoiceValue as _, Coin, TableChoice};
use cascade_notes::engine::scenario::{Kind, PARAMETERS, ParameterId, Scenario, Value, link};
use cascade_notes::words::english;
use cascade_notes::words::errors::sentence;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// What a reader of the rules would make of a fragment: the scenario, and how many reports are owed.
fn by_hand(text: &str) -> (Scenario, usize) {
    let body = text.strip_prefix('#').unwrap_or(text);
    if body.is_empty() {
        return (Scenario::default(), 0);
    }
    if body.chars().count() > link::LONGEST {
        return (Scenario::default(), 1);
    }
    let body = &unescaped(body);
    let mut pieces: Vec<&str> = body.split('&').filter(|piece| !piece.is_empty()).collect();
    match pieces.iter().position(|piece| piece.starts_with("v=")) {
        // The one report of a version speaks for the whole link.
        Some(version) if pieces[version] == "v=1" => drop(pieces.remove(version)),
        _ => return (Scenario::default(), 1),
    }
    let (mut scenario, mut seen, mut owed) = (Scenario::default(), Vec::new(), 0);
    // Words of earlier pages: a coin for a table, and whose rates a comparison used.
    if let Some(gone) = pieces.iter().position(|piece| ["venue-rates=own", "venue-rates=real"].contains(piece)) {
        pieces.remove(gone);
    }
    let mut pieces: Vec<String> = pieces.into_iter().flat_map(renamed).collect();
    // A market brings its own settings along, so it is read before any of them.
    pieces.sort_by_key(|piece| !piece.starts_with("preset="));
    for piece in &pieces {
        let setting = piece.split_once('=').and_then(|(key, text)| Some((ParameterId::from_key(key)?, text)));
        let fresh = setting.filter(|(id, _)| !seen.contains(id));
        seen.extend(setting.map(|(id, _)| id));
        match fresh.map(|(id, text)| scenario.with_written(id, text)) {
            Some(Ok(changed)) => scenario = changed,
            _ => owed += 1,
        }
    }
    if !seen.contains(&ParameterId::Table)
        && scenario.has_real_table()
        && scenario.chosen::<TableChoice>() == TableChoice::Venue
    {
        scenario = scenario.choosing(TableChoice::FLAT);
    }
    (scenario, owed)
}

/// A piece by the names that settings have now.
fn renamed(piece: &str) -> Vec<String> {
    let coin = piece.strip_prefix("table=").filter(|word| Coin::CHOICES.iter().any(|c| c.key == *word));
    match coin {
        Some(coin) => vec![format!("coin={coin}"), "table=binance".to_owned()],
        None => vec![piece.to_owned()],
    }
}

/// Reads `%XX`, and leaves alone what would be no text.
fn unescaped(text: &str) -> String {
    let mut parts = text.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let digits: Vec<u32> = part.chars().take(2).filter_map(|c| c.to_digit(16)).collect();
        if let [high, low] = digits[..] {
            bytes.push(u8::try_from(high * 16 + low).unwrap());
            bytes.extend_from_slice(&part.as_bytes()[2..]);
        } else {
            bytes.push(b'%');
            bytes.extend_from_slice(part.as_bytes());
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

fn within_ranges(scenario: &Scenario) -> bool {
    PARAMETERS.iter().all(|p| match (scenario.value(p.id), p.kind) {
        (Value::Number(v), Kind::Number(n)) => n.min <= v && v <= n.max && v.normalize().scale() <= n.digits,
        (Value::Choice(index), Kind::Choice(list)) => index < list.len(),
        _ => false,
    })
}

fn reads_as_by_hand(text: &str) -> Result<(), TestCaseError> {
    let (scenario, reports) = link::parse(text);
    let (expected, owed) = by_hand(text);
    prop_assert!(within_ranges(&scenario));
    prop_assert_eq!(scenario, expected, "{:?}", text);
    prop_assert_eq!(reports.len(), owed, "{:?}: {:?}", text, reports);
    for report in reports {
        let said = sentence(&report, english());
        prop_assert!(said.ends_with('.') && !said.contains(char::is_control), "{}", said);
    }
    Ok(())
}

fn any_text(longest: usize) -> impl Strategy<Value = String> {
    let plain = prop::collection::vec(any::<char>(), 0..longest).prop_map(String::from_iter);
    let close = prop::collection::vec(prop::sample::select("&=v1#.-0days,%".chars().collect::<Vec<_>>()), 0..longest);
    prop_oneof![plain, close.prop_map(String::from_iter)]
}

/// What people might type into a number field, and what they would not.
fn typed() -> impl Strategy<Value = String> {
    prop_oneof![any_text(60), "[-+\u{2212}]? ?[0-9]{1,12}([.,' _][0-9]{1,4}){0,4}[ %×]?"]
}

/// Settings of a document: any text, and known names with values that may do.
fn settings() -> impl Strategy<Value = BTreeMap<String, String>> {
    let key = prop::sample::select(PARAMETERS.iter().map(|p| p.key.to_owned()).collect::<Vec<_>>());
    let key = prop_oneof![3 => key, 1 => any_text(30)];
    prop::collection::btree_map(
        key,
        prop_oneof![3 => "[0-9]{1,4}|okx|hyperliquid|short|btc|venue", 1 => any_text(60)],
        0..20,
    )
}

/// One way to damage a link.
#[derive(Debug, Clone)]
enum Damage {
    Insert(prop::sample::Index, String),
    Remove(prop::sample::Index),
    Replace(prop::sample::Index, char),
    Repeat(prop::sample::Index),
    Swap(prop::sample::Index, prop::sample::Index),
    Append(String),
}

fn damage() -> impl Strategy<Value = Damage> {
    use prop::sample::Index;
    let pieces = vec![
        "&",
        "=",
        "&v=1",
        "&v=2",
        "&days=3",
        "&table=eth",
        "&table=venue",
        "&coin=sol",
        "&venue=hyperliquid",
        "&venue-rates=real",
        "&days=99",
        "&colour=red",
        "&&",
        "#",
        "&side=up",
        "&tick=1e5",
        "&oops",
        "%26days%3D7",
        "%",
        "%ff",
    ];
    let key = prop::sample::select(PARAMETERS.iter().map(|p| p.key).collect::<Vec<_>>());
    prop_oneof![
        (any::<Index>(), prop::sample::select(pieces)).prop_map(|(at, text)| Damage::Insert(at, text.to_owned())),
        any::<Index>().prop_map(Damage::Remove),
        (any::<Index>(), any::<char>()).prop_map(|(at, c)| Damage::Replace(at, c)),
        any::<Index>().prop_map(Damage::Repeat),
        (any::<Index>(), any::<Index>()).prop_map(|(a, b)| Damage::Swap(a, b)),
        (key, "[0-9.,e+-]{0,45}").prop_map(|(key, text)| Damage::Append(format!("&{key}={text}"))),
    ]
}

fn damaged(link: &str, list: &[Damage]) -> String {
    let mut chars: Vec<char> = link.chars().collect();
    for one in list {
        match one {
            Damage::Insert(at, text) => {
                let at = at.index(chars.len() + 1);
                chars.splice(at..at, text.chars());
            }
            Damage::Append(text) => chars.extend(text.chars()),
            Damage::Repeat(piece) => {
                let text = String::from_iter(&chars);
                let pieces: Vec<&str> = text.split('&').collect();
                chars = format!("{text}&{}", pieces[piece.index(pieces.len())]).chars().collect();
            }
            _ if chars.is_empty() => {}
            Damage::Remove(at) => drop(chars.remove(at.index(chars.len()))),
            Damage::Replace(at, c) => {
                let at = at.index(chars.len());
                chars[at] = *c;
            }
            Damage::Swap(a, b) => {
                let (a, b) = (a.index(chars.len()), b.index(chars.len()));
                chars.swap(a, b);
            }
        }
    }
    String::from_iter(chars)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_link_is_read_back_as_it_was_written(s in scenario()) {
        let text = link::print(&s);
        prop_assert!(text.len() < link::LONGEST / 2, "{} characters", text.len());
        prop_assert!(text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"=&.-".contains(&b)));
        prop_assert_eq!(link::parse(&text), (s, vec![]));
        prop_assert_eq!(link::parse(&format!("#{text}")), (s, vec![]));
        prop_assert_eq!(by_hand(&text), (s, 0));
    }

    #[test]
    fn a_document_is_read_back_as_it_was_written(s in scenario()) {
        let document = Document::of(&s);
        let text = serde_json::to_string(&document).unwrap();
        let back: Document = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(&back, &document);
        prop_assert_eq!(back.scenario(), (s, vec![]));
    }

    #[test]
    fn any_text_is_read_or_reported(text in any_text(10_000)) {
        reads_as_by_hand(&text)?;
        reads_as_by_hand(&format!("v=1&{text}"))?;
    }

    #[test]
    fn a_damaged_link_is_read_as_far_as_it_goes(s in scenario(), list in prop::collection::vec(damage(), 1..8)) {
        reads_as_by_hand(&damaged(&link::print(&s), &list))?;
    }

    #[test]
    fn any_settings_of_a_document_are_used_or_reported(settings in settings(), version in 0_u32..3) {
        let taken = |(key, text): (&String, &String)| {
            ParameterId::from_key(key).is_some_and(|id| Scenario::default().with_written(id, text).is_ok())
        };
        // A coin for a table is two settings now, each of which is used once.
        let mut now: Vec<(String, String)> = Vec::new();
        let mut again = 0;
        for (key, text) in &settings {
            for piece in renamed(&format!("{key}={text}")) {
                let (key, text) = piece.split_once('=').unwrap_or_default();
                if now.iter().any(|(other, _)| other == key) { again += 1 } else { now.push((key.to_owned(), text.to_owned())) }
            }
        }
        let read: Vec<bool> = now.iter().map(|(key, text)| taken((key, text))).collect();
        let (scenario, reports) = Document { version, settings: settings.into_iter().collect() }.scenario();
        prop_assert!(within_ranges(&scenario));
        if version != 1 {
            prop_assert_eq!((reports.len(), scenario), (1, Scenario::default()));
            return Ok(());
        }
        // What is neither reported nor changed said what is the default anyway.
        let used = read.iter().filter(|taken| **taken).count();
        prop_assert_eq!(reports.len(), read.len() - used + again, "{:?}", reports);
        // That it says nothing of rates can change them too.
        prop_assert!(scenario.changed().count() <= used + 1);
    }

    /// Whatever is typed is refused, or becomes a value within range that is written so as to be read again.
    #[test]
    fn typed_text_is_taken_within_range_or_refused(s in scenario(), row in 0..PARAMETERS.len(), text in typed()) {
        let p = &PARAMETERS[row];
        match s.with_typed(p.id, &text) {
            Ok(changed) => {
                prop_assert!(within_ranges(&changed));
                prop_assert_eq!(changed.with_written(p.id, &changed.written(p.id)), Ok(changed));
            }
            Err(error) => {
                prop_assert_eq!(&error.place, &p.id.into());
                prop_assert!(sentence(&error, english()).ends_with('.'), "{error}");
                prop_assert!(!matches!(error.cause, Cause::Overflow | Cause::DivisionByZero), "{error}");
            }
        }
    }

    /// What the field itself shows may be typed back.
    #[test]
    fn a_written_number_is_the_same_number_typed(s in scenario(), row in 0..PARAMETERS.len()) {
        let id = PARAMETERS[row].id;
        prop_assert_eq!(Scenario::default().with_typed(id, &s.written(id)).map(|t| t.value(id)), Ok(s.value(id)));
    }
}
