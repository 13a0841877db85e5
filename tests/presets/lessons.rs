//! What each made-up market is there to show.

use super::run::answer;
use cascade_notes::engine::cascade::narration::Narration;

fn rounds(narration: &Narration) -> Vec<Vec<usize>> {
    let of = |r: &cascade_notes::engine::cascade::narration::RoundOf| {
        let mut list: Vec<usize> = r.falls.iter().filter(|f| f.members.0 > 0.0).map(|f| f.square).collect();
        list.sort_unstable();
        list
    };
    narration.rounds.iter().map(of).collect()
}

#[test]
fn the_domino_goes_through_the_pool() {
    let whole = answer("domino", &[]).narration.unwrap();
    assert_eq!(rounds(&whole), [[0], [1], [2]], "A, B, C; D stands");
    let b = &whole.rounds[1].falls[0];
    assert!(b.by[0].1 / b.lost > 0.4, "A's sale is what takes B");
    // Cut the pool: B's BTC falls with BTC, its ETH and C stand.
    let cut = answer("domino", &[("cut", "sharing")]).without.unwrap();
    assert_eq!(rounds(&cut.narration), [vec![0], vec![1]]);
    assert!(cut.narration.moved(1, 2).0 < 0.01, "ETH moves from outside alone");
    // A drawn crowd is still drawn when its accounts are split, and the squares count the parts.
    let crowd = answer("october-2025", &[("cut", "sharing"), ("accounts", "300")]);
    let (whole, cut) = (crowd.narration.unwrap(), crowd.without.unwrap().narration);
    assert!(whole.drawn.is_some() && cut.drawn == whole.drawn, "{:?}", cut.drawn);
    assert!(cut.accounts > whole.accounts);
    let parts: f64 = cut.squares.iter().map(|s| s.members).sum();
    assert!((parts - cut.accounts).abs() < 0.5 && cut.squares.iter().all(|s| s.shared == 0.0));
    // Cut A: nobody falls.
    let cut = answer("domino", &[("cut", "account"), ("cut-which", "1")]).without.unwrap();
    assert!(cut.narration.rounds.is_empty());
    // The correlation was not what carried it.
    let cut = answer("domino", &[("cut", "correlation")]).without.unwrap();
    assert!(cut.narration.rounds.len() >= 2);
    // The same by the slider.
    let apart = answer("domino", &[("shared", "0")]).narration.unwrap();
    assert!(apart.rounds.len() < 3 && apart.moved(1, 9).0 < 0.01);
}

#[test]
fn the_chain_is_pushed_by_the_one_before() {
    let narration = answer("chain", &[]).narration.unwrap();
    assert_eq!(rounds(&narration), [[0], [1], [2]]);
    let twice = answer("chain", &[("cut", "book"), ("cut-which", "1")]).without.unwrap();
    assert!(twice.stops);
}

#[test]
fn a_deep_book_ends_it() {
    let narration = answer("deep", &[]).narration.unwrap();
    let first = narration.closed_by(1);
    assert!(
        first > 20.0 && narration.closed_by(usize::MAX) < 1.2 * first,
        "{first} of {}",
        narration.closed_by(usize::MAX)
    );
    let thin = answer("deep", &[("depth-factor", "0.02")]).narration.unwrap();
    assert!(thin.closed_by(usize::MAX) > 3.0 * thin.closed_by(1));
}

#[test]
fn adl_breaks_the_hedge_and_the_next_step_takes_its_owner() {
    let narration = answer("hedge", &[]).narration.unwrap();
    assert!(narration.rounds[0].winners.iter().any(|w| w.square == 1 && w.hedges > 0.0));
    assert!(narration.fell_in(1).is_some_and(|round| round > 1));
    let covered = answer("hedge", &[("fund", "5")]).narration.unwrap();
    assert!(covered.rounds.iter().all(|r| r.winners.is_empty()) && covered.fell_in(1).is_none());
}

#[test]
fn the_tipping_point_is_a_hair_away() {
    let answer = answer("hair", &[]);
    let curve = answer.curve.unwrap();
    let next = curve.tipping.iter().find(|t| t.0 > 0.07).unwrap();
    assert!(next.0 < 0.0715 && next.2 - next.1 > 0.3, "{next:?}");
    // No tipping point under square-root impact in an even book; a cluster tips under any.
    let even = super::run::answer("latency", &[("latency", "0"), ("refill", "0")]).curve.unwrap();
    assert!(!even.tipping.is_empty(), "linear impact in an even book tips");
}

#[test]
fn time_for_refill_is_what_stops_it() {
    let slow = answer("latency", &[]).narration.unwrap();
    let fast = answer("latency", &[("latency", "1")]).narration.unwrap();
    assert!(fast.closed_by(usize::MAX) > 2.0 * slow.closed_by(usize::MAX));
}
