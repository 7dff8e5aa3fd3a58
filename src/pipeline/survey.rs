//! A survey: how a gazetteer's names occur in a corpus, before anything is stored. It shows which of them flood a
//! count.

use std::collections::{BTreeMap, HashMap};
use std::num::NonZeroUsize;

use super::{Input, workers};
use crate::Result;
use crate::corpus::{Block, Document, Item, Skip};
use crate::guard::{guarded, please_report};
use crate::matcher::{Explained, Fate, Field, Scratch, Subject, adjoining};
use crate::text::{fold, sentences};

/// How many skipped inputs a survey lists; all are counted.
pub const SKIPS_LISTED: usize = 10;
/// How many sample sentences a name keeps.
const SAMPLES: usize = 3;
/// So many different words beside a name are counted at a time; rare ones make room for others.
const NEIGHBOURS: usize = 64;
/// From this many names with samples on, those with the fewest hits lose theirs: memory stays bounded.
const SAMPLED_NAMES: usize = 20_000;
/// A sample reaches this many bytes to either side of its name.
const SAMPLE_REACH: usize = 60;

/// How one name, in whatever spelling, occurs in a corpus.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NameUse {
    /// The spelling of its first occurrence.
    pub surface: String,
    /// Whole-word occurrences, in any letter case.
    pub hits: u64,
    /// Those that are mentions.
    pub taken: u64,
    /// Those that begin with a small letter.
    pub small: u64,
    /// Those that are all in capitals.
    pub capitals: u64,
    /// Those that begin a sentence with a capital.
    pub sentence_starts: u64,
    /// Every meaning by the positions of its entity and alias, with how often it was taken.
    pub senses: BTreeMap<(u32, u32), u64>,
    /// How often each rule dropped it.
    pub dropped: BTreeMap<&'static str, u64>,
    /// The capitalised words that stand directly before and behind those that are mentions, with how often at least:
    /// they may be parts of longer names. The frequent ones, 64 at most to a side.
    pub beside: [BTreeMap<String, u64>; 2],
    /// What stands around some of its occurrences.
    pub samples: Vec<Sample>,
}

/// An occurrence in its surroundings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// The document's id.
    pub document: String,
    /// The line of the field, from 1; of a text file, the file's own but for lines taken off at its head.
    pub line: u64,
    /// What stands before it, on one line.
    pub before: String,
    /// The name as it is written there.
    pub surface: String,
    /// What stands after it.
    pub after: String,
    /// Whether it is a mention there.
    pub taken: bool,
    /// The rule that dropped it, where one did.
    pub dropped: Option<&'static str>,
}

/// How the names of a gazetteer occur in a corpus.
#[derive(Clone, Debug, Default)]
pub struct Survey {
    /// Documents that were read.
    pub documents: u64,
    /// Inputs that gave none.
    pub skipped: u64,
    /// The first of them, [`SKIPS_LISTED`] at most, in the order of the input.
    pub skips: Vec<Skip>,
    /// Every name that occurs, those with most hits first.
    pub names: Vec<NameUse>,
}

/// Reads a corpus and counts how the names of a gazetteer occur in it. Memory grows with the names that occur and not
/// with the corpus.
///
/// # Errors
/// None of its own: what cannot be read is counted as skipped, and the first such inputs are listed.
pub fn survey(input: Input<'_>, jobs: NonZeroUsize) -> Result<Survey> {
    let mut names: HashMap<String, NameUse> = HashMap::new();
    let mut survey = Survey::default();
    let count = |block: Block| Part::of(block, input);
    workers::in_order(jobs, input.corpus.blocks(), count, |part| {
        survey.documents += part.documents;
        survey.skipped += part.skips.len() as u64;
        let room = SKIPS_LISTED - survey.skips.len();
        survey.skips.extend(part.skips.into_iter().take(room));
        for (name, of) in part.names {
            names.entry(name).or_default().add(of);
        }
        forget_samples(&mut names);
        Ok(())
    })?;
    let mut names: Vec<(String, NameUse)> = names.into_iter().collect();
    names.sort_by(|(one_name, one), (other_name, other)| other.hits.cmp(&one.hits).then(one_name.cmp(other_name)));
    survey.names = names.into_iter().map(|(_, of)| of).collect();
    Ok(survey)
}

