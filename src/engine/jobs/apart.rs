//! The accounts of a question with every position by itself, made some at a time.

use super::prepared::Prepared;
use crate::engine::Error;
use crate::engine::cascade::engine::Engine;
use crate::engine::cascade::indexing::Indexing;
use crate::engine::cascade::isolating::Isolating;
use crate::engine::cascade::market::Market;
use crate::engine::cascade::narration::squares::Squares;
use crate::engine::cascade::population::Population;

/// Accounts that are split in one go.
const SPLIT: usize = 4_000;

/// Accounts that are sorted in one go.
const SORTED: usize = 8_192;

/// Such accounts on their way.
#[derive(Debug)]
pub(super) struct Apart {
    market: Market,
    stage: Stage,
    squares: Squares,
}

#[derive(Debug)]
enum Stage {
    Splitting(Box<Isolating>),
    Sorting(Box<(Population, Indexing)>),
    Done,
}

impl Apart {
    /// Begins.
    pub fn new(market: Market) -> Self {
        let stage = Stage::Splitting(Box::new(Isolating::new(&market)));
        Self { market, stage, squares: Squares::default() }
    }

    /// Some more of them; an engine of all, with the squares of their owners, once they are sorted. Errors as [`Engine::new`], and of a position that
    /// cannot stand by itself.
    pub fn some(&mut self, prepared: &Prepared) -> Result<Option<(Engine, Squares)>, Error> {
        let Self { market, stage, squares } = self;
        match std::mem::replace(stage, Stage::Done) {
            Stage::Splitting(mut isolating) => {
                if isolating.some(market, &prepared.population, SPLIT)? {
                    *stage = Stage::Splitting(isolating);
                    return Ok(None);
                }
                let (population, owners) = isolating.finish(&prepared.population)?;
                let of = |owner: &u32| prepared.squares.of.get(*owner as usize).copied().unwrap_or(u8::MAX);
                let of: Vec<u8> = owners.iter().map(of).collect();
                let mut list = prepared.squares.list.clone();
                for square in &mut list {
                    (square.members, square.shared) = (0.0, 0.0);
                    square.coins.clear();
                }
                for square in &of {
                    if let Some(own) = list.get_mut(usize::from(*square)) {
                        own.members += 1.0;
                    }
                }
                *squares = Squares { list, of };
                let indexing = Indexing::new(market, &population);
                *stage = Stage::Sorting(Box::new((population, indexing)));
                Ok(None)
            }
            Stage::Sorting(mut both) => {
                let (population, indexing) = &mut *both;
                if indexing.some(market, population, SORTED)? {
                    *stage = Stage::Sorting(both);
                    return Ok(None);
                }
                Ok(Some((Engine::sorted(market, both.1), std::mem::take(squares))))
            }
            Stage::Done => Ok(None),
        }
    }
}
