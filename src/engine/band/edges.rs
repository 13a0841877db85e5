//! The optimistic edge, the conservative edge, the venue's own trigger, and what separates them, term by term.
//!
//! - **Optimistic**: the rule's own trigger with nothing else happening. No fee, no funding, the present tier, mark = index.
//! - **Conservative**: the price at which equity, less the opening fee and the funding paid, equals maintenance one tier up plus
//!   closing fee, liquidation fee and slippage on the notional, moved by the adverse basis. An economic price: where fees and
//!   slippage would leave nothing but maintenance.
//! - **Venue's trigger**: what the venue's rule itself would do under the same limits, in its own rounding.
//!
//! Only what hurts is counted; a rebate or funding received is listed apart as [`Favourable`] and moves no edge.
//! All prices are index prices: the mark is assumed to lie against the trader by the basis.

mod fee_marks;
mod flat;
mod grid;

pub use fee_marks::{FeeMarks, fee_marks};
pub use flat::flat_market;

use crate::engine::Error;
use crate::engine::band::{Behind, Counted, TERMS, Term, rule};
use crate::engine::margin::venue::RuleInputs;
use crate::engine::margin::{Collateral, Position, Requirement, SafeGap, Search, Side, Tiers, Trigger, VenueModel};
use crate::engine::units::{Checked, Money, Price, Rate};
use grid::Grid;
use rust_decimal::Decimal;

/// A position and the limits within which its two prices are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The position.
    pub position: Position,
    /// Leverage L: sets the initial allocation, margin = notional / L + added.
    pub leverage: Decimal,
    /// Margin added to the allocation, in the settlement currency.
    pub added_margin: Money,
    /// The account behind a cross position; `None` where it is isolated and has the allocated margin alone.
    pub account: Option<Behind>,
    /// The venue's rule.
    pub venue: VenueModel,
    /// The margin table in force.
    pub tiers: Tiers,
    /// The rate one tier up, for a table of one bracket.
    pub next_rate: Option<Decimal>,
    /// Opening fee, of the entry notional. Negative is a rebate.
    pub opening_fee: Rate,
    /// Closing fee, of the notional at the price being tested. Negative is a rebate.
    pub closing_fee: Rate,
    /// Liquidation fee, of the same notional.
    pub liquidation_fee: Rate,
    /// Slippage of the forced close, of the same notional.
    pub slippage: Rate,
    /// Funding rate of one payment. Positive: longs pay.
    pub funding_rate: Rate,
    /// Number of payments over the horizon.
    pub payments: u32,
    /// Distance b between mark and index, as a fraction of the index, against the trader.
    pub basis: Rate,
    /// Tick to which the venue rounds its trigger, where it does; zero for none.
    pub tick: Decimal,
}

/// One term of the budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// Which term.
    pub term: Term,
    /// The liquidation price once this term and all before it count.
    pub after: Trigger,
    /// What this term added to the price of the step before, signed, in quote currency; `None` where either has no price.
    pub added: Option<Decimal>,
    /// What it would add to the optimistic edge with no other term; `None` where either has no price.
    pub alone: Option<Decimal>,
}

/// The terms that separate the two edges. `added` telescopes: its sum is exactly the gap, and the terms alone with their
/// interaction are too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Budget {
    /// One step per term, in the order of [`TERMS`].
    pub steps: Vec<Step>,
    /// Conservative less optimistic, signed, in quote currency; `None` where either has no price.
    pub gap: Option<Decimal>,
    /// The gap less the sum of the counted terms alone: what they do to each other.
    pub interaction: Option<Decimal>,
}

/// Something that would help and is counted in neither edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Favourable {
    /// The term it belongs to.
    pub term: Term,
    /// What it would pay, in the settlement currency; the closing rebate on the entry notional.
    pub amount: Money,
    /// How far it would move the optimistic edge, signed, in quote currency; `None` where there is no price to move.
    pub moves: Option<Decimal>,
}

