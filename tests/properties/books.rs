//! Walking real and modelled depth.

use crate::generators::config;
use cascade_notes::engine::costs::book::{Ladder, Level, Taker};
use cascade_notes::engine::costs::curve::{Curve, Shape};
use cascade_notes::engine::units::{Money, Price, Quantity};
use proptest::prelude::*;
use rust_decimal::Decimal;

fn price(value: Decimal) -> Price {
    Price::new(value).unwrap()
}

fn size(value: Decimal) -> Quantity {
    Quantity::new(value).unwrap()
}

fn taker() -> impl Strategy<Value = Taker> {
    prop_oneof![Just(Taker::Buy), Just(Taker::Sell)]
}

/// One to eight levels, worse and worse, around a mark of 1,000; the best may be better than the mark.
fn levels(taker: Taker) -> impl Strategy<Value = Vec<Level>> {
    prop::collection::vec((1_i64..10_000, 1_i64..1_000_000), 1..8).prop_map(move |list| {
        let mut at = Decimal::from(1000) - taker.sign() * Decimal::from(20);
        list.into_iter()
            .map(|(step, coins)| {
                at += taker.sign() * Decimal::new(step, 2);
                Level { price: price(at), size: size(Decimal::new(coins, 3)) }
            })
            .collect()
    })
}

fn ladder() -> impl Strategy<Value = (Taker, Ladder)> {
    taker().prop_flat_map(|taker| {
        let mark = price(Decimal::from(1000));
        levels(taker).prop_map(move |levels| (taker, Ladder::new(taker, mark, levels).unwrap()))
    })
}

/// A part of all that a ladder holds, up to twice as much.
fn share(ladder: &Ladder, thousandths: i64) -> Quantity {
    let whole: Decimal = ladder.levels().iter().map(|level| level.size.get()).sum();
    size(whole * Decimal::new(thousandths, 3))
}

/// The ladder without the first `taken` coins, worked out apart from the walk.
fn without(taker: Taker, ladder: &Ladder, mut taken: Decimal) -> Option<Ladder> {
    let mut left = Vec::new();
    for level in ladder.levels() {
        let gone = taken.min(level.size.get());
        taken -= gone;
        if gone < level.size.get() {
            left.push(Level { price: level.price, size: size(level.size.get() - gone) });
        }
    }
    Ladder::new(taker, price(Decimal::from(1000)), left).ok()
}

/// Digits within which two quotients of 28 digits agree.
fn same(a: Decimal, b: Decimal) -> bool {
    (a - b).abs() <= Decimal::new(1, 20) * a.abs().max(Decimal::ONE)
}

