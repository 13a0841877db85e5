//! The samples: each number that `files.md` states.

use super::testing::{d, money, price, rate};
use super::{finding, nothing_refused, read_plain, sample};
use cascade_notes::engine::costs::book::Taker;
use cascade_notes::engine::import::proposal::{AccountSummary, FundingPayment};
use cascade_notes::engine::import::role::{Role, Why};
use cascade_notes::engine::import::{Answers, Fate, MarginMode, Note, Question, read};
use cascade_notes::engine::margin::{Contract, Side, Trigger, VenueId};
use cascade_notes::engine::units::{Price, Rounding};
use rust_decimal::Decimal;

fn cents(value: Decimal) -> Decimal {
    value.round_dp(2)
}

#[test]
fn binance_account_is_read_at_its_mark_without_orders() {
    let proposal = read_plain(&sample("binance-account.json"));
    nothing_refused(&proposal);
    let [position] = &proposal.positions[..] else { panic!("{:?}", proposal.positions) };
    assert_eq!((position.side, position.contract), (Side::Long, Contract::Linear));
    assert_eq!((position.size.get(), position.entry), (d("0.002"), price("58039.5")));
    assert_eq!(cents(position.mark.unwrap().get()), d("61319.21"));
    assert_eq!((position.margin, position.mode), (Some(money("14.03431369")), Some(MarginMode::Isolated)));
    assert_eq!(position.rate, Some(rate("0.004")));
    assert_eq!(position.rule, VenueId::BinanceUsdm);
    assert_eq!(cents(position.trigger().unwrap().price().unwrap().get()), d("51227.25"));
    // At the mark, and 31 of `initialMargin` is an order's.
    assert_eq!(position.initial_at_mark, Some(money("12.26384203")));
    assert_eq!(position.order_margin, Some(money("31")));
    let model = position.rule.model();
    let at_mark =
        model.initial_margin_at_mark(&position.position(), position.mark.unwrap(), d("10"), rate("0")).unwrap();
    assert_eq!(at_mark.get().round_dp(8), d("12.26384204"));
    assert_eq!(finding(&proposal, "positions[0].initialMargin").fate, Fate::NotUsed(Why::Orders));
    assert_eq!(finding(&proposal, "positions[0].positionAmt").fate, Fate::Used(Role::SignedSize));
    assert_eq!(finding(&proposal, "positions[0].bidNotional").fate, Fate::NotUsed(Why::Orders));
    let wallet = AccountSummary { wallet: Some(money("15002.38740504")), ..proposal.account.clone() };
    assert_eq!(proposal.account, wallet);
    assert_eq!(proposal.account.behind_cross(&proposal.positions).unwrap(), Some(money("14988.35309135")));
}

#[test]
fn a_hedged_long_has_an_empty_twin_and_a_price_that_needs_a_wallet() {
    let proposal = read_plain(&sample("binance-position-risk-hedge.json"));
    nothing_refused(&proposal);
    assert_eq!((proposal.rows, proposal.rows_used), (2, 1));
    let [long] = &proposal.positions[..] else { panic!("{:?}", proposal.positions) };
    assert_eq!((long.side, long.hedged, long.mode), (Side::Long, true, Some(MarginMode::Cross)));
    assert_eq!(long.liquidation, Some(price("19731.45529116")));
    assert_eq!(long.margin, None);
    let wallet = long.implied_wallet(rate("0.004")).unwrap().unwrap();
    assert_eq!(wallet.get().round_dp(4), d("2.5327"));
    assert!(proposal.questions.contains(&Question::Wallet { symbol: "BTCUSDT".to_owned() }));
    assert!(proposal.questions.contains(&Question::MaintenanceRate { symbol: "BTCUSDT".to_owned() }));
    assert_eq!(finding(&proposal, "[1].liquidationPrice").fate, Fate::NotUsed(Why::EmptyPosition));
    // The same row as the only one: zero is no price.
    let zero =
        sample("binance-position-risk-hedge.json").replace("\"0.000\"", "\"-0.004\"").replace("\"0.0\"", "\"22000\"");
    let short = &read_plain(&zero).positions[1];
    assert_eq!((short.side, short.liquidation), (Side::Short, None));
}

