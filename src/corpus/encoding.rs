//! From bytes to text, whatever their encoding; a guess is said.
//!
//! The order: a byte order mark; UTF-8, if the bytes are valid UTF-8, whatever else they are declared to be; the
//! declared encoding; UTF-8 with damage, if most of it is valid; a guess by `chardetng`, from the frequencies of
//! letters.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Decoded text, and what is to be said about how it was decoded.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) note: Option<String>,
}

/// How many bytes the guess looks at: more make it no better.
const GUESSED_BYTES: usize = 1 << 16;

/// Decodes bytes that may declare their encoding (with a label of the WHATWG Encoding Standard).
pub(super) fn decode<'a>(bytes: &'a [u8], declared: Option<&[u8]>) -> Decoded<'a> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode_as(&bytes[mark..], encoding, None);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: Cow::Borrowed(text), note: None };
    }
    let declared = declared.and_then(Encoding::for_label);
    if let Some(encoding) = declared.filter(|&encoding| encoding != UTF_8) {
        return decode_as(bytes, encoding, None);
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        return decode_as(bytes, encoding, Some(format!("encoding guessed: {}", encoding.name())));
    }
    if is_mostly_utf8(bytes) || declared == Some(UTF_8) && is_partly_utf8(bytes) {
        return decode_as(bytes, UTF_8, None);
    }
    let encoding = guess(bytes);
    decode_as(bytes, encoding, guessed(encoding))
}

fn decode_as<'a>(bytes: &'a [u8], encoding: &'static Encoding, note: Option<String>) -> Decoded<'a> {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let damage = if damaged { damage(encoding, &[&text]) } else { None };
    let note = match (note, damage) {
        (Some(note), Some(damage)) => Some(format!("{note}; {damage}")),
        (note, damage) => note.or(damage),
    };
    Decoded { text, note }
}

/// What is said of the broken places in decoded texts.
pub(super) fn damage(encoding: &'static Encoding, texts: &[&str]) -> Option<String> {
    let count: usize = texts.iter().map(|text| text.matches('\u{FFFD}').count()).sum();
    let (places, name) = (if count == 1 { "place" } else { "places" }, encoding.name());
    (count > 0).then(|| format!("{count} {places} broken in {name}, shown as U+FFFD"))
}

/// What is said of an encoding that nobody stated.
pub(super) fn guessed(encoding: &'static Encoding) -> Option<String> {
    (encoding != UTF_8).then(|| format!("encoding guessed: {}", encoding.name().to_ascii_lowercase()))
}

/// The encoding of a stream of rows: one for the whole, decided where it first is no UTF-8.
///
/// Nothing of it depends on where the pieces begin and end: the guess looks at as many bytes from that place on as
/// there are, and whether the stream is UTF-8 with damage is told by all that came before and by the same bytes.
#[derive(Debug, Default)]
pub(super) struct StreamEncoding {
    decided: Option<&'static Encoding>,
    /// Letters of several bytes before that place.
    valid: usize,
}

impl StreamEncoding {
    /// That of the next piece; `ahead` gives what follows it, as far as it is wanted.
    pub(super) fn of<'s>(&mut self, piece: &[u8], ahead: impl FnOnce(usize) -> &'s [u8]) -> &'static Encoding {
        if let Some(encoding) = self.decided {
            return encoding;
        }
        let broken = std::str::from_utf8(piece).err().map(|error| error.valid_up_to());
        self.valid += letters(&piece[..broken.unwrap_or(piece.len())]);
        let Some(at) = broken else { return UTF_8 };
        let mut window = piece[at..piece.len().min(at + GUESSED_BYTES)].to_vec();
        if let missing @ 1.. = GUESSED_BYTES - window.len() {
            window.extend(ahead(missing).iter().take(missing));
        }
        if window.len() == GUESSED_BYTES {
            // Cut off within a letter it would look broken.
            window.truncate(window.iter().rposition(u8::is_ascii).map_or(GUESSED_BYTES, |last| last + 1));
        }
        let (valid, broken) = utf8_sequences(&window);
        let encoding = if self.valid + valid >= 4 * broken.max(1) { UTF_8 } else { guess(&window) };
        self.decided.insert(encoding)
    }
}