fn shape() -> impl Strategy<Value = Shape> {
    prop_oneof![
        Just(Shape::Linear),
        Just(Shape::SquareRoot),
        Just(Shape::Exponential),
        (1_i64..200).prop_map(|hundredths| Shape::Power(Decimal::new(hundredths, 2))),
    ]
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_average_lies_between_the_best_and_the_last_price((taker, ladder) in ladder(), part in 1_i64..2000) {
        let fill = ladder.walk(share(&ladder, part)).unwrap();
        let best = ladder.levels()[0].price;
        let (best, average, last) = (best.get(), fill.average.get(), fill.last.get());
        let worse = |a: Decimal, b: Decimal| taker.sign() * (b - a) >= Decimal::ZERO;
        prop_assert!(worse(best, average) && worse(average, last), "{best} {average} {last}");
        prop_assert_eq!(fill.filled.get() + fill.unfilled, share(&ladder, part).get());
        prop_assert_eq!(fill.cost_of_all().is_none(), part > 1000);
    }

    /// A larger order never gets a better average, and reaches at least as far.
    #[test]
    fn larger_orders_get_worse_prices((taker, ladder) in ladder(), a in 1_i64..2000, b in 1_i64..2000) {
        let walk = |part| ladder.walk(share(&ladder, part)).unwrap();
        let (small, large) = (walk(a.min(b)), walk(a.max(b)));
        let further = |from: Price, to: Price| taker.sign() * (to.get() - from.get()) >= -Decimal::new(1, 20);
        prop_assert!(further(small.average, large.average), "{small:?} {large:?}");
        prop_assert!(further(small.last, large.last));
        prop_assert!(small.cost.get() <= large.cost.get() + Decimal::new(1, 20));
    }

    /// Two orders after each other pay what one of both sizes pays.
    #[test]
    fn split_fills_sum((taker, ladder) in ladder(), a in 1_i64..999, b in 1_i64..999) {
        let (first, second) = (share(&ladder, a), share(&ladder, b));
        let whole = ladder.walk(size(first.get() + second.get())).unwrap();
        let one = ladder.walk(first).unwrap();
        let rest = without(taker, &ladder, first.get()).unwrap();
        let two = rest.walk(second).unwrap();
        let sum = one.notional().unwrap().get() + two.notional().unwrap().get();
        prop_assert!(same(whole.notional().unwrap().get(), sum), "{whole:?} {one:?} {two:?}");
        prop_assert_eq!(one.filled.get() + two.filled.get(), whole.filled.get());
        prop_assert_eq!(two.last, whole.last);
        prop_assert_eq!(two.unfilled, whole.unfilled);
    }

    /// The impact price of what a walk paid is the average of the walk.
    #[test]
    fn an_impact_price_is_the_walk_backwards((_, ladder) in ladder(), part in 1_i64..=1000) {
        let fill = ladder.walk(share(&ladder, part)).unwrap();
        // The notional went through a quotient: a little less is surely held.
        let paid = fill.notional().unwrap().get() * (Decimal::ONE - Decimal::new(1, 22));
        let impact = ladder.average_over(Money::new(paid)).unwrap().unwrap();
        prop_assert!(same(impact.get(), fill.average.get()), "{impact} {fill:?}");
    }

    /// The last coin costs at least the average, on the right side of the mark.
    #[test]
    fn the_marginal_price_is_no_better_than_the_average(
        shape in shape(), taker in taker(), depth in 1_i64..1_000_000, coins in 1_i64..1_000_000,
    ) {
        let mark = price(Decimal::from(1000));
        let curve = Curve { shape, one_percent_depth: size(Decimal::new(depth, 2)) };
        let Ok(fill) = curve.walk(taker, mark, size(Decimal::new(coins, 2))) else {
            // Only bids end, and not before they have moved by the whole price.
            prop_assert!(coins > depth);
            return Ok(());
        };
        let beyond = |a: Price, b: Price| taker.sign() * (b.get() - a.get()) >= Decimal::ZERO;
        prop_assert!(beyond(mark, fill.average) && beyond(fill.average, fill.last), "{fill:?}");
        prop_assert!(fill.cost.get() > Decimal::ZERO);
        prop_assert!(same(taker.cost(mark, fill.average).unwrap().get(), fill.cost.get()));
    }

    /// The average of a power of the size is the last move over one more than the power.
    #[test]
    fn the_average_is_the_integral_of_a_power(
        hundredths in 1_i64..200, depth in 1_i64..1_000_000, coins in 1_i64..1_000_000,
    ) {
        let power = Decimal::new(hundredths, 2);
        let (mark, one_percent_depth) = (price(Decimal::from(1000)), size(Decimal::new(depth, 2)));
        let shapes = [(Shape::Power(power), power), (Shape::SquareRoot, Decimal::new(5, 1)), (Shape::Linear, Decimal::ONE)];
        for (shape, power) in shapes {
            let walked = Curve { shape, one_percent_depth }.walk(Taker::Buy, mark, size(Decimal::new(coins, 2)));
            // A steep power of a large size leaves what a fraction is kept in.
            let Ok(fill) = walked else { continue };
            let (moved, whole) = (Taker::Buy.cost(mark, fill.last).unwrap(), fill.cost.get() * (Decimal::ONE + power));
            prop_assert!((moved.get() - whole).abs() <= Decimal::new(4, 12), "{shape:?} {moved} {whole}");
        }
    }

    /// Only size over depth matters.
    #[test]
    fn scaling_depth_and_size_together_changes_nothing(
        shape in shape(), taker in taker(), depth in 1_i64..1_000_000, coins in 1_i64..1_000_000, k in 1_i64..1_000_000,
    ) {
        let walk = |k: Decimal| {
            let curve = Curve { shape, one_percent_depth: size(Decimal::new(depth, 2) * k) };
            curve.walk(taker, price(Decimal::from(1000)), size(Decimal::new(coins, 2) * k))
        };
        match (walk(Decimal::ONE), walk(Decimal::new(k, 3))) {
            (Ok(one), Ok(scaled)) => {
                prop_assert_eq!((one.average, one.last, one.cost), (scaled.average, scaled.last, scaled.cost));
            }
            (one, scaled) => prop_assert_eq!(one.err(), scaled.err()),
        }
    }

    /// In the exponential book coins add up: after one order the next begins at the price the first left.
    #[test]
    fn the_exponential_book_is_additive(a in 1_i64..100_000, b in 1_i64..100_000, taker in taker()) {
        let curve = Curve { shape: Shape::Exponential, one_percent_depth: size(Decimal::from(10)) };
        let walk = |mark, coins: i64| curve.walk(taker, mark, size(Decimal::new(coins, 2))).unwrap();
        let mark = price(Decimal::from(1000));
        let (first, whole) = (walk(mark, a), walk(mark, a + b));
        let second = walk(first.last, b);
        let tolerance = whole.last.get() * Decimal::new(1, 8);
        prop_assert!((second.last.get() - whole.last.get()).abs() <= tolerance, "{second:?} {whole:?}");
        let sum = first.notional().unwrap().get() + second.notional().unwrap().get();
        prop_assert!((sum - whole.notional().unwrap().get()).abs() <= sum * Decimal::new(1, 8));
    }

    /// Any numbers at all give an answer or an error.
    #[test]
    fn no_book_panics(
        levels in prop::collection::vec((any::<i64>(), 0_u32..28, any::<i64>(), 0_u32..28), 0..6),
        taker in taker(), shape in shape(), mark in 1_i64..i64::MAX, digits in 0_u32..28, coins in 1_i64..i64::MAX,
    ) {
        let level = |&(p, pd, s, sd): &(i64, u32, i64, u32)| {
            Some(Level { price: Price::new(Decimal::new(p, pd)).ok()?, size: Quantity::new(Decimal::new(s, sd)).ok()? })
        };
        let (mark, coins) = (price(Decimal::new(mark, digits)), size(Decimal::new(coins, 28 - digits)));
        let mut levels: Vec<_> = levels.iter().filter_map(level).collect();
        let _ = Ladder::new(taker, mark, levels.clone());
        levels.sort_by_key(|level| if taker == Taker::Buy { level.price.get() } else { -level.price.get() });
        if let Ok(ladder) = Ladder::new(taker, mark, levels) {
            if let Ok(fill) = ladder.walk(coins) {
                let (low, high) = (ladder.levels()[0].price.min(fill.last), ladder.levels()[0].price.max(fill.last));
                prop_assert!(low <= fill.average && fill.average <= high);
            }
            let _ = ladder.average_over(Money::new(coins.get()));
        }
        let _ = Curve { shape, one_percent_depth: coins }.walk(taker, mark, size(Decimal::from(3)));
    }
}
