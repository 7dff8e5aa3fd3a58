//! A sentence of the store as a reader sees it.

use std::borrow::Cow;

use super::format::{Format, Kind, of_name};
use crate::text::without_marks;

/// A sentence, or a surface, as it is shown: without its marks, if the document is Markdown by the name of its source
/// (`notes/a.md`, `all.zip!a.md`). What is stored keeps them, so that every offset is of the original.
///
/// ```
/// use dateline::corpus::shown;
///
/// assert_eq!(shown("**Mosul** fell.", "notes/june.md"), "Mosul fell.");
/// assert_eq!(shown("**Mosul** fell.", "june.txt"), "**Mosul** fell.");
/// ```
pub fn shown<'s>(sentence: &'s str, source: &str) -> Cow<'s, str> {
    let file = source.rsplit(['/', '!', '\\']).next().unwrap_or(source);
    let file = file.split_once('#').map_or(file, |(file, _)| file);
    match of_name(file).kind {
        Kind::Documents(Format::Markdown) => without_marks(sentence).into(),
        _ => sentence.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_is_known_by_its_source() {
        for (source, plain) in [
            ("a.md", true),
            ("notes/A.MARKDOWN", true),
            ("all.zip!notes/a.md", true),
            ("a.md.gz", true),
            ("a.md#2", true),
            ("md", false),
            ("rows.jsonl#a.md", false),
            ("a.md/b.txt", false),
        ] {
            assert_eq!(shown("*x*", source) == "x", plain, "{source}");
        }
    }
}
