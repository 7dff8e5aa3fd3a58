//! Cutting a stream of rows into blocks of whole rows, a megabyte or so each, without parsing them.

use std::io::{self, Read};
use std::ops::Range;

use super::json_values::JsonValues;

/// How many bytes a block of rows has at least, unless the stream ends first.
const BLOCK_BYTES: usize = 1 << 20;

/// Whole rows of a stream.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) bytes: Vec<u8>,
    /// Where each row is in the bytes; empty where the rows are lines or records.
    pub(super) values: Vec<Range<usize>>,
    /// The number of the first row, from 1.
    pub(super) first_row: u64,
    /// The line on which the first row begins, from 1.
    pub(super) first_line: u64,
}

/// What a splitter gives.
#[derive(Debug)]
pub(super) enum Cut {
    Rows(Rows),
    /// A row that is larger than the limit; it was passed over.
    TooLarge {
        row: u64,
        line: u64,
    },
}

/// Where rows end.
#[derive(Debug)]
pub(super) enum Ends {
    /// At each line feed.
    Lines,
    /// At each line feed or carriage return, or both, outside of a quoted field.
    Records(RecordEnds),
    /// At the end of each JSON value, alone or in one array.
    Values(JsonValues),
}

/// The state between the bytes of a table, by the rules that the `csv` crate reads by: a carriage return ends a record
/// as well as a line feed does, blank lines are no records, and only a quote at the start of a field opens one. What is
/// counted here must be what that crate counts: the numbers of rows, and so the ids of documents, depend on it.
#[derive(Debug)]
pub(super) struct RecordEnds {
    delimiter: u8,
    quoting: bool,
    state: Within,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Within {
    /// Before a record.
    Nothing,
    /// Behind a carriage return that ended so many records (none if the line was blank); its line feed may follow.
    Return(u64),
    FieldStart,
    Plain,
    Quoted,
    QuoteInQuoted,
}

/// Cuts a stream into blocks of whole rows.
pub(super) struct Splitter<R> {
    stream: R,
    ends: Ends,
    limit: usize,
    buffer: Vec<u8>,
    /// How much of the buffer was looked at for ends of rows.
    scanned: usize,
    /// Ends that were seen in the buffer and not yet cut at.
    seen: Option<Seen>,
    row: u64,
    line: u64,
    finished: bool,
    /// An error that is told once all rows before it were given.
    failed: Option<io::Error>,
}

/// The ends of rows in a stretch of bytes, each just after its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) rows: u64,
}

impl Seen {
    /// The same with one more end after them.
    pub(super) fn and(seen: Option<Seen>, end: usize) -> Option<Seen> {
        Seen::and_of(seen, end, 1)
    }

    /// The same with one more end after them, which is that of some rows; of none, if it is that of a blank line.
    fn and_of(seen: Option<Seen>, end: usize, more: u64) -> Option<Seen> {
        let Seen { first, rows, .. } = seen.unwrap_or(Seen { first: end, last: end, rows: 0 });
        Some(Seen { first, last: end, rows: rows + more })
    }
}

impl<R: Read> Splitter<R> {
    pub(super) fn new(stream: R, ends: Ends, limit: u64) -> Splitter<R> {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let buffer = Vec::new();
        Splitter { stream, ends, limit, buffer, scanned: 0, seen: None, row: 1, line: 1, finished: false, failed: None }
    }

    /// The next block; none at the end. After an error see [`Splitter::whole_rows`].
    pub(super) fn next(&mut self) -> io::Result<Option<Cut>> {
        loop {
            if let Some(seen) = self.seen.take() {
                return Ok(Some(self.cut(seen)));
            }
            if let Some(error) = self.failed.take() {
                return Err(error);
            }
            if self.finished {
                return Ok(self.rest());
            }
            if self.buffer.len() > self.limit {
                return self.pass_over().map(Some);
            }
            self.fill()?;
        }
    }

    /// What follows the last block, `wanted` bytes or more unless the stream ends or breaks. Where the next block ends
    /// does not change by it.
    pub(super) fn ahead(&mut self, wanted: usize) -> &[u8] {
        if self.buffer.len() < wanted && !self.finished && self.failed.is_none() && self.seen.is_none() {
            self.failed = self.fill().err();
        }
        &self.buffer
    }

    /// What is left after the last whole row.
    fn rest(&mut self) -> Option<Cut> {
        let bytes = std::mem::take(&mut self.buffer);
        let values = match &mut self.ends {
            Ends::Values(values) => values.take_all(bytes.len()),
            _ => Vec::new(),
        };
        let rows = Rows { bytes, values, first_row: self.row, first_line: self.line };
        (!rows.bytes.trim_ascii().is_empty()).then_some(Cut::Rows(rows))
    }

    /// After an error: the whole rows that were read and not yet given.
    pub(super) fn whole_rows(&mut self) -> Option<Cut> {
        let seen = self.seen.take()?;
        Some(self.cut(seen))
    }

