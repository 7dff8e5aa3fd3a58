//! The matcher: every mention of every entity in a document.
//!
//! One document goes through four steps, each a file of its own: [`names`](self) finds every whole-word occurrence of
//! every alias by walking an Aho-Corasick automaton over the folded text; `judge` holds each against the rules of its
//! alias; `overlap` lets the longest stand where several overlap; `choice` decides which entity is meant, and whether a
//! weak alias counts. Every occurrence that is dropped is counted under the rule that dropped it.
//!
//! ```
//! use dateline::gazetteer::Gazetteer;
//! use dateline::matcher::{Matcher, Scratch, Subject};
//!
//! let gazetteer = Gazetteer::bundled();
//! let matcher = Matcher::new(&gazetteer);
//! // One for each thread, kept from text to text.
//! let mut scratch = Scratch::default();
//! let text = "MOSUL: those of us who were hit near Mosul.";
//! let (mentions, _) = matcher.find(&gazetteer, Subject { text, ..Subject::default() }, &mut scratch);
//! let found: Vec<_> = mentions.iter().map(|one| (one.start, &*gazetteer.entities[one.entity as usize].id)).collect();
//! assert_eq!(found, [(0, "mosul"), (37, "mosul")]);
//! ```

mod adjoining;
mod beside;
mod choice;
mod context;
mod emphasis;
mod explain;
mod given_names;
mod hashtag;
mod inside;
mod introduced;
mod judge;
mod months;
mod names;
mod namesake;
mod overlap;
mod pronoun;
mod rule;
mod witness;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::calendar::Span;
use crate::corpus::Document;
use crate::gazetteer::{Entity, Gazetteer, Twin};
use crate::text::{Sentences, sentences};

pub(crate) use adjoining::adjoining;
pub use choice::Ambiguous;
pub use explain::{Explained, Fate, Sense, Weight};
use judge::Judge;
pub(crate) use names::Parts as NameParts;
use names::{Bearer, Names};
pub use rule::{DropRule, Rule, Tally};
use witness::{Place, Witness};

/// The part of a document that a mention stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Field {
    Title,
    #[default]
    Text,
}

impl Field {
    /// The word that stands for it in every output.
    pub const fn name(self) -> &'static str {
        match self {
            Field::Title => "title",
            Field::Text => "text",
        }
    }
}

/// One occurrence of an entity. Offsets are UTF-8 bytes of the original field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// The field that it stands in.
    pub field: Field,
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// Position of the entity in [`Gazetteer::entities`].
    pub entity: u32,
    /// Position of the alias in [`Entity::aliases`](crate::gazetteer::Entity::aliases).
    pub alias: u32,
    /// The rule that let it count.
    pub rule: Rule,
    /// The sentence around it.
    pub sentence: Range<usize>,
    /// How likely this meaning is: a natural logarithm of odds, to be compared with others of the same document. None
    /// in a document where nothing had to be decided.
    pub score: Option<f32>,
    /// The entity that was the next likeliest, if others share the name.
    pub runner_up: Option<u32>,
}

/// What the matcher reads of a document.
#[derive(Clone, Copy, Debug, Default)]
pub struct Subject<'d> {
    /// The title, or empty.
    pub title: &'d str,
    /// The text.
    pub text: &'d str,
    /// When it was published; decides which aliases are valid.
    pub published: Option<Span>,
    /// Its source's country (ISO 3166-1 alpha-2), of whose places it speaks sooner than of their namesakes.
    pub country: Option<&'d str>,
}

impl<'d> Subject<'d> {
    /// A document.
    pub fn of(document: &'d Document) -> Subject<'d> {
        Subject {
            title: &document.title,
            text: &document.text,
            published: document.published.map(|publication| publication.span),
            country: document.country.as_deref(),
        }
    }

    /// The text of a field.
    fn text_of(&self, field: Field) -> &'d str {
        if field == Field::Title { self.title } else { self.text }
    }
}

/// A field of a document, as it is matched.
#[derive(Clone, Copy)]
struct Passage<'d> {
    field: Field,
    text: &'d str,
    published: Option<Span>,
}

/// One alias of one entity, by positions in the gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Reading {
    entity: u32,
    alias: u32,
}

impl From<Bearer> for Reading {
    fn from(bearer: Bearer) -> Reading {
        Reading { entity: bearer.entity, alias: bearer.alias() }
    }
}

