//! What of the browser components watch, as signals. Where nothing is watched - the build renders the page where there is no screen - they keep
//! what they begin with.

mod checked;
mod css_box;
mod css_property;
mod news;
mod sight;
mod size;

pub use checked::use_checked;
pub use css_box::use_box;
pub use css_property::use_css_property;
pub use news::set_news;
pub use sight::{once_near, use_sight};
pub use size::{Size, use_size};
