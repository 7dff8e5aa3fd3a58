//! Standard output for files of data: exact where it goes to a file or a pipe, and harmless where it is a terminal.

use std::io::{self, IsTerminal, Write};

/// Standard output, which as a terminal gets a `?` for each control character of the texts: none moves the cursor,
/// changes a colour or the window's title.
pub fn stdout() -> Box<dyn Write + Send> {
    let out = io::stdout();
    if out.is_terminal() { Box::new(Tamed { out, after_c2: false }) } else { Box::new(out) }
}

/// A writer of UTF-8 that replaces control characters but line breaks and tabs.
struct Tamed<W> {
    out: W,
    /// Whether the last byte was the first of the two that make a control character from U+0080 to U+009F.
    after_c2: bool,
}

impl<W: Write> Write for Tamed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut tame = Vec::with_capacity(bytes.len() + 1);
        for &byte in bytes {
            let is_control = (byte < b' ' && !matches!(byte, b'\n' | b'\t')) || byte == 0x7f;
            let is_second = self.after_c2 && (0x80..0xa0).contains(&byte);
            if self.after_c2 && !is_second {
                tame.push(0xc2);
            }
            self.after_c2 = byte == 0xc2;
            match byte {
                0xc2 => {}
                _ if is_control || is_second => tame.push(b'?'),
                _ => tame.push(byte),
            }
        }
        self.out.write_all(&tame)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Once, a table on a terminal had the escapes of a hostile text in it.
    #[test]
    fn control_characters_never_reach_a_terminal() {
        for (text, shown) in [
            ("Mosul\tfell.\n", "Mosul\tfell.\n"),
            ("\u{1b}[31mred\u{7}\r", "?[31mred??"),
            ("a\u{9b}31m", "a?31m"),
            ("« © Ж م", "« © Ж م"),
        ] {
            // However the bytes come.
            for size in 1..=text.len() {
                let mut tamed = Tamed { out: Vec::new(), after_c2: false };
                text.as_bytes().chunks(size).for_each(|part| tamed.write_all(part).unwrap());
                assert_eq!(String::from_utf8(tamed.out).unwrap(), shown, "{text:?} by {size}");
            }
        }
    }
}
