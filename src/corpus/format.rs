//! Which format a file has: by its name, then by its first bytes.

use super::feed;
use super::options::FormatChoice;

/// What a file's content is, once it is unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Text,
    Markdown,
    Html,
    Jsonl,
    Json,
    Csv,
    Tsv,
    Warc,
    Feed,
    Parquet,
}

/// How a file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    Plain,
    Gzip,
    Zstd,
}

/// What a file's name says about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) packing: Packing,
    pub(super) kind: Kind,
}

/// What a file holds, as far as its name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Documents of a format.
    Documents(Format),
    /// A zip archive.
    Zip,
    /// A tar archive.
    Tar,
    /// Something that gives no document, and why.
    Foreign(&'static str),
    /// The name does not say.
    Unknown,
}

/// Reads a file's name (without its folders).
pub(super) fn of_name(name: &str) -> Named {
    let lower = name.to_ascii_lowercase();
    let (stem, packing) = match lower.rsplit_once('.') {
        Some((stem, "gz")) => (stem, Packing::Gzip),
        Some((stem, "zst" | "zstd")) => (stem, Packing::Zstd),
        Some((_, "tgz")) => return Named { packing: Packing::Gzip, kind: Kind::Tar },
        Some((_, "tzst")) => return Named { packing: Packing::Zstd, kind: Kind::Tar },
        _ => (lower.as_str(), Packing::Plain),
    };
    let kind = match stem.rsplit_once('.') {
        Some((_, extension)) => of_extension(extension),
        None => Kind::Unknown,
    };
    Named { packing, kind }
}

/// Whether a document is Markdown by the name of its source (`notes/a.md`, `all.zip!a.md`, `a.md#2`).
pub(crate) fn is_markdown(source: &str) -> bool {
    let file = source.rsplit(['/', '!', '\\']).next().unwrap_or(source);
    let file = file.split_once('#').map_or(file, |(file, _)| file);
    of_name(file).kind == Kind::Documents(Format::Markdown)
}

fn of_extension(extension: &str) -> Kind {
    let format = match extension {
        "txt" | "text" => Format::Text,
        "md" | "markdown" | "mkd" => Format::Markdown,
        "html" | "htm" | "xhtml" => Format::Html,
        "jsonl" | "ndjson" => Format::Jsonl,
        "json" => Format::Json,
        "csv" => Format::Csv,
        "tsv" | "tab" => Format::Tsv,
        "warc" | "wet" => Format::Warc,
        "rss" | "atom" | "rdf" | "xml" | "feed" => Format::Feed,
        "parquet" | "parq" | "pq" => Format::Parquet,
        "zip" => return Kind::Zip,
        "tar" => return Kind::Tar,
        other => return foreign(other).map_or(Kind::Unknown, Kind::Foreign),
    };
    Kind::Documents(format)
}

/// Why a file of a known other kind gives no document, and what can be done about it.
fn foreign(extension: &str) -> Option<&'static str> {
    Some(match extension {
        "pdf" => PDF,
        "doc" | "docx" | "odt" | "rtf" | "pages" => WORD,
        "xls" | "xlsx" | "ods" => "a spreadsheet: save it as CSV",
        "mht" | "mhtml" => PAGE_ARCHIVE,
        "eml" | "emlx" | "mbox" | "msg" | "pst" => MAIL,
        "epub" | "mobi" | "azw3" => "an e-book: save it as text or HTML",
        "jpg" | "jpeg" | "png" | "gif" | "webp" | "tif" | "tiff" | "bmp" | "svg" | "ico" | "heic" => IMAGE,
        "mp3" | "mp4" | "m4a" | "wav" | "ogg" | "webm" | "mov" | "avi" | "mkv" => "sound or film: transcribe it first",
        "wat" => "the links and heads of a crawl, without its texts: use its .warc or .wet files",
        "arc" => "a web archive from before WARC: convert it first, for example with warcio recompress",
        "bz2" | "xz" | "7z" | "rar" | "lz4" | "br" => OTHER_PACKING,
        "css" | "js" | "mjs" | "map" | "woff" | "woff2" | "ttf" | "otf" => "part of a saved web page, not an article",
        "toml" | "yaml" | "yml" | "ini" => "settings, not an article",
        "sqlite" | "db" => "a database: export its articles as JSONL or CSV",
        "exe" | "dll" | "so" | "bin" | "iso" => BINARY,
        _ => return None,
    })
}

