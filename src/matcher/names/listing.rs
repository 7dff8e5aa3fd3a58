//! The list of names: the aliases of a gazetteer, folded, sorted, and each distinct name once with all who bear it.

use bytes::Bytes;
use rayon::prelude::*;

use super::german;
use super::groups;
use super::slavic;
use crate::gazetteer::{Alias, CaseRule, Entity, Gazetteer};
use crate::text::fold;

/// Entities that one thread folds at a time: few enough that the bundled lists keep several threads busy, though half
/// of the work is in the places with Russian names.
const CHUNK: usize = 128;

/// One alias of one entity that bears a name, and what is known of it without a look at the gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::matcher) struct Bearer {
    pub(in crate::matcher) entity: u32,
    /// The alias in the lower bits, traits in the upper.
    alias_and_traits: u32,
}

/// Whether the alias has rules that ask for the words beside it or for the time.
const RULED: u32 = 1 << 31;
/// Whether the alias may begin with a small letter.
const SMALL: u32 = 1 << 30;
/// Whether the name is an inflected form of the alias.
const FORM: u32 = 1 << 29;
/// Whether it may stand after the particles that Arabic writes together with a name.
const CLITIC: u32 = 1 << 28;
/// Whether it may stand before a Turkish suffix.
const SUFFIX: u32 = 1 << 27;
/// Whether the alias is one word with a capital and small letters, without any rule: most of a long list.
const SIMPLE: u32 = 1 << 26;
/// Whether it is a mention inside addresses and hashtags too.
const ANYWHERE: u32 = 1 << 25;
const TRAITS: u32 = RULED | SMALL | FORM | CLITIC | SUFFIX | SIMPLE | ANYWHERE;

/// What any name of a list takes, or any alias is.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::matcher) struct Traits {
    /// A name takes Arabic particles.
    pub(in crate::matcher) clitics: bool,
    /// A name takes Turkish suffixes.
    pub(in crate::matcher) suffixes: bool,
    /// An alias is a mention inside addresses and hashtags too.
    pub(in crate::matcher) anywhere: bool,
}

impl Bearer {
    pub(in crate::matcher) fn alias(self) -> u32 {
        self.alias_and_traits & !TRAITS
    }

    pub(in crate::matcher) fn is_ruled(self) -> bool {
        self.alias_and_traits & RULED != 0
    }

    /// Whether the name is an inflected form of the alias.
    pub(in crate::matcher) fn is_form(self) -> bool {
        self.alias_and_traits & FORM != 0
    }

    pub(in crate::matcher) fn takes_clitics(self) -> bool {
        self.alias_and_traits & CLITIC != 0
    }

    pub(in crate::matcher) fn takes_suffixes(self) -> bool {
        self.alias_and_traits & SUFFIX != 0
    }

    /// Whether the alias is one word with a capital and small letters, without any rule.
    pub(in crate::matcher) fn is_simple(self) -> bool {
        self.alias_and_traits & (SIMPLE | RULED | FORM) == SIMPLE
    }

    pub(in crate::matcher) fn is_small(self) -> bool {
        self.alias_and_traits & SMALL != 0
    }
}

/// All distinct names, sorted, and who bears each.
#[derive(Clone, PartialEq, Eq)]
pub(in crate::matcher) struct Listing {
    /// All names, one after the other.
    pub(super) bytes: Bytes,
    /// Where each begins, and one more.
    pub(super) starts: Vec<u32>,
    /// Where the bearers of each name begin in `bearers`, and one more.
    pub(super) offsets: Vec<u32>,
    pub(super) bearers: Vec<Bearer>,
    /// Where the names of each opening begin: a byte a name.
    cuts: Bytes,
}

/// A listing as plain numbers, to be kept in a file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parts<'p> {
    /// All names, folded and sorted, one after the other.
    pub(crate) bytes: &'p Bytes,
    /// Where each begins, and one more; little-endian numbers of four bytes, as all that follow.
    pub(crate) starts: &'p [u8],
    /// Where the bearers of each begin, and one more.
    pub(crate) offsets: &'p [u8],
    /// Entity, alias and traits of each bearer.
    pub(crate) bearers: &'p [u8],
    /// Where the names of each opening begin: a byte a name.
    pub(crate) cuts: &'p Bytes,
}

