//! The import vectors of `monitor-vectors.json`, by their ids.

use super::read_plain;
use super::testing::{d, quantity};
use cascade_notes::engine::costs::book::Taker;
use cascade_notes::engine::import::{Answers, read};
use cascade_notes::engine::margin::Side;
use serde_json::Value;
use std::path::Path;

fn vector(id: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/monitor-vectors.json");
    let all: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    all.into_iter().find(|vector| vector["id"] == id).unwrap_or_else(|| panic!("{id} is not there"))
}

/// imp-01: Binance and OKX print the order's side, Bybit and Bitget the position's.
#[test]
fn imp_01_liquidation_sides() {
    let vector = vector("imp-01");
    let answers = Answers { contract_sizes: vec![("BTC-USDT-SWAP".to_owned(), d("0.01"))], ..Answers::default() };
    let said = &vector["inputs"]["liquidation_side_field"];
    let word = |venue: &str| said[venue].as_str().unwrap().to_owned();
    for (venue, text) in [
        (
            "binance forceOrder S",
            r#"{"e":"forceOrder","E":1568014460893,"o":{"s":"BTCUSDT","S":"@","o":"LIMIT","f":"IOC","q":"0.014","p":"9910","ap":"9910","X":"FILLED","l":"0.014","z":"0.014","T":1568014460893}}"#,
        ),
        (
            "okx",
            r#"{"data":[{"instId":"BTC-USDT-SWAP","details":[{"side":"@","posSide":"long","bkPx":"9910","sz":"3","ts":"1568014460893"}]}]}"#,
        ),
        (
            "bybit S",
            r#"{"topic":"allLiquidation.BTCUSDT","data":[{"T":1568014460893,"s":"BTCUSDT","S":"@","v":"0.014","p":"9910"}]}"#,
        ),
        (
            "bitget side",
            r#"{"data":[{"symbol":"BTCUSDT","side":"@","price":"9910","amount":"0.014","ts":"1568014460893"}]}"#,
        ),
    ] {
        let wanted = if vector["expected"]["liquidated_position"][venue] == "long" { Side::Long } else { Side::Short };
        let read = read(&text.replace('@', &word(venue)), &answers).unwrap();
        assert_eq!(read.liquidations[0].side, wanted, "{venue}");
    }
}

/// imp-02: zero and nothing are no price, and `"false"` is a truth value.
#[test]
fn imp_02_nothing_and_truth() {
    let vector = vector("imp-02");
    let field = |name: &str| vector["inputs"]["fields"][name].as_str().unwrap().to_owned();
    let binance = format!(
        r#"[{{"symbol":"BTCUSDT","positionAmt":"1","entryPrice":"100","isAutoAddMargin":"{}","liquidationPrice":"{}"}}]"#,
        field("binance isAutoAddMargin"),
        field("binance liquidationPrice")
    );
    let bybit = format!(
        r#"{{"symbol":"BTCUSDT","side":"Buy","size":"1","avgPrice":"100","positionValue":"100","liqPrice":"{}"}}"#,
        field("bybit liqPrice")
    );
    let okx = format!(
        r#"{{"instId":"BTC-USDT-SWAP","pos":"1","avgPx":"100","ctVal":"0.01","liqPx":"{}"}}"#,
        field("okx liqPx")
    );
    for text in [binance, bybit, okx] {
        assert_eq!(read_plain(&text).positions[0].liquidation, None, "{text}");
    }
    let isolated = |word: &str| {
        let text = format!(
            r#"{{"symbol":"BTCUSDT","positionAmt":"1","entryPrice":"100","isolated":"{word}","isolatedWallet":"5"}}"#
        );
        read_plain(&text).positions[0].margin.is_some()
    };
    assert!(!isolated("false") && isolated("true"));
}

/// imp-04: average prices down a book, and beyond the file's depth the rest is not known.
#[test]
fn imp_04_depth() {
    let vector = vector("imp-04");
    let levels = vector["inputs"]["bids_price_size"].as_array().unwrap();
    let text = |cell: &Value| cell.to_string();
    let side: Vec<String> =
        levels.iter().map(|level| format!("[\"{}\",\"{}\"]", text(&level[0]), text(&level[1]))).collect();
    let book =
        format!(r#"{{"result":{{"s":"BTCUSDT","b":[{}],"a":[["27451","1"]],"ts":1676886120000}}}}"#, side.join(","));
    let proposal = read_plain(&book);
    let ladder = proposal.books[0].ladder(Taker::Sell).unwrap();
    let sells = vector["inputs"]["sell_quantity"].as_array().unwrap();
    for (place, sell) in sells.iter().enumerate() {
        let fill = ladder.walk(quantity(&text(sell))).unwrap();
        assert_eq!(fill.average.get().round_dp(8), d(&text(&vector["expected"]["average_price"][place])).normalize());
        assert_eq!(fill.unfilled, d(&text(&vector["expected"]["unfilled"][place])));
    }
}

/// imp-05: five shapes of book, told by their keys.
#[test]
fn imp_05_book_shapes() {
    assert_eq!(vector("imp-05")["expected"]["recognise_by"].as_array().unwrap().len(), 5);
    let answers = Answers { contract_sizes: vec![(String::new(), d("0.01"))], ..Answers::default() };
    for (venue, text, size) in [
        ("binance", r#"{"bids":[["100","2"]],"asks":[["101","1"]]}"#, "2"),
        ("bybit", r#"{"result":{"b":[["100","2"]],"a":[["101","1"]],"ts":1}}"#, "2"),
        (
            "okx",
            r#"{"data":[{"asks":[["101","1","0","1"]],"bids":[["100","200","0","3"]],"ts":"1597026383085"}]}"#,
            "2",
        ),
        (
            "hyperliquid",
            r#"{"coin":"BTC","levels":[[{"px":"100","sz":"2","n":1}],[{"px":"101","sz":"1","n":1}]],"time":1}"#,
            "2",
        ),
        (
            "tardis",
            "exchange,symbol,timestamp,local_timestamp,asks[0].price,asks[0].amount,bids[0].price,bids[0].amount\ndeepcoin,X,1700000000000000,1700000000000001,101,1,100,2\n",
            "2",
        ),
    ] {
        let proposal = read(text, &answers).unwrap_or_else(|e| panic!("{venue}: {e}"));
        let book = &proposal.books[0];
        assert_eq!((book.bids[0].price.get(), book.bids[0].size.get()), (d("100"), d(size)), "{venue}");
        assert_eq!(book.asks[0].price.get(), d("101"), "{venue}");
    }
}
