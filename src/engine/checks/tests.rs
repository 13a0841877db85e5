use super::*;
use crate::testing::{d, money, price, quantity, rate, scenario};

fn checked(id: CheckId, settings: &str, snapshot: Snapshot) -> Finding {
    let scenario = scenario(settings);
    run(id, &scenario, &snapshot, id.row().limit(&scenario))
}

/// The verdict of a check under settings, with nothing known beside them.
fn says(id: CheckId, settings: &str) -> Verdict {
    checked(id, settings, Snapshot::default()).verdict
}

/// The same of the default trade, with something known beside it.
fn knowing(id: CheckId, snapshot: Snapshot) -> Verdict {
    checked(id, "v=1", snapshot).verdict
}

use Verdict::{Fail, NotKnown, Pass, Warn};

#[test]
fn every_check_stands_once_in_its_order_with_a_word_of_its_own() {
    for (number, row) in CHECKS.iter().enumerate() {
        assert_eq!(row.id as usize, number);
        assert!(CHECKS.iter().filter(|other| other.key == row.key).count() == 1, "{}", row.key);
        assert!(!row.terms.is_empty());
        // A warning comes before a failure.
        let limit = row.limit(&Scenario::default());
        match row.worse {
            Worse::Above => assert!(limit.warn <= limit.fail, "{}", row.key),
            Worse::Below => assert!(limit.warn >= limit.fail, "{}", row.key),
        }
    }
    let found = of_moment(Moment::Before, &Scenario::default(), &Snapshot::default());
    let open = of_moment(Moment::Open, &Scenario::default(), &Snapshot::default());
    assert_eq!((found.len(), open.len(), found.len() + open.len()), (9, 7, CHECKS.len()));
}

/// 60,000 USD of a ladder of 300,000, 108,000 of it within one per cent.
#[test]
fn size_is_held_against_the_whole_book_and_against_one_per_cent_of_it() {
    let all = |size: &str| says(CheckId::SizeInBook, &format!("v=1&book=ladder&size={size}"));
    assert_eq!((all("1.25"), all("1.2501"), all("2.5"), all("2.5001")), (Pass, Warn, Warn, Fail));
    let near = |size: &str| says(CheckId::SizeInOnePercent, &format!("v=1&book=ladder&size={size}"));
    assert_eq!((near("0.45"), near("0.4501"), near("1.8"), near("1.8001")), (Pass, Warn, Warn, Fail));
    assert_eq!(says(CheckId::SizeInOnePercent, "v=1&book=linear&size=0.8"), Pass);
    assert_eq!(says(CheckId::SizeInOnePercent, "v=1&book=linear&size=0.9"), Warn);
    // A typed slippage says nothing of a book, and a modelled book has no end.
    assert_eq!((says(CheckId::SizeInBook, "v=1"), says(CheckId::SizeInOnePercent, "v=1")), (NotKnown, NotKnown));
    assert_eq!(says(CheckId::SizeInBook, "v=1&book=linear"), NotKnown);
    let empty = "v=1&book=ladder&depth-first=0&depth-second=0&depth-third=0&depth-fourth=0&depth-fifth=0&depth-sixth=0";
    assert_eq!((says(CheckId::SizeInBook, empty), says(CheckId::SizeInOnePercent, empty)), (Fail, Fail));
}

/// Binance's table of Bitcoin allows 125 times up to 50,000 USDT and 100 times from there.
#[test]
fn leverage_is_held_against_the_bracket_of_the_size() {
    let at = |leverage: &str| says(CheckId::BracketLeverage, &format!("v=1&table=binance&leverage={leverage}"));
    assert_eq!((at("80"), at("80.01"), at("100"), at("100.01")), (Pass, Warn, Warn, Fail));
    assert_eq!(says(CheckId::BracketLeverage, "v=1"), NotKnown);
}

