//! When each of a list is to be looked at again, by how far prices must have gone: a bound of each block is kept, so that neither who is due nor
//! the least of all takes a look at everybody. A bound is found anew when it is asked for, and not with every change: most changes of a block
//! come between two looks.

/// Numbers of a block.
const BLOCK: usize = 64;

/// By number; infinity where there is nothing to look at.
#[derive(Debug, Clone, Default)]
pub(super) struct Dues {
    all: Vec<f64>,
    /// Least of each block, or less where it is `stale`.
    least: Vec<f64>,
    /// True where the least of a block has gone up since it was found.
    stale: Vec<bool>,
}

impl Dues {
    /// One number more.
    pub fn push(&mut self, due: f64) {
        if self.all.len().is_multiple_of(BLOCK) {
            self.least.push(f64::INFINITY);
            self.stale.push(false);
        }
        self.all.push(f64::INFINITY);
        self.put(self.all.len().wrapping_sub(1), due);
    }

    /// Puts another distance.
    pub fn put(&mut self, number: usize, due: f64) {
        let Some(own) = self.all.get_mut(number) else { return };
        let before = std::mem::replace(own, due);
        let block = number / BLOCK;
        let (Some(least), Some(stale)) = (self.least.get_mut(block), self.stale.get_mut(block)) else { return };
        if due <= *least {
            (*least, *stale) = (due, false);
        } else if before <= *least {
            *stale = true;
        }
    }

    /// The least of a block, found anew.
    fn least_of(&self, block: usize) -> f64 {
        let first = block.wrapping_mul(BLOCK);
        let members = self.all.get(first..).unwrap_or_default().iter().take(BLOCK);
        members.copied().fold(f64::INFINITY, f64::min)
    }

    /// When a number is due.
    pub fn of(&self, number: usize) -> f64 {
        self.all.get(number).copied().unwrap_or(f64::INFINITY)
    }

    /// The least of all.
    pub fn least(&self) -> f64 {
        let blocks = self.least.iter().zip(&self.stale).enumerate();
        let least = blocks.map(|(block, (least, stale))| if *stale { self.least_of(block) } else { *least });
        least.fold(f64::INFINITY, f64::min)
    }

    /// The numbers that are due, rising.
    pub fn reached(&mut self, gone: f64, out: &mut Vec<usize>) {
        out.clear();
        for block in 0..self.least.len() {
            if self.least.get(block).is_none_or(|least| *least > gone) {
                continue;
            }
            let first = block.wrapping_mul(BLOCK);
            let members = self.all.get(first..).unwrap_or_default().iter().take(BLOCK);
            out.extend((first..).zip(members).filter(|(_, due)| **due <= gone).map(|(number, _)| number));
            if self.stale.get(block).is_some_and(|stale| *stale) {
                let found = self.least_of(block);
                if let (Some(least), Some(stale)) = (self.least.get_mut(block), self.stale.get_mut(block)) {
                    (*least, *stale) = (found, false);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::random::Stream;

    #[test]
    fn the_least_and_the_reached_are_those_of_a_plain_look() {
        let (mut dues, mut plain, mut stream, mut found) = (Dues::default(), vec![], Stream::new(1, 0), vec![]);
        for step in 0..5_000_u32 {
            let due = if stream.below(4) == 0 { f64::INFINITY } else { stream.unit() };
            if plain.is_empty() || stream.below(3) == 0 {
                dues.push(due);
                plain.push(due);
            } else {
                let number = stream.below(u32::try_from(plain.len()).unwrap()) as usize;
                dues.put(number, due);
                plain[number] = due;
            }
            if step.is_multiple_of(50) {
                assert_eq!(dues.least().to_bits(), plain.iter().copied().fold(f64::INFINITY, f64::min).to_bits());
                let gone = stream.unit();
                dues.reached(gone, &mut found);
                assert!(found.iter().copied().eq((0..plain.len()).filter(|number| plain[*number] <= gone)));
            }
        }
    }
}
