//! The runs that the points of a curve wait for, event by event.

use super::curve::{Curves, Points, closed};
use super::job::{Job, Output, Stage, gone};
use super::kind;
use super::prepared::Prepared;
use super::wire::curve_reply;
use crate::engine::Error;
use crate::engine::cascade::book::{Book, Shape};
use crate::engine::cascade::market::Symbol;
use crate::engine::cascade::narration::Curve;
use crate::engine::cascade::rounds::Run;

impl Job {
    /// Some of a point of the curve.
    pub(super) fn point(
        &mut self,
        mut points: Box<Points>,
        run: Option<Box<Run<'static>>>,
        prepared: &mut Option<Prepared>,
        curves: &mut Curves,
    ) -> Result<Output, Error> {
        if let Some(known) = curves.get(points.depends_on()) {
            // Said again for every question that it belongs to: only who hears it knows what was heard.
            let known = known.clone();
            return Ok(curve_reply_of(points.depends_on(), &known));
        }
        let Some(mut run) = run else {
            let Some((fall, alone)) = points.next() else {
                let found = points.curve(true);
                curves.keep(points.depends_on().to_owned(), found.clone());
                return Ok(curve_reply_of(points.depends_on(), &found));
            };
            let started = self.other_shock(prepared, fall, alone);
            match started {
                Ok(run) => self.stage = Stage::Curve(points, Some(run)),
                // Where a run has no answer, the curve ends: what lies beyond is not known.
                Err(_) => {
                    points.found(None);
                    self.stage = Stage::Curve(points, None);
                }
            }
            return Ok(Output::Nothing);
        };
        match run.step_some() {
            Ok(true) => self.stage = Stage::Curve(points, Some(run)),
            Ok(false) => {
                let outcome = self.give_back(*run, prepared);
                points.found(prepared.as_ref().map(|prepared| closed(prepared, &outcome)));
                self.stage = Stage::Curve(points, None);
            }
            Err(_) => {
                self.give_back(*run, prepared);
                points.found(None);
                self.stage = Stage::Curve(points, None);
            }
        }
        Ok(Output::Nothing)
    }

    /// Begins the run of another shock, perhaps with forced orders that move no price.
    fn other_shock(
        &mut self,
        prepared: &mut Option<Prepared>,
        fall: f64,
        alone: bool,
    ) -> Result<Box<Run<'static>>, Error> {
        let (rules, shock) = (self.plain.rules()?, self.plain.shock(fall)?);
        let market = self.plain.market(None)?;
        let own = prepared.as_mut().ok_or_else(gone)?;
        own.set(&market)?;
        if alone {
            for (number, symbol) in market.numbers().zip(market.symbols()) {
                own.engine.set_book(number, Book::new(Symbol::price(symbol), Shape::Bottomless)?)?;
            }
        }
        let engine = self.lend(prepared)?;
        match engine.into_run(&rules, &shock) {
            Ok(mut run) => {
                run.leave_out_causes();
                Ok(Box::new(run))
            }
            Err(refused) => {
                let (engine, error) = *refused;
                self.put_back(engine, prepared);
                Err(error)
            }
        }
    }
}

fn curve_reply_of(depends_on: &str, curve: &Curve) -> Output {
    Output::Reply(kind::CURVE, curve_reply(depends_on, curve))
}
