//! References between scripts: imports and `new URL("...", import.meta.url)`.

use anyhow::Result;
use regex_lite::Regex;

/// Where a script may name another file.
const PLACES: &str = r#"(?:\bfrom\s*|\bimport\s*\(?\s*|(?<url>\bnew\s+URL\(\s*))(?<quoted>"[^"\n]*"|'[^'\n]*')"#;

/// Replaces each relative reference by what `place` says about it. None leaves it as it is.
///
/// `place` also learns whether the file must exist: a bare name in `new URL` may be anything.
pub fn rewrite(source: &str, mut place: impl FnMut(&str, bool) -> Result<Option<String>>) -> Result<String> {
    let places = Regex::new(PLACES)?;
    let (mut result, mut done) = (String::with_capacity(source.len()), 0);
    for found in places.captures_iter(source) {
        let Some(quoted) = found.name("quoted") else {
            continue;
        };
        let url = quoted.as_str().trim_matches(['"', '\'']);
        let relative = url.starts_with("./") || url.starts_with("../");
        if !relative && found.name("url").is_none() {
            continue;
        }
        if let Some(new) = place(url, relative)? {
            // Only here: elsewhere the same text may be a key, as that of the imports which a module is given.
            result.extend([source.get(done..quoted.start()).unwrap_or_default(), "\"", &new, "\""]);
            done = quoted.end();
        }
    }
    result.push_str(source.get(done..).unwrap_or_default());
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
    fn the_same_text_elsewhere_stays() {
        let source = "import * as a from \"./a.js\"\nconst imports = { \"./a.js\": a };";
        let expected = "import * as a from \"<./a.js>\"\nconst imports = { \"./a.js\": a };";
        assert_eq!(rewritten(source), expected);
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
