//! Gazetteers: the lists of entities that are looked for.
//!
//! [`Gazetteer::load`] reads what the user names: lists in TOML, the home format; in CSV, for a spreadsheet; places
//! from a GeoNames dump; or the lists that are compiled in. Whatever is wrong with them comes back at once as
//! [`Diagnostics`], each with its file, line and column; [`check`] also says what is allowed but seldom meant.
//!
//! ```
//! use dateline::gazetteer::{Alias, Entity, Gazetteer, Kind};
//!
//! let mut mosul = Entity::new("mosul", Kind::Place, "Mosul");
//! mosul.aliases.push(Alias { weak: true, ..Alias::plain("Nineveh") });
//! let mine = Gazetteer::from(vec![mosul]);
//! // The name is the first of its aliases.
//! assert_eq!(mine.entities[0].aliases.len(), 2);
//!
//! // Two lists made one: whatever was decided on two entities that may be the same is told.
//! let both = mine.merge(Gazetteer::bundled());
//! assert!(both.decisions.iter().any(|decision| decision.joined && decision.second == "mosul"));
//! ```

mod absorb;
mod broken;
mod bundled;
pub(crate) mod common;
pub(crate) mod countries;
mod crossed;
mod csv_cells;
mod csv_columns;
mod csv_reader;
mod csv_writer;
mod diagnostic;
mod draft;
mod entities;
mod entity;
mod geonames;
mod ids;
mod import;
mod joining;
mod kind_words;
mod lint;
mod listing;
mod load;
mod merge;
mod namesakes;
mod open;
mod scripts;
mod source;
mod toml_reader;
mod toml_writer;
mod twins;

use std::path::PathBuf;

pub use countries::{code_of as country_code, is_code as is_country_code};
pub use csv_writer::write_csv;
pub use diagnostic::{Diagnostic, Diagnostics, Severity};
pub use entities::Entities;
pub(crate) use entities::PackedParts;
pub use entity::{Alias, CaseRule, Conditions, Details, Entity, Kind, Location};
pub(crate) use geonames::abbreviations;
pub use geonames::{Applied, AppliedRule, ImportOptions, ImportReport, LeftOut, Restriction, SetAside, Tally};
pub use import::Layout;
pub use listing::{KindCount, Listing};
pub(crate) use load::{Input, files};
pub use merge::{MergeConflict, MergeDecision, Merged};
pub use toml_reader::Header;
pub use toml_writer::{alias_line, entity_table, write_toml};
pub use twins::Twin;

/// All entities of a run, from one or more files, checked and in the order of the files.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    /// The entities; their position is what a mention refers to.
    pub entities: Entities,
    /// The files that they came from.
    pub sources: Vec<GazetteerSource>,
}

/// One file that entities came from.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct GazetteerSource {
    /// The path as the user gave it, or `bundled:places.toml`.
    pub path: String,
    /// The name that the gazetteer gives itself, if it does.
    pub name: Option<String>,
    /// The licence that it states, if it does.
    pub licence: Option<String>,
    /// Where it says that its content comes from, if it does.
    #[serde(default)]
    pub origin: Option<String>,
    /// XXH3 128 of its text (unpacked, without a byte order mark), in hexadecimal.
    pub hash: String,
    /// How many entities came from it.
    pub entities: u64,
    /// How many aliases came from it, names included.
    pub aliases: u64,
    /// What was set aside, where it is a dump that was not made for counting mentions.
    #[serde(default)]
    pub import: Option<ImportReport>,
    /// What was done to it that who wrote it should know, in words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<String>,
}

impl GazetteerSource {
    /// Whether it is a spreadsheet: CSV or TSV in our columns, packed or not.
    pub fn is_sheet(&self) -> bool {
        let path = std::path::Path::new(&self.path);
        self.import.is_none() && matches!(import::extension(path).as_deref(), Some("csv" | "tsv"))
    }

    /// Whether it is a list in TOML, which has room for every rule: a bundled one, or a file, packed or not.
    pub fn is_toml(&self) -> bool {
        let path = std::path::Path::new(&self.path);
        self.import.is_none() && import::extension(path).as_deref() == Some("toml")
    }
}

impl From<Header> for GazetteerSource {
    fn from(header: Header) -> GazetteerSource {
        let Header { name, licence, source } = header;
        GazetteerSource { name, licence, origin: source, ..GazetteerSource::default() }
    }
}

impl From<Vec<Entity>> for Gazetteer {
    /// The gazetteer of entities that no file holds.
    fn from(entities: Vec<Entity>) -> Gazetteer {
        Gazetteer { entities: entities.into(), sources: Vec::new() }
    }
}

/// What a check of gazetteers found.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Errors and warnings, in the order of files and lines.
    pub diagnostics: Diagnostics,
    /// The entities, unless there are errors.
    pub gazetteer: Option<Gazetteer>,
}

