//! The whole site in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow, bail, ensure};
use walkdir::WalkDir;

use super::assets::Assets;
use super::html::{self, Change, Kind, Mention};
use super::offline;
use super::reference::Reference;
use super::stylesheet;
use crate::budget;
use crate::site_headers::SiteHeaders;

/// The script that the worker's module is loaded by, apart from the page.
const WORKER: [&str; 1] = ["public/worker.js"];

/// Where the page's module, its glue and its chunks are built.
pub const PACKAGE: &str = "pkg";

/// Every file by its path in `dist/`.
#[derive(Debug, PartialEq, Eq)]
pub struct Site {
    pub files: BTreeMap<String, File>,
    /// What is worth a line though the site is good.
    pub warnings: Vec<String>,
}

#[derive(Debug, PartialEq, Eq)]
pub struct File {
    pub content: Vec<u8>,
    /// Where packing makes it smaller: what a host sends to a browser that reads brotli.
    pub brotli: Option<Vec<u8>>,
    /// The same for one that reads gzip alone.
    pub gzip: Option<Vec<u8>>,
    pub role: Role,
}

/// When a reader pays for a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Loaded with the page, before the program is asked for.
    First,
    /// Fetched with the wasm, after the page has been painted: its script and the reader's words.
    Program,
    Font,
    /// The page's own module: what stands first.
    Wasm,
    /// Its chunks: for sections that come later.
    Chunk,
    /// Fetched once the cascade comes near the screen: the worker's script and all that only it needs, its module too.
    Worker,
    /// Only when asked for.
    Other,
}

/// Puts the site together from the repository at `root`: `index.html` and, for each further language, `index.xx.html`. `prerender` fills
/// figures and numbers into a page, given with its name.
///
/// What has not changed since the site `before` is not packed again.
pub fn assemble(
    root: &Path,
    prerender: impl Fn(&str, &str) -> Result<String, String>,
    before: Option<&Site>,
) -> Result<Site> {
    let mut builder = Builder {
        root,
        assets: Assets::new(root),
        pages: pages(root)?,
        first: BTreeSet::new(),
        program: BTreeSet::new(),
        missing_fonts: 0,
    };
    let headers = SiteHeaders::parse(&read(root, "public/_headers")?)?;
    let mut built = Vec::new();
    for name in builder.pages.clone() {
        let source = read(root, &name)?;
        let page = prerender(&name, &source).map_err(|error| anyhow!("{name} could not be filled in: {error}"))?;
        let page = builder.page(&page).with_context(|| format!("{name} cannot be put together"))?;
        built.push((name, html::add_policy(&page, &headers.policy_for_meta()?)?));
    }
    builder.finish(built, before)
}

/// The names of the pages, the first language's first.
fn pages(root: &Path) -> Result<Vec<String>> {
    let mut names = vec!["index.html".to_owned()];
    for entry in std::fs::read_dir(root).context("the repository cannot be read")? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let tag = name.strip_prefix("index.").and_then(|rest| rest.strip_suffix(".html"));
        if tag.is_some_and(|tag| !tag.is_empty() && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')) {
            names.push(name);
        }
    }
    names.sort_by_key(|name| (name.as_str() != "index.html", name.clone()));
    Ok(names)
}

struct Builder<'root> {
    root: &'root Path,
    assets: Assets<'root>,
    /// The pages, by name.
    pages: Vec<String>,
    /// Files of `public/` that a page loads by their own names.
    first: BTreeSet<PathBuf>,
    /// Names in `assets/` of what a page names and only its program needs: words, glue, module.
    program: BTreeSet<String>,
    missing_fonts: usize,
}

