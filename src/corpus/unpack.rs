//! Unpacking of streams, with a count of the packed bytes that were taken from the disk.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read};
use std::rc::Rc;

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;

use super::format::Packing;

/// How many bytes are asked of the system at a time.
const READ_BYTES: usize = 1 << 16;

/// A stream of unpacked bytes.
pub(super) type Stream<'a> = BufReader<Box<dyn Read + 'a>>;

/// Counts the bytes that pass through it.
pub(super) struct Counted<R> {
    inner: R,
    count: Rc<Cell<u64>>,
}

impl<R> Counted<R> {
    pub(super) fn new(inner: R, count: Rc<Cell<u64>>) -> Counted<R> {
        Counted { inner, count }
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.count.set(self.count.get() + read as u64);
        Ok(read)
    }
}

/// Unpacks a stream.
pub(super) fn unpack<'a>(raw: Box<dyn Read + 'a>, packing: Packing) -> Stream<'a> {
    let unpacked: Box<dyn Read + 'a> = match packing {
        Packing::Plain => raw,
        Packing::Gzip => Box::new(MultiGzDecoder::new(BufReader::with_capacity(READ_BYTES, raw))),
        Packing::Zstd => Box::new(ZstdReader { state: ZstdState::Between(BufReader::with_capacity(READ_BYTES, raw)) }),
    };
    BufReader::with_capacity(READ_BYTES, unpacked)
}

/// Reads all frames of a zstd stream, one after the other, as `zstd -d` does; the decoder itself stops after the first.
struct ZstdReader<R: BufRead> {
    state: ZstdState<R>,
}

enum ZstdState<R: BufRead> {
    Between(R),
    Within(Box<StreamingDecoder<R, ruzstd::decoding::FrameDecoder>>),
    Done,
}

impl<R: BufRead> Read for ZstdReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            self.state = match std::mem::replace(&mut self.state, ZstdState::Done) {
                ZstdState::Done => return Ok(0),
                ZstdState::Between(raw) => next_frame(raw)?,
                ZstdState::Within(mut decoder) => {
                    let read = decoder.read(buffer)?;
                    if read > 0 {
                        self.state = ZstdState::Within(decoder);
                        return Ok(read);
                    }
                    ZstdState::Between(decoder.into_inner())
                }
            };
        }
    }
}

fn next_frame<R: BufRead>(mut raw: R) -> io::Result<ZstdState<R>> {
    loop {
        if raw.fill_buf()?.is_empty() {
            return Ok(ZstdState::Done);
        }
        // A skippable frame: its magic number is 0x184D2A50 to 0x184D2A5F, then its length, little-endian.
        let head = raw.fill_buf()?;
        if !(head.len() >= 4 && (0x50..=0x5F).contains(&head[0]) && head[1..4] == [0x2A, 0x4D, 0x18]) {
            let decoder = StreamingDecoder::new(raw)
                .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error.to_string()))?;
            return Ok(ZstdState::Within(Box::new(decoder)));
        }
        let mut header = [0; 8];
        raw.read_exact(&mut header)?;
        let length = u64::from(u32::from_le_bytes([header[4], header[5], header[6], header[7]]));
        io::copy(&mut raw.by_ref().take(length), &mut io::sink())?;
    }
}

/// What went wrong in unpacking or reading, for people.
pub(super) fn why_broken(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => "truncated: it ends in the middle of its packed data".to_owned(),
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => format!("damaged: {error}"),
        _ => super::walk::why_unreadable(error),
    }
}
