//! The gazetteers that are compiled into the program.

/// Their names in messages, and their text.
pub(super) const FILES: &[(&str, &str)] = &[
    ("bundled:organisations.toml", include_str!("../../gazetteers/organisations.toml")),
    ("bundled:people.toml", include_str!("../../gazetteers/people.toml")),
    ("bundled:places.toml", include_str!("../../gazetteers/places.toml")),
];