/// An occurrence of a name that stands for itself, with what it may mean.
#[derive(Clone, Debug)]
struct Candidate {
    field: Field,
    start: usize,
    end: usize,
    /// Where its readings stand in the scratch's list. Empty for a name that a context made into something else: it
    /// still keeps shorter names from being found inside of it.
    readings: Range<usize>,
    /// Whether the region behind it took some of its readings.
    narrowed: bool,
    /// Whether it is a dump's place that lies inside the name of somebody or something else: it is dropped, but what it
    /// says of the name's other occurrences is heard.
    inside: bool,
}

impl Candidate {
    fn place(&self) -> Place {
        Place { field: self.field, start: self.start, end: self.end }
    }
}

/// The memory that matching one document needs, kept between documents so that none is allocated for a mention.
#[derive(Debug, Default)]
pub struct Scratch {
    candidates: Vec<Candidate>,
    readings: Vec<(Reading, Rule)>,
    introduced: introduced::Introduced,
    memory: choice::Memory,
}

/// The names of a gazetteer, folded, sorted, and each with those who bear it, and what is known of these by themselves:
/// what a [`Matcher`] is made of.
#[derive(Clone, PartialEq)]
pub struct NameList {
    listing: names::Listing,
    twins: Vec<Twin>,
    atlas: choice::Atlas,
}

/// A [`NameList`] as plain bytes, to be kept in a file.
pub(crate) struct NameListParts<'p> {
    pub(crate) names: NameParts<'p>,
    pub(crate) twins: &'p [u8],
    pub(crate) atlas: &'p [u8],
}

impl NameList {
    /// Folds and sorts the aliases of a gazetteer, and what its languages' rules make of them.
    pub fn new(gazetteer: &Gazetteer) -> NameList {
        // All are made before: who makes them on several threads must not be asked for them by one of these.
        let _: &Vec<Entity> = &gazetteer.entities;
        let (listing, (twins, atlas)) = rayon::join(
            || names::Listing::new(gazetteer, judge::is_ruled),
            || {
                let twins = gazetteer.twins();
                let atlas = choice::Atlas::new(gazetteer, &twins);
                (twins, atlas)
            },
        );
        NameList { listing, twins, atlas }
    }

    /// Calls back with the list as plain bytes; none if it cannot be written so.
    pub(crate) fn with_parts<T>(&self, take: impl FnOnce(NameListParts<'_>) -> T) -> Option<T> {
        let (twins, atlas) = (postcard::to_allocvec(&self.twins).ok()?, self.atlas.to_bytes());
        Some(self.listing.with_parts(|names| take(NameListParts { names, twins: &twins, atlas: &atlas })))
    }

    /// The list of plain bytes, which are not trusted; none if they cannot be that of the gazetteer.
    pub(crate) fn of_parts(parts: &NameListParts<'_>, gazetteer: &Gazetteer) -> Option<NameList> {
        let entities = gazetteer.entities.len();
        let twins: Vec<Twin> = postcard::from_bytes(parts.twins).ok()?;
        let exist = twins.iter().all(|twin| twin.own.max(twin.dumped) < entities as u32);
        let listing = names::Listing::of_parts(parts.names, gazetteer).filter(|_| exist)?;
        Some(NameList { listing, twins, atlas: choice::Atlas::of_bytes(parts.atlas, entities)? })
    }
}

impl std::fmt::Debug for NameList {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NameList")
    }
}

/// Finds the mentions of a gazetteer's entities. Built once, used from any number of threads.
///
/// ```
/// use dateline::gazetteer::{Alias, Entity, Gazetteer, Kind};
/// use dateline::matcher::{Matcher, Scratch, Subject};
///
/// let mosul = Entity::new("mosul", Kind::Place, "Mosul");
/// let gazetteer = Gazetteer::from(vec![mosul]);
/// let matcher = Matcher::new(&gazetteer);
/// let subject = Subject { text: "Mosul’s east, not the Mosulites.", ..Subject::default() };
/// let (mentions, _) = matcher.find(&gazetteer, subject, &mut Scratch::default());
/// assert_eq!(mentions.len(), 1);
/// assert_eq!(&subject.text[mentions[0].start..mentions[0].end], "Mosul");
/// ```
#[derive(Debug)]
pub struct Matcher {
    names: Names,
    judge: Judge,
    atlas: choice::Atlas,
    twins: Vec<Twin>,
    ambiguous: Ambiguous,
    /// Whether any alias is looked for among the words of hashtags.
    hashtags: bool,
}

impl Matcher {
    /// Builds the automaton and the rules of a gazetteer's aliases.
    pub fn new(gazetteer: &Gazetteer) -> Matcher {
        Matcher::of_names(NameList::new(gazetteer))
    }

