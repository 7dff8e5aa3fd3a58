//! A run as one SQLite file with indexes, full-text search and views, ready for Datasette.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ToSql, params_from_iter};

use super::format::refused;
use super::{Export, ExportReport, Table};
use crate::store::{ALIASES, Cell, ColumnType, Select, TableSpec};
use crate::timeline::CountMode;
use crate::{Error, Result};

/// Which columns a table is looked up by.
const INDEXES: [(&str, &[&str]); 10] = [
    ("mentions", &["entity", "published"]),
    ("mentions", &["document"]),
    ("documents", &["published"]),
    ("documents", &["publisher"]),
    ("dates", &["document"]),
    ("dates", &["from"]),
    ("timelines", &["entity", "from"]),
    ("co_mentions", &["one", "other"]),
    ("co_mentions", &["other"]),
    ("chronology", &["from"]),
];

/// The columns that are searched as text.
const SEARCHED: [(&str, &[&str]); 4] = [
    ("mentions", &["sentence", "name"]),
    ("documents", &["title"]),
    ("chronology", &["sentence"]),
    ("entities", &["name", "aliases_seen"]),
];

/// What most people ask first, as views; each with the tables that it needs.
const VIEWS: [(&str, &[&str], &str); 3] = [
    (
        "evidence",
        &["mentions", "documents"],
        "SELECT m.published, m.name, m.sentence, d.title, d.publisher, d.url, m.document, m.entity \
         FROM mentions m LEFT JOIN documents d ON d.document = m.document",
    ),
    (
        "busiest_buckets",
        &["timelines"],
        "SELECT name, bucket, mentions, documents, per_1000_documents, entity FROM timelines \
         WHERE mentions > 0 ORDER BY mentions DESC, name, bucket",
    ),
    (
        "companions",
        &["co_mentions"],
        "SELECT one_name, other_name, sum(documents) AS documents, sum(sentences) AS sentences, one, other \
         FROM co_mentions GROUP BY one, other ORDER BY documents DESC, one, other",
    ),
];

/// Writes the tables of an export.
pub(super) fn write(export: &Export<'_>, out: &mut (dyn Write + Send), report: &mut ExportReport) -> Result<()> {
    let kinds = export.tables();
    let links = match kinds.len() {
        1 => Links::None,
        _ if export.is_whole() => Links::All,
        _ => Links::OfMentions,
    };
    through_file(out, links, |database| {
        for &kind in &kinds {
            export.with_table(kind, &mut |table| {
                report.add_table(table, database.add(table)?);
                Ok(())
            })?;
        }
        if kinds.len() > 1 {
            let by_entity = Select { entities: Some(database.entities()?), ..Select::default() };
            database.add(&super::StoreTable::new(export.store, &ALIASES, &by_entity))?;
            database.describe_run(export)?;
        }
        Ok(())
    })
}

/// Writes one table.
pub(super) fn write_one(table: &dyn Table, out: &mut (dyn Write + Send)) -> Result<()> {
    through_file(out, Links::None, |database| database.add(table).map(drop))
}

/// SQLite writes here and there in its file; a stream gets it when it is done.
fn through_file(
    out: &mut (dyn Write + Send),
    links: Links,
    fill: impl FnOnce(&mut Database) -> Result<()>,
) -> Result<()> {
    let folder = tempfile::tempdir().map_err(refused)?;
    let path = folder.path().join("run.sqlite");
    let mut database = Database::create(&path, links)?;
    fill(&mut database)?;
    database.finish()?;
    let mut file = File::open(&path).map_err(refused)?;
    io::copy(&mut file, out).and_then(|_| out.flush()).map_err(refused)
}

/// Which columns refer to the row of a document or an entity: none may refer to a row that is not there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Links {
    /// The file has one table.
    None,
    /// A part of a run: what timelines and the chronology name need not be in it.
    OfMentions,
    All,
}

struct Database {
    connection: Connection,
    links: Links,
    tables: Vec<String>,
}

impl Database {
    fn create(path: &Path, links: Links) -> Result<Database> {
        let connection = Connection::open(path).map_err(failed)?;
        // Nobody else sees the file before it is whole, so nothing need be undone; and references are for readers.
        let settings = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; \
                        CREATE TABLE columns (table_name TEXT, column_name TEXT, meaning TEXT); BEGIN;";
        connection.execute_batch(settings).map_err(failed)?;
        Ok(Database { connection, links, tables: Vec::new() })
    }

    /// Adds a table with its rows, and says how many it has.
    fn add(&mut self, table: &dyn Table) -> Result<u64> {
        let spec = table.spec();
        self.connection.execute_batch(&create(spec, self.links)).map_err(failed)?;
        let marks = vec!["?"; spec.columns.len()].join(", ");
        let columns: Vec<String> = spec.columns.iter().map(|column| quoted(column.name)).collect();
        let insert = format!("INSERT INTO {} ({}) VALUES ({marks})", quoted(spec.name), columns.join(", "));
        let (mut rows, mut statement) = (0, self.connection.prepare(&insert).map_err(failed)?);
        table.each(&mut |cells| {
            rows += 1;
            statement.execute(params_from_iter(cells)).map(drop).map_err(failed)
        })?;
        drop(statement);
        let explain = "INSERT INTO columns VALUES (?, ?, ?)";
        for column in spec.columns {
            self.connection.execute(explain, [spec.name, column.name, column.meaning]).map_err(failed)?;
        }
        self.tables.push(spec.name.to_owned());
        Ok(rows)
    }

