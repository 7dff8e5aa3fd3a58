//! An entity as a file states it, before it is checked: the same for every format of ours.

use std::borrow::Cow;

use super::entity::{Alias, CaseRule, Conditions, Details, Entity, Kind, Location};
use super::scripts::may_be_written;
use super::source::{Mark, Problems};
use crate::calendar::Day;

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Stated<T> {
    pub(super) value: T,
    pub(super) at: Mark,
}

impl<T> Stated<T> {
    pub(super) fn new(value: T, at: impl Into<Mark>) -> Stated<T> {
        Stated { value, at: at.into() }
    }
}

pub(super) type Text<'a> = Stated<Cow<'a, str>>;

/// An entity as stated.
#[derive(Debug)]
pub(super) struct Draft<'a> {
    pub(super) at: Mark,
    pub(super) id: Option<Text<'a>>,
    /// Whether the id was made of the name, since the file states none.
    pub(super) made_id: bool,
    pub(super) kind: Option<Stated<Kind>>,
    pub(super) name: Option<Text<'a>>,
    pub(super) name_rules: Rules<'a>,
    pub(super) aliases: Vec<(Option<Text<'a>>, Rules<'a>)>,
    pub(super) class: Option<Text<'a>>,
    pub(super) country: Option<Text<'a>>,
    pub(super) lat: Option<Stated<f64>>,
    pub(super) lon: Option<Stated<f64>>,
    pub(super) population: Option<u64>,
    pub(super) priority: Option<i32>,
    pub(super) geonames: Option<u64>,
    pub(super) wikidata: Option<Text<'a>>,
    pub(super) same_as: Vec<Text<'a>>,
    pub(super) former_ids: Vec<Text<'a>>,
    pub(super) admin1: Option<Text<'a>>,
    pub(super) admin2: Option<Text<'a>>,
    pub(super) feature: Option<Text<'a>>,
    pub(super) tags: Vec<Text<'a>>,
    pub(super) note: Option<Text<'a>>,
}

/// The rules of an alias as stated.
#[derive(Debug, Default)]
pub(super) struct Rules<'a> {
    pub(super) case: Option<CaseRule>,
    pub(super) weak: bool,
    pub(super) not_before: Vec<Text<'a>>,
    pub(super) not_after: Vec<Text<'a>>,
    pub(super) strong_before: Vec<Text<'a>>,
    pub(super) strong_after: Vec<Text<'a>>,
    pub(super) from: Option<Stated<Day>>,
    pub(super) to: Option<Stated<Day>>,
    pub(super) lang: Option<Text<'a>>,
    pub(super) uninflected: bool,
    pub(super) sure: bool,
    pub(super) anywhere: bool,
    pub(super) note: Option<Text<'a>>,
}

/// Where an entity and its aliases stand, for what is said about them later.
#[derive(Clone, Debug)]
pub(super) struct Origin {
    /// The position of the file among the files of the run.
    pub(super) file: u32,
    pub(super) entity: Mark,
    /// One an alias, or none at all in a file that was read line by line.
    pub(super) aliases: Box<[Mark]>,
    /// Whether the id was made of the name.
    pub(super) made_id: bool,
}

impl Origin {
    /// Where an alias stands.
    pub(super) fn alias(&self, index: usize) -> Mark {
        self.aliases.get(index).copied().unwrap_or(self.entity)
    }
}

