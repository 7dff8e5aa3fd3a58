//! A dump in blocks of whole lines, which all cores work on while the next is unpacked.

use std::io::{self, BufRead, Read};
use std::sync::mpsc;

/// Bytes of a block, up to the end of its last line.
const SIZE: u64 = 1 << 20;
/// Blocks that are in memory at a time.
const AT_ONCE: usize = 16;

/// Some whole lines.
pub(super) struct Block {
    /// The number of the first, from 1.
    first: u32,
    bytes: Vec<u8>,
}

impl Block {
    /// The next lines of a file; none at its end.
    fn read(input: &mut dyn BufRead, first: u32) -> io::Result<Option<Block>> {
        let mut bytes = Vec::with_capacity(SIZE as usize + 4096);
        (&mut *input).take(SIZE).read_to_end(&mut bytes)?;
        if bytes.last().is_some_and(|last| *last != b'\n') {
            input.read_until(b'\n', &mut bytes)?;
        }
        Ok((!bytes.is_empty()).then_some(Block { first, bytes }))
    }

    /// Every line with its number, line end included.
    pub(super) fn lines(&self) -> impl Iterator<Item = (u32, &[u8])> {
        (self.first..).zip(self.bytes.split_inclusive(|byte| *byte == b'\n'))
    }
}

/// Does some work on every block; gives the results in the order of the file, up to where it cannot be read. All bytes
/// are shown before, in order.
pub(super) fn work_off<T: Send>(
    input: &mut dyn BufRead,
    mut see: impl FnMut(&[u8]),
    work: impl Fn(&Block) -> T + Sync,
) -> (Vec<T>, io::Result<()>) {
    let (mut results, mut line) = (Vec::new(), 1);
    loop {
        let (send, receive) = mpsc::channel();
        let read = rayon::in_place_scope(|scope| {
            for number in 0..AT_ONCE {
                let Some(block) = Block::read(input, line)? else { return Ok(false) };
                see(&block.bytes);
                line += block.bytes.iter().filter(|byte| **byte == b'\n').count() as u32;
                let (send, work) = (send.clone(), &work);
                // Nobody waits for it only if the receiver is gone, which it is not before all is done.
                scope.spawn(move |_| drop(send.send((number, work(&block)))));
            }
            Ok(true)
        });
        drop(send);
        let mut done: Vec<(usize, T)> = receive.into_iter().collect();
        done.sort_by_key(|(number, _)| *number);
        results.extend(done.into_iter().map(|(_, result)| result));
        match read {
            Ok(true) => {}
            Ok(false) => return (results, Ok(())),
            Err(error) => return (results, Err(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_in_order_with_their_numbers_however_they_are_cut() {
        let text: String = (1..=400_000).map(|number| format!("{number} line of a dump, which is long\n")).collect();
        for text in [text.as_str(), &text[..text.len() - 1], "1 only", "", "1\n"] {
            let mut seen = Vec::new();
            let numbers = |block: &Block| {
                let right = |(number, line): (u32, &[u8])| {
                    let word = line.split(|byte| b" \n".contains(byte)).next().map(String::from_utf8_lossy);
                    (number, word.is_some_and(|word| word == number.to_string()))
                };
                block.lines().map(right).collect::<Vec<_>>()
            };
            let (found, read) = work_off(&mut text.as_bytes(), |bytes| seen.extend_from_slice(bytes), numbers);
            read.unwrap();
            let found: Vec<(u32, bool)> = found.concat();
            assert_eq!(found.len(), text.lines().count());
            assert!(found.iter().zip(1..).all(|((number, right), at)| *right && *number == at));
            assert!(seen == text.as_bytes());
        }
    }
}
