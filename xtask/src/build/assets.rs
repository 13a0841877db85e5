//! Files that are shipped as `assets/name.hash.extension`, so that a browser may keep each for ever.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail, ensure};
use sha2::{Digest as _, Sha256};

use super::reference::Reference;
use super::script;

/// Bytes of the hash that stand in a name.
const HASH_BYTES: usize = 8;

/// The assets found so far.
pub struct Assets<'root> {
    root: &'root Path,
    /// Name in `assets/` by source file; None while that file is being read.
    names: BTreeMap<PathBuf, Option<String>>,
    contents: BTreeMap<String, Vec<u8>>,
    /// The files that a script refers to.
    references: BTreeMap<PathBuf, BTreeSet<PathBuf>>,
}

impl<'root> Assets<'root> {
    pub fn new(root: &'root Path) -> Self {
        Self { root, names: BTreeMap::new(), contents: BTreeMap::new(), references: BTreeMap::new() }
    }

    /// Ships a file, and with a script everything that it refers to; gives its name in `assets/`.
    pub fn add(&mut self, file: &Path) -> Result<String> {
        match self.names.get(file) {
            Some(Some(name)) => return Ok(name.clone()),
            Some(None) => bail!(
                "{} refers to itself through other scripts; a hashed name cannot stand in its own file.",
                file.display()
            ),
            None => {}
        }
        self.names.insert(file.to_path_buf(), None);
        let mut content =
            std::fs::read(self.root.join(file)).with_context(|| format!("{} cannot be read.", file.display()))?;
        if file.extension().is_some_and(|extension| extension == "js") {
            let source = String::from_utf8(content).with_context(|| format!("{} is not UTF-8.", file.display()))?;
            content = self.rewrite_script(file, &source)?.into_bytes();
        }
        let name = self.add_content(file, content)?;
        self.names.insert(file.to_path_buf(), Some(name.clone()));
        Ok(name)
    }

    /// Ships bytes under the name of `file`.
    pub fn add_content(&mut self, file: &Path, content: Vec<u8>) -> Result<String> {
        let (Some(stem), Some(extension)) = (file.file_stem(), file.extension()) else {
            bail!("{} has no name with an extension.", file.display());
        };
        let hash: String = Sha256::digest(&content).iter().take(HASH_BYTES).map(|byte| format!("{byte:02x}")).collect();
        let name = format!("{}.{hash}.{}", stem.display(), extension.display());
        self.contents.insert(name.clone(), content);
        Ok(name)
    }

    /// The source files that were shipped here.
    pub fn sources(&self) -> BTreeSet<PathBuf> {
        self.names.keys().cloned().collect()
    }

    /// Names of some scripts, where they were shipped, and of all that nothing else leads to.
    pub fn behind(&self, scripts: &[&str]) -> BTreeSet<String> {
        let referred: BTreeSet<&PathBuf> = self.references.values().flatten().collect();
        // Circles are refused, so everything is reached from what no script refers to.
        let mut queue: Vec<&PathBuf> = self.names.keys().filter(|file| !referred.contains(file)).collect();
        let mut seen = BTreeSet::new();
        while let Some(file) = queue.pop() {
            if !scripts.iter().any(|script| file.as_path() == Path::new(script)) && seen.insert(file) {
                queue.extend(self.references.get(file).into_iter().flatten());
            }
        }
        let behind = self.names.iter().filter(|(file, _)| !seen.contains(file));
        behind.filter_map(|(_, name)| name.clone()).collect()
    }

    /// Every asset by its name.
    pub fn into_contents(self) -> BTreeMap<String, Vec<u8>> {
        self.contents
    }

    fn rewrite_script(&mut self, file: &Path, source: &str) -> Result<String> {
        let folder = file.parent().unwrap_or(Path::new(""));
        script::rewrite(source, |url, must_exist| {
            let Some(reference) = Reference::read(url, folder)? else {
                return Ok(None);
            };
            if !self.root.join(&reference.file).is_file() {
                ensure!(!must_exist, "{} refers to `{url}`, which does not exist.", file.display());
                return Ok(None);
            }
            let name = self.add(&reference.file)?;
            self.references.entry(file.to_path_buf()).or_default().insert(reference.file);
            Ok(Some(format!("./{name}{}", reference.suffix)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, content) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, content).unwrap();
        }
        folder
    }

    #[test]
    fn a_script_ships_what_it_refers_to() {
        let folder = folder(&[
            ("public/boot.js", "import('../pkg/app.js'); new URL('../pkg/app_bg.wasm', import.meta.url)"),
            ("pkg/app.js", "new URL('app_bg.wasm', import.meta.url)"),
            ("pkg/app_bg.wasm", "wasm"),
        ]);
        let mut assets = Assets::new(folder.path());
        let boot = assets.add(Path::new("public/boot.js")).unwrap();
        let contents = assets.into_contents();
        assert_eq!(contents.len(), 3);
        let text = String::from_utf8(contents[&boot].clone()).unwrap();
        for name in contents.keys().filter(|name| **name != boot) {
            assert!(text.contains(&format!("\"./{name}\"")), "{text} lacks {name}");
        }
    }

    #[test]
    fn what_only_one_script_leads_to_is_behind_it() {
        let folder = folder(&[
            ("boot.js", "import './shared.js'; new URL('./worker.js', import.meta.url)"),
            ("worker.js", "import './glue.js'; import './shared.js'"),
            ("glue.js", "new URL('a.wasm', import.meta.url)"),
            ("shared.js", ""),
            ("a.wasm", "wasm"),
        ]);
        let mut assets = Assets::new(folder.path());
        assets.add(Path::new("boot.js")).unwrap();
        let behind = assets.behind(&["worker.js"]);
        let stems: Vec<&str> = behind.iter().map(|name| name.split('.').next().unwrap()).collect();
        assert_eq!(stems, ["a", "glue", "worker"]);
        assert!(assets.behind(&["absent.js"]).is_empty());
    }

    #[test]
    fn the_name_follows_the_content() {
        let name = |content: &str| {
            let mut assets = Assets::new(Path::new(""));
            assets.add_content(Path::new("a/app_bg.wasm"), content.into()).unwrap()
        };
        assert_eq!(name("one"), name("one"));
        assert_ne!(name("one"), name("two"));
        assert!(name("one").starts_with("app_bg.") && name("one").ends_with(".wasm"));
    }

    #[test]
    fn a_missing_file_is_named_with_who_wants_it() {
        let folder = folder(&[("public/boot.js", "import('../pkg/app.js')")]);
        let error = Assets::new(folder.path()).add(Path::new("public/boot.js")).unwrap_err().to_string();
        assert_eq!(error, "public/boot.js refers to `../pkg/app.js`, which does not exist.");
    }

    #[test]
    fn scripts_in_a_circle_are_refused() {
        let folder = folder(&[("a.js", "import './b.js'"), ("b.js", "import './a.js'")]);
        assert!(Assets::new(folder.path()).add(Path::new("a.js")).is_err());
    }
}
