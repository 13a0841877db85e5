//! Further shapes of `files.md`, one or two files each, made up by its rules.

use super::testing::{d, money, price, rate};
use super::{nothing_refused, read_plain};
use cascade_notes::engine::account::NoPrice;
use cascade_notes::engine::error::{Cause, FileProblem};
use cascade_notes::engine::import::proposal::StripKind;
use cascade_notes::engine::import::{Answers, MarginMode, Note, Question, Slot, read};
use cascade_notes::engine::margin::{Contract, Side, VenueId};

fn told(symbol: &str, size: &str) -> Answers {
    Answers { contract_sizes: vec![(symbol.to_owned(), d(size))], ..Answers::default() }
}

/// Six contracts of one name are 0.006 BTC at one venue and 0.06 at another.
#[test]
fn a_contract_size_is_asked_and_never_guessed() {
    let okx = r#"{"code":"0","data":[{"instId":"BTC-USDT-SWAP","pos":"6","posSide":"net","avgPx":"60000","markPx":"61000","lever":"10","mgnMode":"isolated","margin":"360","mmr":"14.64","liqPx":"54300.1","upl":"60"}]}"#;
    let asked = read_plain(okx);
    assert!(asked.positions.is_empty());
    assert_eq!(asked.questions, [Question::ContractSize { symbol: "BTC-USDT-SWAP".to_owned() }]);
    for (size, coins) in [("0.001", "0.006"), ("0.01", "0.06")] {
        let read = read(okx, &told("BTC-USDT-SWAP", size)).unwrap();
        assert_eq!(read.positions[0].size.get(), d(coins));
        assert_eq!((read.positions[0].rule, read.positions[0].mode), (VenueId::Okx, Some(MarginMode::Isolated)));
    }
    let short = read(
        &okx.replace("\"pos\":\"6\",\"posSide\":\"net\"", "\"pos\":\"-6\",\"posSide\":\"net\""),
        &told("BTC-USDT-SWAP", "0.01"),
    );
    assert_eq!(short.unwrap().positions[0].side, Side::Short);
    let kept = read(&okx.replace("net", "short"), &told("BTC-USDT-SWAP", "0.01")).unwrap();
    assert_eq!((kept.positions[0].side, kept.positions[0].hedged), (Side::Short, true));
    let coinm = r#"[{"symbol":"BTCUSD_PERP","positionAmt":"-3","entryPrice":"60000","markPrice":"61000","isolatedWallet":"0.0005","isolated":true}]"#;
    assert_eq!(read_plain(coinm).questions, [Question::ContractSize { symbol: "BTCUSD_PERP".to_owned() }]);
    let inverse = read(coinm, &told("BTCUSD_PERP", "100")).unwrap();
    assert_eq!((inverse.positions[0].contract, inverse.positions[0].size.get()), (Contract::Inverse, d("300")));
}

#[test]
fn positions_of_further_venues() {
    let kucoin = r#"{"code":"200000","data":{"symbol":"XBTUSDTM","crossMode":false,"currentQty":-2,"avgEntryPrice":60000,"markPrice":61000,"multiplier":0.001,"posMargin":12.08,"posMaint":0.55,"maintMarginReq":0.004,"posCost":-120,"unrealisedPnl":-2,"liquidationPrice":65000,"isInverse":false}}"#;
    let read = read_plain(kucoin);
    let position = &read.positions[0];
    assert_eq!((position.side, position.size.get(), position.rule), (Side::Short, d("0.002"), VenueId::Kucoin));
    // What maintenance holds beyond its rate is for closing: 0.55 - 0.48.
    assert_eq!(position.margin, Some(money("12.01")));

    let gate = r#"[{"contract":"BTC_USDT","size":-100,"quanto_multiplier":"0.0001","entry_price":"60000","mark_price":"61000","leverage":"0","maintenance_rate":"0.005","margin":"0","liq_price":"88000","mode":"single"}]"#;
    let position = &read_plain(gate).positions[0];
    assert_eq!(
        (position.size.get(), position.mode, position.rate),
        (d("0.01"), Some(MarginMode::Cross), Some(rate("0.005")))
    );

    let bitget = r#"{"code":"00000","data":[{"symbol":"BTCUSDT","holdSide":"short","total":"0.5","openPriceAvg":"60000","markPrice":"59000","marginMode":"isolated","marginSize":"3000","leverage":"10","keepMarginRate":"0.004","liquidationPrice":"65737.05","posMode":"hedge_mode"}]}"#;
    let position = &read_plain(bitget).positions[0];
    assert_eq!(
        (position.side, position.margin, position.mode),
        (Side::Short, Some(money("3000")), Some(MarginMode::Isolated))
    );
    assert_eq!(position.trigger().unwrap().price().unwrap().get().round_dp(2), d("65737.05"));

    let dydx = r#"{"subaccount":{"equity":"1000","freeCollateral":"700","openPerpetualPositions":{"BTC-USD":{"market":"BTC-USD","status":"OPEN","side":"SHORT","size":"-0.01","entryPrice":"60000","unrealizedPnl":"-10"}},"assetPositions":{"USDC":{"symbol":"USDC","side":"LONG","size":"1610"}}}}"#;
    let read = read_plain(dydx);
    assert_eq!((read.positions.len(), read.positions[0].side), (1, Side::Short));
    assert_eq!(read.account.cross_equity, Some(money("1000")));

    let kraken = r#"{"result":"success","openPositions":[{"side":"short","symbol":"PF_XBTUSD","price":60000,"fillTime":"2024-07-22T14:39:12.376Z","size":0.25,"unrealizedFunding":0E-20,"pnlCurrency":"USD","maxFixedLeverage":5.0}]}"#;
    let position = &read_plain(kraken).positions[0];
    assert_eq!(
        (position.symbol.coin.as_str(), position.contract, position.side),
        ("BTC", Contract::Linear, Side::Short)
    );
}

