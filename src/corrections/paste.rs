//! Mentions as corrections that only want a signature.

use std::fmt::Write;

use crate::corpus::Place;
use crate::store::MentionRow;
use crate::text::tame_line;

/// A block for one mention, as `corrections.toml` wants it; to be changed into a reassignment where it is one. Where
/// the document's id is the number of a row, which is another's when rows are added above it, the sentence says which
/// mention it is, and where the surface stands in it more than once the place in the field, too. So rows of the same
/// words have the same block.
pub fn ready_to_paste(mention: &MentionRow) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let is_row = is_known_by_row(mention);
    if !is_row {
        let _ = writeln!(text, "# {}", tame_line(&mention.sentence));
    }
    let _ = writeln!(text, "[[block]]  # or [[reassign]] with: to = \"the-right-id\"");
    let place = match is_row {
        true => ("sentence", &mention.sentence),
        false => ("document", &mention.document),
    };
    for (key, value) in [("surface", &mention.surface), ("entity", &mention.entity), place, ("field", &mention.field)] {
        let _ = writeln!(text, "{key} = {}", quoted(value));
    }
    if !is_row || mention.sentence.matches(&mention.surface).count() > 1 {
        let _ = writeln!(text, "start = {}", mention.start);
    }
    let _ = writeln!(text, "by = \"\"\nwhy = \"\"");
    text
}

/// Whether a document's id was made of the row's number, or of an id that an earlier document has, and its file.
fn is_known_by_row(mention: &MentionRow) -> bool {
    let place = Place::of(&mention.source);
    let numbered = Place::of(&mention.document).is_row && mention.source.ends_with(&mention.document);
    let renamed = mention.document.strip_prefix(place.file).is_some_and(|id| id.starts_with(':'));
    place.is_row && (numbered || renamed)
}

/// A TOML string with any content.
fn quoted(value: &str) -> String {
    toml::Value::String(value.to_owned()).to_string()
}
