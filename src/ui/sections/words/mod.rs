//! Section “Words”: a sketch of a trade in which a chosen term lights up; and the same terms wherever they stand in the prose.

mod choose;
mod figure;
mod note;
mod pointing;
mod state;

pub use figure::TermsFigure;
pub use note::Note;
pub use state::Lexicon;