impl Listing {
    /// The names of a gazetteer's aliases. `ruled` tells whether an alias, whose folded form is given too, has rules.
    pub(in crate::matcher) fn new(gazetteer: &Gazetteer, ruled: impl Fn(&Alias, &str) -> bool + Sync) -> Listing {
        let is_german =
            |entity: &Entity| !entity.is_dumped() && entity.aliases.iter().any(|alias| alias.lang() == Some("de"));
        let german = gazetteer.entities.par_iter().any(is_german);
        let chunks: Vec<Chunk> = gazetteer
            .entities
            .par_chunks(CHUNK)
            .enumerate()
            .map(|(index, entities)| Chunk::of(entities, index * CHUNK, german, &ruled))
            .collect();
        let bytes: Vec<u8> = chunks.iter().map(|chunk| chunk.folded.as_bytes()).collect::<Vec<_>>().concat();
        let mut entries = Vec::with_capacity(chunks.iter().map(|chunk| chunk.entries.len()).sum());
        let mut base = 0;
        for chunk in &chunks {
            entries.extend(chunk.entries.iter().map(|entry| Entry { start: entry.start + base, ..*entry }));
            base += chunk.folded.len() as u32;
        }
        // The bearers of a name come in the order of the gazetteer.
        entries.par_sort_unstable_by(|one, other| {
            let key = |entry: &Entry| (entry.first_bytes, entry.bearer);
            let (one_key, other_key) = (key(one), key(other));
            one_key
                .0
                .cmp(&other_key.0)
                .then_with(|| one.rest(&bytes).cmp(other.rest(&bytes)))
                .then(one_key.1.cmp(&other_key.1))
        });
        Listing::of_sorted(&entries, &bytes)
    }

    fn of_sorted(entries: &[Entry], folded: &[u8]) -> Listing {
        // Room for all, of which only what is written is taken from the system.
        let mut bytes = Vec::with_capacity(folded.len());
        let (mut starts, mut offsets) = (Vec::with_capacity(entries.len() + 1), Vec::with_capacity(entries.len() + 1));
        let mut bearers = Vec::with_capacity(entries.len());
        let mut previous: Option<&[u8]> = None;
        for entry in entries {
            let name = entry.name(folded);
            if previous != Some(name) {
                starts.push(bytes.len() as u32);
                offsets.push(bearers.len() as u32);
                bytes.extend_from_slice(name);
                previous = Some(name);
            }
            bearers.push(entry.bearer);
        }
        starts.push(bytes.len() as u32);
        offsets.push(bearers.len() as u32);
        bytes.shrink_to_fit();
        starts.shrink_to_fit();
        offsets.shrink_to_fit();
        let cuts = groups::cuts(&Sorted { bytes: &bytes, starts: &starts }).into();
        Listing { bytes: bytes.into(), starts, offsets, bearers, cuts }
    }

    /// Calls back with the listing as plain numbers.
    pub(in crate::matcher) fn with_parts<T>(&self, take: impl FnOnce(Parts<'_>) -> T) -> T {
        let pairs = self.bearers.iter().flat_map(|bearer| [bearer.entity, bearer.alias_and_traits]);
        let (starts, offsets, bearers) = (packed(&self.starts), packed(&self.offsets), packed_of(pairs));
        take(Parts { bytes: &self.bytes, starts: &starts, offsets: &offsets, bearers: &bearers, cuts: &self.cuts })
    }

    /// The listing of plain numbers that may come from anywhere; none if they are not the listing of that gazetteer's
    /// entities by all that the matcher relies on.
    pub(in crate::matcher) fn of_parts(parts: Parts<'_>, gazetteer: &Gazetteer) -> Option<Listing> {
        let (bearers, rest) = parts.bearers.as_chunks::<8>();
        let bearer = |pair: &[u8; 8]| {
            let [a, b, c, d, e, f, g, h] = *pair;
            Bearer { entity: u32::from_le_bytes([a, b, c, d]), alias_and_traits: u32::from_le_bytes([e, f, g, h]) }
        };
        let listing = Listing {
            bytes: parts.bytes.clone(),
            starts: unpacked(parts.starts)?,
            offsets: unpacked(parts.offsets)?,
            bearers: bearers.iter().map(bearer).collect(),
            cuts: parts.cuts.clone(),
        };
        (rest.is_empty() && listing.is_sound(gazetteer)).then_some(listing)
    }

    /// Whether the names are distinct, sorted and not empty, each has a bearer, and all bearers exist.
    fn is_sound(&self, gazetteer: &Gazetteer) -> bool {
        let rises = |numbers: &[u32], last: usize| {
            numbers.first() == Some(&0)
                && numbers.last().is_some_and(|&end| end as usize == last)
                && numbers.par_windows(2).all(|pair| pair[0] < pair[1])
        };
        let exists = |bearer: &Bearer| {
            let aliases = gazetteer.entities.aliases_of(bearer.entity as usize);
            aliases.is_some_and(|aliases| (bearer.alias() as usize) < aliases)
        };
        rises(&self.starts, self.bytes.len())
            && rises(&self.offsets, self.bearers.len())
            && self.starts.len() == self.offsets.len()
            && self.starts.len() == self.cuts.len() + 1
            && self.bearers.par_iter().all(exists)
            && (1..self.starts.len() - 1).into_par_iter().all(|at| self.sorted().get(at - 1) < self.sorted().get(at))
    }

    pub(super) fn sorted(&self) -> Sorted<'_> {
        Sorted { bytes: &self.bytes, starts: &self.starts }
    }

