//! The columns of the spreadsheet format, and the headings by which people write them.

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
    "language",
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

/// Headings that mean a column, in small letters with single underscores between their words.
const HEADINGS: &[(&str, &[&str])] = &[
    ("id", &["identifier", "key"]),
    ("former_ids", &["former_id", "old_id", "old_ids"]),
    ("name", &["full_name", "label"]),
    (
        "aliases",
        &[
            "alias",
            "aka",
            "also_known_as",
            "alternative_names",
            "alternate_names",
            "other_names",
            "synonyms",
            "variants",
        ],
    ),
    ("language", &["lang"]),
    ("type", &["category", "class"]),
    ("country", &["country_code", "country_name", "iso", "iso2", "nation"]),
    ("lat", &["latitude"]),
    ("lon", &["long", "lng", "longitude"]),
    ("geonames", &["geoname_id", "geonameid", "geonames_id"]),
    ("wikidata", &["qid", "wikidata_id", "wikidata_item"]),
    ("population", &["inhabitants"]),
    ("tags", &["tag", "keywords"]),
    ("note", &["notes", "comment", "comments", "description", "remark", "remarks"]),
];

/// Columns of lists: several of one kind are read as one.
pub(super) const LISTS: &[&str] = &[
    "aliases",
    "weak_aliases",
    "exact_aliases",
    "capitalised_aliases",
    "any_aliases",
    "same_as",
    "former_ids",
    "tags",
];

/// The languages by whose names a column of aliases is headed, and their tags (BCP 47).
const LANGUAGES: &[(&str, &[&str])] = &[
    ("ar", &["arabic"]),
    ("az", &["azerbaijani", "azeri"]),
    ("bg", &["bulgarian"]),
    ("ckb", &["sorani"]),
    ("cs", &["czech"]),
    ("de", &["german", "deutsch"]),
    ("el", &["greek"]),
    ("en", &["english"]),
    ("es", &["spanish"]),
    ("fa", &["persian", "farsi"]),
    ("fr", &["french"]),
    ("he", &["hebrew"]),
    ("hy", &["armenian"]),
    ("it", &["italian"]),
    ("ja", &["japanese"]),
    ("ka", &["georgian"]),
    ("kk", &["kazakh"]),
    ("ko", &["korean"]),
    ("ku", &["kurdish"]),
    ("nl", &["dutch"]),
    ("pl", &["polish"]),
    ("ps", &["pashto"]),
    ("pt", &["portuguese"]),
    ("ro", &["romanian"]),
    ("ru", &["russian"]),
    ("sr", &["serbian"]),
    ("sv", &["swedish"]),
    ("tk", &["turkmen"]),
    ("tr", &["turkish"]),
    ("uk", &["ukrainian"]),
    ("ur", &["urdu"]),
    ("uz", &["uzbek"]),
    ("zh", &["chinese"]),
];

/// Words beside a language's name that say no more than that names stand in the column.
const OF_NAMES: &[&str] =
    &["name", "names", "alias", "aliases", "in", "label", "spelling", "spellings", "form", "forms"];

/// The language of the names that stand in a column of such a heading: "Arabic", "Name (Arabic)", "name_ar".
pub(super) fn language_of(heading: &str) -> Option<&'static str> {
    let heading = normal(heading);
    let (of_names, others): (Vec<&str>, Vec<&str>) = heading.split('_').partition(|word| OF_NAMES.contains(word));
    let [word] = others[..] else { return None };
    let named = LANGUAGES.iter().find(|(_, names)| names.contains(&word));
    // A tag by itself may be anything: "no", "id", "is".
    let tagged = || LANGUAGES.iter().find(|(tag, _)| !of_names.is_empty() && *tag == word);
    named.or_else(tagged).map(|(tag, _)| *tag)
}

/// The column that a heading names, in whatever letter case; none if it is not known.
pub(super) fn column_of(heading: &str) -> Option<&'static str> {
    let heading = normal(heading);
    let own = COLUMNS.iter().find(|column| **column == heading);
    let other = || HEADINGS.iter().find(|(_, headings)| headings.contains(&&*heading)).map(|(column, _)| column);
    own.or_else(other).copied().or_else(|| language_of(&heading).map(|_| "aliases"))
}

/// A heading in small letters, with an underscore for whatever stands between its words.
pub(super) fn normal(heading: &str) -> String {
    let lower = heading.to_lowercase();
    let words = lower.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("_")
}

/// Whether some cells are a list's headings and no entity.
pub(super) fn are_headings<'c>(cells: impl Iterator<Item = &'c str>) -> bool {
    let known: Vec<bool> = cells.map(|cell| column_of(cell).is_some()).collect();
    known.len() > 1 && known.iter().filter(|known| **known).count() * 2 > known.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_read_as_people_write_them() {
        for (heading, column) in [
            ("Name", Some("name")),
            ("Also known as", Some("aliases")),
            ("Weak aliases", Some("weak_aliases")),
            ("LATITUDE", Some("lat")),
            ("Wikidata ID", Some("wikidata")),
            ("Notes", Some("note")),
            ("Arabic", Some("aliases")),
            ("Owner", None),
        ] {
            assert_eq!(column_of(heading), column, "{heading}");
        }
        for (heading, lang) in [
            ("Arabic", Some("ar")),
            ("Name (Russian)", Some("ru")),
            ("Kurdish spelling", Some("ku")),
            ("name_ar", Some("ar")),
            ("ar", None),
            ("Name", None),
            ("Arabic Russian", None),
            ("Arabic press", None),
        ] {
            assert_eq!(language_of(heading), lang, "{heading}");
        }
        assert!(are_headings(["name", "aliases"].into_iter()) && !are_headings(["Name"].into_iter()));
    }
}
