//! A stream of rows, or a list, as UTF-8, though it may be marked as UTF-16, as spreadsheets export it.

use std::io::{self, BufRead, Read};

use encoding_rs::{Decoder, Encoding, UTF_8};

/// Reads bytes as they are, but for a byte order mark, which is taken off, and UTF-16, which becomes UTF-8.
pub(crate) struct Utf16Reader<R> {
    inner: R,
    state: State,
    /// What was decoded and not yet read.
    ready: Vec<u8>,
    at: usize,
    failed: Option<io::Error>,
}

enum State {
    Fresh,
    Plain,
    Utf16(Box<Decoder>),
}

impl<R: BufRead> Utf16Reader<R> {
    pub(crate) fn new(inner: R) -> Utf16Reader<R> {
        Utf16Reader { inner, state: State::Fresh, ready: Vec::new(), at: 0, failed: None }
    }

    /// Fails with an error at the next reading.
    pub(crate) fn fail_later(&mut self, error: io::Error) {
        self.failed = Some(error);
    }

    fn begin(&mut self) -> io::Result<State> {
        let (state, mark) = match Encoding::for_bom(self.inner.fill_buf()?) {
            Some((encoding, mark)) if encoding != UTF_8 => {
                (State::Utf16(Box::new(encoding.new_decoder_without_bom_handling())), mark)
            }
            Some((_, mark)) => (State::Plain, mark),
            None => (State::Plain, 0),
        };
        self.inner.consume(mark);
        Ok(state)
    }
}

impl<R: BufRead> Read for Utf16Reader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let Some(error) = self.failed.take() {
            return Err(error);
        }
        if let State::Fresh = self.state {
            self.state = self.begin()?;
        }
        let State::Utf16(decoder) = &mut self.state else { return self.inner.read(buffer) };
        while self.at == self.ready.len() {
            let bytes = self.inner.fill_buf()?;
            let (taken, last) = (bytes.len(), bytes.is_empty());
            self.ready.resize(decoder.max_utf8_buffer_length(taken).unwrap_or(taken * 3 + 16), 0);
            let (_, _, written, _) = decoder.decode_to_utf8(bytes, &mut self.ready, last);
            self.ready.truncate(written);
            self.at = 0;
            self.inner.consume(taken);
            if last {
                self.state = State::Plain;
                break;
            }
        }
        let length = buffer.len().min(self.ready.len() - self.at);
        buffer[..length].copy_from_slice(&self.ready[self.at..self.at + length]);
        self.at += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marked_utf16_becomes_utf8_and_all_else_stays() {
        let text = "id,text\r\n1,Köln 😀\r\n";
        let utf16: Vec<u8> = "\u{FEFF}"
            .chars()
            .chain(text.chars())
            .collect::<String>()
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        for bytes in [utf16, text.as_bytes().to_vec(), [b"\xEF\xBB\xBF", text.as_bytes()].concat()] {
            for capacity in [3, 4, 1024] {
                let mut read = String::new();
                let inner = io::BufReader::with_capacity(capacity, &bytes[..]);
                Utf16Reader::new(inner).read_to_string(&mut read).unwrap();
                assert_eq!(read, text, "{capacity}");
            }
        }
    }
}
