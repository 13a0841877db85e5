//! The engine: rounds of orders over accounts that share collateral across symbols.
//!
//! Time goes from event to event: a step from outside, the arrival of orders, a look at a mark that is on its way. At each event, in order:
//!
//! 1. Seconds pass: withdrawn depth recovers, consumed depth refills, marks follow mids.
//! 2. The step from outside, and funding if it is due.
//! 3. Orders that have arrived are executed as one batch, netted per symbol, at one average price each.
//! 4. Closed accounts are settled: taker fee, liquidation fee, deficit to the fund.
//! 5. What the fund cannot bear goes to winners, then to all, after the batch.
//! 6. Marks without lag stand at the mid.
//! 7. Every live account whose slack has vanished, all at one frozen price vector, sends an order that arrives after the latency.
//!
//! Seconds pass between trigger and execution, so that refill helps just as far as liquidation is slow (T01). Source: cascade-model
//! section 2; order of ADL: E01.
//!
//! ```
//! use cascade_notes::engine::cascade::book::Book;
//! use cascade_notes::engine::cascade::market::{Maintenance, Market, Symbol};
//! use cascade_notes::engine::cascade::population::{Account, Holding, Population};
//! use cascade_notes::engine::cascade::engine::Engine;
//! use cascade_notes::engine::cascade::rules::{Rules, Shock};
//!
//! // One symbol at 100, lots of one contract, 600 contracts per unit of log price, 1 % maintenance.
//! let market = Market::new(vec![Symbol::new("BTC", 1.0, Book::log(100.0, 600.0)?, Maintenance::flat(0.01)?)])?;
//! // Longs of 20, 30 and 10 contracts with the margins, in micro-units, that put their thresholds at 95, 92 and 90.
//! let longs = [(20, 119_000_000), (30, 267_600_000), (10, 109_000_000)]
//!     .map(|(lots, margin)| Account::isolated(margin, Holding { symbol: 0, lots, entry: 100.0 }));
//! let mut engine = Engine::new(&market, &Population::new(&market, &longs)?)?;
//! let outcome = engine.run(&Rules::default(), &Shock::to_price(&market, 0, 95.0)?)?;
//! // A push to 95 takes all three, one after the other.
//! assert_eq!(outcome.rounds.iter().map(|round| round.closed).collect::<Vec<_>>(), [1, 1, 1]);
//! assert_eq!(outcome.closed_accounts(), [0, 1, 2]);
//! # Ok::<(), cascade_notes::engine::Error>(())
//! ```

use std::collections::VecDeque;

use super::accounts::Slot;
use super::batch::{Batch, Execution, Look};
use super::causes::Seen;
use super::changed::ChangedAccounts;
use super::engine::Engine;
use super::engine_ref::EngineRef;
use super::ledger::Ledger;
use super::market::{PerSymbol, Symbol};
use super::outcome::{End, Outcome};
use super::ranking::Screened;
use super::rules::{Rules, Shock, Step};
use super::symbol_state::SymbolState;
use crate::engine::Error;

/// Looks at marks on their way, and nothing else, after which a run is cut.
const MOST_LOOKS: u32 = 100_000;

/// What is left of the present event.
#[derive(Debug, Default)]
enum Doing {
    /// Nothing: the next has not begun.
    #[default]
    Nothing,
    /// Orders that have arrived, one batch after the other, then a look.
    Arrivals,
    /// One of them.
    Executing(Box<Execution>),
    /// The look, which says whom the next orders close; with whether every mark had arrived before it.
    Looking(Box<Look>, bool),
}

/// One run while it goes on.
#[derive(Debug)]
pub struct Run<'a> {
    pub(super) engine: EngineRef<'a>,
    pub(super) rules: Rules,
    steps: VecDeque<Step>,
    pub(super) now: f64,
    /// Starting prices.
    pub(super) start: PerSymbol<f64>,
    pub(super) live: Vec<SymbolState>,
    /// Orders on the way, first to arrive first: the latency is one, so the order of triggers is that of arrivals.
    pub(super) flight: VecDeque<Batch>,
    /// Memory of executed batches.
    pub(super) spare: Vec<Batch>,
    pub(super) changed: ChangedAccounts,
    /// Memory of looks for winners.
    pub(super) screened: Screened,
    pub(super) ledger: Ledger,
    pub(super) log: Outcome,
    /// Deficits logged before the batch that is being executed.
    pub(super) deficits_before: usize,
    /// Changed accounts among them: number of the deficit, and what was closed.
    pub(super) bankrupt: Vec<(usize, Vec<Slot>)>,
    now_seen: PerSymbol<Seen>,
    /// Marks before the orders of the batch that is being executed.
    pub(super) marks_before: PerSymbol<f64>,
    /// Looks since anything else happened.
    idle: u32,
    /// Marks of the last look.
    pub(super) looked: PerSymbol<f64>,
    /// True until marks have arrived.
    ticking: bool,
    started: bool,
    doing: Doing,
}

