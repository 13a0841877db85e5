//! Where names, rows and axes of the comparison stand in a frame. The list of buttons over the picture lies on the same places.

use super::{Panel, VenuesFigure};
use crate::engine::margin::VenueId;
use crate::figures::chart::projection::{Area, Scale};
use crate::figures::chart::text::width;
use crate::figures::frame::Frame;
use crate::words::Words;

/// Size of a name.
pub const NAME: f64 = 15.0;

/// Room around a name, and between two.
const PAD: f64 = 6.0;
const BETWEEN: f64 = 8.0;

/// Above the rows of a panel: its axis.
const AXIS: f64 = 24.0;
/// Above that: what the panel holds, where there is more than one.
const TITLE: f64 = 26.0;
const UNDER: f64 = 8.0;

/// A box in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Place {
    /// Left end.
    pub left: f64,
    /// Upper end.
    pub top: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// A group of a panel: its band, and the height of its dot.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RowPlace {
    /// Upper and lower end.
    pub band: (f64, f64),
    /// Where its dot stands, and the strip in which the axis shows behind it.
    pub dot: f64,
    /// Upper and lower end of that strip.
    pub strip: (f64, f64),
}

/// A panel: its rows between the axis above and the next.
#[derive(Debug, Clone, PartialEq)]
pub struct PanelPlace {
    /// Prices from left to right.
    pub x: Scale,
    /// The plot without its axis.
    pub area: Area,
    /// Where its title stands, if it has one.
    pub title: Option<f64>,
    /// The groups, in their order.
    pub rows: Vec<RowPlace>,
}

/// Everything in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// The panels, in their order.
    pub panels: Vec<PanelPlace>,
    /// Each venue's name, row by row.
    pub names: Vec<(VenueId, Place)>,
}

/// Names of a group broken into lines: venue and width each.
type Line = Vec<(VenueId, f64)>;

/// Where things stand in a frame. Lines are as high as the frame has room for.
#[must_use]
pub fn layout(figure: &VenuesFigure, words: &Words, frame: Frame) -> Layout {
    let (narrow, whole) = (frame.is_narrow(), f64::from(frame.width));
    let split = if narrow { whole - 4.0 } else { (whole * 0.45).min(330.0) };
    let across = if narrow { (12.0, whole - 12.0) } else { (split + 16.0, whole - 30.0) };
    let titled = figure.panels.len() > 1;
    let lines: Vec<Vec<Vec<Line>>> = figure.panels.iter().map(|panel| broken(figure, panel, words, split)).collect();
    // On a phone the dot has a strip of its own under the names.
    let strip = if narrow { 0.6 } else { 0.0 };
    let units: f64 = lines.iter().flatten().map(|group| count(group.len()) + strip).sum();
    let fixed = lines.iter().map(|_| AXIS + UNDER + if titled { TITLE } else { 0.0 }).sum::<f64>();
    let bounds = if narrow { (24.0, 44.0) } else { (18.0, 30.0) };
    let unit = ((f64::from(frame.height) - fixed) / units.max(1.0)).max(bounds.0).min(bounds.1);
    let mut all = Layout { panels: Vec::new(), names: Vec::new() };
    let mut y = 0.0;
    for (panel, groups) in figure.panels.iter().zip(lines) {
        let title = titled.then_some(y + 13.0);
        y += AXIS + if titled { TITLE } else { 0.0 };
        let top = y;
        let mut rows = Vec::new();
        for group in groups {
            let names = count(group.len()) * unit;
            for (n, line) in group.iter().enumerate() {
                let mut left = 2.0;
                for (venue, width) in line {
                    let top = y + count(n) * unit;
                    all.names.push((*venue, Place { left, top, width: *width, height: unit }));
                    left += width + BETWEEN;
                }
            }
            let end = y + names + strip * unit;
            let behind = if narrow { (y + names, end) } else { (y, end) };
            rows.push(RowPlace { band: (y, end), dot: f64::midpoint(behind.0, behind.1) - strip * 4.0, strip: behind });
            y = end;
        }
        let area = Area { left: across.0, top, right: across.1, bottom: y };
        all.panels.push(PanelPlace { x: Scale::of(&panel.axis, across), area, title, rows });
        y += UNDER;
    }
    all
}

fn count(lines: usize) -> f64 {
    f64::from(u32::try_from(lines).unwrap_or(20))
}

/// The names of each group in lines no wider than `room`.
fn broken(figure: &VenuesFigure, panel: &Panel, words: &Words, room: f64) -> Vec<Vec<Line>> {
    let of_group = |places: &[usize]| {
        let mut lines: Vec<Line> = vec![Vec::new()];
        let mut used = 0.0;
        for row in places.iter().filter_map(|place| figure.rows.get(*place)) {
            let venue = row.question.venue.id;
            let wide = width(words.venue(venue), NAME, true) + 2.0 * PAD;
            if used > 0.0 && used + wide > room {
                lines.push(Vec::new());
                used = 0.0;
            }
            used += wide + BETWEEN;
            if let Some(line) = lines.last_mut() {
                line.push((venue, wide));
            }
        }
        lines
    };
    panel.groups.iter().map(|group| of_group(&group.rows)).collect()
}

impl Place {
    /// Where the text of a name begins, and its middle.
    #[must_use]
    pub fn text(&self) -> (f64, f64) {
        (self.left + PAD, self.top + self.height / 2.0)
    }
}
