//! The words that settings take, each list a type of its own. A word is a setting's value in links and documents; how it is shown stands in
//! `words`, by the setting's name and the word. The first of a list is where a scenario begins; no place in a list is ever written.

use super::Choice;
use crate::engine::costs::funding::{BINANCE, BITMEX, BYBIT, DERIBIT, DYDX, FundingRule, HYPERLIQUID_ERAS, OKX};
use crate::engine::costs::payment::PaidFrom;
use crate::engine::margin::tables::binance;
use crate::engine::margin::venue::MODELS;
use crate::engine::margin::{Contract, Side, VenueId};
pub use crate::engine::monitor::drill::Set as DrillSet;
use crate::engine::settlement::insurance::Remainder;
use crate::engine::settlement::waterfall::{FeeTo, LiquidationFeeBase};
use crate::engine::terms::{TERMS, TermId};

/// The values of a setting that takes one of a few words.
pub trait ChoiceValue: Copy + PartialEq + 'static {
    /// All of them, in the order of the control.
    const ALL: &'static [Self];
    /// Their words, in the same order.
    const CHOICES: &'static [Choice];
    /// Where a scenario begins.
    #[allow(clippy::indexing_slicing, reason = "checked when it is compiled")]
    const FIRST: Self = Self::ALL[0];

    /// Its word.
    fn key(self) -> &'static str {
        let word = Self::ALL.iter().zip(Self::CHOICES).find(|(value, _)| **value == self);
        word.map_or("", |(_, choice)| choice.key)
    }
}

/// Gives the values of a type their words.
macro_rules! words_of {
    ($name:ident { $($value:ident = $key:literal,)+ }) => {
        impl ChoiceValue for $name {
            const ALL: &'static [Self] = &[$(Self::$value),+];
            const CHOICES: &'static [Choice] = &[$(Choice { key: $key }),+];
        }
    };
}

/// Types whose values are words of a setting.
macro_rules! choices {
    ($($(#[$about:meta])* $name:ident { $($(#[$what:meta])* $value:ident = $key:literal,)+ })+) => {$(
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$what])* $value,)+
        }

        words_of!($name { $($value = $key,)+ });
    )+};
}

words_of!(Side { Long = "long", Short = "short", });

words_of!(PaidFrom { PositionMargin = "margin", FreeBalanceFirst = "free", });

words_of!(LiquidationFeeBase { FilledNotional = "filled", BankruptcyValue = "bankruptcy", WhatIsLeft = "left", });

words_of!(DrillSet { Usual = "usual", CollateralCap = "cap", });

words_of!(FeeTo { Fund = "fund", Venue = "venue", });

words_of!(Remainder { ToFund = "fund", ToTrader = "owner", });

words_of!(Contract { Linear = "linear", Inverse = "inverse", });

