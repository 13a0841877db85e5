//! Margin tables of further shapes.

use super::read_plain;
use super::testing::{d, money, price};
use cascade_notes::engine::import::proposal::FloorUnit;
use cascade_notes::engine::import::{Answers, Note, Question, read};

/// Brackets by contracts, with gaps like 2000 / 2001, and no cumulative amounts: the requirement jumps.
#[test]
fn okx_tiers_need_a_contract_size_and_jump() {
    let text = r#"{"code":"0","data":[{"instFamily":"BTC-USDT","tier":"1","minSz":"0","maxSz":"2000","mmr":"0.004","imr":"0.01","maxLever":"100"},{"instFamily":"BTC-USDT","tier":"2","minSz":"2001","maxSz":"4000","mmr":"0.005","imr":"0.0133","maxLever":"75"}]}"#;
    assert_eq!(read_plain(text).questions, [Question::ContractSize { symbol: "BTC-USDT".to_owned() }]);
    let answers = Answers { contract_sizes: vec![("BTC-USDT".to_owned(), d("0.01"))], ..Answers::default() };
    let read = read(text, &answers).unwrap();
    let table = &read.tables[0];
    assert_eq!((table.unit, table.marginal), (FloorUnit::Coins, false));
    let tiers = table.tiers(price("60000")).unwrap();
    assert_eq!(tiers.brackets()[1].floor, d("1200600"));
    assert_eq!(tiers.maintenance(money("1200600")).unwrap(), money("6003"));
    assert!(read.notes.iter().any(|note| matches!(note, Note::Jumping { .. })));
}

/// Bybit prints caps and deductions; whether its rates are fractions or per cent, initial rate times leverage says.
#[test]
fn bybit_risk_limits_have_caps_and_say_by_their_leverage_what_their_rates_are() {
    for (first, second) in [(("0.02", "0.04"), ("0.025", "0.05")), (("2", "4"), ("2.5", "5"))] {
        let text = format!(
            r#"{{"result":{{"list":[{{"id":1,"symbol":"BTCUSDT","riskLimitValue":"1000","maintenanceMargin":"{}","initialMargin":"{}","maxLeverage":"25.00","mmDeduction":""}},{{"id":2,"symbol":"BTCUSDT","riskLimitValue":"2000","maintenanceMargin":"{}","initialMargin":"{}","maxLeverage":"20.00","mmDeduction":"5"}}]}}}}"#,
            first.0, first.1, second.0, second.1
        );
        let tiers = read_plain(&text).tables[0].tiers(price("1")).unwrap();
        assert_eq!((tiers.brackets()[0].rate, tiers.brackets()[1].floor), (d("0.02"), d("1000")));
        assert_eq!(tiers.brackets()[1].deduction, d("5"));
    }
}

#[test]
fn hyperliquid_coins_give_their_rate_by_their_highest_leverage() {
    let text = r#"{"universe":[{"name":"BTC","szDecimals":5,"maxLeverage":40},{"name":"ETH","szDecimals":4,"maxLeverage":25}]}"#;
    let read = read_plain(text);
    let rates: Vec<_> = read.tables.iter().map(|t| (t.symbol.as_str(), t.brackets[0].rate)).collect();
    assert_eq!(rates, [("BTC", d("0.0125")), ("ETH", d("0.02"))]);
}

#[test]
fn ccxt_tiers_take_the_cumulative_amounts_that_their_venue_printed() {
    let text = r#"{"BTC/USDT:USDT":[{"tier":1,"minNotional":0,"maxNotional":50000,"maintenanceMarginRate":0.004,"maxLeverage":125,"info":{"cum":"0.0"}},{"tier":2,"minNotional":50000,"maxNotional":600000,"maintenanceMarginRate":0.005,"maxLeverage":100,"info":{"cum":"50.0"}}]}"#;
    let read = read_plain(text);
    let table = &read.tables[0];
    assert_eq!((table.symbol.as_str(), table.marginal), ("BTC/USDT:USDT", true));
    assert_eq!(table.tiers(price("1")).unwrap().brackets()[1].deduction, d("50"));
}

#[test]
fn kraken_levels_begin_at_a_zero_in_scientific_notation() {
    let text = r#"{"instruments":[{"symbol":"PF_XBTUSD","contractSize":1,"marginLevels":[{"numNonContractUnits":"0E-20","initialMargin":0.02,"maintenanceMargin":0.01},{"numNonContractUnits":"500000","initialMargin":0.04,"maintenanceMargin":0.02}]}]}"#;
    let table = &read_plain(text).tables[0];
    assert_eq!((table.symbol.as_str(), table.brackets[0].floor, table.brackets.len()), ("PF_XBTUSD", d("0"), 2));
}

/// A table that falls is none; the others of the file stand.
#[test]
fn a_broken_table_is_refused_by_its_name() {
    let text = "symbol,floor,rate\nBTC,0,0.01\nBTC,1000,0.005\nETH,0,0.01\n";
    let read = read_plain(text);
    assert_eq!((read.tables.len(), read.tables[0].symbol.as_str()), (1, "ETH"));
    assert!(read.first_refusal().is_some());
}