impl<'a> Draft<'a> {
    pub(super) fn new(at: Mark) -> Draft<'a> {
        Draft {
            at,
            id: None,
            made_id: false,
            kind: None,
            name: None,
            name_rules: Rules::default(),
            aliases: Vec::new(),
            class: None,
            country: None,
            lat: None,
            lon: None,
            population: None,
            priority: None,
            geonames: None,
            wikidata: None,
            same_as: Vec::new(),
            former_ids: Vec::new(),
            admin1: None,
            admin2: None,
            feature: None,
            tags: Vec::new(),
            note: None,
        }
    }

    /// Makes a language that of all names that state none and are written in its letters.
    pub(super) fn speak(&mut self, lang: &Text<'a>) {
        let name = self.name.as_ref().map(|name| (name, &mut self.name_rules));
        let others = self.aliases.iter_mut().filter_map(|(text, rules)| Some((text.as_ref()?, rules)));
        for (text, rules) in others.chain(name) {
            // What is no tag is kept, to be refused.
            let fits = !is_language_tag(&lang.value) || may_be_written(&lang.value, &text.value);
            if rules.lang.is_none() && fits {
                rules.lang = Some(lang.clone());
            }
        }
    }

    /// The entity, if nothing is wrong with it; whatever is wrong goes to `problems`.
    pub(super) fn check(
        mut self,
        file: u32,
        default_kind: Option<Kind>,
        problems: &mut Problems,
    ) -> Option<(Entity, Origin)> {
        let id = self.required(self.id.clone(), "id", problems);
        let name = self.required(self.name.clone(), "name", problems);
        let kind = self.kind.as_ref().map(|kind| kind.value).or(default_kind);
        if kind.is_none() {
            problems.error_with_help(
                self.at,
                "the entity has no kind",
                "give it a kind: place, person or organisation; or say it of the whole list: -g places:FILE, people:FILE, \
                 organisations:FILE",
            );
        }
        let location = self.location(problems);
        self.check_identifiers(problems);
        let (aliases, marks) = self.take_aliases(problems);
        let at = id.as_ref().map_or(self.at, |id| id.at);
        let entity = Entity {
            id: id?.value.into(),
            kind: kind?,
            name: name?.value.trim().into(),
            aliases,
            class: boxed(&self.class),
            country: boxed(&self.country),
            location,
            population: self.population,
            priority: self.priority.unwrap_or(0),
            details: self.details(),
        };
        Some((entity, Origin { file, entity: at, aliases: marks.into(), made_id: self.made_id }))
    }

    fn required(&self, value: Option<Text<'a>>, key: &str, problems: &mut Problems) -> Option<Text<'a>> {
        match value {
            Some(text) if text.value.trim().is_empty() => {
                problems.error(text.at, format!("the {key} is empty"));
                None
            }
            None => {
                problems.error(self.at, format!("the entity has no {key}"));
                None
            }
            some => some,
        }
    }

    fn location(&self, problems: &mut Problems) -> Option<Location> {
        let lat = degrees(&self.lat, "latitude", 90.0, problems);
        let lon = degrees(&self.lon, "longitude", 180.0, problems);
        match (&self.lat, &self.lon) {
            (Some(alone), None) => problems.error(alone.at, "lat stands without lon"),
            (None, Some(alone)) => problems.error(alone.at, "lon stands without lat"),
            _ => {}
        }
        Some(Location { lat: lat?, lon: lon? })
    }

    fn check_identifiers(&self, problems: &mut Problems) {
        let two_capitals = |text: &str| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase());
        if let Some(country) = self.country.as_ref().filter(|country| !two_capitals(&country.value)) {
            let message = format!("{:?} is not a country code", country.value);
            problems.error_with_help(
                country.at,
                message,
                "write ISO 3166-1 alpha-2, such as IQ; in a spreadsheet its name does too: Iraq",
            );
        }
        if let Some(item) = self.wikidata.as_ref().filter(|item| !is_wikidata_item(&item.value)) {
            let message = format!("{:?} is not a Wikidata identifier", item.value);
            problems.error_with_help(item.at, message, "write the item's number with its Q, such as Q3838");
        }
        let tag_texts = self.tags.iter().filter(|tag| tag.value.trim().is_empty());
        tag_texts.for_each(|tag| problems.error(tag.at, "a tag is empty"));
    }

    fn take_aliases(&mut self, problems: &mut Problems) -> (Vec<Alias>, Vec<Mark>) {
        let name = self.name.clone().map(|name| (Some(name), std::mem::take(&mut self.name_rules)));
        let (mut aliases, mut marks) = (Vec::new(), Vec::new());
        for (text, rules) in name.into_iter().chain(std::mem::take(&mut self.aliases)) {
            let Some(text) = text else { continue };
            marks.push(text.at);
            aliases.extend(rules.bind(&text, problems));
        }
        if aliases.len() < marks.len() {
            marks.clear();
        }
        aliases.shrink_to_fit();
        (aliases, marks)
    }

    fn details(&self) -> Option<Box<Details>> {
        let ids = |stated: &[Text]| -> Vec<String> {
            stated.iter().map(|id| id.value.trim().to_owned()).filter(|id| !id.is_empty()).collect()
        };
        let details = Details {
            geonames: self.geonames,
            wikidata: owned(&self.wikidata),
            same_as: ids(&self.same_as),
            former_ids: ids(&self.former_ids),
            tags: self.tags.iter().map(|tag| tag.value.trim().to_owned()).collect(),
            note: owned(&self.note),
            admin1: boxed(&self.admin1),
            admin2: boxed(&self.admin2),
            feature: boxed(&self.feature),
        };
        (details != Details::default()).then(|| Box::new(details))
    }
}

