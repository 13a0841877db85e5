//! The tables held in the engine against the venue's own rows.

use crate::inputs::number;
use cascade_notes::engine::margin::tables::binance::TABLE;
use cascade_notes::engine::units::Money;
use rust_decimal::Decimal;
use serde_json::Value;

/// Rate, floor, leverage and cumulative amount of every row, and the same bracket found from both of its ends.
#[test]
fn every_row_of_the_binance_table_is_the_venues() {
    let text = std::fs::read_to_string("tests/data/binance-tiers-2024-10.json").unwrap();
    let file: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(file["as_of"].as_str(), TABLE.as_of);
    let symbols = file["symbols"].as_object().unwrap();
    assert_eq!(symbols.len(), TABLE.coins.len());
    let mut rows_seen = 0;
    for (symbol, rows) in symbols {
        let tiers = TABLE.tiers(symbol).unwrap().unwrap_or_else(|| panic!("{symbol} is missing"));
        let rows = rows.as_array().unwrap();
        assert_eq!(rows.len(), tiers.brackets().len(), "{symbol}");
        for (row, bracket) in rows.iter().zip(tiers.brackets()) {
            let column = |name: &str| number(&row[name]);
            assert_eq!(Some(bracket.floor), column("floor"), "{symbol}");
            assert_eq!(Some(bracket.rate), column("maintenance_rate"), "{symbol} {}", bracket.floor);
            assert_eq!(bracket.max_leverage, column("max_leverage"), "{symbol} {}", bracket.floor);
            assert_eq!(Some(bracket.deduction), column("cumulative"), "{symbol} {}", bracket.floor);
            let just_below_the_cap = column("cap").unwrap() - Decimal::new(1, 8);
            for notional in [bracket.floor, just_below_the_cap] {
                assert_eq!(tiers.at(Money::new(notional)), Some(bracket), "{symbol} {notional}");
            }
            rows_seen += 1;
        }
    }
    assert_eq!(rows_seen, 93);
}
