//! I10, I16 to I18: the exact solver, the round engine and brute force agree; what holds of the final prices.

use super::generators::{Scope, config, near};
use super::market::{Case, Depth, Table, micros, number};
use super::reference::{Reference, Terms};
use super::rules::{Path, any_rules, instant_rules, lone_rules, shock};
use cascade_notes::engine::cascade::book::{Book, Direction, Shape};
use cascade_notes::engine::cascade::ladder::Ladder;
use cascade_notes::engine::cascade::rules::{DepthRule, Netting, Rules, Shock};
use cascade_notes::engine::cascade::threshold::{Thresholds, Tipping};
use proptest::prelude::*;

/// Thresholds from the definition: the price at which cash + q (P - entry) = m |q| P. Accounts that no price above zero reaches have none.
fn thresholds(case: &Case, direction: Direction) -> Option<Thresholds> {
    let s = &case.market.symbols()[0];
    let rate = case.keeps[0].brackets[0].1;
    let list: Vec<(f64, f64)> = case
        .accounts
        .iter()
        .filter_map(|account| {
            let h = account.holdings[0];
            let q = number(h.lots) * s.lot;
            let price = (q * h.entry - micros(account.cash)) / (q - rate * q.abs());
            let distance = direction.sign() * (s.price() / price).ln();
            (price > 0.0).then_some((distance, q.abs()))
        })
        .collect();
    (!list.is_empty()).then(|| Thresholds::new(s.book.clone(), direction, list).unwrap())
}

/// One symbol, everybody on one side, one rate that moves with the price.
fn one_symbol(depths: Vec<Depth>) -> impl Strategy<Value = (Case, Direction)> {
    let scope = Scope { symbols: 1..=1, depths, tables: vec![Table::Flat], coins: false, ..Scope::all() };
    (scope.spec(), any::<bool>()).prop_map(|(mut spec, up)| {
        // Family B fixes the requirement at entry; the formula above is that of family A.
        spec.symbols[0].family = cascade_notes::engine::margin::Family::A;
        spec.accounts.iter_mut().flat_map(|a| &mut a.legs).for_each(|leg| leg.short = up);
        (spec.build(1), if up { Direction::Up } else { Direction::Down })
    })
}

fn small_shock() -> impl Strategy<Value = f64> {
    (-4.0..-0.3_f64).prop_map(|size| 10_f64.powf(size))
}

/// One push from outside.
fn push(falls: Vec<f64>) -> Path {
    Path(vec![cascade_notes::engine::cascade::rules::Step { at: 0.0, falls, funding: vec![] }])
}

