//! Where the values of a JSON stream begin and end: one after the other, or as the members of one array.
//!
//! Nothing is parsed here. A broken value ends where its brackets say, so that the ones after it are still found.

use std::ops::Range;

use super::split::Seen;

/// Finds the values of a stream that comes in pieces.
#[derive(Debug, Default)]
pub(super) struct JsonValues {
    /// Whether the values are members of an array that is open.
    in_array: bool,
    within: Within,
    /// Whether the last piece ended just after a backslash.
    escaped: bool,
    /// Where the value that is being read began, in the buffer.
    start: usize,
    /// The values that are complete, in the buffer.
    complete: Vec<Range<usize>>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Within {
    /// Between two values.
    #[default]
    Nothing,
    /// Brackets that are this many deep.
    Brackets(u32),
    /// A string, within brackets that are this many deep.
    String(u32),
    /// A number or a word.
    Scalar,
}

impl JsonValues {
    /// Looks at the bytes that came in after the first `from` ones of the buffer.
    pub(super) fn scan(&mut self, fresh: &[u8], from: usize) -> Option<Seen> {
        let mut seen = None;
        let mut at = 0;
        while at < fresh.len() {
            let end = match self.within {
                Within::Nothing => {
                    self.begin(fresh[at], from + at);
                    at += 1;
                    None
                }
                Within::String(depth) => self.string(fresh, &mut at, depth),
                Within::Brackets(depth) => self.brackets(fresh, &mut at, depth),
                Within::Scalar => self.scalar(fresh, &mut at),
            };
            if let Some(end) = end {
                self.within = Within::Nothing;
                self.complete.push(self.start..from + end);
                seen = Seen::and(seen, from + end);
            }
        }
        seen
    }

    /// Whether it was an array, and its end was seen.
    pub(super) fn is_at_end(&self) -> bool {
        !self.in_array && self.within == Within::Nothing
    }

    fn begin(&mut self, byte: u8, at: usize) {
        self.start = at;
        self.within = match byte {
            b' ' | b'\t' | b'\r' | b'\n' | b',' => Within::Nothing,
            b'[' if !self.in_array => {
                self.in_array = true;
                Within::Nothing
            }
            b']' if self.in_array => {
                self.in_array = false;
                Within::Nothing
            }
            b'{' | b'[' => Within::Brackets(1),
            b'"' => Within::String(0),
            _ => Within::Scalar,
        };
    }

    /// Goes on within brackets to the next string or to their end.
    fn brackets(&mut self, fresh: &[u8], at: &mut usize, mut depth: u32) -> Option<usize> {
        while let Some(&byte) = fresh.get(*at) {
            *at += 1;
            match byte {
                b'"' => {
                    self.within = Within::String(depth);
                    return None;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Some(*at);
            }
        }
        self.within = Within::Brackets(depth);
        None
    }

    /// Goes on to the end of a string.
    fn string(&mut self, fresh: &[u8], at: &mut usize, depth: u32) -> Option<usize> {
        *at += usize::from(std::mem::take(&mut self.escaped));
        while let Some(skip) = fresh.get(*at..).and_then(|rest| memchr::memchr2(b'"', b'\\', rest)) {
            *at += skip + 1;
            if fresh[*at - 1] == b'"' {
                self.within = Within::Brackets(depth);
                return (depth == 0).then_some(*at);
            }
            self.escaped = *at == fresh.len();
            *at += usize::from(!self.escaped);
        }
        *at = fresh.len();
        None
    }

    fn scalar(&mut self, fresh: &[u8], at: &mut usize) -> Option<usize> {
        let length = fresh[*at..].iter().position(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b',' | b']'));
        *at = length.map_or(fresh.len(), |length| *at + length);
        length.map(|_| *at)
    }

    /// The complete values, whose bytes leave the buffer at `end`.
    pub(super) fn take(&mut self, end: usize) -> Vec<Range<usize>> {
        self.start = self.start.saturating_sub(end);
        std::mem::take(&mut self.complete)
    }

    /// All values of a buffer of this length, the last one perhaps torn.
    pub(super) fn take_all(&mut self, length: usize) -> Vec<Range<usize>> {
        let mut values = self.take(0);
        if self.within != Within::Nothing && self.start < length {
            values.push(self.start..length);
        }
        values
    }

    /// Drops what was said about the first bytes of the buffer.
    pub(super) fn forget(&mut self, end: usize) {
        self.start = self.start.saturating_sub(end);
        self.complete.retain(|value| value.start >= end);
        for value in &mut self.complete {
            *value = value.start - end..value.end - end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(input: &str, piece: usize) -> Vec<String> {
        let mut values = JsonValues::default();
        for (index, bytes) in input.as_bytes().chunks(piece).enumerate() {
            values.scan(bytes, index * piece);
        }
        values.take_all(input.len()).into_iter().map(|range| input[range].to_owned()).collect()
    }

    #[test]
    fn values_are_found_alone_in_a_row_and_in_an_array() {
        for (input, expected) in [
            (r#"{"a":1}"#, vec![r#"{"a":1}"#]),
            ("{\"a\":1}\n{\"a\":2}\n", vec![r#"{"a":1}"#, r#"{"a":2}"#]),
            (r#" [ {"a":[1,{"b":2}]} , {"c":"]}"} ] "#, vec![r#"{"a":[1,{"b":2}]}"#, r#"{"c":"]}"}"#]),
            (r#"[{"a":"x\"}"},{"a":"\\"}]"#, vec![r#"{"a":"x\"}"}"#, r#"{"a":"\\"}"#]),
            (r#"[1, "two", null, [3]]"#, vec!["1", "\"two\"", "null", "[3]"]),
            (r#"[{"a":1},{"b":"#, vec![r#"{"a":1}"#, r#"{"b":"#]),
            ("[]", vec![]),
        ] {
            assert_eq!(values(input, input.len()), expected, "{input}");
            assert_eq!(values(input, 1), expected, "byte by byte: {input}");
        }
    }
}
