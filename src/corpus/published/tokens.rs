//! Words, numbers and signs of a short text: what dates are made of.

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token<'t> {
    pub(super) kind: Kind,
    pub(super) text: &'t str,
    /// Whether space stands before it.
    pub(super) spaced: bool,
    /// Where it begins, in bytes of the text.
    pub(super) start: usize,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Digits of any script, as a value; numbers of more than 18 digits have none that counts.
    Number {
        value: u64,
        digits: u8,
    },
    Word,
    Sign(char),
}

impl Token<'_> {
    /// The value of a number of one to `most` digits.
    pub(super) fn number(&self, most: u8) -> Option<u32> {
        match self.kind {
            Kind::Number { value, digits } if digits <= most => u32::try_from(value).ok(),
            _ => None,
        }
    }

    /// The value of a number of exactly so many digits.
    pub(super) fn digits(&self, count: u8) -> Option<u32> {
        match self.kind {
            Kind::Number { value, digits } if digits == count => u32::try_from(value).ok(),
            _ => None,
        }
    }

    pub(super) fn is_sign(&self, sign: char) -> bool {
        self.kind == Kind::Sign(sign)
    }

    pub(super) fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    /// Where it ends, in bytes of the text.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// Cuts a text into tokens. Invisible direction marks separate nothing and are left out.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut spaced = false;
    let mut rest = text.char_indices().peekable();
    while let Some((start, first)) = rest.next() {
        if first.is_whitespace() || first == '\u{FEFF}' {
            spaced = true;
            continue;
        }
        if is_mark(first) {
            continue;
        }
        let class = Class::of(first);
        let mut end = start + first.len_utf8();
        while let Some(&(at, next)) = rest.peek() {
            if class == Class::Sign || Class::of(next) != class && !(class == Class::Letter && is_joined(next)) {
                break;
            }
            end = at + next.len_utf8();
            rest.next();
        }
        let text = &text[start..end];
        tokens.push(Token { kind: class.kind(text, first), text, spaced, start });
        spaced = false;
    }
    tokens
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Digit,
    Letter,
    Sign,
}

impl Class {
    fn of(character: char) -> Class {
        if digit(character).is_some() {
            Class::Digit
        } else if character.is_alphabetic() {
            Class::Letter
        } else {
            Class::Sign
        }
    }

    fn kind(self, text: &str, first: char) -> Kind {
        match self {
            Class::Letter => Kind::Word,
            Class::Sign => Kind::Sign(first),
            Class::Digit => {
                let digits = text.chars().count();
                let value = text.chars().filter_map(digit).take(18).fold(0, |value, digit| value * 10 + digit);
                Kind::Number { value, digits: u8::try_from(digits).unwrap_or(u8::MAX) }
            }
        }
    }
}

/// Western, Arabic and Persian digits.
fn digit(character: char) -> Option<u64> {
    match character {
        '0'..='9' => Some(u64::from(character) - u64::from('0')),
        '٠'..='٩' => Some(u64::from(character) - u64::from('٠')),
        '۰'..='۹' => Some(u64::from(character) - u64::from('۰')),
        _ => None,
    }
}

/// Combining marks, which belong to the letter before.
fn is_joined(character: char) -> bool {
    matches!(character, '\u{0300}'..='\u{036F}' | '\u{064B}'..='\u{0652}')
}

fn is_mark(character: char) -> bool {
    matches!(character, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{00AD}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_fall_into_words_numbers_and_signs() {
        let found = tokens("13th Jun,\u{A0}٢٠١٧ 04:30Z");
        let shown: Vec<_> = found.iter().map(|token| (token.text, token.spaced)).collect();
        assert_eq!(
            shown,
            [
                ("13", false),
                ("th", false),
                ("Jun", true),
                (",", false),
                ("٢٠١٧", true),
                ("04", true),
                (":", false),
                ("30", false),
                ("Z", false)
            ]
        );
        assert_eq!(found[4].digits(4), Some(2017));
    }
}
