//! What was seen of prices at a moment, and lost slack put down to what moved them. [`super::attribution`] says where the split comes from.

use super::accounts::{Kind, Slot, slack_of_slot};
use super::amounts::float;
use super::market::{Market, Symbol};

/// Prices of one symbol at one moment, and how they came about.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Seen {
    /// The mark, in quote currency.
    pub mark: f64,
    /// Log fall of the mark from its start.
    pub fall: f64,
    /// Log fall that came from outside.
    pub outside: f64,
    /// Log fall of the mid: from outside and forced.
    pub displacement: f64,
}

/// Lost slack by cause, in micro-units; gains are negative.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Causes {
    /// Price moves from outside, all symbols.
    pub shock: f64,
    /// Forced orders, by number of the symbol they moved.
    pub forced: Vec<(u8, f64)>,
    /// The mark behind the mid.
    pub lag: f64,
    /// Coins held as collateral.
    pub collateral: f64,
    /// Steeper or gentler brackets of a table than at the start.
    pub tier: f64,
    /// Funding paid.
    pub funding: f64,
    /// Fees of forced trades.
    pub fees: f64,
    /// What parts closed earlier changed, beside their fees; mostly a gain.
    pub parts: f64,
    /// Deleveraging and shared losses.
    pub losses_of_others: f64,
}

impl Seen {
    /// At the start.
    pub(super) fn start(price: f64) -> Self {
        Self { mark: price, ..Self::default() }
    }
}

impl Causes {
    /// All of them.
    #[must_use]
    pub fn total(&self) -> f64 {
        let forced: f64 = self.forced.iter().map(|(_, amount)| amount).sum();
        let rest = self.tier + self.funding + self.fees + self.parts + self.losses_of_others;
        self.shock + forced + self.lag + self.collateral + rest
    }

    fn force(&mut self, symbol: u8, amount: f64) {
        match self.forced.iter_mut().find(|(known, _)| *known == symbol) {
            Some((_, sum)) => *sum += amount,
            None => self.forced.push((symbol, amount)),
        }
    }

    /// Counts a move of one slot's price.
    pub(super) fn moved(&mut self, market: &Market, slot: &Slot, coins: i64, from: &Seen, to: &Seen) {
        let Some(s) = market.get(slot.symbol) else { return };
        let lost = from.mark - to.mark;
        let counted = counted_coins(s, coins);
        if slot.kind == Kind::Table {
            let whole = slack_of_slot(market, slot, from.mark) - slack_of_slot(market, slot, to.mark);
            self.tier += whole - (weight(s, slot, counted, from) + counted) * lost;
        }
        self.collateral += counted * lost;
        let per_log = weight(s, slot, counted, from) * mean_price(from, to);
        let outside = to.outside - from.outside;
        let displaced = to.displacement - from.displacement;
        self.shock += per_log * outside;
        self.force(slot.symbol, per_log * (displaced - outside));
        self.lag += per_log * (to.fall - from.fall - displaced);
    }
}

/// Slack that one slot loses by unit of log fall between two moments, in micro-units: what [`Causes::moved`] multiplies every part of a fall
/// by, without coins and brackets.
pub(super) fn lost_per_log(market: &Market, slot: &Slot, coins: i64, from: &Seen, to: &Seen) -> f64 {
    market.get(slot.symbol).map_or(0.0, |s| weight(s, slot, counted_coins(s, coins), from) * mean_price(from, to))
}

/// Contracts of coins as far as they count as collateral.
fn counted_coins(s: &Symbol, coins: i64) -> f64 {
    float(coins) * s.unit() * (1.0 - s.haircut)
}

/// Slack that a slot without its coins loses by unit of price, at the bracket where it stood.
fn weight(s: &Symbol, slot: &Slot, counted: f64, from: &Seen) -> f64 {
    let weight = slot.weight - counted;
    if slot.kind != Kind::Table {
        return weight;
    }
    let size = (float(slot.lots) * s.unit()).abs();
    weight - s.maintenance.rate_and_deduction(size * from.mark).0 * size
}

/// The logarithmic mean of two marks.
fn mean_price(from: &Seen, to: &Seen) -> f64 {
    let way = to.fall - from.fall;
    if way.abs() > 1e-12 { (from.mark - to.mark) / way } else { 0.5 * (from.mark + to.mark) }
}
