//! The margin tables of the engine, made anew from a file in a venue's own form: one file a venue, of figures only, with its source and its date.
//!
//! Lives here: what is read (`binance`, `hyperliquid`), and what is written. Only coins that a position can be of are kept.

mod binance;
mod hyperliquid;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail, ensure};
use cascade_notes::engine::margin::tables;
use serde_json::Value;

use crate::process;

/// What is asked for.
#[derive(Debug, PartialEq, Eq, Default)]
pub struct Options {
    /// Whose file it is: `binance` or `hyperliquid`.
    pub venue: String,
    /// The file.
    pub file: PathBuf,
    /// When the figures were true, as `2024-10`; nothing where that is not known.
    pub as_of: Option<String>,
    /// Where the file comes from, in words.
    pub source: String,
}

/// The rows of a coin, as the engine keeps them.
#[derive(Debug, PartialEq, Eq)]
enum Rows {
    /// Floor, maintenance rate in hundredths of a per cent, highest leverage.
    Brackets(Vec<(u64, u16, u16)>),
    /// Floor and highest leverage.
    HighestLeverage(Vec<(u64, u16)>),
}

/// A venue whose form is read.
struct Venue {
    word: &'static str,
    /// Its variant of `VenueId`.
    id: &'static str,
    /// What its rows are, for the head of the file.
    about: &'static str,
    read: fn(&Value, &str) -> Result<Option<Rows>>,
}

const VENUES: [Venue; 2] = [
    Venue {
        word: "binance",
        id: "BinanceUsdm",
        about: "Leverage brackets published by Binance for USD-M contracts. A row is floor (USDT notional), maintenance rate (hundredths of a\n\
                //! per cent) and highest leverage; the cumulative amounts follow by the recurrence.",
        read: binance::rows,
    },
    Venue {
        word: "hyperliquid",
        id: "Hyperliquid",
        about: "Hyperliquid's margin tiers. A row is floor (USD notional) and highest leverage; the maintenance rate is half of the initial\n\
                //! rate at that leverage, and brackets are marginal.",
        read: hyperliquid::rows,
    },
];

/// Writes the table of a venue into the engine.
pub fn write(root: &Path, options: &Options) -> Result<()> {
    let text =
        fs::read_to_string(&options.file).with_context(|| format!("{} cannot be read", options.file.display()))?;
    let made = made(options, &text)?;
    let path = root.join("src/engine/margin/tables").join(format!("{}.rs", options.venue));
    fs::write(&path, made).with_context(|| format!("{} cannot be written", path.display()))?;
    process::quiet(Command::new("rustfmt").args(["--edition", "2024"]).arg(&path), "rustfmt comes with rustup.")?;
    println!("{} is the table of that file now: run the tests, and look at what has changed.", path.display());
    Ok(())
}

/// The text of a table. Errors: a venue whose form is not read, no source, a file that is none of that form.
fn made(options: &Options, text: &str) -> Result<String> {
    let Options { venue: word, as_of, source, .. } = options;
    let known = || VENUES.map(|venue| venue.word).join(", ");
    let Some(venue) = VENUES.into_iter().find(|venue| venue.word == word) else {
        bail!("There is no reader for {word}: {} are read.", known());
    };
    ensure!(!source.is_empty(), "Say where the file comes from: --source TEXT.");
    let file: Value = serde_json::from_str(text).context("The file is no JSON")?;
    let (mut coins, mut rows_of) = (String::new(), String::new());
    for coin in tables::binance::TABLE.coins {
        let Some(rows) = (venue.read)(&file, coin.name).with_context(|| format!("{} cannot be used", coin.name))?
        else {
            continue;
        };
        let (kind, row, list) = match rows {
            Rows::Brackets(rows) => (
                "Brackets",
                "(u64, u16, u16)",
                listed(&rows, |(floor, rate, leverage)| format!("({}, {rate}, {leverage})", grouped(*floor)))?,
            ),
            Rows::HighestLeverage(rows) => (
                "HighestLeverage",
                "(u64, u16)",
                listed(&rows, |(floor, leverage)| format!("({}, {leverage})", grouped(*floor)))?,
            ),
        };
        let name = constant(coin.name);
        // Writing to a String cannot fail.
        let _ =
            writeln!(coins, "Coin {{ name: {:?}, key: {:?}, figures: Figures::{kind}({name}) }},", coin.name, coin.key);
        let _ = writeln!(rows_of, "const {name}: &[{row}] = &[{list}];");
    }
    ensure!(!coins.is_empty(), "None of the coins of this page is in the file.");
    let date = as_of.as_ref().map_or_else(|| "None".to_owned(), |date| format!("Some({date:?})"));
    let said = as_of.as_ref().map_or_else(|| "of no known date".to_owned(), |date| format!("as of {date}"));
    Ok(format!(
        "//! {about}\n//!\n//! Figures only, {said}. Made by `cargo xtask tables {word}`; not to be edited.\n//! Source: {source}.\n\n\
         use super::{{Coin, Figures, Published}};\nuse crate::engine::margin::VenueId;\n\n\
         /// The table. Its coins are those that a position can be of.\n\
         pub const TABLE: Published = Published {{ venue: VenueId::{id}, as_of: {date}, derived: false, coins: &[{coins}] }};\n\n{rows_of}",
        about = venue.about,
        id = venue.id,
    ))
}

/// Rows as they are written, each with a floor above that of the one before. Errors: none, or floors that do not rise from zero.
fn listed<R>(rows: &[R], written: impl Fn(&R) -> String) -> Result<String>
where
    R: Floor,
{
    ensure!(rows.first().is_some_and(|row| row.floor() == 0), "its rows do not begin at zero");
    ensure!(rows.windows(2).all(|pair| matches!(pair, [a, b] if a.floor() < b.floor())), "its floors do not rise");
    Ok(rows.iter().map(written).collect::<Vec<_>>().join(", "))
}

trait Floor {
    fn floor(&self) -> u64;
}

impl Floor for (u64, u16, u16) {
    fn floor(&self) -> u64 {
        self.0
    }
}

impl Floor for (u64, u16) {
    fn floor(&self) -> u64 {
        self.0
    }
}

/// The name of a coin's rows: a constant does not begin with a digit.
fn constant(coin: &str) -> String {
    let letters = coin.trim_start_matches(|c: char| c.is_ascii_digit());
    format!("{letters}{}", coin.strip_suffix(letters).unwrap_or_default())
}

/// A whole number in groups of three digits.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && digits.len().saturating_sub(place).is_multiple_of(3) {
            out.push('_');
        }
        out.push(digit);
    }
    out
}

/// A whole number, written as a number or as a text. Errors: what it is called, where it is none.
fn whole(value: &Value, name: &str) -> Result<u64> {
    let number = number(value, name)?;
    ensure!(number >= 0.0 && number.fract() == 0.0 && number < 1e15, "{name} is {number}, which is no whole number");
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole, and checked above")]
    Ok(number as u64)
}

/// A number, written as a number or as a text.
fn number(value: &Value, name: &str) -> Result<f64> {
    let found = value.get(name).with_context(|| format!("{name} is missing"))?;
    let number = found.as_f64().or_else(|| found.as_str()?.parse().ok());
    number.with_context(|| format!("{name} is no number: {found}"))
}

/// The highest leverage of a row.
fn leverage(value: &Value, name: &str) -> Result<u16> {
    let leverage = whole(value, name)?;
    ensure!(leverage > 0, "{name} is zero");
    u16::try_from(leverage).with_context(|| format!("{name} is {leverage}"))
}

#[cfg(test)]
mod tests;
