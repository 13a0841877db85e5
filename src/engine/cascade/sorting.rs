//! A sort in pieces, for whoever must not wait for a million items.

/// Items of a run that is sorted in one go.
const RUN: usize = 8192;

/// Items on their way into order: short runs are sorted, then merged two by two.
#[derive(Debug)]
pub(super) struct Sorting<T> {
    items: Vec<T>,
    /// Items of each run in order, but for the last; zero while the short runs are being sorted.
    width: usize,
    /// Short runs that are sorted, in items.
    sorted: usize,
    /// What the present pass has merged.
    merged: Vec<T>,
    /// The next item of each of the two runs that are being merged.
    next: [usize; 2],
}

impl<T: Copy + Ord> Sorting<T> {
    /// Nothing yet, with memory for so many items.
    pub fn with_capacity(many: usize) -> Self {
        Self { items: Vec::with_capacity(many), width: 0, sorted: 0, merged: vec![], next: [0; 2] }
    }

    /// One item more, before the sort begins.
    pub fn push(&mut self, item: T) {
        self.items.push(item);
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.items.len()
    }

    /// Goes on by so many moves of an item, and perhaps a run more; false once all are in order.
    pub fn some(&mut self, most: usize) -> bool {
        let mut left = most;
        while left > 0 && self.sorted < self.items.len() {
            let end = self.sorted.saturating_add(RUN).min(self.items.len());
            self.items.get_mut(self.sorted..end).unwrap_or_default().sort_unstable();
            (self.sorted, self.width) = (end, RUN);
            left = left.saturating_sub(RUN);
        }
        while left > 0 && self.width < self.items.len() {
            left = left.saturating_sub(self.merge_some(left));
        }
        self.sorted < self.items.len() || self.width < self.items.len()
    }

    /// Merges one pair of runs, or a part of it. Gives how many items were moved.
    fn merge_some(&mut self, most: usize) -> usize {
        let Self { items, merged, .. } = self;
        if merged.capacity() == 0 {
            merged.reserve_exact(items.len());
        }
        let both = self.width.saturating_mul(2);
        let pair = merged.len().checked_div(both).unwrap_or(0).saturating_mul(both);
        let middle = pair.saturating_add(self.width).min(items.len());
        let end = pair.saturating_add(both).min(items.len());
        if merged.len() == pair {
            self.next = [pair, middle];
        }
        let [mut one, mut other] = self.next;
        let many = end.saturating_sub(merged.len()).min(most);
        let (first, second) = (items.get(..middle).unwrap_or_default(), items.get(..end).unwrap_or_default());
        for _ in 0..many {
            match (first.get(one), second.get(other)) {
                (Some(a), other_run) if other_run.is_none_or(|b| a <= b) => {
                    merged.push(*a);
                    one = one.wrapping_add(1);
                }
                (_, Some(b)) => {
                    merged.push(*b);
                    other = other.wrapping_add(1);
                }
                (_, None) => break,
            };
        }
        self.next = [one, other];
        if merged.len() == items.len() {
            std::mem::swap(items, merged);
            merged.clear();
            self.width = both;
        }
        many
    }

    /// All of them, once they are in order.
    pub fn items(&self) -> &[T] {
        &self.items
    }

    /// Lets go of the memory that only sorting needs.
    pub fn settle(&mut self) {
        self.merged = vec![];
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::random::Stream;

    #[test]
    fn pieces_of_any_size_come_to_the_same_order() {
        for (many, most) in [(0, 1), (1, 1), (RUN, 7), (RUN + 1, 1000), (5 * RUN + 17, 777), (60_000, usize::MAX)] {
            let mut stream = Stream::new(3, many as u64);
            let mut plain: Vec<(u32, usize)> = (0..many).map(|at| (stream.below(1000), at)).collect();
            let mut sorting = Sorting::with_capacity(many);
            plain.iter().for_each(|item| sorting.push(*item));
            let mut pieces = 0;
            while sorting.some(most) {
                pieces += 1;
                assert!(pieces < 1_000_000, "it never comes to an end");
            }
            plain.sort_unstable();
            assert_eq!(sorting.items(), plain);
        }
    }
}
