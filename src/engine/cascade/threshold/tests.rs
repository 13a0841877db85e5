use super::*;

fn chain(n: f64) -> Thresholds {
    let book = Book::log(100.0, n).unwrap();
    let longs = [(95.0, 20.0), (92.0, 30.0), (90.0, 10.0)].map(|(price, size)| (book.displacement_of(price), size));
    Thresholds::new(book, Direction::Down, longs.to_vec()).unwrap()
}

#[test]
fn g01_tipping_by_depth() {
    let shock = libm::log(100.0 / 95.0);
    for (n, closed, price) in [
        (1000.0, 1, 93.118_873_964_141_76),
        (700.0, 1, 92.324_123_128_133_21),
        (623.0, 3, 86.277_487_898_062_19),
        (500.0, 3, 84.257_441_488_129_97),
        (300.0, 3, 77.779_421_542_408_27),
    ] {
        let thresholds = chain(n);
        let outcome = thresholds.at_depth(1.0).unwrap().after(shock);
        assert_eq!(outcome.closed, closed, "n={n}");
        let reached = thresholds.book().price_at(outcome.displacement.unwrap());
        assert!((reached - price).abs() < 1e-9 * price, "n={n}: {reached}");
        // The same from a book of another depth and a part of it.
        assert_eq!(chain(1000.0).at_depth(n / 1000.0).unwrap().after(shock).closed, closed);
        assert_eq!(chain(1000.0).after_shock(shock).unwrap().at(n / 1000.0).closed, closed);
    }
    let thresholds = chain(1000.0);
    let depths = thresholds.after_shock(shock).unwrap();
    let tips: Vec<Tipping> = depths.tipping_points().collect();
    assert_eq!(tips.len(), 1);
    assert!((tips[0].at * 1000.0 - 623.279_853_727).abs() < 1e-8, "{tips:?}");
    assert_eq!((tips[0].from, tips[0].to), (1, 3));
    let third = 50.0 / (libm::log(95.0 / 90.0));
    assert!((third - 924.774_730_886).abs() < 1e-8);
}

#[test]
fn tipping_points_are_where_the_outcome_jumps() {
    let thresholds = chain(600.0);
    let curve = thresholds.at_depth(1.0).unwrap();
    let tips: Vec<Tipping> = curve.tipping_points().collect();
    assert_eq!(tips.iter().map(|t| (t.from, t.to)).collect::<Vec<_>>(), [(0, 3)]);
    assert!((tips[0].at - libm::log(100.0 / 95.0)).abs() < 1e-15);
    assert_eq!(curve.closed(tips[0].at), 3);
    assert_eq!(curve.closed(tips[0].at.next_down()), 0);
    // In a deep book each falls at its own price.
    let deep = chain(1e9);
    let curve = deep.at_depth(1.0).unwrap();
    assert_eq!(curve.tipping_points().count(), 3);
    for tip in curve.tipping_points() {
        assert_eq!((curve.closed(tip.at + 1e-12), curve.closed(tip.at - 1e-9)), (tip.to, tip.from));
    }
}

#[test]
fn headroom_is_the_distance_to_a_jump_of_some_size() {
    let thresholds = chain(1000.0);
    let curve = thresholds.at_depth(1.0).unwrap();
    let room = curve.headroom(0.04, 0.01).unwrap();
    assert!((room.extra_shock.unwrap() - (libm::log(100.0 / 95.0) - 0.04)).abs() < 1e-12);
    assert_eq!(room.depth, None, "nothing has fallen, so no depth tips it");
    let room = curve.headroom(libm::log(100.0 / 95.0), 0.01).unwrap();
    assert!((room.depth.unwrap() * 1000.0 - 623.279_853_727).abs() < 1e-8);
    assert!(curve.headroom(0.04, 0.6).unwrap().extra_shock.unwrap() > room.extra_shock.unwrap_or(0.0));
    assert_eq!(curve.headroom(0.04, 0.7).unwrap().extra_shock, None);
    assert!(curve.headroom(f64::NAN, 0.01).is_err());
}

#[test]
fn the_mirrored_book_has_the_mirrored_answer() {
    let up = Thresholds::new(
        Book::log(100.0, 623.0).unwrap(),
        Direction::Up,
        chain(623.0).distances().iter().copied().zip([20.0, 30.0, 10.0]).collect(),
    )
    .unwrap();
    let (down, shock) = (chain(623.0), libm::log(100.0 / 95.0));
    let (a, b) = (up.at_depth(1.0).unwrap().after(shock), down.at_depth(1.0).unwrap().after(shock));
    assert_eq!((a.closed, a.contracts, a.displacement), (b.closed, b.contracts, b.displacement));
    assert!(a.average.unwrap() > 100.0);
}

#[test]
fn thresholds_that_cannot_be_used_are_refused_by_number() {
    let new = |list: Vec<(f64, f64)>| Thresholds::new(Book::log(1.0, 1.0).unwrap(), Direction::Down, list);
    assert!(new(vec![]).unwrap_err().to_string().starts_with("Thresholds: Empty"));
    for bad in [-1.0, f64::NAN, f64::INFINITY] {
        assert!(new(vec![(0.1, 1.0), (bad, 1.0)]).unwrap_err().to_string().starts_with("Threshold(2), Distance:"));
        assert!(new(vec![(0.1, bad)]).is_err());
    }
    assert!(new(vec![(0.1, 1.0)]).unwrap().at_depth(0.0).is_err());
}
