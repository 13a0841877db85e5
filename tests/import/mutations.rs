//! Damaged files: whatever was done to one, it is read or refused with a reason, and nothing panics.
//!
//! A few thousand cases a run; `IMPORT_MUTATIONS` says how many instead, such as 1000000.

use super::sample;
use cascade_notes::engine::import::{Answers, Proposal, read};
use cascade_notes::engine::random::Stream;
use std::str::FromStr as _;

use cascade_notes::words::{english, errors};

const SAMPLES: [&str; 7] = [
    "binance-account.json",
    "binance-depth.json",
    "binance-funding-rate.csv",
    "binance-leverage-bracket.json",
    "binance-position-risk-hedge.json",
    "bybit-position-list.json",
    "hyperliquid-clearinghouse-state.json",
];

/// What is put into a file.
const PIECES: [&str; 40] = [
    "",
    "0",
    "-",
    "-1",
    "1e999",
    "1e-999",
    "9999999999999999999999999999",
    "0.0000000000000000000000000001",
    "79228162514264337593543950335",
    "NaN",
    "null",
    "\"\"",
    "\"--\"",
    "true",
    "\"false\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "'",
    "\u{feff}",
    "\u{202e}",
    "\r\n",
    ";",
    "\t",
    "{}",
    "[]",
    "[[",
    "\u{0}",
    "None",
    "\"0E-20\"",
    "1,5",
    "\"Sell\"",
    "\"SHORT\"",
    "-0",
    "1e28",
];

fn mutated(text: &str, stream: &mut Stream) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let times = 1 + stream.below(4);
    for _ in 0..times {
        let len = bytes.len() as u32;
        let at = stream.below(len + 1) as usize;
        match stream.below(6) {
            0 => {
                let piece = PIECES[stream.below(PIECES.len() as u32) as usize];
                bytes.splice(at..at, piece.bytes());
            }
            1 => {
                let end = (at + 1 + stream.below(12) as usize).min(bytes.len());
                bytes.drain(at..end.max(at));
            }
            2 => bytes.truncate(at),
            3 if at < bytes.len() => bytes[at] = stream.below(128) as u8,
            4 => {
                // A number becomes another.
                let from = bytes[at..].iter().position(u8::is_ascii_digit).map(|p| p + at);
                if let Some(from) = from {
                    let end = bytes[from..]
                        .iter()
                        .position(|b| !b.is_ascii_digit() && *b != b'.')
                        .map_or(bytes.len(), |p| p + from);
                    let piece = PIECES[stream.below(PIECES.len() as u32) as usize];
                    bytes.splice(from..end, piece.bytes());
                }
            }
            _ => {
                let end = (at + stream.below(200) as usize).min(bytes.len());
                let copy = bytes[at.min(end)..end].to_vec();
                bytes.splice(at..at, copy);
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What the page would ask of a proposal.
fn ask_everything(proposal: &Proposal) {
    for position in &proposal.positions {
        let _ = position.trigger();
        let _ = position.maintenance_under(position.rule);
        if let Some(rate) = position.rate {
            let _ = position.implied_wallet(rate);
        }
    }
    if let Ok(Some((account, places))) = proposal.cross_account() {
        for (index, place) in places.iter().enumerate() {
            let _ = account.liquidation(index, &proposal.positions[*place].rule());
        }
    }
    for book in &proposal.books {
        let _ = book.one_percent_depth();
    }
    assert!(proposal.rows_used <= proposal.rows, "{} of {}", proposal.rows_used, proposal.rows);
}

#[test]
fn no_damage_panics_and_every_refusal_has_a_reason() {
    let cases: u64 = std::env::var("IMPORT_MUTATIONS").ok().and_then(|n| u64::from_str(&n).ok()).unwrap_or(4_000);
    let samples: Vec<String> = SAMPLES.iter().map(|name| sample(name)).collect();
    let (mut accepted, mut refused) = (0_u64, 0_u64);
    for case in 0..cases {
        let mut stream = Stream::new(15, case);
        let text = mutated(&samples[(case % samples.len() as u64) as usize], &mut stream);
        match read(&text, &Answers::default()) {
            Ok(proposal) => {
                accepted += 1;
                ask_everything(&proposal);
                assert!(!proposal.is_empty() || !proposal.questions.is_empty(), "case {case}: {text}");
            }
            Err(error) => {
                refused += 1;
                let sentence = errors::sentence(&error, english());
                assert!(sentence.len() > 10 && sentence.ends_with('.'), "case {case}: {sentence}");
            }
        }
    }
    // Both happen, or nothing was tried.
    assert!(accepted > cases / 20 && refused > cases / 20, "{accepted} accepted, {refused} refused");
}
