//! October 2025 with its queue of winners: as the runner is asked for it, to the end of its curve; and single runs of its accounts, each of which can
//! be done the plain way too. No clock here: natively and in a browser time is told differently.

use cascade_notes::engine::Error;
use cascade_notes::engine::cascade::engine::Engine;
use cascade_notes::engine::cascade::generate::Assumed;
use cascade_notes::engine::cascade::market::Market;
use cascade_notes::engine::cascade::rules::{Deleveraging, Rules, Scan, Shock, Step};
use cascade_notes::engine::jobs::{Answer, JobRunner, Reply};
use cascade_notes::engine::scenario::{ParameterId, Scenario, link};

use crate::markets::Done;

/// October 2025 of so many accounts.
fn october(accounts: u32) -> Result<Scenario, Error> {
    Scenario::default()
        .with_written(ParameterId::Preset, "october-2025")?
        .with_written(ParameterId::Accounts, &accounts.to_string())
}

/// A question under way, as a worker has it.
pub struct Asked {
    runner: JobRunner,
    answer: Answer,
    reply: Option<Reply>,
}

/// What is known of its answer.
#[derive(Debug, Clone, Copy)]
pub struct Heard {
    /// There is a narration.
    pub narration: bool,
    /// Nothing more follows.
    pub last: bool,
    /// Points of the curve that have been handed over.
    pub points: usize,
}

impl Asked {
    /// Asks a runner that has never been asked before.
    pub fn new(accounts: u32) -> Result<Self, Error> {
        let question = link::question(&october(accounts)?);
        let mut runner = JobRunner::default();
        runner.ask(&question);
        Ok(Self { runner, answer: Answer::new(&question), reply: None })
    }

    /// Works until patience ends or there is something to say: a slice.
    pub fn work(&mut self, patience: &mut dyn FnMut() -> bool) {
        self.reply = self.runner.work(patience);
    }

    /// Reads what the last slice said, which is the page's work and no part of a slice.
    pub fn heard(&mut self) -> Result<Heard, Error> {
        let last = match self.reply.take() {
            Some(reply) => {
                self.answer.take(&reply)?;
                reply.last
            }
            None => true,
        };
        let points = self.answer.curve.as_ref().map_or(0, |curve| curve.points.len());
        Ok(Heard { narration: self.answer.narration.is_some(), last, points })
    }
}

/// Its accounts, sorted and ranked, and what happens to them.
pub struct Runs {
    engine: Engine,
    rules: Rules,
    shock: Shock,
    /// The shock, and afterwards two payments of funding.
    funding: Shock,
}

/// So many accounts.
pub fn runs(accounts: u32) -> Result<Runs, Error> {
    let asked = october(accounts)?;
    let situation = asked.situation()?;
    let open: Vec<f64> = asked.preset().symbols.iter().map(|row| row.open_interest / situation.scale).collect();
    let assumed = Assumed { cross_share: 0.45, hedge_share: 0.25, coin_share: 0.25, ..Assumed::new(accounts, open, 7) };
    let mut engine = Engine::new(&situation.market, &assumed.population(&situation.market)?)?;
    while engine.rank_some() {}
    let funding = funded(&situation.market, &situation.shock)?;
    Ok(Runs { engine, rules: situation.rules, shock: situation.shock, funding })
}

fn funded(market: &Market, shock: &Shock) -> Result<Shock, Error> {
    let funding: Vec<f64> = market.symbols().iter().map(|_| 0.0005).collect();
    let mut steps = shock.steps().to_vec();
    let last = steps.last().map_or(0.0, |step| step.at);
    steps.extend([1.0, 2.0].map(|hours| Step { at: last + hours, falls: vec![], funding: funding.clone() }));
    Shock::path(steps)
}

impl Runs {
    /// `queue`: winners stand in for losses. `shared`: funding is paid, and everybody shares what the fund cannot bear. `None` where there is no such run.
    pub fn run(&mut self, job: &str, scan: Scan) -> Option<Result<Done, Error>> {
        let (rules, shock) = match job {
            "queue" => (Rules { deleveraging: Deleveraging::Queue, scan, ..self.rules }, &self.shock),
            "shared" => (Rules { deleveraging: Deleveraging::Off, socialise: true, scan, ..self.rules }, &self.funding),
            _ => return None,
        };
        let outcome = self.engine.run(&rules, shock);
        Some(outcome.map(|outcome| Done { rounds: outcome.rounds.len(), closed: outcome.closed() }))
    }
}
