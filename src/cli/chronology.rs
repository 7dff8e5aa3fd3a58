//! `dateline chronology`: the dated sentences in the order of what they speak of, and the days that matter most.

use std::io::{self, Write};
use std::path::Path;

use dateline::Result;
use dateline::export::{ChronologyTable, DayTable, Format, FormatOptions, Table, timelinejs, write};
use dateline::store::{Store, shown};
use dateline::text::shell_word;
use dateline::timeline::{Chronology, ChronologyOptions, DayScore, Entry};

use super::args::{ChronologyArgs, ChronologyFormat};
use super::run_dir::{dir_flag, run_dir};
use super::terminal::{FAINT, STRONG, clean, is_stdout, note, output_error, print, reason, write_out};
use super::{Outcome, asked, held, spared, tamed};

/// The days of these first places stand out.
const OUTSTANDING: usize = 10;

pub fn run(args: ChronologyArgs) -> Result<Outcome> {
    let dir = run_dir(args.run.dir.as_deref())?;
    let _held = held::for_outputs(&dir, [args.output.as_deref()])?;
    let store = Store::open(&dir)?;
    spared::by_outputs_of(&store, [args.output.as_deref()])?;
    let chronology = Chronology::read(&store, &options(&store, &args)?)?;
    if chronology.entries.is_empty() && chronology.days.is_empty() {
        let dir = dir_flag(store.dir());
        reason(&format!("no dated sentence matches: dateline mentions{dir} shows those without a date too"));
        return Ok(Outcome::Nothing);
    }
    match args.days {
        Some(days) => emit(&args, |out| show_days(out, &chronology, days, args.written_as()))?,
        None => {
            let limit = args.limit.unwrap_or(usize::MAX);
            emit(&args, |out| show_entries(out, &chronology, limit, &args))?;
            say_left_out(&chronology, limit);
            if args.top_days.is_some() {
                say_untold(&chronology.days, &args.entities, store.dir());
            }
        }
    }
    Ok(Outcome::Done)
}

/// Writes to a file that appears whole, without colours, or to standard output.
fn emit(args: &ChronologyArgs, fill: impl FnOnce(&mut (dyn Write + Send)) -> Result<()>) -> Result<()> {
    let mut bytes = Vec::new();
    match (args.output.as_deref().filter(|path| !is_stdout(path)), args.written_as()) {
        (Some(path), _) => {
            let mut plain = anstream::StripStream::new(bytes);
            fill(&mut plain)?;
            write_out(path, &plain.into_inner())
        }
        (None, ChronologyFormat::Text | ChronologyFormat::Markdown) => {
            fill(&mut bytes)?;
            print(|out| out.write_all(&bytes))
        }
        (None, _) => fill(&mut tamed::stdout()),
    }
}

fn options(store: &Store, args: &ChronologyArgs) -> Result<ChronologyOptions> {
    let (from, to) = asked::days(args.from, args.to)?;
    let entities = asked::ids(store, &args.entities)?;
    let days_only = args.days.is_some() && args.written_as() != ChronologyFormat::Timelinejs;
    Ok(ChronologyOptions { entities, from, to, top_days: args.top_days, days_only, ..ChronologyOptions::default() })
}

/// The first line of a chronology in Markdown, which no reader sees: by it the corpus knows what is no article.
const WRITTEN: &str = "<!-- Written by dateline -->\n";
/// The Gregorian calendar repeats after 400 years.
const DAYS_OF_400_YEARS: u64 = 146_097;

type Out<'o> = &'o mut (dyn Write + Send);

fn show_entries(out: Out<'_>, chronology: &Chronology, limit: usize, args: &ChronologyArgs) -> Result<()> {
    let entries = &chronology.entries[..limit.min(chronology.entries.len())];
    let (format, in_period) = (args.written_as(), args.from.is_some() || args.to.is_some());
    match format {
        ChronologyFormat::Text => text(out, entries, in_period).map_err(output_error),
        ChronologyFormat::Markdown => {
            writeln!(out, "{WRITTEN}").and_then(|()| markdown(out, entries, in_period)).map_err(output_error)
        }
        ChronologyFormat::Timelinejs => timelinejs(entries, out),
        _ => write_table(out, &ChronologyTable::new(chronology, limit), format),
    }
}

fn say_left_out(chronology: &Chronology, limit: usize) {
    let cut = chronology.entries.len().saturating_sub(limit);
    if cut > 0 {
        note(&format!("… and {cut} more (--limit)"));
    }
    match chronology.filed {
        0 => {}
        1 => note("Left out: one day on which a report says that it was filed"),
        filed => note(&format!("Left out: {filed} days on which reports say that they were filed")),
    }
    match chronology.bare {
        0 => {}
        1 => note("Left out: one line that is nothing but a date"),
        bare => note(&format!("Left out: {bare} lines that are nothing but a date")),
    }
}

/// Days that stand out by what was published on them, while no sentence names them.
fn say_untold(days: &[DayScore], entities: &[String], dir: &Path) {
    let untold: Vec<String> =
        days.iter().filter(|day| day.documents == 0).map(|day| day.day.spoken().to_string()).collect();
    let Some(first) = untold.first() else { return };
    let who = entities.iter().map(|entity| format!(" {}", shell_word(entity))).collect::<String>();
    let (count, all) = (untold.len(), days.len());
    let mut named = untold.iter().take(UNTOLD).cloned().collect::<Vec<_>>().join(", ");
    if count > UNTOLD {
        named.push_str(", …");
    }
    note(&format!(
        "{count} of these {all} days no sentence names; they stand out by what was published on them: {named}. dateline \
         mentions{who}{} --from {first} --to {first}",
        dir_flag(dir)
    ));
}