impl Engine {
    /// Runs a shock to its end. Errors: rules outside their range, a shock with more symbols than the market, a ladder that ends before the
    /// cascade does, or amounts that overflow.
    pub fn run(&mut self, rules: &Rules, shock: &Shock) -> Result<Outcome, Error> {
        let mut run = self.start(rules, shock)?;
        while run.step()? {}
        Ok(run.finish())
    }

    /// Begins a run that is taken event by event. Errors as [`Engine::run`].
    pub fn start(&mut self, rules: &Rules, shock: &Shock) -> Result<Run<'_>, Error> {
        self.check(rules, shock)?;
        Ok(EngineRef::Borrowed(self).begin(rules, shock))
    }

    /// The same with the engine inside, for a worker that keeps the run between its messages; [`Run::end`] gives it back. Errors as
    /// [`Engine::run`], with the engine.
    pub fn into_run(self, rules: &Rules, shock: &Shock) -> Result<Run<'static>, Box<(Self, Error)>> {
        match self.check(rules, shock) {
            Ok(()) => Ok(EngineRef::Owned(Box::new(self)).begin(rules, shock)),
            Err(error) => Err(Box::new((self, error))),
        }
    }
}

impl<'a> EngineRef<'a> {
    fn begin(mut self, rules: &Rules, shock: &Shock) -> Run<'a> {
        self.reset();
        let count = self.market.count();
        let live: Vec<SymbolState> = self.market.symbols().iter().map(|s| SymbolState::new(&s.book)).collect();
        let ledger = Ledger::new(rules.fund, &self.open);
        let start = self.market.each(Symbol::price);
        let log = Outcome::new(rules, count, self.closed_before);
        let now_seen = self.market.each(|s| Seen::start(s.price()));
        Run {
            engine: self,
            rules: *rules,
            steps: shock.steps().to_vec().into(),
            now: 0.0,
            start,
            live,
            flight: VecDeque::new(),
            spare: vec![],
            changed: ChangedAccounts::default(),
            screened: Screened::default(),
            ledger,
            log,
            deficits_before: 0,
            bankrupt: vec![],
            now_seen,
            marks_before: start,
            idle: 0,
            looked: start,
            ticking: false,
            started: false,
            doing: Doing::Nothing,
        }
    }
}

