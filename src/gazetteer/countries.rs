//! Countries by the names that the bundled list has for them, in all its languages.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::Gazetteer;
use crate::text::fold;

/// ISO 3166-1 alpha-2 codes by folded name. Made when a list first names a country in words.
static CODES: LazyLock<HashMap<String, Box<str>>> = LazyLock::new(|| {
    let mut codes = HashMap::new();
    let countries = Gazetteer::bundled().entities.into_iter().filter(|place| place.class.as_deref() == Some("country"));
    for (code, aliases) in countries.filter_map(|place| Some((place.country?, place.aliases))) {
        for alias in aliases {
            codes.entry(fold(&alias.text)).or_insert_with(|| code.clone());
        }
    }
    codes
});

/// For each country by its English name, the first name of each language that counts by itself. Made when one is first asked for.
static NAMES: LazyLock<HashMap<String, HashMap<String, String>>> = LazyLock::new(|| {
    let countries = Gazetteer::bundled().entities.into_iter().filter(|place| place.class.as_deref() == Some("country"));
    let names = countries.map(|place| {
        let mut names = HashMap::new();
        for alias in place.aliases.into_iter().filter(|alias| !alias.weak) {
            if let Some(lang) = alias.lang() {
                names.entry(lang.to_string()).or_insert_with(|| alias.text.to_string());
            }
        }
        (place.name.to_string(), names)
    });
    names.collect()
});

/// The name of a country in a language (its tag), by its English name; none where the bundled list has none.
pub(crate) fn country_name(english: &str, language: &str) -> Option<&'static str> {
    NAMES.get(english)?.get(language).map(String::as_str)
}

/// The code of a country that is given by its code, in any letter case, or by its name; none if it is no country.
pub(crate) fn code_of(text: &str) -> Option<Box<str>> {
    let text = text.trim();
    let is_code = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    // "UK" is no code of the standard's, but everybody's.
    let named = || CODES.get(&fold(text.strip_prefix("the ").unwrap_or(text))).cloned();
    match text {
        "UK" | "uk" => Some("GB".into()),
        _ if is_code => Some(text.to_ascii_uppercase().into()),
        _ => named(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_have_names_in_other_languages() {
        assert_eq!(country_name("Iraq", "ar"), Some("العراق"));
        assert_eq!(country_name("Azerbaijan", "de"), Some("Aserbaidschan"));
        assert_eq!(country_name("Atlantis", "ar"), None);
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
        }
    }
}
