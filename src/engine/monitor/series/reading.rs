//! What the detectors make of rows, as they stand: a cell that is no number gives no sample, and everything else counts for what it says.
//!
//! Each column is a stream of its own. Marks are watched by their log returns, from one usable mark to the next; counts by a CUSUM of counts; anything
//! else by its level. Calm is learned from the first third of the samples, at least [`FEWEST`] and at most [`MOST_CALM`] of them. Fewer samples, or calm ones that
//! do not vary, rate nothing, and that is said. Run lengths are in samples, since rows need not be evenly spaced.

use super::table::{Column, Table};
use crate::engine::Error;
use crate::engine::monitor::detectors::charts::{Calm, Cusum, PoissonCusum};
use crate::engine::monitor::detectors::{AfterAlarm, Any, Detector as _};
use crate::engine::monitor::runlength::cusum as design;
use crate::engine::monitor::runlength::inverse::limit_for;
use crate::engine::monitor::watch::bank::counts_design;
use crate::engine::monitor::watch::rated::{Last, Rated, of_counts};
use crate::engine::numeric::{mean, variance};

/// Fewest samples that calm is learned from.
pub const FEWEST: usize = 20;
/// Most of them.
pub const MOST_CALM: usize = 120;
/// Samples between two false alarms of one detector, as printed.
pub const RUN_LENGTH: f64 = 500.0;
/// Half of the shift that is looked for, in deviations.
const K: f64 = 0.5;
/// Counts whose calm is more uneven than this are not rated.
const UNEVEN: f64 = 1.3;
/// Seconds of a year of 365 days.
const YEAR: f64 = 31_536_000.0;

/// Why a stream is not watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NotRated {
    /// It has too few samples: calm, and one more.
    TooFew,
    /// Its calm does not vary.
    Constant,
}

impl NotRated {
    /// Both, in their order.
    pub const ALL: [Self; 2] = [Self::TooFew, Self::Constant];
}

/// What is known of one stream.
#[derive(Debug, Clone, PartialEq)]
pub struct Stream {
    /// Its column.
    pub column: Column,
    /// Samples, and those that calm was learned from.
    pub samples: (usize, usize),
    /// Mean and deviation when calm, in its own unit: returns for marks.
    pub calm: (f64, f64),
    /// The rows after calm that have a sample, with statistic over limit.
    pub ratios: Vec<(usize, f64)>,
    /// The rows that alarmed.
    pub alarms: Vec<usize>,
    /// Mean run length as printed, in samples, and corrected for what the samples before its last alarm show, or all of them where there was none.
    pub lengths: (Option<f64>, Option<f64>),
    /// Why it is not watched; `None` where it is.
    pub not_rated: Option<NotRated>,
}

/// What rows come to.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// A stream for each column that is measured, in the order of the columns.
    pub streams: Vec<Stream>,
    /// Realised volatility a year, close-to-close over the time between marks, as a part of one; `None` without two marks with a time that goes on.
    pub volatility: Option<f64>,
    /// The last mark.
    pub mark: Option<f64>,
    /// The least depth.
    pub depth: Option<f64>,
}

/// Watches a table. Errors: none that a table gives; those of the detectors.
pub fn reading(table: &Table) -> Result<Reading, Error> {
    let limit = limit_for(RUN_LENGTH, (0.1, 60.0), |h| design::Cusum::new(K, h)?.mean(0.0))?;
    let rated = Rated::new(design::Cusum::new(K, limit)?)?;
    let measured: Vec<Column> = table.columns.iter().copied().filter(|column| column.is_value()).collect();
    let monitors = u32::try_from(measured.len()).unwrap_or(u32::MAX);
    let streams = measured.iter().map(|column| stream(table, *column, (limit, &rated), monitors));
    let streams = streams.collect::<Result<_, Error>>()?;
    let values = |column| (0..table.rows.len()).filter_map(move |row| table.number(row, column));
    Ok(Reading {
        streams,
        volatility: volatility(table),
        mark: values(Column::Mark).next_back(),
        depth: values(Column::Depth).reduce(f64::min),
    })
}

