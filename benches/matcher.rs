//! The matching stage against the plain leftmost-longest search of the crate that it is built on, in one run.
//!
//! `cargo bench --bench matcher`. Names and text are generated, the same in every run: capitalised names of one to
//! three words, and text in which a fifth of the words are capitalised and a tenth of these are names. With
//! DATELINE_BENCH_TEXT (a text file) and DATELINE_BENCH_NAMES (a name a line) real ones are taken instead.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use dateline::gazetteer::{Entity, Gazetteer, Kind};
use dateline::matcher::{Matcher, Scratch, Subject};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};

const SIZES: [usize; 3] = [1_000, 100_000, 1_000_000];
const TEXT_BYTES: usize = 8 << 20;

fn main() {
    divan::main();
}

static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| match std::env::var("DATELINE_BENCH_NAMES") {
    Ok(path) => std::fs::read_to_string(path).expect("a readable list of names").lines().map(str::to_owned).collect(),
    Err(_) => generated_names(SIZES[2]),
});

static TEXT: LazyLock<String> = LazyLock::new(|| match std::env::var("DATELINE_BENCH_TEXT") {
    Ok(path) => std::fs::read_to_string(path).expect("a readable text"),
    Err(_) => generated_text(&NAMES),
});

/// A generator of numbers that are the same everywhere (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % limit as u64) as usize
    }

    fn word(&mut self, syllables: usize) -> String {
        const ONSETS: [&str; 24] = [
            "b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "z", "br", "st", "kr", "sh",
            "ch", "th", "tr", "gr",
        ];
        const RHYMES: [&str; 20] = [
            "a", "e", "i", "o", "u", "an", "en", "in", "on", "ar", "er", "or", "al", "el", "il", "ai", "ea", "ou",
            "as", "is",
        ];
        (0..=syllables)
            .map(|_| ONSETS[self.below(ONSETS.len())].to_owned() + RHYMES[self.below(RHYMES.len())])
            .collect()
    }

    fn capitalised(&mut self) -> String {
        let syllables = 1 + self.below(3);
        let word = self.word(syllables);
        word[..1].to_uppercase() + &word[1..]
    }
}

fn generated_names(count: usize) -> Vec<String> {
    let mut numbers = Numbers(1);
    let mut names = std::collections::BTreeSet::new();
    while names.len() < count {
        let words = [1, 1, 1, 2, 2, 3][numbers.below(6)];
        names.insert((0..words).map(|_| numbers.capitalised()).collect::<Vec<_>>().join(" "));
    }
    let mut names: Vec<String> = names.into_iter().collect();
    // In an order that is not that of the alphabet.
    for index in (1..names.len()).rev() {
        names.swap(index, numbers.below(index + 1));
    }
    names
}

fn generated_text(names: &[String]) -> String {
    let mut numbers = Numbers(2);
    let mut text = String::with_capacity(TEXT_BYTES + 64);
    while text.len() < TEXT_BYTES {
        match numbers.below(50) {
            0 => text.push_str(&names[numbers.below(names.len().min(SIZES[0]))]),
            1..=9 => text.push_str(&numbers.capitalised()),
            10..=14 => text.push_str("the"),
            _ => {
                let syllables = numbers.below(3);
                text.push_str(&numbers.word(syllables));
            }
        }
        text.push_str([" ", " ", " ", " ", " ", " ", " ", ", ", ". ", ".\n\n"][numbers.below(10)]);
    }
    text
}

fn gazetteer(count: usize) -> Gazetteer {
    let entity = |(index, name): (usize, &String)| Entity::new(&index.to_string(), Kind::Place, name);
    Gazetteer { entities: NAMES.iter().take(count).enumerate().map(entity).collect(), sources: Vec::new() }
}

/// Every whole-word occurrence of every name.
#[divan::bench(args = SIZES, sample_count = 5)]
fn occurrences(bencher: Bencher<'_, '_>, names: usize) {
    let matcher = Matcher::new(&gazetteer(names));
    bencher.counter(BytesCount::of_str(TEXT.as_str())).bench_local(|| matcher.occurrences(black_box(&TEXT)));
}

/// The whole matching stage: rules, overlaps, sentences too, a paragraph a document.
#[divan::bench(args = SIZES, sample_count = 5)]
fn mentions(bencher: Bencher<'_, '_>, names: usize) {
    let gazetteer = gazetteer(names);
    let matcher = Matcher::new(&gazetteer);
    let mut scratch = Scratch::default();
    bencher.counter(BytesCount::of_str(TEXT.as_str())).bench_local(|| {
        let documents = TEXT.split("\n\n").map(|text| Subject { text, ..Subject::default() });
        documents.map(|subject| matcher.find(&gazetteer, subject, &mut scratch).0.len()).sum::<usize>()
    });
}

/// The crate's own search: leftmost-longest, no boundaries, no folding.
#[divan::bench(args = SIZES, sample_count = 5)]
fn plain_leftmost_longest(bencher: Bencher<'_, '_>, names: usize) {
    let automaton = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .build(NAMES.iter().take(names))
        .expect("names fit");
    bencher.counter(BytesCount::of_str(TEXT.as_str())).bench_local(|| automaton.find_iter(black_box(&*TEXT)).count());
}

/// A matcher from a gazetteer in memory.
#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn ready(bencher: Bencher<'_, '_>, names: usize) {
    let gazetteer = gazetteer(names);
    bencher.bench_local(|| Matcher::new(black_box(&gazetteer)));
}
