//! `dateline gazetteer`: check, list, import.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use dateline::cache::{self, Ready};
use dateline::corrections::Corrections;
use dateline::gazetteer::{
    Alias, Applied, Diagnostic, Diagnostics, Entity, Gazetteer, GazetteerSource, ImportOptions, ImportReport, Kind,
    Severity, Twin, check, write_csv, write_toml,
};
use dateline::write_atomically;
use dateline::{Error, ErrorKind, Result};
use serde_json::json;

use super::args::{CacheArgs, GazetteerCommand, ImportArgs, MergeArgs};
use super::layout::{columns, head, padded};
use super::settings::{BuildSettings, country};
use super::terminal::{FAINT, STRONG, clean, is_stdout, line_width, note, plain_direction, print, reason};
use super::{Outcome, spared, summary, survey};

/// What is meant when no gazetteer is named.
const BUNDLED: &str = "bundled";

pub fn run(command: GazetteerCommand) -> Result<Outcome> {
    match command {
        GazetteerCommand::Check { gazetteers, given, corpus, json, .. } if corpus.is_empty() => {
            run_check(&or_bundled([gazetteers, given].concat()), json)
        }
        GazetteerCommand::Check { gazetteers, given, corpus, top, cache, json } => {
            survey::run((or_bundled([gazetteers, given].concat()), cache), corpus, top, json)
        }
        GazetteerCommand::List { gazetteers, given, kind, cache, json } => {
            list(&loaded(&or_bundled([gazetteers, given].concat()), &cache)?, kind, json)
        }
        GazetteerCommand::Import(args) => import(&args),
        GazetteerCommand::Merge(args) => merge(args),
    }
}

/// Loads the gazetteers of a run; shows everything that is wrong with them at once.
pub fn load(specs: &[String]) -> Result<Gazetteer> {
    Gazetteer::load(specs).map_err(shown)
}

/// The same, taken from what is kept of them where it may be.
fn loaded(specs: &[String], cache: &CacheArgs) -> Result<Gazetteer> {
    if cache.no_cache { load(specs) } else { cache::gazetteer(specs).map_err(shown) }
}

/// The gazetteers of a build with their names, as its settings want them, ready to be matched: taken from the cache and
/// kept there if they allow it.
pub fn ready(settings: &BuildSettings) -> Result<Ready> {
    match (settings.record.anywhere, settings.cache) {
        (true, _) => Ok(Ready::of(load(&settings.gazetteers)?.found_anywhere())),
        (false, true) => cache::ready(&settings.gazetteers).map_err(shown),
        (false, false) => Ok(Ready::of(load(&settings.gazetteers)?)),
    }
}

/// The same as corrections have amended them. Names are folded and sorted anew only where entities are others.
pub fn ready_amended(settings: &BuildSettings, corrections: &Corrections) -> Result<Ready> {
    let Ready { gazetteer, names } = ready(settings)?;
    let gazetteer = corrections.amend(gazetteer)?;
    Ok(if corrections.change_entities() { Ready::of(gazetteer) } else { Ready { gazetteer, names } })
}

/// Says what was done to the lists that who wrote them should know.
pub fn say_remarks(gazetteer: &Gazetteer) {
    for source in &gazetteer.sources {
        source.remarks.iter().for_each(|remark| note(&format!("{}: {remark}", source.path)));
    }
}

/// Says which places of one's own lists a dump has too, and which of both counts.
pub fn say_twins(gazetteer: &Gazetteer, twins: &[Twin]) {
    const SHOWN: usize = 4;
    let id = |position: u32| clean(&gazetteer.entities[position as usize].id).into_owned();
    let shown = |twin: &Twin| match twin.is_certain {
        true => format!("{} ({})", id(twin.own), id(twin.dumped)),
        false => format!("{} (one of {})", id(twin.own), twin.candidates),
    };
    let mut names: Vec<String> = twins.iter().take(SHOWN).map(shown).collect();
    if twins.len() > SHOWN {
        names.push(format!("{} more", summary::grouped((twins.len() - SHOWN) as u64)));
    }
    if !twins.is_empty() {
        let places = if twins.len() == 1 { "1 place stands" } else { &format!("{} places stand", twins.len()) };
        note(&format!(
            "{places} in a list of yours and in a dump: {}. Names that both have count for yours; dateline gazetteer merge \
             makes one list of both",
            names.join(", ")
        ));
    }
}

/// Shows the problems, each with its line, and gives the error that ends the program.
fn shown(diagnostics: Diagnostics) -> Error {
    let _ = write!(anstream::stderr(), "{}\n\n", diagnostics.render(std::io::stderr().is_terminal()));
    Error::new(ErrorKind::Gazetteer, format!("the gazetteers have {}; nothing was done", diagnostics.tally()))
}

