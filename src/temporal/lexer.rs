//! From text to tokens, in one pass.

use super::lang::{Class, Language};
use super::numeral::{self, Numeral};
use super::token::{Token, Tokens};

/// Reads a text into tokens.
pub(super) fn tokens(language: &Language, text: &str) -> Tokens {
    let list = Vec::with_capacity(text.len() / 5);
    let long_lines = text.lines().any(|line| line.len() > WRAPPED);
    let tokens = Tokens { list, ..Tokens::default() };
    let mut lexer = Lexer { language, text, at: 0, last_end: 0, stop: false, long_lines, tokens };
    while lexer.at < text.len() {
        lexer.step();
    }
    lexer.tokens
}

/// What the first byte of an apostrophe is read as, where its text is taken for Latin-1.
const BROKEN: char = 'â';

/// No wrapped line has more bytes.
const WRAPPED: usize = 200;

struct Lexer<'a> {
    language: &'a Language,
    text: &'a str,
    /// The next byte; always at the boundary of a character.
    at: usize,
    /// Where the last token ended.
    last_end: usize,
    /// Whether the last token may have ended a sentence.
    stop: bool,
    /// Whether a line is longer than any that is wrapped, so that lines are paragraphs.
    long_lines: bool,
    tokens: Tokens,
}

