//! Where a document stands, as its `source` says it.

/// A `source`, taken apart: `news.zip!a/b.jsonl#12` is a row of a table, `a/page.html#p2` a later article of a page,
/// `letter #1.txt` a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place<'s> {
    /// The file, with the archive that it is in.
    pub(crate) file: &'s str,
    /// Whether it is a table, an archive of pages or a feed, and the document one of its rows.
    pub(crate) is_row: bool,
}

impl<'s> Place<'s> {
    /// What a source or an id that was made from it says.
    pub(crate) fn of(source: &'s str) -> Place<'s> {
        let page = match source.rsplit_once("#p") {
            Some((page, article)) if is_number(article) => page,
            _ => source,
        };
        match page.rsplit_once('#') {
            Some((table, row)) if row.split('.').count() <= 2 && row.split('.').all(is_number) => {
                Place { file: table, is_row: true }
            }
            _ => Place { file: page, is_row: false },
        }
    }

    /// The table, or the folder or archive of the file; empty for the corpus' own folder.
    pub(crate) fn group(self) -> &'s str {
        match self.is_row {
            true => self.file,
            false => self.file.rfind(['/', '!']).map_or("", |end| &self.file[..end]),
        }
    }
}

/// Whether a document's place is a row of a table, of an archive of pages or of a feed, by its `source`.
///
/// ```
/// use dateline::corpus::is_row;
///
/// assert!(is_row("news.jsonl#12"));
/// assert!(!is_row("letter #1.txt"));
/// ```
pub fn is_row(source: &str) -> bool {
    Place::of(source).is_row
}

fn is_number(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_a_file_or_a_row_of_one() {
        for (source, file, is_row, group) in [
            ("a/b.txt", "a/b.txt", false, "a"),
            ("b.txt", "b.txt", false, ""),
            ("news.zip!a/b.txt", "news.zip!a/b.txt", false, "news.zip!a"),
            ("news.zip!b.txt", "news.zip!b.txt", false, "news.zip"),
            ("a/b.jsonl#12", "a/b.jsonl", true, "a/b.jsonl"),
            ("answer.json#1.17", "answer.json", true, "answer.json"),
            ("a/page.html#p2", "a/page.html", false, "a"),
            ("news.warc.gz#17#p2", "news.warc.gz", true, "news.warc.gz"),
            // Names of files.
            ("letter #1.txt", "letter #1.txt", false, ""),
            ("no #1/letter.txt", "no #1/letter.txt", false, "no #1"),
            ("b #press.txt", "b #press.txt", false, ""),
            ("c#", "c#", false, ""),
        ] {
            let place = Place::of(source);
            assert_eq!((place, place.group()), (Place { file, is_row }, group), "{source}");
        }
    }
}