/// Both edges and all that lies between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edges {
    /// The optimistic edge.
    pub optimistic: Trigger,
    /// The conservative edge.
    pub conservative: Trigger,
    /// The venue's own trigger under the same limits, rounded as the venue rounds.
    pub venue: Trigger,
    /// Safe stretches under the venue's rule and its present table; only tables that jump have any.
    pub safe_gaps: Vec<SafeGap>,
    /// Price at which the allocated margin is gone, with nothing else counted.
    pub bankruptcy: Option<Price>,
    /// Margin allocated, in the settlement currency.
    pub margin: Money,
    /// Maintenance margin at entry under the present table.
    pub maintenance: Money,
    /// Funding paid over the horizon, in the settlement currency; zero where it is received.
    pub funding_paid: Money,
    /// The terms between the two edges.
    pub budget: Budget,
    /// What would help, counted in neither edge.
    pub favourable: Vec<Favourable>,
}

/// Answers a question: both edges, the venue's trigger and the budget.
/// Errors: overflow, broken tiers, or rates that take the whole notional.
pub fn edges(question: &Question) -> Result<Edges, Error> {
    edges_counting(question, Counted::ALL)
}

/// The same with only some terms counted against the position: the conservative edge leaves the others out, and their bars are empty.
pub fn edges_counting(question: &Question, among: Counted) -> Result<Edges, Error> {
    let known = Known::of(question)?;
    let optimistic = known.economic(Counted::NONE)?;
    let mut found = Vec::with_capacity(TERMS.len());
    let mut counted = Counted::NONE;
    for term in TERMS {
        counted = if among.has(term) { counted.with(term) } else { counted };
        found.push((term, known.economic(counted)?, known.economic(Counted::NONE.with(term))?));
    }
    let grid = Grid::of(optimistic, found.iter().flat_map(|&(_, after, alone)| [after, alone]))?;
    let mut steps = Vec::with_capacity(TERMS.len());
    let mut before = optimistic;
    for (term, after, alone) in found {
        let (added, alone) = (grid.difference(after, before)?, grid.difference(alone, optimistic)?);
        steps.push(Step { term, after, added, alone });
        before = after;
    }
    let conservative = before;
    let gap = grid.difference(conservative, optimistic)?;
    let interaction = interaction(gap, steps.iter().filter(|s: &&Step| among.has(s.term)))?;
    let (venue, safe_gaps) = known.venue_trigger(among)?;
    Ok(Edges {
        optimistic,
        conservative,
        venue,
        safe_gaps,
        bankruptcy: question.position.bankruptcy_price(known.before_others()?)?,
        margin: known.margin,
        maintenance: question.tiers.maintenance(known.notional)?,
        funding_paid: known.funding,
        budget: Budget { steps, gap, interaction },
        favourable: known.favourable(optimistic, grid)?,
    })
}

/// The conservative edge alone, for sweeps over the horizon.
pub fn conservative(question: &Question) -> Result<Trigger, Error> {
    conservative_counting(question, Counted::ALL)
}

/// The conservative edge alone, with only some terms counted.
pub fn conservative_counting(question: &Question, among: Counted) -> Result<Trigger, Error> {
    Known::of(question)?.economic(among)
}

fn interaction<'a>(gap: Option<Decimal>, steps: impl Iterator<Item = &'a Step>) -> Result<Option<Decimal>, Error> {
    let Some(mut rest) = gap else {
        return Ok(None);
    };
    for step in steps {
        match step.alone {
            Some(alone) => rest = rest.minus(alone)?,
            None => return Ok(None),
        }
    }
    Ok(Some(rest))
}

/// Amounts that every variant of the question shares.
struct Known<'a> {
    q: &'a Question,
    notional: Money,
    margin: Money,
    funding: Money,
    /// Funding received, where the rate is in the trader's favour.
    received: Money,
    raised: Tiers,
}

