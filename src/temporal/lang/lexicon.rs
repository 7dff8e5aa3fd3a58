//! The words of a language by class, in one flat hash table.

use super::lines;

macro_rules! classes {
    ($($name:ident = $text:literal),* $(,)?) => {
        /// A class of words or numbers: one letter of the alphabet that patterns are written in.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(in super::super) enum Class { $($name),* }

        impl Class {
            const ALL: &'static [(Class, &'static str)] = &[$((Class::$name, $text)),*];
        }
    };
}

classes! {
    Month = "month", MonthName = "monthname", Weekday = "weekday", WeekdayName = "weekdayname", Season = "season",
    SeasonName = "seasonname", Unit = "unit", OneUnit = "oneunit", Period = "period", Count = "count",
    Ordinal = "ordinal", DecadeName = "decadename", OrdinalSuffix = "ordinalsuffix", PluralSuffix = "pluralsuffix",
    Part = "part", Mornings = "mornings", Meridiem = "meridiem", Zone = "zone", Deictic = "deictic", Shift = "shift",
    Story = "story", Modifier = "modifier", Edge = "edge", Approx = "approx", Fiscal = "fiscal",
    CommonEra = "common-era", BeforeEra = "before-era", Preposition = "preposition", Yearly = "yearly",
    Numbered = "numbered", Counted = "counted", NameLike = "namelike", Future = "future", Past = "past",
    Perhaps = "perhaps", Passive = "passive", LoneMonth = "lonemonth", Abbreviation = "abbreviation", Determiner = "determiner",
    Street = "street",
    OfName = "ofname", NumberJoint = "numberjoint", FutureTo = "futureto", EdgeDay = "edgeday", LowMonth = "lowmonth", Function = "function",
    Possessive = "possessive", Infinitive = "infinitive", Participle = "participle",
    // Classes of numbers, by their form.
    Number = "number", Day = "day", OrdinalDay = "ordinalday", Year = "year", QuotedYear = "quotedyear", TwoDigits = "twodigits",
    Decade = "decade", Clock = "clock", Numeric = "numeric", Digits = "digits", QuarterCode = "quartercode",
    HalfCode = "halfcode", EarlyYear = "earlyyear", Topic = "topic", Seasons = "seasons",
    // Endings of words, and beginnings, which no token is of.
    PastEnding = "pastending", FutureEnding = "futureending", NoPastEnding = "nopastending", PluralEnding = "pluralending", AdverbEnding = "adverbending",
    PartEnding = "partending", PerfectStart = "perfectstart", PerfectEnding = "perfectending", PerfectWhole = "perfectwhole",
    PresentEnding = "presentending", PastAttribute = "pastattribute", PresentAttribute = "presentattribute",
    // Of these the values alone are asked; to the patterns their words are as any other.
    Arranged = "arranged", Fraction = "fraction", Perfect = "perfect",
    Planned = "planned", Weekdays = "weekdays", Measured = "measured",
}

// A set of classes that a token may be of is one number of 64 bits.
const _: () = assert!(Class::PastEnding as usize <= 64);

impl Class {
    /// The class of a name in the tables.
    pub(in super::super) fn from_name(name: &str) -> Option<Class> {
        Class::ALL.iter().find(|(_, text)| *text == name).map(|(class, _)| *class)
    }

    /// Whether its words are endings or beginnings of others.
    fn is_of_endings(self) -> bool {
        (Class::PastEnding..=Class::PresentAttribute).contains(&self)
    }

    /// Its bit in a set of classes; none for an ending.
    #[inline]
    pub(in super::super) fn bit(self) -> u64 {
        1_u64.checked_shl(self as u32).unwrap_or(0)
    }
}

/// What the lexicon knows of one word.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Entry {
    /// The classes it belongs to, however it is written.
    pub(in super::super) classes: u64,
    /// The classes it belongs to when it begins with a capital letter.
    pub(in super::super) titled: u64,
    /// Its number in each class.
    values: Vec<(Class, i32)>,
    /// Whether a dot after it is part of it.
    pub(in super::super) dotted: bool,
}

impl Entry {
    /// Whether the tables know it for nothing that a pattern could ask for.
    #[inline]
    pub(in super::super) fn is_plain(&self) -> bool {
        self.classes | self.titled == 0
    }

