//! What rows were found without, and what stood there instead: a text under a name that nobody expects is a text that
//! is not read, and must be said.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

use super::draft::{Origin, RowNumber};
use super::options::{FieldKind, Fields};
use super::preset::Preset;
use crate::{Error, ErrorKind};

/// How many names of fields a note shows.
const NAMES_SHOWN: usize = 12;

/// What is told of the rows of a corpus. The same whatever the order in which blocks are worked on: counts are sums,
/// and the example is the least of all by its place.
#[derive(Debug, Default)]
pub(super) struct MissedFields {
    /// Rows of which the title alone was read, since they have no field of the text.
    texts: Missed,
    /// Rows of which the title alone was read, since their text is an object.
    objects: Missed,
    /// Rows without a date that have no field of it.
    dates: Missed,
    /// Rows that have the field that was named as the date's.
    named_dates: AtomicU64,
    /// For each field the names that held something in one row, a bit each in the order of [`Fields::names`].
    several: [AtomicU32; 7],
    /// The fields that have two columns of one name in a table, a bit each.
    twice: AtomicU32,
    /// The same of two fields of one row, whatever their letter case.
    twice_in_a_row: AtomicU32,
}

#[derive(Debug, Default)]
struct Missed {
    rows: AtomicU64,
    first: Mutex<Option<Example>>,
}

#[derive(Debug)]
struct Example {
    source: String,
    row: RowNumber,
    /// What its fields are called.
    fields: Vec<String>,
}

impl Missed {
    fn count(&self, origin: &Origin, row: RowNumber, fields: impl FnOnce() -> Vec<String>) {
        self.rows.fetch_add(1, Ordering::Relaxed);
        // A thread that panicked while it held the lock left an example that is whole.
        let mut first = self.first.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let is_first = first.as_ref().is_none_or(|first| (&*origin.source, row) < (&*first.source, first.row));
        if is_first {
            *first = Some(Example { source: origin.source.clone(), row, fields: fields() });
        }
    }

    /// How many rows, and the first of them, if its fields are those of a list of GDELT's.
    fn of_gdelt(&self) -> Option<(u64, String)> {
        let first = self.first.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let first = first.as_ref().filter(|first| Preset::of_fields(&first.fields) == Some(Preset::Gdelt))?;
        Some((self.rows.load(Ordering::Relaxed), format!("{}#{}", first.source, first.row)))
    }

    /// How many rows, their fields and the first of them; none if they have no field that could be meant.
    fn told(&self) -> Option<(u64, String, String)> {
        let first = self.first.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let first = first.as_ref().filter(|first| first.fields.iter().any(|name| !is_usual(name)))?;
        let mut shown: Vec<String> =
            first.fields.iter().take(NAMES_SHOWN).map(|name| name.chars().take(40).collect()).collect();
        if first.fields.len() > NAMES_SHOWN {
            shown.push("…".to_owned());
        }
        Some((self.rows.load(Ordering::Relaxed), shown.join(", "), format!("{}#{}", first.source, first.row)))
    }
}

/// The fields that have their bit set.
fn kinds_in(bits: &AtomicU32) -> impl Iterator<Item = FieldKind> {
    let bits = bits.load(Ordering::Relaxed);
    FieldKind::ALL.into_iter().filter(move |&kind| bits >> kind as u32 & 1 == 1)
}

/// "1 row", "17 rows".
fn rows(count: u64) -> String {
    if count == 1 { "1 row".to_owned() } else { format!("{count} rows") }
}

fn is_usual(name: &str) -> bool {
    let names = FieldKind::ALL.into_iter().flat_map(FieldKind::default_names);
    names.into_iter().any(|usual| usual.eq_ignore_ascii_case(name))
}

impl MissedFields {
    /// Counts a row of which the title alone was read.
    pub(super) fn text(&self, origin: &Origin, row: RowNumber, fields: impl FnOnce() -> Vec<String>) {
        self.texts.count(origin, row, fields);
    }

    /// Counts a row whose text is an object of some parts.
    pub(super) fn parts(&self, origin: &Origin, row: RowNumber, parts: Vec<String>) {
        if !parts.is_empty() {
            self.objects.count(origin, row, || parts);
        }
    }

    /// Counts a row that has the field of the date.
    pub(super) fn has_date(&self) {
        self.named_dates.fetch_add(1, Ordering::Relaxed);
    }

    /// What is wrong with the field that was named as the date's: rows are undated, and none has it.
    pub(super) fn absent_date(&self, fields: &Fields) -> Option<Error> {
        let named = fields.given(FieldKind::Date)?;
        let rows = self.dates.rows.load(Ordering::Relaxed);
        if rows == 0 || self.named_dates.load(Ordering::Relaxed) > 0 {
            return None;
        }
        let error = Error::new(ErrorKind::Usage, format!("no row has a field {named:?} to take the date from"));
        Some(match self.dates.told() {
            Some((_, names, place)) => error.help(format!("the fields of {place} are {names}")),
            None => error,
        })
    }