const PDF: &str = "a PDF, which is not read: make text of it first, for example with pdftotext FILE.pdf FILE.txt";
const WORD: &str = "a word processor's file: save it as text or HTML";
const PAGE_ARCHIVE: &str = "a web page saved as one file (MIME), whose only plain date is that of saving: save it as HTML \
                            (\"Web page, HTML only\"), or open it in a browser and save it again";
const MAIL: &str = "mail (MIME), which is not read: export the messages as text, HTML or CSV with their dates";
const IMAGE: &str = "an image: its text must be recognised (OCR) first";
const OTHER_PACKING: &str = "packed in a way that is not read: unpack it, or pack it with gzip or zstd";
const BINARY: &str = "binary: it holds NUL bytes, so it is no text";

const UTF_32: &str = "UTF-32, which is not read: save it as UTF-8, for example with iconv -f UTF-32 -t UTF-8 FILE";

/// The format of a file whose name does not say, by its first bytes; or why it gives no document.
pub(super) fn of_content(head: &[u8]) -> Result<Format, &'static str> {
    if head.starts_with(b"WARC/") {
        return Ok(Format::Warc);
    }
    if head.starts_with(b"PAR1") {
        return Ok(Format::Parquet);
    }
    if let Some(reason) = foreign_content(head) {
        return Err(reason);
    }
    if head.starts_with(b"From: <Saved by ") {
        return Err(PAGE_ARCHIVE);
    }
    let start = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    Ok(match start.first() {
        Some(b'<') if feed::looks_like_xml(start) => Format::Feed,
        Some(b'{') if feed::looks_like_json(start) => Format::Feed,
        Some(b'<') if looks_like_html(start) => Format::Html,
        Some(b'{') if first_line_is_object(start) => Format::Jsonl,
        Some(b'{') if start[1..].trim_ascii_start().starts_with(b"\"") => Format::Json,
        Some(b'[') if start[1..].trim_ascii_start().starts_with(b"{") => Format::Json,
        _ => Format::Text,
    })
}

/// Whether bytes are the beginning of a feed, whatever its file is called.
pub(super) fn is_feed(head: &[u8]) -> bool {
    let start = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    match start.first() {
        Some(b'<') => feed::looks_like_xml(start),
        Some(b'{') => feed::looks_like_json(start),
        _ => false,
    }
}

/// Whether bytes are of a known kind that is no text, and why they give no document.
pub(super) fn foreign_content(head: &[u8]) -> Option<&'static str> {
    const SIGNATURES: &[(&[u8], &str)] = &[
        (b"%PDF-", PDF),
        (b"PK\x03\x04", "a zip archive or an office file under another name: call it .zip to have it read"),
        (b"\xD0\xCF\x11\xE0", WORD),
        (b"{\\rtf", WORD),
        (b"\xFF\xD8\xFF", IMAGE),
        (b"\x89PNG", IMAGE),
        (b"GIF8", IMAGE),
        (b"BZh", OTHER_PACKING),
        (b"\xFD7zXZ", OTHER_PACKING),
        (b"7z\xBC\xAF", OTHER_PACKING),
        (b"Rar!", OTHER_PACKING),
        (b"PAR1", "Parquet under another name: call it .parquet to have it read"),
        (b"WARC/", "a web archive under another name: call it .warc to have it read"),
        (b"SQLite format 3", "a database: export its articles as JSONL or CSV"),
        (b"\x7FELF", BINARY),
        (b"\xFF\xFE\0\0", UTF_32),
        (b"\0\0\xFE\xFF", UTF_32),
    ];
    SIGNATURES.iter().find(|(signature, _)| head.starts_with(signature)).map(|&(_, reason)| reason)
}

