//! What a run is asked with: the shock from outside, and the rules by which accounts are closed and losses are borne.
//!
//! Every rule is a small named model. [`Rules::default`] leaves everything out that can be left out; [`Rules::assumed`] has the assumptions of
//! cascade-model section 3.

use super::amounts::EXACT;
use super::market::Market;
use crate::engine::error::{Field, Part, Range, within};
use crate::engine::random::Stream;
use crate::engine::{Cause, Error};
use std::ops::Bound;

/// Prices stay within e^-30 and e^30 of their start.
pub const FARTHEST: f64 = 30.0;

/// Latest second of a shock.
const LATEST: f64 = 1e9;

/// Most looks in one time constant of a mark.
const FINEST: f64 = 1e4;

/// The purpose of the stream that a factor step draws from.
const FACTOR: u64 = 1;

/// One step of what happens from outside.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Step {
    /// When, in seconds from the start.
    pub at: f64,
    /// Log fall of each symbol, by number; negative is a rise. Symbols beyond the list stay.
    pub falls: Vec<f64>,
    /// Funding rate paid by longs to shorts at this moment, by symbol, on the notional at the mark; negative is paid by shorts.
    pub funding: Vec<f64>,
}

impl Step {
    /// Errors: a time before the last one or too late, a fall or a funding rate outside its range.
    fn check(&self, last: f64) -> Result<(), Error> {
        within(Field::Time, self.at, last..=LATEST)?;
        for fall in &self.falls {
            within(Field::Fall, *fall, -FARTHEST..=FARTHEST)?;
        }
        for rate in &self.funding {
            within(Field::FundingRate, *rate, -1.0..=1.0)?;
        }
        Ok(())
    }
}

/// What happens from outside, in rising order of time.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Shock {
    steps: Vec<Step>,
}

impl Shock {
    /// Nothing.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Log falls at the start, by symbol. Errors as [`Shock::path`].
    pub fn falls(falls: &[f64]) -> Result<Self, Error> {
        Self::path(vec![Step { at: 0.0, falls: falls.to_vec(), funding: vec![] }])
    }

    /// The fall at the start that brings one symbol to a price. Errors as [`Shock::path`].
    pub fn to_price(market: &Market, symbol: u8, price: f64) -> Result<Self, Error> {
        let mut falls = vec![0.0; usize::from(symbol)];
        falls.push(market.get(symbol).map_or(0.0, |s| s.book.displacement_of(price)));
        Self::falls(&falls)
    }

    /// One move of the common factor: x_s = beta_s z + residual_s e_s, the e_s standard normal from the seed. A seed of `None` leaves the
    /// residuals out. Source: cascade-model section 2, step 1.
    pub fn factor(market: &Market, z: f64, seed: Option<u64>) -> Result<Self, Error> {
        Self::factor_path(market, &[(0.0, z)], seed)
    }

    /// Several moves of the common factor, each at its second: a replay, or a path. Errors as [`Shock::path`].
    pub fn factor_path(market: &Market, moves: &[(f64, f64)], seed: Option<u64>) -> Result<Self, Error> {
        let mut stream = seed.map(|seed| Stream::new(seed, FACTOR));
        let mut step = |(at, z): &(f64, f64)| {
            let own = |stream: &mut Option<Stream>| stream.as_mut().map_or(0.0, Stream::normal);
            let falls = market.symbols().iter().map(|s| s.beta * z + s.residual * own(&mut stream)).collect();
            Step { at: *at, falls, funding: vec![] }
        };
        Self::path(moves.iter().map(&mut step).collect())
    }

    /// Steps in rising order of time. Errors: times or moves that are not finite numbers, or out of order; the step is named by number.
    pub fn path(steps: Vec<Step>) -> Result<Self, Error> {
        let mut last = 0.0;
        for (number, step) in (1..).zip(&steps) {
            step.check(last).map_err(|e| e.inside(Part::Step(number)).inside(Field::Shock))?;
            last = step.at;
        }
        Ok(Self { steps })
    }