    /// Counts a row that has no date.
    pub(super) fn date(&self, origin: &Origin, row: RowNumber, fields: impl FnOnce() -> Vec<String>) {
        self.dates.count(origin, row, fields);
    }

    /// Remembers that several fields of a row could be one, where that is not how things should be.
    pub(super) fn several(&self, kind: FieldKind, names: u32) {
        if names.count_ones() > 1 && matches!(kind, FieldKind::Title | FieldKind::Text | FieldKind::Date) {
            self.several[kind as usize].fetch_or(names, Ordering::Relaxed);
        }
    }

    /// Remembers that a table has two columns of a field's name.
    pub(super) fn twice(&self, kind: FieldKind) {
        self.twice.fetch_or(1 << kind as u32, Ordering::Relaxed);
    }

    /// Remembers that a row has two fields of a name, whatever its letter case, a bit for each kind.
    pub(super) fn twice_in_a_row(&self, kinds: u8) {
        if kinds != 0 {
            self.twice_in_a_row.fetch_or(kinds.into(), Ordering::Relaxed);
        }
    }

    /// What is to be told when all is read.
    pub(super) fn notes(&self, fields: &Fields) -> Vec<String> {
        let unnamed = self.said_of_gdelt(fields).map_or_else(|| self.said_unnamed(fields), |said| vec![said]);
        let several = self.said_several(fields).into_iter();
        unnamed.into_iter().chain(several).chain(self.said_twice()).chain(self.said_twice_in_a_row(fields)).collect()
    }

    /// That rows are GDELT's, which nobody said: there is no field to be named in them.
    fn said_of_gdelt(&self, fields: &Fields) -> Option<String> {
        let is_open = fields.preset.is_none() && fields.given(FieldKind::Date).is_none();
        let (count, place) = self.dates.of_gdelt().or_else(|| self.texts.of_gdelt()).filter(|_| is_open)?;
        let are = if count == 1 { "is" } else { "are" };
        Some(format!(
            "{} {are} of GDELT's lists of articles (the first: {place}), which have no text and no date of publication: the day \
             on which GDELT saw an article (`Date`, `seendate`) dates nothing; --preset gdelt reads its lists",
            rows(count)
        ))
    }

    /// That a text or a date may stand under a name that was not looked for.
    fn said_unnamed(&self, fields: &Fields) -> Vec<String> {
        let wanted = |kind: FieldKind| match fields.given(kind) {
            Some(name) => format!("no field {name:?}"),
            None => format!("no field of a name that a {} usually has (docs/formats.md)", kind.word()),
        };
        let text = self.texts.told().map(|(count, names, place)| {
            let (rows, were) = (rows(count), if count == 1 { "was" } else { "were" });
            let none = wanted(FieldKind::Text);
            format!(
                "{rows} {were} read by the title alone: {none}; the fields of {place} are {names}; --text-field names the text"
            )
        });
        let object = self.objects.told().map(|(count, names, place)| {
            let (rows, were) = (rows(count), if count == 1 { "was" } else { "were" });
            format!(
                "{rows} {were} read by the title alone: the text is an object, not a text; its parts in {place} are {names}; \
                 --text-field names one"
            )
        });
        let date = self.dates.told().map(|(count, names, place)| {
            let (rows, are) = (rows(count), if count == 1 { "is" } else { "are" });
            let none = wanted(FieldKind::Date);
            format!("{rows} {are} undated: {none}; the fields of {place} are {names}; --date-field names the date")
        });
        text.into_iter().chain(object).chain(date).collect()
    }

    fn said_twice_in_a_row(&self, fields: &Fields) -> impl Iterator<Item = String> {
        // Who named it chose.
        kinds_in(&self.twice_in_a_row).filter(|kind| fields.given(*kind).is_none()).map(|kind| {
            let word = kind.word();
            format!(
                "rows have two fields of the name that the {word} has, whatever its letter case: one is read and not the \
                 other; --{word}-field with the name as it is written chooses"
            )
        })
    }

    fn said_twice(&self) -> impl Iterator<Item = String> {
        kinds_in(&self.twice).map(|kind| {
            let word = kind.word();
            format!(
                "a table has two columns of the name that the {word} has: the first is read and not the second; \
                 --{word}-field with the number of a column, from 1, chooses"
            )
        })
    }

    fn said_several(&self, fields: &Fields) -> Vec<String> {
        let kinds = FieldKind::ALL.into_iter().filter(|kind| fields.given(*kind).is_none() && fields.preset.is_none());
        let said = kinds.filter_map(|kind| {
            let several = self.several[kind as usize].load(Ordering::Relaxed);
            let names = fields.names(kind);
            let held: BTreeSet<usize> = (0..names.len()).filter(|rank| several >> rank & 1 == 1).collect();
            let held: Vec<String> = held.into_iter().map(|rank| format!("{:?}", names[rank])).collect();
            let (first, rest) = held.split_first()?;
            let (word, rest) = (kind.word(), rest.join(", "));
            Some(format!(
                "rows have several fields for the {word}: {first} is read and not {rest}; --{word}-field chooses"
            ))
        });
        said.collect()
    }
}
