//! Reading a corpus into blocks: files in the order of their names, unpacked as they are read.
//!
//! The members of a zip archive come in the order of their names. Those of a tar archive come as they stand in it: that
//! order is part of the input's bytes, and sorting would need the whole of it in memory.

use std::cell::Cell;
use std::fs;
use std::io::{self, BufRead, Read};
use std::path::Path;
use std::rc::Rc;
use std::sync::{Arc, OnceLock};
use std::time::UNIX_EPOCH;

use super::block::{Block, Content, File, RowsOf};
use super::document::Skip;
use super::draft::Origin;
use super::encoding::StreamEncoding;
use super::feed;
use super::format::{self, Format, Kind, Named, Packing};
use super::json_values::JsonValues;
use super::open::Plan;
use super::options::{FieldKind, Fields, FormatChoice};
use super::own;
use super::published::DayOrder;
use super::rows::{Table, too_large};
use super::split::{Cut, Ends, RecordEnds, Rows, Splitter};
use super::table::Layout;
use super::unpack::{Counted, Stream, unpack, why_broken};
use super::walk::{Found, why_unreadable};
use crate::guard::guarded;
use crate::text::Utf16Reader;

/// How much of a file's start is looked at to tell what it is.
const HEAD_BYTES: usize = 1 << 16;

/// Takes a block; says whether more are wanted.
type Emit<'p> = &'p mut dyn FnMut(Block) -> bool;

/// Reads the files of a corpus one after the other.
pub(super) struct Producer<'p> {
    plan: &'p Plan,
    emit: Emit<'p>,
    /// Bytes read from the disk, and how many of them were told with blocks.
    read: Rc<Cell<u64>>,
    told: u64,
}

/// Nobody wants more blocks.
pub(super) struct Stopped;

pub(super) type Flow = Result<(), Stopped>;

