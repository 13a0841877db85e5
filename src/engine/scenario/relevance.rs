//! Which settings have a say under the others: what a control shows and what a printed page lists. Each row of the table names its condition;
//! whether that holds is asked here.

use crate::engine::band::{Counted, TERMS, Term};
use crate::engine::costs::payment::PaidFrom;
use crate::engine::margin::Contract;
use crate::engine::scenario::parameters::{
    BookChoice, ChoiceValue as _, CutView, Cutting, FundingPattern, Noted, OwnTable, PARAMETERS, Parameter,
    ParameterId as P, Part, PresetId, Switch, When,
};
use crate::engine::scenario::presets::{Layout, Preset};
use crate::engine::scenario::{Rates, Scenario};

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
        self.chosen()
    }

    /// True where a switch is on.
    #[must_use]
    pub fn counts(&self, switch: P) -> bool {
        Switch::ALL.get(self.choice(switch)) == Some(&Switch::On)
    }

    /// True where something is noted beside the trade.
    #[must_use]
    pub fn has_noted(&self, id: P) -> bool {
        Noted::ALL.get(self.choice(id)) == Some(&Noted::Yes)
    }

    /// The terms that the budget counts.
    #[must_use]
    pub fn counted(&self) -> Counted {
        TERMS.into_iter().filter(|t| self.counts(switch(*t))).fold(Counted::NONE, Counted::with)
    }

    /// True where a real table is in force in place of the reader's own rates.
    #[must_use]
    pub fn has_real_table(&self) -> bool {
        matches!(self.rates_at(&self.venue()), Rates::Table(_))
    }

    /// True where the account has another position.
    #[must_use]
    pub fn has_other(&self) -> bool {
        self.is_cross() && !self.number(P::OtherSize).is_zero()
    }

    /// The market of the cascade.
    #[must_use]
    pub fn preset(&self) -> &'static Preset {
        self.chosen::<PresetId>().preset()
    }

    /// True where the accounts of the cascade are drawn from assumptions.
    #[must_use]
    pub fn draws(&self) -> bool {
        matches!(self.preset().layout, Layout::Drawn { .. })
    }

    /// What is cut.
    #[must_use]
    pub fn cut(&self) -> Cutting {
        self.chosen()
    }

    /// True where the run without what is cut is to be shown.
    #[must_use]
    pub fn shows_cut(&self) -> bool {
        self.cut() != Cutting::Nothing && self.chosen::<CutView>() == CutView::Cut
    }

    /// True where a setting has a say in what is computed.
    #[must_use]
    pub fn matters(&self, id: P) -> bool {
        self.holds(id.row().when)
    }

    /// True where a condition holds under which settings have a say.
    #[must_use]
    pub fn holds(&self, when: When) -> bool {
        match when {
            When::Always => true,
            When::Cross => self.is_cross(),
            When::Isolated => !self.is_cross(),
            When::FreeCounts => self.is_cross() || self.paid_from() == PaidFrom::FreeBalanceFirst,
            When::FundingGrows => self.chosen::<FundingPattern>() == FundingPattern::Growing,
            When::FundingByPremium => self.chosen::<FundingPattern>() == FundingPattern::Premium,
            When::Other => self.has_other(),
            When::MarginAdded => !self.is_cross() && !self.number(P::AddedMargin).is_zero(),
            When::BothContracts => Contract::ALL.iter().all(|c| self.venue().takes(*c)),
            When::OwnRate => !self.has_real_table() || self.has_other(),
            When::OwnTable => !self.has_real_table(),
            When::OwnTiers => !self.has_real_table() && self.own_table() != OwnTable::Flat,
            When::TypedSlippage => self.book() == BookChoice::Typed,
            When::Ladder => self.book() == BookChoice::Ladder,
            When::CurvedBook => matches!(self.book(), BookChoice::Linear | BookChoice::SquareRoot),
            When::Drawn => self.draws(),
            When::CoinsDrawn => self.draws() && !self.number(P::CoinShare).is_zero(),
            When::NotGiven => !matches!(self.preset().layout, Layout::Given(_)),
            When::SeveralSymbols => self.preset().symbols.len() > 1,
            When::Cut => self.cut() != Cutting::Nothing,
            When::Noted(id) => self.has_noted(id),
            When::CutHasNumber => matches!(self.cut(), Cutting::Account | Cutting::Book),
        }
    }

    /// The settings that the two prices rest on, or that somebody has changed.
    pub fn in_force(&self) -> impl Iterator<Item = P> + '_ {
        let listed = |p: &Parameter| self.matters(p.id) && (p.part == Part::Prices || self.with_default(p.id) != *self);
        PARAMETERS.iter().filter(move |p| listed(p)).map(|p| p.id)
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
        let real = s.with_written(P::Table, "binance").unwrap();
        assert!(!listed(&real, P::Rate) && listed(&real.with_written(P::Contract, "inverse").unwrap(), P::Rate));
        let known = s.with_written(P::Venue, "hyperliquid").unwrap();
        let unknown = known.with_written(P::Venue, "deribit").unwrap().with_written(P::Coin, "wif").unwrap();
        assert!(!listed(&known, P::Rate) && listed(&unknown, P::Rate));
        let changed = s.with_written(P::Accept, "300").unwrap();
        assert!(listed(&changed, P::Accept));
    }
}
