//! What a run comes to for whoever looks at it: squares, pools, rounds, arrows, and the ledger, as plain numbers.
//!
//! A run knows accounts by the million; a picture shows two dozen squares. A narration is what lies between: accounts gathered into squares (the largest
//! ones alone, the rest by side, leverage and symbols held), and for every round who fell, why, and what that moved. It holds numbers
//! only, so that a worker can hand it over as one array ([`wire`]); [`squares`] gathers, [`narrate`] tells. Money is in the quote currency of the market, not in micro-units, and already
//! multiplied by the scale of the preset.
//!
//! Source: cascade-model sections 4 and 6.

mod falls;
pub mod gathering;
pub mod input;
pub mod ledger_log;
pub mod narrate;
pub mod squares;
pub mod wire;

/// A narration of one run.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Narration {
    /// Symbols, by number.
    pub symbols: Vec<SymbolOf>,
    /// Squares, at most 25: twenty cohorts and what is beyond them, the three largest accounts, and last whoever joined. Of given accounts one
    /// each.
    pub squares: Vec<Square>,
    /// Rounds, in order.
    pub rounds: Vec<RoundOf>,
    /// What the fund held before the shock; the others begin at nothing.
    pub before: Ledger,
    /// Accounts in all.
    pub accounts: f64,
    /// Seed of the draws; `None` where the accounts are given or spread evenly.
    pub drawn: Option<f64>,
    /// Why the run ended: 0 nobody is left to fall, 1 cut after the most rounds.
    pub ended: f64,
    /// Digest of the run's log, as two halves of 32 bits.
    pub digest: (f64, f64),
    /// Branching, where it is rated.
    pub branching: BranchingOf,
    /// Prices at the end, by symbol: log fall from outside, of the mid.
    pub last: Vec<(f64, f64)>,
}

/// One symbol.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SymbolOf {
    /// Starting price.
    pub price: f64,
    /// Held long by accounts, at the start.
    pub long: f64,
    /// Held short.
    pub short: f64,
    /// Money within one per cent below the price, as the run began with it.
    pub depth: f64,
    /// Its loading on the first symbol's fall, correlation included.
    pub loading: f64,
}

/// Accounts that are drawn as one square.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Square {
    /// How many they are. One is an account by itself.
    pub members: f64,
    /// Number of the account, for one by itself.
    pub account: Option<f64>,
    /// Notional of each position, long above zero, by symbol.
    pub held: Vec<(usize, f64)>,
    /// Smallest and largest leverage at the start: notional over equity.
    pub leverage: (f64, f64),
    /// Equity at the start.
    pub equity: f64,
    /// Symbols whose coin stands behind it.
    pub coins: Vec<usize>,
    /// The part of its equity that stands behind several symbols at once.
    pub shared: f64,
    /// True for the accounts that joined the market from outside, which are one square.
    pub own: bool,
}

/// One round.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RoundOf {
    /// Seconds from the first shock to the execution.
    pub time: f64,
    /// Accounts closed.
    pub closed: f64,
    /// Accounts closed in part.
    pub parts: f64,
    /// Forced, in money at the prices paid.
    pub forced: f64,
    /// Fees to the venue, and to the fund.
    pub fees: (f64, f64),
    /// What closed accounts fell short of.
    pub deficits: f64,
    /// What winners gave up to deleveraging.
    pub deleveraged: f64,
    /// Symbols, by number.
    pub symbols: Vec<PriceOf>,
    /// Who fell, and why.
    pub falls: Vec<FallOf>,
    /// Winners that were deleveraged.
    pub winners: Vec<WinnerOf>,
    /// Who has what afterwards.
    pub ledger: Ledger,
}

/// One symbol in one round, after its orders.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct PriceOf {
    /// Log fall that came from outside by then.
    pub outside: f64,
    /// Log fall of the mid.
    pub fall: f64,
    /// Log fall of the mark.
    pub mark: f64,
    /// Sold under force in this round, in money.
    pub sold: f64,
    /// Bought under force.
    pub bought: f64,
    /// Part of the depth that is there.
    pub depth: f64,
}

/// What fell of one square in one round.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FallOf {
    /// Number of the square.
    pub square: usize,
    /// Accounts closed, and closed in part.
    pub members: (f64, f64),
    /// Slack lost from the start to the trigger, over those closed; everything below is a part of it, gains below zero.
    pub lost: f64,
    /// To prices moved from outside.
    pub shock: f64,
    /// To forced orders, by the symbol whose price they moved.
    pub forced: Vec<(usize, f64)>,
    /// The same by the square that gave the orders.
    pub by: Vec<(usize, f64)>,
    /// To coins that stood as collateral.
    pub coins: f64,
    /// To funding, fees, tiers, the mark's lag, closed parts, deleveraging and shared losses, together.
    pub rest: f64,
    /// Slack lost to each symbol's price, whatever moved it.
    pub through: Vec<(usize, f64)>,
    /// Sold by these accounts, below zero bought: symbol, money, log fall that it caused.
    pub sold: Vec<(usize, f64, f64)>,
    /// What they fell short of.
    pub deficit: f64,
}

