//! Plain text: the whole file is the text, so that offsets are those of the file; there is no title. The text of a page
//! in a web archive is the exception: its first line is the title of the page.

use std::borrow::Cow;

use super::block::File;
use super::document::Item;
use super::encoding::{decode, why_no_text};
use super::options::CorpusOptions;

/// A first line of more bytes is a paragraph.
const MAX_TITLE_BYTES: usize = 400;

pub(super) fn read(file: &File, options: &CorpusOptions) -> Item {
    let decoded = decode(&file.bytes, file.charset());
    if let Some(reason) = why_no_text(&decoded.text) {
        return Item::Skip(file.skip(reason));
    }
    let mut draft = file.draft();
    draft.notes.extend(decoded.note);
    (draft.title, draft.text) = match file.page.as_ref().filter(|page| page.is_text_of_page) {
        Some(_) => title_and_text(decoded.text),
        None => (Cow::default(), decoded.text),
    };
    draft.finish(&file.origin, options)
}

/// The first line as the title, if the rest is text without it and it is not as long as a paragraph.
fn title_and_text(text: Cow<str>) -> (Cow<str>, Cow<str>) {
    let Some(end) = text.find('\n').filter(|&end| end <= MAX_TITLE_BYTES) else { return (Cow::default(), text) };
    if why_no_text(&text[end..]).is_some() {
        return (Cow::default(), text);
    }
    (Cow::Owned(text[..end].trim().to_owned()), Cow::Owned(text[end + 1..].to_owned()))
}