/// How many letters of several bytes valid UTF-8 has.
fn letters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte >= 0xC0).count()
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    // Begin where it gets interesting, so that a long stretch of ASCII does not use the window up.
    let start = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0).saturating_sub(64);
    let sample = &bytes[start..bytes.len().min(start + GUESSED_BYTES)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(sample, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Whether the valid sequences of several bytes outnumber the broken places by four to one.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (valid, broken) = utf8_sequences(bytes);
    valid >= 4 * broken.max(1)
}

fn is_partly_utf8(bytes: &[u8]) -> bool {
    let (valid, broken) = utf8_sequences(bytes);
    valid >= broken
}

fn utf8_sequences(bytes: &[u8]) -> (usize, usize) {
    bytes.utf8_chunks().fold((0, 0), |(valid, broken), chunk| {
        (valid + letters(chunk.valid().as_bytes()), broken + usize::from(!chunk.invalid().is_empty()))
    })
}

/// UTF-16 without a mark: every other byte of its Latin letters, spaces and digits is NUL.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), sample.len() / 2);
    if pairs >= 8 && odd * 3 > pairs && even * 20 < pairs {
        Some(UTF_16LE)
    } else if pairs >= 8 && even * 3 > pairs && odd * 20 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Why text is no article: empty, binary, or without a letter.
pub(super) fn why_no_text(text: &str) -> Option<&'static str> {
    if text.trim().is_empty() {
        return Some("empty");
    }
    let head = &text.as_bytes()[..text.len().min(8192)];
    if memchr::memchr(0, head).is_some() {
        return Some("binary: it holds NUL bytes, so it is no text");
    }
    (!text.chars().any(char::is_alphabetic)).then_some("no letters in it")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_text_and_guesses_are_said() {
        let utf16: Vec<u8> = "Ein Satz über Köln".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked = [b"\xFF\xFE", &utf16[..]].concat();
        let russian = encoding_rs::WINDOWS_1251.encode("Войска вошли в город вечером, сообщили в штабе.").0;
        type Case<'c> = (&'c [u8], Option<&'c [u8]>, &'c str, Option<&'c str>);
        let cases: &[Case] = &[
            (b"plain", None, "plain", None),
            (b"\xEF\xBB\xBFmarked", None, "marked", None),
            ("gültig".as_bytes(), Some(b"iso-8859-1"), "gültig", None),
            (b"K\xF6ln", Some(b"iso-8859-1"), "Köln", None),
            (&marked, None, "Ein Satz über Köln", None),
            (&utf16, None, "Ein Satz über Köln", Some("encoding guessed: UTF-16LE")),
            (&russian, None, "Войска вошли в город вечером, сообщили в штабе.", Some("encoding guessed: windows-1251")),
            ("äöü ÄÖÜ ß é\u{0}".as_bytes().split_last().map_or(&[][..], |(_, start)| start), None, "äöü ÄÖÜ ß é", None),
            (
                b"\xC3\xA4\xC3\xB6\xC3\xBC\xC3\x9F \xFF end",
                None,
                "äöüß \u{FFFD} end",
                Some("1 place broken in UTF-8, shown as U+FFFD"),
            ),
        ];
        for (bytes, declared, text, note) in cases {
            let decoded = decode(bytes, *declared);
            assert_eq!((decoded.text.as_ref(), decoded.note.as_deref()), (*text, *note), "{bytes:?}");
        }
    }

    fn of_pieces(pieces: &[&[u8]]) -> Vec<&'static str> {
        let mut encoding = StreamEncoding::default();
        let rest: Vec<Vec<u8>> = (0..pieces.len()).map(|at| pieces[at + 1..].concat()).collect();
        pieces.iter().zip(&rest).map(|(piece, rest)| encoding.of(piece, |_| rest).name()).collect()
    }

    #[test]
    fn the_encoding_of_a_stream_is_decided_once() {
        let russian = encoding_rs::WINDOWS_1251.encode("Войска вошли в город вечером, сообщили в штабе.").0;
        // Alone, so few letters are taken for those of another language.
        let word = encoding_rs::WINDOWS_1251.encode("Ёж").0;
        assert_eq!(
            of_pieces(&[b"plain", &russian, b"plain", &word]),
            ["UTF-8", "windows-1251", "windows-1251", "windows-1251"]
        );
        assert_eq!(of_pieces(&[&word, &russian]), ["windows-1251", "windows-1251"], "the bytes ahead decide, too");
        let letters = "äöüß".as_bytes();
        assert_eq!(of_pieces(&[letters, b"a \xFF b", letters, b"\xFF"]), ["UTF-8"; 4]);
    }

    #[test]
    fn what_is_no_text_has_a_reason() {
        assert_eq!(why_no_text(" \n"), Some("empty"));
        assert_eq!(why_no_text("123 – 456"), Some("no letters in it"));
        assert!(why_no_text("ab\0c").is_some_and(|reason| reason.starts_with("binary")));
        assert_eq!(why_no_text("الموصل"), None);
    }
}
