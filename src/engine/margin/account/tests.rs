use super::*;
use crate::engine::margin::{Side, Trigger, VenueId};
use crate::engine::units::{Quantity, Rounding};
use crate::testing::{d, money};

fn holding(side: Side, size: &str, entry: &str, mark: &str, rate: &str, deduction: &str) -> Holding {
    let price = |text: &str| Price::new(d(text)).unwrap();
    Holding {
        position: Position {
            side,
            contract: Contract::Linear,
            size: Quantity::new(d(size)).unwrap(),
            entry: price(entry),
        },
        tiers: Tiers::flat(d(rate), d(deduction)).unwrap(),
        mark: price(mark),
        leverage: d("10"),
    }
}

fn binance() -> Rule {
    Rule::of(VenueId::BinanceUsdm.model())
}

/// The venue's worked example of two longs; ETH's mark is the one that gives its printed profit.
fn faq() -> Account {
    let btc = holding(Side::Long, "109.488", "32481.98", "31967.27", "0.025", "16300");
    let eth = holding(Side::Long, "3683.979", "1456.84", "1335.18", "0.10", "135365");
    Account::new(money("1535443.01"), vec![btc, eth]).unwrap()
}

#[test]
fn either_position_of_the_binance_example_has_its_printed_price() {
    for (index, printed) in [(0, "26316.89"), (1, "1153.26")] {
        let found = faq().liquidation(index, &binance()).unwrap();
        let price = found.trigger.price().unwrap().get();
        assert_eq!(Rounding::Nearest.digits(price, 2), d(printed));
    }
}

#[test]
fn at_the_price_found_the_whole_account_has_exactly_its_requirement() {
    let account = faq();
    let price = account.liquidation(0, &binance()).unwrap().trigger.price().unwrap();
    let mut moved = account.clone();
    moved.holdings[0].mark = price;
    let answer = moved.calculation(&MarginContext::maintenance(binance())).unwrap();
    assert!((answer.equity.get() - answer.required.get()).abs() < d("0.000000000000000001"), "{answer:?}");
}

#[test]
fn at_the_bankruptcy_price_nothing_is_left_of_any_position() {
    let account = faq();
    let price = account.bankruptcy(1).unwrap().unwrap();
    let mut moved = account.clone();
    moved.holdings[1].mark = price;
    let answer = moved.calculation(&MarginContext::maintenance(binance())).unwrap();
    assert!(answer.equity.get().abs() < d("0.000000000000000001"), "{answer:?}");
    assert!(price < account.liquidation(1, &binance()).unwrap().trigger.price().unwrap());
}

#[test]
fn shortage_and_excess_are_two_sides_of_one_number() {
    let account = faq();
    for context in [MarginContext::initial(binance()), MarginContext::maintenance(binance())] {
        let answer = account.calculation(&context).unwrap();
        assert!(answer.meets_requirement() && !answer.is_bankrupt());
        assert_eq!(answer.shortage().unwrap(), Money::ZERO);
        assert_eq!(answer.excess().unwrap(), answer.equity.minus(answer.required).unwrap());
        // Taking the excess away leaves an account that may open what it holds, and that Binance liquidates at maintenance.
        let bare = account.with_wallet(account.wallet().minus(answer.excess().unwrap()).unwrap());
        let left = bare.calculation(&context).unwrap();
        assert_eq!(left.ratio().unwrap().unwrap().get(), Decimal::ONE);
        assert_eq!(left.meets_requirement(), context.regime == Regime::Initial);
        let mut rule = context;
        rule.rule.model = VenueId::Hyperliquid.model();
        assert!(bare.calculation(&rule).unwrap().meets_requirement());
        let short = bare.with_wallet(bare.wallet().minus(money("7")).unwrap());
        assert_eq!(short.calculation(&context).unwrap().shortage().unwrap(), money("7"));
    }
}

#[test]
fn initial_margin_follows_the_leverage_chosen_and_the_leverage_allowed() {
    let mut one = holding(Side::Short, "2", "100", "110", "0.01", "0");
    let context = MarginContext::initial(binance());
    assert_eq!(one.required(&context).unwrap(), money("22"));
    one.tiers = Tiers::marginal(&[(Decimal::ZERO, d("0.01"), Some(d("5")))]).unwrap();
    assert_eq!(one.required(&context).unwrap(), money("44"));
    one.tiers = Tiers::flat(d("0.5"), Decimal::ZERO).unwrap();
    assert_eq!(one.required(&context).unwrap(), money("110"));
}

#[test]
fn a_closing_fee_of_the_rule_is_asked_of_every_position() {
    let rule = Rule::of(VenueId::Okx.model()).with_closing_fee(Rate::new(d("0.001")));
    let (asked, plain) = (MarginContext::maintenance(rule), MarginContext::maintenance(binance()));
    let account = faq();
    let (asked, plain) = (account.calculation(&asked).unwrap(), account.calculation(&plain).unwrap());
    let fee = (d("109.488") * d("31967.27") + d("3683.979") * d("1335.18")) * d("0.001");
    assert_eq!(asked.required.get() - plain.required.get(), fee);
}

/// Five positions of March 2023: maintenance of the whole account stood still at its present notional.
#[test]
fn a_frozen_rule_keeps_its_maintenance_at_the_mark() {
    let rule = Rule::of(VenueId::Hyperliquid2023.model());
    let one = holding(Side::Short, "10", "80", "100", "0.01", "0");
    let two = holding(Side::Long, "1", "500", "500", "0.01", "0");
    let account = Account::new(money("415"), vec![one, two]).unwrap();
    // Equity 415 - 200, maintenance 10 + 5: room for 200, 20 a coin.
    let found = account.liquidation(0, &rule).unwrap();
    assert_eq!(found.trigger.price().unwrap().get(), d("120"));
}

#[test]
fn what_cannot_be_asked_is_said() {
    let error = faq().liquidation(2, &binance()).unwrap_err();
    assert_eq!(error.cause, Cause::NoSuchPosition { index: 2, count: 2 });
    let mut inverse = faq().holdings;
    inverse[1].position.contract = Contract::Inverse;
    assert_eq!(Account::new(Money::ZERO, inverse).unwrap_err().cause, Cause::MixedSettlement);
    let empty = Account::new(Money::ZERO, vec![]).unwrap();
    assert!(empty.calculation(&MarginContext::maintenance(binance())).unwrap().meets_requirement());
    let short = holding(Side::Short, "1", "100", "100", "0.01", "0");
    let hopeless = Account::new(money("-101"), vec![short]).unwrap();
    assert_eq!(hopeless.liquidation(0, &binance()).unwrap().trigger, Trigger::Always);
}