    /// Its steps.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }
}

/// How much of an account is closed once it is liquidated.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Sizing {
    /// Everything.
    #[default]
    Full,
    /// As much as brings equity to a `margin` of the notional: f = (N m - E) / (N (m - cost)); everything where E / N <= cost, because a
    /// slice would make it worse (L03, L05). The cost is that of the fees.
    ToMargin {
        /// m: equity over notional afterwards, above the cost. Where it is not above what must be kept, everything is closed.
        margin: f64,
    },
    /// Each position down to the next lower bracket of its table; everything from the lowest, and where the requirement does not move with the
    /// notional (family B).
    TierLadder,
    /// A fifth of each position first, everything at the next trigger. Source: margin-rules section 1, Hyperliquid.
    FifthThenAll,
}

/// Who gives up what when the fund is empty.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Deleveraging {
    /// Nobody: the fund goes below zero, which is shown as not covered.
    #[default]
    Off,
    /// Winners lose their positions at the bankruptcy price, those of highest profit on entry times leverage first, each whole.
    Queue,
    /// Winners lose contracts at the bankruptcy price so that the highest leverage left is as low as it can be (A04).
    WaterFilling,
    /// Every winner gives up the same part of the profit (A02). Positions stay.
    ProRata,
    /// The same up to a part of each profit (A03). Positions stay.
    CappedProRata {
        /// Largest part of a profit that is taken, 0 to 1.
        cap: f64,
    },
}

/// Whether long and short closes of one symbol meet before the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Netting {
    /// They cross: the book sees the difference, and all have one average price.
    #[default]
    Net,
    /// Sales first, then purchases, each at its own average.
    Gross,
}

/// Where the coins of a closed account go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CoinSale {
    /// Sold through the book of their symbol.
    #[default]
    Book,
    /// Taken by the fund at the mark less the haircut.
    Fund,
}

/// Seconds from a trigger to its execution.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Latency {
    /// From the price to its detection.
    pub detection: f64,
    /// From detection to execution.
    pub execution: f64,
}

/// How the mark follows the mid: P <- P + (1 - e^(-t / lag)) (B - P).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MarkRule {
    /// Time constant, in seconds; at 0 the mark is the mid.
    pub lag: f64,
    /// Seconds between two looks at a mark that is on its way.
    pub spacing: f64,
    /// The mark counts the mid only within this fraction of the index, which forced orders do not move; `None` for no limit.
    pub band: Option<f64>,
}

/// What is there of the depth, and how it leaves and comes back: three different things.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DepthRule {
    /// Part of the books' depth that is there from the start, above zero.
    pub factor: f64,
    /// Withdrawal under stress: what a forced move of 1 % leaves of the depth, 0 to 1; other moves by the power. 1 for none. A move from outside
    /// withdraws nothing.
    pub survival: f64,
    /// Depth never falls below this part, above zero.
    pub floor: f64,
    /// Recovery of withdrawn depth, per second: 1 - D shrinks by e^(-rate t).
    pub recovery: f64,
    /// Refill of what forced orders consumed, per second: it shrinks by e^(-rate t), and the price comes back by that part.
    pub refill: f64,
}

/// How each round finds the accounts to close.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scan {
    /// Looks only where prices have moved far enough.
    #[default]
    Lazy,
    /// Looks at every account in every round: the same answer, slowly.
    Dense,
}

