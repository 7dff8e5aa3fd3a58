//! A sheet of characters: lines drawn in braille dots, two by four to a character.

use std::collections::BTreeMap;

use super::{TextPiece, Tone};

/// The bits of a braille character, by row and column of its dots (Unicode, U+2800).
const BITS: [[u8; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];

/// A sheet of characters.
pub(super) struct Sheet {
    pub wide: usize,
    pub high: usize,
    dots: Vec<u8>,
    tones: Vec<Tone>,
    letters: BTreeMap<(usize, usize), (char, Tone)>,
    shaded: Vec<bool>,
}

impl Sheet {
    pub fn new(wide: usize, high: usize) -> Sheet {
        let cells = wide * high;
        Sheet {
            wide,
            high,
            dots: vec![0; cells],
            tones: vec![Tone::Plain; cells],
            letters: BTreeMap::new(),
            shaded: vec![false; wide],
        }
    }

    /// Sets a dot; those outside of the sheet are left out. What is set later has its tone.
    fn dot(&mut self, (x, y): (i64, i64), tone: Tone) {
        let (Ok(x), Ok(y)) = (usize::try_from(x), usize::try_from(y)) else { return };
        if x >= self.wide * 2 || y >= self.high * 4 {
            return;
        }
        let cell = y / 4 * self.wide + x / 2;
        self.dots[cell] |= BITS[y % 4][x % 2];
        self.tones[cell] = tone;
    }

    /// A line of dots between two points (Bresenham's).
    pub fn line(&mut self, from: (i64, i64), to: (i64, i64), tone: Tone) {
        let (wide, high) = ((to.0 - from.0).abs(), -(to.1 - from.1).abs());
        let step = ((to.0 - from.0).signum(), (to.1 - from.1).signum());
        let ((mut x, mut y), mut error) = (from, wide + high);
        loop {
            self.dot((x, y), tone);
            if (x, y) == to {
                return;
            }
            let twice = 2 * error;
            if twice >= high {
                (error, x) = (error + high, x + step.0);
            }
            if twice <= wide {
                (error, y) = (error + wide, y + step.1);
            }
        }
    }

    /// Shades columns: nothing is known there.
    pub fn shade(&mut self, columns: std::ops::Range<usize>) {
        columns.filter(|column| *column < self.wide).for_each(|column| self.shaded[column] = true);
    }

    /// Writes a word of narrow letters where nothing else stands; whether it had room.
    pub fn word(&mut self, row: usize, column: usize, word: &str, tone: Tone) -> bool {
        let long = word.chars().count();
        let free = |at: usize| self.dots[row * self.wide + at] == 0 && !self.letters.contains_key(&(row, at));
        let around = column.saturating_sub(1)..(column + long + 1).min(self.wide);
        if row >= self.high || column + long > self.wide || !around.into_iter().all(free) {
            return false;
        }
        self.letters.extend(word.chars().enumerate().map(|(at, letter)| ((row, column + at), (letter, tone))));
        true
    }

    /// A row as pieces of one tone each.
    pub fn row(&self, row: usize) -> Vec<TextPiece> {
        let mut pieces: Vec<TextPiece> = Vec::new();
        for column in 0..self.wide {
            let (letter, tone) = self.cell(row, column);
            match pieces.last_mut() {
                Some(last) if last.tone == tone => last.text.push(letter),
                _ => pieces.push(TextPiece { text: letter.into(), tone }),
            }
        }
        pieces
    }

    fn cell(&self, row: usize, column: usize) -> (char, Tone) {
        if let Some(&letter) = self.letters.get(&(row, column)) {
            return letter;
        }
        let at = row * self.wide + column;
        match self.dots[at] {
            0 if self.shaded[column] => ('░', Tone::Faint),
            0 => (' ', Tone::Plain),
            dots => (char::from_u32(0x2800 + u32::from(dots)).unwrap_or(' '), self.tones[at]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(sheet: &Sheet) -> Vec<String> {
        (0..sheet.high).map(|row| sheet.row(row).into_iter().map(|piece| piece.text).collect()).collect()
    }

    #[test]
    fn lines_are_dots_and_words_stand_clear_of_them() {
        let mut sheet = Sheet::new(6, 2);
        sheet.line((0, 7), (3, 4), Tone::Series(0));
        assert!(!sheet.word(1, 2, "17", Tone::Plain));
        assert!(sheet.word(0, 3, "17", Tone::Plain));
        sheet.shade(5..9);
        assert_eq!(told(&sheet), ["   17░", "⡠⠊   ░"]);
    }

    #[test]
    fn what_lies_outside_is_left_out() {
        let mut sheet = Sheet::new(2, 1);
        sheet.line((-5, 0), (20, 0), Tone::Plain);
        assert_eq!(told(&sheet), ["⠉⠉"]);
    }
}
