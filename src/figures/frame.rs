//! The box a picture is drawn for, and where the picture goes.

/// The box a picture is drawn for, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

impl Frame {
    /// A box of a size, kept within what can be drawn.
    #[must_use]
    pub fn new(width: u32, height: u32) -> Self {
        Self { width: width.clamp(240, 1600), height: height.clamp(160, 2400) }
    }

    /// True for a phone's width, where labels move above what they name.
    #[must_use]
    pub fn is_narrow(self) -> bool {
        self.width < 480
    }
}

/// Where a picture goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    /// Into the page: colours are tokens of the style sheet, fonts are the page's.
    Page,
    /// Into a file of its own: colours and fonts are written out, with title and source.
    File,
}
