//! An error as numbers, for a worker to hand over: whoever shows it says it in the reader's language.

use crate::engine::cascade::narration::wire::{Reader, Wire};
use crate::engine::error::{
    BookProblem, Field, FileProblem, MarketProblem, MonitorProblem, Number, Part, Place, Range, SolverProblem,
    StepProblem, TierProblem,
};
use crate::engine::scenario::ParameterId;
use crate::engine::{Cause, Error};
use rust_decimal::Decimal;
use std::ops::Bound;

impl Wire for String {
    fn put(&self, out: &mut Vec<f64>) {
        self.chars().count().put(out);
        out.extend(self.chars().map(|c| f64::from(u32::from(c))));
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        let codes = Vec::<usize>::take(from)?;
        codes.into_iter().map(|code| char::from_u32(u32::try_from(code).ok()?)).collect()
    }
}

impl Wire for u32 {
    fn put(&self, out: &mut Vec<f64>) {
        out.push(f64::from(*self));
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        usize::take(from)?.try_into().ok()
    }
}

/// Scale and sign, then the three parts of the digits.
impl Wire for Decimal {
    fn put(&self, out: &mut Vec<f64>) {
        let parts = self.unpack();
        (parts.scale, self.is_sign_negative()).put(out);
        (parts.lo, parts.mid, parts.hi).put(out);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        let (scale, negative) = <(u32, bool)>::take(from)?;
        let (lo, mid, hi) = <(u32, u32, u32)>::take(from)?;
        (scale <= Self::MAX_SCALE).then(|| Self::from_parts(lo, mid, hi, negative, scale))
    }
}

impl Wire for Bound<Number> {
    fn put(&self, out: &mut Vec<f64>) {
        match self {
            Bound::Unbounded => 0_usize.put(out),
            Bound::Included(number) => (1_usize, *number).put(out),
            Bound::Excluded(number) => (2_usize, *number).put(out),
        }
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        Some(match usize::take(from)? {
            0 => Bound::Unbounded,
            1 => Bound::Included(Number::take(from)?),
            2 => Bound::Excluded(Number::take(from)?),
            _ => return None,
        })
    }
}

impl Wire for Field {
    fn put(&self, out: &mut Vec<f64>) {
        (*self as usize).put(out);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        Self::ALL.get(usize::take(from)?).copied()
    }
}

/// A setting, by its key.
impl Wire for &'static str {
    fn put(&self, out: &mut Vec<f64>) {
        (*self).to_owned().put(out);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        ParameterId::from_key(&String::take(from)?).map(|id| id.row().key)
    }
}

/// An error within an error is handed over by itself, so that nothing that is read can nest without end.
impl Wire for Error {
    fn put(&self, out: &mut Vec<f64>) {
        let mut error = self;
        while let Cause::NoAnswer(why) = &error.cause {
            error = why;
        }
        error.place.0.put(out);
        error.cause.put(out);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        Some(Self { place: Place(Wire::take(from)?), cause: Wire::take(from)? })
    }
}

/// Never read.
impl Wire for Box<Error> {
    fn put(&self, _: &mut Vec<f64>) {}

    fn take(_: &mut Reader<'_>) -> Option<Self> {
        None
    }
}

impl Wire for Range {
    fn put(&self, out: &mut Vec<f64>) {
        (self.from, self.to).put(out);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        Some(Self { from: Wire::take(from)?, to: Wire::take(from)? })
    }
}

/// Enums: the number of a variant in the list, then its fields. A variant that is not listed does not compile.
macro_rules! enums {
    ($($name:ident { $($number:literal $variant:ident $({ $($field:ident),* })? $(($inner:ident))?),* $(,)? })*) => {$(
        impl Wire for $name {
            fn put(&self, out: &mut Vec<f64>) {
                match self {
                    $(Self::$variant $({ $($field),* })? $(($inner))? => {
                        usize::put(&$number, out);
                        $($($field.put(out);)*)?
                        $($inner.put(out);)?
                    })*
                }
            }

            fn take(from: &mut Reader<'_>) -> Option<Self> {
                match usize::take(from)? {
                    $($number => {
                        $($(let $field = Wire::take(from)?;)*)?
                        $(let $inner = Wire::take(from)?;)?
                        Some(Self::$variant $({ $($field),* })? $(($inner))?)
                    })*
                    _ => None,
                }
            }
        }
    )*};
}

pub(super) use enums;

