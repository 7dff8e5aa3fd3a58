//! Reading the spreadsheet format: CSV, one entity a row.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;
use std::str::FromStr;

use super::countries;
use super::csv_cells::{Cell, Rows};
use super::csv_columns::{COLUMNS, LISTS, column_of, language_of, normal};
use super::draft::{Draft, Origin, Rules, Stated, Text};
use super::entity::{CaseRule, Entity, Kind};
use super::import::{slug, turned};
use super::kind_words::{is_plain, kind_of, samples};
use super::scripts::may_be_written;
use super::source::{Problems, Source};
use super::toml_reader::advice;
use crate::text::delimiter_of;
use crate::text::{split_by, split_list, without_guard};

/// All entities of a CSV file that nothing is wrong with; whatever is wrong goes to `problems`. Rows that do not say
/// what they are are of the kind that is given.
pub(super) fn read(source: &Source, file: u32, kind: Option<Kind>, problems: &mut Problems) -> Vec<(Entity, Origin)> {
    let mut rows = Rows::new(&source.text, delimiter_of(&source.text));
    let header = rows.next().unwrap_or_default();
    let columns = Columns::of(&header);
    if !columns.check(&header, problems) {
        return Vec::new();
    }
    let (mut found, mut made, mut turned) = (Vec::new(), MadeIds::default(), 0);
    for cells in rows {
        if cells.iter().any(|cell| !cell.text.trim().is_empty()) {
            let (mut draft, stays) = Row { columns: &columns, cells: &cells, list_kind: kind, problems }.draft();
            turned += usize::from(!stays && turn_round(&mut draft, kind));
            made.give(&mut draft, problems);
            found.extend(draft.check(file, kind, problems));
        }
    }
    made.tell(problems);
    if turned > 0 {
        let names = if turned == 1 { "1 name" } else { &format!("{turned} names") };
        problems.remark(format!("{names} with a surname, a comma and a given name: turned round"));
    }
    found
}

/// Names a person as texts do: "al-Assad, Bashar" is Bashar al-Assad, and what was written an alias. Whether it was so.
fn turn_round(draft: &mut Draft, list_kind: Option<Kind>) -> bool {
    let kind = draft.kind.as_ref().map(|kind| kind.value).or(list_kind);
    let Some(name) = draft.name.as_mut().filter(|_| kind == Some(Kind::Person)) else { return false };
    let Some(turned) = turned(name.value.trim()) else { return false };
    let written = Stated { value: std::mem::replace(&mut name.value, Cow::Owned(turned)), at: name.at };
    draft.aliases.push((Some(written), Rules::default()));
    true
}

/// Takes the bar from behind a name that is to stay as it is, as `write_csv` puts it there. Whether there was one.
fn unbar(name: &mut Stated<Cow<'_, str>>) -> bool {
    let meant = name.value.trim().strip_suffix('|').filter(|meant| turned(meant).is_some()).map(str::to_owned);
    meant.is_some_and(|meant| {
        name.value = Cow::Owned(meant);
        true
    })
}

/// The columns of a list, by the positions of their cells.
struct Columns {
    /// Of each cell the column; none where the heading is not known or the cell is to be passed over.
    names: Vec<Option<&'static str>>,
    /// Of each cell the language that its column is headed by.
    langs: Vec<Option<&'static str>>,
    /// Of each cell whether a heading stands over it.
    headed: Vec<bool>,
}

impl Columns {
    fn of(header: &[Cell]) -> Columns {
        let names = header.iter().map(|cell| column_of(cell.text.trim())).collect();
        let langs = header.iter().map(|cell| language_of(cell.text.trim())).collect();
        let headed = header.iter().map(|cell| !cell.text.trim().is_empty()).collect();
        Columns { names, langs, headed }
    }

