//! One question under way, step by step.

use super::crowd::{Coming, Kept, key};
use super::curve::{Points, depends_on};
use super::{kind, reply};
use crate::engine::cascade::amounts::count;
use crate::engine::cascade::branching::Verdict;
use crate::engine::cascade::engine::Engine;
use crate::engine::cascade::market::Market;
use crate::engine::cascade::rounds::Run;
use crate::engine::cascade::rules::{Rules, Shock};
use crate::engine::cascade::story::squares::Squares;
use crate::engine::cascade::story::tell::{Notes, Told, tell};
use crate::engine::cascade::story::wire::Wire as _;
use crate::engine::cascade::story::{BranchingOf, Story, Without};
use crate::engine::scenario::{Cutting, ParameterId as P, Scenario};
use crate::engine::{Cause, Error};

/// Accounts up to which branching is part of the story: it looks at everybody for each round.
const FEW: usize = 5_000;

/// The step of the log price over which branching is measured.
const STEP: f64 = 0.005;

/// What a piece of work leads to.
pub enum Said {
    /// Nothing yet.
    Nothing,
    /// Something to hand over.
    Reply(Vec<f64>),
    /// Nothing more.
    Done,
}

/// A question under way.
#[derive(Debug)]
pub struct Job {
    /// What was asked.
    scenario: Scenario,
    /// The same with nothing cut.
    plain: Scenario,
    stage: Stage,
    story: Option<Story>,
    /// Accounts closed, for the progress.
    closed: f64,
    /// Everything but the engine, while a run has it inside.
    lent: Option<Lent>,
}

/// What was kept, while its engine is in a run.
#[derive(Debug)]
struct Lent {
    key: String,
    population: crate::engine::cascade::population::Population,
    squares: Squares,
    worth: Vec<f64>,
}