/// So many of them are named.
const UNTOLD: usize = 6;

fn show_days(out: Out<'_>, chronology: &Chronology, limit: usize, format: ChronologyFormat) -> Result<()> {
    let days = &chronology.days[..limit.min(chronology.days.len())];
    match format {
        ChronologyFormat::Text => {
            days.iter().zip(1..).try_for_each(|(day, rank)| day_line(out, rank, day)).map_err(output_error)
        }
        ChronologyFormat::Markdown => days_markdown(out, days).map_err(output_error),
        ChronologyFormat::Timelinejs => {
            let best = |entry: &&Entry| entry.rank.is_some_and(|rank| rank <= limit);
            timelinejs(&chronology.entries.iter().filter(best).cloned().collect::<Vec<_>>(), out)
        }
        _ => write_table(out, &DayTable::new(chronology, limit), format),
    }
}

fn days_markdown(out: &mut dyn Write, days: &[DayScore]) -> io::Result<()> {
    writeln!(out, "| rank | day | score | documents | days of publication | published on it |")?;
    writeln!(out, "|--:|---|--:|--:|--:|--:|")?;
    days.iter().zip(1..).try_for_each(|(day, rank)| {
        let DayScore { day, score, documents, publication_days, published } = day;
        writeln!(out, "| {rank} | {} | {score} | {documents} | {publication_days} | {published} |", day.spoken())
    })
}

fn write_table(out: Out<'_>, table: &dyn Table, format: ChronologyFormat) -> Result<()> {
    let format = match format {
        ChronologyFormat::Csv => Format::Csv,
        ChronologyFormat::Jsonl => Format::Jsonl,
        _ => Format::Json,
    };
    write(table, (format, FormatOptions::default()), out).map(drop)
}

fn day_line(out: &mut dyn Write, rank: usize, day: &DayScore) -> io::Result<()> {
    let (documents, days) = (day.documents, day.publication_days);
    let named = match documents {
        0 => "named by no document".to_owned(),
        1 => "named by 1 document".to_owned(),
        _ if days == 0 => format!("named by {documents} documents without a day of publication"),
        _ if days == 1 => format!("named by {documents} documents of one day"),
        _ => format!("named by {documents} documents, published on {days} days"),
    };
    let published = match day.published {
        0 => String::new(),
        published => format!("; {published} published on it"),
    };
    writeln!(
        out,
        "{rank:4}  {STRONG}{}{STRONG:#}  {:9.4}  {FAINT}{named}{published}{FAINT:#}",
        day.day.spoken(),
        day.score
    )
}

/// A heading for each span, its sentences below; a star where the day stands out.
fn text(out: &mut dyn Write, entries: &[Entry], in_period: bool) -> io::Result<()> {
    for group in entries.chunk_by(|one, other| one.span == other.span) {
        writeln!(out, "{STRONG}{}{STRONG:#}{}", group[0].span.spoken(), star(&group[0], in_period))?;
        for entry in group {
            writeln!(out, "  {}", clean(&shown(&entry.date.sentence, &entry.date.source)))?;
            writeln!(out, "  {FAINT}{}{FAINT:#}", clean(&origin(entry)))?;
        }
    }
    Ok(())
}

fn markdown(out: &mut dyn Write, entries: &[Entry], in_period: bool) -> io::Result<()> {
    for group in entries.chunk_by(|one, other| one.span == other.span) {
        writeln!(out, "## {}{}\n", group[0].span.spoken(), star(&group[0], in_period))?;
        for entry in group {
            writeln!(out, "- {} ({})", plain(&shown(&entry.date.sentence, &entry.date.source)), plain(&origin(entry)))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// The rank of a day that stands out; where a period leaves out others, among those of the period.
fn star(entry: &Entry, in_period: bool) -> String {
    let of = if in_period { " of this period" } else { "" };
    entry.rank.filter(|rank| *rank <= OUTSTANDING).map_or(String::new(), |rank| format!("  ★ {rank}{of}"))
}

/// Who is mentioned, where it stands, when it was published and how much later.
fn origin(entry: &Entry) -> String {
    let date = &entry.date;
    let published = match (date.published, entry.distance) {
        (Some(published), Some(0)) => format!("published {published}"),
        (Some(published), Some(days)) => {
            let (count, unit) = if entry.span.from().year() < 1 {
                (days.unsigned_abs() * 400 / DAYS_OF_400_YEARS, "years")
            } else {
                (days.unsigned_abs(), if days.abs() == 1 { "day" } else { "days" })
            };
            format!("published {published}, {count} {unit} {}", if days > 0 { "later" } else { "before" })
        }
        _ => "undated".to_owned(),
    };
    let mut parts = vec![date.document.clone(), published];
    if !date.entities.is_empty() {
        parts.insert(0, date.entities.join(", "));
    }
    if entry.documents.len() > 1 {
        parts.push(format!("in {} documents", entry.documents.len()));
    }
    parts.join(" · ")
}

/// A text on one line in which Markdown and HTML see no mark-up.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in clean(text).chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&') {
            plain.push('\\');
        }
        plain.push(character);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_a_sentence_stays_text() {
        assert_eq!(plain("*a* [b](c)\n<d>"), r"\*a\* \[b\](c) \<d\>");
    }
}