    fn fill(&mut self) -> io::Result<()> {
        let wanted = BLOCK_BYTES.max(self.buffer.len());
        // No more than that: the blocks that are read ahead would have twice their size.
        self.buffer.reserve_exact(wanted);
        let outcome = (&mut self.stream).take(wanted as u64).read_to_end(&mut self.buffer);
        self.seen = self.look();
        self.finished = outcome? < wanted;
        Ok(())
    }

    fn look(&mut self) -> Option<Seen> {
        let from = std::mem::replace(&mut self.scanned, self.buffer.len());
        let fresh = &self.buffer[from..];
        match &mut self.ends {
            Ends::Lines => ends_of_lines(fresh, from),
            Ends::Records(records) => records.scan(fresh, from),
            Ends::Values(values) => values.scan(fresh, from),
        }
    }

    fn cut(&mut self, seen: Seen) -> Cut {
        let rest = &self.buffer[seen.last..];
        let mut left = Vec::with_capacity(rest.len() + BLOCK_BYTES.max(rest.len()));
        left.extend_from_slice(rest);
        let mut bytes = std::mem::replace(&mut self.buffer, left);
        bytes.truncate(seen.last);
        let values = match &mut self.ends {
            Ends::Values(values) => values.take(seen.last),
            _ => Vec::new(),
        };
        self.scanned = self.buffer.len();
        let (first_row, first_line) = (self.row, self.line);
        self.row += seen.rows;
        self.line += self.lines_in(&bytes);
        Cut::Rows(Rows { bytes, values, first_row, first_line })
    }

    /// Reads on to the end of a row that is too large, keeping nothing of it.
    fn pass_over(&mut self) -> io::Result<Cut> {
        let (row, line) = (self.row, self.line);
        while self.seen.is_none() && !self.finished {
            self.forget(self.buffer.len());
            self.fill()?;
        }
        let seen = self.seen.take();
        let end = seen.map_or(self.buffer.len(), |seen| seen.first);
        self.forget(end);
        self.row += 1;
        self.seen = seen.filter(|seen| seen.last > seen.first).map(|seen| Seen {
            first: seen.first - end,
            last: seen.last - end,
            rows: seen.rows - 1,
        });
        Ok(Cut::TooLarge { row, line })
    }

    fn lines_in(&self, bytes: &[u8]) -> u64 {
        match self.ends {
            Ends::Lines => line_feeds(bytes),
            Ends::Records(_) | Ends::Values(_) => line_ends(bytes),
        }
    }

    fn forget(&mut self, end: usize) {
        self.line += self.lines_in(&self.buffer[..end]);
        self.buffer.drain(..end);
        self.scanned = self.buffer.len();
        if let Ends::Values(values) = &mut self.ends {
            values.forget(end);
        }
    }
}

/// How many lines end in some bytes: at line feeds, at carriage returns, or at both together.
pub(super) fn line_ends(bytes: &[u8]) -> u64 {
    let is_end = |&at: &usize| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n');
    memchr::memchr2_iter(b'\n', b'\r', bytes).filter(is_end).count() as u64
}

fn line_feeds(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}

fn ends_of_lines(fresh: &[u8], from: usize) -> Option<Seen> {
    let first = memchr::memchr(b'\n', fresh)?;
    let last = memchr::memrchr(b'\n', fresh)?;
    Some(Seen { first: from + first + 1, last: from + last + 1, rows: line_feeds(&fresh[first..=last]) })
}

impl RecordEnds {
    pub(super) fn new(delimiter: u8, quoting: bool) -> RecordEnds {
        RecordEnds { delimiter, quoting, state: Within::Nothing }
    }

    fn scan(&mut self, fresh: &[u8], from: usize) -> Option<Seen> {
        let mut seen = None;
        let mut at = 0;
        while at < fresh.len() {
            let byte = fresh[at];
            self.state = match self.state {
                Within::Nothing if byte == b'\n' => {
                    seen = Seen::and_of(seen, from + at + 1, 0);
                    Within::Nothing
                }
                Within::Nothing if byte == b'\r' => Within::Return(0),
                Within::Return(rows) => {
                    let pair = byte == b'\n';
                    seen = Seen::and_of(seen, from + at + usize::from(pair), rows);
                    self.state = Within::Nothing;
                    // What is no line feed begins the next record, or is another end: it is looked at again.
                    at += usize::from(pair);
                    continue;
                }
                Within::Nothing | Within::FieldStart if self.quoting && byte == b'"' => Within::Quoted,
                Within::Quoted => {
                    let Some(quote) = memchr::memchr(b'"', &fresh[at..]) else { break };
                    at += quote;
                    Within::QuoteInQuoted
                }
                Within::QuoteInQuoted if byte == b'"' => Within::Quoted,
                Within::Nothing | Within::FieldStart | Within::Plain | Within::QuoteInQuoted => {
                    let Some(skip) = self.end_of_field(&fresh[at..]) else {
                        self.state = Within::Plain;
                        break;
                    };
                    at += skip;
                    match fresh[at] {
                        b'\n' => {
                            seen = Seen::and_of(seen, from + at + 1, 1);
                            Within::Nothing
                        }
                        b'\r' => Within::Return(1),
                        _ => Within::FieldStart,
                    }
                }
            };
            at += 1;
        }
        seen
    }

