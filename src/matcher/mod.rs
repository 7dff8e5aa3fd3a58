//! The matcher: every mention of every entity in a document.
