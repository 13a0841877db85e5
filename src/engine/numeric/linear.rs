//! Small systems of linear equations, solved by elimination with partial pivoting.

/// A square system A x = b, by rows.
#[derive(Debug, Clone, PartialEq)]
pub struct System {
    rows: Vec<Vec<f64>>,
}

impl System {
    /// From rows of coefficients and a right side. Rows are cut, or filled with zeros, to the length of the right side.
    #[must_use]
    pub fn new(mut rows: Vec<Vec<f64>>, right: &[f64]) -> Self {
        rows.resize(right.len(), Vec::new());
        for (row, b) in rows.iter_mut().zip(right) {
            row.resize(right.len(), 0.0);
            row.push(*b);
        }
        Self { rows }
    }

    /// The solution; `None` where the matrix is singular, or not of numbers.
    #[must_use]
    pub fn solve(mut self) -> Option<Vec<f64>> {
        let n = self.rows.len();
        for column in 0..n {
            let largest = |row: &Vec<f64>| row.get(column).copied().unwrap_or(0.0).abs();
            let (pivot, size) = self
                .rows
                .iter()
                .map(largest)
                .enumerate()
                .skip(column)
                .fold((column, 0.0), |best, (at, size)| if size > best.1 { (at, size) } else { best });
            if !(size > 0.0 && size.is_finite()) {
                return None;
            }
            self.rows.swap(column, pivot);
            let (above, below) = self.rows.split_at_mut(column.saturating_add(1));
            let top = above.last()?.get(column..)?;
            let (head, tail) = top.split_first()?;
            for row in below {
                let (first, rest) = row.get_mut(column..)?.split_first_mut()?;
                if *first == 0.0 {
                    continue;
                }
                let factor = *first / head;
                *first = 0.0;
                for (value, over) in rest.iter_mut().zip(tail) {
                    *value -= factor * over;
                }
            }
        }
        let mut solution = vec![0.0; n];
        for column in (0..n).rev() {
            let row = self.rows.get(column)?;
            let known = row.iter().zip(&solution).skip(column.saturating_add(1)).fold(0.0, |sum, (a, x)| sum + a * x);
            *solution.get_mut(column)? = (row.get(n)? - known) / row.get(column)?;
        }
        solution.iter().all(|x| x.is_finite()).then_some(solution)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn systems_are_solved_or_refused() {
        let solved = System::new(vec![vec![0.0, 2.0], vec![3.0, 4.0]], &[2.0, 10.0]).solve().unwrap();
        assert_eq!(solved, [2.0, 1.0]);
        assert_eq!(System::new(vec![vec![1.0, 2.0], vec![2.0, 4.0]], &[1.0, 2.0]).solve(), None);
        assert_eq!(System::new(vec![vec![f64::NAN]], &[1.0]).solve(), None);
        assert_eq!(System::new(Vec::new(), &[]).solve(), Some(Vec::new()));
    }
}
