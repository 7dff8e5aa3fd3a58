//! A look for words that only English has, before the detector is asked: it is done for each document.

/// Words that are frequent in English and, three together, in no other language.
#[rustfmt::skip]
const ENGLISH: [&str; 64] = [
    "about", "after", "against", "and", "any", "are", "be", "because", "been", "before", "between", "but", "by",
    "can", "could", "during", "for", "from", "has", "have", "he", "him", "his", "into", "it", "its", "killed",
    "least", "more", "near", "not", "of", "only", "other", "others", "our", "out", "people", "said", "says", "she",
    "since", "some", "than", "that", "the", "their", "there", "these", "they", "this", "through", "to", "two", "were",
    "what", "when", "which", "while", "who", "will", "with", "would", "you",
];

/// Those of them that a language of Latin letters has, too, for something else.
#[rustfmt::skip]
const ELSEWHERE: [&str; 22] = [
    "any", "are", "be", "but", "by", "can", "for", "has", "have", "he", "him", "his", "it", "its", "more", "not",
    "of", "our", "some", "than", "to", "two",
];

/// The others, a bit for each.
const CERTAIN: u64 = {
    let (mut bits, mut at) = (0, 0);
    while at < ENGLISH.len() {
        let (mut other, mut is_certain) = (0, true);
        while other < ELSEWHERE.len() {
            is_certain &= number(ENGLISH[at]) != number(ELSEWHERE[other]);
            other += 1;
        }
        bits |= (is_certain as u64) << at;
        at += 1;
    }
    bits
};

/// Words that are frequent in English and in other languages too.
const SHARED: [&str; 10] = ["a", "an", "as", "at", "in", "is", "on", "or", "over", "was"];

/// Words that are frequent in other languages of Latin letters, one of which stands in nearly every sentence of theirs.
#[rustfmt::skip]
const FOREIGN: [&str; 64] = [
    "aan", "af", "al", "av", "bir", "che", "con", "da", "das", "de", "del", "den", "der", "des", "det", "di", "die",
    "do", "dos", "du", "een", "ein", "el", "em", "en", "er", "et", "ha", "har", "het", "i", "il", "ist", "ja", "je",
    "la", "las", "le", "les", "los", "med", "met", "mot", "na", "ne", "nie", "no", "och", "og", "op", "que", "se",
    "som", "te", "til", "und", "van", "ve", "von", "voor", "w", "y", "yang", "z",
];

/// What a word is a sign of.
#[derive(Clone, Copy)]
enum Sign {
    /// One of `ENGLISH`, by its place.
    English(u8),
    /// One of `SHARED`.
    Shared,
    /// One of `FOREIGN`.
    Foreign,
}

/// The words of the lists by their bytes as a number, in a table that is up to a quarter full. Which is one of them is
/// asked of each word of each sample.
const SIGNS: [Option<(u64, Sign)>; SLOTS] = {
    let mut table = [None; SLOTS];
    let mut at = 0;
    while at < ENGLISH.len() {
        put(&mut table, ENGLISH[at], Sign::English(at as u8));
        at += 1;
    }
    at = 0;
    while at < SHARED.len() {
        put(&mut table, SHARED[at], Sign::Shared);
        at += 1;
    }
    at = 0;
    while at < FOREIGN.len() {
        put(&mut table, FOREIGN[at], Sign::Foreign);
        at += 1;
    }
    table
};

const SLOTS: usize = 512;

/// The bytes of a word, up to eight, as a number.
const fn number(word: &str) -> u64 {
    let (bytes, mut number, mut at) = (word.as_bytes(), 0, 0);
    while at < bytes.len() {
        number = number << 8 | bytes[at] as u64;
        at += 1;
    }
    number
}

const fn put(table: &mut [Option<(u64, Sign)>; SLOTS], word: &str, sign: Sign) {
    let number = number(word);
    let mut slot = slot_of(number);
    while table[slot].is_some() {
        slot = (slot + 1) % SLOTS;
    }
    table[slot] = Some((number, sign));
}

const fn slot_of(number: u64) -> usize {
    (number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 55) as usize
}

/// What a word of up to eight small letters, as a number, is a sign of.
fn sign_of(number: u64) -> Option<Sign> {
    let slots = (0..SLOTS).map(|step| (slot_of(number) + step) % SLOTS);
    let mut filled = slots.map_while(|slot| SIGNS[slot]);
    filled.find(|&(known, _)| known == number).map(|(_, sign)| sign)
}

/// More letters than any of the words has: what a letter beyond ASCII counts for.
const TOO_LONG: u32 = 9;

/// So many different ones among three times as many words need no more: it is as if the text ended there.
const PLAIN: u32 = 6;

