//! What a notebook prints for a Python value, rewritten as JSON: single quotes, `True`, `False`, `None`, `nan`.

/// The text as JSON; `None` where nothing in it is Python's. Strings keep what is in them.
pub(super) fn as_json(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut changed = false;
    while let Some(c) = chars.next() {
        match c {
            '"' | '\'' => {
                changed |= c == '\'';
                out.push('"');
                while let Some(inner) = chars.next() {
                    match inner {
                        '\\' => match chars.next() {
                            Some('\'') => out.push('\''),
                            Some(other) => out.extend(['\\', other]),
                            None => break,
                        },
                        '"' if c == '\'' => out.push_str("\\\""),
                        end if end == c => break,
                        other => out.push(other),
                    }
                }
                out.push('"');
            }
            c if c.is_ascii_alphabetic() => {
                let mut word = String::from(c);
                while let Some(more) = chars.next_if(|c| c.is_ascii_alphanumeric() || *c == '_') {
                    word.push(more);
                }
                let json = match word.as_str() {
                    "True" => "true",
                    "False" => "false",
                    "None" | "nan" | "NaN" | "undefined" => "null",
                    other => other,
                };
                changed |= json != word;
                out.push_str(json);
            }
            other => out.push(other),
        }
    }
    changed.then_some(out)
}

#[cfg(test)]
mod tests {
    use super::as_json;

    #[test]
    fn python_becomes_json_and_json_stays() {
        assert_eq!(as_json(r#"{"a": 1}"#), None);
        let python = r#"[{'a': None, 'b': "it's True", 'c': 'say "so"', 'd': nan, 'e\'f': False}]"#;
        let json = r#"[{"a": null, "b": "it's True", "c": "say \"so\"", "d": null, "e'f": false}]"#;
        assert_eq!(as_json(python).unwrap(), json);
    }
}
