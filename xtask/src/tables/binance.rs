//! Binance's `leverageBracket`: a list of symbols, each with its brackets.

use super::{Rows, leverage, number, whole};
use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

/// The brackets of a coin's contract in USDT; nothing where the file has none.
pub fn rows(file: &Value, coin: &str) -> Result<Option<Rows>> {
    let symbols = file.as_array().context("the file is no list of symbols")?;
    let name = format!("{coin}USDT");
    let Some(symbol) = symbols.iter().find(|symbol| symbol.get("symbol").and_then(Value::as_str) == Some(&name)) else {
        return Ok(None);
    };
    let brackets = symbol.get("brackets").and_then(Value::as_array).context("it has no brackets")?;
    let rows = brackets.iter().map(|bracket| {
        let floor = whole(bracket, "notionalFloor")?;
        Ok((floor, hundredths(number(bracket, "maintMarginRatio")?)?, leverage(bracket, "initialLeverage")?))
    });
    Ok(Some(Rows::Brackets(rows.collect::<Result<_>>()?)))
}

/// A rate in hundredths of a per cent. Errors: one that is finer, or takes all.
fn hundredths(rate: f64) -> Result<u16> {
    let counted = (rate * 1e4).round();
    ensure!((rate * 1e4 - counted).abs() < 1e-6 && (0.0..1e4).contains(&counted), "a maintenance rate is {rate}");
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole, and checked above")]
    Ok(counted as u16)
}
