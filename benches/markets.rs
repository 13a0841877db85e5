//! Cascades that are timed, natively (`cascade.rs`) and as WebAssembly (`cascade-web/`): the same markets, the same jobs.

use cascade_notes::engine::Error;
use cascade_notes::engine::cascade::book::{Book, Direction};
use cascade_notes::engine::cascade::engine::Engine;
use cascade_notes::engine::cascade::generate::{Assumed, Entries};
use cascade_notes::engine::cascade::market::{Maintenance, Market, Symbol};
use cascade_notes::engine::cascade::rules::{Rules, Scan, Shock};
use cascade_notes::engine::cascade::threshold::Thresholds;
use cascade_notes::engine::random::Stream;

use crate::october::{self, Runs};

/// Prices and open interest of the eight symbols, in quote currency.
const SYMBOLS: [(f64, f64); 8] =
    [(60_000.0, 5e9), (3_000.0, 4e9), (150.0, 2e9), (2.0, 1e9), (0.2, 1e9), (30.0, 8e8), (500.0, 6e8), (1.0, 5e8)];

/// Shocks of the eight symbols: name, depth in open interests per unit of log price, and common fall.
pub const SHOCKS: [(&str, f64, f64); 3] = [("short", 12.0, 0.02), ("long", 5.0, 0.02), ("deep", 4.0, 0.03)];

/// Something to time.
pub enum Bench {
    /// One symbol: its thresholds as they come, sorted, and the memory of the last curve.
    One(Box<One>),
    /// Eight symbols with shared collateral.
    Eight { engines: Vec<Engine> },
    /// October 2025.
    October(Box<Runs>),
}

/// One symbol.
pub struct One {
    list: Vec<(f64, f64)>,
    sorted: Thresholds,
    memory: Vec<f64>,
    /// Where in [0, 1) the last shock was.
    last: f64,
}

/// What a job did, so that none of it can be left out: for a cascade its rounds and closed accounts.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Done {
    pub rounds: usize,
    pub closed: usize,
}

/// The same spread of thresholds as accounts levered 2 to 50 times have, without the accounts.
pub fn one(accounts: u32) -> Result<Bench, Error> {
    let mut stream = Stream::new(11, 0);
    let list: Vec<(f64, f64)> = (0..accounts)
        .map(|_| {
            let leverage = 2.0 * (stream.unit() * 25.0_f64.ln()).exp();
            let distance = -(1.0 - 1.0 / leverage).ln() + 0.03 * stream.normal();
            (distance.abs() + 1e-4, stream.normal().exp())
        })
        .collect();
    let total: f64 = list.iter().map(|(_, contracts)| contracts).sum();
    let sorted = Thresholds::new(Book::log(100.0, 4.0 * total)?, Direction::Down, list.clone())?;
    Ok(Bench::One(Box::new(One { list, sorted, memory: Vec::new(), last: 0.0 })))
}

/// Accounts of one to four of eight symbols, three quarters of them with cross margin over two and more.
pub fn eight(accounts: u32) -> Result<Bench, Error> {
    let interest: Vec<f64> = SYMBOLS.iter().map(|(_, interest)| *interest).collect();
    let assumed = Assumed { cross_share: 0.75, entries: Entries::Normal(0.05), ..Assumed::new(accounts, interest, 7) };
    let engines = SHOCKS.iter().map(|(_, depth, _)| {
        let symbols = SYMBOLS.iter().zip([1.0, 1.2, 1.5, 1.4, 1.6, 1.3, 1.1, 1.7]).enumerate();
        let symbols = symbols.map(|(number, ((price, interest), beta))| {
            let maintenance = Maintenance::flat(0.005 + 0.002 * number as f64)?;
            let book = Book::log(*price, depth * interest / price)?;
            Ok(Symbol { beta, ..Symbol::new(format!("S{number}"), 0.1 / price, book, maintenance) })
        });
        let market = Market::new(symbols.collect::<Result<_, Error>>()?)?;
        Engine::new(&market, &assumed.population(&market)?)
    });
    Ok(Bench::Eight { engines: engines.collect::<Result<_, Error>>()? })
}

/// The accounts of October 2025.
pub fn october(accounts: u32) -> Result<Bench, Error> {
    Ok(Bench::October(Box::new(october::runs(accounts)?)))
}

impl Bench {
    /// Does a job by its name. `None` where there is no such job.
    pub fn run(&mut self, job: &str) -> Option<Result<Done, Error>> {
        let (name, scan) = job.strip_suffix(" dense").map_or((job, Scan::Lazy), |name| (name, Scan::Dense));
        match self {
            Self::One(one) => one.run(job),
            Self::October(runs) => runs.run(name, scan),
            Self::Eight { engines } => {
                let place = SHOCKS.iter().position(|(known, ..)| *known == name)?;
                let (engine, (.., fall)) = (engines.get_mut(place)?, SHOCKS.get(place)?);
                let rules = Rules { liquidation_fee: 0.005, fund: 1_000_000_000_000, scan, ..Rules::default() };
                let outcome = Shock::factor(engine.market(), *fall, None).and_then(|shock| engine.run(&rules, &shock));
                Some(outcome.map(|outcome| Done { rounds: outcome.rounds.len(), closed: outcome.closed() }))
            }
        }
    }
}

impl One {
    fn run(&mut self, job: &str) -> Option<Result<Done, Error>> {
        match job {
            "build" => Some(
                Thresholds::new(self.sorted.book().clone(), Direction::Down, self.list.clone())
                    .map(|built| Done { rounds: 0, closed: built.count() }),
            ),
            "depth" => Some(self.sorted.at_depth_in(0.9, std::mem::take(&mut self.memory)).map(|curve| {
                let closed = curve.closed(0.05);
                self.memory = curve.into_memory();
                Done { rounds: 0, closed }
            })),
            // A million queries of shocks that differ.
            "shock" => Some(self.sorted.at_depth_in(0.9, std::mem::take(&mut self.memory)).map(|curve| {
                let mut closed = 0_usize;
                for step in 0..1_000_000 {
                    self.last = (self.last + 0.618_033_988_75) % 1.0;
                    closed = closed.wrapping_add(curve.closed(0.2 * self.last + 1e-9 * f64::from(step)));
                }
                self.memory = curve.into_memory();
                // All of them together, brought back to the size of one.
                Done { rounds: 0, closed: closed % self.list.len().max(1) }
            })),
            "dense" => Some(Ok(naive(&self.sorted, &self.list, 0.03))),
            _ => None,
        }
    }
}

/// One shock the plain way: look at every threshold in every round until none is newly reached.
fn naive(sorted: &Thresholds, list: &[(f64, f64)], shock: f64) -> Done {
    let (mut reached, mut rounds, mut closed) = (shock, 0_usize, 0_usize);
    loop {
        let below = list.iter().filter(|(distance, _)| *distance <= reached);
        let (count, forced) = below.fold((0_usize, 0.0), |(count, sum), (_, contracts)| (count + 1, sum + contracts));
        if count == closed {
            return Done { rounds, closed };
        }
        closed = count;
        rounds += 1;
        reached = sorted.book().displacement(sorted.book().absorbed(shock) + forced / 0.9).unwrap_or(f64::INFINITY);
    }
}
