//! `dateline export`, and the tables that a build writes.

use std::io::{self, IsTerminal};
use std::path::Path;

use dateline::export::{
    EntityTable, Export, ExportReport, Format, FormatOptions, MOST_ROWS, TableKind, TimelineTable, Where, write,
};
use dateline::store::{Select, Store};
use dateline::text::grouped;
use dateline::timeline::{CountMode, Timelines};
use dateline::write_atomically;
use dateline::{Error, ErrorKind, Result};

use super::args::{AxisArg, ExportArgs};
use super::asked::recorded_by;
use super::run_dir::run_dir;
use super::settings::period;
use super::terminal::{is_stdout, note, reason, warning};
use super::{Outcome, held, spared, tamed};

pub fn run(args: ExportArgs, quiet: bool) -> Result<Outcome> {
    let dir = run_dir(args.run.dir.as_deref())?;
    let _held = held::for_outputs(&dir, [args.output.as_deref(), args.report.as_deref()])?;
    let store = Store::open(&dir)?;
    spared::by_outputs_of(&store, [args.output.as_deref(), args.report.as_deref()])?;
    let format = format(&args)?;
    effective(&args, format)?;
    let export = Export::new(&store, args.table, format)?
        .select(select(&store, &args)?)
        .axis(args.time.axis.map(Into::into).unwrap_or_default())
        .by(args.time.by.unwrap_or_else(|| recorded_by(&store)))
        .count(args.time.count)
        .options(FormatOptions { spreadsheet_safe: !args.raw_cells, excel: args.excel })
        .top(args.top.filter(|top| *top < usize::MAX))
        .with_unmentioned(args.all_entities)
        .zeros(!args.no_zeros);
    named_as_written(&args, format, export.is_folder())?;
    let report = match args.output.as_deref().filter(|path| !is_stdout(path)) {
        Some(path) => export.save(path)?,
        None if format.is_binary() && io::stdout().is_terminal() => {
            return Err(
                Error::new(ErrorKind::Usage, format!("{format} is not for a terminal")).help("name a file with -o")
            );
        }
        None => export.write(&mut tamed::stdout())?,
    };
    if !quiet && !report.lost.is_empty() {
        note(&format!("What {format} does not hold:\n{}", indented(&report)));
    }
    if let Some(path) = &args.report {
        write_report(path, &report)?;
    }
    if report.written == 0 {
        reason("nothing matches: the export is empty; dateline summary says who is mentioned, and when most");
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Done)
}

/// Refuses options that would change nothing, rather than leaving them out in silence.
fn effective(args: &ExportArgs, format: Format) -> Result<()> {
    let table = args.table;
    let list = table == TableKind::Entities && !format.is_tabular();
    effective_in_time(args, format, list)?;
    if args.all_entities && !list {
        return refused(
            "--all-entities is for lists of entities",
            "use it with `export entities --format entity-ruler`",
        );
    }
    if args.no_zeros && (!matches!(table, TableKind::Timelines | TableKind::All) || !format.is_tabular()) {
        return refused(
            &format!("--no-zeros changes nothing: {table} as {format} have no rows of buckets without a mention"),
            "leave it out; the table of timelines has them",
        );
    }
    if args.excel && format != Format::Csv {
        return refused(&format!("--excel is for CSV, and not for {format}"), "leave it out, or use --format csv");
    }
    Ok(())
}

fn refused(message: &str, help: &str) -> Result<()> {
    Err(Error::new(ErrorKind::Usage, message).help(help))
}

/// The same of buckets, counts and axes.
fn effective_in_time(args: &ExportArgs, format: Format, list: bool) -> Result<()> {
    let (table, time) = (args.table, &args.time);
    let of_buckets =
        matches!(table, TableKind::Entities | TableKind::Timelines | TableKind::CoMentions | TableKind::All);
    if time.by.is_some() && (!of_buckets || list) {
        return refused(
            &format!("--by changes nothing: {table} as {format} have no buckets"),
            "leave it out; timelines, co-mentions and the table of entities have them",
        );
    }
    if time.count.is_some() && !of_buckets && args.top.is_none() {
        return refused(
            &format!("--count changes nothing: {table} are of all texts"),
            "leave it out; what is a copy, the column `copy_of` of mentions and documents tells",
        );
    }
    if time.count == Some(CountMode::Sources) && table == TableKind::CoMentions {
        return refused(
            "co-mentions count documents and sentences, and not sources",
            "use --count distinct or --count all",
        );
    }
    match time.axis {
        Some(AxisArg::Published) if table == TableKind::Chronology => refused(
            "a chronology is of the dates that the texts tell of, never of publication",
            "leave out --axis, or use `export mentions`",
        ),
        _ => Ok(()),
    }
}

