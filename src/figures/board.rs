//! The drawing board: plotters at four times the size, in named layers, on a sheet of SVG in the page's own colours.
//!
//! plotters' coordinates are whole numbers; drawn at 4x and scaled back by `viewBox`, lines keep quarter-pixel precision.
//! Nothing here makes plotters measure text: on the page that would lay it out again at every draw, and break the strict policy.

use crate::engine::{Cause, Error};
use crate::figures::frame::{Frame, Medium};
use crate::figures::html::escape;
use crate::figures::svg::{COMMON, Drawn, Sheet};
use crate::figures::theme::{Ink, PAPER, TEXT, TICK};
use plotters::coord::Shift;
use plotters::element::{Drawable, PointCollection};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontDesc, FontFamily, FontStyle};
use plotters_backend::BackendCoord;
use std::fmt::Write as _;

/// Board units in one CSS pixel.
const SCALE: f64 = 4.0;

/// Width of the pill that names the present day.
pub const PILL: f64 = 62.0;

/// Where text is anchored, horizontally.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// The text begins here.
    Start,
    /// The text is centred here.
    Middle,
    /// The text ends here.
    End,
}

/// How a piece of text is set.
#[derive(Debug, Clone, Copy)]
pub struct Type {
    /// Size in CSS pixels; never below 14.
    pub size: f64,
    /// Semi-bold.
    pub strong: bool,
    /// Colour.
    pub ink: Ink,
    /// Anchor.
    pub anchor: Anchor,
}

impl Type {
    /// Plain text of a size and colour, beginning at its point.
    #[must_use]
    pub fn new(size: f64, ink: Ink) -> Self {
        Self { size, strong: false, ink, anchor: Anchor::Start }
    }

    /// The same, semi-bold.
    #[must_use]
    pub fn strong(self) -> Self {
        Self { strong: true, ..self }
    }

    /// The same, anchored elsewhere.
    #[must_use]
    pub fn anchored(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }
}

/// A point in CSS pixels from the upper left corner.
pub type Point = (f64, f64);

/// A picture under way.
pub struct Board {
    frame: Frame,
    medium: Medium,
    layers: String,
}

/// Draws into one layer.
pub struct Pen<'a, 'b> {
    area: &'a DrawingArea<Sheet<'b>, Shift>,
}

impl Board {
    /// An empty board.
    #[must_use]
    pub fn new(frame: Frame, medium: Medium) -> Self {
        Self { frame, medium, layers: String::new() }
    }

    /// Adds a layer: a group of a class, so that the style sheet can speak of it.
    pub fn layer(&mut self, class: &str, draw: &dyn Fn(&Pen<'_, '_>) -> Result<(), Error>) -> Result<(), Error> {
        self.layers.push_str("<g class=\"");
        self.layers.push_str(class);
        self.layers.push_str("\">");
        {
            let size =
                (units(f64::from(self.frame.width)).unsigned_abs(), units(f64::from(self.frame.height)).unsigned_abs());
            let area = Sheet { out: &mut self.layers, medium: self.medium, size }.into_drawing_area();
            draw(&Pen { area: &area })?;
        }
        self.layers.push_str("</g>");
        Ok(())
    }

    /// Adds a pill with a word on it, which plotters cannot draw: round ends.
    pub fn pill(&mut self, centre: Point, width: f64, height: f64, label: &str, ink: Ink) {
        let (x, y) = (units(centre.0 - width / 2.0), units(centre.1 - height / 2.0));
        let (w, h) = (units(width), units(height));
        let pill = format!(
            "<g class=\"pill\"><rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"{}\" fill=\"{}\"/><text x=\"{}\" y=\"{}\" dy=\".5ex\" text-anchor=\"middle\" font-size=\"{}\" font-weight=\"bold\" fill=\"{}\">{}</text></g>",
            h / 2,
            ink.named(self.medium),
            units(centre.0),
            units(centre.1),
            units(14.0),
            PAPER.named(self.medium),
            escape(label),
        );
        self.layers.push_str(&pill);
    }

    /// Begins a group of a class that is drawn without plotters; fainter where it tells of what has passed.
    pub fn open(&mut self, class: &str, faint: bool) {
        let opacity = if faint { " opacity=\".7\"" } else { "" };
        self.add(format_args!("<g class=\"{class}\"{opacity}>"));
    }

    /// Ends it.
    pub fn close(&mut self) {
        self.layers.push_str("</g>");
    }