impl Gazetteer {
    /// Reads gazetteers. A specification is `bundled`, a file (`.toml`, `.csv`, `.tsv`, each plain or with `.gz` or
    /// `.zst`), a folder of such files, or another tool's list: by itself where its name and content tell the
    /// [`Layout`], else as `LAYOUT:FILE`; `places:FILE`, `people:FILE` and `organisations:FILE` say what the entries of
    /// a list are that do not say so: of one in TOML or CSV, or of a plain one, a name a line. None at all stands for
    /// `bundled`.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with any of them, at once. Warnings are left to [`check`].
    ///
    /// ```
    /// # let folder = tempfile::tempdir()?;
    /// # let path = folder.path().join("mine.toml");
    /// std::fs::write(&path, r#"
    /// [[entity]]
    /// id = "mosul"
    /// kind = "place"
    /// name = "Mosul"
    /// aliases = ["al-Mawsil", { text = "Nineveh", weak = true }]
    /// "#)?;
    /// let gazetteer = dateline::gazetteer::Gazetteer::load(&[path.display().to_string()])?;
    /// assert_eq!(gazetteer.entities[0].aliases.len(), 3);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn load(specs: &[String]) -> Result<Gazetteer, Diagnostics> {
        load::load(specs).into_result()
    }

    /// The lists that are compiled in: the war in Iraq and Syria 2014–2019, the Caspian, and the powers around them.
    pub fn bundled() -> Gazetteer {
        // Tests hold the bundled files to be without errors.
        load::load(&[]).gazetteer
    }

    /// The same entities, every alias of which is found inside addresses and among the words of hashtags too.
    pub fn found_anywhere(mut self) -> Gazetteer {
        for alias in self.entities.iter_mut().flat_map(|entity| &mut entity.aliases) {
            alias.conditions.get_or_insert_default().anywhere = true;
        }
        self
    }

    /// The file that an entity came from, by its position; of one that two lists have, that of the list whose word
    /// counts. None beyond what was loaded.
    pub fn source_of(&self, entity: usize) -> Option<&GazetteerSource> {
        // Entities stand in the order of their files.
        let ends = self.sources.iter().scan(0, |end, source| {
            *end += source.entities as usize;
            Some((*end, source))
        });
        ends.into_iter().find(|(end, _)| entity < *end).map(|(_, source)| source)
    }

    /// Reads places from GeoNames dumps (plain, `.zip`, `.gz` or `.zst`). What was set aside, and why, is in the
    /// report of each source.
    ///
    /// # Errors
    ///
    /// Files that cannot be read and rows that are none of the layout's.
    pub fn import_geonames(paths: &[PathBuf], options: &ImportOptions) -> Result<Gazetteer, Diagnostics> {
        load::load_layout(Layout::Geonames, paths, options).into_result()
    }

    /// Reads lists that were made for another tool, with what could not be carried: a warning each, with its line and
    /// column. What was set aside, and why, is in the report of each source.
    ///
    /// # Errors
    ///
    /// Files that cannot be read, and records that are none of the layout's.
    ///
    /// ```
    /// use dateline::gazetteer::{Gazetteer, ImportOptions, Layout};
    /// # let folder = tempfile::tempdir()?;
    /// let path = folder.path().join("patterns.jsonl");
    /// std::fs::write(&path, r#"{"label": "GPE", "pattern": [{"LOWER": "tal"}, {"LOWER": "afar"}], "id": "tal-afar"}"#)?;
    /// let (gazetteer, not_carried) = Gazetteer::import(Layout::EntityRuler, &[path], &ImportOptions::default())?;
    /// assert_eq!(&*gazetteer.entities[0].name, "Tal Afar");
    /// assert!(not_carried.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn import(
        layout: Layout,
        paths: &[PathBuf],
        options: &ImportOptions,
    ) -> Result<(Gazetteer, Diagnostics), Diagnostics> {
        let loaded = load::load_layout(layout, paths, options);
        let diagnostics = loaded.diagnostics.clone().sorted();
        loaded.into_result().map(|gazetteer| (gazetteer, diagnostics))
    }
}

/// Reads gazetteers as [`Gazetteer::load`] does, and says besides what is allowed but seldom meant: an alias that two
/// entities claim, one that is a common word, and the like.
pub fn check(specs: &[String]) -> Checked {
    let loaded = load::load(specs);
    let mut diagnostics = loaded.diagnostics.clone();
    diagnostics.extend(lint::lint(&loaded));
    let gazetteer = (!diagnostics.has_errors()).then_some(loaded.gazetteer);
    Checked { diagnostics: diagnostics.sorted(), gazetteer }
}

#[cfg(test)]
mod tests;
