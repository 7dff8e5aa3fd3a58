//! Plain text: the whole file is the text, so that offsets are those of the file; there is no title.

use super::block::File;
use super::document::Item;
use super::draft::Draft;
use super::encoding::{decode, why_no_text};
use super::options::CorpusOptions;

pub(super) fn read(file: &File, options: &CorpusOptions) -> Item {
    let decoded = decode(&file.bytes, None);
    if let Some(reason) = why_no_text(&decoded.text) {
        return Item::Skip(file.origin.skip(reason));
    }
    let draft = Draft { text: decoded.text, notes: decoded.note.into_iter().collect(), ..Draft::default() };
    draft.finish(&file.origin, options)
}
