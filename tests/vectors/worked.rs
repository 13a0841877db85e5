//! Numbers that margin-rules.md prints in its text, each named for its source.

use crate::testing::{d, money, position, price, rate};
use cascade_notes::engine::margin::venue::{RuleInputs, margin_ratio};
use cascade_notes::engine::margin::{
    Collateral, Contract, CrossAccount, Position, Requirement, Search, Side, Tiers, Trigger, VenueId,
};
use cascade_notes::engine::units::{Money, Price, Rate, Rounding};
use rust_decimal::Decimal;

fn linear(side: Side, size: &str, entry: &str) -> Position {
    position(side, Contract::Linear, size, entry)
}

fn flat(rate: &str, deduction: &str) -> Tiers {
    Tiers::flat(d(rate), d(deduction)).unwrap()
}

/// The price at which this margin no longer meets this requirement.
fn solved(position: &Position, margin: Money, requirement: &Requirement) -> Decimal {
    let search = Search {
        position,
        anchor: position.entry,
        equity: margin,
        requirement,
        mark: position.entry,
        divisor: Decimal::ONE,
    };
    search.run().unwrap().trigger.price().unwrap().get()
}

/// The price under a venue's rule, with what it counts of a closing fee.
fn liquidated(venue: VenueId, position: &Position, margin: Money, tiers: &Tiers, fee: &str) -> Decimal {
    let inputs = RuleInputs { tiers, closing_fee: rate(fee), next_funding: Rate::ZERO, leverage: Some(Decimal::TEN) };
    solved(position, margin, &venue.model().requirement(position, inputs).unwrap())
}

fn digits(value: Decimal, digits: u32) -> Decimal {
    Rounding::Nearest.digits(value, digits)
}

/// Wallet 1,535,443.01; long BTC 109.488 at 32,481.98 and ETH 3,683.979 at 1,456.84. The marks 31,967.27 and 1,335.18
/// give the printed profits and maintenance of the other position; the FAQ's text here names only BTC's.
#[test]
fn binance_faq_prices_two_positions_isolated_and_cross() {
    let wallet = money("1535443.01");
    let btc = (linear(Side::Long, "109.488", "32481.98"), flat("0.025", "16300"), price("31967.27"));
    let eth = (linear(Side::Long, "3683.979", "1456.84"), flat("0.10", "135365"), price("1335.18"));
    for (own, other, cross, isolated) in [(&btc, &eth, "26316.89", "18778.73"), (&eth, &btc, "1153.26", "1114.78")] {
        let account = CrossAccount {
            wallet,
            others_unrealised: other.0.unrealised(other.2).unwrap(),
            others_maintenance: other.1.maintenance(other.0.notional(other.2).unwrap()).unwrap(),
        };
        for (collateral, printed) in [(Collateral::Cross(account), cross), (Collateral::Isolated(wallet), isolated)] {
            let found = liquidated(VenueId::BinanceUsdm, &own.0, collateral.margin().unwrap(), &own.1, "0");
            assert_eq!(digits(found, 2), d(printed));
        }
    }
    // The notionals that margin-rules reads the bracket from: 5.367 M at entry, 4.919 M at mark, 4.107 M at
    // liquidation.
    assert_eq!(digits(eth.0.entry_notional().unwrap().get(), 0), d("5366968"));
    assert_eq!(digits(eth.0.notional(eth.2).unwrap().get(), 0), d("4918775"));
    assert_eq!(digits(eth.0.notional(price("1114.78")).unwrap().get(), 0), d("4106826"));
}

/// Isolated margin holds the unrealised profit: counted twice it is wrong by about 116.
#[test]
fn binance_api_sample_long_needs_the_wallet_and_not_the_margin() {
    let long = linear(Side::Long, "20", "6563.665");
    let (margin, profit) = (money("15517.54150468"), money("2316.83423560"));
    let tiers = flat("0.005", "50");
    let right = liquidated(VenueId::BinanceUsdm, &long, margin.minus(profit).unwrap(), &tiers, "0");
    assert_eq!(digits(right, 2), d("5930.78"));
    let twice = liquidated(VenueId::BinanceUsdm, &long, margin, &tiers, "0");
    assert_eq!(digits(right - twice, 0), d("116"));
}

