//! Accounts of several positions.

use super::testing::{d, money, price, quantity, rate};
use cascade_notes::engine::Cause;
use cascade_notes::engine::account::{Coins, Market, Mode, NoPrice, Portfolio, Row, Sharing};
use cascade_notes::engine::error::StepProblem;
use cascade_notes::engine::margin::{Contract, Position, Rule, Side, Tiers, VenueId};
use cascade_notes::engine::units::{Money, Rate};

pub fn market(name: &str, mark: &str, maintenance: &str) -> Market {
    let tiers = Some(Tiers::flat(d(maintenance), d("0")).unwrap());
    Market { name: name.to_owned(), mark: price(mark), beta: d("1"), tiers }
}

pub fn row(market: usize, side: Side, size: &str, entry: &str) -> Row {
    Row {
        market,
        side,
        contract: Contract::Linear,
        size: quantity(size),
        entry: price(entry),
        mode: Mode::Cross,
        leverage: d("10"),
        printed: None,
    }
}

pub fn portfolio(free: &str, markets: Vec<Market>, rows: Vec<Row>) -> Portfolio {
    Portfolio {
        free: money(free),
        markets,
        rows,
        coins: vec![],
        rule: Rule::of(VenueId::Generic.model()),
        sharing: Sharing::Each,
    }
}

/// Long 0.2 BTC and short 3 ETH, collateral 1,981.66, rate 5 %; 0.1 BTC bought at 26,000 with the mark at 25,986.2, taker fee 0.06 %: the loss of
/// buying above the mark counts.
#[test]
fn a_preview_counts_the_loss_of_buying_above_the_mark() {
    let markets = vec![market("BTC", "25986.2", "0.05"), market("ETH", "1638.41", "0.05")];
    let account =
        portfolio("1981.66", markets, vec![row(0, Side::Long, "0.2", "25986.2"), row(1, Side::Short, "3", "1638.41")]);
    let now = account.row_reading(0).unwrap().trigger.unwrap();
    assert_eq!(now.get().round_dp(4), d("18217.5868"));
    let after = account.after_order(0, Side::Long, quantity("0.1"), price("26000"), rate("0.0006")).unwrap();
    let then = after.row_reading(0).unwrap().trigger.unwrap();
    assert_eq!(then.get().round_dp(2), d("21273.34"));
    // What was traded at the mark would lose nothing but its fee.
    let at_mark = account.after_order(0, Side::Long, quantity("0.1"), price("25986.2"), Rate::ZERO).unwrap();
    let lost = at_mark.equity_at(&account.marks()).unwrap().minus(after.equity_at(&account.marks()).unwrap()).unwrap();
    assert_eq!(lost, money("2.94"));
}

#[test]
fn an_order_against_a_row_reduces_closes_or_turns_it() {
    let account = portfolio("100", vec![market("BTC", "100", "0.01")], vec![row(0, Side::Long, "2", "90")]);
    let order = |size: &str| account.after_order(0, Side::Short, quantity(size), price("110"), Rate::ZERO).unwrap();
    let reduced = order("1");
    assert_eq!((reduced.free, reduced.rows[0].size.get(), reduced.rows[0].entry), (money("120"), d("1"), price("90")));
    assert!(order("2").rows.is_empty());
    let turned = order("5");
    assert_eq!(
        (turned.rows[0].side, turned.rows[0].size.get(), turned.rows[0].entry),
        (Side::Short, d("3"), price("110"))
    );
}

/// Correlated moves arrive sooner: two longs fall together, and a hedge lasts.
#[test]
fn a_common_move_arrives_before_either_price() {
    let markets = vec![market("BTC", "100", "0.01"), market("ETH", "10", "0.02")];
    let longs = vec![row(0, Side::Long, "1", "100"), row(1, Side::Long, "10", "10")];
    let account = portfolio("20", markets.clone(), longs);
    let fall = account.common_move().unwrap().fall.unwrap();
    // 20 + 200 x = 3 + 3 x
    assert_eq!(fall.round_dp(12), (d("-17") / d("197")).round_dp(12));
    for (place, mark) in [(0, d("100")), (1, d("10"))] {
        let single = account.row_reading(place).unwrap().trigger.unwrap().get() / mark - d("1");
        assert!(single < fall, "{single} {fall}");
    }
    assert_eq!(account.common_move().unwrap().rise, Err(NoPrice::Covered));
    // With half a beta ETH loses half as much.
    let mut halved = account.clone();
    halved.markets[1].beta = d("0.5");
    assert!(halved.common_move().unwrap().fall.unwrap() < fall);
    let mut hedged = account;
    hedged.rows[1].side = Side::Short;
    let crossing = hedged.common_move().unwrap();
    // 20 = 3 + 3 x: only the requirement grows.
    assert_eq!(crossing.fall, Err(NoPrice::Covered));
    assert_eq!(crossing.rise.unwrap().round_dp(12), (d("17") / d("3")).round_dp(12));
}