/// Refuses a name that says something else than what is written there: CSV in a `.json`, a folder called `out.csv`.
fn named_as_written(args: &ExportArgs, format: Format, is_folder: bool) -> Result<()> {
    let named = args.output.as_deref().filter(|path| !is_stdout(path));
    let Some((path, meant)) = named.and_then(|path| Some((path, Format::of_path(path)?))) else { return Ok(()) };
    let misnamed = |message: String, help: String| Err(Error::new(ErrorKind::Usage, message).at(path).help(help));
    let bare = path.with_extension("");
    if is_folder && !path.is_dir() {
        let table = args.table;
        let one = match table {
            TableKind::All => format!("; -o {}.sqlite is one file of all", bare.display()),
            _ => String::new(),
        };
        return misnamed(
            format!("{table} as {format}: a folder of files, and the name is a file's"),
            format!("name a folder: -o {} --format {format}{one}", bare.display()),
        );
    }
    if is_folder || format.may_be_called(path) {
        return Ok(());
    }
    misnamed(
        format!("--format {format}, and the name is that of {meant}"),
        format!("name it {}, or leave out --format to have {meant}", path.with_extension(format.ending()).display()),
    )
}

/// What `--where`, `--from` and `--to` select together.
fn select(store: &Store, args: &ExportArgs) -> Result<Select> {
    let wanted = args.selection.iter().try_fold(Where::default(), |wanted, text| wanted.and(text))?;
    let select = wanted.resolve(store)?;
    let (from, to) = (args.time.from.map(|date| date.first()), args.time.to.map(|date| date.last()));
    let from = from.max(select.from);
    let to = match (to, select.to) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    };
    period(from, to)?;
    Ok(Select { from, to, ..select })
}

fn indented(report: &ExportReport) -> String {
    report.to_string().lines().map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n")
}

fn write_report(path: &Path, report: &ExportReport) -> Result<()> {
    write_atomically(path, |out| {
        let failed = |cause| Error::new(ErrorKind::Output, "the report cannot be written").caused_by(cause);
        serde_json::to_writer_pretty(&mut *out, report).map_err(|cause| failed(io::Error::from(cause)))?;
        out.write_all(b"\n").map_err(failed)
    })
}

/// The format that is asked for, or that the file's ending stands for, or CSV.
fn format(args: &ExportArgs) -> Result<Format> {
    match (args.format, args.output.as_deref()) {
        (Some(format), _) => Ok(format),
        (None, None) => Ok(Format::Csv),
        (None, Some(path)) if is_stdout(path) => Ok(Format::Csv),
        (None, Some(path)) => Format::of_path(path).ok_or_else(|| {
            let names: Vec<&str> = args.table.formats().into_iter().map(Format::name).collect();
            Error::new(ErrorKind::Usage, "the name says no format").at(path).help(format!(
                "give --format: {} can be written as {}",
                args.table,
                names.join(", ")
            ))
        }),
    }
}

/// The tables beside the store: `timelines.csv` and `entities.csv`, side by side.
pub fn write_tables(timelines: &Timelines, entities: &EntityTable, dir: &Path) -> Result<()> {
    let format = (Format::Csv, FormatOptions::default());
    let table = TimelineTable::new(timelines);
    let (one, other) = rayon::join(
        || write_atomically(&dir.join("timelines.csv"), |out| write(&table, format, out).map(drop)),
        || write_atomically(&dir.join("entities.csv"), |out| write(entities, format, out).map(drop)),
    );
    one.and(other)?;
    let empty = table.buckets_left_out();
    if empty > 0 {
        warning(&format!(
            "timelines.csv: left out {empty} buckets that no document lies in, of more than {} rows; is one of the dates a mistake? dateline dates shows them",
            grouped(MOST_ROWS as u64)
        ));
    }
    Ok(())
}
