//! What the settings of a link ask to be watched.

use crate::engine::monitor::score::Weights;
use crate::engine::monitor::stream::Parameters;
use crate::engine::monitor::stream::injection::Injection;
use crate::engine::monitor::watch::Settings;
use crate::engine::scenario::parameters::{Injected, ParameterId as P};
use crate::engine::scenario::{Scenario, link};
use rust_decimal::prelude::ToPrimitive as _;

/// Seconds of the stream.
pub const LAST: u32 = 480;
/// Seed of the stream.
const SEED: u64 = 1;
/// Seconds of an hour.
const HOUR: f64 = 3_600.0;

/// The weights of the score, in the order of its terms.
pub const WEIGHTS: [P; 6] =
    [P::WeightCancels, P::WeightDispersion, P::WeightTrades, P::WeightLeverage, P::WeightClustering, P::WeightPrice];

/// A stream, and how it is watched.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// The stream.
    pub stream: Parameters,
    /// The monitor.
    pub settings: Settings,
}

/// A number of the settings.
pub(super) fn number(scenario: &Scenario, id: P) -> f64 {
    scenario.number(id).to_f64().unwrap_or(0.0)
}

impl Asked {
    /// Of a link. What of it cannot be used is as it begins: the page has said so.
    #[must_use]
    pub fn of(question: &str) -> Self {
        let (scenario, _) = link::parse(question);
        let at = number(&scenario, P::InjectedAt);
        let injection = match scenario.chosen::<Injected>() {
            Injected::Nothing => None,
            Injected::CancelBurst => Some(Injection::CancelBurst { at, seconds: 30.0, factor: 3.0 }),
            Injected::LeverageJump => Some(Injection::LeverageJump { at, accounts: 150, leverage: 35.0 }),
            Injected::ThinBand => Some(Injection::ThinBand { at, band: 4, accounts: 150 }),
            Injected::StaleFeed => Some(Injection::StaleFeed { at, seconds: 60.0 }),
            Injected::FeeChange => Some(Injection::FeeChange { at, taker: 0.001 }),
            Injected::SlowDrift => {
                let per_second = number(&scenario, P::DriftSpeed) / 100.0 / 60.0;
                Some(Injection::SlowDrift { at, per_second })
            }
        };
        let stream = Parameters { injections: injection.into_iter().collect(), ..Parameters::usual(SEED) };
        let run_length = HOUR * number(&scenario, P::WatchRunLength);
        // Settings are within the range of a weight.
        let weights = Weights::new(WEIGHTS.map(|id| number(&scenario, id))).unwrap_or_default();
        let settings = Settings { run_length, weights, ..Settings::usual(stream.price) };
        Self { stream, settings }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the page begins with is what the engine does.
    #[test]
    fn the_settings_begin_with_the_usual_weights() {
        assert_eq!(Asked::of("v=1").settings.weights, Weights::default());
        let none = Asked::of("v=1&weight-price=0&weight-clustering=2.5").settings.weights;
        assert_eq!(none.all(), [1.0, 0.5, 0.5, 1.0, 2.5, 0.0]);
        // What is out of range is as it begins: the page has said so.
        assert_eq!(Asked::of("v=1&weight-price=11").settings.weights, Weights::default());
    }
}
