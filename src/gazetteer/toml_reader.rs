//! Reading the home format: TOML, written by hand.

use std::borrow::Cow;
use std::ops::Range;

use rayon::prelude::*;
use toml_spanner::{Arena, Array, ErrorKind, Item, Key, Table, Value};

use super::draft::{Draft, Origin, Rules, Stated, Text};
use super::entity::{CaseRule, Entity, Kind};
use super::source::{Problems, Source};
use crate::calendar::Day;

/// What a gazetteer says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// Its name.
    pub name: Option<String>,
    /// The licence of its content.
    pub licence: Option<String>,
    /// Where its content comes from.
    pub source: Option<String>,
}

const HEADER_KEYS: &[&str] = &["name", "kind", "lang", "licence", "source"];
const ENTITY_KEYS: &[&str] = &[
    "id",
    "kind",
    "name",
    "name_rules",
    "aliases",
    "type",
    "country",
    "lat",
    "lon",
    "geonames",
    "wikidata",
    "same_as",
    "former_ids",
    "population",
    "priority",
    "admin1",
    "admin2",
    "feature",
    "tags",
    "note",
];
const RULE_KEYS: &[&str] = &[
    "case",
    "weak",
    "not_before",
    "not_after",
    "strong_before",
    "strong_after",
    "from",
    "to",
    "lang",
    "inflect",
    "sure",
    "anywhere",
    "note",
];

/// Entities that one thread reads at a time: the largest of the bundled lists keeps several busy.
const CHUNK: usize = 128;

/// Who reads the entities of a file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Threads {
    /// All that there are.
    All,
    /// The calling one alone, as whoever holds a lock must.
    One,
}

/// All entities of a TOML file that nothing is wrong with; whatever is wrong goes to `problems`.
/// Entities that say nothing of their kind are of the file's, or else of the one that is given.
pub(super) fn read(
    source: &Source,
    file: u32,
    (list_kind, threads): (Option<Kind>, Threads),
    problems: &mut Problems,
) -> (Header, Vec<(Entity, Origin)>) {
    let arena = Arena::new();
    let document = toml_spanner::parse_recoverable(&source.text, &arena);
    for error in document.errors() {
        problems.error(error.span().range(), message(error, &source.text));
    }
    let mut reader = Reader { text: &source.text, problems };
    let (mut header, mut defaults, mut entities) = (Header::default(), Defaults::default(), None);
    for (key, value) in document.table() {
        match key.name {
            "gazetteer" => (header, defaults) = reader.header(value),
            "entity" => entities = reader.entity_tables(value),
            _ => reader.unknown_key(key, "a gazetteer", &["gazetteer", "entity"]),
        }
    }
    defaults.kind = defaults.kind.or(list_kind);
    // A draft is many times the size of its text: none outlives its entity's check.
    let read = |tables: &[Item<'_>]| {
        let mut problems = Problems::new(source);
        let mut entities = Vec::with_capacity(tables.len());
        entities.extend(tables.iter().filter_map(|table| entity(table, file, &defaults, source, &mut problems)));
        (entities, problems)
    };
    let tables = entities.map_or(&[][..], Array::as_slice);
    let chunks: Vec<_> = match threads {
        Threads::All => tables.par_chunks(CHUNK).map(read).collect(),
        Threads::One => tables.chunks(CHUNK).map(read).collect(),
    };
    let mut found = Vec::with_capacity(chunks.iter().map(|(entities, _)| entities.len()).sum());
    for (entities, own) in chunks {
        found.extend(entities);
        problems.append(own);
    }
    (header, found)
}

/// The entity of a table, if nothing is wrong with it.
fn entity(
    table: &Item<'_>,
    file: u32,
    defaults: &Defaults<'_>,
    source: &Source,
    problems: &mut Problems,
) -> Option<(Entity, Origin)> {
    let mut draft = Reader { text: &source.text, problems }.entity(table);
    if let Some(lang) = &defaults.lang {
        draft.speak(lang);
    }
    draft.check(file, defaults.kind, problems)
}

/// What is wrong, in words; the parser calls what is nested too deeply out of range.
fn message(error: &toml_spanner::Error, text: &str) -> String {
    match error.kind() {
        ErrorKind::OutOfRange { ty, .. } if ty.contains("recursion") => {
            "lists or tables are nested too deeply".to_owned()
        }
        _ => error.message(text),
    }
}

