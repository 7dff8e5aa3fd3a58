//! `dateline gazetteer check --corpus`: how the names of a list occur in a corpus, and which need a rule.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;

use dateline::Result;
use dateline::cache::Ready;
use dateline::corpus::Corpus;
use dateline::gazetteer::{Alias, CaseRule, Gazetteer, Kind, alias_line};
use dateline::matcher::Matcher;
use dateline::pipeline::{Input, NameUse, Sample, Survey, survey};
use dateline::text::fold;
use serde_json::{Value, json};

use super::args::{BuildArgs, CacheArgs, CorpusArgs};
use super::mend::{Listed, Mend};
use super::settings::build_settings;
use super::terminal::{FAINT, STRONG, clean, print};
use super::{Outcome, gazetteer, terminal};

/// From this share of small letters on, a name is a word of the language as well.
const OFTEN_SMALL: f64 = 0.2;
/// From this share of a sentence's first words on, the capital says little.
const OFTEN_FIRST: f64 = 0.6;
/// A share is worth a rule from this many hits on.
const FEW: u64 = 5;
/// How often a name must stand in small letters for being a word as well, where its capitals say little.
const SMALL_TOO: u64 = 2;
/// From so many hits on, and this share, a weak name that is left out is worth a word.
const WEAK_HITS: u64 = 3;
const OFTEN_WEAK: f64 = 0.5;
/// From so many mentions on, and this share of a name's, a capitalised word beside it is worth a look.
const BESIDE: u64 = 4;
const OFTEN_BESIDE: f64 = 0.15;
/// So many words beside a name are told, the most frequent ones.
const BESIDE_SHOWN: usize = 3;
/// How many entities of a shared name are listed.
const SHARERS_SHOWN: usize = 3;

/// Runs the lists against the corpus and shows what is found.
pub fn run(
    (gazetteers, cache): (Vec<String>, CacheArgs),
    corpus: Vec<PathBuf>,
    top: usize,
    as_json: bool,
) -> Result<Outcome> {
    let (input, no_cache) = (CorpusArgs { corpus, ..CorpusArgs::default() }, cache.no_cache);
    let (settings, options) = build_settings(BuildArgs { input, gazetteers, no_cache, ..BuildArgs::default() })?;
    let Ready { gazetteer, names } = gazetteer::ready(&settings)?;
    let matcher = Matcher::of_names(names).ambiguous(settings.ambiguous);
    let corpus = Corpus::open(&settings.corpus, options)?;
    let found = survey(Input { corpus: &corpus, gazetteer: &gazetteer, matcher: &matcher }, settings.jobs)?;
    let shown = if top == 0 { found.names.len() } else { top.min(found.names.len()) };
    if as_json {
        print(|out| found.names[..shown].iter().try_for_each(|name| writeln!(out, "{}", as_value(&gazetteer, name))))?;
    } else {
        print(|out| table(out, &gazetteer, &found, shown))?;
    }
    terminal::warn_of_skips(
        found.skipped,
        "",
        found.skips.iter().map(|skip| (&*skip.source, skip.line, &*skip.reason)),
    );
    let outcome = match (found.names.is_empty(), found.skipped) {
        (true, _) => Outcome::Nothing,
        (false, 0) => Outcome::Done,
        _ => Outcome::Skipped,
    };
    Ok(gazetteer::ended(outcome, &gazetteer))
}

fn table(out: &mut dyn Write, gazetteer: &Gazetteer, found: &Survey, shown: usize) -> io::Result<()> {
    let (documents, skipped) = (found.documents, found.skipped);
    writeln!(out, "{documents} documents read, {skipped} inputs skipped, {} names occur\n", found.names.len())?;
    writeln!(out, "{STRONG}    hits   taken  small  first  shared  name{STRONG:#}")?;
    for name in &found.names[..shown] {
        let percent = |part: u64| format!("{:.0}%", 100.0 * share(part, name.hits));
        let shared = entities(name);
        writeln!(
            out,
            "{:>8} {:>7} {:>6} {:>6} {:>7}  {}",
            name.hits,
            name.taken,
            percent(name.small),
            percent(name.sentence_starts),
            if shared > 1 { shared.to_string() } else { String::new() },
            clean(&name.surface)
        )?;
    }
    if found.names.len() > shown {
        writeln!(out, "{FAINT}… and {} more (--top 0){FAINT:#}", found.names.len() - shown)?;
    }
    let telling = |name: &&NameUse| !name.dropped.is_empty() || !doubts(gazetteer, name).is_empty();
    found.names[..shown].iter().filter(telling).try_for_each(|name| detail(out, gazetteer, name))
}

