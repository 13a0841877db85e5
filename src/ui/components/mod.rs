//! What sections are made of, once each: the frame of a figure, a number in a row, a bet, a handle on a chart.
//!
//! Components take signals and callbacks and know no section. The build renders them into the page; in the browser the same nodes come to life.

mod bet_card;
mod bring_text;
mod chart_handle;
mod choice_setting;
mod data_table;
mod day_handle;
mod drawn;
mod figure_frame;
mod live_region;
mod number_row;
mod number_setting;
mod plot;
mod popover;
mod scrub_number;
mod shown_while;
mod task_progress;
mod typed_field;
mod value_handles;

pub use bet_card::BetCard;
pub use bring_text::{BringText, BringWords};
pub use chart_handle::ChartHandle;
pub use choice_setting::ChoiceSetting;
pub use data_table::DataTable;
pub use day_handle::DayHandle;
pub use drawn::Drawn;
pub use figure_frame::{FigureFrame, FigureModel, Frames};
pub use live_region::LiveRegion;
pub use number_row::{key_move, key_of};
pub use number_setting::{DepthSetting, FeesSetting, NumberSetting, field_id};
pub use popover::Popover;
pub use scrub_number::ScrubNumber;
pub use shown_while::ShownWhile;
pub use task_progress::TaskProgress;
pub use typed_field::TypedField;
pub use value_handles::{Grows, Places, ValueHandles};
