//! Documents that are not quite documents: never a panic, always a sentence or a market that runs.

use cascade_notes::engine::cascade::document::Document;
use cascade_notes::engine::cascade::engine::Engine;
use cascade_notes::engine::cascade::rules::{Rules, Shock};
use cascade_notes::engine::random::Stream;
use cascade_notes::words::english;
use cascade_notes::words::errors::sentence;
use std::collections::BTreeMap;

const TEXT: &str = r#"{"cascade-notes-market":1,"symbols":[
{"name":"BTC","price":"100","lot":"0.001","depth":{"log":"600"},"maintenance":{"family":"A","tiers":[["0","0.01"]]},"haircut":"0.05","beta":"1","residual":"0.2"},
{"name":"ETH","price":"10","lot":"0.01","depth":{"one-percent":"1000","exponent":"0.5"},"maintenance":{"family":"A+","tiers":[["0","0.01"],["1000","0.02"]],"jumping":true,"closing-fee":"0.0005"}},
{"name":"L2","price":"1","lot":"1","depth":{"bids":[["0.9","500"],["0.5","90000"]],"asks":[["1.1","500"],["2","90000"]]},"maintenance":{"family":"B","tiers":[["0","0.01"],["500","0.03"]]}},
{"name":"USD","price":"1","lot":"1","depth":{"bottomless":true},"maintenance":{"family":"A","tiers":[["0","0"]]},"haircut":"0"}],
"accounts":[{"mode":"cross","cash":"-5","positions":[["BTC","1.5","101"],["ETH","-3","9.5"]],"coins":[["USD","100"],["BTC","0.2"]]},
{"mode":"isolated","cash":"20","positions":[["L2","200","1.02"]]},
{"mode":"isolated","cash":"12","positions":[["BTC","-1","98"]]},
{"mode":"cross","cash":"60","positions":[["ETH","120","10.1"],["L2","-50","1"]]}]}"#;

/// What a number may be swapped for.
const NUMBERS: [&str; 28] = [
    "0",
    "-1",
    "0.5",
    "2",
    "50",
    "1000",
    "0.02",
    "100",
    "-0.000001",
    "1e400",
    "1e28",
    "1e15",
    "NaN",
    "",
    "9223372036854775807",
    "-9223372036854775808",
    "79228162514264337593543950335",
    "-79228162514264337593543950335",
    "79228162514264337593543950336",
    "0.0000000000000000000000000001",
    "-0.0000000000000000000000000001",
    "9007199254.740992",
    "9007199254740993",
    "0.9999999999999999999999999999",
    "1000000000",
    "123456789.123456789",
    "0.000001",
    "400000",
];

/// Where the numbers of a text stand.
fn numbers(text: &[u8]) -> Vec<(usize, usize)> {
    let part = |byte: u8| byte.is_ascii_digit() || byte == b'.' || byte == b'-';
    let mut out = Vec::new();
    let mut from = None;
    for (at, byte) in text.iter().enumerate() {
        match (from, part(*byte)) {
            (None, true) => from = Some(at),
            (Some(begin), false) => {
                // Names such as one-percent and L2 are not meant.
                if text[begin..at].iter().any(u8::is_ascii_digit)
                    && begin > 0
                    && matches!(text[begin - 1], b'"' | b':' | b'[')
                {
                    out.push((begin, at));
                }
                from = None;
            }
            _ => {}
        }
    }
    out
}

fn place(stream: &mut Stream, text: &[u8]) -> usize {
    stream.below(u32::try_from(text.len().max(1)).unwrap()) as usize
}

fn piece(stream: &mut Stream, text: &[u8]) -> (usize, usize) {
    let from = place(stream, text);
    (from, (from + 1 + stream.below(40) as usize).min(text.len()))
}

fn mutate(stream: &mut Stream, text: &mut Vec<u8>) {
    const BYTES: &[u8] = b"0123456789-+.eE\"{}[],: aAB\\\x00\xff";
    match stream.below(20) {
        0 if !text.is_empty() => {
            let at = place(stream, text);
            text[at] = BYTES[stream.below(u32::try_from(BYTES.len()).unwrap()) as usize];
        }
        1 => {
            let (from, to) = piece(stream, text);
            text.drain(from.min(to)..to);
        }
        2 => {
            let (from, to) = piece(stream, text);
            let copy = text[from.min(to)..to].to_vec();
            let at = place(stream, text);
            text.splice(at..at, copy);
        }
        // The numbers are what reaches the engine, so most changes are theirs.
        _ => {
            let all = numbers(text);
            if !all.is_empty() {
                let (from, to) = all[stream.below(u32::try_from(all.len()).unwrap()) as usize];
                let new = NUMBERS[stream.below(u32::try_from(NUMBERS.len()).unwrap()) as usize];
                text.splice(from..to, new.bytes());
            }
        }
    }
}

/// What became of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    Unread,
    Refused,
    Stopped,
    Ran,
}

fn end(text: &str) -> End {
    let Ok(document) = serde_json::from_str::<Document>(text) else { return End::Unread };
    let (market, population) = match document.read() {
        Ok(both) => both,
        Err(error) => {
            assert!(sentence(&error, english()).ends_with('.'), "{error} is no sentence");
            return End::Refused;
        }
    };
    let shock = Shock::falls(&vec![0.2; market.count().min(3)]).unwrap();
    let mut end = End::Ran;
    for rules in [Rules::default(), Rules { most_rounds: Some(200), ..Rules::assumed() }] {
        match Engine::new(&market, &population).and_then(|mut engine| engine.run(&rules, &shock)) {
            Ok(outcome) => assert!(outcome.last.iter().all(|seen| seen.mark.is_finite()), "{outcome:?}"),
            Err(error) => {
                assert!(sentence(&error, english()).ends_with('.'), "{error} is no sentence");
                end = End::Stopped;
            }
        }
    }
    end
}

#[test]
fn mutated_documents_give_a_sentence_or_a_market_that_runs() {
    let mut stream = Stream::new(51, 0);
    let mut ends: BTreeMap<End, usize> = BTreeMap::new();
    let mut panicked = Vec::new();
    for _ in 0..5000 {
        let mut text = TEXT.as_bytes().to_vec();
        for _ in 0..=stream.below(2) {
            mutate(&mut stream, &mut text);
        }
        let text = String::from_utf8_lossy(&text).into_owned();
        match std::panic::catch_unwind(|| end(&text)) {
            Ok(end) => *ends.entry(end).or_default() += 1,
            Err(_) => panicked.push(text),
        }
    }
    assert!(panicked.is_empty(), "{} documents panicked, the first: {}", panicked.len(), panicked[0]);
    let many = |end| ends.get(&end).copied().unwrap_or(0);
    assert!([End::Unread, End::Refused, End::Ran].into_iter().all(|end| many(end) > 500), "{ends:?}");
    assert!(many(End::Stopped) > 0, "{ends:?}");
}

#[test]
fn the_least_of_all_whole_numbers_is_refused_with_a_sentence() {
    let of = |from: &str, to: &str| {
        assert!(TEXT.contains(from));
        end(&TEXT.replace(from, to))
    };
    assert_eq!(of(r#"["USD","100"]"#, r#"["USD","-9223372036854775807"]"#), End::Refused);
    assert_eq!(of(r#"["USD","100"]"#, r#"["USD","-9223372036854775808"]"#), End::Refused);
}
