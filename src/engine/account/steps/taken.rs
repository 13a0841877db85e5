//! What each step does.

use super::{Held, LeverageChange, ProfitTo, State, Step, Sums, Terms};
use crate::engine::account::no_price::Reading;
use crate::engine::costs::payment::{Cycle, Wallets};
use crate::engine::error::{Field, StepProblem};
use crate::engine::margin::{Contract, Search, Side};
use crate::engine::units::{Checked, Money, Price, Quantity, Rate};
use crate::engine::{Cause, Error};
use rust_decimal::Decimal;

/// Notional of a size at a price. Errors: overflow.
fn notional(contract: Contract, size: Quantity, price: Price) -> Result<Money, Error> {
    match contract {
        Contract::Linear => size.at(price),
        Contract::Inverse => size.in_coin(price),
    }
}

/// What a part of a position gained: sign x (notional now - cost).
fn gained(contract: Contract, side: Side, cost: Money, now: Money) -> Result<Money, Error> {
    let sign = match contract {
        Contract::Linear => side.sign(),
        Contract::Inverse => -side.sign(),
    };
    now.minus(cost)?.get().times(sign).map(Money::new)
}

fn other(side: Side) -> Side {
    match side {
        Side::Long => Side::Short,
        Side::Short => Side::Long,
    }
}

fn problem(problem: StepProblem) -> Error {
    Cause::Step(problem).into()
}

impl State {
    /// An account with a free balance and nothing else.
    #[must_use]
    pub fn with_balance(free: Money) -> Self {
        let zero = Money::ZERO;
        Self { free, held: None, sums: Sums { deposited: free, realised: zero, fees: zero, funding: zero } }
    }

    /// The account after a step. Errors: [`Cause::Step`] where the step cannot be taken now, with what is missing; overflow.
    pub fn after(&self, step: Step, terms: &Terms) -> Result<Self, Error> {
        match step {
            Step::Open { side, size, price, leverage } => match self.held {
                Some(_) => Err(problem(StepProblem::AlreadyOpen)),
                None => self.opened(side, size, price, leverage, terms),
            },
            Step::Add { size, price, leverage } => {
                let held = self.need()?;
                self.opened(held.side, size, price, leverage, terms)
            }
            Step::Reduce { size, price } => {
                let held = self.need()?;
                if size >= held.size {
                    return Err(problem(StepProblem::NotLess { size: size.get(), held: held.size.get() }));
                }
                self.reduced(&held, size, price, terms)
            }
            Step::Close { price } => {
                let held = self.need()?;
                self.reduced(&held, held.size, price, terms)
            }
            Step::Flip { size, price, leverage } => {
                let held = self.need()?;
                if size <= held.size {
                    return Err(problem(StepProblem::NotMore { size: size.get(), held: held.size.get() }));
                }
                let rest = Quantity::new(size.get().minus(held.size.get())?)?;
                self.reduced(&held, held.size, price, terms)?.opened(other(held.side), rest, price, leverage, terms)
            }
            Step::MoveMargin { amount, mark } => self.moved(amount, mark, terms),
            Step::ChangeLeverage { leverage } => self.releveraged(leverage, terms),
            Step::Funding { mark, rate } => self.funded(mark, rate, terms),
            Step::Deposit { amount } => {
                let mut next = *self;
                next.pay(Money::ZERO.minus(amount)?)?;
                next.sums.deposited = next.sums.deposited.plus(amount)?;
                Ok(next)
            }
        }
    }

    fn need(&self) -> Result<Held, Error> {
        self.held.ok_or_else(|| problem(StepProblem::NothingOpen))
    }

    /// Takes an amount from the free balance. Errors: more than there is, where it is taken.
    fn pay(&mut self, amount: Money) -> Result<(), Error> {
        let left = self.free.minus(amount)?;
        if left < Money::ZERO && amount > Money::ZERO {
            return Err(problem(StepProblem::NotEnough { needed: amount.get(), free: self.free.get() }));
        }
        self.free = left;
        Ok(())
    }

    fn opened(
        &self,
        side: Side,
        size: Quantity,
        price: Price,
        leverage: Decimal,
        terms: &Terms,
    ) -> Result<Self, Error> {
        if leverage <= Decimal::ZERO {
            return Err(Error::at(Field::Leverage, Cause::NotPositive));
        }
        let mut next = *self;
        let cost = notional(terms.contract, size, price)?;
        let fee = cost.times(terms.fee)?;
        next.sums.fees = next.sums.fees.plus(fee)?;
        let posted = cost.over(leverage)?;
        let (size, whole, margin) = match self.held {
            Some(held) => (Quantity::new(held.size.get().plus(size.get())?)?, held.cost.plus(cost)?, held.margin),
            None => (size, cost, Money::ZERO),
        };
        allowed(terms, notional(terms.contract, size, price)?, leverage)?;
        // A cross position posts nothing, but what it asks for must be there.
        let margin = if terms.cross {
            let asked = whole.over(leverage)?.plus(fee)?;
            if asked > next.free {
                return Err(problem(StepProblem::NotEnough { needed: asked.get(), free: next.free.get() }));
            }
            next.free = next.free.minus(fee)?;
            margin
        } else {
            next.pay(posted.plus(fee)?)?;
            margin.plus(posted)?
        };
        next.held = Some(Held { side, size, cost: whole, margin, leverage });
        Ok(next)
    }