    /// Where the names of each opening begin.
    pub(super) fn cuts(&self) -> &[u8] {
        &self.cuts
    }

    /// What any bearer is or takes.
    pub(super) fn traits(&self) -> Traits {
        let all = |bearers: &[Bearer]| bearers.iter().fold(0, |all, bearer| all | bearer.alias_and_traits);
        let all = self.bearers.par_chunks(1 << 16).map(all).reduce(|| 0, |one, other| one | other);
        Traits { clitics: all & CLITIC != 0, suffixes: all & SUFFIX != 0, anywhere: all & ANYWHERE != 0 }
    }

    /// Whether a name may begin with a small letter.
    pub(super) fn is_small(&self, name: u32) -> bool {
        let of = |at: usize| self.offsets[at] as usize;
        self.bearers[of(name as usize)..of(name as usize + 1)].iter().any(|bearer| bearer.is_small())
    }

    /// Every name, and whether it may begin with a small letter.
    pub(super) fn names(&self) -> impl Iterator<Item = (&[u8], bool)> + Clone {
        self.starts.windows(2).zip(self.offsets.windows(2)).map(|(name, bearers)| {
            let bearers = &self.bearers[bearers[0] as usize..bearers[1] as usize];
            (&self.bytes[name[0] as usize..name[1] as usize], bearers.iter().any(|bearer| bearer.is_small()))
        })
    }
}

/// Folded names, sorted and distinct, in one allocation.
pub(super) struct Sorted<'b> {
    /// All of them, one after the other.
    pub(super) bytes: &'b [u8],
    /// Where each begins, and one more.
    pub(super) starts: &'b [u32],
}

impl Sorted<'_> {
    pub(super) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    pub(super) fn get(&self, name: usize) -> &[u8] {
        &self.bytes[self.starts[name] as usize..self.starts[name + 1] as usize]
    }
}

fn packed(numbers: &[u32]) -> Vec<u8> {
    packed_of(numbers.iter().copied())
}

fn packed_of(numbers: impl Iterator<Item = u32>) -> Vec<u8> {
    numbers.flat_map(u32::to_le_bytes).collect()
}

fn unpacked(bytes: &[u8]) -> Option<Vec<u32>> {
    let (numbers, rest) = bytes.as_chunks::<4>();
    rest.is_empty().then(|| numbers.iter().map(|number| u32::from_le_bytes(*number)).collect())
}

/// A folded alias and who bears it.
#[derive(Clone, Copy)]
struct Entry {
    /// Its first eight bytes as a number that sorts like them: most comparisons end here.
    first_bytes: u64,
    start: u32,
    length: u32,
    bearer: Bearer,
}

impl Entry {
    fn name<'f>(&self, folded: &'f [u8]) -> &'f [u8] {
        &folded[self.start as usize..(self.start + self.length) as usize]
    }

    fn rest<'f>(&self, folded: &'f [u8]) -> &'f [u8] {
        // A name of eight bytes or fewer is told by its number, for no name holds a zero.
        self.name(folded).get(8..).unwrap_or_default()
    }
}

/// The folded aliases of some entities.
#[derive(Default)]
struct Chunk {
    folded: String,
    entries: Vec<Entry>,
}

impl Chunk {
    /// Where a list has names in German, those of which it states no language have a genitive too.
    fn of(entities: &[Entity], first: usize, german: bool, ruled: &impl Fn(&Alias, &str) -> bool) -> Chunk {
        let mut chunk = Chunk::default();
        for (index, entity) in entities.iter().enumerate() {
            for (number, alias) in entity.aliases.iter().enumerate() {
                let folded = fold(alias.text.trim());
                let mut traits = if begins_small(alias) { SMALL } else { 0 };
                if is_simple(alias) {
                    traits |= SIMPLE;
                }
                if alias.is_anywhere() {
                    traits |= ANYWHERE;
                }
                if ruled(alias, &folded) {
                    traits |= RULED;
                }
                let bearer =
                    |traits| Bearer { entity: (first + index) as u32, alias_and_traits: number as u32 | traits };
                chunk.push(&folded, bearer(traits | affixes(alias, &folded, entity.is_dumped())));
                for form in forms(alias, german, entity.is_dumped()) {
                    chunk.push(&fold(&form), bearer(traits | FORM));
                }
            }
        }
        chunk
    }