/// What holds of the entities of a file that do not say otherwise.
#[derive(Default)]
struct Defaults<'i> {
    kind: Option<Kind>,
    lang: Option<Text<'i>>,
}

struct Reader<'p, 's> {
    text: &'p str,
    problems: &'p mut Problems<'s>,
}

impl Reader<'_, '_> {
    fn header<'i>(&mut self, value: &Item<'i>) -> (Header, Defaults<'i>) {
        let (mut header, mut defaults) = (Header::default(), Defaults::default());
        for (key, value) in self.table(value, "[gazetteer]") {
            let owned = |text: Option<Text>| text.map(|text| text.value.into_owned());
            match key.name {
                "name" => header.name = owned(self.text(key, value)),
                "licence" => header.licence = owned(self.text(key, value)),
                "source" => header.source = owned(self.text(key, value)),
                "kind" => defaults.kind = self.kind(key, value).map(|kind| kind.value),
                "lang" => defaults.lang = self.text(key, value),
                _ => self.unknown_key(key, "[gazetteer]", HEADER_KEYS),
            }
        }
        (header, defaults)
    }

    fn entity_tables<'v, 'i>(&mut self, value: &'v Item<'i>) -> Option<&'v Array<'i>> {
        match value.value() {
            Value::Array(tables) => Some(tables),
            other => {
                let message = format!("entity is {}, not a list of tables", name_of(other));
                self.problems.error_with_help(
                    value.span().range(),
                    message,
                    "begin each entity with a line [[entity]]",
                );
                None
            }
        }
    }

    fn entity<'i>(&mut self, value: &Item<'i>) -> Draft<'i> {
        let mut draft = Draft::new(self.head_of(value).into());
        for (key, value) in self.table(value, "an entity") {
            self.entity_key(&mut draft, key, value);
        }
        draft
    }

    /// Where the head of a table stands: the span of `[[entity]]` reaches over all that belongs to it.
    fn head_of(&self, value: &Item) -> Range<usize> {
        let span = value.span();
        let headed = value.as_table().is_some() && self.text[span.range()].starts_with('[');
        if headed { span.extract_header_span(self.text.as_bytes()).range() } else { span.range() }
    }

    fn entity_key<'i>(&mut self, draft: &mut Draft<'i>, key: &Key<'i>, value: &Item<'i>) {
        match key.name {
            "id" => draft.id = self.text(key, value),
            "kind" => draft.kind = self.kind(key, value),
            "name" => draft.name = self.text(key, value),
            "name_rules" => draft.name_rules = self.name_rules(value),
            "aliases" => draft.aliases = self.aliases(key, value),
            "type" => draft.class = self.text(key, value),
            "country" => draft.country = self.text(key, value),
            "lat" => draft.lat = self.float(key, value),
            "lon" => draft.lon = self.float(key, value),
            "geonames" => draft.geonames = self.integer(key, value),
            "wikidata" => draft.wikidata = self.text(key, value),
            "population" => draft.population = self.integer(key, value),
            "priority" => draft.priority = self.integer(key, value),
            "admin1" => draft.admin1 = self.text(key, value),
            "admin2" => draft.admin2 = self.text(key, value),
            "feature" => draft.feature = self.text(key, value),
            "same_as" => draft.same_as = self.texts(key, value),
            "former_ids" => draft.former_ids = self.texts(key, value),
            "tags" => draft.tags = self.texts(key, value),
            "note" => draft.note = self.text(key, value),
            _ => self.unknown_key(key, "an entity", ENTITY_KEYS),
        }
    }

    fn aliases<'i>(&mut self, key: &Key<'i>, value: &Item<'i>) -> Vec<(Option<Text<'i>>, Rules<'i>)> {
        let Value::Array(items) = value.value() else {
            self.wrong_type::<()>(key, value, "a list");
            return Vec::new();
        };
        items.iter().map(|item| self.alias(item)).collect()
    }

    fn alias<'i>(&mut self, value: &Item<'i>) -> (Option<Text<'i>>, Rules<'i>) {
        match value.value() {
            Value::String(text) => (Some(Stated::new(Cow::Borrowed(*text), value.span().range())), Rules::default()),
            Value::Table(table) => self.alias_table(table, value.span().range()),
            other => {
                let message = format!("an alias is {}", name_of(other));
                self.problems.error_with_help(
                    value.span().range(),
                    message,
                    "write a string, or a table with text and rules",
                );
                (None, Rules::default())
            }
        }
    }

    fn alias_table<'i>(&mut self, table: &Table<'i>, at: Range<usize>) -> (Option<Text<'i>>, Rules<'i>) {
        let (mut text, mut rules, mut named) = (None, Rules::default(), false);
        for (key, value) in table {
            match key.name {
                "text" | "name" if named => self.problems.error(key.span.range(), "the alias has both text and name"),
                "text" | "name" => (text, named) = (self.text(key, value), true),
                _ => self.rule(&mut rules, key, value, true),
            }
        }
        if !named {
            self.problems.error(at, "the alias has no text");
        }
        (text, rules)
    }

    fn name_rules<'i>(&mut self, value: &Item<'i>) -> Rules<'i> {
        let mut rules = Rules::default();
        for (key, value) in self.table(value, "name_rules") {
            self.rule(&mut rules, key, value, false);
        }
        rules
    }

    fn rule<'i>(&mut self, rules: &mut Rules<'i>, key: &Key<'i>, value: &Item<'i>, of_alias: bool) {
        match key.name {
            "case" => rules.case = self.case(key, value),
            "weak" => rules.weak = self.boolean(key, value).unwrap_or(false),
            "not_before" => rules.not_before = self.texts(key, value),
            "not_after" => rules.not_after = self.texts(key, value),
            "strong_before" => rules.strong_before = self.texts(key, value),
            "strong_after" => rules.strong_after = self.texts(key, value),
            "from" => rules.from = self.day(key, value),
            "to" => rules.to = self.day(key, value),
            "lang" => rules.lang = self.text(key, value),
            "inflect" => rules.uninflected = self.boolean(key, value) == Some(false),
            "sure" => rules.sure = self.boolean(key, value) == Some(true),
            "anywhere" => rules.anywhere = self.boolean(key, value) == Some(true),
            "note" => rules.note = self.text(key, value),
            _ if of_alias => self.unknown_key(key, "an alias", &[&["text"], RULE_KEYS].concat()),
            _ => self.unknown_key(key, "name_rules", RULE_KEYS),
        }
    }

    fn table<'v, 'i>(
        &mut self,
        value: &'v Item<'i>,
        what: &str,
    ) -> impl Iterator<Item = (&'v Key<'i>, &'v Item<'i>)> + use<'v, 'i> {
        let table = value.as_table();
        if table.is_none() {
            self.problems.error(value.span().range(), format!("{what} is {}, not a table", name_of(value.value())));
        }
        table.into_iter().flatten().map(|(key, value)| (key, value))
    }

    fn text<'i>(&mut self, key: &Key<'i>, value: &Item<'i>) -> Option<Text<'i>> {
        match value.value() {
            Value::String(text) => Some(Stated::new(Cow::Borrowed(*text), value.span().range())),
            _ => self.wrong_type(key, value, "a string"),
        }
    }

    /// A list of strings, or a single one.
    fn texts<'i>(&mut self, key: &Key<'i>, value: &Item<'i>) -> Vec<Text<'i>> {
        match value.value() {
            Value::Array(items) => items.iter().filter_map(|item| self.text(key, item)).collect(),
            _ => self.text(key, value).into_iter().collect(),
        }
    }

    fn boolean(&mut self, key: &Key, value: &Item) -> Option<bool> {
        match value.value() {
            Value::Boolean(boolean) => Some(*boolean),
            _ => self.wrong_type(key, value, "true or false"),
        }
    }

    fn integer<T: TryFrom<i128>>(&mut self, key: &Key, value: &Item) -> Option<T> {
        let Value::Integer(integer) = value.value() else {
            return self.wrong_type(key, value, "a whole number");
        };
        let number = T::try_from(integer.as_i128()).ok();
        if number.is_none() {
            self.problems.error(value.span().range(), format!("{} {} is out of range", key.name, integer.as_i128()));
        }
        number
    }

    fn float(&mut self, key: &Key, value: &Item) -> Option<Stated<f64>> {
        let number = match value.value() {
            Value::Float(float) => Some(*float),
            Value::Integer(integer) => Some(integer.as_f64()),
            _ => None,
        };
        match number {
            Some(number) => Some(Stated::new(number, value.span().range())),
            None => self.wrong_type(key, value, "a number"),
        }
    }

    fn day(&mut self, key: &Key, value: &Item) -> Option<Stated<Day>> {
        let text = match value.value() {
            Value::String(text) => text.to_string(),
            Value::DateTime(_) => self.text[value.span().range()].to_owned(),
            _ => return self.wrong_type(key, value, "a day"),
        };
        match text.parse() {
            Ok(day) => Some(Stated::new(day, value.span().range())),
            Err(error) => self.refuse(value.span().range(), &error),
        }
    }

    fn kind(&mut self, key: &Key, value: &Item) -> Option<Stated<Kind>> {
        let text = self.text(key, value)?;
        match text.value.parse() {
            Ok(kind) => Some(Stated::new(kind, value.span().range())),
            Err(error) => self.refuse(value.span().range(), &error),
        }
    }

    fn case(&mut self, key: &Key, value: &Item) -> Option<CaseRule> {
        let text = self.text(key, value)?;
        match text.value.parse() {
            Ok(rule) => Some(rule),
            Err(error) => self.refuse(value.span().range(), &error),
        }
    }

    fn refuse<T>(&mut self, at: Range<usize>, error: &crate::Error) -> Option<T> {
        self.problems.error_with_help(at, error.message(), error.advice().unwrap_or_default());
        None
    }

    fn wrong_type<T>(&mut self, key: &Key, value: &Item, wanted: &str) -> Option<T> {
        let message = format!("{} is {}, not {wanted}", key.name, name_of(value.value()));
        self.problems.error(value.span().range(), message);
        None
    }

    fn unknown_key(&mut self, key: &Key, owner: &str, known: &[&str]) {
        let name = key.name;
        let message = format!("{name:?} is not a key of {owner}");
        self.problems.error_with_help(key.span.range(), message, advice(name, known));
    }
}

