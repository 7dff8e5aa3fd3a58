//! Reading the spreadsheet format: CSV, one entity a row.

use std::borrow::Cow;
use std::ops::Range;
use std::str::FromStr;

use super::csv_cells::{Cell, Rows};
use super::draft::{Draft, Origin, Rules, Stated, Text};
use super::entity::{CaseRule, Entity};
use super::source::{Problems, Source};
use super::toml_reader::advice;
use crate::text::delimiter_of;
use crate::text::{split_list, without_guard};

/// Every column, in the order in which they are written.
pub(super) const COLUMNS: &[&str] = &[
    "id",
    "kind",
    "name",
    "aliases",
    "weak_aliases",
    "exact_aliases",
    "capitalised_aliases",
    "any_aliases",
    "type",
    "country",
    "lat",
    "lon",
    "geonames",
    "wikidata",
    "same_as",
    "population",
    "priority",
    "admin1",
    "admin2",
    "feature",
    "tags",
    "note",
];

/// All entities of a CSV file that nothing is wrong with; whatever is wrong goes to `problems`.
pub(super) fn read(source: &Source, file: u32, problems: &mut Problems) -> Vec<(Entity, Origin)> {
    let mut rows = Rows::new(&source.text, delimiter_of(&source.text));
    let header = rows.next().unwrap_or_default();
    let columns: Vec<&str> = header.iter().map(|cell| cell.text.trim()).collect();
    if !check_header(&header, &columns, problems) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for cells in rows {
        if cells.iter().any(|cell| !cell.text.trim().is_empty()) {
            let draft = Row { columns: &columns, cells: &cells, problems }.draft();
            found.extend(draft.check(file, None, problems));
        }
    }
    found
}

/// Whether the columns are such that the rows can be read.
fn check_header(header: &[Cell], columns: &[&str], problems: &mut Problems) -> bool {
    let mut listed = false;
    for (index, (cell, name)) in header.iter().zip(columns).enumerate() {
        if name.is_empty() {
            // A spreadsheet's empty column; what stands in its rows is told with them.
        } else if !COLUMNS.contains(name) {
            let message = format!("{name:?} is not a column of a gazetteer");
            let help = advice(&name.to_lowercase(), COLUMNS);
            // The list of all columns is said once.
            let help =
                if help.starts_with("one of") && std::mem::replace(&mut listed, true) { "see above" } else { &help };
            problems.error_with_help(cell.at.clone(), message, help);
        } else if columns[..index].contains(name) {
            problems.error(cell.at.clone(), format!("the column {name} stands twice"));
        }
    }
    let missing: Vec<&str> = ["id", "kind", "name"].into_iter().filter(|name| !columns.contains(name)).collect();
    for name in &missing {
        let message = format!("the column {name} is missing");
        problems.error_with_help(0..0, message, "the first line names the columns; id, kind and name must be there");
    }
    missing.is_empty()
}

struct Row<'a, 'c, 'p, 's> {
    columns: &'c [&'c str],
    cells: &'c [Cell<'a>],
    problems: &'p mut Problems<'s>,
}