    fn reduced(&self, held: &Held, size: Quantity, price: Price, terms: &Terms) -> Result<Self, Error> {
        let mut next = *self;
        let all = size == held.size;
        let now = notional(terms.contract, size, price)?;
        let part = |amount: Money| -> Result<Money, Error> {
            if all { Ok(amount) } else { amount.get().times(size.get())?.over(held.size.get()).map(Money::new) }
        };
        let (cost, released) = (part(held.cost)?, part(held.margin)?);
        let (profit, fee) = (gained(terms.contract, held.side, cost, now)?, now.times(terms.fee)?);
        next.sums.realised = next.sums.realised.plus(profit)?;
        next.sums.fees = next.sums.fees.plus(fee)?;
        let net = profit.minus(fee)?;
        next.free = next.free.plus(released)?;
        let mut margin = held.margin.minus(released)?;
        if all || terms.cross || terms.books.profit_to == ProfitTo::FreeBalance {
            next.free = next.free.plus(net)?;
        } else {
            margin = margin.plus(net)?;
        }
        next.held = if all {
            None
        } else {
            let left = Quantity::new(held.size.get().minus(size.get())?)?;
            Some(Held { size: left, cost: held.cost.minus(cost)?, margin, ..*held })
        };
        Ok(next)
    }

    fn moved(&self, amount: Money, mark: Price, terms: &Terms) -> Result<Self, Error> {
        let held = self.need()?;
        if terms.cross {
            return Err(problem(StepProblem::NoMarginOfItsOwn));
        }
        let mut next = *self;
        next.pay(amount)?;
        let margin = held.margin.plus(amount)?;
        if amount < Money::ZERO {
            let position = held.position(terms.contract)?;
            let asked = position.notional(mark)?.over(held.leverage)?;
            let equity = margin.plus(position.unrealised(mark)?)?;
            if equity < asked {
                let most = Money::ZERO.minus(amount)?.minus(asked.minus(equity)?)?.max(Money::ZERO);
                return Err(problem(StepProblem::TooMuchTaken { most: most.get() }));
            }
        }
        next.held = Some(Held { margin, ..held });
        Ok(next)
    }

    fn releveraged(&self, leverage: Decimal, terms: &Terms) -> Result<Self, Error> {
        let held = self.need()?;
        if leverage <= Decimal::ZERO {
            return Err(Error::at(Field::Leverage, Cause::NotPositive));
        }
        allowed(terms, held.cost, leverage)?;
        let mut next = *self;
        let mut margin = held.margin;
        if !terms.cross && terms.books.leverage == LeverageChange::Reposts {
            let posted = held.cost.over(leverage)?;
            next.pay(posted.minus(margin)?)?;
            margin = posted;
        }
        next.held = Some(Held { margin, leverage, ..held });
        Ok(next)
    }

    fn funded(&self, mark: Price, rate: Rate, terms: &Terms) -> Result<Self, Error> {
        let held = self.need()?;
        let mut next = *self;
        let paid = Cycle::whole(mark, rate).payment(&held.position(terms.contract)?)?;
        next.sums.funding = next.sums.funding.plus(paid)?;
        if terms.cross {
            next.free = next.free.minus(paid)?;
            return Ok(next);
        }
        let after = terms.books.funding_from.settle(Wallets { margin: held.margin, free: self.free }, paid)?;
        next.free = after.free;
        next.held = Some(Held { margin: after.margin, ..held });
        Ok(next)
    }

    /// Everything that is there, without unrealised profit. It equals what was put in, plus what was realised, less fees and funding.
    pub fn balance(&self) -> Result<Money, Error> {
        self.free.plus(self.held.map_or(Money::ZERO, |held| held.margin))
    }

    /// Where the position is liquidated at a mark, or why it is not; `None` without a position. Errors: as [`Search::run`].
    pub fn reading(&self, mark: Price, terms: &Terms) -> Result<Option<Reading>, Error> {
        let Some(held) = self.held else { return Ok(None) };
        let position = held.position(terms.contract)?;
        let inputs = terms.rule.inputs(&terms.tiers, held.leverage);
        let requirement = if terms.cross {
            terms.rule.model.cross_requirement(&position, mark, inputs)?
        } else {
            terms.rule.model.requirement_at(&position, mark, inputs)?
        };
        let equity = if terms.cross { self.free } else { held.margin };
        let search = Search {
            position: &position,
            anchor: position.entry,
            equity,
            requirement: &requirement,
            mark,
            divisor: Decimal::ONE,
        };
        Ok(Some(Reading::of(search.run()?.trigger, position.bankruptcy_price(equity)?)))
    }
}

/// Errors: [`StepProblem::LeverageAboveBracket`] where the bracket of a notional allows less.
pub fn allowed(terms: &Terms, notional: Money, leverage: Decimal) -> Result<(), Error> {
    match terms.tiers.at(notional).and_then(|bracket| bracket.max_leverage) {
        Some(most) if leverage > most => {
            Err(problem(StepProblem::LeverageAboveBracket { leverage, most, notional: notional.get() }))
        }
        _ => Ok(()),
    }
}
