//! Mentions as corrections that only want a signature.

use std::fmt::Write;

use crate::store::MentionRow;
use crate::text::tame_line;

/// A block for one mention, as `corrections.toml` wants it; to be changed into a reassignment where it is one.
pub fn ready_to_paste(mention: &MentionRow) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(text, "# {}", tame_line(&mention.sentence));
    let _ = writeln!(text, "[[block]]  # or [[reassign]] with: to = \"the-right-id\"");
    for (key, value) in [
        ("surface", &mention.surface),
        ("entity", &mention.entity),
        ("document", &mention.document),
        ("field", &mention.field),
    ] {
        let _ = writeln!(text, "{key} = {}", quoted(value));
    }
    let _ = writeln!(text, "start = {}", mention.start);
    let _ = writeln!(text, "by = \"\"\nwhy = \"\"");
    text
}

/// A TOML string with any content.
fn quoted(value: &str) -> String {
    toml::Value::String(value.to_owned()).to_string()
}