/// The samples of a column, each with its row.
fn samples(table: &Table, column: Column) -> Vec<(usize, f64)> {
    let values = (0..table.rows.len()).filter_map(|row| Some((row, table.number(row, column)?)));
    if column != Column::Mark {
        return values.collect();
    }
    let marks: Vec<(usize, f64)> = values.filter(|(_, mark)| *mark > 0.0).collect();
    let pairs = marks.iter().zip(marks.iter().skip(1));
    pairs.map(|((_, before), (row, mark))| (*row, libm::log(mark / before))).collect()
}

/// How a stream is watched.
struct Watching {
    detector: Any,
    nominal: Option<f64>,
    counts: bool,
}

fn stream(table: &Table, column: Column, (limit, rated): (f64, &Rated), monitors: u32) -> Result<Stream, Error> {
    let samples = samples(table, column);
    let learned = (samples.len() / 3).clamp(FEWEST, MOST_CALM);
    let (ratios, alarms, lengths) = (Vec::new(), Vec::new(), (None, None));
    let mut found = Stream {
        column,
        samples: (samples.len(), learned),
        calm: (f64::NAN, f64::NAN),
        ratios,
        alarms,
        lengths,
        not_rated: None,
    };
    let Some((calm, rest)) = samples.split_at_checked(learned).filter(|(_, rest)| !rest.is_empty()) else {
        found.not_rated = Some(NotRated::TooFew);
        return Ok(found);
    };
    // Counts are whole and none is below zero; what is called a count and is none is a level.
    let whole =
        |(_, sample): &(usize, f64)| (0.0..=1e6).contains(sample) && (sample - libm::round(*sample)).abs() < 1e-9;
    let counts = column == Column::Cancels && samples.iter().all(whole);
    let calm: Vec<f64> = calm.iter().map(|(_, sample)| *sample).collect();
    let (middle, deviation) = (mean(&calm), libm::sqrt(variance(&calm)));
    found.calm = (middle, deviation);
    let Some(mut watching) = watching(counts, (middle, deviation), limit, rated.nominal())? else {
        found.not_rated = Some(NotRated::Constant);
        return Ok(found);
    };
    let mut last = Last::default();
    let mut own = rated.clone();
    let baseline = u32::try_from(learned).unwrap_or(u32::MAX);
    let mut corrected = |last: &Last| {
        if watching.counts {
            let uneven = variance(last.samples()) > UNEVEN * mean(last.samples());
            return Ok(of_counts(watching.nominal, uneven, monitors));
        }
        own.corrected(last.samples(), baseline, monitors)
    };
    for sample in &calm {
        last.push(if watching.counts { *sample } else { (sample - middle) / deviation });
    }
    let mut length = corrected(&last)?;
    for (row, sample) in rest {
        let said = watching.detector.step(*sample)?;
        found.ratios.push((*row, said.statistic / said.limit));
        // What alarms is no part of the calm that it is held against.
        if said.verdict.is_alarm() {
            found.alarms.push(*row);
            length = corrected(&last)?;
        }
        last.push(if watching.counts { *sample } else { (sample - middle) / deviation });
    }
    found.lengths = (watching.nominal, length);
    Ok(found)
}

/// The detector of a stream; `None` where its calm does not vary.
fn watching(
    counts: bool,
    (middle, deviation): (f64, f64),
    limit: f64,
    nominal: f64,
) -> Result<Option<Watching>, Error> {
    if !deviation.is_finite() || deviation <= 1e-9 * middle.abs() || deviation <= 0.0 {
        return Ok(None);
    }
    if counts && middle > 0.0 {
        let (design, nominal) = counts_design(middle, RUN_LENGTH)?;
        let detector = PoissonCusum::new(design, AfterAlarm::Restart)?.into();
        return Ok(Some(Watching { detector, nominal, counts: true }));
    }
    let calm = Calm::new(middle, deviation)?;
    let detector = Cusum::new(calm, K, limit, 0.0, AfterAlarm::Restart)?.into();
    Ok(Some(Watching { detector, nominal: Some(nominal), counts: false }))
}

