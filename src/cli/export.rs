//! `dateline export`, and the tables that a build writes.

use std::io;
use std::path::Path;

use dateline::export::{EntityTable, Format, FormatOptions, TimelineTable, export, write};
use dateline::store::{Select, Store, write_atomically};
use dateline::timeline::{BucketChoice, TimelineOptions, Timelines};
use dateline::{Error, ErrorKind, Result};

use super::Outcome;
use super::args::ExportArgs;
use super::settings::{period, recorded_by, run_dir};

pub fn run(args: ExportArgs) -> Result<Outcome> {
    let store = Store::open(&run_dir(args.run.dir.as_deref())?)?;
    let (from, to) = (args.time.from.map(|date| date.first()), args.time.to.map(|date| date.last()));
    period(from, to)?;
    let select = Select { from, to, ..Select::default() };
    let axis = args.time.axis.map(Into::into).unwrap_or_default();
    let by = (axis, args.time.by.unwrap_or_else(|| recorded_by(&store)));
    let format = format(&args)?;
    let options = FormatOptions { spreadsheet_safe: !args.raw_cells };
    match args.output.as_deref().filter(|path| *path != Path::new("-")) {
        None => export(args.table, &store, &select, by, (format, options), &mut io::stdout())?,
        Some(path) => {
            write_atomically(path, |out| export(args.table, &store, &select, by, (format, options), out))?;
        }
    }
    Ok(Outcome::Done)
}

/// The format that is asked for, or that the file's ending stands for, or CSV.
fn format(args: &ExportArgs) -> Result<Format> {
    match (args.format, args.output.as_deref()) {
        (Some(format), _) => Ok(format),
        (None, None) => Ok(Format::Csv),
        (None, Some(path)) if path == Path::new("-") => Ok(Format::Csv),
        (None, Some(path)) => Format::of_path(path).ok_or_else(|| {
            Error::new(ErrorKind::Usage, "the file's ending names no format")
                .at(path)
                .help("give --format csv, jsonl, json or parquet")
        }),
    }
}

/// The tables beside the store: `timelines.csv` and `entities.csv`, side by side from one count of the mentions.
pub fn write_tables(store: &Store, by: BucketChoice, dir: &Path) -> Result<()> {
    let format = (Format::Csv, FormatOptions::default());
    let timelines = Timelines::build(store, &TimelineOptions { size: by, ..TimelineOptions::default() })?;
    let (one, other) = rayon::join(
        || {
            let table = TimelineTable::new(&timelines);
            write_atomically(&dir.join("timelines.csv"), |out| write(&table, format, out))
        },
        || {
            let table = EntityTable::new(store, &timelines)?;
            write_atomically(&dir.join("entities.csv"), |out| write(&table, format, out))
        },
    );
    one.and(other)
}