/// A deleveraged square.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct WinnerOf {
    /// Number of the square.
    pub square: usize,
    /// Number of the symbol.
    pub symbol: usize,
    /// Notional taken from it, long above zero; zero where only profit was taken.
    pub taken: f64,
    /// What it gave up.
    pub seized: f64,
    /// Accounts of it that lost a hedge.
    pub hedges: f64,
}

/// What everybody has gained since the start, with open positions at the marks. Sums to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Ledger {
    /// All accounts together, closed or not. What coins lose while they are theirs is not in it: nobody gains that.
    pub accounts: f64,
    /// The counterparty, which stands on the other side of every position and takes the other side of every forced trade.
    pub counterparty: f64,
    /// The insurance fund.
    pub fund: f64,
    /// Fees that the venue took.
    pub venue: f64,
}

/// The three branching numbers; below zero where one is not known.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct BranchingOf {
    /// At the start.
    pub local: f64,
    /// The largest along the way.
    pub largest: f64,
    /// Part of the open interest that the first round closed.
    pub first: f64,
    /// 0 too small to rate, 1 not rated because they do not agree, 2 dies out, 3 feeds itself.
    pub verdict: f64,
}

/// How the outcome depends on the shock.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Curve {
    /// Price fall of the first symbol from outside (a fraction), part of the open interest that is closed, and the part that would be closed if
    /// forced orders moved no price.
    pub points: Vec<(f64, f64, f64)>,
    /// Where it jumps: the fall, and the parts closed just below and at it. Largest jumps only, by rising fall.
    pub tipping: Vec<(f64, f64, f64)>,
    /// False while larger shocks are still being worked out.
    pub complete: bool,
}

/// What happens with something cut.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Without {
    /// The run.
    pub narration: Narration,
    /// True where the squares that fell in the original after the first round stand.
    pub stops: bool,
}

impl Narration {
    /// Everybody's positions at the start, long and short together, in money.
    #[must_use]
    pub fn open_interest(&self) -> f64 {
        self.symbols.iter().map(|s| s.long + s.short).sum()
    }

    /// Accounts closed by the end of a round; 0 rounds are none.
    #[must_use]
    pub fn closed_by(&self, rounds: usize) -> f64 {
        self.rounds.iter().take(rounds).map(|r| r.closed).sum()
    }

    /// Money forced by the end of a round.
    #[must_use]
    pub fn forced_by(&self, rounds: usize) -> f64 {
        self.rounds.iter().take(rounds).map(|r| r.forced).sum()
    }

    /// The first round, from 1, in which accounts of a square were closed whole.
    #[must_use]
    pub fn fell_in(&self, square: usize) -> Option<usize> {
        let falls = |r: &RoundOf| r.falls.iter().any(|f| f.square == square && f.members.0 > 0.0);
        self.rounds.iter().position(falls).map(|at| at.saturating_add(1))
    }

    /// Accounts of a square closed by the end of a round.
    #[must_use]
    pub fn fallen_of(&self, square: usize, rounds: usize) -> f64 {
        let falls = self.rounds.iter().take(rounds).flat_map(|r| &r.falls);
        falls.filter(|f| f.square == square).map(|f| f.members.0).sum()
    }

    /// Log fall of a symbol's mid after so many rounds, with what of it came from outside. Before the first it is the shock of the first.
    #[must_use]
    pub fn moved(&self, symbol: usize, rounds: usize) -> (f64, f64) {
        let after = rounds.checked_sub(1).and_then(|at| self.rounds.get(at)).and_then(|r| r.symbols.get(symbol));
        match after {
            Some(price) => (price.fall, price.outside),
            None if self.rounds.is_empty() => {
                self.last.get(symbol).map_or((0.0, 0.0), |(outside, fall)| (*fall, *outside))
            }
            None => {
                let first = self.rounds.first().and_then(|r| r.symbols.get(symbol)).map_or(0.0, |p| p.outside);
                (first, first)
            }
        }
    }
}

impl Ledger {
    /// What is left over; nothing, but for the rounding of sums.
    #[must_use]
    pub fn sum(&self) -> f64 {
        self.accounts + self.counterparty + self.fund + self.venue
    }
}