/// Close-to-close, over the time that lies between marks: the sum of squared log returns over the sum of years. A step of the clock that does not go
/// on counts neither its move nor its time.
fn volatility(table: &Table) -> Option<f64> {
    let row =
        |row| Some((table.number(row, Column::Time)?, table.number(row, Column::Mark).filter(|mark| *mark > 0.0)?));
    let marks: Vec<(f64, f64)> = (0..table.rows.len()).filter_map(row).collect();
    let (mut squares, mut years) = (0.0, 0.0);
    for ((from, before), (to, mark)) in marks.iter().zip(marks.iter().skip(1)) {
        if to > from {
            let moved = libm::log(mark / before);
            squares += moved * moved;
            years += (to - from) / YEAR;
        }
    }
    (years > 0.0).then(|| libm::sqrt(squares / years))
}

#[cfg(test)]
mod tests {
    use super::super::broken::{TURNS, broken, whole};
    use super::super::table::read;
    use super::*;

    fn of(table: &Table, column: Column) -> Stream {
        let streams = reading(table).unwrap().streams;
        streams.into_iter().find(|stream| stream.column == column).unwrap()
    }

    /// Whole, the table alarms where something happens and nowhere else; broken, it alarms for nothing.
    #[test]
    fn the_broken_table_alarms_for_nothing_and_the_whole_one_for_something() {
        let turns = usize::try_from(TURNS).unwrap();
        for column in [Column::Depth, Column::Cancels] {
            let alarms = of(&whole(), column).alarms;
            assert!(!alarms.is_empty() && alarms.iter().all(|row| *row >= turns), "{column:?}: {alarms:?}");
        }
        assert!(of(&whole(), Column::Mark).alarms.is_empty());
        let alarms = of(&broken(), Column::Mark).alarms;
        assert!(alarms.contains(&31), "{alarms:?}");
        assert!(of(&broken(), Column::Depth).alarms.contains(&25));
        let (whole, broken) = (reading(&whole()).unwrap(), reading(&broken()).unwrap());
        assert!(whole.volatility.unwrap() < 1.0 && broken.volatility.unwrap() > 100.0, "{broken:?}");
        assert!(whole.depth.unwrap() > 90.0 && broken.depth.unwrap() <= 0.0);
    }

    #[test]
    fn what_cannot_be_rated_says_why() {
        let column = |value: &dyn Fn(u32) -> String, rows: u32| {
            let cells: Vec<String> = (0..rows).map(value).collect();
            of(&read(&format!("depth\n{}", cells.join("\n"))).unwrap(), Column::Depth)
        };
        assert_eq!(column(&|_| "5".to_owned(), 100).not_rated, Some(NotRated::Constant));
        assert_eq!(column(&|n| n.to_string(), 20).not_rated, Some(NotRated::TooFew));
        let rising = column(&|n| n.to_string(), 60);
        assert!(rising.not_rated.is_none() && !rising.alarms.is_empty(), "{rising:?}");
        // What is no number gives no sample, and nothing is put in its place.
        let holes = column(&|n| if n % 2 == 0 { "NaN".to_owned() } else { n.to_string() }, 60);
        assert_eq!(holes.samples.0, 30);
    }

    #[test]
    fn a_clock_that_goes_back_counts_no_time() {
        let table = read("time,mark\n0,100\n86400,110\n43200,100\n129600,110").unwrap();
        let found = reading(&table).unwrap().volatility.unwrap();
        let moved = libm::log(1.1_f64);
        assert!((found - libm::sqrt(moved * moved * 365.0)).abs() < 1e-9, "{found}");
        assert_eq!(reading(&read("mark\n1\n2").unwrap()).unwrap().volatility, None);
    }
}