    /// Whether the columns are such that the rows can be read.
    fn check(&self, header: &[Cell], problems: &mut Problems) -> bool {
        let mut listed = false;
        for (index, cell) in header.iter().enumerate() {
            let heading = cell.text.trim();
            match self.names[index] {
                // A spreadsheet's empty column, of which what stands in its rows is told with them; or one to be passed
                // over.
                None if heading.is_empty() || heading.starts_with('#') => {}
                None => {
                    let message = format!("{heading:?} is not a column of a gazetteer");
                    let help = advice(&normal(heading), COLUMNS);
                    // The list of all columns is said once.
                    let again = help.starts_with("one of") && std::mem::replace(&mut listed, true);
                    let help = if again { "see above".to_owned() } else { help };
                    let help = format!(
                        "{help}; names of a language may stand under its own (Arabic), and a column whose heading begins with # is \
                         passed over"
                    );
                    problems.error_with_help(cell.at.clone(), message, help);
                }
                Some(name) if !LISTS.contains(&name) && self.names[..index].contains(&Some(name)) => {
                    let message = format!("the column {name} stands twice");
                    let help = format!(
                        "of two only one can be {name}: head the other by what it is (names: aliases), or put a # before {heading} \
                         to pass it over"
                    );
                    problems.error_with_help(cell.at.clone(), message, help);
                }
                Some(_) => {}
            }
        }
        let named = self.names.contains(&Some("name"));
        if !named {
            let help = "the first line names the columns, of which name must be there: name,type,country,aliases";
            problems.error_with_help(0..0, "the column name is missing", help);
        }
        named
    }

    fn position(&self, column: &str) -> Option<usize> {
        self.positions(column).next()
    }

    fn positions<'c>(&'c self, column: &'c str) -> impl Iterator<Item = usize> + use<'c> {
        self.names.iter().enumerate().filter(move |(_, name)| **name == Some(column)).map(|(index, _)| index)
    }
}

/// The ids that were made of names, for rows that have none.
#[derive(Default)]
struct MadeIds {
    taken: HashSet<String>,
    first: Option<String>,
    count: usize,
}

impl MadeIds {
    /// Gives an id to an entity that has a name and no id: the name as a slug, with a number if another row has it.
    fn give(&mut self, draft: &mut Draft, problems: &mut Problems) {
        if let Some(id) = &draft.id {
            self.taken.insert(id.value.trim().to_owned());
            return;
        }
        let Some(name) = &draft.name else { return };
        let slug = slug(&name.value);
        if slug.is_empty() {
            return;
        }
        let numbered = (2..).map(|number: u64| format!("{slug}-{number}"));
        // The numbers do not end.
        let free = std::iter::once(slug.clone()).chain(numbered).find(|id| !self.taken.contains(id));
        let id = free.unwrap_or_else(|| slug.clone());
        if id != slug {
            let message = format!("another row has the id {slug:?}: this one, {:?}, has {id:?}", name.value.trim());
            problems.warning(
                name.at,
                message,
                "give both an id of their own in a column id, which stays when rows move",
            );
        }
        self.count += 1;
        self.first.get_or_insert_with(|| id.clone());
        self.taken.insert(id.clone());
        (draft.id, draft.made_id) = (Some(Stated { value: Cow::Owned(id), at: name.at }), true);
    }

    fn tell(self, problems: &mut Problems) {
        if let Some(first) = self.first {
            let ids = if self.count == 1 { "1 id is" } else { &format!("{} ids are", self.count) };
            problems.remark(format!("{ids} made of the names: {first} …"));
        }
    }
}

struct Row<'a, 'c, 'p, 's> {
    columns: &'c Columns,
    cells: &'c [Cell<'a>],
    list_kind: Option<Kind>,
    problems: &'p mut Problems<'s>,
}