    /// Its number in a class.
    #[inline]
    pub(in super::super) fn value(&self, class: Class) -> i32 {
        self.values.iter().find(|(of, _)| *of == class).map_or(0, |(_, value)| *value)
    }
}

/// The number of a word; 0 is every word that is not in the lexicon.
pub(in super::super) type WordId = u16;

/// The bit that tells the lower case of an ASCII letter from the upper; figures and the marks of patterns have it too.
const LOWER: u128 = u128::from_le_bytes([0x20; LONGEST]);

/// No shorter word, in bytes, names a weekday and a part of it: "Montagnacht".
const SHORTEST_PART: usize = 10;

/// The longest word that the lexicon holds, in bytes.
const LONGEST: usize = 16;

/// All words.
pub(in super::super) struct Lexicon {
    entries: Vec<Entry>,
    /// Open addressing: a word's bytes, lower-cased and padded with zeros, and its number.
    table: Vec<(u128, WordId)>,
    /// For the last five bits of a first byte, which are the same in either case, the lengths of words that begin so.
    lengths: [u32; 32],
    /// The endings and beginnings of words that are not in the lexicon, by class.
    endings: Vec<(Class, Vec<&'static str>)>,
    /// Whether the finite verb stands second in a main clause, and last in a clause within another.
    pub(in super::super) verb_second: bool,
}

/// The line of `words.txt` that says so.
const VERB_SECOND: &str = "verb-second";

impl Lexicon {
    pub(super) fn parse(text: &'static str) -> Result<Lexicon, String> {
        let mut lexicon = Lexicon {
            entries: vec![Entry::default()],
            table: vec![(0, 0); 4096],
            lengths: [0; 32],
            endings: Vec::new(),
            verb_second: false,
        };
        let mut open: Option<(Class, bool)> = None;
        for line in lines(text) {
            if let Some(head) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                let (name, flag) = head.split_once(' ').unwrap_or((head, ""));
                let class = Class::from_name(name).ok_or_else(|| format!("not a class: {name}"))?;
                open = Some((class, flag == "title"));
            } else if open.is_none() && line == VERB_SECOND {
                lexicon.verb_second = true;
            } else {
                let (class, titled) = open.ok_or_else(|| format!("a word before any class: {line}"))?;
                lexicon.add_line(line, class, titled)?;
            }
        }
        Ok(lexicon)
    }

    /// Whether a word ends as words of a class do.
    pub(in super::super) fn ends_as(&self, class: Class, word: &str) -> bool {
        self.endings_of(class).iter().any(|ending| word.ends_with(ending))
    }

    /// Whether a word begins as words of a class do.
    pub(in super::super) fn begins_as(&self, class: Class, word: &str) -> bool {
        self.endings_of(class).iter().any(|beginning| word.starts_with(beginning))
    }

    /// The weekday that a word names with a part of it, as "Donnerstagnachmittag" does; 0 if it names none.
    pub(in super::super) fn weekday_within(&self, word: &str) -> WordId {
        if word.len() < SHORTEST_PART {
            return 0;
        }
        let stems = self.endings_of(Class::PartEnding).iter().filter_map(|ending| word.strip_suffix(ending));
        let mut known = stems.map(|stem| self.find(stem)).filter(|id| self.entry(*id).value(Class::Weekday) != 0);
        known.next().unwrap_or(0)
    }

    fn endings_of(&self, class: Class) -> &[&'static str] {
        self.endings.iter().find(|(of, _)| *of == class).map_or(&[], |(_, endings)| endings)
    }

    fn add_line(&mut self, line: &'static str, class: Class, titled: bool) -> Result<(), String> {
        let words: Vec<&'static str> = line.split_whitespace().collect();
        if class.is_of_endings() {
            match self.endings.iter_mut().find(|(of, _)| *of == class) {
                Some((_, endings)) => endings.extend(words),
                None => self.endings.push((class, words)),
            }
            return Ok(());
        }
        if let [word, value] = words[..]
            && let Ok(value) = value.parse()
        {
            return self.add(word, class, titled, value);
        }
        words.into_iter().try_for_each(|word| self.add(word, class, titled, 0))
    }

