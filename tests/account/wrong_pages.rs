//! Public pages that are wrong, and what is right. Source: accounts section 5.

use super::testing::{d, money, price, quantity, rate};
use cascade_notes::engine::costs::payment::Cycle;
use cascade_notes::engine::margin::kinds::PowerRate;
use cascade_notes::engine::margin::venue::RuleInputs;
use cascade_notes::engine::margin::{Account, Contract, Holding, Position, Rule, Search, Side, Tiers, VenueId};
use cascade_notes::engine::units::Rate;
use rust_decimal::Decimal;

fn long(size: &str, entry: &str) -> Position {
    Position { side: Side::Long, contract: Contract::Linear, size: quantity(size), entry: price(entry) }
}

fn liquidated(venue: VenueId, position: &Position, leverage: &str, maintenance: &str) -> Decimal {
    let tiers = Tiers::flat(d(maintenance), d("0")).unwrap();
    let inputs =
        RuleInputs { tiers: &tiers, closing_fee: Rate::ZERO, next_funding: Rate::ZERO, leverage: Some(Decimal::TEN) };
    let requirement = venue.model().requirement(position, inputs).unwrap();
    let equity = venue.model().margin(position, d(leverage), money("0"), Rate::ZERO).unwrap();
    let search = Search {
        position,
        anchor: position.entry,
        equity,
        requirement: &requirement,
        mark: position.entry,
        divisor: d("1"),
    };
    search.run().unwrap().trigger.price().unwrap().get()
}

/// Stingray prints 54,600 for a long at 60,000 with 10x and 5 %: family A gives 56,842.11 and family B 57,000.
#[test]
fn stingray_prints_a_price_of_neither_family() {
    let position = long("1", "60000");
    assert_eq!(liquidated(VenueId::BinanceUsdm, &position, "10", "0.05").round_dp(2), d("56842.11"));
    assert_eq!(liquidated(VenueId::Delta, &position, "10", "0.05"), d("57000"));
}

/// Toobit's cross example takes initial for maintenance margin: it liquidates where nothing could be opened, and not where nothing can be kept.
#[test]
fn initial_margin_is_no_maintenance_margin() {
    let tiers = Tiers::flat(d("0.005"), d("0")).unwrap();
    let holding = Holding { position: long("1", "60000"), tiers, mark: price("60000"), leverage: d("10") };
    let account = Account::new(money("8000"), vec![holding]).unwrap();
    let rule = Rule::of(VenueId::Generic.model());
    let by_maintenance = account.liquidation(0, &rule).unwrap().trigger.price().unwrap().get();
    let by_initial = (d("60000") - d("8000")) / (d("1") - d("0.1"));
    assert_eq!(by_maintenance.round_dp(2), (d("52000") / d("0.995")).round_dp(2));
    assert!(by_initial - by_maintenance > d("5000"));
}

/// Backpack's table needs k = 0.000316 and prints 0.0001: 10 % is k sqrt N at a hundred thousand only with the former.
#[test]
fn backpacks_constant_is_the_one_its_table_needs() {
    let at =
        |k: &str| PowerRate { base: rate("0"), factor: d(k), power: d("0.5") }.rate(money("100000")).unwrap().get();
    assert_eq!(at("0.000316").round_dp(2), d("0.10"));
    assert_eq!(at("0.0001").round_dp(4), d("0.0316"));
}

/// BYDFi's USDT funding example multiplies a par of 100 USD by the price: a linear payment is notional at the mark times the rate.
#[test]
fn linear_funding_is_notional_times_rate() {
    let paid = Cycle::whole(price("60000"), rate("0.0001")).payment(&long("0.1", "60000")).unwrap();
    assert_eq!(paid, money("0.6"));
}
