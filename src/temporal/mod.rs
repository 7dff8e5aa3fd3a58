//! Date references: expressions in a text that name a calendar span.
