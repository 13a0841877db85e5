//! What a URL in a source file points at.

use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, Result};

/// A relative URL, taken apart.
#[derive(Debug, PartialEq, Eq)]
pub struct Reference {
    /// The file, from the root of the repository.
    pub file: PathBuf,
    /// `?query` and `#fragment`, as written.
    pub suffix: String,
}

impl Reference {
    /// Reads a URL that stands in a file of `folder`. None when it names no file of ours: another site, data, or a place in this page.
    pub fn read(url: &str, folder: &Path) -> Result<Option<Self>> {
        let end = url.find(['?', '#']).unwrap_or(url.len());
        let (path, suffix) = url.split_at(end);
        if path.is_empty() || path.starts_with("//") || has_scheme(path) {
            return Ok(None);
        }
        let file = normal(&folder.join(path)).filter(|_| !path.starts_with('/')).with_context(|| {
            format!("`{url}` leaves the site: use a path below the page, so that it works under any address.")
        })?;
        Ok(Some(Self { file, suffix: suffix.to_owned() }))
    }
}

fn has_scheme(url: &str) -> bool {
    url.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    })
}

/// Resolves `.` and `..` by the text alone. None above the root.
fn normal(path: &Path) -> Option<PathBuf> {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::Normal(name) => plain.push(name),
            Component::CurDir => {}
            Component::ParentDir => {
                if !plain.pop() {
                    return None;
                }
            }
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(url: &str, folder: &str) -> Option<(String, String)> {
        let reference = Reference::read(url, Path::new(folder)).unwrap()?;
        Some((reference.file.to_str().unwrap().to_owned(), reference.suffix))
    }

    #[test]
    fn relative_urls_are_files() {
        assert_eq!(file("./public/a.svg#b", ""), Some(("public/a.svg".into(), "#b".into())));
        assert_eq!(file("../pkg/a.js?x", "public"), Some(("pkg/a.js".into(), "?x".into())));
        assert_eq!(file("a.wasm", "pkg"), Some(("pkg/a.wasm".into(), String::new())));
        assert_eq!(file("./", ""), Some((String::new(), String::new())));
    }

    #[test]
    fn other_places_are_none() {
        for url in [
            "#part",
            "",
            "?a=b",
            "https://example.org/a.js",
            "data:image/png;base64,AA",
            "mailto:a@b.c",
            "//example.org/a",
        ] {
            assert_eq!(file(url, ""), None, "{url}");
        }
    }

    #[test]
    fn nothing_leaves_the_site() {
        for url in ["/style/a.css", "../a.css", "./a/../../b.css"] {
            assert!(Reference::read(url, Path::new("")).is_err(), "{url}");
        }
    }
}