    fn add(&mut self, word: &str, class: Class, titled: bool, value: i32) -> Result<(), String> {
        let (bare, dotted) = match word.strip_suffix('.') {
            Some(bare) if bare.len() > 1 || word.len() == 2 => (bare, true),
            _ => (word, false),
        };
        let id = self.intern(bare)?;
        let entry = &mut self.entries[id as usize];
        entry.dotted |= dotted;
        if titled {
            entry.titled |= class.bit();
        } else {
            entry.classes |= class.bit();
        }
        entry.values.push((class, value));
        Ok(())
    }

    /// The number of a word, which is added if it is new.
    pub(super) fn intern(&mut self, word: &str) -> Result<WordId, String> {
        let key = key(word).ok_or_else(|| format!("longer than {LONGEST} bytes: {word}"))?;
        let slot = self.slot(key);
        if self.table[slot].0 == 0 {
            if self.entries.len() * 2 > self.table.len() {
                return Err(format!("more than {} words", self.table.len() / 2));
            }
            let id = self.entries.len() as WordId;
            self.lengths[word.as_bytes().first().map_or(0, |byte| *byte as usize & 0x1f)] |= 1 << word.len();
            self.entries.push(Entry::default());
            self.table[slot] = (key, id);
        }
        Ok(self.table[slot].1)
    }

    /// The number of a word; 0 if it is unknown.
    #[inline]
    pub(in super::super) fn find(&self, word: &str) -> WordId {
        key(word).map_or(0, |key| self.table[self.slot(key)].1)
    }

    /// The number of the ASCII word between two bytes of a text: the same as [`Lexicon::find`], but faster.
    #[inline]
    pub(in super::super) fn find_ascii(&self, text: &[u8], start: usize, end: usize) -> WordId {
        let length = end - start;
        if length > LONGEST || self.lengths[text[start] as usize & 0x1f] & (1 << length) == 0 {
            return 0;
        }
        let Some(bytes) = text.get(start..start + LONGEST).and_then(|bytes| <[u8; LONGEST]>::try_from(bytes).ok())
        else {
            return std::str::from_utf8(&text[start..end]).map_or(0, |word| self.find(word));
        };
        let kept = if length == LONGEST { u128::MAX } else { (1 << (length * 8)) - 1 };
        self.table[self.slot((u128::from_le_bytes(bytes) | LOWER) & kept)].1
    }

    /// What is known of a word.
    #[inline]
    pub(in super::super) fn entry(&self, id: WordId) -> &Entry {
        &self.entries[id as usize]
    }

    #[inline]
    fn slot(&self, key: u128) -> usize {
        let mixed = (key as u64 ^ (key >> 64) as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mask = self.table.len() - 1;
        let mut slot = (mixed >> 40) as usize & mask;
        while self.table[slot].0 != 0 && self.table[slot].0 != key {
            slot = (slot + 1) & mask;
        }
        slot
    }
}

/// The bytes of a word in lower case as one number; none for a word that is too long to be known.
#[inline]
fn key(word: &str) -> Option<u128> {
    let mut bytes = [0u8; LONGEST];
    if word.is_ascii() {
        let own = bytes.get_mut(..word.len())?;
        own.copy_from_slice(word.as_bytes());
        own.iter_mut().for_each(|byte| *byte |= 0x20);
    } else {
        let mut at = 0;
        for lower in word.chars().flat_map(char::to_lowercase) {
            let mut buffer = [0u8; 4];
            let encoded = lower.encode_utf8(&mut buffer);
            bytes.get_mut(at..at + encoded.len())?.copy_from_slice(encoded.as_bytes());
            at += encoded.len();
        }
    }
    Some(u128::from_le_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_however_they_are_written() {
        let lexicon = Lexicon::parse("[month]\njan. 1\n[month title]\nmai 5\nаврил 4\n").unwrap();
        let entry = lexicon.entry(lexicon.find("JAN"));
        assert!(entry.dotted && entry.classes == Class::Month.bit() && entry.value(Class::Month) == 1);
        assert_eq!(lexicon.entry(lexicon.find("Mai")).titled, Class::Month.bit());
        assert_ne!(lexicon.find("Аврил"), 0);
        for unknown in ["ja", "january", "", "a very long word indeed"] {
            assert_eq!(lexicon.find(unknown), 0, "{unknown}");
        }
    }
}
