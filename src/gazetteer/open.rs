//! Opening a gazetteer file, packed or not.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;
use zip::ZipArchive;

use crate::text::Utf16Reader;

const BUFFER: usize = 1 << 16;

/// Calls `read` with the unpacked bytes of a file, as UTF-8 where a mark says that they are UTF-16, as a spreadsheet's
/// "Unicode Text" is. What packs it is told from its first bytes, not from its name: gzip, Zstandard, or a zip archive,
/// of which the largest table that `member` accepts is read.
pub(super) fn unpacked<T>(
    path: &Path,
    member: impl Fn(&str) -> bool,
    read: impl FnOnce(&mut dyn BufRead) -> io::Result<T>,
) -> io::Result<T> {
    let mut file = BufReader::with_capacity(BUFFER, File::open(path)?);
    let head = file.fill_buf()?;
    match head {
        [0x1f, 0x8b, ..] => decoded(BufReader::with_capacity(BUFFER, MultiGzDecoder::new(file)), read),
        [0x28, 0xb5, 0x2f, 0xfd, ..] => decoded(BufReader::with_capacity(BUFFER, ZstdFrames::new(file)), read),
        [b'P', b'K', 3, 4, ..] => {
            let mut archive = ZipArchive::new(file.into_inner()).map_err(io::Error::other)?;
            let index = largest_member(&mut archive, member)?;
            let entry = archive.by_index(index).map_err(io::Error::other)?;
            decoded(BufReader::with_capacity(BUFFER, entry), read)
        }
        _ => decoded(file, read),
    }
}

/// Most files are UTF-8, and are not copied once more.
fn decoded<T>(mut bytes: impl BufRead, read: impl FnOnce(&mut dyn BufRead) -> io::Result<T>) -> io::Result<T> {
    match bytes.fill_buf()? {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => read(&mut BufReader::with_capacity(BUFFER, Utf16Reader::new(bytes))),
        _ => read(&mut bytes),
    }
}

fn largest_member(archive: &mut ZipArchive<File>, member: impl Fn(&str) -> bool) -> io::Result<usize> {
    let mut largest: Option<(u64, usize)> = None;
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(io::Error::other)?;
        let wanted = entry.name().is_ok_and(|name| member(&name));
        if wanted && largest.is_none_or(|(size, _)| entry.size() > size) {
            largest = Some((entry.size(), index));
        }
    }
    largest.map(|(_, index)| index).ok_or_else(|| {
        io::Error::new(io::ErrorKind::NotFound, "the zip archive holds no file that could be a gazetteer")
    })
}

/// The content of all Zstandard frames of a stream, one after the other: a file may hold several.
struct ZstdFrames<R: BufRead> {
    state: State<R>,
}

enum State<R: BufRead> {
    Between(R),
    Within(Box<StreamingDecoder<R, ruzstd::decoding::FrameDecoder>>),
    Done,
}

impl<R: BufRead> ZstdFrames<R> {
    fn new(source: R) -> ZstdFrames<R> {
        ZstdFrames { state: State::Between(source) }
    }
}

impl<R: BufRead> Read for ZstdFrames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            self.state = match std::mem::replace(&mut self.state, State::Done) {
                State::Between(mut source) => {
                    if source.fill_buf()?.is_empty() {
                        return Ok(0);
                    }
                    let decoder = StreamingDecoder::new_with_max_window_size(source, 1 << 30);
                    State::Within(Box::new(decoder.map_err(io::Error::other)?))
                }
                State::Within(mut decoder) => {
                    let count = decoder.read(buffer)?;
                    if count > 0 || buffer.is_empty() {
                        self.state = State::Within(decoder);
                        return Ok(count);
                    }
                    State::Between(decoder.into_inner())
                }
                State::Done => return Ok(0),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn content(bytes: &[u8]) -> io::Result<String> {
        let mut file = tempfile::NamedTempFile::new()?;
        file.write_all(bytes)?;
        unpacked(
            file.path(),
            |name| name.ends_with(".txt"),
            |reader| {
                let mut text = String::new();
                reader.read_to_string(&mut text)?;
                Ok(text)
            },
        )
    }

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(bytes).collect()
    }

    fn gzip(text: &str) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd(text: &str) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(text.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest)
    }

    #[test]
    fn every_packing_gives_the_same_text() {
        assert_eq!(content(b"Mosul\n").unwrap(), "Mosul\n");
        assert_eq!(content(b"").unwrap(), "");
        for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
            assert_eq!(content(&utf16("Мосул\nRaqqa\n", bytes)).unwrap(), "Мосул\nRaqqa\n");
        }
        assert_eq!(content(&[gzip("Mosul\n"), gzip("Raqqa\n")].concat()).unwrap(), "Mosul\nRaqqa\n");
        assert_eq!(content(&[zstd("Mosul\n"), zstd("Raqqa\n")].concat()).unwrap(), "Mosul\nRaqqa\n");
    }

    #[test]
    fn a_zip_gives_its_largest_table() {
        let mut archive = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
        for (name, text) in [("readme.md", "a long description"), ("IQ.txt", "Mosul\n"), ("x.txt", "")] {
            archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            archive.write_all(text.as_bytes()).unwrap();
        }
        let bytes = archive.finish().unwrap().into_inner();
        assert_eq!(content(&bytes).unwrap(), "Mosul\n");
        assert!(content(&bytes[..bytes.len() / 2]).is_err());
    }

    #[test]
    fn a_file_that_ends_too_early_is_an_error() {
        let packed = gzip(&"Mosul\n".repeat(100));
        assert!(content(&packed[..packed.len() - 9]).is_err());
        let packed = zstd(&"Mosul\n".repeat(100));
        assert!(content(&packed[..packed.len() - 5]).is_err());
    }
}
