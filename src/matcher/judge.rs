//! The rules of an alias, held against one occurrence.

use std::sync::OnceLock;

use foldhash::HashMap;

use super::choice::is_before_region;
use super::context::Phrase;
use super::names::{Bearer, Fit, is_arabic_around, is_german_around, is_other_than_german_around};
use super::rule::{DropRule, Rule};
use super::witness::{Place, Witness};
use super::{Field, Reading, emphasis, months, pronoun};
use crate::calendar::{Day, Span};
use crate::gazetteer::{Alias, CaseRule, Conditions, Gazetteer, Kind};
use crate::text::{crosses_sentence, fold, has_capitals_of, in_address, same_case};

/// A whole word of a text that spells a name.
pub(super) struct Occurrence<'t> {
    pub(super) field: Field,
    pub(super) text: &'t str,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) fit: Fit,
    /// Whose name it is.
    pub(super) bearers: &'t [Bearer],
    pub(super) published: Option<Span>,
    /// Whether the text is a hashtag's words.
    pub(super) in_hashtag: bool,
}

impl Occurrence<'_> {
    fn surface(&self) -> &str {
        &self.text[self.start..self.end]
    }

    /// Whether it stands in a hashtag or an address, where letter case says nothing.
    fn says_nothing_by_case(&self) -> bool {
        self.in_hashtag || self.text[..self.start].ends_with(['#', '＃']) || in_address(self.text, self.start, self.end)
    }

    fn place(&self) -> Place {
        Place { field: self.field, start: self.start, end: self.end }
    }
}

/// The rules of all aliases that have any, each folded once, when an occurrence is first held against them: a text
/// names few of them.
#[derive(Debug, Default)]
pub(super) struct Judge {
    rules: HashMap<(u32, u32), OnceLock<Option<Box<Rules>>>>,
}

#[derive(Debug, Default)]
struct Rules {
    not_before: Vec<Phrase>,
    not_after: Vec<Phrase>,
    strong_before: Vec<Phrase>,
    strong_after: Vec<Phrase>,
    from: Option<Day>,
    to: Option<Day>,
    month: bool,
    function_word: bool,
}

impl Rules {
    fn of(alias: &Alias) -> Option<Rules> {
        let folded = fold(&alias.text);
        let none = Conditions::default();
        let conditions = alias.conditions.as_deref().unwrap_or(&none);
        let phrases = |words: &[String]| words.iter().map(|word| Phrase::new(word)).collect::<Vec<_>>();
        let rules = Rules {
            not_before: phrases(&conditions.not_before),
            not_after: phrases(&conditions.not_after),
            strong_before: phrases(&conditions.strong_before),
            strong_after: phrases(&conditions.strong_after),
            from: conditions.from,
            to: conditions.to,
            month: !conditions.sure && months::names_a_month(&folded),
            function_word: !conditions.sure && emphasis::spells_a_function_word(&folded),
        };
        (rules.month || rules.function_word || is_bound(conditions)).then_some(rules)
    }

    /// The rule that drops an occurrence, if one does.
    fn broken_by(&self, occurrence: &Occurrence<'_>) -> Option<DropRule> {
        let Occurrence { text, start, end, published, .. } = *occurrence;
        if published.is_some_and(|span| !self.valid_in(span)) {
            Some(DropRule::Validity)
        } else if self.not_before.iter().any(|phrase| phrase.follows(text, end)) {
            Some(DropRule::NotBefore)
        } else if self.not_after.iter().any(|phrase| phrase.precedes(text, start)) {
            Some(DropRule::NotAfter)
        } else if self.month && months::is_date(text, start, end) {
            Some(DropRule::Month)
        } else if self.function_word && emphasis::is_word(text, start, end) {
            Some(DropRule::Emphasis)
        } else if self.function_word && pronoun::is_of_a_currency(text, end) {
            Some(DropRule::InsideName)
        } else {
            None
        }
    }

    /// Whether a weak alias counts by itself there, for the words beside it say what it is.
    fn make_strong(&self, occurrence: &Occurrence<'_>) -> bool {
        let Occurrence { text, start, end, .. } = *occurrence;
        self.strong_before.iter().any(|phrase| phrase.follows(text, end))
            || self.strong_after.iter().any(|phrase| phrase.precedes(text, start))
    }

    /// Whether any day of the publication's span lies in the validity.
    fn valid_in(&self, published: Span) -> bool {
        self.from.is_none_or(|from| published.to() >= from) && self.to.is_none_or(|to| published.from() <= to)
    }
}

/// What the letters of a surface in ASCII are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// The first is small.
    Small,
    /// The first is a capital, and some are small.
    Capitalised,
    /// There are capitals, the first among them, and no small letter.
    Capitals,
    /// Not all is ASCII, or it begins with no letter.
    Other,
}