choices! {
    /// What stands behind the position.
    MarginMode {
        /// Its own margin.
        Isolated = "isolated",
        /// The whole account.
        Cross = "cross",
    }

    /// Whether something is noted beside the trade.
    Noted {
        /// It is not known.
        No = "no",
        /// It is.
        Yes = "yes",
    }

    /// Hours between funding payments.
    Interval {
        /// Eight.
        Eight = "8",
        /// Four.
        Four = "4",
        /// Two.
        Two = "2",
        /// One.
        One = "1",
    }

    /// How the rates of the payments to come go on.
    FundingPattern {
        /// The same each time.
        Fixed = "fixed",
        /// By a part more each time.
        Growing = "growing",
        /// A premium's path through a venue's rule.
        Premium = "premium",
    }

    /// A rule on record by which a premium makes a rate.
    PremiumRule {
        /// OKX, and the form that most venues share.
        Okx = "okx",
        /// Binance since September 2025.
        Binance = "binance",
        /// Bybit.
        Bybit = "bybit",
        /// BitMEX.
        Bitmex = "bitmex",
        /// dYdX v4.
        Dydx = "dydx",
        /// Deribit.
        Deribit = "deribit",
        /// Hyperliquid as documented today.
        Hyperliquid = "hyperliquid",
        /// Hyperliquid in May 2023.
        HyperliquidFirst = "hyperliquid-may-2023",
        /// Hyperliquid from 8 June 2023.
        HyperliquidSecond = "hyperliquid-june-2023",
        /// Hyperliquid from 16 June 2023: no clamp.
        HyperliquidThird = "hyperliquid-no-clamp",
    }

    /// Where the slippage of the forced close comes from.
    BookChoice {
        /// A share that is typed.
        Typed = "typed",
        /// The ladder of six levels.
        Ladder = "ladder",
        /// A book whose price moves in proportion to what it takes.
        Linear = "linear",
        /// A book whose price moves with the square root of it.
        SquareRoot = "square-root",
    }

    /// How much of a position its venue closes at a time.
    ClosePolicy {
        /// Everything.
        Whole = "whole",
        /// Down its brackets.
        Brackets = "brackets",
        /// A fifth of a large one, and then all of it.
        FifthThenAll = "fifth",
        /// A tenth at a time.
        Tenths = "tenth",
        /// As much as brings margin back.
        JustEnough = "just-enough",
    }

    /// What is injected into a stream.
    Injected {
        /// Cancels come faster for half a minute.
        CancelBurst = "burst",
        /// Accounts raise their leverage.
        LeverageJump = "leverage",
        /// Thresholds gather where the book is thin.
        ThinBand = "thin",
        /// The mark stands still.
        StaleFeed = "stale",
        /// The fee schedule changes.
        FeeChange = "fees",
        /// The spread widens slowly.
        SlowDrift = "drift",
        /// Nothing.
        Nothing = "nothing",
    }

    /// Whether something counts.
    Switch {
        /// It does.
        On = "on",
        /// It does not.
        Off = "off",
    }

    /// The market of the cascade. What each is stands in `presets`.
    PresetId {
        /// A falls to the shock, B to A's sale.
        Domino = "domino",
        /// Three longs of one symbol.
        Chain = "chain",
        /// Normal depth.
        Deep = "deep",
        /// A hedge that deleveraging takes away.
        Hedge = "hedge",
        /// Thresholds as even as a sieve.
        Hair = "hair",
        /// What stops it is refill, and refill needs time.
        Latency = "latency",
        /// The twelfth of March 2020.
        March2020 = "march-2020",
        /// The nineteenth of May 2021.
        May2021 = "may-2021",
        /// The tenth of October 2025.
        October2025 = "october-2025",
    }

    /// How much of an account the cascade's venue closes.
    Closing {
        /// All of it.
        Full = "full",
        /// Until its margin suffices again.
        ToMargin = "to-margin",
        /// A fifth, and then all of it.
        Fifth = "fifth",
    }

    /// Who bears what the fund does not.
    Adl {
        /// Nobody is deleveraged.
        Off = "off",
        /// Winners by their place in the queue.
        Queue = "queue",
        /// The largest profits, down to one level.
        WaterFilling = "water-filling",
        /// All winners, by their profit.
        ProRata = "pro-rata",
        /// The same, no more than half of anybody's.
        Capped = "capped",
    }

    /// What is cut out of a cascade.
    Cutting {
        /// Nothing.
        Nothing = "none",
        /// One square of the graph: its accounts are never closed.
        Account = "account",
        /// Shared collateral: every position stands for itself.
        Sharing = "sharing",
        /// One symbol's book is twice as deep.
        Book = "book",
        /// The other symbols do not fall with the first.
        Correlation = "correlation",
        /// Orders wait a minute longer.
        Delay = "delay",
    }

    /// Which run is shown where something is cut.
    CutView {
        /// The run as it was.
        Whole = "whole",
        /// The run without what is cut.
        Cut = "cut",
    }
}

