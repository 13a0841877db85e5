//! plotters' backend for this page: the few SVG elements its figures use, in whole numbers and in the page's own colours.
//!
//! plotters' own SVG backend writes opacities and font sizes as floating-point numbers, and with them brings a sixth of the
//! program onto the page; it also measures text where it can. This one does neither.

use super::text::Anchor;
use crate::figures::frame::Medium;
use crate::figures::html::escape;
use crate::figures::theme::INKS;
use plotters::style::FontStyle;
use plotters::style::text_anchor::HPos;
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};
use std::convert::Infallible;
use std::fmt::Write as _;

/// The size of most text, in board units: 14 px.
pub const COMMON: i32 = 56;

/// A sheet that elements are written onto.
pub struct Sheet<'a> {
    /// What has been written.
    pub out: &'a mut String,
    /// Where the picture goes: decides how colours are named.
    pub medium: Medium,
    /// Width and height, in board units.
    pub size: (u32, u32),
}

/// What came of an element; it cannot fail.
pub type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl Sheet<'_> {
    /// A colour as this medium names it: the style sheet's token on the page, written out in a file.
    fn paint(&self, (r, g, b): (u8, u8, u8)) -> &'static str {
        let same = |ink: &&crate::figures::theme::Ink| (ink.paper.0, ink.paper.1, ink.paper.2) == (r, g, b);
        INKS.iter().find(same).map_or("currentColor", |ink| ink.named(self.medium))
    }

    fn add(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing to a String cannot fail.
        self.out.write_fmt(element).unwrap_or_default();
    }

    fn points(path: impl IntoIterator<Item = BackendCoord>) -> String {
        let mut points = String::new();
        for (x, y) in path {
            if !points.is_empty() {
                points.push(' ');
            }
            write!(points, "{x},{y}").unwrap_or_default();
        }
        points
    }

    /// A dashed line through points.
    pub fn dashed<S: BackendStyle>(
        &mut self,
        path: impl IntoIterator<Item = BackendCoord>,
        style: &S,
        dash: (i32, i32),
    ) {
        let (points, paint) = (Self::points(path), self.paint(style.color().rgb));
        self.add(format_args!(
            "<polyline fill=\"none\" stroke=\"{paint}\" stroke-width=\"{}\" stroke-dasharray=\"{} {}\" points=\"{points}\"/>",
            style.stroke_width(),
            dash.0,
            dash.1
        ));
    }

    fn outline(&mut self, points: &str, colour: (u8, u8, u8), width: u32) {
        let paint = self.paint(colour);
        self.add(format_args!(
            "<polyline fill=\"none\" stroke=\"{paint}\" stroke-width=\"{width}\" points=\"{points}\"/>"
        ));
    }

    fn fill(&self, colour: (u8, u8, u8), width: u32, filled: bool) -> String {
        let paint = self.paint(colour);
        if filled {
            format!("fill=\"{paint}\"")
        } else {
            format!("fill=\"none\" stroke=\"{paint}\" stroke-width=\"{width}\"")
        }
    }
}

impl DrawingBackend for Sheet<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, colour: BackendColor) -> Drawn {
        self.draw_rect(at, (at.0.saturating_add(1), at.1.saturating_add(1)), &colour, true)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(&mut self, a: BackendCoord, b: BackendCoord, style: &S, filled: bool) -> Drawn {
        let (x, y) = (a.0.min(b.0), a.1.min(b.1));
        let (w, h) = (a.0.abs_diff(b.0), a.1.abs_diff(b.1));
        let fill = self.fill(style.color().rgb, style.stroke_width(), filled);
        self.add(format_args!("<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" {fill}/>"));
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        self.outline(&Self::points(path), style.color().rgb, style.stroke_width());
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, at: BackendCoord, radius: u32, style: &S, filled: bool) -> Drawn {
        let fill = self.fill(style.color().rgb, style.stroke_width(), filled);
        self.add(format_args!("<circle cx=\"{}\" cy=\"{}\" r=\"{radius}\" {fill}/>", at.0, at.1));
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        let (points, paint) = (Self::points(path), self.paint(style.color().rgb));
        self.add(format_args!("<polygon fill=\"{paint}\" points=\"{points}\"/>"));
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, at: BackendCoord) -> Drawn {
        let anchor = match style.anchor().h_pos {
            HPos::Left => Anchor::Start,
            HPos::Center => Anchor::Middle,
            HPos::Right => Anchor::End,
        };
        let strong = matches!(style.style(), FontStyle::Bold);
        #[allow(clippy::cast_possible_truncation)]
        let size = libm::round(style.size().clamp(0.0, 1e4)) as i32;
        let paint = self.paint(style.color().rgb);
        self::text(self.out, at, text, (anchor, strong, size), paint);
        Ok(())
    }
}

/// From the middle of a line of text to its base line: half the height of capitals and digits, which is 0.66 em in Source Sans 3.
const BASE: &str = ".34em";

/// A line of text, centred vertically on its point: the one way in which text comes into a picture.
pub fn text(
    out: &mut String,
    (x, y): BackendCoord,
    text: &str,
    (anchor, strong, size): (Anchor, bool, i32),
    paint: &str,
) {
    let anchor = match anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    let weight = if strong { " font-weight=\"bold\"" } else { "" };
    // Writing to a String cannot fail.
    write!(out, "<text x=\"{x}\" y=\"{y}\" dy=\"{BASE}\"{anchor}{weight}").unwrap_or_default();
    // The commonest size stands once, on the picture.
    if size != COMMON {
        write!(out, " font-size=\"{size}\"").unwrap_or_default();
    }
    write!(out, " fill=\"{paint}\">{}</text>", escape(text)).unwrap_or_default();
}
