//! What a state permits: closed tables, state by action, without a default.

/// What is done with a market, from the least strict to the strictest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// As always.
    Normal,
    /// Positions may shrink, not grow.
    Reduced,
    /// Nothing without a human.
    Halted,
}

impl State {
    /// All of them, least strict first.
    pub const ALL: [Self; 3] = [Self::Normal, Self::Reduced, Self::Halted];

    /// As logs write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Reduced => "reduced",
            Self::Halted => "halted",
        }
    }
}

/// What somebody, or something, wants to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// Open a position.
    Open,
    /// Make one larger.
    Increase,
    /// Make one smaller.
    Reduce,
    /// Close an account by force.
    Liquidate,
    /// Write a new mark.
    UpdateMark,
    /// Show a verdict to the public.
    Publish,
}

impl Action {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Open, Self::Increase, Self::Reduce, Self::Liquidate, Self::UpdateMark, Self::Publish];

    /// As logs write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Increase => "increase",
            Self::Reduce => "reduce",
            Self::Liquidate => "liquidate",
            Self::UpdateMark => "update-mark",
            Self::Publish => "publish",
        }
    }
}

/// Whether something may be done, from the least strict to the strictest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Permit {
    /// It may.
    Allowed,
    /// It may where a human has signed.
    SignOff,
    /// It may not.
    Refused,
}

impl Permit {
    /// All of them, least strict first.
    pub const ALL: [Self; 3] = [Self::Allowed, Self::SignOff, Self::Refused];

    /// As logs write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Allowed => "allowed",
            Self::SignOff => "sign-off",
            Self::Refused => "refused",
        }
    }
}

/// What a state permits. Stricter states permit nothing that a less strict one does not.
#[must_use]
pub const fn permit(state: State, action: Action) -> Permit {
    use Permit::{Allowed, Refused, SignOff};
    match (state, action) {
        (State::Normal, Action::Open) => Allowed,
        (State::Normal, Action::Increase) => Allowed,
        (State::Normal, Action::Reduce) => Allowed,
        (State::Normal, Action::Liquidate) => Allowed,
        (State::Normal, Action::UpdateMark) => Allowed,
        (State::Normal, Action::Publish) => Allowed,
        (State::Reduced, Action::Open) => Refused,
        (State::Reduced, Action::Increase) => Refused,
        (State::Reduced, Action::Reduce) => Allowed,
        (State::Reduced, Action::Liquidate) => Allowed,
        (State::Reduced, Action::UpdateMark) => Allowed,
        (State::Reduced, Action::Publish) => Allowed,
        (State::Halted, Action::Open) => Refused,
        (State::Halted, Action::Increase) => Refused,
        (State::Halted, Action::Reduce) => SignOff,
        (State::Halted, Action::Liquidate) => SignOff,
        (State::Halted, Action::UpdateMark) => Allowed,
        (State::Halted, Action::Publish) => SignOff,
    }
}

/// The stricter of two.
#[must_use]
pub fn stricter<T: Ord>(a: T, b: T) -> T {
    a.max(b)
}

/// A live venue's table: what the state of an oracle permits. Source: drift-labs/protocol-v2, math/oracle.rs and state/state.rs, 2026-04.
pub mod drift {
    /// State of an oracle, worst first.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Oracle {
        /// A price of zero or below.
        NonPositive,
        /// More than five times, or less than a fifth of, its average.
        TooVolatile,
        /// Confidence wider than 2 %.
        TooUncertain,
        /// Older than 120 slots.
        StaleForMargin,
        /// Fewer publishers than it needs.
        InsufficientDataPoints,
        /// Older than 10 slots.
        StaleForAmm,
        /// None of these.
        Valid,
    }

    impl Oracle {
        /// All of them, worst first.
        pub const ALL: [Self; 7] = [
            Self::NonPositive,
            Self::TooVolatile,
            Self::TooUncertain,
            Self::StaleForMargin,
            Self::InsufficientDataPoints,
            Self::StaleForAmm,
            Self::Valid,
        ];
    }

    /// What a venue does with it.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Use {
        /// Fill an order against the venue's own book at once.
        FillOrderAmmImmediate,
        /// Compute margin.
        MarginCalc,
        /// Trigger an order.
        TriggerOrder,
        /// Settle profit and loss.
        SettlePnl,
        /// Match an order with another.
        FillOrderMatch,
        /// Liquidate.
        Liquidate,
        /// Update its average.
        UpdateTwap,
        /// Update funding.
        UpdateFunding,
    }

    impl Use {
        /// All of them.
        pub const ALL: [Self; 8] = [
            Self::FillOrderAmmImmediate,
            Self::MarginCalc,
            Self::TriggerOrder,
            Self::SettlePnl,
            Self::FillOrderMatch,
            Self::Liquidate,
            Self::UpdateTwap,
            Self::UpdateFunding,
        ];
    }

    /// True where the state permits the use. Liquidation stays allowed where a margin calculation is not.
    #[must_use]
    pub const fn permits(oracle: Oracle, what: Use) -> bool {
        match what {
            Use::FillOrderAmmImmediate => match oracle {
                Oracle::Valid => true,
                Oracle::NonPositive
                | Oracle::TooVolatile
                | Oracle::TooUncertain
                | Oracle::StaleForMargin
                | Oracle::InsufficientDataPoints
                | Oracle::StaleForAmm => false,
            },
            Use::MarginCalc => match oracle {
                Oracle::Valid | Oracle::StaleForAmm | Oracle::InsufficientDataPoints => true,
                Oracle::NonPositive | Oracle::TooVolatile | Oracle::TooUncertain | Oracle::StaleForMargin => false,
            },
            Use::SettlePnl | Use::FillOrderMatch | Use::UpdateFunding => match oracle {
                Oracle::Valid | Oracle::StaleForAmm | Oracle::InsufficientDataPoints | Oracle::StaleForMargin => true,
                Oracle::NonPositive | Oracle::TooVolatile | Oracle::TooUncertain => false,
            },
            Use::TriggerOrder | Use::Liquidate => match oracle {
                Oracle::Valid
                | Oracle::StaleForAmm
                | Oracle::InsufficientDataPoints
                | Oracle::StaleForMargin
                | Oracle::TooUncertain => true,
                Oracle::NonPositive | Oracle::TooVolatile => false,
            },
            Use::UpdateTwap => match oracle {
                Oracle::Valid
                | Oracle::StaleForAmm
                | Oracle::InsufficientDataPoints
                | Oracle::StaleForMargin
                | Oracle::TooUncertain
                | Oracle::TooVolatile => true,
                Oracle::NonPositive => false,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stricter_state_permits_no_more() {
        for action in Action::ALL {
            for pair in State::ALL.windows(2) {
                assert!(permit(pair[0], action) <= permit(pair[1], action), "{action:?}");
            }
        }
        assert_eq!(stricter(Permit::SignOff, Permit::Allowed), Permit::SignOff);
    }
}