fn falls() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec((small_shock(), prop::bool::weighted(0.3)), 1..7)
        .prop_map(|list| list.into_iter().map(|(size, up)| if up { -size } else { size }).collect())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn i10_three_ways_to_the_same_answer(
        (case, direction) in one_symbol(vec![Depth::Log]), shock in small_shock(), rules in lone_rules(),
    ) {
        let falls = vec![direction.sign() * shock];
        let outcome = case.engine().run(&rules, &Shock::falls(&falls).unwrap()).unwrap();
        let mut brute = Reference::new(&case, Terms::of(&rules));
        brute.shock(&falls);
        brute.run();
        prop_assert_eq!(outcome.closed_accounts(), brute.closed());
        prop_assert!(near(outcome.moved(0).0, brute.moved(0), 1e-12), "{} {}", outcome.moved(0).0, brute.moved(0));
        if let Some(exact) = thresholds(&case, direction) {
            let answer = exact.at_depth(1.0).unwrap().after(shock);
            prop_assert_eq!(answer.closed, outcome.closed());
            let x = answer.displacement.unwrap() * direction.sign();
            prop_assert!(near(x, outcome.moved(0).0, 1e-12), "{} {}", x, outcome.moved(0).0);
            let by_depth = exact.after_shock(shock).unwrap().at(1.0);
            prop_assert_eq!(by_depth.closed, answer.closed);
        }
    }

    /// Other shapes and other parts of the depth, where brute force has no formula of its own.
    #[test]
    fn i10_solver_and_rounds_agree_on_every_book(
        (case, direction) in one_symbol(vec![Depth::Log, Depth::Power(0.5), Depth::Power(1.2), Depth::Ladder]),
        shock in small_shock(), factor in 0.7..3.0_f64,
    ) {
        let rules = Rules { depth: DepthRule { factor, ..DepthRule::default() }, ..Rules::default() };
        let outcome = case.engine().run(&rules, &Shock::falls(&[direction.sign() * shock]).unwrap()).unwrap();
        if let Some(exact) = thresholds(&case, direction) {
            for answer in [exact.at_depth(factor).unwrap().after(shock), exact.after_shock(shock).unwrap().at(factor)] {
                prop_assert_eq!(answer.closed, outcome.closed());
                let x = answer.displacement.unwrap() * direction.sign();
                prop_assert!(near(x, outcome.moved(0).0, 1e-12), "{} {}", x, outcome.moved(0).0);
                // The order of trades is another, the money is the same.
                let paid = answer.average.unwrap_or(0.0) * answer.contracts;
                let notional: f64 = outcome.rounds.iter().map(|r| micros(r.notional)).sum();
                prop_assert!((paid - notional).abs() <= 1e-9 * paid.abs() + 1e-4, "{} {}", paid, notional);
            }
        }
    }

    /// The outcome jumps at each tipping point, as far as it says, and nowhere between two.
    #[test]
    fn i10_tipping_points_are_all_the_jumps(
        (case, direction) in one_symbol(vec![Depth::Log, Depth::Power(0.5), Depth::Power(1.2), Depth::Ladder]),
        (shock, depth) in (small_shock(), 0.3..3.0_f64), between in prop::collection::vec(0.0..1.0_f64, 8),
    ) {
        let Some(exact) = thresholds(&case, direction) else { return Ok(()) };
        let curve = exact.at_depth(depth).unwrap();
        let mut last = (0.0, 0);
        // See `found`: several at one level of a ladder are one jump.
        let tips: Vec<_> = curve.tipping_points().collect();
        for same in tips.chunk_by(|a, b| near(a.at, b.at, 1e-15)) {
            let tip = Tipping { to: same[same.len() - 1].to, ..same[0] };
            prop_assert_eq!((tip.from, curve.closed(tip.at * (1.0 + 1e-9))), (last.1, tip.to));
            if tip.at > 1e-6 {
                prop_assert_eq!(curve.closed(tip.at * (1.0 - 1e-9)), tip.from);
            }
            for part in &between {
                let shock = last.0 + part * (tip.at - last.0);
                if shock > last.0 * (1.0 + 1e-9) && shock < tip.at * (1.0 - 1e-9) {
                    prop_assert_eq!(curve.closed(shock), tip.from, "at {} before {}", shock, tip.at);
                }
            }
            last = (tip.at, tip.to);
        }
        prop_assert_eq!(last.1, exact.count());
        let depths = exact.after_shock(shock).unwrap();
        let mut above = f64::INFINITY;
        for tip in depths.tipping_points() {
            // See `found`: in a ladder, one more than nothing can be enough at any depth.
            if tip.at > 1e9 {
                continue;
            }
            prop_assert!(tip.at < above && tip.from < tip.to);
            let (less, more) = (tip.at * (1.0 - 1e-9), tip.at * (1.0 + 1e-9));
            prop_assert_eq!((depths.at(more).closed, depths.at(less).closed), (tip.from, tip.to));
            let again = |depth: f64| exact.at_depth(depth).unwrap().closed(shock);
            prop_assert_eq!((again(more), again(less)), (tip.from, tip.to));
            above = tip.at;
        }
    }

    /// Shared collateral, coins, hedges, tables: every round, price and micro-unit, as far as there is a formula.
    #[test]
    fn i10_rounds_are_those_of_brute_force(
        rules in lone_rules(), falls in falls(),
        spec in Scope {
            tables: vec![Table::Flat, Table::Marginal, Table::Jumping], ..Scope::plain()
        }.spec(),
    ) {
        let case = spec.build(1);
        let rules = Rules { netting: Netting::Net, ..rules };
        let outcome = case.engine().run(&rules, &push(falls.clone()).of(&case)).unwrap();
        let mut brute = Reference::new(&case, Terms::of(&rules));
        brute.shock(&falls);
        brute.run();
        prop_assert_eq!(outcome.rounds.len(), brute.rounds.len());
        for (number, accounts) in brute.rounds.iter().enumerate() {
            let own: Vec<u32> = outcome.closed_in(number).iter().map(|(account, _)| *account).collect();
            prop_assert_eq!(&own, accounts, "round {}", number);
        }
        for symbol in case.market.numbers() {
            let x = outcome.moved(symbol).0;
            prop_assert!(near(x, brute.moved(usize::from(symbol)), 1e-12), "symbol {}: {}", symbol, x);
        }
        // Half a micro-unit for each rounding, and what floats lose.
        prop_assert!((micros(outcome.fund.1) - brute.fund).abs() < 1e-3, "{} {}", outcome.fund.1, brute.fund);
        let venue: f64 = outcome.rounds.iter().map(|r| micros(r.taker_fees)).sum();
        prop_assert!((venue - brute.venue).abs() < 1e-3, "{} {}", venue, brute.venue);
        let short: f64 = outcome.deficits.iter().map(|(_, amount)| micros(*amount)).sum();
        prop_assert!((short - brute.deficits.iter().map(|(_, amount)| amount).sum::<f64>()).abs() < 1e-3);
    }

    /// Nobody bears another's loss here: giving up a position or cash can bring its owner down without any price.
    #[test]
    fn i16_unlimited_depth_is_one_round(spec in Scope::all().spec(), rules in lone_rules(), falls in falls()) {
        let case = spec.build(1).with_depth(|shape| match shape {
            Shape::Bottomless => Shape::Bottomless,
            _ => Shape::Log { n: 1e22 },
        });
        let path = push(falls);
        let outcome = case.engine().run(&rules, &path.of(&case)).unwrap();
        prop_assert!(outcome.rounds.len() <= 1);
        for (symbol, fall) in case.market.numbers().zip(&path.0[0].falls) {
            let (whole, outside) = outcome.moved(symbol);
            prop_assert!(near(whole, outside, 1e-9) && near(outside, *fall, 1e-9), "{} {} {}", whole, outside, fall);
        }
    }

    #[test]
    fn i17_mirrored_thresholds_have_the_mirrored_path(
        list in prop::collection::vec((0.0..1.0_f64, 0.01..100.0_f64), 1..60),
        (shock, ratio, shape) in (small_shock(), 0.2..5.0_f64, 0_u8..4), depth in 0.1..2.0_f64,
    ) {
        let n = list.iter().map(|(_, contracts)| contracts).sum::<f64>() * ratio;
        // Levels out to 1.3 and one that takes the rest, at the same log distances on both sides.
        let side = |sign: f64| -> Vec<(f64, f64)> {
            let near = (1..=40).map(|level| (f64::from(level) * 0.0325, n * 0.0325));
            near.chain(std::iter::once((1.5, n * 1e3))).map(|(x, size)| (100.0 * (-sign * x).exp(), size)).collect()
        };
        let book = match shape {
            0 => Book::log(100.0, n),
            1 => Book::new(100.0, Shape::Power { scale: n, exponent: 0.5 }),
            2 => Book::new(100.0, Shape::Power { scale: n, exponent: 0.875 }),
            _ => Book::new(100.0, Shape::Ladder(Ladder::new(100.0, &side(1.0), &side(-1.0)).unwrap())),
        }.unwrap();
        let of = |direction| Thresholds::new(book.clone(), direction, list.clone()).unwrap();
        let (down, up) = (of(Direction::Down), of(Direction::Up));
        let (a, b) = (down.at_depth(depth).unwrap(), up.at_depth(depth).unwrap());
        let same = |a: f64, b: f64| near(a, b, 1e-12);
        for shock in [shock, 0.0, 0.7 * shock, 2.0 * shock] {
            let (a, b) = (a.after(shock), b.after(shock));
            prop_assert_eq!((a.closed, a.contracts.to_bits()), (b.closed, b.contracts.to_bits()));
            prop_assert!(same(a.displacement.unwrap(), b.displacement.unwrap()));
            let (c, d) = (down.after_shock(shock).unwrap().at(depth), up.after_shock(shock).unwrap().at(depth));
            prop_assert_eq!((c.closed, d.closed), (a.closed, a.closed));
        }
        let (tips, others): (Vec<_>, Vec<_>) = (a.tipping_points().collect(), b.tipping_points().collect());
        prop_assert_eq!(tips.len(), others.len());
        for (tip, other) in tips.iter().zip(&others) {
            prop_assert!(same(tip.at, other.at) && (tip.from, tip.to) == (other.from, other.to));
        }
    }

    /// Every price move is what came from outside and what orders forced. Without refill, which takes a forced move back.
    #[test]
    fn i18_outside_and_forced_are_the_whole_move(spec in Scope::plain().spec(), rules in any_rules(), shock in shock()) {
        let case = spec.build(1);
        let rules = Rules { depth: DepthRule { refill: 0.0, ..rules.depth }, ..rules };
        let outcome = case.engine().run(&rules, &shock.of(&case)).unwrap();
        for symbol in case.market.numbers() {
            let forced: f64 = (0..outcome.rounds.len()).map(|round| {
                let t = &outcome.traded(round)[usize::from(symbol)];
                outcome.caused_by(round, symbol, t.sold) + outcome.caused_by(round, symbol, -t.bought)
            }).sum();
            let (whole, outside) = outcome.moved(symbol);
            prop_assert!(near(whole, outside + forced, 1e-12), "symbol {}: {} {} {}", symbol, whole, outside, forced);
        }
    }

    /// And in a linear-log book a lot always causes the same: its contracts over the depth that is there.
    #[test]
    fn i18_a_lot_causes_its_contracts_over_the_depth(
        spec in Scope::plain().spec(), rules in instant_rules(), shock in shock(), factor in 0.7..2.0_f64,
    ) {
        let case = spec.build(1);
        let rules = Rules { depth: DepthRule { factor, ..DepthRule::default() }, ..rules };
        let outcome = case.engine().run(&rules, &shock.of(&case)).unwrap();
        for (symbol, s) in case.market.numbers().zip(case.market.symbols()) {
            let Shape::Log { n } = s.book.shape() else { panic!("linear-log") };
            for round in 0..outcome.rounds.len() {
                let t = &outcome.traded(round)[usize::from(symbol)];
                let net = number(t.sold - t.bought);
                let expected = net * s.lot / (n * factor);
                prop_assert!((t.after - t.before - expected).abs() < 1e-12 * (1.0 + t.after.abs()));
                let caused = outcome.caused_by(round, symbol, t.sold) + outcome.caused_by(round, symbol, -t.bought);
                prop_assert!((caused - expected).abs() < 1e-12 * (1.0 + t.after.abs()));
            }
        }
    }
}
