//! Jobs of the monitor, natively (`benches/monitor.rs`) and as WebAssembly (`benches/cascade-web`).

use cascade_notes::engine::Error;
use cascade_notes::engine::monitor::crowding::making::Making;
use cascade_notes::engine::monitor::crowding::trial::trial;
use cascade_notes::engine::monitor::drill::{Paths, Scene, Set};
use cascade_notes::engine::monitor::runlength::cusum::Cusum;
use cascade_notes::engine::monitor::runlength::inverse::limit_for;
use cascade_notes::engine::monitor::stream::event::Event;
use cascade_notes::engine::monitor::stream::world::World;
use cascade_notes::engine::monitor::stream::{Events, Parameters};
use cascade_notes::engine::monitor::watch::{Monitor, Settings};
use std::hint::black_box;

/// Each job, and how often it is timed.
pub const JOBS: [(&str, u32); 5] = [("events", 5), ("solve", 51), ("inverse", 11), ("trial", 5), ("drill", 3)];

/// Events of the stream that is watched.
const EVENTS: usize = 200_000;
/// Accounts of the drill, as the page has them.
const ACCOUNTS: u32 = 300;

/// What the jobs begin with.
pub struct Watching {
    parameters: Parameters,
    world: World,
    events: Vec<Event>,
}

impl Watching {
    /// Draws the stream. Errors: none that the usual parameters give.
    pub fn new() -> Result<Self, Error> {
        let parameters = Parameters::usual(1);
        let events = Events::new(parameters.clone())?;
        let world = events.world().clone();
        Ok(Self { parameters, world, events: events.take(EVENTS).collect() })
    }

    /// Does a job once; what it counted. `None` for one of another name. Errors: as of the job.
    pub fn run(&self, job: &str) -> Option<Result<u32, Error>> {
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Some(match job {
            "events" => self.watch().map(|()| count(self.events.len())),
            "solve" => Cusum::new(0.5, black_box(5.0)).and_then(|design| design.mean(0.0)).map(|mean| {
                black_box(mean);
                1
            }),
            "inverse" => {
                let found = limit_for(black_box(10_080.0), (0.1, 60.0), |h| Cusum::new(0.5, h)?.mean(0.0));
                found.map(|limit| {
                    black_box(limit);
                    1
                })
            }
            "trial" => {
                let making = Making::usual(black_box(1));
                trial(making).map(|rated| {
                    black_box(rated);
                    making.markets
                })
            }
            "drill" => drill().map(count),
            _ => return None,
        })
    }

    /// The whole stream through every detector, with the log on.
    fn watch(&self) -> Result<(), Error> {
        let mut monitor = Monitor::new(Settings::usual(100.0), self.world.clone(), &self.parameters.words())?;
        for event in &self.events {
            black_box(monitor.take(event)?);
        }
        Ok(())
    }
}

/// All paths of a drill.
fn drill() -> Result<usize, Error> {
    let mut paths = Paths::new(Scene::new(Set::Usual, ACCOUNTS, black_box(1))?);
    while paths.some(usize::MAX)? {}
    Ok(paths.found().len())
}