#[test]
fn binance_web_pages_print_the_rate_at_entry_and_the_rule_takes_it_at_liquidation() {
    let long = linear(Side::Long, "1", "60000");
    let tiers = flat("0.004", "0");
    assert_eq!(digits(liquidated(VenueId::BinanceUsdm, &long, money("6000"), &tiers, "0"), 2), d("54216.87"));
    assert_eq!(liquidated(VenueId::BybitOld, &long, money("6000"), &tiers, "0"), d("54240"));
}

#[test]
fn families_a_and_b_differ_by_their_stated_gap() {
    let long = linear(Side::Long, "1", "60000");
    let tiers = flat("0.005", "0");
    let a = liquidated(VenueId::Generic, &long, money("6000"), &tiers, "0");
    let b = liquidated(VenueId::BybitOld, &long, money("6000"), &tiers, "0");
    assert_eq!((digits(a, 2), digits(b, 2)), (d("54271.36"), d("54300.00")));
    assert_eq!(digits(b - a, 2), d("28.64"));
}

#[test]
fn bybit_unified_examples() {
    let model = VenueId::BybitUnified.model();
    let long = linear(Side::Long, "1", "40000");
    let fee = rate("0.00055");
    let margin = model.margin(&long, d("50"), money("3000"), fee).unwrap();
    let found = liquidated(VenueId::BybitUnified, &long, margin, &flat("0.005", "0"), "0.00055");
    assert_eq!(digits(found, 2), d("36380.25"));
    assert_eq!(model.reserve(&long, d("50"), fee).unwrap(), money("21.56"));
    assert_eq!(model.initial_margin_at_entry(&long, d("50"), fee).unwrap(), money("821.56"));

    let short = position(Side::Short, Contract::Inverse, "30000", "60000");
    let margin = model.margin(&short, d("10"), Money::ZERO, fee).unwrap();
    let found = liquidated(VenueId::BybitUnified, &short, margin, &flat("0.005", "0"), "0.00055");
    assert_eq!(digits(found, 2), d("66333.33"));
}

/// What was added to an inverse short is shared with the reserve by 1 - f, to a long by 1 + f: the signs of linear
/// turned round.
#[test]
fn bybit_unified_inverse_formulas_with_added_margin() {
    let model = VenueId::BybitUnified.model();
    let (q, e, r, f, a, deduction) = (d("30000"), d("60000"), d("0.005"), d("0.00055"), d("0.01"), d("0.0002"));
    let (value, ten) = (q / e, d("10"));
    let one = Decimal::ONE;
    let long = q * (one + r) / (value + value / ten + a / (one + f) + deduction);
    let short = q * (one - r) / (value - value / ten - a / (one - f) - deduction);
    for (side, formula) in [(Side::Long, long), (Side::Short, short)] {
        let position = position(side, Contract::Inverse, "30000", "60000");
        let margin = model.margin(&position, ten, Money::new(a), Rate::new(f)).unwrap();
        let found = liquidated(VenueId::BybitUnified, &position, margin, &flat("0.005", "0.0002"), "0.00055");
        assert_eq!(digits(found, 18), digits(formula, 18), "{side:?}");
    }
}

#[test]
fn bybit_brackets_are_marginal() {
    let rows: Vec<_> = [("0", "0.02"), ("1000", "0.025"), ("2000", "0.03"), ("3000", "0.035")]
        .map(|(floor, rate)| (d(floor), d(rate), None))
        .to_vec();
    let tiers = Tiers::marginal(&rows).unwrap();
    assert_eq!(tiers.maintenance(money("3500")).unwrap(), money("92.5"));
    assert_eq!(tiers.at(money("3500")).unwrap().deduction, d("30"));
}

