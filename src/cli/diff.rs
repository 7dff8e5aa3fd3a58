//! `dateline diff`: two runs side by side.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use dateline::Result;
use dateline::calendar::Span;
use dateline::comparison::{
    Cause, Change, CompareOptions, Comparison, DocumentChange, DocumentVerdict, EntityChange, MentionChange,
};
use dateline::store::{Manifest, Store};
use dateline::text::fold;
use dateline::timeline::{TimelineOptions, Timelines};
use serde_json::{Value, json};

use super::Outcome;
use super::args::DiffArgs;
use super::asked::recorded_by;
use super::layout::{columns, head, padded};
use super::summary::{counted, entities, grouped};
use super::terminal::{FAINT, STRONG, clean, plain_direction, print, width};

/// Buckets of an entity that a line names; `--json` has all.
const BUCKETS_SHOWN: usize = 4;
/// Entities with another id that a line names; `--json` has all.
const IDS_SHOWN: usize = 5;
/// The columns that names of entities and documents take at most.
const NAME: usize = 40;

pub fn run(args: DiffArgs) -> Result<Outcome> {
    let (old, new) = (open(&args.old)?, open(&args.new)?);
    let size = match args.by {
        Some(size) => size,
        None => {
            Timelines::build(&new, &TimelineOptions { size: recorded_by(&new), ..TimelineOptions::default() })?.size
        }
    };
    let limit = if args.limit == 0 { usize::MAX } else { args.limit };
    let found = Comparison::of(&old, &new, &CompareOptions { size, limit, count: args.count })?;
    let page = Page { found: &found, old: old.manifest(), new: new.manifest(), limit };
    if args.json {
        print(|out| writeln!(out, "{:#}", page.json(size.name())))?;
    } else {
        print(|out| page.text(out, size.name()))?;
    }
    Ok(if found.is_empty() { Outcome::Nothing } else { Outcome::Done })
}

/// A run by its folder, which here is no option.
fn open(dir: &Path) -> Result<Store> {
    let missing = !Store::is_in(dir);
    Store::open(dir).map_err(|error| match missing {
        true => error.help("name the folders of two runs: dateline diff OLD NEW"),
        false => error,
    })
}

struct Page<'c> {
    found: &'c Comparison,
    old: &'c Manifest,
    new: &'c Manifest,
    limit: usize,
}