fn or_bundled(specs: Vec<String>) -> Vec<String> {
    if specs.is_empty() { vec![BUNDLED.to_owned()] } else { specs }
}

fn run_check(specs: &[String], json: bool) -> Result<Outcome> {
    let checked = check(specs);
    let diagnostics = &checked.diagnostics;
    if json {
        print(|out| diagnostics.iter().try_for_each(|diagnostic| writeln!(out, "{}", diagnostic_json(diagnostic))))?;
    } else if !diagnostics.is_empty() {
        let text = diagnostics.render(std::io::stdout().is_terminal());
        print(|out| writeln!(out, "{text}"))?;
    }
    if diagnostics.has_errors() {
        let errors = diagnostics.count(Severity::Error);
        let errors = summary::counted(errors as u64, "error");
        return Err(Error::new(ErrorKind::Gazetteer, format!("{errors} must be mended before a build")));
    }
    if let Some(gazetteer) = &checked.gazetteer {
        say_remarks(gazetteer);
        tell_imports(gazetteer);
        note(&format!("{}: no errors", counted(gazetteer)));
    }
    Ok(checked.gazetteer.as_ref().map_or(Outcome::Done, |gazetteer| ended(Outcome::Done, gazetteer)))
}

fn diagnostic_json(diagnostic: &Diagnostic) -> serde_json::Value {
    json!({
        "severity": diagnostic.severity.name(),
        "path": diagnostic.path,
        "line": diagnostic.line,
        "column": diagnostic.column,
        "message": diagnostic.message,
        "help": diagnostic.help,
    })
}

/// "1,644 places, 742 people, 795 organisations".
fn counted(gazetteer: &Gazetteer) -> String {
    let listing = gazetteer.listing();
    let count = |kind: &dateline::gazetteer::KindCount| match kind.entities {
        1 => format!("1 {}", kind.kind.name()),
        entities => format!("{entities} {}", kind.kind.plural()),
    };
    let counts: Vec<String> = listing.kinds.iter().filter(|kind| kind.entities > 0).map(count).collect();
    let aliases: u64 = listing.kinds.iter().map(|kind| kind.aliases).sum();
    match counts.is_empty() {
        true => "nothing".to_owned(),
        false => format!("{} with {}", counts.join(", "), summary::counted(aliases, "name")),
    }
}

fn list(gazetteer: &Gazetteer, kind: Option<Kind>, json: bool) -> Result<Outcome> {
    let wanted = || gazetteer.entities.iter().filter(|entity| kind.is_none_or(|kind| entity.kind == kind));
    print(|out| {
        if json {
            return wanted().try_for_each(|entity| writeln!(out, "{}", entity_json(entity)));
        }
        let wide = [0, 1].map(|column| {
            let widths = wanted().map(|entity| columns(&cells(entity)[column]));
            widths.max().unwrap_or(0).min(MOST_COLUMNS[column])
        });
        // A third of a terminal is left for the other names.
        let wide = line_width().map_or(wide, |all| [wide[0].min(all / 4), wide[1].min(all * 2 / 5)]);
        wanted().try_for_each(|entity| list_line(out, entity, wide))
    })?;
    if !json {
        note(&counted(gazetteer));
    }
    Ok(if wanted().next().is_none() { Outcome::Nothing } else { Outcome::Done })
}

/// The most columns that ids take, and names; in a pipe nothing is cut, and what is longer pushes the rest of its line.
const MOST_COLUMNS: [usize; 2] = [28, 44];

/// Id, name with what it is, and the other names.
fn cells(entity: &Entity) -> [String; 3] {
    let aliases: Vec<&str> = entity.aliases.iter().skip(1).map(|alias| &*alias.text).collect();
    let class = entity.class.as_deref().unwrap_or(entity.kind.name());
    let name = clean(&entity.name);
    [
        plain_direction(&clean(&entity.id)).into_owned(),
        format!("{} ({})", plain_direction(&name), clean(class)),
        clean(&aliases.join(", ")).into_owned(),
    ]
}