impl Interval {
    /// As a number.
    #[must_use]
    pub fn hours(self) -> u32 {
        match self {
            Self::Eight => 8,
            Self::Four => 4,
            Self::Two => 2,
            Self::One => 1,
        }
    }
}

impl PremiumRule {
    /// The rule itself.
    #[must_use]
    pub fn rule(self) -> FundingRule {
        let [first, second, third, last] = HYPERLIQUID_ERAS;
        match self {
            Self::Okx => OKX,
            Self::Binance => BINANCE,
            Self::Bybit => BYBIT,
            Self::Bitmex => BITMEX,
            Self::Dydx => DYDX,
            Self::Deribit => DERIBIT,
            Self::Hyperliquid => last,
            Self::HyperliquidFirst => first,
            Self::HyperliquidSecond => second,
            Self::HyperliquidThird => third,
        }
    }
}

/// Every venue that the engine has a model of.
#[allow(clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "checked when it is compiled")]
impl ChoiceValue for VenueId {
    const ALL: &'static [Self] = &{
        let mut all = [Self::Generic; MODELS.len()];
        let mut n = 0;
        while n < MODELS.len() {
            all[n] = MODELS[n].id;
            n += 1;
        }
        all
    };
    const CHOICES: &'static [Choice] = &{
        let mut all = [Choice { key: "" }; MODELS.len()];
        let mut n = 0;
        while n < MODELS.len() {
            all[n] = Choice { key: MODELS[n].key };
            n += 1;
        }
        all
    };
}

/// A coin that is traded, as the venues write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Coin(&'static str);

impl Coin {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0
    }
}

/// Coins of the table that holds the most of them; a test proves that it holds those of the others.
const COINS: usize = binance::TABLE.coins.len();

#[allow(clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "checked when it is compiled")]
impl ChoiceValue for Coin {
    const ALL: &'static [Self] = &{
        let mut all = [Self(""); COINS];
        let mut n = 0;
        while n < COINS {
            all[n] = Self(binance::TABLE.coins[n].name);
            n += 1;
        }
        all
    };
    const CHOICES: &'static [Choice] = &{
        let mut all = [Choice { key: "" }; COINS];
        let mut n = 0;
        while n < COINS {
            all[n] = Choice { key: binance::TABLE.coins[n].key };
            n += 1;
        }
        all
    };
}

/// How the reader's own two rates make a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OwnTable {
    /// One rate for every notional.
    Flat,
    /// The next rate on the part above the floor.
    Marginal,
    /// The next rate on the whole position from the floor on.
    Jumping,
}

/// Where maintenance rates come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TableChoice {
    /// The table of the rule's own venue, where one of the coin is on record; else the reader's own one rate.
    Venue,
    /// The reader's own two.
    Own(OwnTable),
    /// Binance's table of the coin, under every linear rule.
    Binance,
}

words_of!(TableChoice {
    Venue = "venue",
    FLAT = "own",
    Binance = "binance",
    MARGINAL = "own-marginal",
    JUMPING = "own-jumping",
});

impl TableChoice {
    /// The reader's own one rate, for every rule and every notional.
    pub const FLAT: Self = Self::Own(OwnTable::Flat);
    /// The reader's own two rates, by part.
    pub const MARGINAL: Self = Self::Own(OwnTable::Marginal);
    /// The reader's own two rates, on the whole.
    pub const JUMPING: Self = Self::Own(OwnTable::Jumping);
}

#[allow(clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "checked when it is compiled")]
impl ChoiceValue for TermId {
    const ALL: &'static [Self] = TERMS;
    const CHOICES: &'static [Choice] = &{
        let mut all = [Choice { key: "" }; TERMS.len()];
        let mut n = 0;
        while n < TERMS.len() {
            all[n] = Choice { key: TERMS[n].key() };
            n += 1;
        }
        all
    };
}
