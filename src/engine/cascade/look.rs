//! A look of a run: whom the marks have reached, and what orders they send. In pieces, so that whoever steps a run of a million accounts is not held
//! up by one of them.

use super::batch::{Look, LookStage};
use super::engine::Engine;
use super::rounds::Run;
use super::rules::Scan;
use super::trigger::{Cursor, Found, Looked, Prices, look_at_all};
use crate::engine::Error;

/// Accounts of the index that are touched in one go.
const TOUCHED: usize = 16_384;

/// Accounts whose orders are sized in one go.
const SIZED: usize = 4096;

impl Run<'_> {
    /// Begins to look at the marks.
    pub(super) fn begin_look(&mut self) -> Look {
        let prices = Prices::new(&self.engine.market, self.marks(), &self.looked);
        self.looked = prices.marks;
        self.changed.gone += prices.largest(&self.engine.market);
        let batch = self.spare.pop().unwrap_or_default();
        Look { prices, batch, cursor: Cursor::default(), changed: vec![], sized: 0, stage: LookStage::Index }
    }

    /// Some more of it; false once whoever is to be closed has an order on the way.
    pub(super) fn look_some(&mut self, look: &mut Look) -> Result<bool, Error> {
        match look.stage {
            LookStage::Index => {
                if !self.look_at_index(look) {
                    look.stage = LookStage::Changed;
                }
            }
            LookStage::Changed => {
                let dense = self.rules.scan == Scan::Dense;
                self.changed.reached(&self.engine.market, &look.prices.marks, dense, &mut look.changed);
                let batch = &mut look.batch;
                if batch.whole.places.is_empty() && look.changed.is_empty() {
                    self.spare.push(std::mem::take(batch));
                    return Ok(false);
                }
                batch.moment = self.log.looked.len();
                batch.due = self.now + self.rules.latency.total();
                self.log.seen.extend_from_slice(self.seen().first(self.log.symbols));
                self.log.looked.push(self.log.rounds.len());
                look.stage = LookStage::Sizing;
            }
            LookStage::Sizing => {
                if !self.size_some(&mut look.batch, &look.changed, &mut look.sized, SIZED)? {
                    self.flight.push_back(std::mem::take(&mut look.batch));
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }

    /// Some more of the accounts that are as they were at the start; false once all are looked at.
    fn look_at_index(&mut self, look: &mut Look) -> bool {
        let Engine { market, accounts, index, state, .. } = &mut *self.engine;
        let looked = Looked { market, accounts, prices: &look.prices };
        let whole = &mut look.batch.whole;
        if self.rules.scan == Scan::Lazy {
            return index.look_some(looked, state, &mut look.cursor, TOUCHED, whole);
        }
        look_at_all(market, accounts, state, &look.prices.marks, whole);
        if self.rules.mark.lag > 0.0 {
            // Whether a mark on its way can still reach anybody is asked of the index.
            index.look_some(looked, state, &mut look.cursor, usize::MAX, &mut Found::default());
        }
        false
    }
}