impl Builder<'_> {
    /// A page with everything it refers to under its shipped name.
    fn page(&mut self, page: &str) -> Result<String> {
        let mentions = html::mentions(page)?;
        let mut bundle = Some(self.bundle(&mentions)?);
        let mut changes = Vec::new();
        for mention in &mentions {
            changes.push(match Reference::read(&mention.url, Path::new(""))? {
                None => Change::Keep,
                Some(_) if matches!(mention.kind, Kind::Stylesheet { .. }) => {
                    bundle.take().map_or(Change::Remove, Change::Set)
                }
                Some(reference) => self.place(mention, &reference)?,
            });
        }
        let page = html::rewrite(page, changes)?;
        let words = self.words(&html::language(&page)?)?;
        html::set_words(&page, &words)
    }

    /// One style sheet out of all, in the order of their links; gives its URL.
    fn bundle(&mut self, mentions: &[Mention]) -> Result<String> {
        let mut bundle = String::new();
        for mention in mentions {
            let Kind::Stylesheet { media } = &mention.kind else {
                continue;
            };
            let Some(Reference { file, .. }) = Reference::read(&mention.url, Path::new(""))? else {
                bail!("index.html links the style sheet `{}`, which is not ours.", mention.url);
            };
            let source = std::fs::read_to_string(self.root.join(&file))
                .with_context(|| format!("index.html refers to `{}`, which cannot be read", mention.url))?;
            let (root, assets) = (self.root, &mut self.assets);
            let ship = |file: &Path| assets.add(file).map(|name| format!("./{name}"));
            let compiled = stylesheet::compile(&source, &file, |file| root.join(file).is_file(), ship)?;
            self.missing_fonts = self.missing_fonts.saturating_add(compiled.missing_fonts.len());
            match media.as_deref() {
                None | Some("" | "all") => bundle.push_str(&compiled.css),
                Some(media) => bundle.push_str(&format!("@media {media}{{{}}}", compiled.css)),
            }
            bundle.push('\n');
        }
        let name = self.assets.add_content(Path::new("style.css"), bundle.into_bytes())?;
        Ok(format!("./assets/{name}"))
    }

    /// The words of a language, checked and ordered; gives their URL.
    fn words(&mut self, language: &str) -> Result<String> {
        let content = words_build::fetched(&self.root.join("locales"), language).map_err(|error| anyhow!("{error}"))?;
        let name = self.assets.add_content(Path::new(&format!("{language}.txt")), content.into_bytes())?;
        let url = format!("./assets/{name}");
        self.program.insert(name);
        Ok(url)
    }

    /// Where a mentioned file is found in `dist/`.
    fn place(&mut self, mention: &Mention, Reference { file, suffix }: &Reference) -> Result<Change> {
        if file.as_os_str().is_empty() || self.pages.iter().any(|page| file == Path::new(page)) {
            return Ok(Change::Keep);
        }
        let loaded = mention.kind == Kind::Resource;
        let script = file.extension().is_some_and(|extension| extension == "js");
        let exists = self.root.join(file).is_file();
        match file.strip_prefix("public") {
            _ if !exists && loaded && file.starts_with("node_modules") => {
                self.missing_fonts = self.missing_fonts.saturating_add(1);
                Ok(Change::Remove)
            }
            _ if !exists => bail!("index.html refers to `{}`, which does not exist.", mention.url),
            Ok(_) if loaded && script => Ok(Change::Set(format!("./assets/{}{suffix}", self.assets.add(file)?))),
            Ok(name) => {
                if loaded {
                    self.first.insert(file.clone());
                }
                Ok(Change::Set(format!("./{}{suffix}", url_path(name))))
            }
            Err(_) if loaded => {
                let name = self.assets.add(file)?;
                let url = format!("./assets/{name}{suffix}");
                if file.starts_with(PACKAGE) {
                    self.program.insert(name);
                }
                Ok(Change::Set(url))
            }
            Err(_) => bail!("index.html links to `{}`, which is not shipped: put it into public/.", mention.url),
        }
    }

    fn finish(self, pages: Vec<(String, String)>, before: Option<&Site>) -> Result<Site> {
        let known = |path: &str| before.and_then(|site| site.files.get(path));
        let mut files = BTreeMap::new();
        let hashed = self.assets.sources();
        let of_worker = self.assets.behind(&WORKER);
        for (name, content) in self.assets.into_contents() {
            let path = format!("assets/{name}");
            // What the page itself does not name is fetched by its script, beside the wasm.
            let role = match &name {
                name if of_worker.contains(name) => Role::Worker,
                name if self.program.contains(name) => Role::Program,
                name if name.ends_with(".wasm") => Role::Chunk,
                name if pages.iter().any(|(_, page)| page.contains(name)) => Role::First,
                _ => Role::Program,
            };
            let file = File::new(&path, content, role, known(&path))?;
            files.insert(path, file);
        }
        for entry in WalkDir::new(self.root.join("public")).sort_by_file_name() {
            let entry = entry.context("public/ cannot be read")?;
            let file = entry.path().strip_prefix(self.root)?;
            if !entry.file_type().is_file() || hashed.contains(file) || file == Path::new(offline::TEMPLATE) {
                continue;
            }
            let path = url_path(file.strip_prefix("public")?);
            let role = if self.first.contains(file) { Role::First } else { Role::Other };
            let content = std::fs::read(entry.path()).with_context(|| format!("{} cannot be read", file.display()))?;
            let file = File::new(&path, content, role, known(&path))?;
            ensure!(
                files.insert(path.clone(), file).is_none(),
                "public/{path} has the name of a file that the build makes."
            );
        }
        let version = offline::version(&files, &pages);
        let mut digests = BTreeMap::new();
        for (name, page) in pages {
            let page = html::set_version(&page, &version)?;
            digests.insert(name.clone(), offline::digest(page.as_bytes()));
            // What a reader pays is counted once, for the first language.
            let role = if name == "index.html" { Role::First } else { Role::Other };
            let file = File::new(&name, page.into_bytes(), role, known(&name))?;
            ensure!(files.insert(name.clone(), file).is_none(), "public/{name} has the name of a page.");
        }
        if self.root.join(offline::TEMPLATE).is_file() {
            let content = offline::script(&read(self.root, offline::TEMPLATE)?, &version, &digests, &files)?;
            let file = File::new(offline::NAME, content.into_bytes(), Role::Other, known(offline::NAME))?;
            files.insert(offline::NAME.to_owned(), file);
        }
        let mut warnings = Vec::new();
        if self.missing_fonts > 0 {
            warnings.push(
                "The fonts are not installed (npm ci): the page uses the fonts of the reader's system.".to_owned(),
            );
        }
        Ok(Site { files, warnings })
    }
}

