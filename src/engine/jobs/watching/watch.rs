//! The watch over a stream, a few seconds of it at a time.

use super::super::task::{Piece, Task};
use super::asked::{Asked, LAST};
use super::last;
use super::limits::Rating;
use super::record::{Moment, Record};
use crate::engine::Error;
use crate::engine::monitor::stream::Events;
use crate::engine::monitor::stream::injection::Injection;
use crate::engine::monitor::watch::Monitor;

/// Seconds of the stream in one piece of work.
const PIECE: f64 = 4.0;

/// A watch under way.
#[derive(Debug)]
pub struct Watch {
    asked: Asked,
    events: Events,
    monitor: Monitor,
    record: Record,
    until: f64,
    rating: Option<Rating>,
}

impl Watch {
    /// Of the settings of a link. Errors: settings that cannot be watched.
    pub fn new(question: &str) -> Result<Self, Error> {
        let asked = Asked::of(question);
        let events = Events::new(asked.stream.clone())?;
        let monitor = Monitor::new(asked.settings.clone(), events.world().clone(), &asked.stream.words())?;
        let record = Record {
            run: monitor.log().run().to_owned(),
            baseline: asked.settings.baseline,
            injected: asked.stream.injections.first().map(Injection::at),
            proposes: (asked.settings.reduce.0, asked.settings.halt.0),
            weights: asked.settings.weights.all().to_vec(),
            ..Record::default()
        };
        Ok(Self { asked, events, monitor, record, until: 0.0, rating: None })
    }

    /// The log so far.
    pub(super) fn log(&self) -> &str {
        self.monitor.log().text()
    }

    /// What the run is named by.
    pub(super) fn run(&self) -> &str {
        self.monitor.log().run()
    }

    /// How much of the stream has been watched, from 0 to 1.
    pub(super) fn part(&self) -> f64 {
        self.until / f64::from(LAST)
    }

    /// Watches some more seconds; true while there are others. Errors: as the monitor's.
    pub(super) fn some(&mut self) -> Result<bool, Error> {
        self.until = (self.until + PIECE).min(f64::from(LAST));
        for event in self.events.by_ref() {
            if let Some(decided) = self.monitor.take(&event)? {
                let lines = usize::try_from(self.monitor.log().lines()).unwrap_or(usize::MAX);
                self.record.moments.push(Moment::of(&decided, lines));
            }
            // A mark closes each second.
            if event.time >= self.until {
                break;
            }
        }
        Ok(self.until < f64::from(LAST))
    }
}

impl Task for Watch {
    fn work(&mut self) -> Result<Piece, Error> {
        if self.until < f64::from(LAST) {
            self.some()?;
            return Ok(Piece::Part(0.9 * self.part()));
        }
        let Some(rating) = &mut self.rating else {
            self.rating = Some(Rating::new(self.asked.settings.run_length, self.monitor.baseline())?);
            return Ok(Piece::Part(0.92));
        };
        if rating.some()? {
            return Ok(Piece::Part(0.95));
        }
        self.record.limits = rating.limits().clone();
        self.monitor.log().text().clone_into(&mut self.record.log);
        Ok(last(&self.record))
    }
}