/// The rules of a run.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rules {
    /// Fee of a forced trade to the venue, as a fraction of its notional, as far as equity is left.
    pub taker_fee: f64,
    /// Liquidation fee to the fund, likewise, after the taker fee.
    pub liquidation_fee: f64,
    /// The insurance fund at the start, in micro-units.
    pub fund: i64,
    /// How much of an account is closed.
    pub sizing: Sizing,
    /// Who bears what the fund does not.
    pub deleveraging: Deleveraging,
    /// Whether what is still not covered is shared by all accounts with equity, in proportion to it. Accounts whose orders are on the way bear
    /// nothing.
    pub socialise: bool,
    /// Long and short closes.
    pub netting: Netting,
    /// Coins of closed accounts.
    pub coins: CoinSale,
    /// Seconds to execution.
    pub latency: Latency,
    /// The mark.
    pub mark: MarkRule,
    /// The depth.
    pub depth: DepthRule,
    /// A run is cut after so many rounds, and says so; `None` for as many as there are accounts, or 1,000 if they
    /// are fewer, which only rules that close in parts can exceed.
    pub most_rounds: Option<u32>,
    /// How rounds look.
    pub scan: Scan,
}

impl Default for MarkRule {
    fn default() -> Self {
        Self { lag: 0.0, spacing: 1.0, band: None }
    }
}

impl Default for DepthRule {
    fn default() -> Self {
        Self { factor: 1.0, survival: 1.0, floor: 0.005, recovery: 0.0, refill: 0.0 }
    }
}

impl Latency {
    /// Seconds from trigger to execution.
    #[must_use]
    pub fn total(self) -> f64 {
        self.detection + self.execution
    }
}

impl Rules {
    /// The rules with the assumptions of cascade-model section 3: a liquidation fee of 0.5 %, latencies of 0.1 and 0.5 s, a mark that lags
    /// by 1 s, depth that refills by 12 % a minute. The fund, 0.5 % of the open interest there, is for the caller to set.
    #[must_use]
    pub fn assumed() -> Self {
        Self {
            liquidation_fee: 0.005,
            latency: Latency { detection: 0.1, execution: 0.5 },
            mark: MarkRule { lag: 1.0, ..MarkRule::default() },
            depth: DepthRule { refill: 0.12 / 60.0, ..DepthRule::default() },
            ..Self::default()
        }
    }

    /// The cost of closing one unit of notional, c of L03.
    #[must_use]
    pub fn cost(&self) -> f64 {
        self.taker_fee + self.liquidation_fee
    }

