use super::*;

const META: &str = include_str!("../../../tests/data/tables/hyperliquid-meta.json");

fn options(venue: &str, as_of: Option<&str>, source: &str) -> Options {
    Options {
        venue: venue.to_owned(),
        as_of: as_of.map(str::to_owned),
        source: source.to_owned(),
        ..Options::default()
    }
}

/// Without what a formatter sets.
fn bare(text: &str) -> String {
    let close: String = text.split_whitespace().collect();
    close.replace(",]", "]").replace(",}", "}").replace(",)", ")")
}

/// The rows that are kept to check the engine, in the form in which the venue gives them.
fn brackets() -> String {
    let kept: Value = serde_json::from_str(include_str!("../../../tests/data/binance-tiers-2024-10.json")).unwrap();
    let mut symbols = Vec::new();
    for (symbol, rows) in kept["symbols"].as_object().unwrap() {
        let mut brackets = Vec::new();
        for row in rows.as_array().unwrap() {
            let of = |name: &str| row[name].as_str().unwrap().parse::<f64>().unwrap();
            let (floor, rate, most) = (of("floor"), of("maintenance_rate"), of("max_leverage"));
            brackets
                .push(serde_json::json!({ "notionalFloor": floor, "maintMarginRatio": rate, "initialLeverage": most }));
        }
        symbols.push(serde_json::json!({ "symbol": format!("{symbol}USDT"), "brackets": brackets }));
    }
    serde_json::to_string(&symbols).unwrap()
}

#[test]
fn each_table_of_the_engine_is_what_its_file_makes() {
    for (name, text, as_of, engine) in [
        ("hyperliquid", META, None, include_str!("../../../src/engine/margin/tables/hyperliquid.rs")),
        ("binance", &brackets(), Some("2024-10"), include_str!("../../../src/engine/margin/tables/binance.rs")),
    ] {
        let source = engine.lines().find_map(|line| line.strip_prefix("//! Source: ")).unwrap();
        let made = made(&options(name, as_of, source.trim_end_matches('.')), text).unwrap();
        assert_eq!(bare(&made), bare(engine), "{name}");
    }
}

#[test]
fn a_file_of_both_halves_is_read_and_a_delisted_coin_is_not() {
    let both = format!("[{META},[]]").replace("\"name\":\"DOGE\"", "\"isDelisted\":true,\"name\":\"DOGE\"");
    let made = made(&options("hyperliquid", Some("2026-11"), "a test"), &both).unwrap();
    assert!(made.contains("as_of: Some(\"2026-11\")") && made.contains("as of 2026-11"), "{made}");
    assert!(made.contains("const PEPE1000: &[(u64, u16)] = &[(0, 10), (20_000_000, 5)];"), "{made}");
    assert!(made.contains("const WIF: &[(u64, u16)] = &[(0, 5)];") && !made.contains("DOGE"), "{made}");
}

#[test]
fn what_is_missing_or_wrong_is_named() {
    let why = |venue: &str, text: &str| format!("{:#}", made(&options(venue, None, "a test"), text).unwrap_err());
    assert!(why("okx", "{}").contains("binance, hyperliquid are read"));
    assert!(why("hyperliquid", "{").contains("no JSON"));
    assert!(why("hyperliquid", "{}").contains("universe is missing"));
    assert!(why("hyperliquid", "{\"universe\":[],\"marginTables\":[]}").contains("None of the coins"));
    for (from, to, named) in [
        ("\"marginTableId\":56", "\"marginTableId\":99", "BTC cannot be used: its margin table 99 is missing"),
        ("\"maxLeverage\":40,\"marginTableId\"", "\"maxLeverage\":50,\"marginTableId\"", "does not begin with 50x"),
        ("\"lowerBound\":\"150000000.0\"", "\"lowerBound\":\"0.0\"", "its floors do not rise"),
        ("\"lowerBound\":\"150000000.0\"", "\"lowerBound\":\"much\"", "lowerBound is no number"),
    ] {
        assert!(META.contains(from), "{from}");
        let said = why("hyperliquid", &META.replace(from, to));
        assert!(said.contains(named), "{said}");
    }
    let bracket = |rate: &str, floor: u32| {
        let row = format!("{{\"notionalFloor\":{floor},\"maintMarginRatio\":{rate},\"initialLeverage\":125}}");
        format!("[{{\"symbol\":\"BTCUSDT\",\"brackets\":[{row}]}}]")
    };
    assert!(why("binance", &bracket("0.00405", 0)).contains("a maintenance rate is 0.00405"));
    assert!(why("binance", &bracket("0.004", 5)).contains("its rows do not begin at zero"));
    let unsourced = made(&options("binance", None, ""), "[]").unwrap_err().to_string();
    assert!(unsourced.contains("--source"), "{unsourced}");
}
