//! How much of a curve a reader sees before and after betting on it.

/// How much of the curve beyond the present day is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reveal {
    /// All of it.
    #[default]
    All,
    /// None: the reader has not guessed yet.
    Hidden,
    /// All of it, with the reader's guess, by its number.
    Guess(usize),
}
