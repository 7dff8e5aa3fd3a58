//! Which character parts the cells of a table.

/// The character that parts the cells, whichever of comma, semicolon and tab the first line has most of (the comma of
/// equals), and where the table begins: after the line `sep=;` that Excel may put before it.
pub(crate) fn delimiter_of(text: &str) -> (u8, usize) {
    let first = text.lines().next().unwrap_or_default();
    if let Some(&[delimiter @ (b',' | b';' | b'\t')]) = first.trim_end().strip_prefix("sep=").map(str::as_bytes) {
        let end = text.find('\n').map_or(text.len(), |at| at + 1);
        return (delimiter, end);
    }
    let count = |delimiter: &u8| first.bytes().filter(|byte| byte == delimiter).count();
    // The last of equals wins: the comma.
    ([b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b','), 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_says_what_parts_the_cells() {
        for (text, found) in [
            ("a,b\n1;2;3\n", (b',', 0)),
            ("a;b\n1,5;2\n", (b';', 0)),
            ("a\tb", (b'\t', 0)),
            ("path;or id,date\n", (b',', 0)),
            ("sep=;\r\nid;kind\r\n", (b';', 7)),
            ("sep=", (b',', 0)),
            ("", (b',', 0)),
        ] {
            assert_eq!(delimiter_of(text), found, "{text:?}");
        }
    }
}