impl Lexer<'_> {
    #[inline]
    fn step(&mut self) {
        let byte = self.text.as_bytes()[self.at];
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' => self.at += 1,
            b'a'..=b'z' | b'A'..=b'Z' => self.word(),
            b'0'..=b'9' => self.number(self.at),
            b'\'' | b'`' => self.apostrophe(1),
            0..=127 => self.ascii_mark(byte),
            _ => self.beyond_ascii(),
        }
    }

    fn beyond_ascii(&mut self) {
        let Some(character) = self.text[self.at..].chars().next() else { return };
        let length = character.len_utf8();
        match character {
            '\u{2019}' | '\u{2018}' | '\u{2bc}' | '\u{b4}' | '\u{2032}' | '\u{92}' => self.apostrophe(length),
            BROKEN if self.is_broken_apostrophe() => self.broken_apostrophe(),
            '\u{2010}'..='\u{2013}' | '\u{2212}' => self.mark("-", length),
            '\u{2014}' if self.between_digits(length) => self.mark("-", length),
            c if c.is_alphanumeric() => self.word(),
            c if c.is_whitespace() => self.at += length,
            _ => self.mark("", length),
        }
    }

    /// Whether what stands for the first byte of an apostrophe, once its text had been read in the wrong encoding,
    /// follows a word: "Tuesday\u{e2}\u{80}\u{99}s", of which the other two bytes may have been lost ("Tuesday\u{e2}
    /// s").
    fn is_broken_apostrophe(&self) -> bool {
        let glued = self.last_end == self.at && self.at > 0;
        glued && self.text[self.at..].chars().nth(1).is_none_or(|next| !next.is_alphabetic())
    }

    /// Takes all of a broken apostrophe, and the `s` behind it.
    fn broken_apostrophe(&mut self) {
        let rest = &self.text[self.at..];
        let gone = |c: char| matches!(c, BROKEN | '\u{80}'..='\u{9f}' | '€' | '™' | '˜');
        let mark = rest.find(|c: char| !gone(c)).unwrap_or(rest.len());
        let space = usize::from(rest[mark..].starts_with(' '));
        let clipped = rest[mark + space..].strip_prefix('s');
        if clipped.is_some_and(|behind| !behind.starts_with(|c: char| c.is_alphanumeric())) {
            return self.mark_word("'s", mark + space + 1);
        }
        self.mark("", mark);
    }

    fn between_digits(&self, length: usize) -> bool {
        let bytes = self.text.as_bytes();
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let space = |at: usize| bytes.get(at) == Some(&b' ');
        let before = self.at.saturating_sub(1 + usize::from(self.at > 0 && space(self.at - 1)));
        let after = self.at + length + usize::from(space(self.at + length));
        self.at > 0 && digit(before) && digit(after)
    }

    fn ascii_mark(&mut self, byte: u8) {
        if byte == b'['
            && let Some(length) = self.footnote()
        {
            self.at += length;
            return;
        }
        if byte == b'-' && self.text.as_bytes().get(self.at + 1) == Some(&b'-') {
            let length = self.text[self.at..].bytes().take_while(|byte| *byte == b'-').count();
            // "1939--1945" as typewriters write it.
            let name = if length == 2 && self.between_digits(length) { "-" } else { "" };
            return self.mark(name, length);
        }
        let ends = match byte {
            b'.' => !self.after_abbreviation(),
            b'!' | b'?' => true,
            b'"' | b')' => self.stop,
            _ => false,
        };
        let name = std::str::from_utf8(std::slice::from_ref(&byte)).unwrap_or_default();
        self.mark(name, 1);
        self.stop = ends;
    }

    /// The length of the mark of a footnote, which is no part of the text: `[12]`, `[a]` right after a word or a stop.
    fn footnote(&self) -> Option<usize> {
        let rest = &self.text.as_bytes()[self.at + 1..];
        let glued = self.last_end == self.at && self.at > 0;
        let inside = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let figures = rest[..inside].iter().all(u8::is_ascii_digit);
        let short = (figures && (1..=3).contains(&inside)) || inside == 1;
        (glued && short && rest.get(inside) == Some(&b']')).then_some(inside + 2)
    }

    /// Whether a dot here belongs to the word before it.
    fn after_abbreviation(&self) -> bool {
        let Some(last) = self.tokens.list.last().filter(|last| last.end == self.at) else { return false };
        last.is(Class::Abbreviation) || (last.capital() && last.end - last.start == 1)
    }

    /// A mark, which patterns know by a name.
    fn mark(&mut self, name: &str, length: usize) {
        let token = Token::mark(self.at, self.at + length, self.language.lexicon.find(name));
        self.at += length;
        self.push(token);
    }

    fn apostrophe(&mut self, length: usize) {
        let bytes = self.text.as_bytes();
        let next = self.at + length;
        let digits = bytes[next..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let glued = self.tokens.list.last().is_some_and(|last| last.end == self.at && !last.is_mark());
        if digits == 2 && !glued {
            let start = self.at;
            self.at = next;
            return self.number(start);
        }
        let letters = bytes[next..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        // In "l'année" the word goes on.
        let ends = !self.text[next + letters..].starts_with(char::is_alphanumeric);
        if glued && ends && (1..=3).contains(&letters) {
            let name = format!("'{}", &self.text[next..next + letters]);
            return self.mark_word(&name, length + letters);
        }
        self.mark(if glued { "'" } else { "" }, length);
    }

    /// A clipped word after an apostrophe: `'s`, `'ll`.
    fn mark_word(&mut self, name: &str, length: usize) {
        let word = self.language.lexicon.find(name);
        let token = Token::word(self.at, self.at + length, word, self.language.lexicon.entry(word).classes, false);
        self.at += length;
        self.push(token);
    }

    fn word(&mut self) {
        let (start, bytes) = (self.at, self.text.as_bytes());
        let mut end = start;
        while end < bytes.len() && bytes[end].is_ascii_alphanumeric() {
            end += 1;
        }
        let lexicon = &self.language.lexicon;
        let id = if end < bytes.len() && !bytes[end].is_ascii() {
            end = self.end_of_letters(start, end);
            lexicon.find(&self.text[start..end])
        } else {
            end = self.end_of_initials(start, end);
            end = self.end_of_compound(start, end).unwrap_or(end);
            lexicon.find_ascii(bytes, start, end)
        };
        let id = if id == 0 && self.begins_with_capital(start) {
            lexicon.weekday_within(&self.text[start..end])
        } else {
            id
        };
        if id == 0 {
            self.at = end;
            if let Some(year) = self.fiscal_year(start, end) {
                return self.push(year);
            }
            return self.push(Token::word(start, end, 0, 0, self.begins_with_capital(start)));
        }
        let entry = lexicon.entry(id);
        let capital = self.begins_with_capital(start);
        let mut classes = if capital { entry.classes | entry.titled } else { entry.classes };
        let bare = end;
        if entry.dotted && bytes.get(end) == Some(&b'.') {
            end += 1;
        } else if entry.dotted {
            classes &= !Class::MonthName.bit();
        }
        self.at = end;
        let token = Token::word(start, end, id, classes, capital).plain(entry.is_plain());
        if classes & (Class::Count.bit() | Class::Ordinal.bit()) != 0 {
            self.spelled(token);
        } else {
            self.push(token);
            // "in Oct. He": the dot may be the sentence's, too.
            self.stop = end > bare && classes & Class::Month.bit() != 0;
        }
    }

    /// A year in figures behind the word for one of accounts, as one word: "FY21", "FY2021".
    fn fiscal_year(&self, start: usize, end: usize) -> Option<Token> {
        let word = &self.text[start..end];
        let name = word.trim_end_matches(|c: char| c.is_ascii_digit());
        let figures = &word[name.len()..];
        if !matches!(figures.len(), 2 | 4) {
            return None;
        }
        let lexicon = &self.language.lexicon;
        let fiscal = lexicon.entry(lexicon.find(name)).classes & Class::Fiscal.bit() != 0;
        let year = figures.parse().ok().map(numeral::from_two_figures).filter(|year| (1900..=2100).contains(year))?;
        fiscal.then(|| Token::numeral(start, end, Class::Year.bit(), year))
    }

    /// Where a known word ends that goes on behind a hyphen: "to-day", as it was written until about 1920.
    fn end_of_compound(&self, start: usize, end: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        // "Day-to-day" is none.
        let inside = start.checked_sub(1).is_some_and(|before| bytes[before] == b'-');
        let rest = bytes.get(end..).filter(|rest| !inside && rest.first() == Some(&b'-'))?;
        let last = end + 1 + rest[1..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        (last > end + 1 && self.language.lexicon.find_ascii(bytes, start, last) != 0).then_some(last)
    }

    fn begins_with_capital(&self, start: usize) -> bool {
        let byte = self.text.as_bytes()[start];
        if byte.is_ascii() {
            return byte.is_ascii_uppercase();
        }
        self.text[start..].chars().next().is_some_and(char::is_uppercase)
    }

    fn end_of_letters(&self, start: usize, from: usize) -> usize {
        let mark = |c: char| matches!(c, '\u{300}'..='\u{36f}');
        let rest = &self.text[from..];
        let end = rest.find(|c: char| !c.is_alphanumeric() && !mark(c)).map_or(self.text.len(), |length| from + length);
        // "Tuesday" with a broken apostrophe is Tuesday.
        let bare = self.text[start..end].strip_suffix(BROKEN).filter(|bare| self.language.lexicon.find(bare) != 0);
        bare.map_or(end, |bare| start + bare.len())
    }

    /// Where `a.m.` or `U.S.` ends, of which the first letter has been read.
    fn end_of_initials(&self, start: usize, end: usize) -> usize {
        let bytes = self.text.as_bytes();
        let pair = |at: usize| {
            bytes.get(at) == Some(&b'.')
                && bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic)
                && !bytes.get(at + 2).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte >= 128)
        };
        if end - start != 1 || !pair(end) {
            return end;
        }
        let mut end = end;
        while pair(end) {
            end += 2;
        }
        end
    }

    /// A number in words, which may go on the number before it: `twenty` `-` `five`.
    fn spelled(&mut self, token: Token) {
        let list = &self.tokens.list;
        let last = list.len().checked_sub(1).map(|at| list[at]);
        let lexicon = &self.language.lexicon;
        let hyphen = |token: Token| token.is_mark() && token.glued() && &self.text[token.start..token.end] == "-";
        let joint = last.is_some_and(|last| last.is(Class::NumberJoint));
        let skipped = usize::from(joint || last.is_some_and(hyphen));
        let before = list.len().checked_sub(1 + skipped).map(|at| list[at]).filter(Token::spelled_form);
        let ordinal = token.is(Class::Ordinal);
        let value = lexicon.entry(token.word).value(if ordinal { Class::Ordinal } else { Class::Count });
        let whole = before.and_then(|before| numeral::join(before.number, value, joint).map(|number| (before, number)));
        let Some((before, number)) = whole else {
            let classes = token.classes | numeral::spelled_classes(value, ordinal);
            return self.push(token.spelled(token.start, classes, value).known_as(token.word));
        };
        self.tokens.list.truncate(self.tokens.list.len() - 1 - skipped);
        let joined = token.spelled(before.start, numeral::spelled_classes(number, ordinal), number);
        self.tokens.list.push(joined.placed_as(before));
        self.last_end = token.end;
        self.stop = false;
    }

    fn number(&mut self, start: usize) {
        let follows = self.tokens.list.last().copied().filter(|last| last.end == start);
        let named = follows.is_some_and(|mark| mark.is_mark() && self.names_a_model(mark));
        let Numeral { end, classes, value, numeric, word } = numeral::read(self.language, self.text, start, self.at);
        let mut token = Token::numeral(start, end, if named { 0 } else { classes }, value);
        token.word = word;
        if let Some(numeric) = numeric {
            token.number = self.tokens.numerics.len() as i32;
            self.tokens.numerics.push(numeric);
        }
        self.at = end;
        self.push(token);
    }

    /// Whether the mark before a number makes it no number of its own: `$5`, `F-35`, `#12`.
    fn names_a_model(&self, mark: Token) -> bool {
        match self.text.as_bytes()[mark.start] {
            // "===8 August===" is a heading.
            b'=' => self.text.as_bytes().get(mark.start.wrapping_sub(1)) != Some(&b'='),
            b'$' | b'#' | b'_' | b'@' | b'&' | b'+' | b'\\' => true,
            b'-' | b'/' | b'.' => {
                let before = self.tokens.list.iter().rev().nth(1).filter(|before| before.end == mark.start);
                before.is_some_and(|before| !before.is_mark() && !before.numeral_form() && before.is_any_word())
            }
            byte => !byte.is_ascii() && matches!(&self.text[mark.start..mark.end], "£" | "€" | "¥" | "№" | "₽" | "₤"),
        }
    }

    /// Whether a paragraph ends between two tokens: at a blank line, and at every line's end where lines are not
    /// wrapped.
    fn ends_paragraph(&self, from: usize, to: usize) -> bool {
        let breaks = self.text.as_bytes()[from..to].iter().filter(|byte| **byte == b'\n').count();
        breaks > usize::from(!self.long_lines)
    }

    #[inline]
    fn push(&mut self, token: Token) {
        let gap = token.start - self.last_end;
        let first = self.tokens.list.is_empty();
        let room = gap > usize::from(!self.long_lines);
        let paragraph = first || (room && self.ends_paragraph(self.last_end, token.start));
        // "Sept. 30" goes on; "in Oct. He" may not.
        let day = token.numeral_form() && self.tokens.list.last().is_some_and(|last| last.is(Class::Month));
        let stop = self.stop && !day && gap > 0 && (token.capital() || token.numeral_form() || token.is_mark());
        if !(self.stop && token.is_mark() && gap == 0) {
            self.stop = false;
        }
        self.last_end = token.end;
        self.tokens.list.push(token.after(gap == 0 && !first, paragraph, stop));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn surfaces(text: &str) -> Vec<&str> {
        let tokens = tokens(&Language::english(), text);
        tokens.list.iter().map(|token| &text[token.start..token.end]).collect()
    }

    #[test]
    fn words_numbers_and_marks_are_told_apart() {
        for (text, wanted) in [
            ("Oct. 15, 1998", &["Oct.", "15", ",", "1998"][..]),
            ("at 4 a.m. EST", &["at", "4", "a.m.", "EST"]),
            ("4:30pm", &["4:30pm"]),
            ("Monday's", &["Monday", "'s"]),
            ("the ’90s", &["the", "’90s"]),
            ("1,500 men", &["1,500", "men"]),
            ("2017-06-13T04:30Z.", &["2017-06-13T04:30Z", "."]),
            ("9–12 August", &["9", "–", "12", "August"]),
            ("twenty-five years", &["twenty-five", "years"]),
            ("nineteen ninety-seven", &["nineteen ninety-seven"]),
            ("two thousand and three", &["two thousand and three"]),
            ("Málaga 1937", &["Málaga", "1937"]),
            ("10/2017", &["10", "/", "2017"]),
            ("555-1212-9999", &["555-1212-9999"]),
        ] {
            assert_eq!(surfaces(text), wanted, "{text}");
        }
    }

    #[test]
    fn sentences_begin_after_stops_that_are_no_abbreviations() {
        let text = "Mr. Smith met J. Doe. \"He left.\" Then (in May.) it rained.\n\nThe end";
        let tokens = tokens(&Language::english(), text);
        let starts: Vec<&str> =
            tokens.list.iter().filter(|t| t.begins_sentence()).map(|t| &text[t.start..t.end]).collect();
        assert_eq!(starts, ["Mr", "\"", "Then", "The"]);
    }
}