impl<'a> Known<'a> {
    fn of(q: &'a Question) -> Result<Self, Error> {
        let notional = q.position.entry_notional()?;
        let margin = match &q.account {
            Some(account) => Collateral::Cross(account.seen(&q.venue, Rate::ZERO, Rate::ZERO, q.leverage)?).margin()?,
            None => notional.over(q.leverage)?.plus(q.added_margin)?,
        };
        let flow = q.funding_rate.get().times(q.position.side.sign())?.times(Decimal::from(q.payments))?;
        Ok(Self {
            q,
            notional,
            margin,
            funding: notional.times(Rate::new(flow).cost())?,
            received: notional.times(Rate::new(-flow).cost())?,
            raised: q.tiers.one_up(q.next_rate)?,
        })
    }

    /// What can be lost before equity is gone: in a cross account the other positions' maintenance is still there to lose.
    fn before_others(&self) -> Result<Money, Error> {
        match &self.q.account {
            Some(account) => {
                let seen = account.seen(&self.q.venue, Rate::ZERO, Rate::ZERO, self.q.leverage)?;
                seen.wallet.plus(seen.others_unrealised)
            }
            None => Ok(self.margin),
        }
    }

    /// Margin behind the position: an account's other position needs a closing fee and funding too, as far as they are counted.
    fn margin(&self, counted: Counted) -> Result<Money, Error> {
        let Some(account) = &self.q.account else { return Ok(self.margin) };
        let fee = if counted.has(Term::ClosingFee) { self.q.closing_fee.cost() } else { Rate::ZERO };
        let funding = if counted.has(Term::Funding) { self.q.funding_rate } else { Rate::ZERO };
        Collateral::Cross(account.seen(&self.q.venue, fee, funding, self.q.leverage)?).margin()
    }

    /// Equity left at entry once the counted payments are made.
    fn equity(&self, margin: Money, counted: Counted) -> Result<Money, Error> {
        let mut equity = margin;
        if counted.has(Term::OpeningFee) {
            equity = equity.minus(self.notional.times(self.q.opening_fee.cost())?)?;
        }
        if counted.has(Term::Funding) {
            equity = equity.minus(self.funding)?;
        }
        Ok(equity)
    }

    /// The rule's requirement with its own fee and funding parts only as far as they are counted.
    fn rule(&self, counted: Counted, fee: Rate) -> Result<Requirement, Error> {
        let tiers = if counted.has(Term::NextTier) { &self.raised } else { &self.q.tiers };
        let next_funding =
            if counted.has(Term::Funding) { self.q.position.side.pays(self.q.funding_rate)? } else { Rate::ZERO };
        let (position, inputs) =
            (&self.q.position, RuleInputs { tiers, closing_fee: fee, next_funding, leverage: Some(self.q.leverage) });
        match self.q.account {
            Some(_) => self.q.venue.cross_requirement(position, position.entry, inputs),
            None => self.q.venue.requirement(position, inputs),
        }
    }

    /// The counted costs of a forced close, as a rate of the notional; without the closing fee where the rule has it of the size at the entry.
    fn costs_of_closing(&self, counted: Counted) -> Result<Rate, Error> {
        let mut costs = Rate::ZERO;
        let counted = if self.q.venue.charges_fee_of_entry() { counted.without(Term::ClosingFee) } else { counted };
        for (term, rate) in [
            (Term::ClosingFee, self.q.closing_fee),
            (Term::LiquidationFee, self.q.liquidation_fee),
            (Term::Slippage, self.q.slippage),
        ] {
            if counted.has(term) {
                costs = costs.plus(rate.cost())?;
            }
        }
        Ok(costs)
    }

