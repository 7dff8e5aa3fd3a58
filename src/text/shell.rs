//! Words of a command line.

use std::borrow::Cow;

/// A text as a shell takes it for one word: quoted where it needs to be, as POSIX shells, zsh and fish read it.
///
/// ```
/// use dateline::text::shell_word;
///
/// assert_eq!(shell_word("mosul"), "mosul");
/// assert_eq!(shell_word("tal afar"), "'tal afar'");
/// ```
pub fn shell_word(text: &str) -> Cow<'_, str> {
    let plain = |character: char| character.is_alphanumeric() || matches!(character, '-' | '_' | '.' | ':' | '/');
    if !text.is_empty() && !text.starts_with('-') && text.chars().all(plain) {
        return text.into();
    }
    format!("'{}'", text.replace('\'', "'\\''")).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_one_word_of_a_shell() {
        for (id, word) in [
            ("mosul", "mosul"),
            ("geo:1", "geo:1"),
            ("القاهرة", "القاهرة"),
            ("a b", "'a b'"),
            ("x';rm", "'x'\\'';rm'"),
            ("-x", "'-x'"),
            ("", "''"),
        ] {
            assert_eq!(shell_word(id), word);
        }
    }
}