impl Shape {
    fn of(surface: &str) -> Shape {
        let bytes = surface.as_bytes();
        match bytes[0] {
            _ if !surface.is_ascii() => Shape::Other,
            b'a'..=b'z' => Shape::Small,
            b'A'..=b'Z' if bytes.iter().any(u8::is_ascii_lowercase) => Shape::Capitalised,
            b'A'..=b'Z' => Shape::Capitals,
            _ => Shape::Other,
        }
    }
}

/// Whether an alias has [`Rules`]: most conditions are but a language, of which the text is not asked here.
pub(super) fn is_ruled(alias: &Alias, folded: &str) -> bool {
    let spells_another = || months::names_a_month(folded) || emphasis::spells_a_function_word(folded);
    alias.conditions.as_deref().is_some_and(is_bound) || !alias.is_sure() && spells_another()
}

/// Whether conditions hold an alias to words beside it or to a time.
fn is_bound(conditions: &Conditions) -> bool {
    let says_words = || conditions.phrases().iter().any(|words| !words.is_empty());
    conditions.from.is_some() || conditions.to.is_some() || says_words()
}

impl Judge {
    /// A place for the rules of those aliases that have any.
    pub(super) fn new(bearers: &[Bearer]) -> Judge {
        // The rules of an alias hold for its forms, which stand beside it.
        let ruled = bearers.iter().filter(|bearer| bearer.is_ruled() && !bearer.is_form());
        Judge { rules: ruled.map(|bearer| ((bearer.entity, bearer.alias()), OnceLock::new())).collect() }
    }

    /// The rules of a bearer's alias, if it has any.
    fn rules_of(&self, alias: &Alias, bearer: Bearer) -> Option<&Rules> {
        let place = bearer.is_ruled().then(|| self.rules.get(&(bearer.entity, bearer.alias())))??;
        place.get_or_init(|| Rules::of(alias).map(Box::new)).as_deref()
    }

    /// Adds the readings of an occurrence that all rules leave. True if one was dropped because the words beside it
    /// make it something else: then nothing shorter inside of it is meant either.
    pub(super) fn readings(
        &self,
        gazetteer: &Gazetteer,
        occurrence: &Occurrence<'_>,
        kept: &mut Vec<(Reading, Rule)>,
        witness: &mut impl Witness,
    ) -> bool {
        let first = kept.len();
        let mut blocks = false;
        let shape = Shape::of(occurrence.surface());
        for &bearer in occurrence.bearers {
            let reading = Reading::from(bearer);
            if occurrence.fit == Fit::Whole && shape != Shape::Other {
                // Decided by the text alone: a long list is not touched for it.
                if shape == Shape::Small && !bearer.is_small() {
                    witness.other_word(occurrence.place(), reading);
                    continue;
                }
                if bearer.is_simple() {
                    kept.push((reading, if shape == Shape::Capitals { Rule::Capitals } else { Rule::Capitalised }));
                    continue;
                }
            }
            let entity = &gazetteer.entities[reading.entity as usize];
            match self.verdict((entity.kind, alias_of(gazetteer, reading)), bearer, occurrence) {
                Ok(rule) => kept.push((reading, rule)),
                Err(Some(rule)) => {
                    blocks |= matches!(rule, DropRule::NotBefore | DropRule::NotAfter);
                    witness.dropped(rule, occurrence.place(), std::iter::once(reading));
                }
                Err(None) => witness.other_word(occurrence.place(), reading),
            }
        }
        let own = own_spellings_first(&mut kept[first..]);
        kept.truncate(first + own);
        one_an_entity(kept, first);
        if kept.len() > first {
            drop_misplaced(gazetteer, occurrence, kept, first, witness);
        }
        blocks
    }

    /// The rule that lets a reading count, or the one that drops it; none for a small letter where the alias has a
    /// capital, which is another word and no dropped mention.
    fn verdict(
        &self,
        (kind, alias): (Kind, &Alias),
        bearer: Bearer,
        occurrence: &Occurrence<'_>,
    ) -> Result<Rule, Option<DropRule>> {
        let surface = occurrence.surface();
        let anywhere = || alias.is_anywhere() && occurrence.says_nothing_by_case();
        let Some(rule) = form_rule((kind, alias), bearer, occurrence).or_else(|| anywhere().then_some(Rule::Anywhere))
        else {
            let capital = surface.chars().next().is_some_and(char::is_uppercase);
            return Err((capital && occurrence.fit == Fit::Whole && !bearer.is_form()).then_some(DropRule::Case));
        };
        let rules = self.rules_of(alias, bearer);
        match rules.and_then(|rules| rules.broken_by(occurrence)) {
            Some(broken) => Err(Some(broken)),
            None if alias.weak && !rules.is_some_and(|rules| rules.make_strong(occurrence)) => Ok(Rule::Weak),
            None => Ok(rule),
        }
    }
}

