//! The glossary of the page: every term with what it means, to which the words of the prose lead.

use crate::engine::terms::{TERMS, TermId};
use crate::figures::html::escape;
use crate::words::Words;

/// What a link to a term begins with.
const LINK: &str = "href=\"#term-";

/// Every term with its sentence, by the alphabet, as the inside of a list of definitions.
#[must_use]
pub fn list(words: &'static Words) -> String {
    let mut terms: Vec<(&str, TermId)> = TERMS.iter().map(|term| (words.name(*term), *term)).collect();
    terms.sort_by_key(|(name, _)| name.to_lowercase());
    let entry = |(name, term): (&str, TermId)| {
        let (name, meaning) = (escape(name), escape(words.meaning(term)));
        format!("<div><dt id=\"term-{}\">{name}</dt><dd>{meaning}</dd></div>", term.key())
    };
    terms.into_iter().map(entry).collect()
}

/// The keys to which a page leads that are no terms.
#[must_use]
pub fn unknown(page: &str) -> Vec<&str> {
    let asked = page.split(LINK).skip(1).filter_map(|rest| Some(rest.split_once('"')?.0));
    asked.filter(|key| TermId::from_key(key).is_none()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::english;

    #[test]
    fn the_list_holds_every_term_once_by_the_alphabet() {
        let list = list(english());
        assert_eq!(list.matches("<dt id=\"term-").count(), TERMS.len());
        let at = |name: &str| list.find(&format!(">{name}<")).unwrap();
        assert!(at("ADL") < at("bankruptcy") && at("notional") < at("open interest"));
    }

    /// Where a section first says one of these, the word is the link.
    #[test]
    fn words_of_margin_are_links_where_a_section_first_says_them() {
        let page = include_str!("../../index.html");
        let firsts = [
            ("two-prices", "margin tier", "bracket"),
            ("margin", "Isolated", "isolated"),
            ("margin", "cross", "cross"),
            ("close", "bankruptcy price", "bankruptcy"),
            ("account", "cross", "cross"),
        ];
        for (section, word, key) in firsts {
            let (_, section) = page.split_once(&format!("id=\"{section}\"")).unwrap();
            let (section, _) = section.split_once("</section>").unwrap();
            let said = section.replace(&format!("#term-{key}"), "#");
            let (before, after) = said.split_once(word).unwrap();
            assert!(before.ends_with("<a class=\"term\" href=\"#\">") && after.starts_with("</a>"), "{word}: {before}");
        }
    }

    #[test]
    fn the_page_leads_to_terms_alone() {
        assert_eq!(unknown(include_str!("../../index.html")), [""; 0]);
        assert_eq!(unknown("<a href=\"#term-mark\">m</a> <a href=\"#term-mrak\">m</a>"), ["mrak"]);
    }
}
