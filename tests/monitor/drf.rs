//! Drift detectors over streams that any language can make again.

use crate::vector::{Answer, Problem, Vector, each, unknown};
use cascade_notes::engine::monitor::detectors::adwin::{Adwin, AfterCut};
use cascade_notes::engine::monitor::detectors::errors::{Ddm, Eddm, HddmA, HddmW};
use cascade_notes::engine::monitor::detectors::page_hinkley::{PageHinkley, Ways};
use cascade_notes::engine::monitor::detectors::{Any, Detector, Verdict};
use cascade_notes::engine::random::mix;
use serde_json::{Map, Value, json};

pub fn answer(vector: &Vector, name: &str) -> Answer {
    match name {
        "first_next_u64_seed1" => Ok(json!(Chance(1).bits().to_string())),
        "first_next_u64_seed0" => Ok(json!(Chance(0).bits().to_string())),
        "check" => {
            let names = vector.need("definitions")?.as_object().ok_or("no definitions")?.keys();
            let seed = vector.float("seed")? as u64;
            let check = |name: &String| {
                let list = stream(name, seed)?;
                let sum = list.iter().fold(0.0, |sum, x| sum + x);
                Ok((name.clone(), json!({"first3": list[..3], "sum": sum})))
            };
            let all = names.filter(|name| *name != "generator").map(check);
            Ok(Value::Object(all.collect::<Result<Map<_, _>, Problem>>()?))
        }
        "alarm_index" => detectors(vector, AfterCut::Empty)?.into_iter().map(|d| Ok(run(vector, d)?.alarms)).collect(),
        "final_width" => detectors(vector, AfterCut::Empty)?.into_iter().map(|d| Ok(run(vector, d)?.width)).collect(),
        keep if keep.starts_with("alarm_index_keep_tail_clock") => {
            let clock = keep["alarm_index_keep_tail_clock".len()..].parse()?;
            Ok(run(vector, Adwin::new(0.002, clock, AfterCut::KeepNewer)?.into())?.alarms)
        }
        "drift_index" => of_kinds(vector, |found| found.alarms),
        "first_warning" => of_kinds(vector, |found| found.warning),
        "page_hinkley_default" => Ok(run(vector, PageHinkley::usual().ok_or("no usual one")?.into())?.alarms),
        "adwin_default" => Ok(run(vector, Adwin::new(0.002, 32, AfterCut::Empty)?.into())?.alarms),
        _ => Err(unknown(name)),
    }
}

/// One for one kind, a list for several.
fn of_kinds(vector: &Vector, part: fn(Found) -> Value) -> Answer {
    let found = detectors(vector, AfterCut::Empty)?;
    let many = vector.need("detector")?.is_array();
    let mut all =
        found.into_iter().map(|detector| Ok(part(run(vector, detector)?))).collect::<Result<Vec<_>, Problem>>()?;
    Ok(if many { Value::Array(all) } else { all.remove(0) })
}

/// What a run of a detector leaves.
struct Found {
    alarms: Value,
    warning: Value,
    width: Value,
}

fn run(vector: &Vector, mut detector: Any) -> Result<Found, Problem> {
    let list = if let (Some(bits), Some(quads)) = (vector.get("bits"), vector.get("quads")) {
        let digits = |value: &Value| -> Vec<u32> {
            value.as_str().unwrap_or_default().chars().filter_map(|c| c.to_digit(16)).collect()
        };
        let bits = digits(bits).into_iter().flat_map(|digit| (0..4).rev().map(move |bit| f64::from(digit >> bit & 1)));
        let quads = digits(quads).into_iter().flat_map(|digit| [digit >> 2, digit & 3].map(|two| 4.0 + f64::from(two)));
        bits.take(1000).chain(quads.take(1000)).collect()
    } else {
        stream(vector.text("stream"), 1)?
    };
    let (mut alarms, mut warning) = (Vec::new(), None);
    for (index, x) in list.into_iter().enumerate() {
        match detector.step(x)?.verdict {
            Verdict::Alarm(_) => alarms.push(index),
            Verdict::Warning => warning = warning.or(Some(index)),
            Verdict::Learning | Verdict::Calm => {}
        }
    }
    let width = if let Any::Adwin(adwin) = &detector { json!(adwin.width()) } else { Value::Null };
    Ok(Found { alarms: json!(alarms), warning: json!(warning), width })
}

