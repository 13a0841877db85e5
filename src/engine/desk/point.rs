//! The runs that the points of a curve wait for, event by event.

use super::crowd::Kept;
use super::curve::{Curves, Points, closed};
use super::job::{Job, Said, Stage, gone};
use super::kind;
use super::wire::curve_reply;
use crate::engine::Error;
use crate::engine::cascade::book::{Book, Shape};
use crate::engine::cascade::market::Symbol;
use crate::engine::cascade::rounds::Run;
use crate::engine::cascade::story::Curve;

impl Job {
    /// Some of a point of the curve.
    pub(super) fn point(
        &mut self,
        mut points: Box<Points>,
        run: Option<Box<Run<'static>>>,
        kept: &mut Option<Kept>,
        curves: &mut Curves,
    ) -> Result<Said, Error> {
        if let Some(known) = curves.get(points.depends_on()) {
            // Said again for every question that it belongs to: only who hears it knows what was heard.
            let known = known.clone();
            return Ok(say_curve(points.depends_on(), &known));
        }
        let Some(mut run) = run else {
            let Some((fall, alone)) = points.next() else {
                let found = points.curve(true);
                curves.keep(points.depends_on().to_owned(), found.clone());
                return Ok(say_curve(points.depends_on(), &found));
            };
            let begun = self.other_shock(kept, fall, alone);
            match begun {
                Ok(run) => self.stage = Stage::Curve(points, Some(run)),
                // Where a run has no answer, the curve ends: what lies beyond is not known.
                Err(_) => {
                    points.found(None);
                    self.stage = Stage::Curve(points, None);
                }
            }
            return Ok(Said::Nothing);
        };
        match run.step_some() {
            Ok(true) => self.stage = Stage::Curve(points, Some(run)),
            Ok(false) => {
                let outcome = self.give_back(*run, kept);
                points.found(kept.as_ref().map(|kept| closed(kept, &outcome)));
                self.stage = Stage::Curve(points, None);
            }
            Err(_) => {
                self.give_back(*run, kept);
                points.found(None);
                self.stage = Stage::Curve(points, None);
            }
        }
        Ok(Said::Nothing)
    }

    /// Begins the run of another shock, perhaps with forced orders that move no price.
    fn other_shock(&mut self, kept: &mut Option<Kept>, fall: f64, alone: bool) -> Result<Box<Run<'static>>, Error> {
        let (rules, shock) = (self.plain.rules()?, self.plain.shock(fall)?);
        let market = self.plain.market(None)?;
        let own = kept.as_mut().ok_or_else(gone)?;
        own.set(&market)?;
        if alone {
            for (number, symbol) in market.numbers().zip(market.symbols()) {
                own.engine.set_book(number, Book::new(Symbol::price(symbol), Shape::Bottomless)?)?;
            }
        }
        let engine = self.lend(kept)?;
        match engine.into_run(&rules, &shock) {
            Ok(run) => Ok(Box::new(run)),
            Err(refused) => {
                let (engine, error) = *refused;
                self.put_back(engine, kept);
                Err(error)
            }
        }
    }
}

fn say_curve(depends_on: &str, curve: &Curve) -> Said {
    Said::Reply(kind::CURVE, curve_reply(depends_on, curve))
}
