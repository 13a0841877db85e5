//! So many in a sliding window. A try counts while its age is below the window; what was denied does not count.

use crate::engine::Error;
use crate::engine::error::{Field, above_zero, within};
use std::collections::VecDeque;

/// The limit.
#[derive(Debug, Clone, PartialEq)]
pub struct RateLimit {
    most: usize,
    window: f64,
    times: VecDeque<f64>,
}

impl RateLimit {
    /// So many in so many seconds. Errors: none, or more than 100,000; a window that is not above zero.
    pub fn new(most: usize, window: f64) -> Result<Self, Error> {
        within(Field::RateLimit, most, 1..=100_000)?;
        above_zero(Field::RateWindow, window)?;
        Ok(Self { most, window, times: VecDeque::new() })
    }

    /// How many count at a time.
    #[must_use]
    pub fn count(&self, now: f64) -> usize {
        self.times.iter().filter(|time| now - **time < self.window).count()
    }

    /// True where one more is allowed. Times are in seconds and do not fall.
    #[must_use]
    pub fn allows(&self, now: f64) -> bool {
        self.count(now) < self.most
    }

    /// Counts one that was allowed.
    pub fn take(&mut self, now: f64) {
        while self.times.front().is_some_and(|time| now - time >= self.window) {
            self.times.pop_front();
        }
        self.times.push_back(now);
    }

    /// Most, and the window in seconds.
    #[must_use]
    pub const fn limit(&self) -> (usize, f64) {
        (self.most, self.window)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_that_is_none_is_refused() {
        assert!(RateLimit::new(0, 1.0).is_err());
        assert!(RateLimit::new(1, 0.0).is_err());
        let mut one = RateLimit::new(1, 1.0).unwrap();
        assert!(one.allows(0.0));
        one.take(0.0);
        assert!(!one.allows(0.999) && one.allows(1.0));
    }
}