pub(super) fn alias_of(gazetteer: &Gazetteer, reading: Reading) -> &Alias {
    &gazetteer.entities[reading.entity as usize].aliases[reading.alias as usize]
}

/// The rule by which the form that an occurrence has is one of its alias's.
fn form_rule((kind, alias): (Kind, &Alias), bearer: Bearer, occurrence: &Occurrence<'_>) -> Option<Rule> {
    let surface = occurrence.surface();
    if is_arabic_word_for_another(alias, surface) {
        return None;
    }
    match occurrence.fit {
        Fit::Whole if bearer.is_form() && !is_form_there(alias, occurrence) => None,
        Fit::Whole if bearer.is_form() => has_capitals_by_word(&alias.text, surface).then_some(Rule::Inflected),
        Fit::Whole => {
            let shouted = || kind == Kind::Place && is_shouted_before_region(alias, occurrence);
            case_rule(alias, surface).or_else(|| shouted().then_some(Rule::Capitals))
        }
        Fit::AfterClitic => (bearer.takes_clitics() && is_clitic_there(alias, occurrence)).then_some(Rule::Clitic),
        Fit::BeforeSuffix if bearer.takes_suffixes() => case_rule(alias, surface).map(|_| Rule::Inflected),
        Fit::BeforeSuffix => None,
    }
}

/// Whether a name that asks for its own letter case stands in capitals before a state or a country, as a place does in a
/// dateline: "HIT, Iraq —", "READING, Pa. —".
fn is_shouted_before_region(alias: &Alias, occurrence: &Occurrence<'_>) -> bool {
    let surface = occurrence.surface();
    let shouted = |text: &str| !text.contains(char::is_lowercase);
    alias.case == CaseRule::Exact
        && shouted(surface)
        && !shouted(&alias.text)
        && is_before_region(occurrence.text, occurrence.start, occurrence.end)
}

/// Whether a form of an alias is one in that text: in Latin letters, if the list does not say that the alias is German,
/// the text must be German, whatever else the list says; if it does, the text must be of no other language.
fn is_form_there(alias: &Alias, occurrence: &Occurrence<'_>) -> bool {
    let Occurrence { text, start, end, .. } = *occurrence;
    let is_latin = alias.text.ends_with(|last: char| last.is_ascii_lowercase());
    match primary(alias) {
        _ if !is_latin => true,
        Some("de") => !is_other_than_german_around(text, start, end),
        _ => is_german_around(text, start, end),
    }
}

/// Whether the letters before an alias are Arabic particles: the list says that it is Arabic, or the text is.
fn is_clitic_there(alias: &Alias, occurrence: &Occurrence<'_>) -> bool {
    primary(alias) == Some("ar") || is_arabic_around(occurrence.text, occurrence.start, occurrence.end)
}

/// The language that an alias states, without script and country.
fn primary(alias: &Alias) -> Option<&str> {
    alias.lang().and_then(|lang| lang.split('-').next())
}

/// Whether a surface has the Arabic ة where a Persian or Kurdish alias has ه. Both fold alike, for Arabic is often
/// typed so; but those languages have no ة, and "تركية" (Turkish) is no "ترکیه" (Turkey).
fn is_arabic_word_for_another(alias: &Alias, surface: &str) -> bool {
    matches!(primary(alias), Some("fa" | "prs" | "ckb" | "ps" | "ur"))
        && surface.contains('ة')
        && !alias.text.contains('ة')
}

/// Whether each word of a surface begins with a capital where the alias's does: for forms that differ in their letters.
fn has_capitals_by_word(alias: &str, surface: &str) -> bool {
    fn words(text: &str) -> impl Iterator<Item = &str> {
        text.split(|c: char| c.is_whitespace() || c == '-').filter(|word| !word.is_empty())
    }
    let capital = |word: &str, is: fn(char) -> bool| word.chars().find(|c| c.is_alphabetic()).is_some_and(is);
    words(alias)
        .zip(words(surface))
        .all(|(wanted, found)| !capital(wanted, char::is_uppercase) || !capital(found, char::is_lowercase))
}

/// The rule by which a surface has the letter case that its alias asks for.
fn case_rule(alias: &Alias, surface: &str) -> Option<Rule> {
    match alias.case {
        CaseRule::Any => Some(Rule::AnyCase),
        CaseRule::Exact => same_case(&alias.text, surface).then_some(Rule::Exact),
        CaseRule::Capitalised if !has_capitals(alias, surface) => None,
        CaseRule::Capitalised => {
            let shouted = !surface.chars().any(char::is_lowercase) && alias.text.chars().any(char::is_lowercase);
            Some(if shouted && surface.chars().any(char::is_uppercase) { Rule::Capitals } else { Rule::Capitalised })
        }
    }
}