/// What was seen so far of a sample.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    words: u32,
    english: u32,
    shared: u32,
    foreign: bool,
    /// Which of the English ones, a bit for each.
    which: u64,
    /// The word that is being read, its bytes as a number, and how many they are.
    word: u64,
    length: u32,
    beyond_ascii: bool,
}

impl Seen {
    #[inline(always)]
    fn letter(&mut self, byte: u8) {
        self.word = self.word << 8 | u64::from(byte | 0x20);
        self.length += 1;
    }

    #[inline(always)]
    fn end_of_word(&mut self) {
        if self.length == 0 {
            return;
        }
        self.words += 1;
        self.foreign |= self.beyond_ascii;
        self.beyond_ascii = false;
        if self.length < TOO_LONG {
            match sign_of(self.word) {
                Some(Sign::English(at)) => {
                    self.english += 1;
                    self.which |= 1 << at;
                }
                Some(Sign::Shared) => self.shared += 1,
                Some(Sign::Foreign) => self.foreign = true,
                None => {}
            }
        }
        (self.word, self.length) = (0, 0);
    }

    fn different(&self) -> u32 {
        self.which.count_ones()
    }

    fn is_enough(&self) -> bool {
        self.english * 3 >= self.words && self.different() >= PLAIN
    }

    /// Whether every eighth word is one of English's own, and three of them stand there; or two, of which no other
    /// language has one, where every sixth word is one of English's own or of those that it shares, and nothing is of
    /// another language: neither a frequent word nor a letter beyond ASCII.
    fn is_plain(&self) -> bool {
        let own = self.different() >= 3 && self.english * 8 >= self.words;
        let certain = self.different() >= 2 && self.which & CERTAIN != 0;
        own || certain && !self.foreign && (self.english + self.shared) * 6 >= self.words
    }
}

/// Whether a sample is plainly English.
pub(super) fn is_plain(sample: &str) -> bool {
    let (mut seen, mut at) = (Seen::default(), 0);
    while let Some(&byte) = sample.as_bytes().get(at) {
        at += 1;
        if byte.is_ascii_alphabetic() {
            seen.letter(byte);
        } else if byte.is_ascii() {
            seen.end_of_word();
            if seen.is_enough() {
                return true;
            }
        } else {
            let letter = sample[at - 1..].chars().next().unwrap_or(' ');
            at += letter.len_utf8() - 1;
            if letter.is_alphabetic() {
                seen.length += TOO_LONG;
                seen.beyond_ascii = true;
            } else {
                seen.end_of_word();
            }
        }
    }
    seen.end_of_word();
    seen.is_plain() || seen.is_enough()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listed_word_is_found_as_what_it_is() {
        assert!(ENGLISH.iter().all(|word| matches!(sign_of(number(word)), Some(Sign::English(_)))));
        assert!(SHARED.iter().all(|word| matches!(sign_of(number(word)), Some(Sign::Shared))));
        assert!(FOREIGN.iter().all(|word| matches!(sign_of(number(word)), Some(Sign::Foreign))));
        assert!(sign_of(number("mosul")).is_none());
        assert!(
            ENGLISH.len() <= 64
                && ELSEWHERE.iter().all(|word| ENGLISH.contains(word))
                && ENGLISH.iter().all(|word| word.len() < TOO_LONG as usize)
        );
    }

    #[test]
    fn english_is_told_by_its_own_words() {
        for (text, expected) in [
            ("The ferry left the harbour at dawn, and nobody on the quay knew when it would be back.", true),
            // Two words that it alone has, and some that it shares.
            ("An Iraqi judge in Mosul hands a death sentence to the officer who led a former army", true),
            ("To mænd fængslet for planer mod en skole, oplyser politiet onsdag aften", false),
            ("To nordmenn siktet for planer mot moskeer, opplyser politiadvokat Hansen onsdag", false),
            ("By to uczynić, trzeba było najpierw odbudować most przed zimą", false),
            ("Aby to zvládli, museli by opravit most i silnici ke starému mlýnu", false),
            ("De boot is of was in de haven, en het schip wil over zee naar huis", false),
            ("Ministers in Paris on Monday: a house of cards was a gift to Le Monde", false),
            ("Die Serie House of the Dragon war in Berlin am Montag ein Erfolg", false),
            ("De film The Lord of the Rings is een groot succes in Nederland en België", false),
            ("State media: suicide bombers attack a market in Newtown, killing 31 in a morning assault.", false),
            // Letters of any case, words beside anything.
            ("BEFORE they came: \u{201c}Since", true),
            // No word is a part of a longer one, nor with another language's letters.
            ("Sincerely thereto Beforehand", false),
            ("th\u{e9} w\u{ee}th s\u{ed}nce", false),
            ("Het schip is of was in de haven, maar de kapitein wil niet naar huis.", false),
            ("", false),
        ] {
            assert_eq!(is_plain(text), expected, "{text}");
        }
    }
}
