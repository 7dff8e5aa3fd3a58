//! What pages went through on their way, undone: chunks, gzip, deflate, zstd.

use std::borrow::Cow;
use std::io::{self, Read};

use flate2::bufread::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use super::super::format::Packing;
use super::super::rows::too_large;
use super::super::unpack::unpack;

/// One way in which content is packed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::corpus) enum Coding {
    Chunked,
    Gzip,
    Deflate,
    Zstd,
    /// One that is not read.
    Other(String),
}

impl Coding {
    /// The codings that a field of a server's answer lists, the last one first: it was done last.
    pub(super) fn named(list: &str) -> impl Iterator<Item = Coding> + '_ {
        list.split(',').rev().map(str::trim).filter(|name| !matches!(*name, "" | "identity")).map(|name| match name {
            "chunked" => Coding::Chunked,
            "gzip" | "x-gzip" => Coding::Gzip,
            "deflate" => Coding::Deflate,
            "zstd" => Coding::Zstd,
            other => Coding::Other(other.chars().take(20).collect()),
        })
    }

    /// Undoes codings one after the other; the reason if one cannot be undone.
    pub(in crate::corpus) fn undo<'b>(
        codings: &[Coding],
        bytes: &'b [u8],
        limit: u64,
    ) -> Result<Cow<'b, [u8]>, String> {
        codings.iter().try_fold(Cow::Borrowed(bytes), |bytes, coding| coding.undo_one(bytes, limit))
    }

    fn undo_one<'b>(&self, bytes: Cow<'b, [u8]>, limit: u64) -> Result<Cow<'b, [u8]>, String> {
        let undone = match self {
            Coding::Chunked => chunks(&bytes),
            // Many crawlers unpack what they keep, and keep the head that says that it is packed.
            Coding::Gzip if !bytes.starts_with(&[0x1F, 0x8B]) => None,
            Coding::Gzip => Some(read(MultiGzDecoder::new(&*bytes), limit)?),
            Coding::Deflate => inflate(&bytes, limit)?,
            Coding::Zstd if !bytes.starts_with(&[0x28, 0xB5, 0x2F, 0xFD]) => None,
            Coding::Zstd => Some(read(unpack(Box::new(&*bytes), Packing::Zstd), limit)?),
            Coding::Other(name) => return Err(format!("the page is packed in a way that is not read: {name:?}")),
        };
        Ok(undone.map_or(bytes, Cow::Owned))
    }
}

/// Why packed content could not be read.
#[derive(Debug)]
enum Unread {
    TooLarge(u64),
    Broken(io::Error),
}

impl From<Unread> for String {
    fn from(unread: Unread) -> String {
        match unread {
            Unread::TooLarge(limit) => too_large(limit),
            Unread::Broken(error) => format!("the page cannot be unpacked: {error}"),
        }
    }
}

/// By the standard with zlib's head, which some servers leave out; none if it is not deflated at all.
fn inflate(bytes: &[u8], limit: u64) -> Result<Option<Vec<u8>>, Unread> {
    let broken = match read(ZlibDecoder::new(bytes), limit) {
        Err(Unread::Broken(error)) => error,
        known => return known.map(Some),
    };
    match read(DeflateDecoder::new(bytes), limit) {
        // With the head it is packed, and damaged: what it holds is no text.
        Err(Unread::Broken(_)) if has_zlib_head(bytes) => Err(Unread::Broken(broken)),
        Err(Unread::Broken(_)) => Ok(None),
        known => known.map(Some),
    }
}

/// Whether the first two bytes are a head by RFC 1950, 2.2.
fn has_zlib_head(bytes: &[u8]) -> bool {
    matches!(bytes, [method, flags, ..] if method & 0x0F == 8 && u16::from_be_bytes([*method, *flags]) % 31 == 0)
}

fn read(packed: impl Read, limit: u64) -> Result<Vec<u8>, Unread> {
    let mut bytes = Vec::new();
    match packed.take(limit.saturating_add(1)).read_to_end(&mut bytes) {
        Ok(_) if bytes.len() as u64 > limit => Err(Unread::TooLarge(limit)),
        Ok(_) => Ok(bytes),
        // A page that was cut off is read as far as it goes.
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof && !bytes.is_empty() => Ok(bytes),
        Err(error) => Err(Unread::Broken(error)),
    }
}

/// The content of chunks (RFC 9112, 7.1), the last one perhaps cut off; none if they are none.
fn chunks(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(bytes.len());
    while !bytes.is_empty() {
        let end = memchr::memchr(b'\n', &bytes[..bytes.len().min(256)])?;
        let size = bytes[..end].split(|&byte| byte == b';').next()?.trim_ascii();
        let size = usize::from_str_radix(std::str::from_utf8(size).ok()?, 16).ok()?;
        bytes = &bytes[end + 1..];
        if size == 0 {
            break;
        }
        whole.extend_from_slice(&bytes[..size.min(bytes.len())]);
        bytes = &bytes[size.min(bytes.len())..];
        bytes = bytes.strip_prefix(b"\r").unwrap_or(bytes);
        bytes = bytes.strip_prefix(b"\n").unwrap_or(bytes);
    }
    Some(whole)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, ZlibEncoder};

    use super::*;

    fn undone(bytes: &[u8], limit: u64) -> Result<Vec<u8>, String> {
        Coding::undo(&[Coding::Deflate], bytes, limit).map(Cow::into_owned)
    }

    #[test]
    fn deflated_pages_over_the_limit_are_no_text() {
        let page = "<p>The ferry left.</p>".repeat(100);
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::fast());
        let mut bare = DeflateEncoder::new(Vec::new(), Compression::fast());
        zlib.write_all(page.as_bytes()).unwrap();
        bare.write_all(page.as_bytes()).unwrap();
        let (zlib, bare) = (zlib.finish().unwrap(), bare.finish().unwrap());
        for packed in [&zlib, &bare] {
            assert_eq!(undone(packed, 10_000).unwrap(), page.as_bytes());
            assert_eq!(undone(packed, 100).unwrap_err(), too_large(100));
        }
        assert_eq!(undone(page.as_bytes(), 10_000).unwrap(), page.as_bytes(), "a crawler unpacked it");
        let mut damaged = zlib.clone();
        damaged[2..].iter_mut().for_each(|byte| *byte = 0xFF);
        assert!(undone(&damaged, 10_000).unwrap_err().starts_with("the page cannot be unpacked"));
    }
}
