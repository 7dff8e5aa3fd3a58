//! A sentence of the store as a reader sees it.

use std::borrow::Cow;

use crate::corpus::is_markdown;
use crate::text::without_marks;

/// A sentence, or a surface, as it is shown: without its marks, if the document is Markdown by the name of its source
/// (`notes/a.md`, `all.zip!a.md`). What is stored keeps them, so that every offset is of the original.
///
/// ```
/// use dateline::store::shown;
///
/// assert_eq!(shown("**Mosul** fell.", "notes/june.md"), "Mosul fell.");
/// assert_eq!(shown("**Mosul** fell.", "june.txt"), "**Mosul** fell.");
/// ```
pub fn shown<'s>(sentence: &'s str, source: &str) -> Cow<'s, str> {
    if is_markdown(source) { without_marks(sentence).into() } else { sentence.into() }
}

/// A mention in its sentence, as a reader sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InContext {
    /// What stands before the mention.
    pub before: String,
    /// The mention; empty if a cut has taken it.
    pub keyword: String,
    /// What stands after it.
    pub after: String,
}

impl InContext {
    /// Finds the mention that is meant where its surface stands several times: that with so many code points of the
    /// stored sentence before it (`in_sentence` of the store). Sentence and surface are shown as by [`shown`].
    ///
    /// ```
    /// use dateline::store::InContext;
    ///
    /// let line = InContext::new("Mosul fell, and **Mosul** rose.", "Mosul", 18, "notes/june.md");
    /// assert_eq!((line.before.as_str(), line.after.as_str()), ("Mosul fell, and ", " rose."));
    /// ```
    pub fn new(sentence: &str, surface: &str, in_sentence: u64, source: &str) -> InContext {
        let start = sentence.char_indices().nth(usize::try_from(in_sentence).unwrap_or(usize::MAX)).map(|(at, _)| at);
        let start = start.filter(|&at| !surface.is_empty() && sentence[at..].starts_with(surface));
        let (whole, keyword) = (shown(sentence, source), shown(surface, source));
        // Marks that are not shown have moved it, but not over another one like it.
        let order = start.map(|at| shown(&sentence[..at], source).matches(&*keyword).count());
        let places: Vec<usize> = match keyword.is_empty() {
            true => Vec::new(),
            false => whole.match_indices(&*keyword).map(|(at, _)| at).collect(),
        };
        let meant = order.and_then(|order| places.get(order)).copied();
        let Some(at) = meant.or_else(|| likeliest(&whole, &keyword, &places)) else {
            return InContext { before: whole.into_owned(), ..InContext::default() };
        };
        let end = at + keyword.len();
        InContext { before: whole[..at].to_owned(), keyword: keyword.into_owned(), after: whole[end..].to_owned() }
    }
}

/// The first place where the keyword is a word of its own, or the first of all.
fn likeliest(sentence: &str, keyword: &str, places: &[usize]) -> Option<usize> {
    let apart = |at: usize| {
        let before = sentence[..at].chars().next_back();
        let after = sentence[at + keyword.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    };
    places.iter().copied().find(|&at| apart(at)).or_else(|| places.first().copied())
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

    #[test]
    fn the_mention_that_is_meant_is_marked_and_not_the_first_like_it() {
        let meant = |sentence, surface, at, source| {
            let line = InContext::new(sentence, surface, at, source);
            (line.before, line.keyword, line.after)
        };
        for (sentence, surface, at, source, expected) in [
            ("Mosul and Mosul.", "Mosul", 0, "a.txt", ("", "Mosul", " and Mosul.")),
            ("Mosul and Mosul.", "Mosul", 10, "a.txt", ("Mosul and ", "Mosul", ".")),
            ("THIS IS NOT IT", "IS", 5, "a.txt", ("THIS ", "IS", " NOT IT")),
            ("قال إن الموصل آمنة", "الموصل", 7, "a.txt", ("قال إن ", "الموصل", " آمنة")),
            ("**Mosul** and *Mosul*.", "Mosul", 15, "a.md", ("Mosul and ", "Mosul", ".")),
            // A place that is not the mention's: the first word that is.
            ("THIS IS NOT IT", "IS", 3, "a.txt", ("THIS ", "IS", " NOT IT")),
            ("MosulMosul", "Mosul", 99, "a.txt", ("", "Mosul", "Mosul")),
            ("cut …", "Mosul", 0, "a.txt", ("cut …", "", "")),
            ("Mosul", "", 0, "a.txt", ("Mosul", "", "")),
        ] {
            let (before, keyword, after) = meant(sentence, surface, at, source);
            assert_eq!((before.as_str(), keyword.as_str(), after.as_str()), expected, "{sentence} {at}");
        }
    }
}