/// At 10x the optimistic edge lies 9.55 % away, the conservative 7.99 %.
#[test]
fn both_prices_are_held_against_the_distance_that_is_accepted() {
    let at = |percent: &str| {
        let limit = Limit { warn: d(percent), fail: d(percent) };
        run(CheckId::BothDistances, &scenario("v=1"), &Snapshot::default(), limit).verdict
    };
    assert_eq!((at("7.99"), at("8"), at("9.54"), at("9.55")), (Pass, Warn, Warn, Fail));
    // Fully paid, no price liquidates a long; and where every price does, none is far enough.
    assert_eq!(says(CheckId::BothDistances, "v=1&leverage=1&count-funding=off"), Pass);
    assert_eq!(says(CheckId::BothDistances, "v=1&leverage=125&rate=1"), Fail);
    // A book that ends before the size is sold gives no conservative price.
    assert_eq!(says(CheckId::BothDistances, "v=1&book=linear&depth=1"), NotKnown);
}

#[test]
fn fees_of_a_round_trip_are_held_against_the_margin() {
    let at = |leverage: &str| says(CheckId::RoundTrip, &format!("v=1&leverage={leverage}"));
    assert_eq!((at("10"), at("10.01"), at("50"), at("50.01")), (Pass, Warn, Warn, Fail));
    assert_eq!(says(CheckId::RoundTrip, "v=1&opening-fee=-0.05&closing-fee=0.05&leverage=20"), Pass);
    assert_eq!(says(CheckId::RoundTrip, "v=1&book=linear&depth=1"), NotKnown);
}

/// 0.01 % x 3 a day of ten times the margin.
#[test]
fn funding_to_the_exit_is_held_against_the_margin() {
    let at = |settings: &str| says(CheckId::FundingToExit, &format!("v=1&{settings}"));
    assert_eq!((at("days=16"), at("days=17")), (Pass, Warn));
    assert_eq!((at("days=60&leverage=11"), at("days=60&leverage=12")), (Warn, Fail));
    assert_eq!(at("days=60&leverage=12&side=short"), Pass);
    assert_eq!(at("book=linear&depth=1"), NotKnown);
}

#[test]
fn a_haircut_is_known_of_quote_currency_and_asked_of_coin() {
    let at =
        |haircut: &str| knowing(CheckId::Collateral, Snapshot { haircut: Some(rate(haircut)), ..Snapshot::default() });
    assert_eq!((at("0"), at("0.01"), at("0.1"), at("0.11")), (Pass, Warn, Warn, Fail));
    assert_eq!(says(CheckId::Collateral, "v=1"), Pass);
    assert_eq!(says(CheckId::Collateral, "v=1&contract=inverse"), NotKnown);
}

#[test]
fn a_rule_grows_old_and_a_change_is_dangerous_while_it_is_new() {
    let at = |id, venue: &str, today: Option<(u16, u8)>| {
        let today = today.and_then(|(year, month)| Month::new(year, month));
        checked(id, &format!("v=1&venue={venue}"), Snapshot { today, ..Snapshot::default() }).verdict
    };
    let record = |year, month| at(CheckId::RuleOnRecord, "binance-usdm", Some((year, month)));
    // On record as of 2024-10.
    assert_eq!((record(2025, 4), record(2025, 5), record(2026, 10), record(2026, 11)), (Pass, Warn, Warn, Fail));
    assert_eq!(at(CheckId::RuleOnRecord, "binance-usdm", None), NotKnown);
    assert_eq!(at(CheckId::RuleOnRecord, "generic", Some((2025, 4))), NotKnown);
    // In force since 2023-03.
    let change = |year, month| at(CheckId::LastRuleChange, "hyperliquid-2023", Some((year, month)));
    assert_eq!((change(2023, 3), change(2023, 4), change(2023, 5), change(2023, 6)), (Fail, Warn, Warn, Pass));
    assert_eq!(at(CheckId::LastRuleChange, "binance-usdm", Some((2025, 4))), NotKnown);
    assert_eq!(at(CheckId::LastRuleChange, "hyperliquid-2023", None), NotKnown);
}

