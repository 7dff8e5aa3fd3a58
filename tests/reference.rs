//! The fast matcher against a slow and obvious one: at every character, every alias, folded over every stretch of the
//! text.
//!
//! It knows boundaries, letter case, addresses, sentences, overlaps and the rules of aliases. What it does not know
//! (months, function words, places inside other names, forms of languages, shared names) is in the conformance table.

use std::sync::LazyLock;

use dateline::calendar::Span;
use dateline::gazetteer::{Alias, CaseRule, Conditions, Entity, Gazetteer, Kind};
use dateline::matcher::{Matcher, Scratch, Subject};
use dateline::text::{crosses_sentence, ends_word, fold, has_capitals_of, in_address, same_case, starts_word};

use crate::conformance::padded;

/// What stands at some bytes of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    start: usize,
    end: usize,
    entity: u32,
}

/// What an alias says of a stretch that spells it.
enum Verdict {
    Counts {
        weak: bool,
    },
    /// Something else is meant, and nothing shorter inside of it either.
    Blocks,
    No,
}

fn mentions(gazetteer: &Gazetteer, text: &str, published: Option<Span>) -> Vec<Found> {
    let mut strong_or_weak: Vec<(Found, Option<bool>)> = Vec::new();
    for (start, end) in stretches(text) {
        let spells = |alias: &Alias| fold(&alias.text) == fold(&text[start..end]);
        let aliases = gazetteer.entities.iter().enumerate().flat_map(|(at, entity)| {
            entity.aliases.iter().filter(|alias| spells(alias)).map(move |alias| (at as u32, alias))
        });
        for (entity, alias) in aliases {
            match verdict(alias, text, start, end, published) {
                Verdict::Counts { weak } => strong_or_weak.push((Found { start, end, entity }, Some(weak))),
                Verdict::Blocks => strong_or_weak.push((Found { start, end, entity }, None)),
                Verdict::No => {}
            }
        }
    }
    let standing = longest(strong_or_weak);
    let named = |entity: u32| standing.iter().any(|(other, weak)| other.entity == entity && *weak == Some(false));
    let counts =
        |(found, weak): &(Found, Option<bool>)| weak.is_some_and(|weak| !weak || named(found.entity)).then_some(*found);
    standing.iter().filter_map(counts).collect()
}

/// The stretches of a text that begin and end as words do.
fn stretches(text: &str) -> Vec<(usize, usize)> {
    let edges: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut all = Vec::new();
    for (index, &start) in edges.iter().enumerate() {
        if start == text.len() || !starts_word(text, start) {
            continue;
        }
        for &end in edges[index + 1..].iter().take(60) {
            // The marks on the last letter are the mention's, and what only formats after it is not.
            let longer = edges.iter().any(|&to| to > end && text[end..to].chars().all(is_mark));
            let last = text[start..end].chars().next_back().expect("a stretch has a character");
            let looser = fold(&last.to_string()).is_empty() && !is_mark(last);
            if !longer && !looser && ends_word(text, end) {
                all.push((start, end));
            }
        }
    }
    all
}

fn is_mark(character: char) -> bool {
    let of_emoji = matches!(character, '\u{fe00}'..='\u{fe0f}' | '\u{20d0}'..='\u{20ff}');
    !of_emoji && unicode_normalization::char::is_combining_mark(character)
}

fn verdict(alias: &Alias, text: &str, start: usize, end: usize, published: Option<Span>) -> Verdict {
    let (none, surface) = (Conditions::default(), &text[start..end]);
    let conditions = alias.conditions.as_deref().unwrap_or(&none);
    let address = in_address(text, start, end);
    let hashtag = text[..start].ends_with('#');
    let written = match alias.case {
        CaseRule::Exact => same_case(&alias.text, surface),
        CaseRule::Capitalised => has_capitals_of(&alias.text, surface),
        _ => true,
    };
    let out_of_use = published.is_some_and(|span| {
        conditions.from.is_some_and(|from| span.to() < from) || conditions.to.is_some_and(|to| span.from() > to)
    });
    if !written && !(conditions.anywhere && (address || hashtag)) || out_of_use || crosses_sentence(text, start, end) {
        return Verdict::No;
    }
    let stands_after = |word: &String| words_after(text, end).iter().any(|after| fold(after) == fold(word));
    let stands_before = |word: &String| words_before(text, start).iter().any(|before| fold(before) == fold(word));
    if conditions.not_before.iter().any(stands_after) || conditions.not_after.iter().any(stands_before) {
        return Verdict::Blocks;
    }
    if address && !conditions.anywhere { Verdict::No } else { Verdict::Counts { weak: alias.weak } }
}

