//! One style sheet: checked, packed, and with its fonts and pictures found.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow, bail};
use lightningcss::dependencies::{Dependency, DependencyOptions};
use lightningcss::printer::PrinterOptions;
use lightningcss::rules::CssRule;
use lightningcss::rules::font_face::{FontFaceProperty, FontFaceRule, Source};
use lightningcss::stylesheet::{ParserOptions, StyleSheet};

use super::reference::Reference;

/// A style sheet as it is shipped.
pub struct Compiled {
    pub css: String,
    /// Fonts that an `@font-face` wanted and npm has not installed; the rule is left out.
    pub missing_fonts: Vec<PathBuf>,
}

/// Packs the style sheet `file`. `exists` tells which files are there; `ship` gives the URL of one from inside `assets/`.
pub fn compile(
    source: &str,
    file: &Path,
    exists: impl Fn(&Path) -> bool,
    mut ship: impl FnMut(&Path) -> Result<String>,
) -> Result<Compiled> {
    let name = file.display().to_string();
    let folder = file.parent().unwrap_or(Path::new(""));
    let options = ParserOptions { filename: name.clone(), ..ParserOptions::default() };
    let mut sheet = StyleSheet::parse(source, options).map_err(|error| anyhow!("{name}: {error}"))?;

    let mut missing_fonts = Vec::new();
    sheet.rules.0.retain(|rule| {
        let CssRule::FontFace(face) = rule else {
            return true;
        };
        let missing = installed_by_npm(face, folder).into_iter().find(|font| !exists(font));
        let keep = missing.is_none();
        missing_fonts.extend(missing);
        keep
    });

    // Packed as it is printed, never `minify`d: that would drop fallbacks for older browsers.
    let printer = PrinterOptions {
        minify: true,
        analyze_dependencies: Some(DependencyOptions::default()),
        ..PrinterOptions::default()
    };
    let printed = sheet.to_css(printer).map_err(|error| anyhow!("{name}: {error}"))?;
    let mut css = printed.code;
    for dependency in printed.dependencies.unwrap_or_default() {
        let found = match dependency {
            Dependency::Url(found) => found,
            Dependency::Import(import) => {
                bail!("{name}: @import \"{}\" loads late; use a <link> in index.html.", import.url)
            }
        };
        let target = match Reference::read(&found.url, folder)? {
            None => found.url,
            Some(reference) if exists(&reference.file) => format!("{}{}", ship(&reference.file)?, reference.suffix),
            Some(_) => bail!("{name} line {}: url({}) does not exist.", found.loc.start.line, found.url),
        };
        let quoted = serde_json::to_string(&target).context("A URL could not be quoted.")?;
        css = css.replace(&format!("url(\"{}\")", found.placeholder), &format!("url({quoted})"));
    }
    Ok(Compiled { css, missing_fonts })
}

fn installed_by_npm(face: &FontFaceRule<'_>, folder: &Path) -> Vec<PathBuf> {
    let sources = face.properties.iter().filter_map(|property| match property {
        FontFaceProperty::Source(sources) => Some(sources),
        _ => None,
    });
    let urls = sources.flatten().filter_map(|source| match source {
        Source::Url(source) => Some(source.url.url.as_ref()),
        Source::Local(_) => None,
    });
    urls.filter_map(|url| Reference::read(url, folder).ok().flatten())
        .map(|reference| reference.file)
        .filter(|file| file.starts_with("node_modules"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FONT: &str = "@font-face { font-family: X; src: url('../node_modules/f/x.woff2') format('woff2') }";

    fn compiled(source: &str, files: &[&str]) -> Result<Compiled> {
        let exists = |file: &Path| files.iter().any(|known| Path::new(known) == file);
        let ship = |file: &Path| Ok(format!("./{}", file.file_name().unwrap().display()));
        compile(source, Path::new("style/main.css"), exists, ship)
    }

    #[test]
    fn fonts_are_shipped() {
        let found = compiled(FONT, &["node_modules/f/x.woff2"]).unwrap();
        assert!(found.css.contains("url(\"./x.woff2\")"), "{}", found.css);
        assert!(found.missing_fonts.is_empty());
    }

    #[test]
    fn a_font_that_is_not_installed_takes_its_rule_along() {
        let found = compiled(&format!("{FONT} p {{ color: red }}"), &[]).unwrap();
        assert_eq!(found.css, "p{color:red}");
        assert_eq!(found.missing_fonts, [PathBuf::from("node_modules/f/x.woff2")]);
    }

    #[test]
    fn any_other_missing_file_is_an_error() {
        let error = compiled("p { background: url(./paper.png) }", &[]).err().unwrap().to_string();
        assert!(error.contains("style/main.css line 1: url(./paper.png)"), "{error}");
    }

    #[test]
    fn data_and_fragments_stay() {
        let css = compiled("p { background: url(data:image/png;base64,AA); mask: url(#m) }", &[]).unwrap().css;
        assert!(css.contains("url(\"data:image/png;base64,AA\")") && css.contains("url(\"#m\")"), "{css}");
    }

    #[test]
    fn fallbacks_for_older_browsers_stay() {
        let css = compiled("p { height: 100vh; height: 100dvh; color: #fff; color: light-dark(#fff, #000) }", &[])
            .unwrap()
            .css;
        assert!(css.contains("100vh") && css.contains("100dvh") && css.contains("light-dark("), "{css}");
    }

    #[test]
    fn mistakes_are_named() {
        assert!(compiled("@import 'other.css';", &[]).is_err());
        let error = compiled("p { color: red } }", &[]).err().map(|error| error.to_string());
        assert!(error.is_some_and(|error| error.contains("style/main.css")));
    }
}