fn detail(out: &mut dyn Write, gazetteer: &Gazetteer, name: &NameUse) -> io::Result<()> {
    writeln!(out, "\n{STRONG}{}{STRONG:#}{}", clean(&name.surface), dropped(name))?;
    for sample in &name.samples {
        let Sample { document, line, before, surface, after, taken, dropped } = sample;
        let mark = if *taken { "+" } else { "-" };
        writeln!(out, "  {mark} {}{STRONG}{}{STRONG:#}{}", clean(before), clean(surface), clean(after))?;
        let rule = dropped.map_or(String::new(), |rule| format!(" ({rule})"));
        writeln!(out, "    {FAINT}{}:{line}{rule}{FAINT:#}", clean(document))?;
    }
    for Doubt { why, place, toml } in doubts(gazetteer, name) {
        writeln!(out, "  {}; {}:", clean(&why), clean(&place))?;
        toml.trim_end().lines().try_for_each(|line| writeln!(out, "      {}", clean(line)))?;
    }
    Ok(())
}

/// ", dropped: weak 57, case 3": the rules that kept it from counting, those of most hits first.
fn dropped(name: &NameUse) -> String {
    let mut rules: Vec<_> = name.dropped.iter().collect();
    rules.sort_by_key(|&(rule, count)| (Reverse(count), rule));
    let rules: Vec<String> = rules.into_iter().map(|(rule, count)| format!("{rule} {count}")).collect();
    if rules.is_empty() { String::new() } else { format!(", dropped: {}", rules.join(", ")) }
}

/// Why a name needs a rule, and the rule.
struct Doubt {
    why: String,
    place: String,
    toml: String,
}

/// What is doubtful about how a name occurs.
fn doubts(gazetteer: &Gazetteer, name: &NameUse) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    let Some((&(index, alias), _)) = name.senses.iter().max_by_key(|(_, taken)| **taken) else { return doubts };
    let listed = Listed::of(gazetteer, index as usize);
    let entity = listed.entity;
    // The loosest of its aliases in this spelling is the one that lets small letters in.
    let aliases = name.senses.keys().filter(|(other, _)| *other == index).map(|&(_, alias)| alias as usize);
    let loosest = aliases.max_by_key(|&alias| looseness(&entity.aliases[alias])).unwrap_or(alias as usize);
    let of = &entity.aliases[loosest];
    doubts.extend(word_as_well(name, listed, loosest));
    let as_weak = name.dropped.get("weak").copied().unwrap_or(0);
    if as_weak >= WEAK_HITS && share(as_weak, name.hits) >= OFTEN_WEAK && of.weak {
        let why = format!(
            "{as_weak} of {} hits stand where {:?} is not named otherwise, and do not count; to count them",
            name.hits, entity.id
        );
        doubts.push(mended(why, listed, loosest, &Mend::Strong));
    }
    let as_word = name.dropped.get("case").copied().unwrap_or(0);
    // What stands in small letters, too, is another word: "is".
    if as_word >= FEW && name.small == 0 && of.case == CaseRule::Exact {
        let why = format!(
            "{as_word} hits are not written {:?} and do not count, as \"Isis\" for ISIS; to count them",
            of.text
        );
        doubts.push(mended(why, listed, loosest, &Mend::Capitalised));
    }
    doubts.extend(part_of_others(name, listed, alias as usize));
    if entities(name) > 1 && name.hits >= FEW {
        let taken = name.senses.iter().filter(|(_, taken)| **taken > 0);
        let ids: Vec<String> = taken
            .take(SHARERS_SHOWN)
            .map(|((entity, _), taken)| format!("{} {taken}", gazetteer.entities[*entity as usize].id))
            .collect();
        let taken = if ids.is_empty() { "none taken".to_owned() } else { format!("taken: {}", ids.join(", ")) };
        let why = format!("{} entities share it ({taken}): where one is meant", entities(name));
        doubts.push(mended(why, listed, alias as usize, &Mend::Priority(entity.priority + 1)));
    }
    doubts
}

/// What is a word of the language, too, by its letter case.
fn word_as_well(name: &NameUse, listed: Listed<'_>, alias: usize) -> Option<Doubt> {
    let of = &listed.entity.aliases[alias];
    let (small, first) = (share(name.small, name.hits), share(name.sentence_starts, name.hits));
    if name.taken < FEW || of.weak {
        return None;
    }
    if small >= OFTEN_SMALL && of.case != CaseRule::Exact {
        let why = format!("{:.0} % of its hits are in small letters: it is a word as well", 100.0 * small);
        return Some(narrowed(why, listed, alias));
    }
    // A name begins sentences as well as a word does: only what is a word, too, can be meant as one there.
    (first >= OFTEN_FIRST && name.small >= SMALL_TOO).then(|| {
        let why = format!(
            "{:.0} % of its hits begin a sentence, where every word has a capital, and {} are in small letters",
            100.0 * first,
            name.small
        );
        weakened(why, listed, alias)
    })
}