#[derive(Debug)]
enum Stage {
    Begin,
    Coming(Coming, Market),
    Ready,
    Running(Box<Run<'static>>, Notes),
    Cut,
    /// A run on accounts of its own: every position by itself.
    CutRunning(Box<Run<'static>>, Notes, Option<Squares>),
    Branching,
    Curve(Box<Points>),
    Done,
}

impl Job {
    /// A question.
    pub fn new(scenario: Scenario) -> Self {
        let plain = scenario.with_choice(P::Cut, 0).unwrap_or(scenario);
        Self { scenario, plain, stage: Stage::Begin, story: None, closed: 0.0, lent: None }
    }

    /// Stage, part and closed accounts, as a reply of progress says them.
    pub fn progress(&self) -> (f64, f64, f64) {
        let (stage, part) = match &self.stage {
            Stage::Begin => (0.0, 0.0),
            Stage::Coming(coming, _) => (0.0, coming.part()),
            Stage::Ready => (1.0, 1.0),
            Stage::Running(..) => (2.0, 0.0),
            Stage::Cut | Stage::CutRunning(..) => (4.0, 0.0),
            Stage::Branching => (3.0, 0.0),
            Stage::Curve(points) => (5.0, points.part()),
            Stage::Done => (5.0, 1.0),
        };
        (stage, part, self.closed)
    }

    /// The accounts, where a run has their engine inside.
    pub fn into_kept(self) -> Option<Kept> {
        let engine = match self.stage {
            Stage::Running(run, _) | Stage::CutRunning(run, _, None) => run.end().1,
            _ => None,
        }?;
        let Lent { key, population, squares, worth } = self.lent?;
        Some(Kept { key, population, engine, squares, worth })
    }

    /// A little work.
    pub fn work(&mut self, kept: &mut Option<Kept>, curve: &mut String) -> Result<Said, Error> {
        match std::mem::replace(&mut self.stage, Stage::Done) {
            Stage::Begin => self.begin(kept)?,
            Stage::Coming(mut coming, market) => {
                self.stage = if coming.some()? {
                    Stage::Coming(coming, market)
                } else {
                    *kept = Some(coming.settle(key(&self.scenario), &market, self.scenario.preset().scale)?);
                    Stage::Ready
                };
            }
            Stage::Ready => {
                let run = self.start(kept, &self.plain.market(None)?, &self.plain.clone(), &[])?;
                self.stage = Stage::Running(run.0, run.1);
            }
            Stage::Running(mut run, mut notes) => {
                if self.step(&mut run, &mut notes)? {
                    self.stage = Stage::Running(run, notes);
                } else {
                    let story = self.told(*run, &notes, kept, None)?;
                    self.story = Some(story);
                    self.stage = Stage::Cut;
                }
            }
            Stage::Cut => return self.cut(kept),
            Stage::CutRunning(mut run, mut notes, apart) => {
                if self.step(&mut run, &mut notes)? {
                    self.stage = Stage::CutRunning(run, notes, apart);
                } else {
                    let story = self.told(*run, &notes, kept, apart.as_ref())?;
                    let stops = story.closed_by(usize::MAX) <= story.closed_by(1);
                    self.stage = self.after_story(kept);
                    return Ok(self.say_story(Some(&Without { story, stops })));
                }
            }
            Stage::Branching => {
                if let (Some(kept), Some(story)) = (kept.as_mut(), self.story.as_mut()) {
                    kept.set(&self.plain.market(None)?)?;
                    story.branching = rated(&mut kept.engine, &self.plain)?;
                    let branching = story.branching;
                    self.stage = Stage::Curve(Box::new(Points::new(&self.plain)));
                    return Ok(Said::Reply(reply(kind::BRANCHING, &[&|out| branching.put(out)])));
                }
            }
            Stage::Curve(mut points) => {
                let depends = depends_on(&self.plain);
                if *curve == depends {
                    return Ok(Said::Done);
                }
                let Some(kept) = kept.as_mut() else { return Ok(Said::Done) };
                if points.some(kept, &self.plain)? {
                    self.stage = Stage::Curve(points);
                } else {
                    *curve = depends;
                    let found = points.curve();
                    return Ok(Said::Reply(reply(kind::CURVE, &[&|out| found.put(out)])));
                }
            }
            Stage::Done => return Ok(Said::Done),
        }
        Ok(Said::Nothing)
    }

    fn begin(&mut self, kept: &mut Option<Kept>) -> Result<(), Error> {
        if kept.as_ref().is_some_and(|kept| kept.key == key(&self.scenario)) {
            self.stage = Stage::Ready;
            return Ok(());
        }
        // The ones before go first: two crowds would need twice the memory.
        *kept = None;
        let situation = self.plain.situation()?;
        self.stage = Stage::Coming(Coming::new(&situation.market, situation.crowd)?, situation.market);
        Ok(())
    }

    /// Begins a run of the accounts that are kept.
    fn start(
        &mut self,
        kept: &mut Option<Kept>,
        market: &Market,
        scenario: &Scenario,
        out: &[u32],
    ) -> Result<Begun, Error> {
        // What can be refused comes before the accounts are taken: they are not drawn anew for it.
        let shock = shock_of(scenario)?;
        let rules = scenario.rules()?;
        let Some(mut own) = kept.take() else {
            return Err(Error::from(Cause::AccountsGone));
        };
        if let Err(error) = own.set(market) {
            *kept = Some(own);
            return Err(error);
        }
        own.engine.keep_out(out);
        let Kept { key, population, engine, squares, worth } = own;
        match begun(engine, &rules, &shock) {
            Ok(begun) => {
                self.lent = Some(Lent { key, population, squares, worth });
                Ok(begun)
            }
            Err(refused) => {
                let (engine, error) = *refused;
                *kept = Some(Kept { key, population, engine, squares, worth });
                Err(error)
            }
        }
    }

    /// Some events more; false once the run has ended.
    fn step(&mut self, run: &mut Run<'static>, notes: &mut Notes) -> Result<bool, Error> {
        let more = run.step()?;
        notes.note(run);
        self.closed = count(run.so_far().closed());
        Ok(more)
    }

    /// Ends a run, tells it, and puts the accounts back.
    fn told(
        &mut self,
        run: Run<'static>,
        notes: &Notes,
        kept: &mut Option<Kept>,
        apart: Option<&Squares>,
    ) -> Result<Story, Error> {
        let (outcome, engine) = run.end();
        let gone = || Error::from(Cause::AccountsGone);
        let mut engine = engine.ok_or_else(gone)?;
        let loadings: Vec<f64> = (0..engine.market().count()).map(|s| self.plain.loading(s)).collect();
        let source = self.lent.as_ref().map_or_else(Default::default, |lent| lent.population.source());
        let squares = apart.or(self.lent.as_ref().map(|lent| &lent.squares)).ok_or_else(gone)?;
        let scale = self.plain.preset().scale;
        let told =
            Told { engine: &engine, outcome: &outcome, notes, squares, scale, depth: 1.0, loadings: &loadings, source };
        let mut story = tell(&told);
        if engine.count() <= FEW && apart.is_none() {
            story.branching = branching_of(&engine, &outcome)?;
        }
        if apart.is_none() {
            engine.keep_out(&[]);
            let Lent { key, population, squares, worth } = self.lent.take().ok_or_else(gone)?;
            *kept = Some(Kept { key, population, engine, squares, worth });
        }
        Ok(story)
    }

    /// Begins the run without what is cut; without a cut the story is all.
    fn cut(&mut self, kept: &mut Option<Kept>) -> Result<Said, Error> {
        let which = usize::try_from(number(&self.scenario, P::CutWhich)).unwrap_or(1).saturating_sub(1);
        let Some(own) = kept.as_mut() else { return Ok(Said::Done) };
        let (mut doubled, mut out, mut asked) = (None, vec![], self.plain);
        match self.scenario.cut() {
            Cutting::Nothing => {
                self.stage = self.after_story(kept);
                return Ok(self.say_story(None));
            }
            Cutting::Account => out = own.members(which),
            Cutting::Book => doubled = Some(which),
            Cutting::Correlation => asked = asked.with_number(P::Correlation, rust_decimal::Decimal::ZERO)?,
            Cutting::Delay => asked = self.scenario,
            Cutting::Sharing => {
                let market = self.plain.market(None)?;
                let (apart, owners) = own.population.isolated(&market)?;
                let of = |owner: &u32| own.squares.of.get(*owner as usize).copied().unwrap_or(u8::MAX);
                let squares = Squares { list: own.squares.list.clone(), of: owners.iter().map(of).collect() };
                let engine = Engine::new(&market, &apart)?;
                let (rules, shock) = (self.plain.rules()?, shock_of(&self.plain)?);
                let (run, notes) = begun(engine, &rules, &shock).map_err(|refused| refused.1)?;
                self.stage = Stage::CutRunning(run, notes, Some(squares));
                return Ok(Said::Nothing);
            }
        }
        let market = self.plain.market(doubled)?;
        let (run, notes) = self.start(kept, &market, &asked, &out)?;
        self.stage = Stage::CutRunning(run, notes, None);
        Ok(Said::Nothing)
    }

    fn after_story(&self, kept: &Option<Kept>) -> Stage {
        let many = kept.as_ref().is_some_and(|kept| kept.engine.count() > FEW);
        if many { Stage::Branching } else { Stage::Curve(Box::new(Points::new(&self.plain))) }
    }

    fn say_story(&self, without: Option<&Without>) -> Said {
        let Some(story) = &self.story else { return Said::Nothing };
        let without = without.cloned();
        Said::Reply(reply(kind::STORY, &[&|out| story.put(out), &|out| without.put(out)]))
    }
}

/// A run that has its engine inside, with its notes.
type Begun = (Box<Run<'static>>, Notes);

/// A run that has its engine inside, with the ledger noted before the first event.
fn begun(engine: Engine, rules: &Rules, shock: &Shock) -> Result<Begun, Box<(Engine, Error)>> {
    let run = Box::new(engine.into_run(rules, shock)?);
    let mut notes = Notes::default();
    notes.note(&run);
    Ok((run, notes))
}

/// A whole number of a setting.
pub(super) fn number(scenario: &Scenario, id: P) -> u32 {
    use rust_decimal::prelude::ToPrimitive as _;
    scenario.number(id).to_u32().unwrap_or(0)
}

fn shock_of(scenario: &Scenario) -> Result<Shock, Error> {
    scenario.shock(super::curve::fall(scenario))
}

fn rated(engine: &mut Engine, scenario: &Scenario) -> Result<BranchingOf, Error> {
    let outcome = engine.run(&scenario.rules()?, &shock_of(scenario)?)?;
    branching_of(engine, &outcome)
}

fn branching_of(engine: &Engine, outcome: &crate::engine::cascade::outcome::Outcome) -> Result<BranchingOf, Error> {
    let rated = engine.branching(outcome, STEP)?;
    let verdict = match rated.verdict {
        Verdict::TooSmallToRate => 0.0,
        Verdict::NotRated => 1.0,
        Verdict::DiesOut => 2.0,
        Verdict::Feeds => 3.0,
    };
    Ok(BranchingOf { local: rated.local, largest: rated.largest, first: rated.first_generation, verdict })
}
