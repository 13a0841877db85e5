//! One question under way, step by step.

use super::apart::Apart;
use super::asked::Asked;
use super::curve::{Curves, Points};
use super::kind;
use super::on_loan::OnLoan;
use super::preparation::Preparation;
use super::prepared::{Prepared, key};
use super::settling::Settling;
use super::telling::{Ended, Telling};
use super::wire::written;
use crate::engine::cascade::amounts::count;
use crate::engine::cascade::branching::{Branching, Verdict};
use crate::engine::cascade::engine::Engine;
use crate::engine::cascade::guests::Guests;
use crate::engine::cascade::market::Market;
use crate::engine::cascade::narration::ledger_log::LedgerLog;
use crate::engine::cascade::narration::squares::Squares;
use crate::engine::cascade::narration::wire::Wire as _;
use crate::engine::cascade::narration::{BranchingOf, Narration, Without};
use crate::engine::cascade::outcome::Outcome;
use crate::engine::cascade::rating::Rating;
use crate::engine::cascade::rounds::Run;
use crate::engine::cascade::rules::{Deleveraging, Rules, Shock};
use crate::engine::scenario::{Cutting, ParameterId as P, Scenario};
use crate::engine::{Cause, Error};

/// Accounts of a round that branching looks at in one go.
const SOME: usize = 20_000;

/// Accounts up to which branching is part of the narration: it looks at everybody for each round.
const FEW: usize = 5_000;

/// The step of the log price over which branching is measured.
const STEP: f64 = 0.005;

/// What a piece of work leads to.
pub enum Output {
    /// Nothing yet.
    Nothing,
    /// Something to hand over: its kind, and what belongs to it.
    Reply(f64, Vec<f64>),
    /// Nothing more.
    Done,
}

/// A question under way.
#[derive(Debug)]
pub struct Job {
    /// What was asked.
    scenario: Scenario,
    /// Who joins the market, as the question has it.
    pub(super) guests: String,
    /// The same with nothing cut.
    pub(super) plain: Scenario,
    pub(super) stage: Stage,
    narration: Option<Narration>,
    /// Accounts closed, for the progress.
    closed: f64,
    /// Everything but the engine, while a run has it inside.
    pub(super) on_loan: Option<OnLoan>,
    /// The run of the narration, until its branching is known.
    outcome: Option<Outcome>,
}

