//! All paths of a drill, and what a reader's own was worth among them.

use super::inject::Choice;
use super::stage::{After, Scene, Standing};
use super::{CHOICES, INJECTS};
use crate::engine::error::{Field, within};
use crate::engine::{Cause, Error};

/// Paths of a drill: 4^5.
pub const PATHS: usize = 1_024;

/// A path: a choice at each inject, and what had come of it after each.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Path {
    /// What was chosen.
    pub choices: [Choice; INJECTS],
    /// What had come of it after 1, 5 and 30 minutes of each inject.
    pub after: [[After; 3]; INJECTS],
}

impl Path {
    /// What it came to in the end.
    #[must_use]
    pub const fn end(&self) -> After {
        let [.., [.., end]] = self.after;
        end
    }
}

/// The number of a path, 0 to 1,023: its choices as the digits of a number, the first one first.
#[must_use]
pub fn number(choices: [Choice; INJECTS]) -> usize {
    choices.into_iter().fold(0, |number, choice| {
        let digit = Choice::ALL.iter().position(|one| *one == choice).unwrap_or(0);
        number.saturating_mul(CHOICES).saturating_add(digit)
    })
}

/// The choices of a number. Errors: a number that is no path's.
pub fn choices(number: usize) -> Result<[Choice; INJECTS], Error> {
    within(Field::Paths, number, 0..PATHS)?;
    let mut left = number;
    let mut found = [Choice::Wait; INJECTS];
    for slot in found.iter_mut().rev() {
        let digit = left.checked_rem(CHOICES).unwrap_or(0);
        left = left.checked_div(CHOICES).unwrap_or(0);
        *slot = Choice::ALL.get(digit).copied().unwrap_or(Choice::Wait);
    }
    Ok(found)
}

/// The enumeration of all paths under way, in the order of their numbers. What two paths begin with alike is computed once.
#[derive(Debug, Clone)]
pub struct Paths {
    scene: Scene,
    /// Where the path before stood after each of its choices.
    stack: Vec<(Choice, [After; 3], Standing)>,
    found: Vec<Path>,
}

impl Paths {
    /// None yet.
    #[must_use]
    pub fn new(scene: Scene) -> Self {
        Self { scene, stack: Vec::with_capacity(INJECTS), found: Vec::with_capacity(PATHS) }
    }

    /// Computes some more; true while there are others. Errors: amounts that overflow.
    pub fn some(&mut self, count: usize) -> Result<bool, Error> {
        let end = self.found.len().saturating_add(count).min(PATHS);
        while self.found.len() < end {
            let path = self.path(choices(self.found.len())?)?;
            self.found.push(path);
        }
        Ok(end < PATHS)
    }

    fn path(&mut self, choices: [Choice; INJECTS]) -> Result<Path, Error> {
        let same = self.stack.iter().zip(&choices).take_while(|((before, ..), choice)| before == *choice).count();
        self.stack.truncate(same);
        for (at, choice) in choices.into_iter().enumerate().skip(same) {
            let from = self.stack.last().map_or(self.scene.start(), |(_, _, standing)| standing);
            let (looks, standing) = self.scene.take(at, from, choice)?;
            self.stack.push((choice, looks, standing));
        }
        let mut after = [[self.scene.start().after; 3]; INJECTS];
        for (slot, (_, looks, _)) in after.iter_mut().zip(&self.stack) {
            *slot = *looks;
        }
        Ok(Path { choices, after })
    }

    /// The paths that have been computed, by their numbers.
    #[must_use]
    pub fn found(&self) -> &[Path] {
        &self.found
    }

    /// A reader's path among all of them. Errors: not all have been computed.
    pub fn debrief(&self, chosen: [Choice; INJECTS]) -> Result<Debrief, Error> {
        debrief(&self.found, chosen)
    }
}

/// A path among all of them, which stand in the order of their numbers. Errors: some are missing.
pub fn debrief(all: &[Path], chosen: [Choice; INJECTS]) -> Result<Debrief, Error> {
    let wanted = Cause::WrongCount { found: all.len(), wanted: PATHS };
    let all = (all.len() == PATHS).then_some(all).ok_or(wanted.clone())?;
    // Of equals the first by number, which waits longest.
    let best = all.iter().min_by_key(|path| path.end().cost()).copied().ok_or(wanted.clone())?;
    let worst = all.iter().rev().max_by_key(|path| path.end().cost()).copied().ok_or(wanted.clone())?;
    let own = all.get(number(chosen)).copied().ok_or(wanted)?;
    let apart = |other: &Path| own.choices.iter().zip(&other.choices).position(|(a, b)| a != b);
    let better = all.iter().filter(|path| path.end().cost() < own.end().cost()).count();
    Ok(Debrief { own, best, worst, parted: apart(&best), parted_worst: apart(&worst), better })
}

/// What a path was worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Debrief {
    /// The reader's own.
    pub own: Path,
    /// The one that cost least.
    pub best: Path,
    /// The one that cost most.
    pub worst: Path,
    /// The inject at which the reader's parted from the best, counted from 0; `None` where it is the best.
    pub parted: Option<usize>,
    /// The same from the worst.
    pub parted_worst: Option<usize>,
    /// Paths that cost less than the reader's.
    pub better: usize,
}

#[cfg(test)]
mod tests {
    use super::super::inject::Set;
    use super::*;

    #[test]
    fn numbers_and_choices_are_each_others_inverse() {
        for path in 0..PATHS {
            assert_eq!(number(choices(path).unwrap()), path);
        }
        assert!(choices(PATHS).is_err());
    }

    #[test]
    fn paths_that_begin_alike_are_the_same_as_each_alone() {
        let scene = Scene::new(Set::Usual, 40, 7).unwrap();
        let mut paths = Paths::new(scene.clone());
        assert!(paths.some(70).unwrap());
        assert!(paths.debrief([Choice::Wait; INJECTS]).is_err());
        for path in paths.found().iter().step_by(9) {
            let mut standing = scene.start().clone();
            for (at, choice) in path.choices.into_iter().enumerate() {
                let (looks, next) = scene.take(at, &standing, choice).unwrap();
                assert_eq!(looks, path.after[at]);
                standing = next;
            }
        }
    }
}