/// How bytes are packed, by their first ones.
pub(super) fn packing_of_content(head: &[u8]) -> Packing {
    match head {
        [0x1F, 0x8B, ..] => Packing::Gzip,
        [0x28, 0xB5, 0x2F, 0xFD, ..] => Packing::Zstd,
        _ => Packing::Plain,
    }
}

fn looks_like_html(start: &[u8]) -> bool {
    let head = &start[..start.len().min(1024)].to_ascii_lowercase();
    [&b"<!doctype html"[..], b"<html", b"<head", b"<body", b"<article", b"<meta", b"<title"]
        .iter()
        .any(|tag| memchr::memmem::find(head, tag).is_some())
}

fn first_line_is_object(start: &[u8]) -> bool {
    let line = start.split(|&byte| byte == b'\n').next().unwrap_or_default();
    line.trim_ascii_end().ends_with(b"}") && line.len() < start.len()
}

impl FormatChoice {
    /// The format that the user decided on, if one.
    pub(super) fn forced(self) -> Option<Format> {
        Some(match self {
            FormatChoice::Auto => return None,
            FormatChoice::Text => Format::Text,
            FormatChoice::Markdown => Format::Markdown,
            FormatChoice::Html => Format::Html,
            FormatChoice::Jsonl => Format::Jsonl,
            FormatChoice::Json => Format::Json,
            FormatChoice::Csv => Format::Csv,
            FormatChoice::Tsv => Format::Tsv,
            FormatChoice::Warc => Format::Warc,
            FormatChoice::Feed => Format::Feed,
            FormatChoice::Parquet => Format::Parquet,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_packing_and_format() {
        let documents = Kind::Documents;
        for (name, packing, kind) in [
            ("a.txt", Packing::Plain, documents(Format::Text)),
            ("A.JSONL.GZ", Packing::Gzip, documents(Format::Jsonl)),
            ("news.tab.zst", Packing::Zstd, documents(Format::Tsv)),
            ("news.tgz", Packing::Gzip, Kind::Tar),
            ("news.tar.zst", Packing::Zstd, Kind::Tar),
            ("news.zip", Packing::Plain, Kind::Zip),
            ("README", Packing::Plain, Kind::Unknown),
            ("page.php", Packing::Plain, Kind::Unknown),
            ("x.gz", Packing::Gzip, Kind::Unknown),
            ("paper.pdf", Packing::Plain, Kind::Foreign(PDF)),
            // They were read as plain text, and dated by the day of saving.
            ("page.mhtml", Packing::Plain, Kind::Foreign(PAGE_ARCHIVE)),
            ("news.mbox", Packing::Plain, Kind::Foreign(MAIL)),
        ] {
            assert_eq!(of_name(name), Named { packing, kind }, "{name}");
        }
    }

    #[test]
    fn content_says_what_a_name_does_not() {
        for (head, format) in [
            (&b"{\"id\":1}\n{\"id\":2}\n"[..], Ok(Format::Jsonl)),
            (b"{\n  \"id\": 1\n}", Ok(Format::Json)),
            (b"[ {\"id\":1} ]", Ok(Format::Json)),
            (b"\xEF\xBB\xBF<!DOCTYPE html><p>", Ok(Format::Html)),
            (b"<3 from Mosul", Ok(Format::Text)),
            (b"[1] The first note", Ok(Format::Text)),
            (b"Plain words", Ok(Format::Text)),
            (b"%PDF-1.7", Err(PDF)),
        ] {
            assert_eq!(of_content(head), format, "{}", String::from_utf8_lossy(head));
        }
    }
}
