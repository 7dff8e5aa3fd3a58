//! Mentions as corrections that only want a signature.

use std::fmt::Write;

use crate::store::MentionRow;
use crate::text::tame_line;

/// A block for one mention, as `corrections.toml` wants it; to be changed into a reassignment where it is one. Where the document's id
/// is the number of a row, which is another's when rows are added above it, the sentence says which mention it is.
pub fn ready_to_paste(mention: &MentionRow) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let is_row = mention.document.contains('#');
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
    if !is_row {
        let _ = writeln!(text, "start = {}", mention.start);
    }
    let _ = writeln!(text, "by = \"\"\nwhy = \"\"");
    text
}

/// A TOML string with any content.
fn quoted(value: &str) -> String {
    toml::Value::String(value.to_owned()).to_string()
}
