//! What somebody typed, linked or opened, made safe to stand in a sentence.
//!
//! Text from outside can turn a whole line round, break it, or hide part of itself. So what is repeated back is shortened, loses every
//! character that cannot be seen or steers direction, and stands in an isolate where it may run the other way.
//! Source: Unicode Standard Annex 9 (bidirectional controls, isolates) and Annex 44 (general categories Cc, Cf, Zl, Zp).

/// Longest piece of somebody's input that is repeated back to them, in characters.
pub const LONGEST: usize = 24;

/// Most marks on one letter; no script writes more, and a pile of them reaches into other lines.
const PILE: usize = 4;

/// First strong isolate: what follows runs by its own letters and does not touch what is around it.
const FIRST_STRONG_ISOLATE: char = '\u{2068}';

/// Where an isolate ends.
const POP_ISOLATE: char = '\u{2069}';

/// Ranges that leave no mark of their own: format characters, fillers, variation selectors and tags. Sorted.
const UNSEEN: [(char, char); 21] = [
    ('\u{ad}', '\u{ad}'),
    ('\u{34f}', '\u{34f}'),
    ('\u{61c}', '\u{61c}'),
    ('\u{70f}', '\u{70f}'),
    ('\u{115f}', '\u{1160}'),
    ('\u{17b4}', '\u{17b5}'),
    ('\u{180b}', '\u{180f}'),
    ('\u{200b}', '\u{200f}'),
    ('\u{202a}', '\u{202e}'),
    ('\u{2060}', '\u{206f}'),
    ('\u{2800}', '\u{2800}'),
    ('\u{3164}', '\u{3164}'),
    ('\u{fe00}', '\u{fe0f}'),
    ('\u{feff}', '\u{feff}'),
    ('\u{ffa0}', '\u{ffa0}'),
    ('\u{fff0}', '\u{fffb}'),
    ('\u{13430}', '\u{1345f}'),
    ('\u{1bca0}', '\u{1bca3}'),
    ('\u{1d173}', '\u{1d17a}'),
    ('\u{e0000}', '\u{e0fff}'),
    ('\u{f0000}', '\u{10ffff}'),
];

/// Ranges that belong to the character before them: combining marks of the scripts most written, and the tones of emoji. Sorted.
const MARKS: [(char, char); 29] = [
    ('\u{300}', '\u{36f}'),
    ('\u{483}', '\u{489}'),
    ('\u{591}', '\u{5bd}'),
    ('\u{5bf}', '\u{5bf}'),
    ('\u{5c1}', '\u{5c7}'),
    ('\u{610}', '\u{61a}'),
    ('\u{64b}', '\u{65f}'),
    ('\u{670}', '\u{670}'),
    ('\u{6d6}', '\u{6dc}'),
    ('\u{6df}', '\u{6e4}'),
    ('\u{6e7}', '\u{6e8}'),
    ('\u{6ea}', '\u{6ed}'),
    ('\u{730}', '\u{74a}'),
    ('\u{8ca}', '\u{903}'),
    ('\u{93a}', '\u{93c}'),
    ('\u{93e}', '\u{94f}'),
    ('\u{951}', '\u{957}'),
    ('\u{9bc}', '\u{9cd}'),
    ('\u{a3c}', '\u{a4d}'),
    ('\u{bbe}', '\u{bcd}'),
    ('\u{e31}', '\u{e31}'),
    ('\u{e34}', '\u{e3a}'),
    ('\u{e47}', '\u{e4e}'),
    ('\u{1ab0}', '\u{1aff}'),
    ('\u{1dc0}', '\u{1dff}'),
    ('\u{20d0}', '\u{20ff}'),
    ('\u{3099}', '\u{309a}'),
    ('\u{fe20}', '\u{fe2f}'),
    ('\u{1f3fb}', '\u{1f3ff}'),
];

fn within(ranges: &[(char, char)], c: char) -> bool {
    let after = ranges.partition_point(|(from, _)| *from <= c);
    after.checked_sub(1).and_then(|at| ranges.get(at)).is_some_and(|(_, to)| c <= *to)
}

