//! The explanation for a terminal.

use std::borrow::Cow;
use std::io::{self, Write};

use dateline::gazetteer::{Alias, Entity};
use dateline::matcher::{Explained, Fate, Field, Sense, Weight};

use super::Case;
use super::advice::{Advice, advice};
use super::decisions::{Decision, decisions};
use crate::cli::terminal::{FAINT, STRONG, clean, clean_lines};

/// How many other meanings of a name are shown, without `--all`.
const OTHERS_SHOWN: usize = 2;
/// How many lines of the text are named for a decision.
const LINES_SHOWN: usize = 12;
/// An entity of a dump with more lines than this is written out with `--all` alone.
const LINES_OF_TOML: usize = 24;
/// What adds less is left out of a line of reasons.
const LEAST_SHOWN: f32 = 0.05;

pub(super) fn write(out: &mut dyn Write, case: &Case<'_>) -> io::Result<()> {
    let document = case.document;
    let published = document.published.map_or_else(|| "undated".to_owned(), |date| date.span.to_string());
    writeln!(out, "{STRONG}{}{STRONG:#}  {FAINT}{published}{FAINT:#}", clean(&document.id))?;
    writeln!(out, "{FAINT}[1 a mention]  <2 none>{FAINT:#}\n")?;
    let (decisions, of) = decisions(case);
    for field in [Field::Title, Field::Text].into_iter().filter(|field| !case.field(*field).is_empty()) {
        marked(out, case, field, &of)?;
        writeln!(out, "\n")?;
    }
    for (number, decision) in decisions.iter().enumerate() {
        show(out, case, number + 1, decision)?;
    }
    if let Some(name) = out_of_time(case) {
        writeln!(
            out,
            "{FAINT}The document has no date: the days of names (from, to) are not asked, as of {name}{FAINT:#}"
        )?;
    }
    if case.other_words > 0 {
        let count = case.other_words;
        writeln!(out, "{FAINT}{count} words in small letters spell names and are other words (--all){FAINT:#}")?;
    }
    advise(out, &advice(case), case.all)
}

/// The first name with days of its own that counts in a document without a date.
fn out_of_time<'c>(case: &'c Case<'_>) -> Option<Cow<'c, str>> {
    let senses = case.occurrences.iter().flat_map(|occurrence| &occurrence.senses);
    let taken = senses.filter(|sense| case.document.published.is_none() && matches!(sense.fate, Fate::Taken(_)));
    let mut aliases = taken.map(|sense| &case.gazetteer.entities[sense.entity as usize].aliases[sense.alias as usize]);
    let timed = |alias: &&Alias| alias.conditions.as_deref().is_some_and(|rules| rules.from.or(rules.to).is_some());
    aliases.find(timed).map(|alias| clean(&alias.text))
}

/// A field with every occurrence in marks; of those that overlap, the one that was taken or is longest.
fn marked(out: &mut dyn Write, case: &Case<'_>, field: Field, decision_of: &[usize]) -> io::Result<()> {
    let text = case.field(field);
    let mut at = 0;
    for position in shown(&case.occurrences, field) {
        let occurrence = &case.occurrences[position];
        let number = decision_of[position] + 1;
        write!(out, "{}", clean_lines(&text[at..occurrence.start]))?;
        let surface = clean(case.surface(occurrence));
        match occurrence.taken() {
            Some(_) => write!(out, "{STRONG}[{number} {surface}]{STRONG:#}")?,
            None => write!(out, "{FAINT}<{number} {surface}>{FAINT:#}")?,
        }
        at = occurrence.end;
    }
    write!(out, "{}", clean_lines(text[at..].trim_end()))
}

/// The occurrences of a field of which no two overlap, in order.
fn shown(occurrences: &[Explained], field: Field) -> Vec<usize> {
    let mut order: Vec<usize> = (0..occurrences.len())
        .filter(|at| occurrences[*at].field == field && occurrences[*at].longer.is_none())
        .collect();
    order.sort_by_key(|&at| {
        (occurrences[at].taken().is_none(), std::cmp::Reverse(occurrences[at].end - occurrences[at].start))
    });
    let mut taken: std::collections::BTreeMap<usize, usize> = std::collections::BTreeMap::new();
    for at in order {
        let Explained { start, end, .. } = occurrences[at];
        let clear = |other: Option<(&usize, &usize)>| other.is_none_or(|(_, &other)| occurrences[other].end <= start);
        if clear(taken.range(..end).next_back()) {
            taken.insert(start, at);
        }
    }
    taken.into_values().collect()
}