/// What one block of a corpus gives.
#[derive(Default)]
struct Part {
    documents: u64,
    skips: Vec<Skip>,
    /// By folded name, in the order of the alphabet.
    names: BTreeMap<String, NameUse>,
}

impl Part {
    fn of(block: Block, input: Input<'_>) -> Part {
        let mut part = Part::default();
        let mut scratch = Scratch::default();
        for item in block.items(input.corpus) {
            match item {
                Item::Skip(skip) => part.skips.push(skip),
                Item::Document(document) => {
                    let seen = guarded(|| {
                        let mut seen = Part::default();
                        seen.document(&document, input, &mut scratch);
                        seen
                    });
                    match seen {
                        Ok(seen) => part.add(seen),
                        Err(message) => {
                            // What was half done in it is not used again.
                            scratch = Scratch::default();
                            let reason = please_report("looking through it", &message);
                            part.skips.push(Skip { source: document.source, line: None, reason });
                        }
                    }
                }
            }
        }
        part
    }

    fn add(&mut self, other: Part) {
        self.documents += other.documents;
        for (name, of) in other.names {
            self.names.entry(name).or_default().add(of);
        }
    }

    fn document(&mut self, document: &Document, input: Input<'_>, scratch: &mut Scratch) {
        let Input { gazetteer, matcher, .. } = input;
        self.documents += 1;
        let subject = Subject::of(document);
        let is_german = document.language.as_ref().is_some_and(|language| language.tag == "de");
        let all = matcher.explain(gazetteer, subject, scratch);
        #[cfg(test)]
        crate::guard::panic_if_asked("matching", &document.text);
        for (field, text) in [(Field::Title, &document.title), (Field::Text, &document.text)] {
            let mut sentences = sentences(text).peekable();
            for one in all.iter().filter(|one| one.field == field) {
                while sentences.next_if(|sentence| sentence.end <= one.start).is_some() {}
                let begins = sentences.peek().is_some_and(|sentence| opens(text, sentence.start, one.start));
                let surface = &text[one.start..one.end];
                let sample = || Sample::of(document, text, one);
                let of = self.names.entry(fold(surface)).or_default();
                of.see(surface, one, begins, sample);
                // Every noun of German has a capital.
                if one.taken().is_some() && !is_german {
                    of.see_beside(adjoining(text, one.start, one.end));
                }
            }
        }
    }
}

/// Whether nothing but punctuation stands between the start of a sentence and a name.
fn opens(text: &str, sentence: usize, name: usize) -> bool {
    text.get(sentence..name).is_some_and(|between| !between.contains(char::is_alphanumeric))
}

impl NameUse {
    fn see(&mut self, surface: &str, one: &Explained, begins: bool, sample: impl FnOnce() -> Sample) {
        let small = surface.chars().next().is_some_and(char::is_lowercase);
        if self.hits == 0 {
            self.surface = surface.to_owned();
        }
        self.hits += 1;
        self.taken += u64::from(one.taken().is_some());
        self.small += u64::from(small);
        self.capitals += u64::from(surface.chars().count() > 1 && !surface.chars().any(char::is_lowercase));
        self.sentence_starts += u64::from(begins && !small);
        for sense in &one.senses {
            *self.senses.entry((sense.entity, sense.alias)).or_default() +=
                u64::from(matches!(sense.fate, Fate::Taken(_)));
        }
        if let Some(rule) = rule_against(one) {
            *self.dropped.entry(rule).or_default() += 1;
        }
        if self.place_for(rank_of(one)).is_some() {
            self.keep(sample());
        }
    }