    fn push(&mut self, folded: &str, bearer: Bearer) {
        if folded.trim().is_empty() || folded.contains('\0') {
            return;
        }
        let mut first = [0; 8];
        let length = folded.len().min(8);
        first[..length].copy_from_slice(&folded.as_bytes()[..length]);
        let (start, length) = (self.folded.len() as u32, folded.len() as u32);
        self.entries.push(Entry { first_bytes: u64::from_be_bytes(first), start, length, bearer });
        self.folded.push_str(folded);
    }
}

/// What may be written together with an alias. Acronyms take Turkish suffixes too, and so does every name in Latin
/// letters of a list made by hand, of whatever language: a suffix behind an apostrophe is Turkish, and "Irak" is so
/// written by Germans and Turks alike. So do names in Arabic letters take particles, of which the text is asked whether
/// it is Arabic if the list does not say so: "سوريا" is Kurdish, too.
fn affixes(alias: &Alias, folded: &str, is_dumped: bool) -> u32 {
    const SHORTEST: usize = 3;
    if is_uninflected(alias) {
        return 0;
    }
    /// Where the list does not say that a name is Arabic: Persian "برشت" is Brecht, not "in Rasht".
    const SHORTEST_IN_ARABIC: usize = 4;
    let letters = folded.strip_prefix("ال").unwrap_or(folded).chars().count();
    let is_long = letters >= SHORTEST;
    let is_latin = || folded.ends_with(|last: char| last.is_ascii_lowercase());
    let is_arabic = || folded.starts_with(|letter: char| ('\u{600}'..='\u{6ff}').contains(&letter));
    let clitic =
        (primary(alias) == Some("ar") && is_long) || (!is_dumped && letters >= SHORTEST_IN_ARABIC && is_arabic());
    let suffix = primary(alias) == Some("tr") || (!is_dumped && is_long && is_latin());
    (if clitic { CLITIC } else { 0 }) | (if suffix { SUFFIX } else { 0 })
}

/// The inflected forms of an alias, itself not among them. A stated language says whose rules surely hold; in a list
/// made by hand it keeps off no other's that the same spelling may serve: those of Russian and Ukrainian as the letters
/// allow, and the German genitive, which is asked for German words around it (`german`: whether the lists have German
/// names at all).
fn forms(alias: &Alias, german: bool, is_dumped: bool) -> Vec<String> {
    if alias.case == CaseRule::Exact || is_uninflected(alias) {
        return Vec::new();
    }
    let stated = primary(alias);
    let letters = if is_dumped { &[][..] } else { slavic::languages_of_letters(&alias.text) };
    let languages = stated.into_iter().chain(letters.iter().copied().filter(|lang| stated != Some(lang)));
    let mut forms: Vec<String> = languages.flat_map(|lang| slavic::forms(&alias.text, lang)).collect();
    forms.sort_unstable();
    forms.dedup();
    if stated == Some("de") || (german && !is_dumped && is_plain_word(alias)) {
        forms.extend(german::genitive(&alias.text));
    }
    forms
}

/// Whether an alias is one word in Latin letters, which may have a German genitive whatever its language.
fn is_plain_word(alias: &Alias) -> bool {
    alias.case == CaseRule::Capitalised
        && alias.text.ends_with(|last: char| last.is_ascii_lowercase())
        && !alias.text.contains(' ')
}

fn is_uninflected(alias: &Alias) -> bool {
    alias.conditions.as_deref().is_some_and(|conditions| conditions.uninflected)
}

/// The language that an alias states, without script and country.
fn primary(alias: &Alias) -> Option<&str> {
    alias.lang().and_then(|lang| lang.split('-').next())
}

fn is_simple(alias: &Alias) -> bool {
    let mut letters = alias.text.chars();
    alias.case == CaseRule::Capitalised
        && !alias.weak
        && !alias.is_anywhere()
        && letters.next().is_some_and(char::is_uppercase)
        && letters.clone().all(char::is_alphabetic)
        && letters.any(char::is_lowercase)
}

fn begins_small(alias: &Alias) -> bool {
    alias.case == CaseRule::Any || alias.is_anywhere() || !alias.text.chars().next().is_some_and(char::is_uppercase)
}
