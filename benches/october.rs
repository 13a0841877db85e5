//! Questions as the runner is asked them: October 2025 with its queue of winners, to the end of its curve; and one run with funding and losses that
//! all share, each beside the plain way in the same run.

use std::time::{Duration, Instant};

use cascade_notes::engine::Error;
use cascade_notes::engine::cascade::engine::Engine;
use cascade_notes::engine::cascade::generate::Assumed;
use cascade_notes::engine::cascade::market::Market;
use cascade_notes::engine::cascade::rules::{Deleveraging, Rules, Scan, Shock, Step};
use cascade_notes::engine::jobs::{JobRunner, kind};
use cascade_notes::engine::scenario::{ParameterId, Scenario, link};

/// What the worker's patience is.
const SLICE: Duration = Duration::from_millis(12);

/// October 2025 of so many accounts.
fn october(accounts: u32) -> Result<Scenario, Error> {
    Scenario::default()
        .with_written(ParameterId::Preset, "october-2025")?
        .with_written(ParameterId::Accounts, &accounts.to_string())
}

/// Milliseconds until the narration, until the curve is complete, and of the longest slice; with how many points the curve has. Given up after a time.
pub fn asked(accounts: u32, most: Duration) -> Result<[f64; 3], Error> {
    let mut runner = JobRunner::default();
    let (start, mut narration, mut longest) = (Instant::now(), f64::NAN, Duration::ZERO);
    runner.ask(&link::question(&october(accounts)?));
    loop {
        let slice = Instant::now();
        let reply = runner.work(&mut || slice.elapsed() < SLICE);
        longest = longest.max(slice.elapsed());
        let Some(reply) = reply else { break };
        if reply.numbers.first() == Some(&kind::NARRATION) {
            narration = start.elapsed().as_secs_f64() * 1e3;
        }
        if reply.last || start.elapsed() > most {
            let curve = if reply.last { start.elapsed().as_secs_f64() * 1e3 } else { f64::NAN };
            return Ok([narration, curve, longest.as_secs_f64() * 1e3]);
        }
    }
    Ok([narration, f64::NAN, longest.as_secs_f64() * 1e3])
}

/// An engine, a shock and rules of October 2025.
fn market(accounts: u32) -> Result<(Market, Engine, Rules, Shock), Error> {
    let asked = october(accounts)?;
    let situation = asked.situation()?;
    let open: Vec<f64> = asked.preset().symbols.iter().map(|row| row.open_interest / situation.scale).collect();
    let assumed = Assumed { cross_share: 0.45, hedge_share: 0.25, coin_share: 0.25, ..Assumed::new(accounts, open, 7) };
    let engine = Engine::new(&situation.market, &assumed.population(&situation.market)?)?;
    Ok((situation.market, engine, situation.rules, situation.shock))
}

/// Milliseconds of one run of the queue, and of the same the plain way.
pub fn queue(accounts: u32) -> Result<[f64; 2], Error> {
    let (_, mut engine, rules, shock) = market(accounts)?;
    while engine.rank_some() {}
    both(&mut engine, &Rules { deleveraging: Deleveraging::Queue, ..rules }, &shock)
}

/// The same of a market whose accounts pay funding twice and share what the fund cannot bear.
pub fn shared(accounts: u32) -> Result<[f64; 2], Error> {
    let (market, mut engine, rules, shock) = market(accounts)?;
    let funding: Vec<f64> = market.symbols().iter().map(|_| 0.0005).collect();
    let mut steps = shock.steps().to_vec();
    let last = steps.last().map_or(0.0, |step| step.at);
    steps.extend([1.0, 2.0].map(|hours| Step { at: last + hours, falls: vec![], funding: funding.clone() }));
    let rules = Rules { deleveraging: Deleveraging::Off, socialise: true, ..rules };
    both(&mut engine, &rules, &Shock::path(steps)?)
}

fn both(engine: &mut Engine, rules: &Rules, shock: &Shock) -> Result<[f64; 2], Error> {
    let mut times = [0.0; 2];
    for (time, scan) in times.iter_mut().zip([Scan::Lazy, Scan::Dense]) {
        let start = Instant::now();
        engine.run(&Rules { scan, ..*rules }, shock)?;
        *time = start.elapsed().as_secs_f64() * 1e3;
    }
    Ok(times)
}