    /// The same, from the gazetteer's names, which take most of the time to find.
    pub fn of_names(names: NameList) -> Matcher {
        let NameList { listing, twins, atlas } = names;
        let names = Names::new(listing);
        let judge = Judge::new(names.bearers());
        let hashtags = names.traits().anywhere;
        Matcher { names, judge, atlas, twins, ambiguous: Ambiguous::default(), hashtags }
    }

    /// The places of lists made by hand that a dump of the gazetteer has too, as [`Gazetteer::twins`] finds them: with
    /// a large dump that takes a tenth of a second, and the matcher had to know them anyway.
    pub fn twins(&self) -> &[Twin] {
        &self.twins
    }

    /// What becomes of names that several entities share.
    pub fn ambiguous(self, ambiguous: Ambiguous) -> Matcher {
        Matcher { ambiguous, ..self }
    }

    /// What becomes of names that several entities share.
    pub(crate) fn of_ambiguous(&self) -> Ambiguous {
        self.ambiguous
    }

    /// How many whole-word occurrences of all names a text has, before any rule: what the benchmarks count.
    #[doc(hidden)]
    pub fn occurrences(&self, text: &str) -> usize {
        let mut count = 0;
        self.names.scan(text, |_, _| count += 1);
        count
    }

    /// The mentions of a document, the title's first, each field's in order, and what was dropped by which rule.
    ///
    /// The gazetteer is the one that the matcher was built from.
    ///
    /// # Panics
    /// Where the gazetteer is another, smaller one.
    pub fn find(&self, gazetteer: &Gazetteer, subject: Subject<'_>, scratch: &mut Scratch) -> (Vec<Mention>, Tally) {
        let mut tally = Tally::default();
        let mentions = self.find_with(gazetteer, subject, scratch, &mut tally);
        (mentions, tally)
    }

    /// The mentions of a document; what becomes of every occurrence is told to a witness.
    fn find_with(
        &self,
        gazetteer: &Gazetteer,
        subject: Subject<'_>,
        scratch: &mut Scratch,
        witness: &mut impl Witness,
    ) -> Vec<Mention> {
        scratch.candidates.clear();
        scratch.readings.clear();
        scratch.introduced.clear();
        for (field, text) in [(Field::Title, subject.title), (Field::Text, subject.text)] {
            let passage = Passage { field, text, published: subject.published };
            let first = scratch.candidates.len();
            self.candidates(gazetteer, passage, scratch, witness);
            if self.hashtags {
                self.in_hashtags(gazetteer, passage, scratch, first);
            }
            overlap::resolve(scratch, text, first, witness);
            inside::drop(gazetteer, text, scratch, first, witness);
            namesake::drop(gazetteer, text, scratch, first, witness);
        }
        introduced::drop((gazetteer, &self.atlas), &subject, scratch, witness);
        let mut mentions = Vec::with_capacity(scratch.candidates.len());
        let chooser = choice::Chooser { gazetteer, atlas: &self.atlas, subject, ambiguous: self.ambiguous };
        choice::choose(&chooser, scratch, witness, &mut mentions);
        set_sentences(&mut mentions, subject);
        mentions
    }

    /// Every occurrence in a field with the readings that its rules leave.
    fn candidates<W: Witness>(
        &self,
        gazetteer: &Gazetteer,
        passage: Passage<'_>,
        scratch: &mut Scratch,
        witness: &mut W,
    ) {
        let Passage { field, text, published } = passage;
        let Scratch { candidates, readings, introduced, .. } = scratch;
        let found = |names::Occurrence { start, end, fit }: names::Occurrence, bearers: &[Bearer]| {
            let first = readings.len();
            let occurrence = judge::Occurrence { field, text, start, end, fit, bearers, published, in_hashtag: false };
            let blocks = self.judge.readings(gazetteer, &occurrence, readings, witness);
            if blocks && readings.len() == first {
                introduced.push_after_given_name(field, text, start, end);
            }
            if blocks || readings.len() > first {
                let readings = first..readings.len();
                candidates.push(Candidate { field, start, end, readings, narrowed: false, inside: false });
            }
        };
        if W::THOROUGH {
            self.names.scan_thoroughly(text, found);
        } else {
            self.names.scan(text, found);
        }
    }

