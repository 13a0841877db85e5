//! How many tests a test program says it ran.

/// Tests that passed and failed.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    pub passed: usize,
    pub failed: usize,
}

impl Count {
    /// Reads libtest's and wasm-bindgen's `test result:` lines, and Playwright's summary.
    pub fn read(output: &str) -> Self {
        output.lines().filter_map(line).fold(Self::default(), Self::plus)
    }

    /// A program that ran no test counts as one check; one that failed before any test did, too.
    pub fn with_status(self, success: bool) -> Self {
        match (success, self) {
            (true, Self { passed: 0, failed: 0 }) => Self { passed: 1, failed: 0 },
            (false, Self { passed, failed: 0 }) => Self { passed, failed: 1 },
            (_, count) => count,
        }
    }

    pub fn plus(self, other: Self) -> Self {
        Self { passed: self.passed.saturating_add(other.passed), failed: self.failed.saturating_add(other.failed) }
    }
}

fn line(line: &str) -> Option<Count> {
    let words: Vec<&str> = line.split([' ', ';']).filter(|word| !word.is_empty()).collect();
    match *words.as_slice() {
        // test result: ok. 3 passed; 1 failed; 0 ignored; ...
        ["test", "result:", _, passed, "passed", failed, "failed", ..] => {
            Some(Count { passed: passed.parse().ok()?, failed: failed.parse().ok()? })
        }
        // "  3 passed (1.2s)", "  1 failed", "  1 flaky": at the end of a Playwright run.
        [passed, "passed", _] => Some(Count { passed: passed.parse().ok()?, failed: 0 }),
        [failed, "failed" | "flaky" | "interrupted"] | [failed, "did", "not", "run"] => {
            Some(Count { passed: 0, failed: failed.parse().ok()? })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_and_wasm_results_add_up() {
        let output = "\
running 3 tests
test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
test result: FAILED. 4 passed; 2 failed; 0 ignored; 0 filtered out; finished in 1.00s
";
        assert_eq!(Count::read(output), Count { passed: 7, failed: 2 });
    }

    #[test]
    fn playwright_summaries_are_read() {
        let output =
            "Running 7 tests using 2 workers\n  1 failed\n    [x] a.spec.ts:3:1\n  1 did not run\n  5 passed (3.4s)\n";
        assert_eq!(Count::read(output), Count { passed: 5, failed: 2 });
    }

    #[test]
    fn a_step_without_tests_is_one_check() {
        assert_eq!(Count::default().with_status(true), Count { passed: 1, failed: 0 });
        assert_eq!(Count::default().with_status(false), Count { passed: 0, failed: 1 });
        let some = Count { passed: 2, failed: 1 };
        assert_eq!(some.with_status(false), some);
    }
}
