//! `dateline mentions`: the evidence, a line each, the keyword in its context.

use std::collections::HashSet;
use std::io::{self, Write};

use dateline::corrections::ready_to_paste;
use dateline::export::{Format, FormatOptions, StoreTable, write};
use dateline::store::{InContext, MENTIONS, MentionRow, Select, Store};
use dateline::timeline::Outlets;
use dateline::{Error, ErrorKind, Result};
use unicode_width::UnicodeWidthStr;

use super::args::{MentionsArgs, MentionsFormat};
use super::layout::{head, tail};
use super::run_dir::{dir_flag, run_dir};
use super::terminal::{FAINT, STRONG, clean, line_width, note, print, warning};
use super::{Outcome, asked, tamed};

/// Columns of a terminal that are kept for each side of the keyword.
const NARROW: usize = 20;

pub fn run(args: MentionsArgs) -> Result<Outcome> {
    let store = Store::open(&run_dir(args.run.dir.as_deref())?)?;
    let select = select(&store, &args)?;
    let limit = args.limit.unwrap_or(usize::MAX);
    let width = line_width();
    let format = if args.json { MentionsFormat::Jsonl } else { args.format };
    let shown = match format {
        _ if args.correct => print_corrections(&store, &select, limit)?,
        MentionsFormat::Text => print_rows(&store, &select, limit, |out, row| print_line(out, row, width))?,
        MentionsFormat::Jsonl => write_table(&store, &select, limit, Format::Jsonl)?,
        MentionsFormat::Csv => write_table(&store, &select, limit, Format::Csv)?,
    };
    if shown == 0 {
        let dir = dir_flag(store.dir());
        warning(&format!("no mention matches: dateline summary{dir} says who is mentioned, and when most"));
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Done)
}

fn select(store: &Store, args: &MentionsArgs) -> Result<Select> {
    let (from, to) = asked::days(args.from, args.to)?;
    let entities = asked::ids(store, &args.entities)?;
    Ok(Select { entities, from, to, outlets: outlets(store, &args.sources)?, ..Select::default() })
}

/// The sources that are named, all of which must be some.
fn outlets(store: &Store, named: &[String]) -> Result<Option<HashSet<String>>> {
    if named.is_empty() {
        return Ok(None);
    }
    let known = Outlets::read(store, usize::MAX)?;
    for name in named {
        if !known.named().iter().any(|(outlet, _)| outlet == name) {
            let some: Vec<_> = known.named().iter().take(5).map(|(outlet, _)| clean(outlet)).collect();
            return Err(Error::new(ErrorKind::NotFound, format!("no source is called {:?}", clean(name)))
                .help(format!("those with most documents are {}", some.join(", "))));
        }
    }
    Ok(Some(named.iter().cloned().collect()))
}

fn write_table(store: &Store, select: &Select, limit: usize, format: Format) -> Result<usize> {
    let any = store.scan(&MENTIONS, &["document"], select)?.next_row()?.is_some();
    let table = StoreTable::new(store, &MENTIONS, select).limited(limit as u64);
    write(&table, (format, FormatOptions::default()), &mut tamed::stdout())?;
    Ok(usize::from(any))
}

/// Those of one entity in the order of time, undated ones last, for a person follows them; else in that of the corpus.
fn in_order<'s>(store: &Store, select: &'s Select) -> Result<Box<dyn Iterator<Item = Result<MentionRow>> + 's>> {
    let rows = store.mentions(select)?;
    if select.entities.as_ref().is_none_or(|ids| ids.len() != 1) {
        return Ok(Box::new(rows));
    }
    let mut rows = rows.collect::<Result<Vec<MentionRow>>>()?;
    let day = |row: &MentionRow| (row.published.is_none(), row.published.map(|span| (span.from(), span.to())));
    rows.sort_by_key(day);
    Ok(Box::new(rows.into_iter().map(Ok)))
}

/// A block for each mention. Rows with the same sentence are blocked by one.
fn print_corrections(store: &Store, select: &Select, limit: usize) -> Result<usize> {
    let mut printed: HashSet<String> = HashSet::new();
    print_rows(store, select, limit, |out, row| {
        let block = ready_to_paste(row);
        if printed.contains(&block) {
            return writeln!(
                out,
                "# {}: a block above names the same sentence, and holds here, too\n",
                clean(&row.document)
            );
        }
        writeln!(out, "{block}")?;
        printed.insert(block);
        Ok(())
    })
}

fn print_rows(
    store: &Store,
    select: &Select,
    limit: usize,
    mut write: impl FnMut(&mut dyn Write, &MentionRow) -> io::Result<()>,
) -> Result<usize> {
    let mut shown = 0;
    let mut failure = None;
    let mut rows = in_order(store, select)?;
    print(|out| {
        for row in rows.by_ref().take(limit) {
            match row {
                Ok(row) => write(out, &row)?,
                Err(error) => {
                    failure = Some(error);
                    break;
                }
            }
            shown += 1;
        }
        Ok(())
    })?;
    if shown > 0 && failure.is_none() && rows.next().is_some() {
        note("… and more (--limit)");
    }
    failure.map_or(Ok(shown), Err)
}

/// Date, keyword in context, document. Where no terminal sets a width the sentence is whole.
fn print_line(out: &mut dyn Write, row: &MentionRow, width: Option<usize>) -> io::Result<()> {
    let date = row.published.map_or_else(|| "undated".to_owned(), |span| span.to_string());
    let line = InContext::new(&row.sentence, &row.surface, row.in_sentence, &row.source);
    let surface = clean(&line.keyword);
    let (before, after) = (clean(line.before.trim_start()), clean(line.after.trim_end()));
    let side = width.map(|width| (width.saturating_sub(12 + surface.width() + 2) / 2).max(NARROW));
    let (left, right) = match side {
        Some(side) => (tail(&before, side), head(&after, side)),
        None => (before.into_owned(), after.into_owned()),
    };
    let pad = " ".repeat(side.map_or(0, |side| side.saturating_sub(left.width())));
    writeln!(out, "{FAINT}{date:10}{FAINT:#}  {pad}{left}{STRONG}{surface}{STRONG:#}{right}")?;
    let (entity, document) = (clean(&row.entity), clean(&row.document));
    writeln!(out, "{FAINT}            {entity} · {document} · {}{}{FAINT:#}", row.rule, flags(row))
}

/// Why a mention is not counted among distinct texts.
fn flags(row: &MentionRow) -> String {
    let copy = row.copy_of.as_deref().map_or(String::new(), |original| format!(" · copy of {}", clean(original)));
    let furniture = if row.furniture { " · furniture" } else { "" };
    format!("{copy}{furniture}")
}
