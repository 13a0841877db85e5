//! The chain of lines.

use super::line::{Entry, hash};

/// What stands before the own hash of a line.
const OWN: &str = " line=";

/// What the first line names as the hash before it, after what the run was made with: a log belongs to one run.
fn beginning(run: &str) -> String {
    hash(run.as_bytes())
}

/// A log under way.
#[derive(Debug, Clone, PartialEq)]
pub struct Log {
    run: String,
    text: String,
    lines: u64,
    head: String,
}

/// What is wrong with a line, the first that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Its own hash is not that of what it says.
    Changed,
    /// It does not follow the line before.
    Unchained,
    /// It differs from what the replay wrote.
    Differs,
    /// The replay wrote further lines.
    Missing,
    /// The replay wrote fewer lines.
    Added,
}

/// The first line that no longer holds, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Broken {
    /// Which.
    pub line: usize,
    /// In what way.
    pub fault: Fault,
}

impl Log {
    /// An empty log of a run, named by all that the run was made with.
    #[must_use]
    pub fn new(run: &str) -> Self {
        Self { run: run.to_owned(), text: String::new(), lines: 0, head: beginning(run) }
    }

    /// Writes a decision.
    pub fn write(&mut self, entry: &Entry<'_>) {
        let body = entry.body(&self.head);
        self.head = hash(body.as_bytes());
        self.text.push_str(&body);
        self.text.push_str(OWN);
        self.text.push_str(&self.head);
        self.text.push('\n');
        self.lines = self.lines.saturating_add(1);
    }

    /// All lines.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many there are.
    #[must_use]
    pub const fn lines(&self) -> u64 {
        self.lines
    }

    /// The hash of the last line: kept elsewhere, it also proves that none was cut off.
    #[must_use]
    pub fn head(&self) -> &str {
        &self.head
    }

    /// What the run was made with.
    #[must_use]
    pub fn run(&self) -> &str {
        &self.run
    }
}

/// Verifies a log by itself: how many lines hold. Errors: the first that does not.
pub fn verify(run: &str, bytes: &[u8]) -> Result<usize, Broken> {
    let mut head = beginning(run);
    let mut line = 0_usize;
    let mut left = bytes;
    while !left.is_empty() {
        line = line.saturating_add(1);
        let end = left.iter().position(|byte| *byte == b'\n');
        let changed = Broken { line, fault: Fault::Changed };
        let (this, rest) = end.and_then(|end| left.split_at_checked(end)).ok_or(changed)?;
        let text = std::str::from_utf8(this).map_err(|_| changed)?;
        let (body, own) = text.rsplit_once(OWN).ok_or(changed)?;
        if hash(body.as_bytes()) != own {
            return Err(changed);
        }
        let previous = body.rsplit_once(" previous=").map(|(_, previous)| previous);
        if previous != Some(head.as_str()) {
            return Err(Broken { line, fault: Fault::Unchained });
        }
        head = own.to_owned();
        left = rest.get(1..).unwrap_or_default();
    }
    Ok(line)
}

/// Compares a log with what a replay of the same run wrote, byte for byte: how many lines there are. Errors: the first that differs.
pub fn compare(kept: &[u8], replayed: &[u8]) -> Result<usize, Broken> {
    let mut lines = kept.split_inclusive(|byte| *byte == b'\n');
    let mut again = replayed.split_inclusive(|byte| *byte == b'\n');
    let mut line = 0_usize;
    loop {
        let number = line.saturating_add(1);
        let fault = match (lines.next(), again.next()) {
            (None, None) => return Ok(line),
            (Some(a), Some(b)) if a == b => {
                line = number;
                continue;
            }
            (Some(_), Some(_)) => Fault::Differs,
            (None, Some(_)) => Fault::Missing,
            (Some(_), None) => Fault::Added,
        };
        return Err(Broken { line: number, fault });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn log(lines: u64) -> Log {
        let mut log = Log::new("seed=1");
        for sequence in 1..=lines {
            log.write(&Entry {
                sequence,
                time: 0.5,
                inputs: &hash(b"x"),
                source: "cusum",
                statistic: 1.25,
                limit: 5.0,
                nominal: Some(465.44),
                corrected: None,
                rules: "-",
                outcome: "calm",
            });
        }
        log
    }

    #[test]
    fn a_line_says_everything_and_chains() {
        let log = log(2);
        let first = log.text().lines().next().unwrap();
        assert!(
            first.starts_with("seq=1 t=0.5 inputs=2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881 ")
        );
        assert!(first.contains(" statistic=1.25 limit=5 nominal=465.4 corrected=not-rated rules=- code="));
        let (_, own) = first.rsplit_once(" line=").unwrap();
        assert!(log.text().lines().nth(1).unwrap().contains(&format!(" previous={own} ")));
        assert_eq!(verify("seed=1", log.text().as_bytes()), Ok(2));
        assert_eq!(verify("seed=1", b""), Ok(0));
    }

    #[test]
    fn lines_cannot_be_moved_dropped_or_taken_from_another_run() {
        let log = log(3);
        let lines: Vec<&str> = log.text().split_inclusive('\n').collect();
        let fault = |text: String| verify("seed=1", text.as_bytes()).unwrap_err();
        assert_eq!(fault([lines[1], lines[0], lines[2]].concat()), Broken { line: 1, fault: Fault::Unchained });
        assert_eq!(fault([lines[0], lines[2]].concat()), Broken { line: 2, fault: Fault::Unchained });
        let other = verify("seed=2", log.text().as_bytes()).unwrap_err();
        assert_eq!(other, Broken { line: 1, fault: Fault::Unchained });
    }

    #[test]
    fn a_replay_names_the_first_line_that_differs() {
        let (long, short) = (log(3), log(2));
        let bytes = |log: &Log| log.text().as_bytes().to_vec();
        assert_eq!(compare(&bytes(&long), &bytes(&long)), Ok(3));
        assert_eq!(compare(&bytes(&short), &bytes(&long)), Err(Broken { line: 3, fault: Fault::Missing }));
        assert_eq!(compare(&bytes(&long), &bytes(&short)), Err(Broken { line: 3, fault: Fault::Added }));
    }
}
