//! Who published a document: what "distinct sources" counts, and whose furniture a paragraph is.

use std::borrow::Cow;

use crate::corpus::{Document, Place, publisher_of};

/// Who published the document, as far as it says, else the folder or table that it was read from (empty for the corpus'
/// own folder).
pub fn outlet(document: &Document) -> Cow<'_, str> {
    publisher_of(document).unwrap_or_else(|| Cow::Borrowed(Place::of(&document.source).group()))
}