    fn add(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing to a String cannot fail.
        self.layers.write_fmt(element).unwrap_or_default();
    }

    /// Adds a curve with one bend; dashes in board units, none for a solid line.
    pub fn curve(&mut self, [from, bend, to]: [Point; 3], ink: Ink, width: f64, dash: &str) {
        let ((a, b), (c, d), (e, f)) = (board_point(&from), board_point(&bend), board_point(&to));
        let (paint, width) = (ink.named(self.medium), units(width));
        self.add(format_args!(
            "<path fill=\"none\" stroke=\"{paint}\" stroke-width=\"{width}\" d=\"M{a},{b}Q{c},{d} {e},{f}\""
        ));
        if !dash.is_empty() {
            self.add(format_args!(" stroke-dasharray=\"{dash}\""));
        }
        self.layers.push_str("/>");
    }

    /// Adds a closed shape, filled or hollow.
    pub fn shape(&mut self, points: &[Point], ink: Ink, hollow: bool) {
        let paint = ink.named(self.medium);
        let fill = if hollow { PAPER.named(self.medium) } else { paint };
        self.add(format_args!(
            "<path fill=\"{fill}\" stroke=\"{paint}\" stroke-width=\"{}\" stroke-linejoin=\"round\" d=\"",
            units(if hollow { 1.5 } else { 0.5 })
        ));
        for (n, point) in points.iter().enumerate() {
            let (x, y) = board_point(point);
            self.add(format_args!("{}{x},{y}", if n == 0 { 'M' } else { 'L' }));
        }
        self.layers.push_str("Z\"/>");
    }

    /// Adds a box with round corners around a point: width, height and radius, a disc where that is half its size. Filled or not, with an edge where
    /// that has a width.
    pub fn card(
        &mut self,
        centre: Point,
        (width, height, radius): (f64, f64, f64),
        fill: Option<Ink>,
        edge: (Ink, f64),
    ) {
        let fill = fill.map_or("none", |ink| ink.named(self.medium));
        let (x, y) = (units(centre.0 - width / 2.0), units(centre.1 - height / 2.0));
        let (w, h, r) = (units(width.max(0.0)), units(height.max(0.0)), units(radius.max(0.0)));
        self.add(format_args!("<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"{r}\" fill=\"{fill}\""));
        if edge.1 > 0.0 {
            let paint = edge.0.named(self.medium);
            self.add(format_args!(" stroke=\"{paint}\" stroke-width=\"{}\"", units(edge.1)));
        }
        self.layers.push_str("/>");
    }

    /// Adds a line of text, centred vertically on its point.
    pub fn say(&mut self, at: Point, text: &str, kind: Type) {
        let (x, y) = board_point(&at);
        let anchor = match kind.anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let weight = if kind.strong { " font-weight=\"bold\"" } else { "" };
        let paint = kind.ink.named(self.medium);
        self.add(format_args!("<text x=\"{x}\" y=\"{y}\" dy=\".34em\"{anchor}{weight} fill=\"{paint}\""));
        let size = units(kind.size);
        if size != COMMON {
            self.add(format_args!(" font-size=\"{size}\""));
        }
        self.add(format_args!(">{}</text>", escape(text)));
    }

    /// The finished picture. A file gets its colours, its font, a title above and a source below; the page gets tokens.
    #[must_use]
    pub fn finish(self, title: &str, source: &str) -> String {
        let (w, h) = (units(f64::from(self.frame.width)), units(f64::from(self.frame.height)));
        let body = self.layers;
        if self.medium == Medium::Page {
            return format!(
                "<svg viewBox=\"0 0 {w} {h}\" font-size=\"{COMMON}\" aria-hidden=\"true\" focusable=\"false\">{body}</svg>"
            );
        }
        let (head, foot) = (units(44.0), units(34.0));
        let total = h.saturating_add(head).saturating_add(foot);
        let (left, size, small) = (units(12.0), units(19.0), units(14.0));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {total}\" width=\"{}\" height=\"{}\" font-family=\"'Source Sans 3', system-ui, sans-serif\" font-size=\"{COMMON}\"><title>{title}</title><rect width=\"{w}\" height=\"{total}\" fill=\"{}\"/><text x=\"{left}\" y=\"{}\" font-size=\"{size}\" font-weight=\"bold\" fill=\"{}\">{title}</text><g transform=\"translate(0 {head})\">{body}</g><text x=\"{left}\" y=\"{}\" font-size=\"{small}\" fill=\"{}\">{source}</text></svg>",
            self.frame.width,
            self.frame.height.saturating_add(78),
            PAPER.hex,
            units(28.0),
            TEXT.hex,
            total.saturating_sub(units(12.0)),
            TICK.hex,
            title = escape(title),
            source = escape(source),
        )
    }
}

