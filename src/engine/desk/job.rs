//! One question under way, step by step.

use super::crowd::{Coming, Kept, key};
use super::curve::{Curves, Points};
use super::kind;
use super::lent::Lent;
use super::wire::written;
use crate::engine::cascade::amounts::count;
use crate::engine::cascade::branching::{Branching, Verdict};
use crate::engine::cascade::engine::Engine;
use crate::engine::cascade::market::Market;
use crate::engine::cascade::outcome::Outcome;
use crate::engine::cascade::rating::Rating;
use crate::engine::cascade::rounds::Run;
use crate::engine::cascade::rules::{Deleveraging, Rules, Shock};
use crate::engine::cascade::story::squares::Squares;
use crate::engine::cascade::story::tell::{Notes, Told, tell};
use crate::engine::cascade::story::wire::Wire as _;
use crate::engine::cascade::story::{BranchingOf, Story, Without};
use crate::engine::scenario::{Cutting, ParameterId as P, Scenario};
use crate::engine::{Cause, Error};

/// Accounts of a round that branching looks at in one go.
const SOME: usize = 20_000;

/// Accounts up to which branching is part of the story: it looks at everybody for each round.
const FEW: usize = 5_000;

/// The step of the log price over which branching is measured.
const STEP: f64 = 0.005;

/// What a piece of work leads to.
pub enum Said {
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
    /// The same with nothing cut.
    pub(super) plain: Scenario,
    pub(super) stage: Stage,
    story: Option<Story>,
    /// Accounts closed, for the progress.
    closed: f64,
    /// Everything but the engine, while a run has it inside.
    pub(super) lent: Option<Lent>,
    /// The run of the story, until its branching is known.
    outcome: Option<Outcome>,
}