    /// Errors: a rule outside its range, by name.
    pub fn check(&self) -> Result<(), Error> {
        let rate = |field: Field, value: f64| within(field, value, 0.0..=1.0);
        let time = |field: Field, value: f64| within(field, value, 0.0..=1e9);
        rate(Field::TakerFee, self.taker_fee)?;
        rate(Field::LiquidationFee, self.liquidation_fee)?;
        rate(Field::FeesTogether, self.cost())?;
        within(Field::Fund, self.fund, 0..EXACT)?;
        if let Sizing::ToMargin { margin } = self.sizing {
            within(Field::MarginToReach, margin, (Bound::Excluded(self.cost()), Bound::Excluded(1.0)))?;
        }
        if let Deleveraging::CappedProRata { cap } = self.deleveraging {
            rate(Field::DeleveragingCap, cap)?;
        }
        time(Field::DetectionLatency, self.latency.detection)?;
        time(Field::ExecutionLatency, self.latency.execution)?;
        time(Field::MarkLag, self.mark.lag)?;
        within(Field::MarkSpacing, self.mark.spacing, 1e-6..=1e9)?;
        if self.mark.lag > FINEST * self.mark.spacing {
            let range = Range::of(&(self.mark.lag / FINEST..));
            return Err(Error::at(Field::MarkSpacing, Cause::OutOfRange { value: self.mark.spacing.into(), range }));
        }
        if let Some(band) = self.mark.band {
            within(Field::MarkBand, band, 1e-6..=0.999_999)?;
        }
        within(Field::DepthFactor, self.depth.factor, 1e-9..=1e9)?;
        within(Field::DepthSurvival, self.depth.survival, 1e-9..=1.0)?;
        within(Field::LeastDepth, self.depth.floor, 1e-9..=1.0)?;
        time(Field::DepthRecovery, self.depth.recovery)?;
        time(Field::DepthRefill, self.depth.refill)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_outside_their_range_are_refused_by_name() {
        assert!(Rules::default().check().is_ok());
        assert!(Rules::assumed().check().is_ok());
        let refused = |change: fn(&mut Rules)| {
            let mut rules = Rules::default();
            change(&mut rules);
            rules.check().unwrap_err().to_string()
        };
        assert!(refused(|r| r.taker_fee = -0.1).starts_with("TakerFee:"));
        assert!(refused(|r| r.liquidation_fee = f64::NAN).starts_with("LiquidationFee:"));
        assert!(refused(|r| (r.taker_fee, r.liquidation_fee) = (0.6, 0.6)).starts_with("FeesTogether:"));
        assert!(refused(|r| r.fund = -1).starts_with("Fund:"));
        assert!(refused(|r| r.sizing = Sizing::ToMargin { margin: 0.0 }).starts_with("MarginToReach:"));
        assert!(refused(|r| r.deleveraging = Deleveraging::CappedProRata { cap: 2.0 }).starts_with("DeleveragingCap:"));
        assert!(refused(|r| r.latency.execution = f64::INFINITY).starts_with("ExecutionLatency:"));
        assert!(refused(|r| r.mark.spacing = 0.0).starts_with("MarkSpacing:"));
        assert!(refused(|r| r.mark.band = Some(1.0)).starts_with("MarkBand:"));
        assert!(refused(|r| r.depth.factor = 0.0).starts_with("DepthFactor:"));
        assert!(refused(|r| r.depth.floor = 0.0).starts_with("LeastDepth:"));
        assert!(refused(|r| r.depth.refill = -1.0).starts_with("DepthRefill:"));
    }

    #[test]
    fn a_factor_moves_each_symbol_by_its_loading() {
        use super::super::book::Book;
        use super::super::market::{Maintenance, Symbol};
        let symbol = |beta: f64, residual: f64| {
            let book = Book::log(1.0, 1.0).unwrap();
            Symbol { beta, residual, ..Symbol::new("S", 1.0, book, Maintenance::flat(0.01).unwrap()) }
        };
        let market = Market::new(vec![symbol(1.0, 0.0), symbol(-0.5, 0.1)]).unwrap();
        let path = [(0.0, 0.04), (60.0, -0.02)];
        let plain = Shock::factor_path(&market, &path, None).unwrap();
        let falls: Vec<&[f64]> = plain.steps().iter().map(|step| step.falls.as_slice()).collect();
        assert_eq!(falls, [[0.04, -0.02], [-0.02, 0.01]]);
        let seeded = Shock::factor_path(&market, &path, Some(3)).unwrap();
        assert_eq!(seeded, Shock::factor_path(&market, &path, Some(3)).unwrap());
        assert_eq!(seeded.steps()[0].falls[0], 0.04);
        assert_ne!(seeded.steps()[0].falls[1], -0.02);
        assert_ne!(seeded.steps()[1].falls[1] - seeded.steps()[0].falls[1], 0.03);
    }

    #[test]
    fn a_path_is_in_order_and_finite() {
        let step = |at: f64, fall: f64| Step { at, falls: vec![fall], funding: vec![] };
        assert!(Shock::path(vec![step(0.0, 0.1), step(0.0, -0.1), step(5.0, 0.0)]).is_ok());
        assert!(
            Shock::path(vec![step(1.0, 0.1), step(0.5, 0.1)])
                .unwrap_err()
                .to_string()
                .starts_with("Shock, Step(2), Time:")
        );
        assert!(Shock::path(vec![step(f64::NAN, 0.1)]).is_err());
        for bad in [f64::NAN, f64::INFINITY, 31.0] {
            assert!(Shock::falls(&[bad]).unwrap_err().to_string().starts_with("Shock, Step(1), Fall:"));
        }
        let funding = Step { at: 0.0, falls: vec![], funding: vec![1.5] };
        assert!(Shock::path(vec![funding]).is_err());
    }
}
