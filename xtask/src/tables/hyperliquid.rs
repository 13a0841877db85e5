//! Hyperliquid's `meta`, or the first half of its `metaAndAssetCtxs`: each coin of the universe names a margin table; one without an entry has a single tier.

use super::{Rows, leverage, whole};
use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

/// The tiers of a coin; nothing where the venue does not list it. A thousand of a coin is its `k`.
pub fn rows(file: &Value, coin: &str) -> Result<Option<Rows>> {
    let meta = file.get(0).unwrap_or(file);
    let list = |name: &str| meta.get(name).and_then(Value::as_array).with_context(|| format!("{name} is missing"));
    let name = coin.strip_prefix("1000").map_or_else(|| coin.to_owned(), |coin| format!("k{coin}"));
    let listed = |asset: &&Value| {
        let is_gone = asset.get("isDelisted").and_then(Value::as_bool) == Some(true);
        asset.get("name").and_then(Value::as_str) == Some(&name) && !is_gone
    };
    let Some(asset) = list("universe")?.iter().find(listed) else { return Ok(None) };
    let (table, most) = (whole(asset, "marginTableId")?, leverage(asset, "maxLeverage")?);
    let entry = list("marginTables")?.iter().find(|entry| entry.get(0).and_then(Value::as_u64) == Some(table));
    let Some(entry) = entry else {
        ensure!(table == u64::from(most), "its margin table {table} is missing");
        return Ok(Some(Rows::HighestLeverage(vec![(0, most)])));
    };
    let tiers = entry.get(1).and_then(|entry| entry.get("marginTiers")).and_then(Value::as_array);
    let tiers = tiers.with_context(|| format!("margin table {table} has no tiers"))?;
    let rows = tiers.iter().map(|tier| Ok((whole(tier, "lowerBound")?, leverage(tier, "maxLeverage")?)));
    let rows: Vec<_> = rows.collect::<Result<_>>()?;
    ensure!(rows.first().is_some_and(|row| row.1 == most), "its margin table {table} does not begin with {most}x");
    Ok(Some(Rows::HighestLeverage(rows)))
}
