//! Which columns of a Parquet file hold the fields of documents, and how their values are written.

use std::sync::Arc;

use parquet::basic::{Compression, ConvertedType, LogicalType, TimeUnit, Type as Physical};
use parquet::file::metadata::ParquetMetaData;
use parquet::schema::types::ColumnDescriptor;

use super::super::options::{FieldKind, Fields};
use super::super::rows::any_of;
use crate::calendar::Zone;

/// How the values of a column become text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    Text,
    Integer,
    Number,
    Flag,
    /// Days since 1970.
    Date,
    /// Moments in this many parts of a second since 1970, in UTC or, if it is not said, by some clock.
    Moment {
        parts: i64,
        utc: bool,
        /// The zone of the writer's clock, where the file names it.
        zone: Option<Zone>,
    },
    /// The moments of older writers.
    Int96,
    Uuid,
}

/// A column that is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wanted {
    /// Its number among the leaves of the schema.
    pub(super) leaf: usize,
    pub(super) holds: Holds,
    /// The level at which a value is there.
    pub(super) defined: i16,
    /// Whether a row may hold several values.
    pub(super) repeated: bool,
}

/// The wanted columns of a file, each once.
#[derive(Debug)]
pub(super) struct Columns {
    wanted: Vec<Wanted>,
    /// For each field the position of its column among the wanted.
    fields: [Option<usize>; 7],
    /// The fields whose column has a namesake, whatever its letter case, a bit each.
    twice: u8,
    names: Arc<str>,
}

impl Columns {
    /// Finds the columns of the fields; the reason if there are none, or if they cannot be read.
    pub(super) fn find(metadata: &ParquetMetaData, fields: &Fields) -> Result<Columns, String> {
        let schema = metadata.file_metadata().schema_descr();
        let names: Vec<String> = schema.columns().iter().map(|column| name_of(column)).collect();
        let shown = shown(&names);
        if metadata.file_metadata().created_by() == Some("dateline") && fields.given(FieldKind::Text).is_none() {
            return Err(format!(
                "a table that dateline wrote, without the articles' texts: name the corpus that it was \
                                built from, or a column with --text-field; its columns are {shown}"
            ));
        }
        let mut found = Columns { wanted: Vec::new(), fields: [None; 7], twice: 0, names: shown.into() };
        for kind in FieldKind::ALL {
            let Some(leaf) = leaf(kind, &names, fields, &found.names)? else { continue };
            found.twice |= u8::from(has_namesake(leaf, &names)) << kind as u8;
            let mut wanted = wanted(leaf, schema.columns()[leaf].as_ref(), &names[leaf])?;
            if let Holds::Moment { utc: true, zone, .. } = &mut wanted.holds {
                *zone = zone_of(metadata, &names[leaf]);
            }
            let at = found.wanted.iter().position(|other| other.leaf == leaf);
            found.fields[kind as usize] = Some(at.unwrap_or(found.wanted.len()));
            if at.is_none() {
                check_packing(metadata, leaf, &names[leaf])?;
                found.wanted.push(wanted);
            }
        }
        let is_there = |kind: FieldKind| found.fields[kind as usize].is_some();
        if is_there(FieldKind::Text) || is_there(FieldKind::Title) {
            return Ok(found);
        }
        let names = [FieldKind::Text, FieldKind::Title].map(|kind| fields.said(kind)).concat();
        let (wanted, columns) = (any_of(&names), found.names);
        Err(format!("no column {wanted}: name the text's column with --text-field; its columns are {columns}"))
    }

    pub(super) fn wanted(&self) -> &[Wanted] {
        &self.wanted
    }

    /// The position of a field's column among the wanted.
    pub(super) fn position(&self, kind: FieldKind) -> Option<usize> {
        self.fields[kind as usize]
    }

    /// The fields whose column has a namesake, whatever its letter case, a bit each.
    pub(super) fn twice(&self) -> u8 {
        self.twice
    }

    /// What the columns of the file are called.
    pub(super) fn names(&self) -> Arc<str> {
        Arc::clone(&self.names)
    }
}

/// A column's name with those of the structs around it, without the levels that a list puts between.
fn name_of(column: &ColumnDescriptor) -> String {
    let parts = column.path().parts();
    let is_level = |part: &str| matches!(part, "list" | "element" | "item" | "array" | "bag" | "array_element");
    let is_list = column.max_rep_level() > 0;
    let kept = parts.iter().enumerate().filter(|(at, part)| *at == 0 || !(is_list && is_level(part)));
    kept.map(|(_, part)| part.as_str()).collect::<Vec<_>>().join(".")
}

/// The column of a field: by name, whatever its case, or by number from 1.
fn leaf(kind: FieldKind, names: &[String], fields: &Fields, shown: &str) -> Result<Option<usize>, String> {
    let position = |name: &&str| {
        let exact = names.iter().position(|column| column == name);
        exact.or_else(|| names.iter().position(|column| column.eq_ignore_ascii_case(name)))
    };
    if let Some(found) = fields.names(kind).iter().find_map(position) {
        return Ok(Some(found));
    }
    let Some(given) = fields.given(kind) else { return Ok(None) };
    match given.parse::<usize>() {
        Ok(number) if (1..=names.len()).contains(&number) => Ok(Some(number - 1)),
        Err(_) if kind.is_often_missing() => Ok(None),
        _ => Err(format!("no column {given:?}; its columns are {shown}")),
    }
}

