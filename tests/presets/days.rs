//! The three days stay within what was published of them; what was not published is not asked (E01 to E03 are ranges, C12 is a fact to show).

use super::run::answer;
use cascade_notes::engine::scenario::presets::{PRESETS, Published};

fn day(key: &str) -> (Published, f64, f64) {
    let preset = PRESETS.into_iter().find(|p| p.key == key).unwrap();
    let story = answer(key, &[]).story.unwrap();
    let low = story.rounds.iter().map(|r| r.symbols[0].fall).fold(0.0, f64::max);
    (preset.published.unwrap(), preset.symbols[0].price * (-low).exp(), story.forced_by(usize::MAX))
}

#[test]
fn the_low_is_the_published_one() {
    for (key, room) in [("march-2020", 0.02), ("may-2021", 0.02), ("october-2025", 0.0)] {
        let (published, low, _) = day(key);
        let within = published.low.0 * (1.0 - room)..=published.low.1 * (1.0 + room);
        assert!(within.contains(&low), "{key}: {low}, published {:?}", published.low);
    }
}

#[test]
fn liquidations_are_within_a_factor_of_one_and_a_half_of_the_published() {
    for key in ["march-2020", "may-2021", "october-2025"] {
        let (published, _, forced) = day(key);
        let within = published.liquidated.0 / 1.5..=published.liquidated.1 * 1.5;
        assert!(within.contains(&forced), "{key}: {forced:e}, published {:?}", published.liquidated);
    }
}