/// Which of the known words was probably meant.
pub(super) fn advice(word: &str, known: &[&str]) -> String {
    let likeness = |candidate: &&&str| (strsim::jaro_winkler(word, candidate) * 1000.0) as u32;
    match known.iter().max_by_key(likeness).filter(|best| likeness(best) >= 800) {
        Some(best) => format!("did you mean {best}?"),
        None => format!("one of {}", known.join(", ")),
    }
}

fn name_of(value: Value) -> &'static str {
    match value {
        Value::String(_) => "a string",
        Value::Integer(_) => "a whole number",
        Value::Float(_) => "a number",
        Value::Boolean(_) => "true or false",
        Value::DateTime(_) => "a date",
        Value::Array(_) => "a list",
        Value::Table(_) => "a table",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::entity::{Alias, Conditions};

    fn parse(text: &str) -> (Vec<Entity>, Vec<String>) {
        let source = Source::new("x.toml", text.to_owned());
        let mut problems = Problems::new(&source);
        let (_, found) = read(&source, 0, (None, Threads::All), &mut problems);
        let messages = problems.into_diagnostics().sorted();
        (found.into_iter().map(|(entity, _)| entity).collect(), messages.iter().map(|d| d.to_string()).collect())
    }

    #[test]
    fn an_entity_is_read_with_all_that_it_states() {
        let (entities, problems) = parse(
            r#"
            [gazetteer]
            name = "Test"
            kind = "place"

            [[entity]]
            id = "mosul"
            name = "Mosul"
            name_rules = { not_before = "Eye" }
            aliases = ["al-Mawsil", { name = "الموصل", lang = "ar" }, { text = "Nineveh", weak = true, to = 2017-07-10 }]
            type = "city"
            lat = 36.335
            lon = 43
            geonames = 99_072
            priority = -2
            tags = ["tigris"]
            "#,
        );
        assert_eq!(problems, [""; 0]);
        let mosul = &entities[0];
        assert_eq!((&*mosul.id, mosul.kind, mosul.priority), ("mosul", Kind::Place, -2));
        assert_eq!(mosul.location.unwrap().lon, 43.0);
        assert_eq!(mosul.details.as_ref().unwrap().geonames, Some(99_072));
        assert_eq!(mosul.aliases[0].conditions.as_ref().unwrap().not_before, ["Eye"]);
        assert_eq!(mosul.aliases[1], Alias::plain("al-Mawsil"));
        assert_eq!(mosul.aliases[2].lang(), Some("ar"));
        let to = Some("2017-07-10".parse().unwrap());
        let until = Some(Box::new(Conditions { to, ..Conditions::default() }));
        assert_eq!(mosul.aliases[3], Alias { weak: true, conditions: until, ..Alias::plain("Nineveh") });
    }

    #[test]
    fn every_mistake_is_told_with_its_place() {
        const HEAD: &str = "[[entity]]\nid = \"a\"\nkind = \"place\"\nname = \"A b\"\n";
        for (lines, expected) in [
            ("lat = 91\nlon = 1", "x.toml:5:7: error: latitude 91 is out of range"),
            ("lat = nan\nlon = 1", "x.toml:5:7: error: latitude NaN is out of range"),
            ("lon = 1", "x.toml:5:7: error: lon stands without lat"),
            ("latitude = 1", "x.toml:5:1: error: \"latitude\" is not a key of an entity"),
            ("lat = \"1\"\nlon = 1", "x.toml:5:7: error: lat is a string, not a number"),
            ("population = -5", "x.toml:5:14: error: population -5 is out of range"),
            ("population = 1.5", "x.toml:5:14: error: population is a number, not a whole number"),
            ("country = \"Iraq\"", "x.toml:5:11: error: \"Iraq\" is not a country code"),
            ("wikidata = \"3838\"", "x.toml:5:12: error: \"3838\" is not a Wikidata identifier"),
            ("aliases = [\"\"]", "x.toml:5:12: error: an alias is empty"),
            ("aliases = [\"é\", \"—\"]", "x.toml:5:17: error: the alias \"—\" holds no letter and no digit"),
            ("aliases = [\"a\\nb\"]", "x.toml:5:12: error: the alias \"a\\nb\" holds a line break"),
            ("aliases = [7]", "x.toml:5:12: error: an alias is a whole number"),
            ("aliases = \"B\"", "x.toml:5:11: error: aliases is a string, not a list"),
            ("aliases = [{ case = \"exact\" }]", "x.toml:5:12: error: the alias has no text"),
            (
                "aliases = [{ text = \"B\", case = \"upper\" }]",
                "x.toml:5:33: error: \"upper\" is not a rule of letter case",
            ),
            ("aliases = [{ text = \"B\", weak = 1 }]", "x.toml:5:33: error: weak is a whole number, not true or false"),
            ("aliases = [{ text = \"B\", from = \"2017-02-30\" }]", "x.toml:5:33: error: \"2017-02-30\" is not a day"),
            (
                "aliases = [{ text = \"B\", lang = \"Arabic!\" }]",
                "x.toml:5:33: error: \"Arabic!\" is not a language tag",
            ),
            ("aliases = [{ text = \"B\", not_after = [\"\"] }]", "x.toml:5:39: error: a word of not_after is empty"),
            (
                "aliases = [{ text = \"B\", strong_after = [\"in\"] }]",
                "x.toml:5:42: error: strong_after says where a weak alias counts by itself",
            ),
            ("name_rules = { text = \"B\" }", "x.toml:5:16: error: \"text\" is not a key of name_rules"),
            ("id = \"b\"", "x.toml:5:1: error: the key `id` is defined multiple times"),
            ("note = \"", "x.toml:5:9: error: "),
            (&format!("tags = {}", "[".repeat(400)), "x.toml:5:"),
        ] {
            let (_, problems) = parse(&format!("{HEAD}{lines}\n"));
            assert!(problems.iter().any(|problem| problem.starts_with(expected)), "{lines}: {problems:#?}");
        }
        let (_, problems) =
            parse(&format!("{HEAD}aliases = [{{ text = \"B\", from = 2018-01-01, to = 2017-01-01 }}]\n"));
        assert!(problems[0].contains("from 2018-01-01 is after to 2017-01-01"), "{problems:?}");
    }

    #[test]
    fn what_is_missing_is_told_and_all_mistakes_come_at_once() {
        let (entities, problems) = parse("[[entity]]\n[[entity]]\nid = \"b\"\nkind = \"town\"\n[entities]\n");
        assert!(entities.is_empty());
        let expected = [
            "x.toml:1:1: error: the entity has no id",
            "x.toml:1:1: error: the entity has no kind",
            "x.toml:1:1: error: the entity has no name",
            "x.toml:2:1: error: the entity has no kind",
            "x.toml:2:1: error: the entity has no name",
            "x.toml:4:8: error: \"town\" is not a kind of entity",
            "x.toml:5:2: error: \"entities\" is not a key of a gazetteer",
        ];
        for (problem, expected) in problems.iter().zip(expected) {
            assert!(problem.starts_with(expected), "{problem}\n{expected}");
        }
        assert_eq!(problems.len(), expected.len());
        assert!(problems[6].ends_with("did you mean entity?"));
    }
}
