//! Accounts of one symbol and one rate: sorted by the price at which they fall. A round moves two cursors.

use super::accounts::{NOTHING, Slot, constant, slack_of_slot};
use super::amounts::float;
use super::market::Market;

/// Steps of one float within which the exact border must lie.
const STEPS: usize = 256;

/// One symbol's accounts whose slack falls the same way.
#[derive(Debug, Clone)]
pub(super) struct Single {
    pub symbol: u8,
    /// True where the price must fall to reach them.
    pub down: bool,
    /// Place of the first in the index; the others follow.
    pub first: u32,
    /// Prices at which they are just liquidated, the nearest first.
    pub price: Vec<f64>,
    /// How many have been passed.
    pub passed: usize,
}

impl Single {
    /// Gives accounts that a price has newly reached to `found`, no more than `left`. True once there are no others.
    pub fn reached(&mut self, price: f64, left: &mut usize, mut found: impl FnMut(u32)) -> bool {
        let ahead = self.price.get(self.passed..).unwrap_or_default().iter().take(*left);
        let many = if self.down {
            ahead.take_while(|threshold| **threshold >= price).count()
        } else {
            ahead.take_while(|threshold| **threshold <= price).count()
        };
        *left = left.saturating_sub(many);
        let mut place = self.first.wrapping_add(u32::try_from(self.passed).unwrap_or(0));
        for _ in 0..many {
            found(place);
            place = place.wrapping_add(1);
        }
        self.passed = self.passed.saturating_add(many);
        *left > 0
    }
}

/// The price at which an account of one slot is just liquidated: the highest such price where it falls (`true`), the lowest where it
/// rises. `None` where the slack does not move with the price, or the border cannot be found to the last bit. Exact: slack at the price is
/// nothing and at the next float it is something, so that comparing prices is comparing slack.
pub(super) fn border(market: &Market, intercept: i64, slot: &Slot) -> Option<(bool, f64)> {
    let nothing = |price: f64| float(intercept) + slack_of_slot(market, slot, price) < NOTHING;
    if slot.weight == 0.0 {
        return None;
    }
    let down = slot.weight > 0.0;
    let mut price = root(market, intercept, slot);
    if !price.is_finite() {
        return None;
    }
    if price <= 0.0 {
        // Not even a price of zero is low enough; from below every price is beyond it.
        return Some((down, if down { -1.0 } else { f64::MIN_POSITIVE }));
    }
    let inward = |price: f64| if down { price.next_up() } else { price.next_down() };
    let outward = |price: f64| if down { price.next_down() } else { price.next_up() };
    for _ in 0..STEPS {
        match (nothing(price), nothing(inward(price))) {
            (true, false) => return Some((down, price)),
            (true, true) => price = inward(price),
            (false, _) => price = outward(price),
        }
    }
    None
}

/// The price at which the slack of one slot rounds to nothing, as a real number.
fn root(market: &Market, intercept: i64, slot: &Slot) -> f64 {
    (NOTHING - constant(market, intercept, std::slice::from_ref(slot))) / slot.weight
}
