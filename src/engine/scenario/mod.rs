//! The scenario: one set of settings that every picture, sentence and number on the page answers for.
//!
//! Lives here: the parameter table, the scenario itself, its versioned document and its link codec.
//! May use: `engine::band`, `engine::costs`, `engine::makers`, `engine::margin`, `engine::settlement`, `engine::units`.

mod close;
pub mod dial;
pub mod document;
pub mod flat_market;
pub mod forced_close;
mod legacy;
pub mod link;
pub mod number;
pub mod parameters;
pub mod presets;
mod question;
mod quotes;
mod rates;
mod relevance;
mod settings;
pub mod situation;

pub use close::Close;
pub use parameters::{
    BookChoice, Choice, CutView, Cutting, Group, Kind, Number, PARAMETERS, Parameter, ParameterId, PresetId, Value,
};
pub use question::Note;
pub use quotes::Quotes;
pub use rates::Rates;
pub use relevance::switch;
pub use settings::Scenario;

/// Version of links and documents written here.
pub const VERSION: u32 = 1;
