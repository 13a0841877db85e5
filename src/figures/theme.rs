//! The palette: for each mark its colour in print and export, and the name of the style-sheet token that replaces it on the page.

use crate::figures::frame::Medium;
use plotters::style::RGBColor;

/// A colour with the token that stands for it in the style sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ink {
    /// On paper: the light palette.
    pub paper: RGBColor,
    /// `#RRGGBB`, as plotters writes it.
    pub hex: &'static str,
    /// A reference to the CSS custom property.
    variable: &'static str,
}

impl Ink {
    /// The colour as a medium names it: a token on the page, written out in a file.
    #[must_use]
    pub fn named(&self, medium: Medium) -> &'static str {
        match medium {
            Medium::Page => self.variable,
            Medium::File => self.hex,
        }
    }
}

macro_rules! inks {
    ($($(#[$doc:meta])* $name:ident = $r:literal, $g:literal, $b:literal, $hex:literal, $token:literal;)*) => {
        $($(#[$doc])* pub const $name: Ink = Ink { paper: RGBColor($r, $g, $b), hex: $hex, variable: concat!("var(", $token, ")") };)*
        /// Every ink.
        pub const INKS: &[Ink] = &[$($name),*];
    };
}

inks! {
    /// The paper itself.
    PAPER = 0xFB, 0xFA, 0xF7, "#FBFAF7", "--bg";
    /// Text.
    TEXT = 0x1B, 0x1F, 0x24, "#1B1F24", "--ink";
    /// Labels of rows.
    LABEL = 0x4A, 0x51, 0x5A, "#4A515A", "--ink-2";
    /// Ticks.
    TICK = 0x62, 0x6A, 0x74, "#626A74", "--ink-3";
    /// Horizontal hairlines.
    RULE = 0xD9, 0xD6, 0xCE, "#D9D6CE", "--rule";
    /// Links between bars.
    LINK = 0x7B, 0x82, 0x8B, "#7B828B", "--border";
    /// What rests at a level.
    LEVEL = 0xDD, 0xD8, 0xCB, "#DDD8CB", "--level";
    /// Price: the mark.
    PRICE = 0x00, 0x65, 0xA8, "#0065A8", "--data-price";
    /// Liquidation.
    LIQUIDATION = 0xC2, 0x41, 0x0C, "#C2410C", "--data-liq";
    /// Margin and equity.
    EQUITY = 0x3F, 0x8F, 0x86, "#3F8F86", "--data-equity";
    /// Funding.
    FUNDING = 0x78, 0x24, 0x63, "#782463", "--data-funding";
    /// Fees and slippage.
    FEE = 0xB5, 0x82, 0x00, "#B58200", "--data-fee";
    /// Entry, mark, references.
    REFERENCE = 0x5B, 0x64, 0x70, "#5B6470", "--data-ref";
    /// The band between two prices.
    BAND = 0xF6, 0xE3, 0xD6, "#F6E3D6", "--band";
    /// The bracket inside it.
    BAND_INNER = 0xEB, 0xC3, 0xA6, "#EBC3A6", "--band-inner";
    /// Where at least 10 % of paths have been.
    HEAT_1 = 0xFB, 0xED, 0xE3, "#FBEDE3", "--heat-1";
    /// At least 25 %.
    HEAT_2 = 0xF3, 0xCF, 0xB4, "#F3CFB4", "--heat-2";
    /// At least 50 %.
    HEAT_3 = 0xEB, 0xB7, 0x93, "#EBB793", "--heat-3";
    /// At least 75 %.
    HEAT_4 = 0xE3, 0x9E, 0x72, "#E39E72", "--heat-4";
    /// The lines between them: 4.2 : 1 or more on each, in both themes.
    CONTOUR = 0x7A, 0x26, 0x06, "#7A2606", "--contour";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hex_is_what_plotters_writes_and_no_two_inks_share_one() {
        for ink in INKS {
            let RGBColor(r, g, b) = ink.paper;
            assert_eq!(format!("#{r:02X}{g:02X}{b:02X}"), ink.hex);
            assert_eq!(INKS.iter().filter(|i| i.hex == ink.hex).count(), 1, "{}", ink.hex);
        }
    }

    #[test]
    fn the_style_sheet_defines_every_token_with_the_same_light_colour() {
        let sheet = include_str!("../../style/tokens.css");
        for ink in INKS {
            let token = ink.variable.trim_start_matches("var(").trim_end_matches(')');
            let rule = format!("{token}: light-dark({},", ink.hex.to_lowercase());
            assert!(sheet.to_lowercase().contains(&rule), "{rule}");
        }
    }
}
