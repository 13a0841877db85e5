//! Section “Words”: a sketch of a trade in which a chosen term lights up, the same terms wherever they stand in the prose, and the checks that ask for
//! them: sorted by the reader, then run on the reader's own trade.

mod checklist;
mod choose;
mod figure;
mod lists;
mod note;
mod pointing;
mod sorting;
mod state;

pub use checklist::ChecklistFigure;
pub use figure::TermsFigure;
pub use lists::Lists;
pub use note::Note;
pub use sorting::Sorting;
pub use state::Lexicon;
