//! Which settings have a say under the others: what a control shows and what a printed page lists.

use crate::engine::band::{Counted, TERMS, Term};
use crate::engine::margin::Contract;
use crate::engine::scenario::Scenario;
use crate::engine::scenario::parameters::{Group, LADDER, OwnTable, ParameterId as P, own_table, table_symbol};
use crate::engine::scenario::presets::{Layout, Preset, preset};

/// Where the slippage of the forced close comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BookChoice {
    /// A share that is typed.
    Typed,
    /// The ladder of six levels.
    Ladder,
    /// A book whose price moves in proportion to what it takes.
    Linear,
    /// A book whose price moves with the square root of it.
    SquareRoot,
}

/// What is cut out of a cascade.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cutting {
    /// Nothing.
    Nothing,
    /// One square of the graph: its accounts are never closed.
    Account,
    /// Shared collateral: every position stands for itself.
    Sharing,
    /// One symbol's book is twice as deep.
    Book,
    /// The other symbols do not fall with the first.
    Correlation,
    /// Orders wait a minute longer.
    Delay,
}

/// The switch of a term: fees in and out are one.
#[must_use]
pub fn switch(term: Term) -> P {
    match term {
        Term::OpeningFee | Term::ClosingFee => P::CountFees,
        Term::LiquidationFee => P::CountLiquidationFee,
        Term::Slippage => P::CountSlippage,
        Term::Funding => P::CountFunding,
        Term::NextTier => P::CountNextTier,
        Term::Basis => P::CountBasis,
    }
}

impl Scenario {
    /// Where the slippage comes from.
    #[must_use]
    pub fn book(&self) -> BookChoice {
        match self.choice(P::Book) {
            1 => BookChoice::Ladder,
            2 => BookChoice::Linear,
            3 => BookChoice::SquareRoot,
            _ => BookChoice::Typed,
        }
    }

    /// The terms that the budget counts.
    #[must_use]
    pub fn counted(&self) -> Counted {
        TERMS.into_iter().filter(|t| self.choice(switch(*t)) == 0).fold(Counted::NONE, Counted::with)
    }

    /// True where a real table is chosen, whether or not it fits the contract.
    #[must_use]
    pub fn names_real_table(&self) -> bool {
        table_symbol(self.choice(P::Table)).is_some()
    }

    /// True where a real table is in force in place of the reader's own rates.
    #[must_use]
    pub fn has_real_table(&self) -> bool {
        self.contract() == Contract::Linear && self.names_real_table()
    }

    /// True where the account has another position.
    #[must_use]
    pub fn has_other(&self) -> bool {
        self.is_cross() && !self.number(P::OtherSize).is_zero()
    }

    /// The market of the cascade.
    #[must_use]
    pub fn preset(&self) -> &'static Preset {
        preset(self.choice(P::Preset))
    }

    /// True where the accounts of the cascade are drawn from assumptions.
    #[must_use]
    pub fn draws(&self) -> bool {
        matches!(self.preset().layout, Layout::Drawn { .. })
    }

    /// What is cut.
    #[must_use]
    pub fn cut(&self) -> Cutting {
        match self.choice(P::Cut) {
            1 => Cutting::Account,
            2 => Cutting::Sharing,
            3 => Cutting::Book,
            4 => Cutting::Correlation,
            5 => Cutting::Delay,
            _ => Cutting::Nothing,
        }
    }

    /// True where a setting has a say in what is computed.
    #[must_use]
    pub fn matters(&self, id: P) -> bool {
        match id {
            P::FreeBalance | P::OtherSize => self.is_cross(),
            P::OtherEntry | P::OtherMark => self.has_other(),
            // Where a venue has one kind of contract only, nothing is left to choose.
            P::Contract => [Contract::Linear, Contract::Inverse].into_iter().all(|c| self.venue().takes(c)),
            P::AddedMargin => !self.is_cross(),
            P::AddedDay => !self.is_cross() && !self.number(P::AddedMargin).is_zero(),
            P::CutWhich => matches!(self.cut(), Cutting::Account | Cutting::Book),
            P::LeastLeverage | P::MostLeverage | P::CoinShare => self.draws(),
            P::Accounts => !matches!(self.preset().layout, Layout::Given(_)),
            P::Correlation => self.preset().symbols.len() > 1,
            P::Shared => self.preset().symbols.len() > 1,
            P::Haircut => self.draws() && !self.number(P::CoinShare).is_zero(),
            P::Rate => !self.has_real_table() || self.has_other(),
            P::NextRate => !self.has_real_table(),
            P::TierFloor => !self.has_real_table() && own_table(self.choice(P::Table)) != OwnTable::Flat,
            P::Slippage => self.book() == BookChoice::Typed,
            P::DepthOnePercent => matches!(self.book(), BookChoice::Linear | BookChoice::SquareRoot),
            id if LADDER.iter().any(|(level, _)| *level == id) => self.book() == BookChoice::Ladder,
            _ => true,
        }
    }

    /// The settings that the two prices rest on, or that somebody has changed.
    pub fn in_force(&self) -> impl Iterator<Item = P> + '_ {
        let beside = |id: P| {
            matches!(
                id.row().group,
                Group::Budget | Group::Horizon | Group::Cascade | Group::Crowd | Group::Closings | Group::Run
            ) || id == P::Mark
        };
        crate::engine::scenario::PARAMETERS
            .iter()
            .map(|p| p.id)
            .filter(move |id| self.matters(*id) && (!beside(*id) || self.with_default(*id) != *self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_say_is_left_out() {
        let s = Scenario::default();
        let listed = |s: &Scenario, id| s.in_force().any(|i| i == id);
        assert!(
            listed(&s, P::Slippage) && !listed(&s, P::FreeBalance) && !listed(&s, P::Depth1) && !listed(&s, P::Accept)
        );
        let cross = s.with_written(P::Mode, "cross").unwrap();
        assert!(listed(&cross, P::FreeBalance) && !listed(&cross, P::AddedMargin));
        let alone = cross.with_written(P::OtherSize, "0").unwrap();
        assert!(!listed(&alone, P::OtherMark));
        let real = s.with_written(P::Table, "btc").unwrap();
        assert!(!listed(&real, P::Rate) && listed(&real.with_written(P::Contract, "inverse").unwrap(), P::Rate));
        let changed = s.with_written(P::Accept, "300").unwrap();
        assert!(listed(&changed, P::Accept));
    }
}
