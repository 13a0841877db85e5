//! The table of widths that figures lay their text out by: made from the fonts that the page ships, and compared with them by every build.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};
use ttf_parser::{Face, Tag};

/// The table, in the sources.
const TABLE: &str = "src/figures/chart/advances.rs";

/// The fonts that figures are set in, one for each script. The style sheet names the same (`style/fonts.css`).
const FONTS: [&str; 1] =
    ["node_modules/@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2"];

/// Weights of text in figures: plain, and what the style sheet makes of bold (`.plot text[font-weight]`).
const WEIGHTS: [f32; 2] = [400.0, 600.0];

const HEAD: &str = "\
//! Advance widths of the fonts that the page ships, in thousandths of the size. Made by `cargo xtask fonts`; not to be edited.

/// Characters that follow each other.
pub struct Block {
    /// The first.
    pub first: u32,
    /// The width of each, plain.
    pub plain: &'static [u16],
    /// The width of each, semi-bold.
    pub strong: &'static [u16],
}

/// All that have a width, by their numbers.
#[rustfmt::skip]
pub const BLOCKS: &[Block] = &[
";

/// Writes the table.
pub fn write(root: &Path) -> Result<()> {
    let table = table(root)?.context("The fonts are not installed: run `npm ci`, then this again.")?;
    let path = root.join(TABLE);
    std::fs::write(&path, table).with_context(|| format!("{} cannot be written", path.display()))
}

/// Compares the table with the fonts, where they are installed.
pub fn check(root: &Path) -> Result<()> {
    let Some(table) = table(root)? else { return Ok(()) };
    let path = root.join(TABLE);
    let known = std::fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    ensure!(
        known.replace('\r', "") == table,
        "{TABLE} is not that of the fonts: run `cargo xtask fonts`, and look at the figures."
    );
    Ok(())
}

/// The table of the fonts; `None` where one is not installed.
fn table(root: &Path) -> Result<Option<String>> {
    let mut all: BTreeMap<u32, [u16; 2]> = BTreeMap::new();
    for font in FONTS {
        let path = root.join(font);
        if !path.is_file() {
            return Ok(None);
        }
        let packed = std::fs::read(&path).with_context(|| format!("{font} cannot be read"))?;
        for (letter, widths) in widths(&packed).with_context(|| format!("{font} is not a font of this kind"))? {
            // What two fonts have is set in the first.
            all.entry(letter).or_insert(widths);
        }
    }
    let mut out = HEAD.to_owned();
    let mut rest = all.iter().peekable();
    while let Some((first, widths)) = rest.next() {
        let mut block = vec![*widths];
        let mut last = *first;
        while let Some((letter, widths)) = rest.next_if(|(letter, _)| **letter == last.saturating_add(1)) {
            block.push(*widths);
            last = *letter;
        }
        let column = |of: fn(&[u16; 2]) -> u16| block.iter().map(|w| of(w).to_string()).collect::<Vec<_>>().join(", ");
        let (plain, strong) = (column(|[plain, _]| *plain), column(|[_, strong]| *strong));
        writeln!(out, "    Block {{ first: 0x{first:04X}, plain: &[{plain}], strong: &[{strong}] }},")?;
    }
    out.push_str("];\n");
    Ok(Some(out))
}

/// What each character of a variable font takes, in every weight.
fn widths(packed: &[u8]) -> Result<Vec<(u32, [u16; 2])>> {
    let font = wuff::decompress_woff2(packed).map_err(|error| anyhow::anyhow!("WOFF2: {error:?}"))?;
    let mut face = Face::parse(&font, 0)?;
    let mut letters = Vec::new();
    for table in face
        .tables()
        .cmap
        .context("no characters")?
        .subtables
        .into_iter()
        .filter(ttf_parser::cmap::Subtable::is_unicode)
    {
        table.codepoints(|letter| letters.push(letter));
    }
    letters.sort_unstable();
    letters.dedup();
    let mut found = Vec::new();
    for letter in letters.into_iter().filter(|letter| *letter >= 0x20) {
        let Some(glyph) = char::from_u32(letter).and_then(|c| face.glyph_index(c)) else { continue };
        let mut widths = [0; 2];
        for (width, weight) in widths.iter_mut().zip(WEIGHTS) {
            if face.set_variation(Tag::from_bytes(b"wght"), weight).is_none() {
                bail!("no axis of weights");
            }
            let advance = u32::from(face.glyph_hor_advance(glyph).context("a glyph without a width")?);
            let em = u32::from(face.units_per_em());
            // Rounded to the nearest.
            let thousandths = advance.saturating_mul(1000).saturating_add(em.div_ceil(2)).checked_div(em);
            *width = u16::try_from(thousandths.context("an em of nothing")?)?;
        }
        found.push((letter, widths));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root() -> &'static Path {
        Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
    }

    /// Without npm's packages there is nothing to compare with; `cargo xtask build` and `cargo xtask test` install them first.
    #[test]
    fn the_table_is_that_of_the_shipped_fonts() {
        check(root()).unwrap();
    }

    #[test]
    fn the_style_sheet_ships_these_fonts_in_these_weights() {
        let read = |name: &str| std::fs::read_to_string(root().join("style").join(name)).unwrap();
        let fonts = read("fonts.css");
        for font in FONTS {
            assert!(fonts.contains(&format!("url(\"../{font}\")")), "{font}");
        }
        assert!(read("figure.css").contains(".plot text[font-weight] {\n  font-weight: 600;\n}"));
    }

    /// Figures ask for digits of one width; in this font they are so by themselves, and no substitution has to be followed.
    #[test]
    fn digits_are_all_of_one_width() {
        let [font] = FONTS;
        let Ok(packed) = std::fs::read(root().join(font)) else { return };
        let widths = widths(&packed).unwrap();
        let digits: Vec<_> = widths.iter().filter(|w| (0x30..0x3A).contains(&w.0)).map(|w| w.1).collect();
        assert!(digits.len() == 10 && digits.windows(2).all(|pair| matches!(pair, [a, b] if a == b)), "{digits:?}");
    }
}