#[derive(Debug)]
pub(super) enum Stage {
    Begin,
    Preparation(Preparation, Market),
    Settling(Box<Settling>, Market),
    Ready,
    Running(Box<Run<'static>>, LedgerLog),
    /// A run that has ended, the first or the one with something cut.
    Telling(Box<Telling>),
    Cut,
    /// The accounts with every position by itself.
    Apart(Box<Apart>),
    /// A run on accounts of its own: every position by itself.
    CutRunning(Box<Run<'static>>, LedgerLog, Option<Squares>),
    Branching(Box<Rating>),
    /// With the run that a point is waiting for.
    Curve(Box<Points>, Option<Box<Run<'static>>>),
    Done,
}

impl Job {
    /// A question.
    pub fn new(Asked { scenario, guests }: Asked) -> Self {
        let plain = scenario.choosing(Cutting::Nothing);
        Self {
            scenario,
            guests,
            plain,
            stage: Stage::Begin,
            narration: None,
            closed: 0.0,
            on_loan: None,
            outcome: None,
        }
    }

    /// Stage, part and closed accounts, as a reply of progress says them.
    pub fn progress(&self) -> (f64, f64, f64) {
        let (stage, part) = match &self.stage {
            Stage::Begin => (0.0, 0.0),
            Stage::Preparation(preparation, _) => (0.0, preparation.part()),
            Stage::Settling(settling, _) => (1.0, settling.part()),
            Stage::Ready => (1.0, 1.0),
            Stage::Running(..) => (2.0, 0.0),
            Stage::Telling(_) if self.narration.is_none() => (3.0, 0.0),
            // Where nothing is cut, what is left of the narration are its causes.
            Stage::Cut if self.scenario.cut() == Cutting::Nothing => (3.0, 0.0),
            Stage::Cut | Stage::Apart(_) | Stage::CutRunning(..) | Stage::Telling(_) => (4.0, 0.0),
            Stage::Branching(rating) => (3.0, rating.part()),
            Stage::Curve(points, _) => (5.0, points.part()),
            Stage::Done => (5.0, 1.0),
        };
        (stage, part, self.closed)
    }

    /// The curve of this question while it grows.
    pub fn growing(&self) -> Option<&Points> {
        if let Stage::Curve(points, _) = &self.stage { Some(points) } else { None }
    }

    /// A little work.
    pub fn work(&mut self, prepared: &mut Option<Prepared>, curves: &mut Curves) -> Result<Output, Error> {
        match std::mem::replace(&mut self.stage, Stage::Done) {
            Stage::Begin => self.begin(prepared)?,
            Stage::Preparation(mut preparation, market) => {
                self.stage = if preparation.some()? {
                    Stage::Preparation(preparation, market)
                } else {
                    Stage::Settling(Box::new(preparation.settle(&market, self.scenario.preset().scale)?), market)
                };
            }
            Stage::Settling(mut settling, market) => {
                self.stage = if settling.some(&market)? {
                    Stage::Settling(settling, market)
                } else {
                    *prepared = Some(settling.settled(key(&self.scenario, &self.guests), &market));
                    Stage::Ready
                };
            }
            Stage::Ready => {
                let queue = self.plain.rules()?.deleveraging == Deleveraging::Queue;
                if let Some(own) = prepared.as_mut().filter(|_| queue)
                    && own.engine.rank_some()
                {
                    self.stage = Stage::Ready;
                    return Ok(Output::Nothing);
                }
                let run = self.start(prepared, &self.plain.market(None)?, &self.plain.clone(), &[])?;
                self.stage = Stage::Running(run.0, run.1);
            }
            Stage::Running(mut run, mut ledger_log) => {
                match self.step(&mut run, &mut ledger_log) {
                    Ok(true) => self.stage = Stage::Running(run, ledger_log),
                    Ok(false) => self.stage = self.tell(*run, ledger_log, prepared, None)?,
                    Err(error) => {
                        self.give_back(*run, prepared);
                        return Err(error);
                    }
                };
            }
            Stage::Telling(telling) => return self.go_on_telling(telling, prepared),
            Stage::Cut => return self.cut(prepared),
            Stage::Apart(mut apart) => {
                self.stage = match apart.some(prepared.as_ref().ok_or_else(gone)?)? {
                    None => Stage::Apart(apart),
                    Some((engine, squares)) => {
                        let (rules, shock) = (self.plain.rules()?, shock_of(&self.plain)?);
                        let (run, ledger_log) = started(engine, &rules, &shock).map_err(|refused| refused.1)?;
                        Stage::CutRunning(run, ledger_log, Some(squares))
                    }
                };
            }
            Stage::CutRunning(mut run, mut ledger_log, apart) => match self.step(&mut run, &mut ledger_log) {
                Ok(true) => self.stage = Stage::CutRunning(run, ledger_log, apart),
                Ok(false) => self.stage = self.tell(*run, ledger_log, prepared, apart)?,
                Err(error) => {
                    self.give_back(*run, prepared);
                    return Err(error);
                }
            },
            Stage::Branching(mut rating) => {
                if let (Some(own), Some(outcome)) = (prepared.as_mut(), self.outcome.as_ref()) {
                    if rating.some(&own.engine, outcome, SOME)? {
                        self.stage = Stage::Branching(rating);
                        return Ok(Output::Nothing);
                    }
                    let branching = branching_of(&rating.rated(&own.engine, outcome));
                    self.outcome = None;
                    if let Some(narration) = &mut self.narration {
                        narration.branching = branching;
                    }
                    self.stage = self.curve();
                    return Ok(Output::Reply(kind::BRANCHING, written(&[&|out| branching.put(out)])));
                }
            }
            Stage::Curve(points, run) => return self.point(points, run, prepared, curves),
            Stage::Done => return Ok(Output::Done),
        }
        Ok(Output::Nothing)
    }

    fn curve(&self) -> Stage {
        Stage::Curve(Box::new(Points::new(&self.plain, &self.guests)), None)
    }

    fn begin(&mut self, prepared: &mut Option<Prepared>) -> Result<(), Error> {
        if prepared.as_ref().is_some_and(|prepared| prepared.key == key(&self.scenario, &self.guests)) {
            self.stage = Stage::Ready;
            return Ok(());
        }
        // The ones before go first: two crowds would need twice the memory.
        *prepared = None;
        let (situation, guests) = (self.plain.situation()?, Guests::read(&self.guests)?);
        let preparation = Preparation::new(&situation.market, situation.population, guests)?;
        self.stage = Stage::Preparation(preparation, situation.market);
        Ok(())
    }

    /// Begins a run of the accounts that are kept.
    fn start(
        &mut self,
        prepared: &mut Option<Prepared>,
        market: &Market,
        scenario: &Scenario,
        out: &[u32],
    ) -> Result<StartedRun, Error> {
        // What can be refused comes before the accounts are taken: they are not drawn anew for it.
        let shock = shock_of(scenario)?;
        let rules = scenario.rules()?;
        let mut own = prepared.take().ok_or_else(gone)?;
        if let Err(error) = own.set(market) {
            *prepared = Some(own);
            return Err(error);
        }
        own.engine.exclude(out);
        *prepared = Some(own);
        match started(self.lend(prepared)?, &rules, &shock) {
            Ok(started) => Ok(started),
            Err(refused) => {
                let (engine, error) = *refused;
                self.put_back(engine, prepared);
                Err(error)
            }
        }
    }

    /// A part of an event more; false once the run has ended.
    fn step(&mut self, run: &mut Run<'static>, ledger_log: &mut LedgerLog) -> Result<bool, Error> {
        let more = run.step_some()?;
        if !more {
            ledger_log.close(run);
        } else if run.is_between_events() {
            ledger_log.record(run);
        }
        self.closed = count(run.so_far().closed());
        Ok(more)
    }

    /// Ends a run and begins to tell it. The accounts are put back; those of a run apart stay with it.
    fn tell(
        &mut self,
        run: Run<'static>,
        ledger_log: LedgerLog,
        prepared: &mut Option<Prepared>,
        apart: Option<Squares>,
    ) -> Result<Stage, Error> {
        let (outcome, engine) = run.end();
        let engine = engine.ok_or_else(gone)?;
        let apart = match apart {
            Some(squares) => Some((engine, squares)),
            None => {
                self.put_back(engine, prepared);
                None
            }
        };
        let own = prepared.as_ref().ok_or_else(gone)?;
        let ended = Ended { outcome, ledger_log, apart };
        Ok(Stage::Telling(Box::new(Telling::new(ended, own, &self.plain))))
    }

    /// Some more of a narration, then what follows on it.
    fn go_on_telling(&mut self, mut telling: Box<Telling>, prepared: &mut Option<Prepared>) -> Result<Output, Error> {
        let own = prepared.as_mut().ok_or_else(gone)?;
        if telling.some(own) {
            self.stage = Stage::Telling(telling);
            return Ok(Output::Nothing);
        }
        let (ended, mut narration) = telling.told(own);
        if own.engine.count() <= FEW && ended.apart.is_none() {
            narration.branching = branching_of(&own.engine.branching(&ended.outcome, STEP)?);
        }
        own.engine.exclude(&[]);
        if self.narration.is_none() {
            (self.narration, self.outcome) = (Some(narration), Some(ended.outcome));
            self.stage = Stage::Cut;
            return Ok(Output::Nothing);
        }
        let stops = narration.closed_by(usize::MAX) <= narration.closed_by(1);
        self.stage = self.after_narration(prepared)?;
        Ok(self.narration_reply(Some(&Without { narration, stops })))
    }

    /// Begins the run without what is cut; without a cut the narration is all.
    fn cut(&mut self, prepared: &mut Option<Prepared>) -> Result<Output, Error> {
        let which = usize::try_from(number(&self.scenario, P::CutWhich)).unwrap_or(1).saturating_sub(1);
        let Some(own) = prepared.as_mut() else { return Ok(Output::Done) };
        let (mut doubled, mut out, mut asked) = (None, vec![], self.plain);
        match self.scenario.cut() {
            Cutting::Nothing => {
                self.stage = self.after_narration(prepared)?;
                return Ok(self.narration_reply(None));
            }
            Cutting::Account => out = own.members(which),
            Cutting::Book => doubled = Some(which),
            Cutting::Correlation => asked = asked.with_number(P::Correlation, rust_decimal::Decimal::ZERO)?,
            Cutting::Delay => asked = self.scenario,
            Cutting::Sharing => {
                self.stage = Stage::Apart(Box::new(Apart::new(self.plain.market(None)?)));
                return Ok(Output::Nothing);
            }
        }
        let market = self.plain.market(doubled)?;
        let (run, ledger_log) = self.start(prepared, &market, &asked, &out)?;
        self.stage = Stage::CutRunning(run, ledger_log, None);
        Ok(Output::Nothing)
    }

    fn after_narration(&mut self, prepared: &mut Option<Prepared>) -> Result<Stage, Error> {
        if let Some(own) = prepared.as_mut().filter(|prepared| prepared.engine.count() > FEW) {
            own.set(&self.plain.market(None)?)?;
            return Ok(Stage::Branching(Box::new(Rating::new(&own.engine, STEP)?)));
        }
        self.outcome = None;
        Ok(self.curve())
    }

    fn narration_reply(&self, without: Option<&Without>) -> Output {
        let Some(narration) = &self.narration else { return Output::Nothing };
        let without = without.cloned();
        Output::Reply(kind::NARRATION, written(&[&|out| narration.put(out), &|out| without.put(out)]))
    }
}

/// A run that has its engine inside, with its notes.
type StartedRun = (Box<Run<'static>>, LedgerLog);

/// A run that has its engine inside, with the ledger noted before the first event.
fn started(engine: Engine, rules: &Rules, shock: &Shock) -> Result<StartedRun, Box<(Engine, Error)>> {
    let run = Box::new(engine.into_run(rules, shock)?);
    let mut ledger_log = LedgerLog::default();
    ledger_log.record(&run);
    Ok((run, ledger_log))
}

/// A whole number of a setting.
pub(super) fn number(scenario: &Scenario, id: P) -> u32 {
    use rust_decimal::prelude::ToPrimitive as _;
    scenario.number(id).to_u32().unwrap_or(0)
}

fn shock_of(scenario: &Scenario) -> Result<Shock, Error> {
    scenario.shock(super::curve::fall(scenario))
}

pub(super) fn gone() -> Error {
    Error::from(Cause::AccountsGone)
}

fn branching_of(rated: &Branching) -> BranchingOf {
    let verdict = match rated.verdict {
        Verdict::TooSmallToRate => 0.0,
        Verdict::NotRated => 1.0,
        Verdict::DiesOut => 2.0,
        Verdict::Feeds => 3.0,
    };
    BranchingOf { local: rated.local, largest: rated.largest, first: rated.first_generation, verdict }
}