impl<'a> Row<'a, '_, '_, '_> {
    /// What it says, and whether its name is to stay as it is.
    fn draft(mut self) -> (Draft<'a>, bool) {
        self.check_shape();
        let (first, last) = (self.cells.first(), self.cells.last());
        let at = first.map_or(0, |cell| cell.at.start)..last.map_or(0, |cell| cell.at.end);
        let mut draft = Draft::new(at.into());
        draft.id = self.text("id");
        draft.name = self.text("name");
        let stays = draft.name.as_mut().is_some_and(unbar);
        self.kind_and_class(&mut draft);
        draft.country = self.country();
        (draft.lat, draft.lon) = (self.degrees("lat"), self.degrees("lon"));
        draft.population = self.people();
        draft.priority = self.number("priority");
        draft.geonames = self.number("geonames");
        draft.wikidata = self.text("wikidata");
        draft.same_as = self.list("same_as");
        draft.former_ids = self.list("former_ids");
        draft.admin1 = self.text("admin1");
        draft.admin2 = self.text("admin2");
        draft.feature = self.text("feature");
        draft.tags = self.list("tags");
        draft.note = self.text("note");
        self.aliases(&mut draft);
        if let Some(lang) = self.text("language") {
            draft.speak(&lang);
        }
        (draft, stays)
    }

    /// What a row says that it is, in our words or its own: "port" is a place, of the type "port". What it does not
    /// say, the list as a whole may.
    fn kind_and_class(&mut self, draft: &mut Draft<'a>) {
        draft.class = self.text("type");
        let stated = self.text("kind");
        let (word, is_kind) = match (&stated, &draft.class) {
            (Some(kind), _) => (kind.clone(), true),
            (None, Some(class)) if self.list_kind.is_none() => (class.clone(), false),
            _ => return,
        };
        let Some(kind) = kind_of(&word.value) else {
            let message = match is_kind {
                true => format!("{:?} is not a kind of entity", word.value.trim()),
                false => format!("the type {:?} does not tell the kind", word.value.trim()),
            };
            let help = format!(
                "write place, person or organisation into a column kind, or say it of the whole list: -g places:FILE, people:FILE, \
                 organisations:FILE; words that are known are such as {}",
                samples()
            );
            // The entity is not said to have no kind besides.
            draft.kind = Some(Stated { value: Kind::Place, at: word.at });
            return self.problems.error_with_help(word.at, message, help);
        };
        draft.kind = Some(Stated { value: kind, at: word.at });
        let finer = (!is_plain(&word.value))
            .then(|| Stated { value: Cow::Owned(word.value.trim().to_lowercase()), at: word.at });
        draft.class = if is_kind { draft.class.take().or(finer) } else { finer };
    }

    /// A country's code, where the cell gives it or a name that is known; else what the cell says, to be refused.
    fn country(&self) -> Option<Text<'a>> {
        let text = self.text("country")?;
        let code = countries::code_of_cell(&text.value).map(|code| Cow::Owned(code.into_string()));
        Some(Stated { value: code.unwrap_or(text.value), at: text.at })
    }

    fn check_shape(&mut self) {
        for cell in self.cells.iter().skip(self.columns.headed.len()).filter(|cell| !cell.text.trim().is_empty()) {
            let message = format!("the row has more cells than the {} columns", self.columns.headed.len());
            self.problems.error_with_help(cell.at.clone(), message, "put a cell that holds the delimiter in quotes");
        }
        let nameless = self.cells.iter().zip(&self.columns.headed).filter(|(_, headed)| !**headed);
        for (cell, _) in nameless.filter(|(cell, _)| !cell.text.trim().is_empty()) {
            self.problems.error(cell.at.clone(), "the cell stands in a column without a name");
        }
        for cell in self.cells.iter().filter(|cell| cell.unclosed) {
            self.problems.error(cell.at.start..cell.at.start + 1, "the quote is never closed");
        }
    }

    /// The aliases, and the rules that the columns of rules put on some of them.
    fn aliases(&mut self, draft: &mut Draft<'a>) {
        for index in self.columns.positions("aliases") {
            let lang = self.columns.langs[index];
            for text in self.items_at(index) {
                if text.value.contains(',') {
                    let message = format!("{:?} is one alias: a single comma parts no names", text.value.trim());
                    self.problems.warning(text.at, message, "if it is two, write a|b or a; b");
                }
                let lang = lang.filter(|lang| may_be_written(lang, &text.value));
                let lang = lang.map(|lang| Stated::new(Cow::Borrowed(lang), text.at));
                draft.aliases.push((Some(text), Rules { lang, ..Rules::default() }));
            }
        }
        for text in self.list("weak_aliases") {
            rules_of(draft, text).weak = true;
        }
        for case in CaseRule::ALL {
            for text in self.list(column_of_case(case)) {
                let (at, rules) = (text.at, rules_of(draft, text));
                if rules.case.replace(case).is_some_and(|other| other != case) {
                    self.problems.error(at, "the alias stands in two columns of letter case");
                }
            }
        }
    }

    /// A cell of a column, unless it is blank.
    fn cell(&self, column: &str) -> Option<&Cell<'a>> {
        let index = self.columns.position(column)?;
        self.cells.get(index).filter(|cell| !cell.text.trim().is_empty())
    }

    fn text(&self, column: &str) -> Option<Text<'a>> {
        let cell = self.cell(column)?;
        Some(Stated::new(without_guard(cell.text.clone()), cell.at.clone()))
    }

    /// The items of all columns of a kind.
    fn list(&self, column: &str) -> Vec<Text<'a>> {
        self.columns.positions(column).flat_map(|index| self.items_at(index)).collect()
    }

    fn items_at(&self, index: usize) -> Vec<Text<'a>> {
        let column = self.columns.names[index].unwrap_or_default();
        let Some(cell) = self.cells.get(index).filter(|cell| !cell.text.trim().is_empty()) else { return Vec::new() };
        let items = items(column, without_guard(cell.text.clone()));
        // Where quotes are doubled the items no longer stand where their distance from the start says.
        let verbatim = matches!(cell.text, Cow::Borrowed(_));
        let shift = cell.at.len().saturating_sub(cell.text.len()) / 2;
        let place = |range: Range<usize>| match verbatim {
            true => cell.at.start + shift + range.start..cell.at.start + shift + range.end,
            false => cell.at.clone(),
        };
        items.into_iter().map(|(text, range)| Stated::new(text, place(range))).collect()
    }

    fn number<T: FromStr>(&mut self, column: &str) -> Option<T> {
        let text = self.text(column)?;
        let number = text.value.trim().parse().ok();
        if number.is_none() {
            self.problems.error(text.at, format!("{column} is {:?}, not a whole number in range", text.value));
        }
        number
    }

    /// A number of people, in groups of three figures or not.
    fn people(&mut self) -> Option<u64> {
        let text = self.text("population")?;
        let digits: Vec<&str> = text.value.trim().split([',', '.', ' ', '\u{a0}', '\u{202f}', '\'', '’']).collect();
        let grouped = digits.iter().skip(1).all(|group| group.len() == 3) && digits[0].len() <= 3;
        match digits.concat().parse() {
            Ok(people) if digits.len() == 1 || grouped => Some(people),
            _ => {
                self.problems.error(text.at, format!("population is {:?}, not a whole number in range", text.value));
                None
            }
        }
    }

    fn degrees(&mut self, column: &str) -> Option<Stated<f64>> {
        let text = self.text(column)?;
        // A spreadsheet writes the decimal sign of its country.
        match text.value.trim().replacen(',', ".", 1).parse() {
            Ok(value) => Some(Stated { value, at: text.at }),
            Err(_) => {
                let message = format!("{column} is {:?}, not a number", text.value);
                self.problems.error_with_help(text.at, message, "write decimal degrees with a point, such as 36.335");
                None
            }
        }
    }
}

