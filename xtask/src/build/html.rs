//! The references in a page: read once to know them, once more to replace them. All other bytes stay.

use anyhow::{Context as _, Result, anyhow, bail};
use lol_html::html_content::{ContentType, Element};
use lol_html::{RewriteStrSettings, element, rewrite_str};

/// A URL in the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    pub url: String,
    pub kind: Kind,
}

/// What the page does with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    Stylesheet {
        media: Option<String>,
    },
    /// Loaded with the page.
    Resource,
    /// Opened when the reader asks for it.
    Link,
}

/// What becomes of a mention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    Keep,
    Set(String),
    /// Takes the whole element away.
    Remove,
}

/// Every URL of the page, in its order.
pub fn mentions(html: &str) -> Result<Vec<Mention>> {
    let mut found = Vec::new();
    walk(html, |mention| {
        found.push(mention);
        Ok(Change::Keep)
    })?;
    Ok(found)
}

/// Applies one change for each mention, in the order of `mentions`.
pub fn rewrite(html: &str, changes: Vec<Change>) -> Result<String> {
    let mut changes = changes.into_iter();
    walk(html, |_| changes.next().context("The page has more references than changes."))
}

/// Puts the policy behind `<meta charset>`, ahead of everything that it governs.
pub fn add_policy(html: &str, policy: &str) -> Result<String> {
    if policy.contains('"') {
        bail!("The content security policy contains a double quote.");
    }
    let meta = format!("\n<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    let mut places = 0_usize;
    let place = element!("head meta[charset]", |element| {
        places = places.saturating_add(1);
        element.after(&meta, ContentType::Html);
        Ok(())
    });
    let result = rewrite_str(html, RewriteStrSettings::new().append_element_content_handler(place))?;
    match places {
        1 => Ok(result),
        _ => Err(anyhow!("index.html must have one <meta charset> in its head; it has {places}.")),
    }
}

/// The language of the page, as its root element names it.
pub fn language(html: &str) -> Result<String> {
    let mut language = None;
    let root = element!("html[lang]", |root| {
        language = root.get_attribute("lang");
        Ok(())
    });
    rewrite_str(html, RewriteStrSettings::new().append_element_content_handler(root))?;
    language.context("The page does not name its language: <html lang> is missing.")
}

/// Says on the root element where the words of the page's language are fetched.
pub fn set_words(html: &str, url: &str) -> Result<String> {
    let root = element!("html", |root| Ok(root.set_attribute("data-words", url)?));
    Ok(rewrite_str(html, RewriteStrSettings::new().append_element_content_handler(root))?)
}

/// Says on the root element which version of the site the page is of.
pub fn set_version(html: &str, version: &str) -> Result<String> {
    let root = element!("html", |root| Ok(root.set_attribute("data-version", version)?));
    Ok(rewrite_str(html, RewriteStrSettings::new().append_element_content_handler(root))?)
}

fn walk(html: &str, mut visit: impl FnMut(Mention) -> Result<Change>) -> Result<String> {
    let every = element!("*", |element| Ok(visit_element(element, &mut visit)?));
    rewrite_str(html, RewriteStrSettings::new().append_element_content_handler(every))
        .map_err(|error| anyhow!("index.html: {error}"))
}

fn visit_element(element: &mut Element<'_, '_>, visit: &mut impl FnMut(Mention) -> Result<Change>) -> Result<()> {
    let tag = element.tag_name();
    if element.has_attribute("srcset") {
        bail!("<{tag} srcset> is not understood by the build: use src.");
    }
    for attribute in ["href", "src", "poster", "data"] {
        let Some(url) = element.get_attribute(attribute).filter(|_| attribute != "data" || tag == "object") else {
            continue;
        };
        let kind = kind(&tag, element);
        let in_bundle = matches!(kind, Kind::Stylesheet { .. });
        match visit(Mention { url, kind })? {
            Change::Keep => {}
            Change::Remove => element.remove(),
            Change::Set(new) => {
                element.set_attribute(attribute, &new)?;
                if in_bundle {
                    // The bundle says itself which part is for which medium.
                    element.remove_attribute("media");
                }
            }
        }
    }
    Ok(())
}

fn kind(tag: &str, element: &Element<'_, '_>) -> Kind {
    let relation = element.get_attribute("rel").unwrap_or_default();
    let relations: Vec<&str> = relation.split_ascii_whitespace().collect();
    match tag {
        "a" | "area" => Kind::Link,
        "link" if relations.contains(&"stylesheet") => Kind::Stylesheet { media: element.get_attribute("media") },
        "link"
            if relations.iter().any(|name| ["alternate", "author", "canonical", "help", "license"].contains(name)) =>
        {
            Kind::Link
        }
        _ => Kind::Resource,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r##"<!doctype html><html><head><meta charset="utf-8">
<link rel="stylesheet" href="./style/a.css">
<link rel="stylesheet" href="./style/b.css" media="print">
<script type="module" src="./public/boot.js"></script></head>
<body><!-- <img src="./not-this.png"> --><a href="#part">part</a><svg><use href="./public/icons.svg#x"/></svg></body></html>"##;

    #[test]
    fn every_url_is_found_with_its_use() {
        let found: Vec<(String, Kind)> =
            mentions(PAGE).unwrap().into_iter().map(|mention| (mention.url, mention.kind)).collect();
        let expected = [
            ("./style/a.css", Kind::Stylesheet { media: None }),
            ("./style/b.css", Kind::Stylesheet { media: Some("print".to_owned()) }),
            ("./public/boot.js", Kind::Resource),
            ("#part", Kind::Link),
            ("./public/icons.svg#x", Kind::Resource),
        ];
        assert_eq!(found, expected.map(|(url, kind)| (url.to_owned(), kind)));
    }

    #[test]
    fn changes_touch_nothing_else() {
        let set = |url: &str| Change::Set(url.to_owned());
        let changes = vec![set("./s.css"), Change::Remove, set("./b.js"), Change::Keep, Change::Keep];
        let expected = PAGE
            .replace("./style/a.css", "./s.css")
            .replace("<link rel=\"stylesheet\" href=\"./style/b.css\" media=\"print\">", "")
            .replace("./public/boot.js", "./b.js");
        assert_eq!(rewrite(PAGE, changes).unwrap(), expected);
    }

    #[test]
    fn the_root_names_language_and_words() {
        let page = "<!doctype html><html lang=\"xx\"><head></head><body lang=\"yy\"></body></html>";
        assert_eq!(language(page).unwrap(), "xx");
        assert!(language(PAGE).is_err());
        assert!(
            set_words(page, "./assets/xx.txt").unwrap().contains("<html lang=\"xx\" data-words=\"./assets/xx.txt\">")
        );
    }

    #[test]
    fn the_policy_stands_before_what_it_governs() {
        let page = add_policy(PAGE, "default-src 'none'").unwrap();
        let policy = page.find("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">").unwrap();
        assert!(policy < page.find("<link").unwrap());
        assert!(add_policy("<html><head></head></html>", "x").is_err());
    }
}
