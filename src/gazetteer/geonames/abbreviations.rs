//! The abbreviations in which texts name some countries, states and provinces, and which dumps do not give as names.

/// Country, name of the division or country, abbreviations. Those of the United States and Canada are the ones of
/// newspapers ("La.") and of the post ("LA"); compiled for this project from general knowledge.
const TABLE: &str = include_str!("abbreviations.tsv");

/// The abbreviations of a country or of one of its first-level divisions.
pub(super) fn of(country: &str, name: &str) -> impl Iterator<Item = &'static str> {
    TABLE
        .lines()
        .filter_map(|line| line.split_once('\t').zip(line.rsplit_once('\t')))
        .find(|((of_country, _), (before, _))| {
            *of_country == country && before.ends_with(name) && before.len() == country.len() + 1 + name.len()
        })
        .map_or("", |(_, (_, abbreviations))| abbreviations)
        .split(", ")
        .filter(|abbreviation| !abbreviation.is_empty())
}

/// Country, name and abbreviations of all that the table has: states and provinces, and a few countries.
pub(crate) fn rows() -> impl Iterator<Item = (&'static str, &'static str, std::str::Split<'static, &'static str>)> {
    TABLE.lines().filter_map(|line| {
        let (country, rest) = line.split_once('\t')?;
        let (name, abbreviations) = rest.split_once('\t')?;
        Some((country, name, abbreviations.split(", ")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_found_by_country_and_name() {
        assert!(TABLE.lines().is_sorted(), "{TABLE}");
        for line in TABLE.lines() {
            assert_eq!(line.split('\t').count(), 3, "{line}");
        }
        for (country, name, expected) in [
            ("US", "Louisiana", &["La.", "LA"][..]),
            ("US", "Virginia", &["Va.", "VA"]),
            ("GE", "Georgia", &[]),
            ("CA", "Ontario", &["Ont.", "ON"]),
            ("AU", "New South Wales", &["N.S.W.", "NSW"]),
            ("US", "Baton Rouge", &[]),
        ] {
            assert_eq!(of(country, name).collect::<Vec<_>>(), expected, "{name}");
        }
    }
}