/// What begins with the next word, over white space without a blank line or a hyphen, and ends as a word does.
fn words_after(text: &str, end: usize) -> Vec<&str> {
    let rest = text[end..].trim_start_matches(is_gap);
    let gap = &text[end..text.len() - rest.len()];
    if gap.is_empty() || gap.matches('\n').count() > 1 {
        return Vec::new();
    }
    let from = text.len() - rest.len();
    let ends = rest.char_indices().map(|(at, c)| from + at + c.len_utf8());
    ends.filter(|&to| ends_word(text, to)).map(|to| &text[from..to]).collect()
}

/// What ends with the previous word and begins as a word does.
fn words_before(text: &str, start: usize) -> Vec<&str> {
    let rest = text[..start].trim_end_matches(is_gap);
    let gap = &text[rest.len()..start];
    if gap.is_empty() || gap.matches('\n').count() > 1 {
        return Vec::new();
    }
    let starts = rest.char_indices().map(|(at, _)| at);
    starts.filter(|&from| starts_word(text, from)).map(|from| &rest[from..]).collect()
}

fn is_gap(character: char) -> bool {
    character.is_whitespace() || character == '-'
}

/// The longest first taken, then the earliest; what overlaps one that stands is gone.
fn longest(mut all: Vec<(Found, Option<bool>)>) -> Vec<(Found, Option<bool>)> {
    all.sort_by_key(|(found, _)| (std::cmp::Reverse(found.end - found.start), found.start));
    let mut standing: Vec<(Found, Option<bool>)> = Vec::new();
    for one in all {
        if standing.iter().all(|(other, _)| one.0.end <= other.start || other.end <= one.0.start) {
            standing.push(one);
        }
    }
    standing.sort();
    standing
}

fn plain() -> Gazetteer {
    let names = [
        "Mosul",
        "Tal Afar",
        "Tal",
        "Afar City",
        "Deir ez-Zor",
        "Sana'a",
        "YPG",
        "al-Bab",
        "الموصل",
        "摩苏尔",
        "Ракка",
    ];
    let entity = |name: &&str| Entity::new(name, Kind::Organisation, name);
    Gazetteer { entities: names.iter().map(entity).collect(), sources: Vec::new() }
}

/// Every rule of an alias, on names that nest in each other.
fn ruled() -> Gazetteer {
    let alias = |text: &str, case: CaseRule, weak: bool, conditions: Conditions| {
        let mut alias = Alias::plain(text);
        (alias.case, alias.weak, alias.conditions) = (case, weak, Some(Box::new(conditions)));
        alias
    };
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let none = Conditions::default;
    let day = |text: &str| text.parse().ok();
    let capitalised = CaseRule::Capitalised;
    let times = Conditions { not_before: words(&["Times", "Post Office"]), ..none() };
    let mount = Conditions { not_before: words(&["Post"]), not_after: words(&["Mount", "Fort York"]), ..none() };
    let old = Conditions { to: day("1961-11-09"), ..none() };
    let anywhere = Conditions { anywhere: true, ..none() };
    let lists: [(&str, Vec<Alias>); 7] = [
        ("new-york", vec![alias("New York", capitalised, false, times)]),
        ("york", vec![alias("York", capitalised, false, none())]),
        ("washington", vec![alias("Washington", capitalised, false, mount)]),
        ("bashar", vec![Alias::plain("Bashar Karam"), alias("Karam", capitalised, true, none())]),
        ("wagner", vec![alias("Wagner", CaseRule::Any, false, none()), alias("PMC", CaseRule::Exact, true, none())]),
        ("volgograd", vec![Alias::plain("Volgograd"), alias("Stalingrad", capitalised, false, old)]),
        ("idlib", vec![alias("Idlib", capitalised, false, anywhere)]),
    ];
    let entity = |(id, aliases): (&str, Vec<Alias>)| {
        let mut entity = Entity::new(id, Kind::Organisation, id);
        entity.aliases = aliases;
        entity
    };
    Gazetteer { entities: lists.into_iter().map(entity).collect(), sources: Vec::new() }
}

