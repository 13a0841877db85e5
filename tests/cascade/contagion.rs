//! Overlapping portfolios: accounts and symbols as a regular graph of two kinds of nodes. Source: cascade-model appendix 1.3.
//!
//! Each of N accounts holds k of N symbols in equal parts, each symbol is held by k accounts, and no two accounts share more than one. An
//! account fails once its loss is its equity, and all its holdings are sold; a symbol of which the part f is sold falls by e^(-alpha f).
//! One failure costs a neighbour (1 - e^(-alpha / k)) / k of its assets, so failure spreads just where the leverage is above
//! k / (1 - e^(-alpha / k)). The appendix has graphs of a thousand nodes; a market here has at most 64 symbols. On a ring-like graph of that
//! size the threshold is as sharp, but that everyone falls beyond it shows no more than that the graph is connected.

use crate::targets::near;
use crate::worlds::{cross, market, run, symbol};
use cascade_notes::engine::cascade::amounts::{count, float};
use cascade_notes::engine::cascade::market::Market;
use cascade_notes::engine::cascade::outcome::Outcome;
use cascade_notes::engine::cascade::population::Account;
use cascade_notes::engine::cascade::rules::{Rules, Shock};

/// A sale of 10 % costs 10 %.
const ALPHA: f64 = 1.0536;
const NODES: u8 = 64;
/// Lots of one account in one symbol: a million in money at a price of 1000.
const LOTS: i64 = 1000;
const PRICE: f64 = 1000.0;

/// Marks whose differences are all different, also around the ring of 64: neighbours share one symbol.
const RULERS: [&[u8]; 5] = [&[0, 1], &[0, 1, 3], &[0, 1, 4, 6], &[0, 1, 4, 9, 11], &[0, 1, 4, 10, 12, 17]];

fn threshold(k: usize) -> f64 {
    let k = count(k);
    k / (1.0 - libm::exp(-ALPHA / k))
}

/// Account 0 has no equity and fails at once; all others have this leverage.
fn spread(ruler: &[u8], leverage: f64) -> Outcome {
    let k = count(ruler.len());
    let n = k * float(LOTS) / ALPHA;
    let market: Market = market((0..NODES).map(|_| symbol(PRICE, n, 1.0, 0.0)).collect());
    let assets = k * float(LOTS) * PRICE;
    let account = |number: u8| -> Account {
        let held: Vec<(u8, i64)> = ruler.iter().map(|mark| ((number + mark) % NODES, LOTS)).collect();
        let equity = if number == 0 { 0.0 } else { assets / leverage };
        cross(&market, &held, equity - assets)
    };
    let accounts: Vec<Account> = (0..NODES).map(account).collect();
    run(&market, &accounts, &Rules::default(), &Shock::none())
}

#[test]
fn thresholds_are_those_of_the_appendix() {
    near(threshold(2), 4.8839, 1e-5);
    near(threshold(4), 17.2737, 1e-5);
}

#[test]
fn failure_spreads_just_above_the_critical_leverage() {
    for ruler in RULERS {
        let critical = threshold(ruler.len());
        let below = spread(ruler, 0.98 * critical);
        assert_eq!(below.closed(), 1, "k = {}", ruler.len());
        // What the first one cost: the part 1/k of each of its symbols.
        near(below.last[0].displacement, ALPHA / count(ruler.len()), 1e-9);
        let above = spread(ruler, 1.02 * critical);
        assert_eq!(above.closed(), usize::from(NODES), "k = {}", ruler.len());
        // First the neighbours: two for each pair of marks.
        assert_eq!(above.rounds[1].closed, ruler.len() * (ruler.len() - 1), "k = {}", ruler.len());
        // All of each symbol is sold in the end.
        for seen in &above.last {
            near(seen.displacement, ALPHA, 1e-9);
        }
    }
}

/// On a ring of two, failure goes around one neighbour on each side a round.
#[test]
fn on_a_ring_failure_travels_one_neighbour_a_round() {
    let outcome = spread(RULERS[0], 1.02 * threshold(2));
    assert_eq!(outcome.rounds.len(), 33);
    assert!(outcome.rounds[1..32].iter().all(|round| round.closed == 2));
    assert_eq!(outcome.rounds[32].closed, 1);
}