/// 12,000 USD at 59,940, 18,000 at 59,880, 30,000 at 59,760.
#[test]
fn an_exit_is_a_price_and_a_size_that_the_book_fills() {
    let at = |book: &str, worst: &str, size: &str| {
        let exit = Some(Exit { price: price(worst), size: quantity(size) });
        checked(CheckId::ExitPlan, &format!("v=1&book={book}"), Snapshot { exit, ..Snapshot::default() }).verdict
    };
    assert_eq!((at("ladder", "59880", "0.5"), at("ladder", "59880", "0.6")), (Pass, Warn));
    assert_eq!((at("ladder", "59880", "1"), at("ladder", "59880", "1.1")), (Warn, Fail));
    // One per cent of a linear book of 200,000 USD.
    assert_eq!((at("linear", "59400", "3.3"), at("linear", "59400", "3.4")), (Pass, Warn));
    assert_eq!(at("linear", "60001", "0.1"), Fail);
    assert_eq!(at("typed", "59880", "0.5"), NotKnown);
    // No plan is no plan, and not one that is not known.
    assert_eq!(says(CheckId::ExitPlan, "v=1&book=ladder"), Fail);
}

/// At 60 % a year a day's move is 3.14 %: 9.55 % are 3.04 of them and 7.99 % are 2.54.
#[test]
fn distances_are_counted_in_moves_of_a_day() {
    let at = |volatility: &str| says(CheckId::Distance, &format!("v=1&volatility={volatility}"));
    assert_eq!((at("76"), at("77"), at("91"), at("92")), (Pass, Warn, Warn, Fail));
    assert_eq!(at("0"), NotKnown);
    // From the mark, which may stand elsewhere than the entry.
    assert_eq!(says(CheckId::Distance, "v=1&volatility=76&mark=-1"), Warn);
}

#[test]
fn what_funding_has_taken_ages_the_band() {
    let at =
        |paid: &str| knowing(CheckId::BandAge, Snapshot { funding_paid: Some(money(paid)), ..Snapshot::default() });
    // Of 6,000 less 300.
    assert_eq!((at("570"), at("570.01"), at("2850"), at("2850.01")), (Pass, Warn, Warn, Fail));
    assert_eq!(at("-100"), Pass);
    assert_eq!(knowing(CheckId::BandAge, Snapshot::default()), NotKnown);
}

/// Equity 6,000 + p - 60,000 against 0.5 % of p.
#[test]
fn the_margin_ratio_is_that_of_the_mark() {
    let at = |mark: &str| says(CheckId::MarginRatio, &format!("v=1&mark={mark}"));
    // 543 and 339 of equity at 54,543 and 54,339.
    assert_eq!((at("-9.09"), at("-9.1"), at("-9.43"), at("-9.44")), (Pass, Warn, Warn, Fail));
    assert_eq!(at("-20"), Fail);
    let paid = Snapshot { funding_paid: Some(money("5800")), ..Snapshot::default() };
    assert_eq!(knowing(CheckId::MarginRatio, paid), Fail);
    assert_eq!(at("0&book=linear&depth=1"), NotKnown);
}

#[test]
fn depth_now_is_held_against_depth_then() {
    let at = |now: Option<&str>, then: Option<&str>| {
        let (depth_now, depth_at_entry) = (now.map(money), then.map(money));
        knowing(CheckId::DepthThenNow, Snapshot { depth_now, depth_at_entry, ..Snapshot::default() })
    };
    let of = |now| at(Some(now), Some("200000"));
    assert_eq!((of("160000"), of("159999"), of("100000"), of("99999")), (Pass, Warn, Warn, Fail));
    assert_eq!((at(None, Some("1")), at(Some("1"), None)), (NotKnown, NotKnown));
}

/// 60,000 USD beside 10 coins at 2,400.
#[test]
fn one_symbol_is_held_against_the_whole_account() {
    let at = |size: &str| says(CheckId::Concentration, &format!("v=1&mode=cross&other-size={size}"));
    assert_eq!((at("17"), at("16"), at("6.25"), at("6.2")), (Pass, Warn, Warn, Fail));
    assert_eq!((at("-17"), at("0"), at("200")), (Pass, Fail, Fail));
    assert_eq!(says(CheckId::Concentration, "v=1"), NotKnown);
}