#[test]
fn ccxt_is_read_from_json_and_from_a_notebook() {
    let python = "[{'info': {'symbol': 'BTCUSDT', 'positionAmt': '0.002', 'entryPrice': '1'}, 'symbol': 'BTC/USDT:USDT', 'contracts': 2.0, 'contractSize': 0.001, 'side': 'long', 'entryPrice': 60000.0, 'markPrice': 61000.0, 'notional': 122.0, 'leverage': 10.0, 'collateral': 14.0, 'unrealizedPnl': 2.0, 'maintenanceMarginPercentage': 0.004, 'liquidationPrice': None, 'marginMode': 'isolated', 'hedged': False}]";
    let read = read_plain(python);
    nothing_refused(&read);
    // The venue's own form under `info` is not read again.
    let [position] = &read.positions[..] else { panic!("{:?}", read.positions) };
    assert_eq!((position.size.get(), position.margin), (d("0.002"), Some(money("12"))));
    let book = r#"{"symbol":"BTC/USDT:USDT","bids":[[60000,1.5]],"asks":[[60001,1]],"timestamp":1700000000000,"datetime":"2023-11-14T22:13:20.000Z","nonce":null}"#;
    assert_eq!(read_plain(book).books[0].symbol, "BTC/USDT:USDT");
    // Without a contract size it is asked.
    let none = python.replace("'contractSize': 0.001", "'contractSize': None");
    assert!(matches!(read_plain(&none).questions[0], Question::ContractSize { .. }));
}

#[test]
fn archive_bands_are_no_book_and_metrics_are_strips() {
    let bands = "timestamp,percentage,depth,notional\n2026-05-01 00:00:03,-1.00,5,500\n2026-05-01 00:00:03,1.00,6,606\n2026-05-01 00:00:33,-0.20,2,200\n2026-05-01 00:00:33,-1.00,7,700\n2026-05-01 00:00:33,1.00,8,808\n";
    let read = read_plain(bands);
    assert!(read.books.is_empty());
    assert_eq!((read.bands.len(), read.bands[1].coins), (3, d("7")));
    assert!(read.notes.contains(&Note::BandsOnly) && read.notes.contains(&Note::LastMoment));
    let metrics = "create_time,symbol,sum_open_interest,sum_open_interest_value,count_toptrader_long_short_ratio,sum_toptrader_long_short_ratio,count_long_short_ratio,sum_taker_long_short_vol_ratio\n2026-05-01 00:05:00,BTCUSDT,80000,4.8E9,1.5,1.2,1.8,0.9\n2026-05-01 00:10:00,BTCUSDT,80100,4.9E9,,1.2,1.8,0.9\n";
    let read = read_plain(metrics);
    let strip = read.strips.iter().find(|strip| strip.kind == StripKind::OpenInterestValue).unwrap();
    assert_eq!(strip.points, [(1_777_593_900_000, d("4800000000")), (1_777_594_200_000, d("4900000000"))]);
}