/// The capitalised words that stand often beside a name, which it may be a part of: "White House". Before a person's
/// name other names of the same person stand.
fn part_of_others(name: &NameUse, listed: Listed<'_>, alias: usize) -> Option<Doubt> {
    let frequent = |words: &BTreeMap<String, u64>| {
        let often = |times: u64| times >= BESIDE && share(times, name.taken) >= OFTEN_BESIDE;
        let mut words: Vec<(u64, String)> =
            words.iter().filter(|(_, times)| often(**times)).map(|(word, times)| (*times, word.clone())).collect();
        words.sort_by_key(|(times, word)| (Reverse(*times), word.clone()));
        words.truncate(BESIDE_SHOWN);
        words
    };
    let [before, after] = &name.beside;
    let before = if listed.entity.kind == Kind::Person { Vec::new() } else { frequent(before) };
    let after = frequent(after);
    if before.is_empty() && after.is_empty() {
        return None;
    }
    let told = |words: &[(u64, String)], side: &str| -> Vec<String> {
        words.iter().map(|(times, word)| format!("{times} stand {side} {word:?}")).collect()
    };
    let told = [told(&after, "before"), told(&before, "after")].concat().join(", ");
    let why = format!("of {} mentions {told}: where those are other names", name.taken);
    let words = |words: Vec<(u64, String)>| words.into_iter().map(|(_, word)| word).collect();
    Some(mended(why, listed, alias, &Mend::NotBeside(words(after), words(before))))
}

fn looseness(alias: &Alias) -> u8 {
    match alias.case {
        _ if alias.weak => 0,
        CaseRule::Exact => 1,
        CaseRule::Capitalised => 2,
        _ => 3,
    }
}

fn mended(why: String, listed: Listed<'_>, alias: usize, mend: &Mend) -> Doubt {
    let (place, toml) = mend.to_paste(listed, alias);
    Doubt { why, place, toml }
}

/// A rule against small letters, on the alias that lets them in.
fn narrowed(why: String, listed: Listed<'_>, alias: usize) -> Doubt {
    let entity = listed.entity;
    let of = &entity.aliases[alias];
    let written_small = of.text.starts_with(char::is_lowercase);
    match of.case {
        CaseRule::Any if written_small && alias > 0 => {
            Doubt { why, place: format!("in the entity {:?}, leave out", entity.id), toml: alias_line(alias, of) }
        }
        CaseRule::Any => mended(why, listed, alias, &Mend::Exact),
        _ => weakened(why, listed, alias),
    }
}

/// `weak`, unless the entity would be left without a name that counts by itself: then as narrow as its case can be.
fn weakened(why: String, listed: Listed<'_>, alias: usize) -> Doubt {
    let entity = listed.entity;
    let of = &entity.aliases[alias];
    let other = |other: &&Alias| !other.weak && fold(&other.text) != fold(&of.text);
    if entity.aliases.iter().any(|alias| other(&alias)) {
        return mended(why, listed, alias, &Mend::Weak);
    }
    let why = format!(
        "{why}; it is the only strong name of {:?}, which needs a longer one before this can be weak",
        entity.id
    );
    mended(why, listed, alias, &Mend::Exact)
}

/// How many entities share a name.
fn entities(name: &NameUse) -> usize {
    let mut entities: Vec<u32> = name.senses.keys().map(|(entity, _)| *entity).collect();
    entities.dedup();
    entities.len()
}

fn share(part: u64, whole: u64) -> f64 {
    part as f64 / whole.max(1) as f64
}

fn as_value(gazetteer: &Gazetteer, name: &NameUse) -> Value {
    let sense = |((entity, alias), taken): (&(u32, u32), &u64)| {
        let entity = &gazetteer.entities[*entity as usize];
        json!({ "entity": entity.id, "alias": entity.aliases[*alias as usize].text, "taken": taken })
    };
    let sample = |sample: &Sample| {
        json!({
            "document": sample.document,
            "line": sample.line,
            "before": sample.before,
            "surface": sample.surface,
            "after": sample.after,
            "taken": sample.taken,
            "dropped": sample.dropped,
        })
    };
    let doubt = |doubt: &Doubt| json!({ "why": doubt.why, "place": doubt.place, "toml": doubt.toml });
    json!({
        "surface": name.surface,
        "hits": name.hits,
        "taken": name.taken,
        "small": name.small,
        "capitals": name.capitals,
        "sentence_starts": name.sentence_starts,
        "senses": name.senses.iter().map(sense).collect::<Vec<_>>(),
        "dropped": name.dropped,
        "words_before": name.beside[0],
        "words_after": name.beside[1],
        "samples": name.samples.iter().map(sample).collect::<Vec<_>>(),
        "doubts": doubts(gazetteer, name).iter().map(doubt).collect::<Vec<_>>(),
    })
}