/// A line of the list; on a terminal names are cut to their columns, an id never, which is there to be pasted.
fn list_line(out: &mut dyn Write, entity: &Entity, wide: [usize; 2]) -> std::io::Result<()> {
    let [id, name, aliases] = cells(entity);
    let name = if line_width().is_some() { head(&name, wide[1]) } else { name };
    if aliases.is_empty() {
        return writeln!(out, "{STRONG}{}{STRONG:#}  {name}", padded(&id, wide[0]));
    }
    let (id, name) = (padded(&id, wide[0]), padded(&name, wide[1]));
    let left = line_width().map(|all| all.saturating_sub(columns(&id) + columns(&name) + 4).max(8));
    let aliases = left.map_or_else(|| aliases.clone(), |left| head(&aliases, left));
    writeln!(out, "{STRONG}{id}{STRONG:#}  {name}  {FAINT}{aliases}{FAINT:#}")
}

fn entity_json(entity: &Entity) -> serde_json::Value {
    let details = entity.details.as_deref();
    json!({
        "id": entity.id,
        "kind": entity.kind,
        "name": entity.name,
        "aliases": entity.aliases.iter().skip(1).map(|alias| &alias.text).collect::<Vec<_>>(),
        "names": entity.aliases.iter().map(alias_json).collect::<Vec<_>>(),
        "type": entity.class,
        "country": entity.country,
        "lat": entity.location.map(|location| location.lat),
        "lon": entity.location.map(|location| location.lon),
        "population": entity.population,
        "geonames": details.and_then(|details| details.geonames),
        "wikidata": details.and_then(|details| details.wikidata.as_deref()),
        "former_ids": entity.former_ids(),
        "tags": details.map(|details| details.tags.as_slice()).unwrap_or_default(),
    })
}

/// A name, the entity's own the first of them, with the rules that it has.
fn alias_json(alias: &Alias) -> serde_json::Value {
    let mut name = json!({ "text": alias.text, "case": alias.case.name() });
    let mut add = |key: &str, value: serde_json::Value| {
        name[key] = value;
    };
    if alias.weak {
        add("weak", json!(true));
    }
    let Some(rules) = alias.conditions.as_deref() else { return name };
    let lists = [
        ("not_before", &rules.not_before),
        ("not_after", &rules.not_after),
        ("strong_before", &rules.strong_before),
        ("strong_after", &rules.strong_after),
    ];
    lists.into_iter().filter(|(_, words)| !words.is_empty()).for_each(|(key, words)| add(key, json!(words)));
    for (key, day) in [("from", rules.from), ("to", rules.to)] {
        day.into_iter().for_each(|day| add(key, json!(day.to_string())));
    }
    for (key, text) in [("lang", &rules.lang), ("note", &rules.note)] {
        text.iter().for_each(|text| add(key, json!(text)));
    }
    let marks = [("inflect", rules.uninflected, false), ("sure", rules.sure, true), ("anywhere", rules.anywhere, true)];
    marks.into_iter().filter(|(_, stated, _)| *stated).for_each(|(key, _, value)| add(key, json!(value)));
    name
}

fn import(args: &ImportArgs) -> Result<Outcome> {
    let read: Vec<PathBuf> = args.files.iter().chain(&args.alternate_names).cloned().collect();
    spared::by_list(args.output.as_deref(), &read)?;
    spared::by_list(args.report.as_deref(), &read)?;
    let countries = args.country.iter().map(|named| country(named, "--country IQ,SY"));
    let options = ImportOptions {
        countries: countries.collect::<Result<_>>()?,
        min_population: args.min_population,
        unknown_population: args.unknown_population,
        each: args.report.is_some(),
        features: args.features.clone(),
        alternate_names: args.alternate_names.clone(),
        languages: args.lang.clone(),
        kind: args.kind,
        strict: args.strict,
    };
    let (gazetteer, not_carried) = Gazetteer::import(args.layout, &args.files, &options).map_err(shown)?;
    say_remarks(&gazetteer);
    tell_imports(&gazetteer);
    tell_not_carried(&not_carried, args.report.is_some());
    args.report.iter().try_for_each(|path| write_report(&gazetteer, &not_carried, path))?;
    write_list(&gazetteer, args.output.as_deref(), header(&gazetteer, "Imported", args.licence.clone()))?;
    note(&counted(&gazetteer));
    let outcome = if gazetteer.entities.is_empty() { Outcome::Nothing } else { Outcome::Done };
    Ok(ended(outcome, &gazetteer))
}

/// How a command ended that read lists: broken records of theirs are input that was skipped.
pub fn ended(outcome: Outcome, gazetteer: &Gazetteer) -> Outcome {
    let reports = gazetteer.sources.iter().filter_map(|source| source.import.as_ref());
    let broken: u64 = reports.map(ImportReport::broken).sum();
    if broken == 0 || outcome == Outcome::Nothing {
        return outcome;
    }
    let records = summary::counted(broken, "broken record");
    reason(&format!("{records} of the gazetteers {} left out", if broken == 1 { "was" } else { "were" }));
    Outcome::Skipped
}

