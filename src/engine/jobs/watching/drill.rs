//! All paths of a drill, some at a time.

use super::super::task::{Piece, Task};
use super::last;
use crate::engine::cascade::narration::wire::{Reader, Wire, wire};
use crate::engine::monitor::drill::paths;
use crate::engine::monitor::drill::{After, Choice, INJECTS, Path, Paths, Scene, Set};
use crate::engine::scenario::{Scenario, link};
use crate::engine::{Cause, Error};

/// Accounts of the drill.
pub const ACCOUNTS: u32 = 240;
/// Seed of its accounts.
const SEED: u64 = 1;
/// Paths in one piece of work.
const PIECE: usize = 1;

/// All paths, by their numbers.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Drilled {
    /// Accounts before the first inject, and the fund, micro-units.
    pub start: (u32, i64),
    /// For each path what had come of it after 1, 5 and 30 minutes of each inject.
    pub paths: Vec<[[After; 3]; INJECTS]>,
}

impl<T: Wire + Copy, const N: usize> Wire for [T; N] {
    fn put(&self, out: &mut Vec<f64>) {
        for one in self {
            one.put(out);
        }
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        let all: Option<Vec<T>> = (0..N).map(|_| T::take(from)).collect();
        all?.try_into().ok()
    }
}

wire! {
    Drilled { start, paths }
    After { closed, forced, fees, deficits, spent, fund }
}

impl Drilled {
    /// Every path with its choices. Errors: they are not all there.
    pub fn all(&self) -> Result<Vec<Path>, Error> {
        if self.paths.len() != paths::PATHS {
            return Err(Cause::WrongCount { found: self.paths.len(), wanted: paths::PATHS }.into());
        }
        let path = |(number, after): (usize, &[[After; 3]; INJECTS])| {
            Ok(Path { choices: paths::choices(number)?, after: *after })
        };
        self.paths.iter().enumerate().map(path).collect()
    }
}

/// The drill that the settings ask for.
#[must_use]
pub fn set(question: &str) -> Set {
    let (scenario, _): (Scenario, _) = link::parse(question);
    scenario.chosen()
}

/// The paths under way.
#[derive(Debug)]
pub struct Drill {
    paths: Paths,
    start: (u32, i64),
}

impl Drill {
    /// Of the settings of a link. Errors: none that they give.
    pub fn new(question: &str) -> Result<Self, Error> {
        let scene = Scene::new(set(question), ACCOUNTS, SEED)?;
        let accounts = u32::try_from(scene.start().count()).unwrap_or(u32::MAX);
        Ok(Self { start: (accounts, scene.start().after.fund), paths: Paths::new(scene) })
    }
}

impl Task for Drill {
    fn work(&mut self) -> Result<Piece, Error> {
        if self.paths.some(PIECE)? {
            let found = u32::try_from(self.paths.found().len()).unwrap_or(u32::MAX);
            let all = u32::try_from(paths::PATHS).unwrap_or(u32::MAX);
            return Ok(Piece::Part(f64::from(found) / f64::from(all)));
        }
        let paths = self.paths.found().iter().map(|path| path.after).collect();
        Ok(last(&Drilled { start: self.start, paths }))
    }
}

/// The path of one choice at every inject, without all the others. Errors: as the drill's.
pub fn always(set: Set, choice: Choice) -> Result<((u32, i64), Path), Error> {
    let scene = Scene::new(set, ACCOUNTS, SEED)?;
    let mut standing = scene.start().clone();
    let start = (u32::try_from(standing.count()).unwrap_or(u32::MAX), standing.after.fund);
    let mut after = [[standing.after; 3]; INJECTS];
    for (at, slot) in after.iter_mut().enumerate() {
        let (looks, next) = scene.take(at, &standing, choice)?;
        (*slot, standing) = (looks, next);
    }
    Ok((start, Path { choices: [choice; INJECTS], after }))
}