fn show(out: &mut dyn Write, case: &Case<'_>, number: usize, decision: &Decision<'_>) -> io::Result<()> {
    let first = decision.first;
    let (surface, places) = (clean(case.surface(first)), places(case, decision));
    match first.taken() {
        Some(_) => write!(out, "{STRONG}[{number}] {surface}{STRONG:#}  {FAINT}{places}{FAINT:#}")?,
        None => write!(out, "<{number}> {surface}  {FAINT}{places}{FAINT:#}")?,
    }
    writeln!(out)?;
    let limit = if case.all { usize::MAX } else { OTHERS_SHOWN + 1 };
    for of in first.senses.iter().take(limit) {
        sense(out, &case.gazetteer.entities[of.entity as usize], of)?;
    }
    if first.senses.len() > limit {
        writeln!(out, "      {FAINT}and {} more meanings (--all){FAINT:#}", first.senses.len() - limit)?;
    }
    if let Some((start, end)) = first.longer {
        writeln!(out, "      the longer name is {:?}", clean(&case.field(first.field)[start..end]))?;
    }
    if !first.odds.is_empty() {
        let total: f32 = first.odds.iter().map(|weight| weight.adds).sum();
        writeln!(out, "      {FAINT}a place's name at all: {total:+.1} = {}{FAINT:#}", reasons(&first.odds))?;
    }
    Ok(())
}

fn sense(out: &mut dyn Write, entity: &Entity, sense: &Sense) -> io::Result<()> {
    let alias = &*entity.aliases[sense.alias as usize].text;
    let class = entity.class.as_deref().unwrap_or(entity.kind.name());
    let country = entity.country.as_deref().map_or(String::new(), |country| format!(", {country}"));
    let (taken, why) = match sense.fate {
        Fate::Taken(rule) => (true, format!("taken: {}, {}", rule.name(), rule.about())),
        Fate::Dropped(rule) => (false, format!("not taken: {}, {}", rule.name(), rule.about())),
        Fate::OtherWord => (false, "another word: a small letter where the alias has a capital".to_owned()),
    };
    let (mark, end) = if taken { ("→ ", "") } else { ("  ", "") };
    let written = if alias == &*entity.name { String::new() } else { format!(", by its alias {alias:?}") };
    writeln!(
        out,
        "    {mark}{}  {}{}{end}",
        clean(&entity.id),
        clean(&format!("{} ({class}{country}){written}", entity.name)),
        sense.score.map_or(String::new(), |score| format!("  score {score:.1}")),
    )?;
    writeln!(out, "      {why}")?;
    if !sense.weights.is_empty() {
        writeln!(out, "      {FAINT}{}{FAINT:#}", reasons(&sense.weights))?;
    }
    Ok(())
}

/// "19.2 people, 8.0 its container stands beside it here".
fn reasons(weights: &[Weight]) -> String {
    let told = weights.iter().filter(|weight| weight.adds.abs() >= LEAST_SHOWN);
    told.map(|weight| format!("{:+.1} {}", weight.adds, weight.of)).collect::<Vec<_>>().join(", ")
}

/// "title, lines 3, 5 (12 times)".
fn places(case: &Case<'_>, decision: &Decision<'_>) -> String {
    let mut places: Vec<String> = Vec::new();
    for &position in &decision.occurrences {
        let occurrence = &case.occurrences[position];
        let place = match occurrence.field {
            Field::Title => "title".to_owned(),
            Field::Text => format!("line {}", case.line(occurrence.start)),
        };
        if places.last() != Some(&place) {
            places.push(place);
        }
    }
    let count = decision.occurrences.len();
    let more = if places.len() > LINES_SHOWN { ", …" } else { "" };
    places.truncate(LINES_SHOWN);
    let times = if count > 1 { format!(" ({count} times)") } else { String::new() };
    format!("{}{more}{times}", places.join(", "))
}

fn advise(out: &mut dyn Write, advice: &[Advice], all: bool) -> io::Result<()> {
    if advice.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{STRONG}If that is not what you want{STRONG:#}")?;
    for Advice { name, aim, place, toml } in advice {
        let lines = toml.trim_end().lines().count();
        if lines > LINES_OF_TOML && !all {
            writeln!(
                out,
                "  {}: to {}, {}: {FAINT}{lines} lines, with --all{FAINT:#}",
                clean(name),
                clean(aim),
                clean(place)
            )?;
            continue;
        }
        writeln!(out, "  {}: to {}, {}:", clean(name), clean(aim), clean(place))?;
        toml.trim_end().lines().try_for_each(|line| writeln!(out, "      {}", clean(line)))?;
    }
    Ok(())
}