impl<'p> Producer<'p> {
    pub(super) fn new(plan: &'p Plan, emit: Emit<'p>) -> Producer<'p> {
        Producer { plan, emit, read: Rc::default(), told: 0 }
    }

    /// Reads everything.
    pub(super) fn run(&mut self) -> Flow {
        let plan = self.plan;
        for input in &plan.inputs {
            for found in input.files(&plan.passed) {
                match found {
                    Ok(found) if plan.is_manifest(&found) => {}
                    Ok(found) => self.file_guarded(&found)?,
                    Err(skip) => self.skip(skip)?,
                }
            }
        }
        Ok(())
    }

    pub(super) fn emit(&mut self, content: Content) -> Flow {
        let read = self.read.get() - self.told;
        self.told += read;
        if (self.emit)(Block { read, content }) { Ok(()) } else { Err(Stopped) }
    }

    pub(super) fn skip(&mut self, skip: Skip) -> Flow {
        self.emit(Content::Skip(skip))
    }

    pub(super) fn count(&mut self, bytes: u64) {
        self.read.set(self.read.get() + bytes);
    }

    pub(super) fn plan(&self) -> &'p Plan {
        self.plan
    }

    /// A panic in an unpacker ends the file, never the run.
    fn file_guarded(&mut self, found: &Found) -> Flow {
        let outcome = guarded(|| self.file(found));
        outcome.unwrap_or_else(|_| {
            let reason = "damaged: the reader of its format failed on it".to_owned();
            self.skip(Skip { source: found.source.clone(), line: None, reason })
        })
    }

    fn file(&mut self, found: &Found) -> Flow {
        let named = format::of_name(found.name.rsplit('/').next().unwrap_or_default());
        let Some(path) = &found.path else {
            let origin = Arc::new(origin(found, None));
            let raw = Box::new(Counted::new(io::stdin(), Rc::clone(&self.read)));
            return self.unnamed(&origin, unpack(raw, Packing::Plain));
        };
        let opened = fs::File::open(path).and_then(|file| Ok((file.metadata()?, file)));
        let (metadata, file) = match opened {
            Ok(opened) => opened,
            Err(error) => return self.skip(origin(found, None).skip(why_unreadable(&error))),
        };
        let use_times = self.plan.options.use_file_times;
        let origin = Arc::new(origin(found, use_times.then(|| modified(&metadata)).flatten()));
        match named.kind {
            Kind::Zip => self.zip(&origin, file, metadata.len()),
            Kind::Documents(Format::Parquet) if named.packing == Packing::Plain && self.may_be(Format::Parquet) => {
                self.parquet_file(&origin, file, metadata.len())
            }
            _ => {
                let raw: Box<dyn Read> = Box::new(Counted::new(file, Rc::clone(&self.read)));
                self.packed(&origin, raw, named)
            }
        }
    }

    /// A stream whose name says how it is packed.
    pub(super) fn packed<'a>(&mut self, origin: &Arc<Origin>, raw: Box<dyn Read + 'a>, named: Named) -> Flow {
        let stream = unpack(raw, named.packing);
        match named.kind {
            Kind::Tar => self.tar(origin, stream),
            Kind::Zip => self.skip(origin.skip("a packed zip archive: unpack it first")),
            Kind::Foreign(reason) if self.plan.options.format.forced().is_none() => self.skip(origin.skip(reason)),
            Kind::Unknown | Kind::Foreign(_) => self.unnamed(origin, stream),
            Kind::Documents(format) => {
                self.documents(origin, stream, self.plan.options.format.forced().unwrap_or(format))
            }
        }
    }

    /// A stream whose name does not say what it is.
    fn unnamed(&mut self, origin: &Arc<Origin>, mut stream: Stream) -> Flow {
        let packing = match stream.fill_buf() {
            Ok(head) => format::packing_of_content(head),
            Err(error) => return self.skip(origin.skip(why_broken(&error))),
        };
        if packing != Packing::Plain {
            stream = unpack(Box::new(stream), packing);
        }
        let head = match stream.fill_buf() {
            Ok(head) => head,
            Err(error) => return self.skip(origin.skip(why_broken(&error))),
        };
        let found = self.plan.options.format.forced().map_or_else(|| format::of_content(head), Ok);
        match found {
            Ok(format) => self.documents(origin, stream, format),
            Err(reason) => self.skip(origin.skip(reason)),
        }
    }

    fn documents(&mut self, origin: &Arc<Origin>, mut stream: Stream, format: Format) -> Flow {
        if self.is_own(&mut stream) {
            self.plan.passed.result(origin.source.clone());
            return Ok(());
        }
        match format {
            Format::Text | Format::Html if self.is_feed_of_another_name(&mut stream) => {
                self.whole(&origin.undated(), stream, Format::Feed)
            }
            Format::Text | Format::Markdown | Format::Html => self.whole(origin, stream, format),
            Format::Warc => self.warc(origin, stream),
            Format::Parquet => self.parquet_stream(origin, stream),
            Format::Feed => self.whole(&origin.undated(), stream, format),
            Format::Json | Format::Jsonl if self.is_feed(&mut stream) => {
                self.whole(&origin.undated(), stream, Format::Feed)
            }
            Format::Jsonl | Format::Json | Format::Csv | Format::Tsv => {
                self.rows(origin, Utf16Reader::new(stream), format)
            }
        }
    }

    /// Whether dateline wrote the file; a table of which the user names a column is wanted all the same.
    fn is_own(&self, stream: &mut Stream) -> bool {
        let is_table_wanted = self.plan.options.fields.given(FieldKind::Text).is_some();
        stream.fill_buf().is_ok_and(|head| own::is_result(head) || (!is_table_wanted && own::is_table(head)))
    }

    /// Whether the user left it open, or decided, that files have a format.
    fn may_be(&self, format: Format) -> bool {
        self.plan.options.format.forced().is_none_or(|forced| forced == format)
    }

    /// Whether JSON is a feed, of whose fields the user said nothing.
    fn is_feed(&self, stream: &mut Stream) -> bool {
        let options = &self.plan.options;
        let free = options.format == FormatChoice::Auto && options.fields == Fields::default();
        free && stream.fill_buf().is_ok_and(feed::looks_like_json)
    }

    /// Whether what is called a page or a text begins as a feed does, of which the user said nothing.
    fn is_feed_of_another_name(&self, stream: &mut Stream) -> bool {
        self.plan.options.format == FormatChoice::Auto && stream.fill_buf().is_ok_and(format::is_feed)
    }

    fn whole(&mut self, origin: &Arc<Origin>, mut stream: Stream, format: Format) -> Flow {
        let limit = self.plan.options.max_document_bytes;
        let mut bytes = Vec::new();
        if let Err(error) = stream.by_ref().take(limit.saturating_add(1)).read_to_end(&mut bytes) {
            return self.skip(origin.skip(why_broken(&error)));
        }
        if bytes.len() as u64 > limit {
            return self.skip(origin.skip(too_large(limit)));
        }
        if let Some(reason) = format::foreign_content(&bytes) {
            return self.skip(origin.skip(reason));
        }
        self.emit(Content::File(File { origin: Arc::clone(origin), format, bytes, page: None }))
    }

    fn rows(&mut self, origin: &Arc<Origin>, mut stream: Utf16Reader<Stream>, format: Format) -> Flow {
        let mut head = Vec::with_capacity(HEAD_BYTES);
        if let Err(error) = stream.by_ref().take(HEAD_BYTES as u64).read_to_end(&mut head) {
            // What came before the damage is still read below.
            stream.fail_later(error);
        }
        if head.trim_ascii().is_empty() {
            return self.skip(origin.skip("empty"));
        }
        if let Some(reason) = format::foreign_content(&head) {
            return self.skip(origin.skip(reason));
        }
        let (of, ends) = match self.rows_of(&head, format) {
            Ok(found) => found,
            Err(reason) => return self.skip(origin.skip(reason)),
        };
        let table = Arc::new(self.table(origin, of, &head));
        let splitter = Splitter::new(io::Cursor::new(head).chain(stream), ends, self.plan.options.max_document_bytes);
        self.blocks(&table, splitter)
    }

    fn rows_of(&self, head: &[u8], format: Format) -> Result<(RowsOf, Ends), String> {
        let tabs = match format {
            Format::Jsonl => return Ok((RowsOf::Lines, Ends::Lines)),
            Format::Json => return Ok((RowsOf::Values, Ends::Values(JsonValues::default()))),
            Format::Tsv => true,
            _ => false,
        };
        let layout = Layout::find(head, tabs, &self.plan.options)?;
        let ends = RecordEnds::new(layout.delimiter, layout.quoting);
        Ok((RowsOf::Records(layout), Ends::Records(ends)))
    }

    fn table(&self, origin: &Arc<Origin>, of: RowsOf, head: &[u8]) -> Table {
        let mut table = Table { origin: Arc::clone(origin), of, order: None };
        let whole = memchr::memrchr2(b'\n', b'\r', head).map_or(0, |at| at + 1);
        if DayOrder::may_matter(head) && whole > 0 {
            let rows = Rows { bytes: head[..whole].to_vec(), values: Vec::new(), first_row: 1, first_line: 1 };
            table.order = table.order_in(&rows, &self.plan.options);
        }
        table
    }

    fn blocks(&mut self, table: &Arc<Table>, mut splitter: Splitter<impl Read>) -> Flow {
        let mut encoding = StreamEncoding::default();
        loop {
            let cut = match splitter.next() {
                Ok(Some(cut)) => cut,
                Ok(None) => return Ok(()),
                Err(error) => return self.broken_off(table, splitter, encoding, &error),
            };
            match cut {
                Cut::Rows(rows) => {
                    let encoding = encoding.of(&rows.bytes, |wanted| splitter.ahead(wanted));
                    self.emit(Content::Rows { table: Arc::clone(table), rows, encoding })?;
                }
                Cut::TooLarge { row, line } => {
                    let reason = too_large(self.plan.options.max_document_bytes);
                    self.skip(table.origin.skip_row(row, Some(line), reason))?;
                }
            }
        }
    }

    /// Rows that were whole before a stream broke are kept; the torn one goes with the rest of the file.
    fn broken_off(
        &mut self,
        table: &Arc<Table>,
        mut splitter: Splitter<impl Read>,
        mut encoding: StreamEncoding,
        error: &io::Error,
    ) -> Flow {
        if let Some(Cut::Rows(rows)) = splitter.whole_rows() {
            let encoding = encoding.of(&rows.bytes, |_| &[]);
            self.emit(Content::Rows { table: Arc::clone(table), rows, encoding })?;
        }
        self.skip(table.origin.skip(format!("{}; the rows before that were read", why_broken(error))))
    }
}

fn origin(found: &Found, modified: Option<i64>) -> Origin {
    let path = found.path.as_deref().map(as_written);
    Origin { name: found.name.clone(), source: found.source.clone(), path, modified, named: OnceLock::new() }
}

fn as_written(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn modified(metadata: &fs::Metadata) -> Option<i64> {
    let since = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    i64::try_from(since.as_secs()).ok()
}
