//! Mentions as annotations.
//!
//! The store holds no texts, but the sentence around each mention and where it stands there. Formats that point into a
//! text ([`web`]) give the offsets of the original; formats that carry the text ([`brat`], [`iob2`], [`spacy`]) carry
//! the sentences with a mention, put together from it ([`passages`]).

pub(super) mod brat;
pub(super) mod iob2;
pub(super) mod label;
mod passages;
pub(super) mod spacy;
mod tokens;
pub(super) mod web;

/// What the formats that carry text say of the rest of it.
const NO_TEXT: &str = "documents of which only the sentences with a mention are written: the store has no others";

/// A text as a part of a URN (RFC 8141): what has no place in one is percent-encoded.
pub(super) fn in_urn(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                encoded.push(char::from(byte))
            }
            other => encoded.push_str(&format!("%{other:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urns_hold_no_spaces_and_no_other_letters() {
        assert_eq!(in_urn("wire/a b#3 ق"), "wire/a%20b%233%20%D9%82");
    }
}