impl<'a> Row<'a, '_, '_, '_> {
    fn draft(mut self) -> Draft<'a> {
        self.check_shape();
        let (first, last) = (self.cells.first(), self.cells.last());
        let at = first.map_or(0, |cell| cell.at.start)..last.map_or(0, |cell| cell.at.end);
        let mut draft = Draft::new(at.into());
        draft.id = self.text("id");
        draft.kind = self.parsed("kind");
        draft.name = self.text("name");
        draft.class = self.text("type");
        draft.country = self.text("country");
        (draft.lat, draft.lon) = (self.degrees("lat"), self.degrees("lon"));
        draft.population = self.number("population");
        draft.priority = self.number("priority");
        draft.geonames = self.number("geonames");
        draft.wikidata = self.text("wikidata");
        draft.same_as = self.list("same_as");
        draft.admin1 = self.text("admin1");
        draft.admin2 = self.text("admin2");
        draft.feature = self.text("feature");
        draft.tags = self.list("tags");
        draft.note = self.text("note");
        self.aliases(&mut draft);
        draft
    }

    fn check_shape(&mut self) {
        for cell in self.cells.iter().skip(self.columns.len()).filter(|cell| !cell.text.trim().is_empty()) {
            let message = format!("the row has more cells than the {} columns", self.columns.len());
            self.problems.error_with_help(cell.at.clone(), message, "put a cell that holds the delimiter in quotes");
        }
        let nameless = self.cells.iter().zip(self.columns).filter(|(_, name)| name.is_empty());
        for (cell, _) in nameless.filter(|(cell, _)| !cell.text.trim().is_empty()) {
            self.problems.error(cell.at.clone(), "the cell stands in a column without a name");
        }
        for cell in self.cells.iter().filter(|cell| cell.unclosed) {
            self.problems.error(cell.at.start..cell.at.start + 1, "the quote is never closed");
        }
    }

    /// The aliases, and the rules that the columns of rules put on some of them.
    fn aliases(&mut self, draft: &mut Draft<'a>) {
        for text in self.list("aliases") {
            if text.value.contains(';') || text.value.matches(',').count() > 1 {
                let message = format!("{:?} is one alias: only | parts several", text.value.trim());
                self.problems.warning(text.at, message, "write a|b|c");
            }
            draft.aliases.push((Some(text), Rules::default()));
        }
        for text in self.list("weak_aliases") {
            rules_of(draft, text).weak = true;
        }
        for case in CaseRule::ALL {
            for text in self.list(column_of(case)) {
                let (at, rules) = (text.at, rules_of(draft, text));
                if rules.case.replace(case).is_some_and(|other| other != case) {
                    self.problems.error(at, "the alias stands in two columns of letter case");
                }
            }
        }
    }

    /// A cell of a column, unless it is blank.
    fn cell(&self, column: &str) -> Option<&Cell<'a>> {
        let index = self.columns.iter().position(|name| *name == column)?;
        self.cells.get(index).filter(|cell| !cell.text.trim().is_empty())
    }

    fn text(&self, column: &str) -> Option<Text<'a>> {
        let cell = self.cell(column)?;
        Some(Stated::new(without_guard(cell.text.clone()), cell.at.clone()))
    }

    fn list(&self, column: &str) -> Vec<Text<'a>> {
        let Some(cell) = self.cell(column) else { return Vec::new() };
        let items = split_list(without_guard(cell.text.clone()));
        // Where quotes are doubled the items no longer stand where their distance from the start says.
        let verbatim = matches!(cell.text, Cow::Borrowed(_));
        let shift = cell.at.len().saturating_sub(cell.text.len()) / 2;
        let place = |range: Range<usize>| match verbatim {
            true => cell.at.start + shift + range.start..cell.at.start + shift + range.end,
            false => cell.at.clone(),
        };
        items.into_iter().map(|(text, range)| Stated::new(text, place(range))).collect()
    }

    fn parsed<T: FromStr<Err = crate::Error>>(&mut self, column: &str) -> Option<Stated<T>> {
        let text = self.text(column)?;
        match text.value.trim().parse() {
            Ok(value) => Some(Stated { value, at: text.at }),
            Err(error) => {
                self.problems.error_with_help(text.at, error.message(), error.advice().unwrap_or_default());
                None
            }
        }
    }

    fn number<T: FromStr>(&mut self, column: &str) -> Option<T> {
        let text = self.text(column)?;
        let number = text.value.trim().parse().ok();
        if number.is_none() {
            self.problems.error(text.at, format!("{column} is {:?}, not a whole number in range", text.value));
        }
        number
    }

    fn degrees(&mut self, column: &str) -> Option<Stated<f64>> {
        let text = self.text(column)?;
        match text.value.trim().parse() {
            Ok(value) => Some(Stated { value, at: text.at }),
            Err(_) => {
                let message = format!("{column} is {:?}, not a number", text.value);
                self.problems.error_with_help(text.at, message, "write decimal degrees with a point, such as 36.335");
                None
            }
        }
    }
}

/// The column that lists the aliases of a case rule.
pub(super) fn column_of(case: CaseRule) -> &'static str {
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
        let found = read(&source, 0, &mut problems);
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
            ("id,kind,name,name\n", "x.csv:1:14: error: the column name stands twice"),
            ("id,kind\n", "x.csv:1:1: error: the column name is missing"),
            ("", "x.csv:1:1: error: the column id is missing"),
            ("id,kind,name\na,town,B\n", "x.csv:2:3: error: \"town\" is not a kind of entity"),
            ("id,kind,name\na,,B\n", "x.csv:2:1: error: the entity has no kind"),
            ("id,kind,name\n\"é\",place,B,x\n", "x.csv:2:13: error: the row has more cells than the 3 columns"),
            ("id,kind,name\na,place,\"B\n", "x.csv:2:9: error: the quote is never closed"),
            ("id,kind,name,lat,lon\na,place,B,\"36,3\",1\n", "x.csv:2:11: error: lat is \"36,3\", not a number"),
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
        let (_, problems) = parse("ID,kind,name,one,two\n");
        assert!(problems.iter().any(|problem| problem.contains("did you mean id?")), "{problems:#?}");
        let lists = problems.iter().filter(|problem| problem.contains("one of id, kind")).count();
        assert_eq!(lists, 1, "{problems:#?}");
        let (entities, problems) = parse("id,kind,name,aliases\na,place,Bb,Cc;Dd\nb,place,Ee,\"Ee, West\"\n");
        assert_eq!((entities.len(), problems.len()), (2, 1), "{problems:#?}");
        assert!(problems[0].contains("only | parts several"), "{problems:#?}");
    }

    #[test]
    fn a_guard_against_formulas_is_taken_off() {
        let (entities, _) = parse("id,kind,name,aliases\na,place,\"'=Foo\",'-Bar|'s Hertogenbosch\nb,place,'s Heer,\n");
        assert_eq!(&*entities[0].name, "=Foo");
        assert_eq!(&*entities[0].aliases[1].text, "-Bar");
        assert_eq!(&*entities[1].name, "'s Heer");
    }
}