#[test]
fn bybit_order_cost_of_an_inverse_long_closes_at_a_larger_value() {
    let model = VenueId::BybitOld.model();
    let long = position(Side::Long, Contract::Inverse, "10000", "10000");
    let cost = model.order_cost(&long, d("10"), rate("0.00075"), rate("0.00075")).unwrap();
    assert_eq!(cost, money("0.101575"));
}

/// The printed 2,352.8496681818233 is the rule plus one cent, a tick toward entry; the one sample there is.
#[test]
fn okx_isolated_inverse_sample_is_the_rule_and_one_cent() {
    let long = position(Side::Long, Contract::Inverse, "10", "2566.31");
    let found = liquidated(VenueId::Okx, &long, money("0.0003896645377994"), &flat("0.008", "0"), "0.0005");
    assert_eq!(digits(d("2352.8496681818233") - found, 11), d("0.01"));
}

/// Equity = ratio x (maintenance + fee), and the price follows from equity at the mark.
#[test]
fn okx_cross_price_follows_from_the_ratio() {
    let long = linear(Side::Long, "2", "50000");
    let mark = price("40000");
    let inputs = RuleInputs {
        tiers: &flat("0.004", "0"),
        closing_fee: rate("0.0005"),
        next_funding: Rate::ZERO,
        leverage: Some(Decimal::TEN),
    };
    let requirement = VenueId::Okx.model().requirement(&long, inputs).unwrap();
    let required = requirement.at(long.notional(mark).unwrap()).unwrap();
    assert_eq!(required, money("360"));
    let equity = required.times(rate("12.5")).unwrap();
    assert_eq!(margin_ratio(equity, required).unwrap(), Some(rate("12.5")));
    let search =
        Search { position: &long, anchor: mark, equity, requirement: &requirement, mark, divisor: Decimal::ONE };
    // (s q m - equity) / (q (s - r - f))
    let formula = (d("80000") - d("4500")) / (d("2") * d("0.9955"));
    assert_eq!(search.run().unwrap().trigger, Trigger::At { price: Price::new(formula).unwrap(), at_once: false });
}

#[test]
fn bitmex_docs_example_and_record_of_2022() {
    let model = VenueId::Bitmex.model();
    let karen = linear(Side::Long, "20", "1000");
    assert_eq!(model.initial_margin_at_entry(&karen, d("50"), Rate::ZERO).unwrap(), money("400"));
    assert_eq!(karen.bankruptcy_price(money("10000")).unwrap(), Some(price("500")));
    assert_eq!(liquidated(VenueId::Bitmex, &karen, money("10000"), &flat("0.01", "0"), "0"), d("510"));

    // Maintenance 1 % and the next funding of 0.01 %; the commission stands on both sides.
    let long = linear(Side::Long, "0.02", "1963");
    let tiers = flat("0.01", "0");
    let inputs = RuleInputs {
        tiers: &tiers,
        closing_fee: Rate::ZERO,
        next_funding: rate("0.0001"),
        leverage: Some(Decimal::TEN),
    };
    let requirement = model.requirement(&long, inputs).unwrap();
    let initial = long.entry_notional().unwrap().over(d("3")).unwrap();
    let tick = d("0.05");
    let printed = |price: Price| model.rounded(price, Side::Long, tick).unwrap().get();
    assert_eq!(printed(Price::new(solved(&long, initial, &requirement)).unwrap()), d("1328.5"));
    assert_eq!(printed(long.bankruptcy_price(initial).unwrap().unwrap()), d("1308.7"));
}

/// Margin of 10,000 on an asset of 20x: 1,000 at 10x or 500 at 20x, maintenance 250 in both.
#[test]
fn hyperliquid_docs_margin_ignores_the_chosen_leverage() {
    let model = VenueId::Hyperliquid.model();
    let position = linear(Side::Long, "1", "10000");
    let tiers = Tiers::flat(Decimal::ONE / d("40"), Decimal::ZERO).unwrap();
    for (leverage, initial) in [("10", "1000"), ("20", "500")] {
        assert_eq!(model.initial_margin_at_entry(&position, d(leverage), Rate::ZERO).unwrap(), money(initial));
        assert_eq!(tiers.maintenance(position.entry_notional().unwrap()).unwrap(), money("250"));
    }
}

