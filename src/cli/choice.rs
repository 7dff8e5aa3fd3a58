//! Values of a few words: read by the library, whose errors say what is wrong, and proposed by shells.

use std::ffi::OsStr;
use std::fmt::Display;
use std::marker::PhantomData;
use std::str::FromStr;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Arg, Command};

pub const BUCKETS: &[&str] = &["day", "week", "month", "quarter", "year", "decade"];
pub const BUCKETS_OR_AUTO: &[&str] = &["auto", "day", "week", "month", "quarter", "year", "decade"];
pub const COUNTS: &[&str] = &["all", "distinct", "sources"];
pub const KINDS: &[&str] = &["place", "person", "organisation"];
pub const MEASURES: &[&str] = &["mentions", "documents", "per-1000-documents", "per-million-words"];
pub const THEMES: &[&str] = &["light", "dark", "print"];
pub const PALETTES: &[&str] = &["okabe-ito", "tol", "grey"];
pub const LANGUAGES: &[&str] = &["en", "de", "fr", "es", "ru", "ar"];
pub const AMBIGUOUS: &[&str] = &["keep", "best", "drop"];
pub const PRESETS: &[&str] = &["mediacloud", "gdelt", "newsapi", "trafilatura"];
pub const CHARTS: &[&str] =
    &["lines", "panels", "heatmap", "swimlane", "bars", "area", "ridges", "map", "matrix", "aliases", "coverage"];
pub const TABLES: &[&str] =
    &["mentions", "documents", "entities", "timelines", "dates", "chronology", "co-mentions", "all"];
pub const FORMATS: &[&str] = &[
    "csv",
    "jsonl",
    "json",
    "parquet",
    "sqlite",
    "entity-ruler",
    "gate",
    "ftm",
    "linked-places",
    "webannotation",
    "brat",
    "iob2",
    "spacy",
    "geojson",
    "kml",
    "gexf",
    "timelinejs",
    "vega-lite",
];
pub const LAYOUTS: &[&str] =
    &["geonames", "wikidata", "sparql", "ftm", "linked-places", "lp-tsv", "gate", "entity-ruler", "skos", "list"];

/// A parser of such a value.
#[derive(Clone, Debug)]
pub struct Choice<T> {
    names: &'static [&'static str],
    value: PhantomData<T>,
}

/// Reads a value for which shells propose these words. Help texts name them in their own way.
pub fn choice<T>(names: &'static [&'static str]) -> Choice<T> {
    Choice { names, value: PhantomData }
}

impl<T> TypedValueParser for Choice<T>
where
    T: FromStr + Clone + Send + Sync + 'static,
    T::Err: Display + std::error::Error + Send + Sync + 'static,
{
    type Value = T;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<T, clap::Error> {
        StringValueParser::new().try_map(|text| text.parse::<T>()).parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.names.iter().copied().map(PossibleValue::new)))
    }
}

#[cfg(test)]
mod tests {
    use dateline::calendar::BucketSize;
    use dateline::chart::{ChartKind, Language, Palette, Theme};
    use dateline::corpus::Preset;
    use dateline::export::{Format, TableKind};
    use dateline::gazetteer::{Kind, Layout};
    use dateline::matcher::Ambiguous;
    use dateline::timeline::{BucketChoice, CountMode, Measure};

    use super::*;

    fn read<T: FromStr>(names: &[&str]) -> Vec<T> {
        let read = |name: &&str| name.parse().unwrap_or_else(|_| panic!("{name}"));
        names.iter().map(read).collect()
    }

    #[test]
    fn what_a_shell_proposes_is_understood_and_is_all_there_is() {
        assert_eq!(read::<BucketSize>(BUCKETS), BucketSize::ALL);
        assert_eq!(read::<CountMode>(COUNTS), CountMode::ALL);
        assert_eq!(read::<Kind>(KINDS), Kind::ALL);
        assert_eq!(read::<ChartKind>(CHARTS), ChartKind::ALL);
        assert_eq!(read::<Ambiguous>(AMBIGUOUS), Ambiguous::ALL);
        assert_eq!(read::<Preset>(PRESETS), Preset::ALL);
        assert_eq!(read::<BucketChoice>(BUCKETS_OR_AUTO).len(), BucketSize::ALL.len() + 1);
        read::<Measure>(MEASURES);
        read::<Theme>(THEMES);
        read::<Palette>(PALETTES);
        read::<Language>(LANGUAGES);
        read::<TableKind>(TABLES);
        read::<Format>(FORMATS);
        read::<Layout>(LAYOUTS);
    }
}