    /// The ids of the entities that it has.
    fn entities(&self) -> Result<HashSet<String>> {
        let mut statement = self.connection.prepare("SELECT id FROM entities").map_err(failed)?;
        let ids = statement.query_map([], |row| row.get(0)).map_err(failed)?;
        ids.collect::<std::result::Result<_, _>>().map_err(failed)
    }

    /// What was read and found, as keys and values.
    fn describe_run(&self, export: &Export<'_>) -> Result<()> {
        let manifest = export.store.manifest();
        self.connection.execute_batch("CREATE TABLE run (key TEXT PRIMARY KEY, value TEXT)").map_err(failed)?;
        let corpus = &manifest.corpus;
        let lists: Vec<&str> =
            manifest.gazetteers.iter().map(|source| source.name.as_deref().unwrap_or(&source.path)).collect();
        let facts = [
            ("dateline", manifest.dateline.clone()),
            ("fingerprint", corpus.fingerprint.clone()),
            ("documents", corpus.documents.to_string()),
            ("undated documents", corpus.undated.to_string()),
            ("skipped inputs", corpus.skipped.to_string()),
            ("words", corpus.words.to_string()),
            ("time zone", manifest.zone.clone()),
            ("gazetteers", lists.join("; ")),
            ("settings", manifest.settings.to_string()),
            ("count of the build", CountMode::recorded(export.store).name().to_owned()),
            ("count of these tables", export.mode().name().to_owned()),
        ];
        for (key, value) in facts {
            self.connection.execute("INSERT INTO run VALUES (?, ?)", [key, &value]).map_err(failed)?;
        }
        Ok(())
    }

    /// Adds what makes the tables quick to use.
    fn finish(self) -> Result<()> {
        let has = |table: &str| self.tables.iter().any(|known| known == table);
        for (number, (table, columns)) in INDEXES.iter().enumerate().filter(|(_, (table, _))| has(table)) {
            let columns: Vec<String> = columns.iter().map(|column| quoted(column)).collect();
            let index = format!("CREATE INDEX {table}_{number} ON {} ({})", quoted(table), columns.join(", "));
            self.connection.execute_batch(&index).map_err(failed)?;
        }
        for (table, columns) in SEARCHED.iter().filter(|(table, _)| has(table)) {
            let search = format!(
                "CREATE VIRTUAL TABLE {table}_fts USING fts5({}, content=\"{table}\", tokenize='unicode61 remove_diacritics 2'); \
                 INSERT INTO {table}_fts({table}_fts) VALUES ('rebuild'); INSERT INTO {table}_fts({table}_fts) VALUES ('optimize');",
                columns.join(", ")
            );
            self.connection.execute_batch(&search).map_err(failed)?;
        }
        for (name, _, query) in VIEWS.iter().filter(|(_, tables, _)| tables.iter().all(|table| has(table))) {
            self.connection.execute_batch(&format!("CREATE VIEW {name} AS {query}")).map_err(failed)?;
        }
        self.connection.execute_batch("COMMIT; PRAGMA optimize;").map_err(failed)?;
        self.connection.close().map_err(|(_, cause)| failed(cause))
    }
}

/// The statement that makes a table. What names a document or an entity refers to it, so that Datasette links them.
fn create(spec: &TableSpec, links: Links) -> String {
    let columns = spec.columns.iter().map(|column| {
        let holds = match column.holds {
            ColumnType::Text => "TEXT",
            ColumnType::Integer | ColumnType::Flag => "INTEGER",
            ColumnType::Number => "REAL",
        };
        let refers = match (spec.name, column.name) {
            ("documents", "document") | ("entities", "id") => " PRIMARY KEY",
            _ if links == Links::None => "",
            ("timelines" | "chronology" | "dates", _) if links == Links::OfMentions => "",
            (_, "document") => " REFERENCES documents(document)",
            ("mentions" | "timelines" | "aliases", "entity") | ("co_mentions", "one" | "other") => {
                " REFERENCES entities(id)"
            }
            _ => "",
        };
        format!("{} {holds}{refers}", quoted(column.name))
    });
    format!("CREATE TABLE {} ({})", quoted(spec.name), columns.collect::<Vec<_>>().join(", "))
}

/// A name as SQL has it: "from" and "to" are words of the language.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Cell::None => ValueRef::Null,
            Cell::Text(text) => ValueRef::Text(text.as_bytes()),
            Cell::Integer(value) => ValueRef::Integer(*value),
            Cell::Number(value) => ValueRef::Real(*value),
            Cell::Flag(value) => ValueRef::Integer(i64::from(*value)),
        }))
    }
}

fn failed(cause: rusqlite::Error) -> Error {
    refused(io::Error::other(cause))
}
