//! The gazetteers that are compiled into the program.

use super::Entity;
use super::source::{Problems, Source};
use super::toml_reader::{self, Threads};

/// Their names in messages, and their text.
pub(super) const FILES: &[(&str, &str)] = &[
    ("bundled:organisations.toml", include_str!("../../gazetteers/organisations.toml")),
    ("bundled:people.toml", include_str!("../../gazetteers/people.toml")),
    ("bundled:places.toml", include_str!("../../gazetteers/places.toml")),
];

/// Their places, as the file has them, read by the calling thread alone.
pub(super) fn places() -> Vec<Entity> {
    let (name, text) = FILES[FILES.len() - 1];
    let source = Source::new(name, text);
    let (_, entities) = toml_reader::read(&source, 0, (None, Threads::One), &mut Problems::new(&source));
    entities.into_iter().map(|(entity, _)| entity).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_the_last_file() {
        assert!(places().iter().any(|place| place.class.as_deref() == Some("country")));
    }
}