#[derive(Debug)]
pub(super) enum Stage {
    Begin,
    Coming(Coming, Market),
    Ready,
    Running(Box<Run<'static>>, Notes),
    Cut,
    /// A run on accounts of its own: every position by itself.
    CutRunning(Box<Run<'static>>, Notes, Option<Squares>),
    Branching(Box<Rating>),
    /// With the run that a point is waiting for.
    Curve(Box<Points>, Option<Box<Run<'static>>>),
    Done,
}

impl Job {
    /// A question.
    pub fn new(scenario: Scenario) -> Self {
        let plain = scenario.choosing(Cutting::Nothing);
        Self { scenario, plain, stage: Stage::Begin, story: None, closed: 0.0, lent: None, outcome: None }
    }

    /// Stage, part and closed accounts, as a reply of progress says them.
    pub fn progress(&self) -> (f64, f64, f64) {
        let (stage, part) = match &self.stage {
            Stage::Begin => (0.0, 0.0),
            Stage::Coming(coming, _) => (0.0, coming.part()),
            Stage::Ready => (1.0, 1.0),
            Stage::Running(..) => (2.0, 0.0),
            // Where nothing is cut, what is left of the story are its causes.
            Stage::Cut if self.scenario.cut() == Cutting::Nothing => (3.0, 0.0),
            Stage::Cut | Stage::CutRunning(..) => (4.0, 0.0),
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
    pub fn work(&mut self, kept: &mut Option<Kept>, curves: &mut Curves) -> Result<Said, Error> {
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
                let queue = self.plain.rules()?.deleveraging == Deleveraging::Queue;
                if let Some(own) = kept.as_mut().filter(|_| queue)
                    && own.engine.rank_some()
                {
                    self.stage = Stage::Ready;
                    return Ok(Said::Nothing);
                }
                let run = self.start(kept, &self.plain.market(None)?, &self.plain.clone(), &[])?;
                self.stage = Stage::Running(run.0, run.1);
            }
            Stage::Running(mut run, mut notes) => {
                match self.step(&mut run, &mut notes) {
                    Ok(true) => self.stage = Stage::Running(run, notes),
                    Ok(false) => {
                        let story = self.told(*run, &notes, kept, None)?;
                        self.story = Some(story);
                        self.stage = Stage::Cut;
                    }
                    Err(error) => {
                        self.give_back(*run, kept);
                        return Err(error);
                    }
                };
            }
            Stage::Cut => return self.cut(kept),
            Stage::CutRunning(mut run, mut notes, apart) => match self.step(&mut run, &mut notes) {
                Ok(true) => self.stage = Stage::CutRunning(run, notes, apart),
                Ok(false) => {
                    let story = self.told(*run, &notes, kept, apart.as_ref())?;
                    let stops = story.closed_by(usize::MAX) <= story.closed_by(1);
                    self.stage = self.after_story(kept)?;
                    return Ok(self.say_story(Some(&Without { story, stops })));
                }
                Err(error) => {
                    self.give_back(*run, kept);
                    return Err(error);
                }
            },
            Stage::Branching(mut rating) => {
                if let (Some(own), Some(outcome)) = (kept.as_mut(), self.outcome.as_ref()) {
                    if rating.some(&own.engine, outcome, SOME)? {
                        self.stage = Stage::Branching(rating);
                        return Ok(Said::Nothing);
                    }
                    let branching = branching_of(&rating.rated(&own.engine, outcome));
                    self.outcome = None;
                    if let Some(story) = &mut self.story {
                        story.branching = branching;
                    }
                    self.stage = self.curve();
                    return Ok(Said::Reply(kind::BRANCHING, written(&[&|out| branching.put(out)])));
                }
            }
            Stage::Curve(points, run) => return self.point(points, run, kept, curves),
            Stage::Done => return Ok(Said::Done),
        }
        Ok(Said::Nothing)
    }

    fn curve(&self) -> Stage {
        Stage::Curve(Box::new(Points::new(&self.plain)), None)
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
        let mut own = kept.take().ok_or_else(gone)?;
        if let Err(error) = own.set(market) {
            *kept = Some(own);
            return Err(error);
        }
        own.engine.keep_out(out);
        *kept = Some(own);
        match begun(self.lend(kept)?, &rules, &shock) {
            Ok(begun) => Ok(begun),
            Err(refused) => {
                let (engine, error) = *refused;
                self.put_back(engine, kept);
                Err(error)
            }
        }
    }

    /// Some events more; false once the run has ended.
    fn step(&mut self, run: &mut Run<'static>, notes: &mut Notes) -> Result<bool, Error> {
        let more = run.step()?;
        if more {
            notes.note(run)
        } else {
            notes.close(run)
        };
        self.closed = count(run.so_far().closed());
        Ok(more)
    }

    /// Ends a run, tells it, and puts the accounts back, also where it cannot be told.
    fn told(
        &mut self,
        run: Run<'static>,
        notes: &Notes,
        kept: &mut Option<Kept>,
        apart: Option<&Squares>,
    ) -> Result<Story, Error> {
        let (outcome, engine) = run.end();
        let mut engine = engine.ok_or_else(gone)?;
        let story = self.story_of(&engine, &outcome, notes, apart);
        if apart.is_none() {
            engine.keep_out(&[]);
            self.put_back(engine, kept);
            // Of the run with nothing cut, which comes first.
            self.outcome.get_or_insert(outcome);
        }
        story
    }

    fn story_of(
        &self,
        engine: &Engine,
        outcome: &Outcome,
        notes: &Notes,
        apart: Option<&Squares>,
    ) -> Result<Story, Error> {
        let loadings: Vec<f64> = (0..engine.market().count()).map(|s| self.plain.loading(s)).collect();
        let source = self.lent.as_ref().map_or_else(Default::default, |lent| lent.population.source());
        let squares = apart.or(self.lent.as_ref().map(|lent| &lent.squares)).ok_or_else(gone)?;
        let scale = self.plain.preset().scale;
        let told = Told { engine, outcome, notes, squares, scale, depth: 1.0, loadings: &loadings, source };
        let mut story = tell(&told);
        if engine.count() <= FEW && apart.is_none() {
            story.branching = branching_of(&engine.branching(outcome, STEP)?);
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
                self.stage = self.after_story(kept)?;
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

    fn after_story(&mut self, kept: &mut Option<Kept>) -> Result<Stage, Error> {
        if let Some(own) = kept.as_mut().filter(|kept| kept.engine.count() > FEW) {
            own.set(&self.plain.market(None)?)?;
            return Ok(Stage::Branching(Box::new(Rating::new(&own.engine, STEP)?)));
        }
        self.outcome = None;
        Ok(self.curve())
    }

    fn say_story(&self, without: Option<&Without>) -> Said {
        let Some(story) = &self.story else { return Said::Nothing };
        let without = without.cloned();
        Said::Reply(kind::STORY, written(&[&|out| story.put(out), &|out| without.put(out)]))
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
