//! The service worker: `public/sw.js` with the version of the site and every file that is kept for when there is no network.

use std::collections::BTreeMap;

use anyhow::{Result, ensure};
use sha2::{Digest as _, Sha256};

use super::site::File;

/// What it is made of.
pub const TEMPLATE: &str = "public/sw.js";

/// Its name in `dist/`: beside the page, which makes the page's folder its scope.
pub const NAME: &str = "sw.js";

/// What hosts read and do not publish.
const UNPUBLISHED: &str = "_headers";

/// The version of a site, told by all that is in it. The pages are as they are before the version stands in them.
pub fn version(files: &BTreeMap<String, File>, pages: &[(String, String)]) -> String {
    let mut hash = Sha256::new();
    let pages = pages.iter().map(|(name, page)| (name, page.as_bytes()));
    for (name, content) in files.iter().map(|(name, file)| (name, file.content.as_slice())).chain(pages) {
        for part in [name.as_bytes(), content] {
            hash.update(part.len().to_le_bytes());
            hash.update(part);
        }
    }
    hex(&hash.finalize()).chars().take(16).collect()
}

/// The SHA-256 of a content, as the service worker compares it.
pub fn digest(content: &[u8]) -> String {
    hex(&Sha256::digest(content))
}

/// The script: the pages of the site with their digests, and its other files.
pub fn script(
    template: &str,
    version: &str,
    pages: &BTreeMap<String, String>,
    files: &BTreeMap<String, File>,
) -> Result<String> {
    let others = files.keys().filter(|name| !pages.contains_key(*name) && *name != UNPUBLISHED && *name != NAME);
    let others: Vec<String> = others.map(|name| quoted(name)).collect::<Result<_>>()?;
    let pages = pages.iter().map(|(name, digest)| Ok(format!("{}: {}", quoted(name)?, quoted(digest)?)));
    let pages: Vec<String> = pages.collect::<Result<_>>()?;
    let mut script = template.to_owned();
    for (place, value) in [
        ("\"{version}\"", quoted(version)?),
        ("{pages}", format!("{{ {} }}", pages.join(", "))),
        ("{files}", format!("[\n  {},\n]", others.join(",\n  "))),
    ] {
        ensure!(script.matches(place).count() == 1, "{TEMPLATE} must hold {place} once.");
        script = script.replace(place, &value);
    }
    Ok(script)
}

/// A text as a script writes it: names of files have nothing in them that would need more.
fn quoted(text: &str) -> Result<String> {
    let plain = text.chars().all(|c| c.is_ascii_graphic() && !"\"\\".contains(c));
    ensure!(plain, "`{text}` cannot be kept for offline: letters, digits and plain signs are accepted in names.");
    Ok(format!("\"{text}\""))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
