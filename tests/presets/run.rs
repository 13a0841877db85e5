//! A preset's answer, settings changed by their written form.

use cascade_notes::engine::jobs::{Answer, JobRunner};
use cascade_notes::engine::scenario::{ParameterId, Scenario};

pub fn scenario(preset: &str, changes: &[(&str, &str)]) -> Scenario {
    let begun = Scenario::default().with_written(ParameterId::Preset, preset).unwrap();
    changes.iter().fold(begun, |s, (key, value)| {
        s.with_written(ParameterId::from_key(key).unwrap(), value).unwrap_or_else(|e| panic!("{key}={value}: {e}"))
    })
}

pub fn answer(preset: &str, changes: &[(&str, &str)]) -> Answer {
    JobRunner::default().answer(&scenario(preset, changes)).unwrap()
}
