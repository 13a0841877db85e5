//! What the page weighs, and what it may weigh.

use std::fmt::Write as _;

use anyhow::{Context as _, Result, bail};

use crate::build::{File, Role, Site};

/// Largest wasm on the wire.
const WASM: usize = 150_000;
/// Largest sum, unpacked, of what the page loads ahead of the wasm, fonts apart: the page must be light on any host.
const FIRST: usize = 100_000;

/// Packs as static hosts do when they have time: quality 11.
pub fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let parameters =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: content.len(), ..Default::default() };
    let mut packed = Vec::new();
    let mut content = content;
    brotli::BrotliCompress(&mut content, &mut packed, &parameters).context("A file could not be packed")?;
    Ok(packed)
}

/// One line for each file, then the sums that have a limit.
pub fn table(site: &Site) -> String {
    let mut text = format!("{:>10}  {:>10}  file in dist/\n", "bytes", "brotli");
    let mut line = |raw: usize, wire: usize, name: &str| {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{raw:>10}  {wire:>10}  {name}");
    };
    for (path, file) in &site.files {
        line(file.content.len(), file.transfer(), path);
    }
    for (role, name) in
        [(Role::First, "sum before wasm, fonts apart"), (Role::Font, "sum of fonts"), (Role::Wasm, "wasm")]
    {
        let (raw, wire) = sums(site, role);
        line(raw, wire, name);
    }
    text
}

/// Holds the site to its limits: the wasm as it travels, the rest as it is.
pub fn check(site: &Site) -> Result<()> {
    let (raw, wire) = sums(site, Role::Wasm);
    if wire > WASM {
        bail!("The wasm weighs {wire} bytes packed with brotli; the limit is {WASM}.");
    }
    println!("The wasm weighs {wire} of {WASM} bytes packed with brotli, {raw} unpacked.");
    let (raw, wire) = sums(site, Role::First);
    if raw > FIRST {
        bail!("What loads before the wasm, fonts apart, weighs {raw} bytes unpacked; the limit is {FIRST}.");
    }
    println!("What loads before the wasm, fonts apart, weighs {raw} of {FIRST} bytes unpacked, {wire} packed.");
    Ok(())
}

fn sums(site: &Site, role: Role) -> (usize, usize) {
    let files = || site.files.values().filter(|file| file.role == role);
    (files().map(|file| file.content.len()).sum(), files().map(File::transfer).sum())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn site(wasm: usize, first: usize) -> Site {
        let file = |size, role| File { content: vec![0; size], brotli: None, role };
        let files = [
            ("a.wasm", file(wasm, Role::Wasm)),
            ("index.html", file(first, Role::First)),
            ("x.woff2", file(900_000, Role::Font)),
        ];
        Site { files: BTreeMap::from(files.map(|(path, file)| (path.to_owned(), file))), warnings: Vec::new() }
    }

    #[test]
    fn limits_are_held_to_the_byte() {
        assert!(check(&site(WASM, FIRST)).is_ok());
        assert!(check(&site(150_001, 0)).unwrap_err().to_string().contains("150001"));
        assert!(check(&site(0, 100_001)).unwrap_err().to_string().contains("100001"));
    }

    #[test]
    fn the_table_has_every_file_and_the_sums() {
        let text = table(&site(1, 2));
        for part in ["a.wasm", "index.html", "x.woff2", "sum before wasm", "sum of fonts"] {
            assert!(text.contains(part), "{text}");
        }
    }

    #[test]
    fn packing_is_lossless_and_the_same_each_time() {
        let content = "liquidation ".repeat(1000).into_bytes();
        let packed = brotli(&content).unwrap();
        assert!(packed.len() < 100);
        assert_eq!(packed, brotli(&content).unwrap());
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut packed.as_slice(), &mut unpacked).unwrap();
        assert_eq!(unpacked, content);
    }
}