impl Page<'_> {
    fn text(&self, out: &mut dyn Write, bucket: &str) -> io::Result<()> {
        for (which, manifest) in [("Old", self.old), ("New", self.new)] {
            let (documents, mentions) = (manifest.corpus.documents, manifest.mentions.mentions);
            let size = format!("{}, {}", counted(documents, "document"), counted(mentions, "mention"));
            let distinct = manifest.copies.distinct_mentions;
            let distinct = match distinct == mentions {
                true => String::new(),
                false => format!(", {} of them in distinct texts", grouped(distinct)),
            };
            writeln!(out, "{STRONG}{which}{STRONG:#}  {size} of {}{distinct}", entities(manifest.mentions.entities))?;
        }
        self.given(out)?;
        if self.found.is_empty() {
            return writeln!(out, "\nBoth found the same mentions in the same documents.");
        }
        self.documents(out)?;
        self.entities(out, bucket)?;
        self.causes(out)?;
        self.mentions(out)
    }

    fn given(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.found.given.is_empty() && self.found.renamed.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n{STRONG}What they were given{STRONG:#}")?;
        for change in &self.found.given {
            let side = |side: &Option<String>| clean(side.as_deref().unwrap_or("none")).into_owned();
            let both = format!("{} → {}", side(&change.old), side(&change.new));
            let same_size = if change.old == change.new { " (its content is another)" } else { "" };
            writeln!(out, "  {} {}: {both}{same_size}", change.what, clean(&change.name))?;
        }
        self.renamed(out)
    }

    fn renamed(&self, out: &mut dyn Write) -> io::Result<()> {
        let all = self.found.renamed.len();
        let shown: Vec<String> = self
            .found
            .renamed
            .iter()
            .take(self.limit.min(IDS_SHOWN))
            .map(|(old, new)| format!("{} is {}", clean(old), clean(new)))
            .collect();
        match all - shown.len() {
            _ if all == 0 => Ok(()),
            0 => writeln!(out, "  other ids for the same entities: {}", shown.join(", ")),
            rest => writeln!(
                out,
                "  other ids for the same entities: {}, and {} more",
                shown.join(", "),
                grouped(rest as u64)
            ),
        }
    }

    fn documents(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.found.documents.is_empty() {
            return Ok(());
        }
        let counts: Vec<String> = self
            .found
            .documents
            .iter()
            .map(|(verdict, count)| format!("{} {}", grouped(*count), verdict.name()))
            .collect();
        writeln!(out, "\n{STRONG}Documents{STRONG:#}: {}", counts.join(", "))?;
        let shown = self.found.document_examples.iter();
        let wide = shown.map(|change| columns(&clean(&change.document))).max().unwrap_or(0).min(NAME);
        for change in &self.found.document_examples {
            let document = padded(&clean(&change.document), wide);
            writeln!(out, "  {:<9}  {document}  {FAINT}{}{FAINT:#}", change.verdict.name(), dates(change))?;
        }
        self.more(out, self.found.documents.values().sum(), self.found.document_examples.len())
    }

    fn entities(&self, out: &mut dyn Write, bucket: &str) -> io::Result<()> {
        if self.found.entities.is_empty() {
            return Ok(());
        }
        let count = self.found.entities.len();
        writeln!(out, "\n{STRONG}Entities{STRONG:#}: {} changed, by {bucket}", entities(count as u64))?;
        let shown = || self.found.entities.iter().take(self.limit);
        // The id says which is meant of namesakes, of which one alone may have changed.
        let name = |entity: &EntityChange| {
            let name = plain_direction(&head(&clean(&entity.name), NAME)).into_owned();
            let is_plain = fold(&entity.entity) == fold(&entity.name);
            if is_plain { name } else { format!("{name} ({})", clean(&entity.entity)) }
        };
        let wide = shown().map(|entity| columns(&name(entity))).max().unwrap_or(0);
        let signs = shown().map(|entity| columns(&signed(entity))).max().unwrap_or(0);
        for entity in shown() {
            let mut line = format!("  {}  {}", padded(&name(entity), wide), padded(&signed(entity), signs));
            if entity.moved > 0 {
                line.push_str(&format!("  {} moved", grouped(entity.moved)));
            }
            writeln!(out, "{line}  {FAINT}{}{FAINT:#}", buckets(entity))?;
        }
        self.more(out, count as u64, count.min(self.limit))
    }

    fn causes(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.found.mentions.is_empty() {
            return Ok(());
        }
        let mut sorted: Vec<(&(Change, Cause), &u64)> = self.found.mentions.iter().collect();
        sorted.sort_by(|one, other| other.1.cmp(one.1).then_with(|| one.0.cmp(other.0)));
        let total: u64 = self.found.mentions.values().sum();
        writeln!(out, "\n{STRONG}Mentions{STRONG:#}: {} changed, because", grouped(total))?;
        for ((change, cause), count) in sorted.iter().take(self.limit) {
            writeln!(out, "  {:>7} {:<5}  {}", grouped(**count), change.name(), clean(&because(cause)))?;
        }
        self.more(out, sorted.len() as u64, sorted.len().min(self.limit))
    }

    fn mentions(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.found.mention_examples.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n{STRONG}Among them{STRONG:#}")?;
        for MentionChange { change, mention, .. } in &self.found.mention_examples {
            let date = mention.published.map_or_else(|| "undated".to_owned(), |span| span.to_string());
            let evidence = format!("{}: {}", clean(&mention.document), clean(mention.sentence.trim()));
            writeln!(
                out,
                "  {:<5}  {date:10}  {} as {}",
                change.name(),
                clean(&mention.surface),
                clean(&mention.entity)
            )?;
            writeln!(out, "         {FAINT}{}{FAINT:#}", head(&evidence, width().max(40) - 9))?;
        }
        let total = self.found.mentions.values().sum();
        self.more(out, total, self.found.mention_examples.len())
    }

    /// A limit that cuts says what it cut.
    fn more(&self, out: &mut dyn Write, all: u64, shown: usize) -> io::Result<()> {
        match all.saturating_sub(shown as u64) {
            0 => Ok(()),
            rest => writeln!(out, "  {FAINT}… and {} more: --limit 0 shows all{FAINT:#}", grouped(rest)),
        }
    }

    fn json(&self, bucket: &str) -> Value {
        let run = |manifest: &Manifest| {
            json!({
                "dateline": manifest.dateline,
                "documents": manifest.corpus.documents,
                "mentions": manifest.mentions.mentions,
                "distinct_mentions": manifest.copies.distinct_mentions,
                "entities": manifest.mentions.entities,
                "fingerprint": manifest.corpus.fingerprint,
            })
        };
        let documents: BTreeMap<&str, u64> =
            self.found.documents.iter().map(|(verdict, count)| (verdict.name(), *count)).collect();
        json!({
            "same": self.found.is_empty(),
            "old": run(self.old),
            "new": run(self.new),
            "given": self.found.given,
            "renamed": self.found.renamed,
            "bucket": bucket,
            "documents": documents,
            "changed_documents": self.found.document_examples.iter().map(document_json).collect::<Vec<_>>(),
            "mentions": self.found.mentions.iter().map(cause_json).collect::<Vec<_>>(),
            "changed_mentions": self.found.mention_examples.iter().map(mention_json).collect::<Vec<_>>(),
            "entities": self.found.entities.iter().map(entity_json).collect::<Vec<_>>(),
        })
    }
}

/// "2017-06 (filename) → 2017-07 (dateline), 3 → 4 mentions", as far as there is something to say.
fn dates(change: &DocumentChange) -> String {
    let date = |date: &Option<(Span, String)>| match date {
        Some((span, from)) => format!("{span} ({from})"),
        None => "undated".to_owned(),
    };
    let (old, new) = (date(&change.old_date), date(&change.new_date));
    match change.verdict {
        DocumentVerdict::Came => format!("{new}, {}", counted(change.new_mentions, "mention")),
        DocumentVerdict::Went => format!("{old}, {}", counted(change.old_mentions, "mention")),
        DocumentVerdict::Redated => format!("{old} → {new}"),
        _ => format!("{} → {} mentions", grouped(change.old_mentions), grouped(change.new_mentions)),
    }
}

fn signed(entity: &EntityChange) -> String {
    let parts = [("+", entity.came), ("−", entity.went)];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(sign, count)| format!("{sign}{}", grouped(*count)))
        .collect();
    parts.join(" ")
}