fn detectors(vector: &Vector, after: AfterCut) -> Result<Vec<Any>, Problem> {
    let names = each(vector.need("detector")?, |value| Ok(value.as_str().ok_or("no name")?.to_owned()))?;
    let mut all = Vec::new();
    for name in names {
        match name.as_str() {
            "Page-Hinkley" => {
                for settings in vector.rows("settings")? {
                    let number = |key: &str| crate::vector::float(&settings[key]);
                    let ways = match settings["mode"].as_str() {
                        Some("both") => Ways::Both,
                        Some("up") => Ways::Up,
                        Some("down") => Ways::Down,
                        _ => return Err("mode".into()),
                    };
                    let made = PageHinkley::new(ways, number("delta")?, number("threshold")?, number("alpha")?, 30)?;
                    all.push(made.into());
                }
            }
            "ADWIN" => {
                for clock in vector.floats("clock")? {
                    all.push(Adwin::new(0.002, clock as u32, after)?.into());
                }
            }
            "DDM" => all.push(Ddm::new(30, 2.0, 3.0)?.into()),
            "EDDM" => all.push(Eddm::new(30, 0.95, 0.9)?.into()),
            "HDDM_A" => all.push(HddmA::new(0.001, 0.005)?.into()),
            "HDDM_W" => all.push(HddmW::new(0.001, 0.005, 0.05)?.into()),
            other => return Err(Problem(format!("detector {other:?}"))),
        }
    }
    Ok(all)
}

/// The generator of the recipe: a seed is the counter itself. The mixing is the engine's.
struct Chance(u64);

impl Chance {
    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / 9_007_199_254_740_992.0
    }

    fn normal(&mut self) -> f64 {
        (0..12).fold(0.0, |sum, _| sum + self.unit()) - 6.0
    }
}

/// A stream by the name of its definition.
fn stream(name: &str, seed: u64) -> Result<Vec<f64>, Problem> {
    let mut chance = Chance(seed);
    let c = &mut chance;
    let mut list = Vec::new();
    let mut add = |count: usize, next: &mut dyn FnMut(usize) -> f64| list.extend((0..count).map(next));
    let bit = |yes: bool| f64::from(u8::from(yes));
    match name {
        "bits_then_4to7" => {
            add(1000, &mut |_| bit(c.unit() < 0.5));
            add(1000, &mut |_| 4.0 + (4.0 * c.unit()).floor());
        }
        "step1" => add(1000, &mut |i| c.normal() + if i < 500 { 0.0 } else { 1.0 }),
        "step_half" => add(1000, &mut |i| c.normal() + if i < 500 { 0.0 } else { 0.5 }),
        "down2" => add(1000, &mut |i| c.normal() - if i < 500 { 0.0 } else { 2.0 }),
        "flat" => add(2000, &mut |_| c.normal()),
        "var3" => add(1000, &mut |i| c.normal() * if i < 500 { 1.0 } else { 3.0 }),
        "ramp" => add(1000, &mut |i| c.normal() + if i < 500 { 0.0 } else { 0.01 * (i - 500) as f64 }),
        "err20_50" => add(2000, &mut |i| bit(c.unit() < if i < 1000 { 0.2 } else { 0.5 })),
        "err05_15" => add(2000, &mut |i| bit(c.unit() < if i < 1000 { 0.05 } else { 0.15 })),
        other => return Err(Problem(format!("stream {other:?}"))),
    }
    Ok(list)
}
