//! What if more were added here, at the mark: the position after it, its equity, and where it would be liquidated. The present one stays as it is.

use super::EquityFigure;
use crate::engine::Error;
use crate::engine::account::steps::{Held, State, Step, StepRules, Terms};
use crate::engine::account::{NoPrice, Reading};
use crate::engine::margin::{Position, Rule};
use crate::engine::units::{Checked as _, Money, Price, Quantity};
use crate::figures::account::price;
use crate::figures::chart::board::Pen;
use crate::figures::chart::text::{Anchor, Type};
use crate::figures::numbers::exact;
use crate::figures::theme::{EQUITY, LIQUIDATION};
use crate::words::Words;
use crate::words::errors::reason;
use rust_decimal::Decimal;

/// Most that is added, in per cent of the position.
pub const MOST: Decimal = Decimal::from_parts(1_000, 0, 0, false, 0);

/// Digits after the point of what is added.
const DIGITS: u32 = 8;

/// The position with more of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adding {
    /// What is added, in the contract's unit.
    pub size: Quantity,
    /// All of it then.
    pub position: Position,
    /// What stands behind it then, without profit.
    pub margin: Money,
    /// Where it is liquidated then.
    pub trigger: Result<Price, NoPrice>,
}

impl Adding {
    /// So many per cent of the position more at the mark, at the leverage chosen, with the margin and the fee that this takes. Errors: nothing is added;
    /// the bracket of the whole allows less leverage; a cross account has less than is asked for.
    pub fn of(figure: &EquityFigure, percent: Decimal) -> Result<Self, Error> {
        let EquityFigure { question, ruling, mark, .. } = figure;
        let held = &question.position;
        let size = held.size.get().times(percent)?.over(Decimal::ONE_HUNDRED)?.round_dp(DIGITS);
        let size = Quantity::new(size)?;
        let cross = question.account.is_some();
        let rule = Rule::of(question.venue)
            .with_closing_fee(question.closing_fee.cost())
            .with_next_funding(held.side.pays(question.funding_rate)?);
        let fee = question.opening_fee;
        let terms = Terms {
            contract: held.contract,
            tiers: question.tiers.clone(),
            rule,
            books: StepRules::default(),
            fee,
            cross,
        };
        let cost = Position { size, entry: *mark, ..*held }.entry_notional()?;
        // An addition brings the margin that it asks for; a cross account has what it has.
        let free = if cross { ruling.margin } else { cost.over(question.leverage)?.plus(cost.times(fee.cost())?)? };
        let own = if cross { Money::ZERO } else { ruling.margin };
        let now = Held {
            side: held.side,
            size: held.size,
            cost: held.entry_notional()?,
            margin: own,
            leverage: question.leverage,
        };
        let state = State { held: Some(now), ..State::with_balance(free) };
        let step = Step::Add { size, price: *mark, leverage: question.leverage };
        let after = state.after(step, &terms)?;
        let Some(all) = after.held else { return Err(crate::engine::Cause::Empty.into()) };
        let trigger = match after.reading(*mark, &terms)? {
            Some(Reading { trigger, .. }) => trigger,
            None => Err(NoPrice::Covered),
        };
        let margin = if cross { after.free } else { all.margin };
        Ok(Self { size, position: all.position(held.contract)?, margin, trigger })
    }

    /// Equity at a price, in the settlement currency, with what others of the account require.
    fn equity(&self, figure: &EquityFigure, price: Decimal) -> Result<Decimal, Error> {
        let moved = self.position.unrealised(Price::new(price)?)?;
        self.margin.plus(moved)?.get().plus(figure.ruling.others.get())
    }
}

impl EquityFigure {
    /// The same with what so many per cent more would do, where that is asked.
    #[must_use]
    pub fn adding(self, percent: Option<Decimal>) -> Self {
        let adding = percent.map(|percent| Adding::of(&self, percent));
        Self { adding, ..self }
    }

    /// What an addition would do, in a sentence; `None` where none is asked, or while the answer is kept back.
    #[must_use]
    pub fn adding_in_words(&self, words: &'static Words) -> Option<String> {
        let w = words.steps();
        let asked = self.adding.as_ref().filter(|_| self.is_told())?;
        let at = self.price_in_words(self.mark, words);
        Some(match asked {
            Ok(adding) => {
                let size = exact(adding.size.get(), words);
                let before = self.crossing_in_words(words);
                let after = adding.trigger.map_or_else(|why| price(Err(why), words), |p| self.price_in_words(p, words));
                w.ghost(&after, &before, &self.price_in_words(adding.position.entry, words), &at, &size)
            }
            Err(error) => words.equity().adding_refused(&at, &reason(error, words)),
        })
    }
}

impl super::draw::Picture<'_> {
    /// The lines of the position with more of it: its equity, and its liquidation price with a word in the upper part, where no other label stands.
    pub(super) fn added(&self, pen: &Pen<'_, '_>, adding: &Adding) -> Result<(), Error> {
        let area = self.layout.plot.area;
        let line = self.curve(&|p| adding.equity(self.figure, p));
        if line.len() > 1 {
            pen.dashes(&line, EQUITY, 1.5, (3.0, 4.0))?;
        }
        let Ok(trigger) = adding.trigger else { return Ok(()) };
        let x = self.layout.plot.x.at(trigger.get());
        if x < area.left || x > area.right {
            return Ok(());
        }
        pen.dashes(&[(x, area.top + 92.0), (x, area.bottom)], LIQUIDATION, 1.5, (3.0, 4.0))?;
        let said = self.words.equity().adding_label(&self.figure.price_in_words(trigger, self.words));
        let kind = Type::new(15.0, LIQUIDATION).strong();
        let half = kind.width(&said) / 2.0;
        let middle = x.max(area.left + half + 2.0).min(area.right - half - 2.0);
        pen.text((middle, area.top + 80.0), &said, kind.anchored(Anchor::Middle))
    }
}