impl File {
    fn new(path: &str, content: Vec<u8>, role: Role, before: Option<&Self>) -> Result<Self> {
        let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
        let role = match (extension, role) {
            (_, Role::Worker | Role::Chunk) => role,
            ("wasm", _) => Role::Wasm,
            ("woff" | "woff2", _) => Role::Font,
            _ => role,
        };
        if let Some(Self { brotli, gzip, .. }) = before.filter(|before| before.content == content) {
            return Ok(Self { content, brotli: brotli.clone(), gzip: gzip.clone(), role });
        }
        let compressible =
            ["css", "html", "js", "json", "svg", "txt", "wasm", "webmanifest", "xml"].contains(&extension);
        let packed = |pack: fn(&[u8]) -> Result<Vec<u8>>| {
            let packed = if compressible { Some(pack(&content)?) } else { None };
            anyhow::Ok(packed.filter(|packed| packed.len() < content.len()))
        };
        let (brotli, gzip) = (packed(budget::brotli)?, packed(budget::gzip)?);
        Ok(Self { content, brotli, gzip, role })
    }
}

fn read(root: &Path, file: &str) -> Result<String> {
    std::fs::read_to_string(root.join(file)).with_context(|| format!("{file} cannot be read"))
}

fn url_path(file: &Path) -> String {
    let names: Vec<_> = file.iter().map(|name| name.to_string_lossy()).collect();
    names.join("/")
}

#[cfg(test)]
#[path = "site_tests.rs"]
mod tests;
