//! The gazetteers that are compiled into the program.

/// Their names in messages, and their text.
pub(super) const FILES: &[(&str, &str)] = &[];