    /// The price at which equity covers maintenance and the counted costs of closing, no more.
    fn economic(&self, counted: Counted) -> Result<Trigger, Error> {
        let costs = self.costs_of_closing(counted)?;
        // The closing fee is among the costs, so the rule's own is left out, unless it is another: of the size at the entry.
        let own = counted.has(Term::ClosingFee) && self.q.venue.charges_fee_of_entry();
        let fee = if own { self.q.closing_fee.cost() } else { Rate::ZERO };
        let requirement = self.rule(counted, fee)?.with_surcharge(costs)?;
        let equity = self.equity(self.margin(counted)?, counted)?;
        Ok(self.search(equity, &requirement, self.divisor(counted)?)?.trigger)
    }

    /// The venue's trigger under all limits that are counted and that its rule knows of.
    fn venue_trigger(&self, counted: Counted) -> Result<(Trigger, Vec<SafeGap>), Error> {
        let fee = if counted.has(Term::ClosingFee) { self.q.closing_fee.cost() } else { Rate::ZERO };
        let margin = match self.q.account {
            Some(_) => self.margin(counted)?,
            None => rule::margin(self.q)?,
        };
        let requirement = self.rule(counted, fee)?;
        let found = self.search(self.equity(margin, counted)?, &requirement, Decimal::ONE)?;
        let divisor = self.divisor(counted)?;
        let position = &self.q.position;
        let on_index = |mark: Price| Price::new(self.q.printed(mark, position.entry)?.get().over(divisor)?);
        let trigger = match found.trigger {
            Trigger::At { price, .. } => {
                let price = on_index(price)?;
                Trigger::At { price, at_once: !position.side.loses(position.entry, price) }
            }
            other => other,
        };
        // Gaps are the table's own: the raised table jumps at every floor, and no venue has it.
        let present = self.rule(counted.without(Term::NextTier), fee)?;
        let own = self.search(self.equity(margin, counted)?, &present, Decimal::ONE)?;
        let mut gaps = Vec::with_capacity(own.safe_gaps.len());
        for (from, to) in own.safe_gaps {
            gaps.push((on_index(from)?, to.map(on_index).transpose()?));
        }
        Ok((trigger, gaps))
    }

    /// Mark over index: 1 - b against a long, 1 + b against a short.
    fn divisor(&self, counted: Counted) -> Result<Decimal, Error> {
        if !counted.has(Term::Basis) {
            return Ok(Decimal::ONE);
        }
        let b = self.q.basis.cost().get();
        match self.q.position.side {
            Side::Long => Decimal::ONE.minus(b),
            Side::Short => Decimal::ONE.plus(b),
        }
    }

    fn search(
        &self,
        equity: Money,
        requirement: &Requirement,
        divisor: Decimal,
    ) -> Result<crate::engine::margin::liquidation::Found, Error> {
        Search {
            position: &self.q.position,
            anchor: self.q.position.entry,
            equity,
            requirement,
            mark: self.q.position.entry,
            divisor,
        }
        .run()
    }

    fn favourable(&self, optimistic: Trigger, grid: Grid) -> Result<Vec<Favourable>, Error> {
        let mut list = Vec::new();
        let rule = self.rule(Counted::NONE, Rate::ZERO)?;
        let rebate = |rate: Rate| Rate::new(-rate.get()).cost();
        let opening = self.notional.times(rebate(self.q.opening_fee))?;
        for (term, amount) in [(Term::OpeningFee, opening), (Term::Funding, self.received)] {
            if amount > Money::ZERO {
                let moved = self.search(self.margin.plus(amount)?, &rule, Decimal::ONE)?;
                list.push(Favourable { term, amount, moves: grid.difference(moved.trigger, optimistic)? });
            }
        }
        let closing = rebate(self.q.closing_fee);
        if closing > Rate::ZERO {
            let eased = rule.with_surcharge(Rate::new(-closing.get()))?;
            let moved = self.search(self.margin, &eased, Decimal::ONE)?;
            list.push(Favourable {
                term: Term::ClosingFee,
                amount: self.notional.times(closing)?,
                moves: grid.difference(moved.trigger, optimistic)?,
            });
        }
        Ok(list)
    }
}

#[cfg(test)]
mod tests;