/// A long and a short of one market at once: each row by itself, and where the larger side counts, half the requirement.
#[test]
fn long_and_short_of_one_market_stand_side_by_side() {
    let rows = vec![row(0, Side::Long, "2", "100"), row(0, Side::Short, "1", "100")];
    let each = portfolio("20", vec![market("BTC", "100", "0.02")], rows);
    // 20 + 2 y - y = 0.02 (3 (100 + y)): y = -14 / 0.94
    let fall = each.row_reading(0).unwrap().trigger.unwrap().get();
    assert_eq!(fall.round_dp(9), (d("100") - d("14") / d("0.94")).round_dp(9));
    let larger = Portfolio { sharing: Sharing::LargerSide, ..each };
    // The larger of 2 and 1: y = -16 / 0.96
    let fall = larger.row_reading(0).unwrap().trigger.unwrap().get();
    assert_eq!(fall.round_dp(6), (d("100") - d("16") / d("0.96")).round_dp(6));
}

/// A coin held as collateral counts for less and falls with its market.
#[test]
fn collateral_coins_count_with_their_haircut_and_move() {
    let mut account = portfolio("0", vec![market("BTC", "100", "0.01")], vec![row(0, Side::Long, "1", "100")]);
    account.coins = vec![Coins { market: 0, amount: quantity("0.5"), haircut: rate("0.1") }];
    assert_eq!(account.equity_at(&account.marks()).unwrap(), money("45"));
    // 0.45 p + p - 100 = 0.01 p
    let fall = account.row_reading(0).unwrap().trigger.unwrap().get();
    assert_eq!(fall.round_dp(9), (d("100") / d("1.44")).round_dp(9));
}

#[test]
fn isolated_rows_stand_alone_and_a_missing_table_is_said() {
    let mut account = portfolio(
        "1000",
        vec![market("BTC", "100", "0.01"), market("X", "1", "0.01")],
        vec![row(0, Side::Long, "1", "100")],
    );
    account.rows[0].mode = Mode::Isolated(Money::new(d("10")));
    let single = account.row_reading(0).unwrap();
    assert_eq!(single.trigger.unwrap().get().round_dp(9), (d("90") / d("0.99")).round_dp(9));
    assert_eq!(single.bankruptcy, Some(price("90")));
    account.markets[0].tiers = None;
    assert_eq!(account.row_reading(0).unwrap().trigger, Err(NoPrice::TableMissing));
    account.rows[0].mode = Mode::Cross;
    assert_eq!(account.row_reading(0).unwrap().trigger, Err(NoPrice::TableMissing));
    assert!(account.row_reading(7).is_err());
}

/// Paradex: ten at 100, initial margin 10 %, the mark falls to 98: 98 at the mark, 100 at the entry. The amounts have two names.
#[test]
fn initial_margin_at_the_mark_is_another_amount_than_at_the_entry() {
    let position = Position { side: Side::Long, contract: Contract::Linear, size: quantity("10"), entry: price("100") };
    let model = VenueId::Generic.model();
    let at_mark = model.initial_margin_at_mark(&position, price("98"), d("10"), Rate::ZERO).unwrap();
    assert_eq!(at_mark, money("98"));
    assert_eq!(model.initial_margin_at_entry(&position, d("10"), Rate::ZERO).unwrap(), money("100"));
    let ada = Position { size: quantity("30"), entry: price("0.385"), ..position };
    let at_mark = model.initial_margin_at_mark(&ada, price("0.41047590"), d("20"), Rate::ZERO).unwrap();
    assert_eq!(at_mark.get(), d("0.6157138500"));
}

/// A notional of 111,500 is past the bracket that allows 100x: 75x holds.
#[test]
fn a_leverage_beyond_the_bracket_is_refused_with_what_it_allows() {
    let rows = [
        (d("0"), d("0.004"), Some(d("125"))),
        (d("50000"), d("0.005"), Some(d("100"))),
        (d("100000"), d("0.0065"), Some(d("75"))),
    ];
    let btc = Market { tiers: Some(Tiers::marginal(&rows).unwrap()), ..market("BTC", "111500", "0.004") };
    let mut account = portfolio("5000", vec![btc], vec![row(0, Side::Long, "1", "111500")]);
    let refused = account.set_leverage(0, d("100")).unwrap_err();
    let problem = StepProblem::LeverageAboveBracket { leverage: d("100"), most: d("75"), notional: d("111500") };
    assert_eq!(refused.cause, Cause::Step(problem));
    assert_eq!(account.rows[0].leverage, d("10"));
    account.set_leverage(0, d("75")).unwrap();
    assert_eq!(account.rows[0].leverage, d("75"));
    assert!(account.set_leverage(0, d("0")).is_err() && account.set_leverage(1, d("2")).is_err());
    account.markets[0].tiers = None;
    account.set_leverage(0, d("100")).unwrap();
}