/// A list alone, and among twenty thousand other names.
type Both = [(Gazetteer, Matcher); 2];

fn both(gazetteer: Gazetteer) -> Both {
    [gazetteer.clone(), padded(&gazetteer)].map(|gazetteer| {
        let matcher = Matcher::new(&gazetteer);
        (gazetteer, matcher)
    })
}

static PLAIN: LazyLock<Both> = LazyLock::new(|| both(plain()));
static RULED: LazyLock<Both> = LazyLock::new(|| both(ruled()));

/// Whether one letter stands alone behind an apostrophe, as the shortest suffixes of Turkish do ("Sana'a'u"): forms of
/// languages are not known here.
fn ends_in_a_vowel_apart(text: &str) -> bool {
    let is_apostrophe = |c: char| c == '\'' || fold(&c.to_string()) == "'";
    text.split(is_apostrophe).skip(1).any(|after| {
        let mut letters = after.chars();
        letters.next().is_some_and(|first| first.is_alphabetic() && !matches!(first, 'a' | 's'))
            && !letters.next().is_some_and(char::is_alphanumeric)
    })
}

/// Whether the fast matcher finds the same.
fn same(lists: &Both, text: &str, published: Option<Span>) -> Result<(), String> {
    let expected = mentions(&lists[0].0, text, published);
    for (gazetteer, matcher) in lists {
        let (found, _) =
            matcher.find(gazetteer, Subject { text, published, ..Subject::default() }, &mut Scratch::default());
        let found: Vec<Found> =
            found.iter().map(|one| Found { start: one.start, end: one.end, entity: one.entity }).collect();
        if found != expected {
            return Err(format!("{text:?} of {published:?}\n  expected {expected:?}\n  found    {found:?}"));
        }
    }
    Ok(())
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 300, failure_persistence: None, ..Default::default() })]

    #[test]
    fn the_fast_matcher_finds_what_the_obvious_one_finds(
        text in r"((Mosul|MOSUL|mosul|Mosu|Tal|Afar|City|TAL AFAR|Deir|ez|Zor|Sana'a|Sana’a|YPG|ypg|al|Bab|الموصل|摩苏尔|Ракка|РАККА|\PC)([ ,.’'/\n]|\u{300}|\u{a0}|\u{200f}|-|– |\PC)?){0,14}",
    ) {
        proptest::prop_assume!(!ends_in_a_vowel_apart(&text));
        let result = same(&PLAIN, &text, None);
        proptest::prop_assert!(result.is_ok(), "{}", result.unwrap_err());
    }

    #[test]
    fn both_hold_an_alias_against_its_rules(
        text in r"((New York|NEW YORK|York|Times|Post|Office|Mount|Fort|Washington|washington|Bashar Karam|Karam|KARAM|wagner|WAGNER|PMC|pmc|Volgograd|Stalingrad|Idlib|idlib|#idlib|https://a.org/idlib|é)( |-|\n|\n\n|, |\. |'s |  )){0,12}",
        year in proptest::option::of(1955_i32..1968),
    ) {
        let published = year.map(|year| year.to_string().parse().expect("a year is a span"));
        let result = same(&RULED, &text, published);
        proptest::prop_assert!(result.is_ok(), "{}", result.unwrap_err());
    }
}