impl Pen<'_, '_> {
    /// A line through points.
    pub fn line(&self, points: &[Point], ink: Ink, width: f64) -> Result<(), Error> {
        let path: Vec<(i32, i32)> = points.iter().map(board_point).collect();
        self.area.draw(&PathElement::new(path, ink.paper.stroke_width(units(width).unsigned_abs()))).map_err(refused)
    }

    /// A dashed line through points.
    pub fn dashes(&self, points: &[Point], ink: Ink, width: f64, dash: (f64, f64)) -> Result<(), Error> {
        let path = points.iter().map(board_point).collect();
        let style = ink.paper.stroke_width(units(width).unsigned_abs());
        self.area.draw(&Dashes { path, style, dash: (units(dash.0), units(dash.1)) }).map_err(refused)
    }

    /// A filled area.
    pub fn area(&self, points: &[Point], ink: Ink) -> Result<(), Error> {
        let path: Vec<(i32, i32)> = points.iter().map(board_point).collect();
        self.area.draw(&Polygon::new(path, ink.paper.filled())).map_err(refused)
    }

    /// A filled box.
    pub fn bar(&self, from: Point, to: Point, ink: Ink) -> Result<(), Error> {
        let corners = [board_point(&from), board_point(&to)];
        self.area.draw(&Rectangle::new(corners, ink.paper.filled())).map_err(refused)
    }

    /// A disc, or a ring filled with paper.
    pub fn dot(&self, centre: Point, radius: f64, ink: Ink, hollow: bool) -> Result<(), Error> {
        let (at, r) = (board_point(&centre), units(radius));
        if hollow {
            self.area.draw(&Circle::new(at, r, PAPER.paper.filled())).map_err(refused)?;
            return self
                .area
                .draw(&Circle::new(at, r, ink.paper.stroke_width(units(2.0).unsigned_abs())))
                .map_err(refused);
        }
        self.area.draw(&Circle::new(at, r, ink.paper.filled())).map_err(refused)
    }

    /// A thin ring with nothing in it.
    pub fn ring(&self, centre: Point, radius: f64, ink: Ink) -> Result<(), Error> {
        let style = ink.paper.stroke_width(units(1.25).unsigned_abs());
        self.area.draw(&Circle::new(board_point(&centre), units(radius), style)).map_err(refused)
    }

    /// A line of text, centred vertically on its point.
    pub fn text(&self, at: Point, text: &str, kind: Type) -> Result<(), Error> {
        let h = match kind.anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let weight = if kind.strong { FontStyle::Bold } else { FontStyle::Normal };
        let font = FontDesc::new(FontFamily::SansSerif, kind.size * SCALE, weight);
        let style = TextStyle::from(font).color(&kind.ink.paper).pos(Pos::new(h, VPos::Center));
        self.area.draw_text(text, &style, board_point(&at)).map_err(refused)
    }
}

/// A dashed line, which plotters would draw dash by dash.
struct Dashes {
    path: Vec<(i32, i32)>,
    style: ShapeStyle,
    dash: (i32, i32),
}

impl<'a> PointCollection<'a, (i32, i32)> for &'a Dashes {
    type Point = &'a (i32, i32);
    type IntoIter = std::slice::Iter<'a, (i32, i32)>;

    fn point_iter(self) -> Self::IntoIter {
        self.path.iter()
    }
}

impl Drawable<Sheet<'_>> for Dashes {
    fn draw<I: Iterator<Item = BackendCoord>>(&self, path: I, sheet: &mut Sheet<'_>, _: (u32, u32)) -> Drawn {
        sheet.dashed(path, &self.style, self.dash);
        Ok(())
    }
}

#[allow(clippy::cast_possible_truncation)]
fn units(pixels: f64) -> i32 {
    // Pictures are at most 1600 px wide, far inside i32.
    libm::round(pixels * SCALE).clamp(-1e6, 1e6) as i32
}

fn board_point(point: &Point) -> (i32, i32) {
    (units(point.0), units(point.1))
}

fn refused(_: impl std::error::Error) -> Error {
    Error::at(crate::engine::error::Field::Picture, Cause::Overflow)
}