/// Shows what could not be carried, line by line.
fn tell_not_carried(found: &Diagnostics, is_written: bool) {
    const SHOWN: usize = 20;
    for diagnostic in found.iter().take(SHOWN) {
        note(&format!("{}: {}", diagnostic.place(), diagnostic.message));
    }
    if found.len() > SHOWN {
        let hint = if is_written { "" } else { "; --report FILE.jsonl lists them all" };
        note(&format!("… and {} more that could not be carried{hint}", found.len() - SHOWN));
    }
}

/// Writes what could not be carried, and every name that a rule set aside or bound.
fn write_report(gazetteer: &Gazetteer, found: &Diagnostics, path: &Path) -> Result<()> {
    let imports = gazetteer.sources.iter().filter_map(|source| source.import.as_ref());
    let mut lines = found.iter().map(diagnostic_json).chain(imports.flat_map(ImportReport::each).map(applied_json));
    write_atomically(path, |out| {
        lines.try_for_each(|line| writeln!(out, "{line}")).map_err(|cause| unwritable(path, cause))
    })
}

/// A name to which a rule of an import applied, as a line beside those of [`diagnostic_json`].
fn applied_json(applied: &Applied) -> serde_json::Value {
    json!({
        "severity": "note",
        "path": &*applied.path,
        "line": applied.line,
        "column": null,
        "message": applied.rule.reason(),
        "help": null,
        "entity": &*applied.entity,
        "name": applied.name,
        "rule": applied.rule.name(),
    })
}

fn unwritable(path: &Path, cause: std::io::Error) -> Error {
    Error::new(ErrorKind::Output, "cannot be written").at(path).caused_by(cause)
}

fn merge(args: MergeArgs) -> Result<Outcome> {
    let merged = load(&[args.first])?.merge(load(&[args.second])?);
    let gazetteer = &merged.gazetteer;
    let read: Vec<PathBuf> = gazetteer.sources.iter().map(|source| PathBuf::from(&source.path)).collect();
    spared::by_list(args.output.as_deref(), &read)?;
    if args.json {
        print(|out| {
            let line = |decision| serde_json::to_string(decision).map_err(std::io::Error::other);
            merged.decisions.iter().try_for_each(|decision| writeln!(out, "{}", line(decision)?))
        })?;
    } else {
        merged.decisions.iter().for_each(|decision| note(&decision.to_string()));
    }
    if !args.json || args.output.is_some() {
        write_list(gazetteer, args.output.as_deref(), header(gazetteer, "Merged", None))?;
    }
    let joined = merged.decisions.iter().filter(|decision| decision.joined).count();
    note(&format!("{}; {joined} joined, {} kept apart", counted(gazetteer), merged.decisions.len() - joined));
    Ok(ended(Outcome::Done, gazetteer))
}

fn write_list(gazetteer: &Gazetteer, output: Option<&Path>, header: dateline::gazetteer::Header) -> Result<()> {
    let csv = output.and_then(Path::extension).is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    let text = if csv { write_csv(gazetteer)? } else { write_toml(gazetteer, &header) };
    match output.filter(|path| !is_stdout(path)) {
        None => print(|out| out.write_all(text.as_bytes())),
        Some(path) => {
            write_atomically(path, |out| out.write_all(text.as_bytes()).map_err(|cause| unwritable(path, cause)))
        }
    }
}

/// What the written list says of itself: where it comes from, and the licences that its sources state.
fn header(gazetteer: &Gazetteer, made: &str, licence: Option<String>) -> dateline::gazetteer::Header {
    let distinct = |of: fn(&GazetteerSource) -> Option<&str>| {
        let mut found: Vec<&str> = gazetteer.sources.iter().filter_map(of).collect();
        found.dedup();
        (!found.is_empty()).then(|| found.join("; "))
    };
    let paths: Vec<&str> = gazetteer.sources.iter().map(|source| source.path.as_str()).collect();
    let origin = distinct(|source| source.origin.as_deref());
    dateline::gazetteer::Header {
        name: distinct(|source| source.name.as_deref()).map(|name| format!("{made}: {name}")),
        licence: distinct(|source| source.licence.as_deref()).or(licence),
        source: Some(origin.map_or_else(String::new, |origin| format!("{origin}, ")) + "from " + &paths.join(", ")),
    }
}

/// What was set aside from dumps, rule by rule, with samples.
fn tell_imports(gazetteer: &Gazetteer) {
    for source in &gazetteer.sources {
        if let Some(report) = &source.import {
            note(&format!("{}: {report}", source.path));
        }
    }
}