impl Rules<'_> {
    /// The alias of a text under these rules, unless it is no text that could stand anywhere.
    fn bind(&self, text: &Text, problems: &mut Problems) -> Option<Alias> {
        let written = text.value.trim();
        if written.is_empty() {
            problems.error(text.at, "an alias is empty");
            return None;
        }
        if written.chars().any(char::is_control) {
            problems.error(text.at, format!("the alias {written:?} holds a line break or another control character"));
        } else if !written.chars().any(char::is_alphanumeric) {
            problems.error(text.at, format!("the alias {written:?} holds no letter and no digit"));
        }
        let case = self.case.unwrap_or_else(|| CaseRule::default_for(written));
        Some(Alias { text: written.into(), case, weak: self.weak, conditions: self.conditions(problems) })
    }

    fn conditions(&self, problems: &mut Problems) -> Option<Box<Conditions>> {
        self.check(problems);
        let words = |list: &[Text]| list.iter().map(|word| word.value.trim().to_owned()).collect();
        let conditions = Conditions {
            not_before: words(&self.not_before),
            not_after: words(&self.not_after),
            strong_before: words(&self.strong_before),
            strong_after: words(&self.strong_after),
            from: self.from.as_ref().map(|day| day.value),
            to: self.to.as_ref().map(|day| day.value),
            lang: owned(&self.lang),
            uninflected: self.uninflected,
            sure: self.sure,
            anywhere: self.anywhere,
            note: owned(&self.note),
        };
        (conditions != Conditions::default()).then(|| Box::new(conditions))
    }

    fn check(&self, problems: &mut Problems) {
        for (key, words) in [
            ("not_before", &self.not_before),
            ("not_after", &self.not_after),
            ("strong_before", &self.strong_before),
            ("strong_after", &self.strong_after),
        ] {
            for word in words.iter().filter(|word| word.value.trim().is_empty()) {
                problems.error(word.at, format!("a word of {key} is empty"));
            }
            if let Some(word) = words.first().filter(|_| key.starts_with("strong") && !self.weak) {
                let message = format!("{key} says where a weak alias counts by itself, and this one is not weak");
                problems.error_with_help(word.at, message, "add weak = true, or leave it out");
            }
        }
        if let (Some(from), Some(to)) = (&self.from, &self.to)
            && from.value > to.value
        {
            problems
                .error(from.at, format!("from {} is after to {}: the alias would never count", from.value, to.value));
        }
        if let Some(lang) = self.lang.as_ref().filter(|lang| !is_language_tag(&lang.value)) {
            let message = format!("{:?} is not a language tag", lang.value);
            problems.error_with_help(lang.at, message, "write BCP 47, such as ar, ru or zh-Hant");
        }
    }
}

fn degrees(value: &Option<Stated<f64>>, what: &str, limit: f64, problems: &mut Problems) -> Option<f64> {
    let stated = value.as_ref()?;
    if (-limit..=limit).contains(&stated.value) {
        return Some(stated.value);
    }
    let message = format!("{what} {} is out of range", stated.value);
    problems.error_with_help(stated.at, message, format!("{what}s go from -{limit} to {limit}"));
    None
}

fn is_wikidata_item(text: &str) -> bool {
    let digits = text.strip_prefix('Q').unwrap_or_default();
    !digits.is_empty() && !digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// The shape of a BCP 47 tag: subtags of letters and digits, the first a language of two or three letters.
pub(super) fn is_language_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let language = parts.next().unwrap_or_default();
    let letters = language.bytes().all(|byte| byte.is_ascii_lowercase());
    let subtag = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    letters && (2..=3).contains(&language.len()) && parts.all(subtag)
}

fn boxed(text: &Option<Text>) -> Option<Box<str>> {
    text.as_ref().map(|text| text.value.trim().into())
}

fn owned(text: &Option<Text>) -> Option<String> {
    text.as_ref().map(|text| text.value.trim().to_owned())
}