    fn end_of_field(&self, bytes: &[u8]) -> Option<usize> {
        match self.quoting {
            true => memchr::memchr3(self.delimiter, b'\n', b'\r', bytes),
            false => memchr::memchr2(b'\n', b'\r', bytes),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn records(text: &str, quoting: bool) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new();
        let reader =
            reader.has_headers(false).flexible(true).quoting(quoting).from_reader(text.as_bytes()).into_records();
        reader.map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    fn all(input: &[u8], ends: Ends, limit: u64) -> (Vec<String>, Vec<(u64, u64)>) {
        let mut splitter = Splitter::new(input, ends, limit);
        let (mut blocks, mut large) = (Vec::new(), Vec::new());
        while let Some(cut) = splitter.next().unwrap() {
            match cut {
                Cut::Rows(rows) => blocks.push(String::from_utf8(rows.bytes).unwrap()),
                Cut::TooLarge { row, line } => large.push((row, line)),
            }
        }
        (blocks, large)
    }

    #[test]
    fn rows_are_never_torn() {
        let long = "x".repeat(700_000);
        let input = format!("{long}\n{long}\n{long}\n{long}");
        let (blocks, _) = all(input.as_bytes(), Ends::Lines, u64::MAX);
        assert_eq!(blocks.concat(), input);
        assert!(blocks.len() > 1);
        assert!(blocks[..blocks.len() - 1].iter().all(|block| block.ends_with('\n')));
    }

    #[test]
    fn a_row_over_the_limit_is_passed_over_and_its_neighbours_are_kept() {
        let input = format!("a\n{}\nb\nc\n", "x".repeat(5 << 20));
        let (blocks, large) = all(input.as_bytes(), Ends::Lines, 1 << 20);
        assert_eq!(large, [(2, 2)]);
        assert_eq!(blocks.concat(), "a\nb\nc\n");
    }

    #[test]
    fn a_line_feed_within_quotes_ends_no_record() {
        let mut records = RecordEnds::new(b',', true);
        let input = b"a,\"b\nc\"\"\n\",d\ne,f \"g\n\"h\ni";
        assert_eq!(records.scan(input, 0), Some(Seen { first: 13, last: 20, rows: 2 }));
        assert_eq!(records.state, Within::Quoted);
    }

    #[test]
    fn old_line_ends_and_blank_lines_are_as_the_reader_has_them() {
        for (text, rows) in [("a\rb\rc", 2), ("a\r\nb\r\n", 2), ("\n\r\n\ra\n\n\nb\n", 2), ("a,\"x\r\n\ry\"\rb\n", 2)] {
            let seen = RecordEnds::new(b',', true).scan(text.as_bytes(), 0).unwrap();
            assert_eq!(seen.rows, rows, "{text:?}");
        }
    }

    #[test]
    fn a_row_over_the_limit_between_blank_lines_keeps_the_numbers_of_its_neighbours() {
        let input = format!("a\r\n\r\n{}\r\n\r\nb\r\n", "x".repeat(5 << 20));
        let (blocks, large) = all(input.as_bytes(), Ends::Records(RecordEnds::new(b',', true)), 1 << 20);
        assert_eq!(large, [(2, 3)]);
        assert_eq!(blocks.concat(), "a\r\n\r\n\r\nb\r\n");
    }

    proptest! {
        #[test]
        fn blocks_hold_the_records_of_the_whole(
            text in "[ab,\"\r\n]{0,60}",
            cuts in prop::collection::vec(0usize..60, 0..6),
            quoting: bool,
        ) {
            let mut cuts: Vec<usize> = cuts.into_iter().filter(|cut| *cut < text.len()).chain([0, text.len()]).collect();
            cuts.sort_unstable();
            let mut ends = RecordEnds::new(b',', quoting);
            let (mut start, mut found) = (0, Vec::new());
            for piece in cuts.windows(2) {
                let Some(seen) = ends.scan(&text.as_bytes()[piece[0]..piece[1]], piece[0]) else { continue };
                let block = records(&text[start..seen.last], quoting);
                prop_assert_eq!(block.len() as u64, seen.rows);
                found.extend(block);
                start = seen.last;
            }
            found.extend(records(&text[start..], quoting));
            prop_assert_eq!(found, records(&text, quoting));
        }
    }
}
