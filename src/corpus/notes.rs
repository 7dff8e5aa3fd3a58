//! The single notes of a document's `note`.

/// What joins the notes of a document. None holds it but in a quotation.
const BETWEEN: &str = "; ";

/// The notes that stand in the `note` of a document, whose quotations (in double quotes, with `\"` for one of theirs)
/// may hold anything.
pub(crate) fn single_notes(note: &str) -> Vec<&str> {
    let (mut notes, mut from) = (Vec::new(), 0);
    let (mut quoted, mut escaped) = (false, false);
    for (at, byte) in note.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = quoted,
            b'"' => quoted = !quoted,
            b';' if !quoted && note[at..].starts_with(BETWEEN) => {
                notes.push(&note[from..at]);
                from = at + BETWEEN.len();
            }
            _ => {}
        }
    }
    notes.push(&note[from..]);
    notes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_end_outside_of_quotations() {
        for (note, notes) in [
            ("one", &["one"][..]),
            ("one; two; three", &["one", "two", "three"]),
            (r#"field: "a; b" is no date; two"#, &[r#"field: "a; b" is no date"#, "two"]),
            (r#"field: "a\"; b" is no date; two"#, &[r#"field: "a\"; b" is no date"#, "two"]),
            (r#"field: "a\\"; two"#, &[r#"field: "a\\""#, "two"]),
        ] {
            assert_eq!(single_notes(note), notes);
        }
    }
}
