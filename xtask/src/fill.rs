//! Fills figures and numbers into a page, in the language that its root element names.

use std::path::Path;

use cascade_notes::figures::prerender::language;
use cascade_notes::ui::parts;
use cascade_notes::words::Words;

/// The page of `source` with everything filled in, in the words of `locales` in `root`.
pub fn fill(root: &Path, source: &str) -> Result<String, String> {
    let language = language(source).ok_or("it does not name its language: <html lang=\"…\"> is missing")?;
    let words = words_build::fetched(&root.join("locales"), language)?;
    // A build fills each page once.
    let words = Words::read(Box::leak(words.into_boxed_str()));
    parts::fill(source, Box::leak(Box::new(words)))
}
