//! Undo and redo: whole states, with the moves of one gesture kept as one.

/// Most states kept in either direction.
const DEPTH: usize = 200;

/// Changes of one control closer together than this, in milliseconds, are one gesture.
const GESTURE: f64 = 900.0;

/// What can be taken back and brought again.
#[derive(Debug)]
pub struct History<T> {
    past: Vec<T>,
    future: Vec<T>,
    last: Option<(&'static str, f64)>,
}

impl<T> Default for History<T> {
    fn default() -> Self {
        Self { past: Vec::new(), future: Vec::new(), last: None }
    }
}

impl<T> History<T> {
    /// Notes the state before a change by a control at a time.
    pub fn note(&mut self, before: T, control: &'static str, now: f64) {
        let goes_on = self.last.is_some_and(|(c, at)| c == control && now - at < GESTURE);
        self.last = Some((control, now));
        self.future.clear();
        if goes_on && !self.past.is_empty() {
            return;
        }
        if self.past.len() >= DEPTH {
            self.past.remove(0);
        }
        self.past.push(before);
    }

    /// The state before the last change, given the present one.
    pub fn undo(&mut self, present: T) -> Option<T> {
        let before = self.past.pop()?;
        self.future.push(present);
        self.last = None;
        Some(before)
    }

    /// The state that was taken back last, given the present one.
    pub fn redo(&mut self, present: T) -> Option<T> {
        let after = self.future.pop()?;
        self.past.push(present);
        self.last = None;
        Some(after)
    }

    /// Whether there is something to take back, and something to bring again.
    pub fn can(&self) -> (bool, bool) {
        (!self.past.is_empty(), !self.future.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::scenario::{ParameterId, Scenario};

    fn days(n: &str) -> Scenario {
        Scenario::default().with_written(ParameterId::Days, n).unwrap()
    }

    #[test]
    fn one_gesture_is_taken_back_at_once() {
        let mut h = History::default();
        h.note(days("30"), "days", 0.0);
        h.note(days("31"), "days", 100.0);
        h.note(days("32"), "days", 200.0);
        h.note(days("33"), "leverage", 300.0);
        assert_eq!(h.undo(days("34")), Some(days("33")));
        assert_eq!(h.undo(days("33")), Some(days("30")));
        assert_eq!(h.undo(days("30")), None);
        assert_eq!(h.redo(days("30")), Some(days("33")));
        assert_eq!(h.can(), (true, true));
    }

    #[test]
    fn a_new_change_forgets_what_was_taken_back() {
        let mut h = History::default();
        h.note(days("1"), "days", 0.0);
        assert_eq!(h.undo(days("2")), Some(days("1")));
        h.note(days("1"), "days", 10.0);
        assert_eq!(h.redo(days("5")), None);
        assert_eq!(h.undo(days("5")), Some(days("1")));
    }

    #[test]
    fn depth_is_bounded() {
        let mut h = History::default();
        for n in 0..500u32 {
            h.note(days("1"), if n % 2 == 0 { "days" } else { "leverage" }, 0.0);
        }
        assert_eq!(std::iter::from_fn(|| h.undo(days("2"))).count(), DEPTH);
    }
}
