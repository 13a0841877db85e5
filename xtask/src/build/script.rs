//! References between scripts: imports and `new URL("...", import.meta.url)`.

use std::collections::BTreeMap;

use anyhow::Result;
use regex_lite::Regex;

/// Where a script may name another file.
const PLACES: &str = r#"(?:\bfrom\s*|\bimport\s*\(?\s*|(?<url>\bnew\s+URL\(\s*))(?<quoted>"[^"\n]*"|'[^'\n]*')"#;

/// Replaces each relative reference by what `place` says about it. None leaves it as it is.
///
/// `place` also learns whether the file must exist: a bare name in `new URL` may be anything.
pub fn rewrite(source: &str, mut place: impl FnMut(&str, bool) -> Result<Option<String>>) -> Result<String> {
    let places = Regex::new(PLACES)?;
    let mut changes = BTreeMap::new();
    for found in places.captures_iter(source) {
        let Some(quoted) = found.name("quoted") else {
            continue;
        };
        let quoted = quoted.as_str();
        let url = quoted.trim_matches(['"', '\'']);
        let relative = url.starts_with("./") || url.starts_with("../");
        if !relative && found.name("url").is_none() {
            continue;
        }
        if let Some(new) = place(url, relative)? {
            changes.insert(quoted, format!("\"{new}\""));
        }
    }
    let mut result = source.to_owned();
    for (quoted, new) in changes {
        result = result.replace(quoted, &new);
    }
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewritten(source: &str) -> String {
        rewrite(source, |url, _| Ok(Some(format!("<{url}>")))).unwrap()
    }

    #[test]
    fn imports_and_urls_are_replaced() {
        assert_eq!(rewritten("import a from './a.js';"), "import a from \"<./a.js>\";");
        assert_eq!(rewritten("export * from \"../a.js\""), "export * from \"<../a.js>\"");
        assert_eq!(rewritten("import './a.js'"), "import \"<./a.js>\"");
        assert_eq!(rewritten("await import(\"../pkg/a.js\")"), "await import(\"<../pkg/a.js>\")");
        assert_eq!(rewritten("new URL('a.wasm', import.meta.url)"), "new URL(\"<a.wasm>\", import.meta.url)");
    }

    #[test]
    fn other_texts_stay() {
        for source in ["imports['./a.js']", "const a = './a.js'", "import a from 'package'", "new URL(address)"] {
            assert_eq!(rewritten(source), source);
        }
    }

    #[test]
    fn a_bare_name_need_not_exist() {
        let mut asked = Vec::new();
        let source = "new URL('a'); new URL('./b'); import './c'";
        rewrite(source, |url, must_exist| {
            asked.push((url.to_owned(), must_exist));
            Ok(None)
        })
        .unwrap();
        assert_eq!(asked, [("a".to_owned(), false), ("./b".to_owned(), true), ("./c".to_owned(), true)]);
    }
}