fn has_capitals(alias: &Alias, surface: &str) -> bool {
    // A word that is broken at a line's end may have its hyphen from the printer or from the name.
    if surface.contains('\n') {
        has_capitals_by_word(&alias.text, surface) || has_capitals_by_word(&alias.text, &rejoined(surface))
    } else {
        has_capitals_of(&alias.text, surface)
    }
}

/// A surface without the hyphens at its lines' ends, and what follows them: "Is-\nlamic State".
fn rejoined(surface: &str) -> String {
    let mut parts = surface.split('\n');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |whole, part| {
        let head = whole.trim_end();
        match head.strip_suffix(|sign: char| !sign.is_alphanumeric()) {
            Some(head) => format!("{head}{}", part.trim_start()),
            None => format!("{head} {}", part.trim_start()),
        }
    })
}

/// Of an occurrence's readings, a name's own spelling goes before another's inflected form: how many are left, in the
/// front.
///
/// It sees no reading but the occurrence's: a document has as many as it has names.
fn own_spellings_first(readings: &mut [(Reading, Rule)]) -> usize {
    let is_own = |(_, rule): &(Reading, Rule)| *rule != Rule::Inflected;
    if readings.len() < 2 || !readings.iter().any(is_own) {
        return readings.len();
    }
    let mut left = 0;
    for index in 0..readings.len() {
        if is_own(&readings[index]) {
            readings[left] = readings[index];
            left += 1;
        }
    }
    left
}

/// Of the readings from `first` on, one of each entity, whose bearers stand side by side: two of its aliases that are
/// written alike are no two meanings. A strong one goes before a weak one.
fn one_an_entity(kept: &mut Vec<(Reading, Rule)>, first: usize) {
    if kept.len() < first + 2 {
        return;
    }
    let mut write = first;
    for index in first + 1..kept.len() {
        if kept[index].0.entity != kept[write].0.entity {
            write += 1;
            kept[write] = kept[index];
        } else if kept[write].1 == Rule::Weak {
            kept[write] = kept[index];
        }
    }
    kept.truncate(write + 1);
}

/// Drops the readings from `first` on of an occurrence in the wrong place: but an alias may ask for addresses.
fn drop_misplaced(
    gazetteer: &Gazetteer,
    occurrence: &Occurrence<'_>,
    kept: &mut Vec<(Reading, Rule)>,
    first: usize,
    witness: &mut impl Witness,
) {
    let Some(rule) = misplaced(occurrence) else { return };
    let stays = |reading: Reading| rule == DropRule::Address && alias_of(gazetteer, reading).is_anywhere();
    for (reading, _) in kept[first..].iter().filter(|(reading, _)| !stays(*reading)) {
        witness.dropped(rule, occurrence.place(), std::iter::once(*reading));
    }
    match rule {
        DropRule::Address => keep_anywhere(gazetteer, kept, first),
        _ => kept.truncate(first),
    }
}

/// Leaves, of the readings from `first` on, those whose aliases ask for addresses and hashtags.
pub(super) fn keep_anywhere(gazetteer: &Gazetteer, readings: &mut Vec<(Reading, Rule)>, first: usize) {
    let mut write = first;
    for index in first..readings.len() {
        let (reading, rule) = readings[index];
        if alias_of(gazetteer, reading).is_anywhere() {
            readings[write] = (reading, if rule == Rule::Weak { rule } else { Rule::Anywhere });
            write += 1;
        }
    }
    readings.truncate(write);
}

/// What is wrong with the place of an occurrence, whatever it means.
fn misplaced(occurrence: &Occurrence<'_>) -> Option<DropRule> {
    let Occurrence { text, start, end, .. } = *occurrence;
    if crosses_sentence(text, start, end) {
        Some(DropRule::Sentence)
    } else if in_address(text, start, end) {
        Some(DropRule::Address)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each occurrence once looked at the readings of all names before it. Now it is given its own alone.
    #[test]
    fn own_spellings_go_before_forms() {
        for (rules, left) in [
            (&[Rule::Inflected, Rule::Capitalised, Rule::Inflected, Rule::Weak][..], &[1, 3][..]),
            (&[Rule::Inflected, Rule::Inflected], &[0, 1]),
            (&[Rule::Capitals, Rule::Weak], &[0, 1]),
            (&[Rule::Inflected], &[0]),
            (&[], &[]),
        ] {
            let reading = |(entity, rule): (usize, &Rule)| (Reading { entity: entity as u32, alias: 0 }, *rule);
            let mut readings: Vec<_> = rules.iter().enumerate().map(reading).collect();
            let count = own_spellings_first(&mut readings);
            let entities: Vec<u32> = readings[..count].iter().map(|(reading, _)| reading.entity).collect();
            assert_eq!(entities, left, "{rules:?}");
        }
    }
}