#[test]
fn hyperliquid_isolated_margin_is_raw_and_cross_shares_the_account() {
    let proposal = read_plain(&sample("hyperliquid-clearinghouse-state.json"));
    nothing_refused(&proposal);
    let [eth, hype] = &proposal.positions[..] else { panic!("{:?}", proposal.positions) };
    assert_eq!((eth.side, eth.size.get(), eth.mode), (Side::Long, d("0.0335"), Some(MarginMode::Isolated)));
    assert_eq!(eth.mark, Some(price("2985.9")));
    // rawUsd + szi x mark is the margin with profit, what the venue calls used.
    let with_profit = eth.margin.unwrap().plus(eth.position().unrealised(eth.mark.unwrap()).unwrap()).unwrap();
    assert_eq!(with_profit, money("4.967826"));
    // The highest leverage gives the rate, not the one chosen.
    assert_eq!((eth.rate, eth.leverage), (Some(rate("0.01")), Some(d("20"))));
    let own = eth.trigger().unwrap().price().unwrap();
    // `rawUsd` is printed with six digits, which is worth 1.5e-5 here.
    assert_eq!(eth.liquidation, Some(price("2866.26936529")));
    assert!((own.get() / d("2866.26936529") - d("1")).abs() < d("0.0000001"), "{own}");

    assert_eq!((hype.mode, hype.rate, hype.liquidation), (Some(MarginMode::Cross), Some(rate("0.05")), None));
    assert_eq!(proposal.account.cross_equity, Some(money("13104.514502")));
    assert_eq!(proposal.account.behind_cross(&proposal.positions).unwrap(), Some(money("13102.514502")));
    let (account, places) = proposal.cross_account().unwrap().unwrap();
    assert_eq!(places, [1]);
    // `null` is an answer: the account covers the whole position.
    assert_eq!(account.liquidation(0, &hype.rule()).unwrap().trigger, Trigger::Never);
    assert_eq!(finding(&proposal, "assetPositions[1].position.liquidationPx").fate, Fate::NotUsed(Why::Nothing));
    assert_eq!(proposal.account.time, Some(1_708_622_398_623));
}

#[test]
fn a_short_at_hyperliquid_has_its_sign_in_szi() {
    let text = sample("hyperliquid-clearinghouse-state.json").replace("\"szi\":\"0.0335\"", "\"szi\":\"-0.0335\"");
    let short = &read_plain(&text).positions[0];
    assert_eq!((short.side, short.size.get()), (Side::Short, d("0.0335")));
}

#[test]
fn bybit_margins_hold_the_closing_fee_and_maintenance_follows_the_rule_of_its_date() {
    let proposal = read_plain(&sample("bybit-position-list.json"));
    nothing_refused(&proposal);
    let [tia, btc] = &proposal.positions[..] else { panic!("{:?}", proposal.positions) };
    for position in [tia, btc] {
        assert_eq!((position.side, position.mode, position.liquidation), (Side::Long, Some(MarginMode::Cross), None));
        assert_eq!(position.closing_fee, Some(rate("0.00055")), "{}", position.symbol.text);
        assert_eq!(position.rule, VenueId::BybitOld, "{}", position.symbol.text);
    }
    assert_eq!((tia.rate, btc.rate), (Some(rate("0.01")), Some(rate("0.005"))));
    assert_eq!((tia.hedged, btc.hedged), (true, false));
    // The venue rounds its margins up: 0.3438402835.
    let old = btc.maintenance_under(VenueId::BybitOld).unwrap().get();
    assert_eq!(Rounding::Up.digits(old, 8), d("0.34384029"));
    let now = btc.maintenance_under(VenueId::BybitUnified).unwrap().get();
    assert_eq!(now.round_dp(8), d("0.34282768"));
    let own = tia.maintenance_under(VenueId::BybitOld).unwrap().get();
    assert_eq!(Rounding::Up.digits(own, 8), d("2.01857682"));
    assert_eq!(tia.initial_at_entry, Some(money("19.32890682")));
    assert!(proposal.notes.contains(&Note::RuleByAmounts { symbol: "BTCUSDT".to_owned(), rule: VenueId::BybitOld }));
}

#[test]
fn the_date_of_a_bybit_record_picks_its_rule() {
    let dated = |time: &str| {
        let text =
            sample("bybit-position-list.json").replace("\"autoAddMargin\":0", &format!("\"updatedTime\":\"{time}\""));
        read_plain(&text)
    };
    let then = dated("1719792000000");
    assert_eq!(then.positions[1].rule, VenueId::BybitOld);
    assert!(then.notes.contains(&Note::RuleByDate { symbol: "BTCUSDT".to_owned(), rule: VenueId::BybitOld }));
    let now = dated("1785542400000");
    assert_eq!(now.positions[1].rule, VenueId::BybitUnified);
    // The reader has the last word.
    let answers = Answers { rule: Some(VenueId::BybitUnified), ..Answers::default() };
    let told = read(&sample("bybit-position-list.json"), &answers).unwrap();
    assert_eq!(told.positions[1].rule, VenueId::BybitUnified);
}