    fn see_beside(&mut self, words: [Option<&str>; 2]) {
        for (counts, word) in self.beside.iter_mut().zip(words) {
            word.into_iter().for_each(|word| count(counts, word, 1));
        }
    }

    fn keep(&mut self, sample: Sample) {
        match self.place_for(sample.rank()) {
            Some(place) if place < self.samples.len() => self.samples[place] = sample,
            Some(_) => self.samples.push(sample),
            None => {}
        }
    }

    /// Where a sample of a rank goes: into free room, else in the place of one of which there are enough. Mentions go
    /// before others, but one that a rule dropped is shown as well, and where there is none, another word.
    fn place_for(&self, rank: Rank) -> Option<usize> {
        let of = |rank: Rank| self.samples.iter().filter(|sample| sample.rank() == rank).count();
        let last = |rank: Rank| self.samples.iter().rposition(|sample| sample.rank() == rank);
        let (dropped, other) = (of(Rank::Dropped), of(Rank::Other));
        match rank {
            _ if self.samples.len() < SAMPLES => Some(self.samples.len()),
            Rank::Taken if dropped + other > 1 => last(Rank::Other).or_else(|| last(Rank::Dropped)),
            Rank::Dropped if dropped == 0 => last(Rank::Other).or_else(|| last(Rank::Taken)),
            Rank::Other if dropped + other == 0 => last(Rank::Taken),
            _ => None,
        }
    }

    fn add(&mut self, other: NameUse) {
        if self.hits == 0 {
            self.surface = other.surface;
        }
        self.hits += other.hits;
        self.taken += other.taken;
        self.small += other.small;
        self.capitals += other.capitals;
        self.sentence_starts += other.sentence_starts;
        for (sense, taken) in other.senses {
            *self.senses.entry(sense).or_default() += taken;
        }
        for (rule, count) in other.dropped {
            *self.dropped.entry(rule).or_default() += count;
        }
        for (counts, others) in self.beside.iter_mut().zip(other.beside) {
            others.into_iter().for_each(|(word, times)| count(counts, &word, times));
        }
        other.samples.into_iter().for_each(|sample| self.keep(sample));
    }
}

/// Counts a word beside a name. Where there is no room for it, as much is taken off it and all others as makes room, so
/// that what stands beside more than each 65th mention stays, counted too low by a 65th of them at most (Misra and
/// Gries, *Finding repeated elements*, 1982).
fn count(counts: &mut BTreeMap<String, u64>, word: &str, times: u64) {
    if let Some(known) = counts.get_mut(word) {
        *known += times;
    } else if counts.len() < NEIGHBOURS {
        counts.insert(word.to_owned(), times);
    } else {
        let least = counts.values().copied().min().unwrap_or(0).min(times);
        counts.retain(|_, known| {
            *known -= least;
            *known > 0
        });
        if times > least {
            counts.insert(word.to_owned(), times - least);
        }
    }
}

/// What a sample shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rank {
    /// A mention.
    Taken,
    /// What a rule dropped.
    Dropped,
    /// A word in small letters, which no rule had to drop.
    Other,
}

fn rank_of(one: &Explained) -> Rank {
    match (one.taken(), rule_against(one)) {
        (Some(_), _) => Rank::Taken,
        (None, Some(_)) => Rank::Dropped,
        (None, None) => Rank::Other,
    }
}

/// The rule that dropped what is no mention.
fn rule_against(one: &Explained) -> Option<&'static str> {
    match (one.taken(), one.senses.first().map(|sense| sense.fate)) {
        (None, Some(Fate::Dropped(rule))) => Some(rule.name()),
        _ => None,
    }
}

impl Sample {
    fn rank(&self) -> Rank {
        match (self.taken, self.dropped) {
            (true, _) => Rank::Taken,
            (false, Some(_)) => Rank::Dropped,
            (false, None) => Rank::Other,
        }
    }

