//! The model from its definitions, one account after the other: slack, whole close, exponential book. Nothing of the engine is used.

/// A book of accounts over symbols that all start at a price of 100 with lots of one contract.
#[derive(Debug, Clone)]
pub struct Book {
    /// Contracts per unit of log price.
    pub n: Vec<f64>,
    pub maintenance: Vec<f64>,
    /// Intercept in micro-units, and lots by symbol.
    pub accounts: Vec<(f64, Vec<f64>)>,
}

pub const START: f64 = 100.0;

/// Who was closed, and where the prices ended.
#[derive(Debug, Clone, PartialEq)]
pub struct End {
    pub closed: Vec<usize>,
    pub displacement: Vec<f64>,
}

impl Book {
    /// S in micro-units.
    fn slack(&self, account: usize, x: &[f64]) -> f64 {
        let (intercept, lots) = &self.accounts[account];
        let own = lots.iter().zip(&self.maintenance).zip(x);
        own.fold(*intercept, |sum, ((q, m), x)| sum + (q - m * q.abs()) * 1e6 * START * libm::exp(-x))
    }

    /// One account at a time; `next` chooses among those that are to be closed, by rising number.
    pub fn one_by_one(&self, falls: &[f64], mut next: impl FnMut(&[usize]) -> usize) -> End {
        let mut x = falls.to_vec();
        let mut closed = Vec::new();
        loop {
            let able = |a: &usize| !closed.contains(a) && self.slack(*a, &x) < 0.5;
            let ready: Vec<usize> = (0..self.accounts.len()).filter(able).collect();
            if ready.is_empty() {
                closed.sort_unstable();
                return End { closed, displacement: x };
            }
            let account = ready[next(&ready) % ready.len()];
            closed.push(account);
            for ((x, q), n) in x.iter_mut().zip(&self.accounts[account].1).zip(&self.n) {
                *x += q / n;
            }
        }
    }
}