enums! {
    Number { 0 Exact(number), 1 Float(number) }
    Part {
        0 Setting(key), 1 Field(field), 2 Symbol { number, name }, 3 Account(number), 4 Step(number), 5 Threshold(number), 6 Level(number),
        7 Bid(number), 8 Ask(number), 9 Named(name), 10 Line(number), 11 Row(number),
    }
    TierProblem { 0 Empty, 1 Beginning { floor }, 2 Rate { tier, rate }, 3 NotRising { tier } }
    BookProblem { 0 Empty, 1 NoBid, 2 NoAsk, 3 NotWorse, 4 NoPriceOrSize, 5 WrongSide, 6 AnotherPrice }
    MarketProblem { 0 NoSuchSymbol, 1 DepthForms, 2 FamilyNotModelled, 3 NotWholeLots { size, lot }, 4 IsolatedHoldsMore, 5 Name { longest } }
    FileProblem {
        0 NotJson { line, column }, 1 NoValue, 2 UnknownShape { names }, 3 TooLarge { typed }, 4 NotAMoment { typed }, 5 Missing,
        6 NoSide { typed }, 7 ContractSize, 8 Columns { found, wanted }, 9 NotText, 10 NoRows,
    }
    StepProblem {
        0 NothingOpen, 1 AlreadyOpen, 2 NotLess { size, held }, 3 NotMore { size, held }, 4 NotEnough { needed, free }, 5 NoMarginOfItsOwn,
        6 TooMuchTaken { most }, 7 LeverageAboveBracket { leverage, most, notional },
    }
    MonitorProblem { 0 NeverAlarms, 1 NoSuchLimit, 2 BrokenState }
    SolverProblem { 0 TableJumps, 1 OtherSymbols { account }, 2 CoinsOutweigh { account } }
    Cause {
        0 Overflow, 1 DivisionByZero, 2 NothingPinned, 3 NoAnswer(why), 4 NotPositive, 5 Negative, 6 OutOfRange { value, range },
        7 OutOfOrder { low, high }, 8 NotRising { number }, 9 WrongCount { found, wanted }, 10 Empty, 11 Twice, 12 NotANumber { typed },
        13 AmbiguousComma { typed }, 14 TooFine { typed, digits }, 15 UnknownChoice { typed, accepted }, 16 UnknownSetting { name },
        17 Repeated { typed }, 18 NotAPair { typed }, 19 TooLong { length, limit }, 20 UnknownVersion { typed, accepted }, 21 Tiers(problem),
        22 RatesTakeAll { percent }, 23 MixedSettlement, 24 NoSuchPosition { index, count }, 25 Book(problem), 26 BookTooThin, 27 Market(problem),
        28 Solver(problem), 29 PriceRanAway, 30 AccountsGone, 31 UnreadableAnswer, 32 OtherVersion, 33 DocumentNotRun,
        34 RateOfSize { percent, below }, 35 File(problem), 36 Step(problem), 37 NoFixedPoint, 38 Monitor(problem),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_comes_back_as_it_was_and_half_of_it_not_at_all() {
        let range = Range { from: Bound::Excluded((-0.5).into()), to: Bound::Included(Decimal::MAX.into()) };
        let accepted = vec!["long".to_owned(), "short…".to_owned()];
        for error in [
            Error::at(ParameterId::Leverage, Cause::OutOfRange { value: f64::NAN.into(), range }),
            Error::at(Field::Picture, Cause::UnknownChoice { typed: "ü“".to_owned(), accepted }),
            Error::at(Part::Ask(3), Cause::Book(BookProblem::NotWorse))
                .inside(Part::Symbol { number: 2, name: "BTC".to_owned() }),
            Cause::Tiers(TierProblem::Rate { tier: 1, rate: Decimal::new(-15, 1) }).into(),
            Cause::UnreadableAnswer.into(),
        ] {
            let mut numbers = Vec::new();
            error.put(&mut numbers);
            assert_eq!(Error::take(&mut Reader::new(&numbers)), Some(error.clone()));
            for end in 0..numbers.len() {
                assert_eq!(Error::take(&mut Reader::new(&numbers[..end])), None, "{end} of {error}");
            }
            let mut nested = Vec::new();
            Error::from(Cause::NoAnswer(Box::new(error))).put(&mut nested);
            let bits = |list: &[f64]| list.iter().map(|n| n.to_bits()).collect::<Vec<_>>();
            assert_eq!(bits(&nested), bits(&numbers));
        }
        for (number, field) in Field::ALL.iter().enumerate() {
            assert_eq!(*field as usize, number, "{field:?}");
        }
    }
}
