use super::*;
use crate::engine::costs::funding::OKX;
use crate::testing::{d, rate};

fn growing(first: &str, growth: &str, cap: Option<&str>) -> RatePath {
    RatePath::Growing { first: rate(first), growth: rate(growth), cap: cap.map(rate) }
}

fn path(rates: &[&str], after: After) -> RatePath {
    RatePath::Path { rates: rates.iter().map(|text| rate(text)).collect(), after }
}

fn reach(path: &RatePath, share: &str) -> Reach {
    path.reach(rate(share)).unwrap()
}

#[test]
fn a_fixed_rate_is_divided_out_and_exact_at_its_multiples() {
    let fixed = RatePath::Fixed(rate("0.0005"));
    assert_eq!((reach(&fixed, "0.095"), reach(&fixed, "0.0950001")), (Reach::At(190), Reach::At(191)));
    assert_eq!(reach(&RatePath::Fixed(rate("0.0000003")), "0.1"), Reach::At(333_334));
    assert_eq!(reach(&fixed, "0"), Reach::At(0));
    assert_eq!(reach(&RatePath::Fixed(Rate::ZERO), "0.1"), Reach::Never(Never::NothingPaid));
    // Longer than whole numbers count is no answer, and no wrong one.
    assert!(RatePath::Fixed(Rate::new(d("0.0000000000000000000000001"))).reach(rate("1")).is_err());
}

/// 1 + 2 + 4 + ... in ten-thousandths.
#[test]
fn a_rate_that_doubles_sums_to_a_power_of_two_and_the_cap_holds_it() {
    let doubling = growing("0.0001", "1", None);
    assert_eq!((reach(&doubling, "0.1023"), reach(&doubling, "0.1024")), (Reach::At(10), Reach::At(11)));
    let capped = growing("0.0001", "1", Some("0.0004"));
    assert_eq!(
        (capped.at(2).unwrap(), capped.at(3).unwrap(), capped.at(900).unwrap()),
        (rate("0.0002"), rate("0.0004"), rate("0.0004"))
    );
    assert_eq!(capped.sum(5).unwrap(), rate("0.0015"));
    assert_eq!(reach(&capped, "0.0015"), Reach::At(5));
    // Powers leave the digits long before: the cap's rates are summed all the same.
    assert_eq!(reach(&capped, "4"), Reach::At(10_002));
    assert!(doubling.sum(1000).is_err());
    assert_eq!(growing("-0.0001", "1", Some("0.0004")).sum(5).unwrap(), rate("-0.0015"));
}

#[test]
fn a_rate_that_halves_fades_away() {
    let halving = growing("0.001", "-0.5", None);
    assert_eq!(reach(&halving, "0.0015"), Reach::At(2));
    assert_eq!(reach(&halving, "0.002"), Reach::Never(Never::FadesAway { limit: rate("0.002") }));
    // 4, 4, 2, 1, ... of a rate that would begin at 8.
    let capped = growing("0.008", "-0.5", Some("0.004"));
    assert_eq!(capped.sum(3).unwrap(), rate("0.01"));
    assert_eq!(reach(&capped, "0.012"), Reach::Never(Never::FadesAway { limit: rate("0.012") }));
    assert_eq!(reach(&capped, "0.0119"), Reach::At(8));
    assert_eq!(reach(&growing("0.1", "0.5", Some("0")), "0.1"), Reach::Never(Never::NothingPaid));
    assert!(growing("0.1", "-1", None).reach(rate("1")).is_err());
}

#[test]
fn a_path_holds_its_last_rate_or_begins_again() {
    let holds = path(&["0.003", "-0.001", "0.002"], After::Holds);
    assert_eq!(
        (reach(&holds, "0.003"), reach(&holds, "0.004"), reach(&holds, "0.0041")),
        (Reach::At(1), Reach::At(3), Reach::At(4))
    );
    let repeats = path(&["0.003", "-0.001", "-0.001"], After::Repeats);
    // Each period adds 0.001, and stands 0.002 higher after its first payment.
    assert_eq!((reach(&repeats, "0.004"), reach(&repeats, "0.0041")), (Reach::At(4), Reach::At(7)));
    assert_eq!((repeats.sum(4).unwrap(), repeats.most(6).unwrap()), (rate("0.004"), rate("0.004")));
    let back = path(&["0.003", "-0.004"], After::Repeats);
    assert_eq!(reach(&back, "0.004"), Reach::Never(Never::TurnsBack { most: rate("0.003") }));
    assert_eq!(reach(&path(&["-0.003"], After::Holds), "0.004"), Reach::Never(Never::Received));
    assert_eq!(reach(&path(&["0", "0"], After::Repeats), "0.004"), Reach::Never(Never::NothingPaid));
    assert!(path(&[], After::Holds).reach(rate("1")).is_err());
}

#[test]
fn a_premium_passes_through_the_rule_of_its_venue() {
    let premiums = ["0.0003", "0.001", "-0.001"].map(rate);
    let of = |sign: &str| RatePath::of_premiums(&OKX, None, &premiums, d(sign), After::Holds).unwrap();
    assert_eq!(of("1"), path(&["0.0001", "0.0005", "-0.0005"], After::Holds));
    assert_eq!(of("-1"), path(&["-0.0001", "-0.0005", "0.0005"], After::Holds));
    assert!(RatePath::of_premiums(&OKX, None, &[], d("1"), After::Holds).is_err());
}
