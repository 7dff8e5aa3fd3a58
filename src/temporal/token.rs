//! Tokens: words, numbers and marks, with what a pattern can ask of them.

use std::cell::OnceCell;
use std::ops::Range;

use super::lang::Class;

/// One word, number or mark of the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// Its first byte.
    pub(super) start: usize,
    /// The byte after its last.
    pub(super) end: usize,
    /// The classes it may be read as.
    pub(super) classes: u64,
    /// The value of a number, or the place of a [`Numeric`] among the text's.
    pub(super) number: i32,
    /// Its number in the lexicon; 0 if it is not there.
    pub(super) word: u16,
    flags: u8,
}

const CAPITAL: u8 = 1;
const GLUED: u8 = 2;
const BREAK: u8 = 4;
const STOP: u8 = 8;
const NUMERAL: u8 = 16;
const SPELLED: u8 = 32;
const MARK: u8 = 64;
const PLAIN: u8 = 128;

impl Token {
    /// A mark: neither word nor number.
    #[inline]
    pub(super) fn mark(start: usize, end: usize, word: u16) -> Token {
        Token { start, end, classes: 0, number: 0, word, flags: MARK }
    }

    /// A word.
    #[inline]
    pub(super) fn word(start: usize, end: usize, word: u16, classes: u64, capital: bool) -> Token {
        Token { start, end, classes, number: 0, word, flags: if capital { CAPITAL } else { 0 } }
    }

    /// The same word, which is of no class.
    #[inline]
    pub(super) fn plain(self, plain: bool) -> Token {
        if plain { Token { flags: self.flags | PLAIN, ..self } } else { self }
    }

    /// A number in figures.
    #[inline]
    pub(super) fn numeral(start: usize, end: usize, classes: u64, number: i32) -> Token {
        Token { start, end, classes, number, word: 0, flags: NUMERAL }
    }

    /// The same token as a number in words.
    pub(super) fn spelled(self, start: usize, classes: u64, number: i32) -> Token {
        Token { start, classes, number, word: 0, flags: self.flags | SPELLED, ..self }
    }

    /// The same token, which is a word of the lexicon all the same.
    pub(super) fn known_as(self, word: u16) -> Token {
        Token { word, ..self }
    }

    /// The same token after what stands before it.
    #[inline]
    pub(super) fn after(self, glued: bool, paragraph: bool, stop: bool) -> Token {
        let set = |flag: u8, on: bool| if on { flag } else { 0 };
        Token { flags: self.flags | set(GLUED, glued) | set(BREAK, paragraph) | set(STOP, stop || paragraph), ..self }
    }

    /// The same token with the flags on what stands before it from another.
    pub(super) fn placed_as(self, other: Token) -> Token {
        let kept = GLUED | BREAK | STOP | CAPITAL;
        Token { flags: (self.flags & !kept) | (other.flags & kept), ..self }
    }

    /// The same token as a word that is in no table.
    pub(super) fn unknown(self) -> Token {
        let kept = GLUED | BREAK | STOP | CAPITAL | MARK;
        Token { classes: 0, number: 0, word: 0, flags: self.flags & kept, ..self }
    }

    /// Whether the language data know the word for nothing but a participle, or for a word of some pattern, if at all.
    #[inline]
    pub(super) fn is_any_word(&self) -> bool {
        self.word == 0 || self.flags & PLAIN != 0 || self.is(Class::Participle)
    }

    /// Whether it may be read as of a class.
    #[inline]
    pub(super) fn is(&self, class: Class) -> bool {
        self.classes & class.bit() != 0
    }

    /// Whether it begins with a capital letter.
    #[inline]
    pub(super) fn capital(&self) -> bool {
        self.flags & CAPITAL != 0
    }

    /// Whether nothing stands between it and the token before.
    #[inline]
    pub(super) fn glued(&self) -> bool {
        self.flags & GLUED != 0
    }

    /// Whether it begins a paragraph.
    #[inline]
    pub(super) fn begins_paragraph(&self) -> bool {
        self.flags & BREAK != 0
    }

    /// Whether it begins a sentence.
    #[inline]
    pub(super) fn begins_sentence(&self) -> bool {
        self.flags & STOP != 0
    }

    /// Whether it is a number in figures.
    #[inline]
    pub(super) fn numeral_form(&self) -> bool {
        self.flags & NUMERAL != 0
    }

    /// Whether it is a number in words.
    #[inline]
    pub(super) fn spelled_form(&self) -> bool {
        self.flags & SPELLED != 0
    }

    /// Whether it is neither word nor number.
    #[inline]
    pub(super) fn is_mark(&self) -> bool {
        self.flags & MARK != 0
    }
}

/// A date in figures alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numeric {
    /// Year, month, day.
    Day(i32, u32, u32),
    /// Year and month.
    Month(i32, u32),
    /// Two numbers, of which one is the day and the other the month, and the year, which may have two figures.
    Either(u32, u32, i32),
    /// Day and month, in this order: "3.5."
    NoYear(u32, u32),
}

impl Numeric {
    /// The year, if it names one.
    pub(super) fn year(self) -> Option<i32> {
        match self {
            Numeric::Day(year, ..) | Numeric::Month(year, _) | Numeric::Either(.., year) => Some(year),
            Numeric::NoYear(..) => None,
        }
    }

    /// The month, where the day comes first.
    pub(super) fn month_behind_day(self) -> Option<u32> {
        match self {
            Numeric::Either(_, month @ 1..=12, _) | Numeric::NoYear(_, month) => Some(month),
            _ => None,
        }
    }

    /// The same with another year for that of two figures.
    pub(super) fn with_year(self, place: impl Fn(i32) -> i32) -> Numeric {
        match self {
            Numeric::Either(one, other, year) => Numeric::Either(one, other, place(year)),
            _ => self,
        }
    }
}

/// The tokens of a text.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    pub(super) list: Vec<Token>,
    pub(super) numerics: Vec<Numeric>,
    /// Whether the text names years before the era, once that has been asked.
    pub(super) of_old: OnceCell<bool>,
}

impl Tokens {
    /// The same tokens, of which those inside of names, which stand in order, are in no table: no date is made of them.
    pub(super) fn without(mut self, names: &[Range<usize>]) -> Tokens {
        let mut names = names.iter().peekable();
        for token in &mut self.list {
            while names.next_if(|name| name.end <= token.start).is_some() {}
            match names.peek() {
                None => break,
                Some(name) if name.start < token.end => *token = token.unknown(),
                Some(_) => {}
            }
        }
        self
    }
}