/// The items of a cell that holds several. In a cell with a `|` nothing else parts them; else line breaks and
/// semicolons do; and of aliases, where none of these stands, two or more commas, for a name with two commas is rarer
/// than a list of three names. A single comma parts nothing: "Springfield, Illinois".
fn items<'a>(column: &str, text: Cow<'a, str>) -> Vec<(Cow<'a, str>, Range<usize>)> {
    // Addresses hold semicolons and commas.
    if text.contains('|') || column == "same_as" {
        split_list(text)
    } else if text.contains([';', '\n']) {
        split_by(text, &[';', '\n', '\r'])
    } else if text.matches(',').count() > 1 || (column == "tags" && text.contains(',')) {
        split_by(text, &[','])
    } else {
        split_list(text)
    }
}

/// The column that lists the aliases of a case rule.
pub(super) fn column_of_case(case: CaseRule) -> &'static str {
    match case {
        CaseRule::Exact => "exact_aliases",
        CaseRule::Capitalised => "capitalised_aliases",
        CaseRule::Any => "any_aliases",
    }
}

/// The rules of an alias, which is the name, one that is listed already, or a new one.
fn rules_of<'a, 'd>(draft: &'d mut Draft<'a>, text: Text<'a>) -> &'d mut Rules<'a> {
    let same = |other: &Option<Text>| other.as_ref().is_some_and(|other| other.value.trim() == text.value.trim());
    if same(&draft.name) {
        return &mut draft.name_rules;
    }
    let index = draft.aliases.iter().position(|(other, _)| same(other)).unwrap_or_else(|| {
        draft.aliases.push((Some(text), Rules::default()));
        draft.aliases.len() - 1
    });
    &mut draft.aliases[index].1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::entity::Alias;

    fn parse(text: &str) -> (Vec<Entity>, Vec<String>) {
        let source = Source::new("x.csv", text.to_owned());
        let mut problems = Problems::new(&source);
        let found = read(&source, 0, None, &mut problems);
        let messages = problems.into_diagnostics().sorted();
        (found.into_iter().map(|(entity, _)| entity).collect(), messages.iter().map(|d| d.to_string()).collect())
    }

    #[test]
    fn a_row_is_an_entity() {
        let (entities, problems) = parse(
            "id;kind;name;aliases;weak_aliases;exact_aliases;lat;lon;population;tags\n\
             mosul;place;Mosul;al-Mawsil | الموصل;Nineveh;;36.335;43.11889;1683000;a|b\n\
             ;;;;;;;;;\n\
             is;organisation;\"Islamic; State\";ISIS;IS|Mosul\\|x;IS;;;;\n",
        );
        assert_eq!(problems, [""; 0]);
        let texts: Vec<&str> = entities[0].aliases.iter().map(|alias| &*alias.text).collect();
        assert_eq!(texts, ["Mosul", "al-Mawsil", "الموصل", "Nineveh"]);
        assert!(entities[0].aliases[3].weak && !entities[0].aliases[1].weak);
        assert_eq!(entities[0].details.as_ref().unwrap().tags, ["a", "b"]);
        assert_eq!(&*entities[1].name, "Islamic; State");
        assert_eq!(entities[1].aliases[2], Alias { weak: true, case: CaseRule::Exact, ..Alias::plain("IS") });
        assert_eq!(&*entities[1].aliases[3].text, "Mosul|x");
    }

    #[test]
    fn every_mistake_is_told_with_its_place() {
        for (text, expected) in [
            ("id,kind,name,colour\n", "x.csv:1:14: error: \"colour\" is not a column of a gazetteer"),
            ("id,kind,name,Label\n", "x.csv:1:14: error: the column name stands twice"),
            ("name,note,Remarks\n", "x.csv:1:11: error: the column note stands twice"),
            ("id,kind\n", "x.csv:1:1: error: the column name is missing"),
            ("", "x.csv:1:1: error: the column name is missing"),
            ("id,kind,name\na,pebble,B\n", "x.csv:2:3: error: \"pebble\" is not a kind of entity"),
            ("Name,Type\nB,pebble\n", "x.csv:2:3: error: the type \"pebble\" does not tell the kind"),
            ("Name,Kind,Country\nB,place,Atlantis\n", "x.csv:2:9: error: \"Atlantis\" is not a country code"),
            (
                "name,kind,population\nB,place,\"1,73\"\n",
                "x.csv:2:9: error: population is \"1,73\", not a whole number",
            ),
            ("id,kind,name\na,,B\n", "x.csv:2:1: error: the entity has no kind"),
            ("id,kind,name\n\"é\",place,B,x\n", "x.csv:2:13: error: the row has more cells than the 3 columns"),
            ("id,kind,name\na,place,\"B\n", "x.csv:2:9: error: the quote is never closed"),
            ("id,kind,name,lat,lon\na,place,B,36°N,1\n", "x.csv:2:11: error: lat is \"36°N\", not a number"),
            ("id,kind,name,geonames\na,place,B,x\n", "x.csv:2:11: error: geonames is \"x\", not a whole number"),
            ("id,kind,name,aliases\na,place,B,Bb|--\n", "x.csv:2:14: error: the alias \"--\" holds no letter"),
            (
                "id,kind,name,exact_aliases,any_aliases\na,place,Bb,Bb,Bb\n",
                "x.csv:2:15: error: the alias stands in two columns of letter case",
            ),
        ] {
            let (_, problems) = parse(text);
            assert!(problems.iter().any(|problem| problem.starts_with(expected)), "{text:?}: {problems:#?}");
        }
    }

    #[test]
    fn what_a_spreadsheet_adds_is_no_mistake_and_what_it_hides_is_told() {
        let (entities, problems) = parse("sep=;\r\nid;kind;name;;\r\na;place;Bb;;\r\n");
        assert_eq!((entities.len(), problems), (1, Vec::new()));
        let (_, problems) = parse("id,kind,name,\na,place,B,x\n");
        assert_eq!(problems[0].lines().next(), Some("x.csv:2:11: error: the cell stands in a column without a name"));
        let (_, problems) = parse("idd,kind,name,one,two\n");
        assert!(problems.iter().any(|problem| problem.contains("did you mean id?")), "{problems:#?}");
        let lists = problems.iter().filter(|problem| problem.contains("one of id, kind")).count();
        assert_eq!(lists, 1, "{problems:#?}");
        let (entities, problems) = parse("id,kind,name,aliases,#owner\na,place,Bb,Cc;Dd,x\nb,place,Ee,\"Ee, West\",\n");
        assert_eq!((entities.len(), problems.len()), (2, 1), "{problems:#?}");
        assert!(problems[0].contains("a single comma parts no names"), "{problems:#?}");
    }

    #[test]
    fn a_spreadsheet_is_read_as_people_have_it() {
        let (entities, problems) = parse(
            "Name;Type;Country;Also known as;Latitude;Longitude;Population;Language;Notes\n\
             Port Varn;port;Kazakhstan;\"Varn; Вар\nVarnport\";43,66;51,17;147 443;en;by the sea\n\
             Varn Line;company;;A, B, C;;;;;\n\
             Ana Varn;people;GB;;;;;;\n\
             Port Varn;city;AZ;;;;;;\n",
        );
        assert_eq!(problems.len(), 1, "{problems:#?}");
        assert!(problems[0].starts_with("x.csv:6:1: warning: another row has the id \"port-varn\""), "{problems:#?}");
        let told: Vec<(&str, Kind, Option<&str>, Option<&str>)> = entities
            .iter()
            .map(|entity| (&*entity.id, entity.kind, entity.class.as_deref(), entity.country.as_deref()))
            .collect();
        assert_eq!(
            told,
            [
                ("port-varn", Kind::Place, Some("port"), Some("KZ")),
                ("varn-line", Kind::Organisation, Some("company"), None),
                ("ana-varn", Kind::Person, None, Some("GB")),
                ("port-varn-2", Kind::Place, Some("city"), Some("AZ")),
            ]
        );
        let texts = |at: usize| entities[at].aliases.iter().map(|alias| &*alias.text).collect::<Vec<_>>();
        assert_eq!(texts(0), ["Port Varn", "Varn", "Вар", "Varnport"]);
        assert_eq!(texts(1), ["Varn Line", "A", "B", "C"]);
        let langs: Vec<Option<&str>> = entities[0].aliases.iter().map(|alias| alias.lang()).collect();
        assert_eq!(langs, [Some("en"), Some("en"), None, Some("en")]);
        assert_eq!((entities[0].location.map(|place| place.lat), entities[0].population), (Some(43.66), Some(147_443)));
    }

    /// With a column of the language the Russian names of the rows lost their cases.
    #[test]
    fn a_language_of_a_row_is_that_of_the_names_in_its_letters() {
        let (entities, problems) = parse("name,kind,aliases,language\nMosul,place,الموصل|Мосул,ar\n");
        assert_eq!(problems, [""; 0]);
        let langs: Vec<Option<&str>> = entities[0].aliases.iter().map(|alias| alias.lang()).collect();
        assert_eq!(langs, [Some("ar"), Some("ar"), None]);
    }

    #[test]
    fn names_stand_in_several_columns_and_under_their_languages() {
        let text = "Name;Type;Arabic;Name (Russian);Aliases;Also known as;Language\nMosul;city;الموصل;Мосул|Mosul\u{301};Mossul;Al-Mawsil;de\n";
        let (entities, problems) = parse(text);
        assert_eq!(problems, [""; 0]);
        let told: Vec<(&str, Option<&str>)> =
            entities[0].aliases.iter().map(|alias| (&*alias.text, alias.lang())).collect();
        assert_eq!(
            told,
            [
                ("Mosul", Some("de")),
                ("الموصل", Some("ar")),
                ("Мосул", Some("ru")),
                ("Mosul\u{301}", Some("ru")),
                ("Mossul", Some("de")),
                ("Al-Mawsil", Some("de"))
            ]
        );
    }

    #[test]
    fn a_kind_given_for_the_list_goes_before_a_type() {
        let source = Source::new("x.csv", "name,type\nAna Varn,army\nBo Varn,pebble\n".to_owned());
        let mut problems = Problems::new(&source);
        let found = read(&source, 0, Some(Kind::Person), &mut problems);
        assert!(problems.into_diagnostics().is_empty());
        assert!(found.iter().all(|(entity, _)| entity.kind == Kind::Person));
    }

    #[test]
    fn a_guard_against_formulas_is_taken_off() {
        let (entities, _) = parse("id,kind,name,aliases\na,place,\"'=Foo\",'-Bar|'s Hertogenbosch\nb,place,'s Heer,\n");
        assert_eq!(&*entities[0].name, "=Foo");
        assert_eq!(&*entities[0].aliases[1].text, "-Bar");
        assert_eq!(&*entities[1].name, "'s Heer");
    }
}