#[test]
fn binance_brackets_are_scaled_and_their_wrong_cum_is_told() {
    let proposal = read_plain(&sample("binance-leverage-bracket.json"));
    nothing_refused(&proposal);
    let [table] = &proposal.tables[..] else { panic!("{:?}", proposal.tables) };
    assert_eq!((table.symbol.as_str(), table.coefficient), ("ETHUSDT", Some(d("1.5"))));
    let wrong = Note::WrongCum { symbol: "ETHUSDT".to_owned(), tier: 2, printed: d("34.5"), computed: d("35") };
    assert!(proposal.notes.contains(&wrong), "{:?}", proposal.notes);
    let tiers = table.tiers(price("1")).unwrap();
    assert_eq!(tiers.brackets()[1].floor, d("15000"));
    assert_eq!(tiers.brackets()[1].deduction, d("52.5"));
    assert_eq!(tiers.brackets()[0].max_leverage, Some(d("75")));
    // As printed, where the reader says that the floors are scaled already: the computed amount is 35.
    let answers = Answers { scaled_already: true, ..Answers::default() };
    let as_printed = read(&sample("binance-leverage-bracket.json"), &answers).unwrap().tables[0].clone();
    assert_eq!(as_printed.tiers(price("1")).unwrap().brackets()[1].deduction, d("35"));
    let answers = Answers { scaled_already: true, printed_cum: true, ..Answers::default() };
    let printed = read(&sample("binance-leverage-bracket.json"), &answers).unwrap().tables[0].clone();
    assert_eq!(printed.tiers(price("1")).unwrap().brackets()[1].deduction, d("34.5"));
}

#[test]
fn binance_funding_times_are_put_on_their_grid() {
    let proposal = read_plain(&sample("binance-funding-rate.csv"));
    nothing_refused(&proposal);
    let payments = &proposal.funding[0].payments;
    let first = FundingPayment { time: 1_780_272_000_000, hours: Some(d("8")), rate: rate("0.00005703") };
    assert_eq!((payments.len(), payments[0]), (3, first));
    assert_eq!(payments[2].rate, rate("-0.00002114"));
    assert!(proposal.notes.contains(&Note::TimesMoved { most: 1 }));
    // The interval changes inside a file.
    let changed = format!("{}1780344000000,4,0.0001\n", sample("binance-funding-rate.csv"));
    let proposal = read_plain(&changed);
    assert_eq!(proposal.funding[0].payments[3].hours, Some(d("4")));
    assert!(proposal.notes.contains(&Note::IntervalChanges { hours: vec![d("4"), d("8")] }));
}

#[test]
fn binance_depth_is_a_ladder_and_what_lies_beyond_it_is_not_known() {
    let proposal = read_plain(&sample("binance-depth.json"));
    nothing_refused(&proposal);
    let [book] = &proposal.books[..] else { panic!("{:?}", proposal.books) };
    assert_eq!((book.bids[0].price, book.asks[0].price), (price("77120.10"), price("77120.20")));
    assert_eq!(book.mid().unwrap(), price("77120.15"));
    let depth = book.one_percent_depth().unwrap();
    assert_eq!((depth.bids, depth.asks, depth.complete), (d("4.362"), d("6.108"), false));
    assert!(proposal.notes.iter().any(|note| matches!(note, Note::BookEnds { .. })));
    let ladder = book.ladder(Taker::Sell).unwrap();
    let fill = ladder.walk(super::testing::quantity("5")).unwrap();
    assert_eq!(fill.unfilled, d("0.638"));
    assert_eq!(book.time, Some(1_589_436_922_959));
}

#[test]
fn prices_above_zero_are_the_only_prices() {
    assert!(Price::new(Decimal::ZERO).is_err());
    let text = sample("binance-account.json").replace("\"58039.5\"", "\"-58039.5\"");
    let error = read(&text, &Answers::default()).unwrap();
    assert!(error.positions.is_empty());
    assert!(matches!(finding(&error, "positions[0].entryPrice").fate, Fate::Refused(_)));
    let text = sample("binance-account.json").replace("\"58039.5\"", "\"5,8039\"");
    let refused = read(&text, &Answers::default()).unwrap();
    assert!(matches!(finding(&refused, "positions[0].entryPrice").fate, Fate::Refused(_)));
}
