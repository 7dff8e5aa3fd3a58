//! Full stops that end no sentence: abbreviations and ordinals, by language.
//!
//! Each language is a table; `en.txt` explains the classes. All are asked at once: a text quotes others, names foreign
//! people and is often too short to tell its language, and a sentence that goes on too far loses less than one that is
//! cut before the name. A word stands in a table only if it seldom ends a sentence in any other language.

use std::sync::LazyLock;

use foldhash::HashMap;

const TABLES: [&str; 8] = [
    include_str!("en.txt"),
    include_str!("de.txt"),
    include_str!("fr.txt"),
    include_str!("es.txt"),
    include_str!("ru.txt"),
    include_str!("pl.txt"),
    include_str!("it.txt"),
    include_str!("tr.txt"),
];

/// What a word may be where a sentence ends or goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u16)]
pub(super) enum Class {
    Title = 1,
    Figure = 2,
    Inner = 4,
    Closing = 8,
    Starter = 16,
    Month = 32,
    SharedMonth = 64,
    Ordinal = 128,
    Counted = 256,
    EnglishMonth = 512,
}

const CLASSES: [(&str, Class); 10] = [
    ("title", Class::Title),
    ("figure", Class::Figure),
    ("inner", Class::Inner),
    ("closing", Class::Closing),
    ("starter", Class::Starter),
    ("month", Class::Month),
    ("sharedmonth", Class::SharedMonth),
    ("ordinal", Class::Ordinal),
    ("counted", Class::Counted),
    ("englishmonth", Class::EnglishMonth),
];

/// The classes of a word; none for a word that is in no table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Classes(u16);

impl Classes {
    pub(super) fn has(self, class: Class) -> bool {
        self.0 & class as u16 != 0
    }
}

static WORDS: LazyLock<HashMap<&'static str, Classes>> = LazyLock::new(|| {
    let mut words = HashMap::default();
    TABLES.iter().for_each(|table| {
        read(table, |class, word| {
            let classes: &mut Classes = words.entry(word).or_default();
            classes.0 |= class as u16;
        });
    });
    words
});

/// Reads a table. Lines of a class that there is not are left to the test of the tables.
fn read(table: &'static str, mut found: impl FnMut(Class, &'static str)) {
    let mut class = None;
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            Some(name) => class = CLASSES.iter().find(|(known, _)| *known == name).map(|(_, class)| *class),
            None => line.split_whitespace().for_each(|word| class.into_iter().for_each(|class| found(class, word))),
        }
    }
}

/// Longer words are no abbreviations; in bytes.
const LONGEST: usize = 24;

/// What a word is as it is written: for words with a capital.
pub(super) fn written(word: &str) -> Classes {
    if word.len() > LONGEST { Classes::default() } else { WORDS.get(word).copied().unwrap_or_default() }
}

/// What a word is in small letters.
pub(super) fn lowered(word: &str) -> Classes {
    let mut bytes = [0; LONGEST];
    let mut length = 0;
    for character in word.chars().flat_map(char::to_lowercase) {
        let end = length + character.len_utf8();
        let Some(room) = bytes.get_mut(length..end) else { return Classes::default() };
        character.encode_utf8(room);
        length = end;
    }
    str::from_utf8(&bytes[..length]).map_or(Classes::default(), written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_have_known_classes_and_short_words_in_the_case_that_is_asked() {
        for table in TABLES {
            let names = table.lines().filter_map(|line| line.strip_prefix('[')?.strip_suffix(']'));
            names.for_each(|name| assert!(CLASSES.iter().any(|(known, _)| *known == name), "{name}"));
            read(table, |class, word| {
                let capital = word.starts_with(char::is_uppercase);
                let named = matches!(
                    class,
                    Class::Starter | Class::Month | Class::SharedMonth | Class::Counted | Class::EnglishMonth
                );
                assert!(word.len() <= LONGEST && capital == named, "{word}");
            });
        }
    }

    #[test]
    fn words_are_known_by_their_classes() {
        assert!(lowered("Dr").has(Class::Title) && lowered("DR").has(Class::Title));
        assert!(lowered("Núm").has(Class::Figure) && written("Juli").has(Class::Month));
        assert_eq!(lowered("Donaudampfschifffahrtsgesellschaft"), Classes::default());
    }
}
