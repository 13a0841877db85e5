//! How text is set in a figure, and how wide it is: the sum of the advances of the shipped fonts.
//!
//! Nothing is asked of the browser: that would lay the page out again at every draw, and a test could not follow. Kerning and ligatures are left out;
//! they make text narrower, by less than two parts in a hundred. Of a script whose letters join, each counts as it stands alone, its widest form. The
//! order of letters plays no part, so left-to-right and right-to-left text are measured alike.

use super::advances::BLOCKS;
use crate::figures::theme::Ink;

/// Width of a character that no shipped font has, in thousandths of the size: an em, which letters of fallback fonts hardly ever pass.
const UNKNOWN: u16 = 1000;

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

    /// Width of a text set so, in CSS pixels.
    #[must_use]
    pub fn width(self, text: &str) -> f64 {
        width(text, self.size, self.strong)
    }

    /// Where a text set so begins and ends when it stands at `x`.
    #[must_use]
    pub fn span(self, x: f64, text: &str) -> (f64, f64) {
        let wide = self.width(text);
        let from = match self.anchor {
            Anchor::Start => x,
            Anchor::Middle => x - wide / 2.0,
            Anchor::End => x - wide,
        };
        (from, from + wide)
    }
}

/// A text in lines, none wider than a room; a word that is wider by itself has a line of its own.
#[must_use]
pub fn wrapped(text: &str, kind: Type, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if kind.width(line) + kind.width(" ") + kind.width(word) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// A text that stays within a room: cut, with a sign for it, where it is wider.
#[must_use]
pub fn fitted(text: &str, kind: Type, room: f64) -> String {
    if kind.width(text) <= room {
        return text.to_owned();
    }
    let mut cut = text.to_owned();
    while cut.pop().is_some() {
        let said = format!("{}\u{2026}", cut.trim_end());
        if kind.width(&said) <= room {
            return said;
        }
    }
    String::new()
}

/// Width of a text in CSS pixels, plain or semi-bold, at a size in CSS pixels.
#[must_use]
pub fn width(text: &str, size: f64, strong: bool) -> f64 {
    let thousandths = text.chars().map(|c| u32::from(advance(c, strong))).fold(0, u32::saturating_add);
    f64::from(thousandths) * size / 1000.0
}

/// Width of the widest of some texts.
#[must_use]
pub fn widest<T: AsRef<str>>(texts: impl IntoIterator<Item = T>, size: f64, strong: bool) -> f64 {
    texts.into_iter().map(|text| width(text.as_ref(), size, strong)).fold(0.0, f64::max)
}

/// Advance of a character, in thousandths of the size.
fn advance(c: char, strong: bool) -> u16 {
    let number = u32::from(c);
    // Marks that set a direction take no room in any font.
    if matches!(number, 0x061C | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x2069) {
        return 0;
    }
    let at = BLOCKS.partition_point(|block| block.first <= number);
    let Some(block) = at.checked_sub(1).and_then(|at| BLOCKS.get(at)) else { return UNKNOWN };
    let widths = if strong { block.strong } else { block.plain };
    let at = usize::try_from(number.saturating_sub(block.first)).unwrap_or(usize::MAX);
    widths.get(at).copied().unwrap_or(UNKNOWN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::theme::TEXT;

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    #[test]
    fn a_text_is_as_wide_as_its_letters() {
        assert!(near(width("", 14.0, false), 0.0));
        assert!(near(width("55,000", 14.0, false), 14.0 * (5.0 * 0.497 + 0.249)));
        assert!(near(width("55,000", 14.0, true), 14.0 * (5.0 * 0.513 + 0.275)));
        assert!(near(widest(["1", "22"], 10.0, false), 9.94) && near(widest([""; 0], 10.0, false), 0.0));
    }

    #[test]
    fn the_first_and_last_of_a_block_are_found_and_their_neighbours_are_not() {
        for block in BLOCKS {
            let last = block.first + u32::try_from(block.plain.len()).unwrap() - 1;
            assert_eq!(block.plain.len(), block.strong.len());
            for (number, expected) in [(block.first, block.plain[0]), (last, *block.plain.last().unwrap())] {
                assert_eq!(advance(char::from_u32(number).unwrap(), false), expected, "{number:#x}");
            }
        }
        assert!(
            BLOCKS.windows(2).all(|pair| pair[0].first + u32::try_from(pair[0].plain.len()).unwrap() < pair[1].first)
        );
        assert_eq!(["\u{7f}", "\u{1f}", "\u{2210}"].map(|t| advance(t.chars().next().unwrap(), false)), [UNKNOWN; 3]);
    }

    #[test]
    fn other_scripts_are_an_em_a_letter_and_marks_of_direction_are_nothing() {
        assert!(near(width("\u{0645}\u{0631}", 14.0, false), 28.0));
        assert!(near(width("\u{2068}1\u{2069}\u{200f}\u{61c}", 14.0, false), width("1", 14.0, false)));
    }

    #[test]
    fn a_span_follows_its_anchor() {
        let kind = Type::new(10.0, TEXT);
        let spans = [Anchor::Start, Anchor::Middle, Anchor::End].map(|a| kind.anchored(a).span(100.0, "22").0);
        assert!(near(spans[0], 100.0) && near(spans[1], 95.03) && near(spans[2], 90.06), "{spans:?}");
    }
}
