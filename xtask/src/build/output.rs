//! Writes `dist/` in one step: whoever reads it sees the old site or the new one.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context as _, Result};

use super::site::Site;

/// Where the site is written before it takes the place of `dist/`.
const NEXT: &str = "target/xtask/dist-next";

/// Where the site goes that `dist/` held before.
pub const LAST: &str = "target/xtask/dist-last";

/// Writes the site beside `dist/`, then swaps the two.
pub fn write(root: &Path, site: &Site) -> Result<()> {
    stage(root, site)?;
    swap(root)?;
    remove(&root.join(LAST))
}

/// Writes the site beside `dist/`. What packing makes smaller also comes packed, for hosts that serve `.br` and `.gz` files.
pub fn stage(root: &Path, site: &Site) -> Result<()> {
    let next = root.join(NEXT);
    remove(&next)?;
    for (path, file) in &site.files {
        let target = next.join(path);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        }
        let forms = [("", Some(&file.content)), (".br", file.brotli.as_ref()), (".gz", file.gzip.as_ref())];
        for (ending, content) in forms {
            let target = next.join(format!("{path}{ending}"));
            if let Some(content) = content {
                fs::write(&target, content).with_context(|| format!("{} cannot be written", target.display()))?;
            }
        }
    }
    remove(&root.join(LAST))
}

/// Puts the staged site in the place of `dist/`, by two renames. A failure leaves the old site.
pub fn swap(root: &Path) -> Result<()> {
    let (next, last, dist) = (root.join(NEXT), root.join(LAST), root.join("dist"));
    if dist.exists() {
        fs::rename(&dist, &last).context("The old dist/ cannot be moved away")?;
    }
    let moved = fs::rename(&next, &dist);
    if moved.is_err() && last.exists() {
        fs::rename(&last, &dist).context("The old dist/ cannot be moved back: build anew")?;
    }
    moved.context("The new dist/ cannot be moved into place")
}

/// Leaves of the last site only the files with hashed names: a page that is just being loaded still asks for them.
pub fn keep_assets(root: &Path) -> Result<()> {
    let last = root.join(LAST);
    for entry in fs::read_dir(&last).with_context(|| format!("{} cannot be read", last.display()))? {
        let path = entry?.path();
        if path.is_file() {
            fs::remove_file(&path).with_context(|| format!("{} cannot be removed", path.display()))?;
        } else if !path.ends_with("assets") {
            remove(&path)?;
        }
    }
    Ok(())
}

fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("{} cannot be removed", folder.display()))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::site::{File, Role};
    use super::*;

    fn site(name: &str) -> Site {
        let file = File {
            content: b"long".to_vec(),
            brotli: Some(b"l".to_vec()),
            gzip: Some(b"ll".to_vec()),
            role: Role::First,
        };
        let plain = File { content: b"p".to_vec(), brotli: None, gzip: None, role: Role::Font };
        Site {
            files: BTreeMap::from([(name.to_owned(), file), ("assets/plain.woff2".to_owned(), plain)]),
            warnings: Vec::new(),
        }
    }

    #[test]
    fn a_new_site_takes_the_place_of_the_old() {
        let root = tempfile::tempdir().unwrap();
        write(root.path(), &site("assets/old.js")).unwrap();
        write(root.path(), &site("assets/new.js")).unwrap();
        let mut names: Vec<_> =
            fs::read_dir(root.path().join("dist/assets")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, ["new.js", "new.js.br", "new.js.gz", "plain.woff2"]);
        assert_eq!(fs::read_dir(root.path().join("target/xtask")).unwrap().count(), 0);
    }
}