/// Inverse family B, p = s Q / (M + s Q/E - r Q/E), against the solver.
#[test]
fn inverse_family_b_is_its_formula() {
    let (q, e, m, r) = (d("30000"), d("60000"), d("0.05"), d("0.005"));
    for side in [Side::Long, Side::Short] {
        let s = side.sign();
        let position = position(side, Contract::Inverse, "30000", "60000");
        let found = liquidated(VenueId::BybitOld, &position, Money::new(m), &flat("0.005", "0"), "0");
        assert_eq!(digits(found, 18), digits(s * q / (m + s * q / e - r * q / e), 18));
    }
}

/// A 1x inverse long has a liquidation price; an inverse short with margin of its whole value has none.
#[test]
fn an_inverse_position_at_one_times_leverage() {
    let tiers = flat("0.005", "0");
    let long = position(Side::Long, Contract::Inverse, "30000", "60000");
    assert_eq!(liquidated(VenueId::BinanceCoinm, &long, money("0.5"), &tiers, "0"), d("30150"));
    let short = Position { side: Side::Short, ..long };
    let requirement = Requirement::by_tier(tiers);
    let search = Search {
        position: &short,
        anchor: short.entry,
        equity: money("0.5"),
        requirement: &requirement,
        mark: short.entry,
        divisor: Decimal::ONE,
    };
    assert_eq!(search.run().unwrap().trigger, Trigger::Never);
}

/// Bluefin states debt / (size (1 -+ rate)) and nothing else of a price: by hand for 2 at 100 with a margin of 20.
#[test]
fn bluefin_divides_the_debt() {
    for (side, debt) in [(Side::Long, "180"), (Side::Short, "220")] {
        let held = linear(side, "2", "100");
        let found = liquidated(VenueId::Bluefin, &held, money("20"), &flat("0.03", "0"), "0");
        let stated = d(debt) / (d("2") * (Decimal::ONE - side.sign() * d("0.03")));
        assert_eq!(digits(found, 20), digits(stated, 20));
    }
}

/// Orderly's cross position: 50 BTC at 90,000 beside 100 ETH at 3,000 with 200,000 of collateral, by the entry of the venue with the base of BTC. A solver
/// that stops early prints 87,107.62 for the long.
#[test]
fn orderly_price_is_the_one_at_which_its_rate_stands() {
    let (base, others) = (flat("0.006", "0"), money("1800"));
    let margin = money("200000").minus(others).unwrap();
    for (side, printed) in [(Side::Long, "87106.08"), (Side::Short, "92765.54")] {
        let found = liquidated(VenueId::Orderly, &linear(side, "50", "90000"), margin, &base, "0");
        assert_eq!(digits(found, 2), d(printed), "{side:?}");
    }
}

/// BingX, standard futures: with 15 of initial margin the position is closed when equity is 1.5, wherever that is. HTX: at 10x a factor of 12.5 % keeps
/// 1.25 % of the notional.
#[test]
fn bingx_and_htx_keep_what_their_pages_print() {
    let held = linear(Side::Long, "0.0025", "60000");
    let (none, leverage) = (flat("0", "0"), Some(d("10")));
    let inputs = RuleInputs { tiers: &none, closing_fee: Rate::ZERO, next_funding: Rate::ZERO, leverage };
    let asked =
        |venue: VenueId, notional: &str| venue.model().requirement(&held, inputs).unwrap().at(money(notional)).unwrap();
    assert_eq!(held.entry_notional().unwrap().over(d("10")).unwrap(), money("15"));
    for notional in ["150", "140"] {
        assert_eq!(asked(VenueId::BingxStandard, notional), money("1.5"));
    }
    assert_eq!(asked(VenueId::Htx, "100000"), money("1250"));
    // A loss of nine tenths of the margin.
    assert_eq!(liquidated(VenueId::BingxStandard, &held, money("15"), &none, "0"), d("54600"));
}