/// Whether another column has a column's name, whatever its letter case.
fn has_namesake(leaf: usize, names: &[String]) -> bool {
    let mut others = names.iter().enumerate().filter(|(at, _)| *at != leaf);
    others.any(|(_, name)| name.eq_ignore_ascii_case(&names[leaf]))
}

fn wanted(leaf: usize, column: &ColumnDescriptor, name: &str) -> Result<Wanted, String> {
    let holds = holds(column).ok_or_else(|| {
        format!("column {name:?} holds {}, which is neither text nor a date: name another", column.physical_type())
    })?;
    Ok(Wanted { leaf, holds, defined: column.max_def_level(), repeated: column.max_rep_level() > 0 })
}

fn holds(column: &ColumnDescriptor) -> Option<Holds> {
    let logical = column.logical_type_ref();
    let moment = match (logical, column.converted_type()) {
        (Some(LogicalType::Timestamp(kind)), _) => {
            let parts = match kind.unit {
                TimeUnit::MILLIS => 1_000,
                TimeUnit::MICROS => 1_000_000,
                TimeUnit::NANOS => 1_000_000_000,
            };
            Some(Holds::Moment { parts, utc: kind.is_adjusted_to_u_t_c, zone: None })
        }
        (None, ConvertedType::TIMESTAMP_MILLIS) => Some(Holds::Moment { parts: 1_000, utc: true, zone: None }),
        (None, ConvertedType::TIMESTAMP_MICROS) => Some(Holds::Moment { parts: 1_000_000, utc: true, zone: None }),
        _ => None,
    };
    let is_other = matches!(
        column.converted_type(),
        ConvertedType::DECIMAL
            | ConvertedType::TIME_MILLIS
            | ConvertedType::TIME_MICROS
            | ConvertedType::INTERVAL
            | ConvertedType::BSON
    );
    match column.physical_type() {
        _ if is_other => None,
        Physical::BYTE_ARRAY => Some(Holds::Text),
        Physical::INT64 if moment.is_some() => moment,
        Physical::INT32 if column.converted_type() == ConvertedType::DATE || logical == Some(&LogicalType::Date) => {
            Some(Holds::Date)
        }
        Physical::INT32 | Physical::INT64 => Some(Holds::Integer),
        Physical::INT96 => Some(Holds::Int96),
        Physical::FLOAT | Physical::DOUBLE => Some(Holds::Number),
        Physical::BOOLEAN => Some(Holds::Flag),
        Physical::FIXED_LEN_BYTE_ARRAY => (logical == Some(&LogicalType::Uuid)).then_some(Holds::Uuid),
    }
}

/// The zone that a column of moments had in pandas, which notes it beside the table; Parquet itself has moments in UTC
/// alone.
fn zone_of(metadata: &ParquetMetaData, name: &str) -> Option<Zone> {
    let notes = metadata.file_metadata().key_value_metadata()?;
    let pandas = notes.iter().find(|note| note.key == "pandas")?.value.as_deref()?;
    let pandas: serde_json::Value = serde_json::from_str(pandas).ok()?;
    let column = pandas["columns"].as_array()?.iter().find(|column| column["field_name"] == name)?;
    column["metadata"]["timezone"].as_str()?.parse().ok()
}

/// Whether a column is packed in a way that this build reads.
fn check_packing(metadata: &ParquetMetaData, leaf: usize, name: &str) -> Result<(), String> {
    let unread = metadata.row_groups().iter().map(|group| group.column(leaf).compression()).find_map(unread_packing);
    unread.map_or(Ok(()), |(packing, fix)| {
        Err(format!(
            "its column {name:?} is packed with {packing}, which is not read here: {fix}write it again with snappy, gzip or \
             lz4, in pandas df.to_parquet(FILE, compression=\"snappy\"), in polars df.write_parquet(FILE, \
             compression=\"snappy\")"
        ))
    })
}

fn unread_packing(packing: Compression) -> Option<(&'static str, &'static str)> {
    match packing {
        Compression::UNCOMPRESSED
        | Compression::SNAPPY
        | Compression::GZIP(_)
        | Compression::LZ4
        | Compression::LZ4_RAW => None,
        Compression::ZSTD(_) if cfg!(feature = "parquet-zstd") => None,
        Compression::ZSTD(_) => Some(("zstd", "build dateline with --features parquet-zstd, or ")),
        Compression::BROTLI(_) => Some(("Brotli", "")),
        Compression::LZO => Some(("LZO", "")),
    }
}

fn shown(names: &[String]) -> String {
    let mut shown =
        names.iter().take(20).map(|name| name.chars().take(40).collect()).collect::<Vec<String>>().join(", ");
    if names.len() > 20 {
        shown.push_str(", …");
    }
    shown
}
