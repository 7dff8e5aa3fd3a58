//! Countries by the names that the bundled list has for them, in all its languages.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::{Entity, bundled};
use crate::text::{ASCII_FOLD, fold};

/// The countries of the bundled list, which is read for them once, when one is first asked for: by that thread alone.
/// One that waits for others meanwhile takes up their work, which may ask for the countries too, and waits for itself.
static COUNTRIES: LazyLock<Vec<Entity>> = LazyLock::new(|| {
    let mut entities = bundled::places();
    entities.retain(|place| place.class.as_deref() == Some("country"));
    entities
});

/// ISO 3166-1 alpha-2 codes by folded name.
static CODES: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let mut codes = HashMap::new();
    for country in COUNTRIES.iter() {
        let Some(code) = country.country.as_deref() else { continue };
        for alias in &country.aliases {
            codes.entry(fold(&alias.text)).or_insert(code);
        }
    }
    codes
});

/// The first letters of all names.
static HEADS: LazyLock<HashSet<Head>> = LazyLock::new(|| CODES.keys().filter_map(|name| head(name)).collect());

/// The first letters of a name, folded.
type Head = [u8; 3];

/// The first letters of a text; none where they are beyond ASCII, or fold otherwise than one by one.
fn head(text: &str) -> Option<Head> {
    let first = text.as_bytes().first_chunk::<3>()?.map(|byte| ASCII_FOLD[usize::from(byte)]);
    (!first.contains(&0)).then_some(first)
}

/// Whether a text may begin with the name of a country: quick to ask, and no is certain.
pub(crate) fn may_begin(text: &str) -> bool {
    head(text).is_none_or(|head| HEADS.contains(&head))
}

/// The name of a country in a language (its tag), by its English name: the first that counts by itself; none where the
/// bundled list has none.
#[cfg(feature = "charts")]
pub(crate) fn country_name(english: &str, language: &str) -> Option<&'static str> {
    static BY_NAME: LazyLock<HashMap<&str, &Entity>> =
        LazyLock::new(|| COUNTRIES.iter().map(|country| (&*country.name, country)).collect());
    let mut aliases = BY_NAME.get(english)?.aliases.iter().filter(|alias| !alias.weak);
    aliases.find(|alias| alias.lang() == Some(language)).map(|alias| &*alias.text)
}

/// What the standard has codes for besides the countries of the bundled list: territories of others.
const TERRITORIES: &str = "AI AQ AS AW AX BL BM BQ BV CC CK CW CX EH FK FO GF GG GI GL GP GS GU HK HM IM IO JE KY MF MO MP \
                           MQ MS NC NF NU PF PM PN PR RE SH SJ SX TC TF TK UM VG VI WF YT";

/// Whether two capitals are the code of a country or of a territory (ISO 3166-1 alpha-2).
///
/// ```
/// use dateline::gazetteer::is_country_code;
/// assert!(is_country_code("GB") && is_country_code("HK"));
/// assert!(!is_country_code("EN"));
/// ```
pub fn is_code(code: &str) -> bool {
    let is_country = || CODES.values().any(|known| *known == code);
    code.len() == 2 && (TERRITORIES.split(' ').any(|known| known == code) || is_country())
}

/// The code of a country (ISO 3166-1 alpha-2) that is given by its code, in any letter case, or by a name that the
/// bundled list has for it; none if it is no country. Any two letters are taken for a code: see `is_country_code`.
///
/// ```
/// use dateline::gazetteer::country_code;
/// assert_eq!(country_code("uk").as_deref(), Some("GB"));
/// assert_eq!(country_code("Irak").as_deref(), Some("IQ"));
/// assert_eq!(country_code("Atlantis"), None);
/// ```
pub fn code_of(text: &str) -> Option<Box<str>> {
    let text = text.trim();
    let is_code = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    // "UK" is no code of the standard's, but everybody's.
    let named = || CODES.get(&fold(text.strip_prefix("the ").unwrap_or(text))).map(|code| Box::from(*code));
    match text {
        "UK" | "uk" => Some("GB".into()),
        _ if is_code => Some(text.to_ascii_uppercase().into()),
        _ => named(),
    }
}

/// Parts of states and territories of others, which people write into a column of countries, in folded letters.
#[rustfmt::skip]
const PARTS: [(&str, &str); 29] = [
    ("england", "GB"), ("scotland", "GB"), ("wales", "GB"), ("northern ireland", "GB"), ("hong kong", "HK"),
    ("macau", "MO"), ("macao", "MO"), ("puerto rico", "PR"), ("greenland", "GL"), ("faroe islands", "FO"),
    ("gibraltar", "GI"), ("guam", "GU"), ("bermuda", "BM"), ("cayman islands", "KY"), ("aruba", "AW"),
    ("curacao", "CW"), ("jersey", "JE"), ("guernsey", "GG"), ("isle of man", "IM"), ("french guiana", "GF"),
    ("guadeloupe", "GP"), ("martinique", "MQ"), ("reunion", "RE"), ("new caledonia", "NC"), ("french polynesia", "PF"),
    ("falkland islands", "FK"), ("western sahara", "EH"), ("gaza", "PS"), ("iraqi kurdistan", "IQ"),
];

/// The code that a cell of a list's column of countries means: a country's, or that of which it names a part.
pub(super) fn code_of_cell(text: &str) -> Option<Box<str>> {
    let part = || {
        let folded = fold(text.trim());
        PARTS.iter().find(|(name, _)| *name == folded).map(|(_, code)| Box::from(*code))
    };
    code_of(text).or_else(part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::Gazetteer;

    #[test]
    fn countries_have_names_in_other_languages() {
        assert_eq!(country_name("Iraq", "ar"), Some("العراق"));
        assert_eq!(country_name("Azerbaijan", "de"), Some("Aserbaidschan"));
        assert_eq!(country_name("Atlantis", "ar"), None);
    }

    #[test]
    fn a_cell_may_name_a_part_of_a_country() {
        for (cell, code) in [
            ("England", Some("GB")),
            ("Hong Kong", Some("HK")),
            ("Réunion", Some("RE")),
            ("Iraq", Some("IQ")),
            ("Atlantis", None),
        ] {
            assert_eq!(code_of_cell(cell).as_deref(), code, "{cell}");
        }
        assert!(PARTS.iter().all(|(name, code)| fold(name) == *name && is_code(code)));
    }

    #[test]
    fn every_name_may_begin_a_text() {
        let is_known = |place: &Entity| place.class.as_deref() == Some("country") && place.country.is_some();
        for alias in Gazetteer::bundled().entities.into_iter().filter(is_known).flat_map(|place| place.aliases) {
            assert!(may_begin(&alias.text), "{}", alias.text);
        }
        assert!(!may_begin("Xylophones") && !may_begin("Mr. Smith") && may_begin("Österreich"));
    }

    #[test]
    fn countries_are_known_by_code_and_name() {
        for (text, code) in [
            ("KZ", Some("KZ")),
            ("kz", Some("KZ")),
            ("Kazakhstan", Some("KZ")),
            ("UK", Some("GB")),
            ("United Kingdom", Some("GB")),
            ("the Netherlands", Some("NL")),
            ("Côte d'Ivoire", Some("CI")),
            ("Atlantis", None),
            ("", None),
        ] {
            assert_eq!(code_of(text).as_deref(), code, "{text}");
            assert!(code.is_none() || text.len() == 2 || text.starts_with("the ") || may_begin(text), "{text}");
        }
    }
}
