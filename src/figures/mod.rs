//! Pure pictures: `Scenario -> model -> SVG, sentence, table, CSV`, all four from the one model, so that they cannot disagree.
//!
//! Lives here: number formats, axes, the drawing board, one file per figure, the live words of the prose, and the prerendering of
//! the page. May use: `engine`, `words`, plotters. Never a DOM: everything here runs and is tested natively.

pub mod amount;
pub mod apportion;
pub mod bet;
pub mod bindings;
pub mod book;
pub mod budget;
pub mod cascade;
pub mod chart;
pub mod checklist;
pub mod compare;
pub mod curve;
pub mod cut;
pub mod days;
pub mod equity;
pub mod fact;
pub mod figure;
pub mod format;
pub mod formula;
pub mod frame;
pub mod gap;
pub mod glossary;
pub mod horizon;
pub mod html;
pub mod ledger;
pub mod makers;
pub mod numbers;
pub mod path;
pub mod plain;
pub mod prerender;
pub mod push;
pub mod rates;
pub mod recompute;
pub mod reveal;
pub mod run;
pub mod sources;
pub mod staircase;
pub mod table;
pub mod terms;
pub mod theme;
pub mod venues;
pub mod waterfall;

pub use book::{BookFigure, CostFigure, DepthsFigure};
pub use budget::BudgetFigure;
pub use cascade::CascadeFigure;
pub use checklist::ChecklistFigure;
pub use curve::CurveFigure;
pub use equity::EquityFigure;
pub use figure::{Figure, Text};
pub use frame::{Frame, Medium};
pub use gap::GapFigure;
pub use horizon::{HorizonFigure, MultiplesFigure};
pub use ledger::LedgerFigure;
pub use makers::MakersFigure;
pub use path::PathFigure;
pub use staircase::StaircaseFigure;
pub use table::{Table, TableRow};
pub use terms::TermsFigure;
pub use venues::VenuesFigure;
pub use waterfall::WaterfallFigure;