fn breaks_the_line(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// True for a text that shows all of itself: nothing that breaks the line, steers its direction, or cannot be seen.
#[must_use]
pub fn is_plain(text: &str) -> bool {
    !text.chars().any(|c| breaks_the_line(c) || within(&UNSEEN, c))
}

/// A text without what breaks a line, steers its direction or cannot be seen, at most so many characters long. A letter keeps its marks or goes
/// with them; an ellipsis says that something went.
fn cut(text: &str, longest: usize) -> String {
    let mut kept: Vec<char> = Vec::new();
    let mut pile = 0_usize;
    let mut more = false;
    for c in text.chars().filter(|c| !within(&UNSEEN, *c)) {
        let c = if breaks_the_line(c) { ' ' } else { c };
        let mark = within(&MARKS, c);
        pile = if mark { pile.saturating_add(1) } else { 0 };
        // A mark with nothing before it would sit on the sentence.
        if mark && (kept.is_empty() || pile > PILE) {
            continue;
        }
        if kept.len() >= longest {
            more = true;
            if mark {
                let whole = kept.iter().rposition(|c| !within(&MARKS, *c)).unwrap_or(0);
                kept.truncate(whole);
            }
            break;
        }
        kept.push(c);
    }
    let clean: String = kept.into_iter().collect();
    let clean = clean.trim();
    if more { format!("{clean}…") } else { clean.to_owned() }
}

/// Makes input fit to be repeated in a sentence: at most [`LONGEST`] characters of it, in one line, nothing unseen; in an isolate where it holds
/// more than ASCII, so that it cannot turn round what is around it.
#[must_use]
pub fn echo(text: &str) -> String {
    echo_up_to(text, LONGEST)
}

/// The same with at most so many characters.
#[must_use]
pub fn echo_up_to(text: &str, longest: usize) -> String {
    let clean = cut(text, longest);
    if clean.trim_end_matches('…').is_ascii() {
        return clean;
    }
    format!("{FIRST_STRONG_ISOLATE}{clean}{POP_ISOLATE}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every class that can hide or steer: controls, line separators, marks and overrides of direction, isolates, zero width, fillers, tags.
    #[test]
    fn nothing_that_hides_or_steers_is_repeated() {
        let unseen = [
            0xad, 0x34f, 0x61c, 0x180e, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e,
            0x2060, 0x2061, 0x2064, 0x2066, 0x2067, 0x2068, 0x2069, 0x206a, 0x206f, 0x3164, 0xfe0f, 0xfeff, 0xfff9,
            0xfffb, 0xe0001, 0xe0041, 0xe007f, 0xe0100,
        ];
        for code in unseen {
            let c = char::from_u32(code).unwrap();
            assert_eq!(echo(&format!("a{c}b{c}")), "ab", "U+{code:04X}");
            assert!(!is_plain(&format!("a{c}b")), "U+{code:04X}");
        }
        let breaks = (0..0x20).chain(0x7f..0xa0).chain([0x2028, 0x2029]);
        for code in breaks {
            let c = char::from_u32(code).unwrap();
            assert_eq!(echo(&format!("a{c}b")), "a b", "U+{code:04X}");
            assert_eq!(echo(&format!("{c}a{c}")), "a", "U+{code:04X}");
            assert!(!is_plain(&format!("a{c}b")), "U+{code:04X}");
        }
        assert_eq!(echo("\u{202e}gnitset"), "gnitset");
        assert_eq!(echo("\u{202e}\u{200b}\u{2069}"), "");
        assert!(is_plain("BTC-USD 2x") && is_plain("\u{645}\u{627}\u{644}") && is_plain("e\u{301}"));
    }

    #[test]
    fn what_may_run_the_other_way_stands_in_an_isolate_and_plain_words_do_not() {
        assert_eq!(echo("colour"), "colour");
        assert_eq!(echo("\u{645}\u{627}\u{644} 5"), "\u{2068}\u{645}\u{627}\u{644} 5\u{2069}");
        // An isolate cannot be left from inside.
        assert_eq!(echo("\u{5d0}\u{2069}b"), "\u{2068}\u{5d0}b\u{2069}");
        for text in ["é", "10×", "٣"] {
            assert_eq!(echo(text), format!("\u{2068}{text}\u{2069}"));
        }
    }

    #[test]
    fn length_counts_characters_and_a_letter_keeps_its_marks() {
        let long = |c: char, times: usize| c.to_string().repeat(times);
        assert_eq!(echo(&long('a', 24)), long('a', 24));
        assert_eq!(echo(&long('a', 25)), format!("{}…", long('a', 24)));
        assert_eq!(echo(&long('é', 30)), format!("\u{2068}{}…\u{2069}", long('é', 24)));
        // What is not shown does not count.
        assert_eq!(echo(&format!("{}{}", long('\u{200b}', 5000), long('a', 24))), long('a', 24));
        // The twenty-fifth is a mark: its letter, the twenty-fourth, goes with it.
        let split = format!("{}e\u{301}", long('a', 23));
        assert_eq!(echo(&split), format!("{}…", long('a', 23)));
        let fits = format!("{}e\u{301}", long('a', 22));
        assert_eq!(echo(&fits), format!("\u{2068}{fits}\u{2069}"));
        // No pile, and none on the sentence.
        assert_eq!(
            echo(&format!("a{}b", long('\u{301}', 900))),
            format!("\u{2068}a{}b\u{2069}", long('\u{301}', PILE))
        );
        assert_eq!(echo("\u{301}\u{301}a"), "a");
        assert_eq!(echo(""), "");
    }

    #[test]
    fn ranges_are_sorted_and_apart() {
        for list in [&UNSEEN[..], &MARKS[..]] {
            for pair in list.windows(2) {
                assert!(pair[0].0 <= pair[0].1 && pair[0].1 < pair[1].0, "{pair:?}");
            }
        }
    }
}
