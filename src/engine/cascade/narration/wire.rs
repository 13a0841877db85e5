//! A narration as one array of numbers, for a worker to hand over. What does not read back is
//! `None`, never half a narration.

use super::{BranchingOf, Curve, FallOf, Ledger, Narration, PriceOf, RoundOf, Square, SymbolOf, WinnerOf, Without};

/// Something that goes over the wire.
pub trait Wire: Sized {
    /// Writes it.
    fn put(&self, out: &mut Vec<f64>);

    /// Reads it.
    fn take(from: &mut Reader<'_>) -> Option<Self>;
}

/// What is left to read.
pub struct Reader<'a>(&'a [f64]);

impl<'a> Reader<'a> {
    /// Begins at the front.
    #[must_use]
    pub fn new(numbers: &'a [f64]) -> Self {
        Self(numbers)
    }

    /// All that is left.
    #[must_use]
    pub fn left(&self) -> &'a [f64] {
        self.0
    }

    fn next(&mut self) -> Option<f64> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }
}

impl Wire for f64 {
    fn put(&self, out: &mut Vec<f64>) {
        out.push(*self);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        from.next()
    }
}

impl Wire for usize {
    #[expect(clippy::cast_precision_loss, reason = "counts and numbers of symbols, squares and rounds")]
    fn put(&self, out: &mut Vec<f64>) {
        out.push(*self as f64);
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be whole and in range")]
    fn take(from: &mut Reader<'_>) -> Option<Self> {
        let number = from.next()?;
        ((0.0..=9e15).contains(&number) && libm::floor(number).to_bits() == number.to_bits()).then_some(number as usize)
    }
}

impl Wire for bool {
    fn put(&self, out: &mut Vec<f64>) {
        out.push(f64::from(u8::from(*self)));
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        Some(from.next()? > 0.5)
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn put(&self, out: &mut Vec<f64>) {
        self.len().put(out);
        for one in self {
            one.put(out);
        }
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        let count = usize::take(from)?;
        // Everything takes a number at least: a count beyond that is none.
        if count > from.0.len() {
            return None;
        }
        (0..count).map(|_| T::take(from)).collect()
    }
}

impl<T: Wire> Wire for Option<T> {
    fn put(&self, out: &mut Vec<f64>) {
        self.is_some().put(out);
        if let Some(one) = self {
            one.put(out);
        }
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        if bool::take(from)? { T::take(from).map(Some) } else { Some(None) }
    }
}

impl<A: Wire, B: Wire> Wire for (A, B) {
    fn put(&self, out: &mut Vec<f64>) {
        self.0.put(out);
        self.1.put(out);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        Some((A::take(from)?, B::take(from)?))
    }
}

impl<A: Wire, B: Wire, C: Wire> Wire for (A, B, C) {
    fn put(&self, out: &mut Vec<f64>) {
        self.0.put(out);
        self.1.put(out);
        self.2.put(out);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        Some((A::take(from)?, B::take(from)?, C::take(from)?))
    }
}

/// Structs, field by field in one order.
macro_rules! wire {
    ($($name:ident { $($field:ident),* $(,)? })*) => {$(
        impl Wire for $name {
            fn put(&self, out: &mut Vec<f64>) {
                $(self.$field.put(out);)*
            }

            fn take(from: &mut Reader<'_>) -> Option<Self> {
                Some(Self { $($field: Wire::take(from)?),* })
            }
        }
    )*};
}

pub(in crate::engine) use wire;

wire! {
    Narration { symbols, squares, rounds, before, accounts, drawn, ended, digest, branching, last }
    SymbolOf { price, long, short, depth, loading }
    Square { members, account, held, leverage, equity, coins, shared, own }
    RoundOf { time, closed, parts, forced, fees, deficits, deleveraged, symbols, falls, winners, ledger }
    PriceOf { outside, fall, mark, sold, bought, depth }
    FallOf { square, members, lost, shock, forced, by, coins, rest, through, sold, deficit }
    WinnerOf { square, symbol, taken, seized, hedges }
    Ledger { accounts, counterparty, fund, venue }
    BranchingOf { local, largest, first, verdict }
    Curve { points, tipping, complete }
    Without { narration, stops }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_comes_back_as_it_was() {
        let fall = FallOf { square: 1, by: vec![(0, -2.5)], sold: vec![(1, 3.0, 0.01)], ..FallOf::default() };
        let round = RoundOf { symbols: vec![PriceOf::default(); 2], falls: vec![fall], ..RoundOf::default() };
        let square = Square { account: Some(7.0), held: vec![(1, -3.0)], ..Square::default() };
        let narration =
            Narration { squares: vec![square], rounds: vec![round], drawn: Some(1.0), ..Narration::default() };
        let mut numbers = Vec::new();
        narration.put(&mut numbers);
        assert_eq!(Narration::take(&mut Reader::new(&numbers)), Some(narration));
        for end in 0..numbers.len() {
            assert_eq!(Narration::take(&mut Reader::new(&numbers[..end])), None, "{end}");
        }
    }

    #[test]
    fn a_count_that_is_none_is_not_believed() {
        for bad in [1e300, -1.0, 0.5, f64::NAN, 3.0] {
            assert_eq!(Vec::<f64>::take(&mut Reader::new(&[bad, 1.0])), None, "{bad}");
        }
    }
}
