//! The drawing board: plotters at four times the size, in named layers, on a sheet of SVG in the page's own colours.
//!
//! plotters' coordinates are whole numbers; drawn at 4x and scaled back by `viewBox`, lines keep quarter-pixel precision.
//! Nothing here makes plotters measure text: on the page that would lay it out again at every draw, and break the strict policy.

use super::projection::Point;
use super::svg::{self, COMMON, Drawn, Sheet};
use super::text::{Anchor, Type, wrapped};
use crate::engine::{Cause, Error};
use crate::figures::frame::{Frame, Medium};
use crate::figures::html::escape;
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

/// Least width of a pill: it is a handle as well.
pub const PILL: f64 = 62.0;

/// Height of a pill.
const PILL_HEIGHT: f64 = 26.0;

/// Between the word on a pill and its ends.
const PILL_ENDS: f64 = 10.0;

/// The word on a pill.
const PILL_TEXT: Type = Type { size: 14.0, strong: true, ink: PAPER, anchor: Anchor::Middle };

/// Left and right of what is written around a file's picture.
const EDGE: f64 = 12.0;

/// Heights of a line above and below it.
const HEAD_LINE: f64 = 24.0;
const FOOT_LINE: f64 = 18.0;

/// Width of a pill with a word on it.
#[must_use]
pub fn pill_width(label: &str) -> f64 {
    PILL.max(PILL_TEXT.width(label) + 2.0 * PILL_ENDS)
}

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
    pub fn pill(&mut self, centre: Point, label: &str, ink: Ink) {
        let (width, height) = (pill_width(label), PILL_HEIGHT);
        let (x, y) = (units(centre.0 - width / 2.0), units(centre.1 - height / 2.0));
        let (w, h) = (units(width), units(height));
        let fill = ink.named(self.medium);
        self.add(format_args!(
            "<g class=\"pill\"><rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"{}\" fill=\"{fill}\"/>",
            h / 2
        ));
        self.say(centre, label, PILL_TEXT);
        self.close();
    }

    /// Begins a group of a class, fainter where it has an opacity.
    pub fn open(&mut self, class: &str, opacity: Option<&str>) {
        self.add(format_args!("<g class=\"{class}\""));
        if let Some(opacity) = opacity {
            self.add(format_args!(" opacity=\"{opacity}\""));
        }
        self.layers.push('>');
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
        let (at, paint) = (board_point(&at), kind.ink.named(self.medium));
        svg::text(&mut self.layers, at, text, (kind.anchor, kind.strong, units(kind.size)), paint);
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
        let room = f64::from(self.frame.width) - 2.0 * EDGE;
        let (large, small) = (Type::new(19.0, TEXT).strong(), Type::new(14.0, TICK));
        let (title_lines, source_lines) = (wrapped(title, large, room), wrapped(source, small, room));
        let (head, foot) = (16.0 + HEAD_LINE * lines(&title_lines), 16.0 + FOOT_LINE * lines(&source_lines));
        let total = h.saturating_add(units(head)).saturating_add(units(foot));
        let mut around = String::new();
        let mut y = 28.0;
        for line in &title_lines {
            svg::text(
                &mut around,
                board_point(&(EDGE, y - 6.0)),
                line,
                (large.anchor, true, units(large.size)),
                TEXT.hex,
            );
            y += HEAD_LINE;
        }
        y = head + f64::from(self.frame.height) + 22.0;
        for line in &source_lines {
            svg::text(
                &mut around,
                board_point(&(EDGE, y - 5.0)),
                line,
                (small.anchor, false, units(small.size)),
                TICK.hex,
            );
            y += FOOT_LINE;
        }
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {total}\" width=\"{}\" height=\"{}\" font-family=\"'Source Sans 3', system-ui, sans-serif\" font-size=\"{COMMON}\"><title>{}</title><rect width=\"{w}\" height=\"{total}\" fill=\"{}\"/><g transform=\"translate(0 {})\">{body}</g>{around}</svg>",
            self.frame.width,
            f64::from(self.frame.height) + head + foot,
            escape(title),
            PAPER.hex,
            units(head),
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

/// How many lines there are.
fn lines(texts: &[String]) -> f64 {
    u32::try_from(texts.len()).map_or(0.0, f64::from)
}

fn refused(_: impl std::error::Error) -> Error {
    Error::at(crate::engine::error::Field::Picture, Cause::Overflow)
}
