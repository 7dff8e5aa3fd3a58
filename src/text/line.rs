//! Texts on one line.

/// A text on one line, with one space between words.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text on one line with a space for each control character: it ends no comment, and no terminal obeys it.
pub(crate) fn tame_line(text: &str) -> String {
    one_line(&text.replace(char::is_control, " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_no_breaks_and_if_it_is_tame_no_controls() {
        assert_eq!(one_line("  The\n harbour\u{2028}of\u{a0}Mosul\t"), "The harbour of Mosul");
        assert_eq!(one_line("a\u{1b}[31mb"), "a\u{1b}[31mb");
        assert_eq!(tame_line("a\u{1b}[31mb\r\n\u{0} c\u{2029}"), "a [31mb c");
    }
}