    /// The names among the words of hashtags, put in their places among the candidates from `first` on.
    fn in_hashtags(&self, gazetteer: &Gazetteer, passage: Passage<'_>, scratch: &mut Scratch, first: usize) {
        let Passage { field, text, published } = passage;
        let Scratch { candidates, readings, .. } = scratch;
        for hashtag in hashtag::hashtags(text) {
            let text = hashtag.spaced.as_str();
            self.names.scan(text, |names::Occurrence { start, end, fit }, bearers| {
                let from = readings.len();
                let occurrence =
                    judge::Occurrence { field, text, start, end, fit, bearers, published, in_hashtag: true };
                // What is none of them there is only told of aliases that ask for hashtags: it is nobody else's loss.
                self.judge.readings(gazetteer, &occurrence, readings, &mut Tally::default());
                judge::keep_anywhere(gazetteer, readings, from);
                if let Some(place) = hashtag.original(start, end).filter(|_| readings.len() > from) {
                    let Range { start, end } = place;
                    let readings = from..readings.len();
                    candidates.push(Candidate { field, start, end, readings, narrowed: false, inside: false });
                }
            });
        }
        candidates[first..].sort_by_key(|candidate| candidate.start);
    }
}

/// Gives each mention its sentence. Mentions come in order, so each field's sentences are walked once, and only as far
/// as the last mention.
fn set_sentences(mentions: &mut [Mention], subject: Subject<'_>) {
    let mut walk: Option<(Field, Sentences<'_>, Range<usize>)> = None;
    for mention in mentions {
        let text = if mention.field == Field::Title { subject.title } else { subject.text };
        if walk.as_ref().is_none_or(|(field, ..)| *field != mention.field) {
            walk = Some((mention.field, sentences(text), 0..0));
        }
        if let Some((_, walk, current)) = &mut walk {
            while current.end <= mention.start {
                match walk.next() {
                    Some(next) => *current = next,
                    None => break,
                }
            }
            mention.sentence = current.start.min(mention.start)..current.end.max(mention.end);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::{Alias, CaseRule, Conditions, Entity, Kind};
    use crate::text::fold;
    use proptest::prelude::*;

    /// A small gazetteer: `id` or `id: alias | ~weak | =exact | alias !after=Word !before=Word`.
    fn gazetteer(lines: &[&str]) -> Gazetteer {
        let entities = lines.iter().map(|line| {
            let (name, aliases) = line.split_once(": ").unwrap_or((line, ""));
            let mut entity = Entity::new(name, Kind::Place, name);
            for alias in aliases.split(" | ").filter(|alias| !alias.is_empty()) {
                entity.aliases.push(parse_alias(alias));
            }
            entity
        });
        Gazetteer { entities: entities.collect(), sources: Vec::new() }
    }

    fn parse_alias(spec: &str) -> Alias {
        let mut parts = spec.split(" !");
        let text = parts.next().unwrap();
        let mut alias = Alias::plain(text.trim_start_matches(['~', '=']));
        alias.weak = text.starts_with('~');
        if text.starts_with('=') {
            alias.case = CaseRule::Exact;
        }
        let mut conditions = Conditions::default();
        for part in parts {
            match part.split_once('=').unwrap() {
                ("before", word) => conditions.not_before.push(word.into()),
                ("after", word) => conditions.not_after.push(word.into()),
                ("from", day) => conditions.from = day.parse().ok(),
                other => panic!("{other:?}"),
            }
        }
        alias.conditions = Some(Box::new(conditions));
        alias
    }

    fn found(lines: &[&str], text: &str) -> Vec<String> {
        let gazetteer = gazetteer(lines);
        let matcher = Matcher::new(&gazetteer);
        let subject = Subject { text, ..Subject::default() };
        let (mentions, _) = matcher.find(&gazetteer, subject, &mut Scratch::default());
        let shown = |m: &Mention| format!("{}={}", &text[m.start..m.end], gazetteer.entities[m.entity as usize].id);
        mentions.iter().map(shown).collect()
    }

    #[test]
    fn what_is_a_mention() {
        let list = [
            "Mosul",
            "Deir Ezzor: Deir ez-Zor",
            "Tal Afar",
            "New York: New York !before=Times",
            "York",
            "Bank of New York Mellon",
            "IS: Islamic State",
            "US: U.S.",
            "May: Theresa May | ~May",
            "St. Petersburg",
            "al-Bab",
            "الموصل",
            "摩苏尔",
        ];
        for (text, mentions) in [
            ("Mosul, MOSUL, mosul and Mosulites", &["Mosul=Mosul", "MOSUL=Mosul"][..]),
            ("Mosul’s men in Deir\nEzzor", &["Mosul=Mosul", "Deir\nEzzor=Deir Ezzor"]),
            ("the Mosul-Tal Afar road", &["Mosul=Mosul", "Tal Afar=Tal Afar"]),
            (
                "Bank of New York Mellon in New York",
                &["Bank of New York Mellon=Bank of New York Mellon", "New York=New York"],
            ),
            ("US-led and us, IS and is; it IS NOT so", &["US=US", "IS=IS"]),
            ("U.S. forces, U.S.-backed, U.S.A.", &["U.S.=US", "U.S.=US"]),
            ("May 5 and may and in May", &[]),
            ("Theresa May spoke. May left on 5 May.", &["Theresa May=May", "May=May"]),
            ("He saw Tal. Afar was far.", &[]),
            ("in St. Petersburg", &["St. Petersburg=St. Petersburg"]),
            ("al-Bab, Al-Bab, AL BAB, al-bab", &["al-Bab=al-Bab", "Al-Bab=al-Bab", "AL BAB=al-Bab"]),
            ("https://example.org/Mosul and Mosul@example.org", &[]),
            ("دخلت القوات الموصِل.", &["الموصِل=الموصل"]),
            ("在摩苏尔的Mosul市", &["摩苏尔=摩苏尔", "Mosul=Mosul"]),
            ("Mo\u{ad}sul and \u{200f}Mosul\u{200f}", &["Mo\u{ad}sul=Mosul", "Mosul=Mosul"]),
        ] {
            assert_eq!(found(&list, text), mentions, "{text:?}");
        }
    }

    #[test]
    fn a_context_that_makes_it_something_else_hides_the_shorter_name_too() {
        let list = ["York", "NY: New York !before=Times"];
        assert_eq!(found(&list, "The New York Times of New York"), ["New York=NY"]);
    }

    #[test]
    fn a_longer_name_that_is_no_whole_word_hides_nothing() {
        assert_eq!(
            found(&["St Peter", "St Petersburg Town"], "St Peter, St Petersburg Township"),
            ["St Peter=St Peter"]
        );
        assert_eq!(found(&["Tel", "Tel Aviv"], "Tel Avivans"), ["Tel=Tel"]);
    }

    #[test]
    fn a_shared_weak_alias_goes_to_the_one_who_is_named() {
        let list = ["Hillary Clinton: ~Clinton", "Bill Clinton: ~Clinton"];
        assert_eq!(found(&list, "Clinton spoke."), Vec::<String>::new());
        assert_eq!(
            found(&list, "Bill Clinton came. Clinton spoke."),
            ["Bill Clinton=Bill Clinton", "Clinton=Bill Clinton"]
        );
    }

    #[test]
    fn validity_is_held_against_the_publication() {
        let gazetteer = gazetteer(&["Caliphate: Islamic State !from=2014-06-29"]);
        let matcher = Matcher::new(&gazetteer);
        let count = |published: Option<&str>| {
            let published = published.map(|date| date.parse().unwrap());
            let subject = Subject { text: "The Islamic State said", published, ..Subject::default() };
            matcher.find(&gazetteer, subject, &mut Scratch::default()).0.len()
        };
        assert_eq!(
            [count(None), count(Some("2014-06-28")), count(Some("2014-07-01")), count(Some("2014"))],
            [1, 0, 1, 1]
        );
    }

    #[test]
    fn sentences_are_those_around_the_mention() {
        let gazetteer = gazetteer(&["Mosul"]);
        let text = "It rained. They left Mosul on Tuesday. Gen. Ali stayed.";
        let subject = Subject { text, ..Subject::default() };
        let (mentions, _) = Matcher::new(&gazetteer).find(&gazetteer, subject, &mut Scratch::default());
        assert_eq!(&text[mentions[0].sentence.clone()], "They left Mosul on Tuesday.");
    }

    proptest! {
        #[test]
        fn a_surface_folds_to_its_alias(
            text in r"((Mosul|mosul|MOSUL|Deir|Ezzor|ez|Zor|IS|May|[ \n.,’'\-\u{ad}\u{301}]|\PC){0,3}[ -]){0,12}",
        ) {
            let gazetteer = gazetteer(&["Mosul", "Deir Ezzor: Deir ez-Zor", "IS", "May"]);
            let subject = Subject { text: &text, ..Subject::default() };
            let (mentions, _) = Matcher::new(&gazetteer).find(&gazetteer, subject, &mut Scratch::default());
            let mut last = 0;
            for mention in mentions {
                let alias = &gazetteer.entities[mention.entity as usize].aliases[mention.alias as usize];
                prop_assert_eq!(fold(&text[mention.start..mention.end]), fold(&alias.text));
                prop_assert!(mention.start >= last && mention.sentence.start <= mention.start);
                prop_assert!(mention.sentence.end >= mention.end);
                last = mention.end;
            }
        }
    }
}