    fn of(document: &Document, text: &str, one: &Explained) -> Sample {
        let line = |part: &str| part.split_whitespace().collect::<Vec<_>>().join(" ");
        let space = |there: bool| if there { " " } else { "" };
        let (before, after) = (words_before(text, one.start), words_after(text, one.end));
        Sample {
            document: document.id.clone(),
            line: text[..one.start].matches('\n').count() as u64 + 1,
            before: line(before) + space(before.ends_with(char::is_whitespace)),
            surface: line(&text[one.start..one.end]),
            after: space(after.starts_with(char::is_whitespace)).to_owned() + &line(after),
            taken: one.taken().is_some(),
            dropped: rule_against(one),
        }
    }
}

/// What of a sample's reach before a byte is whole words; all of it, where nothing parts them.
fn words_before(text: &str, end: usize) -> &str {
    let from = text.ceil_char_boundary(end.saturating_sub(SAMPLE_REACH));
    let before = &text[from..end];
    let cut = from > 0 && !text[..from].ends_with(char::is_whitespace);
    let start = if cut { before.find(char::is_whitespace).unwrap_or(0) } else { 0 };
    before[start..].trim_start()
}

/// The same after a byte.
fn words_after(text: &str, start: usize) -> &str {
    let to = text.floor_char_boundary((start + SAMPLE_REACH).min(text.len()));
    let after = &text[start..to];
    let cut = to < text.len() && !text[to..].starts_with(char::is_whitespace);
    let end = if cut { after.rfind(char::is_whitespace).unwrap_or(after.len()) } else { after.len() };
    after[..end].trim_end()
}

/// Takes the samples, and the words beside them, of the names with the fewest hits, if too many names have any.
fn forget_samples(names: &mut HashMap<String, NameUse>) {
    if names.len() <= SAMPLED_NAMES {
        return;
    }
    // By hits and then by name: the same for any number of threads, for blocks come in their order.
    let mut sampled: Vec<(u64, String)> =
        names.iter().filter(|(_, of)| !of.samples.is_empty()).map(|(name, of)| (of.hits, name.clone())).collect();
    if sampled.len() <= SAMPLED_NAMES {
        return;
    }
    sampled.sort();
    let surplus = sampled.len() - SAMPLED_NAMES / 2;
    for (_, name) in &sampled[..surplus] {
        if let Some(of) = names.get_mut(name) {
            (of.samples, of.beside) = Default::default();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frequent_words_beside_a_name_find_room() {
        let mut of = NameUse::default();
        // Words that come twice each fill the room before the frequent one comes.
        for at in 0..300 {
            of.see_beside([None, Some(&format!("Word{}", at / 2))]);
        }
        (0..300).for_each(|_| of.see_beside([Some("Stacey"), Some("House")]));
        let [before, after] = &of.beside;
        assert_eq!((before.len(), before["Stacey"]), (1, 300));
        assert!(after.len() <= NEIGHBOURS && (300 - 600 / 65..=300).contains(&after["House"]), "{}", after["House"]);
    }

    #[test]
    fn a_sample_is_whole_words() {
        let text = format!("{} to the town of Mosul, {}", "northwards ".repeat(9), "southwards ".repeat(9));
        let at = text.find("Mosul").expect("it is there");
        let (before, after) = (words_before(&text, at), words_after(&text, at + "Mosul".len()));
        assert_eq!(before, "northwards northwards northwards northwards  to the town of ");
        assert_eq!(after, ", southwards southwards southwards southwards southwards");
        assert_eq!((words_before("In Mosul.", 3), words_after("In Mosul.", 8)), ("In ", "."));
        let joined = "摩".repeat(100);
        assert_eq!((words_before(&joined, 150).len(), words_after(&joined, 150).len()), (60, 60));
    }
}
