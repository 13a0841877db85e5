//! The `_headers` file of static hosts: a line with a path, where `*` stands for anything, then its headers, indented.

use anyhow::{Context as _, Result, bail, ensure};
use axum::http::{HeaderName, HeaderValue};

/// Hosts ignore longer lines.
const LONGEST_LINE: usize = 2000;

/// Directives that a browser takes only from a header, never from a `<meta>`.
const HEADER_ONLY: [&str; 3] = ["frame-ancestors", "report-uri", "sandbox"];

/// Every rule of the file, in its order.
#[derive(Debug, Default)]
pub struct SiteHeaders {
    rules: Vec<Rule>,
}

#[derive(Debug)]
struct Rule {
    path: String,
    headers: Vec<(HeaderName, String)>,
}

impl SiteHeaders {
    /// Reads the file; a line that is not understood is named by its number.
    pub fn parse(text: &str) -> Result<Self> {
        let mut rules: Vec<Rule> = Vec::new();
        for (number, line) in (1..).zip(text.lines()) {
            let content = line.trim();
            if content.is_empty() || content.starts_with('#') {
                continue;
            }
            ensure!(line.len() <= LONGEST_LINE, "_headers line {number}: longer than {LONGEST_LINE} characters.");
            if line.starts_with('/') {
                ensure!(
                    content.matches('*').count() <= 1 && !content.contains(':'),
                    "_headers line {number}: a path may have one * and no placeholder."
                );
                rules.push(Rule { path: content.to_owned(), headers: Vec::new() });
                continue;
            }
            let header = read_header(content).with_context(|| {
                format!("_headers line {number}: expected `Name: value` below a path, found `{content}`.")
            })?;
            match rules.last_mut() {
                Some(rule) if line.starts_with(char::is_whitespace) => rule.headers.push(header),
                _ => bail!("_headers line {number}: a header must be indented below its path."),
            }
        }
        Ok(Self { rules })
    }

    /// The headers of a path. As on the hosts, a header that two rules name is joined by commas.
    pub fn of(&self, path: &str) -> Vec<(HeaderName, String)> {
        let mut found: Vec<(HeaderName, String)> = Vec::new();
        for (name, value) in self.rules.iter().filter(|rule| rule.covers(path)).flat_map(|rule| &rule.headers) {
            match found.iter_mut().find(|(known, _)| known == name) {
                Some((_, values)) => {
                    values.push_str(", ");
                    values.push_str(value);
                }
                None => found.push((name.clone(), value.clone())),
            }
        }
        found
    }

    /// The content security policy of the page, as far as a `<meta>` may carry it.
    pub fn policy_for_meta(&self) -> Result<String> {
        let (_, policy) = self
            .of("/")
            .into_iter()
            .find(|(name, _)| name == "content-security-policy")
            .context("_headers: the path / has no Content-Security-Policy.")?;
        let directives: Vec<&str> = policy
            .split(';')
            .map(str::trim)
            .filter(|directive| !directive.is_empty())
            .filter(|directive| !HEADER_ONLY.iter().any(|name| directive.split(' ').next() == Some(name)))
            .collect();
        Ok(directives.join("; "))
    }
}

impl Rule {
    fn covers(&self, path: &str) -> bool {
        match self.path.split_once('*') {
            None => self.path == path,
            Some((start, end)) => path.strip_prefix(start).is_some_and(|rest| rest.ends_with(end)),
        }
    }
}

fn read_header(line: &str) -> Result<(HeaderName, String)> {
    let (name, value) = line.split_once(':').context("There is no colon.")?;
    let name = HeaderName::from_bytes(name.trim().as_bytes())?;
    let value = value.trim();
    HeaderValue::from_str(value)?;
    Ok((name, value.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "\
# comment
/*
  Content-Security-Policy: default-src 'none'; script-src 'self'; frame-ancestors 'self'
  X-Test: all

/
  Cache-Control: no-cache
/assets/*
  Cache-Control: immutable
/assets/*.wasm
  Content-Type: application/wasm
  X-Test: wasm
";

    fn value(path: &str, name: &str) -> Option<String> {
        let headers = SiteHeaders::parse(FILE).unwrap().of(path);
        headers.into_iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    #[test]
    fn a_path_matches_itself_only() {
        assert_eq!(value("/", "cache-control").as_deref(), Some("no-cache"));
        assert_eq!(value("/index.html", "cache-control"), None);
    }

    #[test]
    fn a_star_matches_anything_between() {
        assert_eq!(value("/assets/a.js", "cache-control").as_deref(), Some("immutable"));
        assert_eq!(value("/assets/a.js", "content-type"), None);
        assert_eq!(value("/assets/deep/a.wasm", "content-type").as_deref(), Some("application/wasm"));
        assert_eq!(value("/other/a.wasm", "content-type"), None);
    }

    #[test]
    fn a_header_named_twice_is_joined() {
        assert_eq!(value("/assets/a.wasm", "x-test").as_deref(), Some("all, wasm"));
    }

    #[test]
    fn the_meta_policy_leaves_out_what_only_a_header_may_say() {
        let policy = SiteHeaders::parse(FILE).unwrap().policy_for_meta().unwrap();
        assert_eq!(policy, "default-src 'none'; script-src 'self'");
    }

    #[test]
    fn a_bad_line_is_named_by_its_number() {
        let cases = [
            ("  X-Test: before any path\n", "line 1"),
            ("/*\nX-Test: not indented\n", "line 2"),
            ("/*\n  no colon here\n", "line 2"),
            ("/*\n  Bad Name: x\n", "line 2"),
            ("/a/:id\n  X-Test: x\n", "line 1"),
            ("/*/*\n", "line 1"),
        ];
        for (text, place) in cases {
            let message = format!("{:#}", SiteHeaders::parse(text).unwrap_err());
            assert!(message.contains(place), "{text:?}: {message}");
        }
    }

    #[test]
    fn the_shipped_file_is_strict_on_every_path() {
        let headers = SiteHeaders::parse(include_str!("../../public/_headers")).unwrap();
        assert!(headers.policy_for_meta().unwrap().contains("script-src 'self' 'wasm-unsafe-eval'"));
        for path in ["/", "/index.html", "/assets/a.js", "/icon.svg"] {
            let names: Vec<HeaderName> = headers.of(path).into_iter().map(|(name, _)| name).collect();
            for name in
                ["content-security-policy", "x-content-type-options", "referrer-policy", "cross-origin-opener-policy"]
            {
                assert!(names.iter().any(|known| known == name), "{path} lacks {name}");
            }
        }
    }
}
