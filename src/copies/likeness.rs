//! What copies of a document are found by, in a few bytes.

use std::io::{self, Read, Write};

use super::states::State;
use super::trace::Trace;
use crate::calendar::Day;

/// The day of a document without a date: it comes after all others.
pub(super) const UNDATED: i32 = i32::MAX;

/// What copies of one document are found by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Likeness {
    /// Equal for documents that say the same.
    pub(super) exact: u64,
    /// Days since 1970 of the last day on which it may have been published, or [`UNDATED`].
    pub(super) day: i32,
    /// Whether it has no words.
    pub(super) empty: bool,
    /// Whether its text is long, and has a sketch.
    pub(super) is_long: bool,
    /// If it is an item of a feed.
    pub(super) state: Option<State>,
}

impl Likeness {
    /// That of a document.
    pub(crate) fn of(trace: &Trace) -> Likeness {
        let epoch = Day::new(1970, 1, 1).expect("this day exists");
        let days = |day: Day| i32::try_from(day.days_since(epoch)).unwrap_or(UNDATED - 1);
        let day = trace.published.map_or(UNDATED, |span| days(span.to()));
        Likeness { exact: trace.exact, day, empty: trace.empty, is_long: trace.sketch.is_some(), state: trace.state }
    }

    pub(super) fn write(&self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(&self.exact.to_le_bytes())?;
        out.write_all(&self.day.to_le_bytes())?;
        let flags = [self.empty, self.is_long, self.state.is_some()];
        out.write_all(&[flags.iter().rev().fold(0, |byte, &flag| byte << 1 | u8::from(flag))])?;
        self.state.map_or(Ok(()), |state| {
            out.write_all(&state.item.to_le_bytes())?;
            out.write_all(&state.file.to_le_bytes())
        })
    }

    /// What was written; an error of kind `UnexpectedEof` at the end.
    pub(super) fn read(input: &mut impl Read) -> io::Result<Likeness> {
        let (mut exact, mut day, mut flags) = ([0; 8], [0; 4], [0; 1]);
        input.read_exact(&mut exact)?;
        input.read_exact(&mut day)?;
        input.read_exact(&mut flags)?;
        let (mut item, mut file) = ([0; 8], [0; 8]);
        if flags[0] & 4 != 0 {
            input.read_exact(&mut item)?;
            input.read_exact(&mut file)?;
        }
        let state = State { item: u64::from_le_bytes(item), file: u64::from_le_bytes(file) };
        Ok(Likeness {
            exact: u64::from_le_bytes(exact),
            day: i32::from_le_bytes(day),
            empty: flags[0] & 1 != 0,
            is_long: flags[0] & 2 != 0,
            state: (flags[0] & 4 != 0).then_some(state),
        })
    }
}