impl Run<'_> {
    /// One event more. False once nothing is left to happen, or the run is cut. Errors as [`Engine::run`].
    pub fn step(&mut self) -> Result<bool, Error> {
        loop {
            let more = self.step_some()?;
            if self.is_between_events() {
                return Ok(more);
            }
        }
    }

    /// A part of an event more, for whoever cannot wait for all of it. False once nothing is left to happen, or the run is cut. Errors as
    /// [`Engine::run`].
    pub fn step_some(&mut self) -> Result<bool, Error> {
        match std::mem::take(&mut self.doing) {
            Doing::Nothing => return self.begin_event(),
            Doing::Arrivals => match self.arrived() {
                Some(batch) => self.doing = Doing::Executing(Box::new(self.begin_execution(batch)?)),
                None => {
                    let arrived = self.settle_marks();
                    self.doing = Doing::Looking(Box::new(self.begin_look()), arrived);
                }
            },
            Doing::Looking(mut look, arrived) => {
                if self.look_some(&mut look)? {
                    self.doing = Doing::Looking(look, arrived);
                } else {
                    self.ticking = !arrived && (!self.flight.is_empty() || !self.is_safe());
                }
            }
            Doing::Executing(mut execution) => {
                if self.go_on(&mut execution)? {
                    self.doing = Doing::Executing(execution);
                } else {
                    let mut batch = execution.batch;
                    batch.whole.clear();
                    batch.changed.clear();
                    self.spare.push(batch);
                    self.doing = Doing::Arrivals;
                }
            }
        }
        Ok(true)
    }

    /// Leaves out of the log why changed accounts lost slack, and who was deleveraged, for whoever reads totals alone. To be called before the
    /// first step: prices, orders and sums are the same to the bit.
    pub fn leave_out_causes(&mut self) {
        self.changed.without_causes = true;
    }

    /// True where an event is complete, and the next has not begun: what is asked of a run is asked then.
    #[must_use]
    pub fn is_between_events(&self) -> bool {
        matches!(self.doing, Doing::Nothing)
    }

    /// The next batch that has arrived.
    fn arrived(&mut self) -> Option<Batch> {
        self.flight.front().is_some_and(|batch| batch.due <= self.now).then(|| self.flight.pop_front()).flatten()
    }

    fn begin_event(&mut self) -> Result<bool, Error> {
        let most = self.rules.most_rounds.map_or(self.engine.count().max(1000), |most| most as usize);
        let Some(time) = self.next_event() else { return Ok(false) };
        let nothing_else = self.steps.front().is_none_or(|step| step.at > time) && self.flight.is_empty();
        self.idle = if nothing_else { self.idle.saturating_add(1) } else { 0 };
        if self.log.rounds.len() >= most || self.idle > MOST_LOOKS {
            self.log.end = End::Cut;
            return Ok(false);
        }
        self.started = true;
        let seconds = time - self.now;
        self.now = time;
        for (live, symbol) in self.live.iter_mut().zip(self.engine.market.symbols()) {
            live.pass(&symbol.book, &self.rules.depth, &self.rules.mark, seconds);
        }
        while self.steps.front().is_some_and(|step| step.at <= time) {
            if let Some(step) = self.steps.pop_front() {
                self.outside(&step)?;
            }
        }
        self.doing = Doing::Arrivals;
        Ok(true)
    }

    /// True where no live threshold lies between the marks and wherever they may still go without orders: to their mids, and with the mids back to
    /// where the outside has put them.
    fn is_safe(&self) -> bool {
        let Engine { market, index, .. } = &*self.engine;
        let way =
            |(live, symbol): (&SymbolState, &Symbol)| live.way_left(&symbol.book, &self.rules.mark) / symbol.price();
        let left: f64 = self.live.iter().zip(market.symbols()).map(way).sum();
        left < index.room(market, &self.marks()).min(self.changed.room())
    }

    /// When the next thing happens.
    pub(super) fn next_event(&self) -> Option<f64> {
        let step = self.steps.front().map(|step| step.at);
        let arrival = self.flight.front().map(|batch| batch.due);
        let tick = self.ticking.then_some(self.now + self.rules.mark.spacing);
        // Even without a shock the market is looked at once.
        let first = (!self.started).then_some(0.0);
        [step, arrival, tick, first].into_iter().flatten().min_by(f64::total_cmp).map(|time| time.max(self.now))
    }

    fn outside(&mut self, step: &Step) -> Result<(), Error> {
        for ((live, symbol), fall) in self.live.iter_mut().zip(self.engine.market.symbols()).zip(&step.falls) {
            live.fall(&symbol.book, *fall).map_err(|e| e.or_at(symbol.part()))?;
        }
        if step.funding.iter().any(|rate| *rate != 0.0) {
            self.settle_marks();
            self.fund_positions(&step.funding)?;
        }
        Ok(())
    }

    /// True where every mark has arrived.
    pub(super) fn settle_marks(&mut self) -> bool {
        let mut all = true;
        for (live, symbol) in self.live.iter_mut().zip(self.engine.market.symbols()) {
            all &= live.settle_mark(&symbol.book, &self.rules.mark);
        }
        self.prices_now();
        all
    }

    /// Notes prices as they are now, for everybody who asks before they change again.
    fn prices_now(&mut self) {
        let all = self.live.iter().zip(self.engine.market.symbols());
        for (number, (live, symbol)) in (0_u8..).zip(all) {
            let seen = Seen {
                mark: live.mark,
                fall: live.mark_fall(&symbol.book),
                outside: live.outside,
                displacement: live.place.displacement,
            };
            self.now_seen.put(number, seen);
        }
    }

    /// Marks now.
    pub(super) fn marks(&self) -> PerSymbol<f64> {
        PerSymbol::from_fn(|s| self.live.get(s).map_or(0.0, |live| live.mark))
    }

    /// Prices when marks were last settled, and how they came about.
    #[must_use]
    pub fn seen(&self) -> PerSymbol<Seen> {
        self.now_seen
    }
}