/// The buckets that changed most, in the order of time.
fn buckets(entity: &EntityChange) -> String {
    let mut all: Vec<_> = entity.buckets.iter().collect();
    all.sort_by_key(|(bucket, moved)| (std::cmp::Reverse(moved.gained + moved.lost), **bucket));
    let rest = all.len().saturating_sub(BUCKETS_SHOWN);
    all.truncate(BUCKETS_SHOWN);
    all.sort_by_key(|(bucket, _)| **bucket);
    let mut parts: Vec<String> = Vec::new();
    for (bucket, moved) in all {
        let gained = if moved.gained > 0 { format!(" +{}", grouped(moved.gained)) } else { String::new() };
        let lost = if moved.lost > 0 { format!(" −{}", grouped(moved.lost)) } else { String::new() };
        parts.push(format!("{}{gained}{lost}", bucket.spoken()));
    }
    if rest > 0 {
        parts.push(format!("{} more", grouped(rest as u64)));
    }
    parts.join(", ")
}

fn because(cause: &Cause) -> String {
    let detail = cause.detail().unwrap_or_default();
    match cause {
        Cause::DocumentCame => "their documents are new".to_owned(),
        Cause::DocumentWent => "their documents are gone".to_owned(),
        Cause::Rewritten => "the text of their documents is another".to_owned(),
        Cause::Redated => "their documents have another date".to_owned(),
        Cause::Copy => "their text is a copy of another, or furniture, in the other run".to_owned(),
        Cause::AliasCame(..) => format!("the alias {detail} is new"),
        Cause::AliasWent(..) => format!("the alias {detail} is gone"),
        Cause::Reassigned(_) => format!("the same words are {detail} in the other run"),
        Cause::Longer(_) => format!("the longer name {detail} counts in the other run"),
        Cause::Corrections(_) => format!("the corrections are others: {detail}"),
        Cause::Setting(_) => format!("the setting {detail} is another"),
        Cause::Rules => "the gazetteers' rules, or what their entities share, are others".to_owned(),
        Cause::Program => "another version of dateline decided".to_owned(),
        Cause::Unknown => "nothing that the runs were given explains it".to_owned(),
        other => other.name().to_owned(),
    }
}

fn document_json(change: &DocumentChange) -> Value {
    let date = |date: &Option<(Span, String)>| {
        date.as_ref().map(|(span, from)| json!({ "published": span.to_string(), "from": from }))
    };
    json!({
        "change": change.verdict,
        "document": change.document,
        "source": change.source,
        "old_date": date(&change.old_date),
        "new_date": date(&change.new_date),
        "old_mentions": change.old_mentions,
        "new_mentions": change.new_mentions,
    })
}

fn cause_json(((change, cause), count): (&(Change, Cause), &u64)) -> Value {
    json!({ "change": change, "cause": cause.name(), "detail": cause.detail(), "mentions": count })
}

fn mention_json(change: &MentionChange) -> Value {
    let mention = &change.mention;
    json!({
        "change": change.change,
        "cause": change.cause.name(),
        "detail": change.cause.detail(),
        "document": mention.document,
        "field": mention.field,
        "start": mention.start,
        "end": mention.end,
        "surface": mention.surface,
        "entity": mention.entity,
        "published": mention.published.map(|span| span.to_string()),
        "sentence": mention.sentence,
    })
}

fn entity_json(entity: &EntityChange) -> Value {
    let causes: Vec<Value> = entity
        .causes
        .iter()
        .map(|(cause, count)| json!({ "cause": cause.name(), "detail": cause.detail(), "mentions": count }))
        .collect();
    let buckets: Vec<Value> = entity
        .buckets
        .iter()
        .map(|(bucket, moved)| json!({ "bucket": bucket.to_string(), "gained": moved.gained, "lost": moved.lost }))
        .collect();
    json!({
        "entity": entity.entity,
        "name": entity.name,
        "kind": entity.kind,
        "came": entity.came,
        "went": entity.went,
        "moved": entity.moved,
        "buckets": buckets,
        "causes": causes,
    })
}