#[test]
fn mark_and_index_are_as_fresh_as_the_older() {
    let at = |mark: Option<&str>, index: Option<&str>| {
        let (mark_age, index_age) = (mark.map(d), index.map(d));
        knowing(CheckId::Freshness, Snapshot { mark_age, index_age, ..Snapshot::default() })
    };
    let of = |age| at(Some("0"), Some(age));
    assert_eq!((of("10"), of("10.1"), of("60"), of("60.1")), (Pass, Warn, Warn, Fail));
    assert_eq!((at(None, Some("0")), at(Some("0"), None)), (NotKnown, NotKnown));
}

#[test]
fn months_are_counted_and_broken_ones_are_none() {
    let at = |year, month| Month::new(year, month).unwrap();
    assert_eq!((at(2026, 1).since(at(2025, 12)), at(2025, 1).since(at(2026, 1))), (1, 0));
    assert_eq!(Month::read("2024-10"), Month::new(2024, 10));
    assert_eq!(Month::read("2022"), Month::new(2022, 1));
    for text in ["2024-01", "2024-10", "2023-12", "0009-02"] {
        assert_eq!(Month::read(text).unwrap().to_string(), text);
    }
    assert_eq!(
        (Month::new(2024, 13), Month::new(2024, 0), Month::read("soon"), Month::read("2024-1x")),
        (None, None, None, None)
    );
}

#[test]
fn a_limit_of_the_readers_own_is_the_one_that_counts() {
    let strict = Limit { warn: d("0.5"), fail: d("0.9") };
    let found = run(CheckId::RoundTrip, &scenario("v=1"), &Snapshot::default(), strict);
    assert_eq!((found.value, found.verdict, found.limit), (Value::Known(d("1")), Fail, strict));
}

/// The settings hold the limits, and what is noted beside the trade.
#[test]
fn limits_and_notes_come_from_the_settings() {
    let at = |id: CheckId, settings: &str| {
        let scenario = scenario(settings);
        let snapshot = Snapshot::of(&scenario, Month::new(2026, 11));
        run(id, &scenario, &snapshot, id.row().limit(&scenario)).verdict
    };
    assert_eq!((at(CheckId::RoundTrip, "v=1&round-trip-warn=0.5"), at(CheckId::RoundTrip, "v=1")), (Warn, Pass));
    assert_eq!(at(CheckId::RoundTrip, "v=1&round-trip-warn=0.5&round-trip-fail=0.9"), Fail);
    assert_eq!(at(CheckId::BothDistances, "v=1&both-distances-limit=8"), Warn);
    // Ninety payments of 6 USD, of a room of 5,700.
    assert_eq!((at(CheckId::BandAge, "v=1"), at(CheckId::BandAge, "v=1&payment=96")), (Pass, Warn));
    // Paid out of the free balance they take nothing from the margin.
    assert_eq!(at(CheckId::BandAge, "v=1&payment=96&paid-from=free"), Pass);
    let exit = |rest: &str| at(CheckId::ExitPlan, &format!("v=1&book=ladder{rest}"));
    assert_eq!((exit(""), exit("&exit=yes"), exit("&exit=yes&exit-away=0.2")), (Fail, Pass, Warn));
    assert_eq!(exit("&exit=yes&exit-away=0.2&exit-part=50"), Pass);
    let coin = |rest: &str| at(CheckId::Collateral, &format!("v=1&contract=inverse{rest}"));
    assert_eq!(
        (coin(""), coin("&haircut-noted=yes"), coin("&haircut-noted=yes&collateral-haircut=20")),
        (NotKnown, Warn, Fail)
    );
    let depth = |rest: &str| at(CheckId::DepthThenNow, &format!("v=1&book=linear{rest}"));
    assert_eq!(
        (depth(""), depth("&depth-noted=yes"), depth("&depth-noted=yes&depth-at-entry=300000")),
        (NotKnown, Pass, Warn)
    );
    let age = |rest: &str| at(CheckId::Freshness, &format!("v=1{rest}"));
    assert_eq!((age(""), age("&ages-noted=yes"), age("&ages-noted=yes&index-age=61")), (NotKnown, Pass, Fail));
    assert_eq!(at(CheckId::RuleOnRecord, "v=1&venue=binance-usdm"), Fail);
}