#[test]
fn a_force_order_stream_counts_too_few() {
    let line = r#"{"e":"forceOrder","E":1568014460893,"o":{"s":"BTCUSDT","S":"BUY","o":"LIMIT","f":"IOC","q":"0.014","p":"9910","ap":"9900","X":"FILLED","l":"0.014","z":"0.014","T":1568014460893}}"#;
    let read = read_plain(&format!("{line}\n{line}\n"));
    assert_eq!((read.liquidations.len(), read.liquidations[0].side), (2, Side::Short));
    assert!(read.notes.contains(&Note::Undercount));
    assert_eq!(
        (read.liquidations[0].price, read.liquidations[0].bankruptcy),
        (Some(price("9900")), Some(price("9910")))
    );
}

#[test]
fn tardis_counts_microseconds() {
    let text = "exchange,symbol,timestamp,local_timestamp,id,side,price,amount\nbinance-futures,BTCUSDT,1700000000000000,1700000000000100,,sell,60000,0.5\n";
    let read = read_plain(text);
    assert_eq!((read.liquidations[0].time, read.liquidations[0].side), (1_700_000_000_000, Side::Long));
}

#[test]
fn our_own_tables_make_positions_and_accounts() {
    let text = "\u{feff}account;symbol;side;size;entry;collateral\r\na;BTC-USD;long;0,5;60000;3000\r\nb;BTC-USD;short;1;61000;5000\r\n";
    let read = read_plain(text);
    assert_eq!((read.rows, read.rows_used), (2, 2));
    assert_eq!((read.positions[0].size.get(), read.positions[0].margin), (d("0.5"), Some(money("3000"))));
    assert_eq!(read.positions[1].account.as_deref(), Some("b"));
    assert!(read.notes.contains(&Note::DecimalComma));
    let book = "book side,price,size\nbid,100,2\nask,101,1\nbid,99,3\n";
    assert_eq!(read_plain(book).books[0].bids.len(), 2);
}

#[test]
fn what_cannot_be_read_says_why() {
    let cause = |text: &str| read(text, &Answers::default()).unwrap_err().cause;
    assert_eq!(cause(""), Cause::Empty);
    assert_eq!(cause("hello"), Cause::File(FileProblem::NoValue));
    assert!(
        matches!(cause("{\"a\": 1, \"b\": [2]}"), Cause::File(FileProblem::UnknownShape { names }) if names == ["a", "b"])
    );
    assert!(matches!(cause("[{\"symbol\":\"BTC\""), Cause::File(FileProblem::NotJson { .. })));
    assert!(matches!(cause("one,two\n1,2\n"), Cause::File(FileProblem::UnknownShape { .. })));
    assert_eq!(cause("symbol,side,size,entry\n"), Cause::File(FileProblem::NoRows));
    let ragged = read("symbol,side,size,entry\nBTCUSDT,long,1\nBTCUSDT,long,1,60000\n", &Answers::default()).unwrap();
    assert_eq!((ragged.rows, ragged.rows_used), (2, 1));
}

/// A file with many accounts becomes accounts of a market; what has no place there is left out by name.
#[test]
fn accounts_are_put_into_a_market() {
    let text = "account,symbol,side,size,entry,collateral\na,BTC-USDT,long,0.504,60000,3000\na,ETH-USDT,short,2,3000,500\nb,BTC-USDT,short,1,61000,5000\nb,BTC-USDT,long,0.4,50000,0\nc,XYZ-USDT,long,1,1,1\n";
    let slot = |name: &str, coin: &str, lot: &str| Slot { name: name.to_owned(), coin: coin.to_owned(), lot: d(lot) };
    let slots = [slot("BTC", "BTC", "0.01"), slot("ETH", "ETH", "0.1")];
    let (accounts, left) = read_plain(text).accounts_for(&slots).unwrap();
    assert_eq!((accounts.len(), left.len()), (2, 1));
    assert_eq!(accounts[0].cash, d("3500"));
    assert_eq!(
        accounts[0].positions,
        [("BTC".to_owned(), d("0.5"), d("60000")), ("ETH".to_owned(), d("-2"), d("3000"))]
    );
    // 0.4 of b's short is hedged: 0.6 are left, entered where both cost the same.
    let (_, size, entry) = &accounts[1].positions[0];
    assert_eq!((*size, entry.round_dp(6)), (d("-0.6"), d("68333.333333")));
}

#[test]
fn an_account_of_a_file_is_the_readers_portfolio() {
    let read = read_plain(&super::sample("hyperliquid-clearinghouse-state.json"));
    let portfolio = read.portfolio().unwrap();
    assert_eq!((portfolio.markets.len(), portfolio.rows.len()), (2, 2));
    let eth = portfolio.row_reading(0).unwrap();
    assert_eq!(eth.trigger.unwrap(), read.positions[0].trigger().unwrap().price().unwrap());
    assert_eq!(portfolio.row_reading(1).unwrap().trigger, Err(NoPrice::Covered));
}
