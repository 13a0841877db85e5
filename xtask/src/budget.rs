//! What the page weighs, packed and unpacked, and what it may weigh.

use std::fmt::Write as _;
use std::io::Write as _;

use anyhow::{Context as _, Result, bail};

use flate2::{Compression, GzBuilder};

use crate::build::{File, Role, Site};

/// Largest module of the page on the wire: text stands and the first drag is answered in time on a slow phone. Readable code comes before the last kilobyte.
const WASM: usize = 575_000;
/// The same with its chunks: everything that the sections of the page are made of.
const ALL_WASM: usize = 775_000;
/// The worker's module on the wire, with its script: loaded when a section that asks it comes near the screen.
const WORKER: usize = 445_000;
/// Largest sum, packed with gzip, of what the page loads before it asks for its program, fonts apart: light on a host that packs no better.
const FIRST: usize = 122_000;
/// Largest sum, packed, of everything but wasm, worker and fonts: with the program's script and the reader's words.
const BEFORE_WASM: usize = 125_000;

/// Packs as static hosts do when they have time: quality 11.
pub fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let parameters =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: content.len(), ..Default::default() };
    let mut packed = Vec::new();
    let mut content = content;
    brotli::BrotliCompress(&mut content, &mut packed, &parameters).context("A file could not be packed")?;
    Ok(packed)
}

/// Packs as far as gzip goes: level 9. Neither a time nor a name is in it, so the same input gives the same bytes.
pub fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
    encoder.write_all(content).and_then(|()| encoder.finish()).context("A file could not be packed")
}

/// What files weigh together.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Weight {
    pub raw: usize,
    pub gzip: usize,
    pub brotli: usize,
}

impl Weight {
    /// One file; where it is not packed it travels as it is.
    pub fn of(file: &File) -> Self {
        let raw = file.content.len();
        let packed = |packed: &Option<Vec<u8>>| packed.as_ref().map_or(raw, Vec::len);
        Self { raw, gzip: packed(&file.gzip), brotli: packed(&file.brotli) }
    }

    /// All files of a role.
    pub fn of_role(site: &Site, role: Role) -> Self {
        site.files.values().filter(|file| file.role == role).map(Self::of).fold(Self::default(), |sum, file| Self {
            raw: sum.raw.saturating_add(file.raw),
            gzip: sum.gzip.saturating_add(file.gzip),
            brotli: sum.brotli.saturating_add(file.brotli),
        })
    }
}

/// The sums that have a limit or are worth knowing.
pub const SUMS: [(Role, &str); 6] = [
    (Role::First, "sum before the program, fonts apart"),
    (Role::Program, "script and words of the program"),
    (Role::Font, "sum of fonts"),
    (Role::Wasm, "wasm of the page that comes first"),
    (Role::Chunk, "wasm of its later sections"),
    (Role::Worker, "script and wasm of the worker"),
];

/// One line for each file, then the sums.
pub fn table(site: &Site) -> String {
    let mut text = format!("{:>10}  {:>10}  {:>10}  file in dist/\n", "bytes", "gzip", "brotli");
    let files = site.files.iter().map(|(path, file)| (Weight::of(file), path.as_str()));
    let sums = SUMS.map(|(role, name)| (Weight::of_role(site, role), name));
    for (Weight { raw, gzip, brotli }, name) in files.chain(sums) {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{raw:>10}  {gzip:>10}  {brotli:>10}  {name}");
    }
    text
}

/// Holds the site to its limits: modules as they travel, the rest as it is.
pub fn check(site: &Site) -> Result<()> {
    let Weight { raw, brotli: wire, .. } = Weight::of_role(site, Role::Wasm);
    if wire > WASM {
        bail!("The wasm of the page weighs {wire} bytes packed with brotli; the limit is {WASM}.");
    }
    println!("The wasm of the page weighs {wire} of {WASM} bytes packed with brotli, {raw} unpacked.");
    let all = wire.saturating_add(Weight::of_role(site, Role::Chunk).brotli);
    if all > ALL_WASM {
        bail!("The wasm of the page with its chunks weighs {all} bytes packed with brotli; the limit is {ALL_WASM}.");
    }
    println!("The wasm of the page with its chunks weighs {all} of {ALL_WASM} bytes packed with brotli.");
    let Weight { raw, brotli: wire, .. } = Weight::of_role(site, Role::Worker);
    if wire > WORKER {
        bail!("The module of the worker weighs {wire} bytes packed with brotli; the limit is {WORKER}.");
    }
    println!("The module of the worker weighs {wire} of {WORKER} bytes packed with brotli, {raw} unpacked.");
    let Weight { raw, gzip, brotli: wire } = Weight::of_role(site, Role::First);
    if gzip > FIRST {
        bail!(
            "What loads before the program, fonts apart, weighs {gzip} bytes packed with gzip; the limit is {FIRST}."
        );
    }
    println!(
        "What loads before the program, fonts apart, weighs {gzip} of {FIRST} bytes packed with gzip, {raw} unpacked."
    );
    let all = wire.saturating_add(Weight::of_role(site, Role::Program).brotli);
    if all > BEFORE_WASM {
        bail!("Everything but wasm, worker and fonts weighs {all} bytes packed; the limit is {BEFORE_WASM}.");
    }
    println!("Everything but wasm, worker and fonts weighs {all} of {BEFORE_WASM} bytes packed.");
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::io::Read as _;

    use super::*;

    fn site(wasm: usize, first: usize) -> Site {
        let file = |size, role| File { content: vec![0; size], brotli: None, gzip: None, role };
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
        assert!(check(&site(WASM + 1, 0)).unwrap_err().to_string().contains(&(WASM + 1).to_string()));
        assert!(check(&site(0, FIRST + 1)).unwrap_err().to_string().contains(&(FIRST + 1).to_string()));
        let with_worker = |size| {
            let mut site = site(0, 0);
            let file = File { content: vec![0; size], brotli: None, gzip: None, role: Role::Worker };
            site.files.insert("worker_bg.wasm".to_owned(), file);
            check(&site)
        };
        assert!(with_worker(WORKER).is_ok());
        assert!(with_worker(WORKER + 1).unwrap_err().to_string().contains("The module of the worker"));
        let mut heavy = site(0, FIRST);
        let script = File { content: vec![0; BEFORE_WASM - FIRST + 1], brotli: None, gzip: None, role: Role::Program };
        heavy.files.insert("a.js".to_owned(), script);
        assert!(check(&heavy).unwrap_err().to_string().contains(&(BEFORE_WASM + 1).to_string()));
    }

    #[test]
    fn the_table_has_every_file_and_the_sums() {
        let text = table(&site(1, 2));
        for part in
            ["gzip", "a.wasm", "index.html", "x.woff2", "sum before the program", "sum of fonts", "wasm of the worker"]
        {
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

        let packed = gzip(&content).unwrap();
        assert!(packed.len() < 100);
        assert_eq!(packed, gzip(&content).unwrap());
        assert_eq!(packed[4..8], [0; 4], "the time of packing is in it");
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(packed.as_slice()).read_to_end(&mut unpacked).unwrap();
        assert_eq!(unpacked, content);
    }
}
