//! A detector's state as whole words of 64 bits: what is saved and read again goes on with the same bytes, whatever kept it.

use crate::engine::Error;
use crate::engine::error::{Cause, MonitorProblem};

/// Something that can be saved as words.
pub trait Saved: Sized {
    /// Appends its words.
    fn put(&self, out: &mut Vec<u64>);

    /// Reads them again; `None` where they are none of this.
    fn take(from: &mut Reader<'_>) -> Option<Self>;
}

/// Words not yet read.
#[derive(Debug, Clone)]
pub struct Reader<'a>(&'a [u64]);

impl<'a> Reader<'a> {
    /// Of all words.
    #[must_use]
    pub const fn new(words: &'a [u64]) -> Self {
        Self(words)
    }

    fn next(&mut self) -> Option<u64> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    /// True where nothing is left.
    #[must_use]
    pub const fn is_done(&self) -> bool {
        self.0.is_empty()
    }
}

impl Saved for u64 {
    fn put(&self, out: &mut Vec<u64>) {
        out.push(*self);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        from.next()
    }
}

/// To the last bit.
impl Saved for f64 {
    fn put(&self, out: &mut Vec<u64>) {
        out.push(self.to_bits());
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        from.next().map(Self::from_bits)
    }
}

macro_rules! whole {
    ($($name:ty),*) => {$(
        impl Saved for $name {
            fn put(&self, out: &mut Vec<u64>) {
                out.push(u64::try_from(*self).unwrap_or(u64::MAX));
            }

            fn take(from: &mut Reader<'_>) -> Option<Self> {
                from.next()?.try_into().ok()
            }
        }
    )*};
}

whole!(u8, u32, usize);

impl Saved for bool {
    fn put(&self, out: &mut Vec<u64>) {
        out.push(u64::from(*self));
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        match from.next()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

impl<T: Saved> Saved for Vec<T> {
    fn put(&self, out: &mut Vec<u64>) {
        self.len().put(out);
        for one in self {
            one.put(out);
        }
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        let count = usize::take(from)?;
        // A length that is no length must not reserve memory.
        if count > from.0.len() {
            return None;
        }
        (0..count).map(|_| T::take(from)).collect()
    }
}

impl<A: Saved, B: Saved> Saved for (A, B) {
    fn put(&self, out: &mut Vec<u64>) {
        self.0.put(out);
        self.1.put(out);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        Some((A::take(from)?, B::take(from)?))
    }
}

/// A struct as its fields, in the order that is written.
macro_rules! saved {
    ($name:ident { $($field:ident),* $(,)? }) => {
        impl $crate::engine::monitor::detectors::state::Saved for $name {
            fn put(&self, out: &mut Vec<u64>) {
                $(self.$field.put(out);)*
            }

            fn take(from: &mut $crate::engine::monitor::detectors::state::Reader<'_>) -> Option<Self> {
                Some(Self { $($field: $crate::engine::monitor::detectors::state::Saved::take(from)?),* })
            }
        }
    };
}

/// An enum without fields, as the number of its variant.
macro_rules! saved_choice {
    ($name:ident { $($number:literal $variant:ident),* $(,)? }) => {
        impl $crate::engine::monitor::detectors::state::Saved for $name {
            fn put(&self, out: &mut Vec<u64>) {
                out.push(match self {
                    $(Self::$variant => $number,)*
                });
            }

            fn take(from: &mut $crate::engine::monitor::detectors::state::Reader<'_>) -> Option<Self> {
                match u64::take(from)? {
                    $($number => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

pub(super) use {saved, saved_choice};

/// Words as text: hexadecimal digits, sixteen a word.
#[must_use]
pub fn to_text(words: &[u64]) -> String {
    use std::fmt::Write as _;
    let mut text = String::with_capacity(words.len().saturating_mul(16));
    for word in words {
        // Writing to a string cannot fail.
        let _ = write!(text, "{word:016x}");
    }
    text
}

/// The words of a text. Errors: text that [`to_text`] does not write.
pub fn from_text(text: &str) -> Result<Vec<u64>, Error> {
    let word = |digits: &[u8]| {
        let digits = std::str::from_utf8(digits).ok().filter(|_| digits.len() == 16)?;
        let plain = digits.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        plain.then(|| u64::from_str_radix(digits, 16).ok())?
    };
    let words: Option<Vec<u64>> = text.as_bytes().chunks(16).map(word).collect();
    words.ok_or_else(|| Cause::Monitor(MonitorProblem::BrokenState).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back_and_other_text_does_not() {
        let mut words = Vec::new();
        (vec![1.5, f64::INFINITY, -0.0], (7_u32, true)).put(&mut words);
        let text = to_text(&words);
        assert_eq!(from_text(&text).unwrap(), words);
        let mut reader = Reader::new(&words);
        let (list, rest): (Vec<f64>, (u32, bool)) = Saved::take(&mut reader).unwrap();
        assert!(reader.is_done() && rest == (7, true));
        assert_eq!(list.iter().map(|x| x.to_bits()).collect::<Vec<_>>(), words[1..4]);
        assert!(from_text("00").is_err());
        assert!(from_text("g000000000000000").is_err());
        assert!(from_text("ÿ00000000000000").is_err());
        assert_eq!(<Vec<u64>>::take(&mut Reader::new(&[u64::MAX])), None);
        assert_eq!(bool::take(&mut Reader::new(&[2])), None);
    }
}
